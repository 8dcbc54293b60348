/* Boxes of cells: nd_window, nd_regrid, and window_array over chunks. */
#ifndef AX_NDARRAY_WINDOW_H
#define AX_NDARRAY_WINDOW_H

#include "postgres.h"

#include "utils/array.h"

#include "kernel/window.h"
#include "pg/value.h"

/* Those of the kernel, and one more. */
typedef enum AxWindowFunction
{
	AX_WINDOW_MEDIAN = AX_WINDOW_STDDEV_POP + 1
} AxWindowFunction;

/* The aggregate of that name: an AxWindowAggregate or AX_WINDOW_MEDIAN; 22023. */
extern int	ax_nd_window_aggregate(const char *name);

/* Its name. */
extern const char *ax_nd_window_name(int aggregate);

/* The kind of its results; 0A000 where it is not defined for the kind. */
extern AxKind ax_nd_window_kind(AxKind kind, int aggregate);

/*
 * Reads the cells in front of a centre, or behind it, one number for each of
 * ndim axes; numbers beyond AX_COORD_MAX count as that.  22023, 22004, 2202E.
 */
extern void ax_nd_window_reach(ArrayType *array, const char *what, int ndim, int64 *reach);

/*
 * What the boxes around the cells of `out`, which lies within the value's box,
 * come to.  Cells that are empty in the value are so in the result.
 */
extern struct varlena *ax_nd_window(AxReader *reader, const AxBox *out, const int64 *before,
									const int64 *after, int aggregate);

/*
 * The same of medians and of exact sums and means of rationals, for which
 * every box is gone through: window_direct.c.
 */
extern bool ax_nd_window_is_direct(AxKind kind, int aggregate);
extern struct varlena *ax_nd_window_direct(AxReader *reader, const AxHead *head,
										   const int64 *before, const int64 *after,
										   int aggregate);

/* The medians of blocks of cells, counted from the value's lower bounds. */
extern struct varlena *ax_nd_block_medians(AxReader *reader, const AxHead *head,
										   const int64 *block);

#endif
