/* Unit tests of kernel/pair.c against the functions of num/, cell by cell. */
#include <math.h>

#include "check/check.h"
#include "check/kernel_zoo.h"
#include "kernel/pair.h"
#include "num/complex.h"
#include "num/point2d.h"

static AxError err;
static int	failures_seen;
static int	successes_seen;

static AxComplex
complex_of(AxNumber x)
{
	return (AxComplex) {x.pair[0], x.pair[1]};
}

static AxPoint2d
point_of(AxNumber x)
{
	return (AxPoint2d) {x.pair[0], x.pair[1]};
}

static AxStatus
plain(AxPairFunction f, AxNumber a, AxNumber b, AxNumber *out, AxError *e)
{
	AxComplex  *z = (AxComplex *) out->pair;
	AxPoint2d  *p = (AxPoint2d *) out->pair;
	AxStatus	status;

	switch (f)
	{
		case AX_COMPLEX_ADD:
			return ax_complex_add(complex_of(a), complex_of(b), z, e);
		case AX_COMPLEX_SUB:
			return ax_complex_sub(complex_of(a), complex_of(b), z, e);
		case AX_COMPLEX_MUL:
			return ax_complex_mul(complex_of(a), complex_of(b), z, e);
		case AX_COMPLEX_DIV:
			return ax_complex_div(complex_of(a), complex_of(b), z, e);
		case AX_COMPLEX_MUL_REAL:
			return ax_complex_mul_real(complex_of(a), b.real, z, e);
		case AX_COMPLEX_ADD_REAL:
			status = ax_complex_add(complex_of(a), (AxComplex) {b.real, 0}, z, e);
			z->im = a.pair[1];
			return status;
		case AX_COMPLEX_SUB_REAL:
			status = ax_complex_sub(complex_of(a), (AxComplex) {b.real, 0}, z, e);
			z->im = a.pair[1];
			return status;
		case AX_REAL_ADD_COMPLEX:
			status = ax_complex_add((AxComplex) {a.real, 0}, complex_of(b), z, e);
			z->im = b.pair[1];
			return status;
		case AX_REAL_SUB_COMPLEX:
			status = ax_complex_sub((AxComplex) {a.real, 0}, complex_of(b), z, e);
			z->im = -b.pair[1];
			return status;
		case AX_REAL_DIV_COMPLEX:
			return ax_complex_div((AxComplex) {a.real, 0}, complex_of(b), z, e);
		case AX_REAL_MUL_COMPLEX:
			return ax_complex_mul_real(complex_of(b), a.real, z, e);
		case AX_COMPLEX_DIV_REAL:
			return ax_complex_div_real(complex_of(a), b.real, z, e);
		case AX_COMPLEX_NEG:
			*z = (AxComplex) {-a.pair[0], -a.pair[1]};
			return AX_OK;
		case AX_COMPLEX_CONJ:
			*z = (AxComplex) {a.pair[0], -a.pair[1]};
			return AX_OK;
		case AX_COMPLEX_RE:
		case AX_POINT_X:
			out->real = a.pair[0];
			return AX_OK;
		case AX_COMPLEX_IM:
		case AX_POINT_Y:
			out->real = a.pair[1];
			return AX_OK;
		case AX_COMPLEX_ABS:
			return ax_complex_abs(complex_of(a), &out->real, e);
		case AX_COMPLEX_ARG:
			out->real = ax_complex_arg(complex_of(a));
			return AX_OK;
		case AX_COMPLEX_MAKE:
		case AX_POINT_MAKE:
			*z = (AxComplex) {a.real, b.real};
			return AX_OK;
		case AX_POINT_ADD:
			return ax_point2d_add(point_of(a), point_of(b), p, e);
		case AX_POINT_SUB:
			return ax_point2d_sub(point_of(a), point_of(b), p, e);
		case AX_POINT_SCALE:
			return ax_point2d_mul(point_of(a), b.real, p, e);
		case AX_POINT_SCALED:
			return ax_point2d_mul(point_of(b), a.real, p, e);
		case AX_POINT_DIV:
			return ax_point2d_div(point_of(a), b.real, p, e);
		case AX_POINT_NEG:
			*p = ax_point2d_neg(point_of(a));
			return AX_OK;
		case AX_POINT_DISTANCE:
			return ax_point2d_distance(point_of(a), point_of(b), &out->real, e);
		case AX_POINT_DOT:
			return ax_point2d_dot(point_of(a), point_of(b), &out->real, e);
	}
	return AX_UNSUPPORTED;
}

/* Equal to the bit, but for what a NaN has beside being one. */
static bool
same_bits(double a, double b)
{
	return memcmp(&a, &b, sizeof(a)) == 0 || (isnan(a) && isnan(b));
}

static bool
same_number(AxKind kind, AxNumber a, AxNumber b)
{
	if (kind == AX_KIND_FLOAT8)
		return same_bits(a.real, b.real);
	return same_bits(a.pair[0], b.pair[0]) && same_bits(a.pair[1], b.pair[1]);
}

/* As in check_kernel_cells.c: the cells that fail left out, then one of them put back. */
static void
check_function(AxPairFunction f, const AxVector *a, const AxVector *b,
			   const uint64_t *selected, size_t n)
{
	static _Alignas(16) uint8_t values[ZOO_CELLS * 16];
	static uint64_t good[AX_MASK_WORDS(ZOO_CELLS)];
	static uint64_t valid[AX_MASK_WORDS(ZOO_CELLS)];
	size_t		bad = n;
	int			wrong = 0;
	AxKind		args[2];
	AxKind		kind;
	AxError		expected;
	AxNumber	right;
	AxVector	result;
	AxStatus	status;

	ax_kernel_pair_kinds(f, args, &kind);
	if (args[1] == AX_KIND_NONE)
		b = a;
	memset(good, 0, sizeof(good));
	for (size_t i = 0; i < n; i++)
	{
		if (selected != NULL && !ax_mask_get(selected, i))
			continue;
		ax_mask_set(good, i);
		if (zoo_live(a, NULL, i) && zoo_live(b, NULL, i) &&
			plain(f, zoo_number(a, i), zoo_number(b, i), &right, &expected) != AX_OK)
		{
			ax_mask_clear(good, i);
			bad = i;
		}
	}
	CHECK_EQ_INT(ax_kernel_pair(f, a, b == a ? NULL : b, good, n, values, valid, &result, &err),
				 AX_OK);
	CHECK_EQ_INT(result.kind, kind);
	for (size_t i = 0; i < n; i++)
	{
		bool		live = zoo_live(a, NULL, i) && zoo_live(b, NULL, i);

		wrong += zoo_live(&result, NULL, i) != live;
		if (!live || !ax_mask_get(good, i))
			continue;
		plain(f, zoo_number(a, i), zoo_number(b, i), &right, &expected);
		wrong += !same_number(kind, zoo_number(&result, i), right);
		successes_seen++;
	}
	if (wrong != 0)
		printf("function %d\n", f);
	CHECK_EQ_INT(wrong, 0);
	if (bad == n)
		return;
	failures_seen++;
	status = plain(f, zoo_number(a, bad), zoo_number(b, bad), &right, &expected);
	ax_mask_set(good, bad);
	CHECK_EQ_INT(ax_kernel_pair(f, a, b == a ? NULL : b, good, n, values, valid, &result, &err),
				 status);
	CHECK_EQ_STR(err.message, expected.message);
}

/* The order of the kinds is that of the values that SQL has. */
static void
check_orders(void)
{
	AxVector	a;
	AxVector	b;

	zoo_fill(AX_KIND_COMPLEX, 1000, false, false, &a);
	zoo_fill(AX_KIND_COMPLEX, 1000, false, false, &b);
	for (size_t i = 0; i < 1000; i++)
		for (size_t j = 0; j < 100; j++)
		{
			AxNumber	x = zoo_number(&a, i);
			AxNumber	y = zoo_number(&b, j);
			int			order = ax_kind_cmp(AX_KIND_COMPLEX, x, y);

			CHECK_EQ_INT(order, ax_complex_cmp(complex_of(x), complex_of(y)));
			CHECK_EQ_INT(order, ax_point2d_cmp(point_of(x), point_of(y)));
			CHECK_EQ_INT(order == 0, ax_complex_equal(complex_of(x), complex_of(y)));
			CHECK_EQ_INT(order == 0, ax_point2d_eq(point_of(x), point_of(y)));
		}
}

int
main(void)
{
	printf("check_kernel_pair, seed %llu\n", (unsigned long long) ZOO_SEED);
	check_orders();
	for (size_t s = 0; s < ZOO_SIZES; s++)
		for (int f = 0; f < AX_PAIR_END; f++)
			for (int way = 0; way < 16; way++)
			{
				size_t		n = zoo_sizes[s];
				const uint64_t *selected = zoo_selection((int) (zoo_random() % ZOO_SELECTIONS), n);
				AxKind		args[2];
				AxKind		kind;
				AxVector	a;
				AxVector	b;

				ax_kernel_pair_kinds(f, args, &kind);
				zoo_fill(args[0], n, way & 1, way & 4, &a);
				zoo_fill(args[1] != AX_KIND_NONE ? args[1] : args[0], n, way & 2,
						 zoo_random() & 1, &b);
				if (way & 8)
				{
					zoo_tame(&a, n);
					zoo_tame(&b, n);
				}
				check_function(f, &a, &b, selected, n);
			}
	CHECK(failures_seen > 150 && successes_seen > 100000);
	{
		AxVector	wrong = {.kind = AX_KIND_INT4, .values = &failures_seen};
		AxVector	result;

		CHECK_EQ_INT(ax_kernel_pair(AX_COMPLEX_RE, &wrong, NULL, NULL, 1, NULL, NULL, &result,
									&err), AX_UNSUPPORTED);
	}
	return check_done();
}
