-- create_array and drop_array, and the ties between an array and its chunk table
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
CREATE SCHEMA ddl_test;
CREATE SCHEMA "Ddl other";
SET search_path = ddl_test, public;

-- what stands in the schemas of this test
CREATE VIEW public.ddl_state AS
	SELECT c.oid::regclass::text AS relation, c.relkind, r.rolname AS owner,
		   (SELECT string_agg(a.attname, ' ' ORDER BY a.attnum) FROM pg_attribute a
			WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
		   f.ftoptions AS options,
		   (SELECT d.refobjid::regclass FROM pg_depend d
			WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
			  AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i') AS tied_to
	FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
		 LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
	WHERE c.relkind IN ('r', 'f') AND c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('ddl_test', 'Ddl other'))
	ORDER BY c.relname COLLATE "C";
GRANT SELECT ON public.ddl_state TO PUBLIC;
CREATE ROLE regress_ddl_alice;
CREATE ROLE regress_ddl_bob;
GRANT ALL ON SCHEMA ddl_test, "Ddl other" TO regress_ddl_alice, regress_ddl_bob;
GRANT regress_ddl_bob TO regress_ddl_alice;
SET ROLE regress_ddl_alice;

SELECT create_array('t', '<v:float8 NOT NULL DEFAULT 0, w:int4>[i=0:99:0:10; j=*:*:0:10]');
SELECT relation, relkind, columns, options, tied_to FROM ddl_state;
\d t
\d t_chunks
-- collisions
SELECT create_array('t', '<v:int4>[i]');
SELECT create_array('t', '<v:int4>[i]', if_not_exists => true);
SELECT create_array('t_chunks', '<v:int4>[i]', if_not_exists => true);
CREATE TABLE taken_chunks ();
SELECT create_array('taken', '<v:int4>[i]');
DROP TABLE taken_chunks;
SELECT create_array(repeat('n', 57), '<v:int4>[i]');
SELECT create_array('no_such_schema.t', '<v:int4>[i]');
SELECT create_array('a b', '<v:int4>[i]');
SELECT create_array('pg_catalog.t', '<v:int4>[i]');
SELECT create_array(repeat('n', 56), '<v:int4>[i]') IS NOT NULL AS longest;
SELECT drop_array(repeat('n', 56));

-- the chunk table alone cannot be dropped
DROP TABLE t_chunks;

-- rename
ALTER TABLE t RENAME TO t2;
ALTER FOREIGN TABLE t2 RENAME TO "T 3";
ALTER INDEX "T 3" RENAME TO t4;
SELECT relation, columns, options, tied_to FROM ddl_state;
CREATE TABLE t5_chunks ();
ALTER TABLE t4 RENAME TO t5;
DROP TABLE t5_chunks;
DO $$ BEGIN EXECUTE format('ALTER TABLE t4 RENAME TO %I', repeat('n', 57)); END $$;
-- columns
ALTER TABLE t4 RENAME COLUMN i TO row;
ALTER FOREIGN TABLE t4 RENAME v TO "Value";
ALTER TABLE t4 RENAME w TO summary;
ALTER TABLE t4 RENAME w TO row_lo;
SELECT relation, columns, options, tied_to FROM ddl_state;
SELECT array_schema('t4');
INSERT INTO t4_chunks (row_lo, j_lo, "Value", w) VALUES (0, 0, 'float8[0:0,0:0]{{5}}', 'int4[0:0,0:0]{{6}}');
SELECT row_lo, j_lo, summary_sum(summary, 1), "Value", w FROM t4_chunks;
-- schema
ALTER TABLE t4 SET SCHEMA "Ddl other";
SELECT relation, tied_to FROM ddl_state;
ALTER FOREIGN TABLE "Ddl other".t4 SET SCHEMA ddl_test;
SELECT relation, tied_to FROM ddl_state;
CREATE TABLE "Ddl other".t4_chunks ();
ALTER TABLE t4 SET SCHEMA "Ddl other";
DROP TABLE "Ddl other".t4_chunks;
-- owner
ALTER TABLE t4 OWNER TO regress_ddl_bob;
SELECT relation, owner, tied_to FROM ddl_state;
SET ROLE regress_ddl_bob;
ALTER TABLE t4 OWNER TO regress_ddl_alice;
RESET ROLE;
ALTER FOREIGN TABLE t4 OWNER TO regress_ddl_alice;
REASSIGN OWNED BY regress_ddl_alice TO regress_ddl_bob;
SELECT relation, owner, tied_to FROM ddl_state;
REASSIGN OWNED BY regress_ddl_bob TO regress_ddl_alice;
SET ROLE regress_ddl_alice;
-- defaults, NOT NULL, constraints and comments stay with the array
ALTER TABLE t4 ALTER "Value" DROP NOT NULL, ALTER "Value" DROP DEFAULT, ALTER w SET DEFAULT 7, ALTER w SET NOT NULL;
ALTER TABLE t4 ADD CONSTRAINT positive CHECK (w > 0);
ALTER TABLE t4 RENAME CONSTRAINT positive TO above_zero;
ALTER TABLE t4 DROP CONSTRAINT above_zero;
SELECT array_schema('t4');
-- what would drive the two apart
ALTER TABLE t4 ADD COLUMN x int4;
ALTER TABLE t4 DROP COLUMN w;
ALTER TABLE t4 ALTER w TYPE int8;
ALTER FOREIGN TABLE t4 OPTIONS (SET chunks 'other');
ALTER FOREIGN TABLE t4 ALTER row OPTIONS (SET upper '5');
CREATE TABLE parent (row int8 NOT NULL, j int8 NOT NULL, "Value" float8, w int4 NOT NULL);
ALTER FOREIGN TABLE t4 INHERIT parent;
DROP TABLE parent;
CREATE TABLE parted (row int8 NOT NULL, j int8 NOT NULL, "Value" float8, w int4 NOT NULL) PARTITION BY RANGE (row);
ALTER TABLE parted ATTACH PARTITION t4 FOR VALUES FROM (0) TO (9);
CREATE FOREIGN TABLE part PARTITION OF parted FOR VALUES FROM (0) TO (9) SERVER array_server OPTIONS (chunks 'x');
DROP TABLE parted;
-- and of the chunk table
ALTER TABLE t4_chunks RENAME TO other;
ALTER TABLE t4_chunks SET SCHEMA "Ddl other";
ALTER TABLE t4_chunks OWNER TO regress_ddl_bob;
ALTER TABLE t4_chunks RENAME COLUMN w TO x;
ALTER TABLE t4_chunks DROP COLUMN summary;
ALTER TABLE t4_chunks RENAME COLUMN row_lo TO i_lo;
ALTER TABLE t4_chunks ALTER w TYPE text;
-- its own affairs
ALTER TABLE t4_chunks ADD COLUMN loaded timestamptz;
ALTER TABLE t4_chunks SET (fillfactor = 90);
CREATE INDEX ON t4_chunks (loaded);
ALTER TABLE t4_chunks DROP COLUMN loaded;
SELECT relation, owner, columns, options, tied_to FROM ddl_state;
-- nothing of it has survived an error, and a transaction can undo it all
BEGIN;
ALTER TABLE t4 RENAME TO t9;
ALTER TABLE t9 RENAME j TO k;
ROLLBACK;
SELECT relation, columns, options, tied_to FROM ddl_state;
SELECT drop_array('t4');
SELECT * FROM ddl_state;
SELECT drop_array('t4');
SELECT drop_array('t4', if_exists => true);
SELECT drop_array('pg_catalog.pg_class');

-- made by hand, as a restored dump does: tied as soon as the two fit
CREATE FOREIGN TABLE h (i int8 NOT NULL, n rational) SERVER array_server OPTIONS (chunks 'h_chunks');
CREATE TABLE h_chunks (i_lo int8 NOT NULL, summary chunk_summary GENERATED ALWAYS AS (chunk_summary(n)) STORED, n ndarray(rational) NOT NULL);
SELECT relation, tied_to FROM ddl_state;
ALTER FOREIGN TABLE h ALTER COLUMN i OPTIONS (chunk '10', dimension '1', lower '0', upper '*');
SELECT relation, tied_to FROM ddl_state;
SELECT array_schema('h');
ALTER TABLE h_chunks ADD PRIMARY KEY (i_lo);
SELECT relation, tied_to FROM ddl_state;
SELECT array_schema('h');
-- as pg_dump --clean drops them
ALTER TABLE ONLY h_chunks DROP CONSTRAINT h_chunks_pkey;
SELECT relation, tied_to FROM ddl_state;
ALTER TABLE h_chunks ADD PRIMARY KEY (i_lo);
BEGIN;
ALTER TABLE ONLY h_chunks DROP CONSTRAINT h_chunks_pkey;
DROP TABLE h_chunks;
DROP FOREIGN TABLE h;
ROLLBACK;
DROP TABLE h_chunks;
-- a chunk table has one array only
CREATE FOREIGN TABLE h2 (i int8 OPTIONS (chunk '10', dimension '1', lower '0', upper '*'), n rational)
	SERVER array_server OPTIONS (chunks 'h_chunks');
DROP FOREIGN TABLE h;
SELECT * FROM ddl_state;
-- the chunk table first
CREATE TABLE h_chunks (i_lo int8 PRIMARY KEY, summary chunk_summary GENERATED ALWAYS AS (chunk_summary(n)) STORED, n ndarray(rational) NOT NULL);
CREATE FOREIGN TABLE h (i int8 OPTIONS (chunk '10', dimension '1', lower '0', upper '*') NOT NULL, n rational)
	SERVER array_server OPTIONS (chunks 'h_chunks');
SELECT relation, tied_to FROM ddl_state;
DROP FOREIGN TABLE h;
-- never with a chunk table of another owner
CREATE TABLE h_chunks (i_lo int8 PRIMARY KEY, summary chunk_summary GENERATED ALWAYS AS (chunk_summary(n)) STORED, n ndarray(rational) NOT NULL);
SET ROLE regress_ddl_bob;
CREATE FOREIGN TABLE h (i int8 OPTIONS (chunk '10', dimension '1', lower '0', upper '*') NOT NULL, n rational)
	SERVER array_server OPTIONS (chunks 'h_chunks');
SELECT relation, owner, tied_to FROM ddl_state;
ALTER TABLE h RENAME TO mine;
DROP FOREIGN TABLE mine;
SELECT relation, owner, tied_to FROM ddl_state;
SELECT relink_arrays();
RESET ROLE;
DROP TABLE h_chunks;
-- after pg_upgrade
SET ROLE regress_ddl_alice;
SELECT create_array('u', '<v:int4>[i]');
RESET ROLE;
DELETE FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = 'u_chunks'::regclass
	AND refobjid = 'u'::regclass AND deptype = 'i';
SELECT relation, tied_to FROM ddl_state;
SELECT relink_arrays(), relink_arrays();
SELECT relation, tied_to FROM ddl_state;
-- DROP SCHEMA and DROP OWNED take both
DROP OWNED BY regress_ddl_alice;
SELECT * FROM ddl_state;
GRANT ALL ON SCHEMA ddl_test TO regress_ddl_alice;

-- a plain user needs CREATE on the schema, and no more
REVOKE ALL ON SCHEMA "Ddl other" FROM regress_ddl_bob;
SET ROLE regress_ddl_alice;
SELECT create_array('"Ddl other".denied', '<v:int4>[i]');
RESET ROLE;
-- a view, as everything that depends on an array, holds it
SELECT create_array('held', '<v:int4>[i]');
CREATE VIEW holds AS SELECT v FROM held;
SELECT drop_array('held');
DROP VIEW holds;
SELECT drop_array('held');

-- temporary arrays
SELECT create_array('pg_temp.tmp', '<v:int4>[i]');
SELECT relname, relkind, relpersistence FROM pg_class WHERE relname IN ('tmp', 'tmp_chunks') ORDER BY 1;
ALTER TABLE tmp RENAME TO tmp2;
SELECT relname, relkind, relpersistence FROM pg_class WHERE relname IN ('tmp2', 'tmp2_chunks') ORDER BY 1;
SELECT drop_array('tmp2');
SELECT relname FROM pg_class WHERE relname LIKE 'tmp2%';

-- somebody else's foreign table that names the chunks does not keep the two apart
SET ROLE regress_ddl_bob;
CREATE FOREIGN TABLE rival (i int8 OPTIONS (dimension '1', lower '0', upper '9', chunk '5') NOT NULL, v int4)
	SERVER array_server OPTIONS (chunks 'target_chunks');
RESET ROLE;
CREATE FOREIGN TABLE target (i int8 OPTIONS (dimension '1', lower '0', upper '9', chunk '5') NOT NULL, v int4)
	SERVER array_server OPTIONS (chunks 'target_chunks');
CREATE TABLE target_chunks (i_lo int8 NOT NULL, summary chunk_summary GENERATED ALWAYS AS (chunk_summary(v)) STORED,
	v ndarray(int4) NOT NULL);
ALTER TABLE target_chunks ADD PRIMARY KEY (i_lo);
DROP TABLE target_chunks;
DROP FOREIGN TABLE target, rival;
SELECT relname FROM pg_class WHERE relname LIKE 'target%';

-- options
CREATE FOREIGN TABLE o (i int8) SERVER array_server;
CREATE FOREIGN TABLE o (i int8) SERVER array_server OPTIONS (chunk 'o');
CREATE FOREIGN TABLE o (i int8) SERVER array_server OPTIONS (chunks '');
CREATE FOREIGN TABLE o (i int8 OPTIONS (dimension '1')) SERVER array_server OPTIONS (chunks 'o_chunks');
CREATE FOREIGN TABLE o (i int8 OPTIONS (dimension '1', lower '0', upper '*', chunk '0')) SERVER array_server OPTIONS (chunks 'o_chunks');
CREATE FOREIGN TABLE o (i int8 OPTIONS (dimension '33', lower '0', upper '*', chunk '1')) SERVER array_server OPTIONS (chunks 'o_chunks');
CREATE FOREIGN TABLE o (i int8 OPTIONS (dimension '1', lower '5', upper '4', chunk '1')) SERVER array_server OPTIONS (chunks 'o_chunks');
CREATE FOREIGN TABLE o (i int8 OPTIONS (dimension '1', lower '5x', upper '9', chunk '1')) SERVER array_server OPTIONS (chunks 'o_chunks');
CREATE FOREIGN TABLE o (i int8 OPTIONS (dimension '1', lower '0', upper '9', chunk '1', codec 'x')) SERVER array_server OPTIONS (chunks 'o_chunks');
CREATE SERVER another FOREIGN DATA WRAPPER array_fdw OPTIONS (host 'x');
-- only as an event trigger
SELECT array_ties();

DROP VIEW public.ddl_state;
SET client_min_messages = warning;
DROP SCHEMA ddl_test, "Ddl other" CASCADE;
DROP OWNED BY regress_ddl_alice, regress_ddl_bob;
DROP ROLE regress_ddl_alice, regress_ddl_bob;
RESET search_path;
