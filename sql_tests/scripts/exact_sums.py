#!/usr/bin/env python3
"""How exact sums of floats are: adversarial values, up to a million, against math.fsum.

The bound is 4 units in the last place times log2 n, relative to the sum of
absolute values, which of values of one sign is the exact sum.
"""
import math
import os
import subprocess
import sys

import numpy as np

seed = int(os.environ.get('AX_SEED', '1'))
rnd = np.random.default_rng(seed)
DATABASE = 'exact_sums'


def psql(database, script):
    run = subprocess.run(['psql', '-XqAt', '-F', ' ', '-v', 'ON_ERROR_STOP=1', '-d', database, '-f', '-'],
                         input='SET client_min_messages = warning;\n' + script, stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE, encoding='utf-8')
    if run.returncode != 0:
        print('not ok - exact_sums: psql: %s' % run.stderr)
        sys.exit(1)
    return run.stdout.splitlines()


def harmonic(n):
    return 1 / np.arange(1, n + 1)


SETS = {
    'a tenth': lambda n: np.full(n, 0.1),
    'harmonic': harmonic,
    'harmonic, turned round': lambda n: harmonic(n)[::-1],
    'lognormal': lambda n: rnd.lognormal(0, 5, n),
    'one large, then small': lambda n: np.where(np.arange(n) == 0, 1e16, 1.0),
    'all but ulps': lambda n: np.where(np.arange(n) == 0, 1.0, 2.0 ** -53),
    'both signs': lambda n: rnd.normal(0, 1, n) * 10.0 ** rnd.integers(-8, 9, n),
    'large ones that cancel': lambda n: np.where(np.arange(n) % 2 == 0, 1e16, -1e16) + rnd.normal(0, 1, n),
    'large every eighth': lambda n: np.where(np.arange(n) % 8 == 3, 1e12, 0.1),
    'large every 128th': lambda n: np.where(np.arange(n) % 128 == 0, 1e16, 1.1),
}
LENGTHS = [2, 3, 9, 30, 126, 129, 1002, 8190, 8193, 99999]
cases = [(name, n, make(n)) for name, make in SETS.items() for n in LENGTHS]
cases += [(name, 999999, SETS[name](999999)) for name in ('a tenth', 'lognormal', 'both signs', 'one large, then small')]
failed = set()
worst = {}


def check(what, name, n, values, got):
    exact = math.fsum(values)
    bound = 4 * max(1, math.log2(len(values))) * np.spacing(math.fsum(abs(values)))
    worst[what] = max(worst.get(what, 0), abs(got - exact) / bound)
    if not abs(got - exact) <= bound and what not in failed:
        failed.add(what)
        print('not ok - exact_sums: %s of %d, %s: %r, not %r within %r' % (what, n, name, got, exact, bound))


psql('postgres', 'DROP DATABASE IF EXISTS %s;\nCREATE DATABASE %s;\n' % (DATABASE, DATABASE))
script = ['CREATE EXTENSION array_ext;', 'CREATE TABLE cells (id int, i int8, v float8);', 'COPY cells FROM stdin;']
for number, (_, _, values) in enumerate(cases):
    script += ['%d\t%d\t%r' % (number, i, float(x)) for i, x in enumerate(values)]
script += ['\\.', 'CREATE TABLE sums AS SELECT id, nd_agg(v, i) AS a FROM cells GROUP BY id;']
psql(DATABASE, '\n'.join(script) + '\n')

query = """SELECT id, nd_float8(nd_sum(a)) FROM sums ORDER BY id;
SELECT id, nd_float8(nd_avg(a)) * nd_count(a) FROM sums ORDER BY id;
SELECT id, nd_float8(nd_cumsum(a), nd_size(a) - 1) FROM sums ORDER BY id;
"""
rows = [line.split() for line in psql(DATABASE, query)]
for at, what in enumerate(('nd_sum', 'nd_avg', 'nd_cumsum')):
    for (name, n, values), (_, got) in zip(cases, rows[at * len(cases):], strict=False):
        check(what, name, n, values, float(got))

# the same cells as rows and as columns of three
threes = [(number, case) for number, case in enumerate(cases) if case[1] % 3 == 0]
query = ''.join("""SELECT id, nd_unnest(%s) FROM sums WHERE nd_size(a) %% 3 = 0 ORDER BY id;
""" % form for form in ("nd_sum(nd_reshape(a, '{-1,3}'), '{0}')", "nd_sum(nd_reshape(a, '{3,-1}'), '{1}')",
                        "nd_slice(nd_cumsum(nd_reshape(a, '{-1,3}'), '0'), '{0}', ARRAY[nd_size(a) / 3 - 1])"))
rows = [float(line.split()[1]) for line in psql(DATABASE, query)]
for what in ('nd_sum across', 'nd_sum along', 'nd_cumsum across'):
    for number, (name, n, values) in threes:
        got, rows = rows[:3], rows[3:]
        for k in range(3):
            line = values.reshape(3, -1)[k] if what == 'nd_sum along' else values.reshape(-1, 3)[:, k]
            check(what, name, n, line, got[k])

# variances where the mean is large, of all and along either axis
query = """SELECT nd_float8(nd_var_samp(b)), nd_float8(nd_stddev_pop(b)), nd_float8(nd_avg(nd_var_pop(b, '{0}'))), nd_float8(nd_avg(nd_var_pop(b, '{1}')))
FROM (SELECT nd_reshape(nd_agg(v, i), '{-1,10}') AS b FROM large) s;
"""
for mean in (1e9, -1e12):
    values = mean + rnd.normal(0, 1, 100000)
    script = ['DROP TABLE IF EXISTS large; CREATE TABLE large (i int8, v float8);', 'COPY large FROM stdin;']
    script += ['%d\t%r' % (i, float(x)) for i, x in enumerate(values)] + ['\\.', query]
    got = [float(x) for x in psql(DATABASE, '\n'.join(script))[0].split()]
    exact = values.astype(np.longdouble) - np.longdouble(mean)
    table = exact.reshape(-1, 10)
    want = [exact.var(ddof=1), exact.std(), table.var(axis=0).mean(), table.var(axis=1).mean()]
    for what, x, y in zip(('nd_var_samp', 'nd_stddev_pop', 'nd_var_pop across', 'nd_var_pop along'), got, want, strict=True):
        what += ' at a mean of %g' % mean
        worst[what] = abs(x / float(y) - 1) / 1e-14
        if worst[what] > 1:
            failed.add(what)
            print('not ok - exact_sums: %s: %r, not %r' % (what, x, float(y)))

for what, part in worst.items():
    if what not in failed:
        print('ok - exact_sums: %s, at most %.2g of what is allowed' % (what, part))
psql('postgres', 'DROP DATABASE %s;\n' % DATABASE)
print('# exact_sums: seed %d' % seed)
sys.exit(1 if failed else 0)
