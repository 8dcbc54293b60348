SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- What the catalogues must say about everything that the extension makes.
-- Each query names what falls short, so each is empty.

CREATE TEMP VIEW every_member AS
SELECT e.extname, d.classid, d.objid, pg_describe_object(d.classid, d.objid, 0) AS object
FROM pg_depend d JOIN pg_extension e ON d.refobjid = e.oid
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e';
CREATE TEMP VIEW member AS SELECT * FROM every_member WHERE extname = 'array_ext';

-- The view finds what an extension has: else all that follows were empty.
SELECT object FROM every_member WHERE extname = 'plpgsql' ORDER BY object COLLATE "C";

-- Everything has a comment, but for what nobody writes down: array types, row
-- types of tables, and the families that come with operator classes.
SELECT object
FROM member m
WHERE obj_description(objid, classid::regclass::name) IS NULL
  AND classid <> 'pg_opfamily'::regclass
  AND NOT (classid = 'pg_type'::regclass AND EXISTS (
        SELECT 1 FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
        WHERE t.oid = m.objid
          AND (t.typcategory = 'A' OR t.typrelid <> 0 AND c.relkind <> 'c')))
ORDER BY object COLLATE "C";

-- What is immutable is safe in parallel plans.
SELECT p.oid::regprocedure AS not_parallel_safe
FROM member m JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
WHERE p.proparallel <> 's' AND p.provolatile = 'i'
ORDER BY p.oid::regprocedure::text COLLATE "C";

-- An operator that gives a bool has estimators for WHERE and for joins.
SELECT o.oid::regoperator AS no_estimator
FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND m.objid = o.oid
WHERE o.oprresult = 'bool'::regtype AND o.oprkind = 'b'
  AND (o.oprrest = 0 OR o.oprjoin = 0)
ORDER BY o.oid::regoperator::text COLLATE "C";

-- Comparison operators know their commutator and their negator.
SELECT o.oid::regoperator AS no_partner
FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND m.objid = o.oid
WHERE o.oprname IN ('=', '<>', '<', '<=', '>', '>=')
  AND (o.oprcom = 0 OR o.oprnegate = 0)
ORDER BY o.oid::regoperator::text COLLATE "C";

-- No shell operators or types stay behind.
SELECT object FROM member m
WHERE EXISTS (SELECT 1 FROM pg_operator o WHERE m.classid = 'pg_operator'::regclass AND o.oid = m.objid AND o.oprcode = 0)
   OR EXISTS (SELECT 1 FROM pg_type t WHERE m.classid = 'pg_type'::regclass AND t.oid = m.objid AND NOT t.typisdefined)
ORDER BY object COLLATE "C";

-- <> is not estimated as =, nor <= as <.
SELECT o.oid::regoperator AS wrong_estimator, o.oprrest
FROM member m JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND m.objid = o.oid
WHERE o.oprname = '<>' AND o.oprrest = 'eqsel'::regproc
   OR o.oprname = '<=' AND o.oprrest = 'scalarltsel'::regproc
   OR o.oprname = '>=' AND o.oprrest = 'scalargtsel'::regproc
ORDER BY o.oid::regoperator::text COLLATE "C";

-- Operator classes are whole.
SELECT opcname AS invalid_class
FROM member m JOIN pg_opclass c ON m.classid = 'pg_opclass'::regclass AND m.objid = c.oid
WHERE NOT amvalidate(c.oid)
ORDER BY opcname;

DROP VIEW member, every_member;
