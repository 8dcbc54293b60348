/* Groups: running aggregates, their memory and their results. */
#include "kernel/groups.h"

#include <math.h>

#include "kernel/reduce_pair.h"
#include "num/rational.h"

#define GROUP_ALIGN 64			/* a cache line; the allocator may give 8 */

/* One array over the groups. */
typedef struct GroupArray
{
	void	  **place;			/* the field of AxGroups */
	size_t		width;			/* bytes of an element, 0: not kept */
} GroupArray;

#define GROUP_ARRAYS 7

static bool
is_float(const AxGroups *groups)
{
	return groups->kind == AX_KIND_FLOAT4 || groups->kind == AX_KIND_FLOAT8;
}

static bool
is_pair(const AxGroups *groups)
{
	return groups->kind == AX_KIND_COMPLEX || groups->kind == AX_KIND_POINT2D;
}

static bool
has_rational_sums(const AxGroups *groups)
{
	return groups->kind == AX_KIND_RATIONAL && (groups->what & AX_GROUP_SUM) != 0;
}

static void
list_arrays(AxGroups *groups, GroupArray arrays[GROUP_ARRAYS])
{
	bool		real = is_float(groups);
	size_t		sum = sizeof(int64_t);
	size_t		range = 0;
	size_t		squares = 0;

	if (groups->kind == AX_KIND_INT8)
		sum = sizeof(__int128);
	else if (groups->kind == AX_KIND_RATIONAL)
		sum = has_rational_sums(groups) ? sizeof(AxRationalSum) : 0;
	else if (is_pair(groups))
		sum = 2 * sizeof(double);
	if (groups->what == 0)
		sum = 0;
	if (groups->what & AX_GROUP_RANGE)
		range = ax_kind_info(groups->kind)->width;
	if (groups->what & AX_GROUP_SQUARES)
		squares = real || is_pair(groups) ? sizeof(double) : sizeof(__int128);
	arrays[0] = (GroupArray) {(void **) &groups->count, sizeof(int64_t)};
	arrays[1] = (GroupArray) {(void **) &groups->nans, real && range != 0 ? sizeof(int64_t) : 0};
	arrays[2] = (GroupArray) {&groups->sum, sum};
	arrays[3] = (GroupArray) {&groups->least, range};
	arrays[4] = (GroupArray) {&groups->most, range};
	arrays[5] = (GroupArray) {&groups->squares, squares};
	arrays[6] = (GroupArray) {(void **) &groups->infinite, real || is_pair(groups) ? 1 : 0};
}

AxStatus
ax_groups_begin(AxGroups *groups, AxKind kind, unsigned what, AxAlloc alloc, AxError *err)
{
	if ((what & AX_GROUP_SQUARES) && (kind == AX_KIND_INT8 || kind == AX_KIND_RATIONAL))
		return ax_base_fail(err, AX_UNSUPPORTED, "cannot keep squares of type %s",
							ax_kind_info(kind)->name);
	if ((what & AX_GROUP_RANGE) && ax_kind_info(kind)->class == AX_CLASS_PAIR)
		return ax_base_fail(err, AX_UNSUPPORTED, "cannot keep the range of type %s",
							ax_kind_info(kind)->name);
	memset(groups, 0, sizeof(*groups));
	groups->kind = ax_kind_storage(kind);
	groups->what = what;
	groups->alloc = alloc;
	return AX_OK;
}

/* Makes groups [from, to) such that any value narrows their range. */
static void
open_range(AxGroups *groups, size_t from, size_t to)
{
#define OPEN(type, highest, lowest) \
	for (size_t g = from; g < to; g++) \
	{ \
		((type *) groups->least)[g] = highest; \
		((type *) groups->most)[g] = lowest; \
	} \
	break
	switch (groups->kind)
	{
		case AX_KIND_BOOL:
			OPEN(uint8_t, 1, 0);
		case AX_KIND_INT2:
			OPEN(int16_t, INT16_MAX, INT16_MIN);
		case AX_KIND_INT4:
		case AX_KIND_DATE:
			OPEN(int32_t, INT32_MAX, INT32_MIN);
		case AX_KIND_INT8:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
			OPEN(int64_t, INT64_MAX, INT64_MIN);
		case AX_KIND_FLOAT4:
			OPEN(float, INFINITY, -INFINITY);
		case AX_KIND_FLOAT8:
			OPEN(double, INFINITY, -INFINITY);
		case AX_KIND_RATIONAL:	/* there the count tells */
		case AX_KIND_COMPLEX:	/* these have no range */
		case AX_KIND_POINT2D:
		case AX_KIND_NONE:
			break;
	}
#undef OPEN
}

static void
make_empty(AxGroups *groups, size_t from, size_t to)
{
	GroupArray	arrays[GROUP_ARRAYS];

	list_arrays(groups, arrays);
	for (int a = 0; a < GROUP_ARRAYS; a++)
		if (arrays[a].width != 0 && from < to)
			memset((uint8_t *) *arrays[a].place + from * arrays[a].width, 0,
				   (to - from) * arrays[a].width);
	if (groups->what & AX_GROUP_RANGE)
		open_range(groups, from, to);
	if (has_rational_sums(groups))
		for (size_t g = from; g < to; g++)
			ax_rational_sum_init((AxRationalSum *) groups->sum + g, groups->alloc);
}

AxStatus
ax_groups_grow(AxGroups *groups, size_t size, AxError *err)
{
	if (size > UINT32_MAX)
		return ax_base_fail(err, AX_LIMIT, "too many groups");
	if (size > groups->room)
	{
		GroupArray	arrays[GROUP_ARRAYS];
		size_t		room = size > 2 * groups->room ? size : 2 * groups->room;
		size_t		bytes = GROUP_ALIGN;
		uint8_t    *block;
		uint8_t    *next;

		list_arrays(groups, arrays);
		room = (room + GROUP_ALIGN - 1) / GROUP_ALIGN * GROUP_ALIGN;
		for (int a = 0; a < GROUP_ARRAYS; a++)
			bytes += arrays[a].width * room;
		block = groups->alloc.resize(groups->alloc.state, NULL, 0, bytes);
		if (block == NULL)
			return ax_base_fail(err, AX_MEMORY, "out of memory");
		next = block + GROUP_ALIGN - (uintptr_t) block % GROUP_ALIGN;
		for (int a = 0; a < GROUP_ARRAYS; a++)
		{
			if (arrays[a].width == 0)
				continue;
			if (groups->size > 0)
				memcpy(next, *arrays[a].place, groups->size * arrays[a].width);
			*arrays[a].place = next;
			next += arrays[a].width * room;
		}
		if (groups->block != NULL)
			groups->alloc.resize(groups->alloc.state, groups->block, groups->block_size, 0);
		groups->block = block;
		groups->block_size = bytes;
		groups->room = room;
	}
	if (size > groups->size)
	{
		make_empty(groups, groups->size, size);
		groups->size = size;
	}
	return AX_OK;
}

static void
free_sums(AxGroups *groups)
{
	if (has_rational_sums(groups))
		for (size_t g = 0; g < groups->size; g++)
			ax_rational_sum_free((AxRationalSum *) groups->sum + g);
}

void
ax_groups_clear(AxGroups *groups)
{
	free_sums(groups);
	make_empty(groups, 0, groups->size);
}

void
ax_groups_free(AxGroups *groups)
{
	free_sums(groups);
	if (groups->block != NULL)
		groups->alloc.resize(groups->alloc.state, groups->block, groups->block_size, 0);
	groups->block = NULL;
	groups->size = 0;
	groups->room = 0;
}

/* Bytes of `size` groups of an array, with what keeps the next one aligned. */
static size_t
flat_bytes(const GroupArray *array, size_t size)
{
	return (array->width * size + 15) / 16 * 16;
}

size_t
ax_groups_flat_bytes(AxGroups *groups, size_t size)
{
	GroupArray	arrays[GROUP_ARRAYS];
	size_t		bytes = 0;

	list_arrays(groups, arrays);
	for (int a = 0; a < GROUP_ARRAYS; a++)
		bytes += flat_bytes(&arrays[a], size);
	if (has_rational_sums(groups))
		for (size_t g = 0; g < size; g++)
			bytes += ((AxRationalSum *) groups->sum)[g].capacity * sizeof(AxSumPart);
	return bytes;
}

void
ax_groups_flatten(AxGroups *groups, size_t size, void *to)
{
	GroupArray	arrays[GROUP_ARRAYS];
	uint8_t    *next = to;

	list_arrays(groups, arrays);
	for (int a = 0; a < GROUP_ARRAYS; a++)
	{
		if (arrays[a].width != 0 && size > 0)
			memcpy(next, *arrays[a].place, arrays[a].width * size);
		next += flat_bytes(&arrays[a], size);
	}
	if (has_rational_sums(groups))
		for (size_t g = 0; g < size; g++)
		{
			const AxRationalSum *sum = (AxRationalSum *) groups->sum + g;

			if (sum->capacity > 0)
				memcpy(next, sum->parts, sum->capacity * sizeof(AxSumPart));
			next += sum->capacity * sizeof(AxSumPart);
		}
}

void
ax_groups_borrow(AxGroups *groups, void *flat, size_t size)
{
	GroupArray	arrays[GROUP_ARRAYS];
	uint8_t    *next = flat;

	list_arrays(groups, arrays);
	for (int a = 0; a < GROUP_ARRAYS; a++)
	{
		*arrays[a].place = arrays[a].width != 0 ? next : NULL;
		next += flat_bytes(&arrays[a], size);
	}
	groups->size = size;
	if (has_rational_sums(groups))
		for (size_t g = 0; g < size; g++)
		{
			AxRationalSum *sum = (AxRationalSum *) groups->sum + g;

			sum->parts = (AxSumPart *) next;
			next += sum->capacity * sizeof(AxSumPart);
		}
}

/* Whether a number lies beyond the range so far, to the side of `sign`. */
static bool
beyond(const AxGroups *groups, const void *bounds, size_t g, AxNumber number, int sign)
{
	size_t		width = ax_kind_info(groups->kind)->width;
	AxNumber	bound = ax_kind_load(groups->kind, (const uint8_t *) bounds + g * width);

	if (groups->kind == AX_KIND_RATIONAL && groups->count[g] == 0)
		return true;
	return ax_kind_cmp(groups->kind, number, bound) * sign > 0;
}

AxStatus
ax_groups_add_summary(AxGroups *groups, size_t g, const AxSummary *summary, AxError *err)
{
	int64_t		count = (int64_t) (summary->present - summary->nulls);

	if (groups->what & AX_GROUP_SQUARES)
		return ax_base_fail(err, AX_UNSUPPORTED, "a summary has no squares");
	if ((groups->what & AX_GROUP_SUM) && !summary->has_sum)
		return ax_base_fail(err, AX_RANGE, "the summary has no sum");
	if (groups->what & AX_GROUP_RANGE)
	{
		size_t		width = ax_kind_info(groups->kind)->width;

		if (summary->has_range && beyond(groups, groups->least, g, summary->min, -1))
			ax_kind_store(groups->kind, summary->min, (uint8_t *) groups->least + g * width);
		if (summary->has_range && beyond(groups, groups->most, g, summary->max, 1))
			ax_kind_store(groups->kind, summary->max, (uint8_t *) groups->most + g * width);
		if (groups->nans != NULL)
			groups->nans[g] += (int64_t) summary->nans;
	}
	groups->count[g] += count;
	if (groups->what == 0 || count == 0)
		return AX_OK;
	if (is_float(groups))
	{
		if (summary->has_sum)
			((double *) groups->sum)[g] += summary->sum.real;
		if (summary->has_range && (isinf(summary->min.real) || isinf(summary->max.real)))
			groups->infinite[g] = 1;
	}
	else if (is_pair(groups))
		ax_groups_pair_add(groups, g, summary);
	else if (has_rational_sums(groups))
	{
		AxRationalSum *sum = (AxRationalSum *) groups->sum + g;

		AX_TRY(ax_rational_sum_put(sum, summary->sum.ratio[1], summary->sum.ratio[0], err));
		sum->count += count;
	}
	else if (groups->kind == AX_KIND_INT8)
		((AxWide *) groups->sum)[g] += summary->sum.wide;
	else if (groups->kind != AX_KIND_RATIONAL)
		((int64_t *) groups->sum)[g] += (int64_t) summary->sum.wide;
	return AX_OK;
}

AxStatus
ax_groups_finish(const AxGroups *groups, AxError *err)
{
	if (is_pair(groups) && groups->what != 0)
		return ax_groups_pair_finish(groups, err);
	if (!is_float(groups) || !(groups->what & (AX_GROUP_SUM | AX_GROUP_SQUARES)))
		return AX_OK;
	for (size_t g = 0; g < groups->size; g++)
		if (!groups->infinite[g] &&
			(isinf(((double *) groups->sum)[g]) ||
			 ((groups->what & AX_GROUP_SQUARES) && isinf(((double *) groups->squares)[g]))))
			return ax_base_fail(err, AX_RANGE, "value out of range: overflow");
	return AX_OK;
}

AxNumber
ax_groups_sum(const AxGroups *groups, size_t g)
{
	AxNumber	number = {0};

	if (is_float(groups))
		number.real = ((double *) groups->sum)[g];
	else if (is_pair(groups))
		memcpy(number.pair, (double *) groups->sum + 2 * g, sizeof(number.pair));
	else if (groups->kind == AX_KIND_INT8)
		number.wide = ((AxWide *) groups->sum)[g];
	else
		number.wide = ((int64_t *) groups->sum)[g];
	return number;
}

AxNumber
ax_groups_squares(const AxGroups *groups, size_t g)
{
	AxNumber	number = {0};

	if (is_float(groups) || is_pair(groups))
		number.real = ((double *) groups->squares)[g];
	else
		number.wide = ((AxWide *) groups->squares)[g];
	return number;
}

static bool
bound(const AxGroups *groups, const void *bounds, size_t g, bool nan, AxNumber *out)
{
	if (groups->count[g] == 0)
		return false;
	if (nan)
		out->real = NAN;
	else
		*out = ax_kind_load(groups->kind,
							(const uint8_t *) bounds + g * ax_kind_info(groups->kind)->width);
	return true;
}

bool
ax_groups_min(const AxGroups *groups, size_t g, AxNumber *out)
{
	return bound(groups, groups->least, g,
				 is_float(groups) && groups->nans[g] == groups->count[g], out);
}

bool
ax_groups_max(const AxGroups *groups, size_t g, AxNumber *out)
{
	return bound(groups, groups->most, g, is_float(groups) && groups->nans[g] > 0, out);
}
