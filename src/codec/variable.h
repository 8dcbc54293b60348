/*
 * Payloads of kind 65, values of any length.
 *
 * In memory a slot is a pointer to its value, which begins at a multiple of 8
 * with its length word, 4 * (4 + bytes) as u32, and then the bytes: what
 * PostgreSQL calls an uncompressed varlena.  Slots may share a value.  The
 * pointer of a cell without a value means nothing.
 *
 *	plain		u32 bytes of all values, u8 bits of a length, 3 zeros; the lengths
 *				packed in so many bits; the values one after another
 *	constant	the value
 *	dictionary	u32 distinct values, u32 bytes of them as plain; those, padded to
 *				8; the number of each value, packed in the bits of the greatest
 *	zstd		u32 bytes, u32 codec (plain or dictionary); a frame of these bytes
 */
#ifndef AX_CODEC_VARIABLE_H
#define AX_CODEC_VARIABLE_H

#include "base/alloc.h"
#include "base/status.h"
#include "codec/codec.h"

#define AX_VARIABLE_HEAD 4		/* bytes of the length word */

/* Bytes of a value without its length word. */
extern uint32_t ax_variable_bytes(const void *value);

/* Writes the length word of a value of so many bytes. */
extern void ax_variable_head(void *value, uint32_t bytes);

/*
 * Cells of a tile for n values, so that it holds about 64 kB: a power of two,
 * 64 to AX_TILE_CELLS; of slots that mask, if given, has no bit for the values
 * do not count.
 */
extern uint32_t ax_variable_tile_cells(const void *const *slots, const uint64_t *mask, size_t n);

/*
 * Encodes n > 0 values as ax_codec_encode does: to bytes from alloc, which the
 * caller frees with their size.  AX_LIMIT where they come to more than `most`.
 */
extern AxStatus ax_variable_encode(const void *const *slots, size_t n, AxCodecId wanted,
								   size_t most, AxAlloc alloc, uint8_t **out, size_t *bytes,
								   AxCodecId *id, AxError *err);

/*
 * Decodes n values to memory from heap, one piece that slots then point into
 * and that is the heap's to free.  AX_CORRUPT when the payload is damaged,
 * AX_MEMORY where there is no room.
 */
extern AxStatus ax_variable_decode(int codec, const uint8_t *in, size_t bytes,
								   const void **slots, size_t n, AxAlloc heap, AxError *err);

#endif
