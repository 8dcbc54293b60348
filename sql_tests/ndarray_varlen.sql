--
-- Elements of types of variable length that are stored by their name.
--
\set VERBOSITY default
SET bytea_output = hex;
SET extra_float_digits = 1;

-- text in and out; an empty text is neither NULL nor empty
SELECT 'text[0:4]{a,"b c","",NULL,()}'::ndarray;
SELECT 'pg_catalog.text[i=1:2,j=-1:0]{{"a\"b\\c","{},"},{"NULL","()"}}'::ndarray;
SELECT 'numeric[0:4]{1.50,NaN,-Infinity,12345678901234567890.123456789,NULL}'::ndarray;
SELECT 'text[0:99]{(7):seven,(50):NULL,(99):""}'::ndarray, 'text{alone}'::ndarray, 'text[5:4]{}'::ndarray;
SELECT 'bytea[0:1]{"\\x00ff",""}'::ndarray, 'jsonb[0:0]{"{\"a\": [1, 2]}"}'::ndarray;
SELECT 'inet[0:1]{10.0.0.1/8,"::1"}'::ndarray, 'bit[0:0]{101}'::ndarray, 'polygon[0:0]{"((0,0),(1,1),(1,0))"}'::ndarray;

-- errors
SELECT 'numeric[0:0]{one}'::ndarray;
SELECT 'jsonb[0:0]{"{"}'::ndarray;
SELECT 'text[0:1]{a}'::ndarray;
SELECT 'text[0:0]{base64:AAAA}'::ndarray;
SELECT nd_from_array('{{a}}'::text[]::regclass[]);
SELECT 'int2vector[0:0]{"1 2"}'::ndarray;
SELECT 'cstring[0:0]{a}'::ndarray;
SELECT 'pg_node_tree[0:0]{a}'::ndarray;

-- what the head says
CREATE TABLE varlen_values (id int PRIMARY KEY, a ndarray);
INSERT INTO varlen_values VALUES
	(1, 'text[0:4]{bb,a,"",NULL,()}'),
	(2, 'numeric[i=2:3,j=0:1]{{1.5,2.5},{NULL,-3}}'),
	(3, nd_from_array(ARRAY(SELECT 'name ' || i % 7 FROM generate_series(1, 5000) AS i))),
	(4, nd_from_array(ARRAY(SELECT md5(i::text) FROM generate_series(1, 5000) AS i))),
	(5, nd_from_array(ARRAY(SELECT repeat(chr(65 + i), 1000000) FROM generate_series(0, 9) AS i))),
	(6, nd_full('{100,100}', 'the same'::text)),
	(7, 'text[0:9]{}');
SELECT id, nd_kind(a), nd_dims(a), nd_shape(a), nd_size(a), nd_count(a), nd_nulls(a), nd_present(a), (nd_summary(a)).* FROM varlen_values ORDER BY id;
SELECT id, count(*) AS tiles, sum(cells) AS cells, array_agg(DISTINCT codec) AS codecs, sum(payload_bytes) < 400000 AS small
  FROM varlen_values, nd_tiles(a) GROUP BY id ORDER BY id;

-- cells out
SELECT nd_text(a, 0), nd_text(a, 2), nd_text(a, 3), nd_text(a, 4), nd_text(a, 9) FROM varlen_values WHERE id = 1;
SELECT nd_numeric(a, 2, 1), nd_float8(a, 2, 0), nd_int4(a, 3, 1), nd_text(a, 2, 0), nd_numeric(a, 3, 0) FROM varlen_values WHERE id = 2;
SELECT nd_float8(a, 0) FROM varlen_values WHERE id = 1;
SELECT nd_date(a, 0) FROM varlen_values WHERE id = 1;
SELECT length(nd_text(a, 9)), left(nd_text(a, 9), 3) FROM varlen_values WHERE id = 5;
SELECT nd_unnest(a, NULL::text) AS v, nd_coords(a) AS at FROM varlen_values WHERE id = 1;
SELECT nd_unnest(a, NULL::numeric), nd_unnest(a) FROM varlen_values WHERE id = 2;
SELECT c.* FROM varlen_values, nd_cells(a) AS c(i bigint, j bigint, v numeric) WHERE id = 2;
SELECT count(*), sum(length(v)), min(left(v, 2)) FROM varlen_values, nd_cells(a) AS c(i bigint, v text) WHERE id = 5;
SELECT nd_values(a) FROM varlen_values WHERE id IN (1, 2) ORDER BY id;

-- arrays
SELECT '[2:3]={a,NULL}'::text[]::ndarray, '[2:3]={a,NULL}'::text[]::ndarray::text[];
SELECT '{{1.5,2},{NULL,4}}'::numeric[]::ndarray::numeric[], '{x,"y z"}'::varchar[]::ndarray::varchar[];
SELECT '{"\\x00","\\xff01"}'::bytea[]::ndarray::bytea[], '{"[1]",NULL}'::jsonb[]::ndarray::jsonb[];
SELECT nd_from_array('{}'::text[]), nd_from_array('{a,b}'::text[], '{-4}'), nd_to_array('text[0:1]{a,b}', NULL::text);
SELECT 'text[0:0]{()}'::ndarray::text[];
SELECT 'float8[0:1]{1.5,NULL}'::ndarray::text[], 'text[0:1]{1.5,2}'::ndarray::float8[], 'numeric[0:0]{1.5}'::ndarray::int4[];
SELECT nd_to_array(nd_rebase(a, '{1}'), NULL::text) = ARRAY(SELECT md5(i::text) FROM generate_series(1, 5000) AS i) AS same FROM varlen_values WHERE id = 4;

-- kinds changed by the SQL casts, where these depend on nothing else
SELECT nd_astype('numeric[0:2]{1.5,NULL,()}', 'float8'), nd_astype('int4[0:1]{7,NULL}', 'numeric'), nd_astype('int4[0:1]{7,8}', 'text'),
	nd_astype('text[0:1]{1/2,3}', 'rational'), nd_astype('varchar[0:0]{x}', 'pg_catalog.text');
SELECT nd_astype('text[0:0]{x}', 'float8');
SELECT nd_astype('numeric[0:0]{1e10}', 'int4');
SELECT nd_astype('date[0:0]{2024-01-01}', 'text');
SELECT nd_astype('uuid[0:0]{00000000-0000-0000-0000-000000000002}', 'float8');
SELECT nd_astype('text[0:0]{x}', 'text trailing');

-- rows, also by way of workers
SELECT nd_agg(v, i) FROM (VALUES ('x'::text, 3), (NULL, 1), ('y', 2)) AS r(v, i);
SELECT nd_agg(v, i, j) FROM (VALUES (1.50, 0, 0), (2, 1, 1)) AS r(v, i, j);
CREATE TABLE varlen_rows AS SELECT i, CASE WHEN i % 11 > 0 THEN repeat(i::text, i % 5) END AS t FROM generate_series(0, 29999) AS i;
ANALYZE varlen_rows;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT nd_agg(t, i) FROM varlen_rows;
SELECT count(*) FROM varlen_rows AS r FULL JOIN
  (SELECT c.* FROM (SELECT nd_agg(t, i) AS a FROM varlen_rows) AS x, nd_cells(a) AS c(i bigint, t text)) AS c
  ON r.i = c.i AND r.t IS NOT DISTINCT FROM c.t WHERE r.i IS NULL OR c.i IS NULL;
SELECT i % 3 AS k, nd_count(nd_agg(t, i)), nd_text(nd_agg(t, i), 29999 - (29999 - i % 3) % 3) FROM varlen_rows GROUP BY i % 3 ORDER BY k;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- comparison and hash: text by the order of its bytes, numeric by its own
SELECT 'numeric[0:0]{1.0}'::ndarray = 'numeric[0:0]{1.00}'::ndarray AS equal,
	ndarray_hash('numeric[0:0]{1.0}') = ndarray_hash('numeric[0:0]{1.00}') AS same_hash,
	ndarray_cmp('text[0:0]{b}', 'text[0:0]{a}'), ndarray_cmp('text[0:0]{B}', 'text[0:0]{a}'), ndarray_cmp('text[0:0]{a}', 'text[0:0]{aa}'),
	ndarray_cmp('text[0:0]{a}', 'float8[0:0]{1}'), ndarray_cmp('text[0:0]{a}', 'varchar[0:0]{a}'), ndarray_cmp('text[0:1]{a,NULL}', 'text[0:1]{a,b}'),
	'json[0:0]{"[1]"}'::ndarray = 'json[0:0]{"[1]"}'::ndarray AS no_order;
SELECT a, count(*) FROM (VALUES ('numeric[0:0]{1.0}'::ndarray), ('numeric[0:0]{1.00}'), ('text[0:0]{""}'), ('text[0:0]{()}')) AS v(a) GROUP BY a ORDER BY a;

-- type modifiers, subscripts, assignment
CREATE TABLE varlen_typed (id int, a ndarray(text,1), n ndarray(numeric,2));
\d varlen_typed
INSERT INTO varlen_typed VALUES (1, 'text[0:3]{a,b,NULL,()}', 'numeric[0:1,0:1]{{1,2},{3,4}}');
INSERT INTO varlen_typed VALUES (2, 'varchar[0:0]{a}', NULL);
SELECT a[1], pg_typeof(a[1]), a[2] IS NULL AS null, a[9] IS NULL AS outside, a[0:1], n[1][0] + 1, n[0], pg_typeof(n[0][0]) FROM varlen_typed WHERE id = 1;
SELECT id FROM varlen_typed ORDER BY a[1];
UPDATE varlen_typed SET a[2] = 'new', n[0:1][1] = 'numeric[0:1]{20,40}'::ndarray WHERE id = 1;
UPDATE varlen_typed SET a[3] = repeat('long', 100000), a[0] = NULL WHERE id = 1;
SELECT a[0:2], length(a[3]), n FROM varlen_typed WHERE id = 1;
CREATE TABLE varlen_bad (a ndarray(regclass));
CREATE TYPE varlen_own;
CREATE FUNCTION varlen_own_in(cstring) RETURNS varlen_own LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION varlen_own_out(varlen_own) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE varlen_own (INPUT = varlen_own_in, OUTPUT = varlen_own_out, LIKE = text);
CREATE TABLE varlen_bad (a ndarray("public.varlen_own"));
SELECT nd_from_array('{x,yy}'::varlen_own[]) AS a INTO varlen_owned;
ALTER TYPE varlen_own RENAME TO varlen_renamed;
SELECT a FROM varlen_owned;
SELECT nd_rename_type(a, 'public.varlen_own', 'public.varlen_renamed') FROM varlen_owned;
SELECT nd_rename_type(a, 'public.varlen_own', 'pg_catalog.uuid') FROM varlen_owned;
DROP TABLE varlen_owned;
DROP TYPE varlen_renamed CASCADE;
SELECT nd_put('text[0:3]{a,b,c,d}', ARRAY[3,0], '{z,NULL}'::text[]), nd_put('text[0:3]{a,b,c,d}', ARRAY[1], ARRAY['q']),
	nd_put('numeric[0:1]{1,2}', ARRAY[1], ARRAY[5]), nd_put('text[0:1]{a,b}'::ndarray, 'int4[0:0]{1}'::ndarray, 'text[0:0]{()}'::ndarray);

-- what moves and chooses cells takes them as they are
SELECT nd_transpose('text[0:1,0:1]{{a,b},{c,NULL}}'), nd_flip('text[0:2]{a,b,()}'), nd_roll('text[0:2]{a,b,c}', '{1}'), nd_shift('text[0:1]{a,b}', '{5}');
SELECT nd_reshape('text[0:3]{a,b,c,d}', '{2,2}'), nd_rebase('text[3:4]{a,b}'), nd_squeeze('text[0:0,0:1]{{a,b}}'), nd_expand('text[0:1]{a,b}', 0);
SELECT nd_concat(ARRAY['text[0:1]{a,b}'::ndarray, 'text[0:0]{c}']), 'text[0:1]{a,b}'::ndarray || 'text[0:0]{c}'::ndarray, nd_stack(ARRAY['text[0:1]{a,b}'::ndarray, 'text[0:1]{c,()}']);
SELECT nd_repeat('text[0:1]{a,b}', 2, '0'), nd_pad('text[0:1]{a,b}', '{1}', '{1}'), nd_pad('text[0:1]{a,b}', '{1}', '{0}', 'z'::text), nd_diag('text[0:1,0:1]{{a,b},{c,d}}');
SELECT nd_diag('text[0:1]{a,b}');
SELECT nd_box('text[0:3]{a,b,c,d}', '{1}', '{2}'), nd_slice('text[0:1,0:1]{{a,b},{c,d}}', '{0}', '{1}');
SELECT nd_filter('text[0:2]{a,b,c}'::ndarray, 'bool[0:2]{t,f,NULL}'::ndarray), nd_compress('text[0:2]{a,b,c}'::ndarray, 'bool[0:2]{t,f,t}'::ndarray);
SELECT nd_where('bool[0:2]{t,f,NULL}'::ndarray, 'text[0:2]{a,b,c}'::ndarray, 'no'::text), nd_coalesce('text[0:2]{a,NULL,()}'::ndarray, 'none'::text);
SELECT nd_is_null('text[0:2]{a,NULL,()}'), nd_is_present('text[0:2]{a,NULL,()}');
SELECT nd_where('bool[0:0]{t}'::ndarray, 'text[0:0]{a}'::ndarray, 'varchar[0:0]{b}'::ndarray);
SELECT nd_full('{2}', 'x'::text), nd_full('{2}', NULL::text);
SELECT nd_zeros('{2}', 'text');

-- comparison cell by cell, in the order of the whole value's; a numeric beside cells of type numeric is one
SELECT nd_eq('text[0:3]{a,b,NULL,()}'::ndarray, 'text[0:3]{a,a,a,a}'::ndarray), nd_lt('text[0:1]{B,a}'::ndarray, 'a'::text), nd_ge('numeric[0:2]{1.0,2,3}'::ndarray, 2.0),
	nd_ne('numeric[0:1]{1.0,2}'::ndarray, 'numeric[0:0]{1.00}'::ndarray), nd_gt('interval[0:0]{1 day}'::ndarray, interval '23:00');
SELECT nd_compress('text[0:2]{x,y,x}'::ndarray, nd_eq('text[0:2]{x,y,x}'::ndarray, 'x'::text)), nd_where('bool[0:1]{t,f}'::ndarray, 'numeric[0:1]{1,2}'::ndarray, 0.50),
	nd_coalesce('numeric[0:1]{NULL,2}'::ndarray, 1.50);
SELECT nd_eq('text[0:0]{a}'::ndarray, 'varchar[0:0]{a}'::ndarray);
SELECT nd_eq('json[0:0]{1}'::ndarray, 'json[0:0]{1}'::ndarray);

-- values within tables: TOASTed ones, and what was compressed before
CREATE TABLE varlen_toast (t text, a ndarray);
INSERT INTO varlen_toast SELECT repeat('0123456789', 100000), NULL;
UPDATE varlen_toast SET a = nd_full('{3}', t);
SELECT length(nd_text(a, 2)), nd_text(a, 2) = t AS same, nd_text(a[1:1]) = t AS box FROM varlen_toast;
DROP TABLE varlen_toast;

-- binary
CREATE TABLE varlen_back (LIKE varlen_values);
\copy varlen_values TO '/tmp/varlen_values.bin' (FORMAT binary)
\copy varlen_back FROM '/tmp/varlen_values.bin' (FORMAT binary)
\! rm -f /tmp/varlen_values.bin
SELECT count(*) FROM varlen_values AS v JOIN varlen_back AS b USING (id) WHERE v.a = b.a AND v.a::text = b.a::text;
SELECT count(*) FROM varlen_values WHERE a::text::ndarray = a;

-- what has no meaning for such cells is refused
SELECT nd_sum('text[0:0]{a}'::ndarray);
SELECT nd_sqrt('numeric[0:0]{4}'::ndarray);
SELECT sum('numeric[0:0]{1}'::ndarray);
SELECT nd_max_over('text[0:0]{1}'::ndarray);
SELECT 'text[0:0]{a}'::ndarray + 'text[0:0]{b}'::ndarray;
DROP TABLE varlen_values, varlen_rows, varlen_typed, varlen_back;
