/* Cells gathered by chunk: columns in memory, spilled to a file past work_mem. */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "store/gather.h"

#define FIRST_ROOM 8			/* cells of the first piece of a chunk */
#define LAST_ROOM 2048			/* pieces grow to this */

/*
 * What heads may take at least.  Under the least work_mem a million cells in
 * random order over a hundred chunks came in 22 s, as chunks were written
 * forty times each.
 */
#define LEAST_HEADS (1024 * 1024)

static inline uint32
width_of(const AxGather *gather, int att)
{
	return gather->columns[att].width;
}

static Size
piece_size(const AxGather *gather, uint32 room)
{
	return offsetof(AxPiece, data) + gather->array->natts * AX_MASK_BYTES(room) +
		(Size) room * gather->offsets[gather->array->natts];
}

AxGather *
ax_gather_begin(const AxArray *array, bool with_ops)
{
	AxGather   *gather = palloc0(sizeof(AxGather));
	uint32		offset = sizeof(uint32) + (with_ops ? 1 : 0);

	gather->array = array;
	gather->with_ops = with_ops;
	gather->limit = (Size) work_mem * 1024;
	gather->heads_limit = Max(gather->limit / 2, LEAST_HEADS);
	gather->owner = CurrentResourceOwner;
	gather->heads = AllocSetContextCreate(CurrentMemoryContext, "gathered chunks",
										  ALLOCSET_DEFAULT_SIZES);
	gather->body = AllocSetContextCreate(CurrentMemoryContext, "gathered cells",
										 ALLOCSET_DEFAULT_SIZES);
	gather->loaded_values = AllocSetContextCreate(CurrentMemoryContext, "gathered values of a chunk",
												  ALLOCSET_DEFAULT_SIZES);
	gather->offsets = palloc(sizeof(uint32) * (array->natts + 1));
	gather->columns = palloc0(sizeof(AxGatherColumn) * array->natts);
	for (int a = 0; a < array->natts; a++)
	{
		gather->columns[a].kind = array->atts[a].kind;
		gather->columns[a].width = ax_kind_info(array->atts[a].kind)->width;
		gather->columns[a].variable = ax_kind_is_variable(array->atts[a].kind);
		gather->offsets[a] = offset;
		offset += gather->columns[a].width;
	}
	gather->offsets[array->natts] = offset;
	return gather;
}

static void
make_table(AxGather *gather)
{
	HASHCTL		control = {0};

	control.keysize = gather->array->ndim * sizeof(int64);
	control.entrysize = control.keysize + sizeof(AxGatherChunk *);
	control.hcxt = gather->heads;
	gather->table = hash_create("gathered chunks", 256, &control,
								HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
}

/* Takes a piece, or none, as that which the next cell goes to. */
static void
use_piece(AxGather *gather, AxPiece *cells)
{
	gather->piece = cells;
	if (cells == NULL)
		return;
	gather->numbers = ax_piece_numbers(gather, cells);
	gather->ops = ax_piece_ops(gather, cells);
	for (int a = 0; a < gather->array->natts; a++)
	{
		gather->columns[a].nulls = ax_piece_nulls(cells, a);
		gather->columns[a].values = ax_piece_values(gather, cells, a);
	}
}

void
ax_gather_seek(AxGather *gather, const int64 *coords)
{
	int64		corner[AX_MAX_DIMS];
	Size		key = gather->array->ndim * sizeof(int64);
	char	   *entry;
	bool		found;

	if (gather->table == NULL)
		make_table(gather);
	ax_grid_corner(&gather->array->grid, coords, corner);
	entry = hash_search(gather->table, corner, HASH_ENTER, &found);
	if (!found)
	{
		AxGatherChunk *chunk = MemoryContextAllocZero(gather->heads, sizeof(AxGatherChunk));

		chunk->corner = (int64 *) entry;
		chunk->ordered = true;
		chunk->last = -1;
		memcpy(entry + key, &chunk, sizeof(chunk));
		gather->heads_size += 2 * key + sizeof(AxGatherChunk) + 64;
	}
	memcpy(&gather->chunk, entry + key, sizeof(gather->chunk));
	ax_grid_chunk(&gather->array->grid, corner, &gather->box);
	ax_shape_strides(&gather->box, gather->strides);
	for (int d = 0; d < gather->box.ndim; d++)
		gather->lengths[d] = (uint64) (gather->box.upper[d] - gather->box.lower[d]) + 1;
	use_piece(gather, gather->chunk->tail);
}

void
ax_gather_put_variable(AxGather *gather, AxKind kind, Datum value, void *slot)
{
	MemoryContext old = MemoryContextSwitchTo(gather->body);

	ax_pg_datum_cell(kind, value, slot);
	MemoryContextSwitchTo(old);
	gather->body_size += GetMemoryChunkSpace(*(void **) slot);
}

/* Writes the values that a column of a piece points to. */
static void
spill_values(AxGather *gather, const AxPiece *cells, int att)
{
	void	  **values = (void **) ax_piece_values(gather, cells, att);
	const uint64 *nulls = ax_piece_nulls(cells, att);

	for (uint32 i = 0; i < cells->count; i++)
		if (!ax_mask_get(nulls, i))
			BufFileWrite(gather->file, values[i], VARSIZE(values[i]));
}

/*
 * Writes what is in memory to the end of the file.  A piece goes out column
 * by column without its unused room; pieces of one chunk follow each other
 * as stretches of their own.
 */
static void
spill(AxGather *gather)
{
	ResourceOwner old = CurrentResourceOwner;
	MemoryContext old_context = MemoryContextSwitchTo(gather->heads);
	HASH_SEQ_STATUS status;
	Size		key = gather->array->ndim * sizeof(int64);
	int			natts = gather->array->natts;
	char	   *entry;

	CHECK_FOR_INTERRUPTS();
	if (gather->file == NULL)
	{
		CurrentResourceOwner = gather->owner;
		gather->file = BufFileCreateTemp(false);
		CurrentResourceOwner = old;
		gather->end_fileno = 0;
		gather->end_offset = 0;
	}
	if (BufFileSeek(gather->file, gather->end_fileno, gather->end_offset, SEEK_SET) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not seek in temporary file of gathered cells")));
	hash_seq_init(&status, gather->table);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		AxGatherChunk *chunk;

		memcpy(&chunk, entry + key, sizeof(chunk));
		for (AxPiece *cells = chunk->head; cells != NULL; cells = cells->next)
		{
			AxSpill    *spilled;

			if (chunk->nspills == chunk->spill_room)
			{
				int			room = Max(2, chunk->spill_room * 2);

				chunk->spills = chunk->spills == NULL ? palloc(room * sizeof(AxSpill)) :
					repalloc_huge(chunk->spills, room * sizeof(AxSpill));
				gather->heads_size += (room - chunk->spill_room) * sizeof(AxSpill);
				chunk->spill_room = room;
			}
			spilled = &chunk->spills[chunk->nspills++];
			spilled->count = cells->count;
			BufFileTell(gather->file, &spilled->fileno, &spilled->offset);
			for (int a = 0; a < natts; a++)
				BufFileWrite(gather->file, ax_piece_nulls(cells, a), AX_MASK_BYTES(cells->count));
			BufFileWrite(gather->file, ax_piece_numbers(gather, cells),
						 cells->count * sizeof(uint32));
			if (gather->with_ops)
				BufFileWrite(gather->file, ax_piece_ops(gather, cells), cells->count);
			for (int a = 0; a < natts; a++)
				if (gather->columns[a].variable)
					spill_values(gather, cells, a);
				else
					BufFileWrite(gather->file, ax_piece_values(gather, cells, a),
								 (Size) cells->count * width_of(gather, a));
		}
		chunk->head = chunk->tail = NULL;
	}
	BufFileTell(gather->file, &gather->end_fileno, &gather->end_offset);
	MemoryContextSwitchTo(old_context);
	MemoryContextReset(gather->body);
	gather->body_size = 0;
}

void
ax_gather_grow(AxGather *gather)
{
	AxGatherChunk *chunk = gather->chunk;
	uint32		room = chunk->tail != NULL ? Min(chunk->tail->room * 4, LAST_ROOM) :
		chunk->count >= LAST_ROOM ? LAST_ROOM : FIRST_ROOM;
	Size		size = piece_size(gather, room);
	AxPiece    *cells;

	if (gather->body_size + size > gather->limit && gather->body_size > 0)
		spill(gather);
	cells = MemoryContextAlloc(gather->body, size);
	gather->body_size += size;
	cells->next = NULL;
	cells->count = 0;
	cells->room = room;
	memset(cells->data, 0, gather->array->natts * AX_MASK_BYTES(room));
	if (chunk->tail != NULL)
		chunk->tail->next = cells;
	else
		chunk->head = cells;
	chunk->tail = cells;
	use_piece(gather, cells);
}

static int
compare_corners(const void *a, const void *b, void *ndim)
{
	const AxGatherChunk *x = *(AxGatherChunk *const *) a;
	const AxGatherChunk *y = *(AxGatherChunk *const *) b;

	for (int d = 0; d < *(int *) ndim; d++)
		if (x->corner[d] != y->corner[d])
			return x->corner[d] < y->corner[d] ? -1 : 1;
	return 0;
}

AxGatherChunk **
ax_gather_chunks(AxGather *gather, int *count)
{
	HASH_SEQ_STATUS status;
	Size		key = gather->array->ndim * sizeof(int64);
	int			ndim = gather->array->ndim;
	int			n = 0;
	AxGatherChunk **chunks;
	char	   *entry;

	*count = 0;
	if (gather->table == NULL)
		return NULL;
	chunks = palloc_extended(hash_get_num_entries(gather->table) * sizeof(AxGatherChunk *),
							 MCXT_ALLOC_HUGE);
	hash_seq_init(&status, gather->table);
	while ((entry = hash_seq_search(&status)) != NULL)
	{
		memcpy(&chunks[n], entry + key, sizeof(AxGatherChunk *));
		if (chunks[n]->count > 0)
			n++;
	}
	qsort_arg(chunks, n, sizeof(AxGatherChunk *), compare_corners, &ndim);
	*count = n;
	return chunks;
}

static void
read_file(AxGather *gather, void *out, Size size)
{
	if (BufFileRead(gather->file, out, size) != size)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read from temporary file of gathered cells")));
}

/* Copies n bits of a mask to position `to` of a mask that is zero there. */
static void
copy_bits(uint64 *mask, uint32 to, const uint64 *from, uint32 n)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		for (uint64 bits = from[w]; bits != 0; bits &= bits - 1)
			ax_mask_set(mask, to + w * 64 + __builtin_ctzll(bits));
}

/* Reads the values of cells [at, at + n) of a column. */
static void
load_values(AxGather *gather, AxPiece *to, int att, uint32 at, uint32 n)
{
	void	  **values = (void **) ax_piece_values(gather, to, att);
	const uint64 *nulls = ax_piece_nulls(to, att);

	for (uint32 i = at; i < at + n; i++)
	{
		varattrib_4b head;

		if (ax_mask_get(nulls, i))
			continue;
		read_file(gather, &head, VARHDRSZ);
		values[i] = MemoryContextAlloc(gather->loaded_values, VARSIZE(&head));
		memcpy(values[i], &head, VARHDRSZ);
		if (VARSIZE(&head) > VARHDRSZ)
			read_file(gather, VARDATA(values[i]), VARSIZE(&head) - VARHDRSZ);
	}
}

static void
load_spill(AxGather *gather, const AxSpill *spilled, AxPiece *to)
{
	uint64		nulls[AX_MASK_WORDS(LAST_ROOM)];
	uint32		at = to->count;
	uint32		n = spilled->count;

	if (BufFileSeek(gather->file, spilled->fileno, spilled->offset, SEEK_SET) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not seek in temporary file of gathered cells")));
	for (int a = 0; a < gather->array->natts; a++)
	{
		read_file(gather, nulls, AX_MASK_BYTES(n));
		copy_bits(ax_piece_nulls(to, a), at, nulls, n);
	}
	read_file(gather, ax_piece_numbers(gather, to) + at, n * sizeof(uint32));
	if (gather->with_ops)
		read_file(gather, ax_piece_ops(gather, to) + at, n);
	for (int a = 0; a < gather->array->natts; a++)
	{
		Size		width = width_of(gather, a);

		if (gather->columns[a].variable)
			load_values(gather, to, a, at, n);
		else
			read_file(gather, ax_piece_values(gather, to, a) + at * width, n * width);
	}
	to->count += n;
}

static void
load_piece(AxGather *gather, const AxPiece *from, AxPiece *to)
{
	uint32		at = to->count;
	uint32		n = from->count;

	memcpy(ax_piece_numbers(gather, to) + at, ax_piece_numbers(gather, from), n * sizeof(uint32));
	if (gather->with_ops)
		memcpy(ax_piece_ops(gather, to) + at, ax_piece_ops(gather, from), n);
	for (int a = 0; a < gather->array->natts; a++)
	{
		Size		width = width_of(gather, a);

		copy_bits(ax_piece_nulls(to, a), at, ax_piece_nulls(from, a), n);
		memcpy(ax_piece_values(gather, to, a) + at * width,
			   ax_piece_values(gather, from, a), n * width);
	}
	to->count += n;
}

const AxPiece *
ax_gather_load(AxGather *gather, AxGatherChunk *chunk)
{
	AxPiece    *to = gather->loaded;
	uint32		room;

	if (chunk->count > PG_UINT32_MAX - 64)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many changes of one chunk in one command")));
	room = (uint32) TYPEALIGN(64, chunk->count);
	if (to == NULL || to->room < room)
	{
		if (to != NULL)
			pfree(to);
		gather->loaded = NULL;
		to = MemoryContextAllocHuge(gather->heads, piece_size(gather, room));
		to->room = room;
		gather->loaded = to;
	}
	MemoryContextReset(gather->loaded_values);
	to->next = NULL;
	to->count = 0;
	memset(to->data, 0, gather->array->natts * AX_MASK_BYTES(to->room));
	for (int s = 0; s < chunk->nspills; s++)
		load_spill(gather, &chunk->spills[s], to);
	for (const AxPiece *cells = chunk->head; cells != NULL; cells = cells->next)
		load_piece(gather, cells, to);
	Assert(to->count == chunk->count);
	return to;
}

void
ax_gather_reset(AxGather *gather)
{
	ax_gather_end(gather);
	MemoryContextReset(gather->body);
	MemoryContextReset(gather->heads);
	MemoryContextReset(gather->loaded_values);
	gather->heads_size = gather->body_size = 0;
	gather->count = 0;
	gather->table = NULL;
	gather->chunk = NULL;
	gather->piece = NULL;
	memset(gather->lengths, 0, sizeof(gather->lengths));
	gather->loaded = NULL;
}

void
ax_gather_end(AxGather *gather)
{
	if (gather->file != NULL)
		BufFileClose(gather->file);
	gather->file = NULL;
}
