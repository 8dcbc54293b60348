/* Unit tests of kernel/sort.c: sorts against qsort, selections against their contract. */
#include <math.h>
#include <stdlib.h>

#include "check/check.h"
#include "check/kernel_zoo.h"
#include "kernel/sort.h"

#define STEPS (AX_SORT_STEP + 1000)	/* more than one */
#define MOST (AX_SORT_MANY + 1000)	/* parted first */

static const AxKind kinds[] = {AX_KIND_BOOL, AX_KIND_INT2, AX_KIND_INT4, AX_KIND_INT8,
	AX_KIND_FLOAT4, AX_KIND_FLOAT8, AX_KIND_DATE, AX_KIND_TIMESTAMP, AX_KIND_RATIONAL, AX_KIND_POINT2D};
static const size_t sizes[] = {0, 1, 2, 11, 12, 13, 24, 25, 191, 192, 193, 1000, STEPS, MOST};

typedef enum Shape
{
	RANDOM,
	FEW,						/* different values */
	SAME,
	RISING,
	FALLING,
	PIPE,						/* rising, then falling */
	SHAPES
} Shape;

static double
some_double(int64_t x)
{
	switch (zoo_random() % 20)
	{
		case 0:
			return NAN;
		case 1:
			return -NAN;
		case 2:
			return INFINITY;
		case 3:
			return -INFINITY;
		case 4:
			return -0.0;
		case 5:
			return 0;
		default:
			return (double) x / 7;
	}
}

/* Cell i of n. */
static void
make_cell(AxKind kind, Shape shape, size_t i, size_t n, void *cell)
{
	AxNumber	number = {0};
	int64_t		x = shape == RANDOM ? (int64_t) zoo_random() : shape == FEW ? (int64_t) (zoo_random() % 3) :
		shape == SAME ? 5 : shape == RISING ? (int64_t) i : shape == FALLING ? (int64_t) (n - i) :
		(int64_t) (i < n / 2 ? i : n - i);

	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_FLOAT:
			number.real = some_double(x);
			break;
		case AX_CLASS_RATIONAL:
			/* neighbours among large ones have the same nearest double */
			number.ratio[0] = shape == RANDOM ? x | 1 : x;
			number.ratio[1] = shape == RANDOM ? 2 : 1;
			break;
		case AX_CLASS_PAIR:
			number.pair[0] = some_double(x % 100);
			number.pair[1] = some_double(x);
			break;
		default:
			number.wide = kind == AX_KIND_BOOL ? x & 1 : ax_kind_info(kind)->width == 2 ? (int16_t) x :
				ax_kind_info(kind)->width == 4 ? (int32_t) x : x;
			break;
	}
	ax_kind_store(kind, number, cell);
}

/* Sorts to the end, with room. */
static void
sort_all(AxSort *sort, AxSortForm form, void *cells, void *scratch, size_t n)
{
	static AxSortRoom room;

	ax_sort_begin(sort, form, cells, scratch, n, &room);
	while (ax_sort_step(sort))
		;
}

static AxKind order_kind;
static const char *order_cells;

static int
cmp_cells(const void *a, const void *b)
{
	return ax_kind_cmp(order_kind, ax_kind_load(order_kind, a), ax_kind_load(order_kind, b));
}

static int
cmp_at(uint32_t a, uint32_t b)
{
	uint32_t	width = ax_kind_info(order_kind)->width;

	return cmp_cells(order_cells + (size_t) a * width, order_cells + (size_t) b * width);
}

/* Sorted by keys: the same cells as qsort's, in the order wanted. */
static void
check_keys(AxKind kind, const char *cells, size_t n, bool descending, AxSort *sort, char *scratch)
{
	uint32_t	width = ax_kind_info(kind)->width;
	char	   *keys = malloc(n * width + 1);
	char	   *right = malloc(n * width + 1);
	size_t		wrong = 0;

	order_kind = kind;
	memcpy(keys, cells, n * width);
	memcpy(right, cells, n * width);
	qsort(right, n, width, cmp_cells);
	ax_sort_to_keys(kind, keys, n, descending);
	sort_all(sort, ax_sort_form(kind), keys, scratch, n);
	ax_sort_from_keys(kind, keys, n, descending);
	for (size_t i = 0; i < n; i++)
		wrong += cmp_cells(keys + i * width, right + (descending ? n - 1 - i : i) * width) != 0;
	CHECK_EQ_INT(wrong, 0);
	free(keys);
	free(right);
}

/* Items: a stable order, every cell once; equal cells have equal keys. */
static void
check_items(AxKind kind, const char *cells, size_t n, bool descending, AxSort *sort, char *scratch)
{
	AxSortItem *items = malloc((n + 1) * sizeof(AxSortItem));
	char	   *seen = calloc(n + 1, 1);
	bool		exact = ax_sort_to_items(kind, cells, n, 7, descending, items);
	size_t		wrong = 0;

	CHECK_EQ_INT(exact, ax_sort_has_keys(kind));
	order_kind = kind;
	order_cells = cells;
	sort_all(sort, AX_SORT_ITEMS, items, scratch, n);
	for (size_t i = 0; i < n; i++)
	{
		uint32_t	at = items[i].at - 7;
		int			cmp;

		if (at >= n || seen[at]++)
		{
			wrong++;
			break;
		}
		if (i == 0)
			continue;
		cmp = cmp_at(items[i - 1].at - 7, at) * (descending ? -1 : 1);
		if (items[i - 1].key == items[i].key)
			wrong += items[i - 1].at > items[i].at || (exact && cmp != 0);
		else
			wrong += items[i - 1].key > items[i].key || cmp >= 0;
	}
	CHECK_EQ_INT(wrong, 0);
	free(items);
	free(seen);
}

static uint64_t
key_at(AxSortForm form, const void *keys, size_t i)
{
	return form == AX_SORT_KEYS_1 ? ((const uint8_t *) keys)[i] :
		form == AX_SORT_KEYS_2 ? ((const uint16_t *) keys)[i] :
		form == AX_SORT_KEYS_4 ? ((const uint32_t *) keys)[i] : ((const uint64_t *) keys)[i];
}

/* The key of a rank in [from, n), what is in front left alone. */
static void
check_select(AxKind kind, const char *cells, size_t n, size_t from, size_t rank, AxSort *sort, char *scratch)
{
	AxSortForm	form = ax_sort_form(kind);
	uint32_t	width = ax_kind_info(kind)->width;
	char	   *keys = malloc(n * width);
	char	   *right = malloc(n * width);
	size_t		wrong = 0;
	AxSelect	select;

	memcpy(keys, cells, n * width);
	ax_sort_to_keys(kind, keys, n, false);
	memcpy(right, keys, n * width);
	sort_all(sort, form, right + from * width, scratch, n - from);
	ax_select_begin(&select, form, keys, from, n, rank);
	while (ax_select_step(&select))
		;
	CHECK(key_at(form, keys, rank) == key_at(form, right, rank));
	for (size_t i = from; i < n; i++)
		wrong += i < rank ? key_at(form, keys, i) > key_at(form, keys, rank) :
			key_at(form, keys, i) < key_at(form, keys, rank);
	CHECK_EQ_INT(wrong, 0);
	CHECK(memcmp(keys, right, from * width) == 0);
	sort_all(sort, form, keys + from * width, scratch, n - from);
	CHECK(memcmp(keys, right, n * width) == 0);
	free(keys);
	free(right);
}

int
main(void)
{
	AxSort	   *sort = malloc(sizeof(AxSort));
	char	   *scratch = malloc(MOST * sizeof(AxSortItem));
	char	   *cells = malloc(MOST * 16);

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		for (Shape shape = 0; shape < SHAPES; shape++)
			for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
			{
				AxKind		kind = kinds[k];
				size_t		n = sizes[s];

				/* steps are the same whatever the cells, parts go by the width */
				if (n > 1000 && shape > FEW)
					continue;
				if (n > STEPS && kind != AX_KIND_INT2 && kind != AX_KIND_FLOAT8 && kind != AX_KIND_RATIONAL)
					continue;
				for (size_t i = 0; i < n; i++)
					make_cell(kind, shape, i, n, cells + i * ax_kind_info(kind)->width);
				for (int descending = 0; descending < 2; descending++)
				{
					check_items(kind, cells, n, descending, sort, scratch);
					if (ax_sort_has_keys(kind))
						check_keys(kind, cells, n, descending, sort, scratch);
				}
				if (n == 0 || !ax_sort_has_keys(kind))
					continue;
				check_select(kind, cells, n, 0, 0, sort, scratch);
				check_select(kind, cells, n, 0, n - 1, sort, scratch);
				check_select(kind, cells, n, 0, n / 2, sort, scratch);
				check_select(kind, cells, n, n / 3, n / 3 + zoo_random() % (n - n / 3), sort, scratch);
			}
	CHECK(!ax_sort_has_keys(AX_KIND_COMPLEX));
	CHECK(!ax_sort_has_keys(AX_KIND_RATIONAL));
	CHECK(!ax_sort_has_keys(AX_KIND_NONE));
	free(sort);
	free(scratch);
	free(cells);
	return check_done();
}
