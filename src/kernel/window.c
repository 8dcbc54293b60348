#include <string.h>

#include "kernel/window.h"
#include "kernel/window_cells.h"

#define STAGE_CELLS 8192		/* about, of a stage: it stays in the L1 or L2 cache */
#define BAND_CELLS 16384		/* about, of a band of short windows */

static int64_t
least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Says whether there is anything to do along an axis. */
static bool
has_window(const AxWindowAxis *axis)
{
	return axis->before != 0 || axis->after != 0 || axis->in != axis->out;
}

/* Axes without a window, and those of one cell, are joined to their neighbours. */
static void
join_axes(AxWindow *window)
{
	const AxWindowSpec *spec = &window->spec;

	for (int d = 0; d < spec->in.ndim; d++)
	{
		AxWindowAxis *axis = &window->axes[window->naxes];
		AxWindowAxis *last = axis - 1;
		int64_t		length = spec->before[d] + spec->after[d] + 1;
		int64_t		place = spec->in.lower[d] % length;

		memset(axis, 0, sizeof(*axis));
		axis->in = ax_shape_length(&spec->in, d);
		axis->out = ax_shape_length(&spec->out, d);
		axis->first = spec->out.lower[d] - spec->in.lower[d];
		if (axis->in == 1)
			continue;
		axis->before = spec->before[d];
		axis->after = spec->after[d];
		axis->phase = place < 0 ? place + length : place;
		if (window->naxes > 0 && !has_window(axis) && !has_window(last))
		{
			last->in *= axis->in;
			last->out *= axis->out;
		}
		else
			window->naxes++;
	}
	if (window->naxes == 0)
	{
		window->axes[0] = (AxWindowAxis) {.in = 1, .out = 1};
		window->naxes = 1;
	}
}

static AxSlide
slide_of(const AxWindowAxis *axis, size_t inner)
{
	return (AxSlide) {.rows = axis->in, .first = axis->first, .results = axis->out,
		.inner = inner, .before = axis->before, .after = axis->after, .phase = axis->phase};
}

static AxStatus
own(AxWindow *window, size_t bytes, void *memory, AxError *err)
{
	void	   *block = window->alloc.resize(window->alloc.state, NULL, 0, bytes + 8);

	if (block == NULL)
		return ax_base_fail(err, AX_MEMORY, "out of memory");
	window->owned[window->nowned] = block;
	window->sizes[window->nowned++] = bytes + 8;
	memcpy(memory, &block, sizeof(block));
	return AX_OK;
}

/* Cells of a window along an axis that lie in the block. */
static int64_t
reach(const AxWindowAxis *axis, int64_t result)
{
	int64_t		centre = axis->first + result;

	return least(axis->before, centre) + 1 + least(axis->after, axis->in - 1 - centre);
}

/* Of a full block: the cells of a window in all axes but the first one. */
static void
fill_counts(AxWindow *window)
{
	size_t		inner = window->row_out;

	for (size_t i = 0; i < window->row_out; i++)
		window->counts[i] = 1;
	for (int d = 1; d < window->naxes; d++)
	{
		const AxWindowAxis *axis = &window->axes[d];

		inner /= (size_t) axis->out;
		for (size_t i = 0; has_window(axis) && i < window->row_out; i++)
			window->counts[i] *= (double) reach(axis, (int64_t) (i / inner % (size_t) axis->out));
	}
}

static AxStatus
make_room(AxWindow *window, AxError *err)
{
	const AxWindowAxis *first = &window->axes[0];
	size_t		stage = window->row_in * (size_t) window->stage_rows;
	size_t		inner = 1;
	size_t		room = 0;
	int			inner_windows = 0;
	AxSlide		slide;

	for (int d = window->naxes - 1; d >= 0; d--)
	{
		slide = slide_of(&window->axes[d], inner);
		for (int t = 0; t < window->ntracks && has_window(&window->axes[d]); t++)
			room = (size_t) most((int64_t) room,
								 (int64_t) ax_slide_room(window->tracks[t].op, &slide));
		inner *= (size_t) window->axes[d].out;
		inner_windows += d > 0 && has_window(&window->axes[d]);
	}
	for (int t = 0; t < window->ntracks; t++)
	{
		AxTrack    *track = &window->tracks[t];
		size_t		row = window->row_out * track->width;

		AX_TRY(own(window, stage * track->width, &track->stage, err));
		if (inner_windows > 1)
			AX_TRY(own(window, stage * track->width, &track->spare, err));
		AX_TRY(own(window, (size_t) window->ring_rows * row, &track->ring, err));
		if (has_window(first))
			AX_TRY(own(window, (size_t) window->band_rows * row, &track->band, err));
	}
	AX_TRY(own(window, AX_WINDOW_PIECE * sizeof(double), &window->numbers, err));
	AX_TRY(own(window, AX_WINDOW_PIECE * 16, &window->values, err));
	AX_TRY(own(window, AX_MASK_BYTES(AX_WINDOW_PIECE), &window->valid, err));
	AX_TRY(own(window, room, &window->room, err));
	if (window->spec.full && ax_window_counts(window))
	{
		AX_TRY(own(window, window->row_out * sizeof(double), &window->counts, err));
		fill_counts(window);
	}
	return AX_OK;
}

AxStatus
ax_window_begin(AxWindow *window, const AxWindowSpec *spec, AxAlloc alloc, AxError *err)
{
	const AxWindowAxis *first = &window->axes[0];
	int64_t		around;
	AxStatus	status;

	memset(window, 0, sizeof(*window));
	window->spec = *spec;
	window->alloc = alloc;
	join_axes(window);
	ax_window_plan(window);
	window->row_in = window->row_out = 1;
	for (int d = 1; d < window->naxes; d++)
	{
		window->row_in *= (size_t) window->axes[d].in;
		window->row_out *= (size_t) window->axes[d].out;
	}
	around = least(first->before, first->in) + least(first->after, first->in);
	window->stage_rows = least(most(STAGE_CELLS / (int64_t) window->row_in, 1), first->in);
	/* the running results of long windows are made for twice as many rows as are kept */
	window->band_rows = most(BAND_CELLS / (int64_t) window->row_out, 1);
	if (around >= AX_SLIDE_DIRECT)
		window->band_rows = most(window->band_rows, 2 * around);
	window->band_rows = least(window->band_rows, first->out);
	window->ring_rows = least(window->band_rows + around + window->stage_rows, first->in);
	status = make_room(window, err);
	if (status != AX_OK)
		ax_window_end(window);
	return status;
}

/* The row behind those that the next band needs. */
static int64_t
band_needs(const AxWindow *window)
{
	const AxWindowAxis *axis = &window->axes[0];
	int64_t		end = axis->first + least(window->next + window->band_rows, axis->out);

	return end + least(axis->after, axis->in - end);
}

static bool
is_ready(const AxWindow *window)
{
	return window->band_given < window->band_cells ||
		(window->next < window->axes[0].out && window->ring_end >= band_needs(window));
}

/* Leaves out the rows that no window reaches any more. */
static void
drop_rows(AxWindow *window)
{
	const AxWindowAxis *axis = &window->axes[0];
	int64_t		keep = axis->first + window->next;

	keep -= least(axis->before, keep);
	keep = window->next >= axis->out ? window->ring_end : least(keep, window->ring_end);
	if (keep <= window->ring_first)
		return;
	for (int t = 0; t < window->ntracks; t++)
	{
		AxTrack    *track = &window->tracks[t];
		size_t		row = window->row_out * track->width;

		memmove(track->ring, (char *) track->ring + (size_t) (keep - window->ring_first) * row,
				(size_t) (window->ring_end - keep) * row);
	}
	window->ring_first = keep;
}

/* Works off the inner axes of the staged rows; the results go to `to`. */
static void
work_inner(AxWindow *window, AxTrack *track, size_t rows, void *to)
{
	size_t		inner = 1;
	size_t		outer = rows;
	int			left = 0;
	char	   *from = track->stage;

	for (int d = 1; d < window->naxes; d++)
	{
		outer *= (size_t) window->axes[d].in;
		left += has_window(&window->axes[d]);
	}
	for (int d = window->naxes - 1; d > 0 && left > 0; d--)
	{
		const AxWindowAxis *axis = &window->axes[d];

		outer /= (size_t) axis->in;
		if (has_window(axis))
		{
			AxSlide		slide = slide_of(axis, inner);
			size_t		in_step = (size_t) axis->in * inner * track->width;
			size_t		out_step = (size_t) axis->out * inner * track->width;
			char	   *out = --left == 0 ? to : from == track->stage ? track->spare : track->stage;

			for (size_t o = 0; o < outer; o++)
				ax_slide(track->op, &slide, from + o * in_step, out + o * out_step, window->room);
			from = out;
		}
		inner *= (size_t) axis->out;
	}
	if (from == track->stage && from != to)
		memcpy(to, from, rows * window->row_out * track->width);
}

size_t
ax_window_feed(AxWindow *window, const void *values, const uint64_t *valid, size_t at, size_t n)
{
	int64_t		rows = least(window->stage_rows, window->axes[0].in - window->ring_end);
	size_t		full = (size_t) rows * window->row_in;

	if (is_ready(window))
		return 0;
	n = n < full - window->staged ? n : full - window->staged;
	for (int t = 0; t < window->ntracks; t++)
		ax_window_load(window, &window->tracks[t], values, valid, at, n);
	window->staged += n;
	if (window->staged == full)
	{
		drop_rows(window);
		for (int t = 0; t < window->ntracks && window->next < window->axes[0].out; t++)
		{
			AxTrack    *track = &window->tracks[t];

			work_inner(window, track, (size_t) rows, (char *) track->ring +
					   (size_t) (window->ring_end - window->ring_first) * window->row_out * track->width);
		}
		window->ring_end += rows;
		if (window->next >= window->axes[0].out)
			window->ring_first = window->ring_end;
		window->staged = 0;
	}
	return n;
}

/* Works off the first axis for the next rows of the result. */
static void
work_band(AxWindow *window)
{
	const AxWindowAxis *axis = &window->axes[0];
	int64_t		rows = least(window->band_rows, axis->out - window->next);
	AxSlide		slide = slide_of(axis, window->row_out);
	uint64_t	length = (uint64_t) ax_slide_length(&slide);

	slide.first = axis->first + window->next - window->ring_first;
	slide.rows = window->ring_end - window->ring_first;
	slide.results = rows;
	slide.phase = (int64_t) (((uint64_t) axis->phase + (uint64_t) window->ring_first) % length);
	for (int t = 0; t < window->ntracks; t++)
	{
		AxTrack    *track = &window->tracks[t];

		track->done = has_window(axis) ? track->band :
			(char *) track->ring + (size_t) slide.first * window->row_out * track->width;
		if (has_window(axis))
			ax_slide(track->op, &slide, track->ring, track->band, window->room);
	}
	window->next += rows;
	window->band_cells = (size_t) rows * window->row_out;
	window->band_given = 0;
}

/* How many values the windows of cells [at, at + n) of the band have. */
static void
fill_numbers(AxWindow *window, size_t at, size_t n)
{
	const AxTrack *track = ax_window_track(window, ROLE_COUNT);
	int64_t		row = window->next - (int64_t) ((window->band_cells - at + window->row_out - 1) / window->row_out);

	if (track != NULL)
		for (size_t i = 0; i < n; i++)
			window->numbers[i] = ((const int32_t *) track->done)[at + i];
	else
		for (size_t i = 0, run; i < n; i += run, row++)
		{
			size_t		column = (at + i) % window->row_out;
			double		reached = (double) reach(&window->axes[0], row);

			run = window->row_out - column < n - i ? window->row_out - column : n - i;
			for (size_t k = 0; k < run; k++)
				window->numbers[i + k] = window->counts[column + k] * reached;
		}
}

AxStatus
ax_window_band(AxWindow *window, const uint64_t *present, AxWindowBand *band, AxError *err)
{
	size_t		at;
	size_t		n;

	band->cells = 0;
	if (!is_ready(window))
		return AX_OK;
	if (window->band_given == window->band_cells)
		work_band(window);
	at = window->band_given;
	n = window->band_cells - at < AX_WINDOW_PIECE ? window->band_cells - at : AX_WINDOW_PIECE;
	if (ax_window_counts(window))
		fill_numbers(window, at, n);
	band->first = (uint64_t) window->next * window->row_out - window->band_cells + at;
	AX_TRY(ax_window_finish(window, at, n, present, band->first, err));
	window->band_given += n;
	band->cells = n;
	band->values = window->values;
	band->valid = window->spec.full && present == NULL &&
		window->spec.aggregate != AX_WINDOW_VAR_SAMP &&
		window->spec.aggregate != AX_WINDOW_STDDEV_SAMP ? NULL : window->valid;
	return AX_OK;
}

void
ax_window_end(AxWindow *window)
{
	while (window->nowned > 0)
	{
		window->nowned--;
		window->alloc.resize(window->alloc.state, window->owned[window->nowned],
							 window->sizes[window->nowned], 0);
	}
}
