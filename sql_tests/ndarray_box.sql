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

-- A box keeps its coordinates; both corners are included, NULL is open.
SELECT n, nd_box(a, lower, upper) FROM (SELECT 'float8[lat=0:1,-1:1]{{1,2,NULL},{(),5,NaN}}'::ndarray) v(a),
	(VALUES (1, '{0,0}'::int8[], '{0,5}'::int8[]), (2, '{NULL,0}', NULL), (3, NULL, '{0,NULL}'), (4, NULL, NULL), (5, '{7,7}', '{8,8}'),
		(6, '{1,1}', '{0,0}'), (7, '{-9223372036854775808,-9223372036854775808}', '{9223372036854775807,9223372036854775807}'),
		(8, '{9223372036854775807,0}', '{9223372036854775807,0}'), (9, '{-9223372036854775808,0}', '{-9223372036854775808,0}')) w(n, lower, upper)
ORDER BY n;
SELECT nd_box('int4{7}', '{}', '{}'), nd_box(NULL, '{1}', '{2}');
SELECT nd_rebase(a), nd_rebase(a, '{5,NULL}'), nd_rebase(a, '{-4611686018427387903,4611686018427387901}'), nd_rebase(NULL)
FROM (SELECT 'float8[lat=2:3,-1:1]{{1,2,NULL},{(),5,NaN}}'::ndarray) v(a);
SELECT nd_rebase('int4[5:4]{}'), nd_rebase('int4{7}');
SELECT n, pg_temp.try('SELECT ' || t) FROM (VALUES
	(1, $$nd_box('int4[0:1]{1,2}', '{1,1}', NULL)$$), (2, $$nd_box('int4[0:1]{1,2}', NULL, '{}')$$), (3, $$nd_box('int4[0:1]{1,2}', '{{1}}', NULL)$$),
	(4, $$nd_rebase('int4[0:1]{1,2}', '{1,1}')$$), (5, $$nd_rebase('int4[0:1]{1,2}', '{4611686018427387903}')$$),
	(6, $$nd_rebase('int4[0:1]{1,2}', '{-9223372036854775808}')$$)) v(n, t) ORDER BY n;

-- Random boxes of a value with many tiles, stored in each way, against its cells.
SELECT setseed(0.25);
CREATE TABLE ndarray_box (external ndarray, extended ndarray);
ALTER TABLE ndarray_box ALTER extended SET STORAGE extended;
INSERT INTO ndarray_box SELECT a, a FROM (
	SELECT nd_agg(CASE WHEN random() < 0.05 THEN NULL ELSE (random() * 100)::int2 END, i, j, k)
	FROM generate_series(-20, 39) i, generate_series(0, 39) j, generate_series(100, 139) k WHERE random() < 0.9) v(a);
SELECT nd_shape(external), (SELECT count(*) FROM nd_tiles(external)) AS tiles FROM ndarray_box;
CREATE TEMP TABLE box_cells AS SELECT c.* FROM ndarray_box, nd_cells(external) AS c(i int8, j int8, k int8, v int2);
CREATE TEMP TABLE boxes AS
	SELECT n, ARRAY[-25 + random() * 50, -5 + random() * 30, 95 + random() * 30]::int8[] AS lower, ARRAY[10 + random() * 35, 10 + random() * 35, 110 + random() * 35]::int8[] AS upper
	FROM generate_series(1, 40) n;
SELECT count(*), count(*) FILTER (WHERE b <> nd_box(extended, lower, upper)) AS by_storage,
	count(*) FILTER (WHERE (nd_present(b), nd_nulls(b)) IS DISTINCT FROM (present, nulls)) AS by_count,
	count(*) FILTER (WHERE nd_int8(nd_sum(b)) IS DISTINCT FROM s) AS by_sum
FROM boxes, ndarray_box, LATERAL (SELECT nd_box(external, lower, upper)) x(b),
	LATERAL (SELECT count(*), count(*) - count(v), sum(v) FROM box_cells
		WHERE i BETWEEN lower[1] AND upper[1] AND j BETWEEN lower[2] AND upper[2] AND k BETWEEN lower[3] AND upper[3]) y(present, nulls, s);
SELECT count(*) FROM boxes, ndarray_box, LATERAL (SELECT nd_box(external, lower, upper)) x(b), nd_cells(b) AS c(i int8, j int8, k int8, v int2)
	LEFT JOIN box_cells d USING (i, j, k) WHERE n <= 5 AND (c.v IS DISTINCT FROM d.v OR d.i IS NULL);
DROP TABLE ndarray_box;

-- Only what is needed is detoasted: blocks that a query touches.
CREATE TABLE ndarray_slices (a ndarray);
INSERT INTO ndarray_slices SELECT nd_agg(sqrt(g), g / 1000, g % 1000) FROM generate_series(0, 299999) g;
CREATE FUNCTION pg_temp.blocks(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE query;				-- what the caches need is read now
	EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT json) ' || query INTO plan;
	RETURN (plan->0->'Plan'->>'Shared Hit Blocks')::int + (plan->0->'Plan'->>'Shared Read Blocks')::int;
END $$;
SELECT whole > 300 AS whole, tenth < whole / 5 AS tenth, tile < 60 AS tile, cell < 60 AS cell, head < 20 AS head, sum < 20 AS sum
FROM pg_temp.blocks('SELECT nd_max(a, ''{0}'') FROM ndarray_slices') whole,
	pg_temp.blocks('SELECT nd_box(a, ''{100,0}'', ''{129,999}'') FROM ndarray_slices') tenth,
	pg_temp.blocks('SELECT nd_box(a, ''{200,5}'', ''{200,9}'') FROM ndarray_slices') tile,
	pg_temp.blocks('SELECT nd_float8(a, 200, 5) FROM ndarray_slices') cell,
	pg_temp.blocks('SELECT nd_shape(a) FROM ndarray_slices') head,
	pg_temp.blocks('SELECT nd_sum(a) FROM ndarray_slices') sum;
SELECT nd_text(a, 200, 5) = sqrt(200005)::text, nd_box(a, '{200,5}', '{200,6}') = nd_agg FROM ndarray_slices,
	(SELECT nd_agg(sqrt(200000 + j), 200, j) FROM generate_series(5, 6) j) v;
-- A check of the type modifier reads the head alone too.
SELECT n < 20 AS head FROM pg_temp.blocks('SELECT a::ndarray(float8,2) FROM ndarray_slices') n;
DROP TABLE ndarray_slices, boxes, box_cells;
