/* What EXPLAIN needs beside what it hands to a foreign scan. */
#ifndef AX_SCAN_EXPLAIN_H
#define AX_SCAN_EXPLAIN_H

#include "postgres.h"

#include "nodes/plannodes.h"

/*
 * The plan nodes above a node, the nearest first, by which parameters of
 * nested loops are deparsed as the columns that they stand for; NIL when it is
 * not found, which only leaves them as $n.
 */
extern List *ax_explain_ancestors(const PlannedStmt *statement, const Plan *plan);

#endif
