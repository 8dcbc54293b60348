/* Comparison loops for pairs of doubles. */
#include "kernel/compare_pair.h"

#include "kernel/bits.h"

#define WORDS(condition) \
	do { \
		for (size_t from = 0; from < n; from += 64) \
		{ \
			uint8_t		hit[64] = {0}; \
			size_t		cells = n - from < 64 ? n - from : 64; \
			if (cells == 64) \
				for (size_t i = from; i < from + 64; i++) \
					hit[i - from] = (uint8_t) -(condition); \
			else \
				for (size_t i = from; i < n; i++) \
					hit[i - from] = (uint8_t) -(condition); \
			out[from / 64] = ax_bits_pack(hit); \
		} \
	} while (0)

/* Parts as PostgreSQL orders float8. */
AX_INLINE int
same(double a, double b)
{
	return (a == b) | ((a != a) & (b != b));
}

AX_INLINE int
below(double a, double b)
{
	return (a < b) | ((a == a) & (b != b));
}

AX_INLINE int
pair_below(double a0, double a1, double b0, double b1)
{
	return below(a0, b0) | (same(a0, b0) & below(a1, b1));
}

AX_CLONES static void
equal(const void *left, const void *right, size_t n, uint64_t *out)
{
	const double *a = left;
	const double *b = right;

	WORDS(same(a[2 * i], b[2 * i]) & same(a[2 * i + 1], b[2 * i + 1]));
}

AX_CLONES static void
less(const void *left, const void *right, size_t n, uint64_t *out)
{
	const double *a = left;
	const double *b = right;

	WORDS(pair_below(a[2 * i], a[2 * i + 1], b[2 * i], b[2 * i + 1]));
}

AX_CLONES static void
equal_constant(const void *left, const void *right, size_t n, uint64_t *out)
{
	const double *a = left;
	const double first = ((const double *) right)[0];
	const double second = ((const double *) right)[1];

	if (first == first && second == second)
		WORDS((a[2 * i] == first) & (a[2 * i + 1] == second));
	else
		WORDS(same(a[2 * i], first) & same(a[2 * i + 1], second));
}

AX_CLONES static void
less_constant(const void *left, const void *right, size_t n, uint64_t *out)
{
	const double *a = left;
	const double first = ((const double *) right)[0];
	const double second = ((const double *) right)[1];

	WORDS(pair_below(a[2 * i], a[2 * i + 1], first, second));
}

AX_CLONES static void
greater_constant(const void *left, const void *right, size_t n, uint64_t *out)
{
	const double *a = left;
	const double first = ((const double *) right)[0];
	const double second = ((const double *) right)[1];

	WORDS(pair_below(first, second, a[2 * i], a[2 * i + 1]));
}

/* The clones are static, as all are: the loader resolves those of others late. */
#define LOOP(name) \
void \
ax_compare_pair_##name(const void *left, const void *right, size_t n, uint64_t *out) \
{ \
	name(left, right, n, out); \
}

LOOP(equal)
LOOP(less)
LOOP(equal_constant)
LOOP(less_constant)
LOOP(greater_constant)
