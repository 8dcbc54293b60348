/*
 * Sorting and selection of keys.
 *
 * Many are sorted by their bytes, from the least one on; bytes that all of
 * them share cost nothing.  Few are sorted by merging, where a byte's 256
 * places would cost more.  A selection divides round a pivot, which is near
 * the rank in a sample; after SAMPLE_ROUNDS it is the middle of the range of
 * keys that is left, so no order of cells makes it take long.
 */
#include "kernel/sort.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "kernel/clones.h"
#include "num/double.h"
#include "num/rational.h"

#define FEW 192					/* cells that are sorted by merging */
#define FEW_RUN 12				/* of them, those sorted by insertion */
#define FEW_SELECT 48			/* cells that are sorted, not selected from */
#define SAMPLE_LEAST 5
#define SAMPLE_MOST 255
#define SAMPLE_ROUNDS 40

#define AX_TEMPLATE "kernel/sort_number.h"
#include "kernel/each_number.h"

typedef struct KeyKind
{
	void		(*to_keys) (void *cells, size_t n, bool descending);
	void		(*from_keys) (void *keys, size_t n, bool descending);
	void		(*to_items) (const void *cells, size_t n, uint32_t first, uint64_t turn,
							 AxSortItem *items);
} KeyKind;

static const KeyKind key_kinds[AX_KIND_END] = {
#define AX_TABLE
#include "kernel/each_number.h"
};

#define AX_KEY(e) (e)

#define AX_NAME keys1
#define AX_E uint8_t
#define AX_K uint8_t
#include "kernel/sort_keys.h"
#undef AX_NAME
#undef AX_E
#undef AX_K

#define AX_NAME keys2
#define AX_E uint16_t
#define AX_K uint16_t
#include "kernel/sort_keys.h"
#undef AX_NAME
#undef AX_E
#undef AX_K

#define AX_NAME keys4
#define AX_E uint32_t
#define AX_K uint32_t
#include "kernel/sort_keys.h"
#undef AX_NAME
#undef AX_E
#undef AX_K

#define AX_NAME keys8
#define AX_E uint64_t
#define AX_K uint64_t
#include "kernel/sort_keys.h"
#undef AX_NAME
#undef AX_E
#undef AX_K

#undef AX_KEY
#define AX_KEY(e) ((e).key)
#define AX_ITEMS
#define AX_NAME items
#define AX_E AxSortItem
#define AX_K uint64_t
#include "kernel/sort_keys.h"

/* A call of each form's function; pointers are cast to the form's element. */
#define FOR_FORM(form, call) \
	do { \
		switch (form) \
		{ \
			case AX_SORT_KEYS_1: \
				call(keys1, uint8_t); \
				break; \
			case AX_SORT_KEYS_2: \
				call(keys2, uint16_t); \
				break; \
			case AX_SORT_KEYS_4: \
				call(keys4, uint32_t); \
				break; \
			case AX_SORT_KEYS_8: \
				call(keys8, uint64_t); \
				break; \
			case AX_SORT_ITEMS: \
				call(items, AxSortItem); \
				break; \
		} \
	} while (0)

/* The same without items. */
#define FOR_KEYS(form, call) \
	do { \
		switch (form) \
		{ \
			case AX_SORT_KEYS_1: \
				call(keys1, uint8_t); \
				break; \
			case AX_SORT_KEYS_2: \
				call(keys2, uint16_t); \
				break; \
			case AX_SORT_KEYS_4: \
				call(keys4, uint32_t); \
				break; \
			case AX_SORT_KEYS_8: \
				call(keys8, uint64_t); \
				break; \
			case AX_SORT_ITEMS: \
				break; \
		} \
	} while (0)

static const size_t form_bytes[] = {1, 2, 4, 8, sizeof(AxSortItem)};
static const int form_digits[] = {1, 2, 4, 8, 8};

static const KeyKind *
keys_of(AxKind kind)
{
	return (int) kind < AX_KIND_END ? &key_kinds[ax_kind_storage(kind)] : &key_kinds[AX_KIND_NONE];
}

bool
ax_sort_has_keys(AxKind kind)
{
	return keys_of(kind)->to_keys != NULL;
}

AxSortForm
ax_sort_form(AxKind kind)
{
	uint32_t	width = ax_kind_info(kind)->width;

	return width == 1 ? AX_SORT_KEYS_1 : width == 2 ? AX_SORT_KEYS_2 :
		width == 4 ? AX_SORT_KEYS_4 : AX_SORT_KEYS_8;
}

void
ax_sort_to_keys(AxKind kind, void *cells, size_t n, bool descending)
{
	keys_of(kind)->to_keys(cells, n, descending);
}

void
ax_sort_from_keys(AxKind kind, void *keys, size_t n, bool descending)
{
	keys_of(kind)->from_keys(keys, n, descending);
}

bool
ax_sort_to_items(AxKind kind, const void *cells, size_t n, uint32_t first,
				 bool descending, AxSortItem *items)
{
	uint64_t	turn = descending ? ~UINT64_C(0) : 0;
	if (ax_sort_has_keys(kind))
	{
		keys_of(kind)->to_items(cells, n, first, turn, items);
		return true;
	}
	for (size_t i = 0; i < n; i++)
	{
		double		part;

		items[i].key = 0;
		items[i].at = first + (uint32_t) i;
		if (kind == AX_KIND_RATIONAL)
			part = ax_rational_to_double(((const AxRational *) cells)[i]);
		else if (kind == AX_KIND_POINT2D)
			part = ((const double *) cells)[2 * i];
		else
			continue;
		items[i].key = key_float8(part == 0 ? 0 : part) ^ turn;
	}
	return false;
}

void
ax_sort_begin(AxSort *sort, AxSortForm form, void *cells, void *scratch, size_t n)
{
	sort->form = form;
	sort->cells = sort->from = cells;
	sort->to = scratch;
	sort->n = n;
	sort->done = 0;
	sort->digit = -1;
	if (n > FEW)
		memset(sort->counts, 0, sizeof(sort->counts));
}

/* Turns counts to places; false if all cells have the same digit. */
static bool
make_places(uint32_t *counts, size_t n)
{
	uint32_t	sum = 0;

	for (int i = 0; i < AX_SORT_DIGIT; i++)
	{
		uint32_t	count = counts[i];

		if (count == n)
			return false;
		counts[i] = sum;
		sum += count;
	}
	return true;
}

/* Goes to the next digit that cells differ in; after the last one the cells go home. */
static void
next_pass(AxSort *sort)
{
	sort->done = 0;
	while (++sort->digit < form_digits[sort->form])
		if (make_places(sort->counts[sort->digit], sort->n))
			return;
}

bool
ax_sort_step(AxSort *sort)
{
	size_t		bytes = form_bytes[sort->form];
	size_t		n = sort->n - sort->done;

	if (sort->n <= FEW)
	{
#define SORT_FEW(name, E) sort_few_##name((E *) sort->cells, (E *) sort->to, sort->n)
		FOR_FORM(sort->form, SORT_FEW);
		return false;
	}
	n = n < AX_SORT_STEP ? n : AX_SORT_STEP;
	if (sort->digit < 0)
	{
#define COUNT(name, E) count_##name((const E *) sort->from + sort->done, n, sort->counts)
		FOR_FORM(sort->form, COUNT);
	}
	else if (sort->digit < form_digits[sort->form])
	{
#define SCATTER(name, E) scatter_##name((const E *) sort->from + sort->done, n, sort->digit, \
										sort->counts[sort->digit], (E *) sort->to)
		FOR_FORM(sort->form, SCATTER);
	}
	else
		memcpy((char *) sort->to + sort->done * bytes, (char *) sort->from + sort->done * bytes, n * bytes);
	sort->done += n;
	if (sort->done < sort->n)
		return true;
	if (sort->digit >= 0)
	{
		void	   *swap = sort->from;

		sort->from = sort->to;
		sort->to = swap;
	}
	if (sort->digit >= form_digits[sort->form])
		return false;
	next_pass(sort);
	return sort->digit < form_digits[sort->form] || sort->from != sort->cells;
}

void
ax_sort_run(AxSort *sort, AxSortForm form, void *cells, void *scratch, size_t n)
{
	ax_sort_begin(sort, form, cells, scratch, n);
	while (ax_sort_step(sort))
		;
}

void
ax_select_begin(AxSelect *select, AxSortForm form, void *keys, size_t from, size_t to, size_t rank)
{
	memset(select, 0, sizeof(*select));
	select->form = form;
	select->cells = keys;
	select->from = from;
	select->to = to;
	select->rank = rank;
	select->most = ~UINT64_C(0) >> (64 - 8 * form_bytes[form]);
}

/* Begins to divide what is left: round a key of a sample, or the middle of the keys. */
static void
next_round(AxSelect *select)
{
	if (!select->equal)
	{
		if (select->round++ < SAMPLE_ROUNDS)
		{
#define SAMPLE(name, E) select->pivot = sample_##name((const E *) select->cells, select->from, \
													  select->to, select->rank)
			FOR_KEYS(select->form, SAMPLE);
		}
		else
			select->pivot = select->least + (select->most - select->least) / 2 + 1;
	}
	select->at = select->split = select->from;
	select->dividing = true;
}

/* Goes to the side that the rank is in. */
static void
end_round(AxSelect *select)
{
	bool		front = select->rank < select->split;

	select->dividing = false;
	if (select->equal)
	{
		/* those in front are all the pivot */
		select->from = front ? select->to : select->split;
		select->least = select->pivot + !front;
		select->equal = false;
	}
	else if (front)
	{
		select->to = select->split;
		select->most = select->pivot - 1;
	}
	else
	{
		/* where none is below, those that are the pivot go to the front next */
		select->equal = select->split == select->from && select->round <= SAMPLE_ROUNDS;
		select->from = select->split;
		select->least = select->pivot;
	}
}

bool
ax_select_step(AxSelect *select)
{
	size_t		end;

	if (!select->dividing)
	{
		if (select->to <= select->from + 1 || select->least >= select->most)
			return false;
		if (select->to - select->from <= FEW_SELECT)
		{
#define INSERT(name, E) insert_##name((E *) select->cells + select->from, select->to - select->from)
			FOR_KEYS(select->form, INSERT);
			return false;
		}
		next_round(select);
	}
	end = select->to - select->at < AX_SORT_STEP ? select->to : select->at + AX_SORT_STEP;
#define DIVIDE(name, E) select->split = divide_##name((E *) select->cells, select->at, end, select->split, \
													  select->pivot, select->equal)
	FOR_KEYS(select->form, DIVIDE);
	select->at = end;
	if (end == select->to)
		end_round(select);
	return true;
}
