#include <float.h>
#include <math.h>
#include <string.h>

#include "kernel/bits.h"
#include "kernel/window_cells.h"

/* Cells from `at` on to elements of a track. */
typedef void (*Load) (const void *values, const uint64_t *valid, size_t at, size_t n,
					  int64_t origin, void *out);

typedef struct KindEntry
{
	Load		load[ROLE_SPREAD + 1];
	bool		wide;			/* keys have 64 bits, else 32 */
	void		(*unkey) (const void *keys, void *values, size_t n, bool down);
} KindEntry;

#define LOADER(name, CELL, ELEMENT, ELEMENT_OF_X, NO_VALUE) \
AX_CLONES static void \
name(const void *values, const uint64_t *valid, size_t at, size_t n, int64_t origin, void *to) \
{ \
	const CELL *restrict v = (const CELL *) values + at; \
	ELEMENT    *restrict out = to; \
\
	for (size_t from = 0, end; from < n; from = end) \
	{ \
		uint64_t	word; \
\
		end = valid == NULL || n - from < 64 ? n : from + 64; \
		word = valid == NULL ? ~UINT64_C(0) : ax_bits_window(valid, at + from, end - from); \
		if (valid == NULL || word == ax_vector_ones(end - from)) \
			for (size_t i = from; i < end; i++) \
			{ \
				CELL		x = v[i]; \
\
				out[i] = ELEMENT_OF_X; \
			} \
		else \
			for (size_t i = from; i < end; i++, word >>= 1) \
			{ \
				CELL		x = v[i]; \
\
				out[i] = word & 1 ? ELEMENT_OF_X : NO_VALUE; \
			} \
	} \
}

#define NO_SPREAD ((AxSpread) {0, 0, 0})
/* How far a value lies above the origin: differences of bigints need 64 bits and no sign. */
#define SINCE(x, origin) \
	(sizeof(x) == 8 ? (double) ((uint64_t) (x) - (uint64_t) (origin)) : (double) (x))

#define AX_TEMPLATE "kernel/window_number.h"
#include "kernel/each_number.h"

/* The parts of a pair, one behind the other. */
typedef struct Pair
{
	double		part[2];
} Pair;

LOADER(load_first, Pair, double, isfinite(x.part[0]) ? x.part[0] : 0, 0)
LOADER(load_first_strange, Pair, double, isfinite(x.part[0]) ? 0 : x.part[0], 0)
LOADER(load_second, Pair, double, isfinite(x.part[1]) ? x.part[1] : 0, 0)
LOADER(load_second_strange, Pair, double, isfinite(x.part[1]) ? 0 : x.part[1], 0)
LOADER(load_rational, AxRational, AxRational, x, ((AxRational) {0, 0}))
LOADER(load_rational_spread, AxRational, AxSpread,
	   ((AxSpread) {1, ax_rational_to_double(x), 0}), NO_SPREAD)

#define PAIR_LOADS { \
	.load[ROLE_REAL] = load_first, \
	.load[ROLE_STRANGE] = load_first_strange, \
	.load[ROLE_REAL_2] = load_second, \
	.load[ROLE_STRANGE_2] = load_second_strange}

static const KindEntry kinds[AX_KIND_END] = {
#define AX_TABLE
#include "kernel/each_number.h"
	[AX_KIND_COMPLEX] = PAIR_LOADS,
	[AX_KIND_POINT2D] = PAIR_LOADS,
	[AX_KIND_RATIONAL] = {.load[ROLE_RATIONAL] = load_rational,
		.load[ROLE_SPREAD] = load_rational_spread},
};

/* 1 for a value: the cells themselves are not looked at. */
static void
load_count(const uint64_t *valid, size_t at, size_t n, int32_t *out)
{
	for (size_t from = 0; from < n; from += 64)
	{
		size_t		cells = n - from < 64 ? n - from : 64;
		uint64_t	word = ax_bits_window(valid, at + from, cells);

		for (size_t i = 0; i < cells; i++)
			out[from + i] = (int32_t) (word >> i & 1);
	}
}

AxKind
ax_window_kind(AxKind kind, AxWindowAggregate aggregate)
{
	AxKindClass class = ax_kind_info(kind)->class;

	switch (aggregate)
	{
		case AX_WINDOW_COUNT:
			return AX_KIND_INT8;
		case AX_WINDOW_SUM:
		case AX_WINDOW_AVG:
			if (class == AX_CLASS_PAIR)
				return kind;
			if (class == AX_CLASS_FLOAT)
				return aggregate == AX_WINDOW_SUM ? kind : AX_KIND_FLOAT8;
			if (class == AX_CLASS_INTEGER)
				return aggregate == AX_WINDOW_SUM ? AX_KIND_INT8 : AX_KIND_FLOAT8;
			return AX_KIND_NONE;
		case AX_WINDOW_MIN:
		case AX_WINDOW_MAX:
			return class == AX_CLASS_PAIR || class == AX_CLASS_OPAQUE ? AX_KIND_NONE : kind;
		default:
			return class == AX_CLASS_INTEGER || class == AX_CLASS_FLOAT ||
				class == AX_CLASS_RATIONAL ? AX_KIND_FLOAT8 : AX_KIND_NONE;
	}
}

static void
add_track(AxWindow *window, AxSlideOp op, int role)
{
	window->tracks[window->ntracks++] = (AxTrack) {
		.op = op, .width = ax_slide_width(op), .role = role};
}

static bool
is_variance(const AxWindow *window)
{
	return window->spec.aggregate >= AX_WINDOW_VAR_SAMP;
}

void
ax_window_plan(AxWindow *window)
{
	const AxWindowSpec *spec = &window->spec;
	AxKind		kind = ax_kind_storage(spec->kind);
	AxKindClass class = ax_kind_info(kind)->class;
	bool		max = spec->aggregate == AX_WINDOW_MAX;

	if (spec->aggregate == AX_WINDOW_MIN || max)
	{
		if (class == AX_CLASS_RATIONAL)
			add_track(window, max ? AX_SLIDE_MAX_RATIONAL : AX_SLIDE_MIN_RATIONAL, ROLE_RATIONAL);
		else
			add_track(window, kinds[kind].wide ? AX_SLIDE_MIN_INT64 : AX_SLIDE_MIN_INT32,
					  max ? ROLE_KEY_DOWN : ROLE_KEY);
	}
	else if (is_variance(window))
		add_track(window, AX_SLIDE_SPREAD, ROLE_SPREAD);
	else if (spec->aggregate != AX_WINDOW_COUNT && class == AX_CLASS_INTEGER)
	{
		add_track(window, AX_SLIDE_SUM_INT64, spec->narrow ? ROLE_WHOLE : ROLE_LOW);
		if (!spec->narrow)
			add_track(window, AX_SLIDE_SUM_INT64, ROLE_HIGH);
	}
	else if (spec->aggregate != AX_WINDOW_COUNT)
	{
		add_track(window, AX_SLIDE_SUM_DOUBLE, ROLE_REAL);
		if (class == AX_CLASS_PAIR)
			add_track(window, AX_SLIDE_SUM_DOUBLE, ROLE_REAL_2);
	}
	if (!spec->finite && !max && spec->aggregate != AX_WINDOW_MIN &&
		spec->aggregate != AX_WINDOW_COUNT)
	{
		if (class == AX_CLASS_FLOAT || class == AX_CLASS_PAIR)
			add_track(window, AX_SLIDE_SUM_DOUBLE, ROLE_STRANGE);
		if (class == AX_CLASS_PAIR)
			add_track(window, AX_SLIDE_SUM_DOUBLE, ROLE_STRANGE_2);
	}
	if (!spec->full && !is_variance(window))
		add_track(window, AX_SLIDE_SUM_INT32, ROLE_COUNT);
}

bool
ax_window_counts(const AxWindow *window)
{
	if (is_variance(window))
		return false;
	return !window->spec.full || window->spec.aggregate == AX_WINDOW_COUNT ||
		window->spec.aggregate == AX_WINDOW_AVG;
}

const AxTrack *
ax_window_track(const AxWindow *window, int role)
{
	for (int t = 0; t < window->ntracks; t++)
		if (window->tracks[t].role == role)
			return &window->tracks[t];
	return NULL;
}

void
ax_window_load(const AxWindow *window, const AxTrack *track, const void *values,
			   const uint64_t *valid, size_t at, size_t n)
{
	void	   *to = (char *) track->stage + window->staged * track->width;

	if (track->role == ROLE_COUNT)
		load_count(valid, at, n, to);
	else
		kinds[ax_kind_storage(window->spec.kind)].load[track->role] (values, valid, at, n,
																	 window->spec.origin, to);
}

/* Elements of the band from a cell on; NULL where there is no such track. */
static const void *
elements(const AxWindow *window, int role, size_t at)
{
	const AxTrack *track = ax_window_track(window, role);

	return track == NULL ? NULL : (const char *) track->done + at * track->width;
}

/* Sums of floats, or means; false if one of them ran over, which is then infinite. */
AX_CLONES static bool
finish_real(const double *restrict sums, const double *restrict strange,
			const double *restrict numbers, size_t n, double *restrict out)
{
	int			far = 0;

	if (strange == NULL && numbers == NULL)
		memcpy(out, sums, n * sizeof(double));
	else if (strange == NULL)
		for (size_t i = 0; i < n; i++)
			out[i] = sums[i] / numbers[i];
	else
		for (size_t i = 0; i < n; i++)
		{
			double		sum = strange[i] != 0 ? strange[i] : sums[i];

			out[i] = numbers != NULL ? sum / numbers[i] : sum;
		}
	for (size_t i = 0; i < n; i++)
		far |= !(fabs(sums[i]) <= DBL_MAX);
	return !far;
}

/* Sums of integers, or means; false if one of them leaves bigint. */
static bool
finish_whole(const int64_t *whole, const int64_t *low, const int64_t *high,
			 const double *numbers, size_t n, void *out)
{
	bool		fits = true;

	for (size_t i = 0; i < n; i++)
	{
		__int128	sum = whole != NULL ? whole[i] : (__int128) high[i] * (INT64_C(1) << 32) + low[i];

		if (numbers != NULL)
			((double *) out)[i] = (double) sum / numbers[i];
		else
		{
			((int64_t *) out)[i] = (int64_t) sum;
			fits &= sum == (int64_t) sum;
		}
	}
	return fits;
}

static bool
finish_sums(const AxWindow *window, size_t at, const double *numbers, size_t n, void *values)
{
	AxKind		kind = window->spec.kind;
	const double *sums = elements(window, ROLE_REAL, at);
	const double *strange = elements(window, ROLE_STRANGE, at);
	bool		fits;

	if (ax_kind_info(kind)->class == AX_CLASS_INTEGER)
		return finish_whole(elements(window, ROLE_WHOLE, at), elements(window, ROLE_LOW, at),
							elements(window, ROLE_HIGH, at), numbers, n, values);
	fits = finish_real(sums, strange, numbers, n, values);
	if (ax_kind_info(kind)->class == AX_CLASS_PAIR)
	{
		/* the first parts move apart, from behind, then the second ones come between */
		double	   *out = values;

		for (size_t i = n; i-- > 0;)
			out[2 * i] = out[i];
		sums = elements(window, ROLE_REAL_2, at);
		strange = elements(window, ROLE_STRANGE_2, at);
		for (size_t i = 0; i < n; i++)
		{
			double		part;

			fits &= finish_real(sums + i, strange != NULL ? strange + i : NULL,
								numbers != NULL ? numbers + i : NULL, 1, &part);
			out[2 * i + 1] = part;
		}
	}
	else if (kind == AX_KIND_FLOAT4 && window->spec.aggregate == AX_WINDOW_SUM)
		for (size_t i = 0; i < n; i++)
		{
			double		sum = ((double *) values)[i];
			float		out = (float) sum;

			fits &= !isinf(out) || isinf(sum);
			memcpy((float *) values + i, &out, sizeof(out));
		}
	return fits;
}

/* Variances; those of too few values are taken out of the mask. */
static bool
finish_spread(const AxWindow *window, size_t at, size_t n, double *values, uint64_t *valid)
{
	AxWindowAggregate aggregate = window->spec.aggregate;
	const AxSpread *spread = elements(window, ROLE_SPREAD, at);
	const double *strange = elements(window, ROLE_STRANGE, at);
	double		less = aggregate == AX_WINDOW_VAR_SAMP || aggregate == AX_WINDOW_STDDEV_SAMP;
	bool		root = aggregate >= AX_WINDOW_STDDEV_SAMP;
	bool		fits = true;

	for (size_t i = 0; i < n; i++)
	{
		double		variance = spread[i].squares / (spread[i].count - less);

		values[i] = root ? sqrt(variance) : variance;
		if (spread[i].count <= less)
			ax_mask_clear(valid, i);
		else if (strange != NULL && strange[i] != 0)
			values[i] = NAN;
		else
			fits &= spread[i].squares <= DBL_MAX;
	}
	return fits;
}

/* All results of a stretch at once; false if one of them, wanted or not, is out of range. */
static bool
finish(AxWindow *window, size_t at, size_t n, const double *numbers, void *values, uint64_t *valid)
{
	AxKind		kind = ax_kind_storage(window->spec.kind);
	bool		max = window->spec.aggregate == AX_WINDOW_MAX;

	switch (window->spec.aggregate)
	{
		case AX_WINDOW_COUNT:
			for (size_t i = 0; i < n; i++)
				((int64_t *) values)[i] = (int64_t) numbers[i];
			return true;
		case AX_WINDOW_SUM:
			return finish_sums(window, at, NULL, n, values);
		case AX_WINDOW_AVG:
			return finish_sums(window, at, numbers, n, values);
		case AX_WINDOW_MIN:
		case AX_WINDOW_MAX:
			if (kind == AX_KIND_RATIONAL)
				memcpy(values, elements(window, ROLE_RATIONAL, at), n * sizeof(AxRational));
			else
				kinds[kind].unkey(elements(window, max ? ROLE_KEY_DOWN : ROLE_KEY, at), values, n,
								  max);
			return true;
		default:
			return finish_spread(window, at, n, values, valid);
	}
}

AxStatus
ax_window_finish(AxWindow *window, size_t at, size_t n, const uint64_t *present, uint64_t first,
				 AxError *err)
{
	uint64_t   *valid = window->valid;

	ax_mask_fill(valid, n);
	for (size_t from = 0; present != NULL && from < n; from += 64)
		valid[from / 64] &= ax_bits_window(present, first + from, n - from < 64 ? n - from : 64);
	for (size_t i = 0; !window->spec.full && !is_variance(window) &&
		 window->spec.aggregate != AX_WINDOW_COUNT && i < n; i++)
		if (window->numbers[i] == 0)
			ax_mask_clear(valid, i);
	if (finish(window, at, n, window->numbers, window->values, valid))
		return AX_OK;
	/* which of them: only those that are wanted count */
	for (size_t i = 0; i < n; i++)
		if (ax_mask_get(valid, i))
		{
			char		value[16];
			uint64_t	one = 1;

			if (!finish(window, at + i, 1, window->numbers + i, value, &one))
				return ax_base_fail(err, AX_RANGE,
									ax_window_kind(window->spec.kind, window->spec.aggregate) ==
									AX_KIND_INT8 ? "bigint out of range" :
									"value out of range: overflow");
		}
	return AX_OK;
}
