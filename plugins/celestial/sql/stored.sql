SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
SELECT load_library('celestial');

-- a type of a plugin is an attribute of a stored array
SELECT create_array('sky', '<ra:right_ascension, m:float8>[i=0:999,100]');
INSERT INTO sky SELECT k, right_ascension(k * 0.3), k FROM generate_series(0, 999) k;
SELECT array_schema('sky');
SELECT ra FROM sky WHERE i = 10;
SELECT read_array('sky', 'ra', '{0}', '{3}');
EXPLAIN (COSTS OFF) SELECT count(*) FROM sky WHERE ra < '30';
SET array_ext.debug_require_vectorized = require;
SELECT count(*), sum(m) FROM sky WHERE ra < '30';
SET array_ext.debug_require_vectorized = forbid;
SELECT count(*), sum(m) FROM sky WHERE ra < '30';
RESET array_ext.debug_require_vectorized;
SELECT min(ra), max(ra), count(DISTINCT ra) FROM sky;
UPDATE sky SET ra = '359.5' WHERE i < 5;
SELECT ra, count(*) FROM sky WHERE ra > '299' GROUP BY ra ORDER BY ra;
INSERT INTO sky VALUES (1000, '1', 0);
INSERT INTO sky VALUES (5, '1', 0);
SELECT create_array_as('south', 'SELECT i, declination(i / 20.0 - 45) AS d FROM sky');
SELECT min(d), max(d) FROM south;

-- and keeps its plugin from being unloaded
SELECT unload_library('celestial');
DROP FOREIGN TABLE sky, south;
SELECT unload_library('celestial');
