SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- How many rows the planner expects: of a value that is known its cells.
CREATE FUNCTION expected_rows(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
	RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
SELECT expected_rows('SELECT * FROM nd_cells(''int4[0:4]{1,NULL,(),4,5}'') AS c(i bigint, v int4)') AS cells,
	expected_rows('SELECT nd_unnest(nd_series(1, 5000)), 1') AS unnest, expected_rows('SELECT nd_coords(nd_zeros(''{7,8}''))') AS coords,
	expected_rows('SELECT nd_unnest(nd_series(1, 300), 1)') AS unnest_as, expected_rows('SELECT * FROM nd_tiles(nd_zeros(''{100,1000}''))') AS tiles,
	expected_rows('SELECT * FROM nd_tiles(''int4[0:-1]{}'')') AS none;
-- Of a column that has been analysed as many as its size lets expect, if its values are stored in line.
CREATE TABLE estimated AS SELECT nd_sin(nd_series(i, i + 199)) AS a, nd_sin(nd_series(i, i + 999)) AS long FROM generate_series(2, 11) i;
ANALYZE estimated;
SELECT expected_rows('SELECT nd_unnest(a) FROM estimated')::int BETWEEN 1800 AND 2200 AS near, expected_rows('SELECT nd_tiles(a) FROM estimated') AS tiles,
	expected_rows('SELECT nd_unnest(long) FROM estimated') AS long;
-- A parameter counts where the plan is made for it.
SET plan_cache_mode = force_custom_plan;
PREPARE of_value AS SELECT nd_unnest($1);
SELECT expected_rows('EXECUTE of_value(nd_series(1, 77))') AS known;
SET plan_cache_mode = force_generic_plan;
SELECT expected_rows('EXECUTE of_value(nd_series(1, 77))') AS generic;
DEALLOCATE of_value;
DROP TABLE estimated;
DROP FUNCTION expected_rows(text);
