/* Cells of a stored array one by one, as the columns of its foreign table. */
#include "postgres.h"

#include "pg/kind.h"
#include "scan/cells.h"

AxCells *
ax_cells_make(const AxArray *array, Snapshot snapshot, const Bitmapset *columns,
			  const AxChunkLock *lock, Datum *values, bool *nulls)
{
	AxCells    *cells = palloc0(sizeof(AxCells));
	bool	   *wanted = palloc0(sizeof(bool) * array->natts);

	cells->values = values;
	cells->nulls = nulls;
	for (int i = 0; i < array->natts; i++)
		if (bms_is_member(array->atts[i].attno, columns))
		{
			wanted[i] = true;
			cells->natts++;
		}
	for (int d = 0; d < array->ndim; d++)
		if (bms_is_member(array->dims[d].attno, columns))
		{
			cells->dims[cells->ndims] = d;
			cells->columns[cells->ndims++] = array->dims[d].attno - 1;
			nulls[array->dims[d].attno - 1] = false;
		}
	cells->tiles = ax_tiles_make(array, snapshot, wanted, lock);
	pfree(wanted);
	return cells;
}

void
ax_cells_start(AxCells *cells, const AxBox *box)
{
	ax_tiles_start(cells->tiles, box);
	cells->at = cells->tiles->from = cells->tiles->to = 0;
	cells->row_to = 0;
}

/* First cell of the stretch from `at` on that is present, or its end. */
static inline uint64
next_present(const AxTiles *tiles, uint64 at)
{
	const AxTileColumn *lead = &tiles->columns[0];
	uint64		bit;
	uint64		word;
	uint64		last;

	if (lead->all_present)
		return at;
	bit = at - lead->from;
	last = (tiles->to - 1 - lead->from) / 64;
	word = lead->present[bit / 64] & (~UINT64CONST(0) << (bit % 64));
	for (bit /= 64; word == 0 && bit < last; word = lead->present[bit])
		bit++;
	if (word == 0)
		return tiles->to;
	bit = bit * 64 + (uint64) __builtin_ctzll(word);
	return Min(lead->from + bit, tiles->to);
}

/* Coordinates of a cell that starts another row than the one before it. */
static pg_noinline void
enter_row(AxCells *cells, uint64 cell)
{
	const AxBox *chunk = cells->tiles->chunk;
	int			last = chunk->ndim - 1;

	ax_shape_coords(chunk, cell, cells->coords);
	cells->row_to = cell + (uint64) (chunk->upper[last] - cells->coords[last]) + 1;
}

static inline void
fill(AxCells *cells, uint64 cell)
{
	const AxTileColumn *column = cells->tiles->columns;
	Datum	   *values = cells->values;
	bool	   *nulls = cells->nulls;

	for (int i = 0; i < cells->natts; i++, column++)
	{
		int			to = column->attribute->attno - 1;

		nulls[to] = !ax_tiles_valid(column, cell);
		if (!nulls[to])
			values[to] = ax_pg_cell_datum(column->attribute->kind,
										  ax_tiles_value(column, cell));
	}
	for (int i = 0; i < cells->ndims; i++)
		values[cells->columns[i]] = Int64GetDatum(cells->coords[cells->dims[i]]);
}

bool
ax_cells_next(AxCells *cells)
{
	AxTiles    *tiles = cells->tiles;
	uint64		cell;

	for (;;)
	{
		if (cells->at < tiles->to)
		{
			cell = next_present(tiles, cells->at);
			if (cell < tiles->to)
				break;
		}
		if (!ax_tiles_next(tiles))
		{
			cells->at = tiles->to = 0;
			return false;
		}
		cells->at = tiles->from;
		cells->row_to = 0;
	}
	if (cell < cells->row_to)
		cells->coords[tiles->chunk->ndim - 1] += (int64) (cell - cells->last_at);
	else if (cells->ndims > 0)
		enter_row(cells, cell);
	cells->last_at = cell;
	cells->at = cell + 1;
	fill(cells, cell);
	return true;
}

uint64
ax_cells_skip(AxCells *cells, uint64 skip)
{
	AxTiles    *tiles = cells->tiles;

	while (skip > 0)
	{
		if (cells->at >= tiles->to)
		{
			if (!ax_tiles_next(tiles))
			{
				cells->at = tiles->to = 0;
				return skip;
			}
			cells->at = tiles->from;
		}
		cells->row_to = 0;
		if (tiles->columns[0].all_present)
		{
			uint64		step = Min(skip, tiles->to - cells->at);

			cells->at += step;
			skip -= step;
			continue;
		}
		cells->at = next_present(tiles, cells->at);
		if (cells->at < tiles->to)
		{
			cells->at++;
			skip--;
		}
	}
	return 0;
}

void
ax_cells_end(AxCells *cells)
{
	ax_tiles_end(cells->tiles);
}
