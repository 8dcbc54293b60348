/*
 * The limit: what bringing toasted chunks into memory costs, with nothing done
 * to them, and with the cheapest thing done; and a function of one number.
 *
 * Built and loaded by the benchmark alone; no part of array_ext.
 */
#include "postgres.h"

#include "fmgr.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(bench_detoast);
PG_FUNCTION_INFO_V1(bench_detoast_sum);
PG_FUNCTION_INFO_V1(bench_twice);

/* bench_detoast(anyelement) int8: bytes of a variable-length value, fetched whole. */
Datum
bench_detoast(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_VARLENA_PP(0);
	int64		bytes = VARSIZE_ANY_EXHDR(value);

	PG_FREE_IF_COPY(value, 0);
	PG_RETURN_INT64(bytes);
}

/* bench_detoast_sum(bytea) float8: the sum of the doubles in it. */
Datum
bench_detoast_sum(PG_FUNCTION_ARGS)
{
	bytea	   *value = PG_GETARG_BYTEA_P(0);
	const char *bytes = VARDATA(value);
	Size		n = (VARSIZE(value) - VARHDRSZ) / sizeof(double);
	double		sum[8] = {0};
	double		v[8];
	Size		k,
				lane;

	/* The bytes begin 4 after an 8-byte boundary, so they are copied out. */
	for (k = 0; k + 8 <= n; k += 8)
	{
		memcpy(v, bytes + k * sizeof(double), sizeof(v));
		for (lane = 0; lane < 8; lane++)
			sum[lane] += v[lane];
	}
	for (; k < n; k++)
	{
		memcpy(v, bytes + k * sizeof(double), sizeof(double));
		sum[0] += v[0];
	}
	for (lane = 1; lane < 8; lane++)
		sum[0] += sum[lane];

	PG_FREE_IF_COPY(value, 0);
	PG_RETURN_FLOAT8(sum[0]);
}

/* bench_twice(float8) float8: what bench/plugin does, as PostgreSQL calls it. */
Datum
bench_twice(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(PG_GETARG_FLOAT8(0) * 2);
}
