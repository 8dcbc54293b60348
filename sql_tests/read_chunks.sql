SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

SELECT create_array('rc', '<v:int4, w:float8>[i=0:4,2,0, j=-1:3,3,0]');
INSERT INTO rc SELECT i, j, 10 * i + j, i FROM generate_series(0, 4) i, generate_series(-1, 3) j;

-- A chunk a row, in the order of the corners; a box cuts them.
SELECT * FROM read_chunks('rc', 'v');
SELECT * FROM read_chunks('rc', 'v', '{1,0}', '{2,NULL}');
SELECT * FROM read_chunks('rc', 'v', '{4,3}', '{9,9}');
SELECT * FROM read_chunks('rc', 'v', '{7,7}');
-- A halo: cells of neighbours, also of those that the box leaves out, within the bounds.
SELECT * FROM read_chunks('rc', 'v', '{2,NULL}', '{3,NULL}', halo => '{1,0}');
SELECT * FROM read_chunks('rc', 'v', '{0,3}', '{0,3}', '{NULL,2}');
-- In the select list it streams; the rows are the same.
SELECT read_chunks('rc', 'v', '{4,NULL}');
SELECT count(*) FROM (
  SELECT (r).* FROM (SELECT read_chunks('rc', 'w', halo => '{1,1}') AS r) s
  EXCEPT ALL SELECT * FROM read_chunks('rc', 'w', halo => '{1,1}')) x;
SELECT read_chunks('rc', 'v') LIMIT 1;
SELECT * FROM ROWS FROM (read_chunks('rc', 'v', '{4,NULL}'), read_chunks('rc', 'w', '{4,NULL}')) AS t(l, u, v, l2, u2, w);

-- Chunks put together again are the array; chunks larger than a tile.
SELECT create_array('rc_big', '<v:int64>[i=-7:*,128,0, j=*:*,100,0]');
INSERT INTO rc_big SELECT i, j, CASE WHEN (i + j) % 97 <> 0 THEN i * 1000 + j END
  FROM generate_series(-7, 291) i, generate_series(-120, 129) j WHERE (i * j) % 101 <> 100;
SELECT count(*), sum(nd_present(value)) FROM read_chunks('rc_big');
SELECT count(*) FROM (
  (SELECT c.* FROM read_chunks('rc_big'), nd_cells(value) AS c(i int8, j int8, v int8) EXCEPT ALL SELECT * FROM rc_big)
  UNION ALL
  (SELECT * FROM rc_big EXCEPT ALL SELECT c.* FROM read_chunks('rc_big'), nd_cells(value) AS c(i int8, j int8, v int8))) x;
-- Every value with a halo is the box that read_array gives.
SELECT count(*), sum((value = read_array('rc_big', 'v', ARRAY[greatest(lower[1] - 3, -7), lower[2] - 50],
                                         ARRAY[upper[1] + 3, upper[2] + 50]))::int)
  FROM read_chunks('rc_big', halo => '{3,50}');
-- A stored value whose box is smaller than its chunk comes with the chunk's.
UPDATE rc_chunks SET v = 'int4[0:0,0:0]{{5}}', w = 'float8[0:0,0:0]{{6}}' WHERE i_lo = 0 AND j_lo = -1;
SELECT * FROM read_chunks('rc', 'v') WHERE lower = '{0,-1}';
-- Whole chunks keep their TOAST pointers until somebody reads them, and go into tables whole.
CREATE TEMP TABLE rc_copy AS SELECT * FROM read_chunks('rc_big');
SELECT count(*), bool_and(a.value = b.value) FROM rc_copy a JOIN read_chunks('rc_big') b USING (lower);

SELECT * FROM read_chunks(NULL);
SELECT read_chunks(NULL);
SELECT * FROM read_chunks('rc');
SELECT * FROM read_chunks('rc', 'x');
SELECT * FROM read_chunks('rc', 'v', '{1}');
SELECT * FROM read_chunks('rc', 'v', halo => '{-1,0}');
SELECT * FROM read_chunks('rc_copy', 'v');

-- Rights as for read_array.
CREATE ROLE rc_other;
SET ROLE rc_other;
SELECT * FROM read_chunks('rc', 'v');
RESET ROLE;
GRANT SELECT (i, j, v) ON rc TO rc_other;
SET ROLE rc_other;
SELECT count(*) FROM read_chunks('rc', 'v');
SELECT count(*) FROM read_chunks('rc', 'w');
RESET ROLE;

DROP FOREIGN TABLE rc, rc_big;
DROP ROLE rc_other;
