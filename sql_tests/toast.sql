-- TOASTed values read page by page
-- EXTERNAL, the default, is read by the tuple; the others whole.

CREATE FUNCTION noise(n int, seed int) RETURNS ndarray LANGUAGE sql IMMUTABLE AS $$
	SELECT array_agg(sqrt(k * 7919.0::float8 + seed) ORDER BY k)::ndarray FROM generate_series(1, n) k;
$$;
CREATE TABLE toast_values (id int PRIMARY KEY, n int, seed int, a ndarray);
ALTER TABLE toast_values SET (autovacuum_enabled = off, toast.autovacuum_enabled = off);
SELECT attstorage FROM pg_attribute WHERE attrelid = 'toast_values'::regclass AND attname = 'a';

-- Rows whose value is not what was stored, whole or in part.
CREATE FUNCTION toast_wrong(OUT id int, OUT n int) RETURNS SETOF record LANGUAGE sql AS $$
	SELECT id, n FROM toast_values t, LATERAL (SELECT noise(n, seed) OFFSET 0) x(a)
	WHERE t.a IS DISTINCT FROM x.a OR ndarray_send(t.a) <> ndarray_send(x.a)
		OR nd_float8(t.a, n) <> nd_float8(x.a, n) OR nd_float8(t.a, n / 2 + 1) <> nd_float8(x.a, n / 2 + 1)
		OR nd_box(t.a, ARRAY[n / 3 + 1]::int8[], ARRAY[n - n / 3]::int8[])
			<> nd_box(x.a, ARRAY[n / 3 + 1]::int8[], ARRAY[n - n / 3]::int8[])
	ORDER BY id;
$$;

-- How the values lie: those of more than one tuple, and of these with a tuple
-- that is neither behind the one before nor first on the next page.
CREATE FUNCTION toast_layout(rel regclass, OUT many boolean, OUT scattered boolean) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format($q$
		WITH tuples AS (SELECT chunk_id AS id, (ctid::text::point)[0] AS page, (ctid::text::point)[1] AS place,
				lag((ctid::text::point)[0]) OVER w AS page_before, lag((ctid::text::point)[1]) OVER w AS place_before
			FROM %s WINDOW w AS (PARTITION BY chunk_id ORDER BY chunk_seq)),
		vals AS (SELECT id, bool_or(NOT (page = page_before AND place = place_before + 1
				OR page = page_before + 1 AND place = 1)) AS scattered FROM tuples GROUP BY id)
		SELECT count(*) > 20, count(*) FILTER (WHERE scattered) > 20 FROM vals $q$,
		(SELECT reltoastrelid::regclass FROM pg_class WHERE oid = rel)) INTO many, scattered;
END $$;

-- Lengths round the size of a tuple (1996 bytes) and of what is read first.
INSERT INTO toast_values
SELECT row_number() OVER (ORDER BY n), n, n % 7, noise(n, n % 7)
FROM (SELECT generate_series(1, 20) UNION SELECT generate_series(205, 260) UNION SELECT generate_series(455, 510)
	UNION SELECT unnest('{998,1000,2994,3990,4096,8192,32767,32768,32769,70000}'::int[])) v(n);
SELECT * FROM toast_layout('toast_values');
SELECT * FROM toast_wrong();

-- Values that were rolled back lie between others.
INSERT INTO toast_values SELECT 1000, 3000, 1, noise(3000, 1);
BEGIN;
INSERT INTO toast_values SELECT 1001, 3000, 2, noise(3000, 2);
SAVEPOINT s;
INSERT INTO toast_values SELECT 1002, 3000, 3, noise(3000, 3);
ROLLBACK TO s;
INSERT INTO toast_values SELECT 1003, 3000, 4, noise(3000, 4);
SELECT * FROM toast_wrong();
ROLLBACK;
INSERT INTO toast_values SELECT 1004, 3000, 5, noise(3000, 5);
SELECT count(*) FROM toast_values;
SELECT * FROM toast_wrong();

-- Space that small values left is filled with larger ones, all over the pages.
SELECT setseed(0.3);
DO $$
BEGIN
	FOR round IN 1..6 LOOP
		UPDATE toast_values SET seed = round, a = noise(n, round) WHERE random() < 0.3;
		DELETE FROM toast_values WHERE n < 5000 AND random() < 0.2;
		INSERT INTO toast_values
		SELECT 10000 * round + k, n, k % 5, noise(n, k % 5)
		FROM (SELECT k, 200 + (random() * 1200)::int AS n FROM generate_series(1, 60) k) v;
	END LOOP;
END $$;
VACUUM toast_values;
UPDATE toast_values SET seed = 11, a = noise(n, 11) WHERE id % 3 = 0;
DELETE FROM toast_values WHERE id % 5 = 1;
VACUUM toast_values;
INSERT INTO toast_values SELECT 100000 + k, 2500 + 700 * k, 3, noise(2500 + 700 * k, 3) FROM generate_series(1, 40) k;
SELECT * FROM toast_layout('toast_values');
SELECT * FROM toast_wrong();
VACUUM (FREEZE) toast_values;
SELECT * FROM toast_wrong();
BEGIN;
UPDATE toast_values SET seed = 12, a = noise(n, 12) WHERE id % 2 = 0;
SELECT * FROM toast_wrong();
ROLLBACK;
SELECT * FROM toast_wrong();
VACUUM FULL toast_values;
SELECT * FROM toast_wrong();

-- Another storage for the same values, all in one column.
ALTER TABLE toast_values ALTER a SET STORAGE extended;
UPDATE toast_values SET a = nd_rebase(a, '{1}') WHERE id % 3 = 1;
ALTER TABLE toast_values ALTER a SET STORAGE main;
UPDATE toast_values SET a = nd_rebase(a, '{1}') WHERE id % 3 = 2;
SELECT * FROM toast_wrong();

-- An array's chunks of two attributes, whose values take turns; a cursor that
-- meets its own transaction's writes; a scan begun again.
SELECT create_array('toast_cells', '<v:float8, w:float8>[i=0:199:0:100; j=0:199:0:100]');
INSERT INTO toast_cells SELECT i, j, sqrt(i * 7919 + j), i * 1000003 + j * j * 7919 FROM generate_series(0, 199) i, generate_series(0, 199) j;
SELECT count(*) FROM toast_cells WHERE v <> sqrt(i * 7919 + j) OR w <> i * 1000003 + j * j * 7919;
BEGIN;
DECLARE c CURSOR FOR SELECT i, j, v FROM toast_cells WHERE j % 100 = 7 ORDER BY i, j;
FETCH 2 FROM c;
UPDATE toast_cells SET v = -1 WHERE i >= 50;
MOVE 98 FROM c;
FETCH 3 FROM c;
SAVEPOINT s;
FETCH 1 FROM c;
SELECT 1 / (count(*) - count(*)) FROM toast_cells WHERE v < 0;
ROLLBACK TO s;
FETCH 1 FROM c;
SELECT count(*), sum(v) FROM toast_cells WHERE v < 0;
ROLLBACK;
SELECT n, (SELECT count(*) FROM toast_cells WHERE i >= n AND v = sqrt(i * 7919 + j) AND w = i * 1000003 + j * j * 7919)
FROM (VALUES (0), (90), (150)) v(n) ORDER BY n;

-- A page is looked up once for all its tuples.
CREATE FUNCTION toast_hits(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, FORMAT json) ' || query INTO plan;
	RETURN (plan->0->'Plan'->>'Shared Hit Blocks')::int + (plan->0->'Plan'->>'Shared Read Blocks')::int;
END $$;
SELECT create_array('toast_long', '<v:float8>[i=0:99999:0:100000]');
INSERT INTO toast_long SELECT i, sqrt(i * 7919.0::float8) FROM generate_series(0, 99999) i;
SELECT 'SELECT count(*) FROM toast_long WHERE v < 0' AS query \gset
SET array_ext.enable_summary_pruning = off;
SELECT toast_hits(:'query') > 0 AS warm;
SELECT toast_hits(:'query') BETWEEN 100 AND 150 AS once_a_page;
RESET array_ext.enable_summary_pruning;

-- Damage is found as PostgreSQL finds it.  As a plain table the TOAST relation
-- can be changed.
CREATE TABLE toast_damaged (id int, a ndarray);
ALTER TABLE toast_damaged SET (autovacuum_enabled = off, toast.autovacuum_enabled = off);
INSERT INTO toast_damaged SELECT k, noise(20000, k) FROM generate_series(1, 5) k;
CREATE FUNCTION toast_try(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE query INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || regexp_replace(SQLERRM, 'value \d+ in pg_toast_\d+', 'value N in R');
END $$;
SELECT reltoastrelid::regclass AS toast FROM pg_class WHERE oid = 'toast_damaged'::regclass \gset
UPDATE pg_class SET relkind = 'r' WHERE oid = :'toast'::regclass;
SELECT chunk_id AS a FROM :toast WHERE chunk_seq = 0 ORDER BY chunk_id OFFSET 0 LIMIT 1 \gset id1_
SELECT chunk_id AS a FROM :toast WHERE chunk_seq = 0 ORDER BY chunk_id OFFSET 1 LIMIT 1 \gset id2_
SELECT chunk_id AS a FROM :toast WHERE chunk_seq = 0 ORDER BY chunk_id OFFSET 2 LIMIT 1 \gset id3_
SELECT chunk_id AS a FROM :toast WHERE chunk_seq = 0 ORDER BY chunk_id OFFSET 3 LIMIT 1 \gset id4_
DELETE FROM :toast WHERE chunk_id = :id1_a AND chunk_seq = 40;
UPDATE :toast SET chunk_data = substr(chunk_data, 2) WHERE chunk_id = :id2_a AND chunk_seq = 41;
DELETE FROM :toast WHERE chunk_id = :id3_a AND chunk_seq = (SELECT max(chunk_seq) FROM :toast);
-- moved, but not damaged
UPDATE :toast SET chunk_data = chunk_data WHERE chunk_id = :id4_a AND chunk_seq BETWEEN 30 AND 33;
UPDATE pg_class SET relkind = 't' WHERE oid = :'toast'::regclass;
-- autovacuum may be at work on another table, and would keep what is deleted
DO $$
BEGIN
	WHILE EXISTS (SELECT FROM pg_stat_activity
			WHERE datname = current_database() AND pid <> pg_backend_pid() AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)) LOOP
		PERFORM pg_sleep(0.02), pg_stat_clear_snapshot();
	END LOOP;
END $$;
VACUUM toast_damaged;
SELECT id, toast_try(format('SELECT a = noise(20000, id) FROM toast_damaged WHERE id = %s', id)) AS ours,
	toast_try(format('SELECT length(ndarray_send(a)) > 0 FROM toast_damaged WHERE id = %s', id)) AS whole
FROM toast_damaged ORDER BY id;
SELECT id, nd_float8(a, 9000) = nd_float8(noise(20000, id), 9000) FROM toast_damaged WHERE id > 3 ORDER BY id;

DROP TABLE toast_values, toast_damaged;
DROP FOREIGN TABLE toast_cells, toast_long;
DROP FUNCTION noise, toast_wrong, toast_layout, toast_hits, toast_try;
