#!/usr/bin/env python3
"""Cells that are dates and timestamps against numpy's datetime64: operators, single cells, order, extremes."""
import numpy as np

from numpy_case import TIMES, Error, Nd, Suite
from numpy_case.arithmetic import places

CASES = 220
suite = Suite('numpy_dates')
rnd = suite.rnd
# days from 2000-01-01: what SQL calls dates, and where they end
LEAST, END = -2451545, 2145031949
EPOCH = np.datetime64('2000-01-01')


def text(day):
    """A date as SQL reads it; beyond numpy's and Python's ordinary years by its Julian day."""
    return 'infinity' if day == np.inf else '-infinity' if day == -np.inf else 'J%d' % (int(day) + 2451545)


def dates(a, infinite=False, far=False):
    """Days in the places of a, and a as dates."""
    days = rnd.integers(LEAST, END, a.shape) if far else rnd.integers(-20000, 20000, a.shape)
    days = np.where(rnd.random(a.shape) < 0.2, rnd.choice([np.inf, -np.inf], a.shape), days) if infinite else days
    return days, a.like(cells(days), 'date')


def cells(days):
    out = np.empty(np.shape(days), object)
    for at in np.ndindex(*out.shape):
        out[at] = text(days[at])
    return out


def near(days):
    """The same as numpy prints them."""
    return np.vectorize(str, otypes=[object])(EPOCH + np.asarray(days, np.int64)) if np.size(days) else cells(days)


def result(a, b, days, kind):
    lower, present, valid = places(a, b)
    if kind == 'date':
        live = present & valid
        if (live & np.isfinite(days) & ((days < LEAST) | (days >= END))).any():
            return Error('22008')
    return Nd(kind, days, valid, present, lower)


for _ in range(CASES):
    a = suite.array('int4')
    b = suite.pair(a, 'int4')
    x, a = dates(a)
    y, b = dates(b)
    suite.case('date - date', '%s - %s' % (a.sql(), b.sql()), result(a, b, np.subtract(*np.broadcast_arrays(x, y)), 'int4'))

    n = suite.pair(a, suite.kind('int2', 'int4'), low=-9999, high=9999)
    for name, sql, days in (('date + integer', '%s + %s' % (a.sql(), n.sql()), x + n.values.astype(int)),
                            ('integer + date', '%s + %s' % (n.sql(), a.sql()), x + n.values.astype(int)),
                            ('date - integer', '%s - %s' % (a.sql(), n.sql()), x - n.values.astype(int)),
                            ('date + number', '%s + 31' % a.sql(), x + 31), ('number + date', '(-31) + %s' % a.sql(), x - 31)):
        lone = 'number' in name
        want = result(a, a if lone else n, days, 'date')
        suite.case(name, sql, want.like(near(want.values)))

    # infinite dates, and the ends of the calendar: compared as days from one date, which SQL refuses for infinite ones
    x, a = dates(suite.array('int4'), far=True)
    n = int(rnd.choice([1, -1, 1000, 2 ** 31 - 1, -2 ** 31, 2145031949 // 2]))
    want = result(a, a, x + n, 'date')
    suite.case('far dates', "(%s + (%d)) - 'date{2000-01-01}'::ndarray" % (a.sql(), n), want if isinstance(want, Error) else want.like(want.values, 'int4'))
    x, a = dates(suite.array('int4'), infinite=True)
    suite.case('infinite dates', 'nd_eq(%s + 7, %s)' % (a.sql(), a.like(cells(x + 7)).sql()), a.like(np.ones(a.shape, bool), 'bool'))
    hit = (a.valid & np.isinf(x)).any()
    suite.case('days from infinite dates', "%s - 'date{2000-01-01}'::ndarray" % a.sql(),
               Error('22008') if hit else a.like(np.where(np.isinf(x), 0, x), 'int4'))

    # timestamps: seconds of the differences are those of the microseconds
    moments = [np.datetime64('2000-01-01T00:00:00') + rnd.integers(-10 ** 9, 10 ** 9, a.shape) for _ in range(2)]
    kind = suite.kind('timestamp', 'timestamptz')
    zone = '+00' if kind == 'timestamptz' else ''
    t, u = (a.like(np.vectorize(lambda m: str(m).replace('T', ' ') + zone, otypes=[object])(m)
                   if a.size else np.empty(a.shape, object), kind) for m in moments)
    seconds = (moments[0] - moments[1]).astype(int)
    want = a.like(np.array(['"%d days %d seconds"' % (abs(s) // 86400 * (1 if s >= 0 else -1), s - abs(s) // 86400 * 86400 * (1 if s >= 0 else -1))
                            for s in seconds.ravel()], object).reshape(a.shape), 'interval')
    suite.case('timestamp - timestamp', 'nd_eq(%s - %s, %s)' % (t.sql(), u.sql(), want.sql()), a.like(np.ones(a.shape, bool), 'bool'))

suite.setup.append("SET timezone = 'UTC'; SET datestyle = 'ISO, MDY';")


def moments_of(a):
    """Cells of one of the kinds: numbers in their order, and the same as SQL prints them."""
    kind = suite.kind(*TIMES)
    numbers = rnd.integers(-20000, 20000, a.shape) if kind == 'date' else rnd.integers(-10 ** 15, 10 ** 15, a.shape)
    if rnd.random() < 0.4:
        numbers = numbers // 10 ** (3 if kind == 'date' else 14)     # some more than once
    return numbers, Nd(kind, printed(kind, numbers), a.valid, a.present, a.lower)


def printed(kind, numbers):
    """Days or microseconds from 2000 on as SQL prints them."""
    unit = 'D' if kind == 'date' else 'us'
    out = np.empty(np.shape(numbers), object)
    for at in np.ndindex(*out.shape):
        text = str(np.datetime64(EPOCH, unit) + int(numbers[at])).replace('T', ' ')
        text = text.rstrip('0').rstrip('.') if '.' in text else text
        out[at] = text + ('+00' if kind == 'timestamptz' else '')
    return out


for _ in range(CASES):
    numbers, a = moments_of(suite.array('int4'))
    inside = [int(rnd.integers(0, n)) if n else 0 for n in a.shape]
    value = a.values[tuple(inside)] if a.size and a.valid[tuple(inside)] else None
    suite.case('nd_%s' % a.kind, 'nd_%s(%s%s)' % (a.kind, a.sql(), ''.join(', %d' % (i + l) for i, l in zip(inside, a.lower))), value)

    numbers, a = moments_of(suite.array('int4', ndim=int(rnd.integers(1, 5))))
    axis = int(rnd.integers(a.ndim))
    lines, live = np.moveaxis(numbers, axis, -1), np.moveaxis(a.valid, axis, -1)
    lower = [l for d, l in enumerate(a.lower) if d != axis]
    shape = lines.shape[:-1]
    for name, best, running in (('min', np.min, np.minimum), ('max', np.max, np.maximum)):
        out, where, valid = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, bool)
        so_far = lines.copy()
        for at in np.ndindex(*shape):
            there = np.flatnonzero(live[at])
            if there.size:
                out[at] = best(lines[at][there])
                where[at] = there[lines[at][there] == out[at]][0] + a.lower[axis]
                valid[at] = True
                so_far[at][there] = running.accumulate(lines[at][there])
        suite.case('nd_%s of dates' % name, "nd_%s(%s, '{%d}')" % (name, a.sql(), axis),
                   Nd(a.kind, printed(a.kind, out), valid, None, lower))
        suite.case('nd_arg%s of dates' % name, "nd_arg%s(%s, '{%d}')" % (name, a.sql(), axis), Nd('int8', where, valid, None, lower))
        suite.case('nd_cum%s of dates' % name, "nd_cum%s(%s, '%d')" % (name, a.sql(), axis),
                   a.like(printed(a.kind, np.moveaxis(so_far, -1, axis))))
        every = a.valid.any()
        suite.case('nd_%s of all dates' % name, 'nd_%s(%s)' % (name, a.sql()),
                   Nd(a.kind, printed(a.kind, best(numbers[a.valid]) if every else np.int64(0)), np.array(every)))

    # in order, what is not a date last
    numbers, a = moments_of(suite.array('int4', ndim=1, masks=False))
    suite.case('nd_sort of dates', 'nd_sort(%s)' % a.sql(), a.like(printed(a.kind, np.sort(numbers))))
    numbers, a = moments_of(suite.array('int4'))
    other = numbers[tuple(0 for _ in a.shape)] if a.size else 0
    text = printed(a.kind, np.int64(other))
    for name, holds in (('eq', np.equal), ('ne', np.not_equal), ('lt', np.less), ('le', np.less_equal), ('gt', np.greater), ('ge', np.greater_equal)):
        suite.case('nd_%s of dates' % name, "nd_%s(%s, '%s{\"%s\"}'::ndarray)" % (name, a.sql(), a.kind, text),
                   a.like(holds(numbers, other), 'bool'))

suite.finish()
