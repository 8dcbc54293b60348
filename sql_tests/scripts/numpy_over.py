#!/usr/bin/env python3
"""Aggregates over rows, sum, avg, nd_min_over, nd_max_over and nd_agg, gone through cell by cell.

Whole, in moving frames, and from a table that workers read in parallel.
"""
import math
from fractions import Fraction

import numpy as np

from numpy_case import FLOATS, INTEGERS, Error, Nd, Suite, cell_text

CASES = 210
suite = Suite('numpy_over')
rnd = suite.rnd
KINDS = {'sum': ('bool', 'complex', 'rational') + INTEGERS + FLOATS, 'avg': ('bool', 'complex', 'rational') + INTEGERS + FLOATS,
         'nd_min_over': ('bool', 'rational') + INTEGERS + FLOATS, 'nd_max_over': ('bool', 'rational') + INTEGERS + FLOATS}


def rows_of(kind):
    """Some values of one box, None for rows that are NULL."""
    shape = suite.shape(cells=40)
    lower = suite.lower(len(shape))
    masks = rnd.random() < 0.7
    rows = []
    for _ in range(int(rnd.integers(1, 8))):
        if rnd.random() < 0.1:
            rows.append(None)
        elif kind == 'rational':
            rows.append(suite.rationals(shape, lower=lower, masks=masks))
        else:
            a = suite.array(kind, shape, lower=lower, masks=masks)
            # sums of eighths are exact
            if kind in FLOATS:
                a = a.like(np.round(a.values * 8) / 8)
            if kind == 'complex':
                a = a.like(np.round(suite.values(kind, shape, -9, 9)))
            rows.append(a)
    return rows


def total(cells):
    """The sum, as PostgreSQL adds infinities."""
    if not isinstance(cells[0], float) or all(map(math.isfinite, cells)):
        return sum(cells)
    odd = {x for x in cells if not math.isfinite(x)}
    return odd.pop() if len(odd) == 1 else math.nan


def greater(x):
    return (1, 0) if isinstance(x, float) and math.isnan(x) else (0, x)


def aggregate(name, cells):
    if name == 'nd_min_over':
        return min(cells, key=greater)
    if name == 'nd_max_over':
        return max(cells, key=greater)
    if name == 'sum':
        return total(cells)
    whole = total(cells)
    return whole / len(cells) if isinstance(whole, (complex, float, Fraction)) else float(Fraction(int(whole), len(cells)))


def result_kind(name, kind):
    if name.startswith('nd_') or kind in ('rational', 'complex'):
        return kind
    if name == 'avg':
        return 'float8'
    return kind if kind in FLOATS else 'int8'


def expect(name, kind, rows):
    """What the rows come to: None of no row, an Error, or a value."""
    rows = [a for a in rows if a is not None]
    if not rows:
        return None
    first, kind = rows[0], result_kind(name, kind)
    present = np.any([a.present for a in rows], axis=0)
    valid = np.any([a.valid for a in rows], axis=0)
    values = np.zeros(first.shape, object)
    for at in np.ndindex(*first.shape):
        cells = [a.values[at] for a in rows if a.valid[at]]
        cells = [Fraction(x) if first.kind == 'rational' else x.item() for x in cells]
        if cells:
            values[at] = aggregate(name, cells)
        if cells and kind == 'int8' and not -2 ** 63 <= values[at] < 2 ** 63:
            return Error('22003')
        if kind == 'rational':
            values[at] = str(values[at])
    return Nd(kind, values, valid, present, first.lower)


def row_list(rows):
    return ', '.join('(%d, %s)' % (i, 'NULL::ndarray' if a is None else a.sql()) for i, a in enumerate(rows))


group = 0
suite.setup += ["CREATE TABLE parted (g int, i int, a ndarray) WITH (parallel_workers = 2);",
                "SET parallel_setup_cost = 0; SET min_parallel_table_scan_size = 0;",
                "SET max_parallel_workers_per_gather = 2;"]
for name, kinds in KINDS.items():
    for number in range(CASES):
        ulp = 1 if name == 'avg' else 0

        kind = str(rnd.choice(kinds))
        rows = rows_of(kind)
        suite.case(name, '(SELECT %s(a) FROM (VALUES %s) v(i, a))' % (name, row_list(rows)), expect(name, kind, rows), ulp)

        kind = str(rnd.choice(kinds))
        rows = rows_of(kind)
        before, after, at = int(rnd.integers(0, 4)), int(rnd.integers(0, 3)), int(rnd.integers(0, len(rows)))
        frames = [expect(name, kind, rows[max(0, i - before):i + after + 1]) for i in range(len(rows))]
        wrong = [x for x in frames if isinstance(x, Error)]
        suite.case(name + ' in a frame', '(SELECT s FROM (SELECT i, %s(a) OVER (ORDER BY i ROWS BETWEEN %d PRECEDING AND %d '
                   'FOLLOWING) AS s FROM (VALUES %s) v(i, a)) w WHERE i = %d)' % (name, before, after, row_list(rows), at),
                   wrong[0] if wrong else frames[at], ulp)

        if number % 4 > 0:      # starting workers takes long
            continue
        kind = str(rnd.choice(kinds))
        rows = rows_of(kind)
        suite.setup.append('INSERT INTO parted SELECT %d, i, a FROM (VALUES %s) v(i, a);' % (group, row_list(rows)))
        suite.case(name + ' in parallel', '(SELECT %s(a) FROM parted WHERE g + 0 = %d)' % (name, group), expect(name, kind, rows), ulp)
        group += 1

suite.setup += ["ANALYZE parted;",
                "CREATE FUNCTION plan_has(query text, what text) RETURNS bool AS $$ DECLARE line text; BEGIN "
                "FOR line IN EXECUTE 'EXPLAIN ' || query LOOP IF line LIKE '%' || what || '%' THEN RETURN true; END IF; END LOOP; "
                "RETURN false; END $$ LANGUAGE plpgsql;"]
suite.case('plan in parallel', "plan_has('SELECT sum(a), avg(a), nd_min_over(a), nd_max_over(a) FROM parted WHERE g + 0 = 1', "
           "'Partial Aggregate')", 'true')

for _ in range(CASES):
    a = suite.array(suite.kind('bool', 'complex', *INTEGERS, *FLOATS), ndim=int(rnd.integers(1, 5)))
    cells = np.argwhere(a.present)
    if len(cells) == 0:
        continue
    rows = ["(%s, %s)" % ("'%s'::%s" % (cell_text(a.kind, a.values[tuple(at)]).strip('"'), a.kind) if a.valid[tuple(at)]
                          else 'NULL::%s' % a.kind, ', '.join(str(x + l) for x, l in zip(at, a.lower)))
            for at in rnd.permutation(cells)]
    names = ', '.join('c%d' % d for d in range(a.ndim))
    least, most = cells.min(axis=0), cells.max(axis=0)
    box = tuple(slice(x, y + 1) for x, y in zip(least, most))
    suite.case('nd_agg', '(SELECT nd_agg(v, %s) FROM (VALUES %s) r(v, %s))' % (names, ', '.join(rows), names),
               Nd(a.kind, a.values[box], a.valid[box], a.present[box], least + a.lower))

suite.finish()
