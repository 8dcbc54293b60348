/*
 * Aggregates of complex: sum, mean and the statistics.
 *
 * sum keeps a complex and adds in the order of the rows, as sum(float8) does.
 * avg keeps a float8[3]: N and the sums of the real and of the imaginary parts.
 * The statistics keep a float8[4]: S beside these, the sum of |z - mean|^2, by
 * Youngs and Cramer's method, as float8_accum() does for one part.  With the
 * conjugate in the square S is real and not negative.  avg goes without it,
 * because squares overflow where sums do not.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "pg/error.h"
#include "types/complex.h"
#include "utils/array.h"
#include "utils/float.h"

PG_FUNCTION_INFO_V1(complex_sum_accum);
PG_FUNCTION_INFO_V1(complex_avg_accum);
PG_FUNCTION_INFO_V1(complex_avg_combine);
PG_FUNCTION_INFO_V1(complex_var_accum);
PG_FUNCTION_INFO_V1(complex_var_combine);
PG_FUNCTION_INFO_V1(complex_avg_final);
PG_FUNCTION_INFO_V1(complex_var_samp);
PG_FUNCTION_INFO_V1(complex_var_pop);
PG_FUNCTION_INFO_V1(complex_stddev_samp);
PG_FUNCTION_INFO_V1(complex_stddev_pop);

/* The slots of a state; avg has no squares. */
enum
{
	COUNT,
	SUM_RE,
	SUM_IM,
	AVG_SLOTS,
	SQUARES = AVG_SLOTS,
	VAR_SLOTS
};

/* Adds in place, where the first argument is the aggregate's own; also combines. */
Datum
complex_sum_accum(PG_FUNCTION_ARGS)
{
	AxComplex  *sum = (AxComplex *) PG_GETARG_POINTER(0);
	AxComplex	total;
	AxError		err;

	AX_CHECK(ax_complex_add(*sum, PG_GETARG_COMPLEX(1), &total, &err), &err);
	if (!AggCheckCallContext(fcinfo, NULL))
		PG_RETURN_COMPLEX(total);
	*sum = total;
	PG_RETURN_POINTER(sum);
}

static float8 *
state_arg(FunctionCallInfo fcinfo, int n, int slots)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(n);

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != slots ||
		ARR_HASNULL(array) || ARR_ELEMTYPE(array) != FLOAT8OID)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("state of a complex aggregate must be an array of %d float8", slots)));
	return (float8 *) ARR_DATA_PTR(array);
}

/* Puts a new state in place of the first argument, or returns it as an array of its own. */
static Datum
return_state(FunctionCallInfo fcinfo, const float8 *state, int slots)
{
	Datum		datums[VAR_SLOTS];

	if (AggCheckCallContext(fcinfo, NULL))
	{
		ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);

		memmove(ARR_DATA_PTR(array), state, slots * sizeof(float8));
		PG_RETURN_ARRAYTYPE_P(array);
	}
	for (int i = 0; i < slots; i++)
		datums[i] = Float8GetDatum(state[i]);
	PG_RETURN_ARRAYTYPE_P(construct_array(datums, slots, FLOAT8OID, sizeof(float8),
										  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

static inline bool
is_finite(double x)
{
	return !isnan(x) && !isinf(x);
}

/* a + b; an infinity that neither was is an error. */
static inline float8
add(float8 a, float8 b)
{
	float8		sum = a + b;

	if (isinf(sum) && !isinf(a) && !isinf(b))
		float_overflow_error();
	return sum;
}

/* Count and sums of a state with one value more. */
static inline void
accumulate(float8 *state, const float8 *old, AxComplex value)
{
	state[COUNT] = old[COUNT] + 1;
	state[SUM_RE] = add(old[SUM_RE], value.re);
	state[SUM_IM] = add(old[SUM_IM], value.im);
}

/* Count and sums of two states. */
static inline void
combine(float8 *state, const float8 *a, const float8 *b)
{
	state[COUNT] = a[COUNT] + b[COUNT];
	state[SUM_RE] = add(a[SUM_RE], b[SUM_RE]);
	state[SUM_IM] = add(a[SUM_IM], b[SUM_IM]);
}

Datum
complex_avg_accum(PG_FUNCTION_ARGS)
{
	float8		state[AVG_SLOTS];

	accumulate(state, state_arg(fcinfo, 0, AVG_SLOTS), PG_GETARG_COMPLEX(1));
	return return_state(fcinfo, state, AVG_SLOTS);
}

Datum
complex_avg_combine(PG_FUNCTION_ARGS)
{
	float8		state[AVG_SLOTS];

	combine(state, state_arg(fcinfo, 0, AVG_SLOTS), state_arg(fcinfo, 1, AVG_SLOTS));
	return return_state(fcinfo, state, AVG_SLOTS);
}

Datum
complex_avg_final(PG_FUNCTION_ARGS)
{
	const float8 *state = state_arg(fcinfo, 0, AVG_SLOTS);
	AxComplex	mean;

	if (state[COUNT] == 0)
		PG_RETURN_NULL();
	mean.re = state[SUM_RE] / state[COUNT];
	mean.im = state[SUM_IM] / state[COUNT];
	PG_RETURN_COMPLEX(mean);
}

Datum
complex_var_accum(PG_FUNCTION_ARGS)
{
	const float8 *old = state_arg(fcinfo, 0, VAR_SLOTS);
	AxComplex	value = PG_GETARG_COMPLEX(1);
	float8		state[VAR_SLOTS];

	accumulate(state, old, value);
	state[SQUARES] = old[SQUARES];
	if (old[COUNT] > 0)
	{
		float8		re = value.re * state[COUNT] - state[SUM_RE];
		float8		im = value.im * state[COUNT] - state[SUM_IM];

		state[SQUARES] += (re * re + im * im) / (state[COUNT] * old[COUNT]);
	}
	if (!is_finite(state[SQUARES]) || !ax_complex_is_finite(value))
	{
		if (is_finite(old[SQUARES]) && ax_complex_is_finite(value))
			float_overflow_error();
		/* an infinite value has no distance to a mean, nor has NaN */
		state[SQUARES] = get_float8_nan();
	}
	return return_state(fcinfo, state, VAR_SLOTS);
}

Datum
complex_var_combine(PG_FUNCTION_ARGS)
{
	const float8 *a = state_arg(fcinfo, 0, VAR_SLOTS);
	const float8 *b = state_arg(fcinfo, 1, VAR_SLOTS);
	float8		state[VAR_SLOTS];

	/* an empty state has no mean */
	if (a[COUNT] == 0 || b[COUNT] == 0)
		return return_state(fcinfo, a[COUNT] == 0 ? b : a, VAR_SLOTS);
	combine(state, a, b);
	state[SQUARES] = a[SQUARES] + b[SQUARES];
	if (is_finite(a[SQUARES]) && is_finite(b[SQUARES]))
	{
		float8		re = a[SUM_RE] / a[COUNT] - b[SUM_RE] / b[COUNT];
		float8		im = a[SUM_IM] / a[COUNT] - b[SUM_IM] / b[COUNT];

		state[SQUARES] += a[COUNT] * b[COUNT] * (re * re + im * im) / state[COUNT];
		if (!is_finite(state[SQUARES]))
			float_overflow_error();
	}
	return return_state(fcinfo, state, VAR_SLOTS);
}

/* S over the count less what is missing; NULL where that is below 1. */
static Datum
variance(FunctionCallInfo fcinfo, int less, bool root)
{
	const float8 *state = state_arg(fcinfo, 0, VAR_SLOTS);
	float8		result;

	if (state[COUNT] <= less)
		PG_RETURN_NULL();
	result = state[SQUARES] / (state[COUNT] - less);
	PG_RETURN_FLOAT8(root ? sqrt(result) : result);
}

Datum
complex_var_samp(PG_FUNCTION_ARGS)
{
	return variance(fcinfo, 1, false);
}

Datum
complex_var_pop(PG_FUNCTION_ARGS)
{
	return variance(fcinfo, 0, false);
}

Datum
complex_stddev_samp(PG_FUNCTION_ARGS)
{
	return variance(fcinfo, 1, true);
}

Datum
complex_stddev_pop(PG_FUNCTION_ARGS)
{
	return variance(fcinfo, 0, true);
}
