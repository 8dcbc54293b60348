#!/usr/bin/env python3
"""Fourier transforms against numpy.fft, over random axes of 1- to 5-D values.

The error allowed is a few units in the last place of the root of the sum of
squares, times log n, as of numpy's own.
"""
import numpy as np

from numpy_case import Error, Nd, Suite, parse

CASES = 200
suite = Suite('numpy_fft')
rnd = suite.rnd
KINDS = ('int2', 'int4', 'int8', 'float4', 'float8', 'complex')
# lengths with every radix, with factors beyond, and primes that take a chirp
LENGTHS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 25, 29, 31, 37, 41, 60, 64, 74, 97, 100, 121, 127, 128, 210, 211, 256, 360, 961)


def near(want, kind, lower, size):
    def check(text):
        got = parse(text)
        if (got.kind, got.shape, got.lower) != (kind, want.shape, tuple(lower)):
            return 'gives %s%s from %s, not %s%s from %s' % (got.kind, got.shape, got.lower, kind, want.shape, tuple(lower))
        if not got.valid.all():
            return 'has NULL or empty cells'
        limit = 2.0 ** -52 * 8 * (1 + np.log2(max(want.size, 2))) * size
        fault = np.abs(got.values - want).max() if want.size else 0
        return None if fault <= limit else 'off by %g, more than %g' % (fault, limit)
    return check


def root_of_squares(x):
    return float(np.sqrt((np.abs(x) ** 2).sum()))


def operand(kinds=KINDS):
    kind = suite.kind(*kinds)
    if rnd.random() < 0.5:
        shape = (int(rnd.choice(LENGTHS)),) if rnd.random() < 0.7 else (int(rnd.choice(LENGTHS[:14])), int(rnd.choice(LENGTHS[:22])))
        if rnd.random() < 0.3:
            shape = shape[::-1]
    else:
        shape = tuple(int(n) for n in rnd.integers(1, 6, int(rnd.integers(1, 6))))
    a = suite.array(kind, shape, low=-99, high=99, masks=False)
    axes = tuple(int(x) for x in rnd.permutation(a.ndim)[:int(rnd.integers(1, a.ndim + 1))])
    if rnd.random() < 0.3:
        axes = tuple(range(a.ndim))
    sql = 'NULL' if axes == tuple(range(a.ndim)) and rnd.random() < 0.7 else \
        "'{%s}'" % ','.join(str(x - a.ndim if rnd.random() < 0.3 else x) for x in axes)
    wide = a.values.astype(complex if kind == 'complex' else float)
    return a, axes, sql, wide, [0 if d in axes else l for d, l in enumerate(a.lower)]


for _ in range(2 * CASES):
    a, axes, sql, x, lower = operand()
    suite.case('nd_fft', 'nd_fft(%s, %s)' % (a.sql(), sql), near(np.fft.fftn(x, axes=axes), 'complex', lower, root_of_squares(x)))
    suite.case('nd_ifft', 'nd_ifft(%s, %s)' % (a.sql(), sql), near(np.fft.ifftn(x, axes=axes), 'complex', lower, root_of_squares(x)))
    suite.case('nd_ifft of nd_fft', 'nd_ifft(nd_fft(%s, %s), %s)' % (a.sql(), sql, sql),
               near(x.astype(complex), 'complex', lower, root_of_squares(x)))

for _ in range(CASES):
    a, axes, sql, x, lower = operand(KINDS[:-1])
    suite.case('nd_rfft', 'nd_rfft(%s, %s)' % (a.sql(), sql), near(np.fft.rfftn(x, axes=axes), 'complex', lower, root_of_squares(x)))
    n = a.shape[axes[-1]]
    suite.case('nd_irfft of nd_rfft', 'nd_irfft(nd_rfft(%s, %s), %d, %s)' % (a.sql(), sql, n, sql),
               near(x, 'float8', lower, root_of_squares(x)))
    a, axes, sql, x, lower = operand()
    n = a.shape[axes[-1]]
    length = max(2 * (n - 1), 1) if rnd.random() < 0.5 or n == 1 else 2 * n - 1
    text = 'NULL' if length == max(2 * (n - 1), 1) else str(length)
    s = [a.shape[d] for d in axes[:-1]] + [length]
    suite.case('nd_irfft', 'nd_irfft(%s, %s, %s)' % (a.sql(), text, sql),
               near(np.fft.irfftn(x, s=s, axes=axes), 'float8', lower, 2 * root_of_squares(x)))

for _ in range(CASES):
    a = suite.array(suite.kind(*KINDS))
    axes = tuple(int(x) for x in rnd.permutation(a.ndim)[:int(rnd.integers(0, a.ndim + 1))])
    sql = "'{%s}'" % ','.join(map(str, axes))
    for name, shift, centre in (('nd_fftshift', np.fft.fftshift, True), ('nd_ifftshift', np.fft.ifftshift, False)):
        lower = [l if d not in axes or n == 0 else -(n // 2) if centre else 0
                 for d, (l, n) in enumerate(zip(a.lower, a.shape))]
        parts = [shift(x, axes=axes) if axes else x for x in (a.values, a.valid, a.present)]
        suite.case(name, '%s(%s, %s)' % (name, a.sql(), sql), Nd(a.kind, *parts, lower))

for _ in range(CASES // 2):
    a = suite.array(suite.kind('int4', 'float8'), (3, 4), low=1, high=9)
    if a.valid.all():
        a.valid = a.valid & (rnd.random((3, 4)) < 0.9)
        a.valid[1, 2] = False
    suite.case('cells without a value', '%s(%s)' % (rnd.choice(['nd_fft', 'nd_ifft', 'nd_rfft', 'nd_irfft']), a.sql()), Error('22004'))

suite.finish()
