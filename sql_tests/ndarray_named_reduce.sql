--
-- Reductions of ndarrays of types by name: the aggregates of the SQL types.
--
\set VERBOSITY default
SET intervalstyle = postgres;
SET lc_monetary = 'C';
CREATE TABLE named_reduce (id int PRIMARY KEY, a ndarray);
INSERT INTO named_reduce VALUES
	(1, 'numeric[y=3:4,x=-1:1]{{1.50,2,3},{NULL,(),-4}}'),
	(2, 'numeric[0:1,0:1]{{NaN,Infinity},{1.0,1.00}}'),
	(3, 'numeric[0:1,0:2]{}'),
	(4, 'numeric{2.5}'),
	(5, 'numeric[0:-1,0:1]{}'),
	(6, 'interval[0:1,0:1]{{"1 mon","1 day"},{NULL,"-02:00"}}');
SELECT id, nd_sum(a), nd_avg(a), nd_min(a), nd_max(a) FROM named_reduce ORDER BY id;
SELECT id, nd_sum(a, '{0}'), nd_avg(a, '{1}', true), nd_min(a, '{1}'), nd_max(a, '{0}', keepdims => true), nd_count(a, '{0}') FROM named_reduce WHERE id <> 4 ORDER BY id;
SELECT id, nd_product(a), nd_product(a, '{1}'), nd_sum(a, '{}'), nd_max(a, '{}') FROM named_reduce WHERE id IN (1, 2, 3) ORDER BY id;
SELECT id, nd_var_pop(a), nd_var_samp(a), nd_stddev_pop(a), nd_stddev_samp(a) FROM named_reduce WHERE id < 6 ORDER BY id;
SELECT id, nd_var_pop(a, '{x}'), nd_var_samp(a, '{x}'), nd_stddev_pop(a, '{y}'), nd_stddev_samp(a, '{-1}') FROM named_reduce WHERE id = 1;
SELECT nd_sum(NULL::ndarray), nd_sum(a, NULL, NULL) FROM named_reduce WHERE id = 4;

-- places and running totals
SELECT id, nd_argmin(a), nd_argmax(a, '{0}'), nd_argmax(a, '{1}', keepdims => true), nd_argmin(a, '{}') FROM named_reduce WHERE id IN (1, 2, 3, 5) ORDER BY id;
SELECT nd_argmin(a), nd_cumsum(a) FROM named_reduce WHERE id = 4;
SELECT id, nd_cumsum(a), nd_cumsum(a, '0') FROM named_reduce WHERE id <> 4 ORDER BY id;
SELECT id, nd_cummax(a, '1'), nd_cumprod(a) FROM named_reduce WHERE id < 4 ORDER BY id;
SELECT nd_cummin(t), nd_cummax(t), nd_argmin(t), nd_argmax(t, '{0}') FROM (VALUES ('text[5:9]{b,c,a,(),a}'::ndarray)) v(t);

-- other types; text in the collation C
SELECT nd_min('text[0:3]{b,a,B,NULL}'), nd_max('varchar[0:2]{b,"",a}'), nd_max('bytea[0:1]{"\\x00ff","\\x01"}'), nd_min('jsonb[0:1]{"{}","[1]"}'),
	nd_max('uuid[0:1]{00000000-0000-0000-0000-000000000002,00000000-0000-0000-0000-000000000003}'), nd_min('inet[0:1]{10.0.0.9,10.0.0.1/8}');
SELECT nd_sum('money[0:1]{1.5,-3}'), nd_max('money[0:1]{1.5,-3}'), nd_min('oid[0:1]{4,3}'),
	nd_product('point[0:1]{"(0,1)","(0,1)"}');

-- what SQL does not have
SELECT nd_sum('text[0:0]{a}');
SELECT nd_avg('uuid[0:0]{00000000-0000-0000-0000-000000000002}', '{0}');
SELECT nd_avg('money[0:0]{1}');
SELECT nd_sum('time[0:1]{"02:00","03:30"}');
SELECT nd_product('interval[0:0]{1 day}');
SELECT nd_var_pop('interval[0:0]{1 day}');
SELECT nd_min('json[0:0]{1}');
SELECT nd_max('point[0:0]{"(0,1)"}');
SELECT nd_argmax('json[0:0]{1}');
SELECT nd_cumsum('text[0:1]{a,b}');
SELECT nd_cummin('point[0:0]{"(0,1)"}');
SELECT nd_cumprod('interval[0:0]{1 day}');
SELECT nd_any('numeric[0:0]{1}');
SELECT nd_sum('numeric[0:0]{1}', '{1}');
SELECT nd_product('numeric[0:1]{1e100000,1e100000}');

-- as SQL's aggregates over the cells, for many groups and tiles
CREATE TABLE named_many (id int, a ndarray);
INSERT INTO named_many VALUES
	(1, (SELECT nd_agg(((i * 7919) % 1009 - 500) / 8.0, i % 30, i / 30 % 40, i / 1200) FROM generate_series(0, 59999) AS i WHERE i % 11 > 0)),
	(2, (SELECT nd_agg(make_interval(mins => (i * 7919) % 1009 - 500), i % 30, i / 30 % 40, i / 1200) FROM generate_series(0, 23999) AS i WHERE i % 11 > 0));
CREATE FUNCTION pg_temp.differences(function text, aggregate text, kept text, reduced text, type text, value int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
	EXECUTE format('WITH a AS MATERIALIZED (SELECT a FROM named_many WHERE id = %6$s),
		rows AS (SELECT %3$s, %2$s(v) AS v FROM a, nd_cells(a.a) AS c(x bigint, y bigint, z bigint, v %5$s) GROUP BY %3$s),
		cells AS (SELECT c.* FROM a, nd_cells(%1$s(a.a, ''{%4$s}'')) AS c(%7$s, v %5$s))
		SELECT count(*) FROM (SELECT %3$s, v::text FROM rows) AS r FULL JOIN (SELECT %3$s, v::text FROM cells) AS c USING (%3$s) WHERE r.v IS DISTINCT FROM c.v',
		function, aggregate, kept, translate(reduced, 'xyz', '012'), type, value, replace(kept, ',', ' bigint,') || ' bigint') INTO n;
	RETURN n;
END $$;
SELECT f, k, pg_temp.differences('nd_' || f, f, k, r, 'numeric', 1)
  FROM unnest('{sum,avg,min,max,var_pop,var_samp,stddev_pop,stddev_samp}'::text[]) AS f,
	(VALUES ('x', 'y,z'), ('y', 'x,z'), ('z', 'x,y'), ('x,y', 'z'), ('x,z', 'y'), ('y,z', 'x')) AS v(k, r) ORDER BY f, k;
SELECT f, k, pg_temp.differences('nd_' || f, f, k, r, 'interval', 2)
  FROM unnest('{sum,avg,min,max}'::text[]) AS f, (VALUES ('x', 'y,z'), ('y', 'x,z'), ('y,z', 'x')) AS v(k, r) ORDER BY f, k;
-- one state of many steps, of a fixed length
SELECT nd_sum(nd_reshape(a, ARRAY[nd_size(a)])) = (SELECT nd_full('{}', sum(v)) FROM nd_cells(a) AS c(x bigint, y bigint, z bigint, v interval)) AS same FROM named_many WHERE id = 2;

-- an aggregate of one's own type
CREATE SCHEMA named_space;
CREATE TYPE named_space.celsius;
SET client_min_messages = warning;
CREATE FUNCTION named_space.celsius_in(cstring) RETURNS named_space.celsius LANGUAGE internal IMMUTABLE STRICT AS 'float8in';
CREATE FUNCTION named_space.celsius_out(named_space.celsius) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'float8out';
RESET client_min_messages;
CREATE TYPE named_space.celsius (INPUT = named_space.celsius_in, OUTPUT = named_space.celsius_out, LIKE = float8);
CREATE FUNCTION named_space.add(float8, named_space.celsius) RETURNS float8 LANGUAGE internal IMMUTABLE STRICT AS 'float8pl';
CREATE AGGREGATE named_space.sum(named_space.celsius) (SFUNC = named_space.add, STYPE = float8, INITCOND = '100');
SELECT nd_sum(nd_from_array('{20.5,NULL,1}'::named_space.celsius[])), nd_sum(nd_from_array('{{20.5,NULL},{1,2}}'::named_space.celsius[]), '{0}');
REVOKE EXECUTE ON FUNCTION named_space.sum FROM public;
CREATE ROLE named_nobody;
GRANT USAGE ON SCHEMA named_space TO named_nobody;
SET ROLE named_nobody;
SELECT nd_sum(nd_from_array('{20.5}'::named_space.celsius[]));
RESET ROLE;
REVOKE USAGE ON SCHEMA named_space FROM named_nobody;
DROP ROLE named_nobody;
SET client_min_messages = warning;
DROP SCHEMA named_space CASCADE;
DROP TABLE named_reduce, named_many;
