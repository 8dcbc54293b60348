#!/usr/bin/env python3
"""Values made from nothing, and casts, against numpy."""
import numpy as np

from numpy_case import DTYPES, FLOATS, INTEGERS, NUMBERS, Error, Nd, Suite

CASES = 200
suite = Suite('numpy_make')
rnd = suite.rnd


def ints(values):
    return "'{%s}'" % ','.join(str(v) for v in values)


for _ in range(CASES):
    kind = suite.kind('bool', 'complex', *NUMBERS)
    shape = suite.shape()
    lower = suite.lower(len(shape))
    suite.case('nd_zeros', "nd_zeros(%s, '%s', %s)" % (ints(shape), kind, ints(lower)),
               Nd(kind, np.zeros(shape), lower=lower))
    kind = suite.kind()
    value = suite.values(kind, ())
    text = Nd(kind, value).text()[len(kind) + 1:-1]
    suite.case('nd_full', "nd_full(%s, '%s'::%s)" % (ints(shape), text, kind), Nd(kind, np.full(shape, value)))
    n, m, k = int(rnd.integers(0, 120)), int(rnd.integers(0, 120)), int(rnd.integers(-9, 10))
    suite.case('nd_eye', "nd_eye(%d, %d, %d, '%s')" % (n, m, k, kind), Nd(kind, np.eye(n, m, k)))

for _ in range(CASES):
    start, stop, step = (int(x) for x in rnd.integers(-100, 100, 3))
    step = step or 1
    series = np.arange(start, stop + (1 if step > 0 else -1), step)
    kind = suite.kind('int4', 'int8')
    suite.case('nd_series of integers', 'nd_series(%d::%s, %d, %d)' % (start, kind, stop, step), Nd(kind, series))
    far = 2 ** 63 - 1 if step > 0 else -2 ** 63
    count = int(rnd.integers(1, 99))
    first = far - step * (count - 1)
    if -2 ** 63 <= first < 2 ** 63:
        suite.case('nd_series up to the limit', "nd_series('%d'::int8, '%d', %d)" % (first, far, step),
                   Nd('int8', np.array([first + i * step for i in range(count)], np.int64)))
    a, h, n = rnd.uniform(-9, 9), rnd.uniform(0.01, 2) * rnd.choice([-1, 1]), int(rnd.integers(1, 99))
    suite.case('nd_series of floats', 'nd_series(%r::float8, %r, %r)' % (a, a + (n - 1) * h, h),
               Nd('float8', a + np.arange(n) * h))
    b = rnd.uniform(-9, 9)
    end = bool(rnd.random() < 0.7)
    suite.case('nd_linspace in units of the range', 'nd_lt(nd_abs(nd_linspace(%r, %r, %d, %s) - %s), 1e-14)' % (
        a, b, n, end, Nd('float8', np.linspace(a, b, n, endpoint=end)).sql()), Nd('bool', np.ones(n, bool)))

for _ in range(2 * CASES):
    a = suite.array(suite.kind('bool', *NUMBERS))
    if a.kind in FLOATS and rnd.random() < 0.5:
        a = suite.array(a.kind, low=-1000, high=1000)
    to = suite.kind('bool', *NUMBERS)
    x = a.values
    if to == 'bool' and a.kind in FLOATS:
        expected = Error('42846')
    elif to in INTEGERS:
        info = np.iinfo(DTYPES[to])
        with np.errstate(all='ignore'):
            wide = np.rint(x) if a.kind in FLOATS else x.astype(np.int64)
            bad = ~((wide >= info.min) & (wide <= info.max))
        expected = Error('22003') if (bad & a.valid).any() else \
            a.like(np.where(a.valid & ~bad, wide, 0).astype(DTYPES[to]), to)
    elif to == 'bool':
        expected = a.like(x != 0, to)
    else:
        expected = a.like(x.astype(DTYPES[to]), to)
    suite.case('nd_astype', "nd_astype(%s, '%s')" % (a.sql(), to), expected)
    suite.case('nd_values', 'nd_values(%s)' % a.sql(), Nd(a.kind, a.values[a.valid]))

for _ in range(CASES):
    shape = suite.shape(int(rnd.integers(0, 4)))
    lower = suite.lower(len(shape))
    names = 'ijk'[:len(shape)]
    axes = ','.join('%s=%d:%d' % (n, l, l + m - 1) for n, l, m in zip(names, lower, shape))
    weights = [int(w) for w in rnd.integers(-9, 10, len(shape))]
    expression = ' + '.join(['1'] + ['%s * (%d)' % (n, w) for n, w in zip(names, weights)])
    value = sum((w * (l + x) for w, l, x in zip(weights, lower, np.indices(shape))), 1 + np.zeros(shape, int))
    kind = suite.kind()
    suite.case('nd_build', "nd_build('%s%s', '%s')" % (kind, axes and '[%s]' % axes, expression),
               Nd(kind, value, lower=lower))

for _ in range(CASES):
    a = suite.array(ndim=int(rnd.integers(1, 5)))
    b = suite.array(shape=(int(rnd.integers(0, 9)),) + a.shape[1:], lower=(3,) + a.lower[1:])
    kind = a.kind if a.kind == b.kind else 'float8'
    if a.kind in INTEGERS and b.kind in INTEGERS:
        kind = max(a.kind, b.kind, key=INTEGERS.index)
    joined = [np.concatenate([x, y]) for x, y in ((a.values, b.values), (a.valid, b.valid), (a.present, b.present))]
    if a.kind in INTEGERS and b.kind in INTEGERS:
        joined[0] = np.concatenate([a.values.astype(np.int64), b.values.astype(np.int64)])
    suite.case('a || b', '%s || %s' % (a.sql(), b.sql()), Nd(kind, *joined, lower=a.lower))

suite.finish()
