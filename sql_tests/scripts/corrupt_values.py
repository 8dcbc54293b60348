#!/usr/bin/env python3
"""Stored bytes that are damaged, given to every function of ndarrays.

A type with the same bytes brings in what no input function would let pass.
Every function whose other arguments have defaults, and every one of two
values, operators' too, must give a result or an error of its own: XX001, or
what the cells that the bytes now say deserve; never XX000, an end of memory,
or a crash.  SEED or AX_SEED sets the seed, VALUES the number of values.
"""
import os
import random
import subprocess
import sys

SEED = int(os.environ.get('SEED') or os.environ.get('AX_SEED') or 1)
VALUES = int(os.environ.get('VALUES') or 100)
RND = random.Random(SEED)
DATABASE = 'corrupt_values'

SETUP = """
SET client_min_messages = error;
CREATE EXTENSION array_ext;
CREATE TYPE raw;
CREATE FUNCTION raw_in(cstring) RETURNS raw AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION raw_out(raw) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = external);
CREATE CAST (raw AS ndarray) WITHOUT FUNCTION;
CREATE CAST (ndarray AS raw) WITHOUT FUNCTION;
"""

# Each kind, with and without holes, of one and of several tiles, in every codec
SEEDS = """
SELECT (a::raw)::text FROM (
    SELECT k || b AS text FROM unnest('{bool,int2,int4,int8,float4,float8,rational,date,timestamp}'::text[]) k,
        unnest(ARRAY['[0:5]{1,0,NULL,(),1,1}', '[a=0:1,b=-1:1]{{1,1,1},{1,1,1}}', '{1}', '[3:2]{}', '[0:99]{(7):1,(80):NULL}']) b
    WHERE k NOT IN ('date', 'timestamp')) t, LATERAL (SELECT text::ndarray AS a) v
UNION ALL SELECT (t::ndarray::raw)::text FROM unnest(ARRAY['complex[0:1]{"(1,2)",NULL}', 'point2d[0:1]{"(1,2)","(3,NaN)"}',
    'date[0:2]{2020-01-01,NULL,infinity}', 'timestamptz[0:0]{2020-01-01}', 'uuid[0:0]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}',
    'text[0:2]{a,NULL,()}', 'numeric[0:1]{1.50,NaN}', 'bytea[0:0]{abc}']) t
UNION ALL SELECT (nd_agg((i % 9)::text || repeat('x', i % 50), i)::raw)::text FROM generate_series(0, 300) i
UNION ALL SELECT (nd_agg(i / 8.0, i)::raw)::text FROM generate_series(0, 3000) i
UNION ALL SELECT (a::raw)::text FROM unnest(ARRAY[
    nd_series(0, 8999), nd_reshape(nd_sin(nd_linspace(0, 100, 10000)), '{100,100}'), nd_zeros('{9000}', 'int2'),
    nd_astype(nd_series(0, 8999), 'rational'), nd_astype(nd_series(0, 8999), 'int8') % 7,
    nd_astype(nd_astype(nd_series(0, 9999), 'float8') / 10, 'float4'), nd_eye(100, 100),
    nd_astype(nd_astype(nd_sin(nd_linspace(0, 20, 9000)) * 100::float8, 'int4'), 'int2')]) a
UNION ALL SELECT (nd_agg(i / 8.0::float8, i * 37 % 20000)::raw)::text FROM generate_series(0, 3000) i
UNION ALL SELECT (nd_merge(nd_series(0, 99), nd_series(0, 99), 'ignore', c)::raw)::text
    FROM unnest('{plain,runs,packed,delta,dictionary,zstd}'::text[]) c
"""

EXPRESSIONS = """
CREATE TABLE expressions AS
SELECT format(CASE WHEN p.proretset THEN '(SELECT count(*) FROM %1$s(%2$s) x)' ELSE '%1$s(%2$s)' END, p.oid::regproc,
              CASE WHEN p.pronargs - p.pronargdefaults = 1 THEN 'v' ELSE other END) AS expression
FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
    JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'array_ext',
    unnest(ARRAY['v, v', 'v, good', 'good, v']) other
WHERE p.prokind = 'f' AND p.proargtypes[0] = 'ndarray'::regtype AND NOT 'internal'::regtype = ANY (p.proargtypes)
    AND (p.prorettype <> 'record'::regtype OR p.proallargtypes IS NOT NULL)
    AND (p.pronargs - p.pronargdefaults = 1 AND other = 'v, v' AND p.provariadic = 0
         OR p.pronargs - p.pronargdefaults = 2 AND p.proargtypes[1] = 'ndarray'::regtype)
UNION ALL SELECT unnest(ARRAY['v::text', 'ndarray_send(v)', '(SELECT sum(x) FROM (VALUES (v), (v)) y(x))', 'nd_box(v, NULL, NULL)',
    'nd_box(v, ''{1}'', ''{3}'')', 'nd_box(v, ''{0,0}'', ''{3,3}'')', 'v[1]', 'v[0:3][1:2]', 'nd_float8(v, 1)', 'nd_float8(v, 1, 1)',
    'nd_put(v, ARRAY[[1]]::int8[], good)', 'nd_merge(v, good, ''overwrite'')', 'nd_merge(good, v, ''ignore'', ''zstd'')',
    'nd_sum(v, ''{0}'')', 'nd_astype(v, ''float8'')', 'nd_astype(v, ''complex'')', 'nd_astype(v, ''rational'')', 'nd_astype(v, ''int2'')', 'chunk_summary(v)', 'chunk_ok(''[0:9:10] int4'', ''{0}'', v)',
    'v::float8[]', 'v = good', 'good < v', 'nd_show(v, 1, 0)', 'nd_to_npy(v, ''1'')', '(SELECT count(*) FROM nd_unnest(v) x)']);
CREATE FUNCTION try(v ndarray, good ndarray, expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
BEGIN
    EXECUTE 'SELECT length((' || expression || ')::text) FROM (VALUES ($1, $2)) x(v, good)' INTO result USING v, good;
    RETURN 'result';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || CASE WHEN SQLSTATE ~ '^XX000|^5[^4]' THEN ' ' || SQLERRM ELSE '' END;
END $$;
"""

# The state, how often, and one case
RUN = """
SET statement_timeout = '300s';
SELECT state || CASE WHEN d.id < 0 AND state = 'XX001' THEN ' of a sound value' ELSE '' END AS outcome, count(*),
    (min(ARRAY[d.id::text, expression]))::text
FROM damaged d, expressions, LATERAL try(d.r::ndarray, 'int4[0:5]{1,2,3,NULL,(),6}'::ndarray, expression) state
GROUP BY outcome ORDER BY outcome;
"""

# The same of sound values of every two kinds
PAIRS = """
SET statement_timeout = '300s';
SELECT state || CASE WHEN state = 'XX001' THEN ' of a sound value' ELSE '' END AS outcome, count(*),
    (min(ARRAY[d.id::text, e.id::text, expression]))::text
FROM damaged d, damaged e, expressions, LATERAL try(d.r::ndarray, e.r::ndarray, expression) state
WHERE d.id < 0 AND e.id < 0 AND nd_size(d.r::ndarray) < 10 AND nd_size(e.r::ndarray) BETWEEN 1 AND 3
    AND expression ~ 'v, good'
GROUP BY outcome ORDER BY outcome;
"""


def psql(script):
    run = subprocess.run(['psql', '-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-d', DATABASE], input=script,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')
    if run.returncode != 0:
        print('not ok - corrupt_values, seed %d: psql: %s' % (SEED, run.stderr[-2000:]))
        sys.exit(1)
    return [line.split('\t') for line in run.stdout.splitlines()]


def damage(seed):
    """Some bytes of head, directory or cells changed; now and then the end cut off."""
    data = bytearray(seed)
    for _ in range(RND.choice((1, 1, 2, 4))):
        at = RND.randrange(min(len(data), RND.choice((28, 160, 10 ** 9))))
        data[at] = RND.choice((0, 1, 255, 127, RND.randrange(256), data[at] ^ 1 << RND.randrange(8)))
    if RND.random() < 0.1:
        del data[RND.randrange(len(data)):]
        # the length that the value says of itself is right
        if RND.random() < 0.7 and len(data) >= 24:
            data[20:24] = (len(data) + 4).to_bytes(4, 'little')
    return bytes(data)


subprocess.run(['psql', '-X', '-q', '-d', 'postgres', '-c', 'SET client_min_messages = error',
                '-c', 'DROP DATABASE IF EXISTS ' + DATABASE, '-c', 'CREATE DATABASE ' + DATABASE], check=True)
psql(SETUP + EXPRESSIONS + 'CREATE TABLE damaged (id int, r raw);')
seeds = [bytes.fromhex(row[0][2:]) for row in psql(SEEDS)]
# each seed once as it is, which shows that the expressions say something
lines = ['%d\t\\\\x%s' % (-1 - i, seed.hex()) for i, seed in enumerate(seeds)]
lines += ['%d\t\\\\x%s' % (i, damage(RND.choice(seeds)).hex()) for i in range(VALUES)]
psql('COPY damaged FROM stdin;\n' + '\n'.join(lines) + '\n\\.\n')
outcomes = psql(RUN) + psql(PAIRS)
expressions = int(psql('SELECT count(*) FROM expressions')[0][0])
wrong = [row for row in outcomes if not (row[0] in ('result', 'XX001', '54000', '0A000', '42704', '42883', '42846', '23505', '42804')
                                         or row[0].startswith('22'))]
seen = {row[0] for row in outcomes}
for row in outcomes:
    print('# %s: %s, such as %s' % tuple(row))
print('%s - %d damaged values and %d sound ones in %d expressions, seed %d' % (
    'not ok' if wrong or not {'result', 'XX001'} <= seen else 'ok', VALUES, len(seeds), expressions, SEED))
subprocess.run(['psql', '-X', '-q', '-d', 'postgres', '-c', 'DROP DATABASE ' + DATABASE], check=True)
sys.exit(1 if wrong else 0)
