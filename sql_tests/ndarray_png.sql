SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- What a PNG file says of itself; its pixels are tested by scripts/numpy_png.py
CREATE FUNCTION pg_temp.png(file bytea, OUT mark text, OUT width int, OUT height int, OUT depth int, OUT color int) LANGUAGE sql AS $$
	SELECT encode(substr(file, 2, 3), 'escape'), ('x' || encode(substr(file, 17, 4), 'hex'))::bit(32)::int,
		('x' || encode(substr(file, 21, 4), 'hex'))::bit(32)::int, get_byte(file, 24), get_byte(file, 25) $$;
SELECT n, (pg_temp.png(file)).*
FROM (VALUES
	(1, nd_png(nd_reshape(nd_series(1, 12), '{3,4}'))),
	(2, nd_png(nd_linspace(0, 1, 7), 'magma')),
	(3, nd_png('int2[5:6,-3:-2,0:2]{{{0,0,0},{255,0,0}},{{0,255,0},{NULL,0,255}}}')),
	(4, nd_png('float4[0:0,0:1,0:3]{{{0,0,0,1},{1,0,0,0.5}}}')),
	(5, nd_png('float8[0:99,0:99]{(3,4):1.5}', 'gray_r')),
	(6, nd_png('float8[0:9,0:9]{}')),
	(7, nd_png('bool[0:1]{t,f}', 'coolwarm')),
	(8, nd_png('rational[0:2]{1/2,1/3,NULL}', 'cividis')),
	(9, nd_png('date[0:3]{2020-01-01,infinity,-infinity,2021-01-01}', 'inferno')),
	(10, nd_png('timestamp[0:1]{2020-01-01,infinity}', 'plasma')),
	(11, nd_png('float8[0:4]{NaN,Infinity,-Infinity,1e308,-1e308}')),
	(12, nd_png('float8[0:2]{5e-324,0,1e-323}')),
	(13, nd_png('float8[0:2]{1,2,3}', low => 2, high => 2)),
	(14, nd_png('float8[0:2]{1,2,3}', low => 7))) v(n, file) ORDER BY n;
-- The range: what is given, else what there is
SELECT nd_png('int4[0:2]{1,2,3}') = nd_png('float8[0:2]{1,2,3}', low => 1, high => 3) AS found,
	nd_png('float8[0:3]{1,2,Infinity,-Infinity}') = nd_png('float8[0:3]{1,2,2,1}') AS clamped,
	nd_png('int4[0:2]{1,2,3}', low => 0) = nd_png('int4[0:2]{1,2,3}') AS other;
SELECT nd_png(NULL), nd_png('int4[0:1]{1,2}', NULL);

\set VERBOSITY terse
SELECT nd_png('int4{1}');
SELECT nd_png('int4[0:1,5:4]{}');
SELECT nd_png('int4[0:1,0:1,0:1]{}');
SELECT nd_png('int4[0:1,0:1,0:1,0:2]{}');
SELECT nd_png('complex[0:1]{}');
SELECT nd_png('point2d[0:1]{}');
SELECT nd_png('uuid[0:1]{}');
SELECT nd_png('int4[0:65535]{}');
SELECT nd_png('int4[0:65535,0:1]{}');
SELECT nd_png('int4[0:1]{1,2}', 'jet');
SELECT nd_png('int4[0:1]{1,2}', '_r');
SELECT nd_png('int4[0:1]{1,2}', low => 2, high => 1);
SELECT nd_png('int4[0:1]{1,2}', low => 'NaN');
SELECT nd_png('int4[0:1]{1,2}', high => 'Infinity');
-- A large image ends when it is told to
SET statement_timeout = 50;
SELECT length(nd_png('float8[0:16000,0:16000]{(3,4):1.5}'));
RESET statement_timeout;
