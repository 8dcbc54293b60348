#include <string.h>

#include "kernel/window.h"
#include "kernel/window_cells.h"

#define STAGE_CELLS 8192		/* about, of a stage: it stays in the L1 or L2 cache */
#define STEP_CELLS 131072		/* worked off in a step, unless a line is longer */
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

/* Says whether there are results to be given out. */
static bool
has_band(const AxWindow *window)
{
	return window->band_given < window->band_cells;
}

/* Says whether the rows for the next band are there. */
static bool
can_begin_band(const AxWindow *window)
{
	return !has_band(window) && window->next < window->axes[0].out &&
		window->ring_end >= band_needs(window);
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

/* The staged rows have become rows of the ring. */
static void
end_rows(AxWindow *window)
{
	window->ring_end += (int64_t) (window->staged / window->row_in);
	if (window->next >= window->axes[0].out)
		window->ring_first = window->ring_end;
	window->staged = 0;
	window->work.job = AX_WINDOW_NONE;
}

/* Begins with the inner axes of the next track. */
static void
begin_track(AxWindow *window)
{
	AxWindowWork *work = &window->work;

	work->axis = window->naxes;
	work->inner = 1;
	work->outer = window->staged / window->row_in;
	work->left = 0;
	for (int d = 1; d < window->naxes; d++)
	{
		work->outer *= (size_t) window->axes[d].in;
		work->left += has_window(&window->axes[d]);
	}
	work->from = window->tracks[work->track].stage;
	work->out = NULL;
}

/* Goes on to the next inner axis of the track, the last one first; false if none is left. */
static bool
begin_axis(AxWindow *window)
{
	AxWindowWork *work = &window->work;
	AxTrack    *track = &window->tracks[work->track];
	char	   *end = (char *) track->ring +
		(size_t) (window->ring_end - window->ring_first) * window->row_out * track->width;

	while (work->left > 0 && --work->axis > 0)
	{
		const AxWindowAxis *axis = &window->axes[work->axis];

		work->outer /= (size_t) axis->in;
		if (has_window(axis))
		{
			work->slide = slide_of(axis, work->inner);
			work->out = --work->left == 0 ? end : work->from == (char *) track->stage ?
				track->spare : track->stage;
			work->block = 0;
			return true;
		}
		work->inner *= (size_t) axis->out;
	}
	if (work->from == (char *) track->stage)
		memcpy(end, work->from, window->staged / window->row_in * window->row_out * track->width);
	return false;
}

/* Works off inner axes of the staged rows. */
static void
work_rows(AxWindow *window)
{
	AxWindowWork *work = &window->work;

	for (size_t cells = 0; cells < STEP_CELLS;)
	{
		AxTrack    *track = &window->tracks[work->track];
		const AxWindowAxis *axis;

		if (work->out == NULL && !begin_axis(window))
		{
			if (++work->track == window->ntracks)
			{
				end_rows(window);
				return;
			}
			begin_track(window);
			continue;
		}
		axis = &window->axes[work->axis];
		cells += (size_t) axis->in * work->inner;
		if (ax_slide_step(track->op, &work->slide,
						  work->from + work->block * (size_t) axis->in * work->inner * track->width,
						  work->out + work->block * (size_t) axis->out * work->inner * track->width,
						  window->room))
			return;
		work->slide.done = 0;
		if (++work->block == work->outer)
		{
			work->from = work->out;
			work->out = NULL;
			work->inner *= (size_t) axis->out;
		}
	}
}

size_t
ax_window_feed(AxWindow *window, const void *values, const uint64_t *valid, size_t at, size_t n)
{
	int64_t		rows = least(window->stage_rows, window->axes[0].in - window->ring_end);
	size_t		full = (size_t) rows * window->row_in;

	if (window->work.job != AX_WINDOW_NONE || has_band(window) || can_begin_band(window))
		return 0;
	n = n < full - window->staged ? n : full - window->staged;
	for (int t = 0; t < window->ntracks; t++)
		ax_window_load(window, &window->tracks[t], values, valid, at, n);
	window->staged += n;
	if (window->staged < full)
		return n;
	drop_rows(window);
	if (window->ntracks == 0 || window->next >= window->axes[0].out)
		end_rows(window);
	else
	{
		window->work.job = AX_WINDOW_ROWS;
		window->work.track = 0;
		begin_track(window);
	}
	return n;
}

/* Begins with the first axis for the next rows of the result. */
static void
begin_band(AxWindow *window)
{
	const AxWindowAxis *axis = &window->axes[0];
	AxWindowWork *work = &window->work;
	AxSlide    *slide = &work->slide;

	*slide = slide_of(axis, window->row_out);
	slide->first = axis->first + window->next - window->ring_first;
	slide->rows = window->ring_end - window->ring_first;
	slide->results = least(window->band_rows, axis->out - window->next);
	slide->phase = (int64_t) (((uint64_t) axis->phase + (uint64_t) window->ring_first) %
							  (uint64_t) ax_slide_length(slide));
	work->job = AX_WINDOW_BAND;
	work->track = 0;
}

/* Works off the first axis. */
static void
work_band(AxWindow *window)
{
	AxWindowWork *work = &window->work;

	for (; work->track < window->ntracks; work->track++)
	{
		AxTrack    *track = &window->tracks[work->track];

		track->done = track->band;
		if (!has_window(&window->axes[0]))
			track->done = (char *) track->ring +
				(size_t) work->slide.first * window->row_out * track->width;
		else if (ax_slide_step(track->op, &work->slide, track->ring, track->band, window->room))
			return;
		work->slide.done = 0;
	}
	window->next += work->slide.results;
	window->band_cells = (size_t) work->slide.results * window->row_out;
	window->band_given = 0;
	work->job = AX_WINDOW_NONE;
}

bool
ax_window_work(AxWindow *window)
{
	if (window->work.job == AX_WINDOW_ROWS)
		work_rows(window);
	else if (window->work.job == AX_WINDOW_BAND)
		work_band(window);
	else if (can_begin_band(window))
		begin_band(window);
	else
		return false;
	return true;
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
	if (!has_band(window))
		return AX_OK;
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
