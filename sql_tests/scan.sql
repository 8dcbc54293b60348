SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
SET jit = off;

-- Every query here runs on a stored array and on a plain table of the same
-- cells; compare() says how many rows there are and how many differ.
CREATE FUNCTION compare(arr text, query text) RETURNS TABLE (n bigint, differ bigint)
LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'WITH a AS MATERIALIZED (%s), p AS MATERIALIZED (%s) '
    'SELECT (SELECT count(*) FROM p), '
    '(SELECT count(*) FROM (TABLE a EXCEPT ALL TABLE p) x) + '
    '(SELECT count(*) FROM (TABLE p EXCEPT ALL TABLE a) y)',
    replace(query, '@', arr), replace(query, '@', arr || '_plain'));
END $$;

-- What EXPLAIN (ANALYZE) says of the first scan of an array in the plan.
CREATE FUNCTION figures(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  plan jsonb;
  node jsonb;
BEGIN
  EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON) ' || query INTO plan;
  node := jsonb_path_query_first(plan, 'strict $.** ? (@."Chunk Table" <> "")');
  RETURN format('%s: %s chunks, %s removed, %s read, %s tiles',
                coalesce(node->>'Box Dimensions', 'no box'), node->>'Chunks',
                node->>'Chunks Removed by Box', node->>'Chunks Read', node->>'Tiles Decoded');
END $$;

-- Dense, with edge chunks and a negative bound.
SELECT create_array('sc_dense', '<v:float8, w:int4>[i=0:99,16,0, j=-20:30,7,0]');
CREATE TABLE sc_dense_plain (i bigint, j bigint, v float8, w int4);
INSERT INTO sc_dense_plain
  SELECT i, j, i + j / 100.0, CASE WHEN (i + j) % 5 <> 0 THEN i * j END
  FROM generate_series(0, 99) i, generate_series(-20, 30) j;
INSERT INTO sc_dense SELECT * FROM sc_dense_plain;
SELECT count(*) FROM sc_dense_chunks;

-- Sparse, unbounded, with cells far out and a rational.
SELECT create_array('sc_sparse', '<r:rational, b:bool>[x=*:*,10,0, y=0:*,1000,0]');
CREATE TABLE sc_sparse_plain (x bigint, y bigint, r rational, b bool);
INSERT INTO sc_sparse_plain
  SELECT k * 7 - 300, k * k, CASE WHEN k % 4 <> 0 THEN rational(k, 12) END, k % 3 = 0
  FROM generate_series(1, 90) k
  UNION ALL
  SELECT s * e + k, 5, rational(k, 1), NULL
  FROM (VALUES (1), (-1)) v(s), (VALUES (9007199254740992), (1152921504606846976)) w(e),
       generate_series(-2, 2) k
  UNION ALL
  VALUES (4611686018427387903, 0, 1, true), (-4611686018427387903, 0, 2, false);
INSERT INTO sc_sparse SELECT * FROM sc_sparse_plain;

-- Three dimensions, small types, a last axis of length one.
SELECT create_array('sc_cube', '<a:int2, b:int64, c:float4>[i=-3:3,2,0, j=0:4,5,0, k=7:7,1,0]');
CREATE TABLE sc_cube_plain (i bigint, j bigint, k bigint, a int2, b int8, c float4);
INSERT INTO sc_cube_plain
  SELECT i, j, 7, i, i * j, i / 3.0 FROM generate_series(-3, 3) i, generate_series(0, 4) j
  WHERE i * j <> 2;
INSERT INTO sc_cube SELECT * FROM sc_cube_plain;

-- Empty.
SELECT create_array('sc_empty', '<v:int4>[i=0:*,10,0]');
SELECT * FROM sc_empty;
SELECT count(*) FROM sc_empty WHERE i = 5;

-- Projection.
SELECT q, c.* FROM (VALUES
  ('SELECT * FROM @'), ('SELECT i FROM @'), ('SELECT v FROM @'), ('SELECT w, j FROM @'),
  ('SELECT count(*) FROM @'), ('SELECT count(w), sum(i), max(v) FROM @'),
  ('SELECT q::text FROM @ q'), ('SELECT (q).w FROM @ q'), ('SELECT q IS NULL FROM @ q'),
  ('SELECT j, count(*), sum(w) FROM @ GROUP BY j'), ('SELECT DISTINCT i / 10 FROM @'),
  ('SELECT i, j FROM @ ORDER BY w NULLS FIRST, i, j LIMIT 100')) t(q),
  compare('sc_dense', q) c ORDER BY q;
SELECT q, c.* FROM (VALUES
  ('SELECT * FROM @'), ('SELECT x FROM @'), ('SELECT r FROM @'), ('SELECT b, y FROM @'),
  ('SELECT count(*) FROM @'), ('SELECT count(r), sum(r), max(y) FROM @'),
  ('SELECT q::text FROM @ q'), ('SELECT r, min(x) FROM @ GROUP BY r')) t(q),
  compare('sc_sparse', q) c ORDER BY q;
SELECT q, c.* FROM (VALUES
  ('SELECT * FROM @'), ('SELECT k, a FROM @'), ('SELECT c, b FROM @'), ('SELECT count(*) FROM @'),
  ('SELECT * FROM @ WHERE j = 1 AND i > 0'), ('SELECT * FROM @ WHERE k = 8')) t(q),
  compare('sc_cube', q) c ORDER BY q;
SELECT tableoid::regclass, i, j FROM sc_dense WHERE i = 99 AND j = 30;
SELECT ctid FROM sc_dense;
SELECT xmin FROM sc_dense WHERE i = 1;

-- Predicates on dimensions: every comparand type, both ways round.
SELECT create_array('sc_line', '<w:int4>[i=0:17,16,0, j=-20:30,7,0]');
CREATE TABLE sc_line_plain AS SELECT i, j, w FROM sc_dense_plain WHERE i <= 17;
INSERT INTO sc_line SELECT * FROM sc_line_plain;
ANALYZE sc_line_plain;
CREATE TABLE sc_predicate (p text);
INSERT INTO sc_predicate
  SELECT format(f, o, c)
  FROM (VALUES ('j %s %s'), ('%2$s %1$s j')) v(f), unnest('{<,<=,=,>=,>,<>}'::text[]) o,
       (VALUES ('3'), ('(-8)::int2'), ('13::int8'), ('2.5'), ('(-5.5)::float8'), ('7::float8'),
               ('9.25::float4'), ('7.0')) w(c);
INSERT INTO sc_predicate
  SELECT format(f, o, c)
  FROM (VALUES ('j %s %s'), ('%2$s %1$s j')) v(f), unnest('{<,<=,=,>=,>}'::text[]) o,
       (VALUES ('''NaN''::float8'), ('''Infinity''::float8'), ('''-Infinity''::float8'),
               ('''NaN''::float4'), ('1e300::float8'), ('(-1e300)::float8'),
               ('''NaN''::numeric'), ('''Infinity''::numeric'), ('''-Infinity''::numeric'),
               ('1e300'), ('-1e300'), ('9223372036854775807'), ('(-9223372036854775808)'),
               ('9223372036854775808'), ('NULL::int4'), ('NULL::float8'), ('NULL::numeric')) w(c);
INSERT INTO sc_predicate VALUES
  ('j BETWEEN 3 AND 9'), ('j BETWEEN 9 AND 3'), ('j BETWEEN SYMMETRIC 9 AND 3'), ('NOT j BETWEEN 3 AND 9'),
  ('j IN (1, 5, 29)'), ('j IN (1, NULL, 29)'), ('j NOT IN (1, 5)'), ('j = ANY (''{}''::int4[])'),
  ('j = ANY (NULL::int8[])'), ('j < ANY (''{1,-5}''::int2[])'), ('j > ALL (''{1,-5}''::int2[])'),
  ('j = 3 OR j = 20'), ('i = 5 AND j = 5'), ('i > 10 AND j < -10 AND w IS NULL'),
  ('i = j'), ('i < j + 5'), ('i + j = 7'), ('-j > 5'), ('j::int4 = 4'), ('j::numeric < 2.5'),
  ('j IS NULL'), ('j IS NOT NULL'), ('i = (SELECT max(j) / 2 FROM sc_dense_plain)'),
  ('i = (SELECT NULL::int4)'), ('i = length(current_user) * 0 + 7'), ('i < 3 AND i > 5'),
  ('i >= 17 AND i <= 17 AND j = 30'), ('i = 1e1'), ('i = 99'), ('j = -20'), ('i = -1'), ('w > 100 AND j > 25'),
  ('i > random() * 0 + 15'), ('(i, j) < (2, 5)'), ('(i, j) = (2, 5)'), ('i % 16 = 15');
CREATE TABLE sc_outcome AS
  SELECT p, n, differ FROM sc_predicate, compare('sc_line', 'SELECT * FROM @ WHERE ' || p);
SELECT count(*) AS predicates, count(*) FILTER (WHERE n > 0) AS with_rows, sum(n) AS rows
FROM sc_outcome;
SELECT p AS wrong, n, differ FROM sc_outcome WHERE differ <> 0 ORDER BY p;

-- Coordinates that float8 cannot tell apart, and those at the very ends.
SELECT count(*) AS predicates, sum(n) AS rows, count(*) FILTER (WHERE differ <> 0) AS wrong
FROM (SELECT format('x %s %s', o, c) AS p
      FROM unnest('{<,<=,=,>=,>,<>}'::text[]) o,
           (VALUES ('9007199254740992::float8'), ('9007199254740993'), ('9007199254740994::float8'),
                   ('(-9007199254740992)::float8'), ('1152921504606846976::float8'),
                   ('(-1152921504606846977)::float8'), ('1152921504606846976.5'), ('0'), ('-293'),
                   ('4611686018427387903'), ('4611686018427387904'), ('(-4611686018427387903)'),
                   ('4611686018427387903::float8'), ('(-4611686018427387903)::float8'),
                   ('-4611686018427387904.5'), ('9007199254740992::float4')) w(c)) s,
     compare('sc_sparse', 'SELECT * FROM @ WHERE ' || p);
SELECT q, c.* FROM (VALUES
  ('SELECT * FROM @ WHERE y BETWEEN 100 AND 2500 AND x < 0'), ('SELECT * FROM @ WHERE r > rational(1,2)'),
  ('SELECT * FROM @ WHERE b'), ('SELECT * FROM @ WHERE y > 8000'), ('SELECT * FROM @ WHERE y < 0')) t(q),
  compare('sc_sparse', q) c ORDER BY q;

-- The same without pruning.
SET array_ext.enable_box_pruning = off;
SELECT count(*) AS predicates, sum(n) AS rows, count(*) FILTER (WHERE differ <> 0) AS wrong
FROM sc_predicate, compare('sc_line', 'SELECT * FROM @ WHERE ' || p)
WHERE p LIKE 'j%' OR p LIKE 'i%';
SELECT figures('SELECT * FROM sc_dense WHERE i = 5 AND j = 5');
RESET array_ext.enable_box_pruning;

-- What EXPLAIN shows.
EXPLAIN (COSTS OFF) SELECT v FROM sc_dense WHERE i = 5 AND j < 5.5 AND w > 3;
EXPLAIN (COSTS OFF) SELECT v FROM sc_dense;
CREATE FUNCTION plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
    RETURN NEXT regexp_replace(line, '(Bytes Decoded: )[1-9]\d*', '\1N');
  END LOOP;
END $$;
SELECT plan_of('SELECT v FROM sc_dense WHERE i = 5 AND j BETWEEN 0 AND 5');
SELECT plan_of('SELECT count(*) FROM sc_dense');
SELECT q, figures(q) FROM (VALUES
  ('SELECT v FROM sc_dense'), ('SELECT v, w FROM sc_dense'), ('SELECT i FROM sc_dense'),
  ('SELECT * FROM sc_dense WHERE i = 5'), ('SELECT * FROM sc_dense WHERE i < 16'),
  ('SELECT * FROM sc_dense WHERE i <= 16'), ('SELECT * FROM sc_dense WHERE i < 16.5'),
  ('SELECT * FROM sc_dense WHERE i > 95'), ('SELECT * FROM sc_dense WHERE i > 95.5::float8'),
  ('SELECT * FROM sc_dense WHERE j IN (-20, -14)'), ('SELECT * FROM sc_dense WHERE j = -13.0'),
  ('SELECT * FROM sc_dense WHERE j = -13.5'),
  ('SELECT * FROM sc_dense WHERE i < 3 AND i > 5'), ('SELECT * FROM sc_dense WHERE i >= 0 AND j <= 30'),
  ('SELECT * FROM sc_dense WHERE i = 17 AND j = 0'), ('SELECT * FROM sc_dense WHERE w = 5'),
  ('SELECT * FROM sc_dense WHERE i < 32 AND j < -13 LIMIT 1'),
  ('SELECT * FROM sc_sparse WHERE x < -4611686018427387000'),
  ('SELECT * FROM sc_sparse WHERE x BETWEEN -20 AND -1'),
  ('SELECT * FROM sc_cube WHERE i = -3 AND k = 7')) t(q) ORDER BY q COLLATE "C";

-- Parameters: worked out when the plan runs.
SET plan_cache_mode = force_generic_plan;
PREPARE by_int(int, int8) AS SELECT count(*), sum(v) FROM sc_dense WHERE i = $1 AND j > $2;
EXPLAIN (COSTS OFF) EXECUTE by_int(3, 4);
EXECUTE by_int(3, 4);
EXECUTE by_int(99, 29);
EXECUTE by_int(NULL, 29);
SELECT figures('EXECUTE by_int(99, 29)'), figures('EXECUTE by_int(NULL, 29)');
PREPARE by_float(float8) AS SELECT count(*) FROM sc_dense WHERE i <= $1;
EXECUTE by_float(2.5);
EXECUTE by_float('NaN');
EXECUTE by_float('-Infinity');
PREPARE by_array(int[]) AS SELECT count(*) FROM sc_dense WHERE i = ANY ($1);
EXECUTE by_array('{1,18,NULL}');
EXECUTE by_array(NULL);
SELECT figures('EXECUTE by_array(''{1,18,NULL}'')');
DEALLOCATE ALL;
RESET plan_cache_mode;

-- Joins with a small table read single chunks.
ANALYZE sc_dense, sc_dense_plain;
CREATE TABLE sc_place (name text, at_i int, at_j float8);
INSERT INTO sc_place VALUES ('a', 3, 4), ('b', 99, -20), ('c', 50, 4.5), ('d', 400, 0), ('e', NULL, 1);
ANALYZE sc_place;
EXPLAIN (COSTS OFF) SELECT name, v FROM sc_place JOIN sc_dense ON i = at_i AND j = at_j;
SELECT name, v FROM sc_place JOIN sc_dense ON i = at_i AND j = at_j ORDER BY name;
SELECT name, v FROM sc_place LEFT JOIN sc_dense ON i = at_i AND j = at_j ORDER BY name;
SELECT figures('SELECT name, v FROM sc_place JOIN sc_dense ON i = at_i AND j = at_j');
SELECT name, n, s FROM sc_place,
  LATERAL (SELECT count(*) AS n, sum(v) AS s FROM sc_dense WHERE i BETWEEN at_i - 1 AND at_i + 1 AND j >= at_j) l
  ORDER BY name;
SELECT name, (SELECT max(v) FROM sc_dense WHERE i = at_i AND j < at_j) FROM sc_place ORDER BY name;
SELECT q, c.* FROM (VALUES
  ('SELECT name, q.* FROM sc_place JOIN @ q ON i = at_i'),
  ('SELECT name, q.* FROM sc_place JOIN @ q ON i < at_i AND j > at_j'),
  ('SELECT name FROM sc_place WHERE EXISTS (SELECT FROM @ WHERE i = at_i AND j = at_j AND w > 0)'),
  ('SELECT name FROM sc_place WHERE at_i NOT IN (SELECT i FROM @)'),
  ('SELECT a.v, b.w FROM @ a JOIN @ b ON a.i = b.i AND a.j = b.j + 1'),
  ('SELECT a.i, b.j FROM @ a JOIN @ b USING (w) WHERE a.i < 3 AND b.i < 4'),
  ('SELECT i, v FROM @ WHERE (i, j) IN (SELECT at_i, at_j FROM sc_place)'),
  ('WITH t AS (SELECT * FROM @ WHERE i = 7) SELECT t.v, u.w FROM t JOIN t u USING (j)'),
  ('SELECT i, rank() OVER (PARTITION BY i ORDER BY v) FROM @ WHERE i < 4')) t(q),
  compare('sc_dense', q) c ORDER BY q;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET enable_material = off;
SET enable_memoize = off;
SELECT c.* FROM compare('sc_dense', 'SELECT a.v, b.w FROM @ a JOIN @ b ON a.i = b.i AND a.j = b.j + 1 WHERE a.i < 20') c;
RESET enable_hashjoin;
RESET enable_mergejoin;
RESET enable_material;
RESET enable_memoize;

-- A predicate that must wait for a security barrier does not prune.
CREATE FUNCTION sc_leak(bigint) RETURNS int LANGUAGE plpgsql STABLE COST 0.0001 AS 'BEGIN RETURN 5; END';
CREATE VIEW sc_barrier WITH (security_barrier) AS SELECT * FROM sc_dense WHERE w > 0;
SELECT q, figures(q) FROM (VALUES
  ('SELECT * FROM sc_barrier WHERE i = 5'), ('SELECT * FROM sc_barrier WHERE i = sc_leak(1)'),
  ('SELECT * FROM sc_place JOIN sc_barrier ON i = sc_leak(at_i)'),
  ('SELECT * FROM sc_place JOIN sc_dense ON i = sc_leak(at_i)')) t(q) ORDER BY q;
SELECT count(*) FROM sc_place JOIN sc_barrier ON i = sc_leak(at_i);

-- Cursors, backward too.
BEGIN;
DECLARE c SCROLL CURSOR FOR SELECT i, j FROM sc_dense WHERE i = 5 AND j < -17 ORDER BY j;
FETCH 2 FROM c;
FETCH BACKWARD 1 FROM c;
FETCH ALL FROM c;
COMMIT;

-- ANALYZE samples the cells.
ANALYZE sc_sparse, sc_cube, sc_empty;
SELECT relname, reltuples FROM pg_class
WHERE relname IN ('sc_dense', 'sc_sparse', 'sc_cube', 'sc_empty') ORDER BY relname;
SELECT tablename, attname, null_frac, n_distinct FROM pg_stats
WHERE tablename = 'sc_dense' AND attname IN ('i', 'j', 'w') AND schemaname = current_schema()
  AND attname <> 'w' ORDER BY attname;
SELECT round(null_frac::numeric, 3) FROM pg_stats WHERE tablename = 'sc_dense' AND attname = 'w';
SET default_statistics_target = 2;
ANALYZE sc_dense;
SELECT reltuples FROM pg_class WHERE relname = 'sc_dense';
RESET default_statistics_target;

-- Row locks are taken on the chunks read, and on no other.
BEGIN;
SELECT v FROM sc_dense WHERE i = 5 AND j BETWEEN 0 AND 5 ORDER BY j FOR UPDATE;
SELECT i_lo, j_lo FROM sc_dense_chunks WHERE xmax = pg_current_xact_id()::xid ORDER BY 1, 2;
ROLLBACK;
BEGIN;
SELECT i FROM sc_dense, sc_place WHERE i = at_i AND j = at_j FOR SHARE OF sc_place;
SELECT i_lo, j_lo FROM sc_dense_chunks WHERE xmax = pg_current_xact_id()::xid ORDER BY 1, 2;
ROLLBACK;

BEGIN;
SELECT figures('SELECT v FROM sc_dense WHERE i = 5 AND j = 5 FOR UPDATE');
SELECT figures('SELECT v FROM sc_dense WHERE i = 5 AND j IS NOT NULL LIMIT 1');
ROLLBACK;

-- Chunks that do not fit are found, not believed.
CREATE FUNCTION sc_break(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE query;
  RETURN 'no error';
EXCEPTION WHEN data_corrupted THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT conname FROM pg_constraint WHERE conrelid = 'sc_cube_chunks'::regclass AND contype = 'c' \gset
ALTER TABLE sc_cube_chunks DROP CONSTRAINT :"conname";
BEGIN;
UPDATE sc_cube_chunks SET a = 'int2[0:1,0:4,7:7]{(0,0,7):1}' WHERE i_lo = 1;
SELECT sc_break('SELECT a FROM sc_cube'), sc_break('SELECT b FROM sc_cube');
ROLLBACK;
BEGIN;
UPDATE sc_cube_chunks SET a = 'int2[1:2,0:4,7:7]{(1,0,7):1}' WHERE i_lo = 1;
SELECT sc_break('SELECT a FROM sc_cube'), sc_break('SELECT a, b FROM sc_cube');
ROLLBACK;
BEGIN;
UPDATE sc_cube_chunks SET a = 'int2[1:1,0:0,7:7]{{{1}}}', b = 'int8[1:1,0:0,7:7]{{{3}}}' WHERE i_lo = 1;
SELECT sc_break('SELECT a FROM sc_cube'), sc_break('SELECT a, c FROM sc_cube');
SELECT i, j, k, a, b FROM sc_cube WHERE i > 0;
ROLLBACK;

DROP VIEW sc_barrier;
DROP FOREIGN TABLE sc_dense, sc_line, sc_sparse, sc_cube, sc_empty;
DROP TABLE sc_dense_plain, sc_line_plain, sc_sparse_plain, sc_cube_plain, sc_predicate, sc_outcome, sc_place;
DROP FUNCTION compare, figures, plan_of, sc_leak, sc_break;
