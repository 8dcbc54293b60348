#!/usr/bin/env python3
"""Cells of variable length, text and numeric, against numpy's arrays of objects."""
import operator

import numpy as np

from numpy_case import NUMERIC, TEXT, VARIABLE, Error, Nd, Suite

CASES = 210
suite = Suite('numpy_varlen')
rnd = suite.rnd


def moved(a, move, lower):
    """All three of cells, presence and validity moved the same way."""
    return Nd(a.kind, move(a.values), move(a.valid), move(a.present), lower)


def int8s(values):
    return "'{%s}'::int8[]" % ','.join(str(int(v)) for v in values)


def any_array(**more):
    return suite.array(suite.kind(*VARIABLE), **more)


def literal(kind, value):
    return "'%s'::%s" % (str(value).replace("'", "''"), kind)


def key(value):
    """Text in the order of its bytes, numbers in their own."""
    return value.encode() if isinstance(value, str) else value


for _ in range(CASES):
    a = any_array()
    suite.case('text and binary', a.sql(), a)

    # an array has one dimension at least, and none without elements
    a = any_array(masks=False, shape=tuple(int(x) for x in rnd.integers(1, 5, int(rnd.integers(1, 6)))))
    suite.case('arrays', '%s::%s[]::ndarray' % (a.sql(), a.kind), a)

    a = any_array(ndim=int(rnd.integers(1, 4)))
    # the box that nd_agg makes is the least one that holds a cell
    if a.present.any():
        at = np.argwhere(a.present)
        inner = tuple(slice(int(l), int(h) + 1) for l, h in zip(at.min(0), at.max(0)))
        names = ['c%d' % d for d in range(a.ndim)]
        suite.case('nd_agg', 'SELECT nd_agg(v, %s) FROM nd_cells(%s) AS c(%s, v %s)' %
                   (', '.join(names), a.sql(), ', '.join(n + ' bigint' for n in names), a.kind),
                   moved(a, lambda x: x[inner], [l + int(m) for l, m in zip(a.lower, at.min(0))]))

    a = any_array()
    order = [int(x) for x in rnd.permutation(a.ndim)]
    suite.case('nd_transpose', "nd_transpose(%s, '{%s}')" % (a.sql(), ','.join(map(str, order))),
               moved(a, lambda x: np.transpose(x, order), [a.lower[i] for i in order]))

    a = any_array(ndim=int(rnd.integers(1, 5)))
    by = int(rnd.integers(-300, 300))
    suite.case('nd_roll', 'nd_roll(%s, %s)' % (a.sql(), int8s([by])), moved(a, lambda x: np.roll(x, by), a.lower))

    a = any_array(shape=tuple(int(x) for x in rnd.integers(1, 7, int(rnd.integers(1, 5)))))
    begin = [int(rnd.integers(0, n)) for n in a.shape]
    end = [int(rnd.integers(b, n)) for b, n in zip(begin, a.shape)]
    suite.case('nd_box', 'nd_box(%s, %s, %s)' % (a.sql(), int8s(l + b for l, b in zip(a.lower, begin)),
                                                 int8s(l + e for l, e in zip(a.lower, end))),
               moved(a, lambda x: x[tuple(slice(b, e + 1) for b, e in zip(begin, end))],
                     [l + b for l, b in zip(a.lower, begin)]))

    a = any_array(ndim=int(rnd.integers(1, 4)))
    before, after = [[int(x) for x in rnd.integers(0, 3, a.ndim)] for _ in range(2)]
    pads = list(zip(before, after))
    suite.case('nd_pad', 'nd_pad(%s, %s, %s)' % (a.sql(), int8s(before), int8s(after)),
               moved(a, lambda x: np.pad(x, pads, constant_values=False if x.dtype == bool else None),
                     [l - b for l, b in zip(a.lower, before)]))

    a = any_array(ndim=int(rnd.integers(1, 4)))
    b = suite.array(a.kind, a.shape, lower=a.lower)
    suite.case('||', '%s || %s' % (a.sql(), b.sql()),
               Nd(a.kind, np.concatenate([a.values, b.values]), np.concatenate([a.valid, b.valid]),
                  np.concatenate([a.present, b.present]), a.lower))

    a = any_array()
    b = suite.array(a.kind, a.shape, lower=a.lower)
    mask = suite.array('bool', a.shape, lower=a.lower, masks=False)
    suite.case('nd_where', 'nd_where(%s, %s, %s)' % (mask.sql(), a.sql(), b.sql()),
               a.like(np.where(mask.values, a.values, b.values), valid=np.where(mask.values, a.valid, b.valid),
                      present=np.where(mask.values, a.present, b.present)))
    suite.case('nd_filter', 'nd_filter(%s, %s)' % (a.sql(), mask.sql()),
               a.like(a.values, valid=a.valid & mask.values, present=a.present & mask.values))
    suite.case('nd_coalesce', 'nd_coalesce(%s, %s)' % (a.sql(), b.sql()),
               a.like(np.where(a.valid, a.values, b.values), valid=a.valid | b.valid, present=a.present | b.present))
    suite.case('nd_values', 'nd_values(%s)' % a.sql(), Nd(a.kind, a.values[a.valid], lower=(0,)))

    a = any_array(ndim=int(rnd.integers(1, 4)))
    n = int(rnd.integers(0, 8))
    if a.size:
        at = [[int(rnd.integers(0, m)) for m in a.shape] for _ in range(n)]
        cells = suite.values(a.kind, (n,))
        values, valid, present = a.values.copy(), a.valid.copy(), a.present.copy()
        for place, cell in zip(at, cells):
            values[tuple(place)], valid[tuple(place)], present[tuple(place)] = cell, True, True
        rows = ','.join('{%s}' % ','.join(str(c + l) for c, l in zip(place, a.lower)) for place in at)
        suite.case('nd_put', "nd_put(%s, '{%s}'::int8[], ARRAY[%s]::%s[])" %
                   (a.sql(), rows, ','.join(literal(a.kind, c) for c in cells), a.kind),
                   Nd(a.kind, values, valid, present, a.lower))

    a = any_array(ndim=1, masks=False)
    cells = sorted(a.values, key=key)
    suite.case('nd_sort', 'nd_sort(%s)' % a.sql(), a.like(np.array(cells + [None], object)[:-1]))

    a = suite.array(NUMERIC, masks=False)
    suite.case('nd_astype', "nd_astype(%s, 'float8')" % a.sql(),
               Nd('float8', np.vectorize(float, otypes=[float])(a.values) if a.size else np.zeros(a.shape), lower=a.lower))

    a = suite.array('int8')
    suite.case('nd_astype text', "nd_astype(%s, 'text')" % a.sql(),
               a.like(np.vectorize(str, otypes=[object])(a.values) if a.size else np.zeros(a.shape, object), kind=TEXT))

    a = any_array()
    b = suite.array(a.kind, a.shape, lower=a.lower) if rnd.random() < 0.5 else a
    same = (a.present == b.present).all() and (a.valid == b.valid).all() and (a.values == b.values)[a.valid].all()
    suite.case('equality', '%s = %s' % (a.sql(), b.sql()), 'true' if same else 'false')
    # two values may share a hash, as 1.5 and -1.5 do
    b = Nd(a.kind, a.values, a.valid, a.present, a.lower)
    suite.case('hash', 'ndarray_hash(%s) = ndarray_hash(%s)' % (a.sql(), b.sql()), 'true')

    name, holds = (('nd_eq', operator.eq), ('nd_ne', operator.ne), ('nd_lt', operator.lt), ('nd_le', operator.le),
                   ('nd_gt', operator.gt), ('nd_ge', operator.ge))[int(rnd.integers(6))]
    a = any_array()
    b = suite.pair(a, a.kind)
    keys = [np.array([key(v) for v in x.values.ravel()] + [None], object)[:-1].reshape(x.shape) for x in (a, b)]
    keys = np.broadcast_arrays(*keys)
    shape = keys[0].shape
    lower = [a.lower[d] if b.shape[d - a.ndim + b.ndim] == n or n != 1 else b.lower[d - a.ndim + b.ndim]
             for d, n in enumerate(a.shape) if d - a.ndim + b.ndim >= 0]
    suite.case('comparison', '%s(%s, %s)' % (name, a.sql(), b.sql()),
               Nd('bool', np.vectorize(holds, otypes=[bool])(*keys) if keys[0].size else np.zeros(shape, bool),
                  np.broadcast_to(a.valid, shape) & np.broadcast_to(b.valid, shape),
                  np.broadcast_to(a.present, shape) & np.broadcast_to(b.present, shape),
                  list(a.lower[:a.ndim - b.ndim]) + lower))

    a = suite.array(TEXT, ndim=2)
    suite.case('refused', 'nd_sqrt(%s)' % a.sql(), Error('42883'))

suite.finish()
