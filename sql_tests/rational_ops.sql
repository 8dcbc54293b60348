SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- arithmetic, in the order of the manual
SELECT rational(1,2) + rational(1,3) AS sum, rational(1,2) - rational(1,3) AS difference,
       rational(2,3) * rational(3,4) AS product, rational(1,2) / rational(-3,4) AS quotient,
       rational(7,2) % rational(2,3) AS rest, rational(-7,2) % rational(2,3) AS rest_negative,
       rational(2,3) ^ 3 AS power, rational(2,3) ^ -2 AS power_negative, rational(-2,3) ^ 0 AS power_zero,
       - rational(1,2) AS negative, + rational(1,2) AS same;
SELECT r, abs(r), floor(r), ceil(r), ceiling(r), sign(r)
  FROM unnest('{-7/2,-3,-1/3,0,1/3,3,7/2}'::rational[]) r ORDER BY r;
SELECT mediant(rational(1,2), rational(2,3));

-- the limits: right or an error, never a wrong value
SELECT rational(1,0);
SELECT '1/2'::rational / 0;
SELECT '1/2'::rational % rational(0,1);
SELECT rational(0) ^ -1;
SELECT rational(2) ^ rational(1,2);
SELECT - '-9223372036854775808'::rational;
SELECT abs('-9223372036854775808'::rational);
SELECT '9223372036854775807'::rational + 1;
SELECT '-9223372036854775808'::rational - 1;
SELECT '1/9223372036854775807'::rational * rational(1,2);
SELECT '1/9223372036854775807'::rational + '1/9223372036854775806';
SELECT rational(10) ^ 19;
SELECT '-9223372036854775808'::rational / -1;
SELECT '9223372036854775807'::rational / '9223372036854775807/5' AS fits_after_all,
       rational(-2) ^ 63 AS least, - '-9223372036854775807'::rational AS greatest,
       0 - '-9223372036854775807/2'::rational AS half,
       '-9223372036854775808'::rational / 2 AS halved,
       '-9223372036854775808'::rational * '1/4611686018427387904' AS minus_two,
       '-9223372036854775808'::rational % 3 AS rest;

-- what pg_rational gets wrong: signs in the denominator, negation, order
SELECT rational(1,-2) < 0 AS below_zero, rational(1,-2) AS text, rational(1,-2) = rational(-1,2) AS equal,
       - rational(-2147483648,1) AS negated, - rational(-2147483648,1) > 0 AS above_zero,
       rational(-1,-2) > 0 AS both_signs;

-- integers mix in from both sides, literals too
SELECT rational(1,2) + 1 AS a, 1 - rational(1,2) AS b, rational(1,2) * 2::int2 AS c, 3::int8 / rational(1,2) AS d,
       rational(7,2) % 2 AS e, rational(1,2) < 1 AS f, 1 = rational(2,2) AS g, rational(3) = 3::int2 AS h,
       9223372036854775807 > '9223372036854775807/2'::rational AS i, rational(1,2) = '2/4' AS j,
       rational(1,2) BETWEEN 0 AND 1 AS k, rational(2) IN (1, 2) AS l;

-- no operator or function over PostgreSQL's own numbers has changed its meaning
CREATE FUNCTION rational_type_of(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE 'SELECT pg_typeof(' || expression || ')::text' INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
WITH kinds(kind) AS (VALUES ('2::int2'), ('2::int4'), ('2::int8'), ('2::float4'), ('2::float8'), ('2::numeric'), ('''2'''), ('2::oid'), ('2::regproc')),
     signs(sign) AS (VALUES ('+'), ('-'), ('*'), ('/'), ('%'), ('^'), ('<'), ('<='), ('='), ('<>'), ('>='), ('>')),
     pairs AS (SELECT a.kind || ' ' || sign || ' ' || b.kind AS here,
                      a.kind || ' OPERATOR(pg_catalog.' || sign || ') ' || b.kind AS core
                 FROM kinds a, signs, kinds b),
     calls AS (SELECT f || '(' || kind || ')' AS here, 'pg_catalog.' || f || '(' || kind || ')' AS core
                 FROM kinds, unnest('{abs,floor,ceil,ceiling,sign,-,+,sum,avg,min,max,var_samp,var_pop,stddev_samp,stddev_pop}'::text[]) f
                WHERE f !~ '[-+]'
                UNION ALL
               SELECT sign || ' ' || kind, 'OPERATOR(pg_catalog.' || sign || ') ' || kind
                 FROM kinds, unnest('{-,+}'::text[]) sign)
SELECT count(*) AS expressions, count(*) FILTER (WHERE rational_type_of(here) <> rational_type_of(core)) AS changed
  FROM (TABLE pairs UNION ALL TABLE calls) e;
SELECT 2 ^ 3 AS power, pg_typeof(2 ^ 3) AS type, pg_typeof(2 ^ 3::int8) AS type8, 7 % 4::int8 AS rest;
DROP FUNCTION rational_type_of(text);

-- the laws of order and of hashing over a zoo, against exact numeric cross products
CREATE TABLE rational_zoo AS
  SELECT DISTINCT rational(n, d) AS r
    FROM unnest('{0,1,-1,2,-2,3,7,-10,12,1000003,-4294967296,4294967297,9223372036854775807,9223372036854775806,-9223372036854775807,-9223372036854775808,4611686018427387904}'::int8[]) n,
         unnest('{1,2,3,6,10,12,1000003,4294967296,9223372036854775807,9223372036854775806,4611686018427387904}'::int8[]) d;
SELECT count(*) FROM rational_zoo;
SELECT count(*) AS wrong
  FROM (SELECT a.r AS a, b.r AS b,
               sign(numerator(a.r)::numeric * denominator(b.r) - numerator(b.r)::numeric * denominator(a.r)) AS o
          FROM rational_zoo a, rational_zoo b) p
 WHERE (a < b) IS DISTINCT FROM (o < 0) OR (a <= b) IS DISTINCT FROM (o <= 0)
    OR (a = b) IS DISTINCT FROM (o = 0) OR (a <> b) IS DISTINCT FROM (o <> 0)
    OR (a >= b) IS DISTINCT FROM (o >= 0) OR (a > b) IS DISTINCT FROM (o > 0)
    OR rational_cmp(a, b) <> o OR rational_cmp(b, a) <> -o
    OR rational_larger(a, b) <> greatest(a, b) OR rational_smaller(a, b) <> least(a, b)
    OR (a < b AND a::float8 > b::float8);
-- equal values, however they came to be, have one text, one image and one hash
SELECT count(*) AS wrong
  FROM (SELECT r AS a, (numerator(r)::text || '/' || denominator(r))::rational AS b FROM rational_zoo
        UNION ALL SELECT r, - (- r) FROM rational_zoo WHERE r <> -9223372036854775808 AND numerator(r) <> -9223372036854775808
        UNION ALL SELECT rational(k, 6), rational(-2 * k, -12) FROM generate_series(-20, 20) k
        UNION ALL SELECT rational(k, 6), rational(k, 1) / 6 FROM generate_series(-20, 20) k) p
 WHERE a <> b OR a::text <> b::text OR rational_send(a) <> rational_send(b)
    OR rational_hash(a) <> rational_hash(b) OR rational_hash_extended(a, 7) <> rational_hash_extended(b, 7);
SELECT count(*) AS wrong FROM rational_zoo
 WHERE rational_hash(r)::bit(32) <> rational_hash_extended(r, 0)::bit(32)
    OR rational_hash(r)::bit(32) = rational_hash_extended(r, 1)::bit(32);
-- whole numbers hash as their integers
SELECT count(*) AS wrong FROM rational_zoo
 WHERE denominator(r) = 1
   AND (rational_hash(r) <> hashint8(numerator(r)) OR rational_hash_extended(r, 5) <> hashint8extended(numerator(r), 5));
-- arithmetic undoes itself wherever it fits
SELECT count(*) AS pairs, count(*) FILTER (WHERE (a + b) - b <> a OR (a - b) + b <> a OR (b <> 0 AND (a * b) / b <> a)
                                            OR a + b <> b + a OR a * b <> b * a
                                            OR (b <> 0 AND a - b * ((a - a % b) / b) <> a % b)) AS wrong
  FROM (SELECT a.r AS a, b.r AS b FROM rational_zoo a, rational_zoo b
         WHERE abs(numerator(a.r)::numeric) < 10000000000 AND denominator(a.r) < 1000
           AND abs(numerator(b.r)::numeric) < 10000000 AND denominator(b.r) < 1000) p;
DROP TABLE rational_zoo;

-- the fraction of the example: as the manual has it
SELECT count(*) FROM (SELECT rational(i + 1, j + 1) AS n FROM generate_series(0, 99) i, generate_series(0, 99) j) r
 WHERE r.n = rational(1,2);
SELECT count(*), min(str(n)), max(str(n)) FROM (SELECT rational(i + 1, j + 1) AS n FROM generate_series(0, 99) i, generate_series(0, 99) j) r
 WHERE r.n + rational(1,4) > rational(1,2);
