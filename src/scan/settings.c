/* Settings of scans: one switch for each optimisation. */
#include "postgres.h"

#include "utils/guc.h"

#include "scan/agg.h"
#include "scan/box.h"
#include "scan/filter.h"
#include "scan/scan.h"
#include "scan/share.h"

static const struct config_enum_entry require_options[] = {
	{"allow", AX_REQUIRE_ALLOW, false},
	{"require", AX_REQUIRE_REQUIRE, false},
	{"forbid", AX_REQUIRE_FORBID, false},
	{NULL, 0, false}
};

void
ax_scan_init(void)
{
	DefineCustomBoolVariable("array_ext.enable_box_pruning",
							 "Reads only the chunks and tiles that predicates on dimensions let through.",
							 NULL,
							 &ax_scan_enable_box_pruning,
							 true,
							 PGC_USERSET,
							 GUC_EXPLAIN,
							 NULL, NULL, NULL);
	DefineCustomBoolVariable("array_ext.enable_vectorized_filter",
							 "Tests predicates on whole tiles of cells before cells become rows.",
							 NULL,
							 &ax_scan_enable_vectorized_filter,
							 true,
							 PGC_USERSET,
							 GUC_EXPLAIN,
							 NULL, NULL, NULL);
	DefineCustomBoolVariable("array_ext.enable_summary_pruning",
							 "Passes over chunks and tiles whose summaries exclude a predicate.",
							 NULL,
							 &ax_scan_enable_summary_pruning,
							 true,
							 PGC_USERSET,
							 GUC_EXPLAIN,
							 NULL, NULL, NULL);
	DefineCustomBoolVariable("array_ext.enable_vectorized_aggregate",
							 "Computes aggregates of stored arrays chunk by chunk.",
							 NULL,
							 &ax_agg_enable,
							 true,
							 PGC_USERSET,
							 GUC_EXPLAIN,
							 NULL, NULL, NULL);
	DefineCustomBoolVariable("array_ext.enable_summary_answers",
							 "Answers aggregates of whole chunks from their summaries.",
							 NULL,
							 &ax_agg_enable_summary,
							 true,
							 PGC_USERSET,
							 GUC_EXPLAIN,
							 NULL, NULL, NULL);
	DefineCustomBoolVariable("array_ext.enable_parallel_scan",
							 "Lets several processes share the chunks of a stored array.",
							 NULL,
							 &ax_scan_enable_parallel,
							 true,
							 PGC_USERSET,
							 GUC_EXPLAIN,
							 NULL, NULL, NULL);
	DefineCustomEnumVariable("array_ext.debug_require_vectorized",
							 "Demands or forbids that work runs vectorized, for tests.",
							 "\"require\" raises an error where something stays with the row path.",
							 &ax_scan_require_vectorized,
							 AX_REQUIRE_ALLOW,
							 require_options,
							 PGC_USERSET,
							 GUC_EXPLAIN,
							 NULL, NULL, NULL);
}
