/* nd_histogram: how many cells fall between neighbouring edges. */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "kernel/histogram.h"
#include "ndarray/cells.h"
#include "pg/error.h"

/* Interrupts are looked for once in so many edges. */
#define STEP 65536

PG_FUNCTION_INFO_V1(nd_histogram);
PG_FUNCTION_INFO_V1(nd_histogram_edges);

static void
refuse(const char *message)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_ARGUMENT_FOR_WIDTH_BUCKET_FUNCTION),
			 errmsg("%s", message)));
}

/* Begins the result, of so many bins, which must be some. */
static void
begin(AxBuild *build, uint64 bins)
{
	AxBox		box = {.ndim = 1, .upper = {(int64) bins - 1}};
	AxHead		head;
	AxError		err;

	ax_nd_head(&head, AX_KIND_INT8, &box);
	AX_CHECK(ax_build_begin(build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
}

static Datum
histogram(Datum a, AxBuild *build, const double *edges, bool even)
{
	AxReader   *reader = ax_nd_open(a);
	AxKind		kind = reader->head.kind;
	uint64		bins = build->head.cells;
	int64	   *counts = ax_pg_allocate(bins * sizeof(int64), true);
	AxHistogram state;
	AxCursor	cursor;

	if (!ax_histogram_has(kind))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("nd_histogram is not defined for an ndarray of kind %s",
						ax_kind_info(kind)->name)));
	ax_histogram_begin(&state, bins, edges, even, counts);
	ax_nd_cursor(&cursor, reader);
	while (ax_nd_next(&cursor))
		ax_histogram_add(&state, kind, cursor.values, cursor.valid, cursor.entry.cells);
	ax_pg_close(reader);
	return PointerGetDatum(ax_pg_finish_dense(build, counts, NULL, NULL));
}

/* nd_histogram(a, lower float8, upper float8, bins int4 DEFAULT 10) */
Datum
nd_histogram(PG_FUNCTION_ARGS)
{
	double		lower = PG_GETARG_FLOAT8(1);
	double		upper = PG_GETARG_FLOAT8(2);
	int32		bins = PG_GETARG_INT32(3);
	double	   *edges;
	AxBuild		build;

	if (bins < 1)
		refuse("number of bins must be greater than zero");
	if (!isfinite(lower) || !isfinite(upper))
		refuse("lower and upper bounds must be finite");
	if (lower >= upper)
		refuse("lower bound must be less than upper bound");
	begin(&build, (uint64) bins);
	edges = ax_pg_allocate(((Size) bins + 1) * sizeof(double), false);
	for (size_t from = 0; from <= (size_t) bins; from += STEP)
	{
		CHECK_FOR_INTERRUPTS();
		if (!ax_histogram_edges(lower, upper, (size_t) bins, from,
								Min(from + STEP, (size_t) bins + 1), edges))
			refuse("bins are narrower than float8 can tell apart");
	}
	return histogram(PG_GETARG_DATUM(0), &build, edges, true);
}

/* nd_histogram(a, edges float8[]) */
Datum
nd_histogram_edges(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(1);
	Datum	   *elements;
	bool	   *nulls;
	double	   *edges;
	int			n;
	AxBuild		build;

	deconstruct_array(array, FLOAT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elements, &nulls, &n);
	if (ARR_NDIM(array) != 1 || n < 2)
		refuse("edges must be a one-dimensional array of at least two");
	begin(&build, (uint64) n - 1);
	edges = ax_pg_allocate((Size) n * sizeof(double), false);
	for (int i = 0; i < n; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("edges must not be null")));
		edges[i] = DatumGetFloat8(elements[i]);
		if (isnan(edges[i]) || (i > 0 && edges[i - 1] >= edges[i]))
			refuse("edges must ascend");
	}
	return histogram(PG_GETARG_DATUM(0), &build, edges, false);
}
