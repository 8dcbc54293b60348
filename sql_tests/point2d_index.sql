SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
-- to compile these queries takes longer than to run them
SET jit = off;

SELECT amname, opcname, opcdefault, amvalidate(c.oid)
  FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
 WHERE opcintype = 'point2d'::regtype ORDER BY amname, opcname;

-- every pair of the zoo, and on top of it grids with many equal points, clusters, far offsets, NULL
CREATE TABLE point2d_zoo (v float8);
INSERT INTO point2d_zoo VALUES (0), ('-0'), (1), (-1), (0.1), (5e-324), (-1e-308), (1e150), (1e307), (-1e307), ('inf'), ('-inf'), ('nan');
CREATE TABLE point2d_rows (id int, p point2d);
SELECT setseed(0.5);
INSERT INTO point2d_rows SELECT 0, point2d(a.v, b.v) FROM point2d_zoo a, point2d_zoo b;
INSERT INTO point2d_rows
  SELECT i, CASE i % 6 WHEN 0 THEN point2d(random() * 100, random() * 100)
                       WHEN 1 THEN point2d((random() * 10)::int, (random() * 10)::int)
                       WHEN 2 THEN point2d(1e9 + random(), -1e9 + random())
                       WHEN 3 THEN point2d(50 + random() / 1000, 50 + random() / 1000)
                       WHEN 4 THEN point2d(3, 4)
                       ELSE CASE WHEN i % 5 = 0 THEN NULL ELSE point2d(-100 * random(), 3) END END
    FROM generate_series(1, 3000) i;
ANALYZE point2d_rows;

CREATE TABLE point2d_probes (probe text, op text, type text);
INSERT INTO point2d_probes
  SELECT point2d(a.v, b.v), op, 'point2d'
    FROM point2d_zoo a, point2d_zoo b, unnest('{=,~=,<<,>>,<<|,|>>}'::text[]) op
   WHERE (a.v IN (0, '-inf', 'nan') AND b.v IN (1, 1e307, 'inf', 'nan')) OR a.v::text = b.v::text;
INSERT INTO point2d_probes
  SELECT p, op, 'point2d' FROM point2d_rows, unnest('{=,<<,|>>}'::text[]) op WHERE id % 300 IN (1, 2, 3) AND p IS NOT NULL;
INSERT INTO point2d_probes
  SELECT box(p::point, q::point), '<@', 'box'
    FROM (SELECT point2d(a.v, a.v) p FROM point2d_zoo a) a, (SELECT point2d(b.v, c.v) q FROM point2d_zoo b, point2d_zoo c WHERE b.v::text = c.v::text OR b.v = 1 OR c.v = 'nan') b
   WHERE x(p) < 1 OR x(p) > 1e200;
INSERT INTO point2d_probes
  SELECT box(a.p::point, b.p::point), '<@', 'box' FROM point2d_rows a, point2d_rows b
   WHERE a.id % 600 IN (0, 1, 2, 3) AND b.id % 600 IN (6, 7, 8, 9) AND a.id > 0 AND a.p IS NOT NULL AND b.p IS NOT NULL;
INSERT INTO point2d_probes
  SELECT format('<(%s,%s),%s>', a.v, b.v, r), '<@', 'circle'
    FROM point2d_zoo a, point2d_zoo b, unnest('{0,5,1e307,Infinity,NaN}'::float8[]) r
   WHERE a.v IN (0, 1e307, 'inf', 'nan') AND b.v IN (1, '-inf', 'nan');
INSERT INTO point2d_probes
  SELECT format('<%s,%s>', p, r), '<@', 'circle' FROM point2d_rows, unnest('{0,0.01,3,40}'::float8[]) r WHERE id % 600 IN (1, 2, 3, 6);
INSERT INTO point2d_probes
  SELECT format('(%s,%s,(3,4),(7.5,60))', a.p, b.p), '<@', 'polygon' FROM point2d_rows a, point2d_rows b
   WHERE a.id % 600 IN (0, 1, 3) AND a.id > 0 AND b.id % 900 IN (6, 9, 10) AND b.p IS NOT NULL;
INSERT INTO point2d_probes VALUES ('((0,0),(Infinity,0),(5,5))', '<@', 'polygon'), ('((0,0),(NaN,0),(5,5))', '<@', 'polygon'),
  ('((0,0),(10,0),(10,10),(0,10))', '<@', 'polygon'), ('((3,4))', '<@', 'polygon'), ('((0,0),(10,10))', '<@', 'polygon'),
  ('((0,0),(10,0),(0,10),(10,10))', '<@', 'polygon');
DELETE FROM point2d_probes WHERE type <> 'polygon' AND hashtext(probe || op) % 9 <> 0;
SELECT op, type, count(*) > 5 AS enough FROM point2d_probes GROUP BY op, type ORDER BY op, type;

-- what each probe finds, as a count and a sum over rows
CREATE FUNCTION point2d_found() RETURNS TABLE (probe text, op text, type text, found int8, rows int8) LANGUAGE plpgsql AS $$
DECLARE
	q record;
BEGIN
	FOR q IN SELECT DISTINCT * FROM point2d_probes LOOP
		RETURN QUERY EXECUTE format('SELECT %L, %L, %L, count(*), bit_xor(point2d_hash_extended(p, id)) FROM point2d_rows WHERE p %s %L::%s',
			q.probe, q.op, q.type, q.op, q.probe, q.type);
	END LOOP;
END $$;
-- distances in the order in which they come: points as far away may change places
CREATE FUNCTION point2d_near(q point2d, condition text) RETURNS float8[] LANGUAGE plpgsql AS $$
DECLARE
	result float8[];
BEGIN
	EXECUTE format('SELECT array_agg(p <-> %L) FROM (SELECT p FROM point2d_rows WHERE %s ORDER BY p <-> %L) s', q, condition, q) INTO result;
	RETURN result;
END $$;
CREATE VIEW point2d_nearest AS
  SELECT q::text, condition, point2d_near(q, condition) AS distances
    FROM (SELECT point2d(a.v, b.v) q FROM point2d_zoo a, point2d_zoo b WHERE a.v IN (0, '-1e307', 'inf', 'nan') AND b.v IN (1, 'nan')
          UNION ALL VALUES (point2d(50, 50)), (point2d(1e9, -1e9)), (point2d(3, 4))) q,
         (VALUES ('true'), ('p <@ box ''((0,0),(50,60))'''), ('p >> ''(2,2)'' AND p <@ circle ''<(5,5),1e150>''')) c(condition);

SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
CREATE TABLE point2d_by_scan AS SELECT * FROM point2d_found();
CREATE TABLE point2d_near_by_scan AS SELECT * FROM point2d_nearest;
SELECT op, type, sum(found) > 100 AS enough FROM point2d_by_scan GROUP BY op, type ORDER BY op, type;
SELECT count(*) > 30 AS enough, bool_and(distances = (SELECT array_agg(d ORDER BY d) FROM unnest(distances) d)) AS ordered
  FROM point2d_near_by_scan WHERE distances IS NOT NULL;
RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan;

-- each of these is empty
CREATE FUNCTION point2d_differences() RETURNS TABLE (what text, probe text, op text, type text, found int8, rows int8) LANGUAGE sql AS $$
	WITH found AS MATERIALIZED (SELECT * FROM point2d_found()),
	     nearest AS MATERIALIZED (SELECT * FROM point2d_nearest)
	SELECT 'missing', d.* FROM (SELECT * FROM point2d_by_scan EXCEPT ALL SELECT * FROM found) d
	UNION ALL SELECT 'too many', d.* FROM (SELECT * FROM found EXCEPT ALL SELECT * FROM point2d_by_scan) d
	UNION ALL SELECT 'order', q, condition, NULL, NULL, NULL
	            FROM (SELECT * FROM nearest EXCEPT ALL SELECT * FROM point2d_near_by_scan) d
	ORDER BY 1, 2, 3, 4, 5 LIMIT 20
$$;

SET enable_seqscan = off; SET enable_sort = off;
CREATE INDEX point2d_rows_i ON point2d_rows USING gist (p);
EXPLAIN (COSTS OFF) SELECT * FROM point2d_rows WHERE p <@ box '((0,0),(1,1))';
EXPLAIN (COSTS OFF) SELECT * FROM point2d_rows WHERE circle '<(0,0),1>' @> p;
EXPLAIN (COSTS OFF) SELECT * FROM point2d_rows WHERE p <@ polygon '((0,0),(1,1),(0,1))' ORDER BY p <-> '(1,1)' LIMIT 5;
EXPLAIN (COSTS OFF) SELECT * FROM point2d_rows WHERE p = '(1,1)';
EXPLAIN (COSTS OFF) SELECT * FROM point2d_rows WHERE p |>> '(1,1)';
SELECT * FROM point2d_differences();
SET enable_bitmapscan = off;
SELECT * FROM point2d_differences();
SET enable_bitmapscan = on; SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_sort = on;
SELECT * FROM point2d_differences();
RESET enable_indexscan; RESET enable_indexonlyscan; SET enable_sort = off;
DROP INDEX point2d_rows_i;
-- by insertion, one by one and through buffers
CREATE INDEX point2d_rows_i ON point2d_rows USING gist (p) WITH (buffering = off);
SELECT * FROM point2d_differences();
DROP INDEX point2d_rows_i;
CREATE INDEX point2d_rows_i ON point2d_rows USING gist (p) WITH (buffering = on);
SELECT * FROM point2d_differences();
DROP INDEX point2d_rows_i;
-- beside another column, in either order
CREATE INDEX point2d_rows_i ON point2d_rows USING gist (p, (p + '(1,1)')) INCLUDE (id);
SELECT * FROM point2d_differences();
DROP INDEX point2d_rows_i;

CREATE INDEX point2d_rows_i ON point2d_rows USING spgist (p);
EXPLAIN (COSTS OFF) SELECT * FROM point2d_rows WHERE p <@ box '((0,0),(1,1))';
EXPLAIN (COSTS OFF) SELECT * FROM point2d_rows WHERE p <@ polygon '((0,0),(1,1),(0,1))' ORDER BY p <-> '(1,1)' LIMIT 5;
EXPLAIN (COSTS OFF) SELECT * FROM point2d_rows WHERE p ~= '(1,1)';
SELECT * FROM point2d_differences();
SET enable_bitmapscan = off;
SELECT * FROM point2d_differences();
RESET enable_bitmapscan;
DROP INDEX point2d_rows_i;

-- deleted, vacuumed, inserted again into indexes that were empty, and NULL found
CREATE INDEX point2d_rows_g ON point2d_rows USING gist (p);
CREATE TABLE point2d_saved AS SELECT * FROM point2d_rows;
DELETE FROM point2d_rows WHERE id % 3 <> 0 OR id = 0;
VACUUM point2d_rows;
INSERT INTO point2d_rows SELECT * FROM point2d_saved WHERE id % 3 <> 0 OR id = 0 ORDER BY id DESC;
SELECT * FROM point2d_differences();
SELECT count(*) FROM point2d_rows WHERE p IS NULL;
DROP INDEX point2d_rows_g;
TRUNCATE point2d_rows;
CREATE INDEX point2d_rows_s ON point2d_rows USING spgist (p);
INSERT INTO point2d_rows SELECT * FROM point2d_saved;
DELETE FROM point2d_rows WHERE id % 3 <> 0 OR id = 0;
VACUUM point2d_rows;
INSERT INTO point2d_rows SELECT * FROM point2d_saved WHERE id % 3 <> 0 OR id = 0 ORDER BY id DESC;
SELECT * FROM point2d_differences();
SELECT count(*) FROM point2d_rows WHERE p IS NULL;
DROP INDEX point2d_rows_s;
TRUNCATE point2d_rows;
CREATE INDEX point2d_rows_g ON point2d_rows USING gist (p);
INSERT INTO point2d_rows SELECT * FROM point2d_saved ORDER BY p USING <;
SELECT * FROM point2d_differences();
DROP INDEX point2d_rows_g;

-- index-only scans give the points back
VACUUM ANALYZE point2d_rows;
CREATE INDEX point2d_rows_i ON point2d_rows USING gist (p);
EXPLAIN (COSTS OFF) SELECT p FROM point2d_rows WHERE p <@ box '((-Infinity,-Infinity),(Infinity,Infinity))';
CREATE TABLE point2d_only AS SELECT p::text FROM point2d_rows WHERE p <@ box '((-Infinity,-Infinity),(Infinity,Infinity))' OFFSET 0;
EXPLAIN (COSTS OFF) SELECT p FROM point2d_rows WHERE p IS NOT NULL ORDER BY p <-> '(1,2)';
INSERT INTO point2d_only SELECT p::text FROM (SELECT p FROM point2d_rows WHERE p IS NOT NULL ORDER BY p <-> '(1,2)' OFFSET 0) s WHERE x(p) = 'nan' OR y(p) = 'nan';
DROP INDEX point2d_rows_i;
(TABLE point2d_only EXCEPT ALL SELECT p::text FROM point2d_saved) UNION ALL (SELECT p::text FROM point2d_saved WHERE p IS NOT NULL EXCEPT ALL TABLE point2d_only);
TRUNCATE point2d_only;
CREATE INDEX point2d_rows_i ON point2d_rows USING spgist (p);
EXPLAIN (COSTS OFF) SELECT p FROM point2d_rows WHERE p IS NOT NULL ORDER BY p <-> '(1,2)';
INSERT INTO point2d_only SELECT p::text FROM (SELECT p FROM point2d_rows WHERE p IS NOT NULL ORDER BY p <-> '(1,2)' OFFSET 0) s;
DROP INDEX point2d_rows_i;
(TABLE point2d_only EXCEPT ALL SELECT p::text FROM point2d_saved) UNION ALL (SELECT p::text FROM point2d_saved WHERE p IS NOT NULL EXCEPT ALL TABLE point2d_only);

-- a distance out of range is an error where it is asked for, and none to an index that passes it by
INSERT INTO point2d_rows VALUES (-1, '(1.7e308,0)');
CREATE INDEX point2d_rows_i ON point2d_rows USING gist (p);
SELECT p FROM point2d_rows ORDER BY p <-> '(-1.7e308,0)' LIMIT 1;
SELECT p <-> '(-1.7e308,0)' FROM point2d_rows WHERE id = -1;

-- no two things in one place
CREATE TABLE point2d_apart (p point2d, EXCLUDE USING gist (p WITH =));
INSERT INTO point2d_apart VALUES ('(1,2)'), ('(0,nan)');
INSERT INTO point2d_apart VALUES ('(1,2)');
INSERT INTO point2d_apart VALUES ('(-0,nan)');
RESET enable_seqscan; RESET enable_sort;

DROP TABLE point2d_apart, point2d_only, point2d_saved, point2d_by_scan, point2d_near_by_scan;
DROP FUNCTION point2d_differences(); DROP FUNCTION point2d_found();
DROP VIEW point2d_nearest; DROP FUNCTION point2d_near(point2d, text);
DROP TABLE point2d_rows, point2d_probes, point2d_zoo;
