SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

SELECT create_array('wc1', '<v:float8 DEFAULT -1, r:rational>[i=0:9,5,0, j=0:9,5,0]');
COPY wc1 FROM STDIN;
0	0	1.5	1/2
9	9	\N	\N
4	5	NaN	-3/7
\.
COPY wc1 (j, r, i) FROM STDIN WITH (FORMAT csv);
1,1/3,0
2,,0
\.
SELECT * FROM wc1 ORDER BY i, j;
COPY wc1 FROM STDIN WHERE i > 5;
1	1	1	1
6	1	1	1
\.
SELECT count(*) FROM wc1;

/* existing cells, those of the file itself too */
COPY wc1 FROM STDIN;
1	1	1	1
0	0	2	2
\.
COPY wc1 FROM STDIN;
1	1	1	1
2	2	2	2
1	1	3	3
\.
SET array_ext.on_conflict = ignore;
COPY wc1 FROM STDIN;
1	1	1	1
0	0	2	2
1	1	3	3
\.
SELECT * FROM wc1 WHERE j <= 1 AND i <= 1 ORDER BY i, j;
SET array_ext.on_conflict = overwrite;
COPY wc1 FROM STDIN;
1	1	4	4
0	0	5	5
1	1	6	6
\.
RESET array_ext.on_conflict;
SELECT * FROM wc1 WHERE j <= 1 AND i <= 1 ORDER BY i, j;

/* errors leave nothing behind */
SELECT count(*) FROM wc1;
COPY wc1 FROM STDIN;
8	8	8	8
10	0	1	1
\.
COPY wc1 FROM STDIN;
8	8	8	8
\N	0	1	1
\.
COPY wc1 FROM STDIN;
8	8	8	8
0	3	x	1
\.
SELECT count(*) FROM wc1;

/* triggers */
CREATE FUNCTION wc_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF new.j = 9 THEN RETURN NULL; END IF;
	new.v := (SELECT count(*) FROM wc1);
	RETURN new;
END $$;
CREATE FUNCTION wc_after() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE NOTICE '% %: % cells', new.i, new.j, (SELECT count(*) FROM wc1);
	RETURN NULL;
END $$;
CREATE TRIGGER b BEFORE INSERT ON wc1 FOR EACH ROW EXECUTE FUNCTION wc_before();
CREATE TRIGGER a AFTER INSERT ON wc1 FOR EACH ROW EXECUTE FUNCTION wc_after();
COPY wc1 FROM STDIN;
7	7	0	0
7	8	0	0
7	9	0	0
\.
SELECT * FROM wc1 WHERE i = 7 ORDER BY i, j;
DROP TRIGGER a ON wc1;
DROP TRIGGER b ON wc1;

/* out and in again */
COPY wc1 TO STDOUT;
COPY (SELECT * FROM wc1 ORDER BY i, j) TO STDOUT;
CREATE TEMP TABLE wc2 AS TABLE wc1;
BEGIN;
TRUNCATE wc1;
INSERT INTO wc1 TABLE wc2;
SELECT count(*) FROM (TABLE wc1 EXCEPT ALL TABLE wc2) AS d;
ROLLBACK;

/* temporary arrays */
SELECT create_array('pg_temp.wc3', '<v:int4>[i=0:9]');
INSERT INTO wc3 SELECT k, k FROM generate_series(0, 9) k;
UPDATE wc3 SET v = -v WHERE i > 5;
DELETE FROM wc3 WHERE i < 5;
SELECT sum(v), count(*) FROM wc3;

SET client_min_messages = warning;
DROP FOREIGN TABLE wc1, wc3;
DROP FUNCTION wc_before(), wc_after();
DROP TABLE wc2;
