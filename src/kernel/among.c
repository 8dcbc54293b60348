/* Cells that are among given ones, by halving a sorted list. */
#include "kernel/among.h"

#include <float.h>
#include <stdlib.h>

#include "base/clones.h"

#define AX_TEMPLATE "kernel/among_number.h"
#include "kernel/each_number.h"

typedef struct AmongKind
{
	int			(*order) (const void *left, const void *right);
	uint64_t	(*among) (const void *cells, uint64_t left, const void *sorted, size_t count);
} AmongKind;

static const AmongKind among_kinds[AX_KIND_END] = {
#define AX_TABLE
#include "kernel/each_number.h"
};

bool
ax_kernel_has_among(AxKind kind)
{
	return (int) kind < AX_KIND_END && among_kinds[ax_kind_storage(kind)].among != NULL;
}

void
ax_kernel_sort(AxKind kind, void *cells, size_t count)
{
	qsort(cells, count, ax_kind_info(kind)->width, among_kinds[ax_kind_storage(kind)].order);
}

void
ax_kernel_among(const AxVector *x, const void *sorted, size_t count,
				const uint64_t *selected, size_t n, AxTruth out)
{
	const AmongKind *loops = &among_kinds[ax_kind_storage(x->kind)];
	size_t		width = ax_kind_info(x->kind)->width;
	uint64_t	constant = x->constant ? -loops->among(x->values, 1, sorted, count) : 0;

	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		uint64_t	live = ax_vector_selected(selected, n, w) & ax_vector_valid(x, w);

		out.known[w] = live;
		out.truth[w] = x->constant ? live & constant :
			loops->among((const uint8_t *) x->values + 64 * w * width, live, sorted, count);
	}
}
