/*
 * Loops over values by their width, compiled once for each width so that
 * copies and comparisons of a value become single moves.
 *
 *		AX_FOR_WIDTH(width, copy_some(out, in, n, AX_W));
 *
 * The call is best to a static inline function; AX_W is the width, constant for
 * those of the built-in kinds.
 */
#ifndef AX_CODEC_WIDTH_H
#define AX_CODEC_WIDTH_H

#include "base/clones.h"

#define AX_WIDTH_CASE_(width_, call) \
	case width_: \
		{ \
			enum {AX_W = width_}; \
			call; \
			break; \
		}

#define AX_FOR_WIDTH(width, call) \
	do { \
		switch (width) \
		{ \
			AX_WIDTH_CASE_(1, call) \
			AX_WIDTH_CASE_(2, call) \
			AX_WIDTH_CASE_(4, call) \
			AX_WIDTH_CASE_(8, call) \
			AX_WIDTH_CASE_(16, call) \
			default: \
				{ \
					const size_t AX_W = (width); \
					call; \
					break; \
				} \
		} \
	} while (0)

#endif
