/*
 * A value put together of pieces of others, by strides: what transposes,
 * flips, joins and repeats have in common.  Cells move with their state,
 * value, NULL or empty; kinds differ in width alone.
 *
 *		ax_nd_mosaic_begin(&mosaic, &head, full)
 *		ax_nd_mosaic_fill(&mosaic, cell)			if not full, at will
 *		ax_nd_mosaic_source(&mosaic, reader)		for each source
 *			ax_nd_mosaic_piece(&mosaic, &piece)		for each piece of it
 *		ax_nd_mosaic_finish(&mosaic)
 *
 * Source and result are held as dense cells, so memory is three times the
 * cells: source, result, and its bytes.
 */
#ifndef AX_NDARRAY_MOSAIC_H
#define AX_NDARRAY_MOSAIC_H

#include "postgres.h"

#include "pg/value.h"

/* Cells on a grid in the source that go to a grid in the result. */
typedef struct AxPiece
{
	int			ndim;			/* axes of the grid */
	uint64		length[AX_MAX_DIMS + 1];	/* steps along each */
	int64		from_stride[AX_MAX_DIMS + 1];	/* cells of the source, either sign; 0 repeats */
	int64		to_stride[AX_MAX_DIMS + 1]; /* cells of the result */
	uint64		from;			/* number of the first cell in the source */
	uint64		to;				/* ... and in the result */
} AxPiece;

typedef struct AxMosaic
{
	AxBuild		build;			/* of the result */
	uint32		width;			/* bytes of a cell */
	char	   *values;			/* owned; the result's cells */
	uint64_t   *present;		/* owned; NULL if all of them are present and not NULL */
	uint64_t   *valid;			/* owned; with present */
	char	   *from;			/* owned; the source's cells */
	uint64_t   *from_present;	/* owned, or NULL: all are */
	uint64_t   *from_valid;		/* owned, or NULL: no present cell is NULL */
} AxMosaic;

/* Begins a value with that head; full: no cell of it will be empty or NULL. */
extern void ax_nd_mosaic_begin(AxMosaic *mosaic, const AxHead *head, bool full);

/* Sets all cells to a value. */
extern void ax_nd_mosaic_fill(AxMosaic *mosaic, const void *cell);

/* Decodes the value that pieces are taken from. */
extern void ax_nd_mosaic_source(AxMosaic *mosaic, AxReader *reader);

/* Moves a piece of the source. */
extern void ax_nd_mosaic_piece(AxMosaic *mosaic, const AxPiece *piece);

extern struct varlena *ax_nd_mosaic_finish(AxMosaic *mosaic);

/* Says whether a value has neither empty cells nor NULL. */
extern bool ax_nd_is_full(AxReader *reader);

#endif
