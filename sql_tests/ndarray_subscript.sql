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

CREATE TABLE sub (id int, a ndarray, f ndarray(float8,2));
INSERT INTO sub VALUES (1, 'float8[lat=0:2,lon=5:8]{{1,2,3,4},{5,NULL,(),8},{9,10,11,12}}', 'float8[lat=0:2,lon=5:8]{{1,2,3,4},{5,NULL,(),8},{9,10,11,12}}'),
	(2, NULL, NULL);

-- A single subscript drops its axis, a slice keeps it, what is outside is NULL or cut off.
SELECT a[0], a[0][6], a[1][6], a[1][7] FROM sub ORDER BY id;
SELECT a[0:1][6], a[:][5], a[1:], a[:1][8:20], a[2:1][6] FROM sub ORDER BY id;
SELECT a[3], a[-1], a[0][4], a[NULL], a[0:NULL], a[9223372036854775807], a[-9223372036854775808:9223372036854775807][5], a[7:9][0:3] FROM sub WHERE id = 1;
SELECT id, f[0][6], f[1][6], f[1][7], f[9][9], pg_typeof(f[0][6]), pg_typeof(f[0]) FROM sub ORDER BY id;
SELECT f[0] AS row, f[0][6] AS cell, f[0:1] AS box, f[:][6] AS col, a[0][6] AS any FROM sub \gdesc
SELECT f[0][5] + f[0][6], nd_float8(a[0][5]), (a[2])[6], ('int4[0:2]{1,2,3}'::ndarray)[1] FROM sub WHERE id = 1;
SELECT k, k[1], k[1:1], k[0:] FROM (VALUES (1, 'bool[0:1]{t,f}'::ndarray), (2, 'int2[0:1]{1,2}'), (3, 'int8[0:1]{1,2}'), (4, 'float4[0:1]{1,2.5}'),
	(5, 'rational[0:1]{1/2,1/3}'), (6, 'complex[0:1]{1,2i}'), (7, 'point2d[0:1]{"(1,2)","(3,4)"}'), (8, 'int4[0:-1]{}')) v(n, k) ORDER BY n;

-- Views keep which subscripts are single.
CREATE VIEW sub_view AS SELECT id, a[0:1][6] AS x, f[0][6] AS y, f[:][6] AS z, a[id:][id + 5] AS w FROM sub;
SELECT pg_get_viewdef('sub_view'::regclass);
TABLE sub_view ORDER BY id;
SELECT a[0:1][true:6] FROM sub WHERE id = 1;

-- Assignment: a scalar, an ndarray of the shape, NULL; empty cells become empty.
UPDATE sub SET a[0][6] = 7.5, f[0][6] = 7.5 WHERE id = 1 RETURNING a, f;
UPDATE sub SET a[0:1][6:7] = 0, f[0:1][6:7] = 'float8[3:4,0:1]{{1,2},{3,()}}' WHERE id = 1 RETURNING a, f;
UPDATE sub SET a[2] = 'int4[0:3]{1,2,3,4}', f[2][:] = NULL WHERE id = 1 RETURNING a, f;
UPDATE sub SET a[:][5] = 'float8{()}', a[1][8] = a[0][8], f[0:1] = f[0:1] WHERE id = 1 RETURNING a, f;
UPDATE sub SET a[1:0] = 5, f[2][5] = 'int4{77}'::ndarray WHERE id = 1 RETURNING a, f;
DO $$
DECLARE a ndarray := 'rational[0:3]{1,2,3,4}';
BEGIN
	a[2] := rational(1, 2);
	a[0:1] := 7;
	RAISE NOTICE '% % %', a, a[1], a[2:];
END $$;
SELECT n, pg_temp.try(t) FROM (VALUES
	(1, 'UPDATE sub SET a[3] = 1 WHERE id = 1'), (2, 'UPDATE sub SET a[0:3] = 1 WHERE id = 1'), (3, 'UPDATE sub SET a[0][0][0] = 1 WHERE id = 1'),
	(4, $$UPDATE sub SET a[0:1] = 'int4[0:3]{1,2,3,4}' WHERE id = 1$$), (5, 'UPDATE sub SET a[NULL] = 1 WHERE id = 1'),
	(6, 'UPDATE sub SET a[0] = 1 WHERE id = 2'), (7, 'SELECT a[0][5][0] FROM sub WHERE id = 1'), (8, $$SELECT a['x'] FROM sub$$),
	(9, 'SELECT a[point2d(1,2)] FROM sub'), (10, 'SELECT a[0:true] FROM sub'), (11, 'SELECT a[true:] FROM sub'), (12, 'SELECT a[true] FROM sub'),
	(13, 'UPDATE sub SET f[0] = ''complex{1i}'' WHERE id = 1'), (14, 'UPDATE sub SET f[0][5] = now() WHERE id = 1'),
	(15, 'SELECT a' || repeat('[0]', 33) || ' FROM sub')) v(n, t) ORDER BY n;

-- nd_put sets many; the last of several for one cell counts.
SELECT nd_put('int4[0:1,0:2]{{1,2,3},{4,(),6}}', ARRAY[[0,1],[1,1],[0,0],[0,1]], ARRAY[7,8,NULL,9]), nd_put('int4[0:3]{1,2,3,4}', ARRAY[3,0], ARRAY[1.5::float8]),
	nd_put('float8[-1:1]{}', 'int4[0:1]{1,-1}', 'int4[0:1]{5,6}'::ndarray), nd_put('float8[0:2]{1,2,3}', 'int8[0:1,0:0]{{0},{2}}', 'float8[0:1]{(),NULL}'::ndarray),
	nd_put('int4[0:1]{1,2}', '{}'::int8[], '{}'::int4[]), nd_put(NULL, ARRAY[1], ARRAY[1]);
SELECT nd_put('int4{1}', 'int8[0:2,0:-1]{}', 'int4[0:2]{5,6,7}'::ndarray), nd_put('int4{1}', 'int8[0:4611686018427387903,0:-1]{}', 'int4{8}'::ndarray), nd_put('int4{1}', 'int8[0:-1,0:-1]{}', 'int4{9}'::ndarray);
SELECT n, pg_temp.try('SELECT ' || t) FROM (VALUES
	(1, $$nd_put('int4[0:1]{1,2}', ARRAY[2], ARRAY[1])$$), (2, $$nd_put('int4[0:1]{1,2}', ARRAY[[1,1]], ARRAY[1])$$),
	(3, $$nd_put('int4[0:1]{1,2}', ARRAY[0,1], ARRAY[1,2,3])$$), (4, $$nd_put('int4[0:1]{1,2}', ARRAY[0,NULL], ARRAY[1,2])$$),
	(5, $$nd_put('int4[0:1]{1,2}', ARRAY[0], ARRAY['x'])$$), (6, $$nd_put('int4[0:1]{1,2}', 'float8[0:0]{0}', 'int4{1}'::ndarray)$$),
	(7, $$nd_put('int4[0:1]{1,2}', 'int4[0:0,0:1]{{0,0}}', 'int4{1}'::ndarray)$$), (8, $$nd_put('int4[0:1]{1,2}', 'int4[0:1]{0,()}', 'int4{1}'::ndarray)$$),
	(9, $$nd_put('int2[0:1]{1,2}', ARRAY[0], ARRAY[70000])$$),
	(10, $$nd_put('int4{1}', 'int8[0:4,0:-1]{}', 'int4[0:2]{5,6,7}'::ndarray)$$)) v(n, t) ORDER BY n;

-- Against the cells as rows, over many tiles.
CREATE TABLE big (k int, a ndarray);
INSERT INTO big SELECT 1, nd_agg(sqrt((i * 7919 + j * 104729) % 1000003), i, j) FROM generate_series(0, 999) i, generate_series(0, 999) j;
WITH p AS (SELECT g, (g * 7919) % 1000 AS i, (g::int8 * 104729 / 1000) % 1000 AS j FROM generate_series(1, 100000) g),
	n AS MATERIALIZED (SELECT nd_put(a, (SELECT array_agg(ARRAY[i, j] ORDER BY g) FROM p), (SELECT array_agg(-g ORDER BY g) FROM p)) AS b FROM big),
	w AS (SELECT i, j, -max(g) AS v FROM p GROUP BY i, j)
SELECT count(*), count(*) FILTER (WHERE c.v IS DISTINCT FROM coalesce(w.v, o.v)) AS wrong
FROM n, nd_cells(b) AS c(i int8, j int8, v float8) JOIN (SELECT o.* FROM big, nd_cells(a) AS o(i int8, j int8, v float8)) o USING (i, j) LEFT JOIN w USING (i, j);
UPDATE big SET a[990:994][3:5] = -1;
SELECT a[989:995][2:4] FROM big;
SELECT nd_sum(a) = nd_sum(nd_put(a, ARRAY[[0,0]], ARRAY[0])) FROM big;

-- A box touches the head and its tiles: 8 MB of cells are a thousand pages.
CREATE FUNCTION pg_temp.pages(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON, COSTS OFF, TIMING OFF) ' || query INTO plan;
	RETURN (plan -> 0 -> 'Plan' ->> 'Shared Hit Blocks')::int + (plan -> 0 -> 'Plan' ->> 'Shared Read Blocks')::int;
END $$;
SELECT pg_relation_size(reltoastrelid) / 8192 > 1000 AS pages FROM pg_class WHERE oid = 'big'::regclass;
SELECT pg_temp.pages('SELECT a[500][500] FROM big') < 40 AS one_cell, pg_temp.pages('SELECT a[500:509][500:509] FROM big') < 60 AS box;
SELECT pg_temp.pages('SELECT nd_box(a, ''{500,500}'', ''{509,509}'') FROM big') < 60 AS box, pg_temp.pages('SELECT a[100:900] FROM big') < 1000 AS rows;

DROP VIEW sub_view;
DROP TABLE sub, big;
