SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

SELECT create_array('rd_small', '<v:int4>[i=0:4,2,0, j=-1:3,3,0]');
INSERT INTO rd_small SELECT i, j, 10 * i + j FROM generate_series(0, 4) i, generate_series(-1, 3) j;

-- The whole, and boxes of it; names of the dimensions stay.
SELECT read_array('rd_small');
SELECT read_array('rd_small', 'v', '{1,0}', '{3,1}');
SELECT read_array('rd_small', lower => '{3,NULL}');
SELECT read_array('rd_small', upper => '{NULL,-1}');
SELECT read_array('rd_small', lower => '{2,2}', upper => '{2,2}');
-- Cells outside the bounds are empty, as are those never written.
SELECT read_array('rd_small', lower => '{4,3}', upper => '{5,5}');
SELECT read_array('rd_small', lower => '{7,7}', upper => '{8,8}');
SELECT read_array('rd_small', lower => '{2,2}', upper => '{1,2}');
SELECT read_array(NULL);

-- More attributes, NULL and empty cells, an unbounded array.
SELECT create_array('rd_open', '<v:float8, r:rational, b:bool>[x=*:*,4,0, y=0:*,3,0]');
SELECT read_array('rd_open', 'v');
SELECT read_array('rd_open', 'v', lower => '{3,NULL}');
SELECT read_array('rd_open', 'v', upper => '{3,NULL}');
INSERT INTO rd_open VALUES
  (-5, 2, 1.5, rational(1, 2), true), (-5, 3, NULL, NULL, false), (3, 7, 2.5, rational(3), NULL);
SELECT read_array('rd_open', 'v');
SELECT read_array('rd_open', 'r', '{-5,NULL}', '{-4,NULL}');
SELECT read_array('rd_open', 'b', '{NULL,3}');
SELECT read_array('rd_open', 'v', NULL, '{2,NULL}');
SELECT read_array('rd_open', 'v', '{-6,1}', '{-4,4}');

-- Larger than a tile, dense, chunks that do not divide it: cell by cell the same.
SELECT create_array('rd_big', '<v:int64>[i=0:299,128,0, j=0:249,100,0]');
INSERT INTO rd_big SELECT i, j, CASE WHEN (i + j) % 97 <> 0 THEN i * 1000 + j END
  FROM generate_series(0, 299) i, generate_series(0, 249) j WHERE (i * j) % 1001 <> 1000;
CREATE FUNCTION rd_compare(lower int8[], upper int8[]) RETURNS TABLE (n bigint, differ bigint)
LANGUAGE sql AS $$
  WITH a AS MATERIALIZED (SELECT * FROM nd_cells(read_array('rd_big', 'v', lower, upper)) AS c(i int8, j int8, v int8)),
       p AS MATERIALIZED (SELECT * FROM rd_big WHERE i BETWEEN lower[1] AND upper[1] AND j BETWEEN lower[2] AND upper[2])
  SELECT (SELECT count(*) FROM p), (SELECT count(*) FROM (TABLE a EXCEPT ALL TABLE p) x) +
         (SELECT count(*) FROM (TABLE p EXCEPT ALL TABLE a) y)
$$;
SELECT l, u, c.* FROM (VALUES
  ('{0,0}'::int8[], '{299,249}'::int8[]), ('{17,33}', '{280,240}'), ('{127,99}', '{128,100}'),
  ('{130,0}', '{140,249}'), ('{0,63}', '{299,64}'), ('{299,249}', '{299,249}')) t(l, u),
  rd_compare(l, u) c ORDER BY l, u;
DROP FUNCTION rd_compare;

-- Errors.
SELECT read_array('rd_open');
SELECT read_array('rd_open', 'nope');
SELECT read_array('rd_open', 'x');
SELECT read_array('rd_small', lower => '{1}');
SELECT read_array('rd_small', upper => '{{1,2},{3,4}}');
SELECT read_array('rd_small', lower => '{3,0}', upper => '{1,0}');
SELECT read_array('rd_small', lower => '{-9223372036854775808,0}');
SELECT read_array('rd_open', 'v', '{0,0}', '{100000,100000}');
SELECT read_array('pg_class');
SELECT read_array('rd_small_chunks');

DROP FOREIGN TABLE rd_small, rd_open, rd_big;
