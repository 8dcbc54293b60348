/*
 * A batch: cells of one chunk, in row-major order and each once, from which
 * the values of the attributes are built.
 */
#ifndef AX_STORE_BATCH_H
#define AX_STORE_BATCH_H

#include "store/gather.h"
#include "store/writer.h"

typedef struct AxBatch
{
	const AxGather *gather;		/* borrowed */
	const AxPiece *cells;		/* borrowed */
	AxBox		box;			/* of the values to build */
	uint32		count;			/* cells of the batch */
	const uint32 *index;		/* of each in `cells`; NULL: all, as they are */
	const uint32 *numbers;		/* of each in the box, rising */
} AxBatch;

/* What is to be done to a chunk; no place is in two of them. */
typedef struct AxBatches
{
	AxBatch		replace;		/* cells that have new values */
	AxBatch		leave;			/* cells that become empty */
	AxBatch		enter;			/* cells that come to be */
} AxBatches;

/*
 * Sorts the cells of a chunk into batches, in the current memory context.
 * 23505 when two of them enter one place, unless `conflict` says otherwise.
 */
extern void ax_batch_sort(const AxGather *gather, const AxGatherChunk *chunk,
						  const AxPiece *cells, AxConflict conflict, AxBatches *out);

/* Builds the value of an attribute of the batch. */
extern struct varlena *ax_batch_value(const AxBatch *batch, int att);

/* Builds a value of kind bool whose cells are those of the batch. */
extern struct varlena *ax_batch_places(const AxBatch *batch);

/* Builds a value without cells, at the lower corner of the box. */
extern struct varlena *ax_batch_nothing(AxKind kind, const AxBox *box);

#endif
