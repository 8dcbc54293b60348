/*
 * What zstd would make of a tile: an estimate from a sample of its values.
 */
#ifndef AX_CODEC_PLANES_H
#define AX_CODEC_PLANES_H

#include <stddef.h>

#include "format/kind.h"

/*
 * Estimates the bytes that the codec zstd needs for n values, from 128 of
 * them.  Repeated sequences are not seen, so it is rather too many.
 */
extern size_t ax_planes_estimate(AxKind kind, const void *values, size_t n);

#endif
