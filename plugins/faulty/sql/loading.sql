SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- The code of every error, and what it says.
CREATE FUNCTION error_of(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text;
BEGIN
  EXECUTE command;
  RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
  RETURN concat_ws(E'\n  ', SQLSTATE || ' ' || message, nullif(detail, ''), nullif(hint, ''));
END $$;
\pset format unaligned
\pset tuples_only on

SELECT error_of(format('SELECT load_library(%L)', name))
FROM unnest('{no_such,no_such.so,../no_such,/usr/lib/no_such.so,lib/no_such.so,"",.,faulty_abi,faulty_size,faulty_magic,
faulty_entry,faulty_twice,faulty_type,faulty_name,faulty_body,faulty_exists,faulty_exists_type,faulty_no_control,
plpgsql}'::text[]) WITH ORDINALITY AS l(name, number) ORDER BY number;

-- What is built in.
SELECT load_library('librational.so');
SELECT load_library('rational'), load_library(NULL);

-- Nothing stays of what failed.
SELECT count(*) FROM array_libraries;

-- Loaded, and loaded again by each of its names.
SELECT load_library('libfaulty.so');
SELECT error_of('SELECT load_library(''faulty'')'), error_of('SELECT load_library(''faulty.so'')');
SELECT name, version, types, aggregates, description FROM array_libraries;
SELECT faulty_library();

-- A function that fits no registration is refused when it is made.
SELECT error_of(command) FROM (VALUES
  (1, $$CREATE FUNCTION f(int8) RETURNS int8 LANGUAGE array_plugin AS 'faulty call even(int8)'$$),
  (2, $$CREATE FUNCTION f2(int4) RETURNS int8 LANGUAGE array_plugin AS 'faulty call even(int8)'$$),
  (3, $$CREATE FUNCTION f3(int8) RETURNS text LANGUAGE array_plugin AS 'faulty call even(int8)'$$),
  (4, $$CREATE FUNCTION f4(int8, int8) RETURNS int8 LANGUAGE array_plugin AS 'faulty call even(int8)'$$),
  (5, $$CREATE FUNCTION f5(int8) RETURNS int8 LANGUAGE array_plugin AS 'faulty call odd(int8)'$$),
  (6, $$CREATE FUNCTION f6(int8) RETURNS int8 LANGUAGE array_plugin AS 'faulty dance even(int8)'$$),
  (7, $$CREATE FUNCTION f7(int8) RETURNS int8 LANGUAGE array_plugin AS 'faulty'$$),
  (8, $$CREATE FUNCTION f8(int8) RETURNS int8 LANGUAGE array_plugin AS '../faulty call even(int8)'$$),
  (9, $$CREATE FUNCTION f9(internal) RETURNS int8 LANGUAGE array_plugin AS 'faulty call even(int8)'$$),
  (10, $$CREATE FUNCTION f10(ndarray) RETURNS int8 LANGUAGE array_plugin AS 'faulty nd even'$$)) AS c(number, command)
ORDER BY number;
SELECT f(4), f(5) IS NULL;
DROP FUNCTION f(int8);

-- In use: not unloaded.
CREATE TABLE uses (t triple DEFAULT '1/2/3', CHECK (t < '9/9/9'::triple));
SELECT error_of('SELECT unload_library(''faulty'')');
DROP TABLE uses;
SELECT unload_library('faulty.so');
SELECT error_of('SELECT unload_library(''faulty'')'), error_of('SELECT unload_library(''plpgsql'')'),
  error_of('SELECT unload_library(''../x'')');
SELECT count(*) FROM array_libraries;

-- For superusers, and for those they grant it to; what they load is the same.
CREATE ROLE plugin_loader;
SET ROLE plugin_loader;
SELECT error_of('SELECT load_library(''faulty'')'), error_of('SELECT unload_library(''faulty'')'),
  error_of($$CREATE FUNCTION pg_temp.f(int8) RETURNS int8 LANGUAGE array_plugin AS 'faulty call even(int8)'$$);
RESET ROLE;
GRANT EXECUTE ON FUNCTION load_library(text), unload_library(text) TO plugin_loader;
-- a schema of his own, with names that would mislead a script that trusted it
CREATE SCHEMA trap AUTHORIZATION plugin_loader;
SET ROLE plugin_loader;
CREATE DOMAIN trap.ndarray AS text;
CREATE FUNCTION trap.even(int8) RETURNS int8 LANGUAGE sql AS 'SELECT 1::int8';
SET search_path = trap, public;
SELECT load_library('faulty');
SELECT name, schema FROM array_libraries;
SELECT public.even(2), public.even('int8[0:1]{1,2}'::public.ndarray);
SELECT extowner::regrole::text = current_user FROM pg_extension WHERE extname = 'faulty';
SELECT unload_library('faulty');
RESET search_path;
RESET ROLE;
DROP SCHEMA trap CASCADE;
REVOKE EXECUTE ON FUNCTION load_library(text), unload_library(text) FROM plugin_loader;
DROP ROLE plugin_loader;
DROP FUNCTION error_of(text);
