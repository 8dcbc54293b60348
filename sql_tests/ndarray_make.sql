SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

SELECT nd_zeros('{2,2}') AS float8, nd_zeros('{2}', 'rational', '{7}') AS rational, nd_zeros('{}', 'bool') AS cell, nd_zeros('{0,3}', 'int2') AS none;
SELECT nd_full('{2}', 7) AS int4, nd_full('{2}', 0.5) AS float8, nd_full('{2}', rational(1,2), '{-1}') AS rational, nd_full('{2}', NULL::int8) AS nulls;
SELECT nd_eye(2) AS eye, nd_eye(2, 3, 1, 'int4') AS above, nd_eye(2, 2, 9223372036854775807) AS nowhere, nd_eye(1, kind => 'complex') AS complex;
SELECT nd_series(1, 5) AS int4, nd_series(10::int8, 1, -4) AS int8, nd_series(0, 1, 0.25) AS float8, nd_series(5, 1) AS none;
SELECT nd_size(nd_series(0, 0.3, 0.1)) AS four, nd_series('-9223372036854775808'::int8, '9223372036854775807', '9223372036854775807') AS limits;
SELECT nd_linspace(0, 1, 5) AS five, nd_linspace(0, 1, 4, false) AS open, nd_linspace(3, 4, 1) AS one, nd_linspace(0, 1, 0) AS none;
SELECT nd_float8(a, 49) AS last, nd_size(a) AS size FROM (SELECT nd_linspace(-1.7e308, 1.7e308) AS a) v;
SELECT nd_astype('float8[x=3:6]{1.5,2.5,NULL,()}'::ndarray, 'int4') AS int4, nd_astype('int4[0:1]{0,3}'::ndarray, 'bool') AS bool;
SELECT nd_astype('float8[0:1]{0.5,0.25}'::ndarray, 'rational') AS rational, nd_astype('rational[0:0]{1/4}'::ndarray, 'complex') AS complex;
SELECT nd_values('int4[0:1,0:1]{{1,NULL},{(),4}}'::ndarray) AS values;
SELECT nd_sum(nd_series(0, 99999) * 2) AS sum, nd_summary(nd_full('{100000000}', 1::int2)) AS constant;

SELECT nd_zeros('{-1}');
SELECT nd_zeros('{2,NULL}');
SELECT nd_zeros('{2}', 'float16');
SELECT nd_zeros('{2}', lower => '{1,2}');
SELECT nd_zeros('{20000,20000}');
SELECT nd_full('{1}', 'a'::text);
SELECT nd_full('{2}', date '2026-11-22');
SELECT nd_zeros('{2}', 'date');
SELECT nd_eye(-1);
SELECT nd_series(1, 5, 0);
SELECT nd_series(1, 9223372036854775807);
SELECT nd_series(0, 'NaN', 1::float8);
SELECT nd_linspace(0, 1, -1);
SELECT nd_astype('float8[0:0]{1e10}'::ndarray, 'int4');
SELECT nd_astype('float8[0:0]{1}'::ndarray, 'bool');
SELECT nd_astype('float8[0:0]{1}'::ndarray, 'real');
SELECT nd_astype('float8[0:1]{NULL,()}'::ndarray, 'int2') AS fine;

-- nd_build: an expression over the named axes.
SELECT nd_build('float8[i=1:2,j=0:2]', 'i * 10 + j + 0.5') AS table, nd_build('int4[i=-2:2]', 'CASE WHEN i <> 0 THEN i END') AS with_null;
SELECT nd_build('rational["Row"=0:1,0:1]', 'rational("Row", 2) -- halves') AS halves, nd_build('int2', '7') AS cell, nd_build('bool[i=5:4]', 'i > 0') AS none;
SELECT nd_sum(nd_build('int8[i=0:99,j=0:999]', 'i * 1000 + j')) AS sum, 99999::int8 * 50000 AS the_same;
SELECT nd_build('complex[k=0:1]', 'complex(k, 1)') AS complex, nd_build(NULL, '1') AS nothing;
SELECT nd_build('int4[i=0:1]', '1 / i');
SELECT nd_build('int4[i=0:1]', 'k');
SELECT nd_build('int4[i=0:1]', '1, 2');
SELECT nd_build('int4[i=0:1]', 'generate_series(1, 2)');
SELECT nd_build('int4[i=0:1]', 'count(*)');
SELECT nd_build('int4{1}', 'i');
SELECT nd_build('int4[i=0:1', 'i');
