-- direct writes into a chunk table: what is not a chunk of the array is refused
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
\set VERBOSITY terse

SELECT create_array('ok_test', '<v:float8, w:int4>[i=0:24:0:10; j=*:*:0:10]');
-- whole chunk, part of a chunk, chunk cut by the bound, negative, empty cells
INSERT INTO ok_test_chunks (i_lo, j_lo, v, w) VALUES
	(0, 0, 'float8[0:1,0:1]{{1,2},{3,4}}', 'int4[0:1,0:1]{{1,2},{3,4}}'),
	(20, -10, 'float8[24:24,-10:-9]{{1,2}}', 'int4[24:24,-10:-9]{{1,NULL}}'),
	(10, 10, 'float8[10:19,10:19]{(11,12):1.5,(19,19):7}', 'int4[10:19,10:19]{(11,12):1,(19,19):2}'),
	(10, 0, 'float8[10:10,0:1]{{(),()}}', 'int4[10:10,0:1]{{(),()}}');
SELECT i_lo, j_lo, v, w FROM ok_test_chunks ORDER BY 1, 2;

CREATE FUNCTION try(i int8, j int8, v ndarray, w ndarray) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO ok_test_chunks (i_lo, j_lo, v, w) VALUES (i, j, v, w);
	DELETE FROM ok_test_chunks WHERE i_lo = i AND j_lo = j;
	RETURN 'taken';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
-- what is right
SELECT try(20, 30, 'float8[20:24,30:30]{{1},{2},{3},{4},{5}}', 'int4[20:24,30:30]{{1},{2},{3},{4},{5}}');
-- corner off the grid, outside of the bounds, far away
SELECT try(1, 0, 'float8[1:1,0:0]{{1}}', 'int4[1:1,0:0]{{1}}');
SELECT try(0, 5, 'float8[0:0,5:5]{{1}}', 'int4[0:0,5:5]{{1}}');
SELECT try(30, 0, 'float8[30:30,0:0]{{1}}', 'int4[30:30,0:0]{{1}}');
SELECT try(-10, 0, 'float8[-10:-10,0:0]{{1}}', 'int4[-10:-10,0:0]{{1}}');
SELECT try(9223372036854775807, 0, 'float8[0:0,0:0]{{1}}', 'int4[0:0,0:0]{{1}}');
SELECT try(0, -9223372036854775808, 'float8[0:0,0:0]{{1}}', 'int4[0:0,0:0]{{1}}');
-- the outermost chunk of an unbounded dimension
SELECT try(0, 4611686018427387900, 'float8[0:0,4611686018427387903:4611686018427387903]{{1}}',
	'int4[0:0,4611686018427387903:4611686018427387903]{{1}}');
SELECT try(0, -4611686018427387910, 'float8[0:0,-4611686018427387903:-4611686018427387903]{{1}}',
	'int4[0:0,-4611686018427387903:-4611686018427387903]{{1}}');
SELECT try(0, -4611686018427387920, 'float8[0:0,-4611686018427387903:-4611686018427387903]{{1}}',
	'int4[0:0,-4611686018427387903:-4611686018427387903]{{1}}');
-- a box that leaves the chunk, or the bounds
SELECT try(20, 0, 'float8[19:20,0:0]{{1},{2}}', 'int4[19:20,0:0]{{1},{2}}');
SELECT try(20, 0, 'float8[24:25,0:0]{{1},{2}}', 'int4[24:25,0:0]{{1},{2}}');
-- number of dimensions, element type, NULL
SELECT try(20, 0, 'float8[20:21]{1,2}', 'int4[20:21]{1,2}');
SELECT try(20, 0, 'float8{1}', 'int4{1}');
SELECT try(20, 0, 'float4[20:20,0:0]{{1}}', 'int4[20:20,0:0]{{1}}');
SELECT try(20, 0, 'int4[20:20,0:0]{{1}}', 'float8[20:20,0:0]{{1}}');
SELECT try(20, 0, NULL, 'int4[20:20,0:0]{{1}}');
-- attributes with other boxes, other counts, other cells
SELECT try(20, 0, 'float8[20:20,0:1]{{1,2}}', 'int4[20:20,0:0]{{1}}');
SELECT try(20, 0, 'float8[20:20,0:1]{{1,2}}', 'int4[20:20,0:1]{{1,()}}');
SELECT try(20, 0, 'float8[20:20,0:1]{{1,()}}', 'int4[20:20,0:1]{{(),1}}');
SELECT try(20, 0, 'float8[20:20,0:1]{{1,()}}', 'int4[20:20,0:1]{{NULL,()}}');
-- UPDATE is checked too
UPDATE ok_test_chunks SET w = 'int4[0:1,0:1]{{1,2},{3,()}}' WHERE i_lo = 0;
UPDATE ok_test_chunks SET j_lo = 10 WHERE i_lo = 0;
UPDATE ok_test_chunks SET w = 'int4[0:1,0:1]{{5,6},{7,8}}' WHERE i_lo = 0;
-- the summary cannot be written
INSERT INTO ok_test_chunks VALUES (20, 0, '[]', 'float8[20:20,0:0]{{1}}', 'int4[20:20,0:0]{{1}}');
-- a chunk twice
SELECT try(0, 0, 'float8[0:0,0:0]{{1}}', 'int4[0:0,0:0]{{1}}');

-- masks of more than one tile, compared where the counts are equal
SELECT create_array('ok_wide', '<v:int2, w:int2>[i=0:19999:0:20000]');
INSERT INTO ok_wide_chunks (i_lo, v, w) VALUES
	(0, 'int2[0:19999]{(5):1,(10000):1,(19999):1}', 'int2[0:19999]{(5):1,(10000):2,(19999):3}');
UPDATE ok_wide_chunks SET w = 'int2[0:19999]{(5):1,(10000):2,(19998):3}';
UPDATE ok_wide_chunks SET w = 'int2[0:19999]{(5):1,(10001):2,(19999):3}';
UPDATE ok_wide_chunks SET w = 'int2[0:19999]{(5):1,(8191):2,(19999):3}', v = 'int2[0:19999]{(5):1,(8191):2,(19999):3}';
SELECT v, w FROM ok_wide_chunks;

-- the function itself: false for what is not a chunk, an error for a bad description
SELECT chunk_ok('[0:9:10] int4', '{0}', 'int4[3:4]{1,2}'::ndarray) AS yes,
	   chunk_ok('[0:9:10] int4', '{5}', 'int4[3:4]{1,2}'::ndarray) AS off_grid,
	   chunk_ok('[0:9:10] int4', '{0,0}', 'int4[3:4]{1,2}'::ndarray) AS two_corners,
	   chunk_ok('[0:9:10] int4', '{NULL}', 'int4[3:4]{1,2}'::ndarray) AS null_corner,
	   chunk_ok('[0:9:10] int4', NULL, 'int4[3:4]{1,2}'::ndarray) AS no_corner,
	   chunk_ok('[0:9:10] int4', '{0}', NULL::ndarray) AS no_value,
	   chunk_ok('[0:9:10] int4', '{0}', 'int4[3:4]{1,2}'::ndarray, 'int4[3:4]{1,2}'::ndarray) AS two_values,
	   chunk_ok('[0:9:10] int4', '{}', 'int4[3:4]{1,2}'::ndarray) AS empty_corner;
SELECT chunk_ok(d, '{0}', 'int4[3:4]{1,2}'::ndarray) FROM (VALUES ('[0:9:10] int4'), ('[0:3:10] int4'), ('[0:9:10] int2'), ('[*:*:10] int4')) x(d);
SELECT chunk_ok('', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9:10]', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9:10] text', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9:*] int4', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9] int4', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9:0] int4', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9:10] int4', '{0}', 5);

DROP FUNCTION try(int8, int8, ndarray, ndarray);
SELECT drop_array('ok_test');
SELECT drop_array('ok_wide');
