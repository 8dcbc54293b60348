SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- text: what is read, and the one form that is printed
SELECT t AS input, t::complex AS value
  FROM unnest(ARRAY['(1,-2)', '1-2i', '1-2j', '(1-2*i)', '(1+-2*i)', '3', '2i', 'i', '-i', '(3)', '(-i)', '1+I',
                    ' ( 1 , - 2 ) ', ' 1 - 2 * i ', '1e3-2.5E-1i', '(.5,5.)', '0', '(-0,0)', '0-0i',
                    'inf', 'infi', '(inf,-Infinity)', 'nan', '1+nani', '(NaN,NaN)',
                    '(1.7976931348623157e308,-1.7976931348623157e308)', '(4.9e-324,-2.2250738585072014e-308)',
                    '0.1+0.2i', '(0.30000000000000004,3.3333333333333335)', '1e22-1e-7i']) WITH ORDINALITY AS u(t, n)
 ORDER BY n;
SELECT str(z) AS scidb, str(z)::complex = z AS read_again
  FROM unnest('{"(1,-2)","(1,2)","(-0,-0)","(inf,nan)","(0.1,-1e-300)"}'::complex[]) WITH ORDINALITY AS u(z, n) ORDER BY n;
SET extra_float_digits = 0;
SELECT '(0.30000000000000004,3.3333333333333335)'::complex AS fifteen_digits;
RESET extra_float_digits;

-- every error once
SELECT ''::complex;
SELECT '(1,2'::complex;
SELECT '1,2'::complex;
SELECT '(1,2i)'::complex;
SELECT '1+2'::complex;
SELECT 'i+1'::complex;
SELECT '1+2i+3'::complex;
SELECT '((1,2))'::complex;
SELECT '0x10'::complex;
SELECT '1*'::complex;
SELECT '1+2ä'::complex;
SELECT '1e400'::complex;
SELECT '(0,1e-400)'::complex;
SELECT repeat('9', 400)::complex;
SELECT complex('1+2k');

-- constructors and accessors
SELECT complex(1, -2), complex(1.5), complex(3), complex(3::int2), complex(3::int8), complex(0.1::float4), complex(rational(1,4)), complex('1-i');
SELECT re(z), im(z), conj(z), abs(z), arg(z) FROM (VALUES (complex(3, -4)), (complex(-1, 0)), (complex(-1, '-0')), (complex(0, 2))) v(z);
SELECT complex(NULL, 2) IS NULL AS no_value, complex('NaN', 'inf') AS any_pair;
SELECT polar(2, 0), polar(-2, 0), polar(0, 1), polar('inf', 0), abs(polar(2, 1)), arg(polar(2, 1));
SELECT polar(1, 'inf');

-- casts
SELECT 1::int2::complex, 2::int4::complex, 3::int8::complex, 0.5::float4::complex, 0.1::float8::complex, 0.1::numeric::complex, rational(1,3)::complex;
SELECT complex(2.5, 0)::float8, complex(2.5, '-0')::float8, complex('inf', 0)::float8;
SELECT complex(1, 2)::float8;
SELECT complex(1, 'NaN')::float8;
\set VERBOSITY sqlstate
SELECT 1e400::numeric::complex;
\set VERBOSITY default
SELECT 9007199254740993::int8::complex AS nearest;
-- implicit where nothing is lost; int8, numeric and rational by assignment, float8 only when asked
CREATE TABLE complex_assign (z complex);
INSERT INTO complex_assign VALUES (1), (2::int8), (0.25), (0.5::float8), ('1-i'), (rational(1, 8));
SELECT z, coalesce(NULL, z, 1) AS with_coalesce, CASE WHEN im(z) = 0 THEN z ELSE 0 END AS with_case FROM complex_assign ORDER BY abs(z);
SELECT complex(1, 2) AS x UNION SELECT 3 ORDER BY x USING ~<~;
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
 WHERE 'complex'::regtype IN (castsource, casttarget) AND 'ndarray'::regtype NOT IN (castsource, casttarget)
 ORDER BY castcontext, castsource::regtype::text COLLATE "C", casttarget::regtype::text COLLATE "C";
INSERT INTO complex_assign SELECT re(z) FROM complex_assign;
CREATE TABLE complex_float (x float8);
INSERT INTO complex_float SELECT z FROM complex_assign;
DROP TABLE complex_assign, complex_float;

-- binary: a round trip, bit for bit, and bytes from elsewhere
CREATE TABLE complex_zoo (n serial, z complex);
INSERT INTO complex_zoo (z)
  SELECT complex(a, b) FROM unnest('{0,-0,1,-1,0.1,1e308,-4.9e-324,inf,-inf,nan}'::float8[]) a,
                            unnest('{0,-0,1,-1,0.1,1e308,-4.9e-324,inf,-inf,nan}'::float8[]) b UNION ALL SELECT NULL;
CREATE TABLE complex_copy (n int, z complex);
\copy complex_zoo TO PROGRAM 'cat > "$PG_ABS_BUILDDIR/results/complex.copy"' (FORMAT binary)
\copy complex_copy FROM PROGRAM 'cat "$PG_ABS_BUILDDIR/results/complex.copy"' (FORMAT binary)
\copy complex_zoo TO PROGRAM 'cat > "$PG_ABS_BUILDDIR/results/complex.text"'
\copy complex_copy FROM PROGRAM 'cat "$PG_ABS_BUILDDIR/results/complex.text"'
SELECT count(*) FROM complex_copy;
(SELECT n, complex_send(z) FROM complex_copy EXCEPT ALL (SELECT n, complex_send(z) FROM complex_zoo UNION ALL SELECT n, complex_send(z) FROM complex_zoo))
UNION ALL
((SELECT n, complex_send(z) FROM complex_zoo UNION ALL SELECT n, complex_send(z) FROM complex_zoo) EXCEPT ALL SELECT n, complex_send(z) FROM complex_copy);
SELECT complex_send(complex(1, -2)), complex_send(complex('-0', 'inf'));
CREATE TABLE complex_bytes (z complex);
\copy complex_bytes FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\020\077\360\000\000\000\000\000\000\377\370\000\000\000\000\000\001\377\377"' (FORMAT binary)
-- a NaN with other bits is NaN
SELECT z, z = complex(1, 'NaN') AS equal, complex_hash(z) = complex_hash(complex(1, 'NaN')) AS same_hash FROM complex_bytes;
-- bytes too few, too many
\copy complex_bytes FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\010\077\360\000\000\000\000\000\000\377\377"' (FORMAT binary)
\copy complex_bytes FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\021\077\360\000\000\000\000\000\000\077\360\000\000\000\000\000\000\000\377\377"' (FORMAT binary)
DROP TABLE complex_zoo, complex_copy, complex_bytes;

-- mutated texts: a value that reads its own print, or one of two errors
DO $$
DECLARE
	letters text := '0123456789(),.eE+-*ij nainf';
	t text;
	z complex;
	taken int := 0;
	refused int := 0;
BEGIN
	PERFORM setseed(0.25);
	FOR i IN 1..3000 LOOP
		t := CASE i % 3 WHEN 0 THEN '(' || round((random() * 2000 - 1000)::numeric, 3) || ',' || round((random() * 1000)::numeric, 2) || ')'
						WHEN 1 THEN round((random() * 2000 - 1000)::numeric, 3) || '+' || round((random() * 1000)::numeric, 2) || 'i'
						ELSE (random() * 1000)::int || 'e' || (random() * 20)::int || '-' || (random() * 10)::int || '*j' END;
		FOR j IN 1..1 + i % 3 LOOP
			t := overlay(t PLACING substr(letters, 1 + (random() * 26)::int, 1)
						 FROM 1 + (random() * length(t))::int FOR (random() * 2)::int);
		END LOOP;
		BEGIN
			z := t::complex;
			IF z::text::complex <> z OR str(z)::complex <> z THEN
				RAISE 'text % became %', t, z;
			END IF;
			taken := taken + 1;
		EXCEPTION
			WHEN invalid_text_representation OR numeric_value_out_of_range THEN
				IF SQLERRM !~ 'complex' THEN
					RAISE 'text %: %', t, SQLERRM;
				END IF;
				refused := refused + 1;
		END;
	END LOOP;
	RAISE NOTICE 'more than 500 taken: %, more than 500 refused: %', taken > 500, refused > 500;
END $$;
