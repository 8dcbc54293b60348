#!/usr/bin/env python3
"""Reductions of ndarray along all axes or some against numpy, group by group."""
import math
from fractions import Fraction

import numpy as np

from numpy_case import DTYPES, FLOATS, INTEGERS, Error, Nd, Suite

CASES = 200
suite = Suite('numpy_reduce', large=0.01)
rnd = suite.rnd
L = np.longdouble
INT8 = np.iinfo(np.int64)


class Range(Exception):
    """22003."""


class Group:
    """The values of a group in row-major order, and the coordinates of the reduced axes."""

    def __init__(self, kind, values, coords):
        self.kind, self.values, self.coords = kind, values, coords
        self.n = len(values)
        self.odd = kind in FLOATS + ('complex',) and not np.isfinite(values).all()


def exact(values):
    """Their sum, rounded once; infinities and NaN as they add up."""
    with np.errstate(all='ignore'):
        return math.fsum(values) if np.isfinite(values).all() else float(sum(float(x) for x in values))


def total(g):
    if g.kind == 'complex':
        return complex(exact(g.values.real), exact(g.values.imag))
    if g.kind in FLOATS:
        return exact(g.values)
    return sum(int(x) for x in g.values)


def bigint(x):
    if not INT8.min <= x <= INT8.max:
        raise Range
    return x


def single(kind, x):
    """A result of the cells' own kind; float4 may run over."""
    if kind == 'float4' and np.isfinite(x) and abs(x) > np.finfo(np.float32).max:
        raise Range
    return x


def nd_sum(g):
    x = total(g)
    return bigint(x) if g.kind in INTEGERS + ('bool',) else single(g.kind, x)


def nd_avg(g):
    x = total(g)
    return complex(x.real / g.n, x.imag / g.n) if g.kind == 'complex' else x / g.n


def better(g, most):
    """Index of the first least or greatest; NaN is the greatest."""
    best = 0
    for i, x in enumerate(g.values):
        b = g.values[best]
        key = (bool(x != x), 0 if x != x else x) > (bool(b != b), 0 if b != b else b)
        less = (bool(x != x), 0 if x != x else x) < (bool(b != b), 0 if b != b else b)
        if key if most else less:
            best = i
    return best


def product(g):
    if g.kind == 'complex':
        x = 1 + 0j
        for v in g.values:
            x *= complex(v)
        return x
    if g.kind in FLOATS:
        if g.odd or (g.values == 0).any():
            with np.errstate(all='ignore'):
                return float(np.prod(g.values.astype(float)))
        x = Fraction(1)
        for v in g.values:
            x *= Fraction(float(v))
        low = float(np.finfo(DTYPES[g.kind]).smallest_subnormal)
        if abs(x) > Fraction(float(np.finfo(DTYPES[g.kind]).max)) or abs(x) < Fraction(low) / 2:
            raise Range
        return float(x)
    x = 1
    for v in g.values:
        x *= int(v)
    return bigint(x)


def squares(g):
    if g.odd:
        return np.nan
    if g.kind == 'complex':
        parts = [g.values.real, g.values.imag]
    else:
        parts = [g.values]
    out = Fraction(0)
    for part in parts:
        part = [Fraction(float(x)) if g.kind not in INTEGERS + ('bool',) else Fraction(int(x)) for x in part]
        mean = sum(part) / g.n
        out += sum((x - mean) ** 2 for x in part)
    try:
        return float(out)
    except OverflowError:
        raise Range from None


def spread(g, sample, root):
    if g.n <= sample:
        return None
    variance = squares(g) / (g.n - sample)
    return math.sqrt(variance) if root else variance


ALL = ('bool', *INTEGERS, *FLOATS, 'complex')
REAL = ('bool', *INTEGERS, *FLOATS)


def wide(kind):
    return 'int8' if kind in INTEGERS + ('bool',) else kind


def mean_kind(kind):
    return 'complex' if kind == 'complex' else 'float8'


# kinds, what it makes of a group, the kind of the result; what of nothing
REDUCTIONS = {
    'sum': (ALL, nd_sum, wide),
    'avg': (ALL, nd_avg, mean_kind),
    'min': (REAL, lambda g: g.values[better(g, False)], str),
    'max': (REAL, lambda g: g.values[better(g, True)], str),
    'any': (('bool',), lambda g: bool(g.values.any()), str),
    'all': (('bool',), lambda g: bool(g.values.all()), str),
    'count': (ALL, lambda g: g.n, lambda kind: 'int8'),
    'product': (ALL, product, wide),
    'var_pop': (ALL, lambda g: spread(g, 0, False), lambda kind: 'float8'),
    'var_samp': (ALL, lambda g: spread(g, 1, False), lambda kind: 'float8'),
    'stddev_pop': (ALL, lambda g: spread(g, 0, True), lambda kind: 'float8'),
    'stddev_samp': (ALL, lambda g: spread(g, 1, True), lambda kind: 'float8'),
    'argmin': (REAL, lambda g: g.coords[better(g, False)], lambda kind: 'int8'),
    'argmax': (REAL, lambda g: g.coords[better(g, True)], lambda kind: 'int8'),
}


def allowed(name, g, value):
    """Units in the last place that a result may be off."""
    if g.kind == 'int8' and value != 0 and name.startswith(('var', 'stddev')):
        # cells are rounded to doubles, as distances from the least of the value
        return 8 + 8 * g.range / (value if name.startswith('stddev') else math.sqrt(value))
    if g.kind not in FLOATS + ('complex',):
        return 1 if name == 'avg' else 8
    if name in ('sum', 'avg'):
        # 4 log2 n units of the sum of the absolute values
        units = 1
        for values, part in ((g.values.real, value.real), (g.values.imag, value.imag)):
            if np.isfinite(values).all() and part != 0:
                size = np.spacing(exact(abs(values)) / (g.n if name == 'avg' else 1))
                with np.errstate(all='ignore'):
                    units = max(units, 1 + 4 * math.log2(g.n) * size / np.spacing(abs(float(part))))
        return units
    if name == 'product' and g.kind == 'complex':
        return 64 * g.n * max(1, abs(value) / max(min(abs(value.real), abs(value.imag)), 1e-300))
    return 2 * g.n + 8


def reduce(name, a, axes, keepdims, vector):
    """The expected Nd or Error, and the units allowed for each cell."""
    kinds, oracle, result_kind = REDUCTIONS[name]
    kept = [d for d in range(a.ndim) if d not in axes]
    shape = tuple(1 if d in axes else a.shape[d] for d in range(a.ndim)) if keepdims else \
        tuple(a.shape[d] for d in kept)
    lower = tuple(a.lower[d] for d in range(a.ndim)) if keepdims else tuple(a.lower[d] for d in kept)
    extra = (len(axes),) if vector else ()
    values = np.zeros(shape + extra, DTYPES[result_kind(a.kind)])
    valid = np.zeros(shape + extra, bool)
    ulps = np.zeros(shape + extra)
    for at in np.ndindex(*[a.shape[d] for d in kept]):
        index = [slice(None)] * a.ndim
        for d, i in zip(kept, at):
            index[d] = i
        index = tuple(index)
        live = a.valid[index].reshape(-1)
        coords = list(np.ndindex(*[a.shape[d] for d in sorted(axes)]))
        coords = [tuple(i + a.lower[d] for i, d in zip(c, sorted(axes))) for c, l in zip(coords, live) if l]
        g = Group(a.kind, a.values[index].reshape(-1)[live], coords)
        if a.kind == 'int8' and g.n > 0:
            g.range = int(a.values[a.valid].max()) - int(a.values[a.valid].min())
        to = tuple(0 if d in axes else at[kept.index(d)] for d in range(a.ndim)) if keepdims else at
        try:
            x = None if g.n == 0 and name != 'count' else oracle(g)
        except Range:
            return Error('22003'), 0
        if x is not None:
            if name in ('argmin', 'argmax'):
                x = x if vector else x[0]
            else:
                ulps[to] = allowed(name, g, x)
            with np.errstate(all='ignore'):
                values[to] = x
            valid[to] = True
    return Nd(result_kind(a.kind), values, valid, None, lower + ((0,) if vector else ())), ulps


def written(a, axes):
    """The value and the list of axes as SQL: by number, from the end, or by name."""
    style = rnd.integers(0, 3)
    text = a.text()
    if style == 2 and a.ndim > 0:
        bounds = text[len(a.kind) + 1:text.index(']')].split(',')
        text = '%s[%s%s' % (a.kind, ','.join('x%d=%s' % x for x in enumerate(bounds)), text[text.index(']'):])
    words = ['x%d' % d if style == 2 else str(d - a.ndim if style == 1 else d) for d in axes]
    return "'%s'::ndarray" % text, "'{%s}'" % ','.join(words)


def value(name, kind):
    """Cells that the function makes sense of."""
    if name == 'product':
        return suite.array(kind, **({'low': -4, 'high': 5} if rnd.random() < 0.8 or kind == 'complex' else {}))
    if name in ('any', 'all'):
        a = suite.array(kind)
        if rnd.random() < 0.5:
            a.values = rnd.random(a.shape) < (0.05 if name == 'any' else 0.95)
        return a
    a = suite.array(kind)
    if name.startswith('arg') and rnd.random() < 0.5 and kind != 'bool':
        # many that are equal
        a.values = rnd.choice(np.array([1, 2, 3] + ([np.nan, np.inf] if kind in FLOATS else []), DTYPES[kind]), a.shape)
    if name.startswith(('var', 'stddev')) and kind in ('float8', 'int8', 'int4') and rnd.random() < 0.3:
        a.values = (rnd.normal(10 ** 9, 1, a.shape) if kind == 'float8' else
                    rnd.integers(-9, 10, a.shape) + (2 ** 62 if kind == 'int8' else 10 ** 9)).astype(DTYPES[kind])
    return a


for name, (kinds, _, _) in REDUCTIONS.items():
    for number in range(CASES * 2):
        a = value(name, str(rnd.choice(kinds)))
        everything = name != 'count' and rnd.random() < 0.2
        axes = list(range(a.ndim)) if everything else \
            [int(d) for d in rnd.permutation(a.ndim)[:rnd.integers(0, a.ndim + 1)]]
        keepdims = bool(rnd.random() < 0.3)
        vector = name in ('argmin', 'argmax') and (everything or len(axes) != 1)
        expected, ulps = reduce(name, a, axes, keepdims, vector)
        text, words = written(a, axes)
        sql = 'nd_%s(%s, keepdims => %s)' % (name, text, keepdims) if everything else \
            'nd_%s(%s, %s, %s)' % (name, text, words, keepdims)
        suite.case('nd_' + name, sql, expected, ulps)

suite.finish()
