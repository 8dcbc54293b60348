#!/usr/bin/env python3
"""nd_to_npy and nd_from_npy against numpy's own reader and writer of .npy files."""
import io
from fractions import Fraction

import numpy as np

from numpy_case import DTYPES, NUMBERS, Error, Nd, Suite, cell_text

CASES = 300
suite = Suite('numpy_npy')
rnd = suite.rnd

# numpy's types and the kinds that they become
TYPES = {'b1': 'bool', 'i1': 'int2', 'u1': 'int2', 'i2': 'int2', 'u2': 'int4', 'i4': 'int4', 'u4': 'int8', 'i8': 'int8',
         'u8': 'int8', 'f2': 'float4', 'f4': 'float4', 'f8': 'float8', 'c8': 'complex', 'c16': 'complex'}


def file_of(values, version=(1, 0)):
    file = io.BytesIO()
    np.lib.format.write_array(file, values, version)
    return file.getvalue()


def literal(data):
    return "'\\x%s'::bytea" % data.hex()


def loaded(expected):
    """A check that a file, in hex, holds these cells."""
    def check(text):
        array = np.load(io.BytesIO(bytes.fromhex(text)))
        if array.dtype != expected.dtype or array.shape != expected.shape:
            return 'gives %s of %s, not %s of %s' % (array.dtype, array.shape, expected.dtype, expected.shape)
        same = array.tobytes() == expected.tobytes() if array.dtype.kind not in 'fc' else \
            np.array_equal(array, expected, equal_nan=True)
        return None if same else 'gives %s, not %s' % (array, expected)
    return check


def items(code, shape):
    """Random items of one of numpy's types."""
    if code == 'b1':
        return suite.values('bool', shape)
    if code[0] in 'iu':
        info = np.iinfo(code)
        high = min(info.max, 2 ** 63 - 1)
        return rnd.integers(int(info.min), int(high), shape, dtype=np.int64, endpoint=True).astype(code)
    if code[0] == 'f':
        return np.clip(suite.values('float8', shape), -6e4, 6e4).astype(code)
    return suite.values('complex', shape).astype(code)


def order(values):
    """The same items with either byte order, and with either axis first."""
    if rnd.random() < 0.4:
        values = values.astype(values.dtype.newbyteorder('>'))
    return values.copy(order='F') if rnd.random() < 0.5 else values


for _ in range(CASES):
    # from numpy
    code = str(rnd.choice(list(TYPES)))
    shape = suite.shape(cells=int(rnd.choice([10, 200])))
    lower = suite.lower(len(shape)) if rnd.random() < 0.5 else None
    values = order(items(code, shape))
    version = (int(rnd.integers(1, 4)), 0)
    expected = Nd(TYPES[code], values.astype(DTYPES[TYPES[code]]), lower=lower)
    suite.case('nd_from_npy', 'nd_from_npy(%s%s)' % (
        literal(file_of(values, version)), '' if lower is None else ", '{%s}'" % ','.join(map(str, lower))), expected)

    # to numpy; holes need something to stand in their place
    a = suite.array(suite.kind('bool', 'complex', *NUMBERS))
    fill = suite.values(a.kind, ())
    given = rnd.random() < 0.5
    filled = np.where(a.valid, a.values, fill).astype(DTYPES[a.kind])
    expected = loaded(filled) if given or a.valid.all() else Error('22000')
    suite.case('nd_to_npy', "encode(nd_to_npy(%s%s), 'hex')" % (
        a.sql(), ", '%s'" % cell_text(a.kind, fill).strip('"') if given else ''), expected)

    # there and back
    a = suite.array(suite.kind('bool', 'complex', *NUMBERS), masks=False)
    suite.case('there and back', "nd_from_npy(nd_to_npy(%s), '{%s}')" % (a.sql(), ','.join(map(str, a.lower))), a)

# Dates, in every unit; NaT is NULL
for _ in range(CASES):
    unit, step = [('D', 86400 * 10 ** 6), ('h', 3600 * 10 ** 6), ('m', 60 * 10 ** 6), ('s', 10 ** 6), ('ms', 1000),
                  ('us', 1)][int(rnd.integers(6))]
    n = int(rnd.integers(1, 20))
    most = 200 * 365 * 86400 * 10 ** 6 // step
    values = rnd.integers(-most, most, n).astype('M8[%s]' % unit)
    values[rnd.random(n) < 0.2] = 'NaT'
    if unit == 'D':
        cells = ['NULL' if np.isnat(x) else '"%s"' % x for x in values]
    else:
        cells = ['NULL' if np.isnat(x) else '"%s"' % (str(x.astype('M8[s]')).replace('T', ' ') + (
            '.%06d' % (int(x.astype('M8[us]').astype(np.int64)) % 10 ** 6)).rstrip('0').rstrip('.')) for x in values]
    data = file_of(order(values))
    suite.case('nd_from_npy of M8', 'nd_from_npy(%s)' % literal(data),
               '%s[0:%d]{%s}' % ('date' if unit == 'D' else 'timestamp', n - 1, ','.join(cells)))
    suite.case('nd_to_npy of dates', "encode(nd_to_npy(nd_from_npy(%s)), 'hex')" % literal(data),
               loaded(values.astype('M8[D]' if unit == 'D' else 'M8[us]')))

# Structures: rational, which is reduced, and point2d
for _ in range(CASES):
    n = int(rnd.integers(1, 20))
    parts = rnd.integers(-99, 99, (n, 2))
    parts[:, 1] = np.where(parts[:, 1] == 0, 1, parts[:, 1])
    byte_order = str(rnd.choice(['<', '>']))
    values = np.array([tuple(x) for x in parts], [('num', byte_order + 'i8'), ('den', byte_order + 'i8')])
    cells = [str(Fraction(int(x), int(y))) for x, y in parts]
    suite.case('nd_from_npy of rationals', 'nd_from_npy(%s)' % literal(file_of(values)),
               'rational[0:%d]{%s}' % (n - 1, ','.join(cells)))
    reduced = [(Fraction(int(x), int(y)).numerator, Fraction(int(x), int(y)).denominator) for x, y in parts]
    suite.case('nd_to_npy of rationals', "encode(nd_to_npy(nd_from_npy(%s)), 'hex')" % literal(file_of(values)),
               loaded(np.array(reduced, [('num', '<i8'), ('den', '<i8')])))
    points = np.array([tuple(x / 4) for x in parts], [('x', byte_order + 'f8'), ('y', byte_order + 'f8')])
    suite.case('point2d there and back', "encode(nd_to_npy(nd_from_npy(%s)), 'hex')" % literal(file_of(points)),
               loaded(points.astype([('x', '<f8'), ('y', '<f8')])))

# Types that have no kind, as numpy writes them
LONG = 'a field with a name that is longer than any that is looked for here ' * 3
STRUCTURES = ([('a', 'i4'), ('b', 'f8')], [('num', 'i8', (2,)), ('den', 'i8')], [(('title]', 'x'), 'f8'), ('y', 'f8')],
              [('x', 'f8'), ('y', [('re', 'f8'), ('im', 'f8')])], [('\u00e9"\'\\', 'f8')], [(LONG, 'f8')], [('x', 'V3')], [('x', 'f8')])
for _ in range(CASES):
    if rnd.random() < 0.5:
        values = np.zeros(suite.shape(cells=20), STRUCTURES[int(rnd.integers(len(STRUCTURES)))])
    else:
        values = np.zeros(suite.shape(cells=20), str(rnd.choice(['O', 'S3', 'U2', 'V5', 'g', 'G', 'M8[ns]', 'M8[Y]', 'm8[s]', 'M8[25s]'])))
    file = io.BytesIO()
    np.lib.format.write_array(file, values, (3, 0))
    suite.case('types without a kind', 'nd_from_npy(%s)' % literal(file.getvalue()), Error('0A000'))

# Damage: any byte of the head changed, or the file cut, is read or refused, never anything else
for _ in range(CASES):
    data = bytearray(file_of(order(items(str(rnd.choice(list(TYPES))), suite.shape(cells=20)))))
    for _ in range(int(rnd.integers(1, 4))):
        at = int(rnd.integers(0, min(len(data), 128)))
        data[at] = int(rnd.choice([rnd.integers(0, 256), ord(rnd.choice(list("0123456789(),<>|'{}biufcM")))]))
    if rnd.random() < 0.3:
        data = data[:int(rnd.integers(0, len(data) + 1))]
    suite.case('damage', "(SELECT count(*) FROM nd_from_npy(%s))" % literal(bytes(data)),
               Error('', '22P03', '0A000', '54000', '22003', '22012'))

suite.finish()
