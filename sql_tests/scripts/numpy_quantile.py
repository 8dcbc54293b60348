#!/usr/bin/env python3
"""nd_median, nd_quantile and nd_histogram against numpy."""
import math
from fractions import Fraction

import numpy as np

from numpy_case import NUMBERS, Error, Nd, Suite

CASES = 200
suite = Suite('numpy_quantile')
rnd = suite.rnd
CELLS = ('lower', 'higher', 'nearest', 'inverted_cdf')  # what these give are cells
METHODS = CELLS + ('linear', 'midpoint', 'averaged_inverted_cdf', 'interpolated_inverted_cdf', 'hazen', 'weibull',
                   'median_unbiased', 'normal_unbiased')
SHAPES = [(5000,), (49,), (48,), (300, 3), (3, 300), (4, 100, 5), (7, 2, 30, 2)]


def any_array(number, *kinds):
    a = suite.array(suite.kind(*kinds or ('bool',) + NUMBERS), SHAPES[number // 10 % len(SHAPES)] if number % 10 == 0 else None)
    if a.kind in NUMBERS and rnd.random() < 0.3:
        with np.errstate(all='ignore'):
            a.values = (a.values % 4).astype(a.values.dtype)
    return a


def some_axes(a):
    """Axes as SQL has them, as a tuple, with what keepdims says."""
    keep = bool(rnd.random() < 0.3)
    more = ', keepdims => true' if keep else ''
    if rnd.random() < 0.3:
        return '' + more, tuple(range(a.ndim)), keep
    axes = [int(x) for x in rnd.permutation(a.ndim)[:rnd.integers(0, a.ndim + 1)]]
    said = [x - a.ndim if rnd.random() < 0.3 else x for x in axes]
    return ", axis => '{%s}'%s" % (','.join(map(str, said)), more), tuple(axes), keep


def reduced(a, axes, keep, kind, result):
    """A value of the kind: result(cells) of every group, None for NULL."""
    kept = [d for d in range(a.ndim) if d not in axes]
    shape = tuple(a.shape[d] for d in kept)
    order = kept + list(axes)
    values, valid = [x.transpose(order).reshape(shape + (-1,) if x.size else shape + (0,)) for x in (a.values, a.valid)]
    out = np.zeros(shape, object)
    there = np.zeros(shape, bool)
    for at in np.ndindex(*shape):
        x = result(values[at][valid[at]])
        there[at] = x is not None
        out[at] = 0 if x is None else x
    lower = [a.lower[d] for d in kept]
    if keep:
        shape = tuple(1 if d in axes else n for d, n in enumerate(a.shape))
        out, there, lower = out.reshape(shape), there.reshape(shape), a.lower
    if kind in NUMBERS + ('bool',):
        out = out.astype(a.values.dtype if kind == a.kind else float)
    return Nd(kind, out, there, None, lower)


def in_order(cells):
    """As PostgreSQL orders them: NaN is the greatest; -0 is 0."""
    return np.sort(cells)


def between(lower, upper, part):
    with np.errstate(all='ignore'):
        lower, upper = np.float64(lower), np.float64(upper)
        if lower == upper:
            return lower
        if np.isinf(upper - lower) and np.isfinite(lower) and np.isfinite(upper):
            return (1 - part) * lower + part * upper
        return lower + part * (upper - lower)


def place(method, q, n):
    """The place among n cells: numpy's formulas, in its order of operations."""
    at = (n - 1) * q
    if method in ('lower', 'higher', 'nearest'):
        return {'lower': math.floor, 'higher': math.ceil, 'nearest': round}[method](at)
    if method == 'midpoint':
        return 0.5 * (math.floor(at) + math.ceil(at))
    if method in ('inverted_cdf', 'averaged_inverted_cdf'):
        at = n * q - 1
        whole = at == math.floor(at)
        if method == 'inverted_cdf':
            at = math.floor(at) + (0 if whole else 1)
        else:
            at = math.floor(at) + (0.5 if whole else 1)
    elif method != 'linear':
        alpha, beta = {'interpolated_inverted_cdf': (0, 1), 'hazen': (0.5, 0.5), 'weibull': (0, 0),
                       'median_unbiased': (1 / 3.0, 1 / 3.0), 'normal_unbiased': (3 / 8.0, 3 / 8.0)}[method]
        at = n * q + (alpha + q * (1 - alpha - beta)) - 1
    return min(max(at, 0), n - 1)


def quantile(cells, q, method):
    if len(cells) == 0:
        return None
    cells = in_order(cells)
    at = place(method, q, len(cells))
    lower, upper = cells[math.floor(at)], cells[math.ceil(at)]
    if method in CELLS:
        result = lower
    else:
        result = between(lower, upper, at - math.floor(at))
    # numpy itself, where it has the same idea of NaN and infinities
    if cells.dtype != bool and np.all(np.isfinite(cells.astype(float))) and np.max(np.abs(cells.astype(float))) < 1e300:
        numpys = np.quantile(cells.astype(float), q, method=method)
        if abs(float(result) - numpys) > 1e-9 * max(abs(float(lower)), abs(float(upper)), 1e-300):
            raise AssertionError('numpy has %s, not %s, with q %s, method %s of %s' % (numpys, result, q, method, cells))
    return result


def some_q():
    return float(rnd.choice([0, 1, 0.5, 0.25, 1 / 3, rnd.random(), rnd.random()]))


for number in range(CASES):
    a = any_array(number)
    more, axes, keep = some_axes(a)
    suite.case('nd_median', 'nd_median(%s%s)' % (a.sql(), more),
               reduced(a, axes, keep, 'float8', lambda cells: quantile(cells, 0.5, 'linear')))

    a = any_array(number)
    more, axes, keep = some_axes(a)
    method = METHODS[number % len(METHODS)]
    kind = a.kind if method in CELLS else 'float8'
    q = some_q()
    suite.case('nd_quantile', "nd_quantile(%s, %r%s, method => '%s')" % (a.sql(), q, more, method),
               reduced(a, axes, keep, kind, lambda cells: quantile(cells, q, method)))

    a = any_array(number)
    more, axes, keep = some_axes(a)
    kind = a.kind if method in CELLS else 'float8'
    qs = [some_q() for _ in range(int(rnd.integers(0, 4 if rnd.random() < 0.9 else 20)))]
    parts = [reduced(a, axes, keep, kind, lambda cells: quantile(cells, q, method)) for q in qs]
    one = reduced(a, axes, keep, kind, lambda cells: None)
    out = Nd(one.kind, np.array([p.values for p in parts]).reshape((len(qs),) + one.shape),
             np.array([p.valid for p in parts], bool).reshape((len(qs),) + one.shape), None, (0,) + one.lower)
    suite.case('nd_quantile of several', "nd_quantile(%s, '{%s}'::float8[]%s, method => '%s')" %
               (a.sql(), ','.join(map(repr, qs)), more, method), out)

    a = suite.rationals()
    more, axes, keep = some_axes(a)

    def middle(cells):
        cells = sorted(Fraction(x) for x in cells)
        return str((cells[(len(cells) - 1) // 2] + cells[len(cells) // 2]) / 2) if cells else None

    suite.case('nd_median of rationals', 'nd_median(%s%s)' % (a.sql(), more), reduced(a, axes, keep, 'rational', middle))

    # the cells of float4 count as float8 here, as numpy does not have it
    a = any_array(number)
    cells = a.values[a.valid].astype(float)
    cells = cells[~np.isnan(cells)]
    if rnd.random() < 0.5:
        low, high = sorted(float(x) for x in rnd.choice([rnd.normal(0, 20), rnd.normal(0, 20), -10.0, 10.0, 0.1, 3.0], 2, False))
        bins = int(rnd.choice([1, 2, 3, 7, 10, 64]))
        counts = np.histogram(cells[np.isfinite(cells)], bins, (low, high))[0] if np.isfinite(cells).any() else np.zeros(bins, int)
        suite.case('nd_histogram', 'nd_histogram(%s, %r, %r, %d)' % (a.sql(), low, high, bins), Nd('int8', counts))
    else:
        edges = np.unique(np.round(rnd.normal(0, 10, int(rnd.integers(2, 12))), int(rnd.integers(0, 4))))
        if len(edges) < 2:
            edges = np.array([-1.0, 1.0])
        if rnd.random() < 0.3:
            edges = np.concatenate([[-np.inf], edges, [np.inf]])
        suite.case('nd_histogram', "nd_histogram(%s, '{%s}'::float8[])" % (a.sql(), ','.join(map(str, edges))),
                   Nd('int8', np.histogram(cells, edges)[0]))

a = suite.array('float8', ndim=2)
for q in ('-0.1', '1.1', "'NaN'::float8"):
    suite.case('nd_quantile', 'nd_quantile(%s, %s)' % (a.sql(), q), Error('22003'))
suite.case('nd_quantile', "nd_quantile(%s, 0.5, method => 'median')" % a.sql(), Error('22023'))
suite.case('nd_histogram', 'nd_histogram(%s, 1, 1, 3)' % a.sql(), Error('2201G'))

suite.finish()
