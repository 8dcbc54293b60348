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
 * Execution:  ax_expr_compile makes a program of what was split; for each
 * (re)scan ax_expr_constants gives it the values of the list; then
 * ax_expr_filter and ax_expr_eval run it block by block.
 *
 * Results equal those of the row path: only strict, non-volatile functions
 * are run, and only on cells still selected; AND, OR and CASE do not run what
 * the row path would not.
 */
#ifndef AX_EXPR_PROGRAM_H
#define AX_EXPR_PROGRAM_H

#include "postgres.h"

#include "nodes/execnodes.h"
#include "nodes/pg_list.h"
#include "nodes/primnodes.h"

#include "expr/block.h"

/* Which columns of a relation are what. */
typedef struct AxExprSource
{
	Index		varno;			/* of the relation's Vars */
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

typedef struct AxProgram AxProgram;

/* Compiles what was split, in the current memory context; all memory is kept for the scan. */
extern AxProgram *ax_expr_compile(Expr *split, const AxExprSource *source);

/*
 * The values of the split-off constants, in the order of the list: the same
 * arrays for all programs of a plan node.  Borrowed until the next call.
 */
extern void ax_expr_constants(AxProgram *program, const Datum *values, const bool *nulls);

/*
 * Keeps of the block's selection the cells where the condition is true.
 * `selected` gets the result (room for block->n bits); returns how many.
 */
extern size_t ax_expr_filter(AxProgram *program, const AxBlock *block, uint64_t *selected);

/* Evaluates for the block's selected cells; the vector is borrowed from the program. */
extern AxVector ax_expr_eval(AxProgram *program, const AxBlock *block);

/* The element kind of the result; bool for conditions. */
extern AxKind ax_expr_kind(const AxProgram *program);

#endif
