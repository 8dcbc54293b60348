/*
 * The mathematics of SQL, cell by cell: nd_sqrt and so on.
 *
 * Each cell goes through the SQL function of that name itself, by its C
 * address, so that results and errors are its own; kernel/real.h has loops
 * for what takes less time than the call.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/float.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

#include "kernel/arithmetic.h"
#include "kernel/real.h"
#include "ndarray/each.h"
#include "num/place.h"
#include "pg/error.h"

#define AX_MATH_FORMS 6

/* In a form: the kind of type numeric, which has no number of its own. */
#define AX_KIND_NUMERIC AX_KIND_END

/* A function for some kinds. */
typedef struct Form
{
	AxKind		args[2];		/* what the C function takes; the second NONE if it takes one */
	AxKind		result;			/* what it returns; NONE: no such form */
	PGFunction	function;		/* of one cell; NULL: / of kernel/arithmetic.h */
	AxRealBlock block;			/* of a block of float8, or NULL */
} Form;

typedef struct Math
{
	const char *name;			/* of the SQL function */
	Form		forms[AX_MATH_FORMS];	/* the first that takes the operands is used */
} Math;

/* C functions of types/. */
extern Datum rational_floor(PG_FUNCTION_ARGS);
extern Datum rational_ceil(PG_FUNCTION_ARGS);
extern Datum rational_sign(PG_FUNCTION_ARGS);
extern Datum rational_div(PG_FUNCTION_ARGS);
extern Datum rational_pow(PG_FUNCTION_ARGS);
extern Datum complex_exp(PG_FUNCTION_ARGS);
extern Datum complex_log(PG_FUNCTION_ARGS);
extern Datum complex_sqrt(PG_FUNCTION_ARGS);
extern Datum complex_conj(PG_FUNCTION_ARGS);
extern Datum complex_re(PG_FUNCTION_ARGS);
extern Datum complex_im(PG_FUNCTION_ARGS);
extern Datum complex_arg(PG_FUNCTION_ARGS);
extern Datum complex_pow(PG_FUNCTION_ARGS);
extern Datum complex_pow_float8(PG_FUNCTION_ARGS);
extern Datum float8_pow_complex(PG_FUNCTION_ARGS);

/*
 * Whether SQL converts a kind to another by itself when it looks for a
 * function.  From rational it would to complex, which nobody expects.
 */
static bool
converts(AxKind from, AxKind to)
{
	bool		integer = from == AX_KIND_INT2 || from == AX_KIND_INT4 || from == AX_KIND_INT8;

	if (from == to)
		return true;
	switch (to)
	{
		case AX_KIND_FLOAT8:
			return integer || from == AX_KIND_FLOAT4;
		case AX_KIND_INT4:
			return from == AX_KIND_INT2;
		case AX_KIND_INT8:
		case AX_KIND_RATIONAL:
			return integer;
		default:
			return integer && ax_kind_is_named(to);
	}
}

static void
find_form(const Math *math, const AxEach *each, Form *form)
{
	for (int f = 0; f < AX_MATH_FORMS && math->forms[f].result != AX_KIND_NONE; f++)
	{
		*form = math->forms[f];
		if (form->result == AX_KIND_NUMERIC)
		{
			form->result = ax_pg_kind_required(NUMERICOID);
			for (int i = 0; i < 2; i++)
				if (form->args[i] == AX_KIND_NUMERIC)
					form->args[i] = form->result;
		}
		if (converts(each->args[0].kind, form->args[0]) &&
			(each->nargs == 1 || converts(each->args[1].kind, form->args[1])))
			return;
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_FUNCTION),
			 each->nargs == 1 ?
			 errmsg("function %s(%s) does not exist", math->name,
					ax_kind_info(each->args[0].kind)->name) :
			 errmsg("function %s(%s, %s) does not exist", math->name,
					ax_kind_info(each->args[0].kind)->name, ax_kind_info(each->args[1].kind)->name),
			 errdetail("It is wanted for the cells of ndarrays."),
			 errhint("You might need to convert them with nd_astype.")));
}

/* A cell as an argument of that kind: the kernels cast all but integers to numeric. */
static Datum
argument(AxKind kind, const AxVector *from, Size i)
{
	Datum		value = ax_pg_cell_datum(from->kind, (const char *) from->values +
										 (from->constant ? 0 : i * ax_kind_info(from->kind)->width));

	if (from->kind == kind)
		return value;
	return DirectFunctionCall1(from->kind == AX_KIND_INT2 ? int2_numeric :
							   from->kind == AX_KIND_INT4 ? int4_numeric : int8_numeric, value);
}

/* Calls the function for the live cells of the tile. */
static void
call_each(const Form *form, const AxVector *const *args, int nargs, const uint64_t *live,
		  Size n, char *out)
{
	LOCAL_FCINFO(call, 2);
	Size		width = ax_kind_info(form->result)->width;

	InitFunctionCallInfoData(*call, NULL, nargs, InvalidOid, NULL, NULL);
	call->args[0].isnull = call->args[1].isnull = false;
	for (Size w = 0; w < AX_MASK_WORDS(n); w++)
	{
		for (uint64_t left = live[w]; left != 0; left &= left - 1)
		{
			Size		i = 64 * w + (Size) __builtin_ctzll(left);

			/* one root or power of a numeric may take milliseconds */
			CHECK_FOR_INTERRUPTS();
			for (int k = 0; k < nargs; k++)
				call->args[k].value = argument(form->args[k], args[k], i);
			ax_pg_datum_cell(form->result, form->function(call), out + i * width);
		}
	}
}

static Datum
compute(FunctionCallInfo fcinfo, const Math *math, int nargs)
{
	AxEach		each;
	Form		form;
	MemoryContext cells;

	ax_nd_each_init(&each);
	for (int i = 0; i < nargs; i++)
		ax_nd_each_argument(&each, fcinfo, i);
	find_form(math, &each, &form);
	ax_nd_each_begin(&each, form.result);
	cells = AllocSetContextCreate(CurrentMemoryContext, "array_ext cells", ALLOCSET_SMALL_SIZES);
	while (ax_nd_each_next(&each))
	{
		AxVector	result = {form.result, false, each.values, NULL};
		AxVector	casts[2];
		const AxVector *args[2] = {NULL, NULL};
		uint64_t	missing = 0;
		MemoryContext old;
		AxError		err;

		for (int i = 0; i < nargs; i++)
			args[i] = ax_kind_is_named(form.args[i]) ? &each.args[i].vector :
				ax_nd_each_cast(&each, i, form.args[i], each.present, &casts[i]);
		for (Size w = 0; w < AX_MASK_WORDS(each.n); w++)
		{
			uint64_t	all = ax_vector_selected(each.present, each.n, w);

			each.valid[w] = all & ax_vector_valid(args[0], w) &
				(nargs == 2 ? ax_vector_valid(args[1], w) : ~UINT64_C(0));
			missing |= all ^ each.valid[w];
		}
		if (missing != 0)
			result.valid = each.valid;
		if (form.function == NULL)
			AX_CHECK(ax_kernel_arithmetic(AX_ARITHMETIC_DIV, args[0], args[1], each.present, each.n,
										  each.values, each.valid, &result, &err), &err);
		else if (form.block == NULL || args[0]->constant ||
				 !form.block(args[0]->values, each.values, each.n))
		{
			/* functions of pairs and rationals leave a result in memory */
			old = MemoryContextSwitchTo(cells);
			call_each(&form, args, nargs, each.valid, each.n, each.values);
			MemoryContextSwitchTo(old);
		}
		ax_nd_each_put(&each, &result, each.present);
		MemoryContextReset(cells);
	}
	MemoryContextDelete(cells);
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

/* div() of a and b: their quotient without what is behind the point. */
static Datum
float8_quotient(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(trunc(float8_div(PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1))));
}

static Datum
rational_quotient(PG_FUNCTION_ARGS)
{
	Datum		quotient = DirectFunctionCall2(rational_div, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1));
	int64		numerator = ((int64 *) DatumGetPointer(quotient))[0];

	return DirectFunctionCall1(numerator < 0 ? rational_ceil : rational_floor, quotient);
}

/*
 * log(b, x) as ln x / ln b in long double, so that it is rounded but once and
 * whole where x is a power of b.
 */
static Datum
float8_log_base(PG_FUNCTION_ARGS)
{
	float8		b = PG_GETARG_FLOAT8(0);
	float8		x = PG_GETARG_FLOAT8(1);

	if (isnan(b) || isnan(x))
		PG_RETURN_FLOAT8(get_float8_nan());
	/* their errors are those of ln */
	if (b <= 0)
		DirectFunctionCall1(dlog1, Float8GetDatum(b));
	if (x <= 0)
		DirectFunctionCall1(dlog1, Float8GetDatum(x));
	if (b == 1)
		float_zero_divide_error();
	PG_RETURN_FLOAT8((float8) (logl(x) / logl(b)));
}

static Datum
float8_round_at(PG_FUNCTION_ARGS)
{
	float8		x = PG_GETARG_FLOAT8(0);
	float8		rounded = ax_num_round_at(x, PG_GETARG_INT32(1));

	if (isinf(rounded) && !isinf(x))
		float_overflow_error();
	PG_RETURN_FLOAT8(rounded);
}

static Datum
float8_trunc_at(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ax_num_trunc_at(PG_GETARG_FLOAT8(0), PG_GETARG_INT32(1)));
}

/* These are functions in the language SQL there. */
static Datum
numeric_whole_round(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall2(numeric_round, PG_GETARG_DATUM(0), Int32GetDatum(0));
}

static Datum
numeric_whole_trunc(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall2(numeric_trunc, PG_GETARG_DATUM(0), Int32GetDatum(0));
}

static Datum
numeric_log_10(PG_FUNCTION_ARGS)
{
	return DirectFunctionCall2(numeric_log, NumericGetDatum(int64_to_numeric(10)), PG_GETARG_DATUM(0));
}

#define KIND(k) AX_KIND_##k
#define ONE(k, r, function, block) {{KIND(k), AX_KIND_NONE}, KIND(r), function, block}
#define TWO(k, l, r, function) {{KIND(k), KIND(l)}, KIND(r), function, NULL}

#define MATH(name, nargs, ...) NAMED(name, #name, nargs, __VA_ARGS__)
#define NAMED(name, sql, nargs, ...) \
	PG_FUNCTION_INFO_V1(nd_##name); \
	Datum \
	nd_##name(PG_FUNCTION_ARGS) \
	{ \
		static const Math math = {sql, {__VA_ARGS__}}; \
		return compute(fcinfo, &math, nargs); \
	}
#define REAL(name, function) MATH(name, 1, ONE(FLOAT8, FLOAT8, function, NULL))

MATH(ceil, 1, ONE(FLOAT8, FLOAT8, dceil, ax_real_ceil), ONE(RATIONAL, RATIONAL, rational_ceil, NULL),
	 ONE(NUMERIC, NUMERIC, numeric_ceil, NULL))
MATH(floor, 1, ONE(FLOAT8, FLOAT8, dfloor, ax_real_floor), ONE(RATIONAL, RATIONAL, rational_floor, NULL),
	 ONE(NUMERIC, NUMERIC, numeric_floor, NULL))
MATH(round, 1, ONE(FLOAT8, FLOAT8, dround, ax_real_round), ONE(NUMERIC, NUMERIC, numeric_whole_round, NULL))
MATH(trunc, 1, ONE(FLOAT8, FLOAT8, dtrunc, ax_real_trunc), ONE(NUMERIC, NUMERIC, numeric_whole_trunc, NULL))
MATH(sign, 1, ONE(FLOAT8, FLOAT8, dsign, ax_real_sign), ONE(RATIONAL, RATIONAL, rational_sign, NULL),
	 ONE(NUMERIC, NUMERIC, numeric_sign, NULL))
MATH(sqrt, 1, ONE(FLOAT8, FLOAT8, dsqrt, ax_real_sqrt), ONE(COMPLEX, COMPLEX, complex_sqrt, NULL),
	 ONE(NUMERIC, NUMERIC, numeric_sqrt, NULL))
MATH(exp, 1, ONE(FLOAT8, FLOAT8, dexp, NULL), ONE(COMPLEX, COMPLEX, complex_exp, NULL),
	 ONE(NUMERIC, NUMERIC, numeric_exp, NULL))
MATH(log, 1, ONE(FLOAT8, FLOAT8, dlog10, NULL), ONE(COMPLEX, COMPLEX, complex_log, NULL),
	 ONE(NUMERIC, NUMERIC, numeric_log_10, NULL))
MATH(ln, 1, ONE(FLOAT8, FLOAT8, dlog1, NULL), ONE(NUMERIC, NUMERIC, numeric_ln, NULL))
MATH(log10, 1, ONE(FLOAT8, FLOAT8, dlog10, NULL), ONE(NUMERIC, NUMERIC, numeric_log_10, NULL))
REAL(cbrt, dcbrt)
REAL(degrees, degrees)
REAL(radians, radians)
REAL(sin, dsin)
REAL(cos, dcos)
REAL(tan, dtan)
REAL(cot, dcot)
REAL(asin, dasin)
REAL(acos, dacos)
REAL(atan, datan)
REAL(sind, dsind)
REAL(cosd, dcosd)
REAL(tand, dtand)
REAL(cotd, dcotd)
REAL(asind, dasind)
REAL(acosd, dacosd)
REAL(atand, datand)
REAL(sinh, dsinh)
REAL(cosh, dcosh)
REAL(tanh, dtanh)
REAL(asinh, dasinh)
REAL(acosh, dacosh)
REAL(atanh, datanh)
MATH(conj, 1, ONE(COMPLEX, COMPLEX, complex_conj, NULL))
MATH(re, 1, ONE(COMPLEX, FLOAT8, complex_re, NULL))
MATH(im, 1, ONE(COMPLEX, FLOAT8, complex_im, NULL))
MATH(arg, 1, ONE(COMPLEX, FLOAT8, complex_arg, NULL))
MATH(atan2, 2, TWO(FLOAT8, FLOAT8, FLOAT8, datan2))
MATH(atan2d, 2, TWO(FLOAT8, FLOAT8, FLOAT8, datan2d))
MATH(gcd, 2, TWO(INT4, INT4, INT4, int4gcd), TWO(INT8, INT8, INT8, int8gcd), TWO(NUMERIC, NUMERIC, NUMERIC, numeric_gcd))
MATH(lcm, 2, TWO(INT4, INT4, INT4, int4lcm), TWO(INT8, INT8, INT8, int8lcm), TWO(NUMERIC, NUMERIC, NUMERIC, numeric_lcm))
MATH(power, 2, TWO(FLOAT8, FLOAT8, FLOAT8, dpow), TWO(RATIONAL, RATIONAL, RATIONAL, rational_pow),
	 TWO(COMPLEX, FLOAT8, COMPLEX, complex_pow_float8), TWO(FLOAT8, COMPLEX, COMPLEX, float8_pow_complex),
	 TWO(COMPLEX, COMPLEX, COMPLEX, complex_pow), TWO(NUMERIC, NUMERIC, NUMERIC, numeric_power))
MATH(div, 2, TWO(INT2, INT2, INT2, NULL), TWO(INT4, INT4, INT4, NULL), TWO(INT8, INT8, INT8, NULL),
	 TWO(FLOAT8, FLOAT8, FLOAT8, float8_quotient), TWO(RATIONAL, RATIONAL, RATIONAL, rational_quotient),
	 TWO(NUMERIC, NUMERIC, NUMERIC, numeric_div_trunc))
NAMED(log_base, "log", 2, TWO(FLOAT8, FLOAT8, FLOAT8, float8_log_base), TWO(NUMERIC, NUMERIC, NUMERIC, numeric_log))
NAMED(round_at, "round", 2, TWO(FLOAT8, INT4, FLOAT8, float8_round_at), TWO(NUMERIC, INT4, NUMERIC, numeric_round))
NAMED(trunc_at, "trunc", 2, TWO(FLOAT8, INT4, FLOAT8, float8_trunc_at), TWO(NUMERIC, INT4, NUMERIC, numeric_trunc))
