SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext_plpython3u CASCADE;
RESET client_min_messages;

-- A server whose Python has no numpy.
DO LANGUAGE plpython3u $$ import sys; sys.modules["numpy"] = None $$;
CREATE FUNCTION wn_show(a ndarray) RETURNS text
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ return "%s %s %s" % (type(a).__name__, a.format, a.tolist() if a.format[0] not in "TZ" else a.shape) $$;
CREATE FUNCTION wn_eval(code text, a ndarray DEFAULT NULL) RETURNS ndarray
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$ import array, array_ext; return eval(code) $$;
SELECT wn_show('float8[0:1,0:1]{{1,2},{3,4}}'), wn_show('int4{3}'), wn_show('bool[0:1]{t,f}'), wn_show('rational[0:1]{1/2,1}');
SELECT wn_show('complex{"(1,2)"}'), wn_eval('a', 'complex[0:1]{"(1,2)","(3,-4)"}'), wn_eval('a', 'point2d{"(1,2)"}'), wn_eval('[1j, 2, 0.5]');
SELECT wn_eval('a', 'float8[0:1,0:1]{{1,2},{3,4}}'), wn_eval('a', 'rational[0:1]{1/2,1}'), wn_eval('a[::-1]', 'int4[0:2]{1,2,3}');
SELECT wn_eval('array_ext.at(array_ext.lower(a), a)', 'int4[5:6]{1,2}');
SELECT wn_eval('[[1, 2], [3, 4]]'), wn_eval('[1, 2.5]'), wn_eval('[True, False]'), wn_eval('7'), wn_eval('array.array("h", [1, 2])');
SELECT wn_show('float8[0:1]{1,NULL}');
SELECT wn_eval('[[1, 2], [3]]');
SELECT wn_eval('"text"');
SELECT wn_eval('[2 ** 70]');
SELECT wn_eval('array.array("B", [1])');
SELECT wn_show('date[0:1]{2026-01-01,2026-01-02}');
SELECT wn_show('text[0:1]{a,b}');
SELECT wn_eval('array_ext.of("text", ["a"])', 'int4{1}');
DROP FUNCTION wn_show, wn_eval;
