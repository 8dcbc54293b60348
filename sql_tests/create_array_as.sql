SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

/* leading integer columns are dimensions, bounds are those of the rows */
SELECT create_array_as('caa1', $$SELECT i, j, i / 4.0::float8 AS w, i * 10 + j AS v
	FROM generate_series(3, 40) i, generate_series(-5, 5) j$$);
SELECT array_schema('caa1');
SELECT count(*), sum(v), sum(w), min(i), max(i), min(j), max(j) FROM caa1;
SELECT count(*) FROM (SELECT i, j, i / 4.0::float8, i * 10 + j
	FROM generate_series(3, 40) i, generate_series(-5, 5) j EXCEPT ALL TABLE caa1) AS missing;

/* dims says otherwise; all else are attributes, whatever their order */
SELECT create_array_as('caa2', 'SELECT v AS x, i, w, j FROM caa1', dims => '{j,i}');
SELECT array_schema('caa2');
SELECT count(*) FROM (SELECT i, j, v, w FROM caa1 EXCEPT ALL SELECT i, j, x, w FROM caa2) AS missing;

/* all columns are integers: the last one is the attribute */
SELECT create_array_as('caa3', 'VALUES (1, 2, 3), (4, 5, NULL)');
SELECT array_schema('caa3');
SELECT * FROM caa3 ORDER BY 1, 2;

/* with a schema columns go by position and are converted as INSERT would */
SELECT create_array_as('caa4', $$SELECT i::text::numeric, j::int2, i + 0.5, '1/2'::rational * i, i % 2
	FROM generate_series(0, 9) i, generate_series(0, 3) j$$,
	'<a:float4, r:rational, n:bigint>[x=0:99,5,0, y=0:*,2,0]');
SELECT array_schema('caa4');
SELECT x, y, a, r, n FROM caa4 WHERE y = 1 ORDER BY x, y LIMIT 4;

/* no rows */
SELECT create_array_as('caa5', 'SELECT 1 AS i, 2.0::float8 AS v WHERE false');
SELECT array_schema('caa5');
SELECT count(*) FROM caa5;

/* rows beyond work_mem, in random order, kept in a file and gathered in a file */
SET work_mem = '64kB';
SELECT create_array_as('caa6', $$SELECT (k * 7919) % 20011 AS i, k AS v, CASE WHEN k % 3 > 0 THEN k / 2.0::float8 END AS w
	FROM generate_series(0, 20010) k$$);
SELECT create_array_as('caa7', $$SELECT (k * 7919) % 20011 AS i, k AS v FROM generate_series(0, 20010) k$$,
	'<v:int4>[i=0:*,1000,0]');
RESET work_mem;
SELECT count(*), count(w), sum(v), sum(w), sum(i::numeric * v) FROM caa6;
SELECT count(*), sum(v), sum(i::numeric * v) FROM caa7;
SELECT count(*), sum(k), sum(((k * 7919) % 20011)::numeric * k) FROM generate_series(0, 20010) k;

/* errors */
\set VERBOSITY terse
SELECT create_array_as('caa1', 'SELECT 1 AS i, 2 AS v');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2 AS v UNION ALL SELECT 1, 3');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2 AS v UNION ALL SELECT NULL, 3');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2 AS v UNION ALL SELECT NULL, 3', '<v:int4>[i=0:9]');
SELECT create_array_as('caa8', 'SELECT 11 AS i, 2 AS v', '<v:int4>[i=0:9]');
SELECT create_array_as('caa8', 'SELECT 1 AS i, NULL::int AS v', '<v:int4 NOT NULL>[i=0:9]');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2 AS v, 3 AS w', '<v:int4>[i=0:9]');
SELECT create_array_as('caa8', $$SELECT 1 AS i, now() AS v$$, '<v:int4>[i=0:9]');
SELECT create_array_as('caa8', $$SELECT 1 AS i, '{x}'::text[] AS v$$);
SELECT create_array_as('caa8', 'SELECT 1.5 AS i, 2 AS v');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2 AS v', NULL, '{k}');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2 AS v', NULL, '{i,i}');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2.5 AS v', NULL, '{v}');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2 AS v', NULL, '{i,v}');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2 AS v', '<v:int4>[i]', '{i}');
SELECT create_array_as('caa8', 'SELECT 9223372036854775807 AS i, 2 AS v');
SELECT create_array_as('caa8', 'SELECT 1 AS i, 2 AS v; SELECT 3');
SELECT create_array_as('caa8', 'CREATE TABLE caa9 ()');
SELECT create_array_as('caa8', 'DELETE FROM caa1 RETURNING i, v');
SELECT create_array_as(NULL, 'SELECT 1 AS i, 2 AS v') IS NULL AS null_name;
SELECT to_regclass('caa8') IS NULL AS nothing_left;

SET client_min_messages = warning;
DROP FOREIGN TABLE caa1, caa2, caa3, caa4, caa5, caa6, caa7;
