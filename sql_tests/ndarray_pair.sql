SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- Text: quoted, because of the comma and the parentheses; read in every form of the types.
SELECT v, v::text::ndarray = v AS same FROM (VALUES
  (1, 'complex[1:4]{"(1,-2)",NULL,(),1-2i}'::ndarray), (2, 'complex{"( 1e300 , -0 )"}'), (3, 'complex[0:1]{i,"(NaN,Infinity)"}'),
  (4, 'complex[0:9]{(3):"(1,2)",(7):3,(9):NULL}'), (5, 'complex[1:0]{}'), (6, 'complex[0:1,0:1]{{"(1,2)",2j},{(),-1}}'),
  (7, 'point2d[x=0:1,y=0:1]{{"(1,2)","(-0,NaN)"},{(),"(3.25,-Infinity)"}}'), (8, 'point2d{"1,2"}'), (9, 'point2d[0:5]{(2):" ( 1 , 2 ) "}')) t(n, v)
  ORDER BY n;
CREATE FUNCTION np_error(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  detail text;
  hint text;
  result text;
BEGIN
  EXECUTE query INTO result;
  RETURN 'no error: ' || result;
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(' / ', SQLSTATE || ' ' || SQLERRM, nullif(detail, ''), nullif(hint, ''));
END $$;
SELECT q, np_error('SELECT ' || q) FROM unnest(ARRAY[
  '''complex[1:1,1:2]{{(1,2),(3,4)}}''::ndarray', '''complex[1:2]{"(1,2)",(3,4)}''::ndarray', '''complex{"x"}''::ndarray',
  '''complex{"(1,2,3)"}''::ndarray', '''complex{"(1e400,2)"}''::ndarray', '''point2d{1}''::ndarray', '''point2d{"(1,)"}''::ndarray',
  '''complex{i}''::ndarray(point2d)', 'nd_min(''complex{i}''::ndarray)', 'nd_max(''point2d[0:1]{"(1,2)","(1,3)"}''::ndarray, ''{0}'')',
  'nd_float8(''complex{1+i}''::ndarray)', 'nd_int4(''complex{1}''::ndarray)', 'nd_numeric(''complex{1}''::ndarray)',
  'nd_complex(''point2d{"(1,2)"}''::ndarray)', 'nd_point2d(''complex{1}''::ndarray)', 'nd_complex(''bool{t}''::ndarray)',
  'nd_point2d(''float8{1}''::ndarray)', '''complex[0:1]{1,()}''::ndarray::complex[]', 'nd_sum(''complex[0:1]{1e308,1e308}''::ndarray)',
  'nd_sum(''point2d[0:1]{"(0,-1e308)","(Infinity,-1e308)"}''::ndarray)']) WITH ORDINALITY t(q, n) ORDER BY n;
CREATE TABLE np_typed (c ndarray(complex), p ndarray(point2d, 2));
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'np_typed'::regclass AND attnum > 0 ORDER BY attnum;
INSERT INTO np_typed VALUES ('complex{i}', 'point2d[0:0,0:0]{{"(1,2)"}}');
SELECT np_error('INSERT INTO np_typed VALUES (''float8{1}'', NULL)');
DROP TABLE np_typed;

-- Arrays, cells, conversions.
SELECT ARRAY[complex(1,2),NULL,complex(3,'-0')]::ndarray AS a, ARRAY[[point2d(1,2)],[point2d(3,4)]]::ndarray AS b,
  nd_from_array(ARRAY[complex(1,2)], '{7}') AS c, '{}'::complex[]::ndarray AS d;
SELECT ('complex[3:4]{"(1,2)",NULL}'::ndarray)::complex[] AS a, ('point2d[0:0,0:1]{{"(1,2)","(3,4)"}}'::ndarray)::point2d[] AS b,
  ('int4[0:2]{1,NULL,3}'::ndarray)::complex[] AS c, ('complex[1:2]{1.5,-0}'::ndarray)::float8[] AS d;
SELECT nd_complex(a, 1), nd_text(a, 1), nd_complex(a, 2), nd_complex(a, 9), nd_complex('int8{7}'), nd_complex('float4{1.5}'), nd_complex('rational{1/4}'), nd_float8(a, 3)
  FROM (VALUES ('complex[1:3]{"(1,-2)",NULL,5}'::ndarray)) t(a);
SELECT 'complex{"(1,-2)"}'::ndarray::complex, 'point2d{"(1,-2)"}'::ndarray::point2d, nd_point2d('point2d[5:5]{"(1,-2)"}', 5);
SELECT nd_agg(complex(i, -j), i, j), nd_agg(point2d(i, j), j) FILTER (WHERE i = 1) FROM generate_series(0, 1) i, generate_series(5, 6) j;
SELECT * FROM nd_cells('complex[0:2]{"(1,2)",NULL,()}'::ndarray) AS c(i bigint, z complex) ORDER BY i;
SELECT nd_coords(a), nd_unnest(a, NULL::complex) FROM (VALUES ('complex[0:3]{"(1,2)",NULL,(),3}'::ndarray)) t(a);
SELECT nd_unnest('float8[0:1]{1,2.5}'::ndarray, NULL::complex), nd_unnest('point2d[0:1]{"(1,2)","(3,4)"}'::ndarray, NULL::point2d);
SELECT nd_box('complex[0:2,0:1]{{1,2},{3,i},{5,6}}'::ndarray, '{1,0}', '{2,0}');

-- Heads, summaries: the range is the bounding box, a pair is NaN if a part is.
SELECT v.n, nd_kind(a), nd_count(a), (nd_summary(a)).*
FROM (VALUES (1, 'complex[0:3]{"(1,-2)","(-3,5)",NULL,()}'::ndarray), (2, 'point2d[0:2]{"(NaN,7)","(1,2)","(2,1)"}'),
  (3, 'point2d[0:1]{"(NaN,7)","(1,NaN)"}'), (4, 'complex[0:2]{"(Infinity,1)","(-Infinity,2)","(0,3)"}'),
  (5, 'complex[0:1]{"(1e308,1)","(1e308,Infinity)"}'), (6, 'complex[0:1]{NULL,()}'), (7, 'point2d[1:0]{}')) v(n, a) ORDER BY v.n;
SELECT nd_sum(a), nd_avg(a), nd_sum(a, '{0}'), nd_avg(a, '{1}', true), nd_sum(a, '{0,1}', true)
FROM (SELECT nd_agg(complex(i * j, i - j), i, j) AS a FROM generate_series(0, 3) i, generate_series(0, 2) j WHERE i <> 1 OR j <> 1) s;
SELECT nd_sum('point2d[0:1]{NULL,()}'::ndarray), nd_avg('point2d[0:2]{"(1,2)","(3,NaN)",NULL}'::ndarray),
  nd_sum('complex[0:1]{"(Infinity,1e308)","(-Infinity,-1e308)"}'::ndarray);
SELECT nd_sum(nd_sum(a, '{0}')) = nd_sum(a) AS same, nd_sum(a)
FROM (SELECT nd_agg(complex(i, 100 - i), i % 200, i / 200) AS a FROM generate_series(0, 39999) i) s;

-- Codecs, by the tiles of values with many cells.
SELECT what, string_agg(DISTINCT t.codec, ', ') AS codecs, min(t.payload_bytes), max(t.payload_bytes), bool_and(a::text::ndarray = a)
FROM (SELECT 'constant' AS what, nd_agg(complex(1, 2), i) AS a FROM generate_series(0, 9999) i
      UNION ALL SELECT 'runs', nd_agg(point2d(i / 100, 5), i) FROM generate_series(0, 9999) i
      UNION ALL SELECT 'plain', nd_agg(complex(sin(i), cos(i)), i) FROM generate_series(0, 9999) i
      UNION ALL SELECT 'zeros differ', nd_agg(complex(0, CASE WHEN i % 2 = 0 THEN 0::float8 ELSE '-0' END), i) FROM generate_series(0, 9999) i) s,
  nd_tiles(a) t GROUP BY what ORDER BY what;

-- The order of whole values; -0 is 0, one NaN, and equal values have one hash.
CREATE TABLE np_zoo (n serial, v ndarray);
INSERT INTO np_zoo (v) VALUES ('complex[0:0]{"(0,1)"}'), ('complex[0:0]{"(-0,1)"}'), ('complex[0:0]{"(0,NaN)"}'), ('complex[0:0]{"(NaN,0)"}'),
  ('complex[0:0]{"(NaN,-0)"}'), ('complex[0:0]{"(1,0)"}'), ('complex[0:0]{"(-Infinity,9)"}'), ('complex[0:0]{NULL}'), ('complex[0:0]{}'),
  ('point2d[0:0]{"(0,1)"}'), ('point2d[0:0]{"(-0,1)"}'), ('point2d[0:0]{"(0,2)"}'), ('rational[0:0]{1}');
SELECT a.n, b.n FROM np_zoo a, np_zoo b WHERE (a.v = b.v) AND a.n < b.n ORDER BY 1, 2;
SELECT count(*) FROM np_zoo a, np_zoo b WHERE (a.v = b.v) <> (a.v <= b.v AND a.v >= b.v) OR (a.v = b.v AND ndarray_hash(a.v) <> ndarray_hash(b.v))
  OR (a.v < b.v) <> (b.v > a.v);
SELECT count(*) FROM np_zoo a, np_zoo b, np_zoo c WHERE a.v <= b.v AND b.v <= c.v AND NOT a.v <= c.v;
SELECT v FROM np_zoo ORDER BY v, n;
DROP TABLE np_zoo;

-- Binary form.
CREATE TABLE np_binary (n int, v ndarray);
INSERT INTO np_binary VALUES (1, 'complex[0:2]{"(1,-2)",NULL,"(NaN,-0)"}'), (2, 'point2d[0:2]{"(1,2)",(),"(-Infinity,5e-324)"}');
SELECT n, length(ndarray_send(v)), ndarray_send(v) = ndarray_send(v::text::ndarray) AS same FROM np_binary ORDER BY n;
SELECT encode(substr(ndarray_send(v), 1, 4), 'hex') FROM np_binary ORDER BY n;
DROP TABLE np_binary;

-- Stored arrays: schema text, DDL, summaries of chunks, statistics.
SELECT create_array('np_array', '<z:complex, p:point2d NOT NULL DEFAULT ''(1,2)''>[i=0:99,25,0, j=0:9,5,0]');
SELECT array_schema('np_array');
\d np_array
\d np_array_chunks
INSERT INTO np_array (i, j, z) SELECT i, j, CASE WHEN i % 7 <> 3 THEN complex(i, j) END FROM generate_series(0, 99) i, generate_series(0, 9) j WHERE i <> j;
INSERT INTO np_array VALUES (0, 0, 'NaN', point2d('NaN', 5)), (1, 1, complex('Infinity', 0), point2d(7, 7));
SELECT i_lo, j_lo, summary FROM np_array_chunks WHERE i_lo < 50 ORDER BY 1, 2;
SELECT count(*) FROM np_array_chunks WHERE summary::text::chunk_summary::text <> summary::text
  OR chunk_summary(z, p)::text <> summary::text;
SELECT summary_kind(summary, 1), summary_min(summary, 1), summary_max(summary, 2), summary_sum(summary, 2), summary_nans(summary, 2)
  FROM np_array_chunks WHERE i_lo = 0 AND j_lo = 0;
SELECT np_error(format('SELECT %L::chunk_summary', replace(s, 'X', x)))
FROM (VALUES ('[{"kind": "complex", "present": 2, "nulls": 0, "nans": 0, "min": "(1,2)", "max": X, "sum": "(3,4)"}]')) v(s),
  unnest('{"\"(1,2)\"","\"(2,1)\"","\"(NaN,3)\"","\"x\"","3"}'::text[]) WITH ORDINALITY u(x, o) ORDER BY o;
SELECT attribute, chunks, cells, nulls, tiles, raw_bytes FROM array_stats('np_array') ORDER BY 1;
SELECT * FROM np_array WHERE i < 4 AND j < 2 ORDER BY i, j;
UPDATE np_array SET z = z * complex(0, 1), p = point2d(i, j) WHERE i < 5;
SELECT * FROM np_array WHERE i < 4 AND j < 2 ORDER BY i, j;
INSERT INTO np_array VALUES (0, 1, 1, NULL);
DELETE FROM np_array WHERE z = complex(-1, 3);
SELECT read_array('np_array', 'z', '{2,0}', '{4,3}'), read_array('np_array', 'p', '{2,2}', '{3,3}');
SELECT write_array('np_array', 'z', 'complex[0:0,0:1]{{i,NULL}}'), z FROM np_array WHERE i = 0 AND j = 0;
SELECT z FROM np_array WHERE i = 0 AND j < 3 ORDER BY j;
SELECT create_array_as('np_as', 'SELECT i, j, z + 1 AS z, p + p AS p FROM np_array');
SELECT count(*), count(z), sum(re(z)) FROM np_as WHERE i > 4;
SELECT np_error($$SELECT create_array('np_bad', '<z:complez>[i=0:9,5,0]')$$), np_error($$SELECT create_array('np_bad', '<z:regtype>[i=0:9,5,0]')$$);
SELECT drop_array('np_as'), drop_array('np_array');
DROP FUNCTION np_error;
