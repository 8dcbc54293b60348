SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
SET jit = off;
SET max_parallel_workers_per_gather = 0;

-- Every predicate here is tested on stored arrays, vectorised and not, with and
-- without pruning, and on a plain table of the same cells.

-- The values that matter, by kind.
CREATE TABLE vf_zoo (k int, b bool, s int2, l int4, q int8, f float4, d float8, r rational);
COPY vf_zoo FROM stdin;
0	true	0	0	0	0	0	0
1	false	1	1	1	1.5	0.1	1/2
2	true	-1	-1	-1	-0	-0	-1/3
3	false	32767	2147483647	9223372036854775807	Infinity	Infinity	9223372036854775807
4	true	-32767	-2147483647	-9223372036854775807	-Infinity	-Infinity	-9223372036854775807
5	false	7	70000	5000000000	NaN	NaN	7/9
6	false	-32768	-2147483648	-9223372036854775808	3.4e38	1.7e308	1/9223372036854775807
7	true	100	100	100	1e-30	1e-300	100
8	true	3	3	3	3	3	3
9	false	2	2	2	2.5	2.5	5/2
\.

-- Cell number k of an array: NULL stretches and a presence; c, p and n are
-- constant, small, runs and noise, so that every codec is met.
CREATE FUNCTION vf_cells(n int, step int) RETURNS TABLE
  (i bigint, b bool, s int2, l int4, q int8, f float4, d float8, r rational, c int4, p int8, u float8, n float8)
LANGUAGE sql AS $$
  SELECT g.k, CASE WHEN g.k % 5 <> 2 THEN z.b END, CASE WHEN g.k / 7 % 4 <> 1 THEN z.s END,
    CASE WHEN g.k / 64 % 3 <> 1 THEN z.l END, CASE WHEN g.k % 3 <> 0 THEN z.q END,
    CASE WHEN g.k / 11 % 3 <> 2 THEN z.f END, CASE WHEN g.k / 70 % 2 <> 1 THEN z.d END,
    CASE WHEN g.k % 4 <> 1 THEN z.r END, 17, g.k / 30, g.k / 500 / 4.0, sin(g.k * 7919)
  FROM generate_series(0, $1 - 1, $2) g(k) JOIN vf_zoo z ON z.k = (g.k * 7 + g.k / 10) % 10
$$;

CREATE TABLE vf_arrays (a text);
DO $$
DECLARE
  spec record;
  attributes text := '<b:bool, s:int2, l:int4, q:int64, f:float4, d:float8, r:rational, c:int4, p:int64, u:float8, n:float8>';
BEGIN
  FOR spec IN SELECT * FROM (VALUES
      ('vf_0', 0, 1, '[i=0:*,100,0]'), ('vf_1', 1, 1, '[i=0:*,100,0]'), ('vf_63', 63, 1, '[i=0:*,100,0]'),
      ('vf_64', 64, 1, '[i=0:*,64,0]'), ('vf_65', 65, 1, '[i=0:*,64,0]'),
      ('vf_one', 1000, 1, '[i=0:999,1000,0]'), ('vf_edge', 331, 1, '[i=0:330,90,0]'),
      ('vf_sparse', 2000, 7, '[i=0:*,700,0]'), ('vf_tiles', 20000, 9, '[i=0:*,18000,0]')) v(a, n, step, dims)
  LOOP
    PERFORM create_array(spec.a, attributes || spec.dims);
    EXECUTE format('INSERT INTO %I SELECT * FROM vf_cells(%s, %s)', spec.a, spec.n, spec.step);
    EXECUTE format('CREATE TABLE %I AS TABLE %I', spec.a || '_plain', spec.a);
    INSERT INTO vf_arrays VALUES (spec.a);
  END LOOP;
END $$;
SELECT count(*) FROM vf_tiles;
SELECT attribute, string_agg(DISTINCT codec, ', ' ORDER BY codec) AS codecs
FROM (SELECT 'l' AS attribute, t.codec FROM vf_tiles_chunks, nd_tiles(l) t
      UNION ALL SELECT 'c', t.codec FROM vf_tiles_chunks, nd_tiles(c) t
      UNION ALL SELECT 'p', t.codec FROM vf_tiles_chunks, nd_tiles(p) t
      UNION ALL SELECT 'n', t.codec FROM vf_tiles_chunks, nd_tiles(n) t
      UNION ALL SELECT 'u', t.codec FROM vf_tiles_chunks, nd_tiles(u) t
      UNION ALL SELECT 'b', t.codec FROM vf_tiles_chunks, nd_tiles(b) t) x
GROUP BY 1 ORDER BY 1;

-- What a predicate selects: how many cells and a checksum of them, or its error.
CREATE FUNCTION vf_outcome(relation text, predicate text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  -- not as an aggregation, which might not need rows or be refused
  EXECUTE format('SELECT count(*) OVER () || '' '' || sum(hashtext(t::text)) OVER () FROM %I t WHERE %s',
                 relation, predicate) INTO result;
  RETURN coalesce(result, '0 0');
EXCEPTION WHEN data_exception OR object_not_in_prerequisite_state THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;

-- The settings that must make no difference.
CREATE TABLE vf_modes (m text, vectorized text, pruning text, box text);
INSERT INTO vf_modes VALUES
  ('vectorized', 'require', 'on', 'on'), ('no pruning', 'require', 'off', 'off'),
  ('rows', 'forbid', 'on', 'on'), ('rows, no pruning', 'forbid', 'off', 'off');

-- Modes in which the outcome is not that of the plain table.
CREATE FUNCTION vf_check(a text, predicate text) RETURNS TABLE (m text, got text, expected text)
LANGUAGE plpgsql AS $$
DECLARE
  mode vf_modes;
BEGIN
  expected := vf_outcome(a || '_plain', predicate);
  FOR mode IN SELECT * FROM vf_modes LOOP
    PERFORM set_config('array_ext.debug_require_vectorized', mode.vectorized, true),
      set_config('array_ext.enable_summary_pruning', mode.pruning, true),
      set_config('array_ext.enable_box_pruning', mode.box, true);
    m := mode.m;
    got := vf_outcome(a, predicate);
    IF got IS DISTINCT FROM expected THEN
      RETURN NEXT;
    END IF;
  END LOOP;
  PERFORM set_config('array_ext.debug_require_vectorized', 'allow', true),
    set_config('array_ext.enable_summary_pruning', 'on', true),
    set_config('array_ext.enable_box_pruning', 'on', true);
END $$;

-- Comparisons: operator by kind by constant, both ways round.
CREATE TABLE vf_predicates (p text);
INSERT INTO vf_predicates
  SELECT CASE WHEN turn THEN format('%s %s %s', c, o, a) ELSE format('%s %s %s', a, o, c) END
  FROM unnest('{<,<=,=,<>,>=,>}'::text[]) o, (VALUES (false), (true)) t(turn),
    (SELECT 's' AS a, format('%L::int2', s) AS c FROM vf_zoo WHERE k < 7
     UNION ALL SELECT 's', c FROM unnest('{40000::int4,5000000000,2.5::float8,NULL::int2,1.0,2.5,-0.5,1e30}'::text[]) c
     UNION ALL SELECT 'l', format('%L::int4', l) FROM vf_zoo WHERE k < 8
     UNION ALL SELECT 'l', c FROM unnest('{7::int2,5000000000,''-1e20''::float8,NULL::int8}'::text[]) c
     UNION ALL SELECT 'q', format('%L::int8', q) FROM vf_zoo
     UNION ALL SELECT 'q', c FROM unnest('{3::int2,100,2.5::float4,''NaN''::float8,''NaN''::numeric,''-Infinity''::numeric,NULL::numeric}'::text[]) c
     UNION ALL SELECT 'q', c FROM unnest('{9223372036854775807.5,9223372036854775807.0,-9223372036854775808.5,2.5}'::text[]) c
     UNION ALL SELECT 'f', format('%L::float4', f) FROM vf_zoo
     UNION ALL SELECT 'f', c FROM unnest('{2.5::float8,''NaN''::float8,1e300::float8,NULL::float4}'::text[]) c
     UNION ALL SELECT 'd', format('%L::float8', d) FROM vf_zoo
     UNION ALL SELECT 'd', c FROM unnest('{2.5::float4,''-Infinity''::float4,3,NULL::float8}'::text[]) c
     UNION ALL SELECT 'r', format('%L::rational', r) FROM vf_zoo
     UNION ALL SELECT 'r', c FROM unnest('{3,100::int2,NULL::rational}'::text[]) c
     UNION ALL SELECT 'b', c FROM unnest('{true,false,NULL::bool}'::text[]) c
     UNION ALL SELECT 'i', c FROM unnest('{0,64::int2,65::int8,-1,99.5::float8,99.5}'::text[]) c
     UNION ALL SELECT 'c', c FROM unnest('{16,17,18}'::text[]) c
     UNION ALL SELECT 'p', c FROM unnest('{0,9,60,9.5,11.0}'::text[]) c
     UNION ALL SELECT 'u', c FROM unnest('{0.5::float8,2.6::float8}'::text[]) c
     UNION ALL SELECT 'n', c FROM unnest('{0::float8,0.9999::float8,2::float8}'::text[]) c) x;
SELECT count(*) AS predicates FROM vf_predicates;
-- all of them on one array, and some on each other one
SELECT a, p, c.* FROM vf_arrays, vf_predicates, vf_check(a, p) c
WHERE a = 'vf_edge' OR hashtext(a || p) % 16 = 0 ORDER BY 1, 2, 3;

-- All other forms.
TRUNCATE vf_predicates;
INSERT INTO vf_predicates SELECT unnest(ARRAY[
  'b', 'NOT b', 'b IS TRUE', 'b IS NOT TRUE', 'b IS FALSE', 'b IS NOT FALSE', 'b IS UNKNOWN', 'b IS NOT UNKNOWN',
  '(d > 1) IS TRUE', '(d > 1) IS UNKNOWN', '(d > 1) IS NOT FALSE', '(d > 1) IS NULL', '(d > 1) IS NOT NULL',
  'd IS NULL', 'd IS NOT NULL', 'r IS NULL', 'c IS NULL', 'c IS NOT NULL', 'i IS NULL', 'd IS NULL AND q IS NULL',
  'd > 1 AND q > 1', 'd > 1 OR q > 1', 'NOT (d > 1 AND q > 1)', 'NOT (d > 1 OR q > 1)',
  'd > 1 OR d IS NULL', 'd > 1 AND (q > 1 OR s IS NULL OR b)', '(d > 1 OR q > 1) AND (l > 1 OR s > 1)',
  'd > 1e400::float8 OR c = 18', 'd BETWEEN 0 AND 3', 'd NOT BETWEEN 0 AND 3', 'q BETWEEN SYMMETRIC 100 AND -5',
  'p BETWEEN 3 AND 5', 'p > 3 AND p < 6 AND n > 0', 'p = 2 OR p = 40', 'p = 4 OR i < 10', 'c = 18 AND d > 0',
  'l IN (1, 3, 70000)', 'l NOT IN (1, 3, 70000)', 'l IN (1, NULL)', 'l NOT IN (1, NULL)', 'l = ANY (''{}''::int4[])',
  'l <> ALL (''{}''::int4[])', 'l = ANY (NULL::int4[])', 'd < ANY (''{NaN,1,NULL}''::float8[])',
  'd >= ALL (''{1,2}''::float8[])', 'q = ANY (ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 100]::int8[])',
  'r = ANY (ARRAY[1, 3, NULL]::rational[])', 'i = ANY (ARRAY[0, 1, 64, 65]::int8[])', 's IN (1, 2, -1)',
  'd IS DISTINCT FROM 3', 'd IS NOT DISTINCT FROM NULL', 'd IS DISTINCT FROM f::float8', 'l IS NOT DISTINCT FROM s',
  'd = f', 'l = s', 'q > l', 'i > p', 'i = q', 'r > c', 'n < d', 'i % 7 = 3', 'i * 2 > 20.5', '2.5 < l AND l < 100.0', 'i / 10 = 4', '(i - 5) * 2 > 40',
  'i + c > 50', '-s < 0 AND s > -32768', '-f < 0', 'abs(n) < 0.1', '-r > 0', 'abs(r) > 1', 's::int4 + 1 > 0',
  'f * 2 > 5 AND f < 100', 'n + n > 0.5', 'n - 0.5 < n * n', 'n / 2 > 0.25', 'f::float8 = d', 'd::float4 > 1 AND d > 1 AND d < 4',
  's * 2 > 6 AND s < 1000 AND s > 0', 'c / 4 = 4', 'c % 4 = 1', 'p * p - p > 30', 'b::int4 = 1', 'c::bool', 's::float8 < 2.5',
  'q::float8 > 1e9', 'l::rational > 1', 'c::int2 = 17', 'n::int4 = 1', '(n * 100)::int8 > 50', 'r::float8 > 1 AND r < 1000',
  '(n * 100)::int2 % 2 = 0', 'p::float4 > 3.5', 'r + rational(1,4) > rational(1,2) AND r < 1000', 'numerator(r) > 2',
  'floor(n) = 0', 'sqrt(abs(n)) > 0.9', 'n >= 0 AND sqrt(n) > 0.9', 'sin(n) > 0.5', 'power(n, 2) > 0.5', 'float8larger(n, 0) > 0.2',
  'float8(c) > n', 'dim.i > 10', 'gcd(c, l) > 1 AND l > 0', 'mod(c, 5) = 2', 'sign(r) = -1', 'isfinite(to_timestamp(0)) AND c = 17',
  'CASE WHEN l > 0 THEN d > 1 ELSE q > 1 END', 'CASE WHEN b THEN 1 WHEN b IS NULL THEN 2 END = 2', 'CASE WHEN b THEN c END IS NULL',
  'CASE c WHEN 17 THEN n > 0 WHEN 18 THEN b END', 'CASE s WHEN 1 THEN 10 WHEN 3 THEN 30 ELSE s * 2::int2 END > 8 AND s < 1000 AND s > 0',
  'CASE i % 3 WHEN 0 THEN ''1/2''::rational WHEN 1 THEN r END > 0', 'CASE b WHEN true THEN n > 0 ELSE n < 0 END',
  'coalesce(d, q, 0) > 1', 'coalesce(b, false)', 'coalesce(l, c) = 17', 'coalesce(r, 5) = 5', 'nullif(l, 3) > 0', 'nullif(c, 17) IS NULL',
  'nullif(17, c) IS NULL', 'nullif(3, l) = 3', 'coalesce(nullif(s, 1), 9) = 9', 'd = ''NaN'' OR f = ''NaN''', 'd > length(current_user) * 0', 'u > 0.3', 'u * 2 = 3', 'u IN (0.25, 0.75)',
  'q > (SELECT 5)', 'i > (SELECT count(*) FROM vf_zoo)', 'i < 40 AND n > 0', 'i >= 64 AND i < 130 AND d > 0', 'i = 5 AND d IS NULL',
  'NULL::bool', 'b = NULL', 'true', 'NOT (NOT b)', 'b = (n > 0)', 'b <> (d > 1)', '(n > 0) > (d > 1)']);
UPDATE vf_predicates SET p = replace(p, 'dim.', '');
SELECT count(*) AS predicates FROM vf_predicates;
SELECT a, p, c.* FROM vf_arrays, vf_predicates, vf_check(a, p) c
WHERE a IN ('vf_edge', 'vf_tiles') OR hashtext(a || p) % 3 = 0 ORDER BY 1, 2, 3;

-- Errors come as from rows, and only where rows would give them.
TRUNCATE vf_predicates;
INSERT INTO vf_predicates SELECT unnest(ARRAY[
  '100 / l > 3', 'l <> 0 AND 100 / l > 3', 'CASE WHEN l <> 0 THEN 100 / l > 3 END', 'l = 0 OR 100 / l > 3',
  'NOT (l = 0 OR 100 / l > 3)', '100 / nullif(l, 0) > 3', 'coalesce(s, 1 / (l * 0)) > 0', 'b IS NOT NULL OR 1 / c > 0',
  'q + 1 > 0', 'q < 9223372036854775807 AND q + 1 > 0', '-q > 0', 'l * 3 > 0', 's - 2::int2 < 0', 'q::int4 > 0',
  'CASE WHEN abs(l::float8) < 1e9 THEN l * 2 > 4 END', 'd * 1e10 > 0', 'f * f > 0', '1 / d > 0', 'd <> 0 AND 1 / d > 0', 'd::int4 > 0', 'd::float4 > 0',
  'd::rational > 0', 'r + r > 0', '1 / r > 0', 'r <> 0 AND 1 / r > 0', 'r * r < 1', 'i % 0 = 1', 'c / (c - 17) > 0', 'i / (i - 40) > 0',
  'i > 40 AND i / (i - 40) > 2', 'sqrt(n) > 0', 'ln(d) > 0', 'n > 0 AND ln(n) < -1', 'l % 0::int4 > 0', 'abs(s) > 5']);
SELECT a, p, c.* FROM vf_arrays, vf_predicates, vf_check(a, p) c ORDER BY 1, 2, 3;
SELECT p, vf_outcome('vf_one', p) LIKE '22%' AS fails FROM vf_predicates ORDER BY p;

-- Cells in front of the one that fails come out first.
CREATE FUNCTION vf_first(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  EXECUTE format('SELECT string_agg(x::text, '' '') FROM (%s) x', query) INTO result;
  RETURN result;
EXCEPTION WHEN data_exception THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TABLE vf_queries (q text);
INSERT INTO vf_queries VALUES
  ('SELECT i FROM vf_one WHERE 1000 / (i - 500) < 0 LIMIT 3'),
  ('SELECT i FROM vf_one WHERE 1000 / (i - 500) < -400'),
  ('SELECT i FROM vf_one WHERE 1000 / (i - 500) < -400 LIMIT 2'),
  ('SELECT i FROM vf_one WHERE 1000 / (i - 500) < -400 LIMIT 3'),
  ('SELECT i FROM vf_one WHERE 1000 / (i - 500) < -400 LIMIT 4'),
  ('SELECT true WHERE EXISTS (SELECT FROM vf_one WHERE 1000 / (i - 500) < 0)'),
  ('SELECT i FROM vf_one WHERE sqrt((400 - i)::float8) > 19.9 LIMIT 3'),
  ('SELECT i FROM vf_one WHERE c = 17 AND 1000 / (i - 3) <= 500 LIMIT 3');
SELECT q, vf_first(q) FROM vf_queries ORDER BY q;
SET array_ext.debug_require_vectorized = forbid;
SELECT q, vf_first(q) FROM vf_queries ORDER BY q;
RESET array_ext.debug_require_vectorized;

-- A constant is evaluated when the first cell comes to it, and not for chunks
-- that no cell of passes.
CREATE FUNCTION vf_fail(d float8) RETURNS float8 STABLE LANGUAGE plpgsql AS $$
BEGIN
  RAISE division_by_zero USING MESSAGE = 'evaluated';
END $$;
SELECT count(*) FROM vf_0 WHERE n > vf_fail((SELECT 1));
SELECT count(*) FROM vf_one WHERE c = 18 AND n > vf_fail((SELECT 1));
SELECT count(*) FROM vf_one WHERE CASE WHEN c = 18 THEN n > vf_fail((SELECT 1)) ELSE n > 2 END;
SELECT count(*) FROM vf_one WHERE n > vf_fail((SELECT 1));

-- What stays with the row path, and why.
CREATE FUNCTION vf_plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (ANALYZE, VERBOSE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
    IF line ~ 'Filter|Vectorized|Summary|Read' THEN
      RETURN NEXT trim(line);
    END IF;
  END LOOP;
END $$;
CREATE FUNCTION vf_sql(float8) RETURNS float8 IMMUTABLE STRICT LANGUAGE plpgsql AS 'BEGIN RETURN $1; END';
SELECT vf_plan('SELECT i FROM vf_one WHERE d > 1 AND p < 20');
SELECT vf_plan('SELECT i FROM vf_one WHERE n > random() - 2');
SELECT vf_plan('SELECT i FROM vf_one WHERE d::numeric > 1.5 AND p < 20 AND 100 / c > 5');
SELECT vf_plan('SELECT i FROM vf_one WHERE vf_sql(n) > 2 AND (n > 2 OR c::text = ''x'')');
SELECT vf_plan('SELECT i FROM vf_one t WHERE t IS NULL');
SELECT vf_plan('SELECT i FROM vf_one WHERE sqrt(abs(n)) > 0.999 LIMIT 1');
SELECT vf_plan('SELECT i FROM vf_one WHERE n > 2');
SET array_ext.enable_vectorized_filter = off;
SELECT vf_plan('SELECT i FROM vf_one WHERE n > 2');
RESET array_ext.enable_vectorized_filter;
SET array_ext.enable_summary_pruning = off;
SELECT vf_plan('SELECT i FROM vf_one WHERE n > 2');
RESET array_ext.enable_summary_pruning;
SET array_ext.debug_require_vectorized = require;
SELECT i FROM vf_one WHERE n::numeric > 2.5;
SELECT i FROM vf_one WHERE n > random();
SET array_ext.enable_vectorized_filter = off;
SELECT i FROM vf_one WHERE n > 2;
RESET array_ext.enable_vectorized_filter;
RESET array_ext.debug_require_vectorized;

-- Summaries: chunks by the chunk's, tiles by the tile's.
SELECT q, string_agg(l, '; ' ORDER BY o) AS figures
FROM unnest(ARRAY['p = 9', 'p = 9.5', 'p > 9.5', 'p < 0', 'p IS NULL', 'p = 9 OR p = 12', 'c = 17 AND p > 9', 'd IS NULL', 'n > 2', 'p <> 5']) q,
     vf_plan('SELECT i FROM vf_edge WHERE ' || q) WITH ORDINALITY x(l, o)
WHERE l ~ 'Chunks' GROUP BY q ORDER BY q;
SELECT q, figure FROM unnest(ARRAY['p = 5', 'p = 500', 'p = 5 OR p = 500', 'p >= 0']) q,
  LATERAL (SELECT l AS figure FROM vf_plan('SELECT i FROM vf_tiles WHERE ' || q) l WHERE l ~ 'Removed by Vec') x ORDER BY q;

-- Rescans with other parameters; prepared statements; writing; EvalPlanQual is in the specs.
SELECT z.k, count(a.i) FROM vf_zoo z LEFT JOIN vf_edge a ON a.s = z.s GROUP BY z.k ORDER BY z.k;
SELECT z.k, x.n FROM vf_zoo z, LATERAL (SELECT count(*) AS n FROM vf_edge a WHERE a.d > z.d AND a.i > z.k OFFSET 0) x ORDER BY z.k;
SELECT z.k, x.n FROM vf_zoo z, LATERAL (SELECT count(*) AS n FROM vf_edge_plain a WHERE a.d > z.d AND a.i > z.k OFFSET 0) x ORDER BY z.k;
SET plan_cache_mode = force_generic_plan;
PREPARE vf_by(float8, int8) AS SELECT count(*) FROM vf_edge WHERE n > $1 AND p = $2;
EXECUTE vf_by(0.5, 3);
EXECUTE vf_by(-2, 4);
EXECUTE vf_by(NULL, 4);
RESET plan_cache_mode;
UPDATE vf_edge SET c = 18 WHERE n > 0.5 AND s > 0;
UPDATE vf_edge_plain SET c = 18 WHERE n > 0.5 AND s > 0;
DELETE FROM vf_edge WHERE q > 0 AND i % 2 = 0;
DELETE FROM vf_edge_plain WHERE q > 0 AND i % 2 = 0;
SELECT count(*), (SELECT count(*) FROM (TABLE vf_edge EXCEPT ALL TABLE vf_edge_plain) x) AS differ FROM vf_edge;

SET client_min_messages = warning;
-- Tiles of one attribute may be cut otherwise than those of another one.
CREATE TYPE vf_raw;
CREATE FUNCTION vf_raw_in(cstring) RETURNS vf_raw IMMUTABLE STRICT LANGUAGE internal AS 'byteain';
CREATE FUNCTION vf_raw_out(vf_raw) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'byteaout';
CREATE TYPE vf_raw (INPUT = vf_raw_in, OUTPUT = vf_raw_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = double);
CREATE CAST (vf_raw AS ndarray) WITHOUT FUNCTION;
CREATE CAST (ndarray AS vf_raw) WITHOUT FUNCTION;
CREATE FUNCTION vf_le4(n int) RETURNS bytea IMMUTABLE LANGUAGE sql AS
  $$ SELECT decode(substr(h, 7, 2) || substr(h, 5, 2) || substr(h, 3, 2) || substr(h, 1, 2), 'hex')
     FROM lpad(to_hex(n), 8, '0') h $$;
SELECT create_array('vf_cut', '<n:float8, l:int4, s:int2>[i=0:149,150,0]');
INSERT INTO vf_cut SELECT i, i / 7.0, CASE WHEN i % 11 <> 3 THEN i * 5 % 101 END, i FROM generate_series(0, 149) i WHERE i % 13 <> 5;
CREATE TABLE vf_cut_plain AS TABLE vf_cut;
-- l again in tiles of 64 cells: heads, entries of the directory and bytes of three values
UPDATE vf_cut_chunks SET l = (
  SELECT (substr(whole, 1, 4) || vf_le4(64) || vf_le4(3) || vf_le4(48) || vf_le4(288) ||
          vf_le4((288 + sum(length(part) - 124))::int) || substr(whole, 25, 20) ||
          string_agg(vf_le4(288 + before) || substr(part, 49, 76), '' ORDER BY before) ||
          string_agg(substr(part, 125), '' ORDER BY before))::text::vf_raw::ndarray
  FROM (SELECT part, (coalesce(sum(length(part) - 124) OVER (ORDER BY k ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW), 0))::int AS before,
               l::vf_raw::text::bytea AS whole
        FROM (SELECT k, nd_box(l, ARRAY[k * 64], ARRAY[least(k * 64 + 63, 149)])::vf_raw::text::bytea AS part
              FROM generate_series(0, 2) k) p) x
  GROUP BY whole);
SELECT attribute, tile, cells, codec FROM vf_cut_chunks, LATERAL (
  SELECT 'n' AS attribute, t.* FROM nd_tiles(n) t UNION ALL SELECT 'l', t.* FROM nd_tiles(l) t) x ORDER BY 1, 2;
SELECT p, c.* FROM unnest(ARRAY['l > 50', 'n > 10 AND l > 50', 'l > 50 AND n > 10', 'l IS NULL', 's > 100 AND l < 50',
  'l < 50 AND s > 100', 'n * 7 > l', 'i BETWEEN 60 AND 70 AND l > 10', 'l = 20 AND n < 12', 'true']) p, vf_check('vf_cut', p) c
ORDER BY 1, 2;
SELECT count(*), round(sum(n)::numeric, 6) AS n, sum(l), sum(s) FROM vf_cut WHERE l > 50;
SELECT count(*), round(sum(n)::numeric, 6) AS n, sum(l), sum(s) FROM vf_cut_plain WHERE l > 50;
SELECT drop_array('vf_cut');
DROP TABLE vf_cut_plain;
DROP FUNCTION vf_le4;
DROP TYPE vf_raw CASCADE;
RESET client_min_messages;

-- Rights to execute are those of the row path.
CREATE ROLE vf_user;
GRANT SELECT ON vf_one TO vf_user;
REVOKE EXECUTE ON FUNCTION rational_gt(rational, rational) FROM PUBLIC;
SET ROLE vf_user;
SELECT count(*) FROM vf_one WHERE r > rational(3);
RESET ROLE;
GRANT EXECUTE ON FUNCTION rational_gt(rational, rational) TO PUBLIC;
SET ROLE vf_user;
SELECT count(*) FROM vf_one WHERE r > rational(3);
RESET ROLE;

DO $$
DECLARE
  a text;
BEGIN
  FOR a IN SELECT v.a FROM vf_arrays v LOOP
    PERFORM drop_array(a);
    EXECUTE format('DROP TABLE %I', a || '_plain');
  END LOOP;
END $$;
DROP FUNCTION vf_cells, vf_check, vf_outcome, vf_first, vf_fail, vf_plan, vf_sql;
DROP TABLE vf_zoo, vf_arrays, vf_modes, vf_predicates, vf_queries;
DROP ROLE vf_user;
