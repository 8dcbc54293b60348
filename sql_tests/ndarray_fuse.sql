SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

CREATE TEMP TABLE fuse (a ndarray, b ndarray, z ndarray, r ndarray);
INSERT INTO fuse VALUES ('int4[y=0:1,x=5:7]{{1,2,3},{4,NULL,()}}', 'float8[x=5:7]{0.5,1,()}',
	'complex[0:1,5:5]{{"(1,2)"},{"(0,1)"}}', 'rational[5:7]{1/2,1/3,NULL}');

-- Several operators become one call.
EXPLAIN (VERBOSE, COSTS OFF) SELECT - (a * 2 + b) / nd_abs(b), a + b, nd_sum(a % 3 - 1) || a * a * a FROM fuse;
SELECT - (a * 2 + b) / nd_abs(b) AS float8, (a + 1) % 3 AS int4, a - r * 2 AS rational, z * z - 1.5 AS complex, 2 / (r - 1) + r AS ratios FROM fuse;
-- What is repeated in the result is computed once.
SELECT a + (b * 10 + 1) AS sum, nd_shape((r + 1) * (z * 2)) AS shape FROM fuse;
SELECT (a + 1) * (a - 1) AS sparse FROM (SELECT 'int4[0:268435455]{(5):1,(200000000):2}'::ndarray AS a OFFSET 0) v;
SELECT nd_shape(a + b * 2 - 1) AS none, (a + 1) * 2 AS empty FROM (SELECT 'int4[0:-1]{}'::ndarray AS a, 'int4[0:0]{1}'::ndarray AS b OFFSET 0) v;
SELECT (a + 1) * 2 AS alone, (a * b) + b AS row, - (- a) AS same FROM (SELECT 'int2{3}'::ndarray AS a, 'int8[0:1]{1,NULL}'::ndarray AS b OFFSET 0) v;
SELECT a * b + NULL::int4 AS nothing, a * NULL::ndarray + b AS nothing FROM fuse;
SET array_ext.enable_fusion = off;
EXPLAIN (VERBOSE, COSTS OFF) SELECT a * 2 + b FROM fuse;
SELECT - (a * 2 + b) / nd_abs(b) AS float8, (a + 1) % 3 AS int4, a - r * 2 AS rational, z * z - 1.5 AS complex, 2 / (r - 1) + r AS ratios FROM fuse;
RESET array_ext.enable_fusion;

-- Errors are those of the operators; of cells that the result does not have there is none.
SELECT (a + 2147483647) * 2 FROM fuse;
SELECT 1 / (a - a) + 1 FROM fuse;
SELECT (a + 1) % 2 + a % 0.5 FROM fuse;
SELECT (a + r) * b FROM fuse;
SELECT a * 2 + nd_rebase(a) FROM fuse;
SELECT a * 2 + 'int4[0:1,0:1]{{1,2},{3,4}}' FROM fuse;
SELECT a / (a - 3) + b AS fine FROM fuse;
-- More operands than one call takes.
SELECT a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a+a AS twenty FROM fuse;
SELECT ((a+a+a+a+a+a+a+a+a)+(a+a+a+a+a+a+a+a+a))*2 AS many FROM fuse;
SELECT - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - (a + 1) AS minus FROM fuse;

-- The call of a user is checked as well.
SELECT ndarray_fused('$$*$+', 'int4[0:1]{1,2}'::ndarray, 3, 4) AS fine, ndarray_fused('$$+', 1, 2) AS numbers;
SELECT ndarray_fused('$$*$+', 1, 2);
SELECT ndarray_fused('+$$', 1, 2);
SELECT ndarray_fused('$$', 1, 2);
SELECT ndarray_fused('$', 1);
SELECT ndarray_fused('', 1);
SELECT ndarray_fused('$$x', 1, 2);
SELECT ndarray_fused('$$+', 1, now());
SELECT ndarray_fused('$$+', VARIADIC '{1,2}'::int[]);
SELECT ndarray_fused('$~~', 1) AS one, ndarray_fused('$' || repeat('~', 64), 1);

-- Rights: whoever may not call an operator's function cannot reach it so.
CREATE ROLE fuse_user;
REVOKE EXECUTE ON FUNCTION ndarray_neg(ndarray) FROM PUBLIC;
GRANT SELECT ON fuse TO fuse_user;
SET ROLE fuse_user;
SELECT - (a + 1) FROM fuse;
RESET ROLE;
GRANT EXECUTE ON FUNCTION ndarray_neg(ndarray) TO PUBLIC;
DROP TABLE fuse;
DROP ROLE fuse_user;
