/* Boxes of cells copied out of a value. */
#ifndef AX_NDARRAY_BOX_H
#define AX_NDARRAY_BOX_H

#include "postgres.h"

#include "pg/value.h"

/*
 * Copies the cells of a box, which lies within the value's, to a value with
 * the kind, bounds and names of `to`: as many cells, in the same order.  Reads
 * the tiles that hold them, in slices.
 */
extern struct varlena *ax_nd_copy_box(AxReader *reader, const AxBox *box, const AxHead *to);

#endif
