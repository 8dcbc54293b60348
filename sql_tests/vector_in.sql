-- IN and NOT IN with long lists: a sorted list, not a comparison for each

SELECT create_array('vin', '<v:float8, f:float4, w:int4, h:int2, l:int8, r:rational>[i=0:199:0:100; j=0:49:0:50]');
INSERT INTO vin SELECT i, j,
	CASE k % 97 WHEN 0 THEN NULL WHEN 1 THEN 'nan' WHEN 2 THEN '-inf' WHEN 3 THEN '-0' ELSE k % 53 / 2.0::float8 END,
	CASE k % 89 WHEN 0 THEN NULL WHEN 1 THEN 'nan' ELSE k % 41 / 4.0::float4 END,
	nullif(k % 71, 7), nullif(k % 67, 7), nullif(k % 73, 7) * 10000000000, rational(k % 31, 7)
FROM generate_series(0, 199) i, generate_series(0, 49) j, LATERAL (SELECT (i * 50 + j)::int) x(k);

-- Each predicate under both paths: how many pass, and how many differ.
CREATE FUNCTION vin_try(predicate text, OUT passed bigint, OUT differ bigint) LANGUAGE plpgsql AS $$
BEGIN
	SET array_ext.debug_require_vectorized = forbid;
	EXECUTE format('CREATE TEMP TABLE slow AS SELECT i, j FROM vin WHERE %s', predicate);
	SET array_ext.debug_require_vectorized = require;
	EXECUTE format('CREATE TEMP TABLE fast AS SELECT i, j FROM vin WHERE %s', predicate);
	RESET array_ext.debug_require_vectorized;
	SELECT count(*) INTO passed FROM fast;
	SELECT count(*) INTO differ FROM ((TABLE slow EXCEPT ALL TABLE fast) UNION ALL (TABLE fast EXCEPT ALL TABLE slow)) d;
	DROP TABLE slow, fast;
END $$;
SELECT col, how, tail, t.* FROM
	(VALUES ('v', 'float8', 0.5), ('f', 'float4', 0.25), ('w', 'int4', 1), ('h', 'int2', 1), ('l', 'int8', 10000000000), ('i', 'int8', 3)) c(col, type, step),
	(VALUES ('= ANY'), ('<> ALL'), ('<> ANY'), ('= ALL')) h(how),
	(VALUES (''), (', NULL'), (', null, 7')) n(tail),
	LATERAL (SELECT string_agg(((k * 7 % 50) * step)::text, ', ') FROM generate_series(1, 60) k) e(list),
	LATERAL vin_try(format('%s %s (ARRAY[%s%s]::%s[])', col, how, list, tail, type)) t
ORDER BY 1, 2, 3;
SELECT t.* FROM vin_try('v = ANY (''{nan,-inf,' || (SELECT string_agg(k::text, ',') FROM generate_series(0, 50) k) || '}'')') t;
SELECT t.* FROM vin_try('v <> ALL (''{nan,-inf,' || (SELECT string_agg(k::text, ',') FROM generate_series(0, 50) k) || '}'')') t;
SELECT t.* FROM vin_try('w = ANY (array_fill(NULL::int4, ARRAY[50]))') t;
SELECT t.* FROM vin_try('w <> ALL (array_fill(NULL::int4, ARRAY[50]))') t;
SELECT t.* FROM vin_try('r = ANY (ARRAY(SELECT rational(k, 7) FROM generate_series(0, 50) k))') t;
SELECT t.* FROM vin_try('w = ANY (array_fill(3, ARRAY[50])) AND NOT v = ANY (array_fill(1.5::float8, ARRAY[50]))') t;
-- A list that changes from scan to scan.
SELECT n, (SELECT count(*) FROM vin WHERE w = ANY (ARRAY(SELECT generate_series(n, n + 40)))) FROM (VALUES (0), (10), (60)) v(n) ORDER BY n;
DROP FOREIGN TABLE vin;
DROP FUNCTION vin_try;
