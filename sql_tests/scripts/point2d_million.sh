# A million points through every index, against the table itself.
. "$AX_TESTS/scripts/common.inc"

createdb axpoint
psql -X -q -v ON_ERROR_STOP=1 -v seed="$AX_SEED" -d axpoint <<'SQL' || not_ok "the points were made"
CREATE EXTENSION array_ext;
SELECT setseed(1.0 / (1 + :seed)) \g /dev/null
-- plane, cluster, grid with many equal points, and one in a thousand not finite
CREATE TABLE points AS
  SELECT i AS id, CASE WHEN i % 1000 = 0 THEN point2d(CASE i % 7 WHEN 0 THEN 'nan' WHEN 1 THEN 'inf' ELSE random() END,
                                                      CASE i % 5 WHEN 0 THEN '-inf' WHEN 1 THEN 'nan' ELSE random() END)
                       WHEN i % 4 = 0 THEN point2d(500 + random(), 500 + random())
                       WHEN i % 4 = 1 THEN point2d((random() * 300)::int, (random() * 300)::int)
                       ELSE point2d(random() * 1000 - 200, random() * 1000) END AS p
    FROM generate_series(1, 1000000) i;
CREATE TABLE questions (op text, type text, value text);
INSERT INTO questions
  SELECT '<@', 'box', box(point(x, y), point(x + s, y + s))::text
    FROM (SELECT random() * 600 x, random() * 600 y, 300 ^ random() s FROM generate_series(1, 8)) r
  UNION ALL SELECT '<@', 'circle', format('<(%s,%s),%s>', random() * 600, random() * 600, 300 ^ random()) FROM generate_series(1, 8)
  UNION ALL SELECT '<@', 'polygon', format('((%s,100),(600,%s),(300,300),(%s,600))', random() * 300, random() * 600, random() * 600) FROM generate_series(1, 5)
  UNION ALL SELECT op, 'point2d', p::text FROM unnest('{=,<<,|>>}'::text[]) op, (SELECT p FROM points WHERE id IN (1, 2, 4, 1000, 7000)) s
  UNION ALL SELECT '=', 'point2d', '(7,9)';
CREATE FUNCTION answers() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	q record;
	n int8;
	rows int8;
	result text := '';
BEGIN
	FOR q IN SELECT * FROM questions ORDER BY 1, 2, 3 LOOP
		EXECUTE format('SELECT count(*), bit_xor(point2d_hash_extended(p, id)) FROM points WHERE p %s %L::%s', q.op, q.value, q.type) INTO n, rows;
		result := result || format(E'%s %s %s: %s %s\n', q.op, q.type, q.value, n, rows);
	END LOOP;
	RETURN result;
END $$;
CREATE FUNCTION nearest() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s %s', q, (SELECT string_agg(d::text, ' ') FROM (SELECT p <-> q AS d FROM points ORDER BY p <-> q LIMIT 50) s)), E'\n')
	  FROM unnest('{"(500.5,500.5)","(100,100)","(-1e6,0)","(3.5,7.25)"}'::point2d[]) q
$$;
SQL
truth=$(sql axpoint "SELECT answers()")
near=$(sql axpoint "SELECT nearest()")
same "the questions find something" t "$(sql axpoint "SELECT count(*) > 10000 FROM points WHERE p <@ box '((0,0),(300,300))'")"
for how in "gist (p)" "gist (p) WITH (buffering = on)" "spgist (p)"; do
	sql axpoint "CREATE INDEX points_i ON points USING $how" "VACUUM ANALYZE points" >/dev/null
	same "$how finds what the table has" "$truth" "$(sql axpoint "SET enable_seqscan = off" "SELECT answers()")"
	same "$how gives the nearest" "$near" "$(sql axpoint "SET enable_seqscan = off; SET enable_sort = off" "SELECT nearest()")"
	sql axpoint "DROP INDEX points_i" >/dev/null
done
sql axpoint "DELETE FROM questions WHERE op <> '='" >/dev/null
truth=$(sql axpoint "SELECT answers()")
for how in "btree (p)" "hash (p)"; do
	sql axpoint "CREATE INDEX points_i ON points USING $how" >/dev/null
	same "$how finds what the table has" "$truth" "$(sql axpoint "SET enable_seqscan = off" "SELECT answers()")"
	sql axpoint "DROP INDEX points_i" >/dev/null
done
same "sorting is in order" 0 "$(sql axpoint "SELECT count(*) FROM (SELECT p, lag(p) OVER (ORDER BY p) AS before FROM points) s WHERE before > p")"
same "groups by hash and by sort are as many" "$(sql axpoint "SET enable_hashagg = off; SELECT count(*) FROM (SELECT FROM points GROUP BY p) g")" \
	"$(sql axpoint "SET enable_sort = off; SELECT count(*) FROM (SELECT FROM points GROUP BY p) g")"
dropdb axpoint
finish
