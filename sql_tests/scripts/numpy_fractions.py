#!/usr/bin/env python3
"""ndarrays of rational and point2d, cell by cell and along axes, against numpy's arrays of Fractions."""
from fractions import Fraction

import numpy as np

from numpy_case import INTEGERS, Error, Nd, Suite
from numpy_case.arithmetic import places

CASES = 200
suite = Suite('numpy_fractions')
rnd = suite.rnd


def fractions(a):
    """The cells as Fractions; what is not valid is zero."""
    out = np.empty(a.shape, object)
    for at in np.ndindex(*a.shape):
        out[at] = Fraction(str(a.values[at])) if a.valid[at] else Fraction(0)
    return out


def texts(values):
    out = np.empty(np.shape(values), object)
    for at in np.ndindex(*out.shape):
        out[at] = str(np.asarray(values, object)[at])
    return out


def rationals(a=None):
    """Any value of rationals, or one that broadcasts with a."""
    if a is None:
        return suite.rationals()
    b = suite.pair(a, 'int4')
    return suite.rationals(b.shape, lower=b.lower)


def whole(x):
    """Towards zero."""
    return Fraction(abs(x.numerator) // x.denominator * (-1 if x < 0 else 1))


OPERATORS = {'+': lambda x, y: x + y, '-': lambda x, y: x - y, '*': lambda x, y: x * y, '/': lambda x, y: x / y,
             '%': lambda x, y: x - y * whole(x / y)}
HOLDS = {'eq': lambda x, y: x == y, 'ne': lambda x, y: x != y, 'lt': lambda x, y: x < y,
         'le': lambda x, y: x <= y, 'gt': lambda x, y: x > y, 'ge': lambda x, y: x >= y}


def each(operation, x, y, live):
    """Cell by cell where both have a value; None where one divides by zero."""
    x, y = np.broadcast_arrays(x, y)
    out = np.full(x.shape, Fraction(0), object)
    for at in np.ndindex(*x.shape):
        if live[at]:
            try:
                out[at] = operation(x[at], y[at])
            except ZeroDivisionError:
                return None
    return out


for name, operation in OPERATORS.items():
    for _ in range(CASES):
        a = rationals()
        b = rationals(a) if rnd.random() < 0.6 else suite.pair(a, suite.kind(*INTEGERS), low=-9, high=9)
        if name in '/%' and rnd.random() < 0.7:
            b.values = np.where(fractions(b) == 0, '7' if b.kind == 'rational' else 7, b.values)
        if rnd.random() < 0.5:
            a, b = b, a
        lower, present, valid = places(a, b)
        result = each(operation, fractions(a), fractions(b), valid)
        suite.case('rational %s' % name, '%s %s %s' % (a.sql(), name, b.sql()),
                   Error('22012') if result is None else Nd('rational', texts(result), valid, present, lower))
        a = rationals()
        b = Fraction(int(rnd.integers(-9, 10)), int(rnd.integers(1, 9)))
        left = rnd.random() < 0.5
        x, y = fractions(a), np.full(a.shape, b, object)
        result = each(operation, *((x, y) if left else (y, x)), a.valid)
        pair = (a.sql(), "'%s'::rational" % b)
        suite.case('rational %s number' % name, '%s %s %s' % (pair[0 if left else 1], name, pair[1 if left else 0]),
                   Error('22012') if result is None else a.like(texts(result)))

for name, operation in HOLDS.items():
    for _ in range(CASES):
        a = rationals()
        b = rationals(a) if rnd.random() < 0.6 else suite.pair(a, suite.kind(*INTEGERS), low=-9, high=9)
        lower, present, valid = places(a, b)
        suite.case('nd_%s of rationals' % name, 'nd_%s(%s, %s)' % (name, a.sql(), b.sql()),
                   Nd('bool', each(operation, fractions(a), fractions(b), valid), valid, present, lower))

for _ in range(CASES):
    a = rationals()
    suite.case('-rational', '- %s' % a.sql(), a.like(texts(-fractions(a))))
    suite.case('nd_abs of rationals', 'nd_abs(%s)' % a.sql(), a.like(texts(abs(fractions(a)))))


# Along axes
def first(values, best):
    return values.index(best(values))


def running(fold):
    def along(values, live):
        out, now = [], None
        for x, l in zip(values, live):
            now = now if not l else x if now is None else fold(now, x)
            out.append(now if l else None)
        return out
    return along


def groups(a, axis):
    """For each place beside the axis the values along it, each with its index."""
    values, live = np.moveaxis(fractions(a), axis, -1), np.moveaxis(a.valid, axis, -1)
    found = np.empty(values.shape[:-1], object)
    for at in np.ndindex(*found.shape):
        found[at] = [(i, x) for i, (x, l) in enumerate(zip(values[at], live[at])) if l]
    return found


REDUCTIONS = {'sum': sum, 'avg': lambda v: sum(v) / len(v), 'min': min, 'max': max, 'product': lambda v: np.prod(np.array(v, object)),
              'argmin': lambda v: first(v, min), 'argmax': lambda v: first(v, max), 'count': len}
CUMULATIVE = {'cumsum': lambda a, b: a + b, 'cumprod': lambda a, b: a * b, 'cummin': min, 'cummax': max}
INT8 = 2 ** 63


def too_large(x):
    return isinstance(x, Fraction) and (abs(x.numerator) >= INT8 or x.denominator >= INT8)


for name, reduction in REDUCTIONS.items():
    for _ in range(CASES + 60):
        # products of many leave the range; their parts may on the way
        a = suite.rationals(suite.shape(cells=12)) if name == 'product' else rationals()
        if a.ndim == 0:
            a = suite.rationals((3,))
        axis = int(rnd.integers(0, a.ndim))
        keep = bool(rnd.random() < 0.3)
        found = groups(a, axis)
        out, valid = np.full(found.shape, Fraction(0), object), np.zeros(found.shape, bool)
        for at in np.ndindex(*found.shape):
            group = found[at]
            if group or name == 'count':
                valid[at] = True
                got = reduction([x for _, x in group])
                out[at] = Fraction(group[got][0] + a.lower[axis] if name.startswith('arg') else got)
        kind = 'int8' if name in ('argmin', 'argmax', 'count') else 'rational'
        lower = [l for d, l in enumerate(a.lower) if d != axis or keep]
        if any(too_large(x) for x in out.ravel()):
            continue
        cells = out.astype(np.int64) if kind == 'int8' else texts(out)
        if keep:
            cells, valid = np.expand_dims(cells, axis), np.expand_dims(valid, axis)
        suite.case('nd_%s of rationals' % name, "nd_%s(%s, '{%d}', %s)" % (name, a.sql(), axis, keep), Nd(kind, cells, valid, None, lower))

for name, fold in CUMULATIVE.items():
    for _ in range(CASES + 60):
        a = suite.rationals(suite.shape(cells=12 if name == 'cumprod' else 60))
        if a.ndim == 0:
            a = suite.rationals((3,))
        axis = int(rnd.integers(0, a.ndim))
        values, live = np.moveaxis(fractions(a), axis, -1), np.moveaxis(a.valid, axis, -1)
        out = np.full(values.shape, Fraction(0), object)
        for at in np.ndindex(*values.shape[:-1]):
            out[at] = [Fraction(0) if x is None else x for x in running(fold)(values[at], live[at])]
        if not any(too_large(x) for x in out.ravel()):
            suite.case('nd_%s of rationals' % name, "nd_%s(%s, '%d')" % (name, a.sql(), axis), a.like(texts(np.moveaxis(out, -1, axis))))


# Squares of distances from the mean: of cells rounded to floats, as roots of fractions are none
for name in ('var_pop', 'var_samp', 'stddev_pop', 'stddev_samp'):
    for _ in range(CASES):
        a = rationals()
        if a.ndim == 0:
            a = suite.rationals((3,))
        axis = int(rnd.integers(0, a.ndim))
        found = groups(a, axis)
        out, valid = np.zeros(found.shape), np.zeros(found.shape, bool)
        for at in np.ndindex(*found.shape):
            group = [Fraction(float(x)) for _, x in found[at]]
            valid[at] = len(group) > name.endswith('samp')
            if valid[at]:
                mean = sum(group) / Fraction(len(group))
                exact = float(sum((x - mean) ** 2 for x in group) / (len(group) - name.endswith('samp')))
                out[at] = exact ** 0.5 if name.startswith('stddev') else exact
        suite.case('nd_%s of rationals' % name, "nd_%s(%s, '{%d}')" % (name, a.sql(), axis),
                   Nd('float8', out, valid, None, [l for d, l in enumerate(a.lower) if d != axis]), 300)


# Points: two floats a cell, added and multiplied part by part
def points(a, x, y):
    cells = np.empty(np.shape(x), object)
    for at in np.ndindex(*cells.shape):
        cells[at] = '(%s,%s)' % tuple(repr(float(v)).removesuffix('.0') for v in (x[at], y[at]))
    return Nd('point2d', cells, a.valid, a.present, a.lower)


def parts(shape):
    """Quarters, so that sums and products are exact and no part is -0."""
    return [np.asarray(rnd.integers(1, 99, shape) / 4) for _ in range(2)]


def literal(p):
    """Points stand in quotes, for their commas."""
    quoted = p.like(np.vectorize(lambda t: '"%s"' % t, otypes=[object])(p.values) if p.size else p.values)
    return quoted.sql()


for _ in range(CASES):
    a = suite.array('int4', suite.shape(cells=50))
    b = suite.array('int4', a.shape, lower=a.lower)
    (ax, ay), (bx, by) = parts(a.shape), parts(a.shape)
    pa, pb = points(a, ax, ay), points(b, bx, by)
    both = Nd('int4', a.values, a.valid & b.valid, a.present & b.present, a.lower)
    for name, x, y in (('+', ax + bx, ay + by), ('-', ax - bx, ay - by)):
        want = points(both, x + 0.0, y + 0.0)
        suite.case('point2d %s' % name, '%s %s %s' % (literal(pa), name, literal(pb)), want)
    number = int(rnd.choice([2, 4, 8]))
    for name, x, y in (('*', ax * number, ay * number), ('/', ax / number, ay / number)):
        suite.case('point2d %s number' % name, '%s %s %d' % (literal(pa), name, number), points(a, x, y))
    suite.case('nd_eq of points', 'nd_eq(%s, %s)' % (literal(pa), literal(pb)), both.like((ax == bx) & (ay == by), 'bool'))
    suite.case('-point2d', '- %s' % literal(pa), points(a, -ax, -ay))
    if a.valid.any():
        for name, of in (('sum', np.sum), ('avg', np.mean)):
            x, y = of(ax[a.valid]), of(ay[a.valid])
            suite.case('nd_%s of points' % name, 'nd_re(nd_%s(%s)::point2d::text::complex::ndarray)' % (name, literal(pa)),
                       Nd('float8', np.asarray(x)), 4)
            suite.case('nd_%s of points' % name, 'nd_im(nd_%s(%s)::point2d::text::complex::ndarray)' % (name, literal(pa)),
                       Nd('float8', np.asarray(y)), 4)

suite.finish()
