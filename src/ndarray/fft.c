/*
 * Fourier transforms: nd_fft, nd_ifft, nd_rfft, nd_irfft, normalised as numpy's
 * ('backward').
 *
 * One axis after another; the lines along an axis are gathered into a buffer,
 * AX_FFT_LANES of them at a time, transformed and put back.  Frequencies are
 * numbered from 0, whatever the coordinates of the cells were.
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"

#include "kernel/fft.h"
#include "ndarray/args.h"
#include "ndarray/matrix.h"
#include "num/complex.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_fft);
PG_FUNCTION_INFO_V1(nd_ifft);
PG_FUNCTION_INFO_V1(nd_rfft);
PG_FUNCTION_INFO_V1(nd_irfft);

/* Lines of more cells go one by one: side by side they would leave the cache. */
#define LONG_LINE 16384

/* Lines along one axis of a block of cells. */
typedef struct Lines
{
	Size		count;			/* of lines */
	Size		stride;			/* cells between neighbours on a line; also lines side by side */
	Size		from_length;	/* cells of a line */
	Size		to_length;		/* cells that are kept of it */
	Size		n;				/* cells that are transformed; beyond from_length the line's mirror */
	bool		inverse;
	const AxComplex *from;		/* borrowed */
	AxComplex  *to;				/* borrowed; from itself, or other cells */
} Lines;

/* The number of the first cell of a line. */
static Size
first_cell(const Lines *lines, Size line, Size length)
{
	return line / lines->stride * length * lines->stride + line % lines->stride;
}

static void
gather(const Lines *lines, Size line, double *cells, int lanes, int lane)
{
	const AxComplex *from = lines->from + first_cell(lines, line, lines->from_length);
	/* the inverse is the transform with both parts swapped */
	int			re = lines->inverse ? lanes : 0;
	Size		have = Min(lines->n, lines->from_length);

	for (Size j = 0; j < have; j++)
	{
		double	   *cell = cells + 2 * j * lanes + lane;

		cell[re] = from[j * lines->stride].re;
		cell[lanes - re] = from[j * lines->stride].im;
	}
	/* of a real line the rest is the conjugate of what is there, in reverse */
	for (Size j = have; j < lines->n; j++)
	{
		double	   *cell = cells + 2 * j * lanes + lane;

		cell[re] = from[(lines->n - j) * lines->stride].re;
		cell[lanes - re] = -from[(lines->n - j) * lines->stride].im;
	}
}

static void
scatter(const Lines *lines, Size line, const double *cells, int lanes, int lane)
{
	AxComplex  *to = lines->to + first_cell(lines, line, lines->to_length);
	int			re = lines->inverse ? lanes : 0;
	double		scale = lines->inverse ? (double) lines->n : 1;

	for (Size j = 0; j < lines->to_length; j++)
	{
		const double *cell = cells + 2 * j * lanes + lane;

		to[j * lines->stride].re = cell[re] / scale;
		to[j * lines->stride].im = cell[lanes - re] / scale;
	}
}

static void
transform(const Lines *lines)
{
	AxFft		fft;
	AxFftRun	run;
	AxError		err;
	int			lanes;
	double	   *cells;
	double	   *scratch;

	AX_CHECK(ax_fft_begin(&fft, ax_pg_alloc(CurrentMemoryContext), lines->n, &err), &err);
	while (ax_fft_prepare(&fft))
		CHECK_FOR_INTERRUPTS();
	lanes = lines->count >= AX_FFT_LANES && fft.length <= LONG_LINE ? AX_FFT_LANES : 1;
	cells = palloc_extended(fft.length * lanes * sizeof(AxComplex), MCXT_ALLOC_HUGE);
	scratch = palloc_extended(fft.length * lanes * sizeof(AxComplex), MCXT_ALLOC_HUGE);
	for (Size line = 0; line < lines->count;)
	{
		int			together = lines->count - line >= lanes ? lanes : 1;

		for (int lane = 0; lane < together; lane++)
			gather(lines, line + lane, cells, together, lane);
		ax_fft_start(&fft, &run, cells, scratch, together > 1);
		do
			CHECK_FOR_INTERRUPTS();
		while (ax_fft_step(&run));
		for (int lane = 0; lane < together; lane++)
			scatter(lines, line + lane, run.result, together, lane);
		line += together;
	}
	pfree(cells);
	pfree(scratch);
	ax_fft_end(&fft);
}

/* The axes that are transformed, in the order given; all without. */
static int
chosen_axes(FunctionCallInfo fcinfo, int number, const AxHead *head, const char *function, int *axes)
{
	int			n = head->box.ndim;

	if (!PG_ARGISNULL(number))
		n = ax_nd_axis_list(PG_GETARG_ARRAYTYPE_P(number), head, axes);
	else
		for (int d = 0; d < n; d++)
			axes[d] = d;
	for (int i = 0; i < n; i++)
		if (ax_shape_length(&head->box, axes[i]) < 1)
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("%s needs at least one cell on an axis", function),
					 errdetail("Axis %d has length 0.", axes[i])));
	return n;
}

/* Sets the lines along an axis of a box; returns its length. */
static Size
along(Lines *lines, const AxBox *box, int axis)
{
	Size		length = (Size) ax_shape_length(box, axis);

	lines->stride = 1;
	for (int d = axis + 1; d < box->ndim; d++)
		lines->stride *= (Size) ax_shape_length(box, d);
	lines->count = lines->stride;
	for (int d = 0; d < axis; d++)
		lines->count *= (Size) ax_shape_length(box, d);
	lines->n = lines->from_length = lines->to_length = length;
	return length;
}

/* Transforms the cells of `a` in place along axes. */
static void
transform_axes(AxMatrix *a, bool inverse, const int *axes, int n)
{
	Lines		lines;

	lines.inverse = inverse;
	lines.from = lines.to = (AxComplex *) a->cells;
	for (int i = 0; i < n && a->head.cells > 0; i++)
		if (along(&lines, &a->head.box, axes[i]) > 1)
			transform(&lines);
}

/* Frequencies begin at 0, and so do places that come from them. */
static void
begin_at_zero(AxHead *out, const int *axes, int n)
{
	for (int i = 0; i < n; i++)
		ax_nd_place(&out->box, axes[i], 0, ax_shape_length(&out->box, axes[i]));
}

static Datum
complex_transform(FunctionCallInfo fcinfo, const char *function, bool inverse)
{
	AxMatrix	a;
	AxHead		out;
	int			axes[AX_MAX_DIMS];
	int			n;
	bool		had_limits;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	ax_matrix_open(&a, PG_GETARG_DATUM(0), function);
	n = chosen_axes(fcinfo, 1, &a.head, function, axes);
	ax_matrix_read(&a, AX_KIND_COMPLEX);
	had_limits = ax_matrix_not_finite(&a);
	transform_axes(&a, inverse, axes, n);
	if (!had_limits)
		ax_matrix_check_range(AX_KIND_COMPLEX, a.cells, a.head.cells, NULL, NULL);
	ax_matrix_lead(&out, AX_KIND_COMPLEX, &a.head, 0);
	begin_at_zero(&out, axes, n);
	return ax_matrix_build(&out, a.cells);
}

/* numpy.fft.fftn over the axes given. */
Datum
nd_fft(PG_FUNCTION_ARGS)
{
	return complex_transform(fcinfo, "nd_fft", false);
}

Datum
nd_ifft(PG_FUNCTION_ARGS)
{
	return complex_transform(fcinfo, "nd_ifft", true);
}

/* Copies a head with another length, from 0, on one axis; gives room for complex cells. */
static AxComplex *
resized(AxHead *out, AxKind kind, const AxHead *head, int axis, Size length)
{
	ax_matrix_lead(out, kind, head, 0);
	ax_nd_place(&out->box, axis, 0, (int64) length);
	return ax_matrix_result(out);
}

/* numpy.fft.rfftn: of real cells the last axis given has half its frequencies only. */
Datum
nd_rfft(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxHead		out;
	Lines		lines;
	int			axes[AX_MAX_DIMS];
	int			n;
	bool		had_limits;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_rfft");
	if (a.kind == AX_KIND_COMPLEX)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("%s is not defined for an ndarray of kind %s", "nd_rfft", "complex"),
				 errhint("nd_fft transforms complex cells.")));
	n = chosen_axes(fcinfo, 1, &a.head, "nd_rfft", axes);
	if (n == 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("%s needs an axis", "nd_rfft")));
	ax_matrix_read(&a, AX_KIND_COMPLEX);
	had_limits = ax_matrix_not_finite(&a);
	lines.to_length = along(&lines, &a.head.box, axes[n - 1]) / 2 + 1;
	lines.inverse = false;
	lines.from = (AxComplex *) a.cells;
	lines.to = resized(&out, AX_KIND_COMPLEX, &a.head, axes[n - 1], lines.to_length);
	if (out.cells > 0)
		transform(&lines);
	a.head = out;
	a.cells = (char *) lines.to;
	transform_axes(&a, false, axes, n - 1);
	if (!had_limits)
		ax_matrix_check_range(AX_KIND_COMPLEX, a.cells, out.cells, NULL, NULL);
	begin_at_zero(&out, axes, n);
	return ax_matrix_build(&out, a.cells);
}

/* numpy.fft.irfftn: back to `length` real cells, by default an even number of them. */
Datum
nd_irfft(PG_FUNCTION_ARGS)
{
	AxMatrix	a;
	AxHead		out;
	Lines		lines;
	int			axes[AX_MAX_DIMS];
	int			n;
	int64		length;
	float8	   *cells;
	AxComplex  *whole;
	AxHead		between;
	bool		had_limits;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	ax_matrix_open(&a, PG_GETARG_DATUM(0), "nd_irfft");
	n = chosen_axes(fcinfo, 2, &a.head, "nd_irfft", axes);
	if (n == 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("%s needs an axis", "nd_irfft")));
	ax_matrix_read(&a, AX_KIND_COMPLEX);
	had_limits = ax_matrix_not_finite(&a);
	transform_axes(&a, true, axes, n - 1);
	length = (int64) along(&lines, &a.head.box, axes[n - 1]);
	length = PG_ARGISNULL(1) ? Max(2 * (length - 1), 1) : PG_GETARG_INT64(1);
	if (length / 2 + 1 != lines.from_length)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("length " INT64_FORMAT " does not belong to %zu frequencies", length,
						lines.from_length),
				 errhint("nd_rfft of n cells gives n / 2 + 1 frequencies.")));
	lines.n = lines.to_length = (Size) length;
	lines.inverse = true;
	lines.from = (AxComplex *) a.cells;
	whole = lines.to = resized(&between, AX_KIND_COMPLEX, &a.head, axes[n - 1], lines.n);
	/* the mean, and of an even length the last frequency, are real */
	for (Size line = 0; line < lines.count; line++)
	{
		AxComplex  *first = (AxComplex *) a.cells + first_cell(&lines, line, lines.from_length);

		first->im = 0;
		if (lines.n % 2 == 0)
			first[(lines.from_length - 1) * lines.stride].im = 0;
	}
	if (between.cells > 0)
		transform(&lines);
	cells = (float8 *) resized(&out, AX_KIND_FLOAT8, &a.head, axes[n - 1], lines.n);
	for (Size i = 0; i < out.cells; i++)
		cells[i] = whole[i].re;
	if (!had_limits)
		ax_matrix_check_range(AX_KIND_FLOAT8, cells, out.cells, NULL, NULL);
	begin_at_zero(&out, axes, n);
	return ax_matrix_build(&out, cells);
}
