-- Boxes that cut a tile: of it only what meets them is fetched and looked at.
SELECT create_array('sn', '<p: float8, n: float8, r: rational, b: bool, k: int4, s: int2>[i=0:149,100,0, j=-200:99,300,0]');
-- plain, with NULLs, checked values, bits, a codec; long runs of NULLs; from row 100 on stretches are empty
INSERT INTO sn
SELECT i, j, hashfloat8(i * 1000.5 + j), CASE WHEN (i * 7 + j * 3) % 5 > 0 THEN hashfloat8(j * 1000.5 + i) END,
       rational(hashfloat8(i + j / 1024.0), i % 4 + 1), (i * j) % 3 = 0, (i * j) % 100,
       CASE WHEN i > 50 THEN i + j END
FROM generate_series(0, 149) i, generate_series(-200, 99) j
WHERE i < 100 OR i % 3 > 0 OR j > 0;
CREATE TABLE sn_rows AS SELECT * FROM sn;
CREATE INDEX ON sn_rows (i, j);
CREATE INDEX ON sn_rows (i);
ANALYZE sn_rows;

-- 300 boxes, one in three a cell: rows and aggregates as of a table.
SELECT setseed(0.42);
DO $$
DECLARE
  a int; b int; c int; d int; x text; y text;
  row text := 'md5(coalesce(string_agg(t::text, '';'' ORDER BY t.i, t.j), ''''))';
  agg text := 'row(count(*), count(p), sum(k), min(s), max(n), sum(r), min(p), count(b), sum(s))::text';
  narrow text := ' t WHERE t.i BETWEEN $1 AND $2 AND t.j BETWEEN $3 AND $4';
  what text;
BEGIN
  FOR round IN 1 .. 300 LOOP
    a := floor(random() * 150);
    c := floor(random() * 300) - 200;
    b := a + CASE WHEN round % 3 = 0 THEN 0 ELSE floor(random() * 20) END;
    d := c + CASE WHEN round % 3 = 0 THEN 0 ELSE floor(random() * 200) END;
    FOREACH what IN ARRAY ARRAY[row, agg, 'md5(coalesce(string_agg(t.n::text, '';'' ORDER BY t.j, t.i), ''''))',
                                'count(*) FILTER (WHERE t.n > 0 AND t.r < 0)', 'sum(t.s + t.k) FILTER (WHERE t.b)'] LOOP
      EXECUTE 'SELECT ' || what || ' FROM sn' || narrow INTO x USING a, b, c, d;
      EXECUTE 'SELECT ' || what || ' FROM sn_rows' || narrow INTO y USING a, b, c, d;
      IF x IS DISTINCT FROM y THEN
        RAISE EXCEPTION 'box % % % %, %: expected %, got %', a, b, c, d, what, y, x;
      END IF;
    END LOOP;
  END LOOP;
END $$;

-- The bytes of a cell's values, not of its tile of 64 KB.
CREATE FUNCTION bytes_of(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ' || query LOOP
    IF line ~ 'Bytes Decoded' THEN
      RETURN substring(line FROM '\d+')::bigint;
    END IF;
  END LOOP;
END $$;
SELECT create_array('sn_plain', '<p: float8, q: float8>[i=0:99,100,0, j=0:299,300,0]');
INSERT INTO sn_plain SELECT i, j, sqrt(abs(hashfloat8(i * 1000.5 + j))), sqrt(abs(hashfloat8(i + j * 1000.5)))
FROM generate_series(0, 99) i, generate_series(0, 299) j;
SELECT p = sqrt(abs(hashfloat8(50 * 1000.5 + 150))) AS p, q = sqrt(abs(hashfloat8(50 + 150 * 1000.5))) AS q FROM sn_plain WHERE i = 50 AND j = 150;
SELECT bytes_of('SELECT p FROM sn_plain WHERE i = 50 AND j = 150') < 4096 AS cell,
       bytes_of('SELECT p, q FROM sn_plain WHERE i = 50 AND j = 150') < 8192 AS two,
       bytes_of('SELECT sum(p) FROM sn_plain WHERE i BETWEEN 50 AND 51 AND j BETWEEN 150 AND 159') < 8192 AS box,
       bytes_of('SELECT p FROM sn_plain') > 240000 AS whole;

DROP FUNCTION bytes_of(text);
DROP TABLE sn_rows;
SELECT drop_array('sn'), drop_array('sn_plain');
