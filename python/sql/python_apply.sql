SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext_plpython3u CASCADE;
RESET client_min_messages;
\getenv srcdir PG_ABS_SRCDIR
SELECT set_config('array_ext.python_path', :'srcdir' || '/scripts', false) <> '' AS path;

SELECT create_array('pa', '<v:int4, w:float8>[i=0:4,2,0, j=-1:3,3,0]');
INSERT INTO pa SELECT i, j, 10 * i + j, i FROM generate_series(0, 4) i, generate_series(-1, 3) j;

-- A result of the input's shape keeps its coordinates.
SELECT count(*), bool_and(r.v = 2 * pa.v) FROM python_apply('pa', 'functions.py', 'double', '{v}') AS r(i bigint, j bigint, v int4) JOIN pa USING (i, j);
SELECT count(*), bool_and(r.v = 2 * pa.v) FROM python_apply('pa', 'functions.py', 'double', '{v}', 'chunk') AS r(i bigint, j bigint, v int4) JOIN pa USING (i, j);
-- Other results of chunks say where they belong; a generator gives many.
SELECT * FROM python_apply('pa', 'functions.py', 'corner_sum', '{v}', mode => 'chunk') AS r(i bigint, j bigint, s int8) ORDER BY i, j;
SELECT count(*), bool_and(r.v = pa.v) FROM python_apply('pa', 'functions.py', 'rows', '{v}', 'chunk') AS r(i bigint, j bigint, v int4) JOIN pa USING (i, j);
-- More attributes, named results.
SELECT * FROM python_apply('pa', 'functions.py', 'two') AS r(i bigint, j bigint, s float8, d float8) WHERE i = 2 ORDER BY i, j;
SELECT * FROM python_apply('pa', 'functions.py', 'two', '{w,v}', 'chunk') AS r(i bigint, j bigint, d float8, s float8) WHERE i = 2 ORDER BY i, j;
-- One number, a list, parameters, keywords.
SELECT * FROM python_apply('pa', 'functions.py', 'total', '{v}') AS r(total int8);
SELECT * FROM python_apply('pa', 'functions.py', 'shape', '{v}') AS r(k bigint, n int8);
SELECT python_value('pa', 'functions.py', 'shape', '{v}', params => '{"a": 1}'), python_value('pa', 'functions.py', 'scaled', '{v}', params => '{"factor": 3}');
SELECT python_value('pa', 'functions.py', 'total', '{v}'), python_value('pa', 'functions.py', 'nothing', '{v}');
SELECT python_value('pa', 'functions.py', 'same') = read_array('pa', 'v');
SELECT python_value('pa', 'functions.py', 'same', mode => 'chunk'), python_value('pa', 'functions.py', 'corner_sum', '{v}', 'chunk');

-- A halo: the chunks together give what the whole gives; a halo too small does not.
SELECT python_value('pa', 'functions.py', 'neighbours', '{v}', 'chunk', '{1,1}') = python_value('pa', 'functions.py', 'neighbours', '{v}') AS one,
  python_value('pa', 'functions.py', 'neighbours', '{v}', 'chunk', '{2,5}') = python_value('pa', 'functions.py', 'neighbours', '{v}') AS more,
  python_value('pa', 'functions.py', 'neighbours', '{v}', 'chunk', '{1,0}') = python_value('pa', 'functions.py', 'neighbours', '{v}') AS less;

-- NULL and empty cells stay what they are, also with a halo.
SELECT create_array('pa_open', '<v:int4>[i=*:*,2,0, j=0:*,3,0]');
INSERT INTO pa_open SELECT i, j, CASE WHEN i <> j THEN 10 * i + j END FROM generate_series(-3, 4) i, generate_series(0, 4) j WHERE (i + j) % 3 <> 0;
SELECT m, h, count(*), count(r.v), bool_and(r.v = 2 * p.v)
  FROM (VALUES ('array', NULL), ('chunk', NULL), ('chunk', '{1,2}'::int8[])) AS t(m, h),
       python_apply('pa_open', 'functions.py', 'double', NULL, m, h) AS r(i bigint, j bigint, v int4) JOIN pa_open p USING (i, j)
  GROUP BY m, h ORDER BY m, h NULLS FIRST;
SELECT count(*), count(v) FROM pa_open;

-- Into a new array: bounds and chunk lengths come from the results.
SELECT python_apply_into('pa', 'functions.py', 'two', 'pa_two', mode => 'chunk');
SELECT array_schema('pa_two'), (SELECT count(*) FROM pa_two_chunks);
SELECT count(*), bool_and(s = v + w AND d = v - w) FROM pa_two JOIN pa USING (i, j);
SELECT python_apply_into('pa', 'functions.py', 'double', 'pa_double', '{v}', 'chunk', '{1,1}');
SELECT array_schema('pa_double'), (SELECT count(*) FROM pa_double_chunks), (SELECT sum(double) FROM pa_double);
SELECT python_apply_into('pa', 'functions.py', 'double', 'pa_whole', '{v}');
SELECT array_schema('pa_whole'), (SELECT sum(double) FROM pa_whole);
SELECT python_apply_into('pa', 'functions.py', 'rows', 'pa_rows', '{v}', 'chunk');
SELECT array_schema('pa_rows'), (SELECT count(*) FROM pa_rows), (SELECT count(*) FROM (SELECT * FROM pa_rows EXCEPT ALL SELECT i, j, v FROM pa) x);
SELECT python_apply_into('pa', 'functions.py', 'corner_sum', 'pa_corners', '{v}', 'chunk');
SELECT array_schema('pa_corners'), (SELECT sum(corner_sum) FROM pa_corners);
SELECT python_apply_into('pa_open', 'functions.py', 'double', '"Odd name"', mode => 'chunk');
SELECT array_schema('"Odd name"'), count(*), count(double) FROM "Odd name";
SELECT python_apply_into('pa', 'functions.py', 'shape', 'pa_shape', '{v}');
SELECT array_schema('pa_shape');
-- A large one is cut into chunks.
SELECT create_array('pa_big', '<v:float8>[i=0:599,600,0, j=0:499,500,0]');
INSERT INTO pa_big SELECT i, j, i * 1000 + j FROM generate_series(0, 599) i, generate_series(0, 499) j;
SELECT python_apply_into('pa_big', 'functions.py', 'double', 'pa_cut');
SELECT count(*) > 1 AS chunks, (SELECT sum(double) FROM pa_cut) = 2 * (SELECT sum(v) FROM pa_big) AS sums FROM pa_cut_chunks;
-- Results beyond work_mem go by way of the disk.
SELECT create_array('pa_many', '<v:float8>[i=0:599,100,0, j=0:499,100,0]');
INSERT INTO pa_many SELECT * FROM pa_big;
SET work_mem = '64kB';
SELECT python_apply_into('pa_many', 'functions.py', 'double', 'pa_disk', mode => 'chunk');
SELECT nd_sum(python_value('pa_many', 'functions.py', 'double', mode => 'chunk')), sum(double), count(*) FROM pa_disk;
SELECT python_apply_into('pa_many', 'functions.py', 'double', 'pa_disk', mode => 'chunk');
RESET work_mem;
-- Into one that is there: cells are overwritten.
SELECT python_apply_into('pa', 'functions.py', 'scaled', 'pa_double', '{v}', 'chunk', params => '{"factor": 5}');
SELECT count(*), bool_and(double = 5 * v) FROM pa_double JOIN pa USING (i, j);
SELECT python_apply_into('pa', 'functions.py', 'nothing', 'pa_double', '{v}');

-- plpy works inside; calls may nest.
SELECT python_value('pa', 'functions.py', 'notices', '{v}', 'chunk') = read_array('pa', 'v');
SELECT nd_sum(python_value('pa', 'functions.py', 'nested', '{v}'));
BEGIN;
SELECT python_value('pa', 'functions.py', 'total', '{v}');
ROLLBACK;

-- Errors.
SELECT python_apply('pa', 'functions.py', 'double');
SELECT * FROM python_apply('pa', 'functions.py', 'double', '{v}') AS r(i bigint, v int4);
SELECT * FROM python_apply('pa', 'functions.py', 'double', '{v}') AS r(i bigint, j int4, v int4);
SELECT * FROM python_apply('pa', 'functions.py', 'double', '{v}') AS r(i bigint, j bigint, v float8);
SELECT * FROM python_apply('pa', 'functions.py', 'two') AS r(i bigint, j bigint, s float8, x float8);
SELECT python_value('pa', 'functions.py', 'two');
SELECT python_value('pa', 'functions.py', 'missing', '{v}');
SELECT python_value('pa', 'functions.py', '_hidden', '{v}');
SELECT python_value('pa', 'functions.py', 'number', '{v}');
SELECT python_value('pa', 'functions.py', 'double', '{x}');
SELECT python_value('pa', 'functions.py', 'double', '{}');
SELECT python_value('pa', 'functions.py', 'double', '{NULL}');
SELECT python_value('pg_class', 'functions.py', 'double');
SELECT python_value('pa', 'functions.py', NULL);
SELECT python_value('pa', 'functions.py', 'double', '{v}', 'cell');
SELECT python_value('pa', 'functions.py', 'double', '{v}', halo => '{1,1}');
SELECT python_value('pa', 'functions.py', 'double', '{v}', 'chunk', '{1}');
SELECT python_value('pa', 'functions.py', 'reduced', '{v}', 'chunk');
SELECT python_value('pa', 'functions.py', 'different', '{v}', 'chunk');
SELECT python_value('pa', 'functions.py', 'kinds', '{v}', 'chunk');
SELECT python_apply_into('pa', 'functions.py', 'nothing', 'pa_none', '{v}');
SELECT python_apply_into('pa', 'functions.py', 'no_dimension', 'pa_none', '{v}');
SELECT python_apply_into('pa', 'functions.py', 'scaled', 'pa_double', '{w}', 'chunk', params => '{"factor": 5}');
SELECT * FROM python_apply('pa', 'functions.py', 'swallows', '{v}') AS r(i bigint, j bigint, v float8);

-- An exception keeps its type, its text and the traceback; paths are cut off here.
CREATE FUNCTION pa_error(call text) RETURNS TABLE (state text, message text, context text) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE call;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, context = PG_EXCEPTION_CONTEXT;
  context := regexp_replace(split_part(context, E'\nSQL statement', 1), 'File ".*/', 'File "', 'g');
  RETURN NEXT;
END $$;
SELECT * FROM pa_error($$SELECT python_value('pa', 'functions.py', 'raises', '{v}', 'chunk')$$);
SELECT * FROM pa_error($$SELECT python_value('pa', 'functions.py', 'raises_own', '{v}')$$);
SELECT * FROM pa_error($$SELECT python_value('pa', 'functions.py', 'leaves', '{v}')$$);
SELECT * FROM pa_error($$SELECT python_value('pa', 'functions.py', 'two', '{v}')$$);
SELECT * FROM pa_error($$SELECT python_value('pa', 'broken.py', 'f', '{v}')$$);
SELECT * FROM pa_error($$SELECT python_value('pa', 'raising.py', 'f', '{v}')$$);
SELECT state, message FROM pa_error($$SELECT python_value('pa', 'functions.py', 'divides', '{v}')$$);
-- All is well afterwards.
SELECT python_value('pa', 'functions.py', 'total', '{v}');

DROP FUNCTION pa_error;
DROP FOREIGN TABLE pa, pa_open, pa_two, pa_double, pa_whole, pa_rows, pa_corners, "Odd name", pa_shape, pa_big, pa_cut, pa_many, pa_disk;
