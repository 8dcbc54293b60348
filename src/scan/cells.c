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
	cells->nulls = nulls;
	cells->atts = palloc(sizeof(int) * array->natts);
	for (int a = 0; a < array->natts; a++)
		if (bms_is_member(array->atts[a].attno, columns))
		{
			wanted[a] = true;
			cells->atts[cells->natts++] = a;
		}
	for (int d = 0; d < array->ndim; d++)
		if (bms_is_member(array->dims[d].attno, columns))
		{
			cells->dims[cells->ndims] = d;
			cells->dim_columns[cells->ndims++] = array->dims[d].attno - 1;
			nulls[array->dims[d].attno - 1] = false;
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
		for (int i = 0; i < cells->natts; i++)
			ax_blocks_load(blocks, cells->atts[i]);
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

/* Coordinates of a cell that starts another row than the one before it. */
static pg_noinline void
enter_row(AxCells *cells, uint64 at)
{
	const AxBlock *block = &cells->blocks->block;
	int			last = block->box->ndim - 1;

	ax_shape_coords(block->box, block->first + at, cells->coords);
	cells->row_to = at + (uint64) (block->box->upper[last] - cells->coords[last]) + 1;
}

static inline void
fill(AxCells *cells, uint64 at)
{
	const AxBlocks *blocks = cells->blocks;
	Datum	   *values = cells->values;
	bool	   *nulls = cells->nulls;

	for (int i = 0; i < cells->natts; i++)
	{
		const AxBlockColumn *column = &blocks->columns[cells->atts[i]];
		const AxVector *vector = &blocks->vectors[cells->atts[i]];
		int			to = column->attribute->attno - 1;

		nulls[to] = vector->valid != NULL && !ax_mask_get(vector->valid, at);
		if (!nulls[to])
			values[to] = ax_pg_cell_datum(vector->kind,
										  (const char *) vector->values + at * column->width);
	}
	for (int i = 0; i < cells->ndims; i++)
		values[cells->dim_columns[i]] = Int64GetDatum(cells->coords[cells->dims[i]]);
}

bool
ax_cells_next(AxCells *cells)
{
	uint64		at = 0;

	while (cells->at >= cells->to || (at = next_selected(cells, cells->at)) >= cells->to)
		if (!next_block(cells))
			return false;
	if (at < cells->row_to)
		cells->coords[cells->blocks->block.box->ndim - 1] += (int64) (at - cells->last_at);
	else if (cells->ndims > 0)
		enter_row(cells, at);
	cells->last_at = at;
	cells->at = at + 1;
	fill(cells, at);
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
