#include <stdbool.h>
#include <string.h>

#include "base/clones.h"
#include "kernel/slide.h"

/* Running results that are kept at once; with the cells, half of a small L2 cache. */
#define SLIDE_BYTES (128 * 1024)
#define SLIDE_LANES 16			/* at least so many at once: two cache lines of a row */
#define STEP_JOINS (1 << 20)	/* about, of a step: it takes a few milliseconds */

/* How the work on long windows is cut: into pieces, those of the same lanes in a row. */
typedef struct Steps
{
	size_t		lanes;			/* of a piece */
	int64_t		results;		/* rows of the result of a piece */
	int64_t		block_rows;		/* the most rows of the block that these need */
	uint64_t	pieces;			/* of the same lanes */
	uint64_t	all;			/* pieces in all */
} Steps;

static Steps
steps_of(const AxSlide *slide, size_t width)
{
	int64_t		length = ax_slide_length(slide);
	int64_t		around = length < slide->rows ? length : slide->rows;
	int64_t		fit;
	Steps		steps;

	/* as many results as a window has rows: what is run over twice is no more */
	steps.lanes = SLIDE_BYTES / width / 2 / 3 / around;
	steps.lanes = steps.lanes < SLIDE_LANES ? SLIDE_LANES : steps.lanes;
	steps.lanes = steps.lanes > slide->inner ? slide->inner : steps.lanes;
	fit = (int64_t) (SLIDE_BYTES / width / 2 / steps.lanes);
	steps.results = fit > 3 * around ? fit - around : 2 * around;
	steps.results = steps.results > slide->results ? slide->results : steps.results;
	steps.block_rows = slide->rows - steps.results > length ? steps.results + length : slide->rows;
	steps.pieces = (uint64_t) ((slide->results + steps.results - 1) / steps.results);
	steps.all = steps.pieces * ((slide->inner + steps.lanes - 1) / steps.lanes);
	return steps;
}

/* The last row of the block of windows that a row lies in; both may be outside of the cells. */
static inline int64_t
block_end(const AxSlide *slide, int64_t row)
{
	int64_t		length = ax_slide_length(slide);
	int64_t		place = row % length;

	place += place < 0 ? length : 0;
	place = (int64_t) (((uint64_t) place + (uint64_t) slide->phase) % (uint64_t) length);
	place = length - 1 - place;
	return row > INT64_MAX - place ? INT64_MAX : row + place;
}

static inline AxSpread
both_spreads(AxSpread a, AxSpread b)
{
	double		count = a.count + b.count;
	/* zero where either is nothing, whose mean of 0 then does no harm */
	double		share = b.count / (count > 1 ? count : 1);
	double		apart = b.mean - a.mean;

	/* Chan, Golub and LeVeque: sums of terms that are not negative */
	a.mean += apart * share;
	a.squares = a.squares + b.squares + apart * (a.count * share) * apart;
	a.count = count;
	return a;
}

static inline AxRational
better_rational(AxRational a, AxRational b, int wanted)
{
	if (a.den == 0)
		return b;
	return b.den != 0 && ax_rational_cmp_at(&b, &a) == wanted ? b : a;
}

#define SLIDE_T double
#define SLIDE_FN(verb) verb##_sum_double
#define SLIDE_JOIN(a, b) ((a) + (b))
#include "kernel/slide_op.h"

#define SLIDE_T int64_t
#define SLIDE_FN(verb) verb##_sum_int64
#define SLIDE_JOIN(a, b) ((a) + (b))
#include "kernel/slide_op.h"

#define SLIDE_T int32_t
#define SLIDE_FN(verb) verb##_sum_int32
#define SLIDE_JOIN(a, b) ((a) + (b))
#include "kernel/slide_op.h"

#define SLIDE_T int64_t
#define SLIDE_FN(verb) verb##_min_int64
#define SLIDE_JOIN(a, b) ((b) < (a) ? (b) : (a))
#include "kernel/slide_op.h"

#define SLIDE_T int32_t
#define SLIDE_FN(verb) verb##_min_int32
#define SLIDE_JOIN(a, b) ((b) < (a) ? (b) : (a))
#include "kernel/slide_op.h"

#define SLIDE_T AxRational
#define SLIDE_FN(verb) verb##_min_rational
#define SLIDE_JOIN(a, b) better_rational((a), (b), -1)
#include "kernel/slide_op.h"

#define SLIDE_T AxRational
#define SLIDE_FN(verb) verb##_max_rational
#define SLIDE_JOIN(a, b) better_rational((a), (b), 1)
#include "kernel/slide_op.h"

#define SLIDE_T AxSpread
#define SLIDE_FN(verb) verb##_spread
#define SLIDE_JOIN(a, b) both_spreads((a), (b))
#include "kernel/slide_op.h"

typedef struct Entry
{
	size_t		width;
	/* steps NULL: short windows */
	void		(*slide) (const AxSlide *slide, const Steps *steps, uint64_t piece, const void *in,
						  void *out, void *room);
} Entry;

static const Entry entries[AX_SLIDE_OPS] = {
	[AX_SLIDE_SUM_DOUBLE] = {sizeof(double), slide_sum_double},
	[AX_SLIDE_SUM_INT64] = {sizeof(int64_t), slide_sum_int64},
	[AX_SLIDE_SUM_INT32] = {sizeof(int32_t), slide_sum_int32},
	[AX_SLIDE_MIN_INT64] = {sizeof(int64_t), slide_min_int64},
	[AX_SLIDE_MIN_INT32] = {sizeof(int32_t), slide_min_int32},
	[AX_SLIDE_MIN_RATIONAL] = {sizeof(AxRational), slide_min_rational},
	[AX_SLIDE_MAX_RATIONAL] = {sizeof(AxRational), slide_max_rational},
	[AX_SLIDE_SPREAD] = {sizeof(AxSpread), slide_spread},
};

size_t
ax_slide_width(AxSlideOp op)
{
	return entries[op].width;
}

size_t
ax_slide_room(AxSlideOp op, const AxSlide *slide)
{
	int64_t		length = ax_slide_length(slide);
	int64_t		around = length < slide->rows ? length : slide->rows;
	size_t		width = entries[op].width;
	size_t		lanes = slide->inner < SLIDE_LANES ? slide->inner : SLIDE_LANES;

	if (length <= AX_SLIDE_DIRECT)
		return 0;
	/* what steps_of makes of it, or of a block with fewer rows */
	return 2 * (SLIDE_BYTES / 2 + width * lanes * (3 * (size_t) around + 1));
}

/* Short windows: some rows of the result. */
static bool
step_direct(const Entry *entry, AxSlide *slide, const void *in, void *out)
{
	AxSlide		part = *slide;
	size_t		row = slide->inner * (size_t) ax_slide_length(slide);
	int64_t		rows = row < STEP_JOINS ? (int64_t) (STEP_JOINS / row) : 1;
	int64_t		left = slide->results - (int64_t) slide->done;

	part.first += (int64_t) slide->done;
	part.results = left < rows ? left : rows;
	entry->slide(&part, NULL, 0, in, (char *) out + slide->done * slide->inner * entry->width,
				 NULL);
	slide->done += (uint64_t) part.results;
	return part.results < left;
}

/* Long windows: some pieces. */
static bool
step_long(const Entry *entry, AxSlide *slide, const void *in, void *out, void *room)
{
	Steps		steps = steps_of(slide, entry->width);

	for (size_t joins = 0; joins < STEP_JOINS && slide->done < steps.all;
		 joins += 3 * (size_t) steps.block_rows * steps.lanes)
		entry->slide(slide, &steps, slide->done++, in, out, room);
	return slide->done < steps.all;
}

bool
ax_slide_step(AxSlideOp op, AxSlide *slide, const void *in, void *out, void *room)
{
	if (ax_slide_length(slide) <= AX_SLIDE_DIRECT)
		return step_direct(&entries[op], slide, in, out);
	return step_long(&entries[op], slide, in, out, room);
}
