-- more_math: numbers, and the functions of SciDB
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
SELECT load_library('more_math');

-- primes at the edges of bigint
SELECT n, is_prime(n), isprime(n)
FROM unnest('{-9223372036854775808,-7,-1,0,1,2,3,4,9,561,2147483647,3215031751,3825123056546413051,
	9223372036854775643,9223372036854775782,9223372036854775783,9223372036854775807}'::bigint[]) n;
SELECT count(*) FROM generate_series(-100, 100000) n WHERE is_prime(n);
SELECT n, next_prime(n)
FROM unnest('{-9223372036854775808,1,2,3,89,2147483647,9223372036854775643,9223372036854775782}'::bigint[]) n;
SELECT next_prime(9223372036854775783);
\echo :LAST_ERROR_SQLSTATE
SELECT next_prime(9223372036854775807);
SELECT is_prime(NULL::bigint), next_prime(NULL::bigint), prime_factors(NULL), isprime(NULL);

-- factors
SELECT n, prime_factors(n)
FROM unnest('{1,2,4,97,360,9409,10201,10403,9223371994482243049,4611686018427387904,
	9223372036854775783,9223372036854775806,9223372036854775807}'::bigint[]) n;
SELECT prime_factors(0);
\echo :LAST_ERROR_SQLSTATE
SELECT prime_factors(-6);
SELECT count(*) AS wrong
FROM generate_series(1, 2000) g, LATERAL (SELECT g::bigint * 4611686018427387 AS n) t,
	LATERAL (SELECT prime_factors(n) AS factors) f
WHERE n <> (SELECT round(exp(sum(ln(x::numeric(60, 30))))) FROM unnest(factors) x)
	OR NOT (SELECT bool_and(is_prime(x)) FROM unnest(factors) x)
	OR factors <> (SELECT array_agg(x ORDER BY x) FROM unnest(factors) x);

-- binomial coefficients
SELECT n, k, binomial(n, k)
FROM (VALUES (0::bigint, 0::bigint), (5, 2), (5, -1), (5, 6), (49, 6), (66, 33), (4294967296, 2),
	(9223372036854775807, 1), (9223372036854775807, 9223372036854775806),
	(9223372036854775807, -9223372036854775808)) v(n, k);
SELECT binomial(67, 33);
\echo :LAST_ERROR_SQLSTATE
SELECT binomial(9223372036854775807, 2);
SELECT binomial(-1, 0);
\echo :LAST_ERROR_SQLSTATE
SELECT n, array_agg(binomial(n, k) ORDER BY k), sum(binomial(n, k)) = 2 ^ n AS whole
FROM generate_series(0, 6) n, generate_series(0, 6) k WHERE k <= n GROUP BY n ORDER BY n;
SELECT count(*) AS wrong FROM generate_series(1, 60) n, generate_series(1, 60) k
WHERE binomial(n, k) <> binomial(n - 1, k - 1) + binomial(n - 1, k);

-- SciDB's
SELECT n, fact(n) FROM unnest('{-3,0,1,5,20,21,66,9223372036854775807}'::bigint[]) n;
SELECT pg_typeof(fact(1)), pg_typeof(isprime(1)), pg_typeof(mylog(1, 2)), pg_typeof(lasso(1, 2, 3));
SELECT x, b, mylog(x, b)
FROM (VALUES (8::float8, 2::float8), (100, 10), (1, 7), (0, 2), (-1, 2), (2, 1), ('inf', 2), ('nan', 2)) v(x, b);
SELECT z, delta, scale, lasso(z, delta, scale)
FROM (VALUES (5::float8, 2::float8, 10::float8), (-5, 2, 10), (1, 2, 10), (-1, 2, 10), (2, 2, 10),
	('inf', 2, 1), ('-inf', 2, -1), ('nan', 2, 1), (3, 'inf', 1)) v(z, delta, scale);

-- cell by cell over ndarrays
SELECT is_prime('{1,2,3,4,5,6,7}'::bigint[]::ndarray)::text AS primes;
SELECT next_prime('{{1,2},{3,9000}}'::bigint[]::ndarray)::bigint[] AS next;
SELECT binomial(6, '{0,1,2,3,4,5,6}'::bigint[]::ndarray)::bigint[] AS row;
SELECT lasso('{-5,-1,0,1,5}'::float8[]::ndarray, 2, 10)::float8[] AS lasso;
SELECT mylog('{1,2,4,8}'::float8[]::ndarray, 2)::float8[] AS log;

-- vectorised over attributes
SELECT create_array('mm_numbers', '<n:int64, x:float8>[i=0:9999,1000,0]');
INSERT INTO mm_numbers SELECT i, i::bigint * 1000003, nullif(i % 7, 3) - 3 FROM generate_series(0, 9999) i;
CREATE TABLE mm_table AS SELECT i, i::bigint * 1000003 AS n, (nullif(i % 7, 3) - 3)::float8 AS x
FROM generate_series(0, 9999) i;
SET array_ext.debug_require_vectorized = require;
SELECT count(*), min(n), max(n) FROM mm_numbers WHERE is_prime(n + 1);
SELECT count(*), sum(lasso(x, 1, 2)) FROM mm_numbers WHERE lasso(x, 1, 2) > 0;
RESET array_ext.debug_require_vectorized;
SELECT count(*), min(n), max(n) FROM mm_table WHERE is_prime(n + 1);
SELECT count(*), sum(lasso(x, 1, 2)) FROM mm_table WHERE lasso(x, 1, 2) > 0;
\set SHOW_CONTEXT never
SELECT count(*) FROM mm_numbers WHERE next_prime(9223372036854775783 - n) > 0;
\set SHOW_CONTEXT errors
SELECT count(*) FROM mm_numbers WHERE next_prime(9223372036854775782 - n) > 0;

SELECT drop_array('mm_numbers');
DROP TABLE mm_table;
SELECT unload_library('more_math');
