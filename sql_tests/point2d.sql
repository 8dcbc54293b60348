SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- text
SELECT t, t::point2d FROM unnest(E'{"(1,2)","1,2"," ( 1 , -2 ) ","(+.5,1e3)","(-0,0)","(1e-320,1.7976931348623157e308)","(inf,-Infinity)","nan,NaN","(0.1,123456789012345678)","\t(1,\n2)\t"}'::text[]) t;
-- shortest exact, whatever the session likes
SET extra_float_digits = -10;
SELECT point2d(0.1, 1/3.0::float8), str(point2d(0.1, 1/3.0::float8));
RESET extra_float_digits;
SELECT '(1,2'::point2d;
SELECT '1,2)'::point2d;
SELECT '(1,2))'::point2d;
SELECT '(1,2) x'::point2d;
SELECT '(1)'::point2d;
SELECT '(1,2,3)'::point2d;
SELECT '(1 2)'::point2d;
SELECT '((1,2))'::point2d;
SELECT '(,)'::point2d;
SELECT ''::point2d;
SELECT '(1,x)'::point2d;
SELECT '(1e400,0)'::point2d;
SELECT '(1e-400,0)'::point2d;
SELECT str2point('(1;2)');
SELECT count(*) AS wrong FROM (SELECT point2d(a, b) p FROM (SELECT exp(random() * 1400 - 700) a, random() b FROM generate_series(1, 10000)) r) s
 WHERE p::text::point2d IS DISTINCT FROM p OR str2point(point2str(p)) IS DISTINCT FROM p;

-- constructor, accessors, subscripts
SELECT x(p), y(p), p[0], p[1], p[2] IS NULL AS none, str(p), point2str(p), str2point('3,4') FROM (SELECT point2d(1, 2.5) AS p) s;
SELECT point2d(NULL, 1) IS NULL AS no_point, x(NULL::point2d) IS NULL AS no_x;

-- casts: point becomes point2d by itself, the other way only in an assignment
SELECT pg_typeof(point2d(point(1,2))), point(1,2)::point2d, point2d(1,2)::point, pg_typeof(point2d(1,2)::point);
SELECT point2d(1,2) = point(1,2) AS equal, distance(point(0,0), '(3,4)'), pg_typeof(point(1,2) + point(1,2)), pg_typeof(point(1,2) <-> '(0,0)');
CREATE TABLE point2d_cast (a point2d, b point);
INSERT INTO point2d_cast VALUES (point(1,2), point2d('nan','-inf'));
UPDATE point2d_cast SET a[0] = 7;
TABLE point2d_cast;
DROP TABLE point2d_cast;
SELECT point2d(1,2) * point2d(3,4);
-- operators of PostgreSQL's own types keep their meaning, with literals of unknown type too
CREATE FUNCTION point2d_type_of(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	result text;
BEGIN
	EXECUTE 'SELECT pg_typeof(' || expression || ')::text' INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END $$;
WITH kinds(kind) AS (VALUES ('point ''(1,2)'''), ('box ''((0,0),(1,1))'''), ('circle ''<(0,0),1>'''), ('polygon ''((0,0),(1,1))'''), ('lseg ''((0,0),(1,1))'''),
                            ('path ''((0,0),(1,1))'''), ('line ''{1,2,3}'''), ('''(1,2)'''), ('''2'''), ('2'), ('2::float8'), ('int4range(1,2)'), ('array[1]'), ('''{"a":1}''::jsonb'),
                            ('''1.2.3.4''::inet'), ('date ''2000-01-01'''), ('interval ''1 day'''), ('''a b''::tsquery')),
     signs(sign) AS (SELECT unnest('{<@,@>,<<,>>,<<|,|>>,~=,<->,+,-,*,/,=,<>,<}'::text[])),
     pairs AS (SELECT a.kind || ' ' || sign || ' ' || b.kind AS here, a.kind || ' OPERATOR(pg_catalog.' || sign || ') ' || b.kind AS core FROM kinds a, signs, kinds b
               UNION ALL SELECT sign || ' ' || kind, 'OPERATOR(pg_catalog.' || sign || ') ' || kind FROM kinds, signs WHERE sign IN ('+', '-'))
SELECT here, h, c FROM (SELECT here, point2d_type_of(here) AS h, point2d_type_of(core) AS c FROM pairs) e
 WHERE h <> c AND NOT (c = '42883' AND here ~ 'point') ORDER BY 1;
DROP FUNCTION point2d_type_of(text);

-- arithmetic
SELECT point2d(1,2) + '(3,4)' AS sum, point2d(1,2) - '(3,5)' AS difference, point2d(1,-2) * 2 AS twice, 0.5 * point2d(1,-2) AS half,
       point2d(1,2) / 4 AS quarter, -point2d(1,-2) AS negative, dot(point2d(1,2), '(3,4)'),
       point2d(1,2) <-> '(4,6)' AS distance, distance(point2d(1,2), point2d(4,6));
SELECT point2d('inf','nan') + '(1,1)' AS sum, point2d('inf',1) - '(inf,inf)' AS difference, point2d('inf',0) * -1 AS times, point2d('nan','nan') / 0 AS nothing,
       point2d(1,2) / 'inf'::float8 AS zero, dot(point2d('inf',1), '(0,1)') AS dot;
SELECT a, b, a <-> b AS distance FROM unnest('{"(0,0)","(inf,0)","(nan,inf)"}'::point2d[]) a, unnest('{"(1,1)","(inf,0)","(-inf,5)","(nan,nan)"}'::point2d[]) b;
SELECT point2d(3e-320, 4e-320) <-> '(0,0)' AS tiny, point2d(3e300, 4e300) <-> '(0,0)' AS huge;
SELECT point2d(1e308, 0) + '(1e308,0)';
SELECT point2d(0, -1e308) - '(0,1e308)';
SELECT point2d(1e200, 0) * 1e200;
SELECT point2d(0, 1e-200) * 1e-200;
SELECT 1e-200 * point2d(0, 1e-200);
SELECT point2d(1, 2) / 0;
SELECT point2d(1e200, 2) / 1e-200;
SELECT point2d(1, 1e-200) / 1e200;
SELECT dot(point2d(1e200, 0), '(1e200,0)');
SELECT point2d(1e308, 0) <-> '(-1e308,0)';
SELECT distance(point2d(1.7e308, 1.7e308), '(0,0)');

-- places
SELECT p << q AS "left", p >> q AS "right", p <<| q AS below, p |>> q AS above, p ~= q AS same FROM (VALUES (point2d(1,2), point2d(2,1)), ('(1,1)', '(1,1)'), ('(nan,-inf)', '(inf,0)'), ('(-0,0)', '(0,0)')) v(p, q);

-- containment is exact, edges belong to it
SELECT p, p <@ box '((0,0),(2,1))' AS box, circle '<(0,0),1>' @> p AS circle, p <@ polygon '((0,0),(2,0),(1,1))' AS polygon
  FROM unnest('{"(0,0)","(1,0)","(2,0)","(2.0000000001,0)","(1,1)","(0.5,0.5)","(0.5,0.5000000001)","(0.6,0.8)","(2,1)","(-0,-0)","(nan,0)","(inf,0)"}'::point2d[]) p;
SELECT p, box '((0,0),(Infinity,Infinity))' @> p AS quarter, p <@ circle '<(0,0),Infinity>' AS all, p <@ box '((0,0),(NaN,1))' AS unknown,
       polygon '((0,0),(Infinity,0),(0,1))' @> p AS endless, p <@ polygon '((0,0),(NaN,0),(0,1))' AS unknown
  FROM unnest('{"(0,0)","(0.1,0.1)","(inf,0)","(inf,inf)","(nan,0)","(-inf,0)"}'::point2d[]) p;
-- a hole by the even-odd rule, an edge of no length, one vertex, and more vertices than stay uncompressed
SELECT p, p <@ polygon '((0,0),(4,0),(4,4),(0,4),(0,0),(1,1),(1,3),(3,3),(3,1),(1,1))' AS hole, p <@ polygon '((1,1))' AS vertex, p <@ polygon '((0,0),(0,0),(3,3))' AS line
  FROM unnest('{"(0.5,2)","(2,2)","(1,1)","(2,1)","(3.5,3.5)","(3,3)"}'::point2d[]) p;
CREATE TABLE point2d_shapes (shape polygon);
INSERT INTO point2d_shapes SELECT polygon(100000, circle '<(0,0),1>');
SELECT count(*) FROM point2d_shapes, generate_series(-10, 10) x, generate_series(-10, 10) y WHERE point2d(x / 10.0, y / 10.0) <@ shape;
DROP TABLE point2d_shapes;
-- core agrees where nothing is within its error of an edge
SELECT count(*) AS points, count(*) FILTER (WHERE p <@ b) > 1000 AS in_box, count(*) FILTER (WHERE p <@ g) > 1000 AS in_polygon,
       count(*) FILTER (WHERE (p <@ b) <> (p::point <@ b) OR (p <@ c) <> (p::point <@ c) OR (p <@ g) <> (p::point <@ g)) AS differences
  FROM (SELECT point2d(random() * 10, random() * 10) p, box '((2,2),(5,7))' b, circle '<(4,4),3.3>' c, polygon '((1,1),(9,2),(5,5),(8,9),(0,4))' g FROM generate_series(1, 20000)) s;

-- binary
SELECT encode(point2d_send(point2d(1, -2)), 'hex');
CREATE TABLE point2d_copied (p point2d);
INSERT INTO point2d_copied VALUES ('(1,2)'), ('(-0,0)'), ('(nan,inf)'), ('(-inf,5e-324)'), (NULL), ('(0.1,1e308)');
CREATE TEMP TABLE point2d_back (p point2d);
\copy point2d_copied TO 'point2d_copied.bin' (FORMAT binary)
\copy point2d_back FROM 'point2d_copied.bin' (FORMAT binary)
\! rm point2d_copied.bin
SELECT p FROM point2d_back;
(SELECT p::text FROM point2d_copied EXCEPT ALL SELECT p::text FROM point2d_back) UNION ALL (SELECT p::text FROM point2d_back EXCEPT ALL SELECT p::text FROM point2d_copied);
DROP TABLE point2d_copied, point2d_back;

-- laws of order, and hashes that agree with =: the zoo with itself, then a million random pairs
CREATE TEMP TABLE zoo AS
  SELECT point2d(a, b) AS p FROM unnest('{0,-0,1,-1,0.1,5e-324,1e308,-1e308,inf,-inf,nan}'::float8[]) a, unnest('{0,-0,2,1e-300,inf,-inf,nan}'::float8[]) b;
SELECT count(*) AS pairs,
       count(*) FILTER (WHERE ((a.p < b.p)::int + (a.p = b.p)::int + (a.p > b.p)::int) <> 1) AS not_one,
       count(*) FILTER (WHERE (a.p <= b.p) <> (a.p < b.p OR a.p = b.p) OR (a.p >= b.p) <> (b.p <= a.p) OR (a.p <> b.p) = (a.p = b.p)) AS wrong,
       count(*) FILTER (WHERE sign(point2d_cmp(a.p, b.p)) <> (a.p > b.p)::int - (a.p < b.p)::int) AS wrong_cmp,
       count(*) FILTER (WHERE (a.p = b.p) <> (x(a.p) = x(b.p) AND y(a.p) = y(b.p))) AS not_float8,
       count(*) FILTER (WHERE a.p = b.p AND (point2d_hash(a.p) <> point2d_hash(b.p) OR point2d_hash_extended(a.p, 7) <> point2d_hash_extended(b.p, 7))) AS wrong_hash
  FROM zoo a, zoo b;
SELECT count(*) AS intransitive FROM zoo a, zoo b, zoo c WHERE a.p <= b.p AND b.p <= c.p AND a.p > c.p;
SELECT count(*) AS wrong FROM (SELECT p, lag(p) OVER (ORDER BY p) AS before FROM zoo) s WHERE before > p;
SELECT DISTINCT x(p), y(p) FROM zoo WHERE p = '(0,0)';
SELECT count(DISTINCT p) AS by_sort, (SELECT count(*) FROM (SELECT FROM zoo GROUP BY p) g) AS by_hash FROM zoo;
SELECT count(*) AS pairs,
       count(*) FILTER (WHERE ((p < q)::int + (p = q)::int + (p > q)::int) <> 1 OR (p <= q) <> (p < q OR p = q) OR (p < q) <> (q > p)) AS wrong,
       count(*) FILTER (WHERE p = q) > 10000 AS equal,
       count(*) FILTER (WHERE p = q AND point2d_hash_extended(p, 1) <> point2d_hash_extended(q, 1)) AS wrong_hash,
       count(*) FILTER (WHERE (point2d_hash_extended(p, 0) & 4294967295) <> (point2d_hash(p)::int8 & 4294967295)) AS wrong_low_half,
       count(*) FILTER (WHERE p <> q AND point2d_hash_extended(p, 0) = point2d_hash_extended(q, 0)) AS collisions
  FROM (SELECT point2d(a, b) AS p, CASE WHEN i % 5 = 0 THEN point2d(a, b) ELSE point2d(a, c) END AS q
          FROM (SELECT i, round(random() * 100) a, random() * 1e6 - 5e5 b, random() * 1e6 - 5e5 c FROM generate_series(1, 1000000) i OFFSET 0) r) s;
