#!/usr/bin/env python3
"""The mathematics of ndarray against numpy, in extended precision where that has more digits."""
import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import numpy as np

from numpy_case import DTYPES, INTEGERS, NUMERIC, Error, Nd, Suite
from numpy_case.arithmetic import places

CASES = 200
suite = Suite('numpy_math')
rnd = suite.rnd
L = np.longdouble
PI = L('3.14159265358979323846264338327950288')


def degrees(f):
    return lambda x: f(x * PI / 180)


# what numpy says, the domain, and the units in the last place allowed
REAL = {
    'ceil': (np.ceil, -99, 99, 0), 'floor': (np.floor, -99, 99, 0), 'round': (np.rint, -99, 99, 0),
    'trunc': (np.trunc, -99, 99, 0), 'sign': (lambda x: np.where(np.isnan(x), 0, np.sign(x)), -99, 99, 0),
    'sqrt': (lambda x: np.sqrt(x.astype(np.float64)), 0, 1e6, 0), 'exp': (np.exp, -300, 300, 1), 'ln': (np.log, 1e-9, 1e9, 1),
    'log': (np.log10, 1e-9, 1e9, 2), 'log10': (np.log10, 1e-9, 1e9, 2), 'cbrt': (np.cbrt, -1e6, 1e6, 4),
    'degrees': (lambda x: x * 180 / PI, -99, 99, 1), 'radians': (lambda x: x * PI / 180, -999, 999, 1),
    'sin': (np.sin, -99, 99, 1), 'cos': (np.cos, -99, 99, 1), 'tan': (np.tan, -99, 99, 1),
    'cot': (lambda x: 1 / np.tan(x), 0.1, 3, 2),
    'asin': (np.arcsin, -1, 1, 1), 'acos': (np.arccos, -1, 1, 1), 'atan': (np.arctan, -99, 99, 1),
    'sinh': (np.sinh, -99, 99, 2), 'cosh': (np.cosh, -99, 99, 2), 'tanh': (np.tanh, -9, 9, 2),
    'asinh': (np.arcsinh, -99, 99, 2), 'acosh': (np.arccosh, 1, 99, 2), 'atanh': (np.arctanh, -0.99, 0.99, 2),
    'sind': (degrees(np.sin), 1, 179, 16), 'cosd': (degrees(np.cos), 1, 89, 64), 'tand': (degrees(np.tan), 1, 89, 64),
    'cotd': (lambda x: 1 / np.tan(x * PI / 180), 1, 89, 64),
    'asind': (lambda x: np.arcsin(x) * 180 / PI, 0.1, 1, 64), 'acosd': (lambda x: np.arccos(x) * 180 / PI, -1, 0.9, 64),
    'atand': (lambda x: np.arctan(x) * 180 / PI, 0.1, 99, 64),
}
for name, (oracle, low, high, ulp) in REAL.items():
    for _ in range(CASES):
        kind = suite.kind('float8', 'float8', 'float4', *INTEGERS)
        if kind in INTEGERS:
            a = suite.array(kind, low=math.ceil(low), high=max(math.floor(min(high, 32767)), math.ceil(low)))
        else:
            a = suite.array(kind, low=low, high=high)
            if rnd.random() < 0.3:
                a.values = np.where(rnd.random(a.shape) < 0.2, np.nan, a.values).astype(DTYPES[kind])
        with np.errstate(all='ignore'):
            # a float4 at the border may lie behind it
            x = np.clip(a.values, np.array(low, a.values.dtype), None) if name in ('acosh', 'ln', 'log', 'log10') else a.values
            r = oracle(x.astype(np.float64).astype(L))
        suite.case('nd_' + name, 'nd_%s(%s)' % (name, a.like(x).sql()), a.like(np.asarray(r, np.float64), 'float8'), ulp)


def each_cell(f, values, dtype=object):
    """f of every cell, as numpy.vectorize without its guesses."""
    out = np.empty(values.shape, dtype)
    for at in np.ndindex(*values.shape):
        out[at] = f(values[at])
    return out


BINARY = {'power': (np.power, 0.5, 9, 2), 'atan2': (np.arctan2, -9, 9, 2),
          'atan2d': (lambda x, y: np.arctan2(x, y) * 180 / PI, 1, 9, 64)}
for name, (oracle, low, high, ulp) in BINARY.items():
    for _ in range(CASES):
        a = suite.array(suite.kind('float8', 'float4', 'int4'), low=math.ceil(low), high=high)
        b = suite.pair(a, suite.kind('float8', 'float4', 'int2'), low=math.ceil(low), high=high)
        lower, present, valid = places(a, b)
        r = oracle(a.values.astype(np.float64).astype(L), b.values.astype(np.float64).astype(L))
        suite.case('nd_' + name, 'nd_%s(%s, %s)' % (name, a.sql(), b.sql()),
                   Nd('float8', np.asarray(r, np.float64), valid, present, lower), ulp)
        if name == 'power':
            suite.case('nd_power with a number', 'nd_power(%s, 2)' % a.sql(), a.like(a.values.astype(float) ** 2, 'float8'), 1)

for name, oracle in (('gcd', np.gcd), ('lcm', np.lcm)):
    for _ in range(CASES):
        a = suite.array(suite.kind(*INTEGERS), low=-99, high=99)
        b = suite.pair(a, suite.kind(*INTEGERS), low=-99, high=99)
        lower, present, valid = places(a, b)
        kind = 'int8' if 'int8' in (a.kind, b.kind) else 'int4'
        suite.case('nd_' + name, 'nd_%s(%s, %s)' % (name, a.sql(), b.sql()),
                   Nd(kind, oracle(a.values.astype(np.int64), b.values.astype(np.int64)), valid, present, lower))

for _ in range(CASES):
    a = suite.array(suite.kind(*INTEGERS), low=-99, high=99)
    b = suite.pair(a, a.kind, low=1, high=9)
    lower, present, valid = places(a, b)
    suite.case('nd_mod', 'nd_mod(%s, %s)' % (a.sql(), b.sql()),
               Nd(a.kind, np.fmod(a.values, b.values), valid, present, lower))

for name, oracle, kind in (('re', np.real, 'float8'), ('im', np.imag, 'float8'), ('conj', np.conj, 'complex'),
                           ('arg', np.angle, 'float8')):
    for _ in range(CASES):
        a = suite.array('complex', low=-9, high=9)
        suite.case('nd_' + name, 'nd_%s(%s)' % (name, a.sql()), a.like(oracle(a.values), kind), 2)
for name, oracle in (('exp', np.exp), ('log', np.log), ('sqrt', np.sqrt)):
    for _ in range(CASES):
        a = suite.array('complex', low=1, high=9)
        near = 'nd_lt(nd_abs(nd_%s(%s) - %s) / nd_abs(%s), 1e-14)' % (
            name, a.sql(), a.like(oracle(a.values)).sql(), a.like(oracle(a.values)).sql())
        suite.case('nd_%s of complex' % name, near, a.like(np.ones(a.shape, bool), 'bool'))

for name, oracle in (('div', lambda x, y: np.trunc(x / y)), ('log', lambda x, y: np.log(y.astype(L)) / np.log(x.astype(L)))):
    for _ in range(CASES):
        a = suite.array(suite.kind('float8', 'float4', 'int4'), low=2, high=99)
        b = suite.pair(a, suite.kind('float8', 'float4'), low=2, high=99)
        lower, present, valid = places(a, b)
        r = oracle(a.values.astype(np.float64), b.values.astype(np.float64))
        suite.case('nd_' + name, 'nd_%s(%s, %s)' % (name, a.sql(), b.sql()),
                   Nd('float8', np.asarray(r, np.float64), valid, present, lower), name == 'log')
for _ in range(CASES):
    a = suite.array(suite.kind(*INTEGERS))
    b = suite.pair(a, suite.kind(*INTEGERS), low=1, high=9)
    b.values = b.values * rnd.choice([-1, 1], b.shape)
    a.values = np.maximum(a.values, np.iinfo(a.values.dtype).min + 1)
    lower, present, valid = places(a, b)
    kind = max(a.kind, b.kind)
    x, y = a.values.astype(np.int64), b.values.astype(np.int64)
    suite.case('nd_div of integers', 'nd_div(%s, %s)' % (a.sql(), b.sql()),
               Nd(kind, np.sign(x) * np.sign(y) * (abs(x) // abs(y)), valid, present, lower))
for _ in range(CASES):
    a = suite.rationals()
    b = int(rnd.choice([-3, -1, 1, 2, 7]))
    suite.case('nd_div of rationals', 'nd_div(%s, %d)' % (a.sql(), b),
               a.like(each_cell(lambda x: str(math.trunc(Fraction(x) / b)), a.values)))
# powers come out whole
for b in range(2, 11):
    e = np.arange(0, int(53 / math.log2(b)))
    suite.case('nd_log of powers', 'nd_log(%d, %s)' % (b, Nd('int8', np.int64(b) ** e).sql()), Nd('float8', e))

# at a decimal place: Python's round is exact, and halves go to even
AT = {'round': lambda x, n: round(x, n), 'trunc': lambda x, n: float(math.trunc(Fraction(x) * Fraction(10) ** n) / Fraction(10) ** n)}
for name, oracle in AT.items():
    for number in range(3 * CASES):
        kind = suite.kind('float8', 'float8', 'float4', *INTEGERS)
        a = suite.array(kind)
        n = int(rnd.integers(-3, 6))
        if kind == 'float8' and number % 3 == 1:
            # halves and whole numbers at the place, and their neighbours
            x = np.round(a.values * 2) / 2 / np.float64(10) ** n
            a.values = np.where(rnd.random(a.shape) < 0.5, x, np.nextafter(x, np.inf))
        elif kind == 'float8' and number % 3 == 2:
            # any double at any place
            a.values = rnd.integers(0, 2 ** 64, a.shape, dtype=np.uint64).view(np.float64) if a.ndim else a.values
            n = int(rnd.integers(-330, 1100)) if rnd.random() < 0.5 else int(rnd.integers(-30, 40))
        if n < -300:
            a.values = np.where(abs(a.values) > 1e307, 1, a.values)
        r = each_cell(lambda x: oracle(float(x), n) if math.isfinite(x) else float(x), a.values, np.float64)
        suite.case('nd_%s at a place' % name, 'nd_%s(%s, %d)' % (name, a.sql(), n), a.like(r, 'float8'))

# of numeric, where SQL has these functions itself
DIGITS = Context(prec=60)
for _ in range(CASES):
    a = suite.array(NUMERIC)
    b = suite.pair(a, NUMERIC)
    b.values = each_cell(lambda x: x or Decimal(3), b.values)
    lower, present, valid = places(a, b)
    x, y = np.broadcast_arrays(a.values, b.values)
    r = np.empty(x.shape, object)
    for at in np.ndindex(*x.shape):
        r[at] = Decimal(math.trunc(Fraction(x[at]) / Fraction(y[at])))
    suite.case('nd_div of numeric', 'nd_div(%s, %s)' % (a.sql(), b.sql()), Nd(NUMERIC, r, valid, present, lower))
    n = int(rnd.integers(-6, 8))
    for name, rounding in (('round', ROUND_HALF_UP), ('trunc', ROUND_DOWN)):
        suite.case('nd_%s of numeric' % name, 'nd_%s(%s, %d)' % (name, a.sql(), n), a.like(
            each_cell(lambda x: x.quantize(Decimal(1).scaleb(-n), rounding, DIGITS).quantize(Decimal(1).scaleb(-max(n, 0)), context=DIGITS), a.values)))
    # logarithms have as many digits as SQL gives them: a cell is the function of numbers
    a.values = each_cell(lambda x: abs(x) + 2, a.values)
    suite.case('nd_log of numeric', 'SELECT bool_and(log(2.5, x) = y) FROM nd_unnest(%s, NULL::numeric) WITH ORDINALITY v(x, i) '
               'JOIN nd_unnest(nd_log(2.5, %s), NULL::numeric) WITH ORDINALITY w(y, i) USING (i) WHERE x IS NOT NULL' % (a.sql(), a.sql()),
               'true' if a.valid.any() else None)

# outside of the domain: an error only if the cell has a value
ERRORS = {'sqrt': (-1, '2201F'), 'ln': (0, '2201E'), 'log': (-1, '2201E'), 'log10': (0, '2201E'), 'exp': (1000, '22003'),
          'asin': (2, '22003'), 'acos': (-2, '22003'), 'asind': (2, '22003'), 'acosd': (2, '22003'),
          'acosh': (0, '22003'), 'atanh': (2, '22003'), 'sin': (np.inf, '22003'), 'tan': (np.inf, '22003'),
          'cos': (np.inf, '22003'), 'cot': (np.inf, '22003')}
for name, (value, state) in ERRORS.items():
    for _ in range(CASES // 10):
        a = suite.array('float8', shape=(20,), low=1, high=1)
        a.values = np.where(rnd.random(20) < 0.1, value, 1)
        hit = (a.valid & (a.values == value)).any()
        if hit:
            suite.case('errors', 'nd_%s(%s)' % (name, a.sql()), Error(state))
        elif name not in ('atanh',):
            suite.case('no errors of cells without a value', 'nd_count(nd_%s(%s))' % (name, a.sql()), int(a.valid.sum()))

suite.finish()
