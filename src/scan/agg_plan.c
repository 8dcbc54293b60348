/*
 * Planning of aggregates: whether they can run chunk by chunk, and how.
 *
 * Nothing is pushed down by halves: if one aggregate, group key or predicate
 * cannot run so, the rows go to PostgreSQL's own aggregation.
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "access/sysattr.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/clauses.h"
#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/restrictinfo.h"
#include "optimizer/tlist.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

#include "pg/kind.h"
#include "scan/agg.h"
#include "scan/agg_call.h"
#include "scan/agg_keys.h"
#include "scan/filter.h"
#include "scan/share.h"

bool		ax_agg_enable = true;

/* Groups that are met by a key nothing is known of. */
#define UNKNOWN_GROUPS 200

/* Bytes of a group beside its numbers: its count, its combination of labels. */
#define GROUP_BYTES 32

/* Bytes of a key of values: its Datum, its places in tables. */
#define VALUE_BYTES 96

/*
 * How far groups may go beyond hash_mem, as they cannot be spilled: the row
 * path takes a hundred times as long.
 */
#define HASH_MEM_FACTOR 2

/* Chunk rows whose summaries are about as much work as a page. */
#define CHUNKS_PER_PAGE 40

/* A planning in progress. */
typedef struct AggContext
{
	PlannerInfo *root;
	RelOptInfo *input;			/* the array */
	const AxScanInfo *info;		/* of the array */
	AxAggPlan  *plan;			/* what comes out */
	AxExprSource source;		/* of programs */
	AxFilterPlan *filter;		/* what became of the predicates; has all constants */
	List	   *programs;		/* split arguments and FILTER conditions */
	List	   *columns;		/* IntLists, one for each entry of plan->tlist */
	double	   *axis_groups;	/* by axis: groups that its keys make, 0: no key */
	List	   *values;			/* keys of values of cells */
	int			inputs;			/* aggregates that look at cells */
	bool		summary;		/* whole chunks can be answered from summaries */
	Size		group_bytes;	/* of a group in memory */
	const char *why;			/* why not */
} AggContext;

static bool
refuse(AggContext *context, const char *why)
{
	if (context->why == NULL)
		context->why = why;
	return false;
}

/* ---- group keys ---- */

static bool
is_integer_const(Node *node, int64 *value)
{
	Const	   *constant = (Const *) node;

	if (!IsA(node, Const) || constant->constisnull)
		return false;
	switch (constant->consttype)
	{
		case INT2OID:
			*value = DatumGetInt16(constant->constvalue);
			return true;
		case INT4OID:
			*value = DatumGetInt32(constant->constvalue);
			return true;
		case INT8OID:
			*value = DatumGetInt64(constant->constvalue);
			return true;
	}
	return false;
}

/*
 * Says of a key whether it can be evaluated for coordinates that may have no
 * cells, because no coordinate makes it fail; and how many values it has over
 * `length` coordinates in a row.
 */
static bool
look_at_key(Node *key, double length, double *values)
{
	Oid			function = InvalidOid;
	List	   *args = NIL;
	int64		divisor;

	*values = length;
	if (IsA(key, Var))
		return true;
	if (IsA(key, OpExpr))
	{
		function = ((OpExpr *) key)->opfuncid;
		args = ((OpExpr *) key)->args;
	}
	*values = Min(length, exprType(key) == BOOLOID ? 3 : UNKNOWN_GROUPS);
	if (list_length(args) != 2 || !IsA(linitial(args), Var) ||
		!is_integer_const(lsecond(args), &divisor) || divisor == 0 || divisor == -1)
		return false;
	switch (function)
	{
		case F_INT8DIV:
		case F_INT84DIV:
		case F_INT82DIV:
			*values = Min(length, ceil(length / fabs((double) divisor)) + 1);
			return true;
		case F_INT8MOD:
			*values = Min(length, fabs((double) divisor));
			return true;
	}
	return false;
}

/* The only column of the array that an expression uses; 0 if there is none such. */
static AttrNumber
only_column(AggContext *context, Node *expr)
{
	Bitmapset  *used = NULL;
	int			member;

	pull_varattnos(expr, context->input->relid, &used);
	if (!bms_get_singleton_member(used, &member))
		return 0;
	return member + FirstLowInvalidHeapAttributeNumber;
}

/* Says whether a node is or holds a Param. */
static bool
holds_param(Node *node, void *context)
{
	if (node == NULL)
		return false;
	if (IsA(node, Param))
		return true;
	return expression_tree_walker(node, holds_param, context);
}

/* Adds a key to the columns that come out; SOURCE is an axis, or -1 for values. */
static void
add_key_column(AggContext *context, Expr *key, Index sgref, List *fields)
{
	TargetEntry *entry = makeTargetEntry(key, list_length(context->plan->tlist) + 1, NULL, false);

	entry->ressortgroupref = sgref;
	context->plan->tlist = lappend(context->plan->tlist, entry);
	context->columns = lappend(context->columns, fields);
}

/*
 * A key of the values of cells: an attribute, what runs as a program, or any
 * expression of one attribute.
 */
static bool
add_value_key(AggContext *context, Expr *key, SortGroupClause *clause, Index sgref)
{
	const AxArray *array = context->info->array;
	AttrNumber	attno = only_column(context, (Node *) key);
	AxKind		kind = ax_pg_slot_kind_of(exprType((Node *) key));
	int			attribute = -1;
	int			input;
	bool		same = true;
	const char *why = NULL;
	Expr	   *split;

	for (int a = 0; a < array->natts; a++)
		if (array->atts[a].attno == attno)
			attribute = a;
	if (list_length(context->values) == AX_AGG_VALUES)
		return refuse(context, "there are too many group keys");
	if (IsA(key, Var) && attribute >= 0)
		input = attribute;
	else if (kind != AX_KIND_NONE &&
			 (split = ax_expr_split(key, &context->source, &context->filter->constants,
									&why)) != NULL)
	{
		context->programs = lappend(context->programs, split);
		input = array->natts + list_length(context->programs) - 1;
	}
	else if (attribute >= 0)
	{
		input = attribute;
		same = false;
	}
	else
		return refuse(context, "a group key is not an expression of one column");
	if (!same || input < array->natts)
		kind = array->atts[attribute].kind;
	if (ax_kind_is_named(kind))
		return refuse(context, "a group key is of a type without a kind of its own");
	context->values = lappend(context->values, key);
	context->summary = false;
	add_key_column(context, key, sgref,
				   lappend_int(list_make5_int(AX_AGG_NONE, kind, -1, (int) clause->eqop, same),
							   input));
	return true;
}

static bool
add_key(AggContext *context, Expr *key, SortGroupClause *clause, Index sgref)
{
	const AxArray *array = context->info->array;
	AttrNumber	attno = only_column(context, (Node *) key);
	int			axis = -1;
	double		values;
	double		length;
	bool		safe;

	if (contain_mutable_functions((Node *) key) || contain_subplans((Node *) key) ||
		holds_param((Node *) key, NULL))
		return refuse(context, "a group key is not immutable");
	if (!clause->hashable)
		return refuse(context, "a group key cannot be hashed");
	for (int d = 0; d < array->ndim; d++)
		if (array->dims[d].attno == attno)
			axis = d;
	if (axis < 0)
		return add_value_key(context, key, clause, sgref);
	length = ax_scan_length(context->root, context->info, context->info->bounds, axis);
	safe = look_at_key((Node *) key, length, &values);
	values = Max(values, 1);
	context->axis_groups[axis] = context->axis_groups[axis] == 0 ? values :
		Min(length, context->axis_groups[axis] * values);
	add_key_column(context, key, sgref,
				   lappend_int(list_make5_int(AX_AGG_NONE, AX_KIND_NONE, axis,
											  (int) clause->eqop, safe), 0));
	return true;
}

/* ---- aggregates ---- */

/* Finds what a plain argument is; false for an expression. */
static bool
find_column(AggContext *context, Expr *arg, AxAggCall *call)
{
	const AxArray *array = context->info->array;
	Var		   *var = (Var *) arg;

	if (!IsA(arg, Var) || var->varno != context->input->relid || var->varlevelsup != 0)
		return false;
	for (int d = 0; d < array->ndim; d++)
		if (array->dims[d].attno == var->varattno)
		{
			call->source = AX_AGG_DIMENSION;
			call->number = d;
			call->kind = AX_KIND_INT8;
			return true;
		}
	for (int a = 0; a < array->natts; a++)
		if (array->atts[a].attno == var->varattno)
		{
			call->source = AX_AGG_ATTRIBUTE;
			call->number = a;
			call->kind = array->atts[a].kind;
			return true;
		}
	return false;
}

/* The number of the program that an expression becomes; -1 if it cannot be one. */
static int
add_program(AggContext *context, Expr *expr)
{
	const char *why = NULL;
	Expr	   *split = ax_expr_split(expr, &context->source, &context->filter->constants, &why);

	if (split == NULL)
	{
		refuse(context, why);
		return -1;
	}
	context->programs = lappend(context->programs, split);
	return list_length(context->programs) - 1;
}

static bool
add_argument(AggContext *context, Expr *arg, AxAggCall *call)
{
	if (find_column(context, arg, call))
		return true;
	call->source = AX_AGG_PROGRAM;
	call->kind = ax_pg_kind_of(exprType((Node *) arg));
	call->number = add_program(context, arg);
	return call->number >= 0;
}

static bool
add_aggregate(AggContext *context, Aggref *aggref)
{
	AxAggCall	call = {.filter = -1, .source = AX_AGG_NOTHING};

	if (tlist_member((Expr *) aggref, context->plan->tlist) != NULL)
		return true;
	call.function = ax_agg_function(aggref);
	if (call.function == AX_AGG_NONE)
		return refuse(context, "an aggregate has no vectorized form");
	if (aggref->aggdistinct != NIL || aggref->aggorder != NIL)
		return refuse(context, "an aggregate has DISTINCT or ORDER BY");
	if (call.function == AX_AGG_COUNT)
	{
		Const	   *constant = (Const *) linitial_node(TargetEntry, aggref->args)->expr;

		if (IsA(constant, Const) && !constant->constisnull)
			call.function = AX_AGG_ROWS;
	}
	if (call.function != AX_AGG_ROWS)
	{
		if (!add_argument(context, linitial_node(TargetEntry, aggref->args)->expr, &call))
			return false;
		if (!ax_agg_takes(call.function, call.kind))
			return refuse(context, "an aggregate has no vectorized form");
		context->inputs++;
	}
	if (aggref->aggfilter != NULL)
	{
		call.filter = add_program(context, aggref->aggfilter);
		if (call.filter < 0)
			return false;
	}
	if (call.filter >= 0 || (call.source != AX_AGG_ATTRIBUTE && call.source != AX_AGG_NOTHING))
		context->summary = false;
	/* count, sum, range; and what hangs on a sum of rationals */
	if (call.function != AX_AGG_ROWS)
		context->group_bytes += call.kind == AX_KIND_RATIONAL ? 256 : 24;
	context->plan->tlist = lappend(context->plan->tlist,
								   makeTargetEntry((Expr *) aggref,
												   list_length(context->plan->tlist) + 1,
												   NULL, false));
	context->columns = lappend(context->columns,
							   list_make5_int(call.function, call.kind, call.source,
											  call.number, call.filter));
	return true;
}

/* Adds the aggregates in an expression over groups; true to stop: it cannot be. */
static bool
add_aggregates_in(Node *node, AggContext *context)
{
	if (node == NULL)
		return false;
	/* keys have been added before: what equals one is taken from there */
	if (tlist_member((Expr *) node, context->plan->tlist) != NULL)
		return false;
	if (IsA(node, Aggref))
		return !add_aggregate(context, (Aggref *) node);
	if (IsA(node, Var) || IsA(node, PlaceHolderVar) || IsA(node, GroupingFunc))
		return !refuse(context, "a column stands outside of group keys and aggregates");
	return expression_tree_walker(node, add_aggregates_in, (void *) context);
}

/* ---- predicates ---- */

/* As order_qual_clauses(): by security level, then by cost, else as they stand. */
static List *
in_order(AggContext *context, List *rinfos)
{
	List	   *clauses = NIL;
	ListCell   *lc;

	while (rinfos != NIL)
	{
		RestrictInfo *first = linitial(rinfos);
		QualCost	least;

		cost_qual_eval_node(&least, (Node *) first, context->root);
		foreach(lc, rinfos)
		{
			RestrictInfo *rinfo = lfirst(lc);
			QualCost	cost;

			cost_qual_eval_node(&cost, (Node *) rinfo, context->root);
			if (rinfo->security_level < first->security_level ||
				(rinfo->security_level == first->security_level &&
				 cost.per_tuple < least.per_tuple))
			{
				first = rinfo;
				least = cost;
			}
		}
		clauses = lappend(clauses, first->clause);
		rinfos = list_delete_ptr(rinfos, first);
	}
	return clauses;
}

static bool
add_predicates(AggContext *context)
{
	List	   *rest = NIL;
	ListCell   *lc;

	foreach(lc, context->input->baserestrictinfo)
	{
		RestrictInfo *rinfo = lfirst_node(RestrictInfo, lc);

		if (rinfo->pseudoconstant)
			return refuse(context, "a condition has no columns");
		if (!ax_box_exact(context->root, context->input, context->info->array, rinfo))
			rest = lappend(rest, rinfo);
	}
	context->filter = ax_filter_plan(context->input->relid, context->info->array,
									 in_order(context, rest), true);
	if (context->filter->rest != NIL)
		return refuse(context, strVal(linitial(context->filter->whys)));
	if (context->filter->programs != NIL)
		context->summary = false;
	return true;
}

/* ---- costs ---- */

/* Groups that the keys of values make, by statistics. */
static double
estimate_values(AggContext *context)
{
	if (context->values == NIL)
		return 1;
	context->group_bytes += VALUE_BYTES * list_length(context->values);
	return estimate_num_groups(context->root, context->values, context->input->rows, NULL, NULL);
}

static bool
estimate(AggContext *context)
{
	AxAggPlan  *plan = context->plan;
	AxEstimate	met;
	double		cells;

	ax_scan_estimate(context->root, context->info, context->info->bounds, &met);
	cells = met.cells;
	plan->groups = estimate_values(context);
	for (int d = 0; d < context->info->array->ndim; d++)
		if (context->axis_groups[d] > 0)
		{
			plan->groups *= context->axis_groups[d];
			context->summary = false;
		}
	plan->groups = clamp_row_est(Min(plan->groups, Max(cells, 1)));
	if (plan->groups * (double) (context->group_bytes + GROUP_BYTES) >
		HASH_MEM_FACTOR * (double) get_hash_memory_limit())
		return refuse(context, "there are too many groups for hash_mem");
	/* a row of the chunk table each; then what is read, and a few instructions a cell */
	plan->work = met.chunks * (cpu_index_tuple_cost + 2 * cpu_tuple_cost);
	if (context->summary && ax_agg_enable_summary)
		plan->workers = ax_share_workers(met.chunks / CHUNKS_PER_PAGE, 0);
	else
	{
		plan->work += met.pages * seq_page_cost +
			cells * (context->inputs + list_length(context->programs) +
					 list_length(context->filter->programs) + 1) * 0.03 * cpu_operator_cost +
			cells * list_length(context->values) * 0.3 * cpu_operator_cost;
		plan->workers = ax_share_workers(met.pages, cells);
	}
	/* to write a group into shared memory, and to find it again in the leader */
	plan->merge = plan->groups * 10 * cpu_operator_cost;
	plan->startup = random_page_cost + plan->work;
	plan->total = plan->startup + plan->groups * cpu_tuple_cost;
	return true;
}

/* ---- all of it ---- */

static bool
add_targets(AggContext *context, PathTarget *target, Node *having)
{
	List	   *clauses = context->root->parse->groupClause;
	ListCell   *lc;
	int			i = 0;

	foreach(lc, target->exprs)
	{
		Index		sgref = get_pathtarget_sortgroupref(target, i++);
		SortGroupClause *clause = sgref == 0 ? NULL :
			get_sortgroupref_clause_noerr(sgref, clauses);

		if (clause != NULL && !add_key(context, lfirst(lc), clause, sgref))
			return false;
	}
	if (list_length(context->plan->tlist) < list_length(clauses))
		return refuse(context, "a group key is given twice");
	if (add_aggregates_in((Node *) target->exprs, context))
		return false;
	context->plan->having = (List *) having;
	return !add_aggregates_in(having, context);
}

static bool
is_suitable(AggContext *context)
{
	Query	   *query = context->root->parse;

	if (ax_scan_require_vectorized == AX_REQUIRE_FORBID)
		return refuse(context, "array_ext.debug_require_vectorized is \"forbid\"");
	if (!ax_agg_enable)
		return refuse(context, "array_ext.enable_vectorized_aggregate is off");
	if (bms_membership(context->root->all_baserels) != BMS_SINGLETON)
		return refuse(context, "there are other relations");
	if (query->groupingSets != NIL)
		return refuse(context, "there are grouping sets");
	return true;
}

AxAggPlan *
ax_agg_plan(PlannerInfo *root, RelOptInfo *input, RelOptInfo *output, Node *having,
			const char **why)
{
	AggContext	context = {
		.root = root, .input = input, .info = input->fdw_private,
		.summary = true
	};
	AxAggPlan  *plan = palloc0(sizeof(AxAggPlan));
	ListCell   *lc;

	context.plan = plan;
	ax_filter_source(input->relid, context.info->array, &context.source);
	context.axis_groups = palloc0(sizeof(double) * context.info->array->ndim);
	if (!is_suitable(&context) || !add_predicates(&context) ||
		!add_targets(&context, output->reltarget, having) || !estimate(&context))
	{
		*why = context.why;
		return NULL;
	}
	foreach(lc, context.info->bounds)
		plan->exprs = lappend(plan->exprs, ((AxBound *) lfirst(lc))->comparand);
	plan->exprs = list_concat(plan->exprs, context.filter->constants);
	plan->private = list_make5(makeInteger(input->relid), ax_box_pack(context.info->bounds),
							   context.filter->programs, context.filter->prunes,
							   context.filter->quals);
	plan->private = lappend(plan->private, context.programs);
	plan->private = lappend(plan->private, context.columns);
	return plan;
}

const char *
ax_agg_method(List *private, const AxArray *array)
{
	int			last = -1;
	ListCell   *lc;

	foreach(lc, list_nth(private, AX_AGG_SLOT_COLUMNS))
	{
		List	   *fields = lfirst(lc);

		if (list_nth_int(fields, AX_AGG_COLUMN_FUNCTION) != AX_AGG_NONE)
			continue;
		if (list_nth_int(fields, AX_AGG_COLUMN_SOURCE) < 0)
			return "cells";
		else
			last = Max(last, list_nth_int(fields, AX_AGG_COLUMN_SOURCE));
	}
	return last < 0 ? "one group" : last < array->ndim - 1 ? "runs" : "columns";
}
