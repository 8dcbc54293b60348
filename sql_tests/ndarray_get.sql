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

CREATE TEMP TABLE samples (n int, a ndarray);
INSERT INTO samples VALUES
	(1, 'float8[lat=0:1,-1:1]{{1,2,NULL},{(),5,NaN}}'), (2, 'int4{7}'), (3, 'int8[0:-1,5:9]{}'),
	(4, 'rational[0:3]{1/2,1/3,1/6,NULL}'), (5, 'bool[0:99]{(5):t,(7):f}'), (6, 'int8[0:1]{9223372036854775807,9223372036854775807}'),
	(7, 'int8[0:1]{-9223372036854775808,-9223372036854775808}'), (8, 'float4[0:1]{0.1,NaN}'), (9, 'float8[0:1]{NULL,NULL}');
SELECT n, nd_kind(a), nd_ndim(a), nd_dims(a), nd_shape(a), nd_lower(a), nd_upper(a), nd_size(a), nd_present(a), nd_count(a), nd_nulls(a)
FROM samples ORDER BY n;
SELECT n, (nd_summary(a)).* FROM samples ORDER BY n;
SELECT n, t.* FROM samples, nd_tiles(a) t ORDER BY n, tile;

-- One cell by its coordinates; NULL where there is none.
SELECT nd_float8(a, 0, -1), nd_int4(a, 0, 0), nd_text(a, 1, 1), nd_float8(a, 0, 1), nd_float8(a, 1, -1), nd_float8(a, 0, 2),
	nd_float8(a, -9223372036854775808, 0), nd_float8(a, NULL, 0), nd_numeric(a, 1, 0), nd_rational(a, 0, 0)
FROM samples WHERE n = 1;
SELECT nd_int8(a), nd_float8(a), nd_text(a), nd_int2(a), nd_float4(a) FROM samples WHERE n = 2;
SELECT nd_bool(a, 5), nd_bool(a, 7), nd_bool(a, 8), nd_text(a, 5), nd_int4(a, 5), nd_numeric(a, 7) FROM samples WHERE n = 5;
SELECT nd_rational(a, 2), nd_float8(a, VARIADIC '{0}'), nd_text(a, 1) FROM samples WHERE n = 4;
SELECT n, pg_temp.try(t) FROM (VALUES
	(1, 'SELECT nd_float8(a) FROM samples WHERE n = 1'), (2, 'SELECT nd_float8(a, 1) FROM samples WHERE n = 1'),
	(3, 'SELECT nd_float8(a, 1, 2, 3) FROM samples WHERE n = 1'), (4, $$SELECT nd_float8(a, VARIADIC '{{1,2}}') FROM samples WHERE n = 1$$),
	(5, 'SELECT nd_numeric(a, 1) FROM samples WHERE n = 4'), (6, 'SELECT nd_int2(a, 0) FROM samples WHERE n = 6'),
	(7, 'SELECT nd_float8(a, 5) FROM samples WHERE n = 5')) v(n, t) ORDER BY n;

-- Reductions: over all axes, over some, with the axes kept.
SELECT n, pg_temp.try('SELECT nd_sum(a) FROM samples WHERE n = ' || n) AS sum, pg_temp.try('SELECT nd_avg(a) FROM samples WHERE n = ' || n) AS avg,
	nd_min(a), nd_max(a) FROM samples ORDER BY n;
SELECT nd_sum(a, '{0}'), nd_sum(a, '{lat}', true), nd_avg(a, '{-1}'), nd_min(a, '{1}'), nd_max(a, '{1}'), nd_sum(a, '{0,1}', true), nd_sum(a, '{lat,-1}'),
	nd_max(a, '{}'), nd_sum(NULL) FROM samples WHERE n = 1;
SELECT nd_sum(a, '{0}'), nd_sum(a, '{1}'), nd_sum(a, '{0}', true), nd_avg(a), nd_kind(nd_sum(a)) FROM samples WHERE n = 3;
SELECT nd_kind(nd_sum(k)), nd_kind(nd_avg(k)), nd_kind(nd_min(k)) FROM (VALUES (1, 'bool{t}'::ndarray), (2, 'int2{1}'), (3, 'int4{1}'),
	(4, 'int8{1}'), (5, 'float4{1}'), (6, 'float8{1}'), (7, 'rational{1}')) v(n, k) ORDER BY n;
SELECT n, pg_temp.try('SELECT ' || t) FROM (VALUES
	(1, $$nd_sum('int4[0:1]{1,2}', '{1}')$$), (2, $$nd_sum('int4[0:1]{1,2}', '{-2}')$$), (3, $$nd_sum('int4[0:1]{1,2}', '{lon}')$$),
	(4, $$nd_sum('int4[0:1]{1,2}', '{0,-1}')$$), (5, $$nd_sum('int4[0:1]{1,2}', '{NULL}')$$),
	(6, $$nd_sum('float8[0:1]{1e308,1e308}')$$), (7, $$nd_sum('float8[0:1,0:1]{{1e308,1e308},{1,2}}', '{1}')$$), (8, $$nd_sum('float4[0:1]{3e38,3e38}')$$),
	(9, $$nd_sum('float8[0:1]{inf,1e308}')$$), (10, $$nd_sum('float8[0:1]{inf,-inf}')$$),
	(11, $$nd_sum('rational[0:1]{9223372036854775807,1}')$$), (12, $$nd_avg('rational[0:1]{9223372036854775807,1}')$$),
	(13, $$nd_sum('int8[0:1,0:1]{{9223372036854775807,1},{1,2}}', '{1}')$$)
	) v(n, t) ORDER BY n;

-- The sum of rationals is exact where sums of tiles do not fit.
SELECT nd_sum(a), nd_sum(a, '{0}'), nd_avg(a), (nd_summary(a)).sum
FROM (SELECT nd_agg(CASE WHEN g = 20000 THEN rational(7, 3) ELSE rational(CASE WHEN g < 10000 THEN 1 ELSE -1 END, g % 10000 + 1000003) END, g)
	FROM generate_series(0, 20000) g) v(a);

-- Against the aggregates of SQL over the cells.
SELECT setseed(0.5);
CREATE TEMP TABLE grid AS
	SELECT i, j, k, CASE WHEN random() < 0.1 THEN NULL ELSE (random() * 1000)::int END AS v
	FROM generate_series(-3, 26) i, generate_series(5, 24) j, generate_series(0, 29) k WHERE random() < 0.8;
CREATE TEMP TABLE whole AS SELECT nd_agg(v, i, j, k) AS a FROM grid;
SELECT nd_size(a), nd_present(a) = (SELECT count(*) FROM grid), nd_nulls(a) = (SELECT count(*) FROM grid WHERE v IS NULL) FROM whole;
SELECT nd_int8(nd_sum(a)) = s, nd_float8(nd_avg(a)) - m, nd_int4(nd_min(a)) = lo, nd_int4(nd_max(a)) = hi
FROM whole, (SELECT sum(v), avg(v)::float8, min(v), max(v) FROM grid) g(s, m, lo, hi);
SELECT count(*) FROM whole, (SELECT j, sum(v) AS s, avg(v)::float8 AS m, min(v) AS lo, max(v) AS hi FROM grid GROUP BY j) g
WHERE nd_int8(nd_sum(a, '{0,2}'), j) IS DISTINCT FROM s OR abs(nd_float8(nd_avg(a, '{0,2}'), j) - m) > 1e-9
	OR nd_int4(nd_min(a, '{0,2}'), j) IS DISTINCT FROM lo OR nd_int4(nd_max(a, '{0,2}'), j) IS DISTINCT FROM hi;
SELECT count(*), count(*) FILTER (WHERE r IS DISTINCT FROM s) AS wrong
FROM (SELECT i, j, sum(v) AS s FROM grid GROUP BY i, j) g,
	LATERAL (SELECT nd_int8(nd_sum(a, '{2}'), i, j) FROM whole) w(r);
SELECT count(*), count(*) FILTER (WHERE r IS DISTINCT FROM s) AS wrong
FROM (SELECT j, k, sum(v) AS s FROM grid GROUP BY j, k) g,
	LATERAL (SELECT nd_int8(nd_sum(a, '{0}'), j, k) FROM whole) w(r);

-- Rows: in row-major order, without empty cells, in step.
SELECT nd_coords(a), nd_unnest(a), nd_unnest(a, NULL::float4) FROM samples WHERE n = 1;
SELECT nd_unnest(a, NULL::rational), nd_unnest(a) FROM samples WHERE n = 4;
SELECT * FROM samples, nd_cells(a) AS c(i bigint, j bigint, v float8) WHERE n = 1 ORDER BY i, j;
SELECT * FROM samples, nd_cells(a) AS c(v int8) WHERE n = 2;
-- The value fits the length or the digits that its column has, as on assignment
SELECT c.*, n FROM nd_cells('numeric[0:2]{1.55,NULL,3}') AS c(i bigint, v numeric(3,1)), nd_cells('int4{7}') AS d(n numeric(4,2)) ORDER BY i;
SELECT c.*, octet_length(v) FROM nd_cells('text[0:1]{ab,"abc  "}') AS c(i bigint, v varchar(3)) ORDER BY i;
SELECT * FROM nd_cells('timestamp[0:0]{"2024-01-01 00:00:01.26"}') AS c(i bigint, t timestamp(1));
SELECT count(*) FROM samples, nd_unnest(a) WHERE n = 3;
SELECT nd_coords(a) FROM samples WHERE n = 2;
SELECT count(*) FROM ((SELECT i, j, k, v FROM whole, nd_cells(a) AS c(i bigint, j bigint, k bigint, v int4) EXCEPT ALL SELECT i, j, k, v FROM grid)
	UNION ALL (SELECT i, j, k, v FROM grid EXCEPT ALL SELECT i, j, k, v FROM whole, nd_cells(a) AS c(i bigint, j bigint, k bigint, v int4))) d;
-- A result that is not fetched to its end leaves nothing open, from TOAST too.
SELECT nd_coords(a), nd_unnest(a, NULL::int4) FROM whole LIMIT 2;
SELECT n, pg_temp.try(t) FROM (VALUES
	(1, 'SELECT nd_cells(a) FROM samples WHERE n = 1'), (2, 'SELECT c.* FROM samples, nd_cells(a) AS c(i bigint, v float8) WHERE n = 1'),
	(3, 'SELECT c.* FROM samples, nd_cells(a) AS c(i bigint, j int, v float8) WHERE n = 1'),
	(4, 'SELECT c.* FROM samples, nd_cells(a) AS c(i bigint, j bigint, v text) WHERE n = 1'),
	(5, 'SELECT c.* FROM samples, nd_cells(a) AS c(i bigint, j bigint, v int4) WHERE n = 1 AND i = 1'),
	(6, $$SELECT nd_unnest(a, NULL::numeric) FROM samples WHERE n = 1$$),
	(7, $$SELECT * FROM nd_cells('text[0:1]{ab,abcd}') AS c(i bigint, v varchar(3))$$),
	(8, $$SELECT * FROM nd_cells('int4{100}') AS c(n numeric(4,2))$$)) v(n, t) ORDER BY n;

DROP TABLE samples, grid, whole;
