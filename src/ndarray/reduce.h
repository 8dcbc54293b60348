/* What reductions and cumulative functions of an ndarray make of a group of cells. */
#ifndef AX_NDARRAY_REDUCE_H
#define AX_NDARRAY_REDUCE_H

#include "postgres.h"

#include "format/summary.h"
#include "kernel/axis.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "pg/value.h"
#include "num/rational_sum.h"

typedef enum AxReduction
{
	AX_REDUCE_SUM,
	AX_REDUCE_AVG,
	AX_REDUCE_MIN,
	AX_REDUCE_MAX,
	AX_REDUCE_COUNT,
	AX_REDUCE_PRODUCT,
	AX_REDUCE_ANY,
	AX_REDUCE_ALL,
	AX_REDUCE_ARGMIN,
	AX_REDUCE_ARGMAX,
	AX_REDUCE_CUMSUM,
	AX_REDUCE_CUMPROD,
	AX_REDUCE_CUMMIN,
	AX_REDUCE_CUMMAX,
	AX_REDUCE_VAR_POP,
	AX_REDUCE_VAR_SAMP,
	AX_REDUCE_STDDEV_POP,
	AX_REDUCE_STDDEV_SAMP
} AxReduction;

static inline bool
ax_reduce_is_spread(AxReduction reduction)
{
	return reduction >= AX_REDUCE_VAR_POP;
}

static inline bool
ax_reduce_is_place(AxReduction reduction)
{
	return reduction == AX_REDUCE_ARGMIN || reduction == AX_REDUCE_ARGMAX;
}

static inline bool
ax_reduce_is_mean(AxReduction reduction)
{
	return reduction == AX_REDUCE_SUM || reduction == AX_REDUCE_AVG;
}

/* The kind of the result; 0A000 where cells of the kind have no such reduction. */
extern AxKind ax_reduce_kind(AxReduction reduction, AxKind kind);

/* The head of places in several axes: a last axis counts those that are reduced. */
extern void ax_reduce_add_coordinate_axis(AxHead *head, const AxBox *box, const bool *reduced);

/* Writes a place, the coordinates of a cell of the box (NULL: there is none), as the group's result. */
extern void ax_reduce_put_place(AxFeed *feed, uint64 group, const AxBox *box, const bool *reduced,
								bool vector, const int64 *coords);

/* Says whether there is such a reduction of some type by name. */
extern bool ax_nd_reduces_named(AxReduction what);

/* Reduces cells of a type by name, and closes the reader; 42883 where SQL has no such aggregate. */
extern struct varlena *ax_nd_reduce_named(AxReader *reader, AxReduction what, const bool *reduced,
										  bool keepdims, bool vector);

/* The same of a cumulative function along an axis, or all. */
extern struct varlena *ax_nd_cumulate_named(AxReader *reader, AxReduction what, const bool *along);

/* What is accumulated: of a spread, the sum that the mean comes from. */
extern AxAxisOp ax_reduce_op(AxReduction reduction);

/*
 * A sum of floats, or of one part of pairs, of values of which some may be
 * odd (bits of kernel/axis.h); 22003 where finite values ran over.
 */
extern double ax_reduce_real(double sum, uint8 odd);

/* The cell of a sum, mean, least or greatest of count > 0 values; 22003. */
extern void ax_reduce_cell(AxReduction reduction, AxKind kind, AxNumber number, int64 count,
						   AxCell *out);

/* The spread of count values whose squared distances from their mean add up to that; false: NULL. */
extern bool ax_reduce_spread(AxReduction reduction, double squares, int64 count, bool odd,
							 double *out);

#endif
