/* A stored value, or a box of it, decoded into dense memory. */
#include "postgres.h"

#include "pg/value.h"

/* Where the cells of a run go: values and both masks from one place to another. */
static void
copy_run(const void *from_values, const uint64_t *from_present, const uint64_t *from_valid,
		 uint64 from, void *values, uint64_t *present, uint64_t *valid, uint64 to,
		 uint64 length, uint32 width)
{
	memcpy((char *) values + to * width, (const char *) from_values + from * width,
		   length * width);
	ax_mask_copy(present, to, from_present, from, length);
	ax_mask_copy(valid, to, from_valid, from, length);
}

static void
dense_box(AxReader *reader, const AxBox *box, void *values, uint64_t *present, uint64_t *valid)
{
	uint32		width = ax_kind_info(reader->head.kind)->width;
	uint32		tile_cells = reader->head.tile_cells;
	void	   *tile_values = palloc((Size) tile_cells * width);
	uint64_t   *tile_present = palloc(AX_MASK_BYTES(tile_cells));
	uint64_t   *tile_valid = palloc(AX_MASK_BYTES(tile_cells));
	uint64		open_tile = PG_UINT64_MAX;
	uint64		to = 0;
	AxRuns		runs;

	ax_runs_begin(&runs, &reader->head.box, box);
	while (ax_runs_next(&runs))
	{
		uint64		from = runs.start;
		uint64		left = runs.length;

		while (left > 0)
		{
			uint64		t = from / tile_cells;
			uint64		length = Min(left, (t + 1) * tile_cells - from);

			if (t != open_tile)
				ax_pg_tile(reader, (uint32) t, tile_values, tile_present, tile_valid);
			open_tile = t;
			copy_run(tile_values, tile_present, tile_valid, from - t * tile_cells,
					 values, present, valid, to, length, width);
			from += length;
			to += length;
			left -= length;
		}
	}
	pfree(tile_values);
	pfree(tile_present);
	pfree(tile_valid);
}

void
ax_pg_dense(AxReader *reader, const AxBox *box, void **values, uint64_t **present,
			uint64_t **valid)
{
	uint32		width = ax_kind_info(reader->head.kind)->width;
	uint64_t	cells = reader->head.cells;
	AxError		err;
	uint64_t	npresent;

	if (box != NULL)
		(void) ax_shape_cells(box, AX_MAX_CELLS, &cells, &err);	/* within the value's */
	*values = ax_pg_allocate(cells * width, false);
	*present = ax_pg_allocate(AX_MASK_BYTES(cells), true);
	*valid = ax_pg_allocate(AX_MASK_BYTES(cells), true);
	if (cells > 0)
	{
		AxBox	   *whole = &reader->head.box;
		AxBox		inner = box != NULL ? *box : *whole;
		uint64		first = ax_shape_ordinal(whole, inner.lower);
		uint64		last = ax_shape_ordinal(whole, inner.upper);

		ax_pg_prefetch(reader, (uint32) (first / reader->head.tile_cells),
					   (uint32) (last / reader->head.tile_cells));
		if (box != NULL && !ax_shape_equal(box, whole))
			dense_box(reader, box, *values, *present, *valid);
		else
			for (uint32 t = 0; t < reader->head.tiles; t++)
			{
				uint64		from = (uint64) t * reader->head.tile_cells;

				ax_pg_tile(reader, t, (char *) *values + from * width,
						   *present + from / 64, *valid + from / 64);
			}
	}
	npresent = ax_mask_count(*present, cells);
	if (ax_mask_count(*valid, cells) == npresent)
	{
		pfree(*valid);
		*valid = NULL;
	}
	if (npresent == cells)
	{
		pfree(*present);
		*present = NULL;
	}
}
