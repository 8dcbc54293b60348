/*
 * Operators of ndarrays cell by cell: arithmetic and comparison.
 *
 * The kernels decide the kind of the result, as PostgreSQL's operators do; for
 * types by name, dates and timestamps the operators themselves.
 */
#include "postgres.h"

#include "fmgr.h"
#include "miscadmin.h"

#include "kernel/arithmetic.h"
#include "kernel/compare.h"
#include "kernel/logic.h"
#include "kernel/pair.h"
#include "ndarray/operators.h"
#include "pg/error.h"

static bool
is_real(AxKind kind)
{
	AxKindClass class = ax_kind_info(kind)->class;

	return kind != AX_KIND_BOOL && (class == AX_CLASS_INTEGER || class == AX_CLASS_FLOAT);
}

/* A number beside a complex one: a real number as float8, a rational as complex. */
static AxKind
beside_complex(AxKind kind)
{
	if (kind == AX_KIND_RATIONAL)
		return AX_KIND_COMPLEX;
	return is_real(kind) ? AX_KIND_FLOAT8 : kind;
}

/* The function for complex or point2d, or -1. */
static int
pair_function(AxArithmetic op, AxKind a, AxKind b)
{
	static const int both_complex[] = {AX_COMPLEX_ADD, AX_COMPLEX_SUB, AX_COMPLEX_MUL, AX_COMPLEX_DIV};
	static const int with_real[] = {AX_COMPLEX_ADD_REAL, AX_COMPLEX_SUB_REAL, AX_COMPLEX_MUL_REAL,
	AX_COMPLEX_DIV_REAL};
	static const int of_real[] = {AX_REAL_ADD_COMPLEX, AX_REAL_SUB_COMPLEX, AX_REAL_MUL_COMPLEX,
	AX_REAL_DIV_COMPLEX};

	if (op == AX_ARITHMETIC_NEG)
		return a == AX_KIND_COMPLEX ? AX_COMPLEX_NEG : a == AX_KIND_POINT2D ? AX_POINT_NEG : -1;
	if (op == AX_ARITHMETIC_ABS)
		return a == AX_KIND_COMPLEX ? AX_COMPLEX_ABS : -1;
	if (op > AX_ARITHMETIC_DIV)
		return -1;
	if (a == AX_KIND_COMPLEX && b == AX_KIND_COMPLEX)
		return both_complex[op];
	if (a == AX_KIND_COMPLEX && b == AX_KIND_FLOAT8)
		return with_real[op];
	if (a == AX_KIND_FLOAT8 && b == AX_KIND_COMPLEX)
		return of_real[op];
	if (a == AX_KIND_POINT2D && b == AX_KIND_POINT2D)
		return op == AX_ARITHMETIC_ADD ? AX_POINT_ADD : op == AX_ARITHMETIC_SUB ? AX_POINT_SUB : -1;
	if (a == AX_KIND_POINT2D && b == AX_KIND_FLOAT8)
		return op == AX_ARITHMETIC_MUL ? AX_POINT_SCALE : op == AX_ARITHMETIC_DIV ? AX_POINT_DIV : -1;
	if (a == AX_KIND_FLOAT8 && b == AX_KIND_POINT2D)
		return op == AX_ARITHMETIC_MUL ? AX_POINT_SCALED : -1;
	return -1;
}

void
ax_nd_way(AxArithmetic op, AxKind a, AxKind b, AxWay *way)
{
	static const char *const symbols[AX_ARITHMETIC_END] = {"+", "-", "*", "/", "%", "-", "@"};
	AxKind		with = b != AX_KIND_NONE ? b : a;
	int			function;

	way->op = op;
	way->nargs = b != AX_KIND_NONE ? 2 : 1;
	way->args[0] = a;
	way->args[1] = with;
	way->call = NULL;
	if (ax_nd_is_called(a) || ax_nd_is_called(with))
	{
		way->pair = false;
		way->call = ax_nd_call_operator(symbols[op], a, b);
		if (way->call == NULL)
			ax_nd_each_undefined(symbols[op], a, b);
		way->result = way->call->result;
		return;
	}
	way->result = ax_kernel_arithmetic_kind(op, a, with);
	way->pair = way->result == AX_KIND_NONE;
	if (!way->pair)
		return;
	if (a == AX_KIND_COMPLEX || with == AX_KIND_COMPLEX)
	{
		way->args[0] = beside_complex(a);
		way->args[1] = beside_complex(with);
	}
	else if (a == AX_KIND_POINT2D || with == AX_KIND_POINT2D)
	{
		way->args[0] = is_real(a) ? AX_KIND_FLOAT8 : a;
		way->args[1] = is_real(with) ? AX_KIND_FLOAT8 : with;
	}
	function = pair_function(op, way->args[0], way->args[1]);
	if (function >= 0)
	{
		AxKind		args[2];

		way->op = function;
		ax_kernel_pair_kinds(function, args, &way->result);
	}
	if (way->result == AX_KIND_NONE)
		ax_nd_each_undefined(symbols[op], a, b);
}

void
ax_nd_way_go(const AxWay *way, const AxVector *const *args, const uint64_t *selected, Size n,
			 void *values, uint64_t *valid, AxVector *result)
{
	const AxVector *b = way->nargs == 2 ? args[1] : NULL;
	AxError		err;

	if (way->call != NULL)
		ax_nd_call(way->call, args, selected, n, values, valid, result);
	else if (way->pair)
		AX_CHECK(ax_kernel_pair(way->op, args[0], b, selected, n, values, valid, result, &err), &err);
	else
		AX_CHECK(ax_kernel_arithmetic(way->op, args[0], b, selected, n, values, valid, result, &err),
				 &err);
}

static Datum
arithmetic(FunctionCallInfo fcinfo, AxArithmetic op, int nargs)
{
	AxEach		each;
	AxWay		way;

	ax_nd_each_init(&each);
	for (int i = 0; i < nargs; i++)
		ax_nd_each_argument(&each, fcinfo, i);
	ax_nd_way(op, each.args[0].kind, nargs == 2 ? each.args[1].kind : AX_KIND_NONE, &way);
	ax_nd_each_begin(&each, way.result);
	while (ax_nd_each_next(&each))
	{
		const AxVector *args[2] = {NULL, NULL};
		AxVector	casts[2];
		AxVector	result;

		for (int i = 0; i < nargs; i++)
			args[i] = ax_nd_each_cast(&each, i, way.args[i], each.present, &casts[i]);
		ax_nd_way_go(&way, args, each.present, each.n, each.values, each.valid, &result);
		ax_nd_each_put(&each, &result, each.present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

#define ARITHMETIC(name, op, nargs) \
	PG_FUNCTION_INFO_V1(name); \
	Datum \
	name(PG_FUNCTION_ARGS) \
	{ \
		return arithmetic(fcinfo, AX_ARITHMETIC_##op, nargs); \
	}

ARITHMETIC(ndarray_add, ADD, 2)
ARITHMETIC(ndarray_sub, SUB, 2)
ARITHMETIC(ndarray_mul, MUL, 2)
ARITHMETIC(ndarray_div, DIV, 2)
ARITHMETIC(ndarray_mod, MOD, 2)
ARITHMETIC(ndarray_neg, NEG, 1)
ARITHMETIC(nd_abs, ABS, 1)

/* Cells of a type by name, one by one in the order of its btree class. */
static Datum
compare_named(AxEach *each, AxCompare op, AxKind kind)
{
	Size		width = ax_kind_info(kind)->width;

	ax_nd_each_begin(each, AX_KIND_BOOL);
	while (ax_nd_each_next(each))
	{
		const AxVector *a = &each->args[0].vector;
		const AxVector *b = &each->args[1].vector;
		AxVector	result = {AX_KIND_BOOL, false, each->values, each->valid};

		memset(each->values, 0, each->n);
		for (Size w = 0; w < AX_MASK_WORDS(each->n); w++)
		{
			uint64_t	left = ax_vector_selected(each->present, each->n, w) &
				ax_vector_valid(a, w) & ax_vector_valid(b, w) & ax_vector_ones(each->n - 64 * w);

			each->valid[w] = left;
			for (; left != 0; left &= left - 1)
			{
				Size		i = 64 * w + (Size) __builtin_ctzll(left);

				CHECK_FOR_INTERRUPTS();
				((uint8 *) each->values)[i] = ax_compare_holds(op,
					ax_pg_named_cmp(kind, (const char *) a->values + (a->constant ? 0 : i * width),
									(const char *) b->values + (b->constant ? 0 : i * width)));
			}
		}
		ax_nd_each_put(each, &result, each->present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(each));
}

static Datum
compare(FunctionCallInfo fcinfo, AxCompare op)
{
	static const char *const names[] = {"=", "<>", "<", "<=", ">", ">="};
	AxEach		each;
	AxKind		a;
	AxKind		b;
	AxKind		kind;

	ax_nd_each_init(&each);
	ax_nd_each_argument(&each, fcinfo, 0);
	ax_nd_each_argument(&each, fcinfo, 1);
	a = each.args[0].kind;
	b = each.args[1].kind;
	if (a == b && ax_kind_is_named(a) && ax_pg_named_has_order(a))
		return compare_named(&each, op, a);
	kind = ax_nd_each_common(a, b);
	/* complex numbers have no order */
	if (kind == AX_KIND_NONE ||
		(kind == AX_KIND_COMPLEX && op != AX_COMPARE_EQ && op != AX_COMPARE_NE))
		ax_nd_each_undefined(names[op], a, b);
	/* the kernel mixes kinds of numbers by itself */
	if (kind == AX_KIND_COMPLEX)
		a = b = kind;
	ax_nd_each_begin(&each, AX_KIND_BOOL);
	while (ax_nd_each_next(&each))
	{
		AxTruth		truth = {each.valid, each.known};
		AxVector	casts[2];
		AxVector	result = {AX_KIND_BOOL, false, each.values, each.known};
		AxError		err;

		AX_CHECK(ax_kernel_compare(op, ax_nd_each_cast(&each, 0, a, each.present, &casts[0]),
								   ax_nd_each_cast(&each, 1, b, each.present, &casts[1]), each.present, each.n, truth, &err), &err);
		ax_kernel_cells(truth, each.n, each.values);
		ax_nd_each_put(&each, &result, each.present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

#define COMPARE(name, op) \
	PG_FUNCTION_INFO_V1(name); \
	Datum \
	name(PG_FUNCTION_ARGS) \
	{ \
		return compare(fcinfo, AX_COMPARE_##op); \
	}

COMPARE(nd_eq, EQ)
COMPARE(nd_ne, NE)
COMPARE(nd_lt, LT)
COMPARE(nd_le, LE)
COMPARE(nd_gt, GT)
COMPARE(nd_ge, GE)
