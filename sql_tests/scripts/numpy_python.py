#!/usr/bin/env python3
"""Dates, timestamps and types by name in PL/Python: there and back, calculated with, and in every unit of datetime64."""
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np

from numpy_case import NUMERIC, TEXT, Error, Nd, Suite

CASES = 250
suite = Suite('numpy_python')
rnd = suite.rnd
suite.setup = ["SET DateStyle = 'ISO'; SET TimeZone = 'UTC';", 'CREATE EXTENSION array_ext_plpython3u CASCADE;', '''
CREATE FUNCTION py(code text, a ndarray, b text DEFAULT NULL) RETURNS ndarray
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$
  import array_ext, numpy
  return eval(code, dict(np=numpy, array_ext=array_ext, a=a, b=b))
$$;
CREATE FUNCTION seen(a ndarray) RETURNS text
  TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS $$
  import numpy
  return repr((a.dtype.str, [int(x) for x in numpy.ma.getdata(a).astype("i8").flat]))
$$;''']
EPOCH = datetime(1970, 1, 1)
DAYS = {'W': 7, 'D': 1}
SECONDS = {'h': 3600, 'm': 60, 's': 1, 'ms': Fraction(1, 10 ** 3), 'us': Fraction(1, 10 ** 6),
           'ns': Fraction(1, 10 ** 9), 'ps': Fraction(1, 10 ** 12), 'fs': Fraction(1, 10 ** 15), 'as': Fraction(1, 10 ** 18)}
# what PostgreSQL's types reach, in days and microseconds from 1970
DATES = (-2451545 + 10957, 2145031949 + 10957)
STAMPS = (-211813488000000000 + 946684800000000, 9223371331200000000 + 946684800000000)


def printed(kind, count):
    """A date of so many days from 1970, or a timestamp of microseconds, as PostgreSQL prints it; None beyond Python's years."""
    try:
        when = EPOCH + (timedelta(days=count) if kind == 'date' else timedelta(microseconds=count))
    except OverflowError:
        return None
    if kind == 'date':
        return '%04d-%02d-%02d' % (when.year, when.month, when.day)
    text = '%04d-%02d-%02d %02d:%02d:%02d' % when.timetuple()[:6]
    text += ('.%06d' % when.microsecond).rstrip('0') if when.microsecond else ''
    return text + ('+00' if kind == 'timestamptz' else '')


def texts(kind, counts):
    found = np.empty(counts.shape, object)
    for at in np.ndindex(*counts.shape):
        found[at] = printed(kind, int(counts[at]))
    return found


def moved(a):
    """The same with coordinates from 0, and with NULL where it is empty: what is left of a result without them."""
    return Nd(a.kind, a.values, a.valid, None, (0,) * a.ndim)


def times(kind):
    """A random array of a kind of time, and its days or microseconds from 1970."""
    frame = suite.array('int8', low=0, high=0)
    counts = rnd.integers(-700000, 2900000, frame.shape)
    if kind != 'date':
        counts = counts * 86400000000 + rnd.integers(0, 86400000000, frame.shape) * (rnd.random(frame.shape) < 0.5)
    return frame.like(texts(kind, np.asarray(counts)), kind=kind), np.asarray(counts)


def of_unit():
    """Numbers of some unit of datetime64, and the array or error that they must become."""
    unit = str(rnd.choice(['Y', 'M', *DAYS, *SECONDS]))
    count = int(rnd.choice([1, 1, 2, 7, 25, 500, 1000]))
    raw = suite.array('int8', shape=suite.shape(cells=20), low=0, high=0)
    most = int(10 ** rnd.integers(0, 19))
    multiple = int(rnd.choice([1, 1, 1000, 10 ** 6]))
    values = rnd.integers(-most, most, raw.shape, endpoint=True) // multiple * multiple
    raw = raw.like(np.asarray(values))
    kind = 'date' if unit in 'YMWD' else 'timestamp'
    found, low, high = np.empty(raw.shape, object), *(DATES if kind == 'date' else STAMPS)
    states = set()
    for at in np.ndindex(*raw.shape):
        if not raw.valid[at]:
            continue
        exact = int(raw.values[at]) * count
        if unit in 'YM':
            # numpy's own calendar, where its numbers are far from their ends
            near = abs(exact) < (10 ** 7 if unit == 'Y' else 10 ** 8)
            exact = int(np.array(exact).astype('M8[%s]' % unit).astype('M8[D]').astype('i8')) if near else 2 ** 60
        else:
            exact = exact * (DAYS[unit] if kind == 'date' else SECONDS[unit] * 10 ** 6)
        if Fraction(exact).denominator != 1:
            states.add('22000')
        elif not low <= exact < high:
            states.add('22003')
        else:
            found[at] = printed(kind, int(exact))
            if found[at] is None:
                return None
    return 'M8[%d%s]' % (count, unit), raw, Error(*states) if states else moved(raw.like(found, kind=kind))


SAME = "py('array_ext.at(array_ext.lower(a), a)', %s)"
for _ in range(CASES):
    kind = suite.kind('date', 'timestamp', 'timestamptz')
    a, counts = times(kind)
    suite.case('times, there and back', SAME % a.sql(), a)
    nat = np.where(a.valid, counts, -2 ** 63)
    suite.case('times, as Python has them', 'seen(%s)' % a.sql(),
               repr(('<M8[D]' if kind == 'date' else '<M8[us]', [int(x) for x in nat.flat])))
    step = int(rnd.integers(-1000, 1000))
    unit = 'D' if kind == 'date' else 'us'
    after = 'timestamp' if kind == 'timestamptz' else kind
    # of a masked array without dimensions numpy makes its constant `masked`, a float
    if a.ndim or a.valid.all():
        suite.case('times, calculated', "py('a + np.timedelta64(%d, \"%s\")', %s)" % (step, unit, a.sql()),
                   moved(a.like(texts(after, counts + step), kind=after)))
    suite.case('times, with axes turned', "py('a.T', %s)" % a.sql(), moved(Nd(kind, a.values.T, a.valid.T)))

    case = of_unit()
    if case is not None:
        dtype, raw, expected = case
        suite.case('units of datetime64',
                   "py('np.ma.array(np.ma.getdata(a).astype(\"i8\").view(b), mask=np.ma.getmaskarray(a))', %s, '%s')" % (raw.sql(), dtype),
                   expected)

    a = suite.array(suite.kind(TEXT, NUMERIC))
    suite.case('%s, there and back' % a.kind, SAME % a.sql(), a)
    suite.case('a copy of %s' % a.kind, "py('a.copy()', %s)" % a.sql(), moved(a))
    suite.case('a copy of a type of %s' % a.kind, "py('array_ext.of(b, a.copy())', %s, '%s')" % (a.sql(), a.kind), moved(a))
    change = (lambda x: x.upper() + '!') if a.kind == TEXT else (lambda x: x * 3)
    code = 'lambda x: x.upper() + "!"' if a.kind == TEXT else 'lambda x: x * 3'
    changed = np.empty(a.shape, object)
    for at in np.ndindex(*a.shape):
        changed[at] = change(a.values[at]) if a.valid[at] else None
    if a.size and a.ndim:
        suite.case('%s, calculated' % a.kind, "py('np.frompyfunc(%s, 1, 1)(a)', %s)" % (code, a.sql()), moved(a.like(changed)))
suite.finish()
