/* Matrices turned: rows to columns. */
#include "kernel/transpose.h"

#include <stdint.h>

/* Cells of the side of a block; a block of both matrices stays in the L1 cache. */
#define SIDE 16

typedef struct Pair
{
	uint64_t	half[2];
} Pair;

#define TRANSPOSE(name, type) \
static void \
name(size_t rows, size_t columns, const type *from, size_t from_ld, type *to, size_t to_ld) \
{ \
	for (size_t i = 0; i < rows; i += SIDE) \
		for (size_t j = 0; j < columns; j += SIDE) \
		{ \
			size_t		i_end = i + SIDE < rows ? i + SIDE : rows; \
			size_t		j_end = j + SIDE < columns ? j + SIDE : columns; \
\
			for (size_t y = j; y < j_end; y++) \
				for (size_t x = i; x < i_end; x++) \
					to[y * to_ld + x] = from[x * from_ld + y]; \
		} \
}

TRANSPOSE(transpose4, uint32_t)
TRANSPOSE(transpose8, uint64_t)
TRANSPOSE(transpose16, Pair)

void
ax_kernel_transpose(size_t width, size_t rows, size_t columns,
					const void *from, size_t from_ld, void *to, size_t to_ld)
{
	if (width == 4)
		transpose4(rows, columns, from, from_ld, to, to_ld);
	else if (width == 8)
		transpose8(rows, columns, from, from_ld, to, to_ld);
	else
		transpose16(rows, columns, from, from_ld, to, to_ld);
}
