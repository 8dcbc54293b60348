/*
 * Tiles: a stretch of cells with its masks, decoded to and built from bytes.
 *
 * Decoded, a tile has one slot for every cell of its stretch; slots of cells
 * that are empty or NULL hold some value of the kind that means nothing: a
 * bool is still 0 or 1, a denominator positive.
 */
#ifndef AX_CODEC_TILE_H
#define AX_CODEC_TILE_H

#include "base/alloc.h"
#include "base/mask.h"
#include "codec/codec.h"
#include "format/head.h"

/*
 * Decodes tile t.  `bytes` are those of the tile, from entry->offset, at
 * least ax_tile_bytes(entry), at any address.  values has room for
 * entry->cells cells; present and valid for as many bits.  Either mask and
 * values may be NULL, if not wanted.  A cell is valid when it is present and
 * not NULL.  Of kinds of variable length the slots point to values, see
 * codec/variable.h, in memory from heap, which other kinds do not use; NULL
 * where a cell is not valid.
 */
extern AxStatus ax_tile_decode(AxKind kind, const AxTileEntry *entry,
							   const uint8_t *bytes, AxAlloc heap, void *values,
							   uint64_t *present, uint64_t *valid, AxError *err);

/*
 * Builds a value tile by tile.
 *
 *		ax_build_begin(&build, alloc, &head, err)
 *		ax_build_tile(...) once for each tile, in order
 *		ax_build_finish(&build, &bytes, &size, err)
 *
 * The caller sets kind, box, tile_cells (0: the default, by the values where
 * ax_build_dense has all of them of variable length) and names of the head first; begin fills the rest.  The bytes belong to the caller, from
 * its own allocator; the first four are zero.
 */
typedef struct AxBuild
{
	AxAlloc		alloc;			/* lent by the caller */
	AxHead		head;			/* of the value, layout done */
	AxCodecId	codec;			/* wanted; none, as begin leaves it: the best */
	uint8_t    *bytes;			/* owned until finish */
	size_t		used;			/* bytes written so far */
	size_t		room;			/* bytes allocated */
	void	   *scratch;		/* owned; two tiles of values */
	size_t		scratch_size;	/* its bytes */
	uint32_t	next;			/* number of the tile that comes next */
	AxSummary	summary;		/* of all tiles so far */
} AxBuild;

extern AxStatus ax_build_begin(AxBuild *build, AxAlloc alloc, const AxHead *head,
							   AxError *err);

/*
 * Makes room at once for payloads of so many bytes, as far as a value may have
 * them; growing copies what there is.
 */
extern AxStatus ax_build_reserve(AxBuild *build, size_t payload, AxError *err);

/*
 * Gives memory in the value itself where ax_build_tile may be handed the next
 * tile's values, which then need not be copied; there is room for 16 bytes
 * behind them.
 */
extern AxStatus ax_build_slot(AxBuild *build, void **values, AxError *err);

/*
 * Appends the next tile.  values has a slot for every cell of the tile and is
 * aligned to 8; NULL masks mean that all cells are present, that no present
 * cell is NULL.  A valid cell is a present one, and bits beyond the last cell
 * are zero.
 */
extern AxStatus ax_build_tile(AxBuild *build, const void *values,
							  const uint64_t *present, const uint64_t *valid,
							  AxError *err);

/*
 * Appends the next tile as it stands in another value of the same kind, whose
 * tile has as many cells: its entry and its bytes, ax_tile_bytes of them.
 */
extern AxStatus ax_build_copy(AxBuild *build, const AxTileEntry *entry,
							  const uint8_t *bytes, AxError *err);

extern AxStatus ax_build_finish(AxBuild *build, uint8_t **bytes, size_t *size,
								AxError *err);

/* Gives back the memory of a build that is not finished. */
extern void ax_build_abandon(AxBuild *build);

/*
 * Sets the cells of a tile, if the head leaves them open, by all values of a
 * kind of variable length; of other kinds they stay open.  Masks as below.
 */
extern void ax_build_choose_tiles(AxHead *head, const void *values, const uint64_t *present,
								  const uint64_t *valid);

/*
 * Builds a whole value from cells in row-major order; masks over all cells of
 * the box or NULL, as in ax_build_tile.
 */
extern AxStatus ax_build_dense(AxAlloc alloc, const AxHead *head, const void *values,
							   const uint64_t *present, const uint64_t *valid,
							   uint8_t **bytes, size_t *size, AxError *err);

#endif
