/* Settings of scans: one switch for each optimisation. */
#include "postgres.h"

#include "utils/guc.h"

#include "scan/box.h"
#include "scan/scan.h"

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
}
