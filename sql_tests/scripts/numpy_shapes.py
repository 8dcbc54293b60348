#!/usr/bin/env python3
"""Subscripts, shapes and the order of cells of ndarray against numpy."""
import numpy as np

from numpy_case import NUMBERS, Error, Nd, Suite

CASES = 200
suite = Suite('numpy_shapes')
rnd = suite.rnd
KINDS = ('bool',) + NUMBERS + ('complex',)


def moved(a, move, lower):
    """All three of cells, presence and validity moved the same way."""
    return Nd(a.kind, move(a.values), move(a.valid), move(a.present), lower)


def int8s(values):
    return "'{%s}'::int8[]" % ','.join('NULL' if v is None else str(int(v)) for v in values)


def texts(values):
    return "'{%s}'::text[]" % ','.join(str(int(v)) for v in values)


def some_axes(a):
    """Axes in any order, some from the end; and the same as numpy has them."""
    axes = [int(x) for x in rnd.permutation(a.ndim)[:rnd.integers(0, a.ndim + 1)]]
    return [x - a.ndim if rnd.random() < 0.3 else x for x in axes], axes


def any_array(**more):
    return suite.array(suite.kind(*KINDS), **more)


for _ in range(CASES):
    a = any_array()
    order = [int(x) for x in rnd.permutation(a.ndim)]
    if rnd.random() < 0.3:
        suite.case('nd_transpose', 'nd_transpose(%s)' % a.sql(), moved(a, np.transpose, a.lower[::-1]))
    else:
        suite.case('nd_transpose', 'nd_transpose(%s, %s)' % (a.sql(), texts(order)),
                   moved(a, lambda x: np.transpose(x, order), [a.lower[i] for i in order]))

    a = any_array()
    said, axes = some_axes(a)
    suite.case('nd_flip', 'nd_flip(%s, %s)' % (a.sql(), texts(said)),
               moved(a, lambda x: np.flip(x, tuple(axes)), a.lower))

    a = any_array()
    said, axes = some_axes(a)
    by = [int(x) for x in rnd.integers(-9, 10, len(axes))]
    if rnd.random() < 0.3:
        by = int(rnd.integers(-300, 300))
        suite.case('nd_roll', 'nd_roll(%s, %s)' % (a.sql(), int8s([by])), moved(a, lambda x: np.roll(x, by), a.lower))
    else:
        suite.case('nd_roll', 'nd_roll(%s, %s, %s)' % (a.sql(), int8s(by), texts(said)),
                   moved(a, lambda x: np.roll(x, tuple(by), tuple(axes)) if axes else x, a.lower))

    a = any_array()
    primes = [p for p in (2, 3, 5, 7) if a.size > 0 and a.size % p == 0]
    shape = [int(rnd.choice(primes)), -1] if primes and rnd.random() < 0.7 else list(a.shape[::-1]) or [1, 1]
    if rnd.random() < 0.1:
        suite.case('nd_reshape', 'nd_reshape(%s, %s)' % (a.sql(), int8s([a.size + 1])), Error('22000'))
    else:
        result = a.values.reshape(shape)
        suite.case('nd_reshape', 'nd_reshape(%s, %s)' % (a.sql(), int8s(shape)),
                   moved(a, lambda x: x.reshape(shape), (0,) * result.ndim))

    a = any_array()
    by = [None if rnd.random() < 0.2 else int(rnd.integers(-100, 100)) for _ in range(a.ndim)]
    suite.case('nd_shift', 'nd_shift(%s, %s)' % (a.sql(), int8s(by)),
               moved(a, lambda x: x, [l + (b or 0) for l, b in zip(a.lower, by)]))

    a = any_array()
    shape = [1 if rnd.random() < 0.4 else n for n in a.shape]
    a = any_array(shape=tuple(shape))
    ones = [i for i, n in enumerate(shape) if n == 1]
    gone = ones if rnd.random() < 0.4 else ones[:1]
    suite.case('nd_squeeze', 'nd_squeeze(%s%s)' % (a.sql(), '' if gone == ones else ', ' + texts(gone)),
               moved(a, lambda x: x.squeeze(tuple(gone)), [l for i, l in enumerate(a.lower) if i not in gone]))

    a = any_array()
    axis = int(rnd.integers(-a.ndim - 1, a.ndim + 1))
    at = int(rnd.integers(-5, 6))
    lower = list(a.lower)
    lower.insert(axis if axis >= 0 else a.ndim + 1 + axis, at)
    suite.case('nd_expand', 'nd_expand(%s, %d, %d)' % (a.sql(), axis, at),
               moved(a, lambda x: np.expand_dims(x, axis), lower))

    a = any_array()
    said, axes = some_axes(a)
    at = [int(rnd.integers(a.lower[i] - (rnd.random() < 0.05), a.lower[i] + a.shape[i] + (rnd.random() < 0.05)))
          if a.shape[i] else a.lower[i] for i in axes]
    inside = all(0 <= c - a.lower[i] < a.shape[i] for c, i in zip(at, axes))
    index = tuple(at[axes.index(i)] - a.lower[i] if i in axes else slice(None) for i in range(a.ndim))
    suite.case('nd_slice', 'nd_slice(%s, %s, %s)' % (a.sql(), texts(said), int8s(at)),
               moved(a, lambda x: np.asarray(x[index]), [l for i, l in enumerate(a.lower) if i not in axes]) if inside else None)

    a = any_array(ndim=int(rnd.integers(1, 6)))
    axis = int(rnd.integers(-a.ndim, a.ndim))
    times = int(rnd.integers(0, 4))
    suite.case('nd_repeat', "nd_repeat(%s, %d, '%d')" % (a.sql(), times, axis),
               moved(a, lambda x: np.repeat(x, times, axis), a.lower))

    a = any_array(ndim=int(rnd.integers(1, 4)))
    before = [int(x) for x in rnd.integers(0, 4, a.ndim)]
    after = [int(x) for x in rnd.integers(0, 4, a.ndim)]
    pads = list(zip(before, after))
    lower = [l - b for l, b in zip(a.lower, before)]
    if rnd.random() < 0.5 or a.kind in ('bool', 'complex'):
        suite.case('nd_pad', 'nd_pad(%s, %s, %s)' % (a.sql(), int8s(before), int8s(after)),
                   moved(a, lambda x: np.pad(x, pads), lower))
    else:
        fill = int(rnd.integers(-9, 10))
        suite.case('nd_pad', 'nd_pad(%s, %s, %s, %d)' % (a.sql(), int8s(before), int8s(after), fill),
                   Nd(a.kind, np.pad(a.values, pads, constant_values=fill), np.pad(a.valid, pads, constant_values=True),
                      np.pad(a.present, pads, constant_values=True), lower))

    a = any_array(ndim=int(rnd.integers(1, 3)))
    k = int(rnd.integers(-4, 5))
    if a.ndim == 2 or a.size == 0:
        out = moved(a, lambda x: np.diag(x, k), (0,) * (3 - a.ndim))
        if a.ndim == 1:
            out.present[:] = out.valid[:] = True
    else:
        side = a.size + abs(k)
        on = np.eye(side, k=k, dtype=bool)
        out = Nd(a.kind, np.diag(a.values, k), np.diag(a.valid, k) | ~on, np.diag(a.present, k) | ~on, (0, 0))
    suite.case('nd_diag', 'nd_diag(%s, %d)' % (a.sql(), k), out)

    a = any_array(ndim=int(rnd.integers(1, 6)))
    axis = int(rnd.integers(0, a.ndim))
    parts = [a]
    for _ in range(int(rnd.integers(0, 3))):
        shape = list(a.shape)
        lower = list(a.lower)
        shape[axis] = int(rnd.integers(0, 5))
        lower[axis] = int(rnd.integers(-5, 6))
        parts.append(suite.array(a.kind, tuple(shape), lower=tuple(lower)))
    suite.case('nd_concat', "nd_concat(ARRAY[%s], '%d')" % (', '.join(p.sql() for p in parts), axis),
               Nd(a.kind, *[np.concatenate([getattr(p, w) for p in parts], axis) for w in ('values', 'valid', 'present')], a.lower))

    a = any_array(ndim=int(rnd.integers(0, 5)))
    axis = int(rnd.integers(-a.ndim - 1, a.ndim + 1))
    parts = [a] + [suite.array(a.kind, a.shape, lower=a.lower) for _ in range(int(rnd.integers(0, 3)))]
    lower = list(a.lower)
    lower.insert(axis if axis >= 0 else a.ndim + 1 + axis, 0)
    suite.case('nd_stack', 'nd_stack(ARRAY[%s], %d)' % (', '.join(p.sql() for p in parts), axis),
               Nd(a.kind, *[np.stack([getattr(p, w) for p in parts], axis) for w in ('values', 'valid', 'present')], lower))

    # subscripts: single ones, slices, bounds left out, what is outside
    a = any_array(ndim=int(rnd.integers(1, 6)))
    index, lower, text, inside = [], [], '', True
    for i in range(int(rnd.integers(1, a.ndim + 1))):
        lo = a.lower[i]
        hi = lo + a.shape[i] - 1
        if rnd.random() < 0.5:
            at = int(rnd.integers(lo - (rnd.random() < 0.1), hi + 2 if rnd.random() < 0.1 or hi < lo else hi + 1))
            inside = inside and lo <= at <= hi
            index.append(at - lo)
            text += '[%d]' % at
        else:
            f = None if rnd.random() < 0.2 else int(rnd.integers(lo - 2, hi + 4))
            t = None if rnd.random() < 0.2 else int(rnd.integers(lo - 2, hi + 4))
            text += '[%s:%s]' % ('' if f is None else f, '' if t is None else t)
            first = lo if f is None else max(f, lo)
            last = max(hi if t is None else min(t, hi), first - 1)
            index.append(slice(first - lo, last - lo + 1))
            lower.append(first)
    lower += a.lower[len(index):]
    if inside:
        out = moved(a, lambda x: np.asarray(x[tuple(index)]), lower)
    suite.case('subscript', '(%s)%s' % (a.sql(), text), out if inside else None)

    # nd_put: the last one for a cell counts
    a = suite.array(suite.kind(), ndim=int(rnd.integers(1, 5)))
    n = int(rnd.integers(1, 20)) if a.size else 0
    at = [[int(rnd.integers(l, l + m)) for l, m in zip(a.lower, a.shape)] for _ in range(n)]
    new = [int(x) for x in rnd.integers(-99, 100, n)]
    values, valid, present = a.values.copy(), a.valid.copy(), a.present.copy()
    for c, v in zip(at, new):
        c = tuple(x - l for x, l in zip(c, a.lower))
        values[c], valid[c], present[c] = v, True, True
    suite.case('nd_put', "nd_put(%s, '{%s}'::int8[], '{%s}'::int4[])" %
               (a.sql(), ','.join('{%s}' % ','.join(map(str, c)) for c in at), ','.join(map(str, new))),
               Nd(a.kind, values, valid, present, a.lower))

suite.finish()
