/*
 * nd_median and nd_quantile: cells by their rank among those of their group.
 *
 * Cells are selected, not sorted, but for many ranks at a time.  What lies between
 * two cells is worked out in float8 as percentile_cont does it; the
 * formulas of the places are those of R. J. Hyndman and Y. Fan, Sample
 * Quantiles in Statistical Packages (1996), under numpy's names.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "ndarray/args.h"
#include "ndarray/arrange.h"
#include "ndarray/collapse.h"
#include "ndarray/lines.h"
#include "ndarray/order.h"
#include "num/rational.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_median);
PG_FUNCTION_INFO_V1(nd_quantile);
PG_FUNCTION_INFO_V1(nd_quantiles);

typedef enum MethodId
{
	LINEAR,
	LOWER,
	HIGHER,
	NEAREST,
	MIDPOINT,
	INVERTED_CDF,
	AVERAGED_INVERTED_CDF,
	INTERPOLATED_INVERTED_CDF,
	HAZEN,
	WEIBULL,
	MEDIAN_UNBIASED,
	NORMAL_UNBIASED
} MethodId;

typedef struct Method
{
	const char *name;
	bool		between;		/* results may lie between two cells */
	double		alpha;			/* parameters of the place, where it goes by them */
	double		beta;
} Method;

static const Method methods[] = {
	[LINEAR] = {"linear", true, 1, 1},
	[LOWER] = {"lower", false, 0, 0},
	[HIGHER] = {"higher", false, 0, 0},
	[NEAREST] = {"nearest", false, 0, 0},
	[MIDPOINT] = {"midpoint", true, 0, 0},
	[INVERTED_CDF] = {"inverted_cdf", false, 0, 0},
	[AVERAGED_INVERTED_CDF] = {"averaged_inverted_cdf", true, 0, 0},
	[INTERPOLATED_INVERTED_CDF] = {"interpolated_inverted_cdf", true, 0, 1},
	[HAZEN] = {"hazen", true, 0.5, 0.5},
	[WEIBULL] = {"weibull", true, 0, 0},
	[MEDIAN_UNBIASED] = {"median_unbiased", true, 1.0 / 3, 1.0 / 3},
	[NORMAL_UNBIASED] = {"normal_unbiased", true, 3.0 / 8, 3.0 / 8},
};

/* Where a quantile lies among n cells: this part of the way from one rank to another. */
typedef struct Place
{
	uint64		lower;
	uint64		upper;
	double		part;
} Place;

typedef struct Quantiles
{
	MethodId	method;
	bool		exact;			/* means of two rationals are rational */
	int			nq;				/* quantiles of each group */
	const double *q;			/* borrowed */
	const bool *nulls;			/* borrowed; those that are NULL */
	AxKind		kind;			/* of the cells */
	AxOrder		order;
	uint64		n;				/* cells that places and ranks are for, at least 1 */
	Place	   *places;			/* owned; of each quantile */
	uint64	   *ranks;			/* owned; ascending, each once */
	int			nranks;
	AxKind		out_kind;		/* of the result */
	uint32		out_width;
	char	   *out;			/* owned; results, those of one quantile side by side */
	uint64_t   *valid;			/* owned; which of them are not NULL */
	uint64		groups;			/* results of a quantile */
} Quantiles;

static MethodId
method_named(const char *name)
{
	for (int m = 0; m < lengthof(methods); m++)
		if (strcmp(name, methods[m].name) == 0)
			return (MethodId) m;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown method \"%s\"", name),
			 errhint("Methods are linear, lower, higher, nearest, midpoint, inverted_cdf, averaged_inverted_cdf, "
					 "interpolated_inverted_cdf, hazen, weibull, median_unbiased and normal_unbiased.")));
}

static AxKind
result_kind(const Quantiles *quantiles)
{
	AxKind		kind = quantiles->kind;

	ax_order_check(kind);
	if (!methods[quantiles->method].between || (quantiles->exact && kind == AX_KIND_RATIONAL))
		return kind;
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
		case AX_CLASS_FLOAT:
		case AX_CLASS_RATIONAL:
			return AX_KIND_FLOAT8;
		case AX_CLASS_PAIR:
		case AX_CLASS_TIME:
		case AX_CLASS_OPAQUE:
			break;
	}
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("quantiles of an ndarray of kind %s cannot lie between cells",
					ax_kind_info(kind)->name),
			 errhint("nd_quantile with method lower, higher, nearest or inverted_cdf gives cells.")));
}

/* Where the q-quantile of n cells lies. */
static Place
place_of(MethodId id, double q, uint64 n)
{
	const Method *method = &methods[id];
	double		last = (double) (n - 1);
	double		at = last * q;
	double		lower;
	Place		place;

	switch (id)
	{
		case LINEAR:
			break;
		case LOWER:
			at = floor(at);
			break;
		case HIGHER:
			at = ceil(at);
			break;
		case NEAREST:
			at = rint(at);
			break;
		case MIDPOINT:
			at = 0.5 * (floor(at) + ceil(at));
			break;
		case INVERTED_CDF:
			at = ceil((double) n * q - 1);
			break;
		case AVERAGED_INVERTED_CDF:
			at = (double) n * q - 1;
			at = at == floor(at) ? at + 0.5 : ceil(at);
			break;
		default:
			at = (double) n * q + (method->alpha + q * (1 - method->alpha - method->beta)) - 1;
			break;
	}
	at = Max(0, Min(at, last));
	lower = floor(at);
	place.lower = (uint64) lower;
	place.upper = (uint64) ceil(at);
	place.part = at - lower;
	return place;
}

static int
rank_cmp(const void *a, const void *b, void *arg)
{
	uint64		x = *(const uint64 *) a;
	uint64		y = *(const uint64 *) b;

	return x < y ? -1 : x > y;
}

/* Works out places and ranks for groups of n cells. */
static void
plan_ranks(Quantiles *quantiles, uint64 n)
{
	int			count = 0;

	if (quantiles->n == n)
		return;
	quantiles->n = n;
	for (int i = 0; i < quantiles->nq; i++)
	{
		Place	   *place = &quantiles->places[i];

		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (quantiles->nulls[i])
			continue;
		*place = place_of(quantiles->method, quantiles->q[i], n);
		quantiles->ranks[count++] = place->lower;
		quantiles->ranks[count++] = place->upper;
	}
	qsort_interruptible(quantiles->ranks, count, sizeof(uint64), rank_cmp, NULL);
	quantiles->nranks = 0;
	for (int i = 0; i < count; i++)
		if (i == 0 || quantiles->ranks[i] != quantiles->ranks[i - 1])
			quantiles->ranks[quantiles->nranks++] = quantiles->ranks[i];
}

static double
cell_number(AxKind kind, const void *cell)
{
	AxNumber	number = ax_kind_load(kind, cell);

	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_FLOAT:
			return number.real;
		case AX_CLASS_RATIONAL:
			return ax_rational_to_double((AxRational) {number.ratio[0], number.ratio[1]});
		default:
			return (double) number.wide;
	}
}

/* What lies that part of the way from one number to another. */
static double
between(double lower, double upper, double part)
{
	double		distance = upper - lower;

	if (lower == upper)
		return lower;
	/* the distance of two finite numbers may be none */
	if (isinf(distance) && !isinf(lower) && !isinf(upper))
		return (1 - part) * lower + part * upper;
	return lower + part * distance;
}

static AxRational
mean_of_two(AxRational a, AxRational b)
{
	AxRational	mean;
	AxError		err;

	/* numerators are at most 2^63 in magnitude, denominators less, so that all this fits */
	AX_CHECK(ax_rational_make((__int128) a.num * b.den + (__int128) b.num * a.den,
							  (__int128) a.den * b.den * 2, &mean, &err), &err);
	return mean;
}

static void
put_result(Quantiles *quantiles, const Place *place, const void *cells, void *out)
{
	const void *lower = ax_order_at(&quantiles->order, cells, place->lower);
	const void *upper = ax_order_at(&quantiles->order, cells, place->upper);

	if (!methods[quantiles->method].between)
		memcpy(out, lower, quantiles->out_width);
	else if (quantiles->out_kind == AX_KIND_RATIONAL)
		*(AxRational *) out = mean_of_two(*(const AxRational *) lower, *(const AxRational *) upper);
	else
		*(double *) out = between(cell_number(quantiles->kind, lower),
								  cell_number(quantiles->kind, upper), place->part);
}

/* The quantiles of the n cells of a group. */
static void
put_group(Quantiles *quantiles, uint64 group, void *cells, uint64 n)
{
	if (n == 0)
		return;
	plan_ranks(quantiles, n);
	ax_order_select(&quantiles->order, cells, n, quantiles->ranks, quantiles->nranks);
	for (int i = 0; i < quantiles->nq; i++)
	{
		uint64		number = (uint64) i * quantiles->groups + group;

		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (quantiles->nulls[i])
			continue;
		put_result(quantiles, &quantiles->places[i], cells, quantiles->out + number * quantiles->out_width);
		ax_mask_set(quantiles->valid, number);
	}
}

/* Turns the axes that are reduced behind the others, unless they are neighbours; first .. last they are. */
static AxReader *
gather_axes(AxReader *reader, const bool *reduced, int *first, int *last)
{
	int			ndim = reader->head.box.ndim;
	int			order[AX_MAX_DIMS];
	int			n = 0;
	int			kept;

	*first = ndim;
	*last = -1;
	for (int d = 0; d < ndim; d++)
		if (reduced[d])
		{
			*first = Min(*first, d);
			*last = d;
			n++;
		}
	if (n == 0 || *last - *first + 1 == n)
		return reader;
	n = 0;
	for (int d = 0; d < ndim; d++)
		if (!reduced[d])
			order[n++] = d;
	kept = n;
	for (int d = 0; d < ndim; d++)
		if (reduced[d])
			order[n++] = d;
	*first = kept;
	*last = ndim - 1;
	return ax_nd_open(PointerGetDatum(ax_nd_transpose(reader, order)));
}

/*
 * Quantiles over the axes of argument `arg`, all if it is NULL, with keepdims
 * behind it; `stacked`: along a new first axis.
 */
static Datum
quantile(FunctionCallInfo fcinfo, int arg, MethodId method, bool exact,
		 int nq, const double *q, const bool *nulls, bool stacked)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	bool		keepdims = !PG_ARGISNULL(arg + 1) && PG_GETARG_BOOL(arg + 1);
	bool		reduced[AX_MAX_DIMS];
	bool		all = true;
	Quantiles	quantiles = {.method = method, .exact = exact, .nq = nq, .q = q, .nulls = nulls};
	AxCollapse	plan;
	AxBuild		build;
	AxHead		head;
	AxError		err;

	for (int i = 0; i < nq; i++)
		if (!nulls[i] && !(q[i] >= 0 && q[i] <= 1))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("percentile value %g is not between 0 and 1", q[i])));
	quantiles.kind = reader->head.kind;
	quantiles.out_kind = result_kind(&quantiles);
	quantiles.out_width = ax_kind_info(quantiles.out_kind)->width;
	memset(reduced, true, sizeof(reduced));
	if (!PG_ARGISNULL(arg))
		ax_nd_axes(PG_GETARG_ARRAYTYPE_P(arg), &reader->head, reduced);
	for (int d = 0; d < reader->head.box.ndim; d++)
		all = all && reduced[d];
	ax_nd_collapse(&plan, &reader->head, reduced, keepdims, quantiles.out_kind);
	quantiles.groups = plan.groups;
	head = plan.head;
	if (stacked)
		(void) ax_nd_insert_axis(&head, &plan.head, 0, 0, nq);
	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
	quantiles.places = palloc((nq + 1) * sizeof(Place));
	quantiles.ranks = palloc((2 * nq + 1) * sizeof(uint64));
	quantiles.out = ax_pg_allocate(build.head.cells * quantiles.out_width, true);
	quantiles.valid = ax_pg_allocate(AX_MASK_BYTES(build.head.cells), true);
	if (all)
	{
		uint64		n;
		char	   *cells = ax_nd_pack(reader, &n);

		ax_pg_close(reader);
		ax_order_begin(&quantiles.order, quantiles.kind, false, n);
		put_group(&quantiles, 0, cells, n);
		pfree(cells);
	}
	else
	{
		AxLines		lines;
		int			first;
		int			last;

		reader = gather_axes(reader, reduced, &first, &last);
		ax_lines_open(&lines, reader, first, last);
		ax_order_begin(&quantiles.order, quantiles.kind, false, lines.length);
		while (ax_lines_next(&lines))
			put_group(&quantiles, lines.number, lines.cells, lines.n);
		pfree(lines.values);
	}
	ax_order_end(&quantiles.order);
	return PointerGetDatum(ax_pg_finish_dense(&build, quantiles.out, NULL, quantiles.valid));
}

/* nd_median(a, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) */
Datum
nd_median(PG_FUNCTION_ARGS)
{
	double		half = 0.5;
	bool		isnull = false;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return quantile(fcinfo, 1, LINEAR, true, 1, &half, &isnull, false);
}

/* The method that argument 4 names. */
static MethodId
method_argument(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(4) ? LINEAR : method_named(text_to_cstring(PG_GETARG_TEXT_PP(4)));
}

/* nd_quantile(a, q float8, axis text[] DEFAULT NULL, keepdims bool DEFAULT false, method text DEFAULT 'linear') */
Datum
nd_quantile(PG_FUNCTION_ARGS)
{
	double		q;
	bool		isnull = false;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	q = PG_GETARG_FLOAT8(1);
	return quantile(fcinfo, 2, method_argument(fcinfo), false, 1, &q, &isnull, false);
}

/* The same with q float8[]: an axis in front, one step for each. */
Datum
nd_quantiles(PG_FUNCTION_ARGS)
{
	ArrayType  *array;
	Datum	   *elements;
	bool	   *nulls;
	double	   *q;
	int			n;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	array = PG_GETARG_ARRAYTYPE_P(1);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("q must be a one-dimensional array")));
	deconstruct_array(array, FLOAT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elements, &nulls, &n);
	q = palloc((n + 1) * sizeof(double));
	for (int i = 0; i < n; i++)
		q[i] = nulls[i] ? 0 : DatumGetFloat8(elements[i]);
	return quantile(fcinfo, 2, method_argument(fcinfo), false, n, q, nulls, true);
}
