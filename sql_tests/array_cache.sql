-- What is kept of an array between statements is dropped when the array changes.
CREATE SCHEMA cache_test;
CREATE SCHEMA cache_other;
SET search_path = cache_test, public;
SELECT create_array('t', '<v:int4, w:int4>[i=0:9,5,0, j=0:3,2,0]');
INSERT INTO t SELECT i, j, 10 * i + j, -i FROM generate_series(0, 9) i, generate_series(0, 3) j;
PREPARE cell(int, int) AS SELECT v FROM t WHERE i = $1 AND j = $2;
PREPARE total AS SELECT sum(v), count(*) FROM t WHERE i > 4;
PREPARE put(int, int, int) AS INSERT INTO t (i, j, v) VALUES ($1, $2, $3);
SET plan_cache_mode = force_generic_plan;
EXECUTE cell(7, 2);
EXECUTE total;

-- Names of the tables, of columns, the schema.
ALTER TABLE t RENAME TO t2;
EXECUTE cell(7, 2);
ALTER TABLE t2 RENAME TO t;
EXECUTE cell(7, 2);
EXECUTE total;
ALTER TABLE t RENAME v TO u;
EXECUTE cell(7, 2);
SELECT u FROM t WHERE i = 7 AND j = 2;
ALTER TABLE t RENAME u TO v;
EXECUTE cell(7, 2);
ALTER TABLE t RENAME i TO k;
SELECT v FROM t WHERE k = 7 AND j = 2;
ALTER TABLE t RENAME k TO i;
EXECUTE cell(7, 2);
ALTER TABLE t SET SCHEMA cache_other;
SELECT v FROM cache_other.t WHERE i = 7 AND j = 2;
ALTER TABLE cache_other.t SET SCHEMA cache_test;
EXECUTE cell(7, 2);

-- NOT NULL, which writers keep.
ALTER TABLE t ALTER w SET NOT NULL;
EXECUTE put(0, 0, 1);
ALTER TABLE t ALTER w DROP NOT NULL;

-- Rolled back, in a whole transaction and in part of one.
BEGIN;
ALTER TABLE t RENAME v TO u;
SELECT u FROM t WHERE i = 7 AND j = 2;
ROLLBACK;
EXECUTE cell(7, 2);
BEGIN;
SAVEPOINT here;
DROP FOREIGN TABLE t;
SELECT create_array('t', '<v:int4, w:int4>[i=0:9,2,0, j=0:3,4,0]');
INSERT INTO t VALUES (7, 2, 1000, 0);
EXECUTE cell(7, 2);
EXECUTE total;
ROLLBACK TO here;
EXECUTE cell(7, 2);
EXECUTE total;
COMMIT;

-- Another array of the same name, with other dimensions and another order of columns.
SELECT drop_array('t');
EXECUTE cell(7, 2);
SELECT create_array('t', '<w:int4, v:int4>[j=0:99,50,0, i=-50:49,50,0]');
INSERT INTO t (i, j, v, w) VALUES (7, 2, 72, 0), (-7, 2, -72, 0);
EXECUTE cell(7, 2);
EXECUTE cell(-7, 2);
EXECUTE total;
EXECUTE put(8, 3, 83);
EXECUTE total;

-- The primary key of the chunk table, and the chunk table itself.
ALTER TABLE t_chunks DROP CONSTRAINT t_chunks_pkey;
EXECUTE cell(7, 2);
ALTER TABLE t_chunks ADD PRIMARY KEY (j_lo, i_lo);
EXECUTE cell(7, 2);
REINDEX TABLE t_chunks;
VACUUM FULL t_chunks;
EXECUTE cell(7, 2);

-- Rights are asked for every time.
CREATE ROLE regress_cache_bob;
GRANT USAGE ON SCHEMA cache_test TO regress_cache_bob;
GRANT SELECT ON t TO regress_cache_bob;
SET ROLE regress_cache_bob;
SELECT v FROM t WHERE i = 7 AND j = 2;
RESET ROLE;
REVOKE SELECT ON t FROM regress_cache_bob;
SET ROLE regress_cache_bob;
SELECT v FROM t WHERE i = 7 AND j = 2;
RESET ROLE;
ALTER TABLE t_chunks ENABLE ROW LEVEL SECURITY;
EXECUTE cell(7, 2);
ALTER TABLE t_chunks DISABLE ROW LEVEL SECURITY;
EXECUTE cell(7, 2);

-- A cursor reads on with what it began with.
BEGIN;
DECLARE c CURSOR FOR SELECT v FROM t ORDER BY v;
FETCH 1 FROM c;
SELECT create_array('another', '<x:int4>[i=0:9,5,0]');
FETCH ALL FROM c;
ROLLBACK;

DEALLOCATE ALL;
DROP OWNED BY regress_cache_bob;
DROP ROLE regress_cache_bob;
SELECT drop_array('t');
DROP SCHEMA cache_test, cache_other;
