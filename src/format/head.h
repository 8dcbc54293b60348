/*
 * The bytes of an ndarray, version 1.
 *
 * All numbers are little-endian, all padding is zero, no OID and no pointer
 * is stored.  Offsets count from the first byte of the varlena, whose own
 * length word takes bytes 0 to 3 and is not ours to read.
 *
 *	head		 4 u8	version
 *				 5 u8	element kind (format/kind.h)
 *				 6 u8	number of dimensions n, 0 to 32
 *				 7 u8	flags: 1 = dimension names follow the bounds
 *				 8 u32	cells of a tile, a multiple of 64, 64 to 65536
 *				12 u32	number of tiles
 *				16 u32	offset of the tile directory
 *				20 u32	offset of the tiles: directory + 80 * tiles
 *				24 u32	bytes of the value in all, length word included
 *				28 u32	zero
 *				32		n times i64 lower bound, i64 length
 *				then	names, if any: n times u8 length, bytes; padded to 8
 *				then	of kinds 64 and 65: u16 width, u16 length of a value (of 65
 *						zero), schema and name of its type: u8 length, bytes each;
 *						padded to 8
 *	directory	80 bytes a tile:
 *				 0 u32	offset of the tile, a multiple of 8
 *				 4 u32	bytes of its masks
 *				 8 u32	bytes of its payload
 *				12 u32	present cells
 *				16 u32	of them NULL
 *				20 u32	of them NaN
 *				24 u8	codec (codec/codec.h)
 *				25 u8	form of the presence mask
 *				26 u8	form of the NULL mask
 *				27 u8	flags: 1 = range, 2 = sum, 4 = packed
 *				28 u32	zero
 *				32		min, max, sum: 16 bytes each (i128, f64 + zero, 2 i64, 2 f64)
 *	tiles		masks, then payload, padded to 8; one after another
 *
 * Tile t holds the cells t * tile_cells .. of the box in row-major order.
 * Its payload has a value for each cell or, packed, for each cell that is
 * present and not NULL; values of other cells are unspecified.
 *
 * A mask has one of four forms: none of its bits set, or all, with no bytes;
 * a bitmap of 64-bit words; or the sorted positions of the present (for NULL:
 * the NULL) cells as u16, padded to 8 bytes.
 */
#ifndef AX_FORMAT_HEAD_H
#define AX_FORMAT_HEAD_H

#include <stddef.h>

#include "format/summary.h"
#include "shape/box.h"

#define AX_FORMAT_VERSION 1
#define AX_HEAD_FIXED 32		/* bytes before the bounds */
#define AX_ENTRY_BYTES 80		/* of a tile in the directory */
#define AX_TILE_CELLS 8192		/* what new values use: 64 KB of float8 */
#define AX_TILE_CELLS_VARIABLE 1024	/* of kind 65, where the values are not yet known */
#define AX_TILE_CELLS_MAX 65536 /* positions are u16 */
#define AX_MAX_CELLS (UINT64_C(1) << 28)	/* of a value's box */
#define AX_MAX_BYTES (256 * 1024 * 1024)	/* of a value */
#define AX_NAME_BYTES 63		/* longest dimension name */

#define AX_ALIGN8(n) (((n) + 7) & ~(size_t) 7)

typedef enum AxMaskForm
{
	AX_MASK_FULL = 0,			/* presence: all; NULL: no cell is NULL */
	AX_MASK_BITMAP = 1,
	AX_MASK_POSITIONS = 2,
	AX_MASK_VOID = 3			/* presence: none; NULL: every present cell is */
} AxMaskForm;

typedef struct AxHead
{
	AxKind		kind;			/* of the elements */
	AxBox		box;			/* bounds, all included */
	uint64_t	cells;			/* of the box */
	uint32_t	tile_cells;		/* cells of a tile but the last */
	uint32_t	tiles;			/* number of tiles */
	uint32_t	directory_offset;	/* where the directory begins */
	uint32_t	data_offset;	/* where it ends and the tiles begin */
	uint32_t	total_bytes;	/* of the whole value */
	bool		has_names;		/* dimensions are named */
	char		names[AX_MAX_DIMS][AX_NAME_BYTES + 1];	/* empty where unnamed */
	const uint8_t *directory;	/* borrowed; NULL before it was read */
} AxHead;

typedef struct AxTileEntry
{
	uint32_t	offset;			/* of the masks */
	uint32_t	mask_bytes;		/* padded to 8; the payload follows */
	uint32_t	payload_bytes;	/* not padded */
	uint32_t	cells;			/* of the tile, from its number */
	uint8_t		codec;			/* of the payload */
	AxMaskForm	presence;		/* form of the presence mask */
	AxMaskForm	nullness;		/* form of the NULL mask */
	bool		packed;			/* payload holds present, non-NULL cells only */
	AxSummary	summary;		/* of the tile */
} AxTileEntry;

/*
 * Bytes from the start that hold head and directory of a value whose first
 * AX_HEAD_FIXED bytes are given; the value has `total` bytes in all.
 */
extern AxStatus ax_head_size(const uint8_t *bytes, size_t have, size_t total,
							 size_t *size, AxError *err);

/*
 * Reads and checks the head; bytes hold head and directory.  The head keeps
 * a pointer to the directory in them.
 */
extern AxStatus ax_head_read(const uint8_t *bytes, size_t have, size_t total,
							 AxHead *head, AxError *err);

/* Reads and checks entry t of the directory. */
extern AxStatus ax_head_entry(const AxHead *head, uint32_t t, AxTileEntry *entry,
							  AxError *err);

/* Sums up all tiles from the directory. */
extern AxStatus ax_head_summary(const AxHead *head, AxSummary *summary, AxError *err);

/* Fills cells, tiles and offsets of a head from kind, box, names, tile_cells. */
extern AxStatus ax_head_layout(AxHead *head, AxError *err);

/* Writes the head (not the directory) to bytes of data_offset length. */
extern void ax_head_write(const AxHead *head, uint8_t *bytes);

/* Writes entry t of the directory into the value that begins at bytes. */
extern void ax_head_write_entry(const AxHead *head, uint32_t t,
								const AxTileEntry *entry, uint8_t *bytes);

/* Bytes of a tile with padding: what its slice has to hold. */
static inline uint32_t
ax_tile_bytes(const AxTileEntry *entry)
{
	return (uint32_t) AX_ALIGN8((size_t) entry->mask_bytes + entry->payload_bytes);
}

#endif
