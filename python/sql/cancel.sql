SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext_plpython3u CASCADE;
RESET client_min_messages;
\getenv srcdir PG_ABS_SRCDIR
SELECT set_config('array_ext.python_path', :'srcdir' || '/scripts', false) <> '' AS path;
\set VERBOSITY terse

SELECT create_array('pc', '<v:int4>[i=0:3,2,0, j=0:3,2,0]');
INSERT INTO pc SELECT i, j, i FROM generate_series(0, 3) i, generate_series(0, 3) j;
CREATE FUNCTION pc_loop(a ndarray) RETURNS void TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$
while True:
    pass
$$;
CREATE FUNCTION pc_id(a ndarray) RETURNS ndarray TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ return a $$;

-- A loop in a script, in a function with the transform, in a block that came by one.
SET statement_timeout = '200ms';
SELECT python_value('pc', 'functions.py', 'loops');
SELECT python_value('pc', 'functions.py', 'loops', mode => 'chunk', halo => '{1,1}');
SELECT python_value('pc', 'functions.py', 'loops_over');
SELECT count(*) FROM python_apply('pc', 'functions.py', 'loops_yielding') AS r(i bigint, j bigint, v int4);
SELECT pc_loop('int4{0}');
DO LANGUAGE plpython3u $$
plpy.execute("SELECT public.pc_id('int4{0}')")
while True:
    pass
$$;
RESET statement_timeout;

-- As an SQL error it can be caught, and cancels nothing else.
CREATE FUNCTION pc_catch() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('statement_timeout', '0', true);
  PERFORM pc_loop('int4{0}');
EXCEPTION WHEN query_canceled THEN
  PERFORM pg_sleep(0.01);
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SET statement_timeout = '200ms';
SELECT pc_catch();
RESET statement_timeout;
SELECT nd_int8(pc_id('int4{5}'));

-- A user's request.
DO LANGUAGE plpython3u $$
import os, signal
plpy.execute("SELECT public.pc_id('int4{0}')")
os.kill(os.getpid(), signal.SIGINT)
while True:
    pass
$$;
-- One that may be met by SQL or by Python: an exception that the function can catch.
DO LANGUAGE plpython3u $$
import os, signal
try:
    os.kill(os.getpid(), signal.SIGINT)
    plpy.execute("SELECT pg_sleep(10)")
except (KeyboardInterrupt, plpy.SPIError) as e:
    plpy.notice("caught")
    try:
        plpy.execute("SELECT 1")
    except plpy.SPIError:
        pass
$$;
SELECT nd_int8(pc_id('int4{6}'));
-- A function that catches it, commits and fails later.
DO LANGUAGE plpython3u $$
import os, signal
plpy.execute("SELECT public.pc_id('int4{0}')")
try:
    os.kill(os.getpid(), signal.SIGINT)
    while True:
        pass
except KeyboardInterrupt:
    pass
try:
    plpy.execute("SELECT 1")
except plpy.SPIError as e:
    plpy.notice(e.sqlstate)
plpy.commit()
raise ValueError("later")
$$;
-- Python's loops go on being ended in later transactions.
SET statement_timeout = '200ms';
SELECT pc_loop('int4{0}');
RESET statement_timeout;
BEGIN;
SELECT nd_int8(pc_id('int4{7}'));
SAVEPOINT s;
SET LOCAL statement_timeout = '200ms';
SELECT pc_loop('int4{0}');
ROLLBACK TO s;
SELECT nd_int8(pc_id('int4{8}'));
COMMIT;
-- The handlers are PostgreSQL's own again, and its functions can be cancelled.
SET statement_timeout = '100ms';
SELECT pg_sleep(10);
RESET statement_timeout;

DROP FUNCTION pc_loop, pc_id, pc_catch;
DROP FOREIGN TABLE pc;
