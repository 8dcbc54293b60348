/*
 * Blocks: the cells of one decoded tile, all attributes side by side.
 *
 * This is all that an expression program knows of where cells come from.
 */
#ifndef AX_EXPR_BLOCK_H
#define AX_EXPR_BLOCK_H

#include "kernel/vector.h"
#include "shape/box.h"

typedef struct AxBlock
{
	size_t		n;				/* cells, 1 .. AX_VECTOR_CELLS */
	const AxBox *box;			/* borrowed: of the chunk value that the tile is of */
	uint64_t	first;			/* number of the tile's first cell in box */
	const AxVector *columns;	/* borrowed: by attribute of the array; kind
								 * AX_KIND_NONE where not read */
	const uint64_t *selected;	/* borrowed: cells that are present and wanted; NULL: all n */
} AxBlock;

#endif
