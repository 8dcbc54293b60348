SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- text: what is read, and the one form that is printed
SELECT t AS input, t::rational AS value
  FROM unnest(ARRAY['1/2', '(1/2)', ' ( 1 / 2 ) ', '3', '0.125', '-1.5e-3', '2/4', '1/-2', '-1/-2',
                    '0/7', '-0', '.5', '5.', '1e3', '00012/00024',
                    '9223372036854775807', '-9223372036854775808', '2/18446744073709551614']) WITH ORDINALITY AS u(t, n)
 ORDER BY n;
SELECT '1/2'::rational = '2/4'::rational AS equal,
       '1/2'::rational::text = '(-3 / -6)'::rational::text AS same_text;

-- every error once
SELECT ''::rational;
SELECT '1/'::rational;
SELECT '1/2/3'::rational;
SELECT '1.5/2'::rational;
SELECT '(1/2'::rational;
SELECT 'NaN'::rational;
SELECT '1/2ä'::rational;
SELECT '1/0'::rational;
SELECT '9223372036854775808'::rational;
SELECT '1/9223372036854775808'::rational;
SELECT '1e400'::rational;
SELECT repeat('9', 300)::rational;

-- constructors and accessors
SELECT rational(1,2), rational(2,-4), rational(0,-5), rational(3), rational(3::int2), rational(3::int8), rational('1/3');
SELECT rational(1,0);
SELECT rational(-9223372036854775808, -1);
SELECT rational(1, -9223372036854775808);
SELECT rational(NULL, 2) IS NULL AS is_null;
SELECT numerator(r), denominator(r), getnumer(r), getdenom(r), str(r), r
  FROM (VALUES (rational(-6,4)), (rational(3,1)), (rational(0,9))) v(r) ORDER BY r;

-- casts
SELECT 1::int2::rational, 2::int4::rational, 9223372036854775807::rational, 0.125::rational, 1.50::rational, 0.1::float8::rational;
SELECT CAST(rational(7,2) AS int2), CAST(rational(-7,2) AS int4), CAST(rational(10,3) AS int8),
       CAST(rational(1,8) AS numeric), CAST(rational(1,3) AS float8);
SELECT rational(1, 4611686018427387904)::numeric AS longest_decimal,
       rational(1, 4611686018427387904)::numeric::rational = rational(1, 4611686018427387904) AS comes_back;
SELECT rational(1,3)::numeric;
SELECT 'NaN'::numeric::rational;
SELECT 'infinity'::numeric::rational;
SELECT 1e30::numeric::rational;
SELECT 1e-30::numeric::rational;
SELECT 'NaN'::float8::rational;
SELECT '-infinity'::float8::rational;
SELECT 1e19::float8::rational;
SELECT 1e-30::float8::rational;
SELECT rational(40000)::int2;
SELECT rational(3000000000)::int4;
SELECT rational_limit(pi(), 1000), rational_limit(0.1, 1000000), rational_limit(-pi(), max_denominator => 10), rational_limit(1e-30, 9);
SELECT rational_limit(0.5, 0);
SELECT rational_limit('NaN', 5);
-- integers are implicit, the others by assignment
CREATE TABLE rational_assign (r rational);
INSERT INTO rational_assign VALUES (1), (0.25), (0.5::float8), ('1/3'), (rational(2,3));
SELECT r, coalesce(NULL, r, 1) AS with_coalesce, CASE WHEN r < 1 THEN r ELSE 0 END AS with_case FROM rational_assign ORDER BY r;
SELECT 1 AS x UNION SELECT rational(1,2) ORDER BY x;
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
 WHERE 'rational'::regtype IN (castsource, casttarget) ORDER BY castcontext, castsource::regtype::text COLLATE "C", casttarget::regtype::text COLLATE "C";
DROP TABLE rational_assign;

-- binary: a round trip, and bytes from elsewhere
CREATE TABLE rational_zoo (n serial, r rational);
INSERT INTO rational_zoo (r) VALUES
  ('0'), ('1'), ('-1'), ('1/2'), ('-1/2'), ('1/3'), ('9223372036854775807'), ('-9223372036854775808'),
  ('1/9223372036854775807'), ('-9223372036854775808/9223372036854775807'), (NULL);
CREATE TABLE rational_copy (n int, r rational);
\copy rational_zoo TO PROGRAM 'cat > "$PG_ABS_BUILDDIR/results/rational.copy"' (FORMAT binary)
\copy rational_copy FROM PROGRAM 'cat "$PG_ABS_BUILDDIR/results/rational.copy"' (FORMAT binary)
SELECT count(*) FROM rational_copy;
(TABLE rational_zoo EXCEPT ALL TABLE rational_copy) UNION ALL (TABLE rational_copy EXCEPT ALL TABLE rational_zoo);
SELECT rational_send(rational(-1,2)), rational_send(rational(3));
CREATE TABLE rational_bytes (r rational);
-- 2/4 and 1/-2 become canonical
\copy rational_bytes FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\020\000\000\000\000\000\000\000\002\000\000\000\000\000\000\000\004\377\377"' (FORMAT binary)
\copy rational_bytes FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\020\000\000\000\000\000\000\000\001\377\377\377\377\377\377\377\376\377\377"' (FORMAT binary)
SELECT r, rational_send(r) FROM rational_bytes ORDER BY r;
-- 1/0, the least integer over -1, and bytes too few
\copy rational_bytes FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\020\000\000\000\000\000\000\000\001\000\000\000\000\000\000\000\000\377\377"' (FORMAT binary)
\copy rational_bytes FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\020\200\000\000\000\000\000\000\000\377\377\377\377\377\377\377\377\377\377"' (FORMAT binary)
\copy rational_bytes FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\000\000\000\000\001\377\377"' (FORMAT binary)
SELECT count(*) FROM rational_bytes;
DROP TABLE rational_zoo, rational_copy, rational_bytes;

-- mutated texts: a value that reads its own print, or one of three errors
DO $$
DECLARE
	letters text := '0123456789/().eE+- x';
	t text;
	r rational;
	taken int := 0;
	refused int := 0;
BEGIN
	PERFORM setseed(0.25);
	FOR i IN 1..3000 LOOP
		t := (random() * 2000 - 1000)::int || '/' || (random() * 1000)::int;
		FOR j IN 1..1 + i % 3 LOOP
			t := overlay(t PLACING substr(letters, 1 + (random() * 19)::int, 1)
						 FROM 1 + (random() * length(t))::int FOR (random() * 2)::int);
		END LOOP;
		BEGIN
			r := t::rational;
			IF r::text::rational <> r OR denominator(r) < 1
				OR gcd(numerator(r), denominator(r)) <> 1 THEN
				RAISE 'text % became %', t, r;
			END IF;
			taken := taken + 1;
		EXCEPTION
			WHEN invalid_text_representation OR numeric_value_out_of_range OR division_by_zero THEN
				IF SQLERRM !~ 'rational|division by zero' THEN
					RAISE 'text %: %', t, SQLERRM;
				END IF;
				refused := refused + 1;
		END;
	END LOOP;
	RAISE NOTICE 'more than 500 taken: %, more than 500 refused: %', taken > 500, refused > 500;
END $$;

-- everything has a comment
SELECT pg_describe_object(classid, objid, 0) AS no_comment
  FROM pg_depend d
 WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
   AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'array_ext')
   AND pg_describe_object(classid, objid, 0) ~ 'rational'
   AND classid <> 'pg_type'::regclass
   AND NOT EXISTS (SELECT FROM pg_description c WHERE c.classoid = d.classid AND c.objoid = d.objid)
 ORDER BY 1;
