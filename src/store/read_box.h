/* Boxes of one attribute of a stored array, assembled from its chunks. */
#ifndef AX_STORE_READ_BOX_H
#define AX_STORE_READ_BOX_H

#include "postgres.h"

#include "utils/array.h"

#include "store/array.h"

/* The attribute of that name, or the only one when NULL; 42703, 22023. */
extern const AxAttribute *ax_read_attribute(const AxArray *array, const char *name);

/*
 * Checks that the current user may read the attribute and all dimensions of
 * the array, and its owner the chunk table: 42501.
 */
extern void ax_read_check(const AxArray *array, const AxAttribute *attribute);

/*
 * Puts the elements of an int8[], one for each dimension, in place; NULL
 * elements leave theirs as it is.  given[], if not NULL, says which were set.
 * `what` names the argument in errors.
 */
extern void ax_read_bounds(const AxArray *array, ArrayType *asked, const char *what,
						   int64 *bounds, bool *given);

/*
 * The cells of the box as one ndarray with the names of the dimensions, as
 * the active snapshot sees them; 54000 when they are too many for one.
 */
extern struct varlena *ax_read_box(const AxArray *array, const AxAttribute *attribute,
								   const AxBox *box);

/*
 * The lower corners of the chunks that meet the box, as the active snapshot
 * sees them, sorted: ndim numbers each, in the current memory context.
 */
extern int64 *ax_read_corners(const AxArray *array, const AxBox *box, uint64 *count);

#endif
