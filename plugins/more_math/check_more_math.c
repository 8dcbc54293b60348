/*
 * The mathematics of more_math alone, with no plugin round it.
 *
 *		check_more_math                              unit tests
 *		check_more_math factors                      numbers of stdin with their factors
 *		check_more_math draw LAW SEED FIRST N [P...] N values of 8 bytes
 *
 * check_math.py tests what the last two print.
 */
#include "draw.h"
#include "numbers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int	checks;
static int	failures;

#define CHECK(good) check_that(good, #good, __LINE__)

static void
check_that(bool good, const char *what, int line)
{
	checks++;
	if (!good)
	{
		failures++;
		fprintf(stderr, "check_more_math.c:%d: failed: %s\n", line, what);
	}
}

/* Against the sieve of Eratosthenes. */
static void
check_small_primes(void)
{
	enum
	{
		LIMIT = 1000000
	};
	static bool composite[LIMIT];
	int64_t		last = 2;
	int			count = 0;

	for (int64_t i = 2; i < LIMIT; i++)
	{
		if (mm_is_prime(i) == composite[i])
			CHECK(!"agrees with the sieve");
		if (composite[i])
			continue;
		count++;
		if (i > 2)
			CHECK(mm_next_prime(last) == i);
		last = i;
		for (int64_t j = i * i; j < LIMIT; j += i)
			composite[j] = true;
	}
	CHECK(count == 78498);
}

static void
check_primes(void)
{
	/* Strong pseudoprimes to the first 1, 2, 3, ... prime bases (OEIS A014233), Carmichael numbers. */
	static const int64_t liars[] = {
		2047, 1373653, 25326001, INT64_C(3215031751), INT64_C(2152302898747),
		INT64_C(3474749660383), INT64_C(341550071728321), INT64_C(3825123056546413051),
		561, 1105, 1729, 2465, 6601, 8911, 825265, 321197185, INT64_C(5394826801),
		INT64_C(9746347772161)
	};

	/* The ten largest k with 2^63 - k prime (The Prime Pages). */
	static const int gaps[] = {25, 165, 259, 301, 375, 387, 391, 409, 457, 471};
	int			at = 0;

	for (size_t i = 0; i < sizeof(liars) / sizeof(liars[0]); i++)
		CHECK(!mm_is_prime(liars[i]));
	for (int k = 1; k <= 471; k++)
	{
		int64_t		n = INT64_MAX - (k - 1);

		CHECK(mm_is_prime(n) == (k == gaps[at]));
		if (k == gaps[at])
			at++;
	}
	CHECK(!mm_is_prime(INT64_MIN) && !mm_is_prime(-7) && !mm_is_prime(-1));
	CHECK(!mm_is_prime(0) && !mm_is_prime(1) && mm_is_prime(2));
	/* The bases themselves, and multiples of them. */
	CHECK(!mm_is_prime(1795265022) && !mm_is_prime(9780504) && !mm_is_prime(450775));
	CHECK(mm_is_prime(2147483647) && mm_is_prime(INT64_C(2305843009213693951)));

	CHECK(mm_next_prime(INT64_MIN) == 2 && mm_next_prime(1) == 2 && mm_next_prime(2) == 3);
	CHECK(mm_next_prime(INT64_C(2147483647)) == INT64_C(2147483659));
	CHECK(mm_next_prime(INT64_MAX - 164) == MM_LAST_PRIME);
	CHECK(mm_next_prime(MM_LAST_PRIME - 1) == MM_LAST_PRIME);
	CHECK(mm_next_prime(MM_LAST_PRIME) == 0 && mm_next_prime(INT64_MAX) == 0);
}

static bool
has_factors(int64_t n, int count, const int64_t *right)
{
	int64_t		factors[MM_MOST_FACTORS];

	return mm_prime_factors(n, factors, NULL, NULL) == count &&
		memcmp(factors, right, sizeof(int64_t) * (size_t) count) == 0;
}

static bool
at_once(void *context)
{
	(void) context;
	return true;
}

static void
check_factors(void)
{
	int64_t		factors[MM_MOST_FACTORS];

	CHECK(has_factors(1, 0, (int64_t[]) {0}));
	CHECK(has_factors(INT64_MAX, 7, (int64_t[]) {7, 7, 73, 127, 337, 92737, 649657}));
	CHECK(has_factors(MM_LAST_PRIME, 1, (int64_t[]) {MM_LAST_PRIME}));
	/* The largest square of a prime, of 97 and 101 the table's edge. */
	CHECK(has_factors(INT64_C(3037000493) * 3037000493, 2, (int64_t[]) {3037000493, 3037000493}));
	CHECK(has_factors(97 * 97, 2, (int64_t[]) {97, 97}));
	CHECK(has_factors(101 * 101, 2, (int64_t[]) {101, 101}));
	CHECK(has_factors(101 * 103, 2, (int64_t[]) {101, 103}));
	CHECK(mm_prime_factors(INT64_C(1) << 62, factors, NULL, NULL) == 62 && factors[61] == 2);
	CHECK(has_factors(INT64_C(2097143) * 2097143 * 2097143, 3,
					  (int64_t[]) {2097143, 2097143, 2097143}));
	CHECK(mm_prime_factors(INT64_C(3037000493) * 3037000493, factors, at_once, NULL) == -1);

	/* Each number of a stretch: primes, ascending, and their product is the number. */
	for (int64_t n = 1; n < 30000; n++)
		for (int high = 0; high < 2; high++)
		{
			int64_t		number = high ? INT64_MAX - n / 100 : n;
			int			count = mm_prime_factors(number, factors, NULL, NULL);
			int64_t		product = 1;
			bool		good = true;

			if (high && n % 100 != 0)
				continue;
			for (int i = 0; i < count; i++)
			{
				good = good && mm_is_prime(factors[i]) && (i == 0 || factors[i - 1] <= factors[i]);
				product *= factors[i];
			}
			if (!good || product != number)
				CHECK(!"factors multiply to the number");
		}
}

static void
check_binomial(void)
{
	static unsigned __int128 row[130];
	int64_t		result;

	/* Against Pascal's triangle, up to rows whose middle is far beyond 2^63. */
	for (int n = 0; n < 120; n++)
	{
		row[n] = 1;
		for (int k = n - 1; k > 0; k--)
			row[k] += row[k - 1];
		for (int k = 0; k <= n; k++)
		{
			bool		fits = row[k] <= (unsigned __int128) INT64_MAX;

			if (mm_binomial(n, k, &result) != fits || (fits && (unsigned __int128) result != row[k]))
				CHECK(!"agrees with Pascal's triangle");
		}
	}
	CHECK(mm_binomial(66, 33, &result) && result == INT64_C(7219428434016265740));
	CHECK(!mm_binomial(67, 33, &result));
	CHECK(mm_binomial(5, -1, &result) && result == 0 && mm_binomial(5, 6, &result) && result == 0);
	CHECK(mm_binomial(INT64_MAX, 0, &result) && result == 1);
	CHECK(mm_binomial(INT64_MAX, INT64_MAX - 1, &result) && result == INT64_MAX);
	CHECK(!mm_binomial(INT64_MAX, 2, &result));
	CHECK(mm_binomial(INT64_C(4294967296), 2, &result) && result == INT64_C(9223372034707292160));
	CHECK(!mm_binomial(INT64_C(4294967297), 2, &result));
	CHECK(mm_binomial(INT64_MAX, INT64_MIN, &result) && result == 0);
}

/* The known answers of the authors' library. */
static void
check_philox(void)
{
	uint32_t	zero[4] = {0, 0, 0, 0};
	uint32_t	ones[4] = {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff};
	uint32_t	pi[4] = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};

	mm_philox(0, 0, zero);
	CHECK(memcmp(zero, (uint32_t[]) {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, 16) == 0);
	mm_philox(0xffffffff, 0xffffffff, ones);
	CHECK(memcmp(ones, (uint32_t[]) {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, 16) == 0);
	mm_philox(0xa4093822, 0x299f31d0, pi);
	CHECK(memcmp(pi, (uint32_t[]) {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}, 16) == 0);
}

typedef struct Named
{
	const char *name;
	MmTag		tag;
	const char *types;
	MmPrepare	prepare;
	MmDraw		draw;
} Named;

static const Named laws[] = {
	{"unit", MM_UNIFORM, "", mm_prepare_unit, mm_draw_uniform},
	{"uniform", MM_UNIFORM, "dd", mm_prepare_uniform, mm_draw_uniform},
	{"integer", MM_INTEGER, "ii", mm_prepare_integer, mm_draw_integer},
	{"normal", MM_NORMAL, "dd", mm_prepare_normal, mm_draw_normal},
	{"exponential", MM_EXPONENTIAL, "d", mm_prepare_exponential, mm_draw_exponential},
	{"gamma", MM_GAMMA, "dd", mm_prepare_gamma, mm_draw_gamma},
	{"poisson", MM_POISSON, "d", mm_prepare_poisson, mm_draw_poisson},
	{"binomial", MM_BINOMIAL, "id", mm_prepare_binomial, mm_draw_binomial},
	{"zipf", MM_ZIPF, "id", mm_prepare_zipf, mm_draw_zipf}
};

/* Which parameter a law refuses; -1 for none. */
static int
refused(MmPrepare prepare, MmWord first, MmWord second)
{
	MmLaw		law;
	int			bad = 0;

	return prepare(&law, (MmWord[]) {first, second}, &bad) != NULL ? bad : -1;
}

#define REAL(x) ((MmWord) {.d = (x)})
#define WHOLE(x) ((MmWord) {.i = (x)})

static void
check_refusals(void)
{
	CHECK(refused(mm_prepare_uniform, REAL(NAN), REAL(1)) == 0);
	CHECK(refused(mm_prepare_uniform, REAL(0), REAL(INFINITY)) == 1);
	CHECK(refused(mm_prepare_uniform, REAL(1), REAL(0)) == 1);
	CHECK(refused(mm_prepare_uniform, REAL(1), REAL(1)) == -1);
	CHECK(refused(mm_prepare_integer, WHOLE(1), WHOLE(0)) == 1);
	CHECK(refused(mm_prepare_integer, WHOLE(INT64_MIN), WHOLE(INT64_MAX)) == -1);
	CHECK(refused(mm_prepare_normal, REAL(INFINITY), REAL(1)) == 0);
	CHECK(refused(mm_prepare_normal, REAL(0), REAL(-1)) == 1);
	CHECK(refused(mm_prepare_normal, REAL(0), REAL(NAN)) == 1);
	CHECK(refused(mm_prepare_normal, REAL(0), REAL(0)) == -1);
	CHECK(refused(mm_prepare_exponential, REAL(0), REAL(0)) == 0);
	CHECK(refused(mm_prepare_gamma, REAL(-1), REAL(1)) == 0);
	CHECK(refused(mm_prepare_gamma, REAL(1), REAL(INFINITY)) == 1);
	CHECK(refused(mm_prepare_poisson, REAL(-0.5), REAL(0)) == 0);
	CHECK(refused(mm_prepare_poisson, REAL(0x1.0000000000001p53), REAL(0)) == 0);
	CHECK(refused(mm_prepare_poisson, REAL(0x1p53), REAL(0)) == -1);
	CHECK(refused(mm_prepare_binomial, WHOLE(-1), REAL(0.5)) == 0);
	CHECK(refused(mm_prepare_binomial, WHOLE((INT64_C(1) << 53) + 1), REAL(0.5)) == 0);
	CHECK(refused(mm_prepare_binomial, WHOLE(3), REAL(1.5)) == 1);
	CHECK(refused(mm_prepare_binomial, WHOLE(3), REAL(NAN)) == 1);
	CHECK(refused(mm_prepare_zipf, WHOLE(0), REAL(1)) == 0);
	CHECK(refused(mm_prepare_zipf, WHOLE(3), REAL(-0.1)) == 1);
	CHECK(refused(mm_prepare_zipf, WHOLE(3), REAL(NAN)) == 1);
}

/* Extreme parameters: draws end, and stay where they belong. */
static void
check_extremes(void)
{
	MmStream	stream;
	MmLaw		law;
	int			bad;
	bool		good = true;

	/* The layers of the normal law close at the top: all have the same area. */
	CHECK(fabs(mm_layer_x[255] * (1 - exp(-0.5 * mm_layer_x[255] * mm_layer_x[255]))
			   - 0.00492867323399) < 1e-11);

#define DRAWS(law_, tag, first, second, wanted) \
	good = true; \
	CHECK(mm_prepare_##law_(&law, (MmWord[]) {first, second}, &bad) == NULL); \
	for (int64_t i = -500; i < 500; i++) \
	{ \
		MmWord		x; \
		mm_start(&stream, 7, i, tag); \
		x = mm_draw_##law_(&law, &stream); \
		good = good && (wanted); \
	} \
	CHECK(good && #law_)

	DRAWS(uniform, MM_UNIFORM, REAL(-1.7e308), REAL(1.7e308), fabs(x.d) <= 1.7e308);
	DRAWS(uniform, MM_UNIFORM, REAL(0.1), REAL(0.1), fabs(x.d - 0.1) < 1e-16);
	DRAWS(integer, MM_INTEGER, WHOLE(INT64_MAX), WHOLE(INT64_MAX), x.i == INT64_MAX);
	DRAWS(integer, MM_INTEGER, WHOLE(INT64_MIN), WHOLE(INT64_MIN + 1), x.i <= INT64_MIN + 1);
	DRAWS(normal, MM_NORMAL, REAL(5), REAL(0), x.d == 5);
	DRAWS(exponential, MM_EXPONENTIAL, REAL(1e-300), REAL(0), x.d > 0);
	DRAWS(gamma, MM_GAMMA, REAL(1e-300), REAL(1), x.d == 0);
	DRAWS(gamma, MM_GAMMA, REAL(1e300), REAL(1), fabs(x.d / 1e300 - 1) < 1e-9);
	DRAWS(poisson, MM_POISSON, REAL(0), REAL(0), x.i == 0);
	DRAWS(poisson, MM_POISSON, REAL(1e-300), REAL(0), x.i == 0);
	DRAWS(poisson, MM_POISSON, REAL(0x1p53), REAL(0), fabs((double) x.i - 0x1p53) < 1e9);
	DRAWS(binomial, MM_BINOMIAL, WHOLE(0), REAL(0.5), x.i == 0);
	DRAWS(binomial, MM_BINOMIAL, WHOLE(9), REAL(0), x.i == 0);
	DRAWS(binomial, MM_BINOMIAL, WHOLE(9), REAL(1), x.i == 9);
	DRAWS(binomial, MM_BINOMIAL, WHOLE(INT64_C(1) << 53), REAL(1e-300), x.i == 0);
	DRAWS(binomial, MM_BINOMIAL, WHOLE(INT64_C(1) << 53), REAL(0.5), fabs((double) x.i - 0x1p52) < 1e9);
	DRAWS(zipf, MM_ZIPF, WHOLE(1), REAL(1), x.i == 1);
	DRAWS(zipf, MM_ZIPF, WHOLE(INT64_C(1) << 53), REAL(0), x.i >= 1 && x.i <= INT64_C(1) << 53);
	DRAWS(zipf, MM_ZIPF, WHOLE(INT64_C(1) << 53), REAL(1000), x.i == 1);
}

static int
print_factors(void)
{
	int64_t		n;

	while (scanf("%" SCNd64, &n) == 1)
	{
		int64_t		factors[MM_MOST_FACTORS];
		int			count = mm_prime_factors(n, factors, NULL, NULL);

		printf("%" PRId64 ":", n);
		for (int i = 0; i < count; i++)
			printf(" %" PRId64, factors[i]);
		printf("\n");
		if (mm_is_prime(n) != (count == 1))
			return 1;
	}
	return 0;
}

static int
print_draws(const char *name, int64_t seed, int64_t first, int64_t n, char **texts, int count)
{
	for (size_t i = 0; i < sizeof(laws) / sizeof(laws[0]); i++)
	{
		const Named *named = &laws[i];
		MmWord		parameters[2] = {{0}, {0}};
		MmLaw		law;
		int			bad;

		if (strcmp(named->name, name) != 0 || (int) strlen(named->types) != count)
			continue;
		for (int p = 0; p < count; p++)
			if (named->types[p] == 'i')
				parameters[p].i = strtoll(texts[p], NULL, 10);
			else
				parameters[p].d = strtod(texts[p], NULL);
		if (named->prepare(&law, parameters, &bad) != NULL)
			break;
		for (int64_t j = 0; j < n; j++)
		{
			MmStream	stream;
			MmWord		drawn;

			mm_start(&stream, seed, first + j, named->tag);
			drawn = named->draw(&law, &stream);
			fwrite(&drawn, sizeof(drawn), 1, stdout);
		}
		return 0;
	}
	fprintf(stderr, "no such law\n");
	return 1;
}

int
main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "factors") == 0)
		return print_factors();
	if (argc >= 6 && strcmp(argv[1], "draw") == 0)
		return print_draws(argv[2], strtoll(argv[3], NULL, 10), strtoll(argv[4], NULL, 10),
						   strtoll(argv[5], NULL, 10), argv + 6, argc - 6);
	check_small_primes();
	check_primes();
	check_factors();
	check_binomial();
	check_philox();
	check_refusals();
	check_extremes();
	printf("%d checks, %d failed\n", checks, failures);
	return failures != 0;
}
