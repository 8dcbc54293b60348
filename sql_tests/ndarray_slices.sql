SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- A small part of a large value touches the head and the tiles needed, and
-- nothing else: seen in the buffers that a statement looks at.
CREATE FUNCTION pg_temp.buffers(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE query;				-- what the catalogues say is cached afterwards
	EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, COSTS off, TIMING off, FORMAT json) ' || query INTO plan;
	RETURN (plan->0->'Plan'->>'Shared Hit Blocks')::int + (plan->0->'Plan'->>'Shared Read Blocks')::int;
END $$;

-- 100 MB of noise, and 100 million cells of which few are there
CREATE TABLE large (id int PRIMARY KEY, a ndarray);
INSERT INTO large SELECT 1, nd_reshape(nd_sin(nd_linspace(0, 1e9, 12800000)), '{3200,4000}');
INSERT INTO large SELECT 2, nd_agg(i::float8, i * 7 % 10000, i * 13 % 9999) FROM generate_series(0, 9998) i;
VACUUM ANALYZE large;
SELECT id, nd_shape(a), pg_column_size(a) > 100000000 AS is_large,
	pg_temp.buffers(format('SELECT nd_sum(a) FROM large WHERE id = %s', id)) < 400 AS from_summaries
FROM large ORDER BY id;
SELECT pg_temp.buffers('SELECT nd_max(-a) FROM large WHERE id = 1') > 12500 AS whole;

-- bound, and what was looked at; the directory of 1563 tiles alone is 16 pages
CREATE TEMP TABLE seen AS
SELECT what, most, pg_temp.buffers('SELECT ' || what || ' FROM large WHERE id = ' || id) AS n
FROM (VALUES
	(1, 'nd_float8(a, 1600, 2000)', 40),
	(1, 'nd_box(a, ''{1600,2000}'', ''{1609,2009}'')', 100),
	(1, 'nd_box(a, ''{0,0}'', ''{9,9}'')', 100),
	(1, 'nd_box(a, ''{3190,3990}'', ''{3199,3999}'')', 100),
	(1, 'a[1600:1609][2000:2009]', 100),
	(1, 'nd_show(a)', 100),
	(1, 'nd_show(a, 1)', 100),
	(1, 'nd_summary(a)', 40),
	(2, 'nd_box(a, ''{5000,5000}'', ''{5009,5009}'')', 200),
	(2, 'nd_show(a)', 200)) v(id, what, most);
SELECT what, most, n <= most AS ok, CASE WHEN n > most THEN n END AS pages FROM seen ORDER BY what, most;
DROP TABLE large, seen;
