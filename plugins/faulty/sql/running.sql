SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
SELECT load_library('faulty');
RESET client_min_messages;

CREATE FUNCTION error_of(command text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE message text; detail text; hint text; context text;
BEGIN
  EXECUTE command;
  RETURN 'no error';
EXCEPTION WHEN query_canceled THEN
  RETURN '57014 canceled';
WHEN OTHERS THEN
  GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT,
    context = PG_EXCEPTION_CONTEXT;
  RETURN concat_ws(E'\n  ', SQLSTATE || ' ' || message, nullif(detail, ''), nullif(hint, ''),
    (regexp_match(context, 'function \w+ of plugin library "\w+"'))[1]);
END $$;
\pset format unaligned
\pset tuples_only on

-- Failures: by code and text, by text alone, by neither; the first counts.
SELECT error_of(format('SELECT fail_with(%L, %L)', state, text)) FROM (VALUES
  (1, '22012', 'a division'), (2, 'AX001', 'a code of its own'), (3, '', 'no code'), (4, '00000', 'success is no error'),
  (5, '01000', 'nor is a warning'), (6, 'XX000', 'nor a bug of the server'), (7, 'abc', 'too short'),
  (8, 'lower', 'small letters'), (9, '22003', ''), (10, '22003', repeat('long ', 400)),
  (11, '22003', 'percent %s %n')) AS f(number, state, text) ORDER BY number;
SELECT error_of('SELECT fail_silently(1)');

-- Results that are not what was declared.
SELECT error_of(command) FROM unnest('{SELECT set_nothing(1),SELECT set_other(1),SELECT set_pointer(1),
SELECT set_bytes(1),SELECT set_odd_array(1),SELECT triple_short(1),SELECT set_rational(4),SELECT set_rational(0),
SELECT emit_outside(1)}'::text[]) WITH ORDINALITY AS c(command, number) ORDER BY number;
SELECT set_rational(3), even(2), even(3) IS NULL, kernel_bool(1);

-- NULL: strict functions are not called, others read zeroes.
SELECT even(NULL::int8) IS NULL, kernel_valid(NULL::int8) IS NULL, count_nulls(NULL, 'abc'), count_nulls(4, NULL), count_nulls(NULL, NULL);

-- The same over ndarrays; masks are the host's own.
SELECT even('int8[0:4]{1,2,NULL,(),4}'::ndarray), kernel_valid('int8[0:3]{1,NULL,(),4}'::ndarray), kernel_bool('int8[0:2]{1,NULL,3}'::ndarray);
SELECT error_of('SELECT fail_at(''int8[0:4]{1,2,NULL,(),4}''::ndarray, 4)'), error_of('SELECT set_rational(''int8[0:1]{3,4}''::ndarray)'),
  error_of('SELECT even(''float8[0:1]{3,4}''::ndarray)'), set_rational('int8[0:2]{3,NULL,5}'::ndarray);

-- Over arrays: rows in front of the one that fails come out, and it is told with the plugin's own code.
SELECT create_array('pf', '<n:bigint>[i=0:999,100,0]');
INSERT INTO pf SELECT i, CASE WHEN i % 7 <> 0 THEN i END FROM generate_series(0, 999) i;
CREATE FUNCTION twice(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE mode text;
BEGIN
  FOREACH mode IN ARRAY '{require,forbid}'::text[] LOOP
    PERFORM set_config('array_ext.debug_require_vectorized', mode, true);
    RETURN NEXT error_of(query);
  END LOOP;
  PERFORM set_config('array_ext.debug_require_vectorized', 'allow', true);
END $$;
SELECT twice('SELECT n FROM pf WHERE fail_at(n, 500) > 0');
SELECT twice('SELECT n FROM pf WHERE kernel_fail_at(n, 500) > 0');
SELECT twice('SELECT sum(fail_at(n, 500)) FROM pf');
SELECT twice('SELECT n FROM pf WHERE set_nothing(n) > 0');
SELECT twice('SELECT n FROM pf WHERE set_other(n) > 0');
SELECT twice('SELECT n FROM pf WHERE fail_silently(n) > 0');
SELECT twice('SELECT n FROM pf WHERE set_rational(n) > 0');
SELECT twice('SELECT n FROM pf WHERE unopened(n) > 0');
SELECT n FROM pf WHERE fail_at(n, 5) < 9 LIMIT 3;
SELECT n FROM pf WHERE kernel_fail_at(n, 5) < 9 LIMIT 3;
-- a CASE keeps the failing value away
SELECT sum(CASE WHEN n <> 500 THEN fail_at(n, 500) ELSE 1 END), sum(CASE WHEN n <> 500 THEN kernel_fail_at(n, 500) ELSE 1 END) FROM pf;

-- Scalar and kernel forms give what rows give.
SET array_ext.debug_require_vectorized = require;
SELECT count(*), sum(even(n)), count(even(n)), sum(kernel_valid(n)), count(kernel_valid(n)), count(*) FILTER (WHERE kernel_bool(n)) FROM pf WHERE i > 10;
SET array_ext.debug_require_vectorized = forbid;
SELECT count(*), sum(even(n)), count(even(n)), sum(kernel_valid(n)), count(kernel_valid(n)), count(*) FILTER (WHERE kernel_bool(n)) FROM pf WHERE i > 10;
RESET array_ext.debug_require_vectorized;

-- Kinds of two doubles.
SELECT create_array('pz', '<z:complex, p:point2d>[i=0:199,50,0]');
INSERT INTO pz SELECT i, complex(i, 1), point2d(1, -i) FROM generate_series(0, 199) i;
SET array_ext.debug_require_vectorized = require;
SELECT count(*), sum(mirrored(z)), sum(mirrored(p)) FROM pz WHERE mirrored(z) = complex(7, -1) OR mirrored(p) = point2d(1, 9);
SET array_ext.debug_require_vectorized = forbid;
SELECT count(*), sum(mirrored(z)), sum(mirrored(p)) FROM pz WHERE mirrored(z) = complex(7, -1) OR mirrored(p) = point2d(1, 9);
RESET array_ext.debug_require_vectorized;
SELECT mirrored('complex[0:2]{"(1,2)",NULL,()}'::ndarray), mirrored('point2d[0:1]{"(1,2)","(3,-4)"}'::ndarray), mirrored(complex(1, 2));
DROP FOREIGN TABLE pz;

-- Constants of any type; what depends on the cell is of an element type.
SET array_ext.debug_require_vectorized = require;
SELECT count(*), sum(sum_all(n, repeat('x', 5000), '{{1,2},{3,4}}')), count(sum_all(n, NULL, '{}')) FROM pf WHERE sum_all(n, 'four', '{}') > 500;
SELECT error_of('SELECT sum(sum_all(n, ''x'', ''{1,NULL}'')) FROM pf'), error_of('SELECT sum(sum_all(n, n::text, ''{1}'')) FROM pf');
SET array_ext.debug_require_vectorized = forbid;
SELECT count(*), sum(sum_all(n, repeat('x', 5000), '{{1,2},{3,4}}')), count(sum_all(n, NULL, '{}')) FROM pf WHERE sum_all(n, 'four', '{}') > 500;
-- A text that comes from the cell goes row by row.
SELECT create_array('pt', '<s:text, n:int4>[i=0:99,10,0]');
INSERT INTO pt SELECT i, repeat('x', i), i FROM generate_series(0, 99) i;
SET array_ext.debug_require_vectorized = require;
SELECT error_of('SELECT sum(sum_all(n, s, ''{1}'')) FROM pt');
SET array_ext.debug_require_vectorized = allow;
SELECT sum(sum_all(n, s, '{1}')) FROM pt;
SET array_ext.debug_require_vectorized = forbid;
SELECT sum(sum_all(n, s, '{1}')) FROM pt;
RESET array_ext.debug_require_vectorized;
DROP FOREIGN TABLE pt;

-- Loops end when they ask.
SET statement_timeout = '100ms';
\set VERBOSITY sqlstate
SELECT endless(1);
SELECT kernel_endless(1);
SELECT count(*) FROM pf WHERE endless(n) > 0;
SELECT count(*) FROM pf WHERE kernel_endless(n) > 0;
SELECT endless('int8[0:4]{1,2,NULL,(),4}'::ndarray);
SELECT * FROM plugin_apply('pf', 'chunk_endless') AS r(i bigint, n bigint);
RESET statement_timeout;
\set VERBOSITY default

-- Memory that there is not.
SELECT error_of('SELECT hungry(9223372036854775807)'), hungry(100), hungry(0);

-- State lives as long as the query, and is closed once, after an error too.
SELECT counter(1), counter(1) FROM generate_series(1, 2);
SELECT array_agg(counter(n) ORDER BY n) FROM generate_series(1, 5) n;
SELECT max(counter(n)) > 100 FROM pf;
SELECT closings() > 0 AS closed;
SELECT closings() AS before \gset
SELECT error_of('SELECT counter(n) + fail_at(n, 3) FROM generate_series(1, 5) n');
SELECT closings() - :before;
SELECT error_of('SELECT unopened(1)');

-- Aggregates.
SELECT unlucky_sum(n), count(*) FROM generate_series(1, 10) n;
SELECT unlucky_sum(n) FROM generate_series(1, 0) n;
SELECT unlucky_sum(NULL::int8);
SELECT n % 3, unlucky_sum(n) FROM generate_series(1, 10) n GROUP BY 1 ORDER BY 1;
SELECT error_of('SELECT unlucky_sum(n) FROM generate_series(1, 20) n');
SELECT sum(s) FROM (SELECT unlucky_sum(n) OVER (ORDER BY n ROWS 1 PRECEDING) s FROM generate_series(1, 10) n) x;

-- Chunk functions.
SELECT error_of(format('SELECT * FROM plugin_apply(''pf'', %L) AS r(i bigint, a bigint, b bigint)', name))
FROM unnest('{emit_argument,emit_bare,emit_strange,emit_unnamed,emit_huge,emit_backwards,even,faulty.none,other.emit_two}'::text[])
  WITH ORDINALITY AS c(name, number) ORDER BY number;
SELECT * FROM plugin_apply('pf', 'emit_two') AS r(i bigint, cells bigint, half rational) ORDER BY i;
SELECT * FROM plugin_apply('pf', 'faulty.emit_two', mode => 'chunk', params => '{"a": 1}') AS r(i bigint, half rational, cells bigint)
ORDER BY i, half LIMIT 3;
SELECT plugin_apply_into('pf', 'emit_two', 'pf2');
SELECT * FROM pf2 ORDER BY i;
SELECT array_schema('pf2');
SELECT error_of($$SELECT * FROM plugin_apply('pf', 'emit_two')$$), error_of($$SELECT * FROM plugin_apply('pf', 'emit_two', mode => 'x') AS r(i bigint)$$),
  error_of($$SELECT * FROM plugin_apply('pf', 'emit_two', halo => '{1}') AS r(i bigint)$$), error_of($$SELECT * FROM plugin_apply('pf', 'emit_two', '{}') AS r(i bigint)$$),
  error_of($$SELECT * FROM plugin_apply('pf', 'emit_two', '{zz}') AS r(i bigint)$$), error_of($$SELECT * FROM plugin_apply(NULL, 'emit_two') AS r(i bigint)$$),
  error_of($$SELECT * FROM plugin_apply('pg_class', 'emit_two') AS r(i bigint)$$), error_of($$SELECT * FROM plugin_apply('pf', 'emit_two') AS r(i bigint, a text, b text)$$),
  error_of($$SELECT plugin_apply_into('pf', 'emit_bare', 'pf3')$$);
DROP FOREIGN TABLE pf, pf2;

-- A registered type is a type like any other.
CREATE TABLE triples (id int, t triple DEFAULT '0/0/0', UNIQUE (t));
INSERT INTO triples SELECT i, format('%s/%s/%s', i % 10, i % 7, i)::triple FROM generate_series(1, 1000) i;
INSERT INTO triples (id) VALUES (0);
SELECT error_of('INSERT INTO triples (id) VALUES (1001)'), error_of('SELECT ''x''::triple');
ANALYZE triples;
SELECT min(t), max(t), count(DISTINCT t), sum((t::bigint)) FROM triples;
SELECT count(*) FROM triples WHERE t <= '1/0/0' AND t <> '0/0/0' AND t >= '0/0/10' AND t = t AND NOT t > '5/0/0';
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM triples WHERE t = '1/1/1';
SELECT id FROM triples WHERE t = '1/1/1';
SET enable_seqscan = on;
SET enable_mergejoin = off; SET enable_nestloop = off;
SELECT count(*) FROM triples a JOIN triples b USING (t);
SET enable_mergejoin = on; SET enable_hashjoin = off;
SELECT count(*) FROM triples a JOIN triples b USING (t);
RESET enable_mergejoin; RESET enable_nestloop; RESET enable_hashjoin;
SELECT t FROM triples ORDER BY t DESC LIMIT 2;
SELECT t + 5 FROM triples WHERE id = 3;
SELECT error_of('SELECT t::int FROM triples'), error_of('SELECT (t::float8) FROM triples WHERE id = 3'), t::float8 FROM triples WHERE id = 3;
CREATE TABLE narrow (n bigint);
INSERT INTO narrow SELECT t FROM triples WHERE id = 4;
SELECT * FROM narrow;
DROP TABLE narrow;
SELECT opcname, amvalidate(oid) FROM pg_opclass WHERE opcname LIKE 'triple%' ORDER BY 1;
SELECT hash_value.low = hash_value.high::int8 % 4294967296 FROM (SELECT triple_hash('1/2/3')::int8 & 4294967295 AS low, triple_hash_extended('1/2/3', 0) & 4294967295 AS high) hash_value;
\copy triples TO 'triples.bin' (FORMAT binary)
CREATE TABLE again (LIKE triples);
\copy again FROM 'triples.bin' (FORMAT binary)
SELECT count(*) FROM (TABLE again EXCEPT ALL TABLE triples) x;
\! rm -f triples.bin
SELECT typname, typlen, typbyval, typalign FROM pg_type WHERE typname = 'triple';

-- Parallel workers open the library for themselves.
CREATE TABLE many AS SELECT n::int8 FROM generate_series(20, 200000) n;
ANALYZE many;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT unlucky_sum(even(n)) FROM many;
SELECT unlucky_sum(even(n)) = (SELECT sum(n) FROM many WHERE n % 2 = 0) FROM many;
SELECT error_of('SELECT unlucky_sum(fail_at(n, 150000)) FROM many');
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;

-- A backend that has never seen the library.
\c
\pset format unaligned
\pset tuples_only on
SELECT even(6), t FROM triples WHERE id = 7;
DROP TABLE triples, again, many;

-- What the catalogues must say of what the generator writes.
SELECT d.objid FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
WHERE e.extname = 'faulty' AND d.deptype = 'e' AND d.classid <> 'pg_opfamily'::regclass
  AND obj_description(d.objid, d.classid::regclass::name) IS NULL
  AND NOT (d.classid = 'pg_type'::regclass AND EXISTS (SELECT 1 FROM pg_type t WHERE t.oid = d.objid AND t.typcategory = 'A'));
SELECT o.oid::regoperator FROM pg_operator o JOIN pg_depend d ON d.classid = 'pg_operator'::regclass AND d.objid = o.oid AND d.deptype = 'e'
  JOIN pg_extension e ON e.oid = d.refobjid WHERE e.extname = 'faulty'
  AND (o.oprresult = 'bool'::regtype AND (o.oprrest = 0 OR o.oprjoin = 0 OR o.oprcom = 0 OR o.oprnegate = 0) OR o.oprcode = 0);
SELECT unload_library('faulty');
DROP FUNCTION twice(text);
DROP FUNCTION error_of(text);
