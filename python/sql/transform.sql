SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext_plpython3u CASCADE;
RESET client_min_messages;

CREATE FUNCTION tr_show(a ndarray) RETURNS text
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$
  mask = "" if not hasattr(a, "mask") else " mask %s empty %s" % (a.mask.astype(int).tolist(), a.empty.astype(int).tolist() if a.empty is not False else False)
  return "%s %s %s%s" % (type(a).__name__, a.dtype, a.tolist(), mask)
$$;
CREATE FUNCTION tr_same(a ndarray) RETURNS ndarray
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ return a $$;
CREATE FUNCTION tr_eval(code text, a ndarray DEFAULT NULL) RETURNS ndarray
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$
  import numpy, numpy as np, fractions, decimal, array_ext
  return eval(code, dict(np=np, numpy=numpy, fractions=fractions, decimal=decimal, array_ext=array_ext, a=a))
$$;

-- Every kind, there and back.
SELECT v, tr_show(v), tr_same(v)
  FROM (VALUES (1, 'bool[0:2]{t,f,t}'::ndarray), (2, 'int2[0:1]{-32768,32767}'), (3, 'int4[0:1]{-2147483648,2147483647}'),
               (4, 'int8[0:1]{-9223372036854775808,9223372036854775807}'), (5, 'float4[0:3]{1.5,-0,Infinity,1e-45}'),
               (6, 'float8[0:3]{1.5,-0,-Infinity,5e-324}'), (7, 'rational[0:2]{1/2,-3,0}'),
               (8, 'complex[0:2]{"(1,-2)","(-0,Infinity)","(NaN,5e-324)"}'), (9, 'point2d[0:1]{"(1,-2.5)","(-0,-Infinity)"}')) AS t(n, v) ORDER BY n;
SELECT tr_show('float8[0:1]{NaN,1}'), tr_same('float8[0:1]{NaN,1}');

-- NULL and empty: masked, told apart by the attribute `empty`; they come back as they went.
SELECT tr_show('int4[0:1,0:2]{{1,NULL,3},{4,5,6}}');
SELECT tr_show('int4[0:1,0:2]{{1,NULL,3},{(),5,6}}') ~ 'mask \[\[0, 1, 0\], \[1, 0, 0\]\] empty \[\[0, 0, 0\], \[1, 0, 0\]\]$';
SELECT v, tr_same(v) FROM (VALUES (1, 'int4[0:1,0:2]{{1,NULL,3},{(),5,6}}'::ndarray), (2, 'bool[0:2]{t,NULL,()}'),
  (3, 'rational[0:2]{1/3,NULL,()}'), (4, 'float8[0:1]{NULL,NULL}'), (5, 'float8[0:1]{(),()}'), (6, 'float8[0:0]{NULL}'),
  (7, 'complex[0:2]{"(1,2)",NULL,()}'), (8, 'point2d[0:2]{NULL,"(1,2)",()}')) AS t(n, v) ORDER BY n;
-- A calculated mask is NULL; `empty` is said anew, for cells that are masked.
SELECT tr_eval('a * 2', 'int4[0:1,0:2]{{1,NULL,3},{(),5,6}}');
SELECT tr_eval('(lambda r: (setattr(r, "empty", a.empty), r)[1])(a * 2)', 'int4[0:1,0:2]{{1,NULL,3},{(),5,6}}');
SELECT tr_eval('(lambda r: (setattr(r, "empty", np.ones(2, bool)), r)[1])(np.ma.array([1, 2], mask=[True, False]))');
SELECT tr_eval('(lambda r: (setattr(r, "empty", np.ones(3, bool)), r)[1])(np.ma.array([1, 2], mask=[True, False]))');
SELECT tr_eval('np.ma.masked_less(np.arange(6).reshape(2, 3), 3)'), tr_eval('np.ma.masked');

-- 0 to 5 dimensions, no cells, many tiles; coordinates are kept where they are asked for.
SELECT n, tr_same(nd) FROM (VALUES (0, 'int4{7}'::ndarray), (1, 'int4[5:6]{7,8}'), (2, 'int4[-1:0,3:3]{{7},{8}}'),
  (3, 'int4[0:0,0:1,0:0]{{{7},{8}}}'), (4, 'int4[0:0,0:1,0:0,0:0]{{{{7}},{{8}}}}'), (5, 'int4[0:0,0:1,0:0,0:0,0:1]{{{{{7,1}}},{{{8,2}}}}}'),
  (6, 'float8[0:-1]{}'), (7, 'rational[0:1,0:-1]{}')) AS t(n, nd) ORDER BY n;
SELECT tr_eval('array_ext.at(array_ext.lower(a), a)', 'int4[-1:0,3:3]{{7},{8}}');
SELECT tr_eval('array_ext.at(array_ext.lower(a), a)', 'int4[-1:0,3:4]{{7,NULL},{8,()}}');
SELECT tr_eval('((5, -1), np.ones((1, 2)))'), tr_eval('((5,), a)', 'int4[0:1]{1,NULL}'), tr_eval('((5, 6), (7, 8))');
\set VERBOSITY terse
SELECT tr_eval('array_ext.lower(a[1:])', 'int4[-1:0,3:3]{{7},{8}}');
\set VERBOSITY default
SELECT nd_sum(tr_same(v)) = nd_sum(v), nd_count(tr_same(v)) = nd_count(v), tr_same(v) = v
  FROM (SELECT nd_agg(CASE WHEN i % 7 <> 0 THEN i END, i) AS v FROM generate_series(0, 30000) i WHERE i % 11 <> 5 OR i = 0) s;
SELECT nd_sum(tr_same(v)) = nd_sum(v), tr_same(v) = v
  FROM (SELECT nd_agg(sqrt(i), i, j) AS v FROM generate_series(0, 199) i, generate_series(0, 149) j) s;

-- Any order, strides, width and byte order of numpy's arrays.
SELECT tr_eval('np.arange(6, dtype="i4").reshape(2, 3).T');
SELECT tr_eval('np.arange(10, dtype="i2")[::-3]');
SELECT tr_eval('np.asfortranarray(np.arange(4.).reshape(2, 2))');
SELECT tr_eval('np.arange(3, dtype=">f8")'), tr_eval('np.arange(3, dtype=">i4")');
SELECT tr_eval('np.broadcast_to(np.float32(1.5), (2, 2))');
SELECT tr_eval('np.frombuffer(b"\0" * 3 + np.arange(3.).tobytes() + b"\0" * 5, dtype="f8", offset=3, count=3)');
SELECT tr_eval('np.array([0, 1, 2, 255], dtype="u1").view(bool)');
SELECT tr_eval('np.array([-1, 1], dtype="i1")'), tr_eval('np.array([255], dtype="u1")'), tr_eval('np.array([65535], dtype="u2")'),
  tr_eval('np.array([4294967295], dtype="u4")'), tr_eval('np.array([2 ** 63 - 1], dtype="u8")'), tr_eval('np.array([1.5], dtype="f2")');
SELECT tr_eval('np.array([(2, 4), (-3, -6)], dtype=array_ext.RATIONAL)'),
  tr_eval('np.ma.array(np.zeros(2, dtype=[("num", ">i2"), ("den", "i4")]), mask=True)');
SELECT tr_eval('a.conj() * 2j', 'complex[0:1]{"(1,2)","(3,-4)"}'), tr_eval('abs(a)', 'complex[0:1]{"(1,2)","(3,-4)"}'),
  tr_eval('np.array([1 + 2j, 3], dtype="c8")'), tr_eval('np.array([1j], dtype=">c16")');
SELECT tr_eval('np.hypot(a["x"], a["y"])', 'point2d[0:1]{"(3,4)","(-6,8)"}'),
  tr_eval('np.array([(1, 2), (3, 4)], dtype=array_ext.POINT2D)'), tr_eval('np.array([(1, 2)], dtype=[("x", "i4"), ("y", ">f4")])'),
  tr_eval('np.ma.array(np.zeros(2, dtype=array_ext.POINT2D), mask=[(1, 0), (0, 0)])');
SELECT tr_eval('a + a.dtype.type(1)', 'float8[3:4]{1,2}'), tr_eval('a.sum()', 'float8[3:4]{1,2}');

-- Lists, numbers, None.
SELECT tr_eval('[[1, 2], [3, None]]'), tr_eval('[1, 2.5]'), tr_eval('[True, None]'), tr_eval('7'), tr_eval('1.5'), tr_eval('True'), tr_eval('[]'), tr_eval('None');
SELECT tr_eval('[1j, None, 2]'), tr_eval('1 - 2j');
SELECT tr_eval('[fractions.Fraction(1, 2), 3, None]'), tr_eval('fractions.Fraction(7, 3)');

-- What cannot be.
\set VERBOSITY sqlstate
SELECT tr_eval('np.array([1j], dtype="c32")');
SELECT tr_eval('np.zeros(2, dtype=[("y", "f8"), ("x", "f8")])');
SELECT tr_eval('np.zeros(2, dtype=[("x", "f8"), ("y", "c16")])');
SELECT tr_eval('np.array([object()])');
SELECT tr_eval('np.zeros(2, dtype=np.longdouble)');
SELECT tr_eval('np.zeros(2, dtype=[("a", "i4")])');
SELECT tr_eval('object()');
SELECT tr_eval('[[1, 2], [3]]');
SELECT tr_eval('[None]');
SELECT tr_eval('[2 ** 64]');
SELECT tr_eval('2 ** 63');
SELECT tr_eval('np.array([2 ** 63], dtype="u8")');
SELECT tr_eval('np.array([(1, 0)], dtype=array_ext.RATIONAL)');
SELECT tr_eval('np.array([(-2 ** 63, -1)], dtype=array_ext.RATIONAL)');
SELECT tr_eval('[fractions.Fraction(1, 2 ** 70)]');
SELECT tr_eval('[fractions.Fraction(1, 2), 0.5]');
SELECT tr_eval('array_ext.at((1, 2), [1])');
SELECT tr_eval('array_ext.at((2 ** 62,), [1])');
SELECT tr_eval('np.zeros((2 ** 14, 2 ** 15), dtype=bool)');
SELECT tr_eval('1 / 0');
\set VERBOSITY default
SELECT tr_eval('np.array([object()])');
SELECT tr_eval('np.ma.array(np.array([2 ** 64 - 1, 1], dtype="u8"), mask=[True, False])');

-- An argument is read-only, lives on after the call, and so does what is made of it.
\set VERBOSITY terse
SELECT tr_eval('a.__setitem__(0, 1)', 'int4[0:1]{1,2}');
DO LANGUAGE plpython3u $$ GD["tr"] = [] $$;
CREATE FUNCTION tr_keep(a ndarray) RETURNS void TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ GD["tr"].append(a[1:]) $$;
SELECT count(tr_keep(v)::text) FROM (SELECT nd_agg(i, i) AS v FROM generate_series(0, 9999) i) s, generate_series(1, 5);
SELECT count(tr_same(v)) FROM (SELECT nd_agg(7, i) AS v FROM generate_series(0, 9999) i) s, generate_series(1, 20);
DO LANGUAGE plpython3u $$
import numpy
plpy.notice([bool((a == numpy.arange(1, 10000)).all()) for a in GD["tr"]])
del GD["tr"]
$$;

-- Results of queries inside a function, arrays of ndarrays, stored values.
CREATE FUNCTION tr_query() RETURNS SETOF ndarray TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$
for row in plpy.execute("SELECT i, ('int4[0:1]{' || i || ',5}')::public.ndarray AS v FROM generate_series(1, 3) i"):
    yield row["v"] * row["i"]
$$;
SELECT tr_query();
CREATE FUNCTION tr_many(a ndarray[]) RETURNS ndarray[] TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ return [x + 1 for x in a] $$;
SELECT tr_many(ARRAY['int4{1}', 'float8[0:1]{1,2}']::ndarray[]);
CREATE TABLE tr_stored (v ndarray(float8));
INSERT INTO tr_stored SELECT nd_agg(sqrt(i), i, j) FROM generate_series(0, 199) i, generate_series(0, 149) j;
SELECT (tr_show(v) ~ '^ndarray float64 \[\[0.0'), tr_same(v) = v FROM tr_stored;
UPDATE tr_stored SET v = tr_eval('a * 2', v);
SELECT round(nd_float8(nd_sum(v))::numeric, 3) FROM tr_stored;

DROP TABLE tr_stored;
DROP FUNCTION tr_show, tr_same, tr_eval, tr_keep, tr_query, tr_many;
