-- The demo: run by demo/run in a private cluster, with the variables geoid_file
-- (the raw grid) and geoid_csv (a command that prints its cells).
\set QUIET on
\set ON_ERROR_STOP on
\pset footer off
\pset null 'NULL'
SET client_min_messages = warning;
CREATE EXTENSION array_ext;
SELECT 'array_ext ' || extversion || ' on ' || split_part(version(), ' (', 1) AS "Running"
  FROM pg_extension WHERE extname = 'array_ext';
\set ECHO queries

\echo
\echo '=== 1. An array of rationals ==='
\echo

SELECT create_array('rational_example', '<N:rational>[I=0:99,10,0, J=0:99,10,0]');

INSERT INTO rational_example SELECT i, j, rational(i+1, j+1) FROM generate_series(0,99) i, generate_series(0,99) j;

SELECT count(*) FROM rational_example AS R WHERE R.N = rational(1,2);

\o |sed -n 1,7p
SELECT str(R.N) FROM rational_example AS R WHERE R.N + rational(1,4) > rational(1,2);
\o
\echo '   ... (the first five of them)'
\echo

\echo '--- All of them, and an exact sum.'
SELECT count(*) AS cells, sum(R.N) FILTER (WHERE R.J < 20) AS exact_sum, min(R.N), max(R.N)
  FROM rational_example AS R WHERE R.N + rational(1,4) > rational(1,2);

\echo
\echo '=== 2. Measurements: the EGM96 geoid, heights in metres on a quarter-degree grid ==='
\echo

SELECT create_array('geoid', '<height:float4>[lat=0:720; lon=0:1439]');

\echo '--- The program prints the raw file as lines lat,lon,height.'
COPY geoid FROM PROGRAM :'geoid_csv' (FORMAT csv);

\echo '--- Row 0 is 90 S, column 0 is 180 W.'
CREATE VIEW geoid_degrees AS
  SELECT lat * 0.25 - 90 AS latitude, lon * 0.25 - 180 AS longitude, height FROM geoid;

SELECT array_schema('geoid');

SELECT count(*) AS cells, count(DISTINCT lat) AS rows, count(DISTINCT lon) AS columns FROM geoid;

\echo '--- Its corners, as numpy would print them.'
SELECT nd_show(read_array('geoid', 'height'), digits => 2);

\echo '--- The means of blocks of 30 by 60 degrees; the last row is the north pole alone.'
SELECT nd_show(nd_regrid(read_array('geoid', 'height'), '{120,240}', 'avg'), digits => 1);

\echo '--- Size on disk beside the raw file.'
SELECT pg_size_pretty(pg_table_size('geoid_chunks')) AS "stored array",
       pg_size_pretty((pg_stat_file(:'geoid_file')).size) AS "raw file",
       round(pg_table_size('geoid_chunks')::numeric / (pg_stat_file(:'geoid_file')).size, 3) AS ratio;

\echo '--- The lowest and the highest place.'
(SELECT 'lowest' AS place, round(height::numeric, 2) AS metres, latitude, longitude
   FROM geoid_degrees ORDER BY height LIMIT 1)
UNION ALL
(SELECT 'highest', round(height::numeric, 2), latitude, longitude
   FROM geoid_degrees ORDER BY height DESC LIMIT 1);

\echo '--- Every chunk has a summary beside it, which answers this without reading a cell.'
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF)
SELECT count(*), min(height), max(height), avg(height) FROM geoid;

\echo '--- The mean height by bands of 15 degrees.'
SELECT floor(latitude / 15) * 15 AS south, floor(latitude / 15) * 15 + 15 AS north,
       count(*) AS cells, round(avg(height)::numeric, 3) AS mean_height
  FROM geoid_degrees WHERE latitude < 90 GROUP BY 1, 2 ORDER BY 1;

\echo '--- A box: around Sri Lanka. Only the chunks that meet it are read.'
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF)
SELECT avg(height) FROM geoid WHERE lat BETWEEN 380 AND 400 AND lon BETWEEN 1030 AND 1050;

SELECT round(avg(height)::numeric, 3) AS mean, round(min(height)::numeric, 2) AS lowest, count(*) AS cells
  FROM geoid WHERE lat BETWEEN 380 AND 400 AND lon BETWEEN 1030 AND 1050;

\echo '--- A join with an ordinary table: the geoid at places.'
CREATE TABLE place (name text PRIMARY KEY, latitude float8, longitude float8);
INSERT INTO place VALUES
  ('Reykjavik', 64.15, -21.94), ('Colombo', 6.93, 79.85), ('Port Moresby', -9.44, 147.18),
  ('Quito', -0.18, -78.47), ('Boulder', 40.01, -105.27), ('Perth', -31.95, 115.86);

SELECT p.name, p.latitude, p.longitude, round(g.height::numeric, 2) AS geoid_height
  FROM place p
  JOIN geoid g ON g.lat = round((p.latitude + 90) * 4)::bigint
              AND g.lon = round((p.longitude + 180) * 4)::bigint
 ORDER BY geoid_height;

\echo '--- A corrected cell, in a transaction that is rolled back.'
BEGIN;
UPDATE geoid SET height = height + 1 WHERE lat = 379 AND lon = 1035 RETURNING lat, lon, height;
SELECT round(min(height)::numeric, 2) AS lowest_now FROM geoid;
ROLLBACK;
SELECT round(min(height)::numeric, 2) AS lowest_after_rollback FROM geoid;

\echo
\echo '=== 3. A numpy function over the chunks: the slope of the geoid, in metres a kilometre ==='
\echo

CREATE EXTENSION array_ext_plpython3u CASCADE;
SET array_ext.python_path = :'scripts';

\echo '--- Each chunk comes with one cell of its neighbours around it.'
SELECT python_apply_into('geoid', 'slope.py', 'slope', 'geoid_slope', mode => 'chunk', halo => '{1,1}',
                         params => '{"south": -90, "step": 0.25}');

SELECT array_schema('geoid_slope');

\echo '--- The steepest places.'
SELECT s.lat * 0.25 - 90 AS latitude, s.lon * 0.25 - 180 AS longitude,
       round(s.slope::numeric, 3) AS slope, round(g.height::numeric, 2) AS height
  FROM geoid_slope s JOIN geoid g USING (lat, lon)
 WHERE s.slope > 0.25 AND s.lat BETWEEN 40 AND 680
 ORDER BY s.slope DESC LIMIT 5;
