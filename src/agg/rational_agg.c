/*
 * Aggregates of rational: exact sum and mean, and the float8 statistics.
 *
 * The state of sum and avg is an AxRationalSum in the aggregate's context.
 * Its serial form is the count, the number of parts and, for each part, the
 * denominator and the high and low half of the numerator, all int8 in network
 * order.  The statistics hand each value to core's float8_accum.
 */
#include "postgres.h"

#include "libpq/pqformat.h"

#include "num/gcd.h"
#include "pg/error.h"
#include "pg/memory.h"
#include "pg/rational_total.h"
#include "types/rational.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(rational_sum_accum);
PG_FUNCTION_INFO_V1(rational_sum_accum_inv);
PG_FUNCTION_INFO_V1(rational_sum_combine);
PG_FUNCTION_INFO_V1(rational_sum_serialize);
PG_FUNCTION_INFO_V1(rational_sum_deserialize);
PG_FUNCTION_INFO_V1(rational_sum_final);
PG_FUNCTION_INFO_V1(rational_avg_final);
PG_FUNCTION_INFO_V1(rational_accum);

/* Bytes of one part and of what stands before them in the serial form. */
#define SERIAL_PART 24
#define SERIAL_HEAD 16

static AxRationalSum *
new_sum(MemoryContext context)
{
	AxRationalSum *sum = MemoryContextAlloc(context, sizeof(AxRationalSum));

	ax_rational_sum_init(sum, ax_pg_alloc(context));
	return sum;
}

static MemoryContext
aggregate_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("aggregate function called in non-aggregate context")));
	return context;
}

static AxRationalSum *
sum_arg(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? NULL : (AxRationalSum *) PG_GETARG_POINTER(n);
}

Datum
rational_sum_accum(PG_FUNCTION_ARGS)
{
	AxRationalSum *sum = sum_arg(fcinfo, 0);
	AxError		err;

	if (sum == NULL)
		sum = new_sum(aggregate_context(fcinfo));
	if (!PG_ARGISNULL(1))
		AX_CHECK(ax_rational_sum_add(sum, PG_GETARG_RATIONAL(1), &err), &err);
	PG_RETURN_POINTER(sum);
}

/* Takes back a value that has left the frame of a window. */
Datum
rational_sum_accum_inv(PG_FUNCTION_ARGS)
{
	AxRationalSum *sum = sum_arg(fcinfo, 0);
	AxError		err;

	if (sum == NULL)
		sum = new_sum(aggregate_context(fcinfo));
	if (!PG_ARGISNULL(1))
		AX_CHECK(ax_rational_sum_remove(sum, PG_GETARG_RATIONAL(1), &err), &err);
	PG_RETURN_POINTER(sum);
}

Datum
rational_sum_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = aggregate_context(fcinfo);
	AxRationalSum *sum = sum_arg(fcinfo, 0);
	AxRationalSum *other = sum_arg(fcinfo, 1);
	AxError		err;

	if (sum == NULL)
		sum = new_sum(context);
	if (other != NULL)
		AX_CHECK(ax_rational_sum_merge(sum, other, &err), &err);
	PG_RETURN_POINTER(sum);
}

static bytea *
serial_form(const AxRationalSum *sum)
{
	StringInfoData buf;
	size_t		place = 0;
	int64		den;
	AxInt128	num;

	if (sum->used > (MaxAllocSize - VARHDRSZ - SERIAL_HEAD) / SERIAL_PART)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many different denominators for a parallel aggregate"),
				 errhint("Set max_parallel_workers_per_gather to 0 for this query.")));
	pq_begintypsend(&buf);
	pq_sendint64(&buf, sum->count);
	pq_sendint64(&buf, sum->used);
	while (ax_rational_sum_next(sum, &place, &den, &num))
	{
		pq_sendint64(&buf, den);
		pq_sendint64(&buf, (uint64) ((AxUInt128) num >> 64));
		pq_sendint64(&buf, (uint64) num);
	}
	return pq_endtypsend(&buf);
}

Datum
rational_sum_serialize(PG_FUNCTION_ARGS)
{
	aggregate_context(fcinfo);
	PG_RETURN_BYTEA_P(serial_form((AxRationalSum *) PG_GETARG_POINTER(0)));
}

static void
refuse_state(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid serialized state of a rational aggregate")));
}

Datum
rational_sum_deserialize(PG_FUNCTION_ARGS)
{
	bytea	   *serial;
	StringInfoData buf;
	AxRationalSum *sum;
	AxError		err;
	uint64		parts;

	aggregate_context(fcinfo);
	serial = PG_GETARG_BYTEA_PP(0);
	sum = new_sum(CurrentMemoryContext);
	initStringInfo(&buf);
	appendBinaryStringInfo(&buf, VARDATA_ANY(serial), VARSIZE_ANY_EXHDR(serial));
	sum->count = pq_getmsgint64(&buf);
	parts = (uint64) pq_getmsgint64(&buf);
	if (parts > MaxAllocSize / SERIAL_PART ||
		parts * SERIAL_PART != (uint64) (buf.len - buf.cursor))
		refuse_state();
	while (parts-- > 0)
	{
		int64		den = pq_getmsgint64(&buf);
		uint64		high = (uint64) pq_getmsgint64(&buf);
		uint64		low = (uint64) pq_getmsgint64(&buf);

		if (den < 1)
			refuse_state();
		AX_CHECK(ax_rational_sum_put(sum, den,
									 (AxInt128) ((AxUInt128) high << 64 | low),
									 &err), &err);
	}
	pq_getmsgend(&buf);
	pfree(buf.data);
	PG_RETURN_POINTER(sum);
}

/* Leaves the state as it is: windows go on with it. */
static Datum
total(FunctionCallInfo fcinfo, bool mean)
{
	AxRationalSum *sum = sum_arg(fcinfo, 0);

	if (sum == NULL || sum->count == 0)
		PG_RETURN_NULL();
	PG_RETURN_RATIONAL(ax_pg_rational_total(sum, mean ? sum->count : 1));
}

Datum
rational_sum_final(PG_FUNCTION_ARGS)
{
	return total(fcinfo, false);
}

Datum
rational_avg_final(PG_FUNCTION_ARGS)
{
	return total(fcinfo, true);
}

/*
 * float8_accum() of the nearest float8.  It gets a call frame of its own:
 * with grouping sets the executor calls more than once with the same arguments.
 */
Datum
rational_accum(PG_FUNCTION_ARGS)
{
	LOCAL_FCINFO(inner, 2);

	InitFunctionCallInfoData(*inner, fcinfo->flinfo, 2, fcinfo->fncollation,
							 fcinfo->context, fcinfo->resultinfo);
	inner->args[0] = fcinfo->args[0];
	inner->args[1].value = Float8GetDatum(ax_rational_to_double(PG_GETARG_RATIONAL(1)));
	inner->args[1].isnull = false;
	return float8_accum(inner);
}
