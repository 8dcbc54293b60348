/* Gathered cells written to the chunk table. */
#ifndef AX_STORE_FLUSH_H
#define AX_STORE_FLUSH_H

#include "store/gather.h"
#include "store/writer.h"

/*
 * Writes all cells of the gather, chunk by chunk in the order of the corners,
 * as the owner of the array.  Of cells that exist only the attributes in
 * `written` change (all when NULL).  What is written is visible to the
 * next command.  The gather keeps its cells.
 */
extern void ax_flush_gather(AxGather *gather, AxConflict conflict, const bool *written);

/*
 * Takes a chunk in hand until the transaction ends, as if it were written: it
 * waits for other writers of the chunk, and makes an empty chunk row where
 * there is none.
 */
extern void ax_flush_claim(AxGather *gather, const AxGatherChunk *chunk);

#endif
