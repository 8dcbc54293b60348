/*
 * Comparisons of integers with a numeric: PostgreSQL casts the integer, which
 * no kernel does; but against a constant they are comparisons of integers.
 */
#ifndef AX_EXPR_INTEGRAL_H
#define AX_EXPR_INTEGRAL_H

#include "postgres.h"

#include "kernel/compare.h"

/* Says whether a function compares two numerics, and how. */
extern bool ax_expr_numeric_compare(Oid function, AxCompare *op);

/* Says whether a function casts an integer to numeric. */
extern bool ax_expr_numeric_cast(Oid function);

typedef enum AxOutcome
{
	AX_OUTCOME_COMPARE,			/* as the integers compare */
	AX_OUTCOME_TRUE,			/* of every integer */
	AX_OUTCOME_FALSE			/* of none */
} AxOutcome;

/* A numeric seen from the integers. */
typedef struct AxIntegral
{
	bool		done;			/* the rest is filled */
	int			beyond;			/* -1, 1: below, above every int8 */
	int64		floor;			/* the greatest integer not above it */
	bool		exact;			/* it is that integer */
} AxIntegral;

extern void ax_expr_integral_fill(AxIntegral *integral, Datum number);

/*
 * What comparing an int8 with it comes to; for AX_OUTCOME_COMPARE with
 * operator *op and integral->floor.
 */
extern AxOutcome ax_expr_integral(const AxIntegral *integral, AxCompare *op);

#endif
