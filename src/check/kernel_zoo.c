/* Vectors and selections that the tests of the kernels run over. */
#include "check/kernel_zoo.h"

#include <float.h>
#include <math.h>

#include "num/rational.h"

const AxKind zoo_kinds[ZOO_KINDS] = {AX_KIND_BOOL, AX_KIND_INT2, AX_KIND_INT4, AX_KIND_INT8,
	AX_KIND_FLOAT4, AX_KIND_FLOAT8, AX_KIND_COMPLEX, AX_KIND_RATIONAL, AX_KIND_POINT2D};
const size_t zoo_sizes[ZOO_SIZES] = {1, 31, 63, 64, 65, 257, 511, 1000, ZOO_CELLS};

static uint64_t state = ZOO_SEED;

uint64_t
zoo_random(void)
{
	uint64_t	z = state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static double
random_real(bool tame)
{
	static const double reals[] = {0.0, -0.0, NAN, INFINITY, -INFINITY, DBL_MAX, DBL_MIN,
		0.5, 1.5, 2.5, -0.5, 32767.5, -32768.5, 2147483647.5, 9223372036854775807.0,
	-9223372036854775808.0, 1e-300, FLT_MAX};
	uint64_t	r = zoo_random();
	double		x = (double) ((int64_t) (r >> 20) % 1000 - 500) / 8;

	if (!tame && r % 8 == 0)
		x = reals[(r >> 8) % (sizeof(reals) / sizeof(reals[0]))];
	if (!tame && r % 8 == 1)
		x = ldexp(x, (int) ((r >> 8) % 2000) - 1000);
	return x;
}

static AxNumber
random_number(AxKind kind, bool tame)
{
	const AxKindInfo *info = ax_kind_info(kind);
	uint64_t	r = zoo_random();
	int			bits = (int) info->width * 8;
	AxNumber	x = {0};

	if (kind == AX_KIND_BOOL)
		x.wide = (int) (r & 1);
	else if (info->class == AX_CLASS_FLOAT)
	{
		x.real = random_real(tame);
		if (kind == AX_KIND_FLOAT4)
			x.real = (float) x.real;
	}
	else if (info->class == AX_CLASS_PAIR)
	{
		x.pair[0] = random_real(tame);
		x.pair[1] = random_real(tame);
	}
	else if (info->class == AX_CLASS_RATIONAL)
	{
		AxRational	q;
		AxError		err;
		int64_t		num = (int64_t) (r >> 32) % 100 - 50;
		int64_t		den = 1 + (int64_t) (zoo_random() % 12);

		if (!tame && r % 16 == 0)
			num = r & 16 ? INT64_MIN : INT64_MAX;
		ax_rational_make(num, den, &q, &err);
		x.ratio[0] = q.num;
		x.ratio[1] = q.den;
	}
	else
	{
		x.wide = (int64_t) (r >> 20) % 100 - 50;
		if (!tame && r % 8 == 0)
			x.wide = r & 8 ? -((__int128) 1 << (bits - 1)) : ((__int128) 1 << (bits - 1)) - 1;
		if (!tame && r % 8 == 1)
			x.wide = ((__int128) (int64_t) zoo_random()) >> (64 - bits);
		if (!tame && r % 8 == 2)
			x.wide = (int) ((r >> 8) % 3) - 1;
	}
	return x;
}

void
zoo_fill(AxKind kind, size_t n, bool constant, bool nulls, AxVector *vector)
{
	static _Alignas(16) uint8_t cells[2][ZOO_CELLS * 16];
	static uint64_t masks[2][AX_MASK_WORDS(ZOO_CELLS)];
	static int	next;
	size_t		width = ax_kind_info(kind)->width;
	uint8_t    *values = cells[next & 1];
	uint64_t   *valid = masks[next & 1];

	next++;
	*vector = (AxVector) {.kind = kind, .constant = constant, .values = values};
	if (nulls)
		vector->valid = valid;
	memset(valid, 0, AX_MASK_BYTES(n));
	for (size_t i = 0; i < n; i++)
	{
		ax_kind_store(kind, random_number(kind, false), values + i * width);
		if (zoo_random() % 4 != 0)
			ax_mask_set(valid, i);
		else if (nulls && !(constant && i == 0))
		{
			/* dead slots: a zero divisor, a zero denominator, NaN, any byte */
			int			fill[] = {0, 0xff, 0x80, 0x7f};

			memset(values + i * width, fill[zoo_random() % 4], width);
		}
	}
}

void
zoo_tame(AxVector *vector, size_t n)
{
	size_t		width = ax_kind_info(vector->kind)->width;

	for (size_t i = 0; i < (vector->constant ? 1 : n); i++)
		if (vector->constant || zoo_live(vector, NULL, i))
			ax_kind_store(vector->kind, random_number(vector->kind, true),
						  (uint8_t *) vector->values + i * width);
}

const uint64_t *
zoo_selection(int which, size_t n)
{
	static uint64_t mask[AX_MASK_WORDS(ZOO_CELLS)];

	if (which == 0)
		return NULL;
	ax_mask_fill(mask, n);
	for (size_t i = 0; i < n; i++)
		if (which == 2 || (which == 3 && zoo_random() % 2) ||
			(which == 4 && zoo_random() % 100) || (which == 5 && i / 150 % 2))
			ax_mask_clear(mask, i);
	return mask;
}

bool
zoo_live(const AxVector *vector, const uint64_t *selected, size_t i)
{
	return (selected == NULL || ax_mask_get(selected, i)) &&
		(vector->valid == NULL || ax_mask_get(vector->valid, vector->constant ? 0 : i));
}

AxNumber
zoo_number(const AxVector *vector, size_t i)
{
	size_t		width = ax_kind_info(vector->kind)->width;

	return ax_kind_load(vector->kind,
						(const uint8_t *) vector->values + (vector->constant ? 0 : i) * width);
}
