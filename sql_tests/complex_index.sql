SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

SELECT amname, opcname, opcdefault, amvalidate(c.oid)
  FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
 WHERE opcintype = 'complex'::regtype ORDER BY amname, opcname;
-- every operator has its commutator, negator and estimators
SELECT oprname, oprleft::regtype, oprright::regtype,
       (SELECT c.oprname FROM pg_operator c WHERE c.oid = o.oprcom) AS commutator,
       (SELECT n.oprname FROM pg_operator n WHERE n.oid = o.oprnegate) AS negator,
       oprrest, oprjoin, oprcanmerge AS merges, oprcanhash AS hashes
  FROM pg_operator o WHERE 'complex'::regtype IN (oprleft, oprright) AND 'ndarray'::regtype NOT IN (oprleft, oprright)
 ORDER BY oprname COLLATE "C", oprleft::regtype::text, oprright::regtype::text;

CREATE TABLE complex_rows (id int, z complex);
SELECT setseed(0.5);
INSERT INTO complex_rows
  SELECT i, CASE WHEN i % 50 = 0 THEN NULL
                 WHEN i % 7 = 0 THEN complex(random() * 2 - 1, random() * 2 - 1)
                 WHEN i % 7 = 1 THEN complex((random() * 4)::int - 2, random())
                 ELSE complex((random() * 8)::int - 4, (random() * 8)::int - 4) END
    FROM generate_series(1, 2000) i;
INSERT INTO complex_rows SELECT 2001, complex(a, b) FROM unnest('{0,-0,1e308,-1e308,4.9e-324,inf,-inf,nan}'::float8[]) a, unnest('{0,-0,1,inf,nan}'::float8[]) b;

-- sorting with abbreviated keys gives the order of the operators
SELECT count(*) AS wrong FROM (SELECT z, lag(z) OVER () AS before FROM (SELECT z FROM complex_rows WHERE z IS NOT NULL ORDER BY z USING ~<~) o) s WHERE before ~>~ z;
SELECT count(*) AS wrong FROM (SELECT z, lag(z) OVER () AS before FROM (SELECT z FROM complex_rows WHERE z IS NOT NULL ORDER BY z USING ~>~) o) s WHERE before ~<~ z;

CREATE TABLE complex_probes (probe complex);
INSERT INTO complex_probes
  SELECT DISTINCT z FROM complex_rows WHERE id % 199 = 3 AND z IS NOT NULL
  UNION SELECT unnest('{0,1,i,-i,"(0,-0)","(nan,nan)","(nan,1)",inf,"(inf,nan)",-inf,1e308,4.9e-324,100}'::complex[]);
-- what a scan of the table finds, and what each index finds
CREATE FUNCTION complex_found(ops text[] DEFAULT '{~<~,~<=~,=,~>=~,~>~}') RETURNS TABLE (probe complex, op text, id int, z complex) LANGUAGE plpgsql AS $$
DECLARE
	p complex;
	o text;
BEGIN
	FOR p IN SELECT s.probe FROM complex_probes s LOOP
		FOREACH o IN ARRAY ops LOOP
			CONTINUE WHEN o <> '=' AND abs(re(p)) BETWEEN 0.5 AND 3;
			RETURN QUERY EXECUTE format('SELECT %L::complex, %L, t.id, t.z FROM complex_rows t WHERE t.z %s %L', p, o, o, p);
		END LOOP;
	END LOOP;
END $$;
SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
CREATE TEMP TABLE by_scan AS SELECT * FROM complex_found();
SELECT count(*) > 10000 AS enough, count(DISTINCT op) FROM by_scan;
RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan;
SET enable_seqscan = off;

CREATE INDEX complex_rows_default ON complex_rows (z);
CREATE INDEX complex_rows_btree ON complex_rows (z complex_lex_ops);
ANALYZE complex_rows;
EXPLAIN (COSTS OFF) SELECT * FROM complex_rows WHERE z ~<~ complex(-4, 0);
EXPLAIN (COSTS OFF) SELECT * FROM complex_rows WHERE z = 100;
EXPLAIN (COSTS OFF) SELECT z FROM complex_rows ORDER BY z USING ~<~ LIMIT 1;
CREATE TEMP TABLE by_btree AS SELECT * FROM complex_found();
(TABLE by_scan EXCEPT ALL TABLE by_btree) UNION ALL (TABLE by_btree EXCEPT ALL TABLE by_scan);
SELECT bool_and(before ~<=~ z) AS ordered FROM (SELECT z, lag(z) OVER () AS before FROM (SELECT z FROM complex_rows WHERE z IS NOT NULL ORDER BY z USING ~<~) o) s;
DROP INDEX complex_rows_btree;

CREATE INDEX complex_rows_hash ON complex_rows USING hash (z);
EXPLAIN (COSTS OFF) SELECT * FROM complex_rows WHERE z = complex(1, 2);
CREATE TEMP TABLE by_hash AS SELECT * FROM complex_found('{=}');
(SELECT * FROM by_scan WHERE op = '=' EXCEPT ALL TABLE by_hash) UNION ALL (TABLE by_hash EXCEPT ALL SELECT * FROM by_scan WHERE op = '=');
DROP INDEX complex_rows_hash;
RESET enable_seqscan;
DROP FUNCTION complex_found(text[]);
DROP TABLE by_scan, by_btree, by_hash;

-- a unique index takes equal values for equal, whatever they were written as
CREATE TABLE complex_unique (z complex);
CREATE UNIQUE INDEX ON complex_unique (z complex_lex_ops);
INSERT INTO complex_unique VALUES ('(0,-0)');
INSERT INTO complex_unique VALUES ('(-0,0)');
INSERT INTO complex_unique VALUES ('(0,0)') ON CONFLICT (z complex_lex_ops) DO NOTHING;
DROP TABLE complex_unique;
-- and so does an exclusion constraint over a hash index
CREATE TABLE complex_excluded (z complex, EXCLUDE USING hash (z WITH =));
INSERT INTO complex_excluded VALUES ('(nan,-0)');
INSERT INTO complex_excluded VALUES ('(nan,0)');
DROP TABLE complex_excluded;

-- hash joins, and merge joins by the class; grouping and DISTINCT by hash, and all with the same answer
SET enable_nestloop = off; SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM complex_rows a JOIN complex_probes b ON a.z = b.probe;
SELECT count(*) FROM complex_rows a JOIN complex_probes b ON a.z = b.probe;
SET enable_hashjoin = off; RESET enable_mergejoin;
EXPLAIN (COSTS OFF) SELECT count(*) FROM complex_rows a JOIN complex_probes b ON a.z = b.probe;
SELECT count(*) FROM complex_rows a JOIN complex_probes b ON a.z = b.probe;
SET enable_mergejoin = off; RESET enable_nestloop;
SELECT count(*) FROM complex_rows a, complex_probes b WHERE a.z ~>=~ b.probe AND a.z ~<=~ b.probe;
RESET enable_mergejoin; RESET enable_hashjoin;
EXPLAIN (COSTS OFF) SELECT z, count(*) FROM complex_rows GROUP BY z;
EXPLAIN (COSTS OFF) SELECT DISTINCT z FROM complex_rows;
SELECT count(*) AS groups, sum(n) AS rows, (SELECT count(*) FROM (SELECT DISTINCT z FROM complex_rows) d) AS distinct_values,
       (SELECT count(DISTINCT z ORDER BY z USING ~<~) FROM complex_rows) AS by_sort
  FROM (SELECT z, count(*) AS n FROM complex_rows GROUP BY z) g;
SELECT count(*) AS signed_zeros_and_nans FROM (SELECT z FROM complex_rows WHERE id = 2001 GROUP BY z) g;

-- estimates come from the statistics of most common values; there is no histogram, for want of an order
CREATE FUNCTION complex_estimate(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
CREATE TABLE complex_skewed AS SELECT CASE WHEN i % 4 = 0 THEN complex(i, 0) WHEN i % 4 = 1 THEN NULL ELSE complex(i % 3, 1) END AS z FROM generate_series(1, 2400) i;
ANALYZE complex_skewed;
SELECT most_common_vals IS NOT NULL AS common, histogram_bounds IS NULL AS no_histogram, null_frac FROM pg_stats WHERE tablename = 'complex_skewed';
SELECT condition,
       complex_estimate('SELECT * FROM complex_skewed WHERE ' || condition) BETWEEN truth / 1.5 - 20 AND truth * 1.5 + 20 AS near
  FROM (VALUES ('z = complex(1, 1)', (SELECT count(*) FROM complex_skewed WHERE z = complex(1, 1))),
               ('z = complex(4, 0)', (SELECT count(*) FROM complex_skewed WHERE z = complex(4, 0))),
               ('z <> complex(1, 1)', (SELECT count(*) FROM complex_skewed WHERE z <> complex(1, 1)))) v(condition, truth)
 ORDER BY condition;
SELECT complex_estimate('SELECT * FROM complex_skewed a JOIN complex_skewed b USING (z)') BETWEEN truth / 2 AND truth * 2 AS join_near
  FROM (SELECT count(*) AS truth FROM complex_skewed a JOIN complex_skewed b USING (z)) t;
DROP FUNCTION complex_estimate(text);
DROP TABLE complex_rows, complex_probes, complex_skewed;

-- hash partitions find their rows, whatever the number was written as
CREATE TABLE complex_parted (z complex) PARTITION BY HASH (z);
CREATE TABLE complex_parted_0 PARTITION OF complex_parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE complex_parted_1 PARTITION OF complex_parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO complex_parted SELECT complex(i, i % 5) FROM generate_series(-50, 50) i;
SELECT count(*) AS found, count(DISTINCT tableoid) AS partitions FROM complex_parted WHERE z IN ('(-0,-0)', '(1,1)', '2+2i', '3+3i', '4+4i');
EXPLAIN (COSTS OFF) SELECT * FROM complex_parted WHERE z = '-0-0i';
DROP TABLE complex_parted;
