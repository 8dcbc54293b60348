/*
 * Slides: a moving window along one axis of a block of cells.
 *
 * The block has `rows` rows of `inner` lanes each; result row r holds, lane by
 * lane, what rows first + r - before .. first + r + after come to, as far as
 * the block has them.  Windows along several axes are slides one after another.
 *
 * Nothing is ever subtracted: a window of up to AX_SLIDE_DIRECT rows is added
 * up from its first row to its last; a longer one is the rows to the end of one
 * block of `length` rows and those from the beginning of the next one, both
 * kept as running results (van Herk, Gil and Werman), so that its cost does
 * not grow with its length.  Blocks begin where the coordinate is a multiple
 * of the length, so a result depends on the window's cells and its place
 * alone, not on which other rows the block has.
 */
#ifndef AX_KERNEL_SLIDE_H
#define AX_KERNEL_SLIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "num/rational.h"

#define AX_SLIDE_DIRECT 8		/* the longest window that is added up directly */

/* What cells come to. */
typedef enum AxSlideOp
{
	AX_SLIDE_SUM_DOUBLE,
	AX_SLIDE_SUM_INT64,			/* must not overflow, as the next */
	AX_SLIDE_SUM_INT32,
	AX_SLIDE_MIN_INT64,
	AX_SLIDE_MIN_INT32,
	AX_SLIDE_MIN_RATIONAL,		/* denominator 0: no value, as in the next */
	AX_SLIDE_MAX_RATIONAL,
	AX_SLIDE_SPREAD				/* AxSpread */
} AxSlideOp;

#define AX_SLIDE_OPS 8

/* Values counted, their mean, and the sum of the squared distances from it. */
typedef struct AxSpread
{
	double		count;
	double		mean;			/* 0 for none */
	double		squares;
} AxSpread;

typedef struct AxSlide
{
	int64_t		rows;			/* of the block */
	int64_t		first;			/* its row that the first result lies over */
	int64_t		results;		/* rows of the result, whose centres the block has */
	size_t		inner;			/* lanes */
	int64_t		before;			/* rows in front of the centre, up to 2^62 */
	int64_t		after;			/* rows behind it */
	int64_t		phase;			/* coordinate of the block's row 0 mod length, >= 0 */
	uint64_t	done;			/* how far ax_slide_step has come; 0 before the first */
} AxSlide;

/* Rows of a whole window. */
static inline int64_t
ax_slide_length(const AxSlide *slide)
{
	return slide->before + slide->after + 1;
}

/* Bytes of an element of the block. */
extern size_t ax_slide_width(AxSlideOp op);

/* Bytes of room that it needs, or such a block with fewer rows. */
extern size_t ax_slide_room(AxSlideOp op, const AxSlide *slide);

/*
 * Does some of the work, a million joins or so; true if there is more left.
 * in and out are rows of `inner` elements, one behind another; they do not overlap.
 */
extern bool ax_slide_step(AxSlideOp op, AxSlide *slide, const void *in, void *out, void *room);

#endif
