/*
 * Arithmetic of two vectors, as PostgreSQL's operators of the common kind do
 * it: integers overflow with 22003, division by zero is 22012, floats become
 * infinite or zero only from such operands.
 */
#ifndef AX_KERNEL_ARITHMETIC_H
#define AX_KERNEL_ARITHMETIC_H

#include "kernel/vector.h"

typedef enum AxArithmetic
{
	AX_ARITHMETIC_ADD,
	AX_ARITHMETIC_SUB,
	AX_ARITHMETIC_MUL,
	AX_ARITHMETIC_DIV,
	AX_ARITHMETIC_MOD,
	AX_ARITHMETIC_NEG,			/* of one operand */
	AX_ARITHMETIC_ABS			/* of one operand */
} AxArithmetic;

#define AX_ARITHMETIC_END 7

/*
 * The kind of the result, NONE where there is no such operator: bool has no
 * arithmetic, floats no %.  b is that of a for the operators of one operand.
 */
extern AxKind ax_kernel_arithmetic_kind(AxArithmetic op, AxKind a, AxKind b);

/*
 * Computes the selected cells where both sides are valid; b is NULL for the
 * operators of one operand.  values, which is no operand's memory, has room
 * for n cells of the result's kind and valid for a mask; the result borrows
 * them or the operands' validity.  Of constants alone the result is constant.
 */
extern AxStatus ax_kernel_arithmetic(AxArithmetic op, const AxVector *a,
									 const AxVector *b,
									 const uint64_t *selected, size_t n,
									 void *values, uint64_t *valid,
									 AxVector *result, AxError *err);

#endif
