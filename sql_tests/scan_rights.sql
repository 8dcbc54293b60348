SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- Chunks are read in the name of the array's owner, as through a view.
CREATE ROLE sr_owner;
CREATE ROLE sr_reader;
CREATE ROLE sr_thief;
CREATE SCHEMA sr;
GRANT ALL ON SCHEMA sr TO sr_owner, sr_thief;
GRANT USAGE ON SCHEMA sr TO sr_reader;
GRANT USAGE ON FOREIGN SERVER array_server TO sr_owner, sr_thief;
SET search_path = sr, public;

SET ROLE sr_owner;
SELECT create_array('sr_array', '<v:int4, secret:float8>[i=0:9,5,0]');
INSERT INTO sr_array SELECT i, i * 2, i / 4.0 FROM generate_series(0, 9) i;
SELECT count(*) FROM sr_array;
GRANT SELECT ON sr_array TO sr_reader;

-- A right on the array is enough, and needed.
SET ROLE sr_reader;
SELECT sum(v) FROM sr_array WHERE i < 5;
SELECT v FROM sr_array_chunks;
SELECT nd FROM read_array('sr_array', 'v') nd;
SET ROLE sr_thief;
SELECT sum(v) FROM sr_array;
SELECT read_array('sr_array', 'v');

-- Columns one by one: a value shows its dimensions too.
RESET ROLE;
REVOKE SELECT ON sr_array FROM sr_reader;
GRANT SELECT (v) ON sr_array TO sr_reader;
SET ROLE sr_reader;
SELECT sum(v) FROM sr_array;
SELECT sum(secret) FROM sr_array;
SELECT read_array('sr_array', 'v');
RESET ROLE;
GRANT SELECT (i) ON sr_array TO sr_reader;
SET ROLE sr_reader;
SELECT read_array('sr_array', 'v');
SELECT read_array('sr_array', 'secret');

-- Somebody else's chunk table in a foreign table of one's own.
SET ROLE sr_thief;
CREATE FOREIGN TABLE sr.sr_theft (
  i bigint OPTIONS (dimension '1', lower '0', upper '9', chunk '5', overlap '0'),
  v int4, secret float8) SERVER array_server OPTIONS (chunks 'sr_array_chunks');
\set VERBOSITY sqlstate
SELECT * FROM sr_theft;
EXPLAIN SELECT * FROM sr_theft;
SELECT read_array('sr_theft', 'v');
ANALYZE sr_theft;
\set VERBOSITY default
SELECT * FROM sr_theft;
-- A superuser who looks at it reads in the thief's name too.
RESET ROLE;
SELECT * FROM sr_theft;

-- A plan that was made while there was the right does not outlive it.
GRANT SELECT ON sr_array_chunks TO sr_thief;
SET ROLE sr_thief;
PREPARE steal AS SELECT sum(v) FROM sr_theft;
EXECUTE steal;
EXECUTE steal;
-- To lock chunks takes the right to change them.
SELECT v FROM sr_theft WHERE i = 3 FOR SHARE;
SELECT v FROM sr_theft WHERE i = 3 FOR UPDATE;
RESET ROLE;
REVOKE SELECT ON sr_array_chunks FROM sr_thief;
SET ROLE sr_thief;
EXECUTE steal;
DEALLOCATE steal;
DROP FOREIGN TABLE sr_theft;

-- Views and security definer functions work as for tables.
SET ROLE sr_owner;
CREATE VIEW sr_view AS SELECT i, v FROM sr_array WHERE v > 10;
CREATE FUNCTION sr_sum() RETURNS float8 LANGUAGE sql SECURITY DEFINER AS 'SELECT sum(secret) FROM sr.sr_array';
GRANT SELECT ON sr_view TO sr_thief;
SET ROLE sr_thief;
SELECT count(*) FROM sr_view;
SELECT sr_sum();
SELECT sum(secret) FROM sr_array;

-- An owner who takes the right from himself.
SET ROLE sr_owner;
REVOKE SELECT ON sr_array_chunks FROM sr_owner;
SELECT count(*) FROM sr_array;
GRANT SELECT ON sr_array_chunks TO sr_owner;
SELECT count(*) FROM sr_array;

-- FOR UPDATE needs what it needs of a table.
RESET ROLE;
GRANT SELECT ON sr_array TO sr_reader;
SET ROLE sr_reader;
SELECT v FROM sr_array WHERE i = 3 FOR UPDATE;
RESET ROLE;

-- Row security of the chunk table cannot be followed, so it is refused.
ALTER TABLE sr_array_chunks ENABLE ROW LEVEL SECURITY;
SELECT count(*) FROM sr_array;
SELECT read_array('sr_array', 'v');
ALTER TABLE sr_array_chunks DISABLE ROW LEVEL SECURITY;
SELECT count(*) FROM sr_array;

RESET search_path;
SET client_min_messages = warning;
DROP SCHEMA sr CASCADE;
DROP OWNED BY sr_owner, sr_reader, sr_thief;
DROP ROLE sr_owner, sr_reader, sr_thief;
