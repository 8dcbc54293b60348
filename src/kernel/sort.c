/*
 * Sorting and selection of keys.
 *
 * Many are parted by the upper 16 bits that differ, neighbouring values of these
 * together, so that a part fits the cache; then a part is sorted by its bytes, from the
 * least one on; bytes that all of it shares cost nothing.  Few are sorted by merging, where a byte's 256
 * places would cost more.  A selection divides round a pivot, which is near
 * the rank in a sample; after SAMPLE_ROUNDS it is the middle of the range of
 * keys that is left, so no order of cells makes it take long.
 */
#include "kernel/sort.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/clones.h"
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

/* A call of the function of a form of keys; pointers are cast to its element. */
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

/* The same with items. */
#define FOR_FORM(form, call) \
	do { \
		if ((form) == AX_SORT_ITEMS) \
			call(items, AxSortItem); \
		else \
			FOR_KEYS(form, call); \
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

/* The stages of a sort by parts. */
enum
{
	DIFFER,						/* which bits do */
	COUNT,						/* cells by the upper ones of these bits */
	SCATTER,					/* cells to their parts */
	PARTS						/* one after another */
};

void
ax_sort_begin(AxSort *sort, AxSortForm form, void *cells, void *scratch, size_t n, AxSortRoom *room)
{
	sort->room = n >= AX_SORT_MANY ? room : NULL;
	if (sort->room != NULL)
	{
		room->stage = DIFFER;
		room->differ = 0;
#define FIRST(name, E) room->first = first_##name(cells)
		FOR_FORM(form, FIRST);
	}
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

/* Counts are there: neighbouring values of the 16 bits make parts. */
static void
make_parts(AxSortRoom *room, size_t n)
{
	size_t		enough = n / AX_SORT_PARTS + 1;
	size_t		sum = 0;

	room->parts = 0;
	room->places[0] = 0;
	for (size_t bin = 0, cells = 0; bin < AX_SORT_BINS; bin++)
	{
		room->part_of[bin] = (uint16_t) room->parts;
		cells += room->bins[bin];
		sum += room->bins[bin];
		if (cells >= enough || bin == AX_SORT_BINS - 1)
		{
			/* all but the last part have enough, so there is a place for each */
			room->places[++room->parts] = (uint32_t) sum;
			cells = 0;
		}
	}
	room->part = room->begin = 0;
}

/* Begins the next part that has cells; false if there is none. */
static bool
next_part(AxSort *sort)
{
	AxSortRoom *room = sort->room;
	size_t		bytes = form_bytes[sort->form];

	for (; room->part < room->parts; room->part++)
		if (room->places[room->part] > room->begin)
		{
			ax_sort_begin(&room->sort, sort->form, (char *) sort->to + room->begin * bytes,
						  (char *) sort->from + room->begin * bytes,
						  room->places[room->part] - room->begin, NULL);
			return true;
		}
	return false;
}

static bool
step_by_parts(AxSort *sort)
{
	AxSortRoom *room = sort->room;
	size_t		bytes = form_bytes[sort->form];
	size_t		n = sort->n - sort->done;

	n = n < AX_SORT_STEP ? n : AX_SORT_STEP;
	switch (room->stage)
	{
		case DIFFER:
#define FIND_BITS(name, E) room->differ |= differ_##name((const E *) sort->from + sort->done, n, room->first)
			FOR_FORM(sort->form, FIND_BITS);
			break;
		case COUNT:
#define COUNT_BINS(name, E) count_bins_##name((const E *) sort->from + sort->done, n, room->shift, room->bins)
			FOR_FORM(sort->form, COUNT_BINS);
			break;
		case SCATTER:
#define SCATTER_BINS(name, E) scatter_bins_##name((const E *) sort->from + sort->done, n, room->shift, \
												  room->part_of, room->places, (E *) sort->to)
			FOR_FORM(sort->form, SCATTER_BINS);
			break;
		case PARTS:
			if (ax_sort_step(&room->sort))
				return true;
			memcpy((char *) sort->from + room->begin * bytes, (char *) sort->to + room->begin * bytes,
				   room->sort.n * bytes);
			room->begin += room->sort.n;
			room->part++;
			return next_part(sort);
	}
	sort->done += n;
	if (sort->done < sort->n)
		return true;
	sort->done = 0;
	switch (room->stage++)
	{
		case DIFFER:
			if (room->differ == 0)
				return false;
			room->shift = 48 - __builtin_clzll(room->differ);
			room->shift = room->shift < 0 ? 0 : room->shift;
			memset(room->bins, 0, sizeof(room->bins));
			break;
		case COUNT:
			make_parts(room, sort->n);
			break;
		case SCATTER:
			return next_part(sort);
	}
	return true;
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
	if (sort->room != NULL)
		return step_by_parts(sort);
	n = n < AX_SORT_STEP ? n : AX_SORT_STEP;
	if (sort->digit < 0)
	{
#define COUNT_DIGITS(name, E) count_##name((const E *) sort->from + sort->done, n, sort->counts)
		FOR_FORM(sort->form, COUNT_DIGITS);
	}
	else if (sort->digit < form_digits[sort->form])
	{
#define SCATTER_DIGIT(name, E) scatter_##name((const E *) sort->from + sort->done, n, sort->digit, \
										sort->counts[sort->digit], (E *) sort->to)
		FOR_FORM(sort->form, SCATTER_DIGIT);
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
