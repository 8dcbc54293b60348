SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- The codec that an attribute asks for: through every way of writing
CREATE FUNCTION pg_temp.codecs(source regclass) RETURNS text LANGUAGE sql AS
	$$ SELECT string_agg(attribute || ' ' || codecs::text, ', ' ORDER BY attribute) FROM array_stats(source) $$;

-- Each codec and kind that it takes, with cells that it is not made for as well
CREATE FUNCTION pg_temp.try(kind text, codec text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
	wrong bigint;
BEGIN
	PERFORM create_array('try', format('<v:%s COMPRESSION %L>[i=0:199,100,0]', kind, codec));
	EXECUTE format('INSERT INTO try SELECT i, (CASE WHEN i < 100 THEN i / 10 ELSE i %% 2 END)::text::%s FROM generate_series(0, 199) i', kind);
	SELECT string_agg(c, '+' ORDER BY c) INTO result FROM array_stats('try'), jsonb_object_keys(codecs) c;
	EXECUTE format('SELECT count(*) FROM try WHERE v <> (CASE WHEN i < 100 THEN i / 10 ELSE i %% 2 END)::text::%s', kind) INTO wrong;
	IF wrong <> 0 OR array_schema('try') <> format('<v:%s%s>[i=0:199:0:100]', format_type(kind::regtype, NULL),
		CASE WHEN codec = 'auto' THEN '' ELSE format(' COMPRESSION %L', codec) END) THEN
		result := result || ' wrong: ' || wrong || array_schema('try');
	END IF;
	PERFORM drop_array('try');
	RETURN result;
EXCEPTION WHEN feature_not_supported THEN
	RETURN 'never';
END $$;
SET client_min_messages = warning;
SELECT kind, pg_temp.try(kind, 'auto') AS auto, pg_temp.try(kind, 'plain') AS plain, pg_temp.try(kind, 'constant') AS constant,
	pg_temp.try(kind, 'runs') AS runs, pg_temp.try(kind, 'packed') AS packed, pg_temp.try(kind, 'delta') AS delta,
	pg_temp.try(kind, 'dictionary') AS dictionary, pg_temp.try(kind, 'decimal') AS decimal, pg_temp.try(kind, 'zstd') AS zstd
FROM unnest('{int2,int4,int8,float4,float8,complex,rational}'::text[]) kind ORDER BY kind;
RESET client_min_messages;

-- Several attributes, every clause, every way in
SELECT create_array('press', '<a:int4 COMPRESSION ''delta'' NOT NULL DEFAULT 7, b:float8 DEFAULT 1 COMPRESSION ''zstd'',
	c:date compression ''runs'', d:int2 COMPRESSION ''auto''>[i=0:999,500,0]');
SELECT array_schema('press');
SELECT number, name, type, nullable, default_value, compression FROM array_attributes WHERE array_name = 'press' ORDER BY number;
SELECT dimensions, attributes FROM array_list WHERE name = 'press';
INSERT INTO press SELECT i, i, i, date '2020-01-01' + i / 100, i % 7 FROM generate_series(0, 399) i;
SELECT pg_temp.codecs('press');
INSERT INTO press SELECT i, i, i, date '2020-01-01' + i / 100, i % 7 FROM generate_series(400, 899) i;
SELECT pg_temp.codecs('press');
COPY press FROM stdin;
900	900	900	2020-01-09	5
901	901	901	2020-01-09	\N
\.
UPDATE press SET a = a + 1, b = b + 1, c = c + 1 WHERE i % 2 = 0;
DELETE FROM press WHERE i % 10 = 3;
SELECT pg_temp.codecs('press');
SELECT insert_array('press', 'SELECT i, i AS a, i::float8 AS b, date ''2021-01-01'' AS c, 3::int2 AS d FROM generate_series(100, 950) i');
SELECT pg_temp.codecs('press'), sum(a), sum(b), count(c) FROM press;
-- the same array again, from its schema, and from a query
SELECT create_array('press_too', array_schema('press'));
INSERT INTO press_too SELECT * FROM press;
SELECT array_schema('press_too') = array_schema('press') AS same, pg_temp.codecs('press_too');
SELECT create_array_as('press_query', 'SELECT i, a, b FROM press', '<a:int4 COMPRESSION ''delta'', b:float8 COMPRESSION ''plain''>[i=0:999,500,0]');
SELECT array_schema('press_query'), pg_temp.codecs('press_query');
SELECT create_array('press_value', '<v:float8 COMPRESSION ''zstd''>[i=0:999,500,0]');
SELECT write_array('press_value', 'v', nd_astype(nd_series(0, 999), 'float8'));
SELECT pg_temp.codecs('press_value');
SELECT count(*) FROM (TABLE press EXCEPT ALL TABLE press_too) x;

-- Changed later: for what is written from then on
ALTER FOREIGN TABLE press_value ALTER COLUMN v OPTIONS (SET compression 'decimal');
SELECT array_schema('press_value'), pg_temp.codecs('press_value');
UPDATE press_value SET v = v;
SELECT pg_temp.codecs('press_value');
ALTER FOREIGN TABLE press_value ALTER COLUMN v OPTIONS (DROP compression);
UPDATE press_value SET v = v WHERE i < 500;
SELECT array_schema('press_value'), pg_temp.codecs('press_value');
ALTER FOREIGN TABLE press_value ALTER COLUMN v OPTIONS (ADD compression 'auto');
SELECT array_schema('press_value');

-- nd_merge by itself
SELECT string_agg(t.codec, ' ' ORDER BY tile) FROM nd_tiles(nd_merge(nd_astype(nd_series(0, 99), 'int4'), 'int4[0:1]{5,6}', 'overwrite', 'plain')) t;
SELECT string_agg(t.codec, ' ' ORDER BY tile) FROM nd_tiles(nd_merge(nd_astype(nd_series(0, 99), 'int4'), 'int4[100:101]{5,6}', 'error', 'delta')) t;
SELECT string_agg(t.codec, ' ' ORDER BY tile) FROM nd_tiles(nd_merge(nd_astype(nd_series(0, 99), 'int4'), 'int4[100:101]{5,6}', 'error')) t;

-- What cannot be
SELECT create_array('e', '<v:int4 COMPRESSION ''lz77''>[i=0:9]');
SELECT create_array('e', '<v:int4 COMPRESSION ''none''>[i=0:9]');
SELECT create_array('e', '<v:int4 COMPRESSION ''decimal''>[i=0:9]');
SELECT create_array('e', '<u:int4, v:float8 COMPRESSION ''delta''>[i=0:9]');
SELECT create_array('e', '<v:interval COMPRESSION ''packed''>[i=0:9]');
SELECT create_array('e', '<v:int4 COMPRESSION zstd>[i=0:9]');
\set VERBOSITY terse
ALTER FOREIGN TABLE press_value ALTER COLUMN v OPTIONS (SET compression 'delta');
ALTER FOREIGN TABLE press_value ALTER COLUMN v OPTIONS (SET compression 'lz77');
ALTER FOREIGN TABLE press_value ALTER COLUMN v OPTIONS (SET compression 'zstd', ADD chunk '7');
ALTER FOREIGN TABLE press_value ALTER COLUMN i OPTIONS (ADD compression 'zstd');
ALTER FOREIGN TABLE press_value ALTER COLUMN i OPTIONS (SET chunk '7');
SELECT nd_merge('int4[0:1]{1,2}', 'int4[0:1]{1,2}', 'ignore', 'decimal');
SELECT nd_merge('int4[0:1]{1,2}', 'int4[0:1]{1,2}', 'ignore', 'lz77');
SELECT drop_array(name) FROM unnest('{press,press_too,press_query,press_value}'::text[]) name;
