/* The accumulator of exact sums: a hash table from denominator to numerator. */
#include "num/rational_sum.h"

#include <string.h>

#include "num/gcd.h"

#define FIRST_CAPACITY 8

static AxInt128
part_num(const AxSumPart *part)
{
	return (AxInt128) (((AxUInt128) (uint64_t) part->high << 64) | part->low);
}

static void
part_add(AxSumPart *part, AxInt128 num)
{
	AxUInt128	sum = (AxUInt128) part_num(part) + (AxUInt128) num;

	part->low = (uint64_t) sum;
	part->high = (int64_t) (uint64_t) (sum >> 64);
}

/* The place of den in the table, or the free place where it belongs. */
static size_t
find_place(const AxSumPart *parts, size_t capacity, int64_t den)
{
	/* Fibonacci hashing: the highest bits of the product are the good ones */
	uint64_t	hash = (uint64_t) den * UINT64_C(0x9E3779B97F4A7C15);
	size_t		place = (size_t) (hash >> (64 - __builtin_ctzll(capacity)));

	while (parts[place].den != den && parts[place].den != 0)
		place = (place + 1) & (capacity - 1);
	return place;
}

static AxStatus
grow(AxRationalSum *sum, AxError *err)
{
	size_t		capacity = sum->capacity == 0 ? FIRST_CAPACITY : 2 * sum->capacity;
	AxSumPart  *parts;

	parts = sum->alloc.resize(sum->alloc.state, NULL, 0,
							  capacity * sizeof(AxSumPart));
	if (parts == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	memset(parts, 0, capacity * sizeof(AxSumPart));
	for (size_t i = 0; i < sum->capacity; i++)
		if (sum->parts[i].den != 0)
			parts[find_place(parts, capacity, sum->parts[i].den)] = sum->parts[i];
	ax_rational_sum_free(sum);
	sum->parts = parts;
	sum->capacity = capacity;
	return AX_OK;
}

void
ax_rational_sum_init(AxRationalSum *sum, AxAlloc alloc)
{
	memset(sum, 0, sizeof(*sum));
	sum->alloc = alloc;
}

void
ax_rational_sum_free(AxRationalSum *sum)
{
	if (sum->parts != NULL)
		sum->alloc.resize(sum->alloc.state, sum->parts,
						  sum->capacity * sizeof(AxSumPart), 0);
	sum->parts = NULL;
	sum->capacity = 0;
	sum->last = 0;
}

AxStatus
ax_rational_sum_put(AxRationalSum *sum, int64_t den, __int128 num, AxError *err)
{
	if (sum->capacity == 0 || sum->parts[sum->last].den != den)
	{
		/* at most three quarters full, so that runs of taken places are short */
		if (4 * (sum->used + 1) > 3 * sum->capacity)
			AX_TRY(grow(sum, err));
		sum->last = find_place(sum->parts, sum->capacity, den);
		if (sum->parts[sum->last].den == 0)
		{
			sum->parts[sum->last].den = den;
			sum->used++;
		}
	}
	part_add(&sum->parts[sum->last], num);
	return AX_OK;
}

AxStatus
ax_rational_sum_add(AxRationalSum *sum, AxRational value, AxError *err)
{
	sum->count++;
	return ax_rational_sum_put(sum, value.den, value.num, err);
}

AxStatus
ax_rational_sum_remove(AxRationalSum *sum, AxRational value, AxError *err)
{
	sum->count--;
	return ax_rational_sum_put(sum, value.den, -(AxInt128) value.num, err);
}

bool
ax_rational_sum_next(const AxRationalSum *sum, size_t *place, int64_t *den,
					 __int128 *num)
{
	for (; *place < sum->capacity; (*place)++)
	{
		const AxSumPart *part = &sum->parts[*place];

		if (part->den == 0)
			continue;
		*den = part->den;
		*num = part_num(part);
		(*place)++;
		return true;
	}
	return false;
}

AxStatus
ax_rational_sum_merge(AxRationalSum *sum, const AxRationalSum *other,
					  AxError *err)
{
	size_t		place = 0;
	int64_t		den;
	AxInt128	num;

	while (ax_rational_sum_next(other, &place, &den, &num))
		AX_TRY(ax_rational_sum_put(sum, den, num, err));
	sum->count += other->count;
	return AX_OK;
}

/* Says that a number and its factor of 63 bits have a product of 127 bits. */
static bool
is_short(AxInt128 x)
{
	return x >= INT64_MIN && x <= INT64_MAX;
}

bool
ax_rational_sum_quick(const AxRationalSum *sum, int64_t divisor,
					  AxRational *out)
{
	AxInt128	total = 0;
	uint64_t	common = 1;
	size_t		place = 0;
	int64_t		den;
	AxInt128	num;
	AxError		ignored;

	while (ax_rational_sum_next(sum, &place, &den, &num))
	{
		uint64_t	shared;
		AxUInt128	multiple;

		if (num == 0)
			continue;
		if ((uint64_t) den == common)
		{
			if (__builtin_add_overflow(total, num, &total))
				return false;
			continue;
		}
		shared = ax_num_gcd64(common, (uint64_t) den);
		multiple = (AxUInt128) (common / shared) * (uint64_t) den;
		if (multiple > INT64_MAX || !is_short(total) || !is_short(num))
			return false;
		if (__builtin_add_overflow(total * (AxInt128) ((uint64_t) den / shared),
								   num * (AxInt128) (common / shared), &total))
			return false;
		common = (uint64_t) multiple;
	}
	return ax_rational_make(total, (AxInt128) common * divisor, out,
							&ignored) == AX_OK;
}
