/*
 * Reductions of pairs of doubles, part by part.
 *
 * The parts of the cells alternate, so that a lane of pairs is two lanes of
 * doubles, and a row of cells is added to a row of groups as doubles are.
 */
#include "kernel/reduce_pair.h"

#include <float.h>
#include <math.h>

#include "kernel/bits.h"

#define LANES 8					/* of pairs, as for floats */
#define LONG_STRETCH 32			/* from here on lanes are used, as for floats */
#define WORD_CELLS 64

/* Two bits as masks of two pairs. */
#define M UINT64_MAX
static const uint64_t pair_masks[4][4] = {{0, 0, 0, 0}, {M, M, 0, 0}, {0, 0, M, M}, {M, M, M, M}};
#undef M

AX_INLINE double
masked(double x, uint64_t mask)
{
	uint64_t	bits;

	memcpy(&bits, &x, sizeof(bits));
	bits &= mask;
	memcpy(&x, &bits, sizeof(x));
	return x;
}

/* ---- stretches that fall into one group ---- */

/* Cells of a vector; a constant stands as WORD_CELLS equal ones. */
typedef struct Cells
{
	const double *v;			/* borrowed; two parts a cell */
	bool		constant;
	const uint64_t *mask;		/* borrowed; what is live, NULL for all */
} Cells;

AX_INLINE const double *
cells_at(const Cells *cells, size_t i)
{
	return cells->constant ? cells->v : cells->v + 2 * i;
}

typedef void (*AddWord) (const double *v, uint64_t word, size_t n, const double *from,
						 double *lanes);

/* Adds the live of n <= 64 cells to the lanes; `from` is not used. */
AX_CLONES static void
add_word(const double *v, uint64_t word, size_t n, const double *from, double *lanes)
{
	double		sum[2 * LANES];
	size_t		whole = n / LANES * LANES;

	(void) from;
	memcpy(sum, lanes, sizeof(sum));
	if (word == ax_vector_ones(n))
		for (size_t i = 0; i < 2 * whole; i += 2 * LANES)
			for (int k = 0; k < 2 * LANES; k++)
				sum[k] += v[i + k];
	else
		for (size_t i = 0; i < whole; i += LANES)
			for (int k = 0; k < 2 * LANES; k += 4)
			{
				const uint64_t *in = pair_masks[(word >> (i + k / 2)) & 3];

				for (int p = 0; p < 4; p++)
					sum[k + p] += masked(v[2 * i + k + p], in[p]);
			}
	for (size_t i = whole; i < n; i++)
		for (int p = 0; p < 2; p++)
			sum[2 * (i - whole) + p] += (word >> i) & 1 ? v[2 * i + p] : 0;
	memcpy(lanes, sum, sizeof(sum));
}

/* The same of the squares of the distances from `from`. */
AX_CLONES static void
add_squares(const double *v, uint64_t word, size_t n, const double *from, double *lanes)
{
	double		sum[2 * LANES];
	double		re = from[0];
	double		im = from[1];
	size_t		whole = word == ax_vector_ones(n) ? n / LANES * LANES : 0;

	memcpy(sum, lanes, sizeof(sum));
	for (size_t i = 0; i < 2 * whole; i += 2 * LANES)
		for (int k = 0; k < 2 * LANES; k += 2)
		{
			sum[k] += (v[i + k] - re) * (v[i + k] - re);
			sum[k + 1] += (v[i + k + 1] - im) * (v[i + k + 1] - im);
		}
	for (uint64_t left = whole < 64 ? word >> whole << whole : 0; left != 0; left &= left - 1)
	{
		int			i = __builtin_ctzll(left);

		sum[0] += (v[2 * i] - re) * (v[2 * i] - re);
		sum[1] += (v[2 * i + 1] - im) * (v[2 * i + 1] - im);
	}
	memcpy(lanes, sum, sizeof(sum));
}

/* Adds cells [start, start + n) up, in the order that groups.h promises. */
static int64_t
fold(const Cells *cells, size_t start, size_t n, AddWord add, const double *from, double total[2])
{
	double		lanes[2 * LANES] = {0};
	int64_t		count = 0;

	for (size_t i = 0; i < n; i += WORD_CELLS)
	{
		size_t		length = n - i < WORD_CELLS ? n - i : WORD_CELLS;
		uint64_t	word = ax_bits_window(cells->mask, start + i, length);

		if (word == 0)
			continue;
		count += __builtin_popcountll(word);
		add(cells_at(cells, start + i), word, length, from, lanes);
	}
	for (int p = 0; p < 2; p++)
		total[p] = ((lanes[p] + lanes[p + 2]) + (lanes[p + 4] + lanes[p + 6])) +
			((lanes[p + 8] + lanes[p + 10]) + (lanes[p + 12] + lanes[p + 14]));
	return count;
}

static int64_t
fold_short(const Cells *cells, size_t start, size_t n, double total[2])
{
	uint64_t	word = ax_bits_window(cells->mask, start, n);

	total[0] = total[1] = 0;
	for (uint64_t left = word; left != 0; left &= left - 1)
	{
		const double *cell = cells_at(cells, start + (size_t) __builtin_ctzll(left));

		total[0] += cell[0];
		total[1] += cell[1];
	}
	return __builtin_popcountll(word);
}

/* Bits of the parts of a pair that are infinite or NaN. */
AX_INLINE uint8_t
odd_parts(const double *pair)
{
	return (uint8_t) ((!isfinite(pair[0])) | (!isfinite(pair[1])) << 1);
}

/* Says of the group which parts were infinite or NaN in one of the cells. */
static void
mark_odd(AxGroups *groups, size_t g, const Cells *cells, size_t start, size_t n)
{
	for (size_t i = start; i < start + n; i++)
		if (cells->mask == NULL || ax_mask_get(cells->mask, i))
			groups->infinite[g] |= odd_parts(cells_at(cells, i));
}

/* Squares of two parts from the mean of both, as float8_combine() has it. */
static double
join_squares(int64_t n, const double *sum, double squares,
			 int64_t more_n, const double *more_sum, double more_squares)
{
	double		between = 0;

	if (n == 0)
		return more_squares;
	if (more_n == 0)
		return squares;
	for (int p = 0; p < 2; p++)
	{
		double		apart = sum[p] / (double) n - more_sum[p] / (double) more_n;

		between += apart * apart;
	}
	return squares + more_squares +
		(double) n * (double) more_n * between / (double) (n + more_n);
}

static void
add_stretch(AxGroups *groups, size_t g, const Cells *cells, size_t start, size_t n)
{
	double	   *sum = (double *) groups->sum + 2 * g;
	double		part[2];
	int64_t		count = n < LONG_STRETCH ? fold_short(cells, start, n, part) :
		fold(cells, start, n, add_word, NULL, part);

	if (count == 0)
		return;
	if (groups->what & AX_GROUP_SQUARES)
	{
		double	   *squares = (double *) groups->squares + g;
		double		mean[2] = {part[0] / (double) count, part[1] / (double) count};
		double		apart[2];

		fold(cells, start, n, add_squares, mean, apart);
		*squares = join_squares(groups->count[g], sum, *squares, count, part, apart[0] + apart[1]);
	}
	groups->count[g] += count;
	sum[0] += part[0];
	sum[1] += part[1];
	if (odd_parts(part) != 0)
		mark_odd(groups, g, cells, start, n);
}

/* ---- cells that fall into group after group ---- */

static void
add_cell(AxGroups *groups, size_t g, const double *cell)
{
	double	   *sum = (double *) groups->sum + 2 * g;

	if (groups->what & AX_GROUP_SQUARES)
	{
		double	   *squares = (double *) groups->squares + g;

		*squares = join_squares(groups->count[g], sum, *squares, 1, cell,
								(cell[0] - cell[0]) + (cell[1] - cell[1]));
	}
	groups->count[g]++;
	sum[0] += cell[0];
	sum[1] += cell[1];
	groups->infinite[g] |= odd_parts(cell);
}

/* Adds n cells, all of them live, one each to n groups; false if some part is odd. */
AX_CLONES static bool
add_row(double *restrict sum, int64_t *restrict count, const double *restrict v, size_t n)
{
	int			odd = 0;

	for (size_t i = 0; i < 2 * n; i++)
	{
		sum[i] += v[i];
		odd |= !(fabs(v[i]) <= DBL_MAX);
	}
	for (size_t i = 0; i < n; i++)
		count[i]++;
	return odd == 0;
}

/* Up to 64 cells, the first to group g, each to the one behind that of the one before. */
static void
add_rising(AxGroups *groups, size_t g, const Cells *cells, size_t start, size_t n)
{
	uint64_t	word = ax_bits_window(cells->mask, start, n);

	if (word == ax_vector_ones(n) && !(groups->what & AX_GROUP_SQUARES))
	{
		const double *v = cells_at(cells, start);

		if (!add_row((double *) groups->sum + 2 * g, groups->count + g, v, n))
			for (size_t i = 0; i < n; i++)
				groups->infinite[g + i] |= odd_parts(v + 2 * i);
		return;
	}
	for (; word != 0; word &= word - 1)
	{
		size_t		i = (size_t) __builtin_ctzll(word);

		add_cell(groups, g + i, cells_at(cells, start + i));
	}
}

static void
add_columns(AxGroups *groups, const Cells *cells, const AxGroupRun *run, const AxColumns *columns)
{
	for (size_t i = 0, n; i < run->length; i += n)
	{
		size_t		k = run->column + i;
		size_t		g = run->base + columns->map[k];

		n = columns->ends[k] - k;
		if (n > run->length - i)
			n = run->length - i;
		if (n == 1 || columns->map[k + 1] == columns->map[k])
			add_stretch(groups, g, cells, run->start + i, n);
		else
		{
			n = n < WORD_CELLS ? n : WORD_CELLS;
			add_rising(groups, g, cells, run->start + i, n);
		}
	}
}

static Cells
cells_of(const AxVector *vector, const uint64_t *mask, double room[2 * WORD_CELLS])
{
	Cells		cells = {.v = vector->values, .constant = vector->constant, .mask = mask};

	if (vector->constant)
	{
		for (size_t i = 0; i < WORD_CELLS; i++)
			memcpy(room + 2 * i, vector->values, 2 * sizeof(double));
		cells.v = room;
	}
	return cells;
}

void
ax_reduce_pair_runs(AxGroups *groups, const AxVector *vector, const uint64_t *mask,
					const AxGroupRun *runs, size_t count, const AxColumns *columns)
{
	double		room[2 * WORD_CELLS];
	Cells		cells = cells_of(vector, mask, room);

	for (const AxGroupRun *run = runs; run < runs + count; run++)
		if (columns != NULL)
			add_columns(groups, &cells, run, columns);
		else
			add_stretch(groups, run->base, &cells, run->start, run->length);
}

void
ax_reduce_pair_cells(AxGroups *groups, const AxVector *vector, const uint64_t *mask,
					 size_t n, const uint32_t *group)
{
	double		room[2 * WORD_CELLS];
	Cells		cells = cells_of(vector, mask, room);

	for (size_t from = 0; from < n; from += WORD_CELLS)
		for (uint64_t left = ax_bits_window(mask, from, n - from < WORD_CELLS ? n - from : WORD_CELLS);
			 left != 0; left &= left - 1)
		{
			size_t		i = from + (size_t) __builtin_ctzll(left);

			add_cell(groups, group[i], cells_at(&cells, i));
		}
}

/* ---- groups ---- */

void
ax_groups_pair_add(AxGroups *groups, size_t g, const AxSummary *summary)
{
	double	   *sum = (double *) groups->sum + 2 * g;

	sum[0] += summary->sum.pair[0];
	sum[1] += summary->sum.pair[1];
	/* a summary has no sum that ran over: where a part is odd, a value's is */
	groups->infinite[g] |= odd_parts(summary->sum.pair);
}

void
ax_groups_pair_merge(AxGroups *into, size_t g, const AxGroups *from, size_t f)
{
	double	   *sum = (double *) into->sum + 2 * g;
	const double *more = (const double *) from->sum + 2 * f;

	if (into->squares != NULL)
	{
		double	   *squares = (double *) into->squares + g;

		*squares = join_squares(into->count[g], sum, *squares, from->count[f], more,
								((const double *) from->squares)[f]);
	}
	sum[0] += more[0];
	sum[1] += more[1];
}

AxStatus
ax_groups_pair_finish(const AxGroups *groups, AxError *err)
{
	for (size_t g = 0; g < groups->size; g++)
	{
		const double *sum = (const double *) groups->sum + 2 * g;
		bool		squares = groups->squares != NULL && groups->infinite[g] == 0;

		if ((odd_parts(sum) & ~groups->infinite[g]) != 0 ||
			(squares && !isfinite(((const double *) groups->squares)[g])))
			return ax_base_fail(err, AX_RANGE, "value out of range: overflow");
	}
	return AX_OK;
}
