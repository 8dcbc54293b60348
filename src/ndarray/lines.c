/* The lines of a value along an axis. */
#include "postgres.h"

#include "miscadmin.h"

#include "codec/width.h"
#include "ndarray/lines.h"
#include "pg/error.h"

/* Bytes of a block of lines that are gathered together. */
#define BLOCK (256 * 1024)

/* Lines in a block: enough for a line of the cache, few enough to stay known to the processor. */
#define BLOCK_LEAST 8
#define BLOCK_MOST 1024

/* Slots between the lines of a block, so that they do not meet in one set of the cache. */
#define GAP 8

/* Cells between two looks at interrupts. */
#define BREATH 65536

/* Both masks or none. */
static void
complete_masks(AxLines *lines)
{
	Size		bytes = AX_MASK_BYTES(lines->head.cells);

	if (lines->present == NULL && lines->valid == NULL)
		return;
	if (lines->present == NULL)
	{
		lines->present = ax_pg_allocate(bytes, true);
		ax_mask_fill(lines->present, lines->head.cells);
	}
	else if (lines->valid == NULL)
	{
		lines->valid = ax_pg_allocate(bytes, false);
		memcpy(lines->valid, lines->present, bytes);
	}
}

void
ax_lines_open(AxLines *lines, AxReader *reader, int first, int last)
{
	const AxBox *box = &reader->head.box;
	void	   *values;
	uint64		outer = 1;

	memset(lines, 0, sizeof(*lines));
	lines->head = reader->head;
	lines->width = ax_kind_info(reader->head.kind)->width;
	lines->length = lines->inner = 1;
	lines->number = PG_UINT64_MAX;
	/* a box without cells may have lines without cells, or none */
	for (int d = 0; d < box->ndim; d++)
		if (d < first)
			outer *= (uint64) ax_shape_length(box, d);
		else if (d <= last)
			lines->length *= (uint64) ax_shape_length(box, d);
		else
			lines->inner *= (uint64) ax_shape_length(box, d);
	lines->count = outer * lines->inner;
	ax_pg_dense(reader, NULL, &values, &lines->present, &lines->valid);
	ax_pg_close(reader);
	lines->values = values;
	complete_masks(lines);
	if (lines->present != NULL)
		lines->places = ax_pg_allocate(lines->length * sizeof(uint32), false);
	if (lines->inner > 1 && lines->length > 1)
	{
		lines->pitch = lines->length + GAP;
		lines->block_lines = Max(BLOCK_LEAST, BLOCK / (lines->pitch * lines->width));
		lines->block_lines = Min(lines->block_lines, BLOCK_MOST);
		lines->block_lines = Min(lines->block_lines, lines->inner);
		lines->block = ax_pg_allocate(lines->block_lines * lines->pitch * lines->width, false);
	}
}

void
ax_lines_result(AxLines *lines)
{
	lines->kind = lines->head.kind;
	lines->out_width = lines->width;
	lines->result = lines->values;
	lines->out_block = lines->block;
}

void
ax_lines_result_apart(AxLines *lines, AxKind kind)
{
	lines->kind = kind;
	lines->out_width = ax_kind_info(kind)->width;
	lines->result = ax_pg_allocate(lines->head.cells * lines->out_width, true);
	if (lines->block != NULL)
		lines->out_block = ax_pg_allocate(lines->block_lines * lines->pitch * lines->out_width, true);
}

/* The number of the first cell of a line. */
static uint64
first_cell(const AxLines *lines, uint64 line)
{
	return line / lines->inner * lines->length * lines->inner + line % lines->inner;
}

/* Copies between a block, line by line, and the cells as they stand. */
AX_INLINE void
turn_block(const AxLines *lines, char *cells, char *block, bool gather, size_t width)
{
	size_t		step = lines->inner * width;
	size_t		pitch = lines->pitch * width;

	for (uint64 r = 0; r < lines->length; r++)
	{
		char	   *at = cells + r * step;
		char	   *to = block + r * width;

		if (r % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (gather)
			for (uint64 i = 0; i < lines->block_count; i++)
				memcpy(to + i * pitch, at + i * width, width);
		else
			for (uint64 i = 0; i < lines->block_count; i++)
				memcpy(at + i * width, to + i * pitch, width);
	}
}

static void
put_block(const AxLines *lines)
{
	char	   *cells;

	if (lines->block_count == 0 || lines->kind == AX_KIND_NONE)
		return;
	cells = lines->result + first_cell(lines, lines->block_first) * lines->out_width;
	AX_FOR_WIDTH(lines->out_width, turn_block(lines, cells, lines->out_block, false, AX_W));
}

static void
get_block(AxLines *lines)
{
	char	   *cells = lines->values + first_cell(lines, lines->number) * lines->width;

	lines->block_first = lines->number;
	lines->block_count = Min(lines->block_lines, lines->inner - lines->number % lines->inner);
	AX_FOR_WIDTH(lines->width, turn_block(lines, cells, lines->block, true, AX_W));
}

/* Moves the values to the front of the line. */
AX_INLINE void
pack_line(AxLines *lines, size_t width)
{
	uint64		number = first_cell(lines, lines->number);
	uint64		n = 0;

	for (uint64 r = 0; r < lines->length; r++, number += lines->inner)
	{
		if (r % BREATH == 0)
			CHECK_FOR_INTERRUPTS();
		if (ax_mask_get(lines->valid, number))
		{
			if (n != r)
				memcpy(lines->cells + n * width, lines->cells + r * width, width);
			lines->places[n++] = (uint32) r;
		}
		else if (ax_mask_get(lines->present, number))
			lines->nulls++;
	}
	lines->n = n;
}

bool
ax_lines_next(AxLines *lines)
{
	uint64		cell;

	CHECK_FOR_INTERRUPTS();
	if (++lines->number >= lines->count)
	{
		if (lines->block != NULL)
			put_block(lines);
		return false;
	}
	if (lines->block != NULL)
	{
		uint64		line = lines->number - lines->block_first;

		if (line >= lines->block_count)
		{
			put_block(lines);
			get_block(lines);
			line = 0;
		}
		lines->cells = lines->block + line * lines->pitch * lines->width;
		lines->out = lines->out_block + line * lines->pitch * lines->out_width;
	}
	else
	{
		cell = lines->number * lines->length;
		lines->cells = lines->values + cell * lines->width;
		lines->out = lines->result + cell * lines->out_width;
	}
	lines->n = lines->length;
	lines->nulls = 0;
	if (lines->present != NULL)
		AX_FOR_WIDTH(lines->width, pack_line(lines, AX_W));
	return true;
}

bool
ax_lines_present(const AxLines *lines, uint64 place)
{
	return lines->present == NULL ||
		ax_mask_get(lines->present, first_cell(lines, lines->number) + place * lines->inner);
}

void
ax_lines_sorted(AxLines *lines, uint64 values, uint64 nulls)
{
	uint64		number;

	if (lines->present == NULL)
		return;
	number = first_cell(lines, lines->number);
	for (uint64 r = 0; r < lines->length; r++, number += lines->inner)
	{
		if (r % BREATH == 0)
			CHECK_FOR_INTERRUPTS();
		ax_mask_clear(lines->present, number);
		ax_mask_clear(lines->valid, number);
		if (r < values + nulls)
			ax_mask_set(lines->present, number);
		if (r < values)
			ax_mask_set(lines->valid, number);
	}
}

struct varlena *
ax_lines_finish(AxLines *lines)
{
	AxBuild		build;
	AxHead		head;
	AxError		err;

	if (lines->result != lines->values)
		pfree(lines->values);
	ax_nd_head(&head, lines->kind, &lines->head.box);
	for (int d = 0; d < head.box.ndim; d++)
		ax_nd_copy_name(&head, d, &lines->head, d);
	AX_CHECK(ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &head, &err), &err);
	return ax_pg_finish_dense(&build, lines->result, lines->present, lines->valid);
}
