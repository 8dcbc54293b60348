SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- What a file is: a head of a multiple of 64 bytes, then the cells
SELECT length(f), encode(substr(f, 1, 8), 'escape'), convert_from(substr(f, 11, 61), 'UTF8'), encode(substr(f, 129), 'hex')
FROM nd_to_npy('int2[5:6,-1:1]{{1,2,3},{-1,-2,-3}}') f;
SELECT convert_from(substr(f, 11, 70), 'UTF8') FROM nd_to_npy('float4{1.5}') f;

-- There and back: every kind that numpy has something for
SELECT n, nd_from_npy(nd_to_npy(a)) = nd_rebase(a) AS same, nd_from_npy(nd_to_npy(a), nd_lower(a)) = a AS same_place
FROM (VALUES
	(1, 'bool[0:2]{t,f,t}'::ndarray),
	(2, 'int2[1:2]{-32768,32767}'), (3, 'int4{7}'), (4, 'int8[-5:-4,1:1]{{-9223372036854775808},{9223372036854775807}}'),
	(5, 'float4[0:3]{NaN,-0,Infinity,1e-45}'), (6, 'float8[0:1,0:2]{{1,2,3},{4,5,6}}'),
	(7, 'complex[0:1]{"(1,-2)","(NaN,0)"}'), (8, 'rational[0:1]{1/2,-3}'), (9, 'point2d[0:0]{"(1,2)"}'),
	(10, 'date[0:2]{2020-01-01,NULL,0044-03-15 BC}'), (11, 'timestamp[0:1]{1969-12-31,NULL}'),
	(12, 'int4[5:4]{}'), (13, 'float8[0:1,5:4,0:8]{}')) v(n, a) ORDER BY n;
-- Moments come back without their time zone, in UTC
SET TimeZone = 'Europe/Berlin';
SELECT nd_from_npy(nd_to_npy('timestamptz[0:0]{2020-07-01}'));
RESET TimeZone;
-- Larger than a tile
SELECT nd_from_npy(nd_to_npy(a)) = a FROM (VALUES (nd_reshape(nd_series(1, 300000), '{3,100,1000}'))) v(a);

-- Cells that are not there
SELECT nd_from_npy(nd_to_npy('float8[0:2]{1,NULL,()}', fill => 'NaN'));
SELECT nd_from_npy(nd_to_npy('date[0:2]{2020-01-01,NULL,()}', fill => '1970-01-01'));
SELECT nd_to_npy(NULL), nd_to_npy(NULL, '1'), nd_from_npy(NULL), nd_from_npy(NULL, '{}');

\set VERBOSITY terse
SELECT nd_to_npy('float8[0:2]{1,NULL,()}');
SELECT nd_to_npy('float8[0:2]{1,(),NULL}');
SELECT nd_to_npy('date[0:2]{2020-01-01,NULL,()}');
SELECT nd_to_npy('date[0:0]{infinity}');
SELECT nd_to_npy('timestamp[0:0]{294276-12-31}');
SELECT nd_to_npy('int4[0:0]{()}', fill => 'x');
SELECT nd_to_npy('uuid[0:0]{()}');
SELECT nd_to_npy(nd_zeros('{100000000}', 'complex'));

-- Files that are none, or of something else
CREATE FUNCTION pg_temp.npy(head text, data text DEFAULT '\x0100000002000000', version text DEFAULT '\x0100') RETURNS bytea
LANGUAGE sql AS $$ SELECT '\x934e554d5059'::bytea || version::bytea ||
	decode(lpad(to_hex(length(head) % 256), 2, '0') || lpad(to_hex(length(head) / 256), 2, '0') ||
		CASE WHEN version <> '\x0100' THEN '0000' ELSE '' END, 'hex') || head::bytea || data::bytea $$;
SELECT n, nd_from_npy(f) FROM (VALUES
	(1, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (2,), }$$)),
	(2, pg_temp.npy($$ {"shape":(2L , ) , "fortran_order" : True,"descr":"<i4"}  
$$, version => '\x0200')),
	(3, pg_temp.npy($${'descr': '>i4', 'fortran_order': False, 'shape': (1, 2)}$$, version => '\x0300')),
	(4, pg_temp.npy($${'descr': '<u8', 'fortran_order': False, 'shape': ()}$$)),
	(5, pg_temp.npy($${'descr': '|u1', 'fortran_order': True, 'shape': (2, 4)}$$)),
	(6, pg_temp.npy($${'descr': '<f2', 'fortran_order': False, 'shape': (4,)}$$, '\x003c00c0007c0100'))) v(n, f) ORDER BY n;
CREATE FUNCTION pg_temp.refusal(file bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	RETURN nd_from_npy(file)::text;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || SQLERRM || CASE WHEN detail <> '' THEN ' / ' || detail ELSE '' END;
END $$;
SELECT n, pg_temp.refusal(f) FROM (VALUES
	(1, ''::bytea), (2, 'PK'), (3, '\x934e554d50590100'), (4, '\x934e554d505901007600'), (5, '\x934e554d505904000000'),
	(6, pg_temp.npy('')),
	(7, pg_temp.npy('{}')),
	(8, pg_temp.npy($${'descr': '<i4', 'fortran_order': False}$$)),
	(9, pg_temp.npy($${'descr': '<i4', 'descr': '<i4', 'fortran_order': False, 'shape': (2,)}$$)),
	(10, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (2,), 'x': 1}$$)),
	(11, pg_temp.npy($${'descr': '<i4', 'fortran_order': 0, 'shape': (2,)}$$)),
	(12, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (2)}$$)),
	(13, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (-2,)}$$)),
	(14, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (2,)} x$$)),
	(15, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (2,$$)),
	(16, pg_temp.npy($${'descr': '<i4$$)),
	(17, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (3,)}$$)),
	(18, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (1,)}$$)),
	(19, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (0, 4611686018427387904)}$$, '')),
	(20, pg_temp.npy($${'descr': '<i4', 'fortran_order': False, 'shape': (99999, 99999)}$$)),
	(21, pg_temp.npy('{''descr'': ''<i4'', ''fortran_order'': False, ''shape'': (' || repeat('1,', 33) || ')}')),
	(22, pg_temp.npy($${'descr': 'i4', 'fortran_order': False, 'shape': (2,)}$$)),
	(23, pg_temp.npy($${'descr': '|i4', 'fortran_order': False, 'shape': (2,)}$$)),
	(24, pg_temp.npy($${'descr': '<U1', 'fortran_order': False, 'shape': (2,)}$$)),
	(25, pg_temp.npy($${'descr': '|O', 'fortran_order': False, 'shape': (2,)}$$)),
	(26, pg_temp.npy($${'descr': '<f16', 'fortran_order': False, 'shape': (2,)}$$)),
	(27, pg_temp.npy($${'descr': '<M8[ns]', 'fortran_order': False, 'shape': (1,)}$$)),
	(28, pg_temp.npy($${'descr': '<m8[us]', 'fortran_order': False, 'shape': (1,)}$$)),
	(29, pg_temp.npy($${'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (2,)}$$)),
	(30, pg_temp.npy($${'descr': [('num', '<i8'), ('den', '<i8'), ('x', '<i8')], 'fortran_order': False, 'shape': (2,)}$$)),
	(31, pg_temp.npy($${'descr': [('num', '<i4'), ('den', '<i4')], 'fortran_order': False, 'shape': (1,)}$$)),
	(32, pg_temp.npy($${'descr': [('num', '<i8'), ('den', '<i8')], 'fortran_order': False, 'shape': (1,)}$$,
		'\x01000000000000000000000000000000')),
	(33, pg_temp.npy($${'descr': '<u8', 'fortran_order': False, 'shape': (1,)}$$, '\xffffffffffffffff')),
	(34, pg_temp.npy($${'descr': '|b1', 'fortran_order': False, 'shape': (8,)}$$)),
	(35, pg_temp.npy($${'descr': '<M8[D]', 'fortran_order': False, 'shape': (1,)}$$, '\xffffffffffffff7f')),
	(36, pg_temp.npy($${'descr': '<M8[h]', 'fortran_order': False, 'shape': (1,)}$$, '\xffffffffffffff7f')),
	(37, pg_temp.npy($${'descr': [('num', '<i8', (2,)), ('den', '<i8')], 'fortran_order': False, 'shape': (1,)}$$)),
	(38, pg_temp.npy($${'descr': [(('t]', 'x'), '<f8'), ('y', '<f8')], 'fortran_order': False, 'shape': (1,)}$$)),
	(39, pg_temp.npy($${'descr': [('x', [("a']", '<f8')])], 'fortran_order': False, 'shape': (1,)}$$)),
	(40, pg_temp.npy($${'descr': [('x', '<f8'), 'fortran_order': False, 'shape': (1,)}$$))) v(n, f)
ORDER BY n;
SELECT nd_from_npy(nd_to_npy('int4[0:1]{1,2}'), '{1,2}');
SELECT nd_from_npy(nd_to_npy('int4[0:1]{1,2}'), '{NULL}');
SELECT nd_from_npy(nd_to_npy('int4[0:1]{1,2}'), '{4611686018427387903}');
