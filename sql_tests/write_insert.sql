-- INSERT … SELECT as a direct modification: what it takes, and that what it
-- does not take, or takes apart, ends in the same cells
\set VERBOSITY terse
SET client_min_messages = warning;
CREATE FUNCTION plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF, VERBOSE) ' || query LOOP
		CONTINUE WHEN line !~ '(Insert|Scan|Join|Loop|Output:)';
		RETURN NEXT line;
	END LOOP;
END $$;
CREATE TABLE wi_src (i int, j int2, v float8, w int);
INSERT INTO wi_src SELECT i, j, i * 10 + j, -i FROM generate_series(-20, 19) i, generate_series(0, 9) j;
ANALYZE wi_src;
SELECT create_array('wi', '<v:float8, w:int64>[i=-20:*,7,0, j=0:9,4,0]');
SELECT create_array('wi2', '<v:float8, w:int64>[i=-20:*,7,0, j=0:9,4,0]');

-- casts of columns to bigint are taken off where the plan works out its own output
SELECT plan_of('INSERT INTO wi SELECT i, j, v, w FROM wi_src');
SELECT plan_of('INSERT INTO wi SELECT a.i, b.j, a.v, b.w FROM wi_src a JOIN wi_src b ON a.i = b.w');
SELECT plan_of('INSERT INTO wi SELECT i, j, v, w FROM wi_src ORDER BY i LIMIT 3');
SELECT plan_of('INSERT INTO wi SELECT i + 1, j, v, 5 FROM wi_src WHERE i > 3');
SELECT plan_of('INSERT INTO wi TABLE wi');

-- every kind of source against the row path, which RETURNING asks for
CREATE FUNCTION same(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE direct bigint; rows bigint; differ bigint;
BEGIN
	DELETE FROM wi;
	DELETE FROM wi2;
	EXECUTE 'INSERT INTO wi ' || query;
	GET DIAGNOSTICS direct = ROW_COUNT;
	EXECUTE 'WITH x AS (INSERT INTO wi2 ' || query || ' RETURNING 1) SELECT count(*) FROM x' INTO rows;
	SELECT count(*) INTO differ FROM ((TABLE wi EXCEPT ALL TABLE wi2) UNION ALL (TABLE wi2 EXCEPT ALL TABLE wi)) d;
	RETURN CASE WHEN direct = rows AND differ = 0 AND direct = (SELECT count(*) FROM wi)
		THEN direct || ' rows' ELSE format('%s and %s rows, %s differ', direct, rows, differ) END;
END $$;
SELECT query, same(query) FROM (VALUES
	('SELECT i, j, v, w FROM wi_src'),
	('SELECT * FROM wi_src'),
	('SELECT i, j, v, w FROM wi_src WHERE w > 0 AND j <> 3'),
	('SELECT i, j, v, w FROM wi_src ORDER BY v DESC, i'),
	('SELECT DISTINCT ON (j) i, j, v, w FROM wi_src ORDER BY j, i'),
	('SELECT i, j, v, w FROM wi_src ORDER BY i, j OFFSET 3 LIMIT 5'),
	('SELECT i, j, v, w FROM (SELECT * FROM wi_src ORDER BY i, j LIMIT 7) s'),
	('SELECT i, j, v, w FROM (SELECT DISTINCT i, j, v, w FROM wi_src OFFSET 0) s'),
	('SELECT i, j, sum(v), max(w) FROM wi_src GROUP BY i, j'),
	('SELECT i, 3, sum(v), max(w) FROM wi_src GROUP BY i'),
	('SELECT a.i, b.j, a.v, b.w FROM wi_src a JOIN wi_src b USING (i, j)'),
	('SELECT a.i, a.j, a.v, b.w FROM wi_src a LEFT JOIN wi_src b ON b.i = a.w AND b.j = a.j'),
	('SELECT i, j, NULL, i FROM generate_series(-3, 4) i, generate_series(2::int8, 5) j'),
	('SELECT i, j, i, j FROM (VALUES (1::int2, 2), (-4, 5), (30, 0)) x(i, j)'),
	('VALUES (1, 2, 3.5::float8, 4), (5, 6, NULL, NULL)'),
	('SELECT i, j, v, w FROM wi_src WHERE i < 0 UNION ALL SELECT i + 100, j, v, w FROM wi_src'),
	('SELECT i, j, v, row_number() OVER (ORDER BY v) FROM wi_src'),
	('SELECT i, generate_series(0, 2), v, w FROM wi_src WHERE j = 0'),
	('SELECT w, j, v, i FROM wi_src WHERE false')) q(query);
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SELECT same('SELECT a.i, b.j, a.v, b.w FROM wi_src a JOIN wi_src b USING (i, j)');
CREATE INDEX ON wi_src (i, j);
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT same('SELECT i, j, v, w FROM wi_src WHERE i BETWEEN -5 AND 5');
SET enable_indexscan = off;
SET enable_bitmapscan = on;
SELECT same('SELECT i, j, v, w FROM wi_src WHERE i BETWEEN -5 AND 5');
RESET ALL;
SET client_min_messages = warning;

-- from itself, and part of a larger statement
DELETE FROM wi;
INSERT INTO wi SELECT i, j, v, w FROM wi_src;
INSERT INTO wi SELECT i + 100, j, v, w FROM wi;
WITH x AS (INSERT INTO wi SELECT i + 200, j, v, w FROM wi_src), y AS (INSERT INTO wi VALUES (999, 9, 1, 1))
SELECT count(*) FROM wi;
SELECT count(*), sum(v), sum(w) FROM wi;
INSERT INTO wi SELECT i, j, 0, 0 FROM generate_series(-20, 1000) i, generate_series(0, 9) j ON CONFLICT DO NOTHING;
SELECT count(*), sum(v), sum(w) FROM wi;

-- errors show the row as the array's
INSERT INTO wi SELECT i, 10::int2, v, w FROM wi_src;
INSERT INTO wi SELECT i, j, v, w FROM wi_src;
\set VERBOSITY default
INSERT INTO wi SELECT NULLIF(i, 19), j, v, w FROM wi_src OFFSET 390;
SELECT create_array('wi3', '<v:float8 NOT NULL, w:int64>[i=-20:*,7,0, j=0:9,4,0]');
INSERT INTO wi3 SELECT i, j, NULLIF(v, 5), w FROM wi_src;
\set VERBOSITY terse
SELECT count(*) FROM wi3;

-- what must see rows one by one gets them, also under a plan made before
PREPARE fill AS INSERT INTO wi3 SELECT i, j, v, w FROM wi_src WHERE i = $1;
EXECUTE fill(0);
SELECT plan_of('EXECUTE fill(1)');
ALTER FOREIGN TABLE wi3 ADD CONSTRAINT small CHECK (w < 5 AND i < 15);
SELECT plan_of('EXECUTE fill(1)');
EXECUTE fill(-5);
EXECUTE fill(15);
EXECUTE fill(2);
CREATE FUNCTION halve() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v := NEW.v / 2; RETURN NEW; END $$;
CREATE TRIGGER halve BEFORE INSERT ON wi3 FOR EACH ROW EXECUTE FUNCTION halve();
SELECT plan_of('EXECUTE fill(1)');
EXECUTE fill(3);
DROP TRIGGER halve ON wi3;
CREATE FUNCTION say() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	RAISE WARNING '%: % cells', TG_WHEN, (SELECT count(*) FROM wi3); RETURN NULL; END $$;
CREATE TRIGGER before_say BEFORE INSERT ON wi3 EXECUTE FUNCTION say();
CREATE TRIGGER after_say AFTER INSERT ON wi3 EXECUTE FUNCTION say();
EXECUTE fill(4);
SELECT i, sum(v), count(*) FROM wi3 GROUP BY i ORDER BY i;
DROP TRIGGER before_say ON wi3;
DROP TRIGGER after_say ON wi3;
CREATE VIEW wi_view AS SELECT * FROM wi3 WHERE j < 5 WITH CHECK OPTION;
SELECT plan_of('INSERT INTO wi_view VALUES (8, 1, 1, 1)');
INSERT INTO wi_view VALUES (8, 7, 1, 1);
INSERT INTO wi_view VALUES (8, 1, 1, 1);

ALTER FOREIGN TABLE wi3 DROP CONSTRAINT small;

-- a volatile function of the query sees the cells before its own; a rollback takes them along
CREATE FUNCTION seen(x float8) RETURNS float8 LANGUAGE plpgsql VOLATILE AS $$ BEGIN
	RETURN x + 1000 * (SELECT count(*) FROM wi3 WHERE j = 9 AND i >= 50); END $$;
INSERT INTO wi3 SELECT 50 + g, 9, seen(g), 0 FROM generate_series(0, 3) g;
SELECT i, v FROM wi3 WHERE i >= 50 ORDER BY i;
BEGIN;
SAVEPOINT s;
INSERT INTO wi3 SELECT 60 + g, 9, g, 0 FROM generate_series(0, 3) g;
ROLLBACK TO s;
INSERT INTO wi3 SELECT 70 + g, 9, g, 0 FROM generate_series(0, 3) g;
COMMIT;
SELECT count(*) FILTER (WHERE i BETWEEN 60 AND 69), count(*) FILTER (WHERE i >= 70) FROM wi3;

-- columns of the statement in another order
SELECT create_array('wi4', '<v:float8, w:int64>[i=0:*,7,0, j=0:9,4,0]');
INSERT INTO wi4 (w, j, i) SELECT w, j, i FROM wi_src WHERE i >= 0;
SELECT count(*), sum(w), sum(i), sum(j) FROM wi4;

-- rights are those of the array
CREATE ROLE regress_wi;
GRANT SELECT ON wi_src, wi TO regress_wi;
SET ROLE regress_wi;
INSERT INTO wi SELECT i + 5000, j, v, w FROM wi_src;
RESET ROLE;
GRANT INSERT ON wi TO regress_wi;
SET ROLE regress_wi;
INSERT INTO wi SELECT i + 5000, j, v, w FROM wi_src;
SET array_ext.on_conflict = overwrite;
INSERT INTO wi SELECT i + 5000, j, v, w FROM wi_src;
RESET array_ext.on_conflict;
RESET ROLE;
SELECT count(*) FROM wi WHERE i >= 4000;

DROP VIEW wi_view;
DROP FOREIGN TABLE wi, wi2, wi3, wi4;
DROP TABLE wi_src;
DROP FUNCTION plan_of, same, halve, say, seen;
DROP ROLE regress_wi;
