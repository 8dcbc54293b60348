-- medians, quantiles, histograms
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- over all cells, along axes, kept or not; NULL and empty cells do not count
SELECT axis, nd_median(a, axis::text[]), nd_median(a, axis::text[], keepdims => true)
FROM (SELECT 'float8[t=3:4,y=0:1,x=-1:1]{{{3,1,NULL},{2,(),1}},{{NaN,7,NULL},{-Infinity,(),1}}}'::ndarray) v(a),
	(VALUES (1, NULL), (2, '{}'), (3, '{0}'), (4, '{1}'), (5, '{x}'), (6, '{0,1}'), (7, '{-1,y}'), (8, '{t,x}'), (9, '{2,0,1}')) u(i, axis)
ORDER BY i;
SELECT nd_median(a), nd_quantile(a, 0.25), nd_quantile(a, 0.25, method => 'lower') FROM unnest('{
	"bool[0:3]{t,f,NULL,f}",
	"int2[0:3]{32767,-32768,0,-1}",
	"int8[0:1]{9223372036854775807,9223372036854775805}",
	"float4[0:1]{1.5,0.1}",
	"float8[0:1]{-1e308,1e308}",
	"float8[0:3]{Infinity,Infinity,-Infinity,-Infinity}",
	"float8[0:2]{1,NaN,NaN}",
	"rational[0:2]{1/2,1/3,-1/5}",
	"rational[0:1]{4611686018427387904/3,4611686018427387905/3}",
	"rational[0:1]{9223372036854775807,9223372036854775805}",
	"int4[0:1]{NULL,()}",
	"int4[5:4]{}",
	"float8{1.5}"}'::ndarray[]) WITH ORDINALITY u(a, i)
ORDER BY i;

-- several at a time, each a step of a new first axis
SELECT nd_quantile('int4[y=0:1,x=5:7]{{1,2,9},{4,NULL,6}}'::ndarray, ARRAY[0, 0.25, NULL, 1], '{x}');
SELECT nd_quantile('int4[y=0:1,x=5:7]{{1,2,9},{4,NULL,6}}'::ndarray, ARRAY[0, 0.25, 1], '{x}', keepdims => true, method => 'nearest');
SELECT nd_quantile('int4[0:1]{1,2}'::ndarray, '{}'::float8[]), nd_quantile('int4[0:1]{1,2}'::ndarray, '{0.5}'::float8[]);
SELECT method, nd_quantile('int4[0:4]{10,20,30,40,50}'::ndarray, ARRAY[0.1, 0.3, 0.4, 0.75], method => method)
FROM unnest('{linear,lower,higher,nearest,midpoint,inverted_cdf,averaged_inverted_cdf,interpolated_inverted_cdf,hazen,weibull,median_unbiased,normal_unbiased}'::text[])
	WITH ORDINALITY u(method, i)
ORDER BY i;

-- as SQL's own aggregates
CREATE TEMP TABLE quantile_values AS
SELECT nd_build('float8[i=0:199,j=0:299]', 'sin(i * 300 + j) * (i + 1)') AS a;
SELECT q, nd_float8(nd_quantile(a, q)) = cont AS cont, nd_float8(nd_quantile(a, q, method => 'inverted_cdf')) = disc AS disc
FROM quantile_values, unnest('{0,0.001,0.3333,0.5,0.77,1}'::float8[]) q,
	LATERAL (SELECT percentile_cont(q) WITHIN GROUP (ORDER BY v), percentile_disc(q) WITHIN GROUP (ORDER BY v)
		FROM (SELECT nd_unnest(a)) u(v)) r(cont, disc)
ORDER BY q;
SELECT count(*), bool_and(nd_float8(nd_quantile(a, 0.3, '{i}'), j) = cont)
FROM quantile_values, LATERAL (SELECT j, percentile_cont(0.3) WITHIN GROUP (ORDER BY v)
	FROM nd_cells(a) AS c(i bigint, j bigint, v float8) GROUP BY j) r(j, cont);

-- cells of kinds that nothing lies between
SELECT nd_quantile(a, 0.5, method => 'lower'), nd_quantile(a, ARRAY[0, 1], method => 'nearest') FROM unnest('{
	"date[0:2]{2024-02-29,-infinity,1999-01-01}",
	"timestamptz[0:1]{\"2024-02-29 12:00+00\",1999-01-01}",
	"point2d[0:2]{\"(1,2)\",\"(0,5)\",\"(1,-1)\"}",
	"interval[0:2]{\"1 day\",\"-1 day\",\"1 hour\"}"}'::ndarray[]) WITH ORDINALITY u(a, i)
ORDER BY i;

SELECT nd_median(NULL), nd_quantile(NULL, 0.5), nd_quantile('int4{1}'::ndarray, NULL::float8), nd_quantile('int4{1}'::ndarray, NULL::float8[]),
	nd_quantile('int4{1}'::ndarray, 0.5, method => NULL);

-- histograms: the last bin has its upper edge; what is outside, NaN, NULL and empty cells do not count
SELECT nd_histogram('float8[0:9]{0,0.5,1,1.999,2,2.5,3,-1,NaN,NULL}'::ndarray, 0, 2, 2);
SELECT nd_histogram('float8[0:9]{0,0.5,1,1.999,2,2.5,3,-1,NaN,NULL}'::ndarray, ARRAY[0, 1, 2, 3]);
SELECT nd_histogram('float8[0:3]{Infinity,-Infinity,NaN,5}'::ndarray, '{-Infinity,0,Infinity}'::float8[]);
SELECT nd_histogram('rational[0:3]{1/3,2/3,1,()}'::ndarray, 0, 1, 3), nd_histogram('bool[0:2]{t,f,t}'::ndarray, 0, 1, 2);
SELECT nd_histogram('int4[0:3,0:2]{(1,1):5}'::ndarray, 0, 100), nd_histogram('int4[5:4]{}'::ndarray, 0, 1, 1);
SELECT nd_histogram('float8[0:3]{-1.7e308,0,1,1.7e308}'::ndarray, -1.7e308, 1.7e308, 4);
SELECT nd_histogram(a, -10, 10, 7) = nd_histogram(a, ARRAY(SELECT -10 + i * (20 / 7::float8) FROM generate_series(0, 6) i) || 10::float8) AS same,
	nd_int8(nd_sum(nd_histogram(a, -1000, 1000))) AS all_cells
FROM quantile_values;
DROP TABLE quantile_values;

-- errors
SELECT nd_median('complex[0:1]{1,2}'::ndarray);
SELECT nd_median('rational[0:1]{1/3,9223372036854775807/2}'::ndarray);
SELECT nd_median('date[0:1]{2024-02-29,1999-01-01}'::ndarray);
SELECT nd_quantile('int4{1}'::ndarray, 1.5);
SELECT nd_quantile('int4{1}'::ndarray, ARRAY[0.5, -1]);
SELECT nd_quantile('int4{1}'::ndarray, '{{0.5}}'::float8[]);
SELECT nd_quantile('int4{1}'::ndarray, 0.5, method => 'best');
SELECT nd_quantile('int4[0:1]{1,2}'::ndarray, 0.5, '{1}');
SELECT nd_histogram('int4{1}'::ndarray, 0, 1, 0);
SELECT nd_histogram('int4{1}'::ndarray, 1, 0, 5);
SELECT nd_histogram('int4{1}'::ndarray, 0, 'Infinity', 5);
SELECT nd_histogram('int4{1}'::ndarray, 1, 1.0000000000000002, 5);
SELECT nd_histogram('int4{1}'::ndarray, 0, 1, 2000000000);
SELECT nd_histogram('int4{1}'::ndarray, ARRAY[0]);
SELECT nd_histogram('int4{1}'::ndarray, ARRAY[0, 2, 2]);
SELECT nd_histogram('int4{1}'::ndarray, ARRAY[0, NULL]);
SELECT nd_histogram('date[0:0]{2024-02-29}'::ndarray, 0, 1);
