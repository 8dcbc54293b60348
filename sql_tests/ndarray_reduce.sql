SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
CREATE FUNCTION pg_temp.try(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text; hint text;
BEGIN
	EXECUTE 'SELECT (' || query || ')::text' INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN SQLSTATE || ' ' || SQLERRM || CASE WHEN hint <> '' THEN ' (' || hint || ')' ELSE '' END;
END $$;
-- every function over both axes and each, of floats with a NULL and an empty cell
CREATE TEMP TABLE m AS SELECT 'float8[lat=5:6,lon=-1:1]{{1,2,3},{4,NULL,()}}'::ndarray AS a;
SELECT f, pg_temp.try(format('(SELECT nd_%s(a, NULL) FROM m)', f)) AS everything, pg_temp.try(format('(SELECT nd_%s(a, ''{lat}'') FROM m)', f)) AS lat,
	pg_temp.try(format('(SELECT nd_%s(a, ''{-1}'', true) FROM m)', f)) AS lon
FROM unnest('{sum,avg,min,max,count,product,var_pop,var_samp,stddev_pop,stddev_samp,argmin,argmax,any,all}'::text[]) WITH ORDINALITY t(f, n) ORDER BY n;
SELECT nd_count(a) AS int8, nd_count(a, axis => '{lat,lon}', keepdims => true) AS ndarray, nd_count(NULL, '{0}'), nd_argmax(a, '{}'), nd_argmin(a, '{1,0}', true) FROM m;
-- every kind
SELECT n, k, pg_temp.try(format('nd_sum(%L::ndarray)', k)) AS sum, pg_temp.try(format('nd_product(%L::ndarray, ''{0}'')', k)) AS product,
	pg_temp.try(format('nd_max(%L::ndarray, ''{0}'', true)', k)) AS max, pg_temp.try(format('nd_argmax(%L::ndarray, ''{0}'')', k)) AS argmax,
	pg_temp.try(format('nd_var_samp(%L::ndarray, ''{0}'')', k)) AS var_samp, pg_temp.try(format('nd_all(%L::ndarray)', k)) AS "all", pg_temp.try(format('nd_count(%L::ndarray, ''{0}'')', k)) AS count
FROM (VALUES (1, 'bool[0:2]{t,f,NULL}'), (2, 'int2[3:5]{32767,2,2}'), (3, 'int4[0:2]{-7,NULL,3}'), (4, 'int8[0:2]{9223372036854775807,1,1}'),
	(5, 'float4[0:2]{0.5,0.25,NaN}'), (6, 'float8[0:2]{3,5,7}'), (7, 'complex[0:2]{1+2i,NULL,3-1i}'), (8, 'rational[0:2]{1/2,1/3,()}'),
	(9, 'point2d[0:1]{"(1,2)","(3,4)"}'), (10, 'date[0:2]{2024-01-01,NULL,2024-02-01}'), (11, 'timestamp[0:1]{"2024-01-01 00:00","2024-02-01 00:00"}'),
	(12, 'uuid[0:1]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,NULL}')) v(n, k) ORDER BY n;
-- products at the edge of their range, floats without overflow on the way
SELECT n, pg_temp.try(q) FROM (VALUES (1, $$nd_product('int8[0:1]{-9223372036854775808,1}')$$), (2, $$nd_product('int8[0:1]{-9223372036854775808,-1}')$$),
	(3, $$nd_product('int8[0:3]{4611686018427387904,2,-1,1}')$$), (4, $$nd_product('int8[0:3]{4611686018427387904,4,4,0}')$$),
	(5, $$nd_product('float8[0:3]{1e300,1e300,1e-300,1e-300}')$$), (6, $$nd_product('float8[0:1]{1e300,1e300}')$$), (7, $$nd_product('float8[0:1]{1e-300,1e-300}')$$),
	(8, $$nd_product('float8[0:2]{1e300,1e300,0}')$$), (9, $$nd_product('float8[0:2]{1e300,1e300,inf}')$$), (10, $$nd_product('float4[0:1]{1e30,1e30}')$$),
	(11, $$nd_product('rational[0:2]{4611686018427387904,1/3,3/4}')$$), (12, $$nd_product('rational[0:1]{4611686018427387904,4}')$$),
	(13, $$nd_product('complex[0:1]{1e200,1e200}')$$)) t(n, q) ORDER BY n;
-- infinities, NaN, overflow of sums, squares and means
SELECT n, pg_temp.try(q) FROM (VALUES (1, $$nd_sum('float8[0:1,0:2]{{1e308,1e308,-inf},{1e308,1,2}}', '{1}')$$), (2, $$nd_sum('float8[0:1,0:2]{{1e308,1e308,1},{1,1,2}}', '{1}')$$),
	(3, $$nd_sum('float8[0:2,0:1]{{inf,1},{-inf,2},{1,3}}', '{0}')$$), (4, $$nd_max('float8[0:2,0:1]{{inf,-inf},{NaN,-inf},{1,-inf}}', '{0}')$$),
	(5, $$nd_min('float8[0:2,0:2]{{inf,NaN,-inf},{NaN,NaN,5},{inf,NaN,1}}', '{0}')$$), (6, $$nd_argmin('float8[0:2,0:2]{{NaN,NaN,1},{inf,NaN,5},{inf,NaN,1}}', '{0}')$$),
	(7, $$nd_argmax('float8[0:2,0:1]{{1,NaN},{NaN,2},{NaN,3}}', '{0}')$$), (8, $$nd_argmin('float8[0:2]{NaN,NULL,NaN}')$$), (9, $$nd_argmax('float8[0:2]{-inf,NULL,-inf}')$$),
	(10, $$nd_var_pop('float8[0:1,0:1]{{1,inf},{3,1}}', '{0}')$$), (11, $$nd_var_pop('float8[0:1]{1e200,-1e200}')$$), (12, $$nd_var_pop('float8[0:1]{1e308,1e308}')$$),
	(13, $$nd_var_samp('float8[0:0]{7}')$$), (14, $$nd_stddev_pop('float8[0:0]{7}')$$), (15, $$nd_var_pop('float8[0:2]{1000000000.1,1000000000.1,1000000000.1}')$$),
	(16, $$nd_avg('complex[0:1,0:1]{{"(1,inf)",2},{"(3,NaN)",4}}', '{0}')$$), (17, $$nd_sum('float4[0:1,0:0]{{3e38},{3e38}}', '{0}')$$)) t(n, q) ORDER BY n;
-- shapes: no dimension, axes of length 0 and 1, no cell present, a box that is nearly empty
SELECT nd_sum('int4{5}', '{}'), nd_argmax('int4{5}'), nd_var_pop('int4{5}'), nd_count('int4{5}', '{}'), nd_product('int4{NULL}');
SELECT nd_sum(a, '{0}'), nd_sum(a, '{1}'), nd_count(a, '{1}'), nd_product(a), nd_argmin(a, '{1}'), nd_argmin(a), nd_argmin(a, '{0}') FROM (SELECT 'int4[0:1,5:4]{}'::ndarray) v(a);
SELECT nd_sum(a, '{0,2}', true), nd_avg(a, '{0}'), nd_argmax(a, '{0,1,2}') FROM (SELECT 'int4[-4611686018427387903:-4611686018427387903,7:8,4611686018427387903:4611686018427387903]{{{1},{2}}}'::ndarray) v(a);
SELECT nd_sum(a), nd_count(a, '{0}'), nd_any(nd_gt(a, 0), '{0}') FROM (SELECT 'int4[0:2]{}'::ndarray) v(a);
SELECT nd_sum(s) AS sum, nd_count(s) AS count, nd_argmax(a) AS greatest FROM (SELECT a, nd_sum(a, '{1}') AS s FROM (SELECT 'float8[0:9999,0:9999]{(3,4):1.5,(10,2):7,(9999,9999):-1}'::ndarray) v(a)) w;
-- errors of arguments
SELECT n, pg_temp.try(q) FROM (VALUES (1, $$nd_var_pop('int4[0:1]{1,2}', '{1}')$$), (2, $$nd_argmax('int4[0:1]{1,2}', '{0,0}')$$), (3, $$nd_any('int4[0:1]{1,2}', '{0}')$$),
	(4, $$nd_argmin('complex[0:1]{1,2}')$$), (5, $$nd_stddev_samp('point2d[0:0]{"(1,2)"}')$$), (6, $$nd_product('date[0:0]{2024-01-01}')$$)) t(n, q) ORDER BY n;
-- many tiles, beside SQL's own aggregates: every subset of the axes
CREATE TEMP TABLE cells AS SELECT i, j, k, CASE WHEN (i * 7 + j * 3 + k) % 11 = 0 THEN NULL ELSE (i * 31 + j * 17 + k * 5) % 101 - 50 END::int4 AS v
FROM generate_series(-3, 26) i, generate_series(1, 40) j, generate_series(0, 24) k WHERE (i + j + k) % 13 <> 0;
CREATE TEMP TABLE whole AS SELECT nd_agg(v, i, j, k) AS a FROM cells;
SELECT nd_shape(a), nd_present(a), nd_nulls(a), (SELECT count(*) FROM nd_tiles(a)) AS tiles FROM whole;
CREATE FUNCTION pg_temp.compare(kind text, axes text, keys text, places text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE wrong bigint;
BEGIN
	EXECUTE format('WITH r AS MATERIALIZED (SELECT %2$s AS at, sum(v) AS s, count(v) AS c, avg(v) AS m, min(v) AS lo, max(v) AS hi, var_samp(v) AS v,
			bool_or(v > 49) AS some, bool_and(v > -50) AS every, (array_agg(%3$s ORDER BY v DESC NULLS LAST, i, j, k))[1] AS most
		FROM cells GROUP BY 1), n AS MATERIALIZED (SELECT nd_sum(a, %1$L) AS s, nd_count(a, %1$L) AS c, nd_avg(a, %1$L) AS m, nd_min(a, %1$L) AS lo, nd_max(a, %1$L) AS hi, nd_var_samp(a, %1$L) AS v,
			nd_any(nd_gt(a, 49), %1$L) AS some, nd_all(nd_gt(a, -50), %1$L) AS every, nd_argmax(a, %1$L) AS most
		FROM (SELECT nd_astype(a, %4$L) AS a FROM whole) w)
		SELECT count(*) FROM r, n WHERE nd_numeric(n.s, VARIADIC at) IS DISTINCT FROM r.s OR nd_int8(n.c, VARIADIC at) <> r.c OR nd_int4(n.lo, VARIADIC at) <> r.lo OR nd_int4(n.hi, VARIADIC at) <> r.hi
			OR abs(nd_float8(n.m, VARIADIC at) - r.m) > 1e-12 OR abs(nd_float8(n.v, VARIADIC at) / nullif(r.v, 0) - 1) > 1e-12
			OR nd_bool(n.some, VARIADIC at) <> r.some OR nd_bool(n.every, VARIADIC at) <> r.every OR nd_int8(n.most, VARIADIC %5$s) <> r.most',
		axes, keys, places, kind, CASE WHEN array_length(axes::text[], 1) = 1 THEN 'at' ELSE 'at || 0::int8' END) INTO wrong;
	RETURN wrong;
END $$;
SELECT kind, axes, pg_temp.compare(kind, axes, keys, places) AS wrong
FROM unnest('{int2,int4,int8,float4,float8,rational}'::text[]) WITH ORDINALITY k(kind, n),
	(VALUES ('{0}', 'ARRAY[j, k]::int8[]', 'i::int8'), ('{1}', 'ARRAY[i, k]::int8[]', 'j::int8'), ('{2}', 'ARRAY[i, j]::int8[]', 'k::int8'),
	('{0,1}', 'ARRAY[k]::int8[]', 'i::int8'), ('{0,2}', 'ARRAY[j]::int8[]', 'i::int8'), ('{1,2}', 'ARRAY[i]::int8[]', 'j::int8')) x(axes, keys, places)
ORDER BY n, axes;
-- out of line
CREATE TEMP TABLE stored AS SELECT nd_reshape(nd_series(1, 100000) * 0.5, '{100,1000}') AS a;
SELECT nd_sum(nd_sum(a, '{0}')), nd_sum(a), nd_max(nd_argmax(a, '{1}')), nd_argmin(a), nd_var_pop(a), nd_min(nd_var_pop(a, '{1}')), nd_max(nd_var_pop(a, '{1}')), nd_product(a / a) FROM stored;
