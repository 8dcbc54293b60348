/* Running totals along an axis. */
#include "kernel/running.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/clones.h"
#include "base/mask.h"
#include "kernel/axis_slow.h"
#include "num/sum.h"

#define AX_TEMPLATE "kernel/running_number.h"
#include "kernel/each_number.h"

typedef struct RunningKind
{
	bool		(*run[3]) (void *totals, double *carry, const void *values, const uint64_t *live,
						   const AxAxisRun *run, void *out);	/* of sum, least, most */
	void		(*clear) (AxAxisOp op, void *totals, size_t n);
	uint32_t	width[3];
} RunningKind;

static const RunningKind running_kinds[AX_KIND_END] = {
#define AX_TABLE
#include "kernel/each_number.h"
};

/* The total of a group where cells are taken one by one: rationals, pairs, products. */
typedef struct Slow
{
	AxAxisProduct product;		/* of products */
	AxNumber	number;			/* else: what it has come to */
	double		carry[2];		/* of sums of pairs */
	bool		begun;			/* it has a value */
} Slow;

static bool
is_slow(AxKind kind, AxAxisOp op)
{
	return op == AX_AXIS_PRODUCT || running_kinds[kind].clear == NULL;
}

uint32_t
ax_running_width(AxKind kind, AxAxisOp op)
{
	return is_slow(kind, op) ? sizeof(Slow) : running_kinds[kind].width[op];
}

void
ax_running_clear(const AxAxisFold *fold, uint64_t first, uint64_t n)
{
	uint32_t	width = ax_running_width(fold->kind, fold->op);
	char	   *total = (char *) fold->total + first * width;

	if (fold->carry != NULL)
		memset(fold->carry + first, 0, n * sizeof(double));
	if (!is_slow(fold->kind, fold->op))
	{
		running_kinds[fold->kind].clear(fold->op, total, n);
		return;
	}
	memset(total, 0, n * width);
	for (uint64_t i = 0; i < n && fold->op == AX_AXIS_PRODUCT; i++)
		ax_axis_clear_products(fold->kind, &((Slow *) total)[i].product, 1);
}

/* Adds part by part; 22003 where finite parts come to more than a double holds. */
static AxStatus
add_pair(Slow *slow, const double *pair, AxError *err)
{
	for (int p = 0; p < 2; p++)
	{
		double		before = slow->number.pair[p];

		ax_sum_carry(&slow->number.pair[p], &slow->carry[p], pair[p]);
		if (!isfinite(slow->number.pair[p]) && isfinite(before) && isfinite(pair[p]))
			return ax_base_fail(err, AX_RANGE, "value out of range: overflow");
	}
	return AX_OK;
}

static AxStatus
take(const AxAxisFold *fold, Slow *slow, const void *cell, void *out, AxError *err)
{
	AxNumber	x;

	if (fold->op == AX_AXIS_PRODUCT)
	{
		AX_TRY(ax_axis_multiply(fold->kind, &slow->product, cell, err));
		return ax_axis_product(fold->kind, &slow->product, out, err);
	}
	x = ax_kind_load(fold->kind, cell);
	if (ax_kind_info(fold->kind)->class == AX_CLASS_PAIR)
	{
		AxNumber	sum;

		AX_TRY(add_pair(slow, x.pair, err));
		for (int p = 0; p < 2; p++)
			sum.pair[p] = ax_sum_close(slow->number.pair[p], slow->carry[p]);
		ax_kind_store(fold->kind, sum, out);
		return AX_OK;
	}
	if (!slow->begun)
		slow->number = x;
	else if (fold->op == AX_AXIS_SUM)
	{
		AxRational	sum;

		AX_TRY(ax_rational_add((AxRational) {slow->number.ratio[0], slow->number.ratio[1]},
							   (AxRational) {x.ratio[0], x.ratio[1]}, &sum, err));
		slow->number.ratio[0] = sum.num;
		slow->number.ratio[1] = sum.den;
	}
	else if ((ax_kind_cmp(fold->kind, x, slow->number) < 0) == (fold->op == AX_AXIS_LEAST))
		slow->number = x;
	slow->begun = true;
	ax_kind_store(fold->kind, slow->number, out);
	return AX_OK;
}

static AxStatus
run_slow(const AxAxisFold *fold, const AxAxisRun *run, const char *values, const uint64_t *live,
		 char *out, AxError *err)
{
	uint32_t	width = ax_kind_info(fold->kind)->width;
	uint32_t	out_width = ax_kind_info(fold->kind)->class == AX_CLASS_INTEGER ? 8 : width;

	for (size_t r = 0; r < run->count; r++)
		for (size_t i = 0; i < run->n; i++)
		{
			size_t		cell = run->start + r * run->n + i;
			uint64_t	g = run->group + (run->across ? i : r);

			if (live == NULL || ax_mask_get(live, cell))
				AX_TRY(take(fold, (Slow *) fold->total + g, values + cell * width,
							out + cell * out_width, err));
		}
	return AX_OK;
}

AxStatus
ax_running_add(const AxAxisFold *fold, const AxAxisRun *run, const void *values,
			   const uint64_t *live, void *out, AxError *err)
{
	const RunningKind *kind = &running_kinds[fold->kind];
	char	   *total;

	if (is_slow(fold->kind, fold->op))
		return run_slow(fold, run, values, live, out, err);
	total = (char *) fold->total + run->group * kind->width[fold->op];
	if (!kind->run[fold->op] (total, fold->carry != NULL ? fold->carry + run->group : NULL,
							  values, live, run, out))
		return AX_OK;
	return ax_base_fail(err, AX_RANGE, fold->carry != NULL ? "value out of range: overflow" :
						"bigint out of range");
}
