/* Writing through the relation of cells: callbacks that scan/fdw.c hands out. */
#ifndef AX_SCAN_MODIFY_H
#define AX_SCAN_MODIFY_H

#include "postgres.h"

#include "commands/explain.h"
#include "nodes/execnodes.h"
#include "nodes/pathnodes.h"
#include "nodes/plannodes.h"
#include "utils/rel.h"

extern void ax_modify_add_targets(PlannerInfo *root, Index rtindex, RangeTblEntry *rte,
								  Relation relation);
extern int	ax_modify_is_updatable(Relation relation);

/* Puts a direct insertion in place of the rows of an INSERT, if it can be one. */
extern bool ax_modify_plan_direct(PlannerInfo *root, ModifyTable *plan, Index target,
								  int subplan_index);
extern void ax_modify_begin_direct(ForeignScanState *node, int eflags);
extern TupleTableSlot *ax_modify_iterate_direct(ForeignScanState *node);
extern void ax_modify_end_direct(ForeignScanState *node);
extern void ax_modify_explain_direct(ForeignScanState *node, ExplainState *es);

extern void ax_modify_begin(ModifyTableState *node, ResultRelInfo *target,
							List *fdw_private, int subplan_index, int eflags);
extern void ax_modify_begin_insert(ModifyTableState *node, ResultRelInfo *target);
extern TupleTableSlot *ax_modify_insert(EState *estate, ResultRelInfo *target,
										TupleTableSlot *slot, TupleTableSlot *plan_slot);
extern TupleTableSlot *ax_modify_update(EState *estate, ResultRelInfo *target,
										TupleTableSlot *slot, TupleTableSlot *plan_slot);
extern TupleTableSlot *ax_modify_delete(EState *estate, ResultRelInfo *target,
										TupleTableSlot *slot, TupleTableSlot *plan_slot);
extern void ax_modify_end(EState *estate, ResultRelInfo *target);
extern void ax_modify_truncate(List *relations, DropBehavior behavior,
							   bool restart_sequences);
extern void ax_modify_explain(ModifyTableState *node, ResultRelInfo *target,
							  List *fdw_private, int subplan_index, ExplainState *es);

#endif
