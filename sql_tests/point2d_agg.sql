SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- no rows, all NULL, one, some
SELECT sum(p), avg(p) FROM (SELECT point2d(1,2) AS p WHERE false) s;
SELECT sum(p), avg(p) FROM (VALUES (NULL::point2d), (NULL)) s(p);
SELECT sum(p), avg(p) FROM (VALUES (NULL), (point2d(1,2))) s(p);
SELECT sum(p), avg(p) FROM (VALUES (point2d(1,2)), ('(3,5)'), (NULL), ('(-1,0)')) s(p);
SELECT g, sum(p), avg(p) FROM (SELECT i % 3 AS g, point2d(i, -i) AS p FROM generate_series(1, 9) i) s GROUP BY ROLLUP (g) ORDER BY g;
SELECT i, sum(point2d(i, 1)) OVER (ORDER BY i), avg(point2d(i, 1)) OVER (ORDER BY i ROWS 1 PRECEDING) FROM generate_series(1, 4) i;
-- infinities and NaN pass through, overflow does not
SELECT sum(p), avg(p) FROM (VALUES (point2d('inf', 1)), ('(-inf,nan)')) s(p);
SELECT sum(p) FROM (VALUES (point2d(1e308, 1)), ('(1e308,1)')) s(p);

-- in parallel, and the same; the numbers are whole, so that their sums are exact in any order
CREATE TABLE point2d_many AS SELECT CASE WHEN i % 10 <> 0 THEN point2d(i, -i) END AS p, i % 3 AS g FROM generate_series(1, 20000) i;
ANALYZE point2d_many;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT sum(p), avg(p) FROM point2d_many;
SELECT sum(p), avg(p) FROM point2d_many;
SELECT g, sum(p), avg(p) FROM point2d_many GROUP BY g ORDER BY g;
SET max_parallel_workers_per_gather = 0;
SELECT sum(p), avg(p) FROM point2d_many;
SELECT g, sum(p), avg(p) FROM point2d_many GROUP BY g ORDER BY g;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;

-- btree, hash and joins
CREATE TABLE point2d_keys AS SELECT point2d(i % 50, i % 7) AS p, i AS id FROM generate_series(1, 2000) i;
INSERT INTO point2d_keys VALUES ('(0,-0)', -1), ('(-0,0)', -2), ('(nan,nan)', -3), ('(nan,nan)', -4), ('(inf,1)', -5), ('(-inf,nan)', -6), (NULL, -7);
ANALYZE point2d_keys;
CREATE TABLE point2d_by_scan AS
  SELECT op, a.p AS probe, b.id FROM point2d_keys a, point2d_keys b, unnest('{<,<=,=,>=,>}'::text[]) op
   WHERE a.id IN (-1, -3, -5, -6, 17, 35, 50)
     AND CASE op WHEN '<' THEN b.p < a.p WHEN '<=' THEN b.p <= a.p WHEN '=' THEN b.p = a.p WHEN '>=' THEN b.p >= a.p ELSE b.p > a.p END;
CREATE FUNCTION point2d_by_index(ops text[]) RETURNS TABLE (op text, probe point2d, id int) LANGUAGE plpgsql AS $$
DECLARE
	q record;
BEGIN
	FOR q IN SELECT DISTINCT o, p FROM unnest(ops) o, (SELECT p FROM point2d_keys k WHERE k.id IN (-1, -3, -5, -6, 17, 35, 50)) k LOOP
		RETURN QUERY EXECUTE format('SELECT %L, %L::point2d, id FROM point2d_keys WHERE p %s %L', q.o, q.p, q.o, q.p);
	END LOOP;
END $$;
SET enable_seqscan = off;
CREATE INDEX point2d_keys_i ON point2d_keys (p);
EXPLAIN (COSTS OFF) SELECT * FROM point2d_keys WHERE p < '(1,2)';
EXPLAIN (COSTS OFF) SELECT p FROM point2d_keys ORDER BY p DESC LIMIT 1;
CREATE TEMP TABLE found AS SELECT * FROM point2d_by_index('{<,<=,=,>=,>}');
(TABLE point2d_by_scan EXCEPT ALL TABLE found) UNION ALL (TABLE found EXCEPT ALL TABLE point2d_by_scan);
SELECT count(*) > 10000 AS enough FROM found;
SELECT count(*) AS disordered FROM (SELECT p, lag(p) OVER () AS before FROM (SELECT p FROM point2d_keys WHERE p IS NOT NULL ORDER BY p) o) s WHERE before > p;
DROP INDEX point2d_keys_i; DROP TABLE found;
CREATE INDEX point2d_keys_i ON point2d_keys USING hash (p);
EXPLAIN (COSTS OFF) SELECT * FROM point2d_keys WHERE p = '(1,2)';
CREATE TEMP TABLE found AS SELECT * FROM point2d_by_index('{=}');
(SELECT * FROM point2d_by_scan WHERE op = '=' EXCEPT ALL TABLE found) UNION ALL (TABLE found EXCEPT ALL SELECT * FROM point2d_by_scan WHERE op = '=');
DROP INDEX point2d_keys_i; DROP TABLE found;
RESET enable_seqscan;
SET enable_nestloop = off; SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM point2d_keys a JOIN point2d_keys b USING (p);
SELECT count(*) FROM point2d_keys a JOIN point2d_keys b USING (p);
SET enable_hashjoin = off; RESET enable_mergejoin;
EXPLAIN (COSTS OFF) SELECT count(*) FROM point2d_keys a JOIN point2d_keys b USING (p);
SELECT count(*) FROM point2d_keys a JOIN point2d_keys b USING (p);
RESET enable_nestloop; RESET enable_hashjoin;
SELECT count(*) FROM point2d_keys a, point2d_keys b WHERE a.p >= b.p AND a.p <= b.p;
CREATE TABLE point2d_unique (p point2d PRIMARY KEY);
INSERT INTO point2d_unique VALUES ('(0,nan)');
INSERT INTO point2d_unique VALUES ('(-0,nan)');
CREATE TABLE point2d_parted (p point2d) PARTITION BY HASH (p);
CREATE TABLE point2d_parted_0 PARTITION OF point2d_parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE point2d_parted_1 PARTITION OF point2d_parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO point2d_parted SELECT p FROM point2d_keys;
SELECT count(DISTINCT tableoid) AS partitions, (SELECT count(*) FROM point2d_parted WHERE p = '(-0,-0)') AS zeros FROM point2d_parted;

-- estimates come from statistics: near the truth for =, an order, containment and places
CREATE FUNCTION point2d_estimate(condition text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
	plan json;
	truth int8;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) SELECT * FROM point2d_spread WHERE ' || condition INTO plan;
	EXECUTE 'SELECT count(*) FROM point2d_spread WHERE ' || condition INTO truth;
	RETURN (plan->0->'Plan'->>'Plan Rows')::float8 BETWEEN truth * 0.6 - 300 AND truth * 1.5 + 300;
END $$;
CREATE TABLE point2d_spread AS SELECT CASE WHEN i % 4 = 0 THEN point2d(1, 1) ELSE point2d(i * 7919 % 10007, i * 104729 % 9973) END AS p FROM generate_series(1, 20000) i;
ANALYZE point2d_spread;
SELECT condition, point2d_estimate(condition) AS near
  FROM unnest('{"p = ''(1,1)''","p <> ''(1,1)''","p < ''(5000,0)''","p <@ box ''((0,0),(5000,5000))''","p <@ box ''((-5,-5),(-1,-1))''","p <@ circle ''<(5000,5000),5000>''","p <@ polygon ''((0,0),(10000,0),(10000,10000))''","p << ''(5000,0)''","p |>> ''(0,2500)''"}'::text[]) condition;
DROP FUNCTION point2d_estimate(text); DROP FUNCTION point2d_by_index(text[]);
DROP TABLE point2d_many, point2d_keys, point2d_by_scan, point2d_unique, point2d_parted, point2d_spread;
