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

-- Arrays keep their bounds and their NULLs; nd_from_array starts at zero or where it is told.
SELECT '{t,f,NULL}'::bool[]::ndarray, '{1,NULL}'::int2[]::ndarray, '[5:6][0:1]={{1,2},{3,4}}'::int4[]::ndarray,
	'{{{1}}}'::int8[]::ndarray, '{1.5}'::float4[]::ndarray, '{NULL,NULL}'::float8[]::ndarray, '{1/2,3}'::rational[]::ndarray;
SELECT '{}'::float8[]::ndarray, nd_from_array('{}'::float8[]), nd_from_array('{}'::float8[], '{7}');
SELECT nd_from_array('{1,2,NULL}'::float8[]), nd_from_array('[3:4][5:5]={{1},{2}}'::int4[]),
	nd_from_array('{{1,2},{3,4}}'::int8[], '{-5,7}'), nd_from_array(NULL::int4[]);

-- And back.
SELECT 'bool[1:3]{t,f,NULL}'::ndarray::bool[], 'int2[0:1]{1,NULL}'::ndarray::int2[], 'int4[5:6,0:1]{{1,2},{3,4}}'::ndarray::int4[],
	'int8[1:1,1:1,1:1]{{{1}}}'::ndarray::int8[], 'float4[1:1]{1.5}'::ndarray::float4[], 'float8[1:2]{NULL,NULL}'::ndarray::float8[],
	'rational[1:2]{1/2,3}'::ndarray::rational[];
SELECT 'float8{1.5}'::ndarray::float8[], 'float8[0:-1]{}'::ndarray::float8[], 'float8[0:1,5:4]{}'::ndarray::float8[];
-- Other kinds convert as the SQL casts of their elements.
SELECT 'int4[0:1]{1,NULL}'::ndarray::float8[], 'float8[0:3]{0.5,1.5,2.5,-0.5}'::ndarray::int4[], 'rational[0:1]{1/2,-3/2}'::ndarray::int8[],
	'rational[0:0]{1/8}'::ndarray::float4[], 'float8[0:0]{0.125}'::ndarray::rational[], 'int2[0:1]{0,7}'::ndarray::bool[],
	'bool[0:1]{t,f}'::ndarray::int4[], 'int8[0:0]{9223372036854775807}'::ndarray::float4[];

-- Random arrays there and back.
SELECT count(*) FROM (
	SELECT n, array_agg(CASE WHEN random() < 0.2 THEN NULL ELSE random() END) AS a
	FROM unnest('{1,2,63,64,65,8191,8192,8193,20000}'::int[]) n, generate_series(1, n) GROUP BY n) v
WHERE a::ndarray::float8[] IS DISTINCT FROM a OR a::ndarray::float8[]::text <> a::text;

-- Each error once.
SELECT n, pg_temp.try('SELECT ' || t) FROM (VALUES
	(1, $$'float8[0:2]{1,(),3}'::ndarray::float8[]$$),
	(2, $$'{1.5}'::numeric[]::ndarray$$),
	(3, $$nd_from_array('{pg_class}'::regclass[])$$),
	(4, $$nd_from_array('{1}'::int4[], '{1,2}')$$),
	(5, $$nd_from_array('{1}'::int4[], '{NULL}')$$),
	(6, $$nd_from_array('{1}'::int4[], '{{1}}')$$),
	(7, $$nd_from_array('{1,2}'::int4[], '{4611686018427387903}')$$),
	(8, $$nd_from_array('{}'::int4[], '{-9223372036854775808}')$$),
	(9, $$'float8[0:0,0:0,0:0,0:0,0:0,0:0,0:0]{(0,0,0,0,0,0,0):1}'::ndarray::float8[]$$),
	(10, $$'float8[2147483648:2147483648]{1}'::ndarray::float8[]$$),
	(11, $$'int8[0:0]{2147483648}'::ndarray::int4[]$$),
	(12, $$'int4[0:0]{40000}'::ndarray::int2[]$$),
	(13, $$'float8[0:0]{1e300}'::ndarray::int8[]$$),
	(14, $$'float8[0:0]{NaN}'::ndarray::int8[]$$),
	(15, $$'float8[0:0]{1e300}'::ndarray::float4[]$$),
	(16, $$'float8[0:0]{1e-300}'::ndarray::float4[]$$),
	(17, $$'bool[0:0]{t}'::ndarray::float8[]$$),
	(18, $$'float8[0:0]{1}'::ndarray::bool[]$$),
	(19, $$'rational[0:0]{1}'::ndarray::bool[]$$),
	(20, $$'float8[0:0]{inf}'::ndarray::rational[]$$),
	(21, $$'float8[0:0]{1e-300}'::ndarray::rational[]$$),
	(22, $$'{1}'::int4[]::ndarray::ndarray(float8)$$)
	) v(n, t) ORDER BY n;

-- Single cells: explicit, and on assignment; never implicit.
SELECT 'bool{t}'::ndarray::bool, 'int2[3:3]{7}'::ndarray::int2, 'float8{1.5}'::ndarray::int4, 'int4{5}'::ndarray::int8,
	'float4{1.5}'::ndarray::float4, 'rational{1/4}'::ndarray::float8, 'rational{1/4}'::ndarray::numeric, 'int4{5}'::ndarray::rational,
	'float8{NULL}'::ndarray::float8, 'float8{()}'::ndarray::float8, 'float8{1.5}'::ndarray::text;
CREATE TEMP TABLE scalars (f float8, n numeric);
INSERT INTO scalars VALUES (nd_sum('float8[0:2]{1,2,3.5}'), 'int8{9223372036854775807}'::ndarray);
SELECT * FROM scalars;
DROP TABLE scalars;
SELECT n, pg_temp.try('SELECT ' || t) FROM (VALUES
	(1, $$'float8[0:1]{1,2}'::ndarray::float8$$), (2, $$'float8[0:-1]{}'::ndarray::float8$$),
	(3, $$sqrt('float8{4}'::ndarray)$$), (4, $$'rational{1/3}'::ndarray::numeric$$),
	(5, $$'float8{4}'::ndarray > 5$$)) v(n, t) ORDER BY n;
