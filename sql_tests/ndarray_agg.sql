SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- What a statement raises: code, message, detail; or its result.
CREATE FUNCTION pg_temp.try(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text; detail text;
BEGIN
	EXECUTE statement INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || SQLERRM || CASE WHEN detail <> '' THEN ' / ' || detail ELSE '' END;
END $$;

-- Rows in any order; the bounds are those of the coordinates, what is not named is empty.
SELECT nd_agg(v, i, j) FROM (VALUES (1.5::float8, 3, 4), (NULL, 2, 4), (7, 3, 5)) x(v, i, j);
SELECT nd_agg(v, VARIADIC '{}') FROM (VALUES (true)) x(v);
SELECT nd_agg(v, VARIADIC c) FROM (VALUES (1::int2, '{5}'::int8[]), (2::int2, '{-5}')) x(v, c);
SELECT nd_agg(rational(i, j), i, j) FROM generate_series(1, 2) i, generate_series(1, 3) j;
SELECT nd_agg(1::float4, i) FROM generate_series(0, 99, 7) i;
-- No rows, all NULL.
SELECT nd_agg(1, i) FROM generate_series(1, 0) i;
SELECT nd_agg(NULL::int8, i) FROM generate_series(1, 3) i;
SELECT i % 3, nd_agg(i, i / 3) FROM generate_series(0, 8) i GROUP BY i % 3 ORDER BY 1;
-- The order of the rows does not show.
SELECT count(DISTINCT a), count(*) FROM (SELECT nd_agg(sqrt(g), g / 100 - 50, g % 100) FROM generate_series(0, 9999) g
	UNION ALL SELECT nd_agg(sqrt(g), g / 100 - 50, g % 100 ORDER BY random()) FROM generate_series(0, 9999) g
	UNION ALL SELECT nd_agg(sqrt(g), g / 100 - 50, g % 100 ORDER BY -g) FROM generate_series(0, 9999) g) v(a);
-- As a window, whose states are asked for more than once.
SELECT i, nd_agg(i * 10, i) OVER (ORDER BY i) FROM generate_series(1, 3) i ORDER BY i;

-- Each error once.
SELECT n, pg_temp.try('SELECT ' || t) FROM (VALUES
	(1, 'nd_agg(v, i) FROM (VALUES (1, 3), (2, 3)) x(v, i)'), (2, 'nd_agg(v, i) FROM (VALUES (1, 3), (2, NULL)) x(v, i)'),
	(3, 'nd_agg(v, VARIADIC c) FROM (VALUES (1, NULL::int8[])) x(v, c)'), (4, $$nd_agg(v, VARIADIC c) FROM (VALUES (1, '{1}'::int8[]), (2, '{1,2}')) x(v, c)$$),
	(5, $$nd_agg(v, VARIADIC c) FROM (VALUES (1, '{{1}}'::int8[])) x(v, c)$$), (6, 'nd_agg(1.5, 1)'), (7, $$nd_agg('{a}'::text[], 1)$$),
	(8, 'nd_agg(1, 4611686018427387904)'), (9, 'nd_agg(1, i) FROM (VALUES (-4611686018427387903), (4611686018427387903)) x(i)'),
	(10, 'nd_agg(1, i, i) FROM (VALUES (0), (100000)) x(i)'), (11, $$nd_agg(1, VARIADIC array_fill(0::int8, ARRAY[33]))$$)) v(n, t) ORDER BY n;

-- In parallel: the plan, and the same value.
CREATE TABLE ndarray_agg AS SELECT g / 100 AS i, g % 100 AS j, CASE WHEN g % 10 > 0 THEN rational(g, 7) END AS v FROM generate_series(0, 19999) g;
CREATE TEMP TABLE serial AS SELECT nd_agg(v, i, j) AS a FROM ndarray_agg;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS off) SELECT nd_agg(v, i, j) FROM ndarray_agg;
SELECT nd_agg(v, i, j) = (SELECT a FROM serial) FROM ndarray_agg;
SELECT pg_temp.try('SELECT nd_agg(v, i) FROM ndarray_agg') LIKE '23505 %';
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
DROP TABLE ndarray_agg, serial;
