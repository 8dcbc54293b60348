/*
 * Casts that the rows of an INSERT need not have made for them.
 *
 * Coordinates are bigint and mostly come from integer columns.  For two casts
 * a row the executor builds each row anew, which for 16 M rows took as long as
 * gathering them; without a cast it hands on the rows of the table itself.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/makefuncs.h"
#include "optimizer/tlist.h"
#include "utils/fmgroids.h"

#include "scan/uncast.h"

/* The column that a cast to bigint is of, if it is one; else NULL. */
static Var *
cast_column(Expr *expr)
{
	FuncExpr   *cast = (FuncExpr *) expr;

	if (!IsA(expr, FuncExpr) || (cast->funcid != F_INT8_INT4 && cast->funcid != F_INT8_INT2) ||
		!IsA(linitial(cast->args), Var))
		return NULL;
	return linitial_node(Var, cast->args);
}

/*
 * Says whether a plan can put out a column in place of an expression of it:
 * it works out its own output, and has the column at hand.
 */
static bool
has_column(Plan *plan, Var *column)
{
	switch (nodeTag(plan))
	{
		case T_SeqScan:
		case T_IndexScan:
		case T_BitmapHeapScan:
		case T_FunctionScan:
		case T_ValuesScan:
		case T_SubqueryScan:
			return column->varno == ((Scan *) plan)->scanrelid;
		case T_NestLoop:
		case T_HashJoin:
		case T_MergeJoin:
			return tlist_member((Expr *) column, outerPlan(plan)->targetlist) != NULL ||
				tlist_member((Expr *) column, innerPlan(plan)->targetlist) != NULL;
		default:
			return false;
	}
}

List *
ax_uncast_plan(Plan *plan)
{
	List	   *types = NIL;
	bool		any = false;
	ListCell   *lc;

	foreach(lc, plan->targetlist)
	{
		TargetEntry *entry = lfirst_node(TargetEntry, lc);
		Var		   *column = cast_column(entry->expr);

		if (column == NULL || !has_column(plan, column))
		{
			types = lappend_oid(types, InvalidOid);
			continue;
		}
		/* expressions of a path's target may stand elsewhere too */
		entry = flatCopyTargetEntry(entry);
		entry->expr = copyObject((Expr *) column);
		lfirst(lc) = entry;
		types = lappend_oid(types, column->vartype);
		any = true;
	}
	return any ? types : NIL;
}
