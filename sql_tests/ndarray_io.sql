SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- What a statement raises: code, message, detail; or its result.
CREATE FUNCTION pg_temp.try(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text; detail text;
BEGIN
	EXECUTE statement INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN SQLSTATE || ' ' || SQLERRM || CASE WHEN detail <> '' THEN ' / ' || detail ELSE '' END;
END $$;
CREATE FUNCTION pg_temp.try_in(value text) RETURNS text LANGUAGE sql AS
	$$ SELECT pg_temp.try(format('SELECT %L::ndarray', value)) $$;

-- Text that is read, and how it is printed.
CREATE TEMP TABLE texts (n serial, t text);
INSERT INTO texts (t) VALUES
	('float8[0:1,0:2]{{1,2,3},{4,NULL,()}}'),
	('float8[lat=0:1,lon=0:2]{{1,2,3},{4,null,()}}'),
	('float8[lat=0:1,0:2]{{1,2,3},{4,5,6}}'),
	('float8["Lat"=0:0,"a""b, c"=0:0]{{1}}'),
	('float8[LAT=0:0]{1}'),
	('float8[0:999,0:999]{(3,4):1.5,(10,2):7}'),
	('float8[0:999,0:999]{(10,2):7,(3,4):NULL}'),
	('int4[0:3]{(2):5,(0):6}'),
	('int4[0:3]{(),5,(),6}'),
	('int4[0:4]{(),5,(),6,()}'),
	('float8{1.5}'),
	('float8{NULL}'),
	('float8{()}'),
	('float8{}'),
	('int4[0:9]{}'),
	('int4[0:-1]{}'),
	('int4[5:4,-2:7]{}'),
	('int4[0:1,5:4]{{},{}}'),
	('int4[0:1,5:4,0:1]{{},{}}'),
	('int4[-9:-8]{-1,+1}'),
	('bool[0:5]{t,f,true,no,"on",0}'),
	('int2[0:1]{-32768,32767}'),
	('int8[0:1]{-9223372036854775808,9223372036854775807}'),
	('float4[0:6]{1e30,-0,NaN,inf,-Infinity,1.4e-45,0.1}'),
	('float8[0:6]{1e300,-0,nan,INF,-inf,5e-324,0.1}'),
	('rational[0:4]{1/2,"(2/4)",3,-6/4,0.125}'),
	(E' FLOAT8 [ a = 0 : 1 , 0 : 0 ] \n { { 1 } , { "2" } } '),
	('float8[0:1]{"1\.5",2}'),
	('int4[0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0,0:0]{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{7}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}'),
	('int4[-4611686018427387903:4611686018427387903,0:-1]{}'),
	('int4[4611686018427387903:4611686018427387903]{1}'),
	('float8[0:268435455]{(268435455):1}');
SELECT n, pg_temp.try_in(t) FROM texts ORDER BY n;
-- Printed text is a fixed point.
SELECT n, t FROM texts, LATERAL pg_temp.try_in(t) printed
WHERE printed !~ '^[0-9]' AND pg_temp.try_in(printed) <> printed ORDER BY n;

-- Each error once.
SELECT n, pg_temp.try_in(t) FROM (VALUES
	(1, ''), (2, 'float8'), (3, 'float9{1}'), (4, 'float8x{1}'), (5, 'float8[0:1'), (6, 'float8[0:1]'),
	(7, 'float8[0]{1}'), (8, 'float8[a]{1}'), (9, 'float8[]{1}'), (10, 'float8[0:1]{1,2'), (11, 'float8[0:1]{1,2}x'),
	(12, 'float8[0:1]{1}'), (13, 'float8[0:1]{1,2,3}'), (14, 'float8[0:1]{1,}'), (15, 'float8[0:1]{,1}'),
	(16, 'float8[0:1,0:1]{{1,2},{3}}'), (17, 'float8[0:1,0:1]{{1,2}}'), (18, 'float8[0:1,0:1]{1,2}'), (19, 'float8[0:1]{{1,2}}'),
	(20, 'float8{1,2}'), (21, 'float8[0:1]{one,2}'), (22, 'float8[0:1]{1e999,2}'), (23, 'int4[0:1]{2147483648,2}'), (24, 'bool[0:0]{2}'),
	(25, 'rational[0:0]{1/0}'), (26, 'rational[0:0]{1/x}'), (27, 'float8[0:1]{"1,2}'), (28, 'float8["a=0:1]{1,2}'), (29, 'float8[""=0:1]{1,2}'),
	(30, 'float8[a=0:1,a=0:1]{}'), (31, 'float8[0:9]{(3):1,(3):2}'), (32, 'float8[0:9]{(10):1}'), (33, 'float8[0:9]{(1,2):1}'),
	(34, 'float8[0:9]{(1):1,2}'), (35, 'float8[5:3]{}'), (36, 'float8[4611686018427387903:4611686018427387904]{}'),
	(37, 'float8[0:99999999999999999999]{}'), (38, 'float8[0:268435456]{}'), (39, 'float8[0:99999,0:99999]{}'),
	(40, 'float8[' || repeat('0:0,', 32) || '0:0]{}'), (41, 'float8[' || repeat('x', 64) || '=0:0]{1}'), (42, 'float8[0:0]{base64:!!}'),
	(43, 'float8[0:0]{base64:AAAA}'), (44, 'int4[0:2]{NULLS,1,2}'), (46, 'float8[0:0]{\2}'), (47, 'float8[0:1]{()1,2}'), (45, repeat('é', 100))
	) v(n, t) ORDER BY n;
SELECT pg_temp.try_in('float8[' || repeat('x', 63) || '=0:0]{1}');

-- Output is shortest-exact, whatever the setting for float8 alone says.
SET extra_float_digits = 0;
SELECT 'float8[0:2]{0.1,0.30000000000000004,1e23}'::ndarray;
RESET extra_float_digits;

-- Typmod.
CREATE TEMP TABLE typed (a ndarray(float8), b ndarray(int4,2));
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = 'typed'::regclass AND attnum > 0 ORDER BY attnum;
INSERT INTO typed VALUES ('float8{1}', 'int4[0:0,0:0]{{1}}');
INSERT INTO typed VALUES ('float4{1}', NULL);
INSERT INTO typed SELECT NULL, 'int4[0:0]{1}'::ndarray;
SELECT 'int4{1}'::ndarray::ndarray(float8);
SELECT pg_temp.try('SELECT NULL::ndarray(' || t || ')') FROM (VALUES ('float9'), ('float8,33'), ('float8,-1'), ('float8,1,1')) v(t) ORDER BY t;
DROP TABLE typed;

-- Values of every kind, length around words and tiles, codec and mask.
CREATE TEMP TABLE zoo (kind text, n int, fill text, mask text, a ndarray);
DO $$
DECLARE kind text; value text;
BEGIN
	FOR kind, value IN VALUES
		('bool', '(v % 2 = 1)'), ('int2', '(v % 30000)::int2'), ('int4', 'v::int4'), ('int8', '(v * 1000000007)::int8'),
		('float4', '(v / 3.0)::float4'), ('float8', 'sqrt(v)'), ('rational', 'rational(v - 100, v % 9 + 1)')
	LOOP
		EXECUTE format($q$
			INSERT INTO zoo
			SELECT %L, n, fill, mask, nd_agg(CASE WHEN mask <> 'nulls' OR g %% 3 > 0 THEN %s END, g)
			FROM unnest('{1,63,64,65,8191,8192,8193}'::int[]) n,
				unnest('{constant,runs,line,noise}'::text[]) fill,
				unnest('{all,nulls,gaps,few}'::text[]) mask,
				generate_series(0, n - 1) g,
				LATERAL (SELECT CASE fill WHEN 'constant' THEN 7 WHEN 'runs' THEN g / 500
					WHEN 'line' THEN g ELSE g::int8 * 7919 %% 1000003 END AS v) w
			WHERE g IN (0, n - 1) OR CASE mask WHEN 'gaps' THEN g %% 3 > 0 WHEN 'few' THEN g %% 50 = 0 ELSE true END
			GROUP BY n, fill, mask
			$q$, kind, value);
	END LOOP;
END $$;
SELECT count(*), count(DISTINCT a) FROM zoo;
SELECT kind, string_agg(DISTINCT codec, ' ' ORDER BY codec) FROM zoo, nd_tiles(a) GROUP BY kind ORDER BY kind;
SELECT mask, bool_or(mask_bytes > 0) AS masks, sum(nd_nulls(a)) AS nulls, sum(nd_size(a) - nd_present(a)) AS empty
FROM zoo, nd_tiles(a) WHERE tile = 0 GROUP BY mask ORDER BY mask;
-- Text and base64 of the bytes both give the value back, bytes and all.
SELECT kind, n, fill, mask FROM zoo
WHERE ndarray_send(a::text::ndarray) <> ndarray_send(a)
	OR ndarray_send((split_part(a::text, '{', 1) || '{base64:' || replace(encode(ndarray_send(a), 'base64'), E'\n', '') || '}')::ndarray)
		<> ndarray_send(a)
ORDER BY kind, n, fill, mask;
-- Binary COPY there and back.
CREATE TEMP TABLE zoo_copy (LIKE zoo);
\copy zoo TO PROGRAM 'cat > "$PG_ABS_BUILDDIR/results/ndarray.copy"' (FORMAT binary)
\copy zoo_copy FROM PROGRAM 'cat "$PG_ABS_BUILDDIR/results/ndarray.copy"' (FORMAT binary)
SELECT count(*) FROM zoo_copy;
SELECT z.kind, z.n, z.fill, z.mask FROM zoo z JOIN zoo_copy c USING (kind, n, fill, mask)
WHERE ndarray_send(z.a) <> ndarray_send(c.a) ORDER BY 1, 2, 3, 4;
\copy zoo_copy FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\005\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\000\000\000\004\001\006\000\000\377\377"' (FORMAT binary)
DROP TABLE zoo_copy;

-- Every storage gives the same answers.
CREATE TABLE ndarray_storage (plain ndarray, external ndarray, extended ndarray, main ndarray);
ALTER TABLE ndarray_storage ALTER plain SET STORAGE plain, ALTER external SET STORAGE external,
	ALTER extended SET STORAGE extended, ALTER main SET STORAGE main;
INSERT INTO ndarray_storage SELECT a, a, a, a FROM zoo WHERE pg_column_size(a) < 7000;
INSERT INTO ndarray_storage SELECT NULL, a, a, a FROM zoo;
SELECT attname, attstorage FROM pg_attribute WHERE attrelid = 'ndarray_storage'::regclass AND attnum > 0 ORDER BY attnum;
SELECT count(*), count(plain), count(*) FILTER (WHERE pg_column_size(extended) < pg_column_size(external)) > 0 AS compressed FROM ndarray_storage;
SELECT count(*) FROM ndarray_storage
WHERE external <> extended OR external <> main OR external <> plain
	OR nd_sum(external) <> nd_sum(extended) OR nd_sum(external) <> nd_sum(main) OR nd_sum(external) <> nd_sum(plain)
	OR nd_box(external, '{60}', '{8191}') <> nd_box(extended, '{60}', '{8191}')
	OR nd_box(external, '{60}', '{8191}') <> nd_box(main, '{60}', '{8191}')
	OR nd_box(external, '{60}', '{8191}') <> nd_box(plain, '{60}', '{8191}')
	OR ndarray_hash(external) <> ndarray_hash(extended)
	OR nd_text(external, 62) IS DISTINCT FROM nd_text(extended, 62);
DROP TABLE ndarray_storage;

-- Above 16 MB of text the body is base64.
SELECT left(t, 26), length(t) < 500000 AS short, t::ndarray = a, nd_count(t::ndarray)
FROM (SELECT array_fill(true, ARRAY[9000000])::ndarray) v(a), LATERAL (SELECT a::text) w(t);
SELECT pg_temp.try_in('bool[0:1]' || substr(array_fill(true, ARRAY[9000000])::ndarray::text, 16)) ~ '^22P02 .* / The bytes are those of bool\[1:9000000\].$';

-- It is taken in pieces: neither spaces nor padding may stand anywhere in it.
CREATE TEMP TABLE pieces AS SELECT a, a::text AS t FROM (SELECT nd_sin(nd_series(1::float8, 1000000, 1)) AS a OFFSET 0) v;
SELECT length(t) > 10000000 AS long, t::ndarray = a AS same FROM pieces;
SELECT cut, left(pg_temp.try_in(overlay(t PLACING ' ' FROM cut FOR 1)), 5) AS spaced,
	left(pg_temp.try_in(overlay(t PLACING '=' FROM cut FOR 1)), 5) AS padded
FROM pieces, unnest(ARRAY[31, 4194304 + 28, 4194304 + 29, 9000001]) cut;
DROP TABLE pieces;

-- Summaries in bytes from outside are not believed; byte 76 begins the least value.
SELECT nd_min(a), nd_min(('int8[0:2]{base64:' || replace(encode(set_byte(ndarray_send(a), 76, 1), 'base64'), E'\n', '') || '}')::ndarray)
FROM (VALUES ('int8[0:2]{5,6,8}'::ndarray)) v(a);
-- A rational that is not reduced is refused.
SELECT pg_temp.try_in('rational[0:0]{base64:' || replace(encode(set_byte(ndarray_send(a), length(ndarray_send(a)) - 8, 4), 'base64'), E'\n', '') || '}')
FROM (VALUES ('rational[0:0]{2/3}'::ndarray)) v(a);

-- Changed text is read or refused in words, and what is read prints as itself.
CREATE FUNCTION pg_temp.mutate_text(runs int) RETURNS TABLE (outcome text) LANGUAGE plpgsql AS $$
DECLARE
	seeds text[];
	alphabet text := '{}[](),:=".\0123456789-+eENULxnaf/ ';
	s text; p int; v ndarray;
BEGIN
	-- a box of 2^28 cells takes its time
	SELECT array_agg(t ORDER BY n) INTO seeds FROM texts WHERE length(t) < 60 AND t !~ '268435455';
	PERFORM setseed(0.42);
	FOR i IN 1..runs LOOP
		s := seeds[1 + floor(random() * cardinality(seeds))::int];
		FOR k IN 0..floor(random() * 3)::int LOOP
			p := 1 + floor(random() * length(s))::int;
			s := overlay(s PLACING CASE WHEN random() < 0.3 THEN '' ELSE substr(alphabet, 1 + floor(random() * length(alphabet))::int, 1) END
				FROM p FOR floor(random() * 2)::int);
		END LOOP;
		BEGIN
			v := s::ndarray;
			outcome := CASE WHEN v::text::ndarray = v AND v::text::ndarray::text = v::text THEN 'read' ELSE 'read wrongly: ' || s END;
		EXCEPTION WHEN OTHERS THEN
			outcome := CASE WHEN SQLSTATE IN ('22P02', '22003', '2202E', '54000', '22012', '42704', '0A000') THEN 'refused' ELSE SQLSTATE || ' ' || s END;
		END;
		RETURN NEXT;
	END LOOP;
END $$;
SELECT outcome, count(*) > 100 AS many FROM pg_temp.mutate_text(8000) GROUP BY outcome ORDER BY outcome;

-- The same for bytes.
CREATE FUNCTION pg_temp.mutate_bytes(runs int) RETURNS TABLE (outcome text) LANGUAGE plpgsql AS $$
DECLARE
	seeds ndarray[];
	v ndarray; w ndarray; b bytea; s text;
BEGIN
	SELECT array_agg(a ORDER BY kind, n, fill, mask) INTO seeds FROM zoo WHERE n < 100 OR n = 8193 AND fill <> 'noise' AND length(ndarray_send(a)) < 2000;
	PERFORM setseed(0.43);
	FOR i IN 1..runs LOOP
		v := seeds[1 + floor(random() * cardinality(seeds))::int];
		b := ndarray_send(v);
		FOR k IN 0..floor(random() * 2)::int LOOP
			b := set_byte(b, floor(random() * least(length(b), CASE WHEN random() < 0.7 THEN 160 ELSE 99999 END))::int,
				CASE WHEN random() < 0.3 THEN 255 ELSE floor(random() * 256)::int END);
		END LOOP;
		IF random() < 0.1 THEN b := substr(b, 1, floor(random() * length(b))::int); END IF;
		s := split_part(v::text, '{', 1) || '{base64:' || replace(encode(b, 'base64'), E'\n', '') || '}';
		BEGIN
			w := s::ndarray;
			-- text has no place for the tile length
			outcome := CASE WHEN w::text::ndarray = w AND w::text::ndarray::text = w::text THEN 'read' ELSE 'read wrongly: ' || s END;
		EXCEPTION WHEN OTHERS THEN
			outcome := CASE WHEN SQLSTATE IN ('22P02', '22021') THEN 'refused' ELSE SQLSTATE || ' ' || SQLERRM || ' ' || s END;
		END;
		RETURN NEXT;
	END LOOP;
END $$;
SELECT outcome, count(*) > 100 AS many FROM pg_temp.mutate_bytes(8000) GROUP BY outcome ORDER BY outcome;

DROP TABLE texts, zoo;
