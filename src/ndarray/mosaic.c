/*
 * A value put together of pieces of others, by strides.
 *
 * A piece is copied by runs where both sides are contiguous.  Where source
 * and result run along different axes these two are walked in blocks: 64
 * bytes of the source at a time, so that a line is read once, and STEPS of
 * the result, so that the pages of both stay known to the processor.
 */
#include "postgres.h"

#include "miscadmin.h"

#include "codec/width.h"
#include "ndarray/cells.h"
#include "ndarray/mosaic.h"
#include "pg/error.h"

/* Cells along the result's axis of a block. */
#define STEPS 256

/* Cells between two looks at interrupts, in loops over single cells. */
#define BREATH 65536

bool
ax_nd_is_full(AxReader *reader)
{
	AxSummary	summary;

	ax_pg_summary(reader, &summary);
	return summary.present == reader->head.cells && summary.nulls == 0;
}

void
ax_nd_mosaic_begin(AxMosaic *mosaic, const AxHead *head, bool full)
{
	AxError		err;
	uint64		cells;

	memset(mosaic, 0, sizeof(*mosaic));
	AX_CHECK(ax_build_begin(&mosaic->build, ax_pg_alloc(CurrentMemoryContext), head, &err), &err);
	cells = mosaic->build.head.cells;
	mosaic->width = ax_kind_info(head->kind)->width;
	mosaic->values = ax_pg_allocate(cells * mosaic->width, !full);
	if (!full)
	{
		mosaic->present = ax_pg_allocate(AX_MASK_BYTES(cells), true);
		mosaic->valid = ax_pg_allocate(AX_MASK_BYTES(cells), true);
	}
}

void
ax_nd_mosaic_fill(AxMosaic *mosaic, const void *cell)
{
	uint64		cells = mosaic->build.head.cells;

	for (uint64 i = 0; i < cells; i++)
	{
		if (i % BREATH == 0)
			CHECK_FOR_INTERRUPTS();
		memcpy(mosaic->values + i * mosaic->width, cell, mosaic->width);
	}
	if (mosaic->present != NULL)
	{
		ax_mask_fill(mosaic->present, cells);
		ax_mask_fill(mosaic->valid, cells);
	}
}

void
ax_nd_mosaic_source(AxMosaic *mosaic, AxReader *reader)
{
	void	   *values;

	if (mosaic->from != NULL)
		pfree(mosaic->from);
	if (mosaic->from_present != NULL)
		pfree(mosaic->from_present);
	if (mosaic->from_valid != NULL)
		pfree(mosaic->from_valid);
	mosaic->from_present = mosaic->from_valid = NULL;
	mosaic->from = NULL;
	if (mosaic->present == NULL)
	{
		/* full: tile by tile, without a look at masks */
		AxCursor	cursor;

		mosaic->from = ax_pg_allocate(reader->head.cells * mosaic->width, false);
		ax_nd_cursor(&cursor, reader);
		for (uint32 t = 0; t < reader->head.tiles; t++)
			ax_pg_tile(reader, t, mosaic->from + (Size) t * reader->head.tile_cells * mosaic->width,
					   cursor.present, cursor.valid);
		return;
	}
	ax_pg_dense(reader, NULL, &values, &mosaic->from_present, &mosaic->from_valid);
	mosaic->from = values;
}

/* Leaves out axes of one step, and joins axes that are one in both. */
static void
simplify(const AxPiece *piece, AxPiece *result)
{
	*result = *piece;
	result->ndim = 0;
	for (int d = 0; d < piece->ndim; d++)
	{
		int			last = result->ndim - 1;

		if (piece->length[d] == 1)
			continue;
		if (last >= 0 &&
			result->from_stride[last] == piece->from_stride[d] * (int64) piece->length[d] &&
			result->to_stride[last] == piece->to_stride[d] * (int64) piece->length[d])
		{
			result->length[last] *= piece->length[d];
			result->from_stride[last] = piece->from_stride[d];
			result->to_stride[last] = piece->to_stride[d];
			continue;
		}
		last = result->ndim++;
		result->length[last] = piece->length[d];
		result->from_stride[last] = piece->from_stride[d];
		result->to_stride[last] = piece->to_stride[d];
	}
}

/* Steps to the next place of the axes that are not skipped; false at the end. */
static bool
step(const AxPiece *piece, uint64 *at, uint64 *from, uint64 *to, int skip1, int skip2)
{
	for (int d = piece->ndim - 1; d >= 0; d--)
	{
		if (d == skip1 || d == skip2)
			continue;
		*from += (uint64) piece->from_stride[d];
		*to += (uint64) piece->to_stride[d];
		if (++at[d] < piece->length[d])
			return true;
		*from -= (uint64) piece->from_stride[d] * piece->length[d];
		*to -= (uint64) piece->to_stride[d] * piece->length[d];
		at[d] = 0;
	}
	return false;
}

/* Copies cells along one axis. */
AX_INLINE void
copy_line(char *to, int64 to_stride, const char *from, int64 from_stride, uint64 n, size_t width)
{
	if (to_stride == 1 && from_stride == 1)
	{
		memcpy(to, from, n * width);
		return;
	}
	for (uint64 i = 0; i < n; i++)
		memcpy(to + (int64) i * to_stride * (int64) width,
			   from + (int64) i * from_stride * (int64) width, width);
}

/*
 * Copies a grid of two axes: i, along which the source runs, and j, along
 * which the result does.
 */
AX_INLINE void
copy_block(char *to, const char *from, uint64 ni, int64 to_i, int64 from_i,
		   uint64 nj, int64 to_j, int64 from_j, size_t width)
{
	const uint64 lines = 64 / width;

	for (uint64 j0 = 0; j0 < nj; j0 += STEPS)
		for (uint64 i0 = 0; i0 < ni; i0 += lines)
		{
			uint64		j1 = j0 + STEPS < nj ? j0 + STEPS : nj;
			uint64		n = ni - i0 < lines ? ni - i0 : lines;

			CHECK_FOR_INTERRUPTS();
			for (uint64 j = j0; j < j1; j++)
			{
				const char *f = from + ((int64) i0 * from_i + (int64) j * from_j) * (int64) width;
				char	   *t = to + ((int64) i0 * to_i + (int64) j * to_j) * (int64) width;

				for (uint64 i = 0; i < n; i++)
					memcpy(t + (int64) i * to_i * (int64) width,
						   f + (int64) i * from_i * (int64) width, width);
			}
		}
}

static void
copy_values(AxMosaic *mosaic, const AxPiece *piece)
{
	uint64		at[AX_MAX_DIMS + 1] = {0};
	uint64		from = piece->from;
	uint64		to = piece->to;
	uint64		since = 0;
	uint32		width = mosaic->width;
	int			j = piece->ndim - 1;	/* the result runs along it */
	int			i = j;			/* the source does */

	for (int d = 0; d < piece->ndim; d++)
	{
		if (Abs(piece->to_stride[d]) < Abs(piece->to_stride[j]))
			j = d;
		if (piece->from_stride[d] != 0 && Abs(piece->from_stride[d]) < Abs(piece->from_stride[i]))
			i = d;
	}
	/* short lines gain nothing from blocks */
	if (i != j && piece->length[i] == 1)
		i = j;
	do
	{
		char	   *t = mosaic->values + to * width;
		const char *f = mosaic->from + from * width;

		if (piece->ndim == 0)
			memcpy(t, f, width);
		else if (i == j)
		{
			AX_FOR_WIDTH(width, copy_line(t, piece->to_stride[j], f, piece->from_stride[j],
										  piece->length[j], AX_W));
			since += piece->length[j];
			if (since > BREATH)
			{
				CHECK_FOR_INTERRUPTS();
				since = 0;
			}
		}
		else
			AX_FOR_WIDTH(width, copy_block(t, f, piece->length[i], piece->to_stride[i],
										   piece->from_stride[i], piece->length[j],
										   piece->to_stride[j], piece->from_stride[j], AX_W));
	} while (step(piece, at, &from, &to, i, j));
}

/* Copies what the masks of the source say. */
static void
copy_masks(AxMosaic *mosaic, const AxPiece *piece)
{
	uint64		at[AX_MAX_DIMS + 1] = {0};
	uint64		from = piece->from;
	uint64		to = piece->to;
	uint64		count = 0;

	do
	{
		bool		present = mosaic->from_present == NULL || ax_mask_get(mosaic->from_present, from);

		if (++count % BREATH == 0)
			CHECK_FOR_INTERRUPTS();
		ax_mask_clear(mosaic->present, to);
		ax_mask_clear(mosaic->valid, to);
		if (!present)
			continue;
		ax_mask_set(mosaic->present, to);
		if (mosaic->from_valid == NULL || ax_mask_get(mosaic->from_valid, from))
			ax_mask_set(mosaic->valid, to);
	} while (step(piece, at, &from, &to, -1, -1));
}

void
ax_nd_mosaic_piece(AxMosaic *mosaic, const AxPiece *piece)
{
	AxPiece		simple;

	for (int d = 0; d < piece->ndim; d++)
		if (piece->length[d] == 0)
			return;
	simplify(piece, &simple);
	copy_values(mosaic, &simple);
	if (mosaic->present != NULL)
		copy_masks(mosaic, &simple);
}

struct varlena *
ax_nd_mosaic_finish(AxMosaic *mosaic)
{
	return ax_pg_finish_dense(&mosaic->build, mosaic->values, mosaic->present, mosaic->valid);
}
