--
-- Operators of ndarrays of types by name: those of the SQL types.
--
\set VERBOSITY default
SET lc_monetary = 'C';
CREATE TABLE named_ops AS SELECT 'int4[0:3]{1,2,NULL,()}'::ndarray AS i, 'numeric[0:3]{1.50,2,3,-4}'::ndarray AS n,
	'numeric[0:0]{7}'::ndarray AS one, 'numeric[0:1,0:3]{{1,2,3,4},{5,NULL,(),8}}'::ndarray AS m, 'numeric[0:3]{}'::ndarray AS none, 'numeric{2.5}'::ndarray AS alone;

-- numeric: with itself, integers and numeric constants numeric, with floats float8
SELECT n + n, n - m, n * 2, 2 / n, n % 2, -m, nd_abs(n) FROM named_ops;
SELECT n * 1.10, 1.10 - n, n + 1::bigint, n + i, i * n FROM named_ops;
SELECT n * 2.5::float8, n + 'float4[0:3]{1,2,3,4}'::ndarray, 'float8[0:3]{1,NaN,3,4}'::ndarray - n FROM named_ops;
SELECT n * one, one * n, m * alone, alone + 1, none + n, none * 2, n + NULL::numeric FROM named_ops;
SELECT nd_agg(v, i) * 2 FROM (VALUES (1.5, 0), (2, 1)) AS r(v, i);
SELECT nd_kind(n + 1), nd_nulls(m + 1), (nd_summary(m + n)).* FROM named_ops;

-- errors are the operator's, of live cells alone
SELECT n / 0 FROM named_ops;
SELECT n / 'numeric[0:3]{0,1,1,1}'::ndarray FROM named_ops;
SELECT 'numeric[0:1]{NULL,2}'::ndarray / 'numeric[0:1]{0,2}'::ndarray, 'numeric[0:1]{(),2}'::ndarray / 'numeric[0:1]{0,2}'::ndarray;
SELECT 'numeric[0:0]{1e131071}'::ndarray * 10;
SELECT 'numeric[0:2]{NaN,Infinity,-Infinity}'::ndarray + 1, 'numeric[0:0]{Infinity}'::ndarray - 'numeric[0:0]{Infinity}';
SELECT n + 'numeric[0:2]{1,2,3}'::ndarray FROM named_ops;
SELECT n + 'numeric[1:4]{1,2,3,4}'::ndarray FROM named_ops;

-- other types
SELECT 'interval[0:1]{"1 day","02:00"}'::ndarray * 1.5, 'interval[0:1]{"1 day",NULL}'::ndarray / 2, -'interval[0:0]{"1 day"}'::ndarray,
	'interval[0:0]{"1 day"}'::ndarray + 'interval[0:0]{"02:00"}';
SELECT 'date[0:1]{2024-01-31,NULL}'::ndarray + 'interval[0:0]{1 month}'::ndarray, 'date[0:0]{2024-01-31}'::ndarray - 'date[0:0]{2023-01-31}', 'date[0:1]{2024-01-31,()}'::ndarray + 1,
	'date[0:0]{2024-01-31}'::ndarray + 'time[0:0]{"03:00"}', 'timestamp[0:0]{2024-01-31}'::ndarray - 'timestamp[0:0]{2024-01-01}', 'time[0:0]{"23:00"}'::ndarray + 'interval[0:0]{"02:00"}';
SELECT 'money[0:1]{1.5,3}'::ndarray / 'money[0:0]{2}'::ndarray, 'money[0:1]{1.5,3}'::ndarray * 2, 'money[0:0]{1}'::ndarray - 'money[0:0]{3}';
SELECT 'inet[0:1]{10.0.0.1,10.0.0.9}'::ndarray + 5, 'inet[0:0]{10.0.0.9}'::ndarray - 'inet[0:0]{10.0.0.1}', 'pg_lsn[0:0]{0/10}'::ndarray + 5.0,
	'point[0:0]{"(1,2)"}'::ndarray * 'point[0:0]{"(0,1)"}', 'jsonb[0:0]{"{\"a\": 1, \"b\": 2}"}'::ndarray - 'text[0:0]{a}';
SELECT 'numeric[0:0]{1.5}'::ndarray * 'complex[0:0]{"(1,2)"}';

-- functions that SQL has for numeric
SELECT nd_ceil(n), nd_floor(n), nd_round(n), nd_trunc(n), nd_sign(n), nd_mod(n, 2) FROM named_ops;
SELECT nd_sqrt(nd_abs(n)), nd_exp(n), nd_ln(nd_abs(n)), nd_log(nd_abs(n)), nd_log10(nd_abs(n)) FROM named_ops;
SELECT nd_power(n, 2), nd_power(2, n), nd_gcd(n, 6), nd_lcm(n, i), nd_power(n, m) FROM named_ops;
SELECT nd_sqrt(none), nd_exp('numeric[0:2]{NULL,(),NaN}'), nd_round('numeric{-0.5}') FROM named_ops;
SELECT nd_sqrt(n) FROM named_ops;
SELECT nd_ln('numeric[0:0]{0}');
SELECT nd_exp('numeric[0:0]{1e6}');
SELECT nd_sin(n) FROM named_ops;
SELECT nd_power(n, 2::float8) FROM named_ops;
SELECT nd_round('interval[0:0]{1 day}');

-- what SQL does not have, or has by settings
SELECT 'text[0:0]{a}'::ndarray + 'text[0:0]{b}';
SELECT 'text[0:0]{a}'::ndarray * 2;
SELECT -'uuid[0:0]{00000000-0000-0000-0000-000000000002}'::ndarray;
SELECT nd_abs('interval[0:0]{"-1 day"}'::ndarray);
SELECT 'numeric[0:0]{1}'::ndarray + 'rational[0:0]{1/2}';
SELECT 'numeric[0:0]{1}'::ndarray + 'bool[0:0]{t}';
SELECT 'timestamptz[0:0]{2024-01-01}'::ndarray + 'interval[0:0]{1 month}'::ndarray;

-- several at once are as one after another
EXPLAIN (VERBOSE, COSTS OFF) SELECT i * 1.5 + n FROM named_ops;
CREATE VIEW named_fused AS SELECT i * 1.5 + n AS a, n * 1.5 + i AS b, -(n + 1) * m - one AS c, nd_abs(one - 9) * n % 3 AS d,
	(n + one) * (m / 2::float8) AS e, i / 2 + 1.5 + n AS f, (1.5 - n) * alone AS g, none * 2 + n AS h FROM named_ops;
SELECT * FROM named_fused;
SET array_ext.enable_fusion = off;
SELECT * FROM named_fused;
RESET array_ext.enable_fusion;
-- of two floats none is numeric, whatever stands behind them
SELECT nd_kind(i * 1.5 + n), nd_kind((i + i) * 1.5 - n), nd_kind(n * 1.5 + i) FROM named_ops;

-- many tiles
CREATE TABLE named_many AS SELECT nd_from_array(ARRAY(SELECT CASE WHEN i % 7 > 0 THEN i / 8.0 END FROM generate_series(0, 99999) AS i)) AS a;
SELECT sum(c.v) = (SELECT sum(i / 8.0 * 3 + 1) FROM generate_series(0, 99999) AS i WHERE i % 7 > 0) AS same
  FROM named_many, nd_cells(a * 3 + 1) AS c(i bigint, v numeric);
SELECT nd_count(a - a), nd_eq(a + a, a * 2) = nd_eq(a, a) AS same FROM named_many;

-- an operator of one's own is found in the type's schema, if the user may call it
CREATE SCHEMA named_space;
CREATE TYPE named_space.celsius;
CREATE FUNCTION named_space.celsius_in(cstring) RETURNS named_space.celsius LANGUAGE internal IMMUTABLE STRICT AS 'float8in';
CREATE FUNCTION named_space.celsius_out(named_space.celsius) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'float8out';
CREATE TYPE named_space.celsius (INPUT = named_space.celsius_in, OUTPUT = named_space.celsius_out, LIKE = float8);
CREATE FUNCTION named_space.apart(named_space.celsius, named_space.celsius) RETURNS float8 LANGUAGE internal IMMUTABLE STRICT AS 'float8mi';
CREATE FUNCTION named_space.warmer(named_space.celsius, float8) RETURNS named_space.celsius LANGUAGE internal VOLATILE STRICT AS 'float8pl';
CREATE OPERATOR named_space.- (LEFTARG = named_space.celsius, RIGHTARG = named_space.celsius, FUNCTION = named_space.apart);
CREATE OPERATOR named_space.+ (LEFTARG = named_space.celsius, RIGHTARG = float8, FUNCTION = named_space.warmer);
SELECT '{20.5,NULL}'::named_space.celsius[]::text, nd_from_array('{20.5,NULL}'::named_space.celsius[]) - nd_from_array('{20,1}'::named_space.celsius[]);
SELECT nd_from_array('{20.5}'::named_space.celsius[]) + 1::float8;
SELECT nd_from_array('{20.5}'::named_space.celsius[]) * 2;
REVOKE EXECUTE ON FUNCTION named_space.apart FROM public;
CREATE ROLE named_nobody;
GRANT USAGE ON SCHEMA named_space TO named_nobody;
SET ROLE named_nobody;
SELECT nd_from_array('{20.5,NULL}'::named_space.celsius[]) - nd_from_array('{20,1}'::named_space.celsius[]);
RESET ROLE;
REVOKE USAGE ON SCHEMA named_space FROM named_nobody;
DROP ROLE named_nobody;
SET client_min_messages = warning;
DROP SCHEMA named_space CASCADE;
RESET client_min_messages;
DROP VIEW named_fused;
DROP TABLE named_ops, named_many;

-- A cast is for those who may call its function.
CREATE FUNCTION ops_bits(bytea) RETURNS bit LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT B'101' $$;
CREATE CAST (bytea AS bit) WITH FUNCTION ops_bits(bytea);
REVOKE EXECUTE ON FUNCTION ops_bits(bytea) FROM PUBLIC;
SELECT nd_astype('bytea[0:0]{a}'::ndarray, 'bit');
CREATE ROLE ndarray_ops_nobody;
SET ROLE ndarray_ops_nobody;
SELECT nd_astype('bytea[0:0]{a}'::ndarray, 'bit');
RESET ROLE;
DROP ROLE ndarray_ops_nobody;
DROP CAST (bytea AS bit);
