SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- chunk lengths do not matter: windows of 40 x 30 cells with empty ones and NULL
SELECT create_array_as(name, 'SELECT i, j, CASE WHEN i % 7 > 0 THEN 1.0 / (1 + i * j) END AS v, (i * j % 11)::int4 AS "N"
                              FROM generate_series(-10, 29) i, generate_series(0, 29) j WHERE (i + j) % 5 > 0',
                       format('<v:float8, "N":int4>[i=-10:29,%s,0, j=0:29,%s,0]', a, b))
FROM (VALUES ('window_a', 40, 30), ('window_b', 7, 11), ('window_c', 1, 4)) AS s (name, a, b) ORDER BY 1;
SELECT window_array(source::regclass, source || '_to', '{2,12}', '{9,0}', 'avg(v)', 'SUM("N") AS total', 'max(v) as "Top"', 'median(v)')
FROM unnest('{window_a,window_b,window_c}'::text[]) AS source ORDER BY 1;
SELECT array_schema('window_b_to');
SELECT attribute, read_array('window_a_to', attribute) = nd_window(read_array('window_a', source), '{2,12}', '{9,0}', aggregate) AS a,
       read_array('window_b_to', attribute) = read_array('window_a_to', attribute) AS b,
       read_array('window_c_to', attribute) = read_array('window_a_to', attribute) AS c
FROM (VALUES ('v_avg'::name, 'v'::name, 'avg'), ('total', 'N', 'sum'), ('Top', 'v', 'max'), ('v_median', 'v', 'median')) AS t (attribute, source, aggregate)
ORDER BY 1;
SELECT count(*), count(v_avg), sum(total) FROM window_b_to;
SELECT count(*) FROM window_b;

-- an array without bounds, whose cells lie far apart; boxes that reach farther than they do
SELECT create_array('window_far', '<v:int4>[x=*:*,10,0]');
INSERT INTO window_far VALUES (-4000000000000000000, 1), (-3, 2), (4, 3), (5, NULL);
SELECT window_array('window_far', 'window_far_to', '{7}', '{0}', 'sum(v)');
SELECT * FROM window_far_to ORDER BY x;
DELETE FROM window_far WHERE x < -100;
SELECT window_array('window_far', 'window_near_to', '{9223372036854775807}', '{9223372036854775807}', 'count(v)', 'min(v)');
SELECT * FROM window_near_to ORDER BY x;
-- and one without cells
SELECT create_array('window_none', '<v:int4>[x=0:9,5,0]');
SELECT window_array('window_none', 'window_none_to', '{1}', '{1}', 'sum(v)');
SELECT count(*) FROM window_none_to;

-- errors
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'sum(w)');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'last(v)');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'v');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'sum(v), sum(v)');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'sum(DISTINCT v)');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'DISTINCT sum(v)');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'sum(v) GROUP BY v LIMIT 0');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'sum(v');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'sum(v)', 'sum(v)');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'sum(v) AS x');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', VARIADIC '{}');
SELECT window_array('window_far', 'window_x', '{1}', '{1}', NULL, 'sum(v)');
SELECT window_array('window_far', 'window_x', '{1,1}', '{1}', 'sum(v)');
SELECT window_array('window_far', 'window_x', '{-1}', '{1}', 'sum(v)');
SELECT window_array('window_far', 'window_far_to', '{1}', '{1}', 'sum(v)');
SELECT window_array('pg_class', 'window_x', '{1}', '{1}', 'sum(v)');
SELECT window_array(NULL, 'window_x', '{1}', '{1}', 'sum(v)') IS NULL AS none;

-- rights: to read the attribute and the dimensions
CREATE ROLE window_reader;
CREATE SCHEMA window_own AUTHORIZATION window_reader;
SET ROLE window_reader;
SELECT window_array('window_far', 'window_own.x', '{1}', '{1}', 'sum(v)');
RESET ROLE;
GRANT SELECT ON window_far TO window_reader;
SET ROLE window_reader;
SELECT window_array('window_far', 'window_x', '{1}', '{1}', 'sum(v)');
SELECT window_array('window_far', 'window_own.x', '{1}', '{1}', 'sum(v)');
SELECT * FROM window_own.x ORDER BY x;
RESET ROLE;

SET client_min_messages = warning;
DROP SCHEMA window_own CASCADE;
REVOKE ALL ON window_far FROM window_reader;
DROP ROLE window_reader;
SELECT drop_array(name) FROM unnest('{window_a,window_b,window_c,window_a_to,window_b_to,window_c_to,window_far,window_far_to,window_near_to,window_none,window_none_to}'::text[]) AS name;
