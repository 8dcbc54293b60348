-- the order of cells: sorts, places, ranks
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- values, then NULL, then empty cells; NaN is the greatest
SELECT nd_sort(a), nd_sort(a, descending => true)
FROM (SELECT 'float8[3:9]{3,NaN,(),NULL,-1,-Infinity,0}'::ndarray) v(a);
SELECT nd_argsort(a), nd_argsort(a, descending => true)
FROM (SELECT 'float8[3:9]{3,NaN,(),NULL,-1,-Infinity,0}'::ndarray) v(a);
SELECT m, nd_rank(a, method => m), nd_rank(a, method => m, descending => true)
FROM (SELECT 'int4[3:9]{3,3,(),NULL,-1,3,-1}'::ndarray) v(a),
	unnest('{average,min,max,dense,ordinal}'::text[]) WITH ORDINALITY u(m, i)
ORDER BY i;

-- along one axis or another, by number or name, or over all cells
SELECT axis, nd_sort(a, axis), nd_argsort(a, axis), nd_rank(a, axis)
FROM (SELECT 'int4[y=0:1,x=-1:1]{{3,1,NULL},{2,(),1}}'::ndarray) v(a),
	unnest('{0,1,-1,-2,x,NULL}'::text[]) WITH ORDINALITY u(axis, i)
ORDER BY i;

-- every kind that SQL has an order for
SELECT nd_sort(a), nd_argsort(a), nd_rank(a) FROM unnest('{
	"bool[0:3]{t,f,NULL,f}",
	"int2[0:3]{32767,-32768,0,-1}",
	"int4[0:3]{2147483647,-2147483648,0,-1}",
	"int8[0:3]{9223372036854775807,-9223372036854775808,0,-1}",
	"float4[0:4]{1.5,NaN,-Infinity,Infinity,-0}",
	"rational[0:4]{1/2,1/3,-1/5,1/3,9223372036854775807}",
	"rational[0:2]{4611686018427387905/2,4611686018427387903/2,2305843009213693952}",
	"date[0:2]{2024-02-29,-infinity,1999-01-01}",
	"timestamp[0:2]{\"2024-02-29 12:00\",infinity,1999-01-01}"}'::ndarray[]) WITH ORDINALITY u(a, i)
ORDER BY i;
SELECT nd_sort(a), nd_argsort(a, descending => true), nd_rank(a)
FROM (SELECT 'point2d[0:4]{"(1,2)","(0,5)","(1,-1)","(NaN,0)","(0,5)"}'::ndarray) v(a);
SELECT nd_sort(a), nd_argsort(a, descending => true), nd_rank(a)
FROM (SELECT 'interval[0:4]{"1 day",NULL,"24:00","-1 day",()}'::ndarray) v(a);
SELECT nd_sort(a), nd_sort(a, NULL), nd_argsort(a, '0'), nd_rank(a, method => 'dense'), nd_unique(a)
FROM (SELECT 'text[0:1,0:2]{{pear,apple,NULL},{Quince,(),apple}}'::ndarray) v(a);
SELECT nd_size(u) AS distinct_texts, nd_to_array(u, NULL::text) = r AS same
FROM (SELECT nd_unique(nd_from_array(array_agg(md5((i * 7919 % 3000)::text) ORDER BY i))), array_agg(DISTINCT md5((i * 7919 % 3000)::text) COLLATE "C")
	FROM generate_series(1, 20000) i) v(u, r0),
	LATERAL (SELECT ('[0:' || cardinality(r0) - 1 || ']=' || r0::text)::text[]) w(r);

-- no cells, one cell, no dimensions
SELECT nd_sort('int4[5:4]{}'::ndarray), nd_argsort('int4[5:4,0:3]{}'::ndarray, '1'), nd_rank('int4[5:4,0:3]{}'::ndarray, '0');
SELECT nd_sort('float8{1.5}'::ndarray, NULL), nd_argsort('float8{1.5}'::ndarray, NULL), nd_rank('float8{NULL}'::ndarray, NULL);
SELECT nd_sort('int4[0:3]{(),(),NULL,()}'::ndarray), nd_argsort('int4[0:3]{(),(),NULL,()}'::ndarray), nd_rank('int4[0:3]{(),(),NULL,()}'::ndarray);
SELECT nd_sort(NULL), nd_argsort(NULL), nd_rank(NULL);
SELECT nd_sort('int4[0:1]{2,1}'::ndarray, descending => NULL), nd_rank('int4[0:1]{2,1}'::ndarray, method => NULL);

-- long lines, many lines, lines across the value: as SQL sorts the same cells
CREATE TEMP TABLE order_values AS
SELECT nd_build('int4[i=0:599,j=0:499]', '(i * 7919 + j * 104729) % 1009') AS a;
SELECT count(*), bool_and(v = sorted) FROM
	(SELECT v, row_number() OVER (ORDER BY v) AS r FROM (SELECT nd_unnest(a, NULL::int4) FROM order_values) u(v)) x
	JOIN (SELECT nd_unnest(nd_sort(a, NULL), NULL::int4), nd_unnest(nd_series(1, 300000, 1), NULL::int4) FROM order_values) y(sorted, r)
	USING (r);
SELECT count(*) FROM order_values, LATERAL (SELECT nd_sort(a, '0') = nd_transpose(nd_sort(nd_transpose(a))) AS same) s WHERE same;
SELECT count(*) FROM order_values, LATERAL (SELECT nd_rank(a, 'i') = nd_transpose(nd_rank(nd_transpose(a), 'i')) AS same) s WHERE same;
DROP TABLE order_values;

-- distinct values
SELECT nd_unique(a), (nd_unique_counts(a)).* FROM unnest('{
	"float8[2:3,0:3]{{3,NaN,(),NULL},{-0,0,NaN,3}}",
	"bool[0:3]{t,f,NULL,f}",
	"int8[0:2]{9223372036854775807,-9223372036854775808,9223372036854775807}",
	"rational[0:4]{1/2,1/3,2/4,NULL,1/3}",
	"date[0:2]{2024-02-29,1999-01-01,2024-02-29}",
	"int4{7}",
	"int2[0:1]{NULL,()}",
	"int4[0:1,5:4]{}"}'::ndarray[]) WITH ORDINALITY u(a, i)
ORDER BY i;
SELECT * FROM nd_unique_counts('point2d[0:4]{"(1,2)","(0,5)","(1,-1)","(1,2)","(0,5)"}'::ndarray);
SELECT * FROM nd_unique_counts('interval[0:4]{"1 day",NULL,"24:00","-1 day",()}'::ndarray);
SELECT nd_unique(NULL), nd_unique_counts(NULL);
SELECT count(*), bool_and(nd_int8(u.count, r - 1) = n AND nd_int4(u.value, r - 1) = v)
FROM nd_unique_counts(nd_build('int4[i=0:99999]', '(i * i) % 1013')) u,
	(SELECT v, count(*) AS n, row_number() OVER (ORDER BY v) AS r
	 FROM (SELECT i * i % 1013 FROM generate_series(0, 99999::bigint) i) x(v) GROUP BY v) y;

-- errors
SELECT nd_unique('complex[0:1]{1,2}'::ndarray);
SELECT nd_sort('complex[0:1]{1,2}'::ndarray);
SELECT nd_rank('point[0:0]{"(1,2)"}'::ndarray);
SELECT nd_argsort('int4{1}'::ndarray);
SELECT nd_sort('int4[0:1]{1,2}'::ndarray, '1');
SELECT nd_sort('int4[x=0:1]{1,2}'::ndarray, 'y');
SELECT nd_rank('int4[0:1]{1,2}'::ndarray, method => 'first');

-- Types by name whose keys are a prefix or the nearest float8: the order is SQL's.
CREATE TEMP TABLE keyed AS
SELECT i, CASE i % 7 WHEN 0 THEN '' WHEN 1 THEN 'prefix_' || i % 5 WHEN 2 THEN 'prefix__' || (i * 7919) % 1009
		WHEN 3 THEN 'Zz' || i % 3 WHEN 4 THEN left('abcdefghij', i % 11) ELSE md5(i::text) END AS t,
	CASE i % 5 WHEN 0 THEN 'NaN'::numeric WHEN 1 THEN 1 + (i % 9) * 1e-30 WHEN 2 THEN (i % 4) * 1e400 - 1e400
		WHEN 3 THEN CASE i % 2 WHEN 0 THEN 'Infinity'::numeric ELSE '-Infinity' END ELSE (i % 13 - 6) / 7.0 END AS n,
	md5((i % 300)::text)::uuid AS u, decode(repeat('00', i % 12) || (ARRAY['', '01', 'ff'])[i % 3 + 1], 'hex') AS b
FROM generate_series(0, 999) i;
SELECT nd_sort(t) = nd_from_array(ts) AS text, nd_sort(n) = nd_from_array(ns) AS numeric, nd_sort(u) = nd_from_array(us) AS uuid, nd_sort(b) = nd_from_array(bs) AS bytea,
	nd_sort(t, descending => true) = nd_flip(nd_from_array(ts)) AS text_down, nd_sort(n, descending => true) = nd_flip(nd_from_array(ns)) AS numeric_down,
	nd_size(nd_unique(n)) = numbers AS "unique", nd_size(nd_unique(t)) = texts AS unique_text
FROM (SELECT nd_agg(t, i) AS t, nd_agg(n, i) AS n, nd_agg(u, i) AS u, nd_agg(b, i) AS b,
		array_agg(t ORDER BY t COLLATE "C") AS ts, array_agg(n ORDER BY n) AS ns, array_agg(u ORDER BY u) AS us, array_agg(b ORDER BY b) AS bs,
		count(DISTINCT n) AS numbers, count(DISTINCT t) AS texts FROM keyed) v;
SELECT count(*) AS cells, count(*) FILTER (WHERE nd_float8(r, i) <> w) AS wrong
FROM (SELECT i, (rank() OVER (ORDER BY n) + rank() OVER (ORDER BY n) + count(*) OVER (PARTITION BY n) - 1) / 2.0 AS w FROM keyed) x, (SELECT nd_rank(nd_agg(n, i)) AS r FROM keyed) y;
