#!/usr/bin/env python3
"""complex against numpy, and its order and hash over a million random values.

100,000 operations of each kind go in by binary COPY and come out as text.  The
oracle is numpy: a part of a result may differ by 2 units in the last place of
the larger part from complex128 or from clongdouble, which has more digits.  An
error is right where clongdouble's result is out of range, or an operand asks
for it.  Where an operand is infinite or NaN, numpy multiplies and divides part
by part and C99 does not; there Annex G is tested in its own words.

SEED or AX_SEED sets the seed, which is printed; OPERATIONS the number.
"""
import os
import random
import struct
import subprocess
import sys
import warnings

import numpy as np

SEED = int(os.environ.get('SEED') or os.environ.get('AX_SEED') or random.SystemRandom().randrange(10 ** 9))
N = int(os.environ.get('OPERATIONS') or 100000)
ROWS = 1000000
DATABASE = 'complex_oracle'
RND = np.random.default_rng(SEED)
SPECIAL = np.array([0.0, -0.0, 1, -1, 0.5, 2, 3, np.inf, -np.inf, np.nan, 5e-324, -5e-324,
                    2.2250738585072014e-308, 1.7976931348623157e308, -1.7976931348623157e308, 1e200, 1e-200])
MAX = np.longdouble(np.finfo(np.float64).max)
EDGE = MAX * (1 - np.longdouble(1e-15))
failed = 0


def psql(*commands, data=None, database=DATABASE):
    arguments = ['psql', '-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', database]
    for command in commands:
        arguments += ['-c', command]
    run = subprocess.run(arguments, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode != 0:
        raise SystemExit('not ok - psql: ' + run.stderr.decode())
    return run.stdout.decode().splitlines()


def verdict(good, what):
    global failed
    failed += not good
    print('%s - %s' % ('ok' if good else 'not ok', what))


def parts(n, bits):
    """Magnitudes 2^-bits to 2^bits, whole numbers, special values, and some of any magnitude."""
    bits = np.where(RND.random(n) < 0.05, 1020, bits)
    x = np.ldexp(RND.uniform(0.5, 1, n), RND.integers(-bits, bits)) * RND.choice([-1.0, 1.0], n)
    x = np.where(RND.random(n) < 0.15, RND.integers(-9, 10, n).astype(float), x)
    return np.where(RND.random(n) < 0.06, RND.choice(SPECIAL, n), x)


def numbers(n, bits):
    z = np.empty(n, np.complex128)
    z.real = parts(n, bits)
    z.imag = parts(n, bits)
    return z


def copy_in(table, number, columns, flags=()):
    """Binary COPY of row numbers, columns of complex128, and columns of bool."""
    fields = [('fields', '>i2'), ('four', '>i4'), ('n', '>i4')]
    for i in range(len(columns)):
        fields += [('length%d' % i, '>i4'), ('re%d' % i, '>f8'), ('im%d' % i, '>f8')]
    for i in range(len(flags)):
        fields += [('one%d' % i, '>i4'), ('flag%d' % i, 'u1')]
    row = np.zeros(number, fields)
    row['fields'] = 1 + len(columns) + len(flags)
    row['four'] = 4
    row['n'] = np.arange(number)
    for i, column in enumerate(columns):
        row['length%d' % i] = 16
        row['re%d' % i] = column.real
        row['im%d' % i] = column.imag
    for i, flag in enumerate(flags):
        row['one%d' % i] = 1
        row['flag%d' % i] = flag
    psql('COPY %s FROM STDIN (FORMAT binary)' % table,
         data=b'PGCOPY\n\377\r\n\0' + struct.pack('>ii', 0, 0) + row.tobytes() + struct.pack('>h', -1))


def infinite(z):
    return np.isinf(z.real) | np.isinf(z.imag)


def finite(z):
    return np.isfinite(z.real) & np.isfinite(z.imag)


def has_nan(z):
    return np.isnan(z.real) | np.isnan(z.imag)


def near(got, right):
    """Within 2 units in the last place of the larger part."""
    larger = np.maximum(np.abs(right.real), np.abs(right.imag)).astype(np.float64)
    unit = np.spacing(np.minimum(larger, np.float64(MAX)))
    off = np.maximum(np.abs(got.real - right.real), np.abs(got.imag - right.imag))
    return off <= 2 * unit


def alike(got, right):
    """Part by part: both NaN, the same infinity, or near; the sign where C99 leaves it open is not looked at."""
    good = np.ones(len(got), bool)
    for g, r in ((got.real, right.real), (got.imag, right.imag)):
        good &= ((np.isnan(g) & np.isnan(r)) | (np.abs(g) == np.abs(r))
                 | (np.abs(g - r) <= 2 * np.spacing(np.maximum(np.abs(r), 1e-300))))
    return good


def out_of_range(wide):
    """Whether a result, known with more digits, has no double: too large, or 0 by rounding alone."""
    large = (np.abs(wide.real) > EDGE) | (np.abs(wide.imag) > EDGE)
    small = (np.abs(wide.real) < 5e-324) & (np.abs(wide.imag) < 5e-324)
    return large | small


def right_of_infinite(name, a, b, got, right):
    """What Annex G says of operands that are not finite."""
    if name == '*':
        infinity = (infinite(a) & (infinite(b) | (finite(b) & (b != 0)))
                    | infinite(b) & (infinite(a) | (finite(a) & (a != 0))))
        return np.where(infinity, infinite(got), ~finite(got))
    if name == '/':
        return np.where(infinite(a) & finite(b), infinite(got),
                        np.where(finite(a) & infinite(b), got == 0, ~finite(got)))
    if name == '^':
        # cpow's special values are left open; a to 0 and 1 to b are 1
        return np.where((b == 0) | (a == 1), got == 1, True)
    return alike(got, right)


def run(name, sql, bits_a, bits_b, function, expected_error):
    """One operation over N pairs; expected_error(a, b) gives SQLSTATEs, or ''."""
    a = numbers(N, bits_a)
    b = numbers(N, bits_b) if bits_b else np.zeros(N, np.complex128)
    right = np.asarray(function(a, b)).astype(np.complex128)
    wide = np.asarray(function(a.astype(np.clongdouble), b.astype(np.clongdouble))).astype(np.clongdouble)
    # only these run in a block that catches errors, which is slow
    size = np.maximum(np.abs(wide.real), np.abs(wide.imag))
    risky = ~((size < 1e307) & (size > 1e-307))
    if name in '/^log':
        risky |= (a == 0) | (b == 0)
    psql('DROP TABLE IF EXISTS operands', 'CREATE UNLOGGED TABLE operands (n int, a complex, b complex, risky bool)')
    copy_in('operands', N, (a, b), (risky,))
    lines = psql(
        "CREATE OR REPLACE FUNCTION attempt(a complex, b complex) RETURNS text LANGUAGE plpgsql AS $$ BEGIN "
        "RETURN %s; EXCEPTION WHEN data_exception THEN RETURN '!' || SQLSTATE; END $$" % sql,
        "COPY (SELECT CASE WHEN risky THEN attempt(a, b) ELSE (%s)::text END FROM operands ORDER BY n) TO STDOUT" % sql)
    errors = np.array([line[1:] if line[0] == '!' else '' for line in lines])
    got = np.array([complex(*map(float, line[1:-1].split(','))) if line[0] == '(' else
                    0 if line[0] == '!' else float(line) for line in lines])
    wanted = expected_error(a, b)
    both = finite(a) & finite(b)
    too_far = both & out_of_range(wide)
    if name in '+-':
        # the parts have nothing to do with each other
        for x, y, sum_of in ((a.real, b.real, wide.real), (a.imag, b.imag, wide.imag)):
            too_far |= np.isfinite(x) & np.isfinite(y) & (np.abs(sum_of) > EDGE)
    good = np.where(
        wanted != '', errors == wanted,
        np.where(errors != '', (errors == '22003') & too_far,
                 np.where(both, near(got, right) | near(got, wide),
                          right_of_infinite(name, a, b, got, right))))
    for i in np.flatnonzero(~good)[:5]:
        print('# %s of %r and %r is %s; numpy has %r, %r' % (name, a[i], b[i], lines[i], right[i], wide[i]))
    verdict(good.all(), '%d of %s: %d errors, %d with operands that are not finite, %d within 2 ulps of complex128 as it is'
            % (N, name, (errors != '').sum(), (~both).sum(), (both & (errors == '') & near(got, right)).sum()))


def no_error(a, b):
    return np.full(len(a), '')


def division_error(a, b):
    return np.where((b == 0) & ~has_nan(a), '22012', '')


def log_error(a, b):
    return np.where(a == 0, '2201E', '')


def power_error(a, b):
    return np.where((a == 0) & (b.real <= 0) & (b != 0) & ~has_nan(b), '2201F', '')


def power(a, b):
    # in numpy 0 to a complex power is NaN, and NaN to 0 is NaN
    result = np.power(a, b)
    result = np.where((a == 0) & (b.real > 0), 0, result)
    return np.where((b == 0) | (a == 1), 1, result)


def arithmetic():
    run('+', 'a + b', 60, 60, lambda a, b: a + b, no_error)
    run('-', 'a - b', 60, 60, lambda a, b: a - b, no_error)
    run('*', 'a * b', 60, 60, lambda a, b: a * b, no_error)
    run('/', 'a / b', 60, 60, lambda a, b: a / b, division_error)
    run('conj', 'conj(a)', 60, 0, lambda a, b: np.conj(a), no_error)
    run('abs', 'abs(a)', 60, 0, lambda a, b: np.abs(a), no_error)
    run('arg', 'arg(a)', 60, 0, lambda a, b: np.angle(a), no_error)
    run('exp', 'exp(a)', 9, 0, lambda a, b: np.exp(a), no_error)
    run('log', 'log(a)', 60, 0, lambda a, b: np.log(a), log_error)
    run('sqrt', 'sqrt(a)', 60, 0, lambda a, b: np.sqrt(a), no_error)
    run('^', 'a ^ b', 6, 3, power, power_error)


def order():
    """Order, hash and indexes over a million values, many of them equal."""
    z = numbers(ROWS, 4)
    z.imag = np.where(RND.random(ROWS) < 0.3, RND.integers(-9, 10, ROWS), z.imag)
    z.real = np.where(RND.random(ROWS) < 0.3, RND.integers(-9, 10, ROWS), z.real)
    psql('CREATE UNLOGGED TABLE ordered (n int, z complex)')
    copy_in('ordered', ROWS, (z,))
    psql('ANALYZE ordered')

    # -0 and 0 are equal for numpy too, and NaN comes last
    right = np.lexsort((np.arange(ROWS), z.imag, z.real))
    got = np.array([int(n) for n in psql('COPY (SELECT n FROM ordered ORDER BY z USING ~<~, n) TO STDOUT')])
    verdict((got == right).all(), 'the lexicographic order of %d values is numpy\'s' % ROWS)

    wrong = psql("SELECT count(*) FROM (SELECT z AS a, lead(z) OVER w AS b, lead(z, 2) OVER w AS c FROM ordered WINDOW w AS (ORDER BY n)) s"
                 " WHERE complex_lex_cmp(a, b) <> - complex_lex_cmp(b, a) OR (a = b) <> (complex_lex_cmp(a, b) = 0)"
                 " OR (a ~<~ b) = (a ~>=~ b) OR (a ~<=~ b) = (a ~>~ b) OR (a = b) = (a <> b)"
                 " OR (a = b) <> (complex_hash_extended(a, 0) = complex_hash_extended(b, 0))"
                 " OR (a ~<=~ b AND b ~<=~ c AND NOT a ~<=~ c)")
    verdict(wrong == ['0'], 'laws of order and hash over %d neighbours' % ROWS)

    bits = (z + 0.0).view(np.uint64).reshape(-1, 2).copy()
    bits[np.isnan(z.real), 0] = bits[np.isnan(z.imag), 1] = 0x7ff8000000000000
    bits[(z.real == 0), 0] = bits[(z.imag == 0), 1] = 0
    count = len(np.unique(bits, axis=0))
    got = psql('SELECT count(*) FROM (SELECT z FROM ordered GROUP BY z) g',
               'SELECT count(DISTINCT z ORDER BY z USING ~<~) FROM ordered')
    verdict(got == [str(count)] * 2, '%d groups by hash and by sort, as numpy has' % count)

    probe = 'CREATE UNLOGGED TABLE %s AS SELECT o.n, o.z FROM probes p JOIN ordered o ON o.z = p.z'
    span = "CREATE UNLOGGED TABLE %s AS SELECT n FROM ordered WHERE z ~>~ '(-1,2)' AND z ~<=~ '(1,nan)'"
    by_index = 'SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_seqscan = off'
    psql('CREATE UNLOGGED TABLE probes AS SELECT DISTINCT z FROM ordered WHERE n % 1009 = 0', probe % 'by_scan', span % 'range_scan',
         'CREATE INDEX ordered_lex ON ordered (z complex_lex_ops)', by_index, probe % 'by_lex', span % 'range_lex',
         'DROP INDEX ordered_lex; CREATE INDEX ordered_hash ON ordered USING hash (z)', probe % 'by_hash')
    for index, scan in (('by_hash', 'by_scan'), ('by_lex', 'by_scan'), ('range_lex', 'range_scan')):
        key = 'n' if index == 'range_lex' else 'n, complex_send(z)'
        found, differ = psql(
            'SELECT count(*) FROM %s' % index,
            'SELECT count(*) FROM ((SELECT {0} FROM {1} EXCEPT ALL SELECT {0} FROM {2}) UNION ALL '
            '(SELECT {0} FROM {2} EXCEPT ALL SELECT {0} FROM {1})) d'.format(key, index, scan))
        verdict(int(found) > 1000 and differ == '0', '%s: %s rows as the scan of the table finds them' % (index, found))


def main():
    print('# seed %d' % SEED)
    # infinities and NaN are among the operands
    np.seterr(all='ignore')
    os.environ['PGOPTIONS'] = '-c jit=off -c work_mem=256MB -c maintenance_work_mem=256MB'
    warnings.simplefilter('ignore')
    psql('DROP DATABASE IF EXISTS %s' % DATABASE, 'CREATE DATABASE %s' % DATABASE, database='postgres')
    psql('CREATE EXTENSION array_ext')
    arithmetic()
    order()
    psql('DROP DATABASE %s' % DATABASE, database='postgres')
    sys.exit(1 if failed else 0)


main()
