/* Cells rearranged: what other functions need of it. */
#ifndef AX_NDARRAY_ARRANGE_H
#define AX_NDARRAY_ARRANGE_H

#include "postgres.h"

#include "pg/value.h"

/* The value with its axes in that order, each of them once; closes the reader. */
extern struct varlena *ax_nd_transpose(AxReader *reader, const int *axes);

#endif
