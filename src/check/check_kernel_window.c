/*
 * Unit tests of kernel/window.c: random blocks, boxes and masks, fed in pieces
 * of random lengths; each window is added up cell by cell.  Medians against a sort.
 */
#include <math.h>
#include <stdlib.h>

#include "check/check.h"
#include "check/sample.h"
#include "kernel/median.h"
#include "kernel/window.h"

#define CELLS 600000
#define ROUNDS 1500

static const AxKind kinds[] = {AX_KIND_BOOL, AX_KIND_INT2, AX_KIND_INT4, AX_KIND_INT8,
	AX_KIND_FLOAT4, AX_KIND_FLOAT8, AX_KIND_RATIONAL, AX_KIND_COMPLEX, AX_KIND_DATE};

static uint64_t state = 20261122;
static char values[CELLS * 16];
static uint64_t valid[AX_MASK_WORDS(CELLS)];
static uint64_t present[AX_MASK_WORDS(CELLS)];
static AxError err;

static int64_t
dice(int64_t n)
{
	return (int64_t) (sample_next(&state) % (uint64_t) n);
}

/* Small whole numbers, whose sums are exact, and now and then NaN and infinities. */
static void
fill(AxKind kind, size_t n, bool strange)
{
	static const double odd[] = {NAN, INFINITY, -INFINITY};
	uint32_t	width = ax_kind_info(kind)->width;

	for (size_t i = 0; i < n; i++)
	{
		AxNumber	x = {.wide = 0};
		int64_t		small = kind == AX_KIND_BOOL ? dice(2) : dice(41) - 20;

		switch (ax_kind_info(kind)->class)
		{
			case AX_CLASS_FLOAT:
				x.real = strange && dice(9) == 0 ? odd[dice(3)] : (double) small;
				break;
			case AX_CLASS_PAIR:
				x.pair[0] = strange && dice(9) == 0 ? odd[dice(3)] : (double) small;
				x.pair[1] = strange && dice(9) == 0 ? odd[dice(3)] : (double) -small;
				break;
			case AX_CLASS_RATIONAL:
				x.ratio[0] = small * 2 + 1;
				x.ratio[1] = 2;
				break;
			default:
				x.wide = small;
		}
		ax_kind_store(kind, x, values + i * width);
	}
}

/* What the cells of a window come to. */
typedef struct Total
{
	int64_t		count;
	double		sum[2];
	double		mean;
	double		squares;
	AxNumber	least;
	AxNumber	most;
} Total;

static double
plain(AxKind kind, AxNumber x)
{
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_FLOAT:
			return x.real;
		case AX_CLASS_PAIR:
			return x.pair[0];
		case AX_CLASS_RATIONAL:
			return (double) x.ratio[0] / (double) x.ratio[1];
		default:
			return (double) x.wide;
	}
}

static Total
add_up(const AxWindowSpec *spec, const int64_t *at)
{
	AxBox		box = {.ndim = spec->in.ndim};
	uint32_t	width = ax_kind_info(spec->kind)->width;
	Total		total = {0};
	AxRuns		runs;

	for (int d = 0; d < box.ndim; d++)
	{
		box.lower[d] = at[d] - spec->before[d] > spec->in.lower[d] ? at[d] - spec->before[d] :
			spec->in.lower[d];
		box.upper[d] = at[d] + spec->after[d] < spec->in.upper[d] ? at[d] + spec->after[d] :
			spec->in.upper[d];
	}
	for (int pass = 0; pass < 2; pass++)
	{
		ax_runs_begin(&runs, &spec->in, &box);
		while (ax_runs_next(&runs))
			for (uint64_t i = runs.start; i < runs.start + runs.length; i++)
			{
				AxNumber	x = ax_kind_load(spec->kind, values + i * width);

				if (!ax_mask_get(valid, i))
					continue;
				if (pass == 1)
				{
					double		apart = plain(spec->kind, x) - total.mean;

					total.squares += apart * apart;
					continue;
				}
				if (total.count == 0 || ax_kind_cmp(spec->kind, x, total.least) < 0)
					total.least = x;
				if (total.count == 0 || ax_kind_cmp(spec->kind, x, total.most) > 0)
					total.most = x;
				total.count++;
				total.sum[0] += plain(spec->kind, x);
				total.sum[1] += ax_kind_info(spec->kind)->class == AX_CLASS_PAIR ? x.pair[1] : 0;
			}
		total.mean = total.sum[0] / (double) total.count;
	}
	return total;
}

static bool
near(double a, double b)
{
	return (isnan(a) && isnan(b)) || a == b || fabs(a - b) <= 1e-12 * (1 + fabs(b));
}

static void
check_cell(const AxWindowSpec *spec, const int64_t *at, bool has_value, const void *cell)
{
	Total		total = add_up(spec, at);
	AxKind		kind = ax_window_kind(spec->kind, spec->aggregate);
	int64_t		needed = spec->aggregate == AX_WINDOW_COUNT ? 0 :
		spec->aggregate == AX_WINDOW_VAR_SAMP || spec->aggregate == AX_WINDOW_STDDEV_SAMP ? 2 : 1;
	AxNumber	got;
	double		divisor;

	CHECK_EQ_INT(has_value, total.count >= needed);
	if (!has_value || total.count < needed)
		return;
	got = ax_kind_load(kind, cell);
	switch (spec->aggregate)
	{
		case AX_WINDOW_COUNT:
			CHECK_EQ_INT(got.wide, total.count);
			break;
		case AX_WINDOW_SUM:
		case AX_WINDOW_AVG:
			divisor = spec->aggregate == AX_WINDOW_AVG ? (double) total.count : 1;
			CHECK(near(plain(kind, got), total.sum[0] / divisor));
			if (ax_kind_info(kind)->class == AX_CLASS_PAIR)
				CHECK(near(got.pair[1], total.sum[1] / divisor));
			break;
		case AX_WINDOW_MIN:
			CHECK(ax_kind_cmp(kind, got, total.least) == 0);
			break;
		case AX_WINDOW_MAX:
			CHECK(ax_kind_cmp(kind, got, total.most) == 0);
			break;
		default:
			divisor = (double) (total.count - needed + 1);
			if (spec->aggregate == AX_WINDOW_VAR_POP || spec->aggregate == AX_WINDOW_VAR_SAMP)
				CHECK(near(got.real, total.squares / divisor));
			else
				CHECK(near(got.real, sqrt(total.squares / divisor)));
	}
}

/* A random block: lengths, a box of results, windows from none to far too long. */
static void
choose(AxWindowSpec *spec, int64_t room)
{
	int			ndim = (int) dice(5);

	memset(spec, 0, sizeof(*spec));
	spec->in.ndim = spec->out.ndim = ndim;
	for (int d = 0; d < ndim; d++)
	{
		int64_t		most = dice(3) == 0 || room > 4000 ? 4000 : 12;
		int64_t		length = 1 + dice(room < most ? room : most);
		bool		window = dice(3) > 0;

		room = room / length > 0 ? room / length : 1;
		spec->in.lower[d] = dice(200) - 100;
		spec->in.upper[d] = spec->in.lower[d] + length - 1;
		spec->out.lower[d] = spec->in.lower[d];
		spec->out.upper[d] = spec->in.upper[d];
		if (!window)
			continue;
		spec->before[d] = dice(10) == 0 ? AX_COORD_MAX : dice(dice(2) == 0 ? 3 : 20);
		spec->after[d] = dice(10) == 0 ? AX_COORD_MAX - dice(3) : dice(dice(2) == 0 ? 3 : 20);
		if (dice(2) == 0)
		{
			spec->out.lower[d] += dice(length);
			spec->out.upper[d] -= dice(spec->out.upper[d] - spec->out.lower[d] + 1);
		}
	}
}

static void
run(const AxWindowSpec *spec, size_t n, const uint64_t *given, const uint64_t *wanted, uint64_t out)
{
	uint32_t	width = ax_kind_info(ax_window_kind(spec->kind, spec->aggregate))->width;
	uint64_t	next = 0;
	AxWindow	window;

	CHECK_EQ_INT(ax_window_begin(&window, spec, sample_alloc, &err), AX_OK);
	for (size_t at = 0; at < n;)
	{
		AxWindowBand band;

		at += ax_window_feed(&window, values, given, at, 1 + (size_t) dice((int64_t) (n - at)));
		do
		{
			while (ax_window_work(&window))
				;
			CHECK_EQ_INT(ax_window_band(&window, wanted, &band, &err), AX_OK);
			CHECK(band.cells == 0 || band.first == next);
			next += band.cells;
			for (size_t i = 0; i < band.cells; i += 1 + (size_t) dice(out / 40 + 1))
			{
				int64_t		coords[AX_MAX_DIMS];

				if (wanted != NULL && !ax_mask_get(wanted, band.first + i))
				{
					CHECK(!ax_mask_get(band.valid, i));
					continue;
				}
				ax_shape_coords(&spec->out, band.first + i, coords);
				check_cell(spec, coords, band.valid == NULL || ax_mask_get(band.valid, i),
						   (const char *) band.values + i * width);
			}
		} while (band.cells > 0);
	}
	CHECK_EQ_INT(next, out);
	ax_window_end(&window);
}

static int
compare(const void *a, const void *b)
{
	return ax_kind_cmp(AX_KIND_FLOAT8, (AxNumber) {.real = *(const double *) a},
					   (AxNumber) {.real = *(const double *) b});
}

static void
check_median(size_t n, int64_t distinct)
{
	double		sorted[400];
	double		mixed[400];
	double		right;
	AxMedian	median;

	for (size_t i = 0; i < n; i++)
		sorted[i] = mixed[i] = dice(9) == 0 ? NAN : dice(9) == 0 ? INFINITY : (double) dice(distinct);
	qsort(sorted, n, sizeof(double), compare);
	ax_median_begin(&median, mixed, n);
	while (ax_median_step(&median))
		;
	right = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
	CHECK(near(ax_median_value(&median), right));
}

int
main(void)
{
	for (int round = 0; round < ROUNDS; round++)
		check_median(1 + (size_t) dice(400), round % 3 == 0 ? 1000000 : 3);
	{
		double		far[] = {1.5e308, 1.7e308};
		AxMedian	median;

		ax_median_begin(&median, far, 2);
		CHECK(!ax_median_step(&median));
		CHECK(near(ax_median_value(&median), 1.6e308));
	}
	for (int round = 0; round < ROUNDS; round++)
	{
		AxWindowSpec spec;
		uint64_t	n;
		uint64_t	out;
		bool		wanted = dice(3) == 0;

		/* large ones are worked off in many steps */
		choose(&spec, round % 100 == 0 ? 400000 : 4000);
		spec.kind = kinds[dice(sizeof(kinds) / sizeof(kinds[0]))];
		spec.aggregate = (AxWindowAggregate) dice(AX_WINDOW_STDDEV_POP + 1);
		if (ax_window_kind(spec.kind, spec.aggregate) == AX_KIND_NONE)
			continue;
		(void) ax_shape_cells(&spec.in, CELLS, &n, &err);
		(void) ax_shape_cells(&spec.out, CELLS, &out, &err);
		spec.full = dice(2) == 0;
		spec.finite = spec.aggregate >= AX_WINDOW_VAR_SAMP || dice(2) == 0;
		spec.narrow = dice(2) == 0;
		spec.origin = -20 - dice(50);
		fill(spec.kind, n, !spec.finite);
		ax_mask_fill(valid, n);
		for (uint64_t i = 0; i < n && !spec.full; i++)
			if (dice(3) == 0)
				ax_mask_clear(valid, i);
		ax_mask_fill(present, out);
		for (uint64_t i = 0; i < out; i++)
			if (dice(4) == 0)
				ax_mask_clear(present, i);
		run(&spec, n, spec.full ? NULL : valid, wanted ? present : NULL, out);
	}
	return check_done();
}
