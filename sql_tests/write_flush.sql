SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

/*
 * What other queries see of cells that a statement has written so far must be
 * what they would see of rows.  Every scenario runs twice: with t as a stored
 * array (schema wf_array) and with t as a table (schema wf_table), and logs
 * what it sees; the two logs and the two contents are printed once and must
 * not differ.
 */
SET check_function_bodies = off;
CREATE SCHEMA wf_array;
CREATE SCHEMA wf_table;
SELECT create_array('wf_array.t', '<v:bigint, w:int4>[i=0:199,10,0, j=0:99,10,0]');
CREATE TABLE wf_table.t (i int8, j int8, v int8, w int4, PRIMARY KEY (i, j));
CREATE TABLE wf_array.log (n serial, line text);
CREATE TABLE wf_table.log (n serial, line text);

CREATE FUNCTION say(line text) RETURNS void LANGUAGE plpgsql AS
	$$ BEGIN INSERT INTO log (line) VALUES ($1); END $$;

CREATE FUNCTION cells() RETURNS text LANGUAGE plpgsql VOLATILE AS
	$$ BEGIN RETURN (SELECT string_agg(format('%s,%s=%s', i, j, coalesce(v::text, '-')), ' ' ORDER BY i, j) FROM t); END $$;
CREATE FUNCTION volatile_count() RETURNS int8 LANGUAGE plpgsql VOLATILE AS
	$$ BEGIN RETURN (SELECT count(*) FROM t); END $$;
CREATE FUNCTION stable_count() RETURNS int8 LANGUAGE plpgsql STABLE AS
	$$ BEGIN RETURN (SELECT count(*) FROM t); END $$;
CREATE FUNCTION said_count() RETURNS int8 LANGUAGE plpgsql VOLATILE AS
	$$ BEGIN PERFORM say((SELECT count(*) FROM t)::text); RETURN 1; END $$;
CREATE FUNCTION sql_count() RETURNS int8 LANGUAGE sql VOLATILE AS
	$$ SELECT count(*) FROM (SELECT FROM t OFFSET 0) AS s $$;
CREATE FUNCTION dynamic_count() RETURNS int8 LANGUAGE plpgsql VOLATILE AS
	$$ DECLARE n int8; BEGIN EXECUTE 'SELECT count(*) FROM t' INTO n; RETURN n; END $$;
CREATE FUNCTION loop_count() RETURNS int8 LANGUAGE plpgsql VOLATILE AS
	$$ DECLARE n int8 := 0; r record; BEGIN FOR r IN SELECT * FROM t LOOP n := n + 1; END LOOP; RETURN n; END $$;
CREATE FUNCTION stable_in_volatile() RETURNS int8 LANGUAGE plpgsql VOLATILE AS
	$$ BEGIN RETURN (SELECT stable_count()); END $$;
CREATE FUNCTION stable_in_expression() RETURNS int8 LANGUAGE plpgsql VOLATILE AS
	$$ DECLARE n int8 := stable_count(); BEGIN RETURN n; END $$;

/* reads, writes and fails in a block of its own, whose work is undone */
CREATE FUNCTION undone(p_i int8) RETURNS int8 LANGUAGE plpgsql VOLATILE AS $$
DECLARE n int8;
BEGIN
	BEGIN
		n := (SELECT count(*) FROM t);
		INSERT INTO t VALUES (90, p_i, 900);
		n := n * 100 + (SELECT count(*) FROM t);
		RAISE division_by_zero;
	EXCEPTION WHEN division_by_zero THEN NULL;
	END;
	RETURN n * 100 + (SELECT count(*) FROM t);
END $$;

/* the same, not undone */
CREATE FUNCTION kept(p_i int8) RETURNS int8 LANGUAGE plpgsql VOLATILE AS $$
DECLARE n int8;
BEGIN
	BEGIN
		n := (SELECT count(*) FROM t);
		INSERT INTO t VALUES (91, p_i, 910);
		n := n * 100 + (SELECT count(*) FROM t);
	EXCEPTION WHEN division_by_zero THEN NULL;
	END;
	RETURN n * 100 + (SELECT count(*) FROM t);
END $$;

/* undone two levels down, after a level that is kept */
CREATE FUNCTION nested(p_i int8) RETURNS int8 LANGUAGE plpgsql VOLATILE AS $$
DECLARE n int8;
BEGIN
	BEGIN
		BEGIN
			n := (SELECT count(*) FROM t);
		EXCEPTION WHEN division_by_zero THEN NULL;
		END;
		n := n * 100 + (SELECT count(*) FROM t);
		RAISE division_by_zero;
	EXCEPTION WHEN division_by_zero THEN NULL;
	END;
	RETURN n * 100 + (SELECT count(*) FROM t);
END $$;

/* a cell that is there already, refused and caught */
CREATE FUNCTION refused(p_i int8) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
BEGIN
	INSERT INTO t VALUES (p_i, 0, -1);
	RETURN 'taken';
EXCEPTION WHEN unique_violation THEN
	RETURN 'refused';
END $$;

CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM say(format('%s %s %s: %s', TG_WHEN, TG_OP, coalesce(new.i, old.i), cells()));
	RETURN new;
END $$;

CREATE FUNCTION watch_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	BEGIN
		PERFORM say('not kept');
		UPDATE t SET v = -v;
		IF new.i = 2 THEN RAISE division_by_zero; END IF;
	EXCEPTION WHEN division_by_zero THEN PERFORM say('undone: ' || cells());
	END;
	PERFORM say(format('%s %s: %s', TG_WHEN, new.i, cells()));
	RETURN new;
END $$;

CREATE PROCEDURE scenarios() LANGUAGE plpgsql AS $$
DECLARE
	c refcursor;
	n int8;
	r record;
BEGIN
	PERFORM say('-- functions in the select list');
	INSERT INTO t SELECT k, 0, volatile_count() FROM generate_series(0, 4) k;
	INSERT INTO t SELECT k, 1, stable_count() FROM generate_series(0, 4) k;
	INSERT INTO t SELECT k, 2, sql_count() FROM generate_series(0, 4) k;
	INSERT INTO t SELECT k, 3, dynamic_count() FROM generate_series(0, 4) k;
	INSERT INTO t SELECT k, 4, loop_count() FROM generate_series(0, 4) k;
	INSERT INTO t SELECT k, 5, stable_in_volatile() FROM generate_series(0, 4) k;
	INSERT INTO t SELECT k, 6, stable_in_expression() FROM generate_series(0, 4) k;
	PERFORM say(cells());

	PERFORM say('-- the statement itself sees nothing of its own');
	INSERT INTO t SELECT i + 10, j, volatile_count() FROM (SELECT i, j FROM t WHERE j < 2 ORDER BY i, j) AS s;
	PERFORM say(cells());
	UPDATE t SET v = v + (SELECT count(*) FROM t) + volatile_count() WHERE i >= 10;
	UPDATE t SET v = volatile_count() + (SELECT sum(v) FROM t) WHERE i < 3 AND j = 0;
	DELETE FROM t WHERE i >= 10 AND j = 0 AND said_count() > 0;
	PERFORM say(cells());
	DELETE FROM t WHERE j > 0;
	PERFORM say(cells());

	PERFORM say('-- blocks that are undone, or not');
	INSERT INTO t SELECT k, 10, undone(k) FROM generate_series(0, 3) k;
	PERFORM say(cells());
	INSERT INTO t SELECT k, 11, kept(k) FROM generate_series(0, 3) k;
	PERFORM say(cells());
	INSERT INTO t SELECT k, 12, nested(k) FROM generate_series(0, 3) k;
	PERFORM say(cells());
	UPDATE t SET v = undone(i) WHERE i < 3 AND j = 10;
	DELETE FROM t WHERE i < 3 AND j = 11 AND undone(i + 20) > 0;
	PERFORM say(cells());
	PERFORM say(string_agg(refused(k), ' ')) FROM generate_series(3, 6) k;
	INSERT INTO t SELECT k, 0, length(refused(k - 1)) FROM generate_series(20, 22) k;
	PERFORM say(cells());

	PERFORM say('-- statements of one block');
	BEGIN
		INSERT INTO t VALUES (50, 50, 1);
		PERFORM say('lost');
		UPDATE t SET v = 2 WHERE i = 50;
		n := (SELECT v FROM t WHERE i = 50);
		INSERT INTO t VALUES (50, 50, 3);
	EXCEPTION WHEN unique_violation THEN
		PERFORM say(format('v was %s: %s', n, cells()));
	END;
	BEGIN
		INSERT INTO t VALUES (51, 51, 1);
		DELETE FROM t WHERE i = 51;
		INSERT INTO t VALUES (51, 51, 2);
		UPDATE t SET v = v + 1 WHERE i = 51;
	EXCEPTION WHEN unique_violation THEN NULL;
	END;
	PERFORM say(cells());

	PERFORM say('-- cursors');
	OPEN c FOR SELECT count(*) FROM t;
	INSERT INTO t VALUES (60, 60, 1);
	FETCH c INTO n;
	PERFORM say(n::text);
	CLOSE c;
	FOR r IN SELECT * FROM t WHERE i >= 50 ORDER BY i LOOP
		INSERT INTO t VALUES (r.i + 20, r.j, r.v);
		PERFORM say(volatile_count()::text);
	END LOOP;

	PERFORM say('-- data-modifying WITH');
	WITH x AS (INSERT INTO t VALUES (99, 1, 1), (99, 2, 2) RETURNING v)
	SELECT (SELECT count(*) FROM x) * 100 + (SELECT count(*) FROM t) INTO n;
	PERFORM say(n::text);
	WITH x AS (DELETE FROM t WHERE i >= 50 RETURNING i, j, v),
		y AS (INSERT INTO t SELECT i - 50, j + 30, v FROM x RETURNING i)
	SELECT count(*) * 100 + (SELECT count(*) FROM y) INTO n FROM t;
	PERFORM say(format('%s: %s', n, cells()));

	PERFORM say('-- triggers');
	DELETE FROM t;
	CREATE TRIGGER a AFTER INSERT OR UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION watch();
	INSERT INTO t SELECT k, k, k FROM generate_series(1, 3) k;
	WITH x AS (INSERT INTO t VALUES (4, 4, 4), (5, 5, 5)) UPDATE t SET v = v * 10 WHERE i < 3;
	WITH x AS (INSERT INTO t VALUES (6, 6, 6)) SELECT count(*) INTO n FROM t;
	DELETE FROM t WHERE i > 4;
	DROP TRIGGER a ON t;
	CREATE TRIGGER b BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION watch();
	INSERT INTO t SELECT k, k, k FROM generate_series(11, 13) k;
	UPDATE t SET v = v + 1 WHERE i < 3;
	DROP TRIGGER b ON t;
	CREATE TRIGGER c AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION watch_undone();
	INSERT INTO t SELECT k, 20, k FROM generate_series(1, 3) k;
	DROP TRIGGER c ON t;
	CREATE TRIGGER d BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION watch_undone();
	INSERT INTO t SELECT k, 21, k FROM generate_series(1, 3) k;
	DROP TRIGGER d ON t;
	CREATE TRIGGER e AFTER INSERT OR UPDATE OR DELETE ON t EXECUTE FUNCTION watch();
END $$;

SET search_path = wf_array, public;
CALL scenarios();
SET search_path = wf_table, public;
CALL scenarios();

/* savepoints, and COPY under triggers */
SET search_path = wf_array, public;
BEGIN;
DELETE FROM t;
INSERT INTO t VALUES (1, 1, 1);
SAVEPOINT a;
INSERT INTO t VALUES (2, 2, 2);
UPDATE t SET v = 10 WHERE i = 1;
ROLLBACK TO a;
INSERT INTO t VALUES (3, 3, 3);
SAVEPOINT b;
INSERT INTO t VALUES (4, 4, 4);
RELEASE b;
SELECT say(cells());
COPY t FROM STDIN;
5	5	5	5
6	6	6	\N
\.
SELECT say(cells());
COMMIT;
SET search_path = wf_table, public;
BEGIN;
DELETE FROM t;
INSERT INTO t VALUES (1, 1, 1);
SAVEPOINT a;
INSERT INTO t VALUES (2, 2, 2);
UPDATE t SET v = 10 WHERE i = 1;
ROLLBACK TO a;
INSERT INTO t VALUES (3, 3, 3);
SAVEPOINT b;
INSERT INTO t VALUES (4, 4, 4);
RELEASE b;
SELECT say(cells());
COPY t FROM STDIN;
5	5	5	5
6	6	6	\N
\.
SELECT say(cells());
COMMIT;

/* functions that read chunks without a query of their own */
SET search_path = wf_array, public;
BEGIN;
DELETE FROM t;
CREATE FUNCTION wf_array.read_count() RETURNS int8 LANGUAGE plpgsql VOLATILE AS
	$$ DECLARE n int8 := nd_present(read_array('t', 'v', '{0,0}', '{20,20}')); BEGIN RETURN n; END $$;
CREATE FUNCTION wf_array.write_next(k int8) RETURNS int8 LANGUAGE plpgsql VOLATILE AS
	$$ DECLARE n int8 := write_array('t', 'w', 'int4[0:0,0:1]{{7,8}}', ARRAY[k - 1, 0]); BEGIN RETURN n; END $$;
INSERT INTO t SELECT k, 0, read_count() FROM generate_series(0, 4) k;
INSERT INTO t SELECT k, 0, write_next(k) FROM generate_series(5, 6) k;
SELECT * FROM t ORDER BY i, j;
ROLLBACK;

RESET search_path;
SELECT line FROM wf_table.log ORDER BY n;
SELECT coalesce(a.n, b.n) AS n, a.line AS array, b.line AS "table"
FROM (SELECT row_number() OVER (ORDER BY n) AS n, line FROM wf_array.log) a
	FULL JOIN (SELECT row_number() OVER (ORDER BY n) AS n, line FROM wf_table.log) b USING (n)
WHERE a.line IS DISTINCT FROM b.line ORDER BY 1;
(TABLE wf_array.t EXCEPT ALL TABLE wf_table.t)
UNION ALL (TABLE wf_table.t EXCEPT ALL TABLE wf_array.t) ORDER BY 1, 2;

SET client_min_messages = warning;
DROP SCHEMA wf_array CASCADE;
DROP SCHEMA wf_table CASCADE;
DROP PROCEDURE scenarios();
DROP FUNCTION say(text), cells(), said_count(), volatile_count(), stable_count(), sql_count(), dynamic_count(),
	loop_count(), stable_in_volatile(), stable_in_expression(), undone(int8), kept(int8),
	nested(int8), refused(int8), watch(), watch_undone();
