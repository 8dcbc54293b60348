SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext_plpython3u CASCADE;
RESET client_min_messages;

-- Every object has a comment; nothing that runs scripts is for everybody; what may run in parallel workers.
SELECT pg_describe_object(classid, objid, objsubid) AS object,
       coalesce(obj_description(objid, classid::regclass::text), '') <> '' AS comment
  FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
   AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'array_ext_plpython3u') ORDER BY 1;
SELECT proname, provolatile, proparallel, proisstrict, has_function_privilege('public', p.oid, 'EXECUTE') AS everybody
  FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'array_ext_plpython3u' ORDER BY 1;

-- A session that begins with python_apply, before PL/Python has started.
\c -
\getenv srcdir PG_ABS_SRCDIR
SELECT create_array('ex', '<v:int4>[i=0:3,2,0]');
INSERT INTO ex SELECT i, i FROM generate_series(0, 3) i;
LOAD 'array_ext_plpython3u';
SELECT set_config('array_ext.python_path', :'srcdir' || '/scripts', false) <> '' AS path;
SELECT * FROM python_apply('ex', 'functions.py', 'double') AS r(i bigint, v int4) ORDER BY i;
-- One that begins with it in another schema, and with nothing in the search path.
CREATE SCHEMA ex_elsewhere;
ALTER EXTENSION array_ext_plpython3u SET SCHEMA ex_elsewhere;
\c -
SET search_path = pg_catalog;
LOAD 'array_ext_plpython3u';
\getenv srcdir PG_ABS_SRCDIR
SELECT set_config('array_ext.python_path', :'srcdir' || '/scripts', false) <> '' AS path;
SELECT ex_elsewhere.python_value('public.ex', 'functions.py', 'double');
SELECT ex_elsewhere.python_apply_into('public.ex', 'functions.py', 'double', 'public.ex_new', mode => 'chunk');
SELECT i, double FROM public.ex_new ORDER BY i;
RESET search_path;
ALTER EXTENSION array_ext_plpython3u SET SCHEMA public;
DROP SCHEMA ex_elsewhere;
DROP FOREIGN TABLE ex, ex_new;
-- It can go and come again.
DROP EXTENSION array_ext_plpython3u;
CREATE EXTENSION array_ext_plpython3u;
