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
SELECT chunk_ok('[0:9:10] regclass', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9:*] int4', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9] int4', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9:0] int4', '{0}', 'int4[3:4]{1,2}'::ndarray);
SELECT chunk_ok('[0:9:10] int4', '{0}', 5);

-- stored bytes that are damaged: judged, or XX001, never anything else
SET client_min_messages = warning;
CREATE TYPE raw;
CREATE FUNCTION raw_in(cstring) RETURNS raw AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION raw_out(raw) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = external);
CREATE CAST (raw AS ndarray) WITHOUT FUNCTION;
CREATE CAST (ndarray AS raw) WITHOUT FUNCTION;
CREATE TYPE raw_summary;
CREATE FUNCTION raw_summary_in(cstring) RETURNS raw_summary AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION raw_summary_out(raw_summary) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE raw_summary (INPUT = raw_summary_in, OUTPUT = raw_summary_out, INTERNALLENGTH = VARIABLE);
CREATE CAST (raw_summary AS chunk_summary) WITHOUT FUNCTION;
CREATE CAST (chunk_summary AS raw_summary) WITHOUT FUNCTION;
RESET client_min_messages;
CREATE FUNCTION judge(call text, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE call INTO answer USING value;
	RETURN answer;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
-- each byte changed in five ways
CREATE FUNCTION damage(call text, value bytea) RETURNS TABLE (outcome text) LANGUAGE sql AS $$
	SELECT DISTINCT judge(call, set_byte(value, p, get_byte(value, p) # x)::text)
	FROM generate_series(0, length(value) - 1) p, unnest(ARRAY[1, 2, 16, 128, 255]) x
	ORDER BY 1
$$;
SELECT * FROM damage($$SELECT chunk_ok('[0:9:10] int4,int4', '{0}', 'int4[3:6]{1,(),2,()}'::ndarray, $1::raw::ndarray)$$,
	'int4[3:6]{1,(),2,()}'::ndarray::raw::text::bytea);
SELECT * FROM damage($$SELECT summary_kind(chunk_summary($1::raw::ndarray), 1)$$,
	'rational[3:6]{1/3,(),2/7,NULL}'::ndarray::raw::text::bytea);
SELECT * FROM damage($$SELECT summary_kind($1::raw_summary::chunk_summary, 1)$$,
	chunk_summary('float4[3:6]{1.5,(),NaN,NULL}'::ndarray)::raw_summary::text::bytea);
-- and cut off
SELECT DISTINCT judge('SELECT chunk_summary($1::raw::ndarray)', substr(v, 1, n)::text)
	FROM CAST('int4[3:6]{1,(),2,()}'::ndarray::raw::text AS bytea) v, generate_series(0, length(v) - 1) n;
SELECT DISTINCT judge('SELECT $1::raw_summary::chunk_summary', substr(v, 1, n)::text)
	FROM CAST(chunk_summary('int4{1}'::ndarray)::raw_summary::text AS bytea) v, generate_series(0, length(v) - 1) n;
SET client_min_messages = warning;
DROP TYPE raw, raw_summary CASCADE;
RESET client_min_messages;
DROP FUNCTION damage(text, bytea), judge(text, text);

DROP FUNCTION try(int8, int8, ndarray, ndarray);
SELECT drop_array('ok_test');
SELECT drop_array('ok_wide');
