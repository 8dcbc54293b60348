/* Which SQL functions have kernels. */
#include "postgres.h"

#include "utils/fmgrprotos.h"

#include "expr/functions.h"
#include "kernel/arithmetic.h"
#include "kernel/compare.h"
#include "kernel/pair.h"

/* C functions of types/. */
#define ORDER_OF(f) \
	extern Datum f##lt(PG_FUNCTION_ARGS); \
	extern Datum f##le(PG_FUNCTION_ARGS); \
	extern Datum f##eq(PG_FUNCTION_ARGS); \
	extern Datum f##ne(PG_FUNCTION_ARGS); \
	extern Datum f##ge(PG_FUNCTION_ARGS); \
	extern Datum f##gt(PG_FUNCTION_ARGS)
ORDER_OF(rational_);
ORDER_OF(rational_int2_);
ORDER_OF(rational_int4_);
ORDER_OF(rational_int8_);
ORDER_OF(int2_rational_);
ORDER_OF(int4_rational_);
ORDER_OF(int8_rational_);
extern Datum rational_add(PG_FUNCTION_ARGS);
extern Datum rational_sub(PG_FUNCTION_ARGS);
extern Datum rational_mul(PG_FUNCTION_ARGS);
extern Datum rational_div(PG_FUNCTION_ARGS);
extern Datum rational_mod(PG_FUNCTION_ARGS);
extern Datum rational_neg(PG_FUNCTION_ARGS);
extern Datum rational_abs(PG_FUNCTION_ARGS);
extern Datum int2_to_rational(PG_FUNCTION_ARGS);
extern Datum int4_to_rational(PG_FUNCTION_ARGS);
extern Datum int8_to_rational(PG_FUNCTION_ARGS);
extern Datum float8_to_rational(PG_FUNCTION_ARGS);
extern Datum rational_to_int2(PG_FUNCTION_ARGS);
extern Datum rational_to_int4(PG_FUNCTION_ARGS);
extern Datum rational_to_int8(PG_FUNCTION_ARGS);
extern Datum rational_to_float8(PG_FUNCTION_ARGS);

extern Datum rational_to_complex(PG_FUNCTION_ARGS);
extern Datum int2_to_complex(PG_FUNCTION_ARGS);
extern Datum int4_to_complex(PG_FUNCTION_ARGS);
extern Datum int8_to_complex(PG_FUNCTION_ARGS);
extern Datum float4_to_complex(PG_FUNCTION_ARGS);
extern Datum float8_to_complex(PG_FUNCTION_ARGS);
extern Datum complex_eq(PG_FUNCTION_ARGS);
extern Datum complex_ne(PG_FUNCTION_ARGS);
extern Datum complex_lex_lt(PG_FUNCTION_ARGS);
extern Datum complex_lex_le(PG_FUNCTION_ARGS);
extern Datum complex_lex_gt(PG_FUNCTION_ARGS);
extern Datum complex_lex_ge(PG_FUNCTION_ARGS);
extern Datum complex_add(PG_FUNCTION_ARGS);
extern Datum complex_sub(PG_FUNCTION_ARGS);
extern Datum complex_mul(PG_FUNCTION_ARGS);
extern Datum complex_div(PG_FUNCTION_ARGS);
extern Datum complex_add_float8(PG_FUNCTION_ARGS);
extern Datum complex_sub_float8(PG_FUNCTION_ARGS);
extern Datum complex_mul_float8(PG_FUNCTION_ARGS);
extern Datum complex_div_float8(PG_FUNCTION_ARGS);
extern Datum float8_add_complex(PG_FUNCTION_ARGS);
extern Datum float8_sub_complex(PG_FUNCTION_ARGS);
extern Datum float8_mul_complex(PG_FUNCTION_ARGS);
extern Datum float8_div_complex(PG_FUNCTION_ARGS);
extern Datum complex_neg(PG_FUNCTION_ARGS);
extern Datum complex_conj(PG_FUNCTION_ARGS);
extern Datum complex_re(PG_FUNCTION_ARGS);
extern Datum complex_im(PG_FUNCTION_ARGS);
extern Datum complex_abs(PG_FUNCTION_ARGS);
extern Datum complex_arg(PG_FUNCTION_ARGS);
extern Datum complex_make(PG_FUNCTION_ARGS);
extern Datum point2d_lt(PG_FUNCTION_ARGS);
extern Datum point2d_le(PG_FUNCTION_ARGS);
extern Datum point2d_eq(PG_FUNCTION_ARGS);
extern Datum point2d_ne(PG_FUNCTION_ARGS);
extern Datum point2d_ge(PG_FUNCTION_ARGS);
extern Datum point2d_gt(PG_FUNCTION_ARGS);
extern Datum point2d_add(PG_FUNCTION_ARGS);
extern Datum point2d_sub(PG_FUNCTION_ARGS);
extern Datum point2d_mul(PG_FUNCTION_ARGS);
extern Datum float8_mul_point2d(PG_FUNCTION_ARGS);
extern Datum point2d_div(PG_FUNCTION_ARGS);
extern Datum point2d_neg(PG_FUNCTION_ARGS);
extern Datum point2d_x(PG_FUNCTION_ARGS);
extern Datum point2d_y(PG_FUNCTION_ARGS);
extern Datum point2d_distance(PG_FUNCTION_ARGS);
extern Datum point2d_dot(PG_FUNCTION_ARGS);
extern Datum point2d_make(PG_FUNCTION_ARGS);

#define KIND(k) AX_KIND_##k

#define COMPARE1(f, o, a, b) \
	{f, AX_KERNEL_COMPARE, AX_COMPARE_##o, 2, {KIND(a), KIND(b)}, KIND(BOOL)}
#define COMPARE(f, a, b) \
	COMPARE1(f##eq, EQ, a, b), COMPARE1(f##ne, NE, a, b), COMPARE1(f##lt, LT, a, b), \
	COMPARE1(f##le, LE, a, b), COMPARE1(f##gt, GT, a, b), COMPARE1(f##ge, GE, a, b)

#define BINARY(f, o, a, b, r) \
	{f, AX_KERNEL_ARITHMETIC, AX_ARITHMETIC_##o, 2, {KIND(a), KIND(b)}, KIND(r)}
#define FOUR(f, a, b, r) \
	BINARY(f##pl, ADD, a, b, r), BINARY(f##mi, SUB, a, b, r), \
	BINARY(f##mul, MUL, a, b, r), BINARY(f##div, DIV, a, b, r)
#define UNARY(f, o, a) \
	{f, AX_KERNEL_ARITHMETIC, AX_ARITHMETIC_##o, 1, {KIND(a)}, KIND(a)}
#define CAST(f, a, r) \
	{f, AX_KERNEL_CAST, 0, 1, {KIND(a)}, KIND(r)}
#define PAIR1(f, o, a, r) \
	{f, AX_KERNEL_PAIR, AX_##o, 1, {KIND(a)}, KIND(r)}
#define PAIR2(f, o, a, b, r) \
	{f, AX_KERNEL_PAIR, AX_##o, 2, {KIND(a), KIND(b)}, KIND(r)}

static const AxKernelFunction functions[] = {
	COMPARE(bool, BOOL, BOOL),
	COMPARE(int2, INT2, INT2),
	COMPARE(int4, INT4, INT4),
	COMPARE(int8, INT8, INT8),
	COMPARE(int24, INT2, INT4),
	COMPARE(int42, INT4, INT2),
	COMPARE(int28, INT2, INT8),
	COMPARE(int82, INT8, INT2),
	COMPARE(int48, INT4, INT8),
	COMPARE(int84, INT8, INT4),
	COMPARE(float4, FLOAT4, FLOAT4),
	COMPARE(float8, FLOAT8, FLOAT8),
	COMPARE(float48, FLOAT4, FLOAT8),
	COMPARE(float84, FLOAT8, FLOAT4),
	COMPARE(date_, DATE, DATE),
	/* of timestamptz too, whose functions are these */
	COMPARE(timestamp_, TIMESTAMP, TIMESTAMP),
	COMPARE(rational_, RATIONAL, RATIONAL),
	COMPARE(rational_int2_, RATIONAL, INT2),
	COMPARE(rational_int4_, RATIONAL, INT4),
	COMPARE(rational_int8_, RATIONAL, INT8),
	COMPARE(int2_rational_, INT2, RATIONAL),
	COMPARE(int4_rational_, INT4, RATIONAL),
	COMPARE(int8_rational_, INT8, RATIONAL),
	COMPARE(point2d_, POINT2D, POINT2D),
	COMPARE1(complex_eq, EQ, COMPLEX, COMPLEX),
	COMPARE1(complex_ne, NE, COMPLEX, COMPLEX),
	COMPARE1(complex_lex_lt, LT, COMPLEX, COMPLEX),
	COMPARE1(complex_lex_le, LE, COMPLEX, COMPLEX),
	COMPARE1(complex_lex_gt, GT, COMPLEX, COMPLEX),
	COMPARE1(complex_lex_ge, GE, COMPLEX, COMPLEX),

	FOUR(int2, INT2, INT2, INT2),
	FOUR(int4, INT4, INT4, INT4),
	FOUR(int8, INT8, INT8, INT8),
	FOUR(int24, INT2, INT4, INT4),
	FOUR(int42, INT4, INT2, INT4),
	FOUR(int28, INT2, INT8, INT8),
	FOUR(int82, INT8, INT2, INT8),
	FOUR(int48, INT4, INT8, INT8),
	FOUR(int84, INT8, INT4, INT8),
	FOUR(float4, FLOAT4, FLOAT4, FLOAT4),
	FOUR(float8, FLOAT8, FLOAT8, FLOAT8),
	FOUR(float48, FLOAT4, FLOAT8, FLOAT8),
	FOUR(float84, FLOAT8, FLOAT4, FLOAT8),
	BINARY(int2mod, MOD, INT2, INT2, INT2),
	BINARY(int4mod, MOD, INT4, INT4, INT4),
	BINARY(int8mod, MOD, INT8, INT8, INT8),
	BINARY(rational_add, ADD, RATIONAL, RATIONAL, RATIONAL),
	BINARY(rational_sub, SUB, RATIONAL, RATIONAL, RATIONAL),
	BINARY(rational_mul, MUL, RATIONAL, RATIONAL, RATIONAL),
	BINARY(rational_div, DIV, RATIONAL, RATIONAL, RATIONAL),
	BINARY(rational_mod, MOD, RATIONAL, RATIONAL, RATIONAL),
	UNARY(int2um, NEG, INT2),
	UNARY(int4um, NEG, INT4),
	UNARY(int8um, NEG, INT8),
	UNARY(float4um, NEG, FLOAT4),
	UNARY(float8um, NEG, FLOAT8),
	UNARY(rational_neg, NEG, RATIONAL),
	UNARY(int2abs, ABS, INT2),
	UNARY(int4abs, ABS, INT4),
	UNARY(int8abs, ABS, INT8),
	UNARY(float4abs, ABS, FLOAT4),
	UNARY(float8abs, ABS, FLOAT8),
	UNARY(rational_abs, ABS, RATIONAL),

	CAST(i2toi4, INT2, INT4),
	CAST(int28, INT2, INT8),
	CAST(i4toi2, INT4, INT2),
	CAST(int48, INT4, INT8),
	CAST(int82, INT8, INT2),
	CAST(int84, INT8, INT4),
	CAST(i2tof, INT2, FLOAT4),
	CAST(i4tof, INT4, FLOAT4),
	CAST(i8tof, INT8, FLOAT4),
	CAST(i2tod, INT2, FLOAT8),
	CAST(i4tod, INT4, FLOAT8),
	CAST(i8tod, INT8, FLOAT8),
	CAST(ftoi2, FLOAT4, INT2),
	CAST(ftoi4, FLOAT4, INT4),
	CAST(ftoi8, FLOAT4, INT8),
	CAST(dtoi2, FLOAT8, INT2),
	CAST(dtoi4, FLOAT8, INT4),
	CAST(dtoi8, FLOAT8, INT8),
	CAST(ftod, FLOAT4, FLOAT8),
	CAST(dtof, FLOAT8, FLOAT4),
	CAST(bool_int4, BOOL, INT4),
	CAST(int4_bool, INT4, BOOL),
	CAST(int2_to_rational, INT2, RATIONAL),
	CAST(int4_to_rational, INT4, RATIONAL),
	CAST(int8_to_rational, INT8, RATIONAL),
	CAST(float8_to_rational, FLOAT8, RATIONAL),
	CAST(rational_to_int2, RATIONAL, INT2),
	CAST(rational_to_int4, RATIONAL, INT4),
	CAST(rational_to_int8, RATIONAL, INT8),
	CAST(rational_to_float8, RATIONAL, FLOAT8),
	CAST(rational_to_complex, RATIONAL, COMPLEX),
	CAST(int2_to_complex, INT2, COMPLEX),
	CAST(int4_to_complex, INT4, COMPLEX),
	CAST(int8_to_complex, INT8, COMPLEX),
	CAST(float4_to_complex, FLOAT4, COMPLEX),
	CAST(float8_to_complex, FLOAT8, COMPLEX),

	PAIR2(complex_add, COMPLEX_ADD, COMPLEX, COMPLEX, COMPLEX),
	PAIR2(complex_sub, COMPLEX_SUB, COMPLEX, COMPLEX, COMPLEX),
	PAIR2(complex_mul, COMPLEX_MUL, COMPLEX, COMPLEX, COMPLEX),
	PAIR2(complex_div, COMPLEX_DIV, COMPLEX, COMPLEX, COMPLEX),
	PAIR2(complex_add_float8, COMPLEX_ADD_REAL, COMPLEX, FLOAT8, COMPLEX),
	PAIR2(complex_sub_float8, COMPLEX_SUB_REAL, COMPLEX, FLOAT8, COMPLEX),
	PAIR2(complex_mul_float8, COMPLEX_MUL_REAL, COMPLEX, FLOAT8, COMPLEX),
	PAIR2(complex_div_float8, COMPLEX_DIV_REAL, COMPLEX, FLOAT8, COMPLEX),
	PAIR2(float8_add_complex, REAL_ADD_COMPLEX, FLOAT8, COMPLEX, COMPLEX),
	PAIR2(float8_sub_complex, REAL_SUB_COMPLEX, FLOAT8, COMPLEX, COMPLEX),
	PAIR2(float8_mul_complex, REAL_MUL_COMPLEX, FLOAT8, COMPLEX, COMPLEX),
	PAIR2(float8_div_complex, REAL_DIV_COMPLEX, FLOAT8, COMPLEX, COMPLEX),
	PAIR1(complex_neg, COMPLEX_NEG, COMPLEX, COMPLEX),
	PAIR1(complex_conj, COMPLEX_CONJ, COMPLEX, COMPLEX),
	PAIR1(complex_re, COMPLEX_RE, COMPLEX, FLOAT8),
	PAIR1(complex_im, COMPLEX_IM, COMPLEX, FLOAT8),
	PAIR1(complex_abs, COMPLEX_ABS, COMPLEX, FLOAT8),
	PAIR1(complex_arg, COMPLEX_ARG, COMPLEX, FLOAT8),
	PAIR2(complex_make, COMPLEX_MAKE, FLOAT8, FLOAT8, COMPLEX),
	PAIR2(point2d_add, POINT_ADD, POINT2D, POINT2D, POINT2D),
	PAIR2(point2d_sub, POINT_SUB, POINT2D, POINT2D, POINT2D),
	PAIR2(point2d_mul, POINT_SCALE, POINT2D, FLOAT8, POINT2D),
	PAIR2(float8_mul_point2d, POINT_SCALED, FLOAT8, POINT2D, POINT2D),
	PAIR2(point2d_div, POINT_DIV, POINT2D, FLOAT8, POINT2D),
	PAIR1(point2d_neg, POINT_NEG, POINT2D, POINT2D),
	PAIR1(point2d_x, POINT_X, POINT2D, FLOAT8),
	PAIR1(point2d_y, POINT_Y, POINT2D, FLOAT8),
	PAIR2(point2d_distance, POINT_DISTANCE, POINT2D, POINT2D, FLOAT8),
	PAIR2(point2d_dot, POINT_DOT, POINT2D, POINT2D, FLOAT8),
	PAIR2(point2d_make, POINT_MAKE, FLOAT8, FLOAT8, POINT2D),
};

bool
ax_expr_kind_fits(AxKind kind, AxKind wanted)
{
	return kind == wanted || (kind == AX_KIND_TIMESTAMPTZ && wanted == AX_KIND_TIMESTAMP);
}

const AxKernelFunction *
ax_expr_kernel(Oid function)
{
	FmgrInfo	info;

	fmgr_info(function, &info);
	for (Size i = 0; i < lengthof(functions); i++)
		if (functions[i].address == info.fn_addr)
			return &functions[i];
	return NULL;
}
