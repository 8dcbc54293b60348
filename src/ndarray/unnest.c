/*
 * An ndarray's cells as rows: nd_unnest and nd_coords for the select list,
 * where they stream and run in step; nd_cells for FROM.
 *
 * All give the cells that are not empty, in row-major order.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "parser/parse_coerce.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/memutils.h"

#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/text.h"

PG_FUNCTION_INFO_V1(nd_unnest);
PG_FUNCTION_INFO_V1(nd_coords);
PG_FUNCTION_INFO_V1(nd_cells);

/* A walk over the cells that outlives a call. */
typedef struct Walk
{
	AxCursor	cursor;			/* over the value; owned */
	AxKind		kind;			/* wanted of the values */
	uint32		width;			/* bytes of a cell of the value */
	uint32		at;				/* next cell of the tile */
	AxCell		cell;			/* the value, if it had to be converted */
} Walk;

static Walk *
walk_begin(FuncCallContext *context, Datum value)
{
	MemoryContext old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
	Walk	   *walk = palloc0(sizeof(Walk));
	struct varlena *pointer = (struct varlena *) DatumGetPointer(value);

	/* a TOAST pointer is copied by the reader; anything else may be gone by the next call */
	if (!VARATT_IS_EXTERNAL(pointer))
		value = datumCopy(value, false, -1);
	ax_nd_cursor(&walk->cursor, ax_nd_open(value));
	walk->width = ax_kind_info(walk->cursor.reader->head.kind)->width;
	/* nothing may stay open between calls, which need not go on to the end */
	ax_pg_close(walk->cursor.reader);
	MemoryContextSwitchTo(old);
	return walk;
}

/* Finds the next present cell, whose place in the tile is *at; false at the end. */
static bool
walk_next(Walk *walk, uint32 *at)
{
	for (;;)
	{
		if (walk->cursor.tile != PG_UINT32_MAX)
			for (; walk->at < walk->cursor.entry.cells; walk->at++)
				if (ax_mask_get(walk->cursor.present, walk->at))
				{
					*at = walk->at++;
					return true;
				}
		if (!ax_nd_next(&walk->cursor))
			return false;
		ax_pg_close(walk->cursor.reader);
		walk->at = 0;
	}
}

Datum
nd_unnest(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	Walk	   *walk;
	uint32		at;
	char	   *cell;

	if (SRF_IS_FIRSTCALL())
	{
		Oid			type;

		context = SRF_FIRSTCALL_INIT();
		if (PG_ARGISNULL(0))
			SRF_RETURN_DONE(context);
		/* with one argument the result is float8, else of the second one's type */
		type = PG_NARGS() > 1 ? get_fn_expr_argtype(fcinfo->flinfo, 1) : FLOAT8OID;
		walk = walk_begin(context, PG_GETARG_DATUM(0));
		walk->kind = ax_pg_kind_required(type);
		context->user_fctx = walk;
	}
	context = SRF_PERCALL_SETUP();
	walk = context->user_fctx;
	if (!walk_next(walk, &at))
		SRF_RETURN_DONE(context);
	if (!ax_mask_get(walk->cursor.valid, at))
		SRF_RETURN_NEXT_NULL(context);
	cell = walk->cursor.values + (Size) at * walk->width;
	if (walk->kind != walk->cursor.reader->head.kind)
	{
		ax_nd_convert(walk->cursor.reader->head.kind, cell, walk->kind, &walk->cell);
		cell = walk->cell.bytes;
	}
	/* what is passed by reference is read from there before the next call */
	SRF_RETURN_NEXT(context, ax_pg_cell_datum(walk->kind, cell));
}

Datum
nd_coords(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	Walk	   *walk;
	uint32		at;
	int64		coords[AX_MAX_DIMS];
	const AxBox *box;

	if (SRF_IS_FIRSTCALL())
	{
		context = SRF_FIRSTCALL_INIT();
		context->user_fctx = walk_begin(context, PG_GETARG_DATUM(0));
	}
	context = SRF_PERCALL_SETUP();
	walk = context->user_fctx;
	if (!walk_next(walk, &at))
		SRF_RETURN_DONE(context);
	box = &walk->cursor.reader->head.box;
	ax_shape_coords(box, walk->cursor.first + at, coords);
	SRF_RETURN_NEXT(context, PointerGetDatum(ax_nd_int8_array(coords, box->ndim)));
}

/* Checks the column definition list against the value; gives the kind of the last column. */
static AxKind
check_columns(TupleDesc desc, const AxHead *head)
{
	int			ndim = head->box.ndim;

	if (desc->natts != ndim + 1)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("wrong number of columns for the cells of ndarray %s",
						ax_nd_print_type(head)),
				 errdetail("The column definition list has %d columns, the cells have %d coordinates and a value.",
						   desc->natts, ndim),
				 errhint("Name a bigint column for each dimension, then one for the value.")));
	for (int d = 0; d < ndim; d++)
		if (TupleDescAttr(desc, d)->atttypid != INT8OID)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("column \"%s\" of a coordinate has type %s, not bigint",
							NameStr(TupleDescAttr(desc, d)->attname),
							format_type_be(TupleDescAttr(desc, d)->atttypid))));
	return ax_pg_kind_required(TupleDescAttr(desc, ndim)->atttypid);
}

/* The function that fits a value to the column's length or digits, as on assignment; NULL where there is none to fit to. */
static FmgrInfo *
length_function(Form_pg_attribute column)
{
	FmgrInfo   *fit;
	Oid			function;

	if (column->atttypmod < 0 ||
		find_typmod_coercion_function(column->atttypid, &function) != COERCION_PATH_FUNC)
		return NULL;
	fit = palloc(sizeof(FmgrInfo));
	fmgr_info(function, fit);
	return fit;
}

Datum
nd_cells(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	AxReader   *reader;
	AxHead	   *head;
	AxKind		kind;
	AxCursor	cursor;
	uint32		width;
	uint32		made = 0;
	MemoryContext memory;
	MemoryContext old;
	int32		typmod;
	FmgrInfo   *fit;

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) || rsinfo->expectedDesc == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("nd_cells needs a column definition list"),
				 errhint("Write FROM nd_cells(a) AS c(i bigint, v float8), or use nd_coords and nd_unnest in the select list.")));
	InitMaterializedSRF(fcinfo, MAT_SRF_USE_EXPECTED_DESC);
	reader = ax_nd_open(PG_GETARG_DATUM(0));
	head = &reader->head;
	kind = check_columns(rsinfo->setDesc, head);
	typmod = TupleDescAttr(rsinfo->setDesc, head->box.ndim)->atttypmod;
	fit = length_function(TupleDescAttr(rsinfo->setDesc, head->box.ndim));
	width = ax_kind_info(head->kind)->width;
	/* of cells that become another type's; the tuplestore has its own */
	memory = AllocSetContextCreate(CurrentMemoryContext, "array_ext cells", ALLOCSET_DEFAULT_SIZES);
	ax_nd_cursor(&cursor, reader);
	while (ax_nd_next(&cursor))
		for (uint32 i = 0; i < cursor.entry.cells; i++)
		{
			int64		coords[AX_MAX_DIMS];
			Datum		values[AX_MAX_DIMS + 1];
			bool		nulls[AX_MAX_DIMS + 1] = {0};
			AxCell		cell;
			int			ndim = head->box.ndim;

			if (!ax_mask_get(cursor.present, i))
				continue;
			ax_shape_coords(&head->box, cursor.first + i, coords);
			for (int d = 0; d < ndim; d++)
				values[d] = Int64GetDatum(coords[d]);
			nulls[ndim] = !ax_mask_get(cursor.valid, i);
			values[ndim] = (Datum) 0;
			old = MemoryContextSwitchTo(memory);
			if (!nulls[ndim])
			{
				ax_nd_convert(head->kind, cursor.values + (Size) i * width, kind, &cell);
				values[ndim] = ax_pg_cell_datum(kind, &cell);
				if (fit != NULL)
					values[ndim] = FunctionCall3(fit, values[ndim], Int32GetDatum(typmod), BoolGetDatum(false));
			}
			tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
			MemoryContextSwitchTo(old);
			if (++made % 1024 == 0)
				MemoryContextReset(memory);
		}
	MemoryContextDelete(memory);
	ax_pg_close(reader);
	return (Datum) 0;
}
