#!/usr/bin/env python3
"""Operators, functions and reductions of cells of type numeric against Python's Decimal."""
import decimal
import math
from decimal import Decimal

import numpy as np

from numpy_case import INTEGERS, NUMERIC, TEXT, Error, Nd, Suite, parse
from numpy_case.arithmetic import arithmetic, places

CASES = 220
decimal.setcontext(decimal.Context(prec=400))
EXACT = decimal.Context(prec=20000)     # for products of many cells
suite = Suite('numpy_named')
rnd = suite.rnd
OPERATIONS = {'+': Decimal.__add__, '-': Decimal.__sub__, '*': Decimal.__mul__, '%': Decimal.__mod__}


def decimals(values):
    """The same numbers as Decimals."""
    out = np.empty(values.shape, object)
    for at in np.ndindex(*values.shape):
        out[at] = values[at] if isinstance(values[at], Decimal) else Decimal(int(values[at]))
    return out


def divided(expected, x, y):
    """Says what is wrong with a quotient, which PostgreSQL rounds to 16 significant digits at least."""
    def check(text):
        got = parse(text)
        for at in np.ndindex(*got.shape):
            if got.valid[at] and expected.valid[at]:
                exact = x[at] / y[at]
                if got.values[at] != exact.quantize(Decimal(1).scaleb(got.values[at].as_tuple().exponent),
                                                    decimal.ROUND_HALF_UP):
                    return 'cell %s is %s, not %s' % (at, got.values[at], exact)
        return Nd(NUMERIC, got.values, expected.valid, expected.present, expected.lower).difference(got)
    return check


def of_numeric(op, a, b):
    """a op b, exactly; a check of the text, or an error."""
    lower, present, valid = places(a, b)
    x, y = np.broadcast_arrays(decimals(a.values), decimals(b.values))
    if op in '/%' and any(valid[at] and y[at] == 0 for at in np.ndindex(*x.shape)):
        return Error('22012')
    out = np.full(x.shape, Decimal(0), object)
    for at in np.ndindex(*x.shape):
        if op != '/' and valid[at]:
            out[at] = OPERATIONS[op](x[at], y[at])
    result = Nd(NUMERIC, out, valid, present, lower)
    return divided(result, x, y) if op == '/' else result


def as_float(a):
    values = np.zeros(a.shape)
    for at in np.ndindex(*a.shape):
        values[at] = float(a.values[at])
    return a.like(values, kind='float8')


def constant(value):
    return Nd(NUMERIC, np.array(value, object))


for _ in range(CASES):
    for op in '+-*/%':
        a = suite.array(NUMERIC)
        b = suite.pair(a, NUMERIC)
        suite.case(op, '%s %s %s' % (a.sql(), op, b.sql()), of_numeric(op, a, b))
        b = suite.pair(a, suite.kind(*INTEGERS))
        x, y = (a, b) if rnd.random() < 0.5 else (b, a)
        suite.case(op + ' of integers', '%s %s %s' % (x.sql(), op, y.sql()), of_numeric(op, x, y))
        value = suite.numeric_cell(True) if rnd.random() < 0.5 else Decimal(int(rnd.integers(-9, 10)))
        x, y = (a, constant(value)) if rnd.random() < 0.5 else (constant(value), a)
        suite.case(op + ' of a scalar', ' '.join((x.sql() if x is a else '(%s)' % value, op, y.sql() if y is a else '(%s)' % value)),
                   of_numeric(op, x, y))
    op = str(rnd.choice(list('+-*/')))
    a = suite.array(NUMERIC)
    b = suite.pair(a, 'float8', low=-9, high=9)
    suite.case('floats', '%s %s %s' % (a.sql(), op, b.sql()), arithmetic(op, as_float(a), b))

    a = suite.array(NUMERIC)
    suite.case('-', '-%s' % a.sql(), a.like(-a.values))
    suite.case('nd_abs', 'nd_abs(%s)' % a.sql(), a.like(abs(a.values)))

    # some operators at once, computed tile by tile
    a = suite.array(NUMERIC)
    b = suite.pair(a, NUMERIC)
    c = suite.array('int4', a.shape, lower=a.lower)
    inner = of_numeric('-', of_numeric('*', a, b), constant(Decimal('1.5')))
    suite.case('fused', '(%s * %s - 1.5) + %s' % (a.sql(), b.sql(), c.sql()), of_numeric('+', inner, c))


# ---- mathematics ----

def rounded(exact, got):
    """A number as PostgreSQL has rounded it: to as many digits as it prints."""
    return exact.quantize(Decimal(1).scaleb(got.as_tuple().exponent), decimal.ROUND_HALF_UP, EXACT)


def last_digit(exact, got):
    """A logarithm or a power: one off in the last digit that is printed may be."""
    return got if abs(got - exact) <= Decimal(1).scaleb(got.as_tuple().exponent) else exact


def each_cell(operands, function, close, state=None, wrong=None):
    """A check of a function of every cell; an error where it is wrong for some live cells."""
    lower, present, valid = places(operands[0], operands[-1])
    cells = np.broadcast_arrays(*[decimals(x.values) for x in operands])
    live = [tuple(x[at] for x in cells) for at in np.ndindex(*valid.shape) if valid[at]]
    if wrong is not None and any(wrong(*x) for x in live):
        return Error(state)

    def check(text):
        got = parse(text)
        values = np.full(valid.shape, Decimal(0), object)
        if got.shape == valid.shape:
            for at in np.ndindex(*valid.shape):
                if valid[at] and got.valid[at]:
                    values[at] = close(function(*[x[at] for x in cells]), got.values[at])
        return Nd(NUMERIC, values, valid, present, lower).difference(got)
    return check


def whole(rounding):
    return lambda v: v.to_integral_value(rounding)


def divisor(x, y):
    """The greatest number that goes into both."""
    unit = min(x.as_tuple().exponent, y.as_tuple().exponent, 0)
    return Decimal(math.gcd(int(x.scaleb(-unit)), int(y.scaleb(-unit)))).scaleb(unit)


def multiple(x, y):
    return abs(x * y) / divisor(x, y) if x and y else Decimal(0)


WHOLE = {'nd_ceil': whole(decimal.ROUND_CEILING), 'nd_floor': whole(decimal.ROUND_FLOOR), 'nd_round': whole(decimal.ROUND_HALF_UP),
         'nd_trunc': whole(decimal.ROUND_DOWN), 'nd_sign': lambda v: Decimal((v > 0) - (v < 0))}
SMALL = decimal.Context(prec=100)
LOGARITHMS = {'nd_ln': SMALL.ln, 'nd_log': SMALL.log10, 'nd_log10': SMALL.log10}

for _ in range(CASES):
    for name, function in WHOLE.items():
        a = suite.array(NUMERIC)
        suite.case(name, '%s(%s)' % (name, a.sql()), each_cell([a], function, rounded))
    a = suite.array(NUMERIC)
    a = a.like(abs(a.values)) if rnd.random() < 0.8 else a
    suite.case('nd_sqrt', 'nd_sqrt(%s)' % a.sql(), each_cell([a], SMALL.sqrt, rounded, '2201F', lambda v: v < 0))
    for name, function in LOGARITHMS.items():
        a = suite.array(NUMERIC, ndim=int(rnd.integers(0, 4)))
        a = a.like(abs(a.values) + Decimal('0.001')) if rnd.random() < 0.8 else a
        suite.case(name, '%s(%s)' % (name, a.sql()), each_cell([a], function, last_digit, '2201E', lambda v: v <= 0))
    a = suite.array(NUMERIC, ndim=int(rnd.integers(0, 4)))
    a = a.like(decimals(a.values) % 40)
    suite.case('nd_exp', 'nd_exp(%s)' % a.sql(), each_cell([a], SMALL.exp, last_digit))
    b = suite.pair(a, NUMERIC)
    a, b = a.like(abs(a.values) + Decimal('0.1')), b.like(decimals(b.values) % 10)
    suite.case('nd_power', 'nd_power(%s, %s)' % (a.sql(), b.sql()), each_cell([a, b], SMALL.power, last_digit))
    a = suite.array(NUMERIC)
    b = suite.pair(a, NUMERIC if rnd.random() < 0.6 else suite.kind(*INTEGERS))
    suite.case('nd_gcd', 'nd_gcd(%s, %s)' % (a.sql(), b.sql()), each_cell([a, b], divisor, rounded))
    suite.case('nd_lcm', 'nd_lcm(%s, %s)' % (a.sql(), b.sql()), each_cell([a, b], multiple, rounded))


# ---- reductions ----

def groups(a, axes, keepdims):
    """For each group its values; the shape and the lower bounds of the result."""
    kept = [d for d in range(a.ndim) if d not in axes]
    moved = [np.transpose(x, kept + list(axes)) for x in (a.values, a.valid)]
    outer = tuple(a.shape[d] for d in kept)
    lists = np.empty(outer, object)
    for at in np.ndindex(*outer):
        values, valid = (x[at] for x in moved)
        lists[at] = list(np.asarray(values, object)[valid])
    if not keepdims:
        return lists, [a.lower[d] for d in kept]
    return lists.reshape([1 if d in axes else a.shape[d] for d in range(a.ndim)]), a.lower


def near(exact, got):
    """A root, which PostgreSQL takes of what is rounded already."""
    return got if abs(got - exact) <= exact * Decimal('1e-15') else last_digit(exact, got)


def reduced(a, axes, keepdims, function, least=1, close=rounded):
    """A check of what a function makes of each group; NULL of fewer values than the least number."""
    lists, lower = groups(a, axes, keepdims)
    valid = np.array([len(x) >= least for x in lists.ravel()] + [True], bool)[:-1].reshape(lists.shape)

    def check(text):
        got = parse(text)
        values = np.full(lists.shape, Decimal(0), object)
        if got.shape == lists.shape:
            for at in np.ndindex(*lists.shape):
                if valid[at] and got.valid[at]:
                    values[at] = close(function(lists[at]), got.values[at])
        return Nd(NUMERIC, values, valid, None, lower).difference(got)
    return check


def variance(sample):
    def of(values):
        # the dividend is exact, so that ties are rounded as they should be
        n = len(values)
        return (n * sum(v * v for v in values) - sum(values) ** 2) / (n * (n - sample))
    return of


def product(values):
    result = Decimal(1)
    for v in values:
        result = EXACT.multiply(result, v)
    return result


REDUCTIONS = {'nd_sum': sum, 'nd_avg': lambda v: sum(v) / len(v), 'nd_min': min, 'nd_max': max, 'nd_product': product,
              'nd_var_pop': variance(0), 'nd_var_samp': variance(1),
              'nd_stddev_pop': lambda v: variance(0)(v).sqrt(), 'nd_stddev_samp': lambda v: variance(1)(v).sqrt()}

for _ in range(CASES):
    for name, function in REDUCTIONS.items():
        a = suite.array(NUMERIC)
        every = rnd.random() < 0.3
        axes = list(range(a.ndim)) if every else [d for d in range(a.ndim) if rnd.random() < 0.5]
        keepdims = bool(rnd.random() < 0.3)
        suite.case(name, '%s(%s, %s, %s)' % (name, a.sql(), 'NULL' if every else "'{%s}'" % ','.join(map(str, axes)), keepdims),
                   reduced(a, axes, keepdims, function, 2 if name.endswith('_samp') else 1,
                           near if 'stddev' in name else rounded))
    a = suite.array(TEXT, ndim=int(rnd.integers(1, 4)))
    axis = int(rnd.integers(a.ndim))
    lists, lower = groups(a, [axis], False)
    for name, best in (('nd_min', min), ('nd_max', max)):
        cells = np.empty(lists.shape, object)
        for at in np.ndindex(*lists.shape):
            cells[at] = best(lists[at], key=str.encode) if lists[at] else None
        valid = np.array([len(x) > 0 for x in lists.ravel()] + [True], bool)[:-1].reshape(lists.shape)
        suite.case(name + ' of text', "%s(%s, '{%d}')" % (name, a.sql(), axis), Nd(TEXT, cells, valid, None, lower))

# ---- places and running totals ----

def running(a, axis, function):
    """What every cell becomes: the function of it and those before it that are values."""
    values, valid = (x.reshape(-1) if axis is None else np.moveaxis(x, axis, -1) for x in (np.asarray(a.values, object), a.valid))
    out = values.copy()
    for at in np.ndindex(*values.shape[:-1]):
        line = []
        for i in range(values.shape[-1]):
            if valid[at][i]:
                line.append(values[at][i])
                out[at + (i,)] = function(line)
    return out.reshape(a.shape) if axis is None else np.moveaxis(out, -1, axis)


def close_to(a, values, close):
    """A check of cells that may have fewer digits."""
    def check(text):
        got = parse(text)
        expected = np.full(a.shape, Decimal(0), object)
        if got.shape == a.shape:
            for at in np.ndindex(*a.shape):
                if a.valid[at] and got.valid[at]:
                    expected[at] = close(values[at], got.values[at])
        return a.like(expected).difference(got)
    return check


def places_of(a, axes, best):
    """Where the first of the best cells is, by the key of SQL's order."""
    kept = [d for d in range(a.ndim) if d not in axes]
    vector = axes == list(range(a.ndim)) or len(axes) != 1
    outer = tuple(a.shape[d] for d in kept)
    places = np.zeros(outer + (len(axes),), np.int64)
    found = np.zeros(outer + (len(axes),), bool)
    for at in np.ndindex(*outer):
        cells = []
        for inner in np.ndindex(*(a.shape[d] for d in axes)):
            where = [0] * a.ndim
            for d, i in zip(kept + axes, at + inner):
                where[d] = i
            if a.valid[tuple(where)]:
                cells.append((a.values[tuple(where)], [a.lower[d] + where[d] for d in axes]))
        if cells:
            extreme = best(value for value, _ in cells)
            places[at] = next(place for value, place in cells if value == extreme)
            found[at] = True
    lower = [a.lower[d] for d in kept]
    if vector:
        return Nd('int8', places, found, None, lower + [0])
    return Nd('int8', places[..., 0], found[..., 0], None, lower)


RUNNING = {'nd_cumsum': sum, 'nd_cumprod': product, 'nd_cummin': min, 'nd_cummax': max}
BYTES = {'min': lambda cells: min(cells, key=str.encode), 'max': lambda cells: max(cells, key=str.encode)}

for _ in range(CASES):
    for name, function in RUNNING.items():
        a = suite.array(NUMERIC)
        axis = None if a.ndim == 0 or rnd.random() < 0.3 else int(rnd.integers(a.ndim))
        suite.case(name, '%s(%s%s)' % (name, a.sql(), '' if axis is None else ", '%d'" % axis),
                   close_to(a, running(a, axis, function), rounded))
    for most, best in (('min', min), ('max', max)):
        a = suite.array(TEXT, ndim=int(rnd.integers(1, 4)))
        axis = int(rnd.integers(a.ndim))
        suite.case('nd_cum%s of text' % most, "nd_cum%s(%s, '%d')" % (most, a.sql(), axis),
                   a.like(running(a, axis, BYTES[most])))
        for kind, of in ((NUMERIC, best), (TEXT, BYTES[most])):
            a = suite.array(kind, ndim=int(rnd.integers(1, 5)))
            every = rnd.random() < 0.3
            axes = list(range(a.ndim)) if every else [d for d in range(a.ndim) if rnd.random() < 0.5] or [0]
            expected = places_of(a, axes, of)
            if not every and len(axes) == 1 and a.ndim == 1:
                expected = Nd('int8', expected.values[..., 0], expected.valid[..., 0], None, [])
            suite.case('nd_arg%s of %s' % (most, 'text' if kind == TEXT else 'numeric'), 'nd_arg%s(%s%s)' % (
                most, a.sql(), '' if every else ", '{%s}'" % ','.join(map(str, axes))), expected)

suite.finish()
