--
-- Stored arrays with attributes of types that are stored by name.
--
SELECT create_array('named_cells', '<id:uuid, took:interval, name:name, n:int4>[i=0:999:0:100, j=0:9:0:10]');
INSERT INTO named_cells
SELECT i, j, md5(i || '.' || j)::uuid, i * interval '1 minute', 'n' || j, i * j
  FROM generate_series(0, 499) AS i, generate_series(0, 9) AS j;
SELECT count(*), count(id), count(DISTINCT id), sum(n), min(took), max(took), min(name) FROM named_cells;
SELECT * FROM named_cells WHERE i = 7 AND j < 3 ORDER BY j;
INSERT INTO named_cells VALUES (0, 0, NULL, NULL, NULL, 1);
INSERT INTO named_cells VALUES (900, 0, NULL, NULL, NULL, 1);
SELECT * FROM named_cells WHERE i = 900;

-- filters run through the type's own functions, on many cells at once
SET array_ext.debug_require_vectorized = require;
EXPLAIN (COSTS OFF) SELECT count(*) FROM named_cells WHERE took > '2 hours';
SELECT count(*) FROM named_cells WHERE took > '2 hours';
SELECT i, j FROM named_cells WHERE id = md5('3.4')::uuid;
SELECT count(*) FROM named_cells WHERE name = 'n3' AND took < '1 hour';
SELECT count(*) FROM named_cells WHERE id IS NULL;
SELECT count(*) FROM named_cells WHERE took + interval '1 hour' > '9 hours';
SELECT count(*) FROM named_cells WHERE coalesce(took, '1 day') = '1 day';
SELECT count(*) FROM named_cells WHERE CASE WHEN j > 5 THEN took ELSE interval '0' END >= '8 hours 19 min';
RESET array_ext.debug_require_vectorized;
SELECT count(*) FROM named_cells WHERE extract(hour FROM took) = 3;

-- aggregates and groups take the row path
EXPLAIN (COSTS OFF, VERBOSE) SELECT max(took) FROM named_cells;
EXPLAIN (COSTS OFF, VERBOSE) SELECT count(id) FROM named_cells;
SELECT name, count(*), sum(took) FROM named_cells GROUP BY name ORDER BY name;
SELECT took, count(*) FROM named_cells WHERE i < 3 GROUP BY took ORDER BY took;

-- the same with workers
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT count(*), min(id::text) FROM named_cells WHERE took > '2 hours' AND name >= 'n5';
SELECT name, max(took) FROM named_cells GROUP BY name ORDER BY name LIMIT 2;
SELECT count(*) FROM named_cells WHERE id = md5('3.4')::uuid;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- rows change
UPDATE named_cells SET took = took * 2, id = NULL WHERE i = 5 AND j = 5;
SELECT * FROM named_cells WHERE i = 5 AND j = 5;
DELETE FROM named_cells WHERE name = 'n0';
SELECT count(*) FROM named_cells;
CREATE TABLE named_plain AS SELECT * FROM named_cells;
SELECT count(*) FROM (SELECT * FROM named_cells EXCEPT ALL SELECT * FROM named_plain) AS d;
SELECT create_array('named_copy', '<took:interval>[i=0:999:0:100, j=0:9:0:10]');
INSERT INTO named_copy SELECT i, j, took FROM named_cells;
SELECT count(*), sum(took) = (SELECT sum(took) FROM named_plain) AS same FROM named_copy;

-- boxes to and from values
SELECT read_array('named_cells', 'took', '{3,2}', '{4,4}');
SELECT write_array('named_copy', 'took', nd_rebase(read_array('named_cells', 'took', '{3,2}', '{4,4}'), '{800,0}'));
SELECT * FROM named_copy WHERE i >= 800 ORDER BY i, j;
SELECT write_array('named_copy', 'took', 'float8[0:0,0:0]{{1}}');
SELECT name, type FROM array_attributes WHERE array_name = 'named_cells';
SELECT summary FROM named_cells_chunks ORDER BY summary::text LIMIT 1;

-- the chunk table takes no other type
UPDATE named_copy_chunks SET took = 'pg_catalog.uuid[0:99,0:9]{}' WHERE i_lo = 0;

-- types that cannot be attributes, and types that are used
SELECT create_array('named_bad', '<t:text[]>[i=0:9]');
SELECT create_array('named_bad', '<t:regclass>[i=0:9]');
SELECT create_array('named_bad', '<t:int4range>[i=0:9]');
CREATE TYPE meters;
CREATE FUNCTION meters_in(cstring) RETURNS meters LANGUAGE internal IMMUTABLE STRICT AS 'float8in';
CREATE FUNCTION meters_out(meters) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'float8out';
CREATE TYPE meters (INPUT = meters_in, OUTPUT = meters_out, LIKE = float8);
CREATE FUNCTION meters_gt(meters, meters) RETURNS bool LANGUAGE internal IMMUTABLE STRICT AS 'float8gt';
CREATE OPERATOR > (LEFTARG = meters, RIGHTARG = meters, FUNCTION = meters_gt);
SELECT create_array('meters_cells', '<m:meters>[i=0:999:0:100]');
INSERT INTO meters_cells SELECT i, i::text::meters FROM generate_series(0, 999) AS i;
-- no summary of a type by name is taken for a range, whatever function compares
SET array_ext.debug_require_vectorized = require;
SELECT count(*) FROM meters_cells WHERE m > '899';
RESET array_ext.debug_require_vectorized;
DROP TYPE meters;
SELECT create_array_as('named_as', 'SELECT i, m FROM meters_cells WHERE i < 3', NULL, '{i}');
DROP FOREIGN TABLE meters_cells;
DROP TYPE meters CASCADE;
SELECT drop_array('named_cells');
SELECT drop_array('named_copy');
DROP TABLE named_plain;
