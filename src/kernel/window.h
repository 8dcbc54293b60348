/*
 * Windows: for every cell of a block what the cells of a box around it come
 * to, as far as there are cells: count, sum, mean, extremes, variance.
 *
 *		ax_window_begin(&window, &spec, alloc, err)
 *		for each stretch of the block's cells, in row-major order:
 *			for (at = 0; at < n;)
 *				at += ax_window_feed(&window, values, valid, at, n - at);
 *				do
 *					while (ax_window_work(&window)) ...
 *					ax_window_band(&window, present, &band, err)
 *				while (band.cells > 0);
 *		ax_window_end(&window)
 *
 * Cells stream through: of the block no more is kept than the rows of a box
 * along the first axis with a length, and a few more.  Axes are worked off
 * one after another by slides (kernel/slide.h), the last one first.
 *
 * Sums of integers and rationals are exact.  A sum of floats is taken
 * in the order that slide.h says, axis by axis, so its error is at most
 * (l0 + l1 + ...) / 2^53 times the sum of the magnitudes, for lengths l of the
 * window; only the cells of the window play a part.  It is infinite or NaN
 * only if one of these cells is.
 */
#ifndef AX_KERNEL_WINDOW_H
#define AX_KERNEL_WINDOW_H

#include "base/alloc.h"
#include "base/mask.h"
#include "format/kind.h"
#include "kernel/slide.h"
#include "shape/box.h"

typedef enum AxWindowAggregate
{
	AX_WINDOW_COUNT,			/* int8 */
	AX_WINDOW_SUM,				/* of integers int8, else of the same kind */
	AX_WINDOW_AVG,				/* float8; of pairs the same kind */
	AX_WINDOW_MIN,				/* the same kind */
	AX_WINDOW_MAX,
	AX_WINDOW_VAR_SAMP,			/* float8, as the next */
	AX_WINDOW_VAR_POP,
	AX_WINDOW_STDDEV_SAMP,
	AX_WINDOW_STDDEV_POP
} AxWindowAggregate;

typedef struct AxWindowSpec
{
	AxKind		kind;			/* of the cells; stored as ax_kind_storage says */
	AxWindowAggregate aggregate;
	AxBox		in;				/* cells that there are, at least one */
	AxBox		out;			/* cells wanted, within */
	int64_t		before[AX_MAX_DIMS];	/* cells in front of the centre, 0 .. AX_COORD_MAX */
	int64_t		after[AX_MAX_DIMS]; /* cells behind it */
	bool		full;			/* no cell is empty or NULL */
	bool		finite;			/* no float is NaN or infinite */
	bool		narrow;			/* no sum of a window leaves int64 */
	int64_t		origin;			/* of int8 for variances: a value near the others */
} AxWindowSpec;

#define AX_WINDOW_TRACKS 5

/* One number a cell on its way: values as an operation of slides takes them. */
typedef struct AxTrack
{
	AxSlideOp	op;
	size_t		width;			/* bytes of an element */
	int			role;			/* what is loaded: enum Role in window_cells.h */
	void	   *stage;			/* owned: rows as they come in */
	void	   *spare;			/* owned: of the same size, where two inner axes have windows */
	void	   *ring;			/* owned: rows with all inner axes worked off */
	void	   *band;			/* owned: rows of the result */
	const void *done;			/* borrowed: the band or, without a window, the ring */
} AxTrack;

/* An axis after those without a window are joined to one. */
typedef struct AxWindowAxis
{
	int64_t		in;				/* cells along it */
	int64_t		out;			/* of the result */
	int64_t		first;			/* cell that the first of the result lies over */
	int64_t		before;
	int64_t		after;
	int64_t		phase;			/* of cell 0, as AxSlide has it */
} AxWindowAxis;

/* What is under way, step by step. */
typedef struct AxWindowWork
{
	enum
	{
		AX_WINDOW_NONE,
		AX_WINDOW_ROWS,			/* the inner axes of staged rows */
		AX_WINDOW_BAND			/* the first axis */
	}			job;
	int			track;			/* that is worked on */
	AxSlide		slide;			/* along the axis that is worked on */
	/* Of rows: */
	int			axis;			/* that is worked on */
	int			left;			/* inner axes with a window that come after it */
	size_t		inner;			/* cells behind it */
	size_t		outer;			/* blocks of it */
	size_t		block;			/* of them done */
	char	   *from;			/* borrowed: where they are */
	char	   *out;			/* borrowed: where they go; NULL between two axes */
} AxWindowWork;

typedef struct AxWindow
{
	AxWindowSpec spec;
	AxAlloc		alloc;			/* borrowed */
	int			naxes;			/* at least 1; the first one is streamed */
	AxWindowAxis axes[AX_MAX_DIMS];
	int			ntracks;
	AxTrack		tracks[AX_WINDOW_TRACKS];
	size_t		row_in;			/* cells of a row of the block */
	size_t		row_out;		/* ... of the result */
	int64_t		stage_rows;		/* rows that the stage has room for */
	size_t		staged;			/* cells in it */
	int64_t		ring_rows;		/* rows that the ring has room for */
	int64_t		ring_first;		/* number of its first row */
	int64_t		ring_end;		/* ... behind its last row */
	int64_t		band_rows;		/* rows of a band */
	AxWindowWork work;
	int64_t		next;			/* row of the result behind the band */
	size_t		band_cells;		/* cells of the band that is there */
	size_t		band_given;		/* of them given out */
	double	   *counts;			/* owned: of a full block, cells of a window in a row */
	double	   *numbers;		/* owned: values of the windows given out */
	void	   *values;			/* owned: results given out */
	uint64_t   *valid;			/* owned */
	void	   *room;			/* owned: of slides */
	void	   *owned[4 * AX_WINDOW_TRACKS + 5];	/* all of it */
	size_t		sizes[4 * AX_WINDOW_TRACKS + 5];
	int			nowned;
} AxWindow;

/* Results of consecutive cells; good until the next call. */
typedef struct AxWindowBand
{
	uint64_t	first;			/* number of the first one in the box wanted */
	size_t		cells;
	const void *values;			/* borrowed: of the result's kind */
	const uint64_t *valid;		/* borrowed: those that are not NULL; NULL for all */
} AxWindowBand;

/* The kind of the result; NONE if the aggregate is not defined for the kind. */
extern AxKind ax_window_kind(AxKind kind, AxWindowAggregate aggregate);

/* Starts; AX_MEMORY. */
extern AxStatus ax_window_begin(AxWindow *window, const AxWindowSpec *spec, AxAlloc alloc,
								AxError *err);

/*
 * Takes cells from `at` on, at most n, of the values and their mask (NULL: all
 * valid); returns how many: fewer than n where there is work to do.
 */
extern size_t ax_window_feed(AxWindow *window, const void *values, const uint64_t *valid,
							 size_t at, size_t n);

/* Works on, a few milliseconds; false if there is nothing to do. */
extern bool ax_window_work(AxWindow *window);

/*
 * Gives the next results, once they are worked off, with band->cells zero
 * before that.  present has a bit for each cell wanted, NULL
 * for all: of others no results are made, and no errors (AX_RANGE).
 */
extern AxStatus ax_window_band(AxWindow *window, const uint64_t *present, AxWindowBand *band,
							   AxError *err);

extern void ax_window_end(AxWindow *window);

#endif
