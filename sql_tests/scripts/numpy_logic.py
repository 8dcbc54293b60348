#!/usr/bin/env python3
"""Masks of ndarray, and cells chosen by them, against numpy."""
import numpy as np

from numpy_case import FLOATS, INTEGERS, NUMBERS, Nd, Suite

CASES = 200
suite = Suite('numpy_logic', large=0.01)
rnd = suite.rnd


def grown(x, shape):
    """Values, presence and validity in the shape."""
    return [np.broadcast_to(y, shape) for y in (x.values, x.present, x.valid)]


def box(*operands):
    shape = np.broadcast_shapes(*(x.shape for x in operands))
    lower = []
    for axis in range(len(shape)):
        ends = [(x.shape[i], x.lower[i]) for x in operands for i in [axis - len(shape) + x.ndim] if i >= 0]
        lower.append(next((l for n, l in ends if n == shape[axis] and n != 1), ends[0][1]))
    return shape, lower


def common(a, b):
    if a == b:
        return a
    if a in INTEGERS and b in INTEGERS:
        return a if INTEGERS.index(a) > INTEGERS.index(b) else b
    return 'float8'


for _ in range(CASES):
    a = suite.array('bool')
    b = suite.pair(a, 'bool')
    shape, lower = box(a, b)
    x, xp, xv = grown(a, shape)
    y, yp, yv = grown(b, shape)
    no = xv & ~x | yv & ~y
    yes = xv & x | yv & y
    both = xv & yv
    suite.case('nd_and', 'nd_and(%s, %s)' % (a.sql(), b.sql()), Nd('bool', ~no, both | no, xp & yp, lower))
    suite.case('nd_or', 'nd_or(%s, %s)' % (a.sql(), b.sql()), Nd('bool', yes, both | yes, xp & yp, lower))
    suite.case('nd_not', 'nd_not(%s)' % a.sql(), a.like(~a.values))

for _ in range(CASES):
    a = suite.array(suite.kind('bool', 'complex', *NUMBERS))
    suite.case('nd_is_null', 'nd_is_null(%s)' % a.sql(), a.like(~a.valid, 'bool', valid=a.present))
    everywhere = np.ones(a.shape, bool)
    suite.case('nd_is_present', 'nd_is_present(%s)' % a.sql(), a.like(a.present, 'bool', everywhere, everywhere))
    a = suite.array(suite.kind('complex', 'int4', *FLOATS))
    suite.case('nd_is_nan', 'nd_is_nan(%s)' % a.sql(), a.like(np.isnan(a.values), 'bool'))

for _ in range(CASES):
    mask = suite.array('bool')
    x = suite.pair(mask, suite.kind())
    y = suite.pair(mask, suite.kind())
    shape, lower = box(mask, x, y)
    m, mp, mv = grown(mask, shape)
    kind = common(x.kind, y.kind)
    yes, no = mv & m, mv & ~m
    (xv, xp, xk), (yv, yp, yk) = grown(x, shape), grown(y, shape)
    expected = Nd(kind, np.where(m, xv, yv), yes & xk | no & yk, mp & (~mv | np.where(m, xp, yp)), lower)
    suite.case('nd_where', 'nd_where(%s, %s, %s)' % (mask.sql(), x.sql(), y.sql()), expected)
    x = suite.pair(mask, 'int4')
    shape, lower = box(mask, x)
    m, mp, mv = grown(mask, shape)
    xv, xp, xk = grown(x, shape)
    suite.case('nd_where with a number', 'nd_where(%s, %s, 7)' % (mask.sql(), x.sql()),
               Nd('int4', np.where(m, xv, 7), mv & (xk | ~m), mp & (~mv | xp | ~m), lower))
    suite.case('nd_where of numbers', 'nd_where(%s, 1, 2.5)' % mask.sql(),
               mask.like(np.where(mask.values, 1, 2.5), 'float8'))

for _ in range(CASES):
    a = suite.array()
    b = suite.pair(a, suite.kind())
    shape, lower = box(a, b)
    (x, xp, xk), (y, yp, yk) = grown(a, shape), grown(b, shape)
    suite.case('nd_coalesce', 'nd_coalesce(%s, %s)' % (a.sql(), b.sql()),
               Nd(common(a.kind, b.kind), np.where(xk, x, y), xk | yk, xp | yp, lower))
    a = suite.array('float8')
    everywhere = np.ones(a.shape, bool)
    suite.case('nd_coalesce with a number', 'nd_coalesce(%s, -1)' % a.sql(),
               a.like(np.where(a.valid, a.values, -1), valid=everywhere, present=everywhere))

for _ in range(CASES):
    a = suite.array(suite.kind('bool', 'complex', *NUMBERS))
    mask = suite.pair(a, 'bool')
    shape, lower = box(a, mask)
    x, xp, xk = grown(a, shape)
    m, mp, mk = grown(mask, shape)
    kept = xp & mk & m
    suite.case('nd_filter', 'nd_filter(%s, %s)' % (a.sql(), mask.sql()), Nd(a.kind, x, xk & kept, kept, lower))
    suite.case('nd_compress', 'nd_compress(%s, %s)' % (a.sql(), mask.sql()), Nd(a.kind, x[kept], xk[kept]))

suite.finish()
