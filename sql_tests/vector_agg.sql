SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
SET jit = off;

-- Aggregates over chunks must give what PostgreSQL's own give over rows.
-- Floats here hold small integers, so that sums have no rounding to differ in.

-- The result of a query as one text.
CREATE FUNCTION result(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  t text;
BEGIN
  EXECUTE format('SELECT count(*) || E''\n'' || string_agg(q::text, E''\n'' ORDER BY q::text COLLATE "C") FROM (%s) q', query) INTO t;
  RETURN t;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;

-- Ways to run a query, each against the row path.
CREATE TABLE ways (way text, settings text[]);
INSERT INTO ways VALUES
  ('default', '{debug_require_vectorized=require}'),
  ('no box', '{enable_box_pruning=off}'),
  ('no answers', '{debug_require_vectorized=require,enable_summary_answers=off}'),
  ('no pruning', '{debug_require_vectorized=require,enable_summary_pruning=off}'),
  ('no filter', '{enable_vectorized_filter=off}'),
  ('no aggregate', '{enable_vectorized_aggregate=off}'),
  ('workers', '{debug_require_vectorized=require,workers=2}'),
  ('workers, no answers', '{debug_require_vectorized=require,workers=2,enable_summary_answers=off}'),
  ('workers, rows', '{enable_vectorized_aggregate=off,workers=2}'),
  ('workers alone', '{debug_require_vectorized=require,workers=2,enable_summary_answers=off,alone=on}'),
  ('no parallel', '{debug_require_vectorized=require,workers=2,enable_parallel_scan=off}');

CREATE FUNCTION differences(queries text[]) RETURNS TABLE (way text, n bigint, differ bigint, example text)
LANGUAGE plpgsql AS $$
DECLARE
  expected text[];
  w record;
  s text;
  i int;
  got text;
BEGIN
  SET LOCAL array_ext.debug_require_vectorized = forbid;
  SET LOCAL max_parallel_workers_per_gather = 0;
  FOR i IN 1 .. cardinality(queries) LOOP
    expected[i] := result(queries[i]);
    IF expected[i] LIKE '_____ %' AND expected[i] !~ '^(22|0A)' THEN
      RAISE '%: %', queries[i], expected[i];
    END IF;
  END LOOP;
  FOR w IN SELECT * FROM ways LOOP
    SET LOCAL array_ext.debug_require_vectorized = allow;
    SET LOCAL max_parallel_workers_per_gather = 0;
    SET LOCAL parallel_setup_cost = 0;
    SET LOCAL parallel_tuple_cost = 0;
    SET LOCAL min_parallel_table_scan_size = 0;
    SET LOCAL parallel_leader_participation = on;
    FOREACH s IN ARRAY w.settings LOOP
      IF s LIKE 'workers=%' THEN
        PERFORM set_config('max_parallel_workers_per_gather', split_part(s, '=', 2), true);
      ELSIF s = 'alone=on' THEN
        SET LOCAL parallel_leader_participation = off;
      ELSE
        PERFORM set_config('array_ext.' || split_part(s, '=', 1), split_part(s, '=', 2), true);
      END IF;
    END LOOP;
    way := w.way; n := 0; differ := 0; example := NULL;
    FOR i IN 1 .. cardinality(queries) LOOP
      got := result(queries[i]);
      n := n + 1;
      IF got IS DISTINCT FROM expected[i] THEN
        differ := differ + 1;
        example := coalesce(example, queries[i] || E'\ngives    ' || left(got, 300) || E'\nexpected ' || left(expected[i], 300));
      END IF;
    END LOOP;
    FOREACH s IN ARRAY w.settings LOOP
      IF s NOT LIKE 'workers=%' AND s <> 'alone=on' THEN
        PERFORM set_config('array_ext.' || split_part(s, '=', 1),
          CASE WHEN s LIKE 'debug%' THEN 'allow' ELSE 'on' END, true);
      END IF;
    END LOOP;
    RETURN NEXT;
  END LOOP;
END $$;

-- All aggregates of some columns, by each of the keys, under each of the filters.
CREATE FUNCTION matrix(arr text, columns text[], keys text[], filters text[], more text[] DEFAULT '{}')
RETURNS text[] LANGUAGE sql AS $$
  SELECT array_agg(format('SELECT %s%s FROM %s%s%s', nullif(k, '') || ', ', a.list, arr,
                          ' WHERE ' || nullif(f, ''), ' GROUP BY ' || nullif(k, ''))
                   ORDER BY k, f)
  FROM unnest(keys) k, unnest(filters) f,
       (SELECT 'count(*)' || string_agg(format(', %s(%s)', fn, c), '' ORDER BY c, fn) ||
               coalesce((SELECT string_agg(', ' || m, '') FROM unnest(more) m), '') AS list
        FROM unnest('{count,sum,avg,min,max}'::text[]) fn, unnest(columns) c) a
$$;

-- Dense: edge chunks, a negative bound, stretches of NULL.
SELECT create_array('va_dense', '<a:int2, b:int4, c:int64, f:float4, v:float8, r:rational, z:bool>[i=-20:99,16,0, j=0:69,33,0]');
INSERT INTO va_dense
  SELECT i, j, CASE WHEN j NOT BETWEEN 20 AND 30 THEN i - j END, CASE WHEN i < 90 THEN i * j END,
    (i::int8 + 30) << 50, CASE WHEN (i + j) % 7 <> 0 THEN i % 13 END,
    CASE WHEN i NOT BETWEEN 12 AND 40 THEN j - i END, CASE WHEN j % 5 <> 0 THEN rational(i, j % 6 + 1) END,
    i > j
  FROM generate_series(-20, 99) i, generate_series(0, 69) j;
ANALYZE va_dense;

-- Sparse, unbounded, with far cells and single ones.
SELECT create_array('va_sparse', '<v:float8, b:int4>[x=*:*,100,0, y=0:*,50,0]');
INSERT INTO va_sparse
  SELECT k * 37 - 900, k * k, CASE WHEN k % 6 <> 0 THEN k % 10 - 4 END, CASE WHEN k % 4 <> 0 THEN k END
  FROM generate_series(1, 90) k
  UNION ALL VALUES (4611686018427387903, 0, 1, 5), (-4611686018427387903, 0, 2, 7);

-- NaN and infinities, apart and together.
SELECT create_array('va_wild', '<v:float8, f:float4>[i=0:199,64,0]');
INSERT INTO va_wild
  SELECT i, CASE WHEN i % 50 = 7 THEN float8 'NaN' WHEN i BETWEEN 60 AND 63 THEN 'Infinity' WHEN i = 130 THEN '-Infinity'
                 WHEN i BETWEEN 150 AND 190 THEN NULL ELSE i % 11 END,
    CASE WHEN i % 70 = 3 THEN float4 'NaN' WHEN i = 100 THEN '-Infinity' WHEN i > 180 THEN 'NaN' ELSE i END
  FROM generate_series(0, 199) i;

-- One dimension, groups of 63, 64 and 65 cells, chunks of 100.
SELECT create_array('va_line', '<v:float8, b:int4>[i=0:1000,100,0]');
INSERT INTO va_line SELECT i, i % 17, CASE WHEN i % 3 <> 0 THEN i END FROM generate_series(0, 1000) i WHERE i <> 500;

-- Three dimensions, a last axis of length one and one of length two.
SELECT create_array('va_cube', '<v:float8>[i=0:9,4,0, j=0:19,20,0, k=7:7,1,0]');
INSERT INTO va_cube SELECT i, j, 7, i + j FROM generate_series(0, 9) i, generate_series(0, 19) j;
SELECT create_array('va_deep', '<v:float8>[i=0:9,4,0, j=0:19,6,0, k=0:1,2,0]');
INSERT INTO va_deep SELECT i, j, k, i + j * k FROM generate_series(0, 9) i, generate_series(0, 19) j, generate_series(0, 1) k;

-- One cell, and none.
SELECT create_array('va_one', '<v:float8, r:rational>[i=5:5,1,0]');
INSERT INTO va_one VALUES (5, 3, rational(1, 3));
SELECT create_array('va_none', '<v:float8, r:rational>[i=0:99,10,0]');

SELECT * FROM differences(matrix('va_dense', '{a,b,c,f,v,r,i,j}',
  ARRAY['', 'i', 'j', 'i / 10', 'j / 7, i', 'i % 4, j % 3', 'i::text', 'i / 16',
        'CASE WHEN i < 10 THEN ''low'' WHEN i > 50 THEN ''high'' END',
        'extract(month FROM date ''2020-01-01'' + i::int), j > 30'],
  ARRAY['', 'i BETWEEN 5 AND 30', 'i BETWEEN -4 AND 70 AND j > 40', 'i > 1000'],
  ARRAY['count(z)', 'count(1)', 'sum(v * 2 + 1)', 'max(b - a)', 'count(*) FILTER (WHERE v > 2)',
        'sum(v) FILTER (WHERE j > 30)', 'avg(c) FILTER (WHERE r > 1)', 'sum(r + r)'])) d;
SELECT * FROM differences(matrix('va_dense', '{v,r,b}',
  ARRAY['', 'j', 'i / 10, j / 10', 'i % 7'],
  ARRAY['v > 3', 'v > 30 OR b IS NULL', 'v IS NULL', 'b % 3 = 0 AND i IN (3, 5, 7)', 'r < rational(7, 2)',
        'i + j > 50', 'z', 'NOT z AND f <> 3', 'i > (SELECT 10)', 'i < 20.5', 'j::float8 >= 33.5 AND v < 12'])) d;
SELECT * FROM differences(matrix('va_sparse', '{v,b,x,y}',
  ARRAY['', 'x', 'y / 100', 'x % 3, y % 5', 'x % 2'],
  ARRAY['', 'y < 1000', 'v > 0', 'x BETWEEN -500 AND 500 AND b > 3', 'v IS NULL'])) d;
SELECT * FROM differences(matrix('va_wild', '{v,f}', ARRAY['', 'i', 'i / 10', 'i / 64', 'i % 2'],
  ARRAY['', 'v > 5', 'v < 5', 'v = ''NaN''', 'i > 64', 'i < 59'])) d;
SELECT * FROM differences(matrix('va_line', '{v,b,i}',
  ARRAY['', 'i / 63', 'i / 64', 'i / 65', 'i % 64', 'i % 65', '(i + 3) / 64', 'i'],
  ARRAY['', 'i BETWEEN 63 AND 64', 'i BETWEEN 99 AND 501', 'b > 900', 'v = 16'])) d;
SELECT * FROM differences(matrix('va_cube', '{v,k}', ARRAY['', 'i', 'j', 'k', 'i, k', 'j / 3, i'], ARRAY['', 'v > 8', 'j > 3'])
  || matrix('va_deep', '{v,k}', ARRAY['', 'i', 'j', 'k', 'i, k', 'j / 3, i', 'i % 2, j % 2, k'], ARRAY['', 'v > 8', 'j > 3', 'k = 1'])) d;
SELECT * FROM differences(matrix('va_one', '{v,r,i}', ARRAY['', 'i'], ARRAY['', 'i = 5', 'v > 5', 'r = rational(1, 3)'])
  || matrix('va_none', '{v,r,i}', ARRAY['', 'i / 10'], ARRAY['', 'i = 5', 'v > 5'])) d;

-- Values of cells as keys: alone, with dimensions, of programs and of any expression of one attribute.
SELECT * FROM differences(matrix('va_dense', '{a,c,v,r,i}',
  ARRAY['a', 'z', 'f', 'v', 'r', 'b % 5', 'z, i / 10', 'j / 7, f', 'i + j', 'v > 3, z', 'f, a % 3, i % 2',
        'c', 'CASE WHEN a > 0 THEN ''plus'' WHEN a < 0 THEN ''minus'' END', 'a::text, z', 'i / 20, floor(v / 10)',
        'v IS NULL, i', 'r + 1', 'coalesce(a, 0) / 16', '100 / (i + 30), z'],
  ARRAY['', 'i BETWEEN 5 AND 30 AND j > 3', 'v > 3', 'i > 1000'],
  ARRAY['count(z)', 'sum(v) FILTER (WHERE j > 30)', 'max(b - a)'])) d;
SELECT * FROM differences(matrix('va_sparse', '{v,b}', ARRAY['b', 'v', 'b % 3, x % 3', 'y / 100, v'],
                                 ARRAY['', 'y < 1000', 'v > 0'])
  || matrix('va_wild', '{v,f}', ARRAY['v', 'f', 'f, v', 'v / 2', 'i / 64, v'], ARRAY['', 'v > 5', 'i > 64'])
  || matrix('va_line', '{v,b}', ARRAY['v', 'v::int4', 'b', 'b / 10, v'], ARRAY['', 'i BETWEEN 63 AND 128', 'i % 2 = 0'])
  || matrix('va_cube', '{v,k}', ARRAY['v', 'k, v'], ARRAY['', 'j > 3'])
  || matrix('va_none', '{v,r}', ARRAY['v', 'r, i'], ARRAY['', 'v > 5'])) d;

-- -0 is 0, and NaN is NaN whatever its bits; long runs of one value and of none.
SELECT create_array('va_same', '<v:float8, f:float4, k:int4>[i=0:999,300,0]');
INSERT INTO va_same
  SELECT i, CASE i % 4 WHEN 0 THEN float8 '0' WHEN 1 THEN float8 '-0' WHEN 2 THEN float8 'NaN' ELSE -float8 'NaN' END,
    CASE WHEN i % 3 = 0 THEN float4 '-0' WHEN i % 3 = 1 THEN 'NaN' ELSE 0 END,
    CASE WHEN i NOT BETWEEN 400 AND 520 THEN i / 100 * 1000003 END
  FROM generate_series(0, 999) i;
SELECT * FROM differences(ARRAY[
  'SELECT v + 1, count(*), sum(k) FROM va_same GROUP BY v', 'SELECT f + 1, count(*), min(i) FROM va_same GROUP BY f',
  'SELECT k, count(*), sum(i), count(v), min(i), max(i) FROM va_same GROUP BY k',
  'SELECT k, i / 64, count(*), sum(i), sum(k) FROM va_same GROUP BY k, i / 64',
  'SELECT 10 / (k - 1000003), count(*) FROM va_same GROUP BY 1',
  'SELECT 10 / (k - 1000003), count(*) FROM va_same WHERE k <> 1000003 GROUP BY 1',
  'SELECT i, v + 1, count(*) FROM va_same GROUP BY i, v',
  'SELECT max(n) FROM (SELECT count(*) n FROM va_same GROUP BY k, f) q']) d;
SELECT v, f, count(*) FROM va_same GROUP BY v, f ORDER BY v, f;

-- A chunk of several tiles, some of them within one group; others not, or not wholly within the box.
SELECT create_array('va_tall', '<v:float8, b:int4>[i=0:199,200,0, j=0:199,200,0]');
INSERT INTO va_tall SELECT i, j, i % 7, CASE WHEN i % 90 > 5 THEN j END FROM generate_series(0, 199) i, generate_series(0, 199) j
  WHERE i <> 120;
SELECT * FROM differences(matrix('va_tall', '{v,b,i}', ARRAY['', 'i / 100', 'i / 50, j / 300', 'j / 300', 'i / 100, j / 100', 'i > 90', 'v'],
                                 ARRAY['', 'i > 10', 'j < 199', 'v < 5'])) d;

-- HAVING, expressions over groups, one aggregate twice, ordered and limited.
SELECT * FROM differences(ARRAY[
  'SELECT i / 10 + 1, sum(v) * 2 + count(*), sum(v) FROM va_dense GROUP BY i / 10 HAVING count(*) > 400 AND max(v) > 0',
  'SELECT count(*) FROM va_dense HAVING count(*) > 1000000',
  'SELECT j FROM va_dense GROUP BY j HAVING min(i) < 0',
  'SELECT i FROM va_dense GROUP BY i ORDER BY sum(b) DESC NULLS LAST, i LIMIT 3',
  'SELECT a.i, (SELECT sum(v) FROM va_dense d WHERE d.i = a.i) FROM generate_series(-21, 30) a(i)',
  'SELECT a.i, s FROM generate_series(0, 9) a(i), LATERAL (SELECT sum(v) s, a.i * 2 FROM va_dense d WHERE d.j = a.i AND d.v > a.i) x']) d;

-- Sums that do not fit, and keys and arguments that fail.
SELECT create_array('va_large', '<b:int4, c:int64, f:float4, v:float8, r:rational>[i=0:999,100,0]');
INSERT INTO va_large
  SELECT i, 2147483647, 9223372036854775807, 3e38, 1.5e308, rational(9223372036854775807, 1) FROM generate_series(0, 9) i
  UNION ALL SELECT i, -5, -9223372036854775808, -3e38, 1, rational(1, 9223372036854775807 - i) FROM generate_series(100, 101) i
  UNION ALL SELECT i, 7, 7, 7, 7, 7 FROM generate_series(500, 600) i;
SELECT * FROM differences(matrix('va_large', '{b,c}', ARRAY['', 'i / 100'], ARRAY['', 'i < 200', 'b > 0'])) d;
SELECT * FROM differences(ARRAY[
  'SELECT sum(f) FROM va_large WHERE i < 100', 'SELECT sum(v) FROM va_large',
  'SELECT sum(r) FROM va_large WHERE i < 100', 'SELECT sum(r) FROM va_large WHERE i > 99', 'SELECT avg(r) FROM va_large WHERE i < 100',
  'SELECT i / 100, min(r), max(r) FROM va_large GROUP BY 1',
  'SELECT sum(b * 2) FROM va_large', 'SELECT sum(b * 2) FROM va_large WHERE b < 100',
  'SELECT sum(b / (i - 500)) FROM va_large', 'SELECT sum(b / (i - 499)) FROM va_large',
  'SELECT 100 / (i - 500), sum(b) FROM va_large GROUP BY 1',
  'SELECT 100 / (i - 499), sum(b) FROM va_large GROUP BY 1',
  'SELECT 100 / (i - 500), sum(b) FROM va_large WHERE v <> 7 GROUP BY 1',
  'SELECT 100 / (i - 500), sum(b) FROM va_large WHERE i <> 500 AND b < 8 GROUP BY 1']) d;

-- The order of float sums is free; they agree to 1e-12.
SELECT create_array('va_noise', '<v:float8, f:float4>[i=0:299,64,0, j=0:99,64,0]');
INSERT INTO va_noise SELECT i, j, sin(i * 100 + j) * 1000, cos(i * 100 + j) FROM generate_series(0, 299) i, generate_series(0, 99) j;
CREATE TABLE sums AS SELECT 0 AS way, i / 7 AS k, sum(v), avg(v), avg(f) AS af FROM va_noise GROUP BY i / 7;
SET array_ext.debug_require_vectorized = forbid;
INSERT INTO sums SELECT 1, i / 7, sum(v), avg(v), avg(f) FROM va_noise GROUP BY i / 7;
RESET array_ext.debug_require_vectorized;
SELECT count(*), count(*) FILTER (WHERE abs(x.sum - y.sum) > 1e-12 * 1000 * 700 OR abs(x.avg - y.avg) > 1e-9
                                     OR abs(x.af - y.af) > 1e-6) AS differ
FROM sums x JOIN sums y USING (k) WHERE x.way = 0 AND y.way = 1;

-- Plans; what depends on the machine is left out.
CREATE FUNCTION plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
    IF line !~ 'Workers Launched' THEN
      RETURN NEXT regexp_replace(regexp_replace(line, ' \(actual.*', ''), '(Bytes Decoded: )[1-9].*', '\1N');
    END IF;
  END LOOP;
END $$;
SET max_parallel_workers_per_gather = 0;
EXPLAIN (COSTS OFF) SELECT count(*), sum(v), avg(b) FROM va_dense;
EXPLAIN (COSTS OFF) SELECT i / 10, sum(v) FROM va_dense WHERE j > 3 AND v > 2 GROUP BY i / 10 HAVING sum(v) > 0;
EXPLAIN (COSTS OFF) SELECT a, sum(v) FROM va_dense GROUP BY a;
EXPLAIN (COSTS OFF, VERBOSE) SELECT j / 10, i, max(v * 2) FROM va_dense GROUP BY 1, 2;
SELECT plan('SELECT sum(v), min(b) FROM va_dense WHERE i BETWEEN -4 AND 70');
SELECT plan('SELECT i / 16, count(*) FROM va_line GROUP BY 1 HAVING count(*) < 1');
SELECT plan('SELECT i / 40, sum(v), count(*) FROM va_dense GROUP BY 1');
SELECT plan('SELECT i / 100, sum(v), count(b) FROM va_tall GROUP BY 1');
SET array_ext.enable_summary_answers = off;
SELECT plan('SELECT sum(v), min(b) FROM va_dense WHERE i BETWEEN -4 AND 70');
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET parallel_leader_participation = off;
SELECT plan('SELECT sum(v), avg(b), max(r), avg(r) FROM va_dense WHERE v <> 5');
EXPLAIN (COSTS OFF) SELECT i, avg(v) FROM va_dense GROUP BY i;
EXPLAIN (COSTS OFF) SELECT sum(c) FROM va_dense;
SELECT plan('SELECT z, i / 10, avg(c) FROM va_dense GROUP BY 1, 2 HAVING avg(c) > 0');
EXPLAIN (COSTS OFF) SELECT stddev(v) FROM va_dense;
RESET parallel_leader_participation;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET array_ext.enable_summary_answers;

-- What stays with the rows, and why.
CREATE FUNCTION why(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  detail text;
BEGIN
  SET LOCAL array_ext.debug_require_vectorized = require;
  EXECUTE query;
  RETURN 'vectorized';
EXCEPTION WHEN object_not_in_prerequisite_state THEN
  GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
  RETURN detail;
END $$;
SELECT why(q), q FROM unnest(ARRAY[
  'SELECT count(DISTINCT v) FROM va_dense', 'SELECT array_agg(v ORDER BY i) FROM va_dense',
  'SELECT sum(v ORDER BY i) FROM va_dense', 'SELECT stddev(v) FROM va_dense',
  'SELECT a, count(*) FROM va_dense GROUP BY a', 'SELECT i + j, count(*) FROM va_dense GROUP BY 1',
  'SELECT (a + j)::text, count(*) FROM va_dense GROUP BY 1',
  'SELECT i, j, count(*) FROM va_dense GROUP BY CUBE (i, j)',
  'SELECT i * random(), count(*) FROM va_dense GROUP BY 1', 'SELECT sum(v + random()) FROM va_dense',
  'SELECT count(*) FROM va_dense WHERE random() < 2', 'SELECT count(va_dense) FROM va_dense',
  'SELECT count(*) FROM va_dense WHERE j::text < ''3''']) WITH ORDINALITY AS t(q, o) ORDER BY o;

-- Many groups: no more than memory has room for.
SET work_mem = '64kB';
SET hash_mem_multiplier = 1;
SELECT why('SELECT i, j, sum(v), sum(b), sum(c) FROM va_dense GROUP BY i, j');
RESET hash_mem_multiplier;
RESET work_mem;

-- A cursor, a prepared statement with a parameter, and a plan used again.
PREPARE p(int) AS SELECT count(*), sum(v * $1) FROM va_dense WHERE i < $1 AND v > $1;
SET plan_cache_mode = force_generic_plan;
EXECUTE p(3);
EXECUTE p(70);
EXECUTE p(NULL);
RESET plan_cache_mode;
DEALLOCATE p;
BEGIN;
DECLARE c CURSOR FOR SELECT i / 40, sum(v) FROM va_dense GROUP BY 1 ORDER BY 1;
FETCH 2 FROM c;
INSERT INTO va_none VALUES (3, 1, 1), (77, 2, 2);
SELECT count(*), sum(v), max(r) FROM va_none;
UPDATE va_none SET v = 10 WHERE i = 3;
SELECT count(*), sum(v), max(r) FROM va_none;
DELETE FROM va_none WHERE i = 77;
SELECT count(*), sum(v), max(r) FROM va_none;
ROLLBACK;

-- Rights are those of a scan.
CREATE ROLE regress_va;
SET ROLE regress_va;
SELECT count(*) FROM va_dense;
RESET ROLE;
GRANT SELECT (v) ON va_dense TO regress_va;
SET ROLE regress_va;
SELECT sum(v) FROM va_dense;
SELECT sum(b) FROM va_dense;
RESET ROLE;
REVOKE ALL ON va_dense FROM regress_va;
DROP ROLE regress_va;

DROP FOREIGN TABLE va_dense, va_sparse, va_wild, va_line, va_cube, va_deep, va_one, va_none, va_large, va_noise, va_same, va_tall;
DROP TABLE sums, ways;
DROP FUNCTION differences, matrix, result, plan, why;
