/*
 * A set of cells of a stored array: bitmaps of a stretch of 512 cells each,
 * made where a cell is in, so that a few cells of a huge chunk cost little
 * and a full chunk one bit a cell.
 */
#ifndef AX_STORE_CELLSET_H
#define AX_STORE_CELLSET_H

#include "postgres.h"

typedef struct AxCellSet AxCellSet;

/* Makes an empty set in the current memory context; corners have ndim numbers. */
extern AxCellSet *ax_cellset_make(int ndim);

/*
 * Adds the cell with that number of the chunk with that corner.  False when
 * it is in already.
 */
extern bool ax_cellset_add(AxCellSet *set, const int64 *corner, uint32 number);

/* Says whether the cell is in. */
extern bool ax_cellset_has(const AxCellSet *set, const int64 *corner, uint32 number);

/* Says whether the set was told of the chunk by ax_cellset_know, and tells it. */
extern bool ax_cellset_know(AxCellSet *set, const int64 *corner);

#endif
