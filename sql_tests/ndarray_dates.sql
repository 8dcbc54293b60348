--
-- Dates and timestamps as elements.
--
SET datestyle = iso, ymd;
SET timezone = 'UTC';

SELECT 'date[0:5]{2024-02-29,NULL,(),infinity,-infinity,"0044-03-15 BC"}'::ndarray;
SELECT 'timestamp[t=0:2]{"2024-02-29 12:00:00.000001",infinity,NULL}'::ndarray;
SELECT 'timestamptz{"2024-02-29 12:00+03"}'::ndarray;
SET timezone = 'Asia/Tokyo';
SELECT 'timestamptz{"2024-02-29 12:00+03"}'::ndarray;
SET datestyle = german;
SELECT 'date[0:0]{29.02.2024}'::ndarray, nd_text('date{29.02.2024}'::ndarray);
SET datestyle = iso, ymd;
SET timezone = 'UTC';

-- errors
SELECT 'date{2024-02-30}'::ndarray;
SELECT 'date{tomorrows}'::ndarray;
SELECT 'timestamp{"294277-01-01"}'::ndarray;
SELECT 'date{2024-02-29}'::ndarray::int4;
SELECT 'int4{5}'::ndarray::date;
SELECT 'timestamptz{2024-02-29}'::ndarray::date;
SELECT nd_numeric('date{2024-02-29}'::ndarray), 1;
SELECT nd_sum('date[0:0]{2024-02-29}'::ndarray);
SELECT nd_avg('timestamp[0:0]{2024-02-29}'::ndarray);

-- heads, cells, arrays
CREATE TABLE dates AS SELECT nd_from_array(array_agg(date '2000-01-01' + i ORDER BY i)) AS d,
	nd_from_array(array_agg(timestamp '2000-01-01' + i * interval '1 hour' ORDER BY i)) AS t,
	nd_from_array(array_agg(timestamptz '2000-01-01 UTC' + i * interval '1 hour' ORDER BY i)) AS z
	FROM generate_series(0, 9999) AS i;
SELECT nd_kind(d), nd_kind(t), nd_kind(z), (nd_summary(d)).*, (nd_summary(z)).min FROM dates;
SELECT t.* FROM dates, nd_tiles(d) AS t;
SELECT nd_min(d), nd_max(t), nd_max(z), nd_count(d) FROM dates;
SELECT nd_date(d, 59), nd_timestamp(d, 59), nd_date(t, 25), nd_timestamptz(z, 1), nd_text(z, 1), nd_date(d, -1) FROM dates;
SELECT (nd_box(d, '{1}', '{3}'))::date[], nd_box(t, '{1}', '{2}')::timestamp[], nd_box(z, '{0}', '{1}')::timestamptz[],
	nd_box(d, '{1}', '{1}')::date, nd_box(d, '{1}', '{2}')::timestamp[] FROM dates;
SELECT ARRAY[date '2024-01-01', NULL]::ndarray = 'date[1:2]{2024-01-01,NULL}';
SELECT c.* FROM dates, nd_cells(nd_box(d, '{7}', '{8}')) AS c(i bigint, d date);
SELECT nd_unnest(nd_box(z, '{7}', '{8}'), NULL::timestamptz) FROM dates;
SELECT nd_agg(v, i) FROM (VALUES (date '2024-02-29', 1), (NULL, 2)) AS r(v, i);
SELECT 'date[0:0]{2024-01-01}'::ndarray < 'date[0:0]{2024-01-02}' AS less, 'date[0:0]{-infinity}'::ndarray < 'date[0:0]{2024-01-02}' AS infinite,
	ndarray_hash('date[0:0]{2024-01-01}') = ndarray_hash('date[0:0]{20240101}') AS hash;
CREATE TABLE dates_fit (a ndarray(date,1));
INSERT INTO dates_fit VALUES ('date[0:0]{2024-01-01}');
INSERT INTO dates_fit VALUES ('timestamp[0:0]{2024-01-01}');
CREATE TABLE dates_back (LIKE dates);
\copy dates TO PROGRAM 'cat > "$PG_ABS_BUILDDIR/results/ndarray_dates.copy"' (FORMAT binary)
\copy dates_back FROM PROGRAM 'cat "$PG_ABS_BUILDDIR/results/ndarray_dates.copy"' (FORMAT binary)
SELECT b.d = a.d AND b.t = a.t AND b.z = a.z AND a.z::text::ndarray = b.z FROM dates AS a, dates_back AS b;
-- bytes of a day that no calendar has
SELECT ('date[0:0]{base64:' || replace(encode(overlay(ndarray_send('date[0:0]{2024-01-01}') PLACING '\xfeffff7f' FROM length(ndarray_send('date[0:0]{2024-01-01}')) - 7), 'base64'), E'\n', '') || '}')::ndarray;
DROP TABLE dates, dates_fit, dates_back;

-- stored arrays: the same answers on the row path and vectorised
SELECT create_array('dated', '<d:date, t:timestamp, z:timestamptz, n:int4>[i=0:99999:0:1000]');
INSERT INTO dated SELECT i, date '2000-01-01' + i / 10, timestamp '2000-01-01' + i * interval '1 minute',
	timestamptz '2000-01-01 UTC' + i * interval '1 minute', i FROM generate_series(0, 19999) AS i;
INSERT INTO dated VALUES (30000, 'infinity', '-infinity', NULL, 1), (30001, NULL, 'infinity', 'infinity', 2);
SELECT summary FROM dated_chunks WHERE i_lo = 30000;
SELECT summary::text::chunk_summary::text = summary::text FROM dated_chunks WHERE i_lo = 1000;
EXPLAIN (COSTS OFF) SELECT count(*), min(d), max(z) FROM dated WHERE t >= '2000-01-10';
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) SELECT count(*) FROM dated WHERE d = '2000-02-01';
CREATE FUNCTION dated_answers() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	filter text;
	answer text;
BEGIN
	FOREACH filter IN ARRAY ARRAY['true', $f$d = '2000-02-01'$f$, $f$d <> '2000-02-01'$f$, $f$d < '2000-02-01'$f$, $f$d >= '2005-02-01'$f$,
		$f$d <= '-infinity'$f$, $f$d > '2004-01-01'$f$, $f$t = '2000-01-05 10:00'$f$, $f$t > '2000-01-13'$f$, $f$t <= '2000-01-01 00:05'$f$,
		$f$z >= '2000-01-14 00:00+00'$f$, $f$z < '2000-01-01 00:10+00'$f$, $f$z <> 'infinity'$f$, 'z IS NULL', $f$d IN ('2000-01-03', '2001-01-03')$f$,
		$f$t = ANY ('{2000-01-05 10:00,2000-01-05 10:01}')$f$, 'd - 3 = date ''2000-01-01''', 'd - date ''2000-01-01'' = n / 10 AND n % 100 = 7',
		'd IS DISTINCT FROM ''2000-01-01''', 'coalesce(d, ''2000-01-01'') = ''2000-01-01''', 'nullif(d, ''2000-01-01'') IS NULL', 'd::timestamp < t']
	LOOP
		EXECUTE 'SELECT count(*) || '' '' || coalesce(min(d)::text, ''-'') || '' '' || coalesce(max(t)::text, ''-'') || '' '' || count(z) || '' '' || coalesce(max(z)::text, ''-'') FROM dated WHERE ' || filter INTO answer;
		RETURN NEXT filter || ': ' || answer;
	END LOOP;
	EXECUTE 'SELECT string_agg(x, '';'' ORDER BY x) FROM (SELECT d || '' '' || count(*) || '' '' || max(t) AS x FROM dated WHERE n < 25 GROUP BY d) AS g' INTO answer;
	RETURN NEXT answer;
END $$;
SET array_ext.debug_require_vectorized = require;
CREATE TABLE dated_vectorized AS SELECT * FROM dated_answers() AS a;
SET array_ext.debug_require_vectorized = forbid;
CREATE TABLE dated_rows AS SELECT * FROM dated_answers() AS a;
RESET array_ext.debug_require_vectorized;
SELECT * FROM dated_vectorized;
(SELECT a FROM dated_vectorized EXCEPT ALL SELECT a FROM dated_rows) UNION ALL (SELECT a FROM dated_rows EXCEPT ALL SELECT a FROM dated_vectorized);
SELECT read_array('dated', 'd', '{5}', '{12}');
UPDATE dated SET d = d + 1 WHERE i = 3;
SELECT d FROM dated WHERE i = 3;
SELECT drop_array('dated');
DROP FUNCTION dated_answers();
DROP TABLE dated_vectorized, dated_rows;

-- Days are added and taken away as SQL does it, up to the ends of the calendar.
SELECT d - 'date{2024-01-01}'::ndarray, 'date{2024-01-01}'::ndarray - d, d - d, d + 1, (-1) + d, d - 1::int2, d + 'int4[0:3]{1,2,3,NULL}'::ndarray, 'int2[0:3]{1,2,3,NULL}'::ndarray + d
	FROM (SELECT 'date[0:3]{2024-02-29,NULL,(),"4713-01-01 BC"}'::ndarray AS d) v;
SELECT d + 1, 1 + d, d - 2147483647, nd_count(d) FROM (SELECT 'date[0:3]{infinity,NULL,-infinity,()}'::ndarray AS d) v;
SELECT 'date[0:1]{2024-02-29,NULL}'::ndarray - 'date[0:1]{2024-02-28,infinity}'::ndarray, 'date[0:-1]{}'::ndarray + 1;
SELECT 'date[0:1]{5874897-12-31,infinity}'::ndarray + 1;
SELECT 'date{"4713-01-01 BC"}'::ndarray - 2147483647;
SELECT 2147483647 + 'date{2024-02-29}'::ndarray;
SELECT 'date{infinity}'::ndarray - 'date{2024-01-01}'::ndarray;
SELECT 'date{2024-01-01}'::ndarray + 1::bigint;
SELECT 'date{2024-01-01}'::ndarray + 'date{2024-01-01}'::ndarray;
SELECT 'timestamp{294276-12-31}'::ndarray + 'interval{1 year}'::ndarray;
SELECT 'timestamp{infinity}'::ndarray - 'timestamp{2024-01-01}'::ndarray;

-- No number is made of them, and none of types by name.
SELECT nd_astype('date[0:4]{2000-01-05,infinity,-infinity,NULL,()}', 'timestamp') AS timestamps,
	nd_astype('timestamp[0:4]{"2000-01-05 23:59:59","1999-12-31 23:59:59",infinity,NULL,()}', 'date') AS dates;
SELECT nd_astype('date[0:0]{5000000-01-01}', 'timestamp');
SELECT nd_astype('date[0:0]{2000-01-05}', 'timestamptz');
SELECT nd_astype('timestamptz[0:0]{2000-01-05}', 'date');
SELECT nd_astype('date[0:0]{2000-01-05}', 'text');
SELECT nd_astype('date[0:0]{2000-01-05}', 'rational');
SELECT nd_astype('timestamp[0:0]{2000-01-05}', 'complex');
SELECT 'timestamptz[0:0]{2000-01-05}'::ndarray + complex(1,2);
SELECT nd_astype('interval[0:0]{1 day}', 'complex');
SELECT nd_astype('int4[0:0]{1}', 'date');
