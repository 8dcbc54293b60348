/*
 * more_math: primes, factors, binomial coefficients, and the four functions of
 * SciDB's library of this name.  Random numbers are in more_rand.c.
 */
#include "array_ext_plugin.h"
#include "numbers.h"

#include <inttypes.h>
#include <math.h>

AX_PLUGIN(more_math, "1.0", "number theory and random numbers that depend on seed and cell alone");

/*
 * Numbers.
 */

static void
is_prime(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	const int64_t *number = (const int64_t *) args[0].values;
	bool	   *prime = (bool *) result->values;

	for (size_t i = 0; i < n; i++)
	{
		if (i % 1024 == 0 && ax_cancelled(call))
			return;
		if (ax_in(live, i))
			prime[i] = mm_is_prime(number[i]);
	}
}
REGISTER_KERNEL_AS(is_prime, ("int64"), "bool", is_prime, AX_SLOW, NULL, NULL,
				   "is the number a prime?");

static void
next_prime(AxCall *call, const AxValue *args, AxValue *result)
{
	int64_t		n = ax_get_int64(&args[0]);
	int64_t		prime = mm_next_prime(n);

	if (prime == 0)
	{
		ax_fail(call, "22003", "no prime above %" PRId64 " fits bigint", n);
		return;
	}
	ax_set_int64(result, prime);
}
REGISTER_FUNCTION_AS(next_prime, ("int64"), "int64", next_prime, AX_SLOW, NULL, NULL,
					 "the smallest prime above a number");

static bool
is_cancelled(void *call)
{
	return ax_cancelled((AxCall *) call);
}

static void
prime_factors(AxCall *call, const AxValue *args, AxValue *result)
{
	int64_t		n = ax_get_int64(&args[0]);
	int64_t		factors[MM_MOST_FACTORS];
	int			count;

	if (n < 1)
	{
		ax_fail(call, "22023", "only positive numbers have prime factors, not %" PRId64, n);
		return;
	}
	count = mm_prime_factors(n, factors, is_cancelled, call);
	if (count >= 0)
		ax_set_array(call, result, factors, (size_t) count);
}
REGISTER_FUNCTION_AS(prime_factors, ("int64"), "int8[]", prime_factors, AX_SLOW, NULL, NULL,
					 "prime factors, ascending, each as often as it divides the number");

static void
binomial(AxCall *call, const AxValue *args, AxValue *result)
{
	int64_t		n = ax_get_int64(&args[0]);
	int64_t		k = ax_get_int64(&args[1]);
	int64_t		ways;

	if (n < 0)
		ax_fail(call, "22023", "size of the set must not be negative: %" PRId64, n);
	else if (!mm_binomial(n, k, &ways))
		ax_fail(call, "22003", "bigint out of range");
	else
		ax_set_int64(result, ways);
}
REGISTER_FUNCTION_AS(binomial, ("int64", "int64"), "int64", binomial, 0, NULL, NULL,
					 "subsets of k out of n, exactly; 0 where there are none");

/*
 * SciDB's.  Names, types and results are its own, down to the text.
 */

/* Where SciDB's product wraps round, from 21! on, this says what SciDB says at 66. */
static void
fact(AxCall *call, const AxValue *args, AxValue *result)
{
	int64_t		n = ax_get_int64(&args[0]);
	uint64_t	product = 1;
	char		text[32];

	if (n > 20)
	{
		ax_set_string(call, result, "very large number");
		return;
	}
	for (int64_t i = 2; i <= n; i++)
		product *= (uint64_t) i;
	snprintf(text, sizeof(text), "%" PRIu64, product);
	ax_set_string(call, result, text);
}
REGISTER_FUNCTION_AS(fact, ("int64"), "string", fact, 0, NULL, NULL,
					 "factorial as text, up to 20, as in SciDB");

static void
isprime(AxCall *call, const AxValue *args, AxValue *result)
{
	int64_t		n = ax_get_int64(&args[0]);
	char		text[48];

	snprintf(text, sizeof(text), "%" PRId64 " :%s", n, mm_is_prime(n) ? "prime" : "not prime");
	ax_set_string(call, result, text);
}
REGISTER_FUNCTION_AS(isprime, ("int64"), "string", isprime, AX_SLOW, NULL, NULL,
					 "the number and whether it is a prime, as text, as in SciDB");

/* No error of a number without a logarithm: infinities and NaN, as in SciDB. */
static void
mylog(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	const double *number = (const double *) args[0].values;
	const double *base = (const double *) args[1].values;
	double	   *out = (double *) result->values;

	(void) call;
	for (size_t i = 0; i < n; i++)
		if (ax_in(live, i))
			out[i] = log(number[i]) / log(base[i]);
}
REGISTER_KERNEL_AS(mylog, ("double", "double"), "double", mylog, 0, NULL, NULL,
				   "logarithm of a number to a base, as in SciDB");

/* The soft threshold of the lasso: towards zero by delta, then scaled. */
static void
lasso(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	const double *z = (const double *) args[0].values;
	const double *delta = (const double *) args[1].values;
	const double *scale = (const double *) args[2].values;
	double	   *out = (double *) result->values;

	(void) call;
	(void) live;
	for (size_t i = 0; i < n; i++)
	{
		double		size = fabs(z[i]) - delta[i];

		out[i] = (size <= 0 ? 0 : copysign(size, z[i])) * scale[i];
	}
}
REGISTER_KERNEL_AS(lasso, ("double", "double", "double"), "double", lasso, 0, NULL, NULL,
				   "soft threshold: z moved by delta towards zero, times scale, as in SciDB");
