/* What EXPLAIN says of scans and aggregations. */
#ifndef AX_SCAN_EXPLAIN_H
#define AX_SCAN_EXPLAIN_H

#include "postgres.h"

#include "commands/explain.h"
#include "nodes/execnodes.h"

/* ExplainForeignScan. */
extern void ax_explain_scan(ForeignScanState *node, ExplainState *es);

#endif
