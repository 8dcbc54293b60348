#!/usr/bin/env python3
"""What a value says, single cells, boxes, rows, arrays, assignment, whole comparison, aggregates over rows."""
import json
import math

import numpy as np

from numpy_case import DTYPES, FLOATS, INTEGERS, NUMBERS, Error, Nd, Suite, cell_text, cell_value

CASES = 200
KINDS = ('bool', 'complex') + NUMBERS
suite = Suite('numpy_values')
rnd = suite.rnd
suite.setup.append("""
CREATE TABLE assigned (a ndarray);
INSERT INTO assigned VALUES (NULL);
CREATE FUNCTION assigned(a ndarray, at text, value text) RETURNS ndarray LANGUAGE plpgsql AS $$
DECLARE result ndarray;
BEGIN
    EXECUTE 'UPDATE assigned SET a = $1' USING a;
    EXECUTE format('UPDATE assigned SET a%s = %s RETURNING assigned.a', at, value) INTO result;
    RETURN result;
END $$;""")


def any_array(*kinds, **more):
    """Now and then of several tiles."""
    if rnd.random() < 0.02 and not more:
        more['shape'] = suite.shape(int(rnd.integers(1, 4)), cells=12000)
    return suite.array(suite.kind(*(kinds or KINDS)), **more)


def int8s(values):
    return "'{%s}'::int8[]" % ','.join('NULL' if v is None else str(int(v)) for v in values)


def moved(a, move, lower):
    return Nd(a.kind, move(a.values), move(a.valid), move(a.present), lower)


def copied(a):
    """Masks of no dimensions too are arrays that can be written to."""
    b = moved(a, np.copy, a.lower)
    b.present, b.valid = np.array(b.present), np.array(b.valid)
    return b


def listed(values):
    return '{%s}' % ','.join(str(v) for v in values)


def summary(a):
    """A check of nd_summary as JSON."""
    cells = a.values[a.valid]
    nan = np.isnan(cells) if a.kind in FLOATS + ('complex',) else np.zeros(cells.shape, bool)
    there = cells[~nan]

    def check(text):
        said = json.loads(text)
        counts = {'present': a.present.sum(), 'count': a.valid.sum(), 'nulls': (a.present & ~a.valid).sum(), 'nans': nan.sum()}
        for name, wanted in counts.items():
            if said[name] != wanted:
                return '%s is %s, not %s' % (name, said[name], wanted)
        if a.kind == 'complex':
            return None
        ends = [cell_text(a.kind, x) for x in (there.min(), there.max())] if there.size else [None, None]
        for name, wanted in zip(('min', 'max'), ends):
            same = said[name] == wanted if a.kind not in FLOATS or None in (said[name], wanted) else \
                DTYPES[a.kind](said[name]) == DTYPES[a.kind](wanted)
            if not same:
                return '%s is %s, not %s' % (name, said[name], wanted)
        if not cells.size:
            return None if said['sum'] is None else 'sum is %s' % said['sum']
        if a.kind not in FLOATS:
            wanted = str(sum(int(x) for x in cells))
            return None if said['sum'] == wanted else 'sum is %s, not %s' % (said['sum'], wanted)
        if np.isfinite(cells).all():
            wanted = math.fsum(float(x) for x in cells)
            slack = 1e-12 * math.fsum(abs(float(x)) for x in cells)
            return None if abs(float(said['sum']) - wanted) <= slack else 'sum is %s, not %r' % (said['sum'], wanted)
        with np.errstate(all='ignore'):
            wanted = str(np.sum(cells.astype(float)))
        return None if float(said['sum']) == float(wanted) or math.isnan(float(wanted)) and said['sum'] == 'NaN' else \
            'sum is %s, not %s' % (said['sum'], wanted)
    return check


# What the head says
for _ in range(CASES):
    a = any_array()
    text = a.text()
    names = [None if rnd.random() < 0.3 else 'x%d' % d for d in range(a.ndim)]
    if a.ndim:
        bounds = text[len(a.kind) + 1:text.index(']')].split(',')
        text = '%s[%s%s' % (a.kind, ','.join((n + '=' if n else '') + b for n, b in zip(names, bounds)), text[text.index(']'):])
    sql = "'%s'::ndarray" % text
    for name, wanted in (
            ('kind', a.kind), ('ndim', a.ndim), ('shape', listed(a.shape)), ('lower', listed(a.lower)),
            ('upper', listed(l + n - 1 for l, n in zip(a.lower, a.shape))), ('size', a.size), ('present', a.present.sum()),
            ('count', a.valid.sum()), ('nulls', (a.present & ~a.valid).sum()),
            ('dims', listed(n or 'NULL' for n in names)), ('summary', summary(a))):
        suite.case('nd_' + name, ('(SELECT to_json(s) FROM nd_%s(%s) s)' if name == 'summary' else 'nd_%s(%s)') % (name, sql), wanted)
    suite.case('nd_tiles', '(SELECT row(coalesce(sum(cells), 0), coalesce(sum(present), 0), coalesce(sum(nulls), 0)) FROM nd_tiles(%s))' % sql,
               '(%d,%d,%d)' % (a.size, a.present.sum(), (a.present & ~a.valid).sum()))


# Single cells, as other types
def converted(kind, x, to):
    """What SQL's cast makes of a number."""
    if to in INTEGERS:
        if kind in FLOATS and not np.isfinite(x):
            return Error('22003')
        x = int(np.rint(x)) if kind in FLOATS else int(x)
        info = np.iinfo(DTYPES[to])
        return x if info.min <= x <= info.max else Error('22003')
    if to == 'text':
        return cell_text(kind, x)
    if to == 'numeric' and kind in INTEGERS:
        return int(x)
    with np.errstate(all='ignore'):
        y = DTYPES[to](x)
    return lambda text: None if DTYPES[to](text) == y or text == 'NaN' and np.isnan(y) else 'gives %s, not %r' % (text, y)


for to in INTEGERS + FLOATS + ('text', 'numeric'):
    for _ in range(CASES):
        kind = suite.kind(*(INTEGERS if to == 'numeric' else NUMBERS))
        a = suite.array(kind, **({'low': -1000, 'high': 1000} if rnd.random() < 0.3 and to != 'text' else {}))
        at = [int(rnd.integers(l - (rnd.random() < 0.1), l + n + (rnd.random() < 0.1)) if n else l) for l, n in zip(a.lower, a.shape)]
        index = tuple(c - l for c, l in zip(at, a.lower))
        inside = all(0 <= i < n for i, n in zip(index, a.shape))
        wanted = converted(kind, a.values[index], to) if inside and a.valid[index] else None
        if to == 'text' and wanted is not None and kind == 'float4':
            value = a.values[index]
            wanted = (lambda v: lambda text: None if np.float32(text) == v or text == 'NaN' and np.isnan(v) else 'gives %s, not %s' % (text, v))(value)
        elif to == 'text' and wanted is not None and kind == 'float8':
            wanted = converted(kind, a.values[index], 'float8')
        suite.case('nd_' + to, 'nd_%s(%s%s)' % (to, a.sql(), ''.join(', %d' % c for c in at)), wanted)
for to in ('bool', 'complex', 'rational'):
    for _ in range(CASES + 20):
        a = suite.rationals() if to == 'rational' else suite.array(to)
        if not a.size:
            continue
        index = tuple(int(rnd.integers(0, n)) for n in a.shape)
        at = [i + l for i, l in zip(index, a.lower)]
        wanted = cell_text(to, a.values[index]).strip('"') if a.valid[index] else None
        if to == 'bool' and wanted:
            wanted = {'t': 'true', 'f': 'false'}[wanted]
        if to == 'complex' and wanted:
            value = complex(a.values[index])
            wanted = (lambda v: lambda text: None if repr(cell_value('complex', text)) == repr(v) else 'gives %s, not %s' % (text, v))(
                complex(value.real, value.imag))
        suite.case('nd_' + to, 'nd_%s(%s%s)' % (to, a.sql(), ''.join(', %d' % c for c in at)), wanted)

# Boxes
for _ in range(3 * CASES):
    a = any_array()
    low = [None if rnd.random() < 0.2 else int(rnd.integers(l - 3, l + n + 3)) for l, n in zip(a.lower, a.shape)]
    high = [None if rnd.random() < 0.2 else int(rnd.integers(l - 3, l + n + 3)) for l, n in zip(a.lower, a.shape)]
    first = [l if f is None else max(f, l) for f, l in zip(low, a.lower)]
    last = [l + n - 1 if t is None else min(t, l + n - 1) for t, l, n in zip(high, a.lower, a.shape)]
    index = tuple(slice(f - l, max(t - l + 1, f - l)) for f, t, l in zip(first, last, a.lower))
    if all(f <= t for f, t in zip(first, last)):
        suite.case('nd_box', 'nd_box(%s, %s, %s)' % (a.sql(), int8s(low), int8s(high)), moved(a, lambda x: x[index], first))
    else:
        suite.case('nd_box without cells', 'nd_size(nd_box(%s, %s, %s))' % (a.sql(), int8s(low), int8s(high)), 0)
    to = [None if rnd.random() < 0.2 else int(rnd.integers(-10 ** 9, 10 ** 9)) for _ in a.shape]
    suite.case('nd_rebase', 'nd_rebase(%s)' % a.sql(), moved(a, lambda x: x, [0] * a.ndim))
    suite.case('nd_rebase', 'nd_rebase(%s, %s)' % (a.sql(), int8s(to)),
               moved(a, lambda x: x, [l if t is None else t for l, t in zip(a.lower, to)]))

# Arrays, there and back
for _ in range(CASES):
    a = suite.array(suite.kind(*KINDS), tuple(int(n) for n in rnd.integers(1, 5, int(rnd.integers(1, 6)))))
    a.present = np.ones(a.shape, bool)
    text = a.text()
    text = ''.join('[%d:%d]' % (l, l + n - 1) for l, n in zip(a.lower, a.shape)) + '=' + text[text.index('{'):]
    array = "'%s'::%s[]" % (text, a.kind)
    suite.case('array to ndarray', '%s::ndarray' % array, a)
    suite.case('nd_from_array', 'nd_from_array(%s)' % array, moved(a, lambda x: x, [0] * a.ndim))
    at = suite.lower(a.ndim)
    suite.case('nd_from_array', 'nd_from_array(%s, %s)' % (array, int8s(at)), moved(a, lambda x: x, at))
    suite.case('ndarray to array', '%s::%s[] = %s' % (a.sql(), a.kind, array), 'true')
    suite.case('nd_to_array', 'nd_to_array(%s, NULL::%s) = %s' % (a.sql(), a.kind, array), 'true')

# Rows
for _ in range(CASES + 20):
    a = any_array()
    cells = [(at, a.values[at] if a.valid[at] else None) for at in np.ndindex(*a.shape) if a.present[at]]
    coords = [tuple(i + l for i, l in zip(at, a.lower)) for at, _ in cells]

    def check(text, a=a, cells=cells, coords=coords, with_coords=True):
        rows = [] if text == '' else text.split(' ')
        if len(rows) != len(cells):
            return 'gives %d rows, not %d' % (len(rows), len(cells))
        for row, at, (_, value) in zip(rows, coords, cells):
            where, _, cell = row.rpartition('|')
            if with_coords and where != listed(at):
                return 'gives %s, not %s' % (where, listed(at))
            if (cell == 'NULL') != (value is None) or value is not None and \
                    not np.array_equal(DTYPES[a.kind](cell_value(a.kind, {'true': 't', 'false': 'f'}.get(cell, cell))),
                                       value, equal_nan=a.kind != 'bool'):
                return 'gives %s at %s, not %s' % (cell, at, value)
        return None
    names = ['c%d' % d for d in range(a.ndim)]
    suite.case('nd_cells', "(SELECT coalesce(string_agg('{' || concat_ws(',', %s) || '}|' || coalesce(v::text, 'NULL'), ' '), '') FROM nd_cells(%s) AS c(%s))" % (
        ', '.join(names) or "''", a.sql(), ', '.join([n + ' bigint' for n in names] + ['v ' + a.kind])), check)
    suite.case('nd_unnest', "(SELECT coalesce(string_agg('|' || coalesce(v::text, 'NULL'), ' '), '') FROM nd_unnest(%s, NULL::%s) v)" % (a.sql(), a.kind),
               lambda text, check=check: check(text, with_coords=False))
    suite.case('nd_coords', "(SELECT coalesce(string_agg(c::text, ' '), '') FROM nd_coords(%s) c)" % a.sql(), ' '.join(listed(at) for at in coords))

    # nd_agg: rows in any order; the least box that holds them
    a = suite.array(suite.kind(*KINDS), ndim=int(rnd.integers(1, 5)))
    if a.present.any():
        at = np.argwhere(a.present)
        rows = ['(%s, %s)' % (', '.join(str(i + l) for i, l in zip(place, a.lower)),
                              "'%s'::%s" % (cell_text(a.kind, a.values[tuple(place)]).strip('"'), a.kind) if a.valid[tuple(place)] else 'NULL::' + a.kind)
                for place in rnd.permutation(at)]
        inner = tuple(slice(int(l), int(h) + 1) for l, h in zip(at.min(0), at.max(0)))
        names = ['c%d' % d for d in range(a.ndim)]
        suite.case('nd_agg', '(SELECT nd_agg(v, %s) FROM (VALUES %s) r(%s, v))' % (', '.join(names), ', '.join(rows), ', '.join(names)),
                   moved(a, lambda x: x[inner], [l + int(m) for l, m in zip(a.lower, at.min(0))]))

# Assignment to a box, of a value and of one for all cells
for _ in range(CASES + 50):
    a = suite.array(ndim=int(rnd.integers(1, 5)))
    if not a.size:
        continue
    single = bool(rnd.random() < 0.4)
    first = [int(rnd.integers(0, n)) for n in a.shape]
    last = first if single else [int(rnd.integers(f, n)) for f, n in zip(first, a.shape)]
    index = tuple(slice(f, t + 1) for f, t in zip(first, last))
    shape = tuple(t - f + 1 for f, t in zip(first, last))
    b = suite.array(a.kind, (() if single else shape), lower=() if single else [l + f for l, f in zip(a.lower, first)])
    if single:
        b.present = b.valid = np.ones((), bool)
    out = copied(a)
    for mine, other in ((out.values, b.values), (out.valid, b.valid), (out.present, b.present)):
        mine[index] = other
    at = ''.join('[%d]' % (l + f) if single else '[%d:%d]' % (l + f, l + t) for l, f, t in zip(a.lower, first, last))
    suite.case('a[...] = b', "assigned(%s, '%s', $v$%s$v$)" % (a.sql(), at, b.sql()), out)


# Whole values: a value before NULL before an empty cell, NaN the greatest number
def key(a):
    def cell(at):
        if not a.present[at]:
            return (2,)
        if not a.valid[at]:
            return (1,)
        x = a.values[at]
        return (0, bool(x != x), 0 if x != x else x)
    return [cell(at) for at in np.ndindex(*a.shape)]


for _ in range(3 * CASES + 50):
    a = suite.array(suite.kind('bool', *NUMBERS))
    b = copied(a)
    for at in np.ndindex(*a.shape):
        if rnd.random() < min(1, 1.0 / a.size):
            what = rnd.random()
            b.present[at] = what > 0.2
            b.valid[at] = what > 0.4
            if what > 0.6:
                b.values[at] = suite.values(a.kind, ())
    left, right = key(a), key(b)
    less, equal = left < right, left == right
    for name, holds in (('=', equal), ('<>', not equal), ('<', less), ('<=', less or equal), ('>', not less and not equal), ('>=', not less)):
        suite.case('whole a %s b' % name, '%s %s %s' % (a.sql(), name, b.sql()), 'true' if holds else 'false')
    if equal:
        suite.case('hash of equals', 'ndarray_hash(%s) = ndarray_hash(%s)' % (a.sql(), b.sql()), 'true')
    c = Nd(a.kind, a.values, a.valid, a.present, [l + 1 for l in a.lower])
    suite.case('whole a = b elsewhere', '%s = %s' % (a.sql(), c.sql()), 'false' if a.ndim else 'true')


# Cell by cell over rows; a NULL row does not count
def over(rows, shape, lower, kind):
    """Sums, means, least and greatest of the cells of rows, in their order."""
    present = np.zeros(shape, bool)
    for row in rows:
        present |= row.present
    valid = np.zeros(shape, bool)
    result = 'int8' if kind in INTEGERS + ('bool',) else kind
    total, mean = np.zeros(shape, DTYPES[result]), np.zeros(shape, DTYPES['complex' if kind == 'complex' else 'float8'])
    least, most = np.zeros(shape, DTYPES[kind]), np.zeros(shape, DTYPES[kind])
    overflow = False
    for at in np.ndindex(*shape):
        cells = [row.values[at] for row in rows if row.valid[at]]
        if not cells:
            continue
        valid[at] = True
        if kind in INTEGERS + ('bool',):
            sums = sum(int(x) for x in cells)
            if not -2 ** 63 <= sums < 2 ** 63:
                overflow = True
            else:
                total[at], mean[at] = sums, sums / len(cells)
        else:
            sums = 0.0
            with np.errstate(all='ignore'):
                for x in cells:
                    sums = sums + (complex(x) if kind == 'complex' else float(x))
                total[at] = sums
                mean[at] = complex(sums.real / len(cells), sums.imag / len(cells)) if kind == 'complex' else sums / len(cells)
        if kind != 'complex':
            least[at], most[at] = (pick(cells, key=lambda x: (bool(x != x), 0 if x != x else x)) for pick in (min, max))
    out = [Nd(k, v, valid, present, lower) for k, v in (
        (result, total), ('complex' if kind == 'complex' else 'float8', mean), (kind, least), (kind, most))]
    return [Error('22003'), None] + out[2:] if overflow else out


for _ in range(3 * CASES):
    kind = suite.kind(*KINDS)
    shape = suite.shape(cells=30)
    lower = suite.lower(len(shape))
    near = {'low': -100, 'high': 100} if rnd.random() < 0.7 else {}
    rows = [suite.array(kind, shape, lower=lower, **near) for _ in range(int(rnd.integers(1, 6)))]
    texts = [row.sql() for row in rows]
    if rnd.random() < 0.3:
        texts.insert(int(rnd.integers(0, len(texts) + 1)), 'NULL')
    source = '(VALUES %s) r(n, a)' % ', '.join('(%d, %s)' % x for x in enumerate(texts))
    names = ('sum', 'avg') if kind == 'complex' else ('sum', 'avg', 'nd_min_over', 'nd_max_over')
    for name, wanted in zip(names, over(rows, shape, lower, kind)):
        if wanted is not None:
            suite.case('%s of ndarrays' % name, '(SELECT %s(a ORDER BY n) FROM %s)' % (name, source), wanted, 4)
    if 'NULL' not in texts and len(rows) > 2:
        for name, wanted in zip(names, over(rows[-2:], shape, lower, kind)):
            if wanted is not None and not any(isinstance(w, Error) for k in range(1, len(rows)) for w in over(rows[max(0, k - 1):k + 1], shape, lower, kind)):
                suite.case('%s of ndarrays in a moving frame' % name, '(SELECT s FROM (SELECT n, %s(a) OVER (ORDER BY n ROWS 1 PRECEDING) AS s FROM %s) q '
                           'ORDER BY n DESC LIMIT 1)' % (name, source), wanted, 4)

suite.finish()
