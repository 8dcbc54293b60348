-- more_math: random numbers of seed and index
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
SELECT load_library('more_math');

-- The numbers themselves: a change of any is a change of everybody's data.
-- Philox's known answer for key 0 and counter 0:
SELECT rand_seed(0, 0) = x'e169c58d6627e8d5'::bigint AS known;
SET extra_float_digits = -3;
SELECT s AS seed, i AS index, rand_seed(s, i), rand_integer(s, i, -9223372036854775808, 9223372036854775807) AS integer,
	rand_integer(s, i, 1, 6) AS die, rand_uniform(s, i) AS uniform, rand_normal(s, i, 0, 1) AS normal
FROM (VALUES (0::bigint, 0::bigint), (0, 1), (1, 0), (-1, -1),
	(9223372036854775807, -9223372036854775808)) v(s, i);
SELECT i AS index, rand_exponential(1, i, 2) AS exponential, rand_gamma(1, i, 0.5, 2) AS gamma_small,
	rand_gamma(1, i, 9, 2) AS gamma, rand_poisson(1, i, 2.5) AS poisson_small, rand_poisson(1, i, 1000) AS poisson,
	rand_binomial(1, i, 10, 0.3) AS binomial_small, rand_binomial(1, i, 1000, 0.7) AS binomial,
	rand_zipf(1, i, 1000, 1.1) AS zipf
FROM generate_series(-3, 8) i;
RESET extra_float_digits;

-- parameters only shape the number; laws have bits of their own
SELECT bool_and(rand_normal(7, i, 5, 2) = 5 + 2 * rand_normal(7, i, 0, 1)) AS normal,
	bool_and(rand_uniform(7, i, 0, 1) = rand_uniform(7, i)) AS uniform,
	bool_and(abs(rand_exponential(7, i, 4) * 4 / rand_exponential(7, i, 1) - 1) < 1e-15) AS exponential,
	bool_and(rand_uniform(7, i, -3, 11) BETWEEN -3 AND 11) AS between,
	bool_and(rand_binomial(7, i, 40, 0.9) BETWEEN 0 AND 40) AS trials,
	abs(corr(rand_normal(7, i, 0, 1), rand_uniform(7, i))) < 0.04 AS laws,
	abs(corr(rand_normal(7, i, 0, 1), rand_normal(8, i, 0, 1))) < 0.04 AS seeds,
	abs(corr(rand_normal(7, i, 0, 1), rand_normal(7, i + 1, 0, 1))) < 0.04 AS neighbours,
	abs(corr(rand_normal(rand_seed(7, i), 0, 0, 1), rand_normal(rand_seed(7, i + 1), 0, 0, 1))) < 0.04 AS derived
FROM generate_series(1, 10000) i;
SELECT count(DISTINCT rand_seed(7, i)) FROM generate_series(-5000, 5000) i;

-- moments
SELECT round(avg(n)::numeric, 1) AS n0, round(stddev(n)::numeric, 1) AS n1, round(avg(e)::numeric, 1) AS e,
	round(avg(g)::numeric, 0) AS g, round(avg(p), 0) AS p, round(avg(b), 0) AS b
FROM (SELECT rand_normal(1, i, 0, 1) AS n, rand_exponential(1, i, 2) AS e, rand_gamma(1, i, 9, 2) AS g,
	rand_poisson(1, i, 1000) AS p, rand_binomial(1, i, 1000, 0.7) AS b FROM generate_series(1, 50000) i) t;

-- parameters at and beyond the edges
SELECT rand_normal(1, 1, 5, 0), rand_uniform(1, 1, 3, 3), rand_integer(1, 1, 4, 4), rand_poisson(1, 1, 0),
	rand_binomial(1, 1, 0, 0.5), rand_binomial(1, 1, 9, 0), rand_binomial(1, 1, 9, 1), rand_zipf(1, 1, 1, 0);
SELECT rand_normal(NULL::bigint, 1::bigint, 0::float8, 1::float8), rand_poisson(1::bigint, 1::bigint, NULL::float8);
SELECT rand_uniform(1, 1, 'nan'::float8, 1);
\echo :LAST_ERROR_SQLSTATE
SELECT rand_uniform(1, 1, 2, 1);
SELECT rand_integer(1, 1, 2, 1);
SELECT rand_normal(1, 1, 0, -1);
SELECT rand_normal(1, 1, 'inf'::float8, 1);
SELECT rand_exponential(1, 1, 0);
SELECT rand_gamma(1, 1, 0, 1);
SELECT rand_gamma(1, 1, 1, 'nan'::float8);
SELECT rand_poisson(1, 1, -1);
SELECT rand_poisson(1, 1, 1e16);
SELECT rand_binomial(1, 1, -1, 0.5);
SELECT rand_binomial(1, 1, 10, 1.01);
SELECT rand_zipf(1, 1, 0, 1);
SELECT rand_zipf(1, 1, 10, -1);
\echo :LAST_ERROR_SQLSTATE

-- over cells: vectorised, in a plain table, in ndarrays and in parallel workers, all the same
SELECT create_array('mr_cells', '<v:float8, k:int64, m:float8>[i=0:99,30,0, j=0:199,70,0]');
INSERT INTO mr_cells SELECT i, j, rand_normal(rand_seed(7, i), j, 0, 1), i * 200 + j,
	CASE WHEN (i + j) % 5 > 0 THEN (i + j) % 40 END
FROM generate_series(0, 99) i, generate_series(0, 199) j WHERE (i + j) % 11 > 0;
CREATE TABLE mr_table AS SELECT * FROM mr_cells;
SET array_ext.debug_require_vectorized = require;
SELECT count(*) FROM mr_cells WHERE v <> rand_normal(rand_seed(7, i), j, 0, 1);
CREATE TABLE mr_sums AS
SELECT sum(rand_normal(1, k, m, 2)) AS n, sum(rand_poisson(1, k, m)) AS p, sum(rand_binomial(1, k, 60, m / 40)) AS b,
	sum(rand_zipf(1, k, 1000, m / 10)) AS z, sum(rand_gamma(1, k, m + 0.5, 1)) AS g,
	sum(rand_exponential(1, k, m + 1)) AS e, sum(rand_uniform(1, k, -m, m)) AS u,
	sum(rand_integer(1, k, -k, k)) AS i, count(rand_poisson(1, k, m)) AS count
FROM mr_cells;
RESET array_ext.debug_require_vectorized;
SELECT abs(a.n / t.n - 1) < 1e-12 AS n, a.p = t.p AS p, a.b = t.b AS b, a.z = t.z AS z, abs(a.g / t.g - 1) < 1e-12 AS g,
	abs(a.e / t.e - 1) < 1e-12 AS e, abs(a.u / t.u - 1) < 1e-9 AS u, a.i = t.i AS i, a.count = t.count AS count, a.count
FROM mr_sums a, (SELECT sum(rand_normal(1, k, m, 2)) AS n, sum(rand_poisson(1, k, m)) AS p,
	sum(rand_binomial(1, k, 60, m / 40)) AS b, sum(rand_zipf(1, k, 1000, m / 10)) AS z,
	sum(rand_gamma(1, k, m + 0.5, 1)) AS g, sum(rand_exponential(1, k, m + 1)) AS e, sum(rand_uniform(1, k, -m, m)) AS u,
	sum(rand_integer(1, k, -k, k)) AS i, count(rand_poisson(1, k, m)) AS count FROM mr_table) t;
-- only cells that a filter lets through are drawn; a failing one fails
SELECT count(*) > 0 AS drawn FROM mr_cells WHERE m > 1 AND rand_exponential(1, k, m - 1) > 1;
\set SHOW_CONTEXT never
SELECT count(*) FROM mr_cells WHERE rand_exponential(1, k, m - 1) > 1;
\set SHOW_CONTEXT errors
\echo :LAST_ERROR_SQLSTATE

SELECT rand_poisson(1, nd, 2.5)::bigint[] = (SELECT array_agg(rand_poisson(1, i, 2.5) ORDER BY i)
	FROM generate_series(0, 99) i) AS ndarray
FROM (SELECT array_agg(i::bigint ORDER BY i)::ndarray AS nd FROM generate_series(0, 99) i) t;

SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT sum(rand_poisson(1, k, m)) FROM mr_table;
SELECT sum(rand_poisson(1, k, m)) = (SELECT p FROM mr_sums) AS parallel FROM mr_table;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

SELECT drop_array('mr_cells');
DROP TABLE mr_table, mr_sums;
SELECT unload_library('more_math');
