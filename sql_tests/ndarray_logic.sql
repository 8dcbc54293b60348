SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- Three values and empty cells.
SELECT nd_and(a, b), nd_or(a, b), nd_not(a)
FROM (SELECT 'bool[0:3]{t,f,NULL,()}'::ndarray AS a, 'bool[0:3]{NULL,NULL,NULL,t}'::ndarray AS b) v;
SELECT nd_is_null(a), nd_is_present(a), nd_is_nan(a) FROM (SELECT 'float8[0:3]{1,NULL,(),NaN}'::ndarray AS a) v;
SELECT nd_is_nan('point2d[0:1]{"(1,NaN)","(1,2)"}'::ndarray) AS point2d, nd_is_nan('rational{1/2}'::ndarray) AS rational;
SELECT nd_count(nd_is_present('int4[0:99999]{(5):1}'::ndarray)) AS everywhere;

-- Where the mask is NULL the result is, where it is empty the result is.
SELECT nd_where('bool[0:3]{t,f,NULL,()}'::ndarray, 'int4[0:3]{1,2,3,4}'::ndarray, 'float8[0:3]{5,6,7,8}'::ndarray) AS mixed;
SELECT nd_where('bool[0:1]{t,f}'::ndarray, 'int4[0:1]{(),1}'::ndarray, 0) AS a, nd_where('bool[0:1]{t,f}'::ndarray, NULL::float8, 'int4[0:1]{1,2}'::ndarray) AS b;
SELECT nd_where('bool[0:1]{t,f}'::ndarray, 1, 2.5) AS numbers, nd_where(NULL::ndarray, 1, 2) AS nothing;
SELECT nd_where('bool[0:1]{t,f}'::ndarray, rational(1,2), rational(1,3)) AS rationals;
-- Only what is chosen is converted.
SELECT nd_where('bool[0:1]{f,t}'::ndarray, 'bool[0:1]{t,f}'::ndarray, 'bool[0:1]{f,t}'::ndarray) AS bools;
SELECT nd_coalesce('int4[0:3]{1,NULL,(),()}'::ndarray, 'int8[0:3]{9,8,7,()}'::ndarray) AS merged, nd_coalesce('int2[0:2]{1,NULL,()}'::ndarray, 0::int2) AS filled;
SELECT nd_filter(a, nd_gt(a, 1)) AS kept, nd_compress(a, nd_gt(a, 1)) AS packed FROM (SELECT 'int4[x=5:9]{1,2,NULL,(),3}'::ndarray AS a) v;
SELECT nd_compress('rational[0:2]{1/2,NULL,1/3}'::ndarray, 'bool[0:2]{t,t,f}'::ndarray) AS with_null, nd_compress('int4[0:1]{1,2}'::ndarray, 'bool{f}'::ndarray) AS none;
SELECT nd_sum(nd_compress(a, nd_eq(a % 7, 0))) AS multiples FROM (SELECT nd_agg(i, i) AS a FROM generate_series(1, 100000) i) v;

SELECT nd_and('int4[0:0]{1}'::ndarray, 'bool[0:0]{t}'::ndarray);
SELECT nd_filter('int4[0:0]{1}'::ndarray, 'int4[0:0]{1}'::ndarray);
SELECT nd_where('bool[0:0]{t}'::ndarray, 'bool[0:0]{t}'::ndarray, 1);
SELECT nd_where('bool[0:1]{t,f}'::ndarray, 'int4[0:2]{1,2,3}'::ndarray, 'int4[0:0]{1}'::ndarray);
