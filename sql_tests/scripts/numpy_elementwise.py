#!/usr/bin/env python3
"""Operators and comparisons of ndarray, cell by cell, against numpy."""
import numpy as np

from numpy_case import DTYPES, FLOATS, INTEGERS, Error, Nd, Suite
from numpy_case.arithmetic import arithmetic, common, places

CASES = 200
suite = Suite('numpy_elementwise', large=0.01)
rnd = suite.rnd


def scalar(kind):
    """A number as SQL and as a value without dimensions."""
    b = suite.array(kind, shape=(), masks=False)
    text = b.text()[len(kind) + 1:-1].strip('"')
    return "'%s'::%s" % (text, kind), b


# what goes in as text comes out the same: the ground that all else stands on
for _ in range(CASES):
    a = suite.array(suite.kind('bool', 'int2', 'int4', 'int8', 'float4', 'float8', 'complex'))
    suite.case('text', a.sql(), a)

for op in '+-*/%':
    for _ in range(CASES):
        a = suite.array(suite.kind(*INTEGERS) if op == '%' else None)
        b = suite.pair(a, suite.kind(*INTEGERS) if op == '%' else suite.kind(),
                       **({'low': 1, 'high': 9} if op in '/%' and rnd.random() < 0.8 else {}))
        if rnd.random() < 0.5:
            a, b = b, a
        suite.case('a %s b' % op, '%s %s %s' % (a.sql(), op, b.sql()), arithmetic(op, a, b))
        text, b = scalar(suite.kind(*(INTEGERS if op == '%' else ())))
        suite.case('a %s number' % op, '%s %s %s' % (a.sql(), op, text), arithmetic(op, a, b))
        suite.case('number %s a' % op, '%s %s %s' % (text, op, a.sql()), arithmetic(op, b, a))

for op in '+-*/':
    for _ in range(CASES):
        a = suite.array('complex', low=-9, high=9)
        b = suite.pair(a, suite.kind('complex', 'float8', 'int4'), low=1, high=9)
        if op != '/' and rnd.random() < 0.5:
            a, b = b, a
        with np.errstate(all='ignore'):
            r = eval('x %s y' % op, {'x': a.values.astype(complex), 'y': b.values.astype(complex)})
        lower, present, valid = places(a, b)
        # a part may cancel; then it differs by units of the other
        suite.case('complex %s' % op, 'nd_lt(nd_abs(%s %s %s - (%s)), 1e-12)' % (
            a.sql(), op, b.sql(), Nd('complex', r, valid, present, lower).sql()),
            Nd('bool', np.ones(r.shape, bool), valid, present, lower))

for _ in range(CASES):
    a = suite.array()
    least = a.kind in INTEGERS and (a.valid & (a.values == np.iinfo(DTYPES[a.kind]).min)).any()
    suite.case('-a', '- %s' % a.sql(), Error('22003') if least else a.like(-a.values))
    suite.case('nd_abs', 'nd_abs(%s)' % a.sql(), Error('22003') if least else a.like(abs(a.values)))


def order(a, b):
    """-1, 0 or 1 cell by cell; NaN is the greatest."""
    if 'float8' == common(a.kind, b.kind) or common(a.kind, b.kind) == 'float4':
        x, y = np.broadcast_arrays(a.values.astype(float), b.values.astype(float))
        nx, ny = np.isnan(x), np.isnan(y)
        with np.errstate(all='ignore'):
            plain = (x > y).astype(int) - (x < y)
        return np.where(nx | ny, nx.astype(int) - ny, plain)
    x, y = np.broadcast_arrays(a.values.astype(np.int64), b.values.astype(np.int64))
    return (x > y).astype(int) - (x < y)


HOLDS = {'eq': lambda o: o == 0, 'ne': lambda o: o != 0, 'lt': lambda o: o < 0,
         'le': lambda o: o <= 0, 'gt': lambda o: o > 0, 'ge': lambda o: o >= 0}
for name in HOLDS:
    for _ in range(CASES):
        kinds = ('bool',) if rnd.random() < 0.1 else INTEGERS + FLOATS
        a = suite.array(suite.kind(*kinds))
        b = suite.pair(a, suite.kind(*kinds))
        if a.kind in INTEGERS:
            a.values = a.values % 5
        if b.kind in INTEGERS:
            b.values = b.values % 5
        lower, present, valid = places(a, b)
        suite.case('nd_' + name, 'nd_%s(%s, %s)' % (name, a.sql(), b.sql()),
                   Nd('bool', HOLDS[name](order(a, b)), valid, present, lower))
        text, b = scalar(suite.kind(*kinds))
        suite.case('nd_%s of a number' % name, 'nd_%s(%s, %s)' % (name, a.sql(), text),
                   a.like(HOLDS[name](order(a, b)), 'bool'))

# boxes that do not match, and places that are not the same
for _ in range(CASES + CASES // 4):
    a = suite.array('int4', ndim=2, low=0, high=9)
    b = suite.array('int4', ndim=2, low=0, high=9)
    pairs = list(zip(a.shape, b.shape, a.lower, b.lower))
    shapes = any(m != n and 1 not in (m, n) for m, n, _, _ in pairs)
    moved = any(m == n and l != k for m, n, l, k in pairs)
    if shapes or moved:
        states = ['22000'] * shapes + ['2202E'] * moved
        suite.case('boxes that do not match', '%s + %s' % (a.sql(), b.sql()), Error(*states))

suite.finish()
