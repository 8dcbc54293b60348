/* p <@ box, circle and polygon of point2d, and the same turned: what prunes by a box. */
#ifndef AX_EXPR_INSIDE_H
#define AX_EXPR_INSIDE_H

#include "postgres.h"

#include "format/summary.h"

/* Of the function: in what a point2d is sought, as a strategy of its index classes; 0 if it is none. */
extern int	ax_expr_inside(Oid function);

/* Says whether a point that the summary stands for may lie in the shape. */
extern bool ax_expr_may_be_inside(int strategy, const AxSummary *summary, Datum shape);

#endif
