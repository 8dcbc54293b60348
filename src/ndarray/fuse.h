/* Settings of operators of ndarrays. */
#ifndef AX_NDARRAY_FUSE_H
#define AX_NDARRAY_FUSE_H

/* Defines them; called by _PG_init. */
extern void ax_nd_init(void);

#endif
