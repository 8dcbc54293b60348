SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
-- to compile these queries takes longer than to run them
SET jit = off;

SELECT amname, opcname, amvalidate(c.oid)
  FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
 WHERE opcintype = 'rational'::regtype ORDER BY amname, opcname;
-- every operator has its commutator, negator and estimators
SELECT oprname, oprleft::regtype, oprright::regtype,
       (SELECT c.oprname FROM pg_operator c WHERE c.oid = o.oprcom) AS commutator,
       (SELECT n.oprname FROM pg_operator n WHERE n.oid = o.oprnegate) AS negator,
       oprrest, oprjoin, oprcanmerge AS merges, oprcanhash AS hashes
  FROM pg_operator o WHERE 'rational'::regtype IN (oprleft, oprright) ORDER BY oprname COLLATE "C", oprleft::regtype::text, oprright::regtype::text;

CREATE TABLE rational_rows (id int, r rational);
SELECT setseed(0.5);
INSERT INTO rational_rows
  SELECT i, CASE WHEN i % 50 = 0 THEN NULL
                 WHEN i % 7 = 0 THEN rational((random() * 1e18)::int8 - 500000000000000000, 1 + (random() * 9e18)::int8)
                 WHEN i % 7 = 1 THEN rational((random() * 100)::int)
                 ELSE rational((random() * 200)::int - 100, 1 + (random() * 30)::int) END
    FROM generate_series(1, 8000) i;
INSERT INTO rational_rows SELECT 8001, r FROM unnest('{9223372036854775807,-9223372036854775808,9223372036854775806,1/9223372036854775807,1/9223372036854775806,-1/9223372036854775807,0}'::rational[]) r;

-- sorting with abbreviated keys gives the order of the operators
SELECT count(*) AS wrong FROM (SELECT r, lag(r) OVER (ORDER BY r) AS before FROM rational_rows WHERE r IS NOT NULL) s WHERE before > r;
SELECT count(*) AS wrong FROM (SELECT r, lag(r) OVER (ORDER BY r DESC) AS before FROM rational_rows WHERE r IS NOT NULL) s WHERE before < r;
SELECT r FROM rational_rows WHERE id = 8001 ORDER BY r;

CREATE TABLE rational_probes (probe rational);
INSERT INTO rational_probes
  SELECT r FROM (SELECT DISTINCT r FROM rational_rows WHERE id % 499 = 3 AND r IS NOT NULL ORDER BY r) s
  UNION SELECT unnest('{0,1,1/2,-1/3,100,9223372036854775807,-9223372036854775808,1/9223372036854775807}'::rational[]);
-- what a scan of the table finds, and what each index finds
CREATE FUNCTION rational_found() RETURNS TABLE (probe rational, op text, id int, r rational) LANGUAGE plpgsql AS $$
DECLARE
	p rational;
	o text;
BEGIN
	FOR p IN SELECT s.probe FROM rational_probes s LOOP
		FOREACH o IN ARRAY '{<,<=,=,>=,>}'::text[] LOOP
			CONTINUE WHEN o <> '=' AND p BETWEEN -100 AND 100 AND denominator(p) < 100000;
			RETURN QUERY EXECUTE format('SELECT %L::rational, %L, t.id, t.r FROM rational_rows t WHERE t.r %s %L', p, o, o, p);
		END LOOP;
	END LOOP;
END $$;
SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
CREATE TEMP TABLE by_scan AS SELECT * FROM rational_found();
SELECT count(*) > 10000 AS enough, count(DISTINCT op) FROM by_scan;
RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan;
SET enable_seqscan = off;

CREATE INDEX rational_rows_btree ON rational_rows (r);
ANALYZE rational_rows;
EXPLAIN (COSTS OFF) SELECT * FROM rational_rows WHERE r < rational(-100);
EXPLAIN (COSTS OFF) SELECT * FROM rational_rows WHERE r = 1;
EXPLAIN (COSTS OFF) SELECT max(r) FROM rational_rows;
CREATE TEMP TABLE by_btree AS SELECT * FROM rational_found();
(TABLE by_scan EXCEPT ALL TABLE by_btree) UNION ALL (TABLE by_btree EXCEPT ALL TABLE by_scan);
SELECT bool_and(before <= r) AS ordered FROM (SELECT r, lag(r) OVER () AS before FROM (SELECT r FROM rational_rows WHERE r IS NOT NULL ORDER BY r) o) s;
DROP INDEX rational_rows_btree;

CREATE INDEX rational_rows_hash ON rational_rows USING hash (r);
EXPLAIN (COSTS OFF) SELECT * FROM rational_rows WHERE r = rational(1,2);
CREATE TEMP TABLE by_hash AS SELECT * FROM rational_found() WHERE op = '=';
(SELECT * FROM by_scan WHERE op = '=' EXCEPT ALL TABLE by_hash) UNION ALL (TABLE by_hash EXCEPT ALL SELECT * FROM by_scan WHERE op = '=');
DROP INDEX rational_rows_hash;

CREATE INDEX rational_rows_brin ON rational_rows USING brin (r) WITH (pages_per_range = 4);
EXPLAIN (COSTS OFF) SELECT * FROM rational_rows WHERE r > rational(1,2);
CREATE TEMP TABLE by_brin AS SELECT * FROM rational_found();
(TABLE by_scan EXCEPT ALL TABLE by_brin) UNION ALL (TABLE by_brin EXCEPT ALL TABLE by_scan);
DROP INDEX rational_rows_brin;
RESET enable_seqscan;
DROP FUNCTION rational_found();
DROP TABLE by_scan, by_btree, by_hash, by_brin;

-- a unique index takes equal values for equal, whatever they were written as
CREATE TABLE rational_unique (r rational PRIMARY KEY);
INSERT INTO rational_unique VALUES ('1/2');
INSERT INTO rational_unique VALUES ('0.5');
DROP TABLE rational_unique;

-- merge and hash joins, grouping, and all with the same answer
SET enable_nestloop = off; SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_rows a JOIN rational_probes b ON a.r = b.probe;
SELECT count(*) FROM rational_rows a JOIN rational_probes b ON a.r = b.probe;
SET enable_hashjoin = off; RESET enable_mergejoin;
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_rows a JOIN rational_probes b ON a.r = b.probe;
SELECT count(*) FROM rational_rows a JOIN rational_probes b ON a.r = b.probe;
RESET enable_hashjoin; SET enable_mergejoin = off; RESET enable_nestloop;
SELECT count(*) FROM rational_rows a, rational_probes b WHERE a.r >= b.probe AND a.r <= b.probe;
RESET enable_mergejoin;
SET enable_sort = off;
EXPLAIN (COSTS OFF) SELECT r, count(*) FROM rational_rows GROUP BY r;
CREATE TEMP TABLE by_hash AS SELECT r, count(*) FROM rational_rows GROUP BY r;
RESET enable_sort; SET enable_hashagg = off;
CREATE TEMP TABLE by_sort AS SELECT r, count(*) FROM rational_rows GROUP BY r;
RESET enable_hashagg;
(TABLE by_hash EXCEPT ALL TABLE by_sort) UNION ALL (TABLE by_sort EXCEPT ALL TABLE by_hash);
-- joined with integers
SELECT count(*) = (SELECT count(*) FROM rational_rows WHERE denominator(r) = 1 AND numerator(r) BETWEEN 1 AND 10) AS right_count
  FROM rational_rows JOIN generate_series(1, 10) i ON r = i;

-- estimates come from statistics: near the truth for the most common value, a range, and a join
CREATE FUNCTION rational_estimate(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
ANALYZE rational_rows;
SELECT condition,
       rational_estimate('SELECT * FROM rational_rows WHERE ' || condition) BETWEEN truth / 2 - 60 AND truth * 2 + 60 AS near
  FROM (VALUES ('r = 0', (SELECT count(*) FROM rational_rows WHERE r = 0)),
               ('r <> 0', (SELECT count(*) FROM rational_rows WHERE r <> 0)),
               ('r < 0', (SELECT count(*) FROM rational_rows WHERE r < 0)),
               ('r >= 20', (SELECT count(*) FROM rational_rows WHERE r >= 20)),
               ('r <= -1', (SELECT count(*) FROM rational_rows WHERE r <= -1))) v(condition, truth)
 ORDER BY condition;
DROP FUNCTION rational_estimate(text);
DROP TABLE rational_rows, rational_probes, by_hash, by_sort;

-- hash partitions find their rows, whatever the fraction was written as
CREATE TABLE rational_parted (r rational) PARTITION BY HASH (r);
CREATE TABLE rational_parted_0 PARTITION OF rational_parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE rational_parted_1 PARTITION OF rational_parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO rational_parted SELECT rational(2 * i, 2 * (1 + i % 5)) FROM generate_series(1, 100) i;
SELECT count(*) AS found FROM (SELECT DISTINCT r FROM rational_parted) d WHERE EXISTS (SELECT FROM rational_parted p WHERE p.r = (numerator(d.r) * 3 || '/' || denominator(d.r) * 3)::rational);
SELECT count(*) AS found, count(DISTINCT tableoid) AS partitions FROM rational_parted WHERE r = rational(6,4) / 3 * 14;
EXPLAIN (COSTS OFF) SELECT * FROM rational_parted WHERE r = '2/4';
DROP TABLE rational_parted;
