SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- the part of the box that exists; NULL and empty cells do not count, empty ones stay
SELECT aggregate, nd_window('float8[i=0:4]{1,2,NULL,(),5}'::ndarray, '{1}', '{1}', aggregate)
FROM unnest('{count,sum,avg,min,max,var_samp,var_pop,stddev_samp,stddev_pop,median,variance,stddev}'::text[]) WITH ORDINALITY AS a (aggregate, n)
ORDER BY n;
SELECT nd_window('int4[-1:1,5:7]{{1,2,3},{4,5,6},{7,8,9}}'::ndarray, '{1,0}', '{0,1}', 'sum');
SELECT nd_window('int2[0:4]{1,2,3,4,5}'::ndarray, '{9223372036854775807}', '{0}', 'sum');
SELECT nd_window('int2[0:4]{1,2,3,4,5}'::ndarray, '{0}', '{9223372036854775807}', 'avg');
SELECT nd_window('float4{3}'::ndarray, '{}', '{}', 'sum'), nd_window('float8[0:-1]{}'::ndarray, '{1}', '{1}', 'median');
SELECT nd_window('float8[0:3]{(),(),(),NULL}'::ndarray, '{1}', '{1}', 'sum');

-- kinds
SELECT nd_window('bool[0:3]{t,f,t,t}'::ndarray, '{1}', '{1}', aggregate) FROM unnest('{sum,avg,min}'::text[]) AS aggregate;
SELECT nd_window('rational[0:3]{1/2,1/3,NULL,1/7}'::ndarray, '{1}', '{1}', aggregate)
FROM unnest('{sum,avg,min,max,median,var_pop}'::text[]) WITH ORDINALITY AS a (aggregate, n) ORDER BY n;
SELECT nd_window('complex[0:2]{"(1,2)","(3,-4)",NULL}'::ndarray, '{1}', '{0}', aggregate) FROM unnest('{sum,avg,count}'::text[]) AS aggregate;
SELECT nd_window('point2d[0:1]{"(1,2)","(3,4)"}'::ndarray, '{1}', '{1}', 'avg');
SELECT nd_window('date[0:2]{2020-02-29,NULL,1999-12-31}'::ndarray, '{1}', '{1}', aggregate) FROM unnest('{min,max,count}'::text[]) AS aggregate;
SELECT nd_window('timestamp[0:1]{"2020-02-29 01:02:03",-infinity}'::ndarray, '{1}', '{0}', 'min');

-- NaN is the greatest, infinities stay, what is not in the box does no harm
SELECT aggregate, nd_window('float8[0:6]{1,NaN,2,-Infinity,3,Infinity,4}'::ndarray, '{1}', '{0}', aggregate)
FROM unnest('{sum,avg,min,max,median,var_pop}'::text[]) WITH ORDINALITY AS a (aggregate, n) ORDER BY n;
SELECT nd_window('float8[0:4]{1e300,-1e300,1,1,1}'::ndarray, '{1}', '{0}', 'sum');

-- long boxes: sums of 0 .. 999 by 101, of 40 x 40 by 21 x 25
SELECT bool_and(v = (least(i + 50, 999) * (least(i + 50, 999) + 1) - greatest(i - 50, 0) * (greatest(i - 50, 0) - 1)) / 2)
FROM (SELECT nd_window(nd_series(0, 999, 1), '{50}', '{50}', 'sum') AS a) AS w, LATERAL nd_cells(a) AS c (i bigint, v bigint);
SELECT count(*), bool_and(v = (least(i + 10, 39) - greatest(i - 10, 0) + 1) * (least(j + 12, 39) - greatest(j - 12, 0) + 1))
FROM (SELECT nd_window(nd_full('{40,40}', 1), '{10,12}', '{10,12}', 'sum') AS s) AS w,
     LATERAL nd_cells(s) AS b (i bigint, j bigint, v bigint);

-- bigint: exact on the way, an error only where a result is wanted
SELECT nd_window('int8[0:2]{9223372036854775807,1,-9223372036854775807}'::ndarray, '{2}', '{0}', 'avg');
SELECT nd_window('int8[0:2]{9223372036854775807,(),1}'::ndarray, '{1}', '{1}', 'sum');
SELECT nd_window('int8[0:2]{9223372036854775807,NULL,1}'::ndarray, '{1}', '{1}', 'sum');
SELECT nd_window('int8[0:1]{4611686018427387904,4611686018427387905}'::ndarray, '{1}', '{0}', 'var_pop');
SELECT nd_window('float8[0:1]{1e308,1e308}'::ndarray, '{1}', '{0}', 'sum');
SELECT nd_window('float4[0:1]{3e38,3e38}'::ndarray, '{1}', '{0}', 'sum');
SELECT nd_window('float8[0:1]{-1e308,1e308}'::ndarray, '{1}', '{0}', 'var_pop');
SELECT nd_window('rational[0:1]{9223372036854775807,1}'::ndarray, '{1}', '{0}', 'sum');

-- errors
SELECT nd_window('int4[0:1]{1,2}'::ndarray, '{1,1}', '{1}', 'sum');
SELECT nd_window('int4[0:1]{1,2}'::ndarray, '{1}', '{-1}', 'sum');
SELECT nd_window('int4[0:1]{1,2}'::ndarray, '{NULL}', '{1}', 'sum');
SELECT nd_window('int4[0:1]{1,2}'::ndarray, '{{1}}', '{1}', 'sum');
SELECT nd_window('int4[0:1]{1,2}'::ndarray, '{1}', '{1}', 'product');
SELECT nd_window('date[0:1]{2020-01-01,2020-01-02}'::ndarray, '{1}', '{1}', 'sum');
SELECT nd_window('complex[0:1]{1,2}'::ndarray, '{1}', '{1}', 'max');
SELECT nd_window(NULL, '{1}', '{1}', 'sum') IS NULL AS none, nd_window('int4[0:1]{1,2}'::ndarray, NULL, '{1}', 'sum') IS NULL AS nothing;

-- blocks, counted from the lower bounds; the last ones may be short
SELECT aggregate, nd_regrid('float8[i=-3:3]{1,2,NULL,4,(),NULL,NULL}'::ndarray, '{2}', aggregate)
FROM unnest('{count,sum,avg,min,max,var_samp,var_pop,stddev_samp,stddev_pop,median}'::text[]) WITH ORDINALITY AS a (aggregate, n)
ORDER BY n;
SELECT nd_regrid('int4[5:7,0:4]{{1,2,3,4,5},{6,7,8,9,10},{11,12,13,14,15}}'::ndarray, '{2,3}', 'sum');
SELECT nd_regrid('float8[0:5]{1,2,(),(),3,4}'::ndarray, '{2}', 'count');
SELECT nd_regrid('float8[0:5]{1,2,(),(),3,4}'::ndarray, '{2}', 'median');
SELECT nd_regrid('rational[0:3]{1/2,1/3,1/4,NULL}'::ndarray, '{2}', aggregate)
FROM unnest('{sum,avg,min,median,var_pop}'::text[]) WITH ORDINALITY AS a (aggregate, n) ORDER BY n;
SELECT nd_regrid('complex[0:1]{"(1,2)","(3,-4)"}'::ndarray, '{2}', 'avg'), nd_regrid('date[0:1]{2020-02-29,1999-12-31}'::ndarray, '{2}', 'max');
SELECT nd_regrid('float8{3}'::ndarray, '{}', 'sum'), nd_regrid('float8[0:-1]{}'::ndarray, '{4}', 'sum'), nd_regrid('int2[0:2]{1,2,4}'::ndarray, '{9223372036854775807}', 'sum');
SELECT nd_regrid('float8[0:5]{NaN,1,Infinity,-Infinity,Infinity,1}'::ndarray, '{2}', aggregate)
FROM unnest('{sum,min,max,median,var_pop}'::text[]) WITH ORDINALITY AS a (aggregate, n) ORDER BY n;
-- more blocks than are kept at a time, along one axis and two; an axis longer than a map
SELECT nd_size(a), nd_sum(a), nd_min(a), nd_max(a) FROM (SELECT nd_regrid(nd_series(0, 299999, 1), '{3}', 'sum') AS a) AS v;
SELECT nd_size(a), nd_sum(a), nd_min(a), nd_max(a) FROM (SELECT nd_regrid(nd_series(0, 99999, 1), '{1}', 'max') AS a) AS v;
SELECT nd_shape(a), nd_sum(a), nd_min(a), nd_max(a) FROM (SELECT nd_regrid(nd_full('{400,700}', 1), '{2,1}', 'sum') AS a) AS v;
SELECT nd_shape(a), nd_sum(a), nd_min(a), nd_max(a) FROM (SELECT nd_regrid(nd_full('{3,70000}', 1), '{2,7}', 'sum') AS a) AS v;
SELECT nd_shape(a), nd_sum(a), nd_min(a), nd_max(a) FROM (SELECT nd_regrid(nd_full('{30,4,3}', 1), '{7,3,2}', 'count') AS a) AS v;
-- what GROUP BY gives of a stored array
SELECT create_array_as('window_blocks', 'SELECT i, j, (i * j % 7)::bigint AS v FROM generate_series(0, 99) i, generate_series(0, 49) j WHERE (i + j) % 5 > 0', '<v:bigint>[i=0:99,30,0, j=0:49,20,0]');
SELECT count(*) FROM (
    SELECT i / 10, j / 7, sum(v) FROM window_blocks GROUP BY 1, 2
    EXCEPT
    SELECT c.* FROM nd_cells(nd_regrid(read_array('window_blocks'), '{10,7}', 'sum')) AS c (i bigint, j bigint, v bigint)) AS d;
SELECT drop_array('window_blocks');

SELECT nd_regrid('int8[0:1]{9223372036854775807,1}'::ndarray, '{2}', 'sum');
SELECT nd_regrid('int8[0:1]{9223372036854775807,1}'::ndarray, '{2}', 'avg');
SELECT nd_regrid('int8[0:1]{4611686018427387904,4611686018427387905}'::ndarray, '{2}', 'var_pop');
SELECT nd_regrid('float8[0:1]{1e308,1e308}'::ndarray, '{2}', 'sum');
SELECT nd_regrid('float8[0:1]{1e308,1e308}'::ndarray, '{2}', 'max');
SELECT nd_regrid('float4[0:1]{3e38,3e38}'::ndarray, '{2}', 'sum');
SELECT nd_regrid('int4[0:1]{1,2}'::ndarray, '{0}', 'sum');
SELECT nd_regrid('int4[0:1]{1,2}'::ndarray, '{NULL}', 'sum');
SELECT nd_regrid('int4[0:1]{1,2}'::ndarray, '{1,1}', 'sum');
SELECT nd_regrid('int4[0:1]{1,2}'::ndarray, '{1}', 'last');
SELECT nd_regrid('date[0:1]{2020-01-01,2020-01-02}'::ndarray, '{2}', 'avg');

-- of types by name there are counts
SELECT nd_window('text[0:3]{a,NULL,(),bbbb}'::ndarray, '{1}', '{1}', 'count'), nd_regrid('text[0:3]{a,NULL,(),bbbb}'::ndarray, '{2}', 'count');
SELECT nd_window('uuid[0:1]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,NULL}'::ndarray, '{1}', '{0}', 'count');
SELECT nd_window('numeric[0:1]{1,2}'::ndarray, '{1}', '{1}', 'sum');
