-- Codecs: each is chosen by its data, comes back bit by bit, whole, by boxes,
-- by cells, through updates and as text.
CREATE TABLE codec_data (name text PRIMARY KEY, type text, expression text);
INSERT INTO codec_data VALUES
	('constant', 'float8', '1.5'),
	('packed', 'int4', '1000000 + (hashint4(i * 100 + j) & 127)'),
	('runs', 'float8', 'hashint4(i) / 7.0::float8'),
	('delta', 'int8', '1700000000000 + (i * 100 + j) * 1000 + (hashint4(i * 100 + j) & 255)'),
	('delta_steps', 'int2', '300 * i + 3 * j - 32000'),
	('delta_wrap', 'int8', 'CASE WHEN (i + j) % 2 = 0 THEN 9223372036854775807 ELSE -9223372036854775807 - 1 END'),
	('dictionary', 'int2', '(ARRAY[-32768, 32767, 0, 4711, -9, 77])[1 + (hashint4(i * 100 + j) & 65535) % 6]'),
	('dictionary_nan', 'float8', '(ARRAY[''NaN'', -0.0, 0, ''Infinity'', ''-Infinity'', pi(), 1e-310])[1 + (hashint4(i * 100 + j) & 65535) % 7]'),
	('dictionary_rational', 'rational', 'rational((hashint4(i * 100 + j) & 15) + 1, 17)'),
	('decimal', 'float8', 'CASE hashint4(i * 100 + j) & 255 WHEN 0 THEN ''NaN'' WHEN 1 THEN ''-0'' WHEN 2 THEN ''Infinity'' WHEN 3 THEN pi() ELSE ((hashint4(i * 100 + j) & 1048575) - 500000) / 100.0::float8 END'),
	('decimal_float4', 'float4', '(hashint4(i * 100 + j) & 65535) / 10.0'),
	('zstd', 'int4', 'round(100 * sin(i / 20.0::float8) * cos(j / 30.0::float8))'),
	('zstd_float', 'float8', '1 + (hashint4(i * 100 + j) & 65535) / 65536.0::float8 / 65536'),
	('plain', 'float8', 'sin(hashint4(i * 100 + j))');
CREATE TABLE codec_bare (i bigint, j bigint, name text, value text);
DO $$
DECLARE
	d codec_data;
BEGIN
	FOR d IN SELECT * FROM codec_data LOOP
		PERFORM create_array('codec_' || d.name, format('<v:%s>[i=0:99,100,0, j=0:99,100,0]', d.type));
		EXECUTE format('INSERT INTO %I SELECT i, j, %s FROM generate_series(0, 99) i, generate_series(0, 99) j',
					   'codec_' || d.name, d.expression);
		EXECUTE format('INSERT INTO codec_bare SELECT i, j, %L, (%s)::%s::text FROM generate_series(0, 99) i, generate_series(0, 99) j',
					   d.name, d.expression, d.type);
	END LOOP;
END $$;
CREATE FUNCTION codec_differences(what text DEFAULT 'true') RETURNS TABLE (name text, wrong bigint, cells bigint, codecs jsonb) LANGUAGE plpgsql AS $$
DECLARE
	d codec_data;
BEGIN
	FOR d IN SELECT * FROM codec_data c ORDER BY c.name LOOP
		RETURN QUERY EXECUTE format('SELECT %L, count(*) FILTER (WHERE a.v::text IS DISTINCT FROM b.value), count(*), (SELECT s.codecs FROM array_stats(%L) s)
			FROM (SELECT * FROM %I WHERE %s) a FULL JOIN (SELECT * FROM codec_bare b WHERE b.name = %L AND %s) b USING (i, j)',
			d.name, 'codec_' || d.name, 'codec_' || d.name, what, d.name, what);
	END LOOP;
END $$;
SELECT * FROM codec_differences();
-- a box, a row, single cells in both tiles
SELECT name, wrong, cells FROM codec_differences('i BETWEEN 40 AND 90 AND j BETWEEN 13 AND 77') WHERE wrong <> 0 OR cells <> 51 * 65;
SELECT name, wrong, cells FROM codec_differences('i = 81') WHERE wrong <> 0 OR cells <> 100;
SELECT name, wrong, cells FROM codec_differences('i = 99 AND j = 99') WHERE wrong <> 0 OR cells <> 1;
SELECT name, wrong, cells FROM codec_differences('i = 0 AND j = 1') WHERE wrong <> 0 OR cells <> 1;
-- aggregates without and with summaries
SELECT sum(v), min(v), max(v), count(*) FROM codec_delta WHERE v % 2 = 0;
SELECT sum(v::numeric), min(v), max(v), count(*) FROM (SELECT value::bigint AS v FROM codec_bare WHERE name = 'delta') b WHERE v % 2 = 0;
SELECT sum(v), min(v), max(v), count(*) FROM codec_zstd WHERE v > -50;
SELECT sum(v), min(v), max(v), count(*) FROM (SELECT value::int AS v FROM codec_bare WHERE name = 'zstd') b WHERE v > -50;
-- text and binary keep the cells
SELECT d.name FROM codec_data d, LATERAL read_array(('codec_' || d.name)::regclass) a
WHERE a::text::ndarray <> a OR a::text::ndarray::text <> a::text OR nd_count(a) <> 10000;
-- holes, NULLs and other values
DO $$
DECLARE
	d codec_data;
BEGIN
	FOR d IN SELECT * FROM codec_data LOOP
		EXECUTE format('DELETE FROM %I WHERE (i * 7 + j * 3) %% 11 = 0', 'codec_' || d.name);
		EXECUTE format('UPDATE %I SET v = NULL WHERE (i + j) %% 13 = 0', 'codec_' || d.name);
		EXECUTE format('UPDATE %I SET v = (SELECT x.v FROM %I x WHERE x.i = 0 AND x.j = 1) WHERE i = 50 AND j BETWEEN 3 AND 6',
					   'codec_' || d.name, 'codec_' || d.name);
	END LOOP;
	DELETE FROM codec_bare WHERE (i * 7 + j * 3) % 11 = 0;
	UPDATE codec_bare SET value = NULL WHERE (i + j) % 13 = 0;
	UPDATE codec_bare b SET value = (SELECT x.value FROM codec_bare x WHERE x.i = 0 AND x.j = 1 AND x.name = b.name) WHERE i = 50 AND j BETWEEN 3 AND 6;
END $$;
SELECT * FROM codec_differences();
-- sparse: one cell in a hundred is left
DO $$
DECLARE
	d codec_data;
BEGIN
	FOR d IN SELECT * FROM codec_data LOOP
		EXECUTE format('DELETE FROM %I WHERE (i * 37 + j) %% 100 <> 5', 'codec_' || d.name);
	END LOOP;
	DELETE FROM codec_bare WHERE (i * 37 + j) % 100 <> 5;
END $$;
SELECT * FROM codec_differences();
SELECT count(drop_array('codec_' || name)) FROM codec_data;
DROP FUNCTION codec_differences(text);
DROP TABLE codec_data, codec_bare;
