"""ndarray against numpy: random values, their text, and many cases in one session.

    from numpy_case import Suite

    suite = Suite('numpy_elementwise')
    for _ in range(200):
        a = suite.array('int4')
        suite.case('nd_abs', 'nd_abs(%s)' % a.sql(), a.like(abs(a.values)))
    suite.finish()

A case is a name, an SQL expression, and what it must give: an Nd, an Error (a
set of SQLSTATEs), None for NULL, a function that is given the text of the result
and returns what is wrong with it or None, or a plain Python value that is compared
with that text.  finish() evaluates all of them in one session of psql,
in a database of its own, prints 'ok - name (n cases)' or 'not ok - name' with the first that differs, and
exits.  Each case is an own subtransaction, so errors are results like others.

SEED or AX_SEED sets the seed, which is printed.
"""
import os
import random
import re
import subprocess
import sys
import time
from decimal import Decimal
from fractions import Fraction

import numpy as np

DTYPES = {'bool': np.bool_, 'int2': np.int16, 'int4': np.int32, 'int8': np.int64,
          'float4': np.float32, 'float8': np.float64, 'complex': np.complex128}
INTEGERS = ('int2', 'int4', 'int8')
FLOATS = ('float4', 'float8')
NUMBERS = INTEGERS + FLOATS


class Error(frozenset):
    """The case must raise one of these SQLSTATEs."""

    def __new__(cls, *states):
        return super().__new__(cls, states)


class Nd:
    """A value: cells, which of them are present, which valid, the lower bounds.

    valid is within present; what values hold elsewhere means nothing.
    """

    def __init__(self, kind, values, valid=None, present=None, lower=None):
        self.kind = kind
        self.values = np.asarray(values)
        if kind in DTYPES:
            with np.errstate(all='ignore'):
                self.values = self.values.astype(DTYPES[kind], copy=False)
        shape = self.values.shape
        self.present = np.ones(shape, bool) if present is None else np.asarray(present)
        self.valid = self.present if valid is None else np.asarray(valid) & self.present
        self.lower = (0,) * len(shape) if lower is None else tuple(int(x) for x in lower)

    shape = property(lambda self: self.values.shape)
    ndim = property(lambda self: self.values.ndim)
    size = property(lambda self: self.values.size)

    def like(self, values, kind=None, valid=None, present=None):
        """Other cells at the same places, by default with the same masks."""
        return Nd(kind or self.kind, values, self.valid if valid is None else valid,
                  self.present if present is None else present, self.lower)

    def masked(self):
        """As numpy's masked array: NULL and empty cells are masked."""
        return np.ma.MaskedArray(self.values, ~self.valid)

    def text(self):
        """As SQL reads it."""
        axes = ','.join('%d:%d' % (l, l + n - 1) for l, n in zip(self.lower, self.shape))
        return '%s%s%s' % (self.kind, '[%s]' % axes if axes else '', self._body(()))

    def _body(self, at):
        if self.size == 0:
            return '{}'
        if len(at) == self.ndim:
            cell = self._cell(at)
            return '{%s}' % cell if self.ndim == 0 else cell
        return '{%s}' % ','.join(self._body(at + (i,)) for i in range(self.shape[len(at)]))

    def _cell(self, at):
        if not self.present[at]:
            return '()'
        if not self.valid[at]:
            return 'NULL'
        return cell_text(self.kind, self.values[at])

    def sql(self):
        """As an SQL literal."""
        return "'%s'::ndarray" % self.text().replace("'", "''")

    def difference(self, other, ulp=0):
        """What differs, as text; None if they are the same within so many units in the last place."""
        for what in ('kind', 'shape', 'lower'):
            if getattr(self, what) != getattr(other, what):
                return '%s %s, not %s' % (what, getattr(other, what), getattr(self, what))
        wrong = (self.present != other.present) | (self.valid != other.valid) | \
            (self.valid & ~same(self.kind, self.values, other.values, ulp))
        if not wrong.any():
            return None
        at = tuple(int(i) for i in np.argwhere(wrong)[0])
        return 'cell %s is %s, not %s' % (at, other._cell(at), self._cell(at))


TEXT = 'pg_catalog.text'
NUMERIC = 'pg_catalog.numeric'
VARIABLE = (TEXT, NUMERIC)      # cells are objects: str, Decimal
TIMES = ('date', 'timestamp', 'timestamptz')    # cells are the texts that PostgreSQL prints


def cell_text(kind, value):
    if kind in VARIABLE:
        return '"%s"' % re.sub(r'(["\\\\])', r'\\\1', str(value))
    if kind in TIMES:
        return '"%s"' % value
    if kind == 'bool':
        return 't' if value else 'f'
    if kind in FLOATS:
        if np.isnan(value):
            return 'NaN'
        if np.isinf(value):
            return 'Infinity' if value > 0 else '-Infinity'
        return str(np.float32(value)) if kind == 'float4' else repr(float(value))
    if kind == 'complex':
        return '"(%s,%s)"' % (cell_text('float8', value.real), cell_text('float8', value.imag))
    return str(value)


def same(kind, a, b, ulp):
    """Cell by cell: equal, both NaN, or floats within ulp units in the last place, one number or one a cell."""
    if kind == 'complex':
        return same('float8', a.real, b.real, ulp) & same('float8', a.imag, b.imag, ulp)
    if kind not in FLOATS:
        return np.asarray(a == b)
    with np.errstate(all='ignore'):
        near = (a == b) | (np.isnan(a) & np.isnan(b))
        if np.any(ulp):
            size = np.maximum(np.abs(a), np.abs(b))
            near |= np.isfinite(a) & np.isfinite(b) & (np.abs(a - b) <= ulp * np.spacing(size))
    return np.asarray(near)


HEAD = re.compile(r'^([\w.]+)(?:\[(.*?)\])?(\{.*)$', re.S)
CELL = re.compile(r'"((?:[^"\\]|\\.)*)"|([^{},]+)')


def cell_value(kind, text):
    if kind in VARIABLE:
        text = re.sub(r'\\(.)', r'\1', text[1:-1], flags=re.S)
        return Decimal(text) if kind == NUMERIC else text
    if kind == 'bool':
        return text == 't'
    if kind in INTEGERS:
        return int(text)
    if kind in FLOATS:
        return float(text)
    if kind == 'complex':
        real, imag = text[1:-1].split(',')
        return complex(float(real), float(imag))
    return text


def parse(text):
    """The Nd of what SQL prints."""
    kind, axes, body = HEAD.match(text).groups()
    bounds = [axis.split('=')[-1].split(':') for axis in axes.split(',')] if axes else []
    lower = tuple(int(l) for l, _ in bounds)
    shape = tuple(int(u) - int(l) + 1 for l, u in bounds)
    values = np.zeros(shape, DTYPES.get(kind, object))
    present = np.zeros(shape, bool)
    valid = np.zeros(shape, bool)
    if re.match(r'\{\([-\d]', body):
        sparse = re.findall(r'\(([-\d,]+)\):("(?:[^"\\]|\\.)*"|[^,{}()]+)', body)
        cells = [(tuple(int(c) - l for c, l in zip(at.split(','), lower)), cell if kind in VARIABLE else cell.strip('"'))
                 for at, cell in sparse]
    else:
        found = [m.group(0) if kind in VARIABLE and m.group(2) is None else m.group(1) or m.group(2).strip()
                 for m in CELL.finditer(body)]
        cells = zip(np.ndindex(*shape), found)
    for at, cell in cells:
        if cell != '()':
            present[at] = True
            if cell != 'NULL':
                valid[at] = True
                values[at] = cell_value(kind, cell)
    return Nd(kind, values, valid, present, lower)


class Suite:
    """Cases, and the random numbers they are made from."""

    def __init__(self, name, large=0):
        """large: the part of values that have more cells than a tile."""
        seed = os.environ.get('SEED') or os.environ.get('AX_SEED') or random.SystemRandom().randrange(10 ** 9)
        self.name = name
        self.large = large
        self.seed = int(seed)
        self.rnd = np.random.default_rng(self.seed)
        self.cases = []
        self.setup = []         # SQL statements that run before the cases

    def kind(self, *kinds):
        return str(self.rnd.choice(kinds or tuple(NUMBERS)))

    def shape(self, ndim=None, cells=200):
        """Lengths of 0 to 5 axes; now and then an axis of length 0."""
        ndim = int(self.rnd.integers(0, 6)) if ndim is None else ndim
        if cells == 200 and self.large > 0 and self.rnd.random() < self.large:
            cells = 20000
        most = max(2, int(cells ** (1 / max(ndim, 1))) + 1)
        return tuple(int(self.rnd.integers(0 if self.rnd.random() < 0.02 else 1, most + 1)) for _ in range(ndim))

    def lower(self, ndim):
        return tuple(int(x) for x in self.rnd.integers(-5, 6, ndim))

    def values(self, kind, shape, low=None, high=None):
        """Cells of a kind; floats with NaN and infinities unless a range is given."""
        rnd = self.rnd
        if kind == 'bool':
            return rnd.random(shape) < 0.5
        if kind in VARIABLE:
            cells = np.empty(shape, object)
            few = rnd.random() < 0.5
            for at in np.ndindex(*shape):
                cells[at] = self.text_cell(few) if kind == TEXT else self.numeric_cell(few)
            return cells
        if kind in INTEGERS:
            info = np.iinfo(DTYPES[kind])
            if low is not None or rnd.random() < 0.8:
                return rnd.integers(-50 if low is None else low, 51 if high is None else high + 1, shape)
            return rnd.integers(info.min, info.max, shape, dtype=np.int64, endpoint=True)
        if kind == 'complex':
            return self.values('float8', shape, low, high) + 1j * self.values('float8', shape, low or -9, high or 9)
        if low is not None:
            return rnd.uniform(low, high, shape).astype(DTYPES[kind])
        x = np.asarray(rnd.normal(0, 10, shape))
        x = np.where(rnd.random(shape) < 0.3, np.round(x), x)
        if rnd.random() < 0.4:
            special = rnd.choice([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0], shape)
            x = np.where(rnd.random(shape) < 0.2, special, x)
        return x.astype(DTYPES[kind])

    def text_cell(self, few):
        if few:
            return str(self.rnd.choice(['', 'a', 'b c', 'NULL', '()', "it's", '"', '\\', '{},']))
        return ''.join(self.rnd.choice(list('abcxyzABC ,{}()"\\\'\u00e9\u20ac'), int(self.rnd.integers(0, 30))))

    def numeric_cell(self, few):
        if few:
            return Decimal(int(self.rnd.integers(-9, 10))) / 4
        return Decimal(int(self.rnd.integers(-10 ** 15, 10 ** 15))).scaleb(int(self.rnd.integers(-20, 5)))

    def array(self, kind=None, shape=None, ndim=None, lower=None, low=None, high=None, masks=True):
        """A random value; half of them have NULL, some empty cells too."""
        kind = kind or self.kind()
        shape = self.shape(ndim) if shape is None else shape
        lower = self.lower(len(shape)) if lower is None else lower
        present = valid = None
        if masks and self.rnd.random() < 0.5:
            present = self.rnd.random(shape) < self.rnd.choice([0.1, 0.7, 1.0])
            valid = self.rnd.random(shape) < 0.8
        return Nd(kind, self.values(kind, shape, low, high), valid, present, lower)

    def rationals(self, shape=None, **more):
        """A value of kind rational, whose cells are texts, with few different values."""
        a = self.array('int4', shape, **more)
        below = self.rnd.integers(1, 6, a.shape)
        texts = [str(Fraction(int(n), int(d))) for n, d in zip(a.values.ravel(), below.ravel())]
        return Nd('rational', np.array(texts, object).reshape(a.shape), a.valid, a.present, a.lower)

    def pair(self, a, kind, **more):
        """A value that broadcasts with a: axes of it left out, made 1, or kept."""
        rnd = self.rnd
        skip = int(rnd.integers(0, a.ndim + 1)) if rnd.random() < 0.3 else 0
        shape = [1 if rnd.random() < 0.25 else n for n in a.shape[skip:]]
        # an axis of length 1 beside one of length 1 is not broadcast
        lower = [l if m == 1 or n != 1 else int(rnd.integers(-5, 6))
                 for l, m, n in zip(a.lower[skip:], a.shape[skip:], shape)]
        return self.array(kind, tuple(shape), lower=lower, **more)

    def case(self, name, sql, expected, ulp=0):
        self.cases.append((name, sql, expected, ulp))

    def _psql(self, database, script):
        run = subprocess.run(['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', database, '-f', '-'],
                             input='SET client_min_messages = warning;\n' + script, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, encoding='utf-8')
        if run.returncode != 0:
            print('not ok - %s: psql: %s' % (self.name, run.stderr))
            sys.exit(1)
        return run.stdout

    def _run(self):
        """The results of all cases: (SQLSTATE or '', text or None)."""
        script = ["CREATE EXTENSION array_ext;", *self.setup,
                  "CREATE TEMP TABLE numpy_case (id int, expression text);",
                  "CREATE FUNCTION pg_temp.outcome(expression text, OUT state text, OUT result text) AS $$",
                  "BEGIN EXECUTE 'SELECT (' || expression || ')::text' INTO result; state := '';",
                  "EXCEPTION WHEN OTHERS THEN state := SQLSTATE; result := SQLERRM; END $$ LANGUAGE plpgsql;",
                  "COPY numpy_case FROM stdin;"]
        for number, (_, sql, _, _) in enumerate(self.cases):
            script.append('%d\t%s' % (number, sql.replace('\\', '\\\\').replace('\n', ' ').replace('\t', ' ')))
        script += ['\\.',
                   "COPY (SELECT id, state, result FROM numpy_case, LATERAL pg_temp.outcome(expression)"
                   " ORDER BY id) TO stdout;"]
        self._psql('postgres', 'DROP DATABASE IF EXISTS %s;\nCREATE DATABASE %s;\n' % (self.name, self.name))
        output = self._psql(self.name, '\n'.join(script) + '\n')
        self._psql('postgres', 'DROP DATABASE %s;\n' % self.name)
        rows = [line.split('\t') for line in output.splitlines()]
        return [(state, None if text == r'\N' else text.replace(r'\\', '\\')) for _, state, text in rows]

    @staticmethod
    def _verdict(expected, state, text, ulp):
        if isinstance(expected, Error):
            if state in expected:
                return None
            return 'gives %s, not SQLSTATE %s' % (state or text, ' or '.join(sorted(expected)))
        if state != '':
            return 'raises %s: %s' % (state, text)
        if expected is None or text is None:
            return None if expected is text is None else 'gives %s, not %s' % (text, expected)
        if isinstance(expected, Nd):
            return expected.difference(parse(text), ulp)
        if callable(expected):
            return expected(text)
        return None if str(expected) == text else 'gives %s, not %s' % (text, expected)

    def finish(self):
        start = time.time()
        counts, first = {}, {}
        for case, (state, text) in zip(self.cases, self._run(), strict=True):
            name, sql, expected, ulp = case
            counts[name] = counts.get(name, 0) + 1
            wrong = self._verdict(expected, state, text, ulp)
            if wrong is not None and name not in first:
                first[name] = '%s\n#   %s' % (wrong, sql if len(sql) < 700 else sql[:700] + ' ...')
        for name in counts:
            if name in first:
                print('not ok - %s: %s (seed %d): %s' % (self.name, name, self.seed, first[name]))
            else:
                print('ok - %s: %s (%d cases)' % (self.name, name, counts[name]))
        print('# %s: seed %d, %d cases in %.1f s' % (self.name, self.seed, len(self.cases), time.time() - start))
        sys.exit(1 if first else 0)
