/*
 * Template: arithmetic loops for one kind of each_number.h but bool.
 *
 * A loop writes all cells and returns whether none of them can be an error.
 * It is a sieve: where it says false, arithmetic.c asks `fault`, which has
 * PostgreSQL's rules one by one, for each live cell of the block.  So a slot
 * that is not live may hold anything.
 */
#ifdef AX_TABLE

#if AX_FLOAT
[AX_KIND] = {
	{AX_FN(add), AX_FN(sub), AX_FN(mul), AX_FN(div), NULL, AX_FN(neg), AX_FN(absolute)},
	AX_FN(fault)
},
#elif AX_MOST > 1
[AX_KIND] = {
	{AX_FN(add), AX_FN(sub), AX_FN(mul), AX_FN(div), AX_FN(mod), AX_FN(neg), AX_FN(absolute)},
	AX_FN(fault)
},
#endif

#else

/* A block function; statements use a[i], b[i], out[i] and set bits of bad. */
#define LOOP(verb, ...) LOOP_OF(verb, (BAD) -1, __VA_ARGS__)
/* The same where only some bits of bad count. */
#define LOOP_OF(verb, bits, ...) \
AX_CLONES static bool \
AX_FN(verb) (const void *left, const void *right, void *result, size_t n) \
{ \
	const AX_T *restrict a = left; \
	const AX_T *restrict b = right; \
	AX_T	   *restrict out = result; \
	BAD			bad = 0; \
	(void) b; \
	for (size_t i = 0; i < n; i++) \
	{ \
		__VA_ARGS__ \
	} \
	return (bad & (bits)) == 0; \
}

#if AX_FLOAT

/* As wide as a cell, so that what comparisons give is or-ed as it is. */
#define BAD __typeof__(__builtin_choose_expr(sizeof(AX_T) == 8, UINT64_C(0), UINT32_C(0)))
#define SIZE(x) ((AX_T) fabs((double) (x)))
#define IF(condition) (-(BAD) (condition))
#define INFINITE(x) IF(SIZE(x) > AX_MOST)

LOOP(add,
	out[i] = a[i] + b[i];
	bad |= INFINITE(out[i]);)
LOOP(sub,
	out[i] = a[i] - b[i];
	bad |= INFINITE(out[i]);)

/*
 * The highest bit of the exponent is 0 here if x is of ordinary size, in the
 * middle half of exponents; it is 1 of zero and what is near, of infinity and
 * NaN.  So one subtraction asks for underflow and overflow.
 */
#define EXPONENT_BIT ((BAD) 1 << (8 * sizeof(AX_T) - 2))
AX_INLINE BAD
AX_FN(extreme) (AX_T x)
{
	BAD			bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits - EXPONENT_BIT / 2;
}

/*
 * Only where a result is not of ordinary size the rules are asked, by a loop
 * that writes the same once more.
 */
LOOP_OF(mul_ordinary, EXPONENT_BIT,
	out[i] = a[i] * b[i];
	bad |= AX_FN(extreme) (out[i]);)
LOOP_OF(div_ordinary, EXPONENT_BIT,
	/* by zero it is infinite or NaN */
	out[i] = a[i] / b[i];
	bad |= AX_FN(extreme) (out[i]);)
LOOP(mul_extreme,
	out[i] = a[i] * b[i];
	bad |= INFINITE(out[i]) | (IF(out[i] == 0) & IF(a[i] != 0) & IF(b[i] != 0));)
LOOP(div_extreme,
	AX_T	divisor = b[i] == 0 ? 1 : b[i];
	out[i] = a[i] / divisor;
	bad |= IF(b[i] == 0) | INFINITE(out[i]) | (IF(out[i] == 0) & IF(a[i] != 0));)

static bool
AX_FN(mul) (const void *left, const void *right, void *result, size_t n)
{
	return AX_FN(mul_ordinary) (left, right, result, n) ||
		AX_FN(mul_extreme) (left, right, result, n);
}

static bool
AX_FN(div) (const void *left, const void *right, void *result, size_t n)
{
	return AX_FN(div_ordinary) (left, right, result, n) ||
		AX_FN(div_extreme) (left, right, result, n);
}

LOOP(neg,
	out[i] = -a[i];)
LOOP(absolute,
	out[i] = SIZE(a[i]);)

#undef EXPONENT_BIT
#undef INFINITE
#undef IF
#undef SIZE
#undef BAD

/* float8_pl() and its like; op is one of the first four. */
static AxStatus
AX_FN(fault) (AxArithmetic op, const void *left, const void *right, AxError *err)
{
	AX_T		a = *(const AX_T *) left;
	AX_T		b = *(const AX_T *) right;
	AX_T		result;

	switch (op)
	{
		case AX_ARITHMETIC_ADD:
			result = a + b;
			break;
		case AX_ARITHMETIC_SUB:
			result = a - b;
			break;
		case AX_ARITHMETIC_MUL:
			result = a * b;
			if (result == 0 && a != 0 && b != 0)
				return ax_base_fail(err, AX_RANGE, "value out of range: underflow");
			break;
		case AX_ARITHMETIC_DIV:
			if (b == 0)
				return isnan(a) ? AX_OK :
					ax_base_fail(err, AX_DIVISION, "division by zero");
			result = a / b;
			if (result == 0 && a != 0 && !isinf(b))
				return ax_base_fail(err, AX_RANGE, "value out of range: underflow");
			/* a finite number by an infinite one is never infinite */
			break;
		default:
			return AX_OK;
	}
	if (isinf(result) && !isinf(a) && !isinf(b))
		return ax_base_fail(err, AX_RANGE, "value out of range: overflow");
	return AX_OK;
}

#elif AX_MOST > 1

/* The sign bit of bad means overflow, or bad is 0 or 1: both are not zero. */
#define BAD AX_T
#define SIGN(x) ((AX_T) ((x) < 0))

LOOP(add,
	AX_T	sum = (AX_T) ((AX_U) a[i] + (AX_U) b[i]);
	out[i] = sum;
	bad |= SIGN((AX_T) ((a[i] ^ sum) & (b[i] ^ sum)));)
LOOP(sub,
	AX_T	rest = (AX_T) ((AX_U) a[i] - (AX_U) b[i]);
	out[i] = rest;
	bad |= SIGN((AX_T) ((a[i] ^ b[i]) & (a[i] ^ rest)));)
LOOP(mul,
	AX_WIDE	product = (AX_WIDE) a[i] * b[i];
	out[i] = (AX_T) product;
	bad |= (AX_T) (product != (AX_WIDE) (AX_T) product);)
LOOP(div,
	AX_T	fails = (AX_T) ((b[i] == 0) | ((b[i] == -1) & (a[i] == AX_LEAST)));
	bad |= fails;
	out[i] = QUOTIENT(a[i], fails ? 1 : b[i]);)
LOOP(mod,
	/* by -1 it is 0, as by 1, and the least number does not overflow */
	AX_T	divisor = ((b[i] == 0) | (b[i] == -1)) ? 1 : b[i];
	bad |= (AX_T) (b[i] == 0);
	out[i] = (AX_T) (a[i] - QUOTIENT(a[i], divisor) * divisor);)
LOOP(neg,
	bad |= (AX_T) (a[i] == AX_LEAST);
	out[i] = (AX_T) (0 - (AX_U) a[i]);)
LOOP(absolute,
	bad |= (AX_T) (a[i] == AX_LEAST);
	out[i] = (AX_T) (a[i] < 0 ? 0 - (AX_U) a[i] : (AX_U) a[i]);)

#undef SIGN
#undef BAD

static AxStatus
AX_FN(fault) (AxArithmetic op, const void *left, const void *right, AxError *err)
{
	AX_T		a = *(const AX_T *) left;
	AX_T		b = *(const AX_T *) right;
	AX_T		result;
	bool		misfit = false;

	switch (op)
	{
		case AX_ARITHMETIC_ADD:
			misfit = __builtin_add_overflow(a, b, &result);
			break;
		case AX_ARITHMETIC_SUB:
			misfit = __builtin_sub_overflow(a, b, &result);
			break;
		case AX_ARITHMETIC_MUL:
			misfit = __builtin_mul_overflow(a, b, &result);
			break;
		case AX_ARITHMETIC_DIV:
		case AX_ARITHMETIC_MOD:
			if (b == 0)
				return ax_base_fail(err, AX_DIVISION, "division by zero");
			misfit = op == AX_ARITHMETIC_DIV && b == -1 && a == AX_LEAST;
			break;
		case AX_ARITHMETIC_NEG:
		case AX_ARITHMETIC_ABS:
			misfit = a == AX_LEAST;
			break;
	}
	return misfit ? ax_base_fail(err, AX_RANGE, AX_WORD " out of range") : AX_OK;
}

#endif

#undef LOOP
#undef LOOP_OF
#endif
