SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- arithmetic, in the order of the manual
SELECT complex(1,2) + complex(3,-1) AS sum, complex(1,2) - complex(3,-1) AS difference,
       complex(1,2) * complex(3,-1) AS product, complex(1,2) / complex(3,-1) AS quotient,
       complex(1,2) ^ 2 AS power, complex(0,1) ^ 2 AS i_squared, complex(3,4) ^ -1 AS inverse, complex(4,0) ^ 0.5 AS root,
       - complex(1,-2) AS negative, + complex(1,-2) AS same;
SELECT z, conj(z), abs(z), arg(z) FROM unnest('{1,-1,i,-i,3+4i}'::complex[]) WITH ORDINALITY u(z, n) ORDER BY n;
SELECT exp(complex(0,0)), exp(complex(1,0)), ln(complex(1,0)), log(complex(-1,0)), sqrt(complex(-4,0)), sqrt(complex(0,2)),
       pow(complex(1,1), 4), power(complex(2,0), complex(0.5,0)), pow(complex(1,1), complex(0,0));

-- real numbers of all types on both sides
SELECT complex(1,2) + 1 AS a, 1 - complex(1,2) AS b, complex(1,2) * 2::int2 AS c, 5::int8 / complex(1,2) AS d, complex(1,2) * 0.5 AS e,
       0.5 * complex(1,2) AS f, complex(1,2) / 2.0::float8 AS g, complex(1,2) + 1::float4 AS h, 2 ^ complex(0,0) AS i,
       complex(1,0) = 1 AS j, complex(1,2) <> 1 AS k, complex(2,0) IN (1, 2) AS l, complex(1,2) - '1+i' AS m;
-- a real operand has no imaginary part, not even a zero
SELECT complex(1, '-0') + 1.0 AS a, complex(1, '-0') - 1.0 AS b, 1.0 - complex(1, 0) AS c, complex('inf', 1) * 2.0 AS d, complex('inf', 1) / 2.0 AS e;

-- the branch cuts of C99: a zero is above the cut, a minus zero below
SELECT sqrt(complex(-1, 0)) AS above, sqrt(complex(-1, '-0')) AS below, ln(complex(-1, 0)) AS ln_above, ln(complex(-1, '-0')) AS ln_below,
       arg(complex(-1, 0)) AS arg_above, arg(complex(-1, '-0')) AS arg_below;

-- the limits: right or an error, never a wrong value
SELECT complex(1e308, 0) + complex(1e308, 0);
SELECT complex(0, -1e308) - complex(0, 1e308);
SELECT complex(1e200, 1) * complex(1e200, 1);
SELECT complex(1e-200, 0) * complex(0, 1e-200);
SELECT complex(1e308, 1e308) * 10.0;
SELECT complex(1e-308, 0) * 1e-300;
SELECT complex(1, 2) / complex(0, '-0');
SELECT complex(1, 2) / 0;
SELECT 1 / complex(0, 0);
SELECT complex('inf', 2) / complex(0, 0);
SELECT complex(1, 0) / complex(1e-320, 0);
SELECT complex(1e-300, 0) / complex(1e300, 1);
SELECT abs(complex(1.7e308, 1.7e308));
SELECT exp(complex(1000, 1));
SELECT exp(complex(-1000, 1));
SELECT ln(complex(0, 0));
SELECT log(complex(0, '-0'));
SELECT complex(0, 0) ^ -1;
SELECT complex(0, 0) ^ complex(0, 1);
SELECT complex(10, 10) ^ 400;
SELECT complex(10, 10) ^ -400;
SELECT complex(1e300, 1e300) / complex(1e300, 1e300) AS scaled, complex(1e-320, 1e-320) / complex(1e-320, 0) AS scaled_small,
       complex(1.0625 * 2::float8 ^ 512, 2::float8 ^ 511) * complex(2::float8 ^ 512, 1.5 * 2::float8 ^ 510) = complex(1.75 * 2::float8 ^ 1023, 1.796875 * 2::float8 ^ 1023) AS nearly_overflows,
       abs(complex(1e300, 1e300)) AS size, abs(complex(3e-320, 4e-320)) AS size_small,
       complex(0, 0) ^ 0 AS one, complex('nan', 1) ^ 0 AS one_too, complex(1, 0) ^ complex('nan', 1) AS one_again, complex(0, 0) ^ complex(1, 5) AS zero,
       complex(1, 1) ^ 100 AS whole_power_exact;
-- infinities and NaN, by Annex G of C99: one infinite part is enough
SELECT complex('inf', 'nan') * complex(2, 0) AS infinite, complex('inf', 0) * complex(0, 1) AS turned, complex(1, 1) / complex('inf', 'nan') AS zero,
       complex('inf', 1) / complex(0, 2) AS divided, complex('nan', 0) * complex(1, 1) AS nan, complex('nan', 0) / complex(0, 0) AS nan_by_zero,
       abs(complex('nan', '-inf')) AS size, exp(complex('-inf', 1)) AS gone, sqrt(complex('-inf', 1)) AS root, ln(complex('inf', 1)) AS log;

-- no operator or function over PostgreSQL's own numbers has changed its meaning
CREATE FUNCTION complex_type_of(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE 'SELECT pg_typeof(' || expression || ')::text' INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
WITH kinds(kind) AS (VALUES ('2::int2'), ('2::int4'), ('2::int8'), ('2::float4'), ('2::float8'), ('2::numeric'), ('''2''')),
     signs(sign) AS (VALUES ('+'), ('-'), ('*'), ('/'), ('%'), ('^'), ('<'), ('<='), ('='), ('<>'), ('>='), ('>')),
     pairs AS (SELECT a.kind || ' ' || sign || ' ' || b.kind AS here,
                      a.kind || ' OPERATOR(pg_catalog.' || sign || ') ' || b.kind AS core
                 FROM kinds a, signs, kinds b),
     calls AS (SELECT f || '(' || kind || ')' AS here, 'pg_catalog.' || f || '(' || kind || ')' AS core
                 FROM kinds, unnest('{abs,exp,ln,log,sqrt,sum,avg,var_samp,var_pop,stddev_samp,stddev_pop}'::text[]) f
                UNION ALL
               SELECT f || '(' || a.kind || ',' || b.kind || ')', 'pg_catalog.' || f || '(' || a.kind || ',' || b.kind || ')'
                 FROM kinds a, kinds b, unnest('{pow,power,log}'::text[]) f
                UNION ALL
               SELECT sign || ' ' || kind, 'OPERATOR(pg_catalog.' || sign || ') ' || kind
                 FROM kinds, unnest('{-,+}'::text[]) sign)
SELECT count(*) AS expressions, count(*) FILTER (WHERE complex_type_of(here) <> complex_type_of(core)) AS changed
  FROM (TABLE pairs UNION ALL TABLE calls) e;
-- nor over rationals
SELECT DISTINCT complex_type_of(a || s || b) AS type
  FROM unnest('{"rational(1,2)",2,2::int8,2::int2,''2''}'::text[]) a, unnest('{+,-,*,/,%}'::text[]) s, unnest('{"rational(1,2)",2,2::int8,2::int2,''2''}'::text[]) b
 WHERE (a || b) ~ 'rational';
SELECT 1 + 2 AS sum, 2 ^ 3 AS power, pg_typeof(2 ^ 3) AS type, 7 % 4::int8 AS rest, rational(1,2) + 1 AS rational;
-- every other type with a complex gives a complex
SELECT DISTINCT complex_type_of(t.a || s || t.b) AS type
  FROM unnest('{2,2::int8,2::int2,2::float4,2::float8,2::numeric,''2''}'::text[]) k, unnest('{+,-,*,/,^}'::text[]) s,
       LATERAL (VALUES ('complex(1,2)', k), (k, 'complex(1,2)')) t(a, b);
DROP FUNCTION complex_type_of(text);

-- there is no order but the one that must be named
SELECT complex(1,2) < complex(3,4);
SELECT z FROM (VALUES (complex(1,2))) v(z) ORDER BY z;
SELECT z FROM unnest('{2,1+i,1-i,nan,"(nan,-1)",inf,-inf,-0,"(0,-0)","(0,nan)"}'::complex[]) z ORDER BY z USING ~<~, complex_send(z);
SELECT z FROM unnest('{2,1+i,1-i,nan,"(nan,-1)",inf,-inf,-0,"(0,-0)","(0,nan)"}'::complex[]) z ORDER BY z USING ~>~, complex_send(z);
SELECT count(DISTINCT z) FROM (VALUES (complex(1,2))) v(z);
SELECT count(DISTINCT z ORDER BY z USING ~<~), array_agg(DISTINCT z ORDER BY z USING ~>~) FROM unnest('{2,1+i,2-0i,i,i}'::complex[]) z;

-- the laws of order and of hashing over a zoo, against float8's own comparisons
CREATE TABLE complex_zoo AS
  SELECT complex(a, b) AS z
    FROM unnest('{0,-0,1,-1,0.5,4.9e-324,-4.9e-324,2.2250738585072014e-308,1.7976931348623157e308,-1.7976931348623157e308,inf,-inf,nan}'::float8[]) a,
         unnest('{0,-0,1,-1,0.5,4.9e-324,-4.9e-324,2.2250738585072014e-308,1.7976931348623157e308,-1.7976931348623157e308,inf,-inf,nan}'::float8[]) b;
SELECT count(*), count(DISTINCT z ORDER BY z USING ~<~), count(DISTINCT complex_hash(z)) AS hashes FROM complex_zoo;
SELECT count(*) AS pairs, count(*) FILTER (WHERE
       (a ~<~ b) IS DISTINCT FROM (o < 0) OR (a ~<=~ b) IS DISTINCT FROM (o <= 0)
    OR (a = b) IS DISTINCT FROM (o = 0) OR (a <> b) IS DISTINCT FROM (o <> 0)
    OR (a ~>=~ b) IS DISTINCT FROM (o >= 0) OR (a ~>~ b) IS DISTINCT FROM (o > 0)
    OR complex_lex_cmp(a, b) <> o OR complex_lex_cmp(b, a) <> -o
    OR (o = 0) <> (complex_hash_extended(a, 0) = complex_hash_extended(b, 0))
    OR (o = 0) <> (complex_hash_extended(a, 7) = complex_hash_extended(b, 7))
    OR (o = 0 AND complex_hash(a) <> complex_hash(b))) AS wrong
  FROM (SELECT a.z AS a, b.z AS b,
               CASE WHEN re(a.z) <> re(b.z) THEN btfloat8cmp(re(a.z), re(b.z)) ELSE btfloat8cmp(im(a.z), im(b.z)) END AS o
          FROM complex_zoo a, complex_zoo b) p;
SELECT count(*) AS wrong FROM complex_zoo
 WHERE complex_hash(z)::bit(32) <> complex_hash_extended(z, 0)::bit(32)
    OR complex_hash(z)::bit(32) = complex_hash_extended(z, 1)::bit(32);
DROP TABLE complex_zoo;
-- arithmetic over whole numbers is exact, so that it undoes itself
SELECT count(*) AS pairs, count(*) FILTER (WHERE (a + b) - b <> a OR (a - b) + b <> a OR a + b <> b + a OR a * b <> b * a OR a * a <> a ^ 2
                                            OR (b <> 0 AND (a * b) / b <> a) OR conj(a * b) <> conj(a) * conj(b) OR a * conj(a) <> re(a) ^ 2 + im(a) ^ 2
                                            OR - (- a) <> a) AS wrong
  FROM (SELECT complex(i, j) AS a, complex(k, l) AS b FROM generate_series(-5, 5) i, generate_series(-5, 5) j, generate_series(-5, 5) k, generate_series(-5, 5) l) p;
