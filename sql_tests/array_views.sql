-- the views of stored arrays, and array_stats
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

CREATE SCHEMA views_test;
SET search_path = views_test, public;
SELECT create_array('plain', '<v:float8 NOT NULL DEFAULT 0, w:int4>[i=0:99:0:10; j=*:5:2:20]');
SELECT create_array('"Odd one"', '<"R r":rational DEFAULT ''1/2''>["I i"=-3:3:0:4]');
SELECT schema, name, chunk_table, dimensions, attributes, source FROM array_list
	WHERE schema = 'views_test' ORDER BY name;
SELECT owner = current_user FROM array_list WHERE schema = 'views_test';
SELECT array_name, number, name, lower, upper, chunk, overlap, source FROM array_dimensions
	WHERE schema = 'views_test' ORDER BY array_name, number;
SELECT array_name, number, name, type, nullable, default_value, source FROM array_attributes
	WHERE schema = 'views_test' ORDER BY array_name, number;

-- array_stats reads the heads of the chunks
SELECT * FROM array_stats('plain') ORDER BY attribute;
INSERT INTO plain_chunks (i_lo, j_lo, v, w) VALUES
	(0, -20, 'float8[0:1,-14:-13]{{1,2},{3,()}}', 'int4[0:1,-14:-13]{{7,7},{NULL,()}}'),
	(10, -20, 'float8[10:13,-14:-13]{{1.5,2.5},{3,4},{5,6},{7,8}}', 'int4[10:13,-14:-13]{{7,7},{7,7},{7,7},{7,7}}');
SELECT attribute, chunks, cells, nulls, tiles, bytes > 0 AS bytes, raw_bytes, codecs
	FROM array_stats('plain') ORDER BY attribute;
SELECT * FROM array_stats('pg_class');

-- it asks for the rights of a reader of the array, and of its owner on the chunks
CREATE ROLE regress_views_reader;
GRANT USAGE ON SCHEMA views_test TO regress_views_reader;
SET ROLE regress_views_reader;
SELECT count(*) FROM array_stats('plain');
SELECT array_schema('plain');
SELECT count(*) FROM array_list WHERE schema = 'views_test';
RESET ROLE;
GRANT SELECT ON plain TO regress_views_reader;
SET ROLE regress_views_reader;
SELECT count(*) FROM array_stats('plain');
RESET ROLE;

-- chunk_summary: text and binary form, accessors
SELECT i_lo, summary FROM plain_chunks ORDER BY i_lo;
SELECT summary::text::chunk_summary::text = summary::text AS same FROM plain_chunks;
SELECT i_lo, a, summary_kind(summary, a) AS kind, summary_present(summary, a) AS present,
	   summary_count(summary, a) AS count, summary_nulls(summary, a) AS nulls,
	   summary_nans(summary, a) AS nans, summary_min(summary, a) AS min,
	   summary_max(summary, a) AS max, summary_sum(summary, a) AS sum
	FROM plain_chunks, generate_series(0, 3) a ORDER BY i_lo, a;
SELECT DISTINCT summary_attributes(summary) FROM plain_chunks;
SELECT chunk_summary('bool[0:2]{t,f,t}'::ndarray, 'rational[0:1]{1/3,-2}'::ndarray, 'float4[0:3]{0.1,NaN,Infinity,NULL}'::ndarray,
	'int8[0:2]{9223372036854775807,9223372036854775807,9223372036854775807}'::ndarray, 'int2[0:1]{(),NULL}'::ndarray) AS s \gset
SELECT :'s'::jsonb -> 0, :'s'::jsonb -> 1, :'s'::jsonb -> 2, :'s'::jsonb -> 3, :'s'::jsonb -> 4;
SELECT :'s'::chunk_summary::text = :'s' AS same;
SELECT summary_sum(:'s', 3), summary_max(:'s', 3), summary_min(:'s', 2), summary_sum(:'s', 5);
-- the generated column is never stale
UPDATE plain_chunks SET v = 'float8[0:1,-14:-13]{{NaN,2},{-Infinity,()}}' WHERE i_lo = 0;
SELECT summary_min(summary, 1), summary_nans(summary, 1), summary_sum(summary, 1) FROM plain_chunks WHERE i_lo = 0;
-- binary: a round trip, and bytes from elsewhere
CREATE TABLE copy_from AS SELECT summary AS s FROM plain_chunks UNION ALL SELECT :'s' UNION ALL SELECT '[]';
CREATE TABLE copy_to (s chunk_summary);
\copy copy_from TO PROGRAM 'cat > "$PG_ABS_BUILDDIR/results/chunk_summary.copy"' (FORMAT binary)
\copy copy_to FROM PROGRAM 'cat "$PG_ABS_BUILDDIR/results/chunk_summary.copy"' (FORMAT binary)
SELECT count(*) FROM copy_to;
SELECT s::text FROM copy_from EXCEPT ALL SELECT s::text FROM copy_to;
SELECT DISTINCT length(chunk_summary_send(s)) FROM copy_to ORDER BY 1;
-- an unknown version, a length that does not fit, padding, a kind that is none, too short
\copy copy_to FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\010\002\000\000\000\000\000\000\000\377\377"' (FORMAT binary)
\copy copy_to FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\010\001\000\001\000\000\000\000\000\377\377"' (FORMAT binary)
\copy copy_to FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\010\001\000\000\000\000\000\000\001\377\377"' (FORMAT binary)
\copy copy_to FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\140\001\000\001\000\000\000\000\000"; head -c 88 /dev/zero; printf "\377\377"' (FORMAT binary)
\copy copy_to FROM PROGRAM 'printf "PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\003\001\000\001\377\377"' (FORMAT binary)
SELECT count(*) FROM copy_to;
-- bad text
SELECT chunk_summary_in('');
SELECT chunk_summary_in('[');
SELECT chunk_summary_in('[] x');
SELECT chunk_summary_in('[{"kind": "text", "present": 0, "nulls": 0, "nans": 0}]');
SELECT chunk_summary_in('[{"kind": "int4", "present": 1, "nulls": 2, "nans": 0}]');
SELECT chunk_summary_in('[{"kind": "int4", "present": 1, "nulls": 0, "nans": 0}]');
SELECT chunk_summary_in('[{"kind": "int4", "present": 1, "nulls": 0, "nans": 1}]');
SELECT chunk_summary_in('[{"kind": "int4", "present": 1, "nulls": 0, "nans": 0, "min": 3, "max": 2, "sum": 3}]');
SELECT chunk_summary_in('[{"kind": "int2", "present": 1, "nulls": 0, "nans": 0, "min": 1, "max": 40000, "sum": 3}]');
SELECT chunk_summary_in('[{"kind": "rational", "present": 1, "nulls": 0, "nans": 0, "min": "2/4", "max": "2/4"}]');
SELECT chunk_summary_in('[{"kind": "float8", "present": 1, "nulls": 0, "nans": 0, "min": "x", "max": 1}]');
SELECT chunk_summary_in('[]'), summary_attributes('[]');
-- arguments of another type
SELECT chunk_summary(1);
SELECT chunk_summary(VARIADIC ARRAY['int4{1}'::ndarray]);
SELECT chunk_summary(NULL::ndarray) IS NULL;

DROP TABLE copy_from, copy_to;
SET client_min_messages = warning;
DROP SCHEMA views_test CASCADE;
DROP ROLE regress_views_reader;
RESET search_path;
