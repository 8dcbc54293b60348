SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
DROP ROLE IF EXISTS regress_we_owner, regress_we_user;
RESET client_min_messages;

SELECT create_array('we1', '<v:int4 NOT NULL, w:float8>[i=0:9,5,0, j=-5:*,5,0]');

/* bounds and NULL; nothing is left of a statement that fails */
INSERT INTO we1 VALUES (1, 1, 1), (10, 0, 1);
INSERT INTO we1 VALUES (1, 1, 1), (0, -6, 1);
INSERT INTO we1 VALUES (1, 1, 1), (0, 4611686018427387904, 1);
INSERT INTO we1 VALUES (1, 1, 1), (NULL, 0, 1);
INSERT INTO we1 (j, v) VALUES (1, 1);
INSERT INTO we1 VALUES (1, 1, NULL);
INSERT INTO we1 (i, j) VALUES (1, 1);
INSERT INTO we1 VALUES (1, 4611686018427387903, 1);
UPDATE we1 SET i = -1;
UPDATE we1 SET j = NULL;
UPDATE we1 SET v = NULL;
SELECT * FROM we1 ORDER BY i, j;

/* CHECK, also of two columns, and views with WITH CHECK OPTION */
ALTER FOREIGN TABLE we1 ADD CONSTRAINT we1_small CHECK (v < 100 AND v > i - 5);
INSERT INTO we1 VALUES (2, 2, 100);
INSERT INTO we1 VALUES (9, 2, 4);
INSERT INTO we1 VALUES (9, 2, 5);
UPDATE we1 SET v = v - 1 WHERE i = 9;
COPY we1 FROM STDIN;
2	2	100	1
\.
SELECT write_array('we1', 'v', 'int4[2:2,2:2]{{100}}');
SELECT insert_array('we1', 'VALUES (2, 2, 100)');
ALTER FOREIGN TABLE we1 DROP CONSTRAINT we1_small;
CREATE VIEW we1_view AS SELECT * FROM we1 WHERE v > 0 WITH CHECK OPTION;
INSERT INTO we1_view VALUES (3, 3, 3);
INSERT INTO we1_view VALUES (3, 4, -3);
UPDATE we1_view SET v = -v;
DELETE FROM we1_view WHERE j > 100 RETURNING i, v;
SELECT * FROM we1 ORDER BY i, j;

/* rights: on the array those of the caller, on the chunks those of its owner */
CREATE ROLE regress_we_owner;
CREATE ROLE regress_we_user;
CREATE SCHEMA we;
GRANT ALL ON SCHEMA we TO regress_we_owner, regress_we_user;
SET ROLE regress_we_owner;
SELECT create_array('we.a', '<v:int4>[i=0:9]');
SET ROLE regress_we_user;
INSERT INTO we.a VALUES (1, 1);
SELECT write_array('we.a', 'v', 'int4[1:1]{1}');
SELECT insert_array('we.a', 'VALUES (1, 1)');
TRUNCATE we.a;
SET ROLE regress_we_owner;
GRANT SELECT, INSERT ON we.a TO regress_we_user;
SET ROLE regress_we_user;
INSERT INTO we.a VALUES (1, 1);
UPDATE we.a SET v = 2;
DELETE FROM we.a;
SELECT write_array('we.a', 'v', 'int4[1:1]{1}');
SELECT insert_array('we.a', 'VALUES (1, 1)');
INSERT INTO we.a_chunks VALUES (0, NULL);
/* to overwrite is to update: the setting must not be a way round the right */
SET array_ext.on_conflict = overwrite;
INSERT INTO we.a VALUES (1, -1);
COPY we.a FROM STDIN;
1	-1
\.
SET ROLE regress_we_owner;
GRANT UPDATE (i) ON we.a TO regress_we_user;
SET ROLE regress_we_user;
INSERT INTO we.a VALUES (1, -1);
SET ROLE regress_we_owner;
REVOKE UPDATE (i) ON we.a FROM regress_we_user;
GRANT UPDATE (v) ON we.a TO regress_we_user;
SET ROLE regress_we_user;
INSERT INTO we.a VALUES (1, 2);
SET ROLE regress_we_owner;
REVOKE UPDATE (v) ON we.a FROM regress_we_user;
CREATE VIEW we.a_view AS SELECT * FROM we.a;
GRANT INSERT ON we.a_view TO regress_we_user;
SET ROLE regress_we_user;
INSERT INTO we.a_view VALUES (1, 3);
RESET array_ext.on_conflict;
SELECT * FROM we.a ORDER BY i;
SET ROLE regress_we_owner;
GRANT UPDATE ON we.a TO regress_we_user;
SET ROLE regress_we_user;
SELECT write_array('we.a', 'v', 'int4[1:1]{3}');
SELECT insert_array('we.a', 'VALUES (2, 4)');
SELECT * FROM we.a ORDER BY i;
SELECT current_user;
/* what a user cannot do as himself he cannot have the owner do */
CREATE FUNCTION we.nd_merge(a anyelement, b anyelement, c text) RETURNS anyelement LANGUAGE plpgsql AS
	$$ BEGIN RAISE 'captured as %', current_user; END $$;
CREATE FUNCTION we.equal(a int8, b int8) RETURNS bool LANGUAGE plpgsql AS
	$$ BEGIN RAISE 'captured as %', current_user; END $$;
CREATE OPERATOR we.= (LEFTARG = int8, RIGHTARG = int8, FUNCTION = we.equal);
SET search_path = we, public, pg_catalog;
INSERT INTO a VALUES (3, 5);
UPDATE a SET v = 6;
RESET search_path;
DROP OPERATOR we.= (int8, int8);
DROP FUNCTION we.nd_merge, we.equal;
RESET ROLE;
REVOKE UPDATE ON we.a_chunks FROM regress_we_owner;
INSERT INTO we.a VALUES (4, 7);
GRANT UPDATE ON we.a_chunks TO regress_we_owner;
ALTER TABLE we.a_chunks ENABLE ROW LEVEL SECURITY;
INSERT INTO we.a VALUES (4, 7);
ALTER TABLE we.a_chunks DISABLE ROW LEVEL SECURITY;
/* the right to truncate the array does not reach tables that refer to its chunks */
CREATE TABLE we.refers (i int8 REFERENCES we.a_chunks);
ALTER TABLE we.refers OWNER TO regress_we_owner;
INSERT INTO we.refers SELECT i_lo FROM we.a_chunks;
GRANT TRUNCATE ON we.a TO regress_we_user;
SET ROLE regress_we_user;
TRUNCATE we.a CASCADE;
RESET ROLE;
SELECT count(*) FROM we.refers;
DROP TABLE we.refers;
REVOKE TRUNCATE ON we.a_chunks FROM regress_we_owner;
TRUNCATE we.a;
/* triggers of the chunk table run as the owner */
CREATE FUNCTION we.who() RETURNS trigger LANGUAGE plpgsql AS
	$$ BEGIN RAISE NOTICE '% as %', TG_OP, current_user; RETURN new; END $$;
CREATE TRIGGER who AFTER INSERT OR UPDATE ON we.a_chunks FOR EACH ROW EXECUTE FUNCTION we.who();
SET ROLE regress_we_user;
UPDATE we.a SET v = v + 1;
SELECT current_user;
RESET ROLE;

/* read-only transactions */
BEGIN READ ONLY;
INSERT INTO we1 VALUES (4, 4, 4);
ROLLBACK;
BEGIN READ ONLY;
SELECT write_array('we1', 'v', 'int4[2:2,2:2]{{100}}');
ROLLBACK;

/* what foreign tables do not have */
MERGE INTO we1 USING (VALUES (1)) AS s (i) ON we1.i = s.i WHEN MATCHED THEN DO NOTHING;
SELECT ctid FROM we1;
CREATE TABLE we_plain (i int8, v int4);
SELECT write_array('we_plain', 'v', 'int4[1:1]{1}');
SELECT write_array('we1', 'x', 'int4[1:1]{1}');
SELECT write_array('we1', 'w', 'int4[1:1]{1}');
SELECT write_array('we1', 'v', 'int4[1:1]{1}');
SELECT write_array('we1', 'w', 'float8[1:1,1:1]{{1}}');
SELECT write_array('we1', 'v', 'int4[9:10,1:1]{{1},{1}}');
SELECT write_array('we1', 'v', 'int4[1:1,1:1]{{1}}', '{1}');
SELECT write_array('we1', 'v', 'int4[1:1,1:1]{{1}}', '{1,9223372036854775807}');
SELECT insert_array('we1', 'VALUES (1, 1, 1); SELECT 2');

SET client_min_messages = warning;
DROP VIEW we1_view;
DROP FOREIGN TABLE we1;
DROP TABLE we_plain;
DROP SCHEMA we CASCADE;
DROP ROLE regress_we_owner, regress_we_user;
