/* Gathered cells of one chunk sorted and built into values. */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "base/mask.h"
#include "pg/error.h"
#include "pg/value.h"
#include "store/batch.h"
#include "store/merge.h"

/*
 * A value spans its whole chunk, so that later ones merge tile by tile,
 * unless the directory of tiles would outweigh the cells.
 */
#define WHOLE_CELLS (1 << 18)
#define WHOLE_SHARE 64

#define DIGIT_BITS 11
#define DIGITS (1 << DIGIT_BITS)

static void *
allocate(Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(size, 8));
}

/* Order of the cells by number; equal ones stay in the order they came in. */
static uint32 *
order_of(const uint32 *numbers, uint32 n)
{
	uint32	   *order = allocate(n * sizeof(uint32));
	uint32	   *other = allocate(n * sizeof(uint32));
	uint32		all = 0;

	for (uint32 i = 0; i < n; i++)
	{
		order[i] = i;
		all |= numbers[i];
	}
	/* least digit first; the sort of each digit keeps the order of the last */
	for (int shift = 0; shift < 32 && (all >> shift) != 0; shift += DIGIT_BITS)
	{
		uint32		starts[DIGITS] = {0};
		uint32		sum = 0;
		uint32	   *swap;

		CHECK_FOR_INTERRUPTS();
		for (uint32 i = 0; i < n; i++)
			starts[(numbers[i] >> shift) % DIGITS]++;
		for (int d = 0; d < DIGITS; d++)
		{
			uint32		count = starts[d];

			starts[d] = sum;
			sum += count;
		}
		for (uint32 i = 0; i < n; i++)
			other[starts[(numbers[order[i]] >> shift) % DIGITS]++] = order[i];
		swap = order;
		order = other;
		other = swap;
	}
	pfree(other);
	return order;
}

static void
clash(const AxGather *gather, const AxGatherChunk *chunk, uint32 number)
{
	int64		coords[AX_MAX_DIMS];
	AxBox		box;

	ax_grid_chunk(&gather->array->grid, chunk->corner, &box);
	ax_shape_coords(&box, number, coords);
	ax_merge_exists(box.ndim, coords);
}

/* Chooses the box of a batch, tight if so asked, and numbers its cells in it. */
static void
place(AxBatch *batch, const AxGatherChunk *chunk, bool tight)
{
	const uint32 *numbers = ax_piece_numbers(batch->gather, batch->cells);
	const uint32 *index = batch->index;
	uint32	   *own;
	uint64_t	cells;
	AxBox		whole;
	AxError		err;
	int64		coords[AX_MAX_DIMS];
	uint64		at = 0;

	ax_grid_chunk(&batch->gather->array->grid, chunk->corner, &whole);
	AX_CHECK(ax_shape_cells(&whole, PG_UINT32_MAX, &cells, &err), &err);
	if (!tight && (cells <= WHOLE_CELLS || batch->count >= cells / WHOLE_SHARE))
	{
		batch->box = whole;
		if (index == NULL)
		{
			batch->numbers = numbers;
			return;
		}
		own = allocate(batch->count * sizeof(uint32));
		for (uint32 i = 0; i < batch->count; i++)
			own[i] = numbers[index[i]];
		batch->numbers = own;
		return;
	}
	batch->box.ndim = whole.ndim;
	memcpy(coords, whole.lower, sizeof(coords));
	for (uint32 i = 0; i < batch->count; i++)
	{
		uint32		number = numbers[index == NULL ? i : index[i]];

		ax_shape_step(&whole, at, number, coords);
		at = number;
		for (int d = 0; d < whole.ndim; d++)
		{
			batch->box.lower[d] = i == 0 ? coords[d] : Min(batch->box.lower[d], coords[d]);
			batch->box.upper[d] = i == 0 ? coords[d] : Max(batch->box.upper[d], coords[d]);
		}
	}
	own = allocate(batch->count * sizeof(uint32));
	for (uint32 i = 0; i < batch->count; i++)
	{
		uint32		number = numbers[index == NULL ? i : index[i]];

		ax_shape_step(&whole, at, number, coords);
		at = number;
		own[i] = (uint32) ax_shape_ordinal(&batch->box, coords);
	}
	batch->numbers = own;
}

/* Each place once: the index of the cell that holds it in the end. */
static void
sort_inserts(const AxGather *gather, const AxGatherChunk *chunk, const AxPiece *cells,
			 AxConflict conflict, AxBatch *enter)
{
	const uint32 *numbers = ax_piece_numbers(gather, cells);
	uint32	   *order;
	uint32		n = 0;

	enter->count = cells->count;
	if (chunk->ordered)
		return;
	order = order_of(numbers, cells->count);
	for (uint32 i = 0; i < cells->count; i++)
	{
		if (n == 0 || numbers[order[n - 1]] != numbers[order[i]])
			order[n++] = order[i];
		else if (conflict == AX_CONFLICT_ERROR)
			clash(gather, chunk, numbers[order[i]]);
		else if (conflict == AX_CONFLICT_OVERWRITE)
			order[n - 1] = order[i];
	}
	enter->count = n;
	enter->index = order;
}

/* What happens to each place, from all that was said of it. */
static void
sort_changes(const AxGather *gather, const AxGatherChunk *chunk, const AxPiece *cells,
			 AxBatches *out)
{
	const uint32 *numbers = ax_piece_numbers(gather, cells);
	const uint8 *ops = ax_piece_ops(gather, cells);
	uint32	   *order = order_of(numbers, cells->count);
	uint32	   *indexes[4];
	uint32		counts[4] = {0};

	for (int op = AX_CELL_LEFT; op <= (AX_CELL_LEFT | AX_CELL_ENTERED); op++)
		indexes[op] = allocate(cells->count * sizeof(uint32));
	for (uint32 i = 0; i < cells->count;)
	{
		uint32		number = numbers[order[i]];
		uint32		which = order[i];
		uint8		op = 0;

		for (; i < cells->count && numbers[order[i]] == number; i++)
		{
			if ((ops[order[i]] & AX_CELL_ENTERED) != 0)
			{
				if ((op & AX_CELL_ENTERED) != 0)
					clash(gather, chunk, number);
				which = order[i];
			}
			op |= ops[order[i]];
		}
		indexes[op][counts[op]++] = which;
	}
	out->leave.index = indexes[AX_CELL_LEFT];
	out->leave.count = counts[AX_CELL_LEFT];
	out->enter.index = indexes[AX_CELL_ENTERED];
	out->enter.count = counts[AX_CELL_ENTERED];
	out->replace.index = indexes[AX_CELL_LEFT | AX_CELL_ENTERED];
	out->replace.count = counts[AX_CELL_LEFT | AX_CELL_ENTERED];
}

void
ax_batch_sort(const AxGather *gather, const AxGatherChunk *chunk, const AxPiece *cells,
			  AxConflict conflict, AxBatches *out)
{
	AxBatch    *all[] = {&out->leave, &out->replace, &out->enter};

	memset(out, 0, sizeof(*out));
	for (int i = 0; i < lengthof(all); i++)
	{
		all[i]->gather = gather;
		all[i]->cells = cells;
	}
	if (gather->with_ops)
		sort_changes(gather, chunk, cells, out);
	else
		sort_inserts(gather, chunk, cells, conflict, &out->enter);

	/*
	 * Attributes of a chunk span the same box.  An update that leaves some of
	 * them alone must not widen the box of the others: cells that exist lie
	 * within it, and so does the least box that holds them.
	 */
	for (int i = 0; i < lengthof(all); i++)
		if (all[i]->count > 0)
			place(all[i], chunk, all[i] == &out->replace);
}

/* Cells p .. q - 1 of the batch, which lie in one tile that begins at `first`. */
static void
fill_tile(const AxBatch *batch, int att, uint32 width, uint64 first, uint32 p, uint32 q,
		  char *values, uint64 *present, uint64 *valid)
{
	const char *from = ax_piece_values(batch->gather, batch->cells, att);
	const uint64 *nulls = ax_piece_nulls(batch->cells, att);

	if (batch->index == NULL && batch->numbers[q - 1] - batch->numbers[p] == q - 1 - p)
	{
		uint64		to = batch->numbers[p] - first;

		memcpy(values + to * width, from + (Size) p * width, (Size) (q - p) * width);
		ax_mask_set_range(present, to, to + (q - p));
		ax_mask_set_range(valid, to, to + (q - p));
		for (uint32 i = p; i < q; i++)
		{
			if (i % 64 == 0 && q - i >= 64 && nulls[i / 64] == 0)
				i += 63;
			else if (ax_mask_get(nulls, i))
				ax_mask_clear(valid, to + (i - p));
		}
		return;
	}
	for (uint32 i = p; i < q; i++)
	{
		uint32		which = batch->index == NULL ? i : batch->index[i];
		uint64		to = batch->numbers[i] - first;

		ax_mask_set(present, to);
		if (ax_mask_get(nulls, which))
			continue;
		ax_mask_set(valid, to);
		memcpy(values + to * width, from + (Size) which * width, width);
	}
}

/* Says whether an attribute has no NULL in all cells of the gather's chunk. */
static bool
no_nulls(const AxBatch *batch, int att)
{
	const uint64 *nulls = ax_piece_nulls(batch->cells, att);
	uint64		any = 0;

	for (size_t w = 0; w < AX_MASK_WORDS(batch->cells->count); w++)
		any |= nulls[w];
	return any == 0;
}

struct varlena *
ax_batch_value(const AxBatch *batch, int att)
{
	AxHead		head = {0};
	uint32		width;
	uint64		tile_cells;
	AxBuild		build;
	AxError		err;
	char	   *values;
	uint64	   *present;
	uint64	   *valid;
	uint32		p = 0;

	head.kind = batch->gather->array->atts[att].kind;
	head.box = batch->box;
	width = ax_kind_info(head.kind)->width;
	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
	/* every cell of the box, in order: the column is the payload */
	if (batch->index == NULL && batch->count == build.head.cells && no_nulls(batch, att))
	{
		const void *column = ax_piece_values(batch->gather, batch->cells, att);

		ax_build_abandon(&build);
		ax_build_choose_tiles(&head, column, NULL, NULL);
		AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
		build.codec = batch->gather->array->atts[att].codec;
		return ax_pg_finish_dense(&build, column, NULL, NULL);
	}
	build.codec = batch->gather->array->atts[att].codec;
	tile_cells = build.head.tile_cells;
	values = palloc(tile_cells * width);
	present = palloc(AX_MASK_BYTES(tile_cells));
	valid = palloc(AX_MASK_BYTES(tile_cells));
	for (uint32 t = 0; t < build.head.tiles; t++)
	{
		uint64		first = t * tile_cells;
		uint32		q = p;

		CHECK_FOR_INTERRUPTS();
		memset(present, 0, AX_MASK_BYTES(tile_cells));
		memset(valid, 0, AX_MASK_BYTES(tile_cells));
		while (q < batch->count && batch->numbers[q] < first + tile_cells)
			q++;
		if (q > p)
			fill_tile(batch, att, width, first, p, q, values, present, valid);
		AX_CHECK(ax_build_tile(&build, values, present, valid, &err), &err);
		p = q;
	}
	return ax_pg_finish(&build);
}

struct varlena *
ax_batch_places(const AxBatch *batch)
{
	AxHead		head = {0};
	uint64		tile_cells;
	AxBuild		build;
	AxError		err;
	char	   *values;
	uint64	   *present;
	uint32		p = 0;

	head.kind = AX_KIND_BOOL;
	head.box = batch->box;
	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
	tile_cells = build.head.tile_cells;
	values = palloc0(tile_cells);
	present = palloc(AX_MASK_BYTES(tile_cells));
	for (uint32 t = 0; t < build.head.tiles; t++)
	{
		uint64		first = t * tile_cells;

		memset(present, 0, AX_MASK_BYTES(tile_cells));
		for (; p < batch->count && batch->numbers[p] < first + tile_cells; p++)
			ax_mask_set(present, batch->numbers[p] - first);
		AX_CHECK(ax_build_tile(&build, values, present, present, &err), &err);
	}
	return ax_pg_finish(&build);
}

struct varlena *
ax_batch_nothing(AxKind kind, const AxBox *box)
{
	AxHead		head = {0};

	head.kind = kind;
	head.box = *box;
	for (int d = 0; d < box->ndim; d++)
		head.box.upper[d] = box->lower[d] - 1;
	return ax_pg_build(&head, NULL, NULL, NULL);
}
