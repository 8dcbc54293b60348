SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext_plpython3u CASCADE;
RESET client_min_messages;
\getenv srcdir PG_ABS_SRCDIR
SELECT set_config('array_ext.python_path', :'srcdir' || '/scripts', false) <> '' AS path;

-- Memory and reference counts stay where they are, over 10,000 calls that go well and 1,000 that fail.
CREATE FUNCTION st_same(a ndarray) RETURNS ndarray TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ return a $$;
CREATE FUNCTION st_bad(a ndarray) RETURNS ndarray TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ return [[object()]] $$;
CREATE FUNCTION st_look() RETURNS TABLE (blocks int8, kilobytes int8, counts int8) LANGUAGE plpython3u AS $$
import array_ext, gc, numpy, sys
gc.collect()
with open("/proc/self/statm") as f:
    resident = int(f.read().split()[1]) * 4
watched = (None, numpy.asarray, array_ext.View, array_ext._pack, array_ext._masked, numpy.dtype("f8"), numpy.ma.nomask, ())
return [(sys.getallocatedblocks(), resident, sum(sys.getrefcount(x) for x in watched))]
$$;
CREATE TABLE st_values AS
  SELECT nd_agg(sqrt(i), i) AS v FROM generate_series(0, 999) i
  UNION ALL SELECT nd_agg(CASE WHEN i % 3 = 0 THEN i END, i) FROM generate_series(0, 999) i WHERE i % 5 <> 1
  UNION ALL SELECT nd_agg(rational(i, 7), i) FROM generate_series(0, 999) i
  UNION ALL SELECT nd_agg(CASE WHEN i <> 3 THEN 'text ' || i END, i) FROM generate_series(0, 19) i WHERE i <> 5
  UNION ALL SELECT nd_agg(i / 7.0, i) FROM generate_series(0, 19) i
  UNION ALL SELECT nd_agg(CASE WHEN i <> 3 THEN date '2026-01-01' + i END, i) FROM generate_series(0, 19) i WHERE i <> 5
  UNION ALL SELECT 'bytea[0:2]{"\\x00ff","\\x",NULL}'
  UNION ALL SELECT 'uuid[0:1]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,NULL}';
CREATE FUNCTION st_calls(n int) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE failed int := 0;
BEGIN
  PERFORM count(st_same(v)) FROM st_values, generate_series(1, n);
  FOR i IN 1 .. n LOOP
    BEGIN
      PERFORM st_bad(v) FROM st_values LIMIT 1;
    EXCEPTION WHEN feature_not_supported THEN failed := failed + 1;
    END;
  END LOOP;
  RETURN failed = n;
END $$;
CREATE FUNCTION st_steady(call text, n int) RETURNS TABLE (done bool, blocks bool, memory bool, counts bool) LANGUAGE plpgsql AS $$
DECLARE before record; after record;
BEGIN
  -- Python and numpy keep freed objects in lists that fill up in the first
  -- rounds; one leaked in any call would be n of them in every round.
  FOR round IN 1 .. 8 LOOP
    SELECT * INTO before FROM st_look();
    EXECUTE format(call, n) INTO done;
    SELECT * INTO after FROM st_look();
    blocks := after.blocks - before.blocks < n / 2;
    memory := after.kilobytes - before.kilobytes < 1024;
    counts := after.counts - before.counts < n / 10;
    EXIT WHEN blocks AND memory AND counts;
    IF round = 8 THEN RAISE NOTICE 'before %, after %', before, after; END IF;
  END LOOP;
  RETURN NEXT;
END $$;
SELECT st_same('int4{0}');
SELECT * FROM st_steady('SELECT st_calls(%s)', 1300);
-- A cell that no type can be made of, found when others are made already.
CREATE FUNCTION st_half() RETURNS ndarray TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$
import array_ext
return array_ext.of("uuid", ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "none"])
$$;
CREATE FUNCTION st_halves(n int) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE failed int := 0;
BEGIN
  FOR i IN 1 .. n LOOP
    BEGIN
      PERFORM st_half();
    EXCEPTION WHEN invalid_text_representation THEN failed := failed + 1;
    END;
    BEGIN
      PERFORM st_same('date[0:1]{2026-01-01,infinity}');
    EXCEPTION WHEN numeric_value_out_of_range THEN failed := failed + 1;
    END;
  END LOOP;
  RETURN failed = 2 * n;
END $$;
SELECT * FROM st_steady('SELECT st_halves(%s)', 1000);

-- The same of functions over stored arrays.
SELECT create_array('st', '<v:int4, w:float8>[i=0:9,5,0, j=0:9,5,0]');
INSERT INTO st SELECT i, j, i + j, i FROM generate_series(0, 9) i, generate_series(0, 9) j WHERE i <> j;
CREATE FUNCTION st_apply(n int) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE failed int := 0;
BEGIN
  FOR i IN 1 .. n LOOP
    PERFORM * FROM python_apply('st', 'functions.py', 'two', mode => 'chunk') AS r(i bigint, j bigint, s float8, d float8);
    PERFORM python_value('st', 'functions.py', 'rows', '{v}', 'chunk', '{1,1}');
    BEGIN
      PERFORM python_value('st', 'functions.py', 'raises', '{v}');
    EXCEPTION WHEN external_routine_exception THEN failed := failed + 1;
    END;
    BEGIN
      PERFORM * FROM python_apply('st', 'functions.py', 'double', '{v}') AS r(i bigint, j bigint, v float8);
    EXCEPTION WHEN datatype_mismatch THEN failed := failed + 1;
    END;
  END LOOP;
  RETURN failed = 2 * n;
END $$;
SELECT * FROM st_steady('SELECT st_apply(%s)', 250);

DROP FUNCTION st_same, st_half, st_halves, st_bad, st_look, st_calls, st_steady, st_apply;
DROP TABLE st_values;
DROP FOREIGN TABLE st;
