#!/usr/bin/env python3
"""rational against Python's fractions.Fraction: every operation on 100,000
random operands, results and errors; then the laws of order and hashing, and
indexes against scans, over a million random values.

Rows whose result must fit are computed in bulk, and a single error ends them;
the others are tried one by one, and must fail with the right SQLSTATE.
"""
import math
import os
import random
import subprocess
import sys
from fractions import Fraction

SEED = int(os.environ.get('AX_SEED') or 1)
ROWS = int(os.environ.get('ROWS') or 100000)
MANY = 10 * ROWS
GROUPS = ROWS // 50
RND = random.Random(SEED)
LEAST, MOST = -2 ** 63, 2 ** 63 - 1
DATABASE = 'rational_oracle'
RANGE, ZERO = '22003', '22012'
failed = 0


def result(name, wrong):
    global failed
    failed += bool(wrong)
    print(('not ok - ' if wrong else 'ok - ') + name)
    for line in wrong[:5]:
        print('  ' + line)


def psql(script, database=DATABASE):
    done = subprocess.run(['psql', '-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose',
                           '-d', database], input=script, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          universal_newlines=True)
    if done.returncode != 0:
        print('not ok - statements run\n' + done.stdout[-2000:])
        drop()
        sys.exit(1)
    return [line.split('\t') for line in done.stdout.splitlines()]


def drop():
    subprocess.run(['psql', '-X', '-q', '-d', 'postgres', '-c', 'SET client_min_messages = error',
                    '-c', 'DROP DATABASE IF EXISTS %s' % DATABASE], check=True)


def whole(sizes=(1, 7, 28, 31, 32, 33, 50, 62, 63)):
    if RND.random() < 0.03:
        return RND.choice((LEAST, LEAST + 1, MOST, MOST - 1, 2 ** 27, 2 ** 28, -2 ** 27 - 1, 2 ** 32, 0))
    return RND.getrandbits(RND.choice(sizes)) * RND.choice((1, -1))


def fraction(sizes):
    while True:
        value = Fraction(whole(sizes), abs(whole(sizes)) or 1)
        if fits(value):
            return value


def fits(value):
    return LEAST <= value.numerator <= MOST and value.denominator <= MOST


def double():
    kind = RND.random()
    if kind < 0.3:
        return RND.uniform(-10, 10)
    if kind < 0.5:
        return RND.randint(-1000, 1000) / RND.randint(1, 1000)
    if kind < 0.6:
        return float(RND.randint(-2 ** 53, 2 ** 53))
    return math.ldexp(RND.uniform(-1, 1), RND.randint(-80, 70))


def text():
    """A rational as somebody may write it, and its value."""
    sign = RND.choice(('', '', '-', '+'))
    if RND.random() < 0.5:
        scale = RND.choice((1, 1, 7, 10 ** 9))
        n, d = abs(whole()) * scale, (abs(whole()) or 1) * scale
        value = Fraction(n, d)
        written = RND.choice(('%s%d/%d', '(%s%d/%d)', ' %s%d / %d ')) % (sign, n, d)
    else:
        digits, places, power = RND.getrandbits(RND.choice((7, 20, 62))), RND.randint(0, 12), RND.randint(-6, 6)
        shown = '%0*d' % (places + 1, digits)
        point = len(shown) - places
        value = Fraction(digits) / 10 ** places * Fraction(10) ** power
        written = '%s%s.%se%d' % (sign, shown[:point], shown[point:], power)
    return written, -value if sign == '-' else value


def trunc_mod(a, b):
    quotient = a / b
    return a - b * (abs(quotient).__floor__() * (1 if quotient >= 0 else -1))


def away(value):
    """Rounded to the nearest integer, halves away from zero."""
    nearest = math.floor(abs(value) + Fraction(1, 2))
    return nearest if value >= 0 else -nearest


def exact(compute, zero=lambda row: False):
    def expected(row):
        if zero(row):
            return ZERO, None
        value = compute(row)
        return (None, value) if fits(value) else (RANGE, None)
    return expected


def bounded(low, high):
    def expected(row):
        value = away(row.a)
        return (None, value) if low <= value <= high else (RANGE, None)
    return expected


def decimal(row):
    rest = row.a.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return (None, row.a) if rest == 1 else (RANGE, None)


def nearest(limit, zero_too):
    """Of the absolute value: ties of Fraction's own go down, which is away from zero below it."""
    def expected(row):
        value = Fraction(abs(row.f)).limit_denominator(limit(row)) * (-1 if row.f < 0 else 1)
        if not LEAST <= row.f < 2.0 ** 63 or not fits(value) or (not zero_too and value == 0 and row.f != 0):
            return RANGE, None
        return None, value
    return expected


def order(a, b):
    return None, '%d%d%d%d%d%d%d' % (a < b, a <= b, a == b, a != b, a >= b, a > b, (a > b) - (a < b))


def ordered(a, b, cmp):
    return ("concat(({a} < {b})::int, ({a} <= {b})::int, ({a} = {b})::int, ({a} <> {b})::int, ({a} >= {b})::int, "
            "({a} > {b})::int, {cmp}({a}, {b}))").format(a=a, b=b, cmp=cmp)


class Row:
    def __init__(self):
        # most are such that most results fit
        sizes = RND.choice(((1, 3, 6, 7, 13), (6, 20, 27, 28, 29), (3, 7, 31, 32), (1, 28, 31, 33, 50, 62, 63)))
        self.a, self.b = fraction(sizes), fraction(sizes)
        if RND.random() < 0.1:
            self.b = self.a
        elif RND.random() < 0.1:
            self.b = Fraction(whole(), self.a.denominator)
        self.p = RND.choice((0, 1, -1, 2, -2, 2, 3, 5, -11, 20, 63, -64)[:None if max(sizes) < 14 else 6])
        self.f = double()
        self.m = RND.choice((1, 2, 10, 1000, 10 ** 6, 10 ** 12, MOST))
        self.i = whole() if RND.random() < 0.7 else math.floor(self.a)
        self.text, self.value = text()


# name: (expression, what it must give of a row, how its text is read)
OPERATIONS = {
    'sum': ('a + b', exact(lambda r: r.a + r.b), Fraction),
    'difference': ('a - b', exact(lambda r: r.a - r.b), Fraction),
    'product': ('a * b', exact(lambda r: r.a * r.b), Fraction),
    'quotient': ('a / b', exact(lambda r: r.a / r.b, lambda r: r.b == 0), Fraction),
    'remainder': ('a % b', exact(lambda r: trunc_mod(r.a, r.b), lambda r: r.b == 0), Fraction),
    'power': ('a ^ p', exact(lambda r: r.a ** r.p, lambda r: r.a == 0 and r.p < 0), Fraction),
    'sum with an integer': ('a + i', exact(lambda r: r.a + r.i), Fraction),
    'negative': ('- a', exact(lambda r: -r.a), Fraction),
    'absolute': ('abs(a)', exact(lambda r: abs(r.a)), Fraction),
    'floor': ('floor(a)', exact(lambda r: Fraction(math.floor(r.a))), Fraction),
    'ceiling': ('ceil(a)', exact(lambda r: Fraction(math.ceil(r.a))), Fraction),
    'mediant': ('mediant(a, b)', exact(lambda r: Fraction(r.a.numerator + r.b.numerator, r.a.denominator + r.b.denominator)),
                Fraction),
    'order': (ordered('a', 'b', 'rational_cmp'), lambda r: order(r.a, r.b), str),
    'order beside int8': (ordered('a', 'i', 'rational_int8_cmp'), lambda r: order(r.a, r.i), str),
    'order of int8': (ordered('i', 'a', 'int8_rational_cmp'), lambda r: order(r.i, r.a), str),
    'cast to int2': ('a::int2', bounded(-2 ** 15, 2 ** 15 - 1), int),
    'cast to int4': ('a::int4', bounded(-2 ** 31, 2 ** 31 - 1), int),
    'cast to int8': ('a::int8', bounded(LEAST, MOST), int),
    'cast to float8': ('a::float8', lambda r: (None, r.a.numerator / r.a.denominator), float),
    'cast to numeric': ('a::numeric', decimal, Fraction),
    'cast of float8': ('f::rational', nearest(lambda r: MOST, False), Fraction),
    'rational_limit': ('rational_limit(f, m)', nearest(lambda r: r.m, True), Fraction),
    'text': ('t::rational', exact(lambda r: r.value), Fraction),
    'text printed': ('a::text', lambda r: (None, str(r.a)), str),
    'unreduced': ("concat(numerator(a), '/', denominator(a)::numeric * m)::rational::text",
                  exact(lambda r: Fraction(r.a.numerator, r.a.denominator * r.m)), Fraction),
}


def operations():
    rows = [Row() for _ in range(ROWS)]
    names = list(OPERATIONS)
    right = {name: [OPERATIONS[name][1](row) for row in rows] for name in names}
    data = '\n'.join('\t'.join(map(str, (
        k, row.a, row.b, row.p, repr(row.f), row.m, row.i, row.text,
        sum(1 << n for n, name in enumerate(names) if right[name][k][0] is None)))) for k, row in enumerate(rows))
    script = ['CREATE TABLE operands (k int PRIMARY KEY, a rational, b rational, p int, f float8, m int8, i int8, t text, fits int8);',
              'COPY operands FROM STDIN;', data, '\\.', 'ANALYZE operands;']
    for n, name in enumerate(names):
        expression = OPERATIONS[name][0]
        script.append("SELECT '%s', k, %s FROM operands WHERE fits & %d <> 0 ORDER BY k;" % (name, expression, 1 << n))
        script.append('CREATE FUNCTION try_%d(a rational, b rational, p int, f float8, m int8, i int8, t text) RETURNS text '
                      'LANGUAGE plpgsql AS $$ BEGIN RETURN (%s)::text; EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE; END $$;'
                      % (n, expression))
        script.append("SELECT '%s', k, try_%d(a, b, p, f, m, i, t) FROM operands WHERE fits & %d = 0 ORDER BY k;" % (name, n, 1 << n))
    wrong = {name: [] for name in names}
    seen = dict.fromkeys(names, 0)
    for name, k, got in psql('\n'.join(script)):
        row, (state, value) = rows[int(k)], right[name][int(k)]
        seen[name] += 1
        if got != state if state else OPERATIONS[name][2](got) != value:
            wrong[name].append('%s of a = %s, b = %s, p = %d, f = %r, m = %d, i = %d, t = %r is %s, not %s' % (
                OPERATIONS[name][0], row.a, row.b, row.p, row.f, row.m, row.i, row.text, got, state or value))
    for name in names:
        if seen[name] != ROWS:
            wrong[name].append('%d results, not %d' % (seen[name], ROWS))
        result('%s, %d random, %d of them errors' % (name, ROWS, sum(state is not None for state, _ in right[name])), wrong[name])


def aggregates():
    """Groups whose totals fit, and some that do not."""
    groups = []
    for g in range(GROUPS):
        top, bottom = RND.choice(((9, 9), (1000, 40), (10 ** 12, 60), (2 ** 62, 3), (2, 10 ** 9)))
        groups.append([Fraction(RND.randint(-top, top), RND.randint(1, bottom)) for _ in range(RND.randint(1, 80))])
    right = {'sum': [], 'avg': [], 'product': []}
    for values in groups:
        total = sum(values, Fraction(0))
        right['sum'].append(total if fits(total) else None)
        right['avg'].append(total / len(values) if fits(total / len(values)) else None)
        product = Fraction(1)
        for value in values:
            product = product * value if product is not None and fits(product * value) else None
        right['product'].append(product)
    data = '\n'.join('%d\t%s' % (g, value) for g, values in enumerate(groups) for value in values)
    script = ['CREATE TABLE totals (g int, n serial, r rational);', 'COPY totals (g, r) FROM STDIN;', data, '\\.',
              'CREATE INDEX ON totals (g);', 'ANALYZE totals;']
    for name in right:
        script.append("CREATE FUNCTION try_%s(int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN "
                      "RETURN (SELECT %s(r ORDER BY n)::text FROM totals WHERE g = $1); "
                      "EXCEPTION WHEN OTHERS THEN RETURN SQLSTATE; END $$;" % (name, name))
        script.append("SELECT '%s', g, try_%s(g) FROM generate_series(0, %d) g;" % (name, name, GROUPS - 1))
    wrong = {name: [] for name in right}
    for name, g, got in psql('\n'.join(script)):
        value = right[name][int(g)]
        if got != (RANGE if value is None else str(value)):
            wrong[name].append('%s of group %s is %s, not %s' % (name, g, got, value))
    for name in right:
        result('%s of %d groups, %d of them too great' % (
            name, GROUPS, sum(value is None for value in right[name])), wrong[name])


def million():
    probes = [Fraction(0), Fraction(1, 2), Fraction(MOST), Fraction(LEAST)] + [
        Fraction(RND.randint(-100, 100), RND.randint(1, 30)) for _ in range(6)]
    conditions = ['r %s %s' % (op, "'%s'" % p) for p in probes for op in ('<', '<=', '=', '>=', '>')]
    every = ', '.join('count(*) FILTER (WHERE %s), sum(k) FILTER (WHERE %s)' % (c, c) for c in conditions)
    asked = ' UNION ALL '.join('SELECT %d, count(*), sum(k) FROM many WHERE %s' % (n, c) for n, c in enumerate(conditions))
    some = [n for n, c in enumerate(conditions) if ' = ' in c]
    equal = ' UNION ALL '.join('SELECT %d, count(*), sum(k) FROM many WHERE %s' % (n, conditions[n]) for n in some)
    lines = psql('''
        SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'; SET max_parallel_workers_per_gather = 0;
        SELECT setseed(%f) IS NULL;
        CREATE TABLE many AS SELECT k, CASE k %% 4
              WHEN 0 THEN rational((random() * 2e18)::int8 - 1000000000000000000, 1 + (random() * 9e18)::int8)
              WHEN 1 THEN rational((random() * 200000)::int8 - 100000, 1 + (random() * 100000)::int8)
              WHEN 2 THEN rational((random() * 200)::int8 - 100, 1)
              ELSE rational((random() * 200)::int8 - 100, 1 + (random() * 30)::int8) END AS r
            FROM generate_series(1, %d) k;
        ANALYZE many;
        SELECT 'order', count(*) FROM (SELECT r, lag(r) OVER (ORDER BY r) AS b FROM many) s
         WHERE b > r OR NOT b <= r OR rational_cmp(b, r) > 0 OR rational_cmp(r, b) < 0 OR b::float8 > r::float8
            OR numerator(b)::numeric * denominator(r) > numerator(r)::numeric * denominator(b);
        SELECT 'hash', count(*) FROM many
         WHERE rational_hash(r) <> rational_hash(rational_recv_again(r)) OR rational_hash(r)::bit(32) <> rational_hash_extended(r, 0)::bit(32)
            OR (denominator(r) = 1 AND rational_hash(r) <> hashint8(numerator(r)));
        SET enable_hashjoin = off; SET enable_nestloop = off;
        CREATE TABLE by_merge AS SELECT r, count(*) AS n FROM (SELECT a.r FROM many a JOIN many b ON a.r = b.r AND b.k %% 8 = 1) j GROUP BY r;
        RESET enable_hashjoin; RESET enable_nestloop; SET enable_mergejoin = off;
        CREATE TABLE by_hash AS SELECT r, count(*) AS n FROM (SELECT a.r FROM many a JOIN many b ON a.r = b.r AND b.k %% 8 = 1) j GROUP BY r;
        SELECT 'joins', count(*) FROM ((TABLE by_merge EXCEPT ALL TABLE by_hash) UNION ALL (TABLE by_hash EXCEPT ALL TABLE by_merge)) d;
        SELECT 'joined', sum(n) > %d FROM by_hash;
        SET enable_indexscan = off; SET enable_bitmapscan = off; SET enable_indexonlyscan = off;
        SELECT 'scan', %s FROM many;
        RESET enable_indexscan; RESET enable_bitmapscan; RESET enable_indexonlyscan;
        SET enable_seqscan = off;
        CREATE INDEX many_btree ON many (r);
        SELECT 'btree', * FROM (%s) q ORDER BY 2;
        DROP INDEX many_btree;
        CREATE INDEX many_hash ON many USING hash (r);
        SELECT 'hash index', * FROM (%s) q ORDER BY 2;
        DROP INDEX many_hash;
        CREATE INDEX many_brin ON many USING brin (r);
        SELECT 'brin', * FROM (%s) q ORDER BY 2;'''.replace('rational_recv_again(r)', "rational(numerator(r), denominator(r))") % (
            (SEED % 1000) / 1000.0, MANY, MANY // 8, every, asked, equal, asked))
    found = {}
    for line in lines:
        found.setdefault(line[0], []).append(line[1:])
    scan = found['scan'][0]
    truth = {n: [scan[2 * n], scan[2 * n + 1]] for n in range(len(conditions))}
    for name, title in (('order', 'sorting %d values' % MANY), ('hash', 'hashes of %d values' % MANY), ('joins', 'merge join is hash join')):
        result(title, [] if found[name] == [['0']] else ['%s wrong' % found[name]])
    result('joins found pairs', [] if found['joined'] == [['t']] else [str(found['joined'])])
    for name, wanted in (('btree', range(len(conditions))), ('hash index', some), ('brin', range(len(conditions)))):
        wrong = ['%s: %s, scan %s' % (conditions[int(n)], got, truth[int(n)]) for n, *got in found[name] if got != truth[int(n)]]
        if len(found[name]) != len(wanted):
            wrong.append('%d answers, not %d' % (len(found[name]), len(wanted)))
        result('%s is scan, %d conditions over %d values' % (name, len(wanted), MANY), wrong)


print('seed %d' % SEED)
drop()
subprocess.run(['psql', '-X', '-q', '-d', 'postgres', '-c', 'CREATE DATABASE %s' % DATABASE], check=True)
psql('CREATE EXTENSION array_ext')
operations()
aggregates()
million()
drop()
sys.exit(failed > 0)
