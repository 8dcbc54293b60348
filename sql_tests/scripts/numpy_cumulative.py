#!/usr/bin/env python3
"""Cumulative functions of ndarray against numpy, line by line."""
import math
from fractions import Fraction

import numpy as np

from numpy_case import DTYPES, FLOATS, INTEGERS, Error, Suite

CASES = 400
suite = Suite('numpy_cumulative')
rnd = suite.rnd
INT8 = np.iinfo(np.int64)
ALL = ('bool', *INTEGERS, *FLOATS, 'complex')
REAL = ('bool', *INTEGERS, *FLOATS)


class Range(Exception):
    """22003."""


def bigint(x):
    if not INT8.min <= x <= INT8.max:
        raise Range
    return x


def part_sum(values):
    """Rounded once; infinities and NaN as they add up."""
    with np.errstate(all='ignore'):
        return math.fsum(values) if np.isfinite(values).all() else float(sum(float(x) for x in values))


def cumsum(kind, values):
    if kind in INTEGERS + ('bool',):
        return bigint(sum(int(x) for x in values))
    if kind == 'complex':
        return complex(part_sum(values.real), part_sum(values.imag))
    x = part_sum(values)
    if kind == 'float4' and np.isfinite(x) and abs(x) > np.finfo(np.float32).max:
        raise Range
    return x


def cumprod(kind, values):
    if kind in INTEGERS + ('bool',):
        return bigint(math.prod(int(x) for x in values))
    if kind == 'complex':
        x = 1 + 0j
        for v in values:
            x *= complex(v)
        return x
    if not np.isfinite(values).all() or (values == 0).any():
        with np.errstate(all='ignore'):
            return float(np.prod(values.astype(float)))
    info = np.finfo(DTYPES[kind])
    x = math.prod((Fraction(float(v)) for v in values), start=Fraction(1))
    if abs(x) > Fraction(float(info.max)) or abs(x) < Fraction(float(info.smallest_subnormal)) / 2:
        raise Range
    return float(x)


def cummin(kind, values):
    """NaN is the greatest."""
    numbers = values[values == values]
    return numbers.min() if len(numbers) > 0 else values[0]


def cummax(kind, values):
    return values.max()


def wide(kind):
    return 'int8' if kind in INTEGERS + ('bool',) else kind


FUNCTIONS = {'cumsum': (ALL, cumsum, wide), 'cumprod': (ALL, cumprod, wide),
             'cummin': (REAL, cummin, str), 'cummax': (REAL, cummax, str)}


def units(name, kind, values, x):
    """Units in the last place that a result may be off."""
    if kind not in FLOATS + ('complex',) or name in ('cummin', 'cummax'):
        return 0
    if name == 'cumprod':
        return 2 * len(values) + 4 if kind != 'complex' else \
            64 * len(values) * max(1, abs(x) / max(min(abs(x.real), abs(x.imag)), 1e-300))
    most = 2
    for part, total in ((values.real, x.real), (values.imag, x.imag)):
        if np.isfinite(part).all() and total != 0:
            with np.errstate(all='ignore'):
                most = max(most, 2 + np.spacing(float(abs(part).astype(float).sum())) / np.spacing(abs(float(total))))
    return most


def expected(name, a, axis):
    _, oracle, result_kind = FUNCTIONS[name]
    out = np.zeros(a.shape, DTYPES[result_kind(a.kind)])
    ulps = np.zeros(a.shape)
    for at in np.ndindex(*a.shape):
        if not a.valid[at]:
            continue
        if axis is None:
            upto = np.ravel_multi_index(at, a.shape) + 1 if a.ndim > 0 else 1
            values, valid = a.values.reshape(-1)[:upto], a.valid.reshape(-1)[:upto]
        else:
            line = tuple(slice(0, at[d] + 1) if d == axis else at[d] for d in range(a.ndim))
            values, valid = a.values[line], a.valid[line]
        try:
            x = oracle(a.kind, values[valid])
        except Range:
            return Error('22003'), 0
        with np.errstate(all='ignore'):
            out[at] = x
        ulps[at] = units(name, a.kind, values[valid], x)
    return a.like(out, result_kind(a.kind)), ulps


for name, (kinds, _, _) in FUNCTIONS.items():
    for _ in range(CASES):
        kind = str(rnd.choice(kinds))
        narrow = name == 'cumprod' and (rnd.random() < 0.9 or kind == 'complex')
        a = suite.array(kind, **({'low': -2, 'high': 2} if narrow else {}))
        axis = None if a.ndim == 0 or rnd.random() < 0.2 else int(rnd.integers(0, a.ndim))
        want, ulps = expected(name, a, axis)
        word = '' if axis is None else ", '%d'" % (axis - (a.ndim if rnd.random() < 0.5 else 0))
        text = a.sql()
        if axis is not None and rnd.random() < 0.3:
            bounds = a.text()[len(kind) + 1:].split(']')[0].split(',')
            text = "'%s[%s]%s'::ndarray" % (kind, ','.join('x%d=%s' % x for x in enumerate(bounds)), a.text().split(']', 1)[1])
            word = ", 'x%d'" % axis
        suite.case('nd_' + name, 'nd_%s(%s%s)' % (name, text, word), want, ulps)

suite.finish()
