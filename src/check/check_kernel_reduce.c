/* Unit tests of kernel/reduce.c and kernel/groups.c against the plainest loops. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "check/check.h"
#include "check/kernel_zoo.h"
#include "kernel/reduce.h"

static size_t live_bytes;

static void *
counted_resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	/* aligned to 8 and no more, as palloc's memory may be: malloc's is to 16 */
	char	   *block = memory == NULL ? NULL : (char *) memory - 8;

	(void) state;
	live_bytes += new_size - old_size;
	if (new_size == 0)
	{
		free(block);
		return NULL;
	}
	return (char *) realloc(block, new_size + 8) + 8;
}

static const AxAlloc counted = {counted_resize, NULL};
static AxError err;

/* What the groups should hold, cell by cell. */
typedef struct Plain
{
	int64_t		count;
	int64_t		infinite;
	AxNumber	sum;			/* integers: exact; floats: in long double below */
	long double parts[2];		/* of pairs, with their scales and sizes */
	long double scales[2];
	long double sizes[2];
	int			odd;			/* of pairs: bits of the parts that are not finite */
	long double real;
	long double scale;			/* sum of magnitudes: what rounding is measured by */
	long double finite;			/* the same without infinities and NaN */
	__int128	squares;
	AxNumber	min;
	AxNumber	max;
	double		mean;
	AxRationalSum ratio;
} Plain;

static Plain plain[ZOO_CELLS];

static void
plain_add(AxKind kind, Plain *p, AxNumber x)
{
	if (p->count == 0 || ax_kind_cmp(kind, x, p->min) < 0)
		p->min = x;
	if (p->count == 0 || ax_kind_cmp(kind, x, p->max) > 0)
		p->max = x;
	p->count++;
	if (kind == AX_KIND_RATIONAL)
		ax_rational_sum_add(&p->ratio, (AxRational) {x.ratio[0], x.ratio[1]}, &err);
	else if (ax_kind_info(kind)->class == AX_CLASS_PAIR)
		for (int k = 0; k < 2; k++)
		{
			p->parts[k] += x.pair[k];
			p->scales[k] += fabsl(x.pair[k]);
			p->sizes[k] += isfinite(x.pair[k]) ? fabsl(x.pair[k]) : 0;
			p->odd |= !isfinite(x.pair[k]) << k;
		}
	else if (ax_kind_info(kind)->class == AX_CLASS_FLOAT)
	{
		p->real += x.real;
		p->scale += fabsl(x.real);
		p->finite += isfinite(x.real) ? fabsl(x.real) : 0;
		p->infinite += isinf(x.real) != 0;
	}
	else
	{
		p->sum.wide += x.wide;
		if (kind != AX_KIND_INT8)
			p->squares += x.wide * x.wide;
	}
}

static void
same_number(AxKind kind, AxNumber got, AxNumber right)
{
	CHECK(ax_kind_cmp(kind, got, right) == 0);
}

static bool
near(long double got, long double right, long double scale)
{
	if (isnan(right) || isinf(right))
		return isnan(right) ? isnan(got) : got == right;
	return fabsl(got - right) <= 1e-13L * (scale + 1e-300L);
}

static void
check_group(const AxGroups *groups, size_t g, const Plain *p)
{
	AxKind		kind = groups->kind;
	AxNumber	number;
	bool		some = p->count > 0;

	CHECK_EQ_INT(groups->count[g], p->count);
	if (groups->what & AX_GROUP_RANGE)
	{
		CHECK_EQ_INT(ax_groups_min(groups, g, &number), some);
		if (some)
			same_number(kind, number, p->min);
		CHECK_EQ_INT(ax_groups_max(groups, g, &number), some);
		if (some)
			same_number(kind, number, p->max);
	}
	if (!(groups->what & AX_GROUP_SUM))
		return;
	if (kind == AX_KIND_RATIONAL)
	{
		AxRational	got;
		AxRational	right;
		bool		quick = ax_rational_sum_quick((AxRationalSum *) groups->sum + g, 1, &got);

		CHECK_EQ_INT(quick, ax_rational_sum_quick(&p->ratio, 1, &right));
		if (quick)
			CHECK(got.num == right.num && got.den == right.den);
	}
	else if (ax_kind_info(kind)->class == AX_CLASS_PAIR)
	{
		number = ax_groups_sum(groups, g);
		for (int k = 0; k < 2; k++)
			if (p->sizes[k] < DBL_MAX)
				CHECK(near(number.pair[k], p->parts[k], p->scales[k]));
		CHECK_EQ_INT(groups->infinite[g], p->odd);
	}
	else if (ax_kind_info(kind)->class == AX_CLASS_FLOAT)
	{
		/* with DBL_MAX among them, order decides whether doubles overflow */
		if (p->finite < DBL_MAX)
			CHECK(near(ax_groups_sum(groups, g).real, p->real, p->scale));
		CHECK_EQ_INT(groups->infinite[g], p->infinite > 0);
	}
	else
		CHECK(ax_groups_sum(groups, g).wide == p->sum.wide);
	if ((groups->what & AX_GROUP_SQUARES) && ax_kind_info(kind)->class == AX_CLASS_INTEGER)
		CHECK(ax_groups_squares(groups, g).wide == p->squares);
}

/* Sum of (x - mean)^2 in two passes, for one group. */
static void
check_squares(const AxGroups *groups, size_t g, const AxVector *vector,
			  const uint64_t *selected, size_t n, const uint32_t *group)
{
	bool		pair = ax_kind_info(vector->kind)->class == AX_CLASS_PAIR;
	long double mean = plain[g].count > 0 ? plain[g].real / plain[g].count : 0;
	long double squares = 0;
	long double scale = 0;

	for (size_t i = 0; i < n; i++)
		if (zoo_live(vector, selected, i) && group[i] == g)
		{
			long double x = zoo_number(vector, i).real;

			for (int k = 0; pair && k < 2; k++)
			{
				long double part = zoo_number(vector, i).pair[k];
				long double apart = part - plain[g].parts[k] / plain[g].count;

				squares += apart * apart;
				scale += part * part;
			}
			if (pair)
				continue;
			squares += (x - mean) * (x - mean);
			scale += x * x;
		}
	if (isinf(scale) || isnan(scale) || scale < DBL_MAX)
		CHECK(near(ax_groups_squares(groups, g).real, squares, scale * 10));
}

/* Builds `group` from runs and columns, reduces, compares. */
static void
check_case(const AxVector *vector, unsigned what, const uint64_t *selected, size_t n,
		   int form)
{
	static uint32_t group[ZOO_CELLS];
	static uint32_t map[ZOO_CELLS];
	static uint32_t ends[ZOO_CELLS];
	static AxGroupRun runs[ZOO_CELLS];
	size_t		sizes = n;		/* groups */
	size_t		row = form == 0 ? n : 1 + zoo_random() % (n < 300 ? n : 300);
	size_t		shift = form == 0 ? 0 : zoo_random() % row;
	size_t		count = 0;
	size_t		alike = 1 + zoo_random() % 5;	/* rows one after another to the same groups */
	AxColumns	columns;
	AxGroups	groups;

	for (size_t k = 0; k < row; k++)
		map[k] = (uint32_t) (form <= 1 ? 0 : form == 2 ? k : form == 3 ? k / 10 :
							 form == 4 ? k % 7 : zoo_random() % 5);
	ax_columns_mark(map, row, ends, &columns);
	/* a tile may begin inside a row */
	for (size_t start = 0, column = shift; start < n; count++, column = 0)
	{
		size_t		length = row - column < n - start ? row - column : n - start;
		uint32_t	base = (uint32_t) (form == 0 ? 0 : count / alike % 3);

		runs[count] = (AxGroupRun) {(uint32_t) start, (uint32_t) length, base, (uint32_t) column};
		for (size_t i = 0; i < length; i++)
		{
			group[start + i] = base + map[column + i];
			if (group[start + i] >= sizes)
				sizes = group[start + i] + 1;
		}
		start += length;
	}
	for (size_t g = 0; g < sizes; g++)
	{
		memset(&plain[g], 0, sizeof(Plain));
		ax_rational_sum_init(&plain[g].ratio, counted);
	}
	for (size_t i = 0; i < n; i++)
		if (zoo_live(vector, selected, i))
			plain_add(vector->kind, &plain[group[i]], zoo_number(vector, i));

	for (int way = 0; way < 2; way++)
	{
		CHECK_EQ_INT(ax_groups_begin(&groups, vector->kind, what, counted, &err), AX_OK);
		CHECK_EQ_INT(ax_groups_grow(&groups, 1, &err), AX_OK);
		CHECK_EQ_INT(ax_groups_grow(&groups, sizes, &err), AX_OK);
		if (way == 1)
			CHECK_EQ_INT(ax_kernel_reduce_cells(&groups, vector, selected, n, group, &err), AX_OK);
		else if (form == 0)
			CHECK_EQ_INT(ax_kernel_reduce(&groups, 0, vector, selected, n, &err), AX_OK);
		else
			CHECK_EQ_INT(ax_kernel_reduce_runs(&groups, vector, selected, n, runs, count,
											   form == 1 ? NULL : &columns, &err), AX_OK);
		for (size_t g = 0; g < sizes; g++)
			check_group(&groups, g, &plain[g]);
		if ((what & AX_GROUP_SQUARES) && ax_kind_info(vector->kind)->class != AX_CLASS_INTEGER)
			for (size_t g = 0; g < sizes && g < 3; g++)
				check_squares(&groups, g, vector, selected, n, group);
		ax_groups_clear(&groups);
		memset(&plain[ZOO_CELLS - 1], 0, sizeof(Plain));
		CHECK_EQ_INT(groups.count[0], 0);
		ax_groups_free(&groups);
	}
	for (size_t g = 0; g < sizes; g++)
		ax_rational_sum_free(&plain[g].ratio);
	CHECK_EQ_INT(live_bytes, 0);
}

/* A mask of ones changes no bit of a float sum. */
static void
check_order(void)
{
	static double values[ZOO_CELLS];
	static uint64_t ones[AX_MASK_WORDS(ZOO_CELLS)];

	for (size_t i = 0; i < ZOO_CELLS; i++)
		values[i] = ldexp((double) (int64_t) zoo_random(), -40);
	for (size_t n = 1; n < 600; n++)
	{
		AxVector	vector = {.kind = AX_KIND_FLOAT8, .values = values};
		AxGroups	groups;
		double		lane[8] = {0};
		double		right = 0;
		double	   *sums;

		memset(ones, 0xff, sizeof(ones));
		ax_groups_begin(&groups, AX_KIND_FLOAT8, AX_GROUP_SUM, counted, &err);
		ax_groups_grow(&groups, 3, &err);
		sums = groups.sum;
		ax_kernel_reduce(&groups, 0, &vector, NULL, n, &err);
		/* the kernel sees at once that nothing is masked; here it does not */
		ax_mask_clear(ones, n);
		ax_kernel_reduce(&groups, 1, &vector, ones, n + 1, &err);
		for (size_t i = 0; i < n; i++)
			if (n < 32)
				right += values[i];
			else
				lane[i % 8] += values[i];
		if (n >= 32)
			right = ((lane[0] + lane[1]) + (lane[2] + lane[3])) +
				((lane[4] + lane[5]) + (lane[6] + lane[7]));
		CHECK(sums[0] == right);
		if (n != 31)
			CHECK(sums[1] == right);
		ax_groups_free(&groups);
	}
}

/* The same of the parts of pairs, by lanes and by words under a mask. */
static void
check_pair_order(void)
{
	static double values[2 * ZOO_CELLS];
	static uint64_t mask[AX_MASK_WORDS(ZOO_CELLS)];

	for (size_t i = 0; i < 2 * ZOO_CELLS; i++)
		values[i] = ldexp((double) (int64_t) zoo_random(), -40);
	for (size_t n = 1; n < 600; n++)
		for (int masked = 0; masked < 3; masked++)
		{
			AxVector	vector = {.kind = AX_KIND_COMPLEX, .values = values};
			AxGroups	groups;
			double		lane[2][8] = {{0}};
			double		right[2] = {0};
			AxNumber	got;

			for (size_t i = 0; i < n; i++)
			{
				bool		in = masked < 2 || zoo_random() % 3 != 0;

				ax_mask_clear(mask, i);
				if (in)
					ax_mask_set(mask, i);
				for (int k = 0; k < 2; k++)
					if (n < 32)
						right[k] += in ? values[2 * i + k] : 0;
					else
						lane[k][i % 8] += in ? values[2 * i + k] : 0;
			}
			ax_groups_begin(&groups, AX_KIND_COMPLEX, AX_GROUP_SUM, counted, &err);
			ax_groups_grow(&groups, 1, &err);
			ax_kernel_reduce(&groups, 0, &vector, masked ? mask : NULL, n, &err);
			got = ax_groups_sum(&groups, 0);
			for (int k = 0; k < 2; k++)
			{
				const double *l = lane[k];

				if (n >= 32)
					right[k] = ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]));
				CHECK(got.pair[k] == right[k]);
			}
			ax_groups_free(&groups);
		}
}

/* Squares of pairs as the sum of those of their parts, in every form; and merged. */
static void
check_pair_squares(void)
{
	for (int round = 0; round < 40; round++)
		for (int form = 0; form < 6; form++)
		{
			size_t		n = zoo_sizes[zoo_random() % ZOO_SIZES];
			AxVector	vector;

			zoo_fill(AX_KIND_COMPLEX, n, zoo_random() % 4 == 0, round & 1, &vector);
			if (round % 4 != 0)
				zoo_tame(&vector, n);
			check_case(&vector, AX_GROUP_SUM | AX_GROUP_SQUARES,
					   zoo_selection(round % ZOO_SELECTIONS, n), n, form);
		}
	{
		double		values[] = {1, 2, 3, 4, 5, 7, -1, 0, 2, 2, 10, 1};
		AxVector	vector = {.kind = AX_KIND_COMPLEX, .values = values};
		AxGroupRun	parts[] = {{0, 2, 0, 0}, {2, 4, 1, 0}};
		AxGroups	groups;

		ax_groups_begin(&groups, AX_KIND_COMPLEX, AX_GROUP_SQUARES, counted, &err);
		ax_groups_grow(&groups, 3, &err);
		ax_kernel_reduce_runs(&groups, &vector, NULL, 6, parts, 2, NULL, &err);
		for (size_t g = 0; g < 2; g++)
			CHECK_EQ_INT(ax_groups_merge(&groups, 2, &groups, g, &err), AX_OK);
		/* sums 20 and 16 of six, squares 140 and 74 */
		CHECK(fabs(ax_groups_squares(&groups, 2).real -
				   (140 - 400.0 / 6 + 74 - 256.0 / 6)) < 1e-12);
		CHECK_EQ_INT(ax_groups_finish(&groups, &err), AX_OK);
		ax_groups_free(&groups);
	}
}

static void
check_overflow(void)
{
	double		big[3] = {1.7e308, 1.7e308, INFINITY};
	AxVector	vector = {.kind = AX_KIND_FLOAT8, .values = big};
	AxGroups	groups;

	for (size_t n = 1; n <= 3; n++)
	{
		ax_groups_begin(&groups, AX_KIND_FLOAT8, AX_GROUP_SUM, counted, &err);
		ax_groups_grow(&groups, 1, &err);
		ax_kernel_reduce(&groups, 0, &vector, NULL, n, &err);
		CHECK_EQ_INT(ax_groups_finish(&groups, &err), n == 2 ? AX_RANGE : AX_OK);
		if (n == 2)
			CHECK_EQ_STR(err.message, "value out of range: overflow");
		ax_groups_free(&groups);
	}
	CHECK_EQ_INT(ax_groups_begin(&groups, AX_KIND_INT8, AX_GROUP_SQUARES, counted, &err),
				 AX_UNSUPPORTED);
	CHECK_EQ_INT(ax_groups_begin(&groups, AX_KIND_POINT2D, AX_GROUP_RANGE, counted, &err),
				 AX_UNSUPPORTED);
	for (size_t n = 1; n <= 3; n++)
		for (int k = 0; k < 2; k++)
		{
			double		pairs[6] = {0};
			AxVector	points = {.kind = AX_KIND_POINT2D, .values = pairs};

			for (int i = 0; i < 3; i++)
				pairs[2 * i + k] = big[i];
			ax_groups_begin(&groups, AX_KIND_POINT2D, AX_GROUP_SUM, counted, &err);
			ax_groups_grow(&groups, 1, &err);
			ax_kernel_reduce(&groups, 0, &points, NULL, n, &err);
			CHECK_EQ_INT(ax_groups_finish(&groups, &err), n == 2 ? AX_RANGE : AX_OK);
			/* an infinity in the other part does not hide it */
			pairs[1 - k] = INFINITY;
			ax_kernel_reduce(&groups, 0, &points, NULL, 1, &err);
			CHECK_EQ_INT(ax_groups_finish(&groups, &err), n == 3 ? AX_OK : AX_RANGE);
			ax_groups_free(&groups);
		}
}

/* Pairs have no range that groups keep. */
static unsigned
whole_what(AxKind kind)
{
	return ax_kind_info(kind)->class == AX_CLASS_PAIR ? AX_GROUP_SUM :
		AX_GROUP_SUM | AX_GROUP_RANGE;
}

/* Summaries and cells come to the same, whichever comes first. */
static void
check_summaries(void)
{
	for (size_t k = 0; k < ZOO_KINDS; k++)
	{
		AxKind		kind = zoo_kinds[k];
		AxVector	vector;
		AxSummary	summary;
		AxGroups	groups;
		Plain		p = {0};
		unsigned	what = whole_what(kind);

		zoo_fill(kind, 100, false, false, &vector);
		ax_rational_sum_init(&p.ratio, counted);
		ax_summary_init(kind, &summary);
		for (size_t i = 0; i < 100; i++)
		{
			AxSummary	one;
			AxNumber	x = zoo_number(&vector, i);
			bool		nan = ax_kind_is_nan(kind, x);

			plain_add(kind, &p, x);
			plain_add(kind, &p, x);
			ax_summary_init(kind, &one);
			one.present = 1;
			one.nans = nan;
			one.has_range = !nan;
			one.min = one.max = one.sum = x;
			ax_summary_merge(kind, &summary, &one);
		}
		if (!summary.has_sum)
			what &= ~AX_GROUP_SUM;
		for (int way = 0; way < 2; way++)
		{
			ax_groups_begin(&groups, kind, what, counted, &err);
			ax_groups_grow(&groups, 1, &err);
			if (way == 0)
				CHECK_EQ_INT(ax_groups_add_summary(&groups, 0, &summary, &err), AX_OK);
			CHECK_EQ_INT(ax_kernel_reduce(&groups, 0, &vector, NULL, 100, &err), AX_OK);
			if (way == 1)
				CHECK_EQ_INT(ax_groups_add_summary(&groups, 0, &summary, &err), AX_OK);
			check_group(&groups, 0, &p);
			ax_groups_free(&groups);
		}
		ax_rational_sum_free(&p.ratio);
	}
}

/* Runs that end with whole words of ones, under a mask that is not all ones. */
static void
check_whole_words(void)
{
	for (size_t k = 0; k < ZOO_KINDS; k++)
	{
		AxVector	vector;
		uint64_t	mask[4] = {~UINT64_C(1), ~UINT64_C(0), ~UINT64_C(0), ~UINT64_C(0)};
		AxGroupRun	runs[] = {{0, 64, 0, 0}, {64, 64, 1, 0}, {128, 128, 2, 0}};
		AxGroups	groups;

		zoo_fill(zoo_kinds[k], 256, false, 0, &vector);
		ax_groups_begin(&groups, zoo_kinds[k], whole_what(zoo_kinds[k]) & ~AX_GROUP_SUM ?
						AX_GROUP_RANGE : AX_GROUP_SUM, counted, &err);
		ax_groups_grow(&groups, 3, &err);
		CHECK_EQ_INT(ax_kernel_reduce_runs(&groups, &vector, mask, 256, runs, 3, NULL, &err), AX_OK);
		CHECK_EQ_INT(groups.count[0], 63);
		CHECK_EQ_INT(groups.count[1], 64);
		CHECK_EQ_INT(groups.count[2], 128);
		ax_groups_free(&groups);
	}
}

/* Groups of parts, merged into one that is empty and one that is not. */
static void
check_merge(void)
{
	for (size_t k = 0; k < ZOO_KINDS; k++)
		for (int wild = 0; wild < 2; wild++)
		{
			AxKind		kind = zoo_kinds[k];
			unsigned	what = whole_what(kind);
			AxGroupRun	halves[] = {{0, 100, 0, 0}, {100, 200, 1, 0}};
			AxVector	vector;
			AxGroups	parts;
			AxGroups	all;
			AxGroups	bytes;
			void	   *flat;
			Plain		p;

			zoo_fill(kind, 300, false, 1, &vector);
			if (!wild)
				zoo_tame(&vector, 300);
			memset(&p, 0, sizeof(p));
			ax_rational_sum_init(&p.ratio, counted);
			for (size_t i = 0; i < 300; i++)
				if (zoo_live(&vector, NULL, i))
					plain_add(kind, &p, zoo_number(&vector, i));
			ax_groups_begin(&parts, kind, what, counted, &err);
			ax_groups_begin(&all, kind, what, counted, &err);
			ax_groups_grow(&parts, 3, &err);
			ax_groups_grow(&all, 1, &err);
			CHECK_EQ_INT(ax_kernel_reduce_runs(&parts, &vector, NULL, 300, halves, 2, NULL, &err),
						 AX_OK);
			for (size_t f = 0; f < 3; f++)
				CHECK_EQ_INT(ax_groups_merge(&all, 0, &parts, f, &err), AX_OK);
			check_group(&all, 0, &p);

			/* the same through bytes that have been moved */
			flat = aligned_alloc(16, ax_groups_flat_bytes(&parts, 3));
			ax_groups_flatten(&parts, 3, flat);
			ax_groups_free(&parts);
			ax_groups_clear(&all);
			ax_groups_begin(&bytes, kind, what, counted, &err);
			ax_groups_borrow(&bytes, flat, 3);
			for (size_t f = 0; f < 3; f++)
				CHECK_EQ_INT(ax_groups_merge(&all, 0, &bytes, f, &err), AX_OK);
			check_group(&all, 0, &p);
			free(flat);
			ax_groups_free(&all);
			ax_rational_sum_free(&p.ratio);
		}
}

int
main(void)
{
	static const unsigned whats[] = {0, AX_GROUP_SUM, AX_GROUP_RANGE,
		AX_GROUP_SUM | AX_GROUP_RANGE, AX_GROUP_SUM | AX_GROUP_RANGE | AX_GROUP_SQUARES};

	printf("check_kernel_reduce, seed %llu\n", (unsigned long long) ZOO_SEED);
	for (size_t k = 0; k < ZOO_KINDS; k++)
		for (size_t s = 0; s < ZOO_SIZES; s++)
			for (int masked = 0; masked < 4; masked++)
				for (int wild = 0; wild < 2; wild++)
				{
					AxKind		kind = zoo_kinds[k];
					AxVector	vector;
					const uint64_t *selected = zoo_selection(masked, zoo_sizes[s]);
					size_t		w = zoo_random() % 5;

					if (w == 4 && (kind == AX_KIND_INT8 || kind == AX_KIND_RATIONAL))
						w = 3;
					if (ax_kind_info(kind)->class == AX_CLASS_PAIR)
						w %= 2;
					zoo_fill(kind, zoo_sizes[s], zoo_random() % 4 == 0, masked & 1, &vector);
					if (!wild)
						zoo_tame(&vector, zoo_sizes[s]);
					for (int form = 0; form < 6; form++)
						check_case(&vector, whats[w], selected, zoo_sizes[s], form);
				}
	check_order();
	check_pair_order();
	check_pair_squares();
	check_overflow();
	check_summaries();
	check_whole_words();
	check_merge();
	CHECK_EQ_INT(live_bytes, 0);
	return check_done();
}
