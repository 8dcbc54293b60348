SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
CREATE FUNCTION pg_temp.try(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
	EXECUTE 'SELECT (' || query || ')::text' INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
-- along each axis, and in row-major order
SELECT axis, nd_cumsum(a, axis), nd_cumprod(a, axis), nd_cummin(a, axis), nd_cummax(a, axis)
FROM (VALUES ('float8[lat=5:6,lon=-1:2]{{3,1,NULL,2},{4,(),0,-5}}'::ndarray)) v(a), unnest('{0,lon,NULL}'::text[]) WITH ORDINALITY t(axis, n) ORDER BY n;
-- every kind
SELECT n, pg_temp.try(format('nd_cumsum(%L::ndarray)', k)) AS cumsum, pg_temp.try(format('nd_cumprod(%L::ndarray, ''0'')', k)) AS cumprod,
	pg_temp.try(format('nd_cummin(%L::ndarray)', k)) AS cummin, pg_temp.try(format('nd_cummax(%L::ndarray)', k)) AS cummax
FROM (VALUES (1, 'bool[0:2]{t,f,NULL}'), (2, 'int2[3:5]{32767,2,-2}'), (3, 'int4[0:2]{-7,NULL,3}'), (4, 'int8[0:2]{5,-1,1}'),
	(5, 'float4[0:2]{0.5,0.25,NaN}'), (6, 'float8[0:3]{NaN,NULL,5,7}'), (7, 'complex[0:2]{1+2i,NULL,3-1i}'), (8, 'rational[0:2]{1/2,1/3,-1/6}'),
	(9, 'point2d[0:1]{"(1,2)","(3,4)"}'), (10, 'date[0:2]{2024-01-02,NULL,2024-01-01}'), (11, 'uuid[0:0]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}')) v(n, k) ORDER BY n;
-- out of range, but not before
SELECT n, pg_temp.try(q) FROM (VALUES (1, $$nd_cumsum('int8[0:2]{9223372036854775807,-1,1}')$$), (2, $$nd_cumsum('int8[0:2]{9223372036854775807,1,-1}')$$),
	(3, $$nd_cumsum('float8[0:1]{1e308,1e308}')$$), (4, $$nd_cumsum('float8[0:3]{1e308,inf,1e308,-inf}')$$), (5, $$nd_cumsum('float4[0:1]{3e38,3e38}')$$),
	(6, $$nd_cumprod('float8[0:1]{1e-300,1e-300}')$$), (7, $$nd_cumprod('int4[0:2]{2147483647,2147483647,3}')$$), (8, $$nd_cumsum('rational[0:1]{9223372036854775807,1/2}')$$),
	(9, $$nd_cumsum('complex[0:1]{1e308,1e308}')$$), (10, $$nd_cumsum('int4[0:1]{1,2}', '1')$$), (11, $$nd_cumsum(NULL)$$), (12, $$nd_cumprod('rational[0:1]{4611686018427387904,4}')$$)) t(n, q) ORDER BY n;
-- shapes
SELECT nd_cumsum('int4{5}'), nd_cumsum('int4[0:1,5:4]{}'), nd_cumsum('int4[0:1,5:4]{}', '1'), nd_cummax('int4[0:9]{}'), nd_cumsum('float8[0:9999,0:9999]{(3,4):1.5,(10,4):7,(9999,9999):-1}', '0');
-- many tiles, beside window functions, in three dimensions
CREATE TEMP TABLE cells AS SELECT i, j, k, CASE WHEN (i * 7 + j * 3 + k) % 11 = 0 THEN NULL ELSE (i * 31 + j * 17 + k * 5) % 101 - 50 END::int4 AS v
FROM generate_series(-3, 26) i, generate_series(1, 40) j, generate_series(0, 24) k WHERE (i + j + k) % 13 <> 0;
CREATE TEMP TABLE whole AS SELECT nd_agg(v, i, j, k) AS a FROM cells;
CREATE FUNCTION pg_temp.agree(axis text, partition_by text, order_by text, kind text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE result bool;
BEGIN
	EXECUTE format('WITH r AS MATERIALIZED (SELECT i, j, k, CASE WHEN v IS NOT NULL THEN sum(v) OVER w END::int8 AS s,
				CASE WHEN v IS NOT NULL THEN min(v) OVER w END::int8 AS lo, CASE WHEN v IS NOT NULL THEN max(v) OVER w END::int8 AS hi
			FROM cells WINDOW w AS (%2$s ORDER BY %3$s)),
		v AS MATERIALIZED (SELECT nd_astype(a, %4$L) AS a FROM whole)
		SELECT nd_astype(nd_cumsum(a, %1$L), ''int8'') = (SELECT nd_agg(s, i, j, k) FROM r) AND nd_astype(nd_cummin(a, %1$L), ''int8'') = (SELECT nd_agg(lo, i, j, k) FROM r)
			AND nd_astype(nd_cummax(a, %1$L), ''int8'') = (SELECT nd_agg(hi, i, j, k) FROM r) FROM v', axis, partition_by, order_by, kind) INTO result;
	RETURN result;
END $$;
SELECT kind, pg_temp.agree('0', 'PARTITION BY j, k', 'i', kind) AS i, pg_temp.agree('1', 'PARTITION BY i, k', 'j', kind) AS j,
	pg_temp.agree('-1', 'PARTITION BY i, j', 'k', kind) AS k, pg_temp.agree(NULL, '', 'i, j, k', kind) AS everything
FROM unnest('{int2,int8,float4,float8,rational}'::text[]) WITH ORDINALITY t(kind, n) ORDER BY n;
SELECT nd_float8(nd_cumprod(nd_full('{100000}', 1.00001)), 99999) / power(1.00001::float8, 100000) - 1 < 1e-10 AS product;
