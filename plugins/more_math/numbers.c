/*
 * Primes by Miller and Rabin's test, factors by trial division and Brent's form
 * of Pollard's rho, all in Montgomery's residues: x * 2^64 modulo an odd n.
 */
#include "numbers.h"

#include <stddef.h>

typedef unsigned __int128 MmWide;

/* An odd modulus below 2^63, so that a sum of two residues fits 64 bits. */
typedef struct MmModulus
{
	uint64_t	n;
	uint64_t	inverse;		/* of n modulo 2^64 */
	uint64_t	one;			/* 2^64 mod n */
	uint64_t	square;			/* 2^128 mod n */
} MmModulus;

static MmModulus
modulus_of(uint64_t n)
{
	MmModulus	m = {n, n, 0, 0};

	/* n is its own inverse modulo 8; each step of Newton's doubles the bits. */
	for (int i = 0; i < 5; i++)
		m.inverse *= 2 - n * m.inverse;
	m.one = -n % n;
	m.square = (uint64_t) ((MmWide) m.one * m.one % n);
	return m;
}

/* a * b / 2^64 modulo n. */
static inline uint64_t
multiply(const MmModulus *m, uint64_t a, uint64_t b)
{
	MmWide		product = (MmWide) a * b;
	uint64_t	high = (uint64_t) (product >> 64);
	uint64_t	away = (uint64_t) (((MmWide) ((uint64_t) product * m->inverse) * m->n) >> 64);

	return high >= away ? high - away : high + m->n - away;
}

static inline uint64_t
add(const MmModulus *m, uint64_t a, uint64_t b)
{
	uint64_t	sum = a + b;

	return sum >= m->n ? sum - m->n : sum;
}

static const uint8_t small_primes[] = {
	2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97
};

#define SMALL_PRIMES (sizeof(small_primes) / sizeof(small_primes[0]))
#define SMALL_LIMIT (101 * 101)	/* the next prime's square */

/*
 * Miller and Rabin's test of an odd n without small factors.  These seven bases
 * leave no composite number below 2^64 (Sinclair 2011, verified against
 * Feitsma's list of base-2 pseudoprimes).
 */
static bool
passes_miller_rabin(uint64_t n)
{
	static const uint64_t bases[] = {2, 325, 9375, 28178, 450775, 9780504, 1795265022};
	MmModulus	m = modulus_of(n);
	uint64_t	minus_one = n - m.one;
	int			twos = __builtin_ctzll(n - 1);
	uint64_t	odd = (n - 1) >> twos;

	for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++)
	{
		uint64_t	base = bases[i] % n;
		uint64_t	power;
		uint64_t	x = m.one;
		bool		passed;

		if (base == 0)
			continue;
		power = multiply(&m, base, m.square);
		for (uint64_t bits = odd; bits != 0; bits >>= 1)
		{
			if (bits & 1)
				x = multiply(&m, x, power);
			power = multiply(&m, power, power);
		}
		passed = x == m.one || x == minus_one;
		for (int j = 1; j < twos && !passed; j++)
		{
			x = multiply(&m, x, x);
			passed = x == minus_one;
		}
		if (!passed)
			return false;
	}
	return true;
}

bool
mm_is_prime(int64_t n)
{
	if (n < 2)
		return false;
	for (size_t i = 0; i < SMALL_PRIMES; i++)
		if (n % small_primes[i] == 0)
			return n == small_primes[i];
	return n < SMALL_LIMIT || passes_miller_rabin((uint64_t) n);
}

int64_t
mm_next_prime(int64_t n)
{
	if (n < 2)
		return 2;
	if (n >= MM_LAST_PRIME)
		return 0;
	n += 1 + (n & 1);
	while (!mm_is_prime(n))
		n += 2;
	return n;
}

static uint64_t
gcd(uint64_t a, uint64_t b)
{
	while (b != 0)
	{
		uint64_t	rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static inline uint64_t
distance(uint64_t a, uint64_t b)
{
	return a > b ? a - b : b - a;
}

/*
 * A proper divisor of an odd composite n; 0 when stop said so.  Brent, An
 * improved Monte Carlo factorization algorithm (1980): the cycle is found by
 * powers of two, differences are multiplied and their gcd taken once a batch.
 * Takes some sqrt(smallest prime factor) steps.  All starts are fixed: the same
 * n takes the same time each time.
 */
static uint64_t
divisor_of(uint64_t n, MmStop stop, void *context)
{
	enum
	{
		BATCH = 128
	};
	MmModulus	m = modulus_of(n);

	for (uint64_t constant = 1;; constant++)
	{
		uint64_t	c = multiply(&m, constant % n, m.square);
		uint64_t	y = add(&m, m.one, m.one);
		uint64_t	x = y;
		uint64_t	at = y;
		uint64_t	product = m.one;
		uint64_t	common = 1;

		for (uint64_t length = 1; common == 1; length *= 2)
		{
			x = y;
			for (uint64_t i = 0; i < length; i++)
				y = add(&m, multiply(&m, y, y), c);
			for (uint64_t done = 0; done < length && common == 1; done += BATCH)
			{
				at = y;
				for (uint64_t i = done; i < length && i < done + BATCH; i++)
				{
					y = add(&m, multiply(&m, y, y), c);
					product = multiply(&m, product, distance(x, y));
				}
				common = gcd(product, n);
				if (stop != NULL && stop(context))
					return 0;
			}
		}
		/* Two factors met in one batch, or more: go through it one by one. */
		if (common == n)
			do
			{
				at = add(&m, multiply(&m, at, at), c);
				common = gcd(distance(x, at), n);
			} while (common == 1);
		if (common != n)
			return common;
	}
}

int
mm_prime_factors(int64_t n, int64_t factors[MM_MOST_FACTORS], MmStop stop, void *context)
{
	uint64_t	rest[MM_MOST_FACTORS];	/* what is still to be split */
	int			waiting = 0;
	int			found = 0;
	uint64_t	number = (uint64_t) n;

	for (size_t i = 0; i < SMALL_PRIMES; i++)
		while (number % small_primes[i] == 0)
		{
			factors[found++] = small_primes[i];
			number /= small_primes[i];
		}
	if (number > 1)
		rest[waiting++] = number;
	while (waiting > 0)
	{
		uint64_t	part = rest[--waiting];
		uint64_t	divisor;

		if (mm_is_prime((int64_t) part))
		{
			int			place = found++;

			for (; place > 0 && factors[place - 1] > (int64_t) part; place--)
				factors[place] = factors[place - 1];
			factors[place] = (int64_t) part;
			continue;
		}
		divisor = divisor_of(part, stop, context);
		if (divisor == 0)
			return -1;
		rest[waiting++] = divisor;
		rest[waiting++] = part / divisor;
	}
	return found;
}

/*
 * The product runs over (n - k + i) / i, each step a binomial coefficient
 * itself and at least twice the one before: no more than 63 steps.
 */
bool
mm_binomial(int64_t n, int64_t k, int64_t *result)
{
	MmWide		product = 1;

	*result = 0;
	if (k < 0 || k > n)
		return true;
	if (k > n - k)
		k = n - k;
	for (int64_t i = 1; i <= k; i++)
	{
		product = product * (uint64_t) (n - k + i) / (uint64_t) i;
		if (product > (MmWide) INT64_MAX)
			return false;
	}
	*result = (int64_t) product;
	return true;
}
