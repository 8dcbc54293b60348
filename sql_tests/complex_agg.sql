SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- no rows, all NULL, one row, some
SELECT sum(z), avg(z), var_samp(z), stddev_samp(z), var_pop(z), stddev_pop(z), count(z)
  FROM (SELECT complex(1,2) AS z WHERE false) s;
SELECT sum(z), avg(z), var_samp(z), stddev_samp(z), var_pop(z), stddev_pop(z), count(z)
  FROM (VALUES (NULL::complex), (NULL)) s(z);
SELECT sum(z), avg(z), var_samp(z), stddev_samp(z), var_pop(z), stddev_pop(z), count(z)
  FROM (VALUES (NULL::complex), (complex(1,2))) s(z);
SELECT sum(z), avg(z), var_samp(z), stddev_samp(z), var_pop(z), stddev_pop(z), count(z)
  FROM (VALUES (complex(1,1)), (complex(-1,-1)), (complex(3,0)), (NULL)) s(z);
-- a variance is real and not negative: the squares of i and -i are both -1
SELECT var_pop(z), avg(z * z) AS without_conjugate FROM (VALUES (complex(0,1)), (complex(0,-1))) s(z);
SELECT abs(var_samp(z) - 2.0 * 10000 / 9999) < 1e-6 AS far_from_zero FROM (SELECT complex(1e6 + (i % 2) * 2, 1e6 + (i / 2 % 2) * 2) AS z FROM generate_series(1, 10000) i) s;

-- infinities, NaN and overflow, as of float8
SELECT sum(z), avg(z), var_pop(z), stddev_samp(z) FROM (VALUES (complex('inf',1)), (complex(2,3)), (complex(1,1))) s(z);
SELECT sum(z), avg(z), var_pop(z) FROM (VALUES (complex('inf',1)), (complex('-inf',3))) s(z);
SELECT sum(z), avg(z), var_samp(z) FROM (VALUES (complex(1,'nan')), (complex(2,3))) s(z);
SELECT var_pop(z) FROM (VALUES (complex(1,'nan'))) s(z);
SELECT sum(z) FROM (VALUES (complex(1e308,1)), (complex(1e308,3))) s(z);
SELECT avg(z) FROM (VALUES (complex(1,1e308)), (complex(1,1e308))) s(z);
SELECT avg(z) AS squares_do_not_matter FROM (VALUES (complex(1e200,0)), (complex(-1e200,2))) s(z);
SELECT var_samp(z) FROM (VALUES (complex(1e200,0)), (complex(-1e200,2))) s(z);

-- states that are not one
SELECT complex_avg_accum('{0,0}', complex(1,2));
SELECT complex_var_samp('{{1,2,3,0}}');
SELECT complex_var_combine('{1,2,3,0}', '{1,NULL,3,0}');
-- the functions by themselves leave their arguments alone
SELECT complex_avg_accum('{1,2,3}', complex(1,2)), complex_var_accum('{1,2,3,0}', complex(1,2)), complex_var_combine('{0,0,0,0}', '{1,2,3,0}'),
       complex_var_combine('{1,2,3,0}', '{1,4,3,0}'), complex_sum_accum(complex(1,2), complex(3,4));

CREATE TABLE complex_parts (g int, z complex);
-- eighths: their sums are exact in any order
INSERT INTO complex_parts
  SELECT i % 10, CASE WHEN i % 11 = 0 THEN NULL ELSE complex(((i * 7919) % 2003 - 1001) / 8.0, ((i * 31) % 280) / 8.0) END FROM generate_series(1, 20000) i;
ANALYZE complex_parts;
-- against the same of float8
SELECT count(*) AS groups, count(*) FILTER (WHERE re(s) <> sr OR im(s) <> si OR abs(a - complex(ar, ai)) > 1e-12 OR abs(v - vr - vi) > 1e-9 * v OR abs(sd * sd - v) > 1e-9 * v) AS wrong
  FROM (SELECT sum(z) AS s, avg(z) AS a, var_samp(z) AS v, stddev_samp(z) AS sd, sum(re(z)) AS sr, sum(im(z)) AS si, avg(re(z)) AS ar, avg(im(z)) AS ai,
               var_samp(re(z)) AS vr, var_samp(im(z)) AS vi FROM complex_parts GROUP BY GROUPING SETS ((g), ())) t;
-- serial, and partial with combine: no difference
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS
  SELECT g, sum(z), avg(z), count(z), round(var_samp(z)::numeric, 6) AS var_samp, round(stddev_samp(z)::numeric, 6) AS stddev_samp,
         round(var_pop(z)::numeric, 6) AS var_pop, round(stddev_pop(z)::numeric, 6) AS stddev_pop, sum(z) FILTER (WHERE re(z) > 0) AS positive
    FROM complex_parts GROUP BY g
  UNION ALL
  SELECT NULL, sum(z), avg(z), count(z), round(var_samp(z)::numeric, 6), round(stddev_samp(z)::numeric, 6),
         round(var_pop(z)::numeric, 6), round(stddev_pop(z)::numeric, 6), sum(z) FILTER (WHERE re(z) > 0)
    FROM complex_parts;
SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT sum(z), avg(z), var_samp(z), stddev_samp(z), var_pop(z), stddev_pop(z) FROM complex_parts;
CREATE TEMP TABLE parallel AS
  SELECT g, sum(z), avg(z), count(z), round(var_samp(z)::numeric, 6) AS var_samp, round(stddev_samp(z)::numeric, 6) AS stddev_samp,
         round(var_pop(z)::numeric, 6) AS var_pop, round(stddev_pop(z)::numeric, 6) AS stddev_pop, sum(z) FILTER (WHERE re(z) > 0) AS positive
    FROM complex_parts GROUP BY g
  UNION ALL
  SELECT NULL, sum(z), avg(z), count(z), round(var_samp(z)::numeric, 6), round(stddev_samp(z)::numeric, 6),
         round(var_pop(z)::numeric, 6), round(stddev_pop(z)::numeric, 6), sum(z) FILTER (WHERE re(z) > 0)
    FROM complex_parts;
(TABLE serial EXCEPT ALL TABLE parallel) UNION ALL (TABLE parallel EXCEPT ALL TABLE serial);
SELECT count(*) FROM parallel;
RESET max_parallel_workers_per_gather; RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;
DROP TABLE complex_parts, serial, parallel;

-- windows: what was given out does not change when the state goes on
SELECT i, sum(z) OVER w AS running, avg(z) OVER w, var_pop(z) OVER w, sum(z) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS moving
  FROM (VALUES (1, complex(1,1)), (2, NULL), (3, complex(3,0)), (4, complex(0,-1))) v(i, z) WINDOW w AS (ORDER BY i) ORDER BY i;
