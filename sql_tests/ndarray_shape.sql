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

-- Bounds and names go with their axes; states go with their cells.
CREATE TEMP TABLE s AS SELECT 'int4[lat=0:1,lon=5:7]{{1,2,3},{4,NULL,()}}'::ndarray AS a;
SELECT nd_transpose(a), nd_transpose(a, '{lat,-1}'), nd_transpose('int4{1}'), nd_transpose(NULL) FROM s;
SELECT nd_flip(a), nd_flip(a, '{lon}'), nd_flip(a, '{}') FROM s;
SELECT nd_roll(a, '{1}'), nd_roll(a, '{1,-1}', '{0,lon}'), nd_roll(a, '{-9223372036854775808}', '{1}'), nd_roll(a, '{NULL}') FROM s;
SELECT nd_reshape(a, '{3,-1}'), nd_reshape(a, '{6}'), nd_reshape('int4[3:3]{5}', '{}'), nd_reshape('int4[0:-1]{}', '{0,7}') FROM s;
SELECT nd_shift(a, '{10,NULL}'), nd_squeeze('int4[x=3:3,y=0:1,z=4:4]{{{1},{2}}}'), nd_squeeze('int4[x=3:3,y=0:1,z=4:4]{{{1},{2}}}', '{x}') FROM s;
SELECT nd_expand(a), nd_expand(a, -1, 4), nd_expand('int4{1}', 0, -9) FROM s;
SELECT nd_slice(a, '{lon}', '{5}'), nd_slice(a, '{lon,0}', '{6,0}'), nd_slice(a, '{lon}', '{9}'), nd_slice(a, '{lon}', '{NULL}'), nd_slice(a, '{}', '{}') FROM s;
SELECT nd_repeat(a, 2), nd_repeat(a, 2, 'lon'), nd_repeat(a, 0) FROM s;
SELECT nd_pad(a, '{1,0}', '{0,1}'), nd_pad(a, '{0,1}', '{0,0}', 9.4::float8), nd_pad(a, '{0,0}', '{0,0}'), nd_pad(a, '{1,0}', '{0,0}', NULL::int4) FROM s;
SELECT nd_diag(a), nd_diag(a, 1), nd_diag(a, -5), nd_diag('rational[3:4]{1/2,1/3}', -1), nd_diag('int4[0:-1]{}') FROM s;
SELECT nd_concat(ARRAY[a, a]), nd_concat(ARRAY[a, nd_shift(a, '{0,100}')], 'lon'), nd_concat(ARRAY[a]) = a FROM s;
SELECT nd_stack(ARRAY[a, a]), nd_stack(ARRAY['int4{1}', 'int4{2}']::ndarray[], -1) FROM s;
SELECT k, nd_transpose(nd_reshape(nd_concat(ARRAY[k, k]), '{2,-1}')) FROM (VALUES (1, 'bool[0:1]{t,f}'::ndarray), (2, 'int2[0:1]{1,2}'), (3, 'int8[0:1]{1,2}'),
	(4, 'float4[0:1]{1,NaN}'), (5, 'rational[0:1]{1/2,NULL}'), (6, 'complex[0:1]{1,2i}'), (7, 'point2d[0:1]{"(1,2)",()}'), (8, 'int4[0:-1]{}')) v(n, k) WHERE n < 8 ORDER BY n;

-- Each error once.
SELECT n, pg_temp.try('SELECT ' || t || ' FROM s') FROM (VALUES
	(1, $$nd_transpose(a, '{0}')$$), (2, $$nd_transpose(a, '{0,lat}')$$), (3, $$nd_reshape(a, '{4}')$$), (4, $$nd_reshape(a, '{-1,-1}')$$),
	(5, $$nd_reshape(a, '{NULL}')$$), (6, $$nd_reshape(a, '{9223372036854775807,9223372036854775807}')$$), (7, $$nd_shift(a, '{1}')$$),
	(8, $$nd_shift(a, '{9223372036854775807,0}')$$), (9, $$nd_squeeze(a, '{lon}')$$), (10, $$nd_expand(a, 3)$$), (11, $$nd_expand(a, 0, 9223372036854775807)$$),
	(12, $$nd_slice(a, '{lon}', '{1,2}')$$), (13, $$nd_roll(a, '{1,2}')$$), (14, $$nd_repeat(a, -1)$$), (15, $$nd_repeat(a, 9223372036854775807)$$),
	(16, $$nd_pad(a, '{-1,0}', '{0,0}')$$), (17, $$nd_pad(a, '{0,0}', '{9223372036854775807,0}')$$), (18, $$nd_pad(a, '{0,0}', '{0,0}', now())$$),
	(19, $$nd_diag('int4{1}')$$), (20, $$nd_diag('int4[0:0]{1}', 9223372036854775807)$$), (21, $$nd_concat('{}'::ndarray[])$$), (22, $$nd_concat(ARRAY[a, NULL])$$),
	(23, $$nd_concat(ARRAY[a, 'int8[0:1,5:7]{}'])$$), (24, $$nd_concat(ARRAY[a, 'int4[0:1,5:8]{}'])$$), (25, $$nd_concat(ARRAY[a, 'int4[0:1,6:8]{}'])$$),
	(26, $$nd_stack(ARRAY[a, nd_shift(a, '{1,0}')])$$), (27, $$nd_stack(ARRAY[a], 4)$$), (28, $$nd_flip(a, '{x}')$$)) v(n, t) ORDER BY n;

-- Many tiles, out of line: against coordinates as rows.
CREATE TABLE shape_big AS SELECT nd_agg(i * 1000 + j, i, j) AS a FROM generate_series(-10, 200) i, generate_series(0, 299) j WHERE (i * 31 + j) % 7 > 0;
SELECT count(*) FROM shape_big, nd_cells(nd_transpose(a)) AS c(j int8, i int8, v int4) WHERE v IS DISTINCT FROM i * 1000 + j;
SELECT count(*) FROM shape_big, nd_cells(nd_flip(a, '{1}')) AS c(i int8, j int8, v int4) WHERE v IS DISTINCT FROM i * 1000 + 299 - j;
SELECT nd_transpose(nd_transpose(a)) = a, nd_flip(nd_flip(a)) = a, nd_roll(nd_roll(a, '{5,7}', '{0,1}'), '{-5,-7}', '{0,1}') = a,
	nd_reshape(nd_reshape(a, '{-1}'), nd_shape(a)) = nd_rebase(a), nd_summary(nd_expand(a)) = nd_summary(a),
	nd_box(nd_concat(ARRAY[a, a]), NULL, '{200,NULL}') = a, nd_slice(nd_stack(ARRAY[nd_flip(a), a], 2), '{2}', '{1}') = a,
	nd_box(nd_pad(a, '{3,3}', '{3,3}', 0), nd_lower(a), nd_upper(a)) = a FROM shape_big;
DROP TABLE s, shape_big;
