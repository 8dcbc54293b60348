SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- the laws of order across types, over a zoo, against exact numeric cross products
CREATE TABLE rational_mixed AS
  SELECT DISTINCT rational(n, d) AS r
    FROM unnest('{0,1,-1,2,-3,7,32767,-32768,32768,2147483647,-2147483648,2147483648,9223372036854775807,9223372036854775806,-9223372036854775808}'::int8[]) n,
         unnest('{1,2,3,10,9223372036854775807,9223372036854775806}'::int8[]) d;
CREATE FUNCTION rational_laws(kind text, low numeric, high numeric) RETURNS TABLE (pairs bigint, wrong bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE replace($q$
		WITH whole(i) AS (SELECT numerator(r)::KIND FROM rational_mixed
		                   WHERE denominator(r) = 1 AND numerator(r) BETWEEN $1 AND $2),
		     p AS (SELECT r, i, sign(numerator(r)::numeric - i::numeric * denominator(r)) AS o FROM rational_mixed, whole)
		SELECT count(*), count(*) FILTER (WHERE
		       (r < i) IS DISTINCT FROM (o < 0) OR (r <= i) IS DISTINCT FROM (o <= 0) OR (r = i) IS DISTINCT FROM (o = 0)
		    OR (r <> i) IS DISTINCT FROM (o <> 0) OR (r >= i) IS DISTINCT FROM (o >= 0) OR (r > i) IS DISTINCT FROM (o > 0)
		    OR (i > r) IS DISTINCT FROM (o < 0) OR (i >= r) IS DISTINCT FROM (o <= 0) OR (i = r) IS DISTINCT FROM (o = 0)
		    OR (i <> r) IS DISTINCT FROM (o <> 0) OR (i <= r) IS DISTINCT FROM (o >= 0) OR (i < r) IS DISTINCT FROM (o > 0)
		    OR rational_KIND_cmp(r, i) <> o OR KIND_rational_cmp(i, r) <> -o
		    OR (r < i) IS DISTINCT FROM (r < i::rational)
		    OR (r = i AND rational_hash(r) <> hashKIND(i))
		    OR (r = i AND rational_hash_extended(r, 7) <> hashKINDextended(i, 7)))
		  FROM p$q$, 'KIND', kind) USING low, high;
END $$;
SELECT 'int2' AS kind, * FROM rational_laws('int2', -32768, 32767)
UNION ALL SELECT 'int4', * FROM rational_laws('int4', -2147483648, 2147483647)
UNION ALL SELECT 'int8', * FROM rational_laws('int8', -9223372036854775808, 9223372036854775807);
DROP FUNCTION rational_laws(text, numeric, numeric);
DROP TABLE rational_mixed;

-- joins with a column of integers take it as it is
CREATE TABLE rational_left (r rational);
INSERT INTO rational_left SELECT rational(k, 1 + abs(k % 4)) FROM generate_series(-3000, 3000) k;
INSERT INTO rational_left VALUES (NULL), (9223372036854775807), ('9223372036854775807/2');
CREATE TABLE rational_right (s int2, i int4, b int8);
INSERT INTO rational_right SELECT k, k, k FROM generate_series(-200, 400) k;
INSERT INTO rational_right VALUES (NULL, NULL, NULL), (NULL, NULL, 9223372036854775807);
ANALYZE rational_left, rational_right;
SELECT count(*) AS right_count FROM rational_left, rational_right WHERE numerator(r) = b AND denominator(r) = 1;
SET enable_nestloop = off; SET enable_mergejoin = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_left JOIN rational_right ON r = b;
SELECT count(*) FROM rational_left JOIN rational_right ON r = b;
SELECT count(*) FROM rational_left JOIN rational_right ON i = r;
SELECT count(*) FROM rational_left JOIN rational_right ON r = s;
SET enable_hashjoin = off; RESET enable_mergejoin;
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_left JOIN rational_right ON r = b;
SELECT count(*) FROM rational_left JOIN rational_right ON r = b;
SELECT count(*) FROM rational_left JOIN rational_right ON i = r;
SELECT count(*) FROM rational_left JOIN rational_right ON r = s;
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_left FULL JOIN rational_right ON r = i;
SELECT count(*), count(r), count(i) FROM rational_left FULL JOIN rational_right ON r = i;
RESET enable_nestloop; RESET enable_hashjoin;
SELECT count(*) FROM rational_left WHERE r IN (SELECT i FROM rational_right);
SELECT count(*) FROM rational_left l WHERE NOT EXISTS (SELECT FROM rational_right WHERE b = l.r);
-- what follows from three equal columns of three types
SELECT count(*) FROM rational_left JOIN rational_right ON r = b AND r = i AND i = s;
SELECT count(*) FROM rational_left JOIN rational_right ON r = b AND r = i WHERE b = 8;

-- an index of rationals is asked with integers
CREATE INDEX rational_left_btree ON rational_left (r);
SET enable_seqscan = off; SET enable_mergejoin = off; SET enable_hashjoin = off; SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_left JOIN rational_right ON r = i;
SELECT count(*) FROM rational_left JOIN rational_right ON r = i;
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_left WHERE r > 3 AND r > 7::int8 AND r <= 20::int2;
SELECT count(*) FROM rational_left WHERE r > 3 AND r > 7::int8 AND r <= 20::int2;
SELECT count(*) FROM rational_left WHERE r > 30 AND r <= 20::int2;
SELECT count(*) FROM rational_left WHERE r = ANY ('{1,2,9223372036854775807}'::int8[]);
SELECT count(*) FROM rational_left WHERE (r, r) >= (2990, 1) AND r < 9223372036854775807;
DROP INDEX rational_left_btree;
CREATE INDEX rational_left_hash ON rational_left USING hash (r);
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_left WHERE r = 8::int8;
SELECT count(*) FROM rational_left WHERE r = 8::int8;
DROP INDEX rational_left_hash;
SET enable_bitmapscan = on;
CREATE INDEX rational_left_brin ON rational_left USING brin (r) WITH (pages_per_range = 1);
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_left WHERE r > 2900;
SELECT count(*) FROM rational_left WHERE r > 2900;
DROP INDEX rational_left_brin;
RESET enable_seqscan; RESET enable_mergejoin; RESET enable_hashjoin; RESET enable_bitmapscan;
SELECT count(*) FROM rational_left WHERE r > 2900;
DROP TABLE rational_left, rational_right;

-- joins of integers stay as without the extension
CREATE TABLE rational_none (s int2 PRIMARY KEY, i int4, b int8);
INSERT INTO rational_none SELECT k, k, k FROM generate_series(1, 100) k;
ANALYZE rational_none;
SET enable_hashjoin = off; SET enable_nestloop = off; SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM rational_none x JOIN rational_none y ON x.s = y.b AND y.b = y.i WHERE x.s < 5::int8;
SELECT count(*) FROM rational_none x JOIN rational_none y ON x.s = y.b AND y.b = y.i WHERE x.s < 5::int8;
RESET enable_hashjoin; RESET enable_nestloop; RESET enable_seqscan;
DROP TABLE rational_none;
-- arithmetic has no such operators: with them int4 % int8 would not be unique
SELECT pg_typeof(5 % 3::int8), pg_typeof(rational(5) % 3::int8), pg_typeof(2::int2 + rational(1,2));

-- summaries of stored arrays are asked with integers too
SELECT create_array('rational_stored', '<r:rational>[i=0:999,100,0]');
INSERT INTO rational_stored SELECT i, rational(i, 7) FROM generate_series(0, 999) i;
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT r FROM rational_stored WHERE r > 140;
SELECT r FROM rational_stored WHERE r > 140 ORDER BY r LIMIT 3;
SELECT count(*), count(*) FILTER (WHERE r > 140::int8), count(*) FILTER (WHERE 140::int2 >= r), count(*) FILTER (WHERE r = i) FROM rational_stored;
DROP FOREIGN TABLE rational_stored;
