/* Two values of one chunk become one. */
#ifndef AX_STORE_MERGE_H
#define AX_STORE_MERGE_H

#include "postgres.h"

typedef enum AxMergeMode
{
	AX_MERGE_ERROR,				/* a cell present in both is 23505 */
	AX_MERGE_IGNORE,			/* the old cell stays */
	AX_MERGE_OVERWRITE,			/* the new cell replaces it */
	AX_MERGE_DELETE				/* cells present in the new value become empty */
} AxMergeMode;

/* The error of a cell that exists already: 23505. */
extern void ax_merge_exists(int ndim, const int64 *coords) __attribute__((noreturn));

#endif
