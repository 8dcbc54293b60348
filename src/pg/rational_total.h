/* Results of exact sums of rationals. */
#ifndef AX_PG_RATIONAL_TOTAL_H
#define AX_PG_RATIONAL_TOTAL_H

#include "postgres.h"

#include "num/rational_sum.h"

/* The sum's total divided by divisor >= 1; 22003 when that is no rational. */
extern AxRational ax_pg_rational_total(const AxRationalSum *sum, int64 divisor);

#endif
