/* Cells of a stored array one by one, as the columns of its foreign table. */
#include "postgres.h"

#include "pg/kind.h"
#include "scan/cells.h"

AxCells *
ax_cells_make(const AxArray *array, Snapshot snapshot, const Bitmapset *columns,
			  const AxChunkLock *lock, AxFilter *filter, Datum *values, bool *nulls)
{
	AxCells    *cells = palloc0(sizeof(AxCells));
	bool	   *wanted = palloc0(sizeof(bool) * array->natts);
	int			lead = -1;

	cells->filter = filter;
	cells->values = values;
	cells->atts = palloc0(sizeof(AxCellColumn) * array->natts);
	for (int a = 0; a < array->natts; a++)
		if (bms_is_member(array->atts[a].attno, columns))
		{
			AxCellColumn *column = &cells->atts[cells->natts++];

			wanted[a] = true;
			column->attribute = a;
			column->to = &values[array->atts[a].attno - 1];
			column->null = &nulls[array->atts[a].attno - 1];
			column->kind = array->atts[a].kind;
			column->width = ax_kind_info(column->kind)->width;
		}
	cells->last = &cells->spare;
	for (int d = 0; d < array->ndim; d++)
		if (bms_is_member(array->dims[d].attno, columns))
		{
			cells->dims[cells->ndims] = d;
			cells->dim_columns[cells->ndims++] = array->dims[d].attno - 1;
			nulls[array->dims[d].attno - 1] = false;
			if (d == array->ndim - 1)
				cells->last = &values[array->dims[d].attno - 1];
		}
	if (filter != NULL)
		lead = ax_filter_attributes(filter, wanted);
	cells->blocks = ax_blocks_make(array, snapshot, wanted, lead, lock);
	if (filter != NULL)
		ax_filter_attach(filter, cells->blocks);
	pfree(wanted);
	return cells;
}

void
ax_cells_start(AxCells *cells, const AxBox *box)
{
	ax_blocks_start(cells->blocks, box);
	cells->in_chunk = false;
	cells->at = cells->to = 0;
}

/* Loads the attributes of the block that are given out. */
static void
load(AxCells *cells)
{
	for (int i = 0; i < cells->natts; i++)
	{
		AxCellColumn *column = &cells->atts[i];
		const AxVector *vector = &cells->blocks->vectors[column->attribute];

		ax_blocks_load(cells->blocks, column->attribute);
		column->values = vector->values;
		column->valid = vector->valid;
		column->datums = NULL;
#ifdef USE_FLOAT8_BYVAL
		if (column->valid == NULL &&
			(column->kind == AX_KIND_INT8 || column->kind == AX_KIND_FLOAT8))
			column->datums = vector->values;
#endif
		*column->null = false;
	}
}

/* Moves to the next block with cells to give out. */
static bool
next_block(AxCells *cells)
{
	AxBlocks   *blocks = cells->blocks;
	AxFilter   *filter = cells->filter;

	cells->at = cells->to = 0;
	cells->row_to = 0;
	if (filter != NULL)
		ax_filter_check(filter);
	for (;;)
	{
		if (!cells->in_chunk)
		{
			if (!ax_blocks_next_chunk(blocks))
				return false;
			if (filter != NULL && !ax_filter_chunk(filter, blocks))
				continue;
			cells->in_chunk = true;
		}
		if (!ax_blocks_next_tile(blocks))
		{
			cells->in_chunk = false;
			continue;
		}
		if (ax_blocks_select(blocks) == 0)
			continue;
		cells->selected = blocks->block.selected;
		if (filter != NULL && ax_filter_run(filter, blocks, &cells->selected) == 0)
		{
			ax_filter_check(filter);
			continue;
		}
		load(cells);
		cells->to = blocks->block.n;
		return true;
	}
}

/* First cell from `at` on, which lies in the block, that is to be given out, or the end. */
static inline uint64
next_selected(const AxCells *cells, uint64 at)
{
	uint64		word;
	uint64		w;
	uint64		last;

	if (cells->selected == NULL)
		return at;
	w = at / 64;
	last = (cells->to - 1) / 64;
	word = cells->selected[w] & (~UINT64CONST(0) << (at % 64));
	while (word == 0 && w < last)
		word = cells->selected[++w];
	return word == 0 ? cells->to : w * 64 + (uint64) __builtin_ctzll(word);
}

/* Fills in the coordinates of a cell in another row than the one before it. */
static pg_noinline void
enter_row(AxCells *cells, uint64 at)
{
	const AxBlock *block = &cells->blocks->block;
	int			last = block->box->ndim - 1;
	int64		coords[AX_MAX_DIMS];

	if (cells->ndims == 0)
	{
		cells->row_to = cells->to;
		return;
	}
	ax_shape_coords(block->box, block->first + at, coords);
	for (int i = 0; i < cells->ndims; i++)
		cells->values[cells->dim_columns[i]] = Int64GetDatum(coords[cells->dims[i]]);
	/* where a bigint is a pointer it lives no longer than the row */
	cells->row_to = FLOAT8PASSBYVAL ?
		at + (uint64) (block->box->upper[last] - coords[last]) + 1 : at;
	cells->row_start = coords[last] - (int64) at;
}

/* The first cell of the next block with any; behind its last cell at the end. */
static pg_noinline uint64
first_of_next(AxCells *cells)
{
	uint64		at;

	do
	{
		if (!next_block(cells))
			return cells->to;
		at = next_selected(cells, 0);
	} while (at >= cells->to);
	return at;
}

bool
ax_cells_next(AxCells *cells)
{
	uint64		at = cells->at;

	if (at < cells->to && cells->selected != NULL)
		at = next_selected(cells, at);
	if (unlikely(at >= cells->to))
	{
		at = first_of_next(cells);
		if (at >= cells->to)
			return false;
	}
	cells->at = at + 1;
	if (unlikely(at >= cells->row_to))
		enter_row(cells, at);
	*cells->last = Int64GetDatum(cells->row_start + (int64) at);
	for (int i = 0; i < cells->natts; i++)
	{
		const AxCellColumn *column = &cells->atts[i];

		if (likely(column->datums != NULL))
			*column->to = column->datums[at];
		else if (column->valid != NULL && !ax_mask_get(column->valid, at))
			*column->null = true;
		else
		{
			*column->null = false;
			*column->to = ax_pg_cell_datum(column->kind, column->values + at * column->width);
		}
	}
	return true;
}

uint64
ax_cells_skip(AxCells *cells, uint64 skip)
{
	while (skip > 0)
	{
		if (cells->at >= cells->to)
		{
			if (!next_block(cells))
				return skip;
			/* nothing of it was given out yet */
			if (cells->filter == NULL && cells->blocks->count <= skip)
			{
				skip -= cells->blocks->count;
				cells->at = cells->to;
				continue;
			}
		}
		cells->row_to = 0;
		if (cells->selected == NULL)
		{
			uint64		step = Min(skip, cells->to - cells->at);

			cells->at += step;
			skip -= step;
			continue;
		}
		cells->at = next_selected(cells, cells->at);
		if (cells->at < cells->to)
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
	ax_blocks_end(cells->blocks);
}
