#!/usr/bin/env python3
"""nd_merge, cells into cells, and nd_rename_type, against numpy."""
import numpy as np

from numpy_case import NUMBERS, NUMERIC, TEXT, Error, Nd, Suite

CASES = 220
suite = Suite('numpy_merge')
rnd = suite.rnd
KINDS = ('bool', 'complex', TEXT, NUMERIC) + NUMBERS


def pieces():
    """Two values of a kind: over one box, boxes that overlap, or apart; now and then of several tiles."""
    kind = suite.kind(*KINDS)
    ndim = int(rnd.integers(0, 5))
    large = rnd.random() < 0.02 and kind not in (TEXT, NUMERIC)
    a = suite.array(kind, suite.shape(min(ndim, 2), cells=12000) if large else suite.shape(ndim, cells=60))
    if rnd.random() < 0.4:
        return a, suite.array(kind, a.shape, lower=a.lower)
    shape = tuple(int(rnd.integers(0 if rnd.random() < 0.03 else 1, n + 3)) for n in a.shape)
    return a, suite.array(kind, shape, lower=[l + int(rnd.integers(-3, 4)) for l in a.lower])


def placed(a, lower, shape):
    """Its cells in a box, and those of them that are outside left out."""
    values = np.zeros(shape, a.values.dtype)
    present, valid = np.zeros(shape, bool), np.zeros(shape, bool)
    first = [max(l, m) for l, m in zip(a.lower, lower)]
    end = [min(l + n, m + k) for l, n, m, k in zip(a.lower, a.shape, lower, shape)]
    if all(f < e for f, e in zip(first, end)):
        to = tuple(slice(f - m, e - m) for f, e, m in zip(first, end, lower))
        of = tuple(slice(f - l, e - l) for f, e, l in zip(first, end, a.lower))
        values[to], present[to], valid[to] = a.values[of], a.present[of], a.valid[of]
    return values, present, valid


def merged(mode, a, b):
    lower, shape = list(a.lower), a.shape
    if mode != 'delete' and a.size == 0:
        lower, shape = list(b.lower), b.shape
    elif mode != 'delete' and b.size > 0:
        upper = [max(l + n, m + k) for l, n, m, k in zip(a.lower, a.shape, b.lower, b.shape)]
        lower = [min(l, m) for l, m in zip(a.lower, b.lower)]
        shape = tuple(u - l for u, l in zip(upper, lower))
    x, xp, xv = placed(a, lower, shape)
    y, yp, yv = placed(b, lower, shape)
    if mode == 'error' and (xp & yp).any():
        return Error('23505')
    if mode == 'delete':
        return Nd(a.kind, x, xv & ~yp, xp & ~yp, lower)
    new = yp & ~xp if mode == 'ignore' else yp
    return Nd(a.kind, np.where(new, y, x), np.where(new, yv, xv), xp | yp, lower)


for _ in range(CASES):
    for mode in ('error', 'ignore', 'overwrite', 'delete'):
        a, b = pieces()
        if mode == 'error' and rnd.random() < 0.6:
            # cells that leave each other room
            _, taken, _ = placed(a, b.lower, b.shape)
            b.present, b.valid = b.present & ~taken, b.valid & ~taken
        if mode == 'delete' and rnd.random() < 0.3:
            b = suite.array(suite.kind(*KINDS), b.shape, lower=b.lower)
        codec = str(rnd.choice(['', ", 'auto'", ", 'zstd'", ", 'plain'"]))
        suite.case('nd_merge: ' + mode, "nd_merge(%s, %s, '%s'%s)" % (a.sql(), b.sql(), mode, codec), merged(mode, a, b))
    a, b = pieces()
    other = suite.array(suite.kind(*(k for k in KINDS if k != a.kind)), b.shape, lower=b.lower)
    suite.case('nd_merge of two kinds', "nd_merge(%s, %s, '%s')" % (a.sql(), other.sql(), rnd.choice(['error', 'ignore', 'overwrite'])),
               Error('42804'))

    # the bytes of a text are those of a varchar
    a = suite.array(TEXT)
    suite.case('nd_rename_type', "replace(nd_rename_type(%s, 'pg_catalog.text', 'pg_catalog.varchar')::text, 'pg_catalog.varchar', '%s')" % (a.sql(), TEXT), a)
    a = suite.array(suite.kind(*NUMBERS, NUMERIC))
    suite.case('nd_rename_type of another', "nd_rename_type(%s, 'pg_catalog.text', 'pg_catalog.varchar')" % a.sql(), a)

suite.finish()
