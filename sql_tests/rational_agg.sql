SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- no rows, all NULL, one row
SELECT sum(r), avg(r), min(r), max(r), product(r), var_samp(r), stddev_samp(r), var_pop(r), stddev_pop(r)
  FROM (SELECT rational(1,2) AS r WHERE false) s;
SELECT sum(r), avg(r), min(r), max(r), product(r), var_samp(r), stddev_samp(r), var_pop(r), stddev_pop(r)
  FROM (VALUES (NULL::rational), (NULL)) s(r);
SELECT sum(r), avg(r), min(r), max(r), product(r), var_samp(r), stddev_samp(r), var_pop(r), stddev_pop(r)
  FROM (VALUES (NULL::rational), (rational(1,2))) s(r);
SELECT sum(r), avg(r), min(r), max(r), product(r), var_samp(r), round(stddev_samp(r)::numeric, 12) AS stddev_samp, var_pop(r)
  FROM (VALUES (rational(1,2)), (rational(3,2)), (rational(-5,2)), (NULL)) s(r);

-- sums of 100,000 small fractions are exact
SELECT sum(rational(1, i * (i + 1))) AS telescoped, avg(rational(1, i * (i + 1))) AS mean
  FROM generate_series(1::int8, 100000) i;
SELECT sum(rational(i, 97)) AS one_denominator, sum(rational(1, 1 + i % 10)) AS ten_denominators, sum(rational(-1, 3)) AS thirds
  FROM generate_series(1, 100000) i;
-- nothing overflows inside: only the result must fit
SELECT sum(r), avg(r) FROM (SELECT '9223372036854775807'::rational AS r FROM generate_series(1, 1000)
                            UNION ALL SELECT '-9223372036854775807' FROM generate_series(1, 1000) UNION ALL SELECT '1/3') s;
SELECT avg('9223372036854775807'::rational) FROM generate_series(1, 1000);
SELECT avg('-9223372036854775808'::rational) FROM generate_series(1, 3);
SELECT sum('9223372036854775807'::rational) FROM generate_series(1, 2);
SELECT sum(sign * rational(i, 9223372036854775807 - i)) + rational(22, 7) AS cancelled
  FROM generate_series(1, 500) i, (VALUES (1), (-1)) s(sign);
SELECT sum(rational(1, i)) FROM generate_series(1, 40) i;
SELECT sum(rational(1, i)) FROM generate_series(1, 100) i;
-- a long total ends when it is told to
SET statement_timeout = '200ms';
SELECT sum(rational(1, 1000000007 * i + i * i % 1000003)) FROM generate_series(1::int8, 200000) i;
RESET statement_timeout;

SELECT product(rational(i, i + 1)) FROM generate_series(1, 1000) i;
SELECT product(rational(i)) FROM generate_series(1, 30) i;

CREATE TABLE rational_parts (g int, r rational);
INSERT INTO rational_parts
  SELECT i % 10, CASE WHEN i % 11 = 0 THEN NULL ELSE rational((i * 7919) % 2003 - 1001, 1 + (i * 31) % 28) END FROM generate_series(1, 20000) i;
ANALYZE rational_parts;
-- serial, and partial with combine through the serial form: no difference
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS
  SELECT g, sum(r), avg(r), min(r), max(r), count(r), round(var_samp(r)::numeric, 6) AS var_samp, round(stddev_samp(r)::numeric, 6) AS stddev_samp,
         sum(r) FILTER (WHERE r > 0) AS positive, sum(DISTINCT r) AS of_distinct
    FROM rational_parts GROUP BY GROUPING SETS ((g), ());
CREATE TEMP TABLE serial_product AS SELECT product(rational(numerator(abs(r) + 1), numerator(abs(r) + 1))) AS p FROM rational_parts;
-- the sums against plain addition of numerators over the common denominator of 1 to 28
SELECT count(*) AS wrong
  FROM serial s JOIN (SELECT g, sum(numerator(r)::numeric * (80313433200 / denominator(r))) AS scaled, count(r) AS n
                        FROM rational_parts GROUP BY GROUPING SETS ((g), ())) p ON s.g IS NOT DISTINCT FROM p.g
 WHERE numerator(s.sum)::numeric * 80313433200 <> scaled * denominator(s.sum)
    OR numerator(s.avg)::numeric * 80313433200 * n <> scaled * denominator(s.avg);
SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT sum(r), avg(r), min(r), max(r), product(r), var_samp(r), stddev_samp(r) FROM rational_parts;
CREATE TEMP TABLE parallel AS
  SELECT g, sum(r), avg(r), min(r), max(r), count(r), round(var_samp(r)::numeric, 6) AS var_samp, round(stddev_samp(r)::numeric, 6) AS stddev_samp,
         sum(r) FILTER (WHERE r > 0) AS positive
    FROM rational_parts GROUP BY g
  UNION ALL
  SELECT NULL, sum(r), avg(r), min(r), max(r), count(r), round(var_samp(r)::numeric, 6), round(stddev_samp(r)::numeric, 6),
         sum(r) FILTER (WHERE r > 0)
    FROM rational_parts;
SELECT product(rational(numerator(abs(r) + 1), numerator(abs(r) + 1))) = (SELECT p FROM serial_product) AS same_product FROM rational_parts;
(SELECT g, sum, avg, min, max, count, var_samp, stddev_samp, positive FROM serial EXCEPT ALL TABLE parallel)
UNION ALL
(TABLE parallel EXCEPT ALL SELECT g, sum, avg, min, max, count, var_samp, stddev_samp, positive FROM serial);
SELECT count(*) FROM parallel;
RESET max_parallel_workers_per_gather; RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;

-- frames that move: values leave as exactly as they came
CREATE TEMP TABLE numbered AS SELECT row_number() OVER (ORDER BY g, r) AS n, r FROM rational_parts WHERE g < 2;
SELECT count(*) AS wrong
  FROM (SELECT n, sum(r) OVER w AS moving_sum, avg(r) OVER w AS moving_avg FROM numbered
        WINDOW w AS (ORDER BY n ROWS BETWEEN 3 PRECEDING AND 2 FOLLOWING)) m
  CROSS JOIN LATERAL (SELECT sum(r), avg(r) FROM numbered b WHERE m.n <= 500 AND b.n BETWEEN m.n - 3 AND m.n + 2) f
 WHERE m.n <= 500 AND (moving_sum IS DISTINCT FROM f.sum OR moving_avg IS DISTINCT FROM f.avg);
SELECT i, sum(r) OVER w, avg(r) OVER w, min(r) OVER w
  FROM (VALUES (1, '9223372036854775807'::rational), (2, NULL), (3, NULL), (4, '1/3'), (5, '-1/3')) v(i, r)
WINDOW w AS (ORDER BY i ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING) ORDER BY i;

DROP TABLE rational_parts, serial, serial_product, parallel, numbered;
