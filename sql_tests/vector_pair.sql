SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
SET jit = off;

-- Filters, expressions and aggregates of complex and point2d: vectorised and not,
-- with and without pruning, one process and several, against a plain table of
-- the same cells.

-- The values that matter.
CREATE TABLE vp_zoo (k int, z complex, w complex, p point2d, s float8);
INSERT INTO vp_zoo VALUES
  (0, '(0,0)', '(1,0)', '(0,0)', 0), (1, '(1,2)', '(0,1)', '(1,2)', 2), (2, '(-0,-0)', '(3,-4)', '(-0,-0)', -1),
  (3, '(3,-4)', '(3,-4)', '(3,-4)', 0.5), (4, '(NaN,1)', '(2,2)', '(NaN,1)', 16), (5, '(1,NaN)', '(1,NaN)', '(1,NaN)', -0.25),
  (6, '(Infinity,2)', '(1,1)', '(Infinity,2)', 1), (7, '(-7,-Infinity)', '(2,0)', '(-7,-Infinity)', 8),
  (8, '(1e300,1e-300)', '(4,4)', '(1e300,1e-300)', 4), (9, '(2.5,2.5)', '(5,-5)', '(2.5,2.5)', -32);

-- c is constant, r runs, n noise of small integers, q a point in the unit square of a chunk.
CREATE FUNCTION vp_cells(n int, step int) RETURNS TABLE
  (i bigint, z complex, w complex, p point2d, s float8, c complex, r point2d, n complex, q point2d)
LANGUAGE sql AS $$
  SELECT g.k, CASE WHEN g.k % 5 <> 2 THEN t.z END, CASE WHEN g.k / 7 % 4 <> 1 THEN t.w END,
    CASE WHEN g.k / 64 % 3 <> 1 THEN t.p END, CASE WHEN g.k % 3 <> 0 THEN t.s END,
    complex(1, -2), point2d(g.k / 30, 5), CASE WHEN g.k / 70 % 4 <> 1 THEN complex(g.k * 7919 % 101 - 50, g.k * 104729 % 37) END,
    point2d(g.k / 100 + g.k % 10 / 16.0, g.k % 7 / 8.0)
  FROM generate_series(0, $1 - 1, $2) g(k) JOIN vp_zoo t ON t.k = (g.k * 7 + g.k / 10) % 10
$$;
CREATE TABLE vp_arrays (a text);
DO $$
DECLARE
  spec record;
BEGIN
  FOR spec IN SELECT * FROM (VALUES
      ('vp_0', 0, 1, '[i=0:*,100,0]'), ('vp_1', 1, 1, '[i=0:*,100,0]'), ('vp_63', 63, 1, '[i=0:*,100,0]'),
      ('vp_64', 64, 1, '[i=0:*,64,0]'), ('vp_65', 65, 1, '[i=0:*,64,0]'), ('vp_one', 1000, 1, '[i=0:999,1000,0]'),
      ('vp_edge', 331, 1, '[i=0:330,90,0]'), ('vp_sparse', 2000, 7, '[i=0:*,700,0]'), ('vp_tiles', 20000, 9, '[i=0:*,18000,0]')) v(a, n, step, dims)
  LOOP
    PERFORM create_array(spec.a, '<z:complex, w:complex, p:point2d, s:float8, c:complex, r:point2d, n:complex, q:point2d>' || spec.dims);
    EXECUTE format('INSERT INTO %I SELECT * FROM vp_cells(%s, %s)', spec.a, spec.n, spec.step);
    EXECUTE format('CREATE TABLE %I AS TABLE %I', spec.a || '_plain', spec.a);
    INSERT INTO vp_arrays VALUES (spec.a);
  END LOOP;
END $$;

CREATE FUNCTION vp_outcome(relation text, predicate text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  result text;
BEGIN
  EXECUTE format('SELECT count(*) OVER () || '' '' || sum(hashtext(t::text)) OVER () FROM %I t WHERE %s',
                 relation, predicate) INTO result;
  RETURN coalesce(result, '0 0');
EXCEPTION WHEN data_exception OR object_not_in_prerequisite_state THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TABLE vp_modes (m text, vectorized text, pruning text, box text);
INSERT INTO vp_modes VALUES
  ('vectorized', 'require', 'on', 'on'), ('no pruning', 'require', 'off', 'off'),
  ('rows', 'forbid', 'on', 'on'), ('rows, no pruning', 'forbid', 'off', 'off');
CREATE FUNCTION vp_check(a text, predicate text) RETURNS TABLE (m text, got text, expected text)
LANGUAGE plpgsql AS $$
DECLARE
  mode vp_modes;
BEGIN
  expected := vp_outcome(a || '_plain', predicate);
  FOR mode IN SELECT * FROM vp_modes LOOP
    PERFORM set_config('array_ext.debug_require_vectorized', mode.vectorized, true),
      set_config('array_ext.enable_summary_pruning', mode.pruning, true),
      set_config('array_ext.enable_box_pruning', mode.box, true);
    m := mode.m;
    got := vp_outcome(a, predicate);
    IF got IS DISTINCT FROM expected THEN
      RETURN NEXT;
    END IF;
  END LOOP;
  PERFORM set_config('array_ext.debug_require_vectorized', 'allow', true),
    set_config('array_ext.enable_summary_pruning', 'on', true),
    set_config('array_ext.enable_box_pruning', 'on', true);
END $$;

-- Comparisons with each value of the zoo, both ways round.
SET max_parallel_workers_per_gather = 0;
CREATE TABLE vp_predicates (p text);
INSERT INTO vp_predicates
  SELECT CASE WHEN turn THEN format('%s %s %s', c, o, a) ELSE format('%s %s %s', a, o, c) END
  FROM (VALUES (false), (true)) t(turn),
    (SELECT o, a, format('%L::complex', z) AS c FROM vp_zoo, unnest('{=,<>,~<~,~<=~,~>~,~>=~}'::text[]) o, unnest('{z,w,c,n}'::text[]) a
     UNION ALL SELECT o, a, format('%L::point2d', p) FROM vp_zoo, unnest('{<,<=,=,<>,>=,>}'::text[]) o, unnest('{p,r,q}'::text[]) a
     UNION ALL SELECT o, 'n', c FROM unnest('{=,<>}'::text[]) o, unnest('{3,2.5::float8,1::int2,NULL::complex,"complex(1,5)"}'::text[]) c) x;
SELECT count(*) AS predicates FROM vp_predicates;
SELECT a, p, c.* FROM vp_arrays, vp_predicates, vp_check(a, p) c
WHERE a = 'vp_edge' OR hashtext(a || p) % 16 = 0 ORDER BY 1, 2, 3;

-- All other forms.
TRUNCATE vp_predicates;
INSERT INTO vp_predicates SELECT unnest(ARRAY[
  'z IS NULL', 'z IS NOT NULL AND p IS NULL', 'z = w', 'z <> w', 'p = r', 'z IS DISTINCT FROM w', 'z IS NOT DISTINCT FROM NULL',
  'z = ANY (ARRAY[complex(1,2), NULL, complex(0,0)])', 'z <> ALL (ARRAY[complex(1,2), complex(0,0)])', 'p IN (point2d(1,2), point2d(3,-4))',
  'n = complex(3, 1) OR n = complex(-3, 5)', 'NOT (z = complex(1,2))', 'r >= point2d(3,0) AND r < point2d(6,0)', 'r BETWEEN point2d(2,0) AND point2d(4,9)',
  'w + w = complex(6,-8)', 'w - w = 0', 'w * w = complex(-7,-24)', 'w * complex(0,1) = complex(4,3)', 'w / complex(1,1) = complex(1,0)', 'w / w = 1',
  'w + 1::float8 = complex(4,-4)', '1::float8 + w = complex(4,-4)', 'w - 1::float8 = complex(2,-4)', '1::float8 - w = complex(-2,4)',
  'w * 2::float8 = complex(6,-8)', '2::float8 * w = complex(6,-8)', 'w / 2::float8 = complex(1.5,-2)', '2::float8 / w = 2', 'w * s = complex(6,-8)', 's * w = w',
  '-w = complex(-3,4)', 'conj(w) = complex(3,4)', 're(w) > 1', 'im(w) < 0', 'abs(w) = 5', 'abs(z) > 3', 'arg(w) < 0', 'arg(z) IS NOT NULL', 'complex(s, s) = complex(2,2)',
  's::complex = 2', 'i::int4::complex = 7', 'i::int2::complex = 7', 's::float4::complex = 2', 'complex(i) = 7', 'complex(rational(i)) = complex(7)',
  'z + z = z', 're(z + w) > 2', 'abs(n) BETWEEN 10 AND 12', 'exp(n / 100) <> 0', 'sqrt(n) = 3', 'n ^ 2::float8 = complex(-7, -24)',
  'p + r > point2d(3,3)', 'p - r = point2d(-1,-1)', '-r < point2d(-4,0)', 'r * 2::float8 = point2d(10,10)', '2::float8 * r = point2d(10,10)', 'r * s > point2d(1,1)', 'r / 2::float8 = point2d(2,2.5)',
  'x(p) > 1', 'y(p) IS NOT NULL AND y(p) < 0', 'x(r) = y(r)', 'point2d(s, s) = point2d(2,2)', 'distance(r, point2d(3,5)) < 2', 'r <-> point2d(3,5) < 2', 'r <-> q < 4', 'dot(r, point2d(1,2)) > 20',
  'q <@ box ''(1,0.1),(2,0.5)''', 'box ''(1,0.1),(2,0.5)'' @> q', 'p <@ box ''(-10,-10),(10,10)''', 'p <@ box ''(100,100),(200,200)''', 'q <@ circle ''((2,0.5),0.3)''',
  'circle ''((2,0.5),0.3)'' @> q', 'q <@ polygon ''((1,0),(2,1),(3,0))''', 'polygon ''((1,0),(2,1),(3,0))'' @> q', 'p <@ NULL::box', 'NOT (q <@ box ''(1,0.1),(2,0.5)'')', 'q <@ box ''(1,0.1),(2,0.5)'' OR i < 5',
  'p << point2d(1,1)', 'p |>> point2d(1,1)', 'c = complex(1,-2)', 'c <> complex(1,-2)', 'n = complex(1000,0)', 'r = point2d(3,6)', 'n = complex(3, 38)',
  'CASE WHEN re(w) > 2 THEN z = w ELSE im(w) > 0 END', 'coalesce(z, w) = w', 'nullif(w, complex(3,-4)) IS NULL', 'CASE i % 3 WHEN 0 THEN z WHEN 1 THEN w END = complex(1,0)', 'coalesce(p, r) > point2d(2,0)']);
SELECT count(*) AS predicates FROM vp_predicates;
SELECT a, p, c.* FROM vp_arrays, vp_predicates, vp_check(a, p) c ORDER BY 1, 2, 3;

-- Errors come as from rows, and only where rows would give them.
TRUNCATE vp_predicates;
INSERT INTO vp_predicates SELECT unnest(ARRAY[
  '1::complex / z = 1', 'z <> 0 AND 1::complex / z = 1', 'z <> 0 AND 1::float8 / z = 1', 'w / (w - w) = 1', 'z * 1e10::float8 = 1', 'z * z = 1', 'z + 1e308::float8 = 1', 'z / s = 1',
  's <> 0 AND w / s = 1', 'w / complex(0,0) = 1', 'p + point2d(1.7e308, 0) > p', 'p * 1e300::float8 > p', 'p / s > p', 's <> 0 AND r / s > r', 'dot(p, p) > 1', 'distance(p, point2d(-1.7e308,0)) > 1',
  'abs(z * 1e8::float8) > 1', 'CASE WHEN abs(z) < 100 THEN z * z = 1 END', 'r / 0::float8 > r', 'c / (c - c) = 1']);
SELECT a, p, c.* FROM vp_arrays, vp_predicates, vp_check(a, p) c ORDER BY 1, 2, 3;
SELECT p, vp_outcome('vp_one', p) FROM vp_predicates WHERE vp_outcome('vp_one', p) LIKE '22%' ORDER BY p;

-- After updates and deletes, the same.
DO $$
DECLARE
  a text;
BEGIN
  FOREACH a IN ARRAY '{vp_edge,vp_edge_plain,vp_sparse,vp_sparse_plain}'::text[] LOOP
    EXECUTE format('UPDATE %I SET z = w, p = r * 2::float8, n = NULL WHERE i %% 11 = 3', a);
    EXECUTE format('UPDATE %I SET n = complex(1, i), q = q + point2d(5, 5) WHERE i %% 13 = 5', a);
    EXECUTE format('DELETE FROM %I WHERE i %% 17 = 1 OR q <@ box ''(2,0),(2.3,9)''', a);
  END LOOP;
END $$;
TRUNCATE vp_predicates;
INSERT INTO vp_predicates SELECT unnest(ARRAY['true', 'z = w', 'p > r', 'abs(n) > 40', 'q <@ box ''(5,5),(7,9)''', 'n IS NULL', 'z = complex(3,-4)']);
SELECT a, p, c.* FROM vp_arrays, vp_predicates, vp_check(a, p) c ORDER BY 1, 2, 3;

-- Aggregates against those of the row path; the noise is of integers, so that sums have no rounding.
CREATE FUNCTION vp_result(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  t text;
BEGIN
  EXECUTE format('SELECT count(*) || E''\n'' || string_agg(q::text, E''\n'' ORDER BY q::text COLLATE "C") FROM (%s) q', query) INTO t;
  RETURN t;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TABLE vp_ways (way text, settings text[]);
INSERT INTO vp_ways VALUES
  ('default', '{debug_require_vectorized=require}'), ('no box', '{enable_box_pruning=off}'),
  ('no answers', '{debug_require_vectorized=require,enable_summary_answers=off}'),
  ('no pruning', '{debug_require_vectorized=require,enable_summary_pruning=off}'),
  ('no filter', '{enable_vectorized_filter=off}'), ('no aggregate', '{enable_vectorized_aggregate=off}'),
  ('workers', '{debug_require_vectorized=require,workers=2}'),
  ('workers, no answers', '{debug_require_vectorized=require,workers=2,enable_summary_answers=off}'),
  ('workers, rows', '{enable_vectorized_aggregate=off,workers=2}'),
  ('no parallel', '{debug_require_vectorized=require,workers=2,enable_parallel_scan=off}');
CREATE FUNCTION vp_differences(queries text[]) RETURNS TABLE (way text, n bigint, differ bigint, example text)
LANGUAGE plpgsql AS $$
DECLARE
  expected text[];
  w record;
  s text;
  i int;
  got text;
BEGIN
  SET LOCAL array_ext.debug_require_vectorized = forbid;
  SET LOCAL max_parallel_workers_per_gather = 0;
  FOR i IN 1 .. cardinality(queries) LOOP
    expected[i] := vp_result(queries[i]);
    IF expected[i] LIKE '_____ %' AND expected[i] !~ '^22' THEN
      RAISE '%: %', queries[i], expected[i];
    END IF;
  END LOOP;
  FOR w IN SELECT * FROM vp_ways LOOP
    SET LOCAL array_ext.debug_require_vectorized = allow;
    SET LOCAL max_parallel_workers_per_gather = 0;
    SET LOCAL parallel_setup_cost = 0;
    SET LOCAL parallel_tuple_cost = 0;
    SET LOCAL min_parallel_table_scan_size = 0;
    FOREACH s IN ARRAY w.settings LOOP
      IF s LIKE 'workers=%' THEN
        PERFORM set_config('max_parallel_workers_per_gather', split_part(s, '=', 2), true);
      ELSE
        PERFORM set_config('array_ext.' || split_part(s, '=', 1), split_part(s, '=', 2), true);
      END IF;
    END LOOP;
    way := w.way; n := 0; differ := 0; example := NULL;
    FOR i IN 1 .. cardinality(queries) LOOP
      got := vp_result(queries[i]);
      n := n + 1;
      IF got IS DISTINCT FROM expected[i] THEN
        differ := differ + 1;
        example := coalesce(example, queries[i] || E'\ngives    ' || left(got, 300) || E'\nexpected ' || left(expected[i], 300));
      END IF;
    END LOOP;
    FOREACH s IN ARRAY w.settings LOOP
      IF s NOT LIKE 'workers=%' THEN
        PERFORM set_config('array_ext.' || split_part(s, '=', 1), CASE WHEN s LIKE 'debug%' THEN 'allow' ELSE 'on' END, true);
      END IF;
    END LOOP;
    RETURN NEXT;
  END LOOP;
END $$;
SELECT create_array('vp_grid', '<n:complex, q:point2d, m:complex>[i=-20:99,16,0, j=0:69,33,0]');
INSERT INTO vp_grid
  SELECT i, j, CASE WHEN j NOT BETWEEN 20 AND 30 THEN complex(i * 7919 % 101 - 50, j * 31 % 17) END,
    CASE WHEN (i + j) % 7 <> 0 THEN point2d(i, j) END, CASE WHEN i NOT BETWEEN 12 AND 40 THEN complex(i, -j) END
  FROM generate_series(-20, 99) i, generate_series(0, 69) j WHERE i % 9 <> 4 OR j < 50;
ANALYZE vp_grid;
SELECT * FROM vp_differences((SELECT array_agg(format(
    'SELECT %s count(*), count(n), sum(n), avg(n), count(q), sum(q), avg(q), sum(q - point2d(i, 1)) FILTER (WHERE re(m) > 3), sum(m), sum(n * 2 + m), sum(x(q)), avg(abs(n * conj(n))), sum(n) FILTER (WHERE re(n) > 0), count(*) FILTER (WHERE q > point2d(3,3)), round(var_samp(n)::numeric, 6), round(stddev_pop(m)::numeric, 6) FROM vp_grid %s %s',
    nullif(k, '') || ',', 'WHERE ' || nullif(f, ''), 'GROUP BY ' || nullif(k, '')))
  FROM unnest(ARRAY['', 'i', 'j', 'i / 10', 'j / 7, i', 'i % 4, j % 3', 'i::text', 'i / 16']) k,
    unnest(ARRAY['', 'i BETWEEN 5 AND 30', 'i BETWEEN -4 AND 70 AND j > 40', 'i > 1000', 'n = complex(1, 5)', 'q <@ box ''(3,3),(40,60)''', 'abs(n) > 20 AND m IS NOT NULL']) f)) d;
SELECT * FROM vp_differences(ARRAY[
  'SELECT sum(z) FROM vp_edge WHERE i < 50', 'SELECT sum(z), avg(z), count(z) FROM vp_edge', 'SELECT i % 10, sum(z), avg(z), var_pop(w) FROM vp_edge GROUP BY 1',
  'SELECT i, sum(z), var_samp(w), var_pop(w), stddev_samp(w) FROM vp_one GROUP BY i', 'SELECT sum(z), var_pop(w), count(p) FROM vp_0', 'SELECT sum(z), var_samp(w) FROM vp_1',
  'SELECT sum(z * 1e8::float8) FROM vp_edge WHERE re(z) < 1e299', 'SELECT sum(complex(1e308, s)) FROM vp_edge', 'SELECT sum(complex(s, 1e308)) FROM vp_edge', 'SELECT avg(complex(1e308, s)) FROM vp_edge WHERE i = 4',
  'SELECT var_samp(complex(1e200 * s, 1)) FROM vp_edge', 'SELECT i / 100, sum(w / s) FROM vp_edge WHERE s <> 0 GROUP BY 1', 'SELECT sum(w / s) FROM vp_edge',
  'SELECT sum(c), avg(c) FROM vp_tiles', 'SELECT sum(p), avg(p), sum(r), avg(r) FROM vp_edge', 'SELECT i % 10, sum(p), avg(p) FROM vp_edge GROUP BY 1', 'SELECT sum(r * 1e307::float8) FROM vp_edge', 'SELECT z, count(*), sum(n) FROM vp_edge WHERE z <> 0 GROUP BY z', 'SELECT p, count(*), avg(r) FROM vp_one WHERE p <> point2d(0,0) GROUP BY p', 'SELECT n, i / 10000, count(*), sum(q - q) FROM vp_tiles GROUP BY n, 2', 'SELECT i / 500, sum(c), sum(n) FROM vp_tiles GROUP BY 1', 'SELECT count(*) FROM vp_tiles HAVING sum(c) = complex(2223, -4446)']) d;

-- Plans.
CREATE FUNCTION vp_plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (ANALYZE, VERBOSE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || query LOOP
    IF line ~ 'Filter|Vectorized|Chunks|Tiles Answered|Scan' AND line !~ 'Removed by Box' THEN
      RETURN NEXT line;
    END IF;
  END LOOP;
END $$;
SELECT vp_plan('SELECT i, n FROM vp_tiles WHERE n = complex(1000, 0)');
SELECT vp_plan('SELECT i, z * w + 1 FROM vp_one WHERE abs(w) > 4 AND re(z) < 3 AND z <> w');
SELECT vp_plan('SELECT i FROM vp_edge WHERE r > point2d(8, 0) LIMIT 1');
SELECT vp_plan('SELECT count(*) FROM vp_tiles WHERE q <@ box ''(190,0),(191,1)''');
SELECT vp_plan('SELECT count(*) FROM vp_edge WHERE q <-> point2d(1, 0.5) < 0.3');
SELECT vp_plan('SELECT sum(n), avg(n), avg(q) FROM vp_grid');
SELECT vp_plan('SELECT i / 10, sum(n), var_samp(n) FROM vp_grid WHERE re(n) > 0 GROUP BY 1');
SELECT vp_plan('SELECT min(re(n)), max(x(q)) FROM vp_grid');
SELECT vp_plan('SELECT i FROM vp_one WHERE str(z) = ''(1+2*i)''');

-- Constants of any type reach functions without a kernel, by value and by reference, and NULL.
PREPARE vp_shape(polygon) AS SELECT count(*) FROM vp_one WHERE q <@ $1;
SET plan_cache_mode = force_generic_plan;
EXECUTE vp_shape('((1,0),(2,1),(3,0))');
EXECUTE vp_shape(NULL);
EXECUTE vp_shape(polygon(1000, circle '((2,0.5),0.3)'));
RESET plan_cache_mode;
DEALLOCATE vp_shape;
SELECT count(*) FROM vp_one WHERE q <@ (SELECT box '(0,0),(1,1)');

DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT a FROM vp_arrays LOOP
    EXECUTE format('DROP TABLE %I', name || '_plain');
    PERFORM drop_array(name);
  END LOOP;
  PERFORM drop_array('vp_grid');
END $$;
DROP TABLE vp_zoo, vp_arrays, vp_modes, vp_predicates, vp_ways;
DROP FUNCTION vp_cells, vp_outcome, vp_check, vp_result, vp_differences, vp_plan;
