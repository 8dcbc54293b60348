/*
 * The mathematics of SQL, cell by cell: nd_sqrt and so on.
 *
 * Each cell goes through the SQL function of that name itself, by its C
 * address, so that results and errors are its own; kernel/real.h has loops
 * for what takes less time than the call.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"

#include "kernel/real.h"
#include "ndarray/each.h"

#define AX_MATH_FORMS 5

/* A function for some kinds. */
typedef struct Form
{
	AxKind		args[2];		/* what the C function takes; the second NONE if it takes one */
	AxKind		result;			/* what it returns; NONE: no such form */
	PGFunction	function;		/* of one cell */
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
			return false;
	}
}

static const Form *
find_form(const Math *math, const AxEach *each)
{
	for (int f = 0; f < AX_MATH_FORMS && math->forms[f].result != AX_KIND_NONE; f++)
	{
		const Form *form = &math->forms[f];

		if (converts(each->args[0].kind, form->args[0]) &&
			(each->nargs == 1 || converts(each->args[1].kind, form->args[1])))
			return form;
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
	return NULL;				/* keep compiler quiet */
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
		for (uint64_t left = live[w]; left != 0; left &= left - 1)
		{
			Size		i = 64 * w + (Size) __builtin_ctzll(left);

			for (int k = 0; k < nargs; k++)
				call->args[k].value =
					ax_pg_cell_datum(args[k]->kind, (const char *) args[k]->values +
									 (args[k]->constant ? 0 : i * ax_kind_info(args[k]->kind)->width));
			ax_pg_datum_cell(form->result, form->function(call), out + i * width);
		}
}

static Datum
compute(FunctionCallInfo fcinfo, const Math *math, int nargs)
{
	AxEach		each;
	const Form *form;
	MemoryContext cells;

	ax_nd_each_init(&each);
	for (int i = 0; i < nargs; i++)
		ax_nd_each_argument(&each, fcinfo, i);
	form = find_form(math, &each);
	ax_nd_each_begin(&each, form->result);
	cells = AllocSetContextCreate(CurrentMemoryContext, "array_ext cells", ALLOCSET_SMALL_SIZES);
	while (ax_nd_each_next(&each))
	{
		AxVector	result = {form->result, false, each.values, NULL};
		AxVector	casts[2];
		const AxVector *args[2] = {NULL, NULL};
		uint64_t	missing = 0;
		MemoryContext old;

		for (int i = 0; i < nargs; i++)
			args[i] = ax_nd_each_cast(&each, i, form->args[i], each.present, &casts[i]);
		for (Size w = 0; w < AX_MASK_WORDS(each.n); w++)
		{
			uint64_t	all = ax_vector_selected(each.present, each.n, w);

			each.valid[w] = all & ax_vector_valid(args[0], w) &
				(nargs == 2 ? ax_vector_valid(args[1], w) : ~UINT64_C(0));
			missing |= all ^ each.valid[w];
		}
		if (missing != 0)
			result.valid = each.valid;
		if (form->block == NULL || args[0]->constant ||
			!form->block(args[0]->values, each.values, each.n))
		{
			/* functions of pairs and rationals leave a result in memory */
			old = MemoryContextSwitchTo(cells);
			call_each(form, args, nargs, each.valid, each.n, each.values);
			MemoryContextSwitchTo(old);
			MemoryContextReset(cells);
		}
		ax_nd_each_put(&each, &result, each.present);
	}
	MemoryContextDelete(cells);
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

#define KIND(k) AX_KIND_##k
#define ONE(k, r, function, block) {{KIND(k), AX_KIND_NONE}, KIND(r), function, block}
#define TWO(k, l, r, function) {{KIND(k), KIND(l)}, KIND(r), function, NULL}

#define MATH(name, nargs, ...) \
	PG_FUNCTION_INFO_V1(nd_##name); \
	Datum \
	nd_##name(PG_FUNCTION_ARGS) \
	{ \
		static const Math math = {#name, {__VA_ARGS__}}; \
		return compute(fcinfo, &math, nargs); \
	}
#define REAL(name, function) MATH(name, 1, ONE(FLOAT8, FLOAT8, function, NULL))

MATH(ceil, 1, ONE(FLOAT8, FLOAT8, dceil, ax_real_ceil), ONE(RATIONAL, RATIONAL, rational_ceil, NULL))
MATH(floor, 1, ONE(FLOAT8, FLOAT8, dfloor, ax_real_floor), ONE(RATIONAL, RATIONAL, rational_floor, NULL))
MATH(round, 1, ONE(FLOAT8, FLOAT8, dround, ax_real_round))
MATH(trunc, 1, ONE(FLOAT8, FLOAT8, dtrunc, ax_real_trunc))
MATH(sign, 1, ONE(FLOAT8, FLOAT8, dsign, ax_real_sign), ONE(RATIONAL, RATIONAL, rational_sign, NULL))
MATH(sqrt, 1, ONE(FLOAT8, FLOAT8, dsqrt, ax_real_sqrt), ONE(COMPLEX, COMPLEX, complex_sqrt, NULL))
MATH(exp, 1, ONE(FLOAT8, FLOAT8, dexp, NULL), ONE(COMPLEX, COMPLEX, complex_exp, NULL))
MATH(log, 1, ONE(FLOAT8, FLOAT8, dlog10, NULL), ONE(COMPLEX, COMPLEX, complex_log, NULL))
REAL(ln, dlog1)
REAL(log10, dlog10)
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
MATH(gcd, 2, TWO(INT4, INT4, INT4, int4gcd), TWO(INT8, INT8, INT8, int8gcd))
MATH(lcm, 2, TWO(INT4, INT4, INT4, int4lcm), TWO(INT8, INT8, INT8, int8lcm))
MATH(power, 2, TWO(FLOAT8, FLOAT8, FLOAT8, dpow), TWO(RATIONAL, RATIONAL, RATIONAL, rational_pow),
	 TWO(COMPLEX, FLOAT8, COMPLEX, complex_pow_float8), TWO(FLOAT8, COMPLEX, COMPLEX, float8_pow_complex),
	 TWO(COMPLEX, COMPLEX, COMPLEX, complex_pow))
