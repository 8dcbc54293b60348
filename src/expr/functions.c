/* Which SQL functions have kernels. */
#include "postgres.h"

#include "utils/fmgrprotos.h"

#include "expr/functions.h"
#include "kernel/arithmetic.h"
#include "kernel/compare.h"

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
	COMPARE(rational_, RATIONAL, RATIONAL),
	COMPARE(rational_int2_, RATIONAL, INT2),
	COMPARE(rational_int4_, RATIONAL, INT4),
	COMPARE(rational_int8_, RATIONAL, INT8),
	COMPARE(int2_rational_, INT2, RATIONAL),
	COMPARE(int4_rational_, INT4, RATIONAL),
	COMPARE(int8_rational_, INT8, RATIONAL),

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
};

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
