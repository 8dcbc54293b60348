SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext_plpython3u CASCADE;
RESET client_min_messages;
SET DateStyle = 'ISO';
SET TimeZone = 'Europe/Vienna';
\getenv srcdir PG_ABS_SRCDIR
SELECT set_config('array_ext.python_path', :'srcdir' || '/scripts', false) <> '' AS path;

CREATE FUNCTION ki_show(a ndarray) RETURNS text
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ return "%s %s %r" % (type(a).__name__, a.dtype, a.tolist()) $$;
CREATE FUNCTION ki_same(a ndarray) RETURNS ndarray
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ return a $$;
CREATE FUNCTION ki_eval(code text, a ndarray DEFAULT NULL) RETURNS ndarray
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$
  import numpy as np, array_ext, datetime, decimal, fractions, uuid
  return eval(code, dict(np=np, array_ext=array_ext, datetime=datetime, Decimal=decimal.Decimal, fractions=fractions, uuid=uuid, a=a))
$$;

-- Dates and timestamps, there and back; timestamptz in UTC.
SELECT ki_show(v), ki_same(v), ki_same(v) = v AS same
  FROM (VALUES (1, 'date[0:3]{2000-01-01,1970-01-01,1969-12-31,2026-11-22}'::ndarray),
               (3, 'timestamp[0:2]{"2000-01-01 00:00","1969-12-31 23:59:59.999999","2026-11-22 01:02:03.000004"}'),
               (4, 'timestamptz[0:1]{"2026-07-01 12:00+02","2026-01-01 00:00+00"}'),
               (5, 'date[0:2]{NULL,2026-01-01,()}'), (6, 'timestamptz[0:2]{NULL,"2026-01-01 00:00+00",()}'),
               (7, 'date{2026-01-01}'), (8, 'timestamp[0:-1]{}'), (9, 'date[0:1,0:-1]{}'), (10, 'date[0:1]{(),()}'),
               (11, 'timestamp[0:1,0:0,0:0,0:0,0:1]{{{{{2026-01-01,NULL}}}},{{{{(),2026-01-02}}}}}')) AS t(n, v) ORDER BY n;
SELECT ki_same(v) = v AS limits FROM (VALUES ('date[0:1]{4714-11-24 BC,5874897-12-31}'::ndarray),
  ('timestamp[0:1]{"4714-11-24 00:00 BC","294217-01-01 00:00"}')) AS t(v);
\set SHOW_CONTEXT never
\set VERBOSITY terse
SELECT ki_same('date[0:1]{2026-01-01,infinity}');
SELECT ki_same('timestamp{-infinity}');
SELECT ki_same('timestamptz{"294276-12-31 00:00+00"}');
\set VERBOSITY default
SELECT ki_same('date{infinity}');
\set VERBOSITY terse

-- Types by name: text as str, bytea as bytes, numeric as Decimal, oid as int, others as their text.
SELECT ki_show(v), ki_same(v), ki_same(v) = v AS same
  FROM (VALUES (1, 'text[0:4]{a,"ö ß 日本",NULL,(),""}'::ndarray), (2, 'varchar[0:1]{a,b}'), (3, 'bytea[0:2]{"\\x00ff00","\\x",NULL}'),
               (4, 'numeric[0:4]{1.50,-0.000,NaN,Infinity,12345678901234567890123456789.123456789}'), (5, 'jsonb[0:1]{"{\"a\": [1, null]}",NULL}'),
               (6, 'uuid[0:1]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,NULL}'), (7, 'interval[0:1]{"1 day 02:00",-1 mon}'), (8, 'inet[0:1]{10.0.0.1/8,"::1"}'),
               (9, 'oid[0:1]{4294967295,NULL}'), (10, 'text{one}'), (11, 'text[0:-1]{}'), (12, 'uuid[0:1,0:-1]{}'), (13, 'text[0:1]{NULL,NULL}'),
               (14, 'numeric[0:1]{(),()}'), (15, 'name[0:1]{a,b}'), (16, 'time[0:0]{"01:02:03.5"}'), (17, 'json[0:0]{"{\"b\":1}"}'), (18, 'bpchar[0:0]{"a "}'),
               (19, 'text[0:1,0:0,0:0,0:0,0:1]{{{{{a,NULL}}}},{{{{(),b}}}}}')) AS t(n, v) ORDER BY n;
-- Large ones, of many tiles; compressed, sparse; the same value in every cell.
SELECT n, ki_same(v) = v AS same FROM (
  SELECT 1 AS n, nd_agg(CASE WHEN i % 7 <> 0 THEN repeat('ab' || i, i % 50) END, i) AS v FROM generate_series(0, 20000) i WHERE i % 11 <> 5 OR i = 0
  UNION ALL SELECT 2, nd_agg(i * 1.5, i) FROM generate_series(0, 20000) i
  UNION ALL SELECT 3, nd_agg(date '2000-01-01' + i, i) FROM generate_series(0, 40000) i WHERE i % 3 <> 1
  UNION ALL SELECT 4, nd_agg('same'::text, i) FROM generate_series(0, 9999) i
  UNION ALL SELECT 5, nd_agg('x'::text, i) FROM generate_series(0, 99999, 9999) i) s ORDER BY n;

-- Coordinates; slices, transposes and copies; what is calculated shows its type, or is given one.
SELECT ki_eval('array_ext.at(array_ext.lower(a), a)', 'text[5:6]{a,NULL}'), ki_eval('array_ext.at(array_ext.lower(a), a)', 'date[5:6]{2000-01-01,NULL}'),
  ki_eval('((7,), a)', 'numeric[5:6]{1,NULL}');
SELECT ki_eval('a[1:]', 'uuid[0:1]{NULL,NULL}'), ki_eval('a.T', 'jsonb[0:1,0:1]{{1,2},{3,NULL}}'), ki_eval('a[::-1]', 'timestamptz[0:1]{"2026-01-01 00:00+00",NULL}');
SELECT ki_eval('a + "!"', 'text[0:1]{a,b}'), ki_eval('a * 2', 'numeric[0:2]{1.5,NULL,2}'), ki_eval('np.frompyfunc(len, 1, 1)(a)', 'text[0:1]{a,bcd}'),
  ki_eval('a + np.timedelta64(1, "D")', 'date[0:1]{2026-12-31,NULL}'), ki_eval('a[1:] - a[:-1] > np.timedelta64(1, "h")', 'timestamp[0:1]{"2026-01-01 00:00","2026-01-01 02:00"}');
SELECT ki_eval('array_ext.of("timestamptz", a + np.timedelta64(1, "h"))', 'timestamptz[0:0]{"2026-01-01 00:00+00"}'),
  ki_eval($$array_ext.of("jsonb", np.array(['{"b":1}', None]))$$), ki_eval('array_ext.at((3,), array_ext.of("inet", ["10.0.0.1", None]))'),
  ki_eval('array_ext.of("numeric", ["1.50", "7"])'), ki_eval('array_ext.of("uuid", [None, None])'), ki_eval('array_ext.of("timestamp", a)', 'timestamptz[0:0]{"2026-01-01 00:00+00"}');
SELECT ki_eval('array_ext.of("varchar", array_ext.at((3,), ["a"]))'), ki_eval('array_ext.of("text", [])');

-- Any unit of datetime64 that is exact; NaT is NULL.
SELECT ki_eval('np.array(["2026", "1969", "NaT"], dtype="M8[Y]")'), ki_eval('np.array(["2024-03", "1900-02"], dtype="M8[M]")'), ki_eval('np.array([1, -1], dtype="M8[W]")'),
  ki_eval('np.array(["2026-02-03"], dtype=">M8[D]")'), ki_eval('np.array([3, -3], dtype="M8[10Y]")'), ki_eval('np.datetime64("2026-02-03")');
SELECT ki_eval(format('np.array(["2026-01-02T03", "NaT"], dtype="M8[%s]")', u)) FROM unnest('{h,m,s,ms,us,ns}'::text[]) WITH ORDINALITY AS t(u, n) ORDER BY n;
SELECT ki_eval('np.array([4], dtype="M8[25s]")'), ki_eval('np.array([2, -2], dtype="M8[500ns]")'), ki_eval('np.arange(6).reshape(2, 3).T[::-1].astype("M8[D]")'), ki_eval('np.arange(6).view("M8[D]")[::-2]'), ki_eval('np.array([10 ** 12], dtype="M8[ps]")'),
  ki_eval('np.ma.array(np.array(["2026-01-01", "NaT", "2026-01-03"], dtype="M8[D]"), mask=[1, 0, 0])'), ki_eval('np.array([], dtype="M8[ns]")');
SELECT ki_eval('[datetime.date(2026, 1, 2), None]'), ki_eval('datetime.datetime(2026, 1, 2, 3, 4, 5, 6)'),
  ki_eval('[datetime.datetime(2026, 7, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))]');
-- str, bytes and Decimal of lists and of numpy's own types.
SELECT ki_eval('"text"'), ki_eval('[["a", "b\0"[:1]], ["", None]]'), ki_eval('np.array(["ab", "c"])'), ki_eval('[b"a\0", None]'), ki_eval('np.array([b"ab", b"c"])'),
  ki_eval('Decimal("1.50")'), ki_eval('[Decimal("1E+5"), 7, None, Decimal("NaN")]'), ki_eval('np.array([["a"]])[:, :0]');
SELECT ki_eval('np.ma.array(["a"], mask=[1])'), ki_eval('np.ma.array(np.array([Decimal(1)]), mask=[1])'), ki_eval('np.ma.array(np.array([1, None]), mask=[1, 0])'),
  ki_eval('np.ma.array(np.array([datetime.date(2026, 1, 1)]), mask=[1])'), ki_eval('np.ma.array(np.array([fractions.Fraction(1, 2)]), mask=[1])');
SELECT ki_eval('np.ma.array(np.array([object(), "b"]), mask=[1, 0])'), ki_eval('(lambda r: (setattr(r, "empty", np.array([1, 0, 0], bool)), r)[1])(np.ma.array(["a", "b", "c"], mask=[1, 1, 0]))');

-- What cannot be.
SELECT ki_eval('np.array(["2026-01-02T03:04:05.000000007"], dtype="M8[ns]")');
SELECT ki_eval('np.array([1], dtype="M8[3fs]")');
SELECT ki_eval('np.array([2 ** 62], dtype="M8[h]")');
SELECT ki_eval('np.array([2 ** 62], dtype="M8[Y]")');
SELECT ki_eval('np.array([-6000], dtype="M8[Y]")'), ki_eval('np.array([-7000], dtype="M8[Y]")');
SELECT ki_eval('np.array([5900000], dtype="M8[Y]")');
SELECT ki_eval('np.array([2 ** 40], dtype="M8[D]")');
SELECT ki_eval('np.array([-2 ** 63 + 1], dtype="M8[us]")');
SELECT ki_eval('np.array(["NaT"], dtype="M8")');
SELECT ki_eval('np.array([1], dtype="m8[s]")');
SELECT ki_eval('["a", 1]');
SELECT ki_eval('["a", b"a"]');
SELECT ki_eval('[Decimal(1), 0.5]');
SELECT ki_eval('[True, Decimal(1)]');
SELECT ki_eval('[uuid.UUID(int=1)]');
SELECT ki_eval('[datetime.datetime(2026, 1, 1), datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)]');
SELECT ki_eval('[datetime.time(1)]');
SELECT ki_eval('["a\0b"]');
SELECT ki_eval('[None]');
SELECT ki_eval('array_ext.of("uuid", ["none"])');
SELECT ki_eval('array_ext.of("uuid", [b"none"])');
SELECT ki_eval('array_ext.of("nonesuch", ["a"])');
SELECT ki_eval('array_ext.of("public.nonesuch", ["a"])');
SELECT ki_eval('array_ext.of("regclass", ["pg_class"])');
SELECT ki_eval('array_ext.of("int4", ["1"])');
SELECT ki_eval('array_ext.of("text", np.array([1]))');
SELECT ki_eval('array_ext.of("timestamptz", np.array(["2026-01-01"], dtype="M8[D]"))');
SELECT ki_eval('["\udc80"]');
SELECT ki_eval('a.__setitem__(0, "b")', 'text[0:0]{a}');

-- An argument lives on after the call, and so do its objects.
DO LANGUAGE plpython3u $$ GD["ki"] = [] $$;
CREATE FUNCTION ki_keep(a ndarray) RETURNS void TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ GD["ki"].append((a[1:], a[0])) $$;
SELECT count(ki_keep(v)::text) FROM (SELECT nd_agg('n ' || i, i) AS v FROM generate_series(0, 999) i) s, generate_series(1, 5);
SELECT count(ki_same(v)) FROM (SELECT nd_agg('other ' || i, i) AS v FROM generate_series(0, 999) i) s, generate_series(1, 20);
DO LANGUAGE plpython3u $$
plpy.notice([a.tolist() == ["n %d" % i for i in range(1, 1000)] and b == "n 0" for a, b in GD["ki"]])
del GD["ki"]
$$;

-- Stored arrays: whole, by chunks, into new and old ones; a result becomes what is asked for.
SELECT create_array('ki', '<d:date, s:text, n:numeric, t:timestamptz, u:uuid>[i=0:5,2,0]');
INSERT INTO ki SELECT i, date '2026-01-01' + i, CASE WHEN i % 4 > 1 THEN 's' || i END, CASE WHEN i <> 3 THEN i / 4.0 END, '2026-01-01 00:00+00'::timestamptz + i * interval '1 h',
  ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd38000' || i)::uuid FROM generate_series(0, 5) i WHERE i <> 1;
SELECT m, count(*), bool_and(r = ki) FROM (VALUES ('array'), ('chunk')) AS v(m),
  python_apply('ki', 'kinds.py', 'all_of', mode => m) AS r(i bigint, d date, s text, n numeric, t timestamptz, u uuid) JOIN ki USING (i) GROUP BY m ORDER BY m;
SELECT * FROM python_apply('ki', 'kinds.py', 'later', mode => 'chunk') AS r(i bigint, d date, s text, n numeric, t timestamptz, u uuid) ORDER BY i;
SELECT * FROM python_apply('ki', 'kinds.py', 'later', mode => 'chunk') AS r(i bigint, d date, s varchar, n text, t timestamp, u text) ORDER BY i;
SELECT * FROM python_apply('ki', 'kinds.py', 'nothing_known', '{s}', 'chunk') AS r(i bigint, s text) ORDER BY i;
SELECT * FROM python_apply('ki', 'kinds.py', 'lengths', '{s}', 'chunk') AS r(i bigint, n bigint) ORDER BY i;
SELECT * FROM python_apply('ki', 'kinds.py', 'words', '{s}') AS r(i bigint, s text) ORDER BY i;
SELECT * FROM python_apply('ki', 'kinds.py', 'words', '{s}') AS r(i bigint, s uuid) ORDER BY i;
SELECT * FROM python_apply('ki', 'kinds.py', 'words', '{s}') AS r(i bigint, s float8) ORDER BY i;
SELECT * FROM python_apply('ki', 'kinds.py', 'number', '{s}') AS r(i bigint, s text) ORDER BY i;
SELECT * FROM python_apply('ki', 'kinds.py', 'stamps', '{s}') AS r(i bigint, s timestamptz) ORDER BY i;
SELECT * FROM python_apply('ki', 'kinds.py', 'stamps', '{s}') AS r(i bigint, s date) ORDER BY i;
SELECT python_value('ki', 'kinds.py', 'same', '{s}', 'chunk'), python_value('ki', 'kinds.py', 'same', '{d}', 'chunk', '{1}'), python_value('ki', 'kinds.py', 'same', '{u}', 'chunk');
SELECT python_value('ki', 'kinds.py', 'nothing_known', '{s}', 'chunk');
SELECT python_apply_into('ki', 'kinds.py', 'all_of', 'ki_all', mode => 'chunk');
SELECT array_schema('ki_all'), (SELECT count(*) FROM (SELECT * FROM ki EXCEPT SELECT * FROM ki_all) x);
SELECT python_apply_into('ki', 'kinds.py', 'later', 'ki_later', mode => 'chunk');
SELECT array_schema('ki_later');
-- into an old one: text becomes uuid, a timestamp timestamptz.
SELECT python_apply_into('ki', 'kinds.py', 'later', 'ki_all', mode => 'chunk');
SELECT * FROM ki_all ORDER BY i;
SELECT create_array('ki_j', '<j:varchar>[i=0:5,3,0]');
SELECT python_apply_into('ki', 'kinds.py', 'nothing_known', 'ki_j', '{s}', 'chunk');
SELECT * FROM ki_j ORDER BY i;
SELECT python_apply_into('ki', 'kinds.py', 'number', 'ki_j', '{s}');

DROP FOREIGN TABLE ki, ki_all, ki_later, ki_j;
DROP FUNCTION ki_show, ki_same, ki_eval, ki_keep;
