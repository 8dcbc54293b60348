/*
 * Fuzzing of values: any bytes as an ndarray, read, decoded, built again.
 *
 * The first four bytes stand for the length word; the length in the head is
 * set to that of the input, so that the search need not guess it.  What
 * decodes must build to a value with the same cells, and that to itself.
 */
#include <stdio.h>

#include "check/sample.h"
#include "codec/codec.h"
#include "codec/tile.h"
#include "codec/variable.h"
#include "format/bytes.h"
#include "format/named.h"
#include "num/rational.h"

/* Beyond this many cells a few bytes would cost too much time. */
#define MOST_CELLS (UINT64_C(1) << 20)

typedef struct Cells
{
	uint8_t    *values;			/* owned, as are the masks */
	uint64_t   *present;
	uint64_t   *valid;
} Cells;

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool good, const char *what)
{
	if (!good)
	{
		fprintf(stderr, "%s\n", what);
		abort();
	}
}

/* Values of variable length: pieces of memory that are freed with the input. */
typedef struct Piece
{
	struct Piece *next;
	uint64_t	data[];
} Piece;

static Piece *pieces;

static void *
heap_resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	Piece	   *piece;

	(void) state;
	(void) old_size;
	if (memory != NULL)
	{
		Piece	  **at = &pieces;

		/* nothing is ever made larger on the heap */
		must(new_size == 0, "resize of a piece of the heap");
		while ((*at)->data != memory)
			at = &(*at)->next;
		piece = *at;
		*at = piece->next;
		free(piece);
		return NULL;
	}
	piece = malloc(sizeof(Piece) + new_size);
	piece->next = pieces;
	pieces = piece;
	return piece->data;
}

static const AxAlloc heap = {heap_resize, NULL};

static void
heap_free(void)
{
	while (pieces != NULL)
	{
		Piece	   *next = pieces->next;

		free(pieces);
		pieces = next;
	}
}

static bool
same_cell(AxKind kind, const uint8_t *a, const uint8_t *b, uint32_t width)
{
	const void *p;
	const void *q;

	if (!ax_kind_is_variable(kind))
		return memcmp(a, b, width) == 0;
	memcpy(&p, a, sizeof(p));
	memcpy(&q, b, sizeof(q));
	return ax_get_u32(p) == ax_get_u32(q) && ((uintptr_t) p & 7) == 0 &&
		memcmp(p, q, ax_variable_bytes(p) + AX_VARIABLE_HEAD) == 0;
}

static void
cells_free(Cells *cells)
{
	free(cells->values);
	free(cells->present);
	free(cells->valid);
}

/* Decodes a whole value; false, with nothing kept, when it is damaged. */
static bool
cells_read(const AxHead *head, const uint8_t *bytes, Cells *cells)
{
	uint32_t	width = ax_kind_info(head->kind)->width;
	AxError		err = {0};
	AxSummary	whole;
	bool		good = ax_head_summary(head, &whole, &err) == AX_OK;

	cells->values = malloc(head->cells * width + 1);
	cells->present = malloc(AX_MASK_BYTES(head->cells) + 1);
	cells->valid = malloc(AX_MASK_BYTES(head->cells) + 1);
	for (uint32_t t = 0; t < head->tiles; t++)
	{
		AxTileEntry entry;
		size_t		first = (size_t) t * head->tile_cells;
		uint64_t   *present = cells->present + first / 64;
		uint64_t   *valid = cells->valid + first / 64;
		uint8_t    *tile;

		if (ax_head_entry(head, t, &entry, &err) != AX_OK)
		{
			must(err.status == AX_CORRUPT && err.message[0] != '\0', "status of a bad entry");
			good = false;
			continue;
		}
		tile = malloc(ax_tile_bytes(&entry) + 1);
		memcpy(tile, bytes + entry.offset, ax_tile_bytes(&entry));
		if (ax_tile_decode(head->kind, &entry, tile, heap, cells->values + first * width,
						   present, valid, &err) == AX_OK)
		{
			must(ax_mask_count(present, entry.cells) == entry.summary.present &&
				 ax_mask_count(valid, entry.cells) == entry.summary.present - entry.summary.nulls,
				 "masks against counts");
			must(ax_codec_values_ok(head->kind, cells->values + first * width, entry.cells),
				 "decoded values");
		}
		else
		{
			must(err.status == AX_CORRUPT && err.message[0] != '\0', "status of a bad tile");
			good = false;
		}
		free(tile);
	}
	if (!good)
		cells_free(cells);
	return good;
}

static bool
cells_equal(const AxHead *head, const Cells *a, const Cells *b)
{
	uint32_t	width = ax_kind_info(head->kind)->width;

	if (memcmp(a->present, b->present, AX_MASK_BYTES(head->cells)) != 0 ||
		memcmp(a->valid, b->valid, AX_MASK_BYTES(head->cells)) != 0)
		return false;
	for (size_t i = 0; i < head->cells; i++)
		if (ax_mask_get(a->valid, i) &&
			!same_cell(head->kind, a->values + i * width, b->values + i * width, width))
			return false;
	return true;
}

/* Rationals that are not reduced decode, but can't be summed up and built. */
static bool
canonical(const AxHead *head, const Cells *cells)
{
	if (head->kind == AX_KIND_RATIONAL)
		for (size_t i = 0; i < head->cells; i++)
		{
			AxNumber	number = ax_kind_load(head->kind, cells->values + i * 16);

			if (ax_mask_get(cells->valid, i) &&
				!ax_rational_is_canonical((AxRational) {number.ratio[0], number.ratio[1]}))
				return false;
		}
	return true;
}

static void
check_again(const AxHead *head, const Cells *cells)
{
	AxHead		read;
	AxHead		twice;
	AxError		err = {0};
	Cells		built;
	uint8_t    *bytes;
	uint8_t    *again;
	size_t		size;
	size_t		size_again;

	must(ax_build_dense(sample_alloc, head, cells->values, cells->present, cells->valid,
						&bytes, &size, &err) == AX_OK, "build");
	must(ax_head_read(bytes, size, size, &read, &err) == AX_OK, "head of what was built");
	must(read.kind == head->kind, "kind of what was built");
	must(ax_shape_equal(&read.box, &head->box) && read.has_names == head->has_names,
		 "box of what was built");
	for (int d = 0; d < head->box.ndim; d++)
		must(strcmp(read.names[d], head->names[d]) == 0, "names of what was built");
	must(cells_read(&read, bytes, &built), "what was built decodes");
	must(cells_equal(head, cells, &built), "cells of what was built");
	twice = read;
	must(ax_build_dense(sample_alloc, &twice, built.values, built.present, built.valid,
						&again, &size_again, &err) == AX_OK, "second build");
	must(size == size_again && memcmp(bytes, again, size) == 0, "bytes of the second build");
	cells_free(&built);
	free(bytes);
	free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t    *bytes = malloc(size + 1);
	AxHead		head;
	AxError		err = {0};
	Cells		cells;
	size_t		head_size;

	memcpy(bytes, data, size);
	if (size >= AX_HEAD_FIXED)
		ax_put_u32(bytes + 24, (uint32_t) size);
	if (ax_head_size(bytes, size, size, &head_size, &err) != AX_OK ||
		ax_head_read(bytes, size, size, &head, &err) != AX_OK)
		/* the table of types by name fills up with what is tried */
		must((err.status == AX_CORRUPT || err.status == AX_LIMIT) && err.message[0] != '\0',
			 "status of a bad head");
	else if (head.cells <= MOST_CELLS && cells_read(&head, bytes, &cells))
	{
		if (canonical(&head, &cells))
			check_again(&head, &cells);
		cells_free(&cells);
	}
	heap_free();
	free(bytes);
	return 0;
}
