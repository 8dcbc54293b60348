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

SELECT opcname, amvalidate(oid) FROM pg_opclass WHERE opcname IN ('ndarray_ops', 'ndarray_hash_ops') ORDER BY opcname;

-- In the order of the values, equal ones with one number.
CREATE TEMP TABLE zoo (rank int, a ndarray);
INSERT INTO zoo VALUES
	(1, 'bool{f}'), (2, 'bool{t}'), (3, 'int2{5}'), (4, 'int4{-1}'), (5, 'int4{NULL}'), (6, 'int4{()}'),
	(7, 'int4[-1:0]{1,2}'), (8, 'int4[0:-1]{}'), (8, 'int4[i=0:-1]{}'), (9, 'int4[0:1]{1,2}'), (9, 'int4[x=0:1]{1,2}'), (10, 'int4[0:1]{1,NULL}'), (11, 'int4[0:1]{1,()}'),
	(12, 'int4[0:1]{NULL,0}'), (13, 'int4[0:1]{(),0}'), (14, 'int4[0:1]{}'), (15, 'int4[0:2]{0,0,0}'), (16, 'int4[1:0]{}'), (17, 'int4[0:0,0:1]{{1,2}}'),
	(18, 'int8{-9223372036854775808}'), (19, 'int8{9223372036854775807}'),
	(20, 'float4{-inf}'), (21, 'float4{0}'), (21, 'float4{-0}'), (22, 'float4{NaN}'),
	(23, 'float8{-inf}'), (24, 'float8{-0}'), (24, 'float8{0}'), (25, 'float8{5e-324}'), (26, 'float8{inf}'), (27, 'float8{NaN}'), (27, 'float8{-NaN}'), (28, 'float8[0:1]{0,-0}'),
	(28, 'float8[0:1]{-0,0}'), (29, 'rational{-1/2}'), (30, 'rational{1/3}'), (31, 'rational{1/2}'), (31, 'rational{2/4}');
SELECT count(*) FROM zoo x, zoo y
WHERE (x.a < y.a) <> (x.rank < y.rank) OR (x.a <= y.a) <> (x.rank <= y.rank) OR (x.a = y.a) <> (x.rank = y.rank) OR (x.a <> y.a) <> (x.rank <> y.rank)
	OR (x.a >= y.a) <> (x.rank >= y.rank) OR (x.a > y.a) <> (x.rank > y.rank) OR ndarray_cmp(x.a, y.a) <> sign(x.rank - y.rank);
-- Equal means the same hash; the low half of the extended one is the plain one.
SELECT count(*) FROM zoo x, zoo y WHERE x.a = y.a AND (ndarray_hash(x.a) <> ndarray_hash(y.a)
	OR ndarray_hash_extended(x.a, 7) <> ndarray_hash_extended(y.a, 7));
SELECT count(*) FROM zoo WHERE ndarray_hash_extended(a, 0)::bit(64) & x'00000000ffffffff'::bit(64) <> (ndarray_hash(a)::bigint & 4294967295)::bit(64);
SELECT count(DISTINCT ndarray_hash(a)) = count(DISTINCT a), count(DISTINCT a) = max(rank), count(DISTINCT ndarray_hash_extended(a, 1) # ndarray_hash_extended(a, 0)) > 1 FROM zoo;
SELECT array_agg(rank ORDER BY a) = array_agg(rank ORDER BY rank) FROM zoo;
-- Groups by sorting and by hashing.
SET enable_hashagg = off;
SELECT count(*) FROM (SELECT a FROM zoo GROUP BY a) v;
RESET enable_hashagg;
SET enable_sort = off;
SELECT count(*) FROM (SELECT a FROM zoo GROUP BY a) v;
RESET enable_sort;

-- Of any length.
SELECT count(*), count(*) FILTER (WHERE a = b), count(*) FILTER (WHERE ndarray_hash(a) = ndarray_hash(b)), count(*) FILTER (WHERE a < c AND c > a AND b < c)
FROM (SELECT n, nd_agg(g % 50, g) AS a, nd_agg(g % 50, g) FILTER (WHERE true) AS b, nd_agg(CASE WHEN g = n THEN 99 ELSE g % 50 END, g) AS c
	FROM unnest('{1,63,64,65,8191,8192,8193,20000}'::int[]) n, generate_series(0, n) g GROUP BY n) v;
-- The tile length does not count: byte 4 on is 8192, then 64.
SELECT ndarray_send(a) = ndarray_send(b), a = b, ndarray_hash(a) = ndarray_hash(b)
FROM (SELECT nd_agg(g * g, g) FROM generate_series(0, 49) g) v(a),
	LATERAL (SELECT (split_part(a::text, '{', 1) || '{base64:'
		|| replace(encode(set_byte(set_byte(ndarray_send(a), 4, 64), 5, 0), 'base64'), E'\n', '') || '}')::ndarray) w(b);
-- Index scan against sequential scan.
CREATE TABLE ndarray_index (a ndarray);
INSERT INTO ndarray_index SELECT a FROM zoo;
INSERT INTO ndarray_index SELECT nd_from_array(ARRAY[g % 50, g % 7]) FROM generate_series(1, 500) g;
CREATE INDEX ndarray_index_btree ON ndarray_index USING btree (a);
CREATE INDEX ndarray_index_hash ON ndarray_index USING hash (a);
CREATE FUNCTION pg_temp.found(indexed bool) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('enable_seqscan', (NOT indexed)::text, true), set_config('enable_indexscan', indexed::text, true),
		set_config('enable_indexonlyscan', indexed::text, true), set_config('enable_bitmapscan', indexed::text, true);
	RETURN QUERY EXECUTE 'SELECT ''= '' || a::text FROM ndarray_index WHERE a = ''int4[0:1]{3,3}''';
	RETURN QUERY EXECUTE 'SELECT ''< '' || a::text FROM ndarray_index WHERE a < ''int4[0:1]{3,3}''';
	RETURN QUERY EXECUTE 'SELECT ''>= '' || a::text FROM ndarray_index WHERE a >= ''float8{0}''';
END $$;
SELECT count(*), count(*) FILTER (WHERE f LIKE '= %') FROM pg_temp.found(true) f;
SELECT count(*) FROM ((SELECT pg_temp.found(true) EXCEPT ALL SELECT pg_temp.found(false)) UNION ALL (SELECT pg_temp.found(false) EXCEPT ALL SELECT pg_temp.found(true))) d;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS off) SELECT * FROM ndarray_index WHERE a < 'int4[0:1]{3,3}';
DROP INDEX ndarray_index_btree;
EXPLAIN (COSTS off) SELECT * FROM ndarray_index WHERE a = 'int4[0:1]{3,3}';
RESET enable_seqscan;
RESET enable_bitmapscan;
-- Joins by hash and by merge.
SET enable_nestloop = off;
SET enable_mergejoin = off;
SELECT count(*) FROM zoo x JOIN zoo y USING (a);
SET enable_mergejoin = on;
SET enable_hashjoin = off;
SELECT count(*) FROM zoo x JOIN zoo y USING (a);
RESET enable_nestloop;
RESET enable_mergejoin;
RESET enable_hashjoin;
DROP TABLE zoo, ndarray_index;
