#!/usr/bin/env python3
"""The mathematics of ndarray against numpy, in extended precision where that has more digits."""
import math

import numpy as np

from numpy_case import DTYPES, INTEGERS, Error, Nd, Suite

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


def places(a, b):
    shape = np.broadcast_shapes(a.shape, b.shape)
    lower = []
    for axis in range(len(shape)):
        ends = [(x.shape[i], x.lower[i]) for x in (a, b) for i in [axis - len(shape) + x.ndim] if i >= 0]
        lower.append(next((l for n, l in ends if n == shape[axis] and n != 1), ends[0][1]))
    return lower, np.broadcast_to(a.present, shape) & b.present, np.broadcast_to(a.valid, shape) & b.valid


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
