/* Paths of an aggregation: in one process, and in several below a Gather. */
#include "postgres.h"

#include "optimizer/cost.h"
#include "optimizer/optimizer.h"
#include "optimizer/pathnode.h"

#include "scan/agg.h"
#include "scan/share.h"

/*
 * An aggregation that several processes share; the leader gives out the rows
 * (agg_team.h), so that Gather has none to pass on.
 */
static void
add_team_path(PlannerInfo *root, RelOptInfo *output, AxAggPlan *plan)
{
	double		divisor = ax_share_divisor(plan->workers);
	double		saved = plan->work - plan->work / divisor - plan->merge * plan->workers;
	ForeignPath *path;
	GatherPath *gather;

	path = create_foreign_upper_path(root, output, output->reltarget, plan->groups,
									 plan->startup - saved, plan->total - saved, NIL, NULL,
									 list_make1(plan));
	path->path.parallel_aware = true;
	path->path.parallel_workers = plan->workers;
	gather = create_gather_path(root, output, (Path *) path, output->reltarget, NULL,
								&path->path.rows);
	if (parallel_leader_participation)
		gather->path.total_cost -= parallel_tuple_cost * gather->path.rows;
	add_path(output, (Path *) gather);
}

void
ax_agg_add_paths(PlannerInfo *root, RelOptInfo *input, RelOptInfo *output, Node *having)
{
	AxScanInfo *info = input->fdw_private;
	AxAggPlan  *plan = ax_agg_plan(root, input, output, having, &info->why);

	if (plan == NULL && ax_scan_require_vectorized == AX_REQUIRE_REQUIRE)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("aggregation is not vectorized"),
				 errdetail("It stays with the row path: %s.", info->why),
				 errhint("Set array_ext.debug_require_vectorized to \"allow\".")));
	if (plan == NULL)
		return;
	add_path(output, (Path *) create_foreign_upper_path(root, output, output->reltarget,
														plan->groups, plan->startup, plan->total,
														NIL, NULL, list_make1(plan)));
	if (plan->workers > 0 && output->consider_parallel)
		add_team_path(root, output, plan);
}
