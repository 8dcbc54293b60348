-- celestial: right ascension and declination
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
SELECT load_library('celestial');

-- text
SELECT t, t::right_ascension AS ra, hms(t::right_ascension)
FROM unnest('{83.63,5h34m31.2s,5:34:31.2,83d37m48s,"83°37''48\"",6h,8.363e1,-0,0,359.99999999," 23 h 59 m 59.9 s "}'::text[]) t;
SELECT t, t::declination AS decl, dms(t::declination)
FROM unnest('{-11.5,-11d30m,-11:30:00,+90,-90,-0.5,-0d0m36s,-0,1e-300}'::text[]) t;
SELECT '360'::right_ascension;
\echo :LAST_ERROR_SQLSTATE
SELECT '-0.1'::right_ascension;
SELECT '24h'::right_ascension;
SELECT '90.001'::declination;
SELECT '-90d1m'::declination;
SELECT 'five'::right_ascension;
\echo :LAST_ERROR_SQLSTATE
SELECT '5h'::declination;
SELECT '5:60'::right_ascension;
SELECT 'NaN'::declination;
SELECT ''::declination;

-- casts
SELECT right_ascension(10), declination(-10.5), 10::right_ascension, 10::bigint::declination,
	10.5::float8::right_ascension, '10.5'::right_ascension + 1 AS sum, sqrt('81'::declination),
	pg_typeof('1'::right_ascension::float8);
SELECT right_ascension(360);
SELECT 'nan'::float8::declination;
SELECT (-91)::declination;
SELECT 10.5::right_ascension;
SELECT wrap_right_ascension(-90), wrap_right_ascension(725.5), wrap_right_ascension(360), wrap_right_ascension(-1e-300);
SELECT wrap_right_ascension('inf');
CREATE TABLE ce_star (name text PRIMARY KEY, ra right_ascension, decl declination DEFAULT '-12d30m' CHECK (decl > '-80'));
INSERT INTO ce_star VALUES ('Arcturus', '14h15m39.7s', '+19d10m57s'), ('Spica', 201.2983::float8, -11.1614::float8),
	('Vega', '18h36m56.3s', 38.78::float8), ('unknown', NULL, NULL);
INSERT INTO ce_star (name, ra) VALUES ('default', 12);
INSERT INTO ce_star VALUES ('south', 1, -85);
INSERT INTO ce_star VALUES ('nowhere', 400, 0);
SELECT name, ra, decl, hms(ra), dms(decl), ordinal(ra), ordinal(decl) FROM ce_star ORDER BY ra;
SELECT bool_and(right_ascension_from_ordinal(ordinal(ra)) <= ra AND ra - right_ascension_from_ordinal(ordinal(ra)) < 1e-5) AS ordinal
FROM ce_star;
SELECT declination_from_ordinal(-150000), declination_from_ordinal(9000001);
SELECT min(ra), max(ra), min(decl), max(decl), avg(decl)::numeric(9,4), count(ra) FROM ce_star;

-- order, indexes, joins
CREATE TABLE ce_sky AS SELECT i, right_ascension((i * 7919 % 3600) / 10.0) AS ra, declination((i * 104729 % 1801) / 10.0 - 90) AS decl
FROM generate_series(1, 3000) i;
CREATE INDEX ce_sky_ra ON ce_sky (ra);
CREATE INDEX ce_sky_decl ON ce_sky USING hash (decl);
ANALYZE ce_sky;
SELECT opcmethod::regclass IS NOT NULL AS found, opcname, amvalidate(c.oid) FROM pg_opclass c
WHERE opcname ~ '^(right_ascension|declination)' ORDER BY opcname;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT i FROM ce_sky WHERE ra >= '10h' AND ra < '150.5';
SELECT count(*), sum(i) FROM ce_sky WHERE ra >= '10h' AND ra < '150.5';
EXPLAIN (COSTS OFF) SELECT i FROM ce_sky WHERE decl = '-0.5';
SELECT count(*) FROM ce_sky WHERE decl = '-0.5';
RESET enable_seqscan;
RESET enable_bitmapscan;
SELECT count(*), sum(i) FROM ce_sky WHERE ra::float8 >= 150 AND ra::float8 < 150.5;
SELECT count(*) FROM ce_sky WHERE decl::float8 = -0.5;
SET enable_mergejoin = off;
SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM ce_sky a JOIN ce_sky b USING (decl);
SELECT count(*) FROM ce_sky a JOIN ce_sky b USING (decl);
RESET enable_mergejoin;
RESET enable_nestloop;
SELECT count(*) FROM ce_sky a JOIN ce_sky b ON a.decl::float8 = b.decl::float8;
SELECT count(DISTINCT ra), count(DISTINCT ra::float8) FROM ce_sky;

-- binary form
SELECT right_ascension_send('83.63') = float8send(83.63) AS sent;
CREATE TABLE ce_back (LIKE ce_sky);
\! rm -f ce_sky.bin
\copy ce_sky TO 'ce_sky.bin' (FORMAT binary)
\copy ce_back FROM 'ce_sky.bin' (FORMAT binary)
\! rm -f ce_sky.bin
(TABLE ce_sky EXCEPT ALL TABLE ce_back) UNION ALL (TABLE ce_back EXCEPT ALL TABLE ce_sky);

-- angles
SELECT angular_distance('0', '0', '6h', '0'), angular_distance('10', '90', '200', '90'), angular_distance('10', '-90', '200', '90'),
	angular_distance(a.ra, a.decl, b.ra, b.decl)::numeric(9,3) AS arcturus_spica,
	position_angle('0', '0', '6h', '0'), position_angle('6h', '0', '0', '0'), position_angle('0', '0', '0', '-1')
FROM ce_star a, ce_star b WHERE a.name = 'Arcturus' AND b.name = 'Spica';
SELECT count(*) AS wrong FROM ce_sky a, ce_sky b
WHERE a.i <= 200 AND b.i > 2800 AND abs(angular_distance(a.ra, a.decl, b.ra, b.decl)
	- acosd(least(1, greatest(-1, sind(a.decl) * sind(b.decl) + cosd(a.decl) * cosd(b.decl) * cosd(a.ra - b.ra))))) > 1e-5;
SELECT radius, count(*) FILTER (WHERE in_cone(ra, decl, '355', '-80', radius)) AS inside,
	count(*) FILTER (WHERE in_cone(ra, decl, '355', '-80', radius) <> (angular_distance(ra, decl, '355', '-80') <= radius)) AS wrong
FROM ce_sky, unnest('{0.5,5,20,60,100,179,180}'::float8[]) radius GROUP BY radius ORDER BY radius;
SELECT in_cone('1', '1', '1', '1', 0), in_cone('1', '1', '1', '1', -1), in_cone('1', '1', '1', '1', 'nan'),
	in_cone('0', '-90', '0', '90', 180), in_cone(NULL, '1', '1', '1', 1);

-- over attributes of arrays
SELECT create_array('ce_cells', '<ra:float8, decl:float8>[i=1:3000,700,0]');
INSERT INTO ce_cells SELECT i, ra, decl FROM ce_sky;
SELECT count(*), sum(i) FROM ce_cells WHERE in_cone(ra::right_ascension, decl::declination, '355', '-80', 60);
SELECT count(*), sum(i) FROM ce_sky WHERE in_cone(ra, decl, '355', '-80', 60);
SELECT drop_array('ce_cells');

-- parallel
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT max(ra), max(decl) FROM ce_sky WHERE decl > '-80';
SELECT max(ra), max(decl) FROM ce_sky WHERE decl > '-80';
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

SELECT unload_library('celestial');
\echo :LAST_ERROR_SQLSTATE
DROP TABLE ce_star, ce_sky, ce_back;
SELECT unload_library('celestial');
