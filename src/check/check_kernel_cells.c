/* Unit tests of comparison, logic, arithmetic, casts and places, cell by cell. */
#include <float.h>
#include <math.h>

#include "check/check.h"
#include "check/kernel_zoo.h"
#include "kernel/among.h"
#include "kernel/arithmetic.h"
#include "kernel/cast.h"
#include "kernel/compare.h"
#include "kernel/logic.h"
#include "kernel/place.h"
#include "num/rational.h"

#define WORDS AX_MASK_WORDS(ZOO_CELLS)

static AxError err;
static uint64_t room[6][WORDS];

static AxTruth
truth_in(int k)
{
	return (AxTruth) {room[2 * k], room[2 * k + 1]};
}

/* A number of one kind as the common kind has it. */
static AxNumber
widen(AxKind from, AxKind to, AxNumber x)
{
	AxNumber	y = x;

	if (ax_kind_info(from)->class == AX_CLASS_INTEGER)
	{
		if (ax_kind_info(to)->class == AX_CLASS_FLOAT)
			y.real = (double) x.wide;
		else if (to == AX_KIND_RATIONAL && from != to)
		{
			y.ratio[0] = (int64_t) x.wide;
			y.ratio[1] = 1;
		}
	}
	return y;
}

static bool
selects(const uint64_t *selected, size_t i)
{
	return selected == NULL || ax_mask_get(selected, i);
}

static void
check_compare(const AxVector *a, const AxVector *b, const uint64_t *selected, size_t n)
{
	AxKind		kind = ax_vector_common(a->kind, b->kind);
	AxTruth		out = truth_in(0);

	for (int op = AX_COMPARE_EQ; op <= AX_COMPARE_GE; op++)
	{
		int			wrong = 0;

		memset(room, 0xee, sizeof(room));
		CHECK_EQ_INT(ax_kernel_compare(op, a, b, selected, n, out, &err),
					 kind == AX_KIND_NONE ? AX_UNSUPPORTED : AX_OK);
		if (kind == AX_KIND_NONE)
			continue;
		for (size_t i = 0; i < AX_MASK_WORDS(n) * 64; i++)
		{
			bool		known = i < n && zoo_live(a, selected, i) && zoo_live(b, NULL, i);
			bool		truth = false;

			if (known)
			{
				int			order = ax_kind_cmp(kind, widen(a->kind, kind, zoo_number(a, i)),
												widen(b->kind, kind, zoo_number(b, i)));

				truth = op == AX_COMPARE_EQ ? order == 0 : op == AX_COMPARE_NE ? order != 0 :
					op == AX_COMPARE_LT ? order < 0 : op == AX_COMPARE_LE ? order <= 0 :
					op == AX_COMPARE_GT ? order > 0 : order >= 0;
			}
			wrong += ax_mask_get(out.known, i) != known || ax_mask_get(out.truth, i) != truth;
		}
		CHECK_EQ_INT(wrong, 0);
	}
}

/* Every list of `of` up to some lengths, compared with one after another. */
static void
check_among(const AxVector *x, const AxVector *of, const uint64_t *selected, size_t n)
{
	AxTruth		out = truth_in(0);
	size_t		width = ax_kind_info(x->kind)->width;
	_Alignas(16) uint8_t list[40 * 16];

	if (!ax_kernel_has_among(x->kind))
		return;
	for (size_t count = 1; count <= 40 && count <= n && !of->constant; count += 1 + count / 3)
	{
		int			wrong = 0;

		memcpy(list, of->values, count * width);
		ax_kernel_sort(x->kind, list, count);
		ax_kernel_among(x, list, count, selected, n, out);
		for (size_t i = 0; i < AX_MASK_WORDS(n) * 64; i++)
		{
			bool		known = i < n && zoo_live(x, selected, i);
			bool		truth = false;

			for (size_t k = 0; k < count && known; k++)
				truth |= ax_kind_cmp(x->kind, zoo_number(x, i), zoo_number(of, k)) == 0;
			wrong += ax_mask_get(out.known, i) != known || ax_mask_get(out.truth, i) != truth;
		}
		CHECK_EQ_INT(wrong, 0);
	}
}

/* PostgreSQL's operator on one cell: the status, and the result if it is OK. */
static AxStatus
plain_arithmetic(AxArithmetic op, AxKind kind, AxNumber a, AxNumber b, AxNumber *out,
				 const char **words)
{
	const AxKindInfo *info = ax_kind_info(kind);
	AxError		inner;
	AxStatus	status;

	*words = "division by zero";
	if (info->class == AX_CLASS_INTEGER)
	{
		__int128	limit = (__int128) 1 << (8 * info->width - 1);
		__int128	x = a.wide;
		__int128	y = b.wide;

		if ((op == AX_ARITHMETIC_DIV || op == AX_ARITHMETIC_MOD) && y == 0)
			return AX_DIVISION;
		out->wide = op == AX_ARITHMETIC_ADD ? x + y : op == AX_ARITHMETIC_SUB ? x - y :
			op == AX_ARITHMETIC_MUL ? x * y : op == AX_ARITHMETIC_DIV ? x / y :
			op == AX_ARITHMETIC_MOD ? x % y : op == AX_ARITHMETIC_NEG || x < 0 ? -x : x;
		*words = kind == AX_KIND_INT2 ? "smallint out of range" :
			kind == AX_KIND_INT4 ? "integer out of range" : "bigint out of range";
		return out->wide < -limit || out->wide >= limit ? AX_RANGE : AX_OK;
	}
	if (info->class == AX_CLASS_FLOAT)
	{
		double		x = a.real;
		double		y = b.real;
		double		r;

		if (op == AX_ARITHMETIC_DIV && y == 0 && !isnan(x))
			return AX_DIVISION;
		/* a float operation is the double one rounded: 53 >= 2 * 24 + 2 bits */
		r = op == AX_ARITHMETIC_ADD ? x + y : op == AX_ARITHMETIC_SUB ? x - y :
			op == AX_ARITHMETIC_MUL ? x * y : op == AX_ARITHMETIC_DIV ? (y == 0 ? NAN : x / y) :
			op == AX_ARITHMETIC_NEG ? -x : fabs(x);
		if (kind == AX_KIND_FLOAT4)
			r = (float) r;
		out->real = r;
		*words = "value out of range: overflow";
		if (op < AX_ARITHMETIC_DIV && isinf(r) && !isinf(x) && !isinf(y))
			return AX_RANGE;
		if (op == AX_ARITHMETIC_DIV && isinf(r) && !isinf(x))
			return AX_RANGE;
		*words = "value out of range: underflow";
		if (op == AX_ARITHMETIC_MUL && r == 0 && x != 0 && y != 0)
			return AX_RANGE;
		if (op == AX_ARITHMETIC_DIV && r == 0 && x != 0 && !isinf(y))
			return AX_RANGE;
		return AX_OK;
	}
	{
		AxRational	x = {a.ratio[0], a.ratio[1]};
		AxRational	y = {b.ratio[0], b.ratio[1]};
		AxRational	r = {0, 1};

		status = op == AX_ARITHMETIC_ADD ? ax_rational_add(x, y, &r, &inner) :
			op == AX_ARITHMETIC_SUB ? ax_rational_sub(x, y, &r, &inner) :
			op == AX_ARITHMETIC_MUL ? ax_rational_mul(x, y, &r, &inner) :
			op == AX_ARITHMETIC_DIV ? ax_rational_div(x, y, &r, &inner) :
			op == AX_ARITHMETIC_MOD ? ax_rational_mod(x, y, &r, &inner) :
			op == AX_ARITHMETIC_NEG ? ax_rational_neg(x, &r, &inner) :
			ax_rational_abs(x, &r, &inner);
		out->ratio[0] = r.num;
		out->ratio[1] = r.den;
		*words = status == AX_DIVISION ? "division by zero" : "rational out of range";
		return status;
	}
}

static int	failures_seen;
static int	successes_seen;

/*
 * First with every cell that fails taken out of the selection, which must
 * succeed; then with one of them put back, which must give its error.
 */
static void
check_arithmetic(const AxVector *a, const AxVector *b, const uint64_t *selected, size_t n)
{
	static _Alignas(16) uint8_t values[ZOO_CELLS * 16];
	static uint64_t good[WORDS];
	static uint64_t valid[WORDS];

	for (int op = AX_ARITHMETIC_ADD; op <= AX_ARITHMETIC_ABS; op++)
	{
		AxKind		kind = ax_kernel_arithmetic_kind(op, a->kind, b->kind);
		bool		unary = op >= AX_ARITHMETIC_NEG;
		const AxVector *second = unary ? a : b;
		size_t		bad = n;
		int			wrong = 0;
		AxNumber	right;
		AxVector	result;
		const char *words;
		AxStatus	status;

		if (unary)
			kind = ax_kernel_arithmetic_kind(op, a->kind, a->kind);
		memset(good, 0, sizeof(good));
		for (size_t i = 0; i < n && kind != AX_KIND_NONE; i++)
		{
			if (!selects(selected, i))
				continue;
			ax_mask_set(good, i);
			if (zoo_live(a, NULL, i) && zoo_live(second, NULL, i) &&
				plain_arithmetic(op, kind, widen(a->kind, kind, zoo_number(a, i)),
								 widen(second->kind, kind, zoo_number(second, i)),
								 &right, &words) != AX_OK)
			{
				ax_mask_clear(good, i);
				bad = i;
			}
		}
		status = ax_kernel_arithmetic(op, a, unary ? NULL : b, good, n, values, valid,
									  &result, &err);
		CHECK_EQ_INT(status, kind == AX_KIND_NONE ? AX_UNSUPPORTED : AX_OK);
		if (status != AX_OK)
			continue;
		CHECK_EQ_INT(result.kind, kind);
		for (size_t i = 0; i < n; i++)
		{
			bool		live = zoo_live(a, NULL, i) && zoo_live(second, NULL, i);

			wrong += zoo_live(&result, NULL, i) != live;
			if (!live || !ax_mask_get(good, i))
				continue;
			plain_arithmetic(op, kind, widen(a->kind, kind, zoo_number(a, i)),
							 widen(second->kind, kind, zoo_number(second, i)), &right, &words);
			wrong += ax_kind_cmp(kind, zoo_number(&result, i), right) != 0;
			if (ax_kind_info(kind)->class == AX_CLASS_FLOAT && right.real == 0)
				wrong += signbit(zoo_number(&result, i).real) != signbit(right.real);
			successes_seen++;
		}
		CHECK_EQ_INT(wrong, 0);
		if (bad == n)
			continue;
		failures_seen++;
		status = plain_arithmetic(op, kind, widen(a->kind, kind, zoo_number(a, bad)),
								  widen(second->kind, kind, zoo_number(second, bad)),
								  &right, &words);
		ax_mask_set(good, bad);
		CHECK_EQ_INT(ax_kernel_arithmetic(op, a, unary ? NULL : b, good, n, values, valid,
										  &result, &err), status);
		CHECK_EQ_STR(err.message, words);
	}
}

/* The SQL cast of one cell. */
static AxStatus
plain_cast(AxKind from, AxKind to, AxNumber x, AxNumber *out)
{
	AxKindClass source = ax_kind_info(from)->class;
	AxKindClass target = ax_kind_info(to)->class;
	AxRational	r = {x.ratio[0], x.ratio[1]};
	AxError		inner;
	AxStatus	status = AX_OK;

	*out = x;
	if (from == to)
		return AX_OK;
	if (target == AX_CLASS_INTEGER)
	{
		__int128	limit = (__int128) 1 << (8 * ax_kind_info(to)->width - 1);

		if (to == AX_KIND_BOOL)
		{
			out->wide = x.wide != 0;
			return AX_OK;
		}
		if (source == AX_CLASS_FLOAT)
		{
			/* numbers that the test gives it, or far outside */
			if (!(fabs(x.real) < 1e30))
				return AX_RANGE;
			out->wide = (__int128) nearbyint(x.real);
		}
		else if (source == AX_CLASS_RATIONAL)
			out->wide = ax_rational_round(r);
		return out->wide < -limit || out->wide >= limit ? AX_RANGE : AX_OK;
	}
	if (target == AX_CLASS_FLOAT)
	{
		out->real = source == AX_CLASS_INTEGER ? (double) x.wide :
			source == AX_CLASS_RATIONAL ? ax_rational_to_double(r) : x.real;
		if (to == AX_KIND_FLOAT8)
			return AX_OK;
		if (source == AX_CLASS_INTEGER)
		{
			/* rounded once */
			out->real = (float) (int64_t) x.wide;
			return AX_OK;
		}
		x.real = out->real;
		out->real = (float) x.real;
		return (isinf(out->real) && !isinf(x.real)) || (out->real == 0 && x.real != 0) ?
			AX_RANGE : AX_OK;
	}
	if (target == AX_CLASS_PAIR)
	{
		out->pair[0] = source == AX_CLASS_INTEGER ? (double) x.wide :
			source == AX_CLASS_RATIONAL ? ax_rational_to_double(r) : x.real;
		out->pair[1] = 0;
		return AX_OK;
	}
	r = (AxRational) {(int64_t) x.wide, 1};
	if (source == AX_CLASS_FLOAT)
	{
		if (isnan(x.real) || isinf(x.real))
			return AX_RANGE;
		status = ax_rational_from_double(x.real, INT64_MAX, &r, &inner);
		if (status == AX_OK && r.num == 0 && x.real != 0)
			status = AX_RANGE;
	}
	out->ratio[0] = r.num;
	out->ratio[1] = r.den;
	return status;
}

static void
check_cast(const AxVector *a, AxKind to, const uint64_t *selected, size_t n)
{
	static _Alignas(16) uint8_t values[ZOO_CELLS * 16];
	static uint64_t good[WORDS];
	AxVector	result;
	AxNumber	right;
	size_t		bad = n;
	int			wrong = 0;

	if (!ax_kernel_can_cast(a->kind, to))
	{
		CHECK_EQ_INT(ax_kernel_cast(a, to, selected, n, values, &result, &err), AX_UNSUPPORTED);
		return;
	}
	memset(good, 0, sizeof(good));
	for (size_t i = 0; i < n; i++)
		if (selects(selected, i))
		{
			ax_mask_set(good, i);
			if (zoo_live(a, NULL, i) && plain_cast(a->kind, to, zoo_number(a, i), &right) != AX_OK)
			{
				ax_mask_clear(good, i);
				bad = i;
			}
		}
	CHECK_EQ_INT(ax_kernel_cast(a, to, good, n, values, &result, &err), AX_OK);
	CHECK_EQ_INT(result.kind, to);
	for (size_t i = 0; i < n; i++)
	{
		wrong += zoo_live(&result, NULL, i) != zoo_live(a, NULL, i);
		if (!zoo_live(a, good, i))
			continue;
		plain_cast(a->kind, to, zoo_number(a, i), &right);
		wrong += ax_kind_cmp(to, zoo_number(&result, i), right) != 0;
	}
	CHECK_EQ_INT(wrong, 0);
	if (bad == n)
		return;
	ax_mask_set(good, bad);
	CHECK_EQ_INT(ax_kernel_cast(a, to, good, n, values, &result, &err), AX_RANGE);
	failures_seen++;
	if (to == AX_KIND_INT4)
		CHECK_EQ_STR(err.message, "integer out of range");
	if (to == AX_KIND_FLOAT4)
		CHECK(strncmp(err.message, "value out of range: ", 20) == 0);
}

/* Kleene's tables: 0 false, 1 true, 2 unknown. */
static int
value_at(AxTruth t, size_t i)
{
	CHECK(!ax_mask_get(t.truth, i) || ax_mask_get(t.known, i));
	return !ax_mask_get(t.known, i) ? 2 : ax_mask_get(t.truth, i);
}

static void
check_logic(size_t n)
{
	AxTruth		a = truth_in(0);
	AxTruth		b = truth_in(1);
	AxTruth		out = truth_in(2);
	uint64_t	rest[WORDS];
	uint8_t		cells[ZOO_CELLS];
	size_t		count = 0;
	const uint64_t *selected = zoo_selection(3, n);
	AxVector	vector = {.kind = AX_KIND_BOOL, .values = cells, .valid = b.known};

	memset(room, 0, sizeof(room));
	for (size_t i = 0; i < n; i++)
		for (int k = 0; k < 2; k++)
		{
			AxTruth		t = truth_in(k);

			if (zoo_random() % 3 == 0)
				continue;
			ax_mask_set(t.known, i);
			if (zoo_random() % 2)
				ax_mask_set(t.truth, i);
		}
	ax_kernel_and(a, b, n, out);
	for (size_t i = 0; i < n; i++)
	{
		int			x = value_at(a, i);
		int			y = value_at(b, i);

		CHECK_EQ_INT(value_at(out, i), x == 0 || y == 0 ? 0 : x == 1 && y == 1 ? 1 : 2);
	}
	ax_kernel_or(a, b, n, out);
	for (size_t i = 0; i < n; i++)
	{
		int			x = value_at(a, i);
		int			y = value_at(b, i);

		CHECK_EQ_INT(value_at(out, i), x == 1 || y == 1 ? 1 : x == 0 && y == 0 ? 0 : 2);
	}
	ax_kernel_not(a, n, out);
	for (size_t i = 0; i < n; i++)
		CHECK_EQ_INT(value_at(out, i), value_at(a, i) == 2 ? 2 : 1 - value_at(a, i));
	ax_kernel_and_rest(a, selected, n, rest);
	for (size_t i = 0; i < n; i++)
		CHECK_EQ_INT(ax_mask_get(rest, i), ax_mask_get(selected, i) && value_at(a, i) != 0);
	ax_kernel_or_rest(a, selected, n, rest);
	for (size_t i = 0; i < n; i++)
		CHECK_EQ_INT(ax_mask_get(rest, i), ax_mask_get(selected, i) && value_at(a, i) != 1);
	/* to cells and back under the same validity */
	ax_kernel_cells(b, n, cells);
	ax_kernel_truth(&vector, NULL, n, out);
	for (size_t i = 0; i < n; i++)
		CHECK_EQ_INT(value_at(out, i), value_at(b, i));
	ax_kernel_is_null(&vector, selected, n, out);
	for (size_t i = 0; i < n; i++)
		CHECK_EQ_INT(value_at(out, i), !ax_mask_get(selected, i) ? 2 : value_at(b, i) == 2);
	ax_kernel_is_not_null(&vector, selected, n, out);
	for (size_t i = 0; i < n; i++)
		CHECK_EQ_INT(value_at(out, i), !ax_mask_get(selected, i) ? 2 : value_at(b, i) != 2);
	for (size_t i = 0; i < n; i++)
		count += ax_mask_get(selected, i) && value_at(a, i) == 1;
	CHECK_EQ_INT(ax_kernel_select(a, selected, n, rest), count);
	CHECK_EQ_INT(ax_mask_count(rest, n), count);
}

static void
check_places(void)
{
	static int64_t coords[ZOO_CELLS];
	static uint64_t mask[WORDS];

	for (int round = 0; round < 2000; round++)
	{
		AxBox		box = {.ndim = (int32_t) (zoo_random() % 4)};
		AxBox		inner = {.ndim = box.ndim};
		uint64_t	cells = 1;
		uint64_t	first;
		size_t		n;
		size_t		count = 0;
		int			wrong = 0;

		for (int d = 0; d < box.ndim; d++)
		{
			int64_t		length = 1 + (int64_t) (zoo_random() % 17);

			box.lower[d] = (int64_t) (zoo_random() % 100) - 50;
			box.upper[d] = box.lower[d] + length - 1;
			inner.lower[d] = box.lower[d] - 2 + (int64_t) (zoo_random() % (length + 4));
			inner.upper[d] = inner.lower[d] + (int64_t) (zoo_random() % (length + 4));
			if (zoo_random() % 3 == 0)
			{
				inner.lower[d] = box.lower[d];
				inner.upper[d] = box.upper[d];
			}
			cells *= (uint64_t) length;
		}
		first = zoo_random() % cells;
		n = 1 + zoo_random() % (cells - first);
		for (int d = 0; d < box.ndim; d++)
		{
			ax_kernel_coords(&box, d, first, n, coords);
			for (size_t i = 0; i < n; i++)
			{
				int64_t		at[AX_MAX_DIMS];

				ax_shape_coords(&box, first + i, at);
				wrong += coords[i] != at[d];
			}
		}
		memset(mask, 0xee, sizeof(mask));
		count = ax_kernel_select_box(&box, first, n, &inner, mask);
		for (size_t i = 0; i < AX_MASK_WORDS(n) * 64; i++)
		{
			int64_t		at[AX_MAX_DIMS];
			bool		in = i < n;

			if (in)
			{
				ax_shape_coords(&box, first + i, at);
				in = ax_shape_has(&inner, at);
			}
			wrong += ax_mask_get(mask, i) != in;
		}
		CHECK_EQ_INT(wrong, 0);
		CHECK_EQ_INT(count, ax_mask_count(mask, n));
	}
}

int
main(void)
{
	printf("check_kernel_cells, seed %llu\n", (unsigned long long) ZOO_SEED);
	for (size_t s = 0; s < ZOO_SIZES; s++)
	{
		size_t		n = zoo_sizes[s];

		check_logic(n);
		for (size_t k = 0; k < ZOO_KINDS; k++)
			for (size_t l = 0; l < ZOO_KINDS; l++)
				for (int way = 0; way < 16; way++)
				{
					AxVector	a;
					AxVector	b;
					int			which = (int) (zoo_random() % ZOO_SELECTIONS);
					const uint64_t *selected = zoo_selection(which, n);

					zoo_fill(zoo_kinds[k], n, way & 1, way & 4, &a);
					zoo_fill(zoo_kinds[l], n, way & 2, zoo_random() & 1, &b);
					if (way & 8)
					{
						zoo_tame(&a, n);
						zoo_tame(&b, n);
					}
					check_compare(&a, &b, selected, n);
					if (k == l)
						check_among(&a, &b, selected, n);
					check_arithmetic(&a, &b, selected, n);
					check_cast(&a, zoo_kinds[l], selected, n);
				}
	}
	CHECK(failures_seen > 1000 && successes_seen > 100000);
	check_places();
	return check_done();
}
