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

-- Cell by cell over rows: NULL and empty cells do not count, rows that are NULL neither.
CREATE TEMP TABLE o (n int, a ndarray);
INSERT INTO o VALUES (1, 'int4[x=5:8]{1,2,NULL,()}'), (1, 'int4[5:8]{3,NULL,NULL,()}'), (1, NULL), (2, 'int4[0:1]{2147483647,1}'), (2, 'int4[0:1]{2147483647,2}'),
	(3, 'float8[0:3]{1,NaN,Infinity,-1}'), (3, 'float8[0:3]{2,1,-Infinity,-5}'), (4, 'rational[0:1]{1/2,1/3}'), (4, 'rational[0:1]{1/3,NULL}'),
	(5, 'bool[0:1]{t,f}'), (5, 'bool[0:1]{t,t}'), (6, 'int8[0:1]{9223372036854775807,1}'), (6, 'int8[0:1]{-9223372036854775807,2}'), (6, 'int8[0:1]{5,3}'),
	(7, 'float4[0:1]{0.1,0.2}'), (7, 'float4[0:1]{0.1,NaN}'), (8, 'int2{7}'), (8, 'int2{9}'), (9, 'int4[0:-1]{}'), (10, NULL),
	(11, 'float8[0:1]{1,2}'), (11, 'float8[0:1]{(),5}');
SELECT n, sum(a), avg(a), nd_min_over(a), nd_max_over(a) FROM o GROUP BY n ORDER BY n;
SELECT sum(a), avg(a) FROM (VALUES ('complex[0:1]{1i,2}'::ndarray), ('complex[0:1]{1,NULL}')) v(a);
SELECT sum(a), avg(a), nd_min_over(a), nd_max_over(a) FROM o WHERE n = 0;
SELECT n, sum(a) OVER (PARTITION BY n ORDER BY nd_nulls(a) ROWS UNBOUNDED PRECEDING) FROM o WHERE n IN (1, 4) ORDER BY n, nd_nulls(a);
SELECT n, pg_temp.try('SELECT ' || t) FROM (VALUES
	(1, $$sum(a) FROM o WHERE n IN (1, 2)$$), (2, $$sum(a) FROM (VALUES ('int4[0:1]{1,2}'::ndarray), ('int4[1:2]{1,2}')) v(a)$$),
	(3, $$sum(a) FROM (VALUES ('int4[0:1]{1,2}'::ndarray), ('int8[0:1]{1,2}')) v(a)$$), (4, $$sum(a) FROM (VALUES ('int8{9223372036854775807}'::ndarray), ('int8{1}')) v(a)$$),
	(5, $$sum(a) FROM (VALUES ('float8{1e308}'::ndarray), ('float8{1e308}')) v(a)$$), (6, $$sum(a) FROM (VALUES ('float4{3e38}'::ndarray), ('float4{3e38}')) v(a)$$),
	(7, $$nd_min_over('complex{1}'::ndarray)$$), (8, $$nd_max_over('point2d{"(1,2)"}'::ndarray)$$),
	(9, $$sum(a) FROM (VALUES ('rational{9223372036854775807}'::ndarray), ('rational{1}')) v(a)$$)) v(n, t) ORDER BY n;

-- Against the aggregates of SQL, in one process and in several.
CREATE TABLE over_rows AS SELECT g, nd_agg(CASE WHEN (g * i) % 11 = 0 THEN NULL ELSE (g * 7919 + i * 104729) % 1009 END, i) AS a
	FROM generate_series(1, 300) g, generate_series(0, 999) i WHERE i IN (0, 999) OR (g + i) % 13 > 0 AND i <> 500 GROUP BY g;
ALTER TABLE over_rows SET (parallel_workers = 2);
CREATE TABLE over_wanted AS SELECT i, sum(v) AS s, avg(v)::float8 AS m, min(v) AS lo, max(v) AS hi FROM over_rows, nd_cells(a) AS c(i int8, v int4) GROUP BY i;
CREATE FUNCTION pg_temp.wrong() RETURNS TABLE (cells bigint, wrong bigint) LANGUAGE sql AS $$
	WITH r AS MATERIALIZED (SELECT sum(a) AS s, avg(a) AS m, nd_min_over(a) AS lo, nd_max_over(a) AS hi FROM over_rows)
	SELECT count(*), count(*) FILTER (WHERE (w.s, w.m, w.lo, w.hi) IS DISTINCT FROM (s.v, m.v, lo.v, hi.v)) FROM over_wanted w
	FULL JOIN (SELECT c.* FROM r, nd_cells(s) AS c(i int8, v int8)) s USING (i) FULL JOIN (SELECT c.* FROM r, nd_cells(m) AS c(i int8, v float8)) m USING (i)
	FULL JOIN (SELECT c.* FROM r, nd_cells(lo) AS c(i int8, v int4)) lo USING (i) FULL JOIN (SELECT c.* FROM r, nd_cells(hi) AS c(i int8, v int4)) hi USING (i) $$;
SELECT * FROM pg_temp.wrong();
CREATE TABLE over_serial AS SELECT sum(a) AS s, avg(a) AS m, nd_min_over(a) AS lo, nd_max_over(a) AS hi FROM over_rows;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT sum(a), avg(a) FROM over_rows;
SELECT p.s = o.s AS sum, p.m = o.m AS avg, p.lo = o.lo AS min, p.hi = o.hi AS max
FROM over_serial o, (SELECT sum(a) AS s, avg(a) AS m, nd_min_over(a) AS lo, nd_max_over(a) AS hi FROM over_rows) p;
SELECT sum(f) = nd_full AS full_rows FROM (SELECT nd_from_array(ARRAY[g, 2 * g]) AS f FROM over_rows) r,
	(VALUES ('int8[0:1]{45150,90300}'::ndarray)) w(nd_full) GROUP BY nd_full;
RESET ALL;
DROP TABLE o, over_rows, over_wanted, over_serial;

-- dates have an order and no sum
SELECT nd_min_over(a), nd_max_over(a)
FROM (VALUES ('date[0:1]{2026-01-02,NULL}'::ndarray), ('date[0:1]{2026-01-01,infinity}')) v(a);
SELECT sum(a) FROM (VALUES ('date[0:1]{2026-01-02,NULL}'::ndarray)) v(a);
-- moving frames: rows leave exactly, or the frame is added up anew
CREATE TEMP TABLE frames AS SELECT kind, id, CASE WHEN id % 9 = 4 THEN NULL ELSE nd_agg(CASE WHEN (id + j) % 7 = 0 THEN NULL ELSE (id * 37 + j * 11) % 50 - 25 END, 0, j) FILTER (WHERE (id * j) % 5 <> 3 OR j IN (0, 99)) END AS a
FROM unnest('{int4,float8}'::text[]) kind, generate_series(1, 30) id, generate_series(0, 99) j GROUP BY kind, id;
UPDATE frames SET a = nd_astype(a, kind);
INSERT INTO frames SELECT k, id, nd_astype(a, k) FROM frames, unnest('{bool,int2,int8,float4,rational,complex}'::text[]) k WHERE kind = 'int4' AND k <> 'bool';
INSERT INTO frames SELECT 'bool', id, nd_gt(a, 0) FROM frames WHERE kind = 'int4';
INSERT INTO frames SELECT 'full', id, nd_full('{10}', id) FROM generate_series(1, 30) id;
CREATE FUNCTION pg_temp.frame(k text, lo int, hi int, OUT s ndarray, OUT m ndarray) AS 'SELECT sum(a), avg(a) FROM (SELECT a FROM frames WHERE kind = k AND id BETWEEN lo AND hi ORDER BY id) v' LANGUAGE sql;
SELECT kind, count(*) AS rows, count(*) FILTER (WHERE s IS DISTINCT FROM (frame).s OR m IS DISTINCT FROM (frame).m) AS wrong, count(s) AS sums
FROM (SELECT kind, sum(a) OVER w AS s, avg(a) OVER w AS m, pg_temp.frame(kind, id - 2, id + 1) AS frame FROM frames WINDOW w AS (PARTITION BY kind ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING)
	UNION ALL SELECT kind, sum(a) OVER w, avg(a) OVER w, pg_temp.frame(kind, id + 3, id + 3) FROM frames WINDOW w AS (PARTITION BY kind ORDER BY id ROWS BETWEEN 3 FOLLOWING AND 3 FOLLOWING)) v
GROUP BY kind ORDER BY kind;
