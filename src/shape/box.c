/* Boxes of cells: n-dimensional geometry without data. */
#include "shape/box.h"

#include <inttypes.h>
#include <stdio.h>

AxStatus
ax_shape_check(const AxBox *box, AxError *err)
{
	if (box->ndim < 0 || box->ndim > AX_MAX_DIMS)
		return ax_base_fail(err, AX_LIMIT,
							"number of dimensions (%d) exceeds the maximum allowed (%d)",
							box->ndim, AX_MAX_DIMS);
	for (int d = 0; d < box->ndim; d++)
	{
		int64_t		lower = box->lower[d];
		int64_t		upper = box->upper[d];

		if (lower < -AX_COORD_MAX || lower > AX_COORD_MAX ||
			upper < -AX_COORD_MAX - 1 || upper > AX_COORD_MAX)
		{
			ax_base_fail(err, AX_LIMIT, "bounds %" PRId64 ":%" PRId64 " are out of range",
						 lower, upper);
			ax_base_detail(err, "Bounds must lie between %" PRId64 " and %" PRId64 ".",
						   -AX_COORD_MAX, AX_COORD_MAX);
			return AX_LIMIT;
		}
		if (upper < lower - 1)
			return ax_base_fail(err, AX_SUBSCRIPT,
								"upper bound %" PRId64 " is less than lower bound %" PRId64,
								upper, lower);
	}
	return AX_OK;
}

AxStatus
ax_shape_cells(const AxBox *box, uint64_t limit, uint64_t *cells, AxError *err)
{
	uint64_t	n = 1;
	bool		over = false;

	for (int d = 0; d < box->ndim; d++)
	{
		uint64_t	length = (uint64_t) ax_shape_length(box, d);

		if (length == 0)
		{
			*cells = 0;
			return AX_OK;
		}
		over = over || __builtin_mul_overflow(n, length, &n);
	}
	if (over || n > limit)
	{
		ax_base_fail(err, AX_LIMIT,
					 "number of cells exceeds the maximum allowed (%" PRIu64 ")", limit);
		return AX_LIMIT;
	}
	*cells = n;
	return AX_OK;
}

bool
ax_shape_equal(const AxBox *a, const AxBox *b)
{
	if (a->ndim != b->ndim)
		return false;
	for (int d = 0; d < a->ndim; d++)
		if (a->lower[d] != b->lower[d] || a->upper[d] != b->upper[d])
			return false;
	return true;
}

bool
ax_shape_contains(const AxBox *outer, const AxBox *inner)
{
	if (outer->ndim != inner->ndim)
		return false;
	for (int d = 0; d < inner->ndim; d++)
		if (inner->upper[d] < inner->lower[d])
			return true;
	for (int d = 0; d < inner->ndim; d++)
		if (inner->lower[d] < outer->lower[d] || inner->upper[d] > outer->upper[d])
			return false;
	return true;
}

bool
ax_shape_has(const AxBox *box, const int64_t *coords)
{
	for (int d = 0; d < box->ndim; d++)
		if (coords[d] < box->lower[d] || coords[d] > box->upper[d])
			return false;
	return true;
}

bool
ax_shape_intersect(const AxBox *a, const AxBox *b, AxBox *out)
{
	out->ndim = a->ndim;
	for (int d = 0; d < a->ndim; d++)
	{
		out->lower[d] = a->lower[d] > b->lower[d] ? a->lower[d] : b->lower[d];
		out->upper[d] = a->upper[d] < b->upper[d] ? a->upper[d] : b->upper[d];
		if (out->upper[d] < out->lower[d])
			return false;
	}
	return true;
}

void
ax_shape_strides(const AxBox *box, uint64_t *strides)
{
	uint64_t	stride = 1;

	for (int d = box->ndim - 1; d >= 0; d--)
	{
		strides[d] = stride;
		stride *= (uint64_t) ax_shape_length(box, d);
	}
}

uint64_t
ax_shape_ordinal(const AxBox *box, const int64_t *coords)
{
	uint64_t	ordinal = 0;

	for (int d = 0; d < box->ndim; d++)
		ordinal = ordinal * (uint64_t) ax_shape_length(box, d) +
			(uint64_t) (coords[d] - box->lower[d]);
	return ordinal;
}

void
ax_shape_coords(const AxBox *box, uint64_t ordinal, int64_t *coords)
{
	for (int d = box->ndim - 1; d >= 0; d--)
	{
		uint64_t	length = (uint64_t) ax_shape_length(box, d);

		coords[d] = box->lower[d] + (int64_t) (ordinal % length);
		ordinal /= length;
	}
}

int
ax_shape_print(const AxBox *box, char *out, size_t size)
{
	size_t		used = 0;

	for (int d = 0; d < box->ndim; d++)
	{
		int			n = snprintf(out + (used < size ? used : size),
								 used < size ? size - used : 0,
								 "%c%" PRId64 ":%" PRId64, d == 0 ? '[' : ',',
								 box->lower[d], box->upper[d]);

		used += (size_t) n;
	}
	return (int) used + snprintf(out + (used < size ? used : size),
								 used < size ? size - used : 0,
								 box->ndim == 0 ? "[]" : "]");
}

void
ax_runs_begin(AxRuns *runs, const AxBox *outer, const AxBox *inner)
{
	runs->outer = outer;
	runs->inner = inner;
	runs->first = true;
	runs->done = false;
	ax_shape_strides(outer, runs->strides);
	for (int d = 0; d < inner->ndim; d++)
	{
		runs->coords[d] = inner->lower[d];
		if (inner->upper[d] < inner->lower[d])
			runs->done = true;
	}
	if (runs->done)
		return;

	/*
	 * Trailing axes that the inner box covers completely join into one run
	 * with the axis before them.
	 */
	runs->last = inner->ndim - 1;
	runs->length = inner->ndim > 0 ? (uint64_t) ax_shape_length(inner, runs->last) : 1;
	while (runs->last > 0 &&
		   inner->lower[runs->last] == outer->lower[runs->last] &&
		   inner->upper[runs->last] == outer->upper[runs->last])
	{
		runs->last--;
		runs->length *= (uint64_t) ax_shape_length(inner, runs->last);
	}
	runs->start = ax_shape_ordinal(outer, runs->coords);
}

bool
ax_runs_next(AxRuns *runs)
{
	const AxBox *inner = runs->inner;
	int			d;

	if (runs->done)
		return false;
	if (runs->first)
	{
		runs->first = false;
		return true;
	}
	for (d = runs->last - 1; d >= 0; d--)
	{
		if (runs->coords[d] < inner->upper[d])
		{
			runs->coords[d]++;
			runs->start += runs->strides[d];
			return true;
		}
		runs->start -= runs->strides[d] * (uint64_t) (runs->coords[d] - inner->lower[d]);
		runs->coords[d] = inner->lower[d];
	}
	runs->done = true;
	return false;
}
