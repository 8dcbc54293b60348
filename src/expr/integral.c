/* Comparisons of integers with a numeric. */
#include "postgres.h"

#include "fmgr.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "expr/integral.h"

static const struct
{
	PGFunction	address;
	AxCompare	op;
}			comparisons[] = {
	{numeric_eq, AX_COMPARE_EQ},
	{numeric_ne, AX_COMPARE_NE},
	{numeric_lt, AX_COMPARE_LT},
	{numeric_le, AX_COMPARE_LE},
	{numeric_gt, AX_COMPARE_GT},
	{numeric_ge, AX_COMPARE_GE},
};

bool
ax_expr_numeric_compare(Oid function, AxCompare *op)
{
	FmgrInfo	info;

	fmgr_info(function, &info);
	for (Size i = 0; i < lengthof(comparisons); i++)
		if (comparisons[i].address == info.fn_addr)
		{
			*op = comparisons[i].op;
			return true;
		}
	return false;
}

bool
ax_expr_numeric_cast(Oid function)
{
	FmgrInfo	info;

	fmgr_info(function, &info);
	return info.fn_addr == int2_numeric || info.fn_addr == int4_numeric ||
		info.fn_addr == int8_numeric;
}

static int
order(Numeric a, Numeric b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp, NumericGetDatum(a), NumericGetDatum(b)));
}

void
ax_expr_integral_fill(AxIntegral *integral, Datum number)
{
	Numeric		x = DatumGetNumeric(number);
	Numeric		whole;

	integral->done = true;
	/* infinities and NaN, the greatest of all, lie beyond the integers too */
	integral->beyond = order(x, int64_to_numeric(PG_INT64_MAX)) > 0 ? 1 :
		order(x, int64_to_numeric(PG_INT64_MIN)) < 0 ? -1 : 0;
	if (integral->beyond != 0)
		return;
	whole = DatumGetNumeric(DirectFunctionCall1(numeric_floor, NumericGetDatum(x)));
	integral->floor = DatumGetInt64(DirectFunctionCall1(numeric_int8, NumericGetDatum(whole)));
	integral->exact = order(whole, x) == 0;
}

AxOutcome
ax_expr_integral(const AxIntegral *integral, AxCompare *op)
{
	bool		below = *op == AX_COMPARE_LT || *op == AX_COMPARE_LE;

	if (integral->beyond == 0 && integral->exact)
		return AX_OUTCOME_COMPARE;
	if (*op == AX_COMPARE_EQ)
		return AX_OUTCOME_FALSE;
	if (*op == AX_COMPARE_NE)
		return AX_OUTCOME_TRUE;
	if (integral->beyond != 0)
		return (integral->beyond > 0) == below ? AX_OUTCOME_TRUE : AX_OUTCOME_FALSE;
	/* between two integers, the lower of which is the floor */
	*op = below ? AX_COMPARE_LE : AX_COMPARE_GT;
	return AX_OUTCOME_COMPARE;
}
