/*
 * Expression programs: PostgreSQL expressions over dimensions and attributes,
 * evaluated for all cells of a block at once.
 *
 * Planning:  ax_expr_split says whether an expression can run as a program,
 * and takes out its constants: every largest part without columns of the
 * array (Const, Param, stable function of such) goes to a list, and a
 * placeholder stays.  What is left can be kept in fdw_private, the list in
 * fdw_exprs, where PostgreSQL looks after Params.
 *
 * Execution:  ax_expr_share makes what the programs of one plan node share,
 * the constants and the coordinates; ax_expr_compile makes a program of what
 * was split.  After ax_expr_restart at each (re)scan, ax_expr_filter and
 * ax_expr_eval run it block by block.
 *
 * Results equal those of the row path: only strict, non-volatile functions
 * are run, and only on cells still selected; AND, OR, CASE and COALESCE do not
 * run what the row path would not; a constant is evaluated when the first cell
 * comes to it.
 */
#ifndef AX_EXPR_PROGRAM_H
#define AX_EXPR_PROGRAM_H

#include "postgres.h"

#include "nodes/bitmapset.h"
#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"

#include "expr/block.h"

/* Which columns of a relation are what. */
typedef struct AxExprSource
{
	Index		varno;			/* of the relation's Vars; not used after planning */
	int			natts;			/* highest column number */
	const int  *axis;			/* borrowed: by column number; axis, or -1 */
	const int  *attribute;		/* borrowed: by column number; attribute, or -1 */
	const AxKind *kind;			/* borrowed: by attribute */
} AxExprSource;

/*
 * Splits an expression.  NULL when it cannot run as a program, with *why (a
 * sentence's worth, for EXPLAIN) set.  Appends to *constants.
 */
extern Expr *ax_expr_split(Expr *expr, const AxExprSource *source,
						   List **constants, const char **why);

/*
 * Says of something split whether it calls functions without a kernel that
 * may raise errors themselves, at once for a whole block.
 */
extern bool ax_expr_may_throw(Expr *split);

/*
 * Says of something split whether evaluating it early can neither fail nor
 * tell anything: only comparisons and constants that need no evaluation.
 */
extern bool ax_expr_is_total(Expr *split, List *constants);

/* What the programs of one plan node share. */
typedef struct AxExprShare AxExprShare;

/*
 * Makes it, in the current memory context, for ndim dimensions; the constants
 * are ExprStates in the order of the list, and are evaluated when needed.
 */
extern AxExprShare *ax_expr_share(List *constants, ExprContext *econtext, int ndim);

/* Forgets the values of the constants; called at each (re)scan. */
extern void ax_expr_restart(AxExprShare *share);

typedef struct AxProgram AxProgram;

/*
 * Compiles what was split, in the current memory context; all memory is kept
 * for the scan.  42501 where the user may not execute a function.
 */
extern AxProgram *ax_expr_compile(Expr *split, const AxExprSource *source,
								  AxExprShare *share);

/* The attributes that the blocks given to it must have loaded. */
extern const Bitmapset *ax_expr_attributes(const AxProgram *program);

/*
 * Keeps of the block's selection the cells where the condition is true.
 * `selected` gets the result (room for block->n bits; it may be the block's
 * own selection); returns how many.
 */
extern size_t ax_expr_filter(AxProgram *program, const AxBlock *block, uint64_t *selected);

/* The same, but errors of kernels come back as a status. */
extern AxStatus ax_expr_try(AxProgram *program, const AxBlock *block, uint64_t *selected,
							size_t *count, AxError *err);

/*
 * Runs conditions one after another over a block where one of them fails with
 * a status: keeps the cells in front of the one that fails first, with err as
 * the row path would raise it there.  natts: columns of the block.
 */
extern size_t ax_expr_filter_to_error(AxProgram *const *programs, int nprograms,
									  const AxBlock *block, int natts,
									  uint64_t *selected, AxError *err);

/* Evaluates for the block's selected cells; the vector is borrowed from the program. */
extern AxVector ax_expr_eval(AxProgram *program, const AxBlock *block);

#endif
