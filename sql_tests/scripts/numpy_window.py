#!/usr/bin/env python3
"""Boxes of cells, nd_window, nd_regrid and window_array, each gone through cell by cell."""
import datetime
import math
from fractions import Fraction

import numpy as np

from numpy_case import FLOATS, INTEGERS, Error, Nd, Suite

CASES = 210
# a stored array of the value, its windows, and those read: all cells of a chunk length of its own
STORED = """
CREATE FUNCTION window_stored(v ndarray, chunks int8[], before int8[], after int8[], aggregate text) RETURNS ndarray AS $$
DECLARE result ndarray; dims text;
BEGIN
    SELECT string_agg(format('d%s=%s:%s,%s,0', n, l, u, c), ', ' ORDER BY n) INTO dims
    FROM unnest(nd_lower(v), nd_upper(v), chunks) WITH ORDINALITY AS d (l, u, c, n);
    PERFORM create_array('source', format('<v:%s>[%s]', nd_kind(v), dims));
    PERFORM write_array('source', 'v', v);
    PERFORM window_array('source', 'target', before, after, aggregate || '(v) AS m', 'count(v)');
    result := read_array('target', 'm');
    IF read_array('target', 'v_count') <> nd_window(read_array('source'), before, after, 'count') THEN
        RAISE 'counts differ';
    END IF;
    PERFORM drop_array('target'), drop_array('source');
    RETURN result;
END $$ LANGUAGE plpgsql;
"""


class Stored(Suite):
    """A suite whose cases may use window_stored."""

    def _psql(self, database, script):
        made = 'CREATE EXTENSION array_ext;'
        return super()._psql(database, script.replace(made, made + STORED, 1))


suite = Stored('numpy_window')
rnd = suite.rnd
FAR = 2 ** 62
AGGREGATES = {'count': ('float8', 'int4', 'complex', 'rational', 'date', 'bool'),
              'sum': INTEGERS + FLOATS + ('complex', 'rational', 'bool'),
              'avg': INTEGERS + FLOATS + ('complex', 'rational'),
              'min': INTEGERS + FLOATS + ('rational', 'date', 'bool'),
              'max': INTEGERS + FLOATS + ('rational', 'date', 'bool'),
              'var_samp': INTEGERS + FLOATS + ('rational',), 'var_pop': INTEGERS + FLOATS,
              'stddev_samp': INTEGERS + FLOATS, 'stddev_pop': INTEGERS + FLOATS,
              'median': INTEGERS + FLOATS + ('rational',)}


def value(kind):
    """A random value: its cells, and the same as Python's own numbers."""
    a = suite.array(kind if kind not in ('rational', 'date') else 'int4')
    if kind in ('rational', 'date'):
        a.kind, whole = kind, a.values
        a.values = np.empty(a.shape, object)
        numbers = np.empty(a.shape, object)
        for at in np.ndindex(*a.shape):
            if kind == 'rational':
                numbers[at] = Fraction(int(whole[at]) % 100 - 50, int(rnd.integers(1, 7)))
            else:
                numbers[at] = datetime.date(2000, 1, 1) + datetime.timedelta(int(whole[at]) % 5000)
            a.values[at] = str(numbers[at])
        return a, numbers
    if kind in FLOATS:
        # sums of eighths are exact
        with np.errstate(all='ignore'):
            a.values = (np.round(a.values * 8) / 8).astype(a.values.dtype)
    if kind == 'complex':
        a.values = np.round(a.values.real) + 1j * np.round(a.values.imag) if np.isfinite(a.values).all() \
            else suite.values('complex', a.shape, -9, 9).round()
    return a, a.values


def greater(x):
    """A key of PostgreSQL's order."""
    return (1, 0) if isinstance(x, float) and math.isnan(x) else (0, x)


def real_sum(cells):
    odd = [x for x in cells if not math.isfinite(x)]
    if any(math.isnan(x) for x in odd) or len(set(odd)) > 1:
        return math.nan
    return odd[0] if odd else math.fsum(cells)


def aggregate(name, kind, cells):
    """What the values come to; None for NULL."""
    if name == 'count':
        return len(cells)
    if name in ('var_samp', 'stddev_samp') and len(cells) < 2 or not cells:
        return None
    if name in ('min', 'max'):
        return (min if name == 'min' else max)(cells, key=greater)
    if name in ('sum', 'avg'):
        n = len(cells) if name == 'avg' else 1
        if kind == 'complex':
            return complex(math.fsum(x.real for x in cells) / n, math.fsum(x.imag for x in cells) / n)
        if kind == 'rational':
            return sum(cells) / Fraction(n)
        if kind in FLOATS:
            total = real_sum(cells)
        else:
            total = sum(cells)
        return total if name == 'sum' else float(total) / n
    if name == 'median':
        cells = sorted(cells, key=greater)
        low, high = cells[(len(cells) - 1) // 2], cells[len(cells) // 2]
        if kind == 'rational':
            return (low + high) / 2
        low, high = float(low), float(high)
        return low if len(cells) % 2 else (low + high) / 2
    if any(isinstance(x, float) and not math.isfinite(x) for x in cells):
        return math.nan
    exact = [Fraction(x) for x in cells]
    mean = sum(exact) / len(exact)
    variance = sum((x - mean) ** 2 for x in exact) / (len(exact) - name.endswith('samp'))
    return math.sqrt(variance) if name.startswith('stddev') else float(variance)


def result_kind(name, kind):
    if name == 'count':
        return 'int8'
    if name in ('min', 'max') or kind in ('rational', 'complex') and name in ('sum', 'avg', 'median'):
        return kind
    if name == 'sum':
        return 'int8' if kind in INTEGERS + ('bool',) else kind
    return 'float8'


def python(x):
    """A cell as Python has it."""
    if isinstance(x, (np.bool_, np.integer)):
        return int(x)
    return x.item() if isinstance(x, np.generic) else x


def allowed(name, a, result):
    """Units in the last place that each cell may be off."""
    if isinstance(result, Error) or not name.startswith(('var', 'stddev')):
        return 0
    # sums of squares have roundings on the way
    units = np.full(result.shape, 300.0)
    if a.kind == 'int8' and a.valid.any():
        # cells are rounded to doubles, as distances from the least of the value
        width = int(a.values[a.valid].max()) - int(a.values[a.valid].min())
        size = result.values.astype(float)
        size = size if name.startswith('stddev') else np.sqrt(size)
        units += np.where(size > 0, 8.0 * width / np.where(size > 0, size, 1), 0)
    return units


def expect(name, a, numbers, boxes, places, present):
    """The result: of each place the values of a box of cells, given by slices."""
    kind = result_kind(name, a.kind)
    values = np.empty(places, object)
    values[...] = '' if kind in ('rational', 'date') else 0
    valid = np.zeros(places, bool)
    for at in np.ndindex(*places):
        if not present[at]:
            continue
        box = boxes(at)
        cells = [python(x) for x in np.atleast_1d(numbers[box])[np.atleast_1d(a.valid[box])]]
        total = aggregate(name, a.kind, cells)
        if total is None:
            continue
        if kind == 'int8' and not -2 ** 63 <= total < 2 ** 63:
            return Error('22003')
        values[at] = str(total) if kind in ('rational', 'date') else bool(total) if kind == 'bool' else total
        valid[at] = True
    return kind, values, valid


def window(name, stored=False):
    a, numbers = value(suite.kind(*AGGREGATES[name]))
    if stored and (a.ndim == 0 or a.size == 0):
        return
    reach = [[int(rnd.choice([0, 0, 1, 1, 2, 3, 6, 11, FAR])) for _ in range(a.ndim)] for _ in range(2)]

    def box(at):
        return tuple(slice(max(0, i - b), i + e + 1) for i, b, e in zip(at, *reach))

    result = expect(name, a, numbers, box, a.shape, a.present)
    sql = "nd_window(%s, '{%s}', '{%s}', '%s')" % (a.sql(), ','.join(map(str, reach[0])), ','.join(map(str, reach[1])), name)
    if not isinstance(result, Error):
        kind, values, valid = result
        result = Nd(kind, values, valid, a.present, a.lower)
    if stored:
        chunks = [int(rnd.integers(1, n + 2)) for n in a.shape]
        sql = 'window_stored(%s' % sql.removeprefix('nd_window(').replace("::ndarray, '{", "::ndarray, '{%s}', '{" % ','.join(map(str, chunks)), 1)
    suite.case(('window_array: ' if stored else 'nd_window: ') + name, sql, result, allowed(name, a, result))


def regrid(name):
    a, numbers = value(suite.kind(*AGGREGATES[name]))
    blocks = [int(rnd.choice([1, 1, 2, 3, 5, 10, FAR])) for _ in range(a.ndim)]
    places = tuple(-(-n // b) for n, b in zip(a.shape, blocks))

    def box(at):
        return tuple(slice(i * b, (i + 1) * b) for i, b in zip(at, blocks))

    present = np.zeros(places, bool)
    for at in np.ndindex(*places):
        present[at] = np.any(a.present[box(at)])
    result = expect(name, a, numbers, box, places, present)
    if not isinstance(result, Error):
        kind, values, valid = result
        result = Nd(kind, values, valid, present, a.lower)
    suite.case('nd_regrid: ' + name, "nd_regrid(%s, '{%s}', '%s')" % (a.sql(), ','.join(map(str, blocks)), name),
               result, allowed(name, a, result))


for name in AGGREGATES:
    for _ in range(CASES):
        window(name)
        regrid(name)
for name in list(AGGREGATES) * (CASES // 8):
    window(name, True)
for kind, name in (('date', 'sum'), ('complex', 'max'), ('complex', 'median'), ('date', 'var_pop')):
    suite.case('errors', "nd_window(nd_full('{2}', NULL::%s), '{1}', '{1}', '%s')" % (kind, name), Error('0A000'))
suite.finish()
