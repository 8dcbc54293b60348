--
-- Elements of types of fixed length that are stored by their name.
--
\set VERBOSITY default
SET bytea_output = hex;
SET extra_float_digits = 1;
SET intervalstyle = postgres;

-- text in and out; a bare name is one of pg_catalog
SELECT 'pg_catalog.uuid[0:2]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,NULL,()}'::ndarray;
SELECT 'uuid[1:2]{"00000000-0000-0000-0000-000000000001","{00000000-0000-0000-0000-000000000002}"}'::ndarray;
SELECT 'name[1:3]{plain,"a,b","a\"b\\c"}'::ndarray;
SELECT 'interval[x=0:9]{(2):"1 day 02:00",(7):"3 mons"}'::ndarray;
SELECT '"char"[0:1,0:1]{{a,b},{c,d}}'::ndarray;
SELECT 'macaddr[0:1]{08:00:2b:01:02:03,"00:00:00:00:00:00"}'::ndarray;
SELECT 'macaddr[0:1]{"08:00:2b:01:02:03","00:00:00:00:00:00"}'::ndarray;
SELECT 'timetz[0:1]{"04:05:06-08","23:59:59.999999+01"}'::ndarray;
SELECT 'pg_catalog.box[0:0]{"(1,2),(3,4)"}'::ndarray;
SELECT 'time{"04:05"}'::ndarray, 'oid{4294967295}'::ndarray, 'money{$1.50}'::ndarray;
SELECT 'uuid[5:4]{}'::ndarray;

-- errors
SELECT 'text[0:0]{a}'::ndarray;
SELECT 'regclass[0:0]{pg_class}'::ndarray;
SELECT 'pg_catalog.nosuch[0:0]{1}'::ndarray;
SELECT 'nowhere.uuid[0:0]{1}'::ndarray;
SELECT 'pg_catalog.[0:0]{1}'::ndarray;
SELECT 'uuid[0:0]{zzz}'::ndarray;
SELECT 'uuid[0:0]{base64:AAAA}'::ndarray;
CREATE TYPE nd_mood AS ENUM ('sad', 'ok');
CREATE DOMAIN nd_day AS time;
CREATE TYPE nd_pair AS (a int, b int);
SELECT nd_from_array('{sad}'::nd_mood[]);
SELECT nd_from_array('{04:05}'::nd_day[]);
SELECT nd_from_array(ARRAY[(1, 2)::nd_pair]);
SELECT nd_from_array(ARRAY['[1,2)'::int4range]);
SELECT nd_from_array('{pg_class}'::regclass[]);
SELECT nd_from_array(acldefault('s', 10));
DROP TYPE nd_mood, nd_pair;
DROP DOMAIN nd_day;

-- what the head says; there are counts, but no range and no sum
CREATE TABLE named_values (id int PRIMARY KEY, a ndarray);
INSERT INTO named_values VALUES
	(1, 'uuid[0:3]{00000000-0000-0000-0000-000000000002,00000000-0000-0000-0000-000000000001,NULL,()}'),
	(2, 'timetz[0:1]{"04:05:06-08","23:59:59+01"}'),
	(3, 'name[i=2:3,j=0:1]{{a,b},{"c d",NULL}}'),
	(4, 'interval[0:99]{(5):"1 mon",(50):NULL}');
SELECT id, nd_kind(a), nd_dims(a), nd_shape(a), nd_count(a), nd_nulls(a), nd_present(a) FROM named_values ORDER BY id;
SELECT id, (nd_summary(a)).* FROM named_values ORDER BY id;
SELECT id, t.* FROM named_values, nd_tiles(a) t ORDER BY id;
SELECT nd_sum(a) FROM named_values WHERE id = 1;
SELECT nd_max(a) FROM named_values WHERE id = 4;

-- cells out
SELECT nd_text(a, 0), nd_text(a, 2), nd_text(a, 3), nd_text(a, 9) FROM named_values WHERE id = 1;
SELECT nd_text(a, 3, 0)::name FROM named_values WHERE id = 3;
SELECT nd_float8(a, 0) FROM named_values WHERE id = 1;
SELECT nd_numeric(a, 0) FROM named_values WHERE id = 1;
SELECT nd_unnest(a, NULL::uuid) AS u, nd_coords(a) FROM named_values WHERE id = 1;
SELECT nd_unnest(a, NULL::interval) FROM named_values WHERE id = 1;
SELECT nd_unnest(a) FROM named_values WHERE id = 1;
SELECT c.* FROM named_values, nd_cells(a) AS c(i bigint, v timetz) WHERE id = 2;
SELECT nd_box(a, '{2,1}', '{3,1}'), nd_rebase(a) FROM named_values WHERE id = 3;

-- arrays, and rows
SELECT nd_from_array(ARRAY['04:05', NULL, '06:07:08']::time[]);
SELECT nd_to_array(nd_from_array('[2:3][1:2]={{1 day,2 mons},{NULL,-1 sec}}'::interval[], '{2,1}'), NULL::interval);
SELECT nd_to_array(nd_from_array('{04:05+01,04:06+02,NULL,04:07+03}'::timetz[]), NULL::timetz);
SELECT nd_to_array(nd_from_array('{08:00:2b:01:02:03,08:00:2b:01:02:04}'::macaddr[]), NULL::macaddr);
SELECT nd_to_array('int4[0:1]{1,2}'::ndarray, NULL::float8), nd_to_array(NULL::ndarray, 1);
SELECT nd_to_array('uuid[0:0]{00000000-0000-0000-0000-000000000002}', NULL::float8);
SELECT nd_to_array('uuid[0:0]{()}', NULL::uuid);
SELECT nd_agg(v, i) FROM (VALUES ('1 day'::interval, 3), (NULL, 1), ('2 hours', 2)) AS r(v, i);
SELECT nd_agg(v, i, j) FROM (VALUES ('x'::name, 0, 0), ('y', 1, 1)) AS r(v, i, j);
CREATE TABLE named_rows AS SELECT i, md5(i::text)::uuid AS u FROM generate_series(0, 29999) AS i;
ANALYZE named_rows;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT nd_agg(u, i) FROM named_rows;
SELECT nd_count(a), nd_text(a, 29999)::uuid = md5('29999')::uuid
  FROM (SELECT nd_agg(u, i) AS a FROM named_rows) AS t;
SELECT count(*) FROM named_rows AS r FULL JOIN
  (SELECT c.* FROM (SELECT nd_agg(u, i) AS a FROM named_rows) AS t, nd_cells(a) AS c(i bigint, u uuid)) AS c
  USING (i, u) WHERE r.i IS NULL OR c.i IS NULL;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- comparison and hash by the type's own order: 24 hours are a day
SELECT 'interval[0:0]{"1 day"}'::ndarray = 'interval[0:0]{"24:00"}'::ndarray AS equal,
	ndarray_hash('interval[0:0]{"1 day"}') = ndarray_hash('interval[0:0]{"24:00"}') AS same_hash,
	ndarray_cmp('interval[0:0]{"1 day"}', 'interval[0:0]{"2 days"}'),
	ndarray_cmp('name[0:0]{b}', 'name[0:0]{a}'),
	ndarray_cmp('name[0:0]{b}', 'uuid[0:0]{00000000-0000-0000-0000-000000000002}'),
	ndarray_cmp('name[0:0]{b}', 'float8[0:0]{1}'),
	'xid[0:1]{1,2}'::ndarray = 'xid[0:1]{1,2}'::ndarray AS no_order,
	'box[0:0]{"(1,1),(0,0)"}'::ndarray = 'box[0:0]{"(1,1),(0,0)"}'::ndarray AS no_btree;
SELECT a, count(*) FROM (VALUES ('interval[0:0]{"1 day"}'::ndarray), ('interval[0:0]{"24:00"}'), ('interval[0:0]{"1 mon"}')) AS v(a)
 GROUP BY a ORDER BY a;

-- binary: elements go through their own functions
SELECT encode(ndarray_send('time[0:2]{"04:05",NULL,()}'), 'hex');
CREATE TABLE named_back (LIKE named_values);
\copy named_values TO PROGRAM 'cat > "$PG_ABS_BUILDDIR/results/ndarray_named.copy"' (FORMAT binary)
\copy named_back FROM PROGRAM 'cat "$PG_ABS_BUILDDIR/results/ndarray_named.copy"' (FORMAT binary)
SELECT count(*), bool_and(v.a = b.a AND v.a::text = b.a::text) FROM named_values AS v JOIN named_back AS b USING (id);

-- bytes from elsewhere
-- as it was sent
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\000\377\377"' (FORMAT binary)
-- a time of day after midnight
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\010\177\377\377\377\154\060\063\000\377\377"' (FORMAT binary)
-- an element of four bytes
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\004\000\000\000\003\154\060\063\000\377\377"' (FORMAT binary)
-- a negative length
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\131\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\377\377\377\377\377\377"' (FORMAT binary)
-- bytes that follow
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\142\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\000\000\377\377"' (FORMAT binary)
-- too few
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\140\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\377\377"' (FORMAT binary)
-- a value in an empty cell
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\002\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\000\377\377"' (FORMAT binary)
-- a bit beyond the last cell
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\013\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\000\377\377"' (FORMAT binary)
-- an unknown form of a tile
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\002\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\000\377\377"' (FORMAT binary)
-- a head of too many tiles
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\377\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\000\377\377"' (FORMAT binary)
-- the bytes of a stored value of that kind, with a directory
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\377\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\000\377\377"' (FORMAT binary)
-- a type that is not there
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\010\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\146\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\000\377\377"' (FORMAT binary)
-- a type of another length
\copy named_back FROM PROGRAM 'printf "\120\107\103\117\120\131\012\377\015\012\000\000\000\000\000\000\000\000\000\000\002\000\000\000\004\000\000\000\011\000\000\000\141\001\100\001\000\000\040\000\000\001\000\000\000\110\000\000\000\230\000\000\000\230\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\010\000\007\000\012\160\147\137\143\141\164\141\154\157\147\004\164\151\155\145\000\000\000\000\001\000\000\000\000\000\000\000\003\000\000\000\000\000\000\000\001\000\000\000\010\000\000\000\003\154\060\063\000\377\377"' (FORMAT binary)
SELECT a FROM named_back WHERE id = 9;

-- a type of one's own: renamed, dropped
CREATE SCHEMA "Odd ""schema""";
CREATE TYPE "Odd ""schema""".celsius;
CREATE FUNCTION celsius_in(cstring) RETURNS "Odd ""schema""".celsius LANGUAGE internal IMMUTABLE STRICT AS 'float8in';
CREATE FUNCTION celsius_out("Odd ""schema""".celsius) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'float8out';
CREATE TYPE "Odd ""schema""".celsius (INPUT = celsius_in, OUTPUT = celsius_out, LIKE = float8);
CREATE TABLE celsius_values AS SELECT nd_from_array('{1.5,NULL,-3}'::"Odd ""schema""".celsius[]) AS a;
SELECT a, nd_kind(a) FROM celsius_values;
SELECT a::text::ndarray = a FROM celsius_values;
SELECT ndarray_send(a) FROM celsius_values;
ALTER TYPE "Odd ""schema""".celsius RENAME TO kelvin;
SELECT nd_kind(a), nd_count(a) FROM celsius_values;
SELECT a FROM celsius_values;
SELECT nd_rename_type(a, '"Odd ""schema""".celsius', '"Odd ""schema""".kelvin') FROM celsius_values;
SELECT nd_rename_type(a, '"Odd ""schema""".celsius', 'pg_catalog.uuid') FROM celsius_values;
SELECT nd_rename_type(a, '"Odd ""schema""".celsius', 'float8') FROM celsius_values;
SELECT nd_rename_type('float8[0:0]{1}', 'pg_catalog.uuid', 'pg_catalog.uuid');
SELECT has_function_privilege('public', 'nd_rename_type(ndarray, text, text)', 'EXECUTE');
DROP TYPE "Odd ""schema""".kelvin CASCADE;
SELECT a FROM celsius_values;
DROP SCHEMA "Odd ""schema""" CASCADE;
DROP TABLE celsius_values, named_back, named_rows, named_values;

-- what has no meaning for such cells, or for dates, is refused; what moves cells works
SELECT nd_eq('uuid[0:0]{00000000-0000-0000-0000-000000000002}'::ndarray, 'uuid[0:0]{00000000-0000-0000-0000-000000000002}'::ndarray);
SELECT 'oid[0:0]{1}'::ndarray + 'oid[0:0]{1}'::ndarray;
SELECT 'date[0:0]{2024-01-01}'::ndarray + 'date[0:0]{2024-01-01}'::ndarray;
SELECT nd_astype('oid[0:0]{1}'::ndarray, 'float8');
SELECT nd_astype('oid[0:0]{1}'::ndarray, 'complex');
SELECT nd_astype('date[0:0]{2024-01-01}'::ndarray, 'complex');
SELECT nd_astype('date[0:0]{2024-01-01}'::ndarray, 'rational');
SELECT 'date[0:0]{2024-01-01}'::ndarray + 'complex[0:0]{1}'::ndarray;
SELECT nd_coalesce('complex[0:0]{()}'::ndarray, 'date[0:0]{2024-01-01}'::ndarray);
SELECT nd_zeros('{2}', 'date');
SELECT nd_full('{2}', time '04:05');
SELECT sum('oid[0:0]{1}'::ndarray);
SELECT sum('date[0:0]{2024-01-01}'::ndarray);
SELECT nd_min_over(a), nd_max_over(a) FROM (VALUES ('date[0:1]{2024-01-01,NULL}'::ndarray), ('date[0:1]{2024-01-02,2024-01-03}')) AS v(a);
SELECT nd_transpose('name[0:1,0:1]{{a,b},{c,NULL}}'), ('name[0:1,0:1]{{a,b},{c,NULL}}'::ndarray)[1][0];
SELECT nd_eq('date[0:1]{2024-01-01,NULL}'::ndarray, 'date[0:1]{2024-01-01,2024-01-03}'::ndarray);
