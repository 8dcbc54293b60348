/*
 * Pruning: whether a condition can be true of any of the cells that a summary
 * stands for.
 *
 * Understood are comparisons of an attribute with a constant, a point2d in a
 * box, circle or polygon, IS [NOT] NULL of an attribute, and AND and OR of
 * these; anything else may be true.  A
 * constant whose evaluation could fail counts only once it has been evaluated
 * for a cell, so that pruning may suppress errors and never causes one.
 */
#ifndef AX_EXPR_PRUNE_H
#define AX_EXPR_PRUNE_H

#include "expr/program.h"
#include "format/summary.h"

typedef struct AxPrune AxPrune;

/* Gives the summary of an attribute; false if there is none. */
typedef bool (*AxPruneLook) (void *state, int attribute, AxSummary *summary);

/*
 * Makes it from something split, in the current memory context; NULL when
 * nothing of it is understood.
 */
extern AxPrune *ax_expr_prune(Expr *split, const AxExprSource *source, AxExprShare *share);

/* Says whether the condition may be true of a cell. */
extern bool ax_expr_may_be_true(AxPrune *prune, AxPruneLook look, void *state);

#endif
