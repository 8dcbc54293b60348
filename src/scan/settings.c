/* Settings of scans: one switch for each optimisation. */
#include "postgres.h"

#include "utils/guc.h"

#include "scan/agg.h"
#include "scan/box.h"
#include "scan/scan.h"
#include "scan/share.h"

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
}
