#!/usr/bin/env python3
"""Damaged texts of ndarrays, given to the input function.

A text must be read or refused with an error of its own, never XX000, an end of
memory or a crash; what is read must be printed so that it reads as the same.
SEED or AX_SEED sets the seed, TEXTS their number.
"""
import base64
import os
import random
import subprocess
import sys

SEED = int(os.environ.get('SEED') or os.environ.get('AX_SEED') or 1)
TEXTS = int(os.environ.get('TEXTS') or 3000)
RND = random.Random(SEED)
DATABASE = 'corrupt_text'

SEEDS = [
    'float8[0:1,0:2]{{1,2,3},{4,NULL,()}}', 'float8["Lat"=0:0,"a""b, c"=0:0]{{1}}', 'float8[0:999,0:999]{(3,4):1.5,(10,2):7}',
    'int4[0:3]{(),5,(),6}', 'float8{1.5}', 'float8{()}', 'int4[5:4,-2:7]{}', 'int4[0:1,5:4,0:1]{{},{}}', 'bool[0:5]{t,f,true,no,"on",0}',
    'int8[0:1]{-9223372036854775808,9223372036854775807}', 'float4[0:6]{1e30,-0,NaN,inf,-Infinity,1.4e-45,0.1}',
    'rational[0:4]{1/2,"(2/4)",3,-6/4,0.125}', 'complex[0:2]{"(1,2)",1-2i,NULL}', 'point2d[-1:0]{"(1,2)",()}',
    'date[0:2]{2020-01-01,NULL,infinity}', 'timestamptz[0:0]{"2020-01-01 00:00+02"}', 'uuid[0:0]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}',
    'text[0:4]{a,"b,\\"c",NULL,(),""}', 'numeric[0:2]{1.50,NaN,-1e-20}', 'bytea[0:1]{abc,"\\\\x00ff"}', 'jsonb[0:0]{"{\\"a\\": [1]}"}',
    'pg_catalog.int4[0:0]{1}', '"text"[a=0:1,b=3:3]{{x},{y}}', 'float8[0:999999]{(999999):1}',
    'int2[-4611686018427387903:-4611686018427387902]{1,2}', 'varchar[0:99]{(7):seven,(8):"()"}',
]
TOKENS = ['{', '}', '[', ']', '(', ')', ',', ':', '=', '"', '\\', '()', 'NULL', '-', '1', '9223372036854775807', '-9223372036854775808',
          '18446744073709551616', '{{', '}}', 'e', '.', '/', 'é', '\t', '\x01', 'base64', 'x', ' ', '4294967295', '0:', ':0', '(0):1']

# large values print as base64 of their bytes: the form with small ones
BYTES = """
SELECT regexp_replace(a::text, '{.*', ''), (a::raw)::text
FROM unnest(ARRAY['int4[0:5]{1,2,NULL,(),5,6}', 'float8[a=0:1,b=-1:1]{{1,2,3},{4,5,6}}', 'bool{t}', 'rational[0:99]{(3):1/2}',
    nd_series(0, 8999), nd_zeros('{9000}', 'int2'), nd_eye(100, 100)]::ndarray[]) a
"""

SETUP = """
SET client_min_messages = error;
CREATE EXTENSION array_ext;
CREATE TYPE raw;
CREATE FUNCTION raw_in(cstring) RETURNS raw AS 'byteain' LANGUAGE internal IMMUTABLE STRICT;
CREATE FUNCTION raw_out(raw) RETURNS cstring AS 'byteaout' LANGUAGE internal IMMUTABLE STRICT;
CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = external);
CREATE CAST (ndarray AS raw) WITHOUT FUNCTION;
CREATE FUNCTION try(t text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    a ndarray;
    b ndarray;
BEGIN
    a := t::ndarray;
    IF nd_size(a) > 1000000 AND nd_present(a) > 1000 THEN
        RETURN 'read';
    END IF;
    b := a::text::ndarray;
    RETURN CASE WHEN a = b AND a::text = b::text THEN 'read' ELSE 'not the same again' END;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
CREATE TABLE texts (id int, t text);
"""
RUN = """
SET statement_timeout = '300s';
SELECT state, count(*), (array_agg(left(t, 100) ORDER BY length(t)))[1] FROM texts, LATERAL try(t) state GROUP BY state ORDER BY state;
"""


def psql(script):
    run = subprocess.run(['psql', '-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-d', DATABASE], input=script,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')
    if run.returncode != 0:
        print('not ok - corrupt_text, seed %d: psql: %s' % (SEED, run.stderr[-2000:]))
        sys.exit(1)
    return [line.split('\t', 2) for line in run.stdout.split('\n') if line]


def damage(text):
    """Some places cut out, doubled, exchanged for another text's, or with a token put in."""
    for _ in range(RND.choice((1, 1, 1, 2, 3, 6))):
        i = RND.randrange(len(text) + 1)
        j = min(len(text), i + RND.choice((0, 1, 1, 2, 5, 20)))
        way = RND.randrange(5)
        if way == 0:
            text = text[:i] + text[j:]
        elif way == 1:
            text = text[:j] + text[i:]
        elif way == 2:
            other = RND.choice(SEEDS)
            text = text[:i] + other[RND.randrange(len(other)):]
        else:
            text = text[:i] + RND.choice(TOKENS) + text[j:]
    return text


def bytes_text(head, data):
    return '%s{base64:%s}' % (head, base64.b64encode(data).decode())


def damage_bytes(head, data):
    data = bytearray(data)
    for _ in range(RND.choice((1, 1, 2, 4))):
        data[RND.randrange(min(len(data), RND.choice((28, 160, 10 ** 9))))] = RND.randrange(256)
    return bytes_text(head, data)


def copied(text):
    return text.replace('\\', '\\\\').replace('\t', '\\t').replace('\n', '\\n')


subprocess.run(['psql', '-X', '-q', '-d', 'postgres', '-c', 'SET client_min_messages = error',
                '-c', 'DROP DATABASE IF EXISTS ' + DATABASE, '-c', 'CREATE DATABASE ' + DATABASE], check=True)
psql(SETUP)
binary = [(head, bytes.fromhex(data[2:])) for head, data in psql(BYTES)]
sound = SEEDS + [bytes_text(*value) for value in binary]
texts = [damage_bytes(*RND.choice(binary)) if RND.random() < 0.2 else damage(RND.choice(sound)) for _ in range(TEXTS)]
lines = ['%d\t%s' % (-1 - i, copied(text)) for i, text in enumerate(sound)]
lines += ['%d\t%s' % (i, copied(text)) for i, text in enumerate(texts)]
psql('COPY texts FROM stdin;\n' + '\n'.join(lines) + '\n\\.\n')
unread = psql("SELECT t FROM texts WHERE id < 0 AND try(t) <> 'read'")
outcomes = psql(RUN)
wrong = [row for row in outcomes if not (row[0] in ('read', '54000', '0A000', '42704', '42601', '42602', '42622', '54001') or row[0].startswith('22'))]
for row in outcomes:
    print('# %s: %s, such as %s' % tuple(row))
for row in unread:
    print('# a sound text is not read: %s' % row[0])
print('%s - %d damaged texts, seed %d' % ('not ok' if wrong or unread else 'ok', TEXTS, SEED))
subprocess.run(['psql', '-X', '-q', '-d', 'postgres', '-c', 'DROP DATABASE ' + DATABASE], check=True)
sys.exit(1 if wrong or unread else 0)
