/*
 * nd_agg(value, VARIADIC coordinates): rows in any order to an ndarray, whose
 * bounds are the least box that holds them.
 *
 * The state keeps coordinates, values and NULL flags of all rows, in three
 * growing arrays of the aggregate's memory context.  Between processes it
 * goes as a head and these arrays; behind them, of values of variable length,
 * length and bytes of each that is not NULL.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/memutils.h"

#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_agg_transfn);
PG_FUNCTION_INFO_V1(nd_agg_combinefn);
PG_FUNCTION_INFO_V1(nd_agg_serialfn);
PG_FUNCTION_INFO_V1(nd_agg_deserialfn);
PG_FUNCTION_INFO_V1(nd_agg_finalfn);

typedef struct AggState
{
	AxKind		kind;			/* of the values */
	uint32		width;			/* bytes of a value */
	int			ndim;			/* coordinates of a row */
	uint64		count;			/* rows */
	uint64		room;			/* rows that fit the arrays */
	int64	   *coords;			/* owned; ndim a row */
	char	   *cells;			/* owned; width a row */
	bool	   *nulls;			/* owned; one a row */
} AggState;

static MemoryContext
agg_context(FunctionCallInfo fcinfo, const char *name)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		elog(ERROR, "%s called in non-aggregate context", name);
	return context;
}

static AggState *
make_state(MemoryContext context, AxKind kind, int ndim, uint64 room)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	AggState   *state = palloc0(sizeof(AggState));

	state->kind = kind;
	state->width = ax_kind_info(kind)->width;
	state->ndim = ndim;
	state->room = Max(room, 64);
	state->coords = MemoryContextAllocHuge(context, state->room * Max(ndim, 1) * sizeof(int64));
	state->cells = MemoryContextAllocHuge(context, state->room * state->width);
	state->nulls = MemoryContextAllocHuge(context, state->room);
	MemoryContextSwitchTo(old);
	return state;
}

static void
check_rows(uint64 rows)
{
	if (rows > AX_MAX_CELLS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of cells exceeds the maximum allowed (" UINT64_FORMAT ")",
						AX_MAX_CELLS),
				 errhint("Keep larger arrays as stored arrays: see create_array.")));
}

/* Makes room for more rows. */
static void
reserve(AggState *state, uint64 more)
{
	uint64		room = state->room;

	check_rows(state->count + more);
	if (state->count + more <= room)
		return;
	while (room < state->count + more)
		room *= 2;
	state->coords = repalloc_huge(state->coords, room * Max(state->ndim, 1) * sizeof(int64));
	state->cells = repalloc_huge(state->cells, room * state->width);
	state->nulls = repalloc_huge(state->nulls, room);
	state->room = room;
}

static void
dimensions_differ(int a, int b)
{
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("number of coordinates of nd_agg differs between rows"),
			 errdetail("One row has %d, another has %d.", a, b)));
}

/* The coordinates of a row; their number is returned. */
static int
read_coords(FunctionCallInfo fcinfo, const int64 **coords)
{
	ArrayType  *array;
	int			n;

	if (PG_ARGISNULL(2))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("coordinates of nd_agg must not be null")));
	array = PG_GETARG_ARRAYTYPE_P(2);
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("coordinate must not be null")));
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("coordinates must be a one-dimensional array")));
	n = ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[0];
	if (n > AX_MAX_DIMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of dimensions (%d) exceeds the maximum allowed (%d)",
						n, AX_MAX_DIMS)));
	*coords = (const int64 *) ARR_DATA_PTR(array);
	for (int d = 0; d < n; d++)
		if ((*coords)[d] < -AX_COORD_MAX || (*coords)[d] > AX_COORD_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("coordinate " INT64_FORMAT " is out of range", (*coords)[d]),
					 errdetail("Bounds must lie between " INT64_FORMAT " and " INT64_FORMAT ".",
							   -AX_COORD_MAX, AX_COORD_MAX)));
	return n;
}

Datum
nd_agg_transfn(PG_FUNCTION_ARGS)
{
	MemoryContext context = agg_context(fcinfo, "nd_agg_transfn");
	AggState   *state = PG_ARGISNULL(0) ? NULL : (AggState *) PG_GETARG_POINTER(0);
	const int64 *coords;
	int			n = read_coords(fcinfo, &coords);

	if (state == NULL)
		state = make_state(context, ax_pg_kind_required(get_fn_expr_argtype(fcinfo->flinfo, 1)),
						   n, 0);
	if (n != state->ndim)
		dimensions_differ(state->ndim, n);
	reserve(state, 1);
	memcpy(state->coords + state->count * n, coords, n * sizeof(int64));
	state->nulls[state->count] = PG_ARGISNULL(1);
	if (!PG_ARGISNULL(1))
	{
		MemoryContext old = MemoryContextSwitchTo(context);
		AxCell		cell;

		ax_pg_datum_cell(state->kind, PG_GETARG_DATUM(1), &cell);
		MemoryContextSwitchTo(old);
		memcpy(state->cells + state->count * state->width, &cell, state->width);
	}
	else
		memset(state->cells + state->count * state->width, 0, state->width);
	state->count++;
	PG_RETURN_POINTER(state);
}

/* Appends the rows of another state. */
static void
append(AggState *state, const AggState *other)
{
	if (other->ndim != state->ndim)
		dimensions_differ(state->ndim, other->ndim);
	reserve(state, other->count);
	memcpy(state->coords + state->count * state->ndim, other->coords,
		   other->count * state->ndim * sizeof(int64));
	memcpy(state->cells + state->count * state->width, other->cells,
		   other->count * state->width);
	memcpy(state->nulls + state->count, other->nulls, other->count);
	ax_pg_named_own(state->kind, state->cells + state->count * state->width, other->nulls,
					other->count);
	state->count += other->count;
}

Datum
nd_agg_combinefn(PG_FUNCTION_ARGS)
{
	MemoryContext context = agg_context(fcinfo, "nd_agg_combinefn");
	AggState   *state = PG_ARGISNULL(0) ? NULL : (AggState *) PG_GETARG_POINTER(0);
	AggState   *other = PG_ARGISNULL(1) ? NULL : (AggState *) PG_GETARG_POINTER(1);
	MemoryContext old;

	if (other == NULL)
	{
		if (state == NULL)
			PG_RETURN_NULL();
		PG_RETURN_POINTER(state);
	}
	if (state == NULL)
		state = make_state(context, other->kind, other->ndim, other->count);
	old = MemoryContextSwitchTo(context);
	append(state, other);
	MemoryContextSwitchTo(old);
	PG_RETURN_POINTER(state);
}

/* The cell of a row as a pointer to its value, of a kind of variable length. */
static struct varlena **
slot(const AggState *state, uint64 row)
{
	return (struct varlena **) state->cells + row;
}

/* Bytes that the values of cells of variable length take between processes. */
static Size
variable_size(const AggState *state)
{
	Size		size = 0;

	for (uint64 i = 0; ax_kind_is_variable(state->kind) && i < state->count; i++)
		if (!state->nulls[i])
			size += VARSIZE(*slot(state, i));
	return size;
}

Datum
nd_agg_serialfn(PG_FUNCTION_ARGS)
{
	AggState   *state = (AggState *) PG_GETARG_POINTER(0);
	Size		size;
	StringInfoData out;

	(void) agg_context(fcinfo, "nd_agg_serialfn");
	/* a bytea ends at 1 GB; what is serialised must fit one */
	size = state->count * (state->ndim * sizeof(int64) + state->width + 1) + variable_size(state) + 256;
	if (size > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("rows of nd_agg do not fit between parallel workers"),
				 errhint("Set max_parallel_workers_per_gather to 0 for this query.")));
	pq_begintypsend(&out);
	enlargeStringInfo(&out, (int) size);
	pq_sendbyte(&out, ax_kind_number(state->kind));
	if (ax_kind_is_named(state->kind))
	{
		/* the other process may know the type by another code */
		const AxNamedType *type = ax_named_type(state->kind);

		/* both names end in a zero byte; they are not converted */
		pq_sendint16(&out, type->length);
		pq_sendint16(&out, type->length == 0 ? 0 : type->info.width);
		pq_sendbytes(&out, type->schema, (int) strlen(type->schema) + 1);
		pq_sendbytes(&out, type->type, (int) strlen(type->type) + 1);
	}
	pq_sendbyte(&out, state->ndim);
	pq_sendint64(&out, state->count);
	pq_sendbytes(&out, (char *) state->coords, state->count * state->ndim * sizeof(int64));
	if (!ax_kind_is_variable(state->kind))
		pq_sendbytes(&out, state->cells, state->count * state->width);
	pq_sendbytes(&out, (char *) state->nulls, state->count);
	for (uint64 i = 0; ax_kind_is_variable(state->kind) && i < state->count; i++)
		if (!state->nulls[i])
			pq_sendbytes(&out, (char *) *slot(state, i), VARSIZE(*slot(state, i)));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}

Datum
nd_agg_deserialfn(PG_FUNCTION_ARGS)
{
	bytea	   *bytes = PG_GETARG_BYTEA_PP(0);
	AggState   *state;
	StringInfoData in;
	int			kind;
	int			ndim;
	uint64		count;

	(void) agg_context(fcinfo, "nd_agg_deserialfn");
	in.data = VARDATA_ANY(bytes);
	in.len = in.maxlen = VARSIZE_ANY_EXHDR(bytes);
	in.cursor = 0;
	kind = pq_getmsgbyte(&in);
	if (kind == AX_KIND_NAMED || kind == AX_KIND_VARIABLE)
	{
		int			length = pq_getmsgint(&in, 2);
		int			width = pq_getmsgint(&in, 2);
		const char *schema = pq_getmsgrawstring(&in);
		AxKind		named;
		AxError		err;

		AX_CHECK(ax_named_kind(schema, pq_getmsgrawstring(&in), length, width, &named, &err),
				 &err);
		kind = named;
	}
	ndim = pq_getmsgbyte(&in);
	count = pq_getmsgint64(&in);
	if (ax_kind_info(kind) == NULL || ndim > AX_MAX_DIMS || count > AX_MAX_CELLS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of nd_agg")));
	state = make_state(CurrentMemoryContext, (AxKind) kind, ndim, count);
	state->count = count;
	pq_copymsgbytes(&in, (char *) state->coords, count * ndim * sizeof(int64));
	if (!ax_kind_is_variable(kind))
		pq_copymsgbytes(&in, state->cells, count * state->width);
	pq_copymsgbytes(&in, (char *) state->nulls, count);
	for (uint64 i = 0; ax_kind_is_variable(kind) && i < count; i++)
		if (!state->nulls[i])
		{
			varattrib_4b head;

			pq_copymsgbytes(&in, (char *) &head, VARHDRSZ);
			*slot(state, i) = palloc(VARSIZE(&head));
			memcpy(*slot(state, i), &head, VARHDRSZ);
			pq_copymsgbytes(&in, VARDATA(*slot(state, i)), VARSIZE(&head) - VARHDRSZ);
		}
	pq_getmsgend(&in);
	PG_RETURN_POINTER(state);
}

/* The least box that holds all rows, of which there is one at least. */
static void
bounds(const AggState *state, AxBox *box)
{
	box->ndim = state->ndim;
	for (int d = 0; d < state->ndim; d++)
	{
		box->lower[d] = AX_COORD_MAX;
		box->upper[d] = -AX_COORD_MAX;
		for (uint64 i = 0; i < state->count; i++)
		{
			int64		c = state->coords[i * state->ndim + d];

			box->lower[d] = Min(box->lower[d], c);
			box->upper[d] = Max(box->upper[d], c);
		}
	}
}

static void
throw_duplicate(const AxBox *box, uint64 number)
{
	int64		coords[AX_MAX_DIMS];
	char		text[AX_MAX_DIMS * 22 + 3] = "(";
	char	   *at = text + 1;

	ax_shape_coords(box, number, coords);
	for (int d = 0; d < box->ndim; d++)
		at += sprintf(at, d == 0 ? INT64_FORMAT : "," INT64_FORMAT, coords[d]);
	strcpy(at, ")");
	ereport(ERROR,
			(errcode(ERRCODE_UNIQUE_VIOLATION),
			 errmsg("two rows of nd_agg have the same coordinates"),
			 errdetail("Coordinates %s occur more than once.", text)));
}

Datum
nd_agg_finalfn(PG_FUNCTION_ARGS)
{
	AggState   *state = PG_ARGISNULL(0) ? NULL : (AggState *) PG_GETARG_POINTER(0);
	AxHead		head;
	AxBox		box;
	AxError		err;
	uint64_t	cells;
	uint64	   *numbers;
	uint64		duplicate;
	struct varlena *value;

	(void) agg_context(fcinfo, "nd_agg_finalfn");
	if (state == NULL)
		PG_RETURN_NULL();
	bounds(state, &box);
	ax_nd_head(&head, state->kind, &box);
	if (ax_shape_cells(&box, AX_MAX_CELLS, &cells, &err) != AX_OK)
	{
		char		text[AX_ERROR_TEXT];

		ax_shape_print(&box, text, sizeof(text));
		ax_base_detail(&err, "The rows lie within %.200s.", text);
		ax_base_hint(&err, "Keep larger arrays as stored arrays: see create_array.");
		ax_pg_throw(&err);
	}
	numbers = MemoryContextAllocHuge(CurrentMemoryContext, state->count * sizeof(uint64));
	for (uint64 i = 0; i < state->count; i++)
		numbers[i] = ax_shape_ordinal(&box, state->coords + i * state->ndim);
	CHECK_FOR_INTERRUPTS();
	value = ax_nd_scatter(&head, state->count, numbers, state->cells, state->nulls, &duplicate);
	if (value == NULL)
		throw_duplicate(&box, duplicate);
	pfree(numbers);
	PG_RETURN_POINTER(value);
}
