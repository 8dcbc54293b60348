/*
 * Subscripts: a[3][4], a[0:9][5], a[:5], and assignment to them.
 *
 * A single subscript drops its axis, a slice keeps it, axes without one stay
 * whole.  Slices are cut to the value's bounds; a single subscript outside
 * them gives NULL.  Assignment goes to cells within the bounds alone.
 *
 * PostgreSQL keeps either single subscripts or slices in a node.  Of several
 * where one is a slice, a single one has the constant `true` for its lower
 * bound, which no slice can have, and which views and dumps carry through
 * SQL's text as a[0:9][true:5].
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "executor/execExpr.h"
#include "fmgr.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "nodes/subscripting.h"
#include "parser/parse_coerce.h"
#include "parser/parse_expr.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "ndarray/args.h"
#include "ndarray/box.h"
#include "ndarray/edit.h"
#include "ndarray/element.h"
#include "ndarray/text.h"
#include "ndarray/typmod.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(ndarray_subscript);
PG_FUNCTION_INFO_V1(ndarray_from_scalar);
PG_FUNCTION_INFO_V1(ndarray_from_numeric);

/* What is known of a node before it runs. */
typedef struct Setup
{
	AxKind		scalar;			/* of what comes out or goes in; NONE: an ndarray */
	bool		single[AX_MAX_DIMS];	/* the subscript drops its axis */
} Setup;

/* The cells that the subscripts of a node choose in a value. */
typedef struct Choice
{
	int			count;			/* of subscripts */
	bool		dropped[AX_MAX_DIMS];	/* axes with a single subscript */
	bool		outside;		/* a single subscript, or the bound of a slice, is outside */
	bool		missed;			/* a single subscript is outside */
	AxBox		box;			/* chosen cells, cut to the value's bounds */
} Choice;

static bool
is_mark(Node *lower)
{
	return lower != NULL && IsA(lower, Const) && ((Const *) lower)->consttype == BOOLOID;
}

static Node *
transform_subscript(ParseState *pstate, Node *raw)
{
	Node	   *expr;
	Node	   *coerced;

	if (raw == NULL)
		return NULL;
	expr = transformExpr(pstate, raw, pstate->p_expr_kind);
	if (is_mark(expr))
		return expr;
	coerced = coerce_to_target_type(pstate, expr, exprType(expr), INT8OID, -1,
									COERCION_ASSIGNMENT, COERCE_IMPLICIT_CAST, -1);
	if (coerced == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("ndarray subscript must have type bigint"),
				 parser_errposition(pstate, exprLocation(raw))));
	return coerced;
}

static void
transform(SubscriptingRef *node, List *indirection, ParseState *pstate, bool slices,
		  bool assignment)
{
	AxKind		kind = ax_nd_typmod_kind(node->reftypmod);
	int			ndim = node->reftypmod < 0 ? -1 : (node->reftypmod >> 8) - 1;
	int			count = list_length(indirection);
	int			kept = ndim - count;	/* axes of the result, if ndim is known */
	ListCell   *cell;

	if (count > AX_MAX_DIMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of ndarray dimensions (%d) exceeds the maximum allowed (%d)",
						count, AX_MAX_DIMS)));
	foreach(cell, indirection)
	{
		A_Indices  *item = lfirst_node(A_Indices, cell);
		Node	   *lower = transform_subscript(pstate, item->lidx);
		Node	   *upper = transform_subscript(pstate, item->uidx);

		if (!item->is_slice && slices)
			lower = (Node *) makeBoolConst(true, false);
		if (item->is_slice && !is_mark(lower))
			kept++;
		if (is_mark(upper) || (is_mark(lower) && upper == NULL))
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("ndarray subscript must have type bigint"),
					 parser_errposition(pstate, exprLocation((Node *) item->uidx))));
		node->refupperindexpr = lappend(node->refupperindexpr, upper);
		if (slices)
			node->reflowerindexpr = lappend(node->reflowerindexpr, lower);
	}
	node->refrestype = node->refcontainertype;
	node->reftypmod = -1;
	if (ndim < 0 || kind == AX_KIND_NONE || kept < 0)
		return;
	if (!slices && kept == 0)
		node->refrestype = ax_pg_kind_type(kind);
	else if (!assignment)
		node->reftypmod = ax_nd_typmod(kind) | (kept + 1) << 8;
}

/* Reads one bound; false if the subscript leaves it out. */
static bool
bound(const bool *provided, const Datum *values, int i, int64 *result)
{
	if (!provided[i])
		return false;
	*result = DatumGetInt64(values[i]);
	return true;
}

/* Says which cells of a value are meant; 2202E for more subscripts than dimensions. */
static void
choose(const SubscriptingRefState *state, const AxHead *head, Choice *choice)
{
	const Setup *setup = state->workspace;
	AxBox	   *box = &choice->box;

	memset(choice->dropped, 0, sizeof(choice->dropped));
	choice->count = state->numupper;
	choice->outside = choice->missed = false;
	*box = head->box;
	if (state->numupper > head->box.ndim)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("too many subscripts for ndarray %s", ax_nd_print_type(head)),
				 errdetail("The ndarray has %d dimensions, there are %d subscripts.",
						   head->box.ndim, state->numupper)));
	for (int d = 0; d < state->numupper; d++)
	{
		int64		lower = box->lower[d];
		int64		upper = box->upper[d];

		(void) bound(state->upperprovided, state->upperindex, d, &upper);
		if (setup->single[d])
			lower = upper;
		else
			(void) bound(state->lowerprovided, state->lowerindex, d, &lower);
		choice->dropped[d] = setup->single[d];
		if (lower < box->lower[d] || upper > box->upper[d])
		{
			choice->outside = true;
			choice->missed |= setup->single[d];
		}
		box->lower[d] = Max(box->lower[d], Min(lower, AX_COORD_MAX));
		box->upper[d] = Min(box->upper[d], Max(upper, -AX_COORD_MAX - 1));
		if (box->upper[d] < box->lower[d])
		{
			choice->missed |= setup->single[d];
			choice->outside |= setup->single[d];
			box->upper[d] = box->lower[d] - 1;
		}
	}
}

/* The head of the chosen cells as a value of their own. */
static void
chosen_head(const AxHead *head, const Choice *choice, AxHead *result)
{
	AxBox		box = {0};

	for (int d = 0; d < head->box.ndim; d++)
		if (!choice->dropped[d])
		{
			box.lower[box.ndim] = choice->box.lower[d];
			box.upper[box.ndim++] = choice->box.upper[d];
		}
	ax_nd_head(result, head->kind, &box);
	for (int d = 0, to = 0; d < head->box.ndim; d++)
		if (!choice->dropped[d])
			ax_nd_copy_name(result, to++, head, d);
}

/* NULL subscripts: NULL when fetched from, an error when assigned to. */
static bool
check_subscripts(ExprState *expr, ExprEvalStep *op, ExprContext *context)
{
	SubscriptingRefState *state = op->d.sbsref_subscript.state;
	bool		null = false;

	for (int d = 0; d < state->numupper; d++)
		null |= state->upperprovided[d] && state->upperindexnull[d];
	for (int d = 0; d < state->numlower; d++)
		null |= state->lowerprovided[d] && state->lowerindexnull[d];
	if (null && state->isassignment)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("ndarray subscript in assignment must not be null")));
	if (null)
		*op->resnull = true;
	return !null;
}

static void
fetch(ExprState *expr, ExprEvalStep *op, ExprContext *context)
{
	SubscriptingRefState *state = op->d.sbsref.state;
	const Setup *setup = state->workspace;
	AxReader   *reader = ax_nd_open(*op->resvalue);
	Choice		choice;

	choose(state, &reader->head, &choice);
	if (choice.missed)
	{
		ax_pg_close(reader);
		*op->resnull = true;
		return;
	}
	if (setup->scalar != AX_KIND_NONE)
	{
		AxKind		kind = reader->head.kind;
		AxCell		cell;

		ax_nd_check_count(&reader->head, "subscript", choice.count);
		if (ax_nd_cell(reader, ax_shape_ordinal(&reader->head.box, choice.box.lower), &cell))
			*op->resvalue = ax_nd_datum(kind, &cell, setup->scalar);
		else
			*op->resnull = true;
		return;
	}
	else
	{
		AxHead		head;

		chosen_head(&reader->head, &choice, &head);
		*op->resvalue = PointerGetDatum(ax_nd_copy_box(reader, &choice.box, &head));
		ax_pg_close(reader);
	}
}

/* The shape that a value to be assigned must have; 22000 if it has another. */
static void
check_shape(const AxHead *head, const Choice *choice, const AxHead *source)
{
	AxHead		want;
	bool		fits;

	chosen_head(head, choice, &want);
	fits = source->box.ndim == want.box.ndim;
	for (int d = 0; fits && d < want.box.ndim; d++)
		fits = ax_shape_length(&want.box, d) == ax_shape_length(&source->box, d);
	if (!fits)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("ndarray to be assigned has another shape than what it is assigned to"),
				 errdetail("It is %s, the subscripts say %s.", ax_nd_print_type(source),
						   ax_nd_print_type(&want)),
				 errhint("A scalar or an ndarray without dimensions fits any subscripts.")));
}

/* Sets n cells of the tile, from place `at`, to one cell; `present` false empties them. */
static void
set_to_one(AxEdit *edit, uint32 at, uint64 n, bool present, const void *cell)
{
	for (uint64 i = 0; i < n; i++, at++)
		if (present)
			ax_nd_edit_set(edit, at, cell);
		else
			ax_nd_edit_clear(edit, at);
}

/* Sets n cells of the tile, from place `at`, to those of the source from a number on. */
static void
set_to_cells(AxEdit *edit, uint32 at, uint64 n, AxCursor *source, uint64 number)
{
	AxKind		from = source->reader->head.kind;
	AxKind		to = edit->build.head.kind;
	uint32		width = ax_kind_info(from)->width;

	for (uint64 i = 0; i < n; i++, at++, number++)
	{
		uint64		place;
		AxCell		cell;

		ax_nd_move(source, (uint32) (number / source->reader->head.tile_cells));
		place = number - source->first;
		if (!ax_mask_get(source->present, place))
			ax_nd_edit_clear(edit, at);
		else if (!ax_mask_get(source->valid, place))
			ax_nd_edit_set(edit, at, NULL);
		else if (from == to)
			ax_nd_edit_set(edit, at, source->values + place * width);
		else
		{
			ax_nd_convert(from, source->values + place * width, to, &cell);
			ax_nd_edit_set(edit, at, &cell);
		}
	}
}

/* The cell that all chosen ones become. */
static void
one_cell(const SubscriptingRefState *state, AxReader *source, AxKind to,
		 bool *present, bool *valid, AxCell *cell)
{
	const Setup *setup = state->workspace;
	AxKind		from = setup->scalar;
	AxCell		value;

	*present = true;
	*valid = !state->replacenull;
	if (source != NULL)
	{
		AxCursor	cursor;

		from = source->head.kind;
		ax_nd_cursor(&cursor, source);
		ax_nd_move(&cursor, 0);
		*present = ax_mask_get(cursor.present, 0);
		*valid = ax_mask_get(cursor.valid, 0);
		memcpy(&value, cursor.values, ax_kind_info(from)->width);
	}
	else if (*valid)
		ax_pg_datum_cell(from, state->replacevalue, &value);
	if (*valid)
		ax_nd_convert(from, &value, to, cell);
}

static void
assign(ExprState *expr, ExprEvalStep *op, ExprContext *context)
{
	SubscriptingRefState *state = op->d.sbsref.state;
	const Setup *setup = state->workspace;
	AxReader   *reader;
	AxReader   *source = NULL;
	AxCursor	cursor;
	AxRuns		runs;
	AxEdit		edit;
	AxCell		cell;
	Choice		choice;
	uint64		number = 0;
	bool		one = true;
	bool		present = true;
	bool		valid = true;

	if (*op->resnull)
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("cannot assign to a part of an ndarray that is null"),
				 errhint("Assign a whole ndarray first.")));
	reader = ax_nd_open(*op->resvalue);
	choose(state, &reader->head, &choice);
	if (choice.outside)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("ndarray subscript in assignment is out of range"),
				 errdetail("The ndarray is %s.", ax_nd_print_type(&reader->head))));
	if (setup->scalar != AX_KIND_NONE)
		ax_nd_check_count(&reader->head, "subscript", choice.count);
	else if (!state->replacenull)
	{
		source = ax_nd_open(state->replacevalue);
		one = source->head.box.ndim == 0;
		if (!one)
		{
			check_shape(&reader->head, &choice, &source->head);
			ax_nd_cursor(&cursor, source);
		}
	}
	if (one)
		one_cell(state, source, reader->head.kind, &present, &valid, &cell);
	ax_nd_edit_begin(&edit, reader);
	ax_runs_begin(&runs, &reader->head.box, &choice.box);
	while (ax_runs_next(&runs))
		for (uint64 done = 0; done < runs.length;)
		{
			uint32		at = ax_nd_edit_at(&edit, runs.start + done);
			uint64		n = Min(runs.length - done, edit.cursor.entry.cells - at);

			if (one)
				set_to_one(&edit, at, n, present, valid ? &cell : NULL);
			else
				set_to_cells(&edit, at, n, &cursor, number);
			number += n;
			done += n;
		}
	*op->resvalue = PointerGetDatum(ax_nd_edit_finish(&edit));
	ax_pg_close(reader);
	if (source != NULL)
		ax_pg_close(source);
}

static void
exec_setup(const SubscriptingRef *node, SubscriptingRefState *state, SubscriptExecSteps *methods)
{
	Setup	   *setup = palloc0(sizeof(Setup));
	Oid			type = node->refassgnexpr != NULL ? exprType((Node *) node->refassgnexpr) :
		node->refrestype;
	int			i = 0;
	ListCell   *cell;

	if (state->numupper > AX_MAX_DIMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of ndarray dimensions (%d) exceeds the maximum allowed (%d)",
						state->numupper, AX_MAX_DIMS)));
	if (state->numlower == 0)
		memset(setup->single, true, sizeof(setup->single));
	foreach(cell, node->reflowerindexpr)
		setup->single[i++] = is_mark(lfirst(cell));
	if (type != node->refcontainertype)
		setup->scalar = ax_pg_kind_required(type);
	state->workspace = setup;
	methods->sbs_check_subscripts = check_subscripts;
	methods->sbs_fetch = fetch;
	methods->sbs_assign = assign;
	methods->sbs_fetch_old = NULL;
}

Datum
ndarray_subscript(PG_FUNCTION_ARGS)
{
	static const SubscriptRoutines routines = {
		.transform = transform,
		.exec_setup = exec_setup,
		.fetch_strict = true,
		.fetch_leakproof = false,
		.store_leakproof = false
	};

	PG_RETURN_POINTER(&routines);
}

/* A value without dimensions. */
static Datum
of_scalar(AxKind kind, Datum scalar)
{
	AxHead		head;
	AxBox		box = {0};
	AxFeed		feed;
	AxCell		cell;

	ax_nd_head(&head, kind, &box);
	ax_pg_datum_cell(kind, scalar, &cell);
	ax_nd_feed(&feed, &head);
	ax_nd_put(&feed, 0, &cell);
	return PointerGetDatum(ax_nd_finish(&feed));
}

Datum
ndarray_from_scalar(PG_FUNCTION_ARGS)
{
	return of_scalar(ax_pg_kind_required(get_fn_expr_argtype(fcinfo->flinfo, 0)),
					 PG_GETARG_DATUM(0));
}

Datum
ndarray_from_numeric(PG_FUNCTION_ARGS)
{
	return of_scalar(AX_KIND_FLOAT8, DirectFunctionCall1(numeric_float8, PG_GETARG_DATUM(0)));
}
