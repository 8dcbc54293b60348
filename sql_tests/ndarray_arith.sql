SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- Result types follow PostgreSQL.
SELECT 'int4[0:2]{7,-7,8}'::ndarray / 'int4[0:2]{2,2,-3}'::ndarray AS int4, 'int2[0:0]{1}'::ndarray + 'int8[0:0]{2}'::ndarray AS int8;
SELECT 'int4[0:0]{1}'::ndarray + 'float4[0:0]{0.5}'::ndarray AS float8, 'float4[0:0]{1}'::ndarray * 'float4[0:0]{0.1}'::ndarray AS float4;
SELECT 'int2[0:1]{1,2}'::ndarray + 1 AS int4, 'int4[0:1]{1,2}'::ndarray * 1.5 AS float8, 2 - 'int8[0:1]{1,2}'::ndarray AS int8;
SELECT 'rational[0:1]{1/2,1/3}'::ndarray + 1 AS sum, rational(1,2) / 'rational[0:1]{1/2,1/3}'::ndarray AS quotient;
SELECT 'complex[0:0]{"(1,2)"}'::ndarray * 2 AS twice, 1 / 'complex[0:0]{"(0,1)"}'::ndarray AS inverse, 'complex[0:0]{"(1,2)"}'::ndarray - 'rational[0:0]{1/2}'::ndarray AS less;
SELECT 'point2d[0:0]{"(1,2)"}'::ndarray + 'point2d[0:0]{"(3,4)"}'::ndarray AS sum, 2 * 'point2d[0:0]{"(1,2)"}'::ndarray AS twice;
SELECT - 'int4[0:1]{1,-2}'::ndarray AS neg, nd_abs('complex{"(3,4)"}'::ndarray) AS abs;

-- NULL gives NULL, empty gives empty.
SELECT 'int4[0:3]{1,NULL,(),4}'::ndarray + 'int4[0:3]{1,1,NULL,()}'::ndarray AS sum;
SELECT nd_lt('int4[0:3]{1,NULL,(),4}'::ndarray, 'int4[0:3]{2,1,NULL,()}'::ndarray) AS lt;
SELECT 'int4[0:1]{1,2}'::ndarray + NULL::int4 AS nothing, NULL::ndarray + 1 AS nothing;
SELECT 'int4[0:1]{1,2}'::ndarray + 'int4{NULL}'::ndarray AS nulls, 'int4[0:1]{1,2}'::ndarray + 'int4{()}'::ndarray AS empty;

-- Broadcasting, from the last axis; bounds and names come from what is not repeated.
SELECT 'int4[y=5:6,x=7:9]{{1,2,3},{4,5,6}}'::ndarray * 'int4[7:9]{1,10,100}'::ndarray AS row;
SELECT 'int4[0:0,7:9]{{1,2,3}}'::ndarray + 'int4[5:6,0:0]{{10},{20}}'::ndarray AS outer;
SELECT 'int4[0:-1]{}'::ndarray + 'int4[3:3]{1}'::ndarray AS none, 'int4{1}'::ndarray + 'int4{2}'::ndarray AS three;
SELECT 'int4[a=0:1,b=0:1]{{1,2},{3,4}}'::ndarray + 'int4[a=0:1]{1,2}'::ndarray AS names_that_clash;

-- An operand that is repeated and longer than a tile.
SELECT nd_shape(s), nd_sum(s) FROM (SELECT a + nd_rebase(b) AS s FROM
	(SELECT nd_agg(i::int8, i, 0) AS a, nd_agg(i::int8, 0, i) AS b FROM generate_series(0, 99) i) v) w;
SELECT nd_sum(a + b) AS sum, nd_sum(a)::int8 + 3 * nd_sum(b)::int8 AS the_same FROM
	(SELECT nd_agg(i::int8, i / 20000, i % 20000) AS a FROM generate_series(0, 59999) i) a,
	(SELECT nd_agg(i::int8, i) AS b FROM generate_series(0, 19999) i) b;

-- A sparse value costs what its cells cost.
SELECT nd_sum(a + 1) AS sum, nd_size(a + 1) AS cells, nd_present(a + a) AS present
FROM (SELECT 'int4[0:268435455]{(5):1,(200000000):2}'::ndarray AS a) v;

-- Errors: those of PostgreSQL, and only of cells that have a value.
SELECT 'int4[0:0]{2147483647}'::ndarray + 1;
SELECT 'int2[0:0]{-32768}'::ndarray / (-1)::int2;
SELECT - 'int8[0:0]{-9223372036854775808}'::ndarray;
SELECT 'int4[0:1]{1,2}'::ndarray / 'int4[0:1]{1,0}'::ndarray;
SELECT 'float8[0:0]{1e308}'::ndarray * 10;
SELECT 'int4[0:2]{1,NULL,()}'::ndarray / 'int4[0:2]{1,0,0}'::ndarray AS fine;
SELECT 'int4[0:1]{1,2}'::ndarray + 'int4[0:2]{1,2,3}'::ndarray;
SELECT 'int4[0:1]{1,2}'::ndarray + 'int4[1:2]{1,2}'::ndarray;
SELECT 'int4[0:1]{1,2}'::ndarray + nd_rebase('int4[1:2]{1,2}'::ndarray) AS moved;
SELECT 'bool[0:0]{t}'::ndarray + 'bool[0:0]{t}'::ndarray;
SELECT 'float8[0:0]{1}'::ndarray % 'float8[0:0]{1}'::ndarray;
SELECT 'rational[0:0]{1}'::ndarray + 1.5::float8;
SELECT - 'bool[0:0]{t}'::ndarray;
SELECT nd_lt('complex[0:0]{"(1,2)"}'::ndarray, 1);
SELECT nd_eq('complex[0:0]{"(1,0)"}'::ndarray, 1) AS equal;
SELECT 'int4[0:0]{1}'::ndarray + now();
SELECT 'int4[0:99999,0:0]{}'::ndarray + 'int4[0:0,0:99999]{}'::ndarray;
-- No scalar becomes an ndarray by itself.
SELECT 'int4[0:0]{1}'::ndarray > 5;

-- Cells that are NaN: equal to themselves and the greatest.
SELECT nd_eq(a, a) AS eq, nd_gt(a, 1) AS gt, nd_ne(a, a) AS ne FROM (SELECT 'float8[0:2]{NaN,Infinity,0}'::ndarray AS a) v;

-- || continues the bounds of the first along the first axis.
SELECT 'int4[i=5:6]{1,NULL}'::ndarray || 'int8[0:1]{(),4}'::ndarray AS int8, 'int4[0:0,3:4]{{1,2}}'::ndarray || 'int4[7:8,3:4]{{3,4},{5,6}}'::ndarray AS rows;
SELECT nd_sum(a || b) AS sum, nd_upper(a || b) AS upper FROM (SELECT nd_series(1, 10000) AS a, nd_series(10001, 20001) AS b) v;
SELECT 'int4[0:1]{1,2}'::ndarray || 'int4[0:0,0:0]{{1}}'::ndarray;
SELECT 'int4[0:0,0:1]{{1,2}}'::ndarray || 'int4[0:0,1:2]{{1,2}}'::ndarray;
SELECT 'int4{1}'::ndarray || 'int4{2}'::ndarray;
SELECT 'int4[0:0]{1}'::ndarray || 'point2d[0:0]{"(1,2)"}'::ndarray;
