/* What EXPLAIN needs beside what it hands to a foreign scan. */
#include "postgres.h"

#include "miscadmin.h"

#include "scan/explain.h"

static bool find(Plan *at, const Plan *plan, List **above);

static bool
find_among(List *plans, const Plan *plan, List **above)
{
	ListCell   *lc;

	foreach(lc, plans)
		if (find(lfirst(lc), plan, above))
			return true;
	return false;
}

/* Looks below a node; on the way back appends those passed. */
static bool
find(Plan *at, const Plan *plan, List **above)
{
	bool		found = false;

	if (at == NULL)
		return false;
	if (at == plan)
		return true;
	check_stack_depth();
	switch (nodeTag(at))
	{
		case T_Append:
			found = find_among(((Append *) at)->appendplans, plan, above);
			break;
		case T_MergeAppend:
			found = find_among(((MergeAppend *) at)->mergeplans, plan, above);
			break;
		case T_SubqueryScan:
			found = find(((SubqueryScan *) at)->subplan, plan, above);
			break;
		case T_CustomScan:
			found = find_among(((CustomScan *) at)->custom_plans, plan, above);
			break;
		default:
			break;
	}
	found = found || find(at->lefttree, plan, above) || find(at->righttree, plan, above);
	if (found)
		*above = lappend(*above, at);
	return found;
}

List *
ax_explain_ancestors(const PlannedStmt *statement, const Plan *plan)
{
	List	   *above = NIL;

	if (!find(statement->planTree, plan, &above))
		find_among(statement->subplans, plan, &above);
	return above;
}
