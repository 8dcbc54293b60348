#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "pg/error.h"
#include "pg/memory.h"
#include "pg/rational_total.h"

/* The total over divisor by the long way, in memory of its own. */
static AxRational
fold(const AxRationalSum *sum, int64 divisor)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext,
												  "rational total",
												  ALLOCSET_DEFAULT_SIZES);
	AxRationalFold steps;
	AxRational	result;
	AxError		err;
	bool		more = true;

	AX_CHECK(ax_rational_fold_start(&steps, sum, ax_pg_alloc(context), &err), &err);
	while (more)
	{
		CHECK_FOR_INTERRUPTS();
		AX_CHECK(ax_rational_fold_step(&steps, &more, &err), &err);
	}
	AX_CHECK(ax_rational_fold_finish(&steps, divisor, &result, &err), &err);
	MemoryContextDelete(context);
	return result;
}

AxRational
ax_pg_rational_total(const AxRationalSum *sum, int64 divisor)
{
	AxRational	result;

	return ax_rational_sum_quick(sum, divisor, &result) ? result : fold(sum, divisor);
}
