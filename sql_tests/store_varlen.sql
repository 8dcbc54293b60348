--
-- Stored arrays with attributes of types of variable length.
--
SELECT create_array('varlen_cells', '<name:string, price:numeric, blob:bytea, n:int4>[i=0:999:0:100, j=0:9:0:10]');
SELECT array_schema('varlen_cells');
INSERT INTO varlen_cells
SELECT i, j, CASE WHEN i % 10 > 0 THEN 'n' || j END, i + j / 10.0, decode(md5(i || '.' || j), 'hex'), i * j
  FROM generate_series(0, 499) AS i, generate_series(0, 9) AS j;
CREATE TABLE varlen_plain AS
SELECT i, j, CASE WHEN i % 10 > 0 THEN 'n' || j END AS name, i + j / 10.0 AS price, decode(md5(i || '.' || j), 'hex') AS blob, i * j AS n
  FROM generate_series(0, 499) AS i, generate_series(0, 9) AS j;
SELECT count(*), count(name), count(DISTINCT blob), sum(n), min(price), max(price), sum(price), min(name), max(name) FROM varlen_cells;
SELECT count(*) FROM (SELECT * FROM varlen_cells EXCEPT ALL SELECT * FROM varlen_plain) AS d;
SELECT i, j, name, price, n FROM varlen_cells WHERE i = 7 AND j < 3 ORDER BY j;
INSERT INTO varlen_cells VALUES (0, 0, NULL, NULL, NULL, 1);
INSERT INTO varlen_cells VALUES (900, 0, '', 0.00, '', 1), (901, 0, repeat('long', 100000), 1e-20, NULL, NULL);
SELECT i, left(name, 8) AS name, length(name), price, blob FROM varlen_cells WHERE i >= 900 ORDER BY i;

-- comparisons and other functions run on many cells at once; those that give a text do not
SET array_ext.debug_require_vectorized = require;
EXPLAIN (COSTS OFF) SELECT count(*) FROM varlen_cells WHERE name = 'n3';
SELECT count(*) FROM varlen_cells WHERE name = 'n3';
SELECT count(*) FROM varlen_cells WHERE price > 100 AND name < 'n5' AND n > 7;
SELECT count(*) FROM varlen_cells WHERE name LIKE '%3' OR name IS NULL;
SELECT count(*) FROM varlen_cells WHERE length(name) = 2 AND octet_length(blob) = 16;
SELECT i, j FROM varlen_cells WHERE blob = decode(md5('3.4'), 'hex');
SELECT count(*) FROM varlen_cells WHERE coalesce(name, 'none') = 'none';
SELECT count(*) FROM varlen_cells WHERE CASE WHEN j > 5 THEN name ELSE 'n0' END <= 'n0';
RESET array_ext.debug_require_vectorized;
SELECT count(*) FROM varlen_cells WHERE price > n;
EXPLAIN (COSTS OFF) SELECT count(*) FROM varlen_cells WHERE name || 'x' = 'n3x';
SELECT count(*) FROM varlen_cells WHERE name || 'x' = 'n3x';
SELECT count(*) FROM varlen_cells WHERE price * 2 > 990;
SELECT count(*) FROM varlen_cells WHERE name IN ('n1', 'n2');
SELECT count(*) FROM varlen_cells WHERE name COLLATE "C" >= 'n8';

-- aggregates and groups take the row path
EXPLAIN (COSTS OFF, VERBOSE) SELECT max(name) FROM varlen_cells;
SELECT left(name, 4) AS name, count(*), sum(price) FROM varlen_cells GROUP BY 1 ORDER BY 1 NULLS FIRST;

-- the same with workers
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
SELECT count(*), min(name), sum(price) FROM varlen_cells WHERE price > 100 AND name >= 'n5';
SELECT left(name, 4) AS name, max(price) FROM varlen_cells GROUP BY 1 ORDER BY 1 LIMIT 3;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- joins and rescans
SELECT count(*), sum(length(c.name)) FROM varlen_plain AS p JOIN varlen_cells AS c ON c.i = p.i AND c.j = p.j AND c.name = p.name WHERE p.i < 50;
SET enable_hashjoin = off;
SET enable_mergejoin = off;
SELECT count(*), sum(length(c.name)) FROM varlen_plain AS p JOIN varlen_cells AS c ON c.i = p.i AND c.j = p.j AND c.name = p.name WHERE p.i < 5;
RESET enable_hashjoin;
RESET enable_mergejoin;

-- rows change
UPDATE varlen_cells SET name = name || '!', price = NULL WHERE i = 5 AND j > 6 RETURNING i, j, name, price;
UPDATE varlen_cells SET name = upper(name) WHERE n % 2 = 0 AND i < 900;
DELETE FROM varlen_cells WHERE name = 'N0' OR price < 3;
SELECT count(*), count(name), min(name), max(name), sum(price) FROM varlen_cells;
UPDATE varlen_plain SET name = name || '!', price = NULL WHERE i = 5 AND j > 6;
UPDATE varlen_plain SET name = upper(name) WHERE n % 2 = 0 AND i < 900;
DELETE FROM varlen_plain WHERE name = 'N0' OR price < 3;
SELECT count(*) FROM (SELECT * FROM varlen_cells WHERE i < 900 EXCEPT ALL SELECT * FROM varlen_plain) AS d;
SET array_ext.on_conflict = overwrite;
INSERT INTO varlen_cells VALUES (900, 0, 'over', 2, NULL, NULL);
RESET array_ext.on_conflict;
SELECT name, price FROM varlen_cells WHERE i = 900;

-- more than work_mem: through the temporary file, in any order
SET work_mem = '64kB';
SELECT create_array('varlen_large', '<t:text, u:text>[i=0:*:0:1000]');
INSERT INTO varlen_large SELECT i * 7919 % 20011, CASE WHEN i % 5 > 0 THEN md5(i::text) END, repeat(i::text, i % 40) FROM generate_series(0, 20010) AS i;
INSERT INTO varlen_large SELECT 30000 + i, repeat('x', 100000), NULL FROM generate_series(0, 20) AS i;
SELECT count(*), count(t), sum(length(t)), sum(length(u)) FROM varlen_large;
SELECT count(*) FROM varlen_large AS a JOIN generate_series(0, 20010) AS g(n) ON a.i = n * 7919 % 20011
 WHERE a.t IS NOT DISTINCT FROM (CASE WHEN n % 5 > 0 THEN md5(n::text) END) AND u = repeat(n::text, n % 40);
SELECT create_array_as('varlen_as', 'SELECT i, u, length(u) AS n FROM varlen_large');
SELECT count(*), sum(n), sum(length(u)), count(u) FROM varlen_as;
UPDATE varlen_large SET u = t, t = u WHERE i % 3 = 0;
SELECT count(*), sum(length(t)), sum(length(u)) FROM varlen_large;
RESET work_mem;

-- boxes to and from values
SELECT read_array('varlen_cells', 'name', '{3,2}', '{4,4}');
SELECT write_array('varlen_cells', 'name', 'text[700:701,0:1]{{a,""},{NULL,()}}');
SELECT i, j, name, price FROM varlen_cells WHERE i BETWEEN 700 AND 701 ORDER BY i, j;
SELECT write_array('varlen_cells', 'name', 'float8[0:0,0:0]{{1}}');
SELECT lower, upper, nd_count(value) FROM read_chunks('varlen_cells', 'price', '{0,0}', '{250,9}', '{1,0}') ORDER BY lower;
SELECT name, type FROM array_attributes WHERE array_name = 'varlen_cells';
SELECT attribute, chunks, cells, nulls, raw_bytes FROM array_stats('varlen_cells') ORDER BY attribute;
SELECT summary FROM varlen_cells_chunks ORDER BY i_lo LIMIT 1;

-- NOT NULL, DEFAULT, lengths; COPY
SELECT create_array('varlen_checked', '<code:varchar(3) NOT NULL, amount:numeric(6,2) DEFAULT 1.5, note:text>[i=0:9]');
INSERT INTO varlen_checked (i, code) VALUES (0, 'abc');
INSERT INTO varlen_checked (i, code) VALUES (1, 'abcd');
INSERT INTO varlen_checked (i, code) VALUES (1, NULL);
INSERT INTO varlen_checked VALUES (1, 'x', 12345.678, '');
INSERT INTO varlen_checked VALUES (1, 'x', 1234.567, '');
COPY varlen_checked FROM stdin (FORMAT csv);
2,"a,b",3,"two
lines"
3,c,,
\.
SELECT * FROM varlen_checked ORDER BY i;
ANALYZE varlen_checked;

-- the chunk table takes no other type
UPDATE varlen_checked_chunks SET note = 'varchar[0:9]{}' WHERE i_lo = 0;
SELECT nd_merge('text[0:2]{a,NULL,()}', 'text[0:2]{(),(),c}', 'error'), nd_merge('text[0:0]{a}', 'text[0:3]{b,(),(),c}', 'overwrite');
SELECT drop_array(a::text) FROM unnest('{varlen_cells,varlen_large,varlen_as,varlen_checked}'::regclass[]) AS a;
DROP TABLE varlen_plain;
