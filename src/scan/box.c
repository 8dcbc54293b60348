/*
 * Which predicates bound which dimension.
 *
 * Comparisons of the integer family are taken as they stand; those with
 * float and numeric comparands come with the dimension cast to that type.
 * Both families order as the integers do, so that every such comparison is a
 * range of coordinates.
 */
#include "postgres.h"

#include "access/stratnum.h"
#include "catalog/pg_opfamily.h"
#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "optimizer/restrictinfo.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"

#include "scan/box.h"

/* Families without a symbol in the catalogue headers. */
#define FLOAT_BTREE_FAMILY 1970
#define NUMERIC_BTREE_FAMILY 1988

bool		ax_scan_enable_box_pruning = true;

int
ax_box_axis(RelOptInfo *rel, const AxArray *array, Node *expr, Oid *cast)
{
	Var		   *var;

	*cast = InvalidOid;
	if (IsA(expr, FuncExpr))
	{
		FuncExpr   *func = (FuncExpr *) expr;

		if (func->funcid != F_FLOAT8_INT8 && func->funcid != F_NUMERIC_INT8)
			return -1;
		*cast = func->funcresulttype;
		expr = linitial(func->args);
	}
	if (!IsA(expr, Var))
		return -1;
	var = (Var *) expr;
	if (var->varno != rel->relid || var->varlevelsup != 0)
		return -1;
	for (int d = 0; d < array->ndim; d++)
		if (array->dims[d].attno == var->varattno)
			return d;
	return -1;
}

/* Strategy of an operator on a dimension, cast so, and its comparand's type; 0 if none. */
static int
strategy_of(Oid opno, Oid cast, bool commuted, Oid *type)
{
	Oid			family = cast == FLOAT8OID ? FLOAT_BTREE_FAMILY :
		cast == NUMERICOID ? NUMERIC_BTREE_FAMILY : INTEGER_BTREE_FAM_OID;
	int			strategy;
	Oid			left;
	Oid			right;

	if (!op_in_opfamily(opno, family))
		return 0;
	get_op_opfamily_properties(opno, family, false, &strategy, &left, &right);
	*type = commuted ? left : right;
	if (commuted)
		strategy = BTMaxStrategyNumber + 1 - strategy;
	return strategy;
}

/* Says whether an expression can be evaluated before the scan of rel runs. */
static bool
is_known(PlannerInfo *root, RelOptInfo *rel, Node *expr)
{
	return !bms_is_member(rel->relid, pull_varnos(root, expr)) &&
		!contain_volatile_functions(expr) &&
		!contain_subplans(expr);
}

static AxBound *
match_sides(PlannerInfo *root, RelOptInfo *rel, const AxArray *array, Oid opno,
			Node *mine, Node *other, bool commuted, bool any)
{
	AxBound		bound = {.any = any, .comparand = (Expr *) other};
	Oid			cast;

	bound.dim = ax_box_axis(rel, array, mine, &cast);
	if (bound.dim < 0)
		return NULL;
	bound.strategy = strategy_of(opno, cast, commuted, &bound.type);
	if (bound.strategy == 0 || !is_known(root, rel, other))
		return NULL;
	return memcpy(palloc(sizeof(AxBound)), &bound, sizeof(AxBound));
}

static AxBound *
match_clause(PlannerInfo *root, RelOptInfo *rel, const AxArray *array, Node *clause)
{
	if (IsA(clause, OpExpr) && list_length(((OpExpr *) clause)->args) == 2)
	{
		OpExpr	   *op = (OpExpr *) clause;
		Node	   *left = linitial(op->args);
		Node	   *right = lsecond(op->args);
		AxBound    *bound = match_sides(root, rel, array, op->opno, left, right, false, false);

		if (bound == NULL)
			bound = match_sides(root, rel, array, op->opno, right, left, true, false);
		return bound;
	}
	if (IsA(clause, ScalarArrayOpExpr) && ((ScalarArrayOpExpr *) clause)->useOr)
	{
		ScalarArrayOpExpr *op = (ScalarArrayOpExpr *) clause;

		return match_sides(root, rel, array, op->opno, linitial(op->args), lsecond(op->args),
						   false, true);
	}
	return NULL;
}

List *
ax_box_bounds(PlannerInfo *root, RelOptInfo *rel, const AxArray *array, List *rinfos)
{
	List	   *bounds = NIL;
	ListCell   *lc;

	if (!ax_scan_enable_box_pruning)
		return NIL;
	foreach(lc, rinfos)
	{
		RestrictInfo *rinfo = lfirst_node(RestrictInfo, lc);
		AxBound    *bound;

		/* a predicate that has to wait for another one must not be seen early */
		if (rinfo->pseudoconstant || !restriction_is_securely_promotable(rinfo, rel))
			continue;
		bound = match_clause(root, rel, array, (Node *) rinfo->clause);
		if (bound != NULL)
			bounds = lappend(bounds, bound);
	}
	return bounds;
}

bool
ax_box_exact(PlannerInfo *root, RelOptInfo *rel, const AxArray *array, RestrictInfo *rinfo)
{
	List	   *bounds = ax_box_bounds(root, rel, array, list_make1(rinfo));
	AxBound    *bound;

	if (bounds == NIL)
		return false;
	bound = linitial(bounds);
	/* IN is a range of its elements here, and floats round coordinates */
	return !bound->any && bound->type != FLOAT4OID && bound->type != FLOAT8OID;
}

List *
ax_box_pack(List *bounds)
{
	List	   *packed = NIL;
	ListCell   *lc;

	foreach(lc, bounds)
	{
		AxBound    *bound = lfirst(lc);

		packed = lappend(packed, list_make4_int(bound->dim, bound->strategy,
												(int) bound->type, bound->any));
	}
	return packed;
}

List *
ax_box_unpack(List *packed)
{
	List	   *bounds = NIL;
	ListCell   *lc;

	foreach(lc, packed)
	{
		List	   *fields = lfirst(lc);
		AxBound    *bound = palloc0(sizeof(AxBound));

		bound->dim = linitial_int(fields);
		bound->strategy = lsecond_int(fields);
		bound->type = (Oid) lthird_int(fields);
		bound->any = lfourth_int(fields) != 0;
		bounds = lappend(bounds, bound);
	}
	return bounds;
}
