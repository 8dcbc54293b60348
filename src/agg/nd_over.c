/*
 * sum(ndarray), avg(ndarray), nd_min_over, nd_max_over: aggregates over rows,
 * cell by cell.
 *
 * The state is one array of accumulators, in place: int64 for bool, int2 and
 * int4, 128 bits for int8, float8 for floats, the kind itself for others.
 * While every row was full (no NULL, no empty cell) each cell has as many
 * values as there were rows; from the first other row on they are counted.
 * Between processes a state goes as its head and these arrays.
 *
 * In a moving frame (OVER ... ROWS BETWEEN ...) rows are taken out of a state
 * again where that is exact: of integers and rationals.  A state of floats
 * says that it cannot, and PostgreSQL adds up the frame anew.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/text.h"
#include "num/rational.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_over_sum_transfn);
PG_FUNCTION_INFO_V1(nd_over_moving_transfn);
PG_FUNCTION_INFO_V1(nd_over_moving_invfn);
PG_FUNCTION_INFO_V1(nd_over_min_transfn);
PG_FUNCTION_INFO_V1(nd_over_max_transfn);
PG_FUNCTION_INFO_V1(nd_over_combinefn);
PG_FUNCTION_INFO_V1(nd_over_serialfn);
PG_FUNCTION_INFO_V1(nd_over_deserialfn);
PG_FUNCTION_INFO_V1(nd_over_sum_finalfn);
PG_FUNCTION_INFO_V1(nd_over_avg_finalfn);
PG_FUNCTION_INFO_V1(nd_over_extreme_finalfn);

typedef enum Over
{
	OVER_SUM,
	OVER_MIN,
	OVER_MAX
} Over;

typedef struct OverState
{
	Over		over;			/* what is accumulated */
	AxHead		head;			/* kind, box and names of the rows */
	uint64		cells;			/* of the box */
	uint64		rows;			/* that were not NULL */
	uint32		width;			/* bytes of an accumulator */
	char	   *totals;			/* owned; an accumulator a cell; NULL before the first row, if moving */
	uint32	   *counts;			/* owned; values of each cell; NULL: as many as rows */
	uint64_t   *present;		/* owned; cells not empty in some row; with counts, but not if moving */
	bool		moving;			/* rows may be taken out */
	uint32	   *there;			/* owned; rows in which each cell is not empty; with counts, if moving */
	MemoryContext context;		/* borrowed; holds all that */
} OverState;

static MemoryContext
agg_context(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "aggregate function of ndarray called in non-aggregate context");
	return context;
}

/* Bytes of an accumulator. */
static uint32
total_width(Over over, AxKind kind)
{
	const AxKindInfo *info = ax_kind_info(kind);

	if (over != OVER_SUM)
		return info->width;
	return info->class == AX_CLASS_INTEGER && kind != AX_KIND_INT8 ? 8 :
		info->class == AX_CLASS_FLOAT ? 8 : 16;
}

static void *
allocate(MemoryContext context, Size size)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	void	   *memory = ax_pg_allocate(size, true);

	MemoryContextSwitchTo(old);
	return memory;
}

static OverState *
make_state(MemoryContext context, Over over, const AxHead *head)
{
	OverState  *state = MemoryContextAllocZero(context, sizeof(OverState));
	AxKindClass class = ax_kind_info(head->kind)->class;
	uint64_t	cells;
	AxError		err;

	if (class == AX_CLASS_OPAQUE || class == (over == OVER_SUM ? AX_CLASS_TIME : AX_CLASS_PAIR))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s is not defined for an ndarray of kind %s",
						over == OVER_SUM ? "sum" :
						over == OVER_MIN ? "nd_min_over" : "nd_max_over",
						ax_kind_info(head->kind)->name)));
	AX_CHECK(ax_shape_cells(&head->box, AX_MAX_CELLS, &cells, &err), &err);
	state->over = over;
	state->head = *head;
	state->head.directory = NULL;
	state->head.tile_cells = 0;
	state->cells = cells;
	state->context = context;
	state->width = total_width(over, head->kind);
	state->totals = allocate(context, cells * state->width);
	if (over == OVER_SUM && head->kind == AX_KIND_RATIONAL)
		for (uint64 i = 0; i < cells; i++)
			((AxRational *) state->totals)[i].den = 1;
	return state;
}

/* From now on values are counted by cell. */
static void
count_cells(OverState *state)
{
	if (state->counts != NULL)
		return;
	state->counts = allocate(state->context, state->cells * sizeof(uint32));
	if (state->moving)
		state->there = allocate(state->context, state->cells * sizeof(uint32));
	else
		state->present = allocate(state->context, AX_MASK_BYTES(state->cells));
	if (state->rows == 0)
		return;
	for (uint64 i = 0; i < state->cells; i++)
		state->counts[i] = (uint32) state->rows;
	if (state->moving)
		memcpy(state->there, state->counts, state->cells * sizeof(uint32));
	else
		ax_mask_fill(state->present, state->cells);
}

static void
check_row(const OverState *state, const AxHead *head)
{
	const AxBox *a = &state->head.box;
	const AxBox *b = &head->box;
	bool		lengths = a->ndim == b->ndim;

	if (state->rows >= PG_UINT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of rows exceeds the maximum allowed (%u)", PG_UINT32_MAX)));
	if (state->head.kind != head->kind)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("ndarrays of an aggregate have different kinds"),
				 errdetail("One row has %s, another has %s.", ax_nd_print_type(&state->head),
						   ax_nd_print_type(head))));
	if (ax_shape_equal(a, b))
		return;
	for (int d = 0; lengths && d < a->ndim; d++)
		lengths = ax_shape_length(a, d) == ax_shape_length(b, d);
	ereport(ERROR,
			(errcode(lengths ? ERRCODE_ARRAY_SUBSCRIPT_ERROR : ERRCODE_DATA_EXCEPTION),
			 errmsg("ndarrays of an aggregate have different %s", lengths ? "coordinates" : "shapes"),
			 errdetail("One row has %s, another has %s.", ax_nd_print_type(&state->head),
					   ax_nd_print_type(head)),
			 lengths ? errhint("nd_rebase moves a value to other coordinates.") : 0));
}

/* Adds values to the totals, or takes them away; valid NULL: all of them. */
#define ADD(total_type, value_type, op) \
	do { \
		total_type *t = (total_type *) totals; \
		const value_type *v = (const value_type *) values; \
		\
		if (valid == NULL) \
			for (uint64 i = 0; i < n; i++) \
				t[i] op v[i]; \
		else \
			for (uint64 i = 0; i < n; i++) \
				if (ax_mask_get(valid, i)) \
					t[i] op v[i]; \
	} while (0)

/* The same of floats, with PostgreSQL's error for a sum that runs over. */
#define ADD_REAL(value_type, parts) \
	do { \
		double	   *t = (double *) totals; \
		const value_type *v = (const value_type *) values; \
		int			over = 0; \
		\
		for (uint64 i = 0; i < n * (parts); i++) \
		{ \
			double		sum; \
			\
			if (valid != NULL && !ax_mask_get(valid, i / (parts))) \
				continue; \
			sum = t[i] + v[i]; \
			over |= isinf(sum) & !isinf(t[i]) & !isinf(v[i]); \
			t[i] = sum; \
		} \
		if (over) \
			float_overflow_error(); \
	} while (0)

static void
add_ratios(AxRational *totals, const AxRational *values, uint64 n, const uint64_t *valid)
{
	AxError		err;

	for (uint64 i = 0; i < n; i++)
		if (valid == NULL || ax_mask_get(valid, i))
			AX_CHECK(ax_rational_add(totals[i], values[i], &totals[i], &err), &err);
}

/* Adds n cells, as they are stored, to totals. */
static void
add_cells(AxKind kind, char *totals, const char *values, uint64 n, const uint64_t *valid)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			ADD(int64, uint8, +=);
			break;
		case AX_KIND_INT2:
			ADD(int64, int16, +=);
			break;
		case AX_KIND_INT4:
			ADD(int64, int32, +=);
			break;
		case AX_KIND_INT8:
			ADD(AxWide, int64, +=);
			break;
		case AX_KIND_FLOAT4:
			ADD_REAL(float4, 1);
			break;
		case AX_KIND_FLOAT8:
			ADD_REAL(float8, 1);
			break;
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			ADD_REAL(float8, 2);
			break;
		case AX_KIND_RATIONAL:
			add_ratios((AxRational *) totals, (const AxRational *) values, n, valid);
			break;
		default:
			pg_unreachable();	/* make_state() refused it */
	}
}

/* Takes n cells away again; false where that cannot be done exactly. */
static bool
remove_cells(AxKind kind, char *totals, const char *values, uint64 n, const uint64_t *valid)
{
	AxError		err;

	switch (kind)
	{
		case AX_KIND_BOOL:
			ADD(int64, uint8, -=);
			return true;
		case AX_KIND_INT2:
			ADD(int64, int16, -=);
			return true;
		case AX_KIND_INT4:
			ADD(int64, int32, -=);
			return true;
		case AX_KIND_INT8:
			ADD(AxWide, int64, -=);
			return true;
		case AX_KIND_RATIONAL:
			for (uint64 i = 0; i < n; i++)
			{
				AxRational *total = (AxRational *) totals + i;

				/* where it does not fit, adding up the frame anew says so */
				if ((valid == NULL || ax_mask_get(valid, i)) &&
					ax_rational_sub(*total, ((const AxRational *) values)[i], total, &err) != AX_OK)
					return false;
			}
			return true;
		default:
			return false;
	}
}

/* Adds n totals of another state. */
static void
add_totals(AxKind kind, char *totals, const char *values, uint64 n)
{
	const uint64_t *valid = NULL;

	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			if (kind == AX_KIND_INT8)
				ADD(AxWide, AxWide, +=);
			else
				ADD(int64, int64, +=);
			break;
		case AX_CLASS_FLOAT:
			ADD_REAL(float8, 1);
			break;
		case AX_CLASS_PAIR:
			ADD_REAL(float8, 2);
			break;
		case AX_CLASS_RATIONAL:
			add_ratios((AxRational *) totals, (const AxRational *) values, n, NULL);
			break;
		default:
			pg_unreachable();
	}
}

/*
 * Takes the lesser or greater of each of n cells, from cell `first` on.
 * valid NULL: all values are there.  counts says which totals are, before
 * these values are counted.
 */
#define EXTREME(type, worse) \
	do { \
		type	   *t = (type *) totals; \
		const type *v = (const type *) values; \
		\
		for (uint64 i = 0; i < n; i++) \
		{ \
			if (valid != NULL && !ax_mask_get(valid, i)) \
				continue; \
			if ((state->counts != NULL ? state->counts[first + i] == 0 : state->rows == 0) || \
				(state->over == OVER_MIN ? worse(t[i], v[i]) : worse(v[i], t[i]))) \
				t[i] = v[i]; \
		} \
	} while (0)
#define GREATER(a, b) ((a) > (b))
#define GREATER_REAL(a, b) ((a) > (b) || (isnan(a) && !isnan(b)))
#define GREATER_RATIO(a, b) (ax_rational_cmp((a), (b)) > 0)

static void
take_extremes(OverState *state, uint64 first, const char *values, uint64 n, const uint64_t *valid)
{
	char	   *totals = state->totals + first * state->width;

	switch (ax_kind_storage(state->head.kind))
	{
		case AX_KIND_BOOL:
			EXTREME(uint8, GREATER);
			break;
		case AX_KIND_INT2:
			EXTREME(int16, GREATER);
			break;
		case AX_KIND_INT4:
			EXTREME(int32, GREATER);
			break;
		case AX_KIND_INT8:
			EXTREME(int64, GREATER);
			break;
		case AX_KIND_FLOAT4:
			EXTREME(float4, GREATER_REAL);
			break;
		case AX_KIND_FLOAT8:
			EXTREME(float8, GREATER_REAL);
			break;
		case AX_KIND_RATIONAL:
			EXTREME(AxRational, GREATER_RATIO);
			break;
		default:
			pg_unreachable();
	}
}

/* Counts the cells of a tile of a row, or, with step -1, no longer. */
static void
count_tile(OverState *state, const AxCursor *cursor, int step)
{
	uint64		first = cursor->first;
	uint64		n = cursor->entry.cells;

	if (state->counts == NULL)
		return;
	for (uint64 i = 0; i < n; i++)
		state->counts[first + i] += step * ax_mask_get(cursor->valid, i);
	/* tiles begin at multiples of 64 cells */
	if (!state->moving)
		for (uint64 w = 0; w < AX_MASK_WORDS(n); w++)
			state->present[first / 64 + w] |= cursor->present[w];
	else
		for (uint64 i = 0; i < n; i++)
			state->there[first + i] += step * ax_mask_get(cursor->present, i);
}

/* The mask of a tile's values; NULL for all. */
static const uint64_t *
tile_valid(const AxCursor *cursor)
{
	const AxSummary *s = &cursor->entry.summary;

	return s->present == cursor->entry.cells && s->nulls == 0 ? NULL : cursor->valid;
}

static Datum
transit(FunctionCallInfo fcinfo, Over over, bool moving)
{
	MemoryContext context = agg_context(fcinfo);
	OverState  *state = PG_ARGISNULL(0) ? NULL : (OverState *) PG_GETARG_POINTER(0);
	AxReader   *reader;
	AxCursor	cursor;
	AxSummary	summary;

	if (PG_ARGISNULL(1))
	{
		/* NULL would be taken for a frame that cannot go on */
		if (state == NULL && moving)
			state = MemoryContextAllocZero(context, sizeof(OverState));
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	reader = ax_nd_open(PG_GETARG_DATUM(1));
	if (state == NULL || state->totals == NULL)
		state = make_state(context, over, &reader->head);
	state->moving = moving;
	check_row(state, &reader->head);
	ax_pg_summary(reader, &summary);
	if (summary.present != state->cells || summary.nulls > 0)
		count_cells(state);
	ax_nd_cursor(&cursor, reader);
	while (ax_nd_next(&cursor))
	{
		uint64		first = cursor.first;
		uint64		n = cursor.entry.cells;
		const uint64_t *valid = tile_valid(&cursor);

		if (over == OVER_SUM)
			add_cells(state->head.kind, state->totals + first * state->width, cursor.values, n, valid);
		else
			take_extremes(state, first, cursor.values, n, valid);
		count_tile(state, &cursor, 1);
	}
	state->rows++;
	ax_pg_close(reader);
	PG_RETURN_POINTER(state);
}

Datum
nd_over_sum_transfn(PG_FUNCTION_ARGS)
{
	return transit(fcinfo, OVER_SUM, false);
}

Datum
nd_over_moving_transfn(PG_FUNCTION_ARGS)
{
	return transit(fcinfo, OVER_SUM, true);
}

/* Takes a row out of a state; NULL, which asks for a new one, where that is not exact. */
Datum
nd_over_moving_invfn(PG_FUNCTION_ARGS)
{
	OverState  *state = PG_ARGISNULL(0) ? NULL : (OverState *) PG_GETARG_POINTER(0);
	AxReader   *reader;
	AxCursor	cursor;
	bool		exact = true;

	(void) agg_context(fcinfo);
	if (state == NULL)
		PG_RETURN_NULL();
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	switch (ax_kind_info(state->head.kind)->class)
	{
		case AX_CLASS_INTEGER:
		case AX_CLASS_RATIONAL:
			break;
		default:
			PG_RETURN_NULL();
	}
	reader = ax_nd_open(PG_GETARG_DATUM(1));
	ax_nd_cursor(&cursor, reader);
	while (exact && ax_nd_next(&cursor))
	{
		exact = remove_cells(state->head.kind, state->totals + cursor.first * state->width,
							 cursor.values, cursor.entry.cells, tile_valid(&cursor));
		count_tile(state, &cursor, -1);
	}
	ax_pg_close(reader);
	if (!exact)
		PG_RETURN_NULL();
	state->rows--;
	PG_RETURN_POINTER(state);
}

Datum
nd_over_min_transfn(PG_FUNCTION_ARGS)
{
	return transit(fcinfo, OVER_MIN, false);
}

Datum
nd_over_max_transfn(PG_FUNCTION_ARGS)
{
	return transit(fcinfo, OVER_MAX, false);
}

Datum
nd_over_combinefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = agg_context(fcinfo);
	OverState  *state = PG_ARGISNULL(0) ? NULL : (OverState *) PG_GETARG_POINTER(0);
	OverState  *other = PG_ARGISNULL(1) ? NULL : (OverState *) PG_GETARG_POINTER(1);

	if (other == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (state == NULL)
		state = make_state(context, other->over, &other->head);
	check_row(state, &other->head);
	if (state->rows + other->rows >= PG_UINT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of rows exceeds the maximum allowed (%u)", PG_UINT32_MAX)));
	if (other->counts != NULL)
		count_cells(state);
	if (state->over == OVER_SUM)
		add_totals(state->head.kind, state->totals, other->totals, state->cells);
	else
	{
		uint64_t   *valid = NULL;

		if (other->counts != NULL)
		{
			valid = allocate(CurrentMemoryContext, AX_MASK_BYTES(state->cells));
			for (uint64 i = 0; i < state->cells; i++)
				if (other->counts[i] > 0)
					ax_mask_set(valid, i);
		}
		take_extremes(state, 0, other->totals, state->cells, valid);
	}
	if (state->counts != NULL)
		for (uint64 i = 0; i < state->cells; i++)
		{
			state->counts[i] += other->counts != NULL ? other->counts[i] : (uint32) other->rows;
			if (other->counts == NULL || ax_mask_get(other->present, i))
				ax_mask_set(state->present, i);
		}
	state->rows += other->rows;
	PG_RETURN_POINTER(state);
}

Datum
nd_over_serialfn(PG_FUNCTION_ARGS)
{
	OverState  *state = (OverState *) PG_GETARG_POINTER(0);
	Size		totals = state->cells * state->width;
	Size		counts = state->counts != NULL ? state->cells * sizeof(uint32) : 0;
	Size		masks = state->counts != NULL ? AX_MASK_BYTES(state->cells) : 0;
	StringInfoData out;

	(void) agg_context(fcinfo);
	if (sizeof(AxHead) + totals + counts + masks + 64 > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("state of an aggregate of ndarray does not fit between parallel workers"),
				 errhint("Set max_parallel_workers_per_gather to 0 for this query.")));
	pq_begintypsend(&out);
	enlargeStringInfo(&out, (int) (sizeof(AxHead) + totals + counts + masks + 64));
	pq_sendbyte(&out, state->over);
	pq_sendbyte(&out, counts > 0);
	pq_sendint64(&out, state->rows);
	pq_sendbytes(&out, (char *) &state->head, sizeof(AxHead));
	pq_sendbytes(&out, state->totals, totals);
	pq_sendbytes(&out, (char *) state->counts, counts);
	pq_sendbytes(&out, (char *) state->present, masks);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

Datum
nd_over_deserialfn(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	OverState  *state;
	StringInfoData in;
	AxHead		head;
	AxError		err;
	int			over;
	bool		counted;
	uint64		rows;

	(void) agg_context(fcinfo);
	in.data = VARDATA_ANY(bytes);
	in.len = in.maxlen = VARSIZE_ANY_EXHDR(bytes);
	in.cursor = 0;
	over = pq_getmsgbyte(&in);
	counted = pq_getmsgbyte(&in) != 0;
	rows = pq_getmsgint64(&in);
	pq_copymsgbytes(&in, (char *) &head, sizeof(head));
	if (over > OVER_MAX || ax_kind_info(head.kind) == NULL ||
		ax_shape_check(&head.box, &err) != AX_OK)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of an aggregate of ndarray")));
	state = make_state(CurrentMemoryContext, (Over) over, &head);
	if (counted)
		count_cells(state);
	state->rows = rows;
	pq_copymsgbytes(&in, state->totals, state->cells * state->width);
	if (counted)
	{
		pq_copymsgbytes(&in, (char *) state->counts, state->cells * sizeof(uint32));
		pq_copymsgbytes(&in, (char *) state->present, AX_MASK_BYTES(state->cells));
	}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(state);
}

/* A total as a cell of the sum's kind. */
static void
finish_sum(AxKind kind, const char *total, AxCell *out)
{
	switch (kind)
	{
		case AX_KIND_INT8:
			{
				AxWide		sum;

				memcpy(&sum, total, sizeof(sum));
				if (sum < PG_INT64_MIN || sum > PG_INT64_MAX)
					ereport(ERROR,
							(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
							 errmsg("bigint out of range")));
				*(int64 *) out = (int64) sum;
				break;
			}
		case AX_KIND_FLOAT4:
			{
				double		sum = *(const double *) total;

				*(float4 *) out = (float4) sum;
				if (isinf(*(float4 *) out) && !isinf(sum))
					float_overflow_error();
				break;
			}
		default:
			memcpy(out, total, total_width(OVER_SUM, kind));
	}
}

/* The mean of so many values. */
static void
finish_avg(AxKind kind, const char *total, uint32 count, AxCell *out)
{
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			{
				AxWide		sum;

				if (kind == AX_KIND_INT8)
					memcpy(&sum, total, sizeof(sum));
				else
					sum = *(const int64 *) total;
				*(float8 *) out = (double) sum / (double) count;
				break;
			}
		case AX_CLASS_FLOAT:
			*(float8 *) out = *(const double *) total / (double) count;
			break;
		case AX_CLASS_PAIR:
			((double *) out)[0] = ((const double *) total)[0] / (double) count;
			((double *) out)[1] = ((const double *) total)[1] / (double) count;
			break;
		case AX_CLASS_RATIONAL:
			{
				AxRational	sum;
				AxRational	mean;
				AxError		err;

				memcpy(&sum, total, sizeof(sum));
				AX_CHECK(ax_rational_make(sum.num, (__int128) sum.den * count,
										  &mean, &err), &err);
				memcpy(out, &mean, sizeof(mean));
				break;
			}
		default:
			pg_unreachable();
	}
}

static Datum
finish(FunctionCallInfo fcinfo, bool avg)
{
	OverState  *state = PG_ARGISNULL(0) ? NULL : (OverState *) PG_GETARG_POINTER(0);
	AxKindClass class;
	AxHead		head;
	AxFeed		feed;

	(void) agg_context(fcinfo);
	if (state == NULL || state->rows == 0)
		PG_RETURN_NULL();
	class = ax_kind_info(state->head.kind)->class;
	head = state->head;
	if (state->over == OVER_SUM && class == AX_CLASS_INTEGER)
		head.kind = avg ? AX_KIND_FLOAT8 : AX_KIND_INT8;
	else if (avg && class == AX_CLASS_FLOAT)
		head.kind = AX_KIND_FLOAT8;
	ax_nd_feed(&feed, &head);
	for (uint64 i = 0; i < state->cells; i++)
	{
		uint32		count = state->counts != NULL ? state->counts[i] : (uint32) state->rows;
		const char *total = state->totals + i * state->width;
		AxCell		cell;

		if ((state->present != NULL && !ax_mask_get(state->present, i)) ||
			(state->there != NULL && state->there[i] == 0))
			continue;
		if (count == 0)
		{
			ax_nd_put(&feed, i, NULL);
			continue;
		}
		if (state->over != OVER_SUM)
			memcpy(&cell, total, state->width);
		else if (avg)
			finish_avg(state->head.kind, total, count, &cell);
		else
			finish_sum(state->head.kind, total, &cell);
		ax_nd_put(&feed, i, &cell);
	}
	PG_RETURN_POINTER(ax_nd_finish(&feed));
}

Datum
nd_over_sum_finalfn(PG_FUNCTION_ARGS)
{
	return finish(fcinfo, false);
}

Datum
nd_over_avg_finalfn(PG_FUNCTION_ARGS)
{
	return finish(fcinfo, true);
}

Datum
nd_over_extreme_finalfn(PG_FUNCTION_ARGS)
{
	return finish(fcinfo, false);
}
