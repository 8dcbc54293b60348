SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

SELECT create_array('w1', '<v:int4, w:float8 DEFAULT 1.5, r:rational>[i=-10:9,5,0, j=0:*,5,0]');

/* INSERT: defaults, NULL and empty cells */
INSERT INTO w1 (i, j, v) VALUES (-10, 0, 1), (9, 100, NULL);
INSERT INTO w1 VALUES (0, 0, 2, NULL, '1/3') RETURNING *;
SELECT * FROM w1 ORDER BY i, j;
SELECT i_lo, j_lo, nd_lower(v), nd_upper(v), nd_present(v), nd_present(w), nd_count(r) FROM w1_chunks ORDER BY 1, 2;

/* a chunk gets more cells later, before and between those it has */
INSERT INTO w1 SELECT i, j, i * 100 + j FROM generate_series(-9, 4, 3) i, generate_series(0, 8, 2) j WHERE i <> 0 OR j <> 0;
INSERT INTO w1 SELECT i, j, i * 100 + j FROM generate_series(-8, 4, 3) i, generate_series(0, 8, 2) j;
SELECT count(*), count(v), count(w), count(r), sum(v), sum(w), sum(r) FROM w1;
SELECT count(*) FROM w1_chunks;

/* existing cells */
INSERT INTO w1 VALUES (0, 0, 3);
INSERT INTO w1 VALUES (5, 5, 3), (5, 6, 3), (5, 5, 4);
INSERT INTO w1 VALUES (0, 0, 3), (5, 5, 5), (5, 5, 6) ON CONFLICT DO NOTHING RETURNING *;
SET array_ext.on_conflict = ignore;
INSERT INTO w1 VALUES (0, 0, 3), (5, 5, 7), (5, 6, 7) RETURNING *;
SET array_ext.on_conflict = overwrite;
INSERT INTO w1 VALUES (0, 0, 30), (5, 5, 7), (5, 7, 7), (5, 5, 8) RETURNING *;
INSERT INTO w1 VALUES (5, 5, 9) ON CONFLICT DO NOTHING;
RESET array_ext.on_conflict;
SELECT * FROM w1 WHERE (i, j) IN ((0, 0), (5, 5), (5, 6), (5, 7)) ORDER BY i, j;
INSERT INTO w1 VALUES (0, 0, 3) ON CONFLICT (i, j) DO NOTHING;
INSERT INTO w1 VALUES (0, 0, 3) ON CONFLICT (i, j) DO UPDATE SET v = 1;
SET array_ext.on_conflict = nothing;
SET array_ext.on_conflicts = ignore;

/* UPDATE in place writes only what it names */
UPDATE w1 SET v = v + 1 WHERE j = 0 RETURNING i, j, v;
UPDATE w1 SET r = rational(v, 2) WHERE i = 5;
UPDATE w1 SET v = NULL, w = DEFAULT WHERE i = 5 AND j = 5;
SELECT * FROM w1 WHERE i >= 5 ORDER BY i, j;
SELECT count(*), sum(v), sum(w), sum(r) FROM w1;

/* a cell that several rows match is changed once */
UPDATE w1 SET v = 1000 FROM generate_series(1, 3) k WHERE i = 5;
DELETE FROM w1 USING generate_series(1, 3) k WHERE i = 5 AND j = 6;

/* UPDATE of dimensions moves cells, as a set */
UPDATE w1 SET i = i + 1 WHERE i >= 4 AND j < 100;
SELECT i, j, v FROM w1 WHERE i >= 4 ORDER BY i, j;
UPDATE w1 SET i = 11 - i WHERE i IN (5, 6);
SELECT i, j, v, r FROM w1 WHERE i >= 4 ORDER BY i, j;
UPDATE w1 SET i = 5 WHERE i = 6;
UPDATE w1 SET j = 0 WHERE i = 5;
UPDATE w1 SET j = j * 1000 WHERE i >= 5;
SELECT i, j, v, w, r FROM w1 WHERE i >= 4 ORDER BY i, j;

/* DELETE; a chunk goes with its last cell */
DELETE FROM w1 WHERE j >= 1000 RETURNING *;
DELETE FROM w1 WHERE i = 0 AND j = 0 RETURNING i, v;
SELECT count(*), sum(v) FROM w1;
SELECT count(*) FROM w1_chunks;
DELETE FROM w1 WHERE j < 5;
SELECT i_lo, j_lo, nd_present(v) FROM w1_chunks ORDER BY 1, 2;
DELETE FROM w1;
SELECT count(*) FROM w1_chunks;
INSERT INTO w1 VALUES (0, 0, 1);
TRUNCATE w1;
SELECT count(*) FROM w1;
SELECT count(*) FROM w1_chunks;
EXPLAIN (COSTS OFF) INSERT INTO w1 VALUES (0, 0, 1);
EXPLAIN (COSTS OFF) INSERT INTO w1 VALUES (0, 0, 1) ON CONFLICT DO NOTHING;
EXPLAIN (COSTS OFF, VERBOSE) UPDATE w1 SET v = 1 WHERE i = 3;
EXPLAIN (COSTS OFF, VERBOSE) DELETE FROM w1 WHERE i = 3 RETURNING v;

/* far more chunks and cells than work_mem holds, in random order */
SET work_mem = '64kB';
SELECT create_array('w2', '<v:int4, w:float8>[i=0:*,100,0, j=-1000:1000,50,0]');
INSERT INTO w2 SELECT (k * 7919) % 4001, (k * 31) % 1999 - 999, k, CASE WHEN k % 3 > 0 THEN k / 2.0 END FROM generate_series(0, 4000) k;
SELECT count(*), count(w), sum(v), sum(w), sum(i::numeric * j * v) FROM w2;
SELECT count(*), count(w), sum(k), sum(w), sum(((k * 7919) % 4001)::numeric * ((k * 31) % 1999 - 999) * k)
FROM (SELECT k, CASE WHEN k % 3 > 0 THEN k / 2.0 END AS w FROM generate_series(0, 4000) k) AS s;
UPDATE w2 SET v = -v, j = -j WHERE v % 2 = 1;
SELECT count(*), sum(v) FROM w2;
DELETE FROM w2 WHERE v >= 0;
SELECT count(*), sum(v) FROM w2;
SET array_ext.on_conflict = ignore;
INSERT INTO w2 SELECT (k * 7919) % 4001, 999 - (k * 31) % 1999, 1 FROM generate_series(0, 4000) k;
RESET array_ext.on_conflict;
SELECT count(*), sum(v) FROM w2;
DELETE FROM w2;
SELECT count(*) FROM w2_chunks;
RESET work_mem;

/* chunks with a huge box and few cells stay small, whatever comes in */
SELECT create_array('w3', '<v:float4, w:int2>[i=0:*,10000,0, j=0:*,10000,0]');
INSERT INTO w3 VALUES (5000, 5000, 1, 1);
INSERT INTO w3 VALUES (1, 9999, 2, NULL), (9999, 1, NULL, 3);
UPDATE w3 SET v = v + 1 WHERE j > 4000;
UPDATE w3 SET i = 0, j = 0 WHERE i = 5000;
SELECT * FROM w3 ORDER BY i, j;
SELECT nd_lower(v), nd_upper(v), nd_present(v), nd_present(w), pg_column_size(v) < 2000000 AS small FROM w3_chunks;
DELETE FROM w3 WHERE i > 0;
SELECT * FROM w3 ORDER BY i, j;

/* write_array and insert_array */
SELECT create_array('w4', '<v:int4, w:int4 DEFAULT 7, x:int4>[i=0:5,2,0, j=0:5,2,0]');
SELECT write_array('w4', 'v', 'int4[0:1,0:2]{{1,2,NULL},{4,(),6}}');
SELECT * FROM w4 ORDER BY i, j;
UPDATE w4 SET x = 9;
SELECT write_array('w4', 'v', 'int4[0:1,0:2]{{10,20,30},{40,50,60}}', '{1,1}');
SELECT write_array('w4', 'w', 'int4[0:0,0:0]{{-1}}', '{5,NULL}');
SELECT * FROM w4 ORDER BY i, j;
SELECT write_array('w4', 'v', NULL) IS NULL AS nothing;
SELECT insert_array('w4', 'SELECT 0, j, j, j FROM generate_series(0, 3) j');
SELECT insert_array('w4', '(i, j, x) VALUES (0, 0, 1)');
SELECT * FROM w4 WHERE i = 0 ORDER BY i, j;
SHOW array_ext.on_conflict;

/* moves are one set, also where the chunks alone need more than work_mem */
SELECT create_array('w5', '<v:int4>[i=0:*,1]');
SET work_mem = '64kB';
INSERT INTO w5 SELECT i, i FROM generate_series(0, 9999) i;
UPDATE w5 SET i = 9999 - i;
SELECT count(*), count(*) FILTER (WHERE v = 9999 - i) AS moved FROM w5;
UPDATE w5 SET i = i + 1;
SELECT count(*), count(*) FILTER (WHERE v = 10000 - i) AS moved FROM w5;
RESET work_mem;

/* nd_merge by itself */
SELECT nd_merge('int4[0:3]{1,NULL,(),()}', 'int4[0:3]{(),(),3,NULL}', 'error');
SELECT nd_merge('int4[0:3]{1,NULL,(),4}', 'int4[0:3]{5,6,7,()}', 'ignore');
SELECT nd_merge('int4[0:3]{1,NULL,(),4}', 'int4[0:3]{NULL,6,7,()}', 'overwrite');
SELECT nd_merge('int4[0:3]{1,NULL,(),4}', 'bool[1:5]{t,t,(),NULL,t}', 'delete');
SELECT nd_merge('int4[0:1,0:1]{{1,2},{3,4}}', 'int4[1:2,1:3]{{5,6,7},{8,(),NULL}}', 'overwrite');
SELECT nd_merge('int4[0:1,0:1]{{1,2},{3,4}}', 'int4[1:2,1:3]{{5,6,7},{8,(),NULL}}', 'ignore');
SELECT nd_merge('int4[0:1,0:1]{{1,2},{3,4}}', 'int4[1:2,1:3]{{(),6,7},{8,(),NULL}}', 'error');
SELECT nd_merge('int4[0:1,0:1]{{1,2},{3,4}}', 'int4[1:2,1:3]{{5,6,7},{8,(),NULL}}', 'error');
SELECT nd_merge('int4[0:1]{1,2}', 'int4[0:1]{(),3}', 'error');
SELECT nd_merge('int4[0:1]{1,2}', 'int8[0:1]{1,2}', 'overwrite');
SELECT nd_merge('int4[0:1]{1,2}', 'int4[0:0,0:0]{{1}}', 'overwrite');
SELECT nd_merge('int4[0:1]{1,2}', 'int4[0:1]{1,2}', 'both');
SELECT nd_merge('int4[0:-1]{}', 'int4[3:4]{1,2}', 'error'), nd_merge('int4[3:4]{1,2}', 'int4[0:-1]{}', 'error');

SET client_min_messages = warning;
DROP FOREIGN TABLE w1, w2, w3, w4, w5;
