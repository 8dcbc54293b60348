-- schema text: create_array parses it, array_schema prints it
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- creates an array, prints its schema text, makes a second from what was
-- printed and says whether that prints the same
CREATE FUNCTION round_trip(schema text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	first text;
	second text;
BEGIN
	PERFORM create_array('schema_test', schema);
	first := array_schema('schema_test');
	PERFORM drop_array('schema_test');
	PERFORM create_array('schema_test', first);
	second := array_schema('schema_test');
	PERFORM drop_array('schema_test');
	RETURN first || CASE WHEN first = second THEN '' ELSE ' BUT THEN ' || second END;
END $$;

-- both of SciDB's forms
SELECT round_trip('<N:rational>[I=0:99,10,0, J=0:99,10,0]');
SELECT round_trip('<v:float8 NOT NULL DEFAULT 0, w:int4>[I=0:99:3:10; J=0:99:0:20]');
SELECT round_trip('<v:float4>[a=0:9,5,1, b=0:9, c=0:9,5; d=0:9:2, e=0:9:2:5, f]');
-- unbounded, negative and widest bounds
SELECT round_trip('<v:int2>[i=0:*:0:7; j=*:-3:0:8; k=*:*:0:9]');
SELECT round_trip('<v:int2>[i=*:5,7,0,j=-12:-3,8,0]');
SELECT round_trip('<v:int2>[i=-4611686018427387903:4611686018427387903,10,0]');
SELECT round_trip('<v:int2>[i=-4611686018427387902:4611686018427387902,10,0]');
-- names fold unless quoted; keywords are names
SELECT round_trip(E'<"Per ""se":int4,SELECT:int4,time:int4>\n[Row=0:9,10,0 , "Ümlaut"=0:9,10,0]');
-- types: PostgreSQL's names, SciDB's, the extension's own
SELECT round_trip('<a:bool,b:smallint,c:pg_catalog.int4,d:bigint,e:real,f:double precision>[i=0:9,10,0]');
SELECT round_trip('<b:int16,c:int32,d:int64,f:double>[i=0:9,10,0]');
SELECT round_trip('<a:int8>[i=0:9,10,0]');
SELECT round_trip('<a:float NULL>[i=0:9,10,0]');
-- defaults
SELECT round_trip('<a:float8 DEFAULT -5 NOT NULL,b:int4 DEFAULT NULL,c:int4 NULL DEFAULT (3 > 2)::int4,
	d:bool DEFAULT (1 IS NOT NULL), e:rational DEFAULT ''1/2'', f:float8 DEFAULT greatest(1, sqrt(2)),
	g:int4 DEFAULT (CASE WHEN true THEN NULL ELSE 1 END)>[i=0:9,10,0]');
SELECT round_trip('<a:int4 COMPRESSION ''auto'' DEFAULT 1 -- of SciDB
	>[i=0:9,10,0]');

-- chunk lengths that are chosen: 512 KB of the widest attribute, near square,
-- no thin chunk at the end
SELECT s, round_trip(s) FROM (VALUES
	('<height:float4>[lat=0:720; lon=0:1439]'),
	('<v:float8>[i=0:3999, j=0:3999]'),
	('<v:float8>[i=0:99, j=0:99]'),
	('<v:float8>[i=*:*]'),
	('<v:bool>[i]'),
	('<v:bool, r:rational>[i]'),
	('<v:float8>[i=0:*; j=0:*; k=0:*]'),
	('<v:float8>[t=0:*,1,0, i=0:999,*,0, j=0:3999]'),
	('<v:float8>[t=0:*,*,0, i=0:9,100,0, j=0:99,*,0]'),
	('<v:float8>[i=0:9,1000000,0, j=0:*,100,0, k=0:*]'),
	('<v:float8>[i=5:5]')) x(s);

-- errors, each with its place in the text
\set VERBOSITY default
SELECT create_array('e', '');
SELECT create_array('e', 'e<v:int4>[i=0:9]');
SELECT create_array('e', '<v:int4>');
SELECT create_array('e', '<>[i=0:9]');
SELECT create_array('e', '<v>[i=0:9]');
SELECT create_array('e', '<v:>[i=0:9]');
SELECT create_array('e', '<v:int4 w:int4>[i=0:9]');
SELECT create_array('e', '<v:int4 NOT>[i=0:9]');
SELECT create_array('e', '<v:int4 NULL NOT NULL>[i=0:9]');
SELECT create_array('e', '<v:int4 DEFAULT>[i=0:9]');
SELECT create_array('e', '<v:int4 DEFAULT 1 2>[i=0:9]');
SELECT create_array('e', '<v:int4 DEFAULT 1) , (2>[i=0:9]');
SELECT create_array('e', '<v:int4 DEFAULT 1; DROP TABLE x>[i=0:9]');
SELECT create_array('e', '<v:int4 DEFAULT 1 FROM pg_class>[i=0:9]');
SELECT create_array('e', '<v:int4 DEFAULT ''x>[i=0:9]');
SELECT create_array('e', '<v:int4>[]');
SELECT create_array('e', '<v:int4>[i=]');
SELECT create_array('e', '<v:int4>[i=0]');
SELECT create_array('e', '<v:int4>[i=0:9.5]');
SELECT create_array('e', '<v:int4>[i=0:9,x=]');
SELECT create_array('e', '<v:int4>[i=0:9:0:10:5]');
SELECT create_array('e', '<v:int4>[i=0:9');
SELECT create_array('e', '<v:int4>[i=0:9] more');
SELECT create_array('e', '<v:int4>[i=9:0]');
SELECT create_array('e', '<v:int4>[i=0:9,0,0]');
SELECT create_array('e', '<v:int4>[i=0:9,10,-1]');
SELECT create_array('e', '<v:int4>[i=0:4611686018427387904]');
SELECT create_array('e', '<v:int4>[i=0:99999999999999999999]');
SELECT create_array('e', '<v:int4>[i=0:*,1000000,0, j=0:*,1000000,0]');
SELECT create_array('e', '<v:int5>[i=0:9]');
SELECT create_array('e', '<v:regclass>[i=0:9]');
SELECT create_array('e', '<v:cstring>[i=0:9]');
SELECT create_array('e', '<v:int4[]>[i=0:9]');
SELECT create_array('e', '<v:no_such.type>[i=0:9]');
SELECT create_array('e', '<v:int4 COMPRESSION ''zlib''>[i=0:9]');
SELECT create_array('e', '<v:int4, V:int2>[i=0:9]');
SELECT create_array('e', '<v:int4>[v=0:9]');
SELECT create_array('e', '<v:int4>[i=0:9, j=0:9, i=0:9]');
SELECT create_array('e', '<summary:int4>[i=0:9]');
SELECT create_array('e', '<i_lo:int4>[i=0:9]');
SELECT create_array('e', '<ctid:int4>[i=0:9]');
SELECT create_array('e', '<v:int4 DEFAULT ''x''>[i=0:9]');
SELECT create_array('e', '<v:int4 DEFAULT w, w:int4>[i=0:9]');
SELECT create_array('e', format('<v:int4>[%s=0:9]', repeat('d', 61)));
-- the most of each
SELECT length(round_trip((SELECT '<' || string_agg(format('a%s:int4', a), ',') || '>[i=0:9]' FROM generate_series(1, 98) a)));
SELECT length(round_trip((SELECT '<a:int4>[' || string_agg(format('d%s=0:1', d), ',') || ']' FROM generate_series(1, 32) d)));
SELECT length(round_trip(format('<v:int4>[%s=0:9]', repeat('d', 60))));

-- SQLSTATEs
CREATE FUNCTION state_of(schema text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM create_array('e', schema);
	RETURN 'none';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
SELECT s, state_of(s) FROM (VALUES ('<v>[i]'), ('<v:int5>[i]'), ('<v:x.y>[i]'), ('<v:int4range>[i]'), ('<v:int4>[v]'),
	('<summary:int4>[i]'), ('<v:int4>[i=9:0]'), ('<v:int4>[i=0:9,0]'), ('<v:int4>[i=0:*,2000000000]'),
	('<v:int4>[i=0:5000000000000000000]'), ('<v:int4 DEFAULT x>[i]')) x(s);
SELECT state_of((SELECT '<' || string_agg(format('a%s:int4', a), ',') || '>[i=0:9]' FROM generate_series(1, 99) a)) AS attributes,
	   state_of((SELECT '<a:int4>[' || string_agg(format('d%s=0:0', d), ',') || ']' FROM generate_series(1, 33) d)) AS dimensions;
DROP FUNCTION state_of(text);

-- what is no array has no schema
SELECT array_schema('pg_class');
SELECT array_schema(0);
SELECT to_regclass('e'), to_regclass('e_chunks');

DROP FUNCTION round_trip(text);
