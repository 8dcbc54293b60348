#!/usr/bin/env python3
"""nd_sort, nd_argsort, nd_rank and nd_unique against numpy."""
from fractions import Fraction

import numpy as np

from numpy_case import NUMBERS, Error, Nd, Suite

CASES = 200
suite = Suite('numpy_order', large=0.01)
rnd = suite.rnd
METHODS = ('average', 'min', 'max', 'dense', 'ordinal')


def any_array(shape=None):
    if rnd.random() < 0.15:
        return suite.rationals(shape)
    a = suite.array(suite.kind('bool', *NUMBERS), shape)
    # few different values, so that many are equal
    if a.kind in NUMBERS and rnd.random() < 0.3:
        with np.errstate(all='ignore'):
            a.values = (a.values % 4).astype(a.values.dtype)
    return a


def codes(kind, values):
    """Whole numbers in the order of the values; NaN are equal, and the greatest."""
    if kind == 'rational':
        values = [Fraction(x) for x in values]
        known = {x: i for i, x in enumerate(sorted(set(values)))}
        return np.array([known[x] for x in values], int)
    return np.unique(values, return_inverse=True)[1]


def some_axis(a):
    """An axis as SQL names it, and as numpy does."""
    if a.ndim == 0 or rnd.random() < 0.15:
        return 'NULL', None
    axis = int(rnd.integers(-a.ndim, a.ndim))
    return "'%d'" % axis, axis


def along(a, axis, kind, line):
    """A value of the kind: line(values, valid, present) of every line of a along the axis."""
    if axis is None:
        parts = [x.ravel() for x in (a.values, a.valid, a.present)]
    else:
        parts = [np.moveaxis(x, axis, -1) for x in (a.values, a.valid, a.present)]
    shape = parts[0].shape
    out = [np.zeros(shape, object), np.zeros(shape, bool), np.zeros(shape, bool)]
    for at in np.ndindex(shape[:-1]):
        for o, x in zip(out, line(*[p[at] for p in parts])):
            o[at] = x
    if axis is None:
        out = [x.reshape(a.shape) for x in out]
    else:
        out = [np.moveaxis(x, -1, axis) for x in out]
    out[0] = out[0].astype(object if kind == 'rational' else a.values.dtype if kind == a.kind else float)
    return Nd(kind, out[0], out[1], out[2], a.lower)


def order_of(a, values, descending):
    rank = codes(a.kind, values)
    return np.argsort(-rank if descending else rank, kind='stable')


def prefix(n, length):
    return np.arange(length) < n


def sorted_line(a, descending):
    def line(values, valid, present):
        cells = values[valid][order_of(a, values[valid], descending)]
        return (np.concatenate([cells, values[~valid]]), prefix(valid.sum(), len(valid)),
                prefix(present.sum(), len(valid)))
    return line


def places_line(a, descending, lower):
    def line(values, valid, present):
        places = np.flatnonzero(valid)[order_of(a, values[valid], descending)]
        places = np.concatenate([places, np.flatnonzero(present & ~valid), np.flatnonzero(~present)])
        there = prefix(present.sum(), len(valid))
        return places + lower, there, there
    return line


def rankdata(rank, method):
    """As scipy's function of that name, of whole numbers."""
    if method == 'ordinal':
        return np.argsort(np.argsort(rank, kind='stable')) + 1
    _, dense, counts = np.unique(rank, return_inverse=True, return_counts=True)
    most = np.cumsum(counts)[dense]
    least = most - counts[dense] + 1
    return {'average': (least + most) / 2, 'min': least, 'max': most, 'dense': dense + 1}[method]


def ranks_line(a, descending, method):
    def line(values, valid, present):
        ranks = np.zeros(len(values))
        rank = codes(a.kind, values[valid])
        ranks[valid] = rankdata(-rank if descending else rank, method)
        return ranks, valid, present
    return line


# one after another of very different lengths: by merging, by bytes, in blocks of lines
SHAPES = [(1000,), (193,), (192,), (700, 3), (3, 700), (5, 300, 4), (40, 2, 13)]

for number in range(CASES):
    shape = SHAPES[number // 10 % len(SHAPES)] if number % 10 == 0 else None
    down = rnd.random() < 0.4
    more = ', descending => true' if down else ''

    a = any_array(shape)
    said, axis = some_axis(a)
    suite.case('nd_sort', 'nd_sort(%s, %s%s)' % (a.sql(), said, more), along(a, axis, a.kind, sorted_line(a, down)))

    a = any_array(shape)
    said, axis = some_axis(a)
    lower = 0 if axis is None else a.lower[axis]
    suite.case('nd_argsort', 'nd_argsort(%s, %s%s)' % (a.sql(), said, more),
               along(a, axis, 'int8', places_line(a, down, lower)))

    a = any_array(shape)
    said, axis = some_axis(a)
    method = METHODS[number % len(METHODS)]
    kind = 'float8' if method == 'average' else 'int8'
    suite.case('nd_rank', "nd_rank(%s, %s, '%s'%s)" % (a.sql(), said, method, more),
               along(a, axis, kind, ranks_line(a, down, method)))

    # distinct values, and the cells that have them
    a = any_array(shape)
    cells = a.values[a.valid]
    _, first, counts = np.unique(codes(a.kind, cells), return_index=True, return_counts=True)
    cells = np.array(cells[first], object if a.kind == 'rational' else a.values.dtype)
    suite.case('nd_unique', 'nd_unique(%s)' % a.sql(), Nd(a.kind, cells))
    suite.case('nd_unique_counts', '(nd_unique_counts(%s)).value' % a.sql(), Nd(a.kind, cells))
    suite.case('nd_unique_counts', '(nd_unique_counts(%s)).count' % a.sql(), Nd('int8', counts))

for name in ('nd_sort', 'nd_argsort', 'nd_rank'):
    a = suite.array('complex', ndim=2)
    suite.case(name, '%s(%s)' % (name, a.sql()), Error('42883'))
    a = suite.array('int4', ndim=2)
    suite.case(name, "%s(%s, '2')" % (name, a.sql()), Error('22023'))

suite.finish()
