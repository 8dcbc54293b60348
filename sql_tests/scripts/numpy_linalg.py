#!/usr/bin/env python3
"""Linear algebra against numpy; of integers against Python's own numbers.

Factors are not unique, so they are multiplied together again.  Tolerances are
unit roundoffs times the number of terms and the size of the operands.
"""
from fractions import Fraction

import numpy as np

from numpy_case import DTYPES, INTEGERS, Error, Nd, Suite, parse

CASES = 200
suite = Suite('numpy_linalg')
rnd = suite.rnd
EPS = {'float4': 2.0 ** -23, 'float8': 2.0 ** -52, 'complex': 2.0 ** -52}
FLOATING = ('float4', 'float8', 'complex')


def real_kind(kind):
    return kind if kind in FLOATING else 'float8'


def value_kind(kind):
    return 'float8' if kind == 'complex' else kind


def common(a, b):
    """PostgreSQL's kind of a product."""
    if 'complex' in (a, b):
        return 'complex'
    if a in INTEGERS and b in INTEGERS:
        return 'int8'
    return 'float4' if a == b == 'float4' else 'float8'


def wide(a):
    return a.values.astype(np.complex128 if a.kind == 'complex' else np.float64)


def size_of(x):
    x = np.abs(x[np.isfinite(x)])
    return float(x.max()) if x.size else 0.0


def differs(got, want, kind, lower, error):
    """What is wrong with a value, whose cells may be off by an error."""
    want = np.asarray(want)
    if (got.kind, got.shape, got.lower) != (kind, want.shape, tuple(lower)):
        return 'gives %s%s from %s, not %s%s from %s' % (got.kind, got.shape, got.lower, kind, want.shape, tuple(lower))
    if not got.valid.all():
        return 'has NULL or empty cells'
    with np.errstate(all='ignore'):
        bad = ~((got.values == want) | (np.isnan(got.values) & np.isnan(want)) | (np.abs(got.values - want) <= error))
    if bad.any():
        at = tuple(int(i) for i in np.argwhere(bad)[0])
        return 'cell %s is %r, not %r, off by more than %g' % (at, got.values[at], want[at], error)
    return None


def near(want, kind, lower, error):
    return lambda text: differs(parse(text), want, kind, lower, error)


def parts(text):
    return [None if part == '' else parse(part) for part in text.split('|')]


def first(*faults):
    return next((f for f in faults if f is not None), None)


def columns(function, a, *names, more=''):
    return "(SELECT concat_ws('|', %s) FROM %s(%s%s))" % (
        ', '.join("coalesce(%s::text, '')" % n for n in names), function, a.sql(), more)


def lead(most=2):
    return tuple(int(rnd.integers(0 if rnd.random() < 0.05 else 1, 4)) for _ in range(int(rnd.integers(0, most + 1))))


def length(most=8):
    return int(rnd.integers(0 if rnd.random() < 0.05 else 1, most))


def matrix(kind, shape, lower=None, masks=False, **more):
    more = more or {'low': -9, 'high': 9}
    a = suite.array(kind, shape, lower=lower, masks=masks, **more)
    return a


def swap(x):
    return np.swapaxes(x, -1, -2)


# Products.
def inner_pair(a_shape, b_shape, a_axis, b_axis, same=()):
    """Two operands whose inner axes begin alike, and as many of those in front as are shared."""
    kinds = [suite.kind('int2', 'int4', 'int8', 'float4', 'float8', 'complex') for _ in range(2)]
    a_lower, b_lower = list(suite.lower(len(a_shape))), list(suite.lower(len(b_shape)))
    b_lower[b_axis] = a_lower[a_axis]
    for i, j in same:
        if a_shape[i] == b_shape[j]:
            b_lower[j] = a_lower[i]
    special = rnd.random() < 0.2 and 'complex' not in kinds
    operands = []
    for kind, shape, lower in ((kinds[0], a_shape, a_lower), (kinds[1], b_shape, b_lower)):
        x = matrix(kind, shape, lower) if not special or kind in INTEGERS else suite.array(kind, shape, lower=lower, masks=False)
        if kind == 'int8' and rnd.random() < 0.3:
            bits = int(rnd.integers(10, 64))
            x.values = rnd.integers(-2 ** (bits - 1), 2 ** (bits - 1) - 1, shape, dtype=np.int64, endpoint=True)
        operands.append(x)
    return operands


def product(name, sql, a, b, operation, lower):
    kind = common(a.kind, b.kind)
    if kind == 'int8':
        want = np.asarray(operation(a.values.astype(object), b.values.astype(object)), dtype=object)
        if any(not -2 ** 63 <= int(x) < 2 ** 63 for x in want.flat):
            suite.case(name, sql, Error('22003'))
        else:
            suite.case(name, sql, Nd('int8', want.astype(np.int64), lower=lower))
        return
    x, y = wide(a), wide(b)
    with np.errstate(all='ignore'):
        want = np.asarray(operation(x, y))
        error = 4 * EPS[kind] * size_of(x) * size_of(y) * max(a.size, b.size, 1)
        suite.case(name, sql, near(want.astype(DTYPES[kind]), kind, lower, error))


def object_matmul(x, y):
    """numpy.matmul, which of objects without terms says None."""
    shape = np.matmul(np.zeros(x.shape), np.zeros(y.shape)).shape
    return np.matmul(x, y) if x.size and y.size else np.zeros(shape, x.dtype)


for number in range(3 * CASES):
    k = length(60) if rnd.random() < 0.1 else length()
    stack = lead(3)
    a_lead = tuple(1 if rnd.random() < 0.3 else n for n in stack[int(rnd.integers(0, len(stack) + 1)) if rnd.random() < 0.3 else 0:])
    b_lead = tuple(1 if rnd.random() < 0.3 else n for n in stack[int(rnd.integers(0, len(stack) + 1)) if rnd.random() < 0.3 else 0:])
    a_shape = (k,) if rnd.random() < 0.2 else a_lead + (length(), k)
    b_shape = (k,) if rnd.random() < 0.2 else b_lead + (k, length())
    a_axis, b_axis = len(a_shape) - 1, max(len(b_shape) - 2, 0)
    a_own, b_own = max(len(a_shape) - 2, 0), max(len(b_shape) - 2, 0)
    ndim = max(a_own, b_own)
    same = [(d - (ndim - a_own), d - (ndim - b_own)) for d in range(ndim) if d >= ndim - a_own and d >= ndim - b_own]
    a, b = inner_pair(a_shape, b_shape, a_axis, b_axis, same)
    lower = []
    for d in range(ndim):
        i, j = d - (ndim - a_own), d - (ndim - b_own)
        from_a = j < 0 or (i >= 0 and (a_shape[i] != 1 or b_shape[j] == 1))
        lower.append(a.lower[i] if from_a else b.lower[j])
    lower += [a.lower[-2]] if a.ndim > 1 else []
    lower += [b.lower[-1]] if b.ndim > 1 else []
    product('nd_matmul', 'nd_matmul(%s, %s)' % (a.sql(), b.sql()), a, b, object_matmul, lower)

for _ in range(2 * CASES):
    k = length()
    a_shape = () if rnd.random() < 0.1 else lead(3) + (k,)
    b_shape = () if rnd.random() < 0.1 else (k,) if rnd.random() < 0.3 else lead(1) + (k, length())
    if a_shape and b_shape:
        a, b = inner_pair(a_shape, b_shape, len(a_shape) - 1, max(len(b_shape) - 2, 0))
    else:
        a, b = (matrix(suite.kind('int4', 'float8', 'complex'), s) for s in (a_shape, b_shape))
    inner = max(b.ndim - 2, 0)
    if a.ndim and b.ndim:
        lower = a.lower[:-1] + b.lower[:inner] + b.lower[inner + 1:]
        shape = a.shape[:-1] + b.shape[:inner] + b.shape[inner + 1:]
    else:
        lower, shape = a.lower + b.lower, a.shape + b.shape
    dot = (lambda x, y: np.dot(x, y)) if a.size and b.size else (lambda x, y, s=shape: np.zeros(s, x.dtype))
    product('nd_dot', 'nd_dot(%s, %s)' % (a.sql(), b.sql()), a, b, dot, lower)

for _ in range(CASES):
    a = matrix(suite.kind('int4', 'int8', 'float4', 'float8', 'complex'), suite.shape())
    b = matrix(suite.kind('int4', 'int8', 'float4', 'float8', 'complex'), a.shape, a.lower)
    product('nd_vdot', 'nd_vdot(%s, %s)' % (a.sql(), b.sql()), a, b, lambda x, y: np.sum(np.conj(x) * y) if x.size else 0, ())
    a = matrix(suite.kind('int4', 'int8', 'float4', 'float8', 'complex'), suite.shape(int(rnd.integers(0, 3)), 20))
    b = matrix(suite.kind('int4', 'int8', 'float4', 'float8', 'complex'), suite.shape(int(rnd.integers(0, 3)), 20))
    product('nd_outer', 'nd_outer(%s, %s)' % (a.sql(), b.sql()), a, b, np.multiply.outer, a.lower + b.lower)
    a = matrix(suite.kind('int4', 'int8', 'float4', 'float8', 'complex'), lead() + (length(), length()))
    product('nd_trace', 'nd_trace(%s)' % a.sql(), a, a, lambda x, y: np.trace(x, axis1=-2, axis2=-1), a.lower[:-2])

# Integers of all sizes, with longer sums, so that every way of slicing is taken.
for _ in range(CASES // 4):
    m, k, n = int(rnd.integers(1, 6)), int(rnd.integers(1, 400)), int(rnd.integers(1, 6))
    x, y = ([[int(v) for v in row] for row in rnd.integers(-2 ** (bits - 1), 2 ** (bits - 1) - 1, shape, dtype=np.int64, endpoint=True)]
            for bits, shape in ((int(rnd.integers(2, 65)), (m, k)), (int(rnd.integers(2, 65)), (k, n))))
    if rnd.random() < 0.5 and k > 1:
        # what one half adds the other takes away again
        half = k // 2
        for row in x:
            row[half:2 * half] = [max(-v, -2 ** 63 + 1) if v != -2 ** 63 else 2 ** 63 - 1 for v in row[:half]]
        y[half:2 * half] = [list(row) for row in y[:half]]
    a, b = Nd('int8', np.array(x, dtype=np.int64)), Nd('int8', np.array(y, dtype=np.int64))
    product('nd_matmul of long integers', 'nd_matmul(%s, %s)' % (a.sql(), b.sql()), a, b, np.matmul, (0, 0))


# Equations.
def regular(kind, shape, lower=None):
    """Square matrices far from singular."""
    a = matrix(kind, shape, lower)
    n = shape[-1]
    a.values = (a.values + np.eye(n, dtype=a.values.dtype) * 10 * max(n, 1)).astype(a.values.dtype)
    return a


for _ in range(2 * CASES):
    n, m = length(), length()
    stack = lead()
    a = regular(suite.kind('int4', 'float4', 'float8', 'complex'), stack + (n, n))
    vector = rnd.random() < 0.3
    b_lead = () if vector or rnd.random() < 0.3 else stack
    b = matrix(suite.kind('int4', 'float4', 'float8', 'complex'), b_lead + ((n,) if vector else (n, m)))
    b.lower = (a.lower[:-2] if b_lead else ()) + (a.lower[-2],) + (() if vector else b.lower[-1:])
    kind = real_kind(common(a.kind, b.kind))
    x, y = wide(a), wide(b)
    # as many axes as the matrices, or numpy takes them for vectors
    y = np.broadcast_to(y[:, None] if vector else y, stack + (n, 1 if vector else m))
    want = np.linalg.solve(x, y)[..., 0] if vector else np.linalg.solve(x, y)
    lower = a.lower[:-2] + (a.lower[-1],) + (() if vector else b.lower[-1:])
    suite.case('nd_solve', 'nd_solve(%s, %s)' % (a.sql(), b.sql()), near(want, kind, lower, 100 * EPS[kind] * max(n, 1)))

for _ in range(CASES):
    n = length()
    a = regular(suite.kind('int4', 'float4', 'float8', 'complex'), lead() + (n, n))
    kind = real_kind(a.kind)
    x = wide(a)
    suite.case('nd_inverse', 'nd_inverse(%s)' % a.sql(),
               near(np.linalg.inv(x), kind, a.lower[:-2] + (a.lower[-1], a.lower[-2]), 10 * EPS[kind] * max(n, 1)))
    want = np.linalg.det(x)
    suite.case('nd_det', 'nd_det(%s)' % a.sql(), near(want, kind, a.lower[:-2], 50 * EPS[kind] * max(n, 1) * (size_of(want) or 1)))
    sign, log_size = np.linalg.slogdet(x)

    def check(text, sign=sign, log_size=log_size, kind=kind, a=a, n=n):
        got = parts(text)
        return first(differs(got[0], sign, kind, a.lower[:-2], 50 * EPS[kind] * max(n, 1)),
                     differs(got[1], log_size, value_kind(kind), a.lower[:-2], 50 * EPS[kind] * max(n, 1) * (1 + size_of(log_size))))
    suite.case('nd_slogdet', columns('nd_slogdet', a, 'sign', 'log_size'), check)

    c = matrix(suite.kind('float4', 'float8', 'complex'), a.shape)
    c.lower = c.lower[:-1] + (c.lower[-2],)
    x = wide(c)
    c.values = (x @ np.conj(swap(x)) + np.eye(n) * (n + 1)).astype(DTYPES[c.kind])
    suite.case('nd_cholesky', 'nd_cholesky(%s)' % c.sql(),
               near(np.linalg.cholesky(wide(c)), c.kind, c.lower, 100 * EPS[c.kind] * max(n, 1) * (1 + size_of(c.values))))


def orthonormal(q, kind, by=-1):
    """Columns (by rows: -2) of unit length at right angles."""
    x = q.values.astype(np.complex128)
    x = np.conj(swap(x)) @ x if by == -1 else x @ np.conj(swap(x))
    fault = np.abs(x - np.eye(x.shape[-1])).max() if x.size else 0
    return None if fault <= 100 * EPS[kind] * max(q.shape[-2:]) else 'not orthonormal by %g' % fault


def rebuilt(product, a, kind):
    x = wide(a)
    fault = np.abs(product - x).max() if x.size else 0
    limit = 100 * EPS[kind] * max(1, *a.shape[-2:]) * (1 + size_of(x))
    return None if product.shape == x.shape and fault <= limit else 'factors give %s, off by %g' % (product.shape, fault)


for _ in range(CASES):
    a = matrix(suite.kind('int2', 'int8', 'float4', 'float8', 'complex'), lead() + (length(9), length(9)))
    if a.kind == 'int8':
        a.values = rnd.integers(-50, 50, a.shape)
    if rnd.random() < 0.2 and a.size:
        a.values[..., 0] = a.values[..., -1]
    kind = real_kind(a.kind)
    m, n = a.shape[-2:]
    k = min(m, n)

    def check_qr(text, a=a, kind=kind, m=m, n=n, k=k):
        q, r = parts(text)
        if (q.shape, r.shape) != (a.shape[:-2] + (m, k), a.shape[:-2] + (k, n)):
            return 'shapes %s and %s' % (q.shape, r.shape)
        if (q.kind, r.kind, q.lower, r.lower) != (kind, kind, a.lower[:-1] + (0,), a.lower[:-2] + (0, a.lower[-1])):
            return 'kinds or bounds: %s %s %s %s' % (q.kind, r.kind, q.lower, r.lower)
        return first(orthonormal(q, kind), rebuilt(q.values @ r.values, a, kind),
                     'r is not triangular' if (np.tril(r.values, -1) != 0).any() else None)
    suite.case('nd_qr', columns('nd_qr', a, 'q', 'r'), check_qr)

    full = bool(rnd.random() < 0.5)

    def check_svd(text, a=a, kind=kind, m=m, n=n, k=k, full=full):
        u, s, vt = parts(text)
        if (u.shape, s.shape, vt.shape) != (a.shape[:-2] + (m, m if full else k), a.shape[:-2] + (k,), a.shape[:-2] + (n if full else k, n)):
            return 'shapes %s, %s, %s' % (u.shape, s.shape, vt.shape)
        if (u.lower, s.lower, vt.lower) != (a.lower[:-1] + (0,), a.lower[:-2] + (0,), a.lower[:-2] + (0, a.lower[-1])):
            return 'bounds %s, %s, %s' % (u.lower, s.lower, vt.lower)
        want = np.linalg.svd(wide(a), compute_uv=False) if a.size else np.zeros(s.shape)
        return first(differs(s, want, value_kind(kind), s.lower, 100 * EPS[kind] * (1 + size_of(want))),
                     orthonormal(u, kind), orthonormal(vt, kind, -2),
                     rebuilt((u.values[..., :k] * s.values[..., None, :]) @ vt.values[..., :k, :], a, kind))
    suite.case('nd_svd', columns('nd_svd', a, 'u', 's', 'vt', more=', %s' % full), check_svd)

    want = np.linalg.pinv(wide(a), rcond=1e-4) if a.size else np.zeros(a.shape[:-2] + (n, m))
    suite.case('nd_pinv', 'nd_pinv(%s, 1e-4)' % a.sql(),
               near(want, kind, a.lower[:-2] + (a.lower[-1], a.lower[-2]), 1e4 * EPS[kind] * (1 + size_of(want)) ** 2 * (1 + size_of(wide(a)))))
    rank = np.linalg.matrix_rank(wide(a), tol=1e-3) if a.size else np.zeros(a.shape[:-2], int)
    suite.case('nd_matrix_rank', 'nd_matrix_rank(%s, 1e-3)' % a.sql(), Nd('int8', rank, lower=a.lower[:-2]))

for _ in range(CASES + 50):
    n = length()
    a = matrix(suite.kind('int4', 'float4', 'float8', 'complex'), lead() + (n, n))
    a.lower = a.lower[:-1] + (a.lower[-2],)
    kind = real_kind(a.kind)
    h = a.like((a.values + np.conj(swap(a.values))).astype(DTYPES[a.kind]))

    def check_eigh(text, a=h, kind=kind, n=n):
        w, v = parts(text)
        want = np.linalg.eigvalsh(wide(a)) if a.size else np.zeros(a.shape[:-1])
        return first(differs(w, want, value_kind(kind), a.lower[:-2] + (0,), 100 * EPS[kind] * (1 + size_of(want))),
                     None if v.lower == a.lower[:-1] + (0,) else 'bounds %s' % (v.lower,),
                     orthonormal(v, kind),
                     rebuilt((v.values * w.values[..., None, :]) @ np.conj(swap(v.values)), a, kind))
    suite.case('nd_eigh', columns('nd_eigh', h, 'eigenvalues', 'eigenvectors'), check_eigh)

    def check_eig(text, a=a, n=n):
        w, v = parts(text)
        if (w.kind, v.kind, w.shape, v.shape) != ('complex', 'complex', a.shape[:-1], a.shape):
            return 'kinds or shapes: %s %s %s %s' % (w.kind, v.kind, w.shape, v.shape)
        if not a.size:
            return None
        x = wide(a)
        fault = np.abs(x @ v.values - v.values * w.values[..., None, :]).max()
        lengths = np.abs((np.abs(v.values) ** 2).sum(axis=-2) - 1).max()
        traces = np.abs(w.values.sum(axis=-1) - np.trace(x, axis1=-2, axis2=-1)).max()
        limit = 1000 * EPS['float8'] * n * (1 + size_of(x))
        return None if max(fault, lengths, traces) <= limit else 'off by %g, %g, %g' % (fault, lengths, traces)
    suite.case('nd_eig', columns('nd_eig', a, 'eigenvalues', 'eigenvectors'), check_eig)

    m, n, sides = length(9), length(9), length(4)
    a = matrix(suite.kind('int4', 'float4', 'float8', 'complex'), (m, n))
    if rnd.random() < 0.3 and n > 1:
        a.values[:, 0] = a.values[:, -1]
    b = matrix(suite.kind('int4', 'float4', 'float8', 'complex'), (m,) if rnd.random() < 0.5 else (m, sides))
    b.lower = (a.lower[0],) + b.lower[1:]
    kind = real_kind(common(a.kind, b.kind))

    def check_lstsq(text, a=a, b=b, kind=kind, m=m, n=n):
        x, left, rank, s = text.split('|')
        x, s, rank = parse(x), parse(s), int(rank)
        p, q = wide(a), wide(b)
        want = np.linalg.lstsq(p, q, rcond=1e-4)
        if rank != want[2] or (left != '') != (rank == n and m > n):
            return 'rank %d, not %d, or left over %s' % (rank, want[2], left)
        scale = (1 + size_of(want[0])) * (1 + size_of(want[3]) / (want[3][rank - 1] if rank else 1)) ** 2
        return first(differs(x, want[0], kind, (a.lower[1],) + b.lower[1:], 1000 * EPS[kind] * scale),
                     differs(s, want[3], value_kind(kind), (0,), 100 * EPS[kind] * (1 + size_of(want[3]))),
                     None if left == '' else
                     differs(parse(left), (np.abs(q - p @ want[0]) ** 2).sum(axis=0), value_kind(kind), b.lower[1:],
                             1000 * EPS[kind] * scale * (1 + size_of(q)) ** 2 * m))
    sql = "(SELECT concat_ws('|', x, coalesce(residuals::text, ''), rank, s) FROM nd_lstsq(%s, %s, 1e-4))" % (a.sql(), b.sql())
    if m == 0 or n == 0 or b.size == 0:
        # numpy has ways of its own here: zeros, and nothing left over
        suite.case('nd_lstsq of nothing', '(SELECT x FROM nd_lstsq(%s, %s, 1e-4))' % (a.sql(), b.sql()),
                   Nd(kind, np.zeros((n,) + b.shape[1:]), lower=(a.lower[1],) + b.lower[1:]))
    else:
        suite.case('nd_lstsq', sql, check_lstsq)

# Rationals, against fractions.
def fractions(shape, size):
    x = np.empty(shape, object)
    for at in np.ndindex(*shape):
        x[at] = Fraction(int(rnd.integers(-size, size + 1)), int(rnd.integers(1, size + 1)))
    return x


def ratio(x, lower=None):
    return Nd('rational', np.asarray(x, object), lower=lower)


def inverse(x):
    """By Gauss and Jordan; None if singular."""
    n = len(x)
    rows = [list(row) + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(x)]
    for k in range(n):
        pivot = next((i for i in range(k, n) if rows[i][k] != 0), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [v / rows[k][k] for v in rows[k]]
        for i in range(n):
            if i != k:
                rows[i] = [v - rows[i][k] * w for v, w in zip(rows[i], rows[k])]
    out = np.empty((n, n), object)
    for i in range(n):
        out[i] = rows[i][n:]
    return out


def determinant(x):
    x, det = [list(row) for row in x], Fraction(1)
    for k in range(len(x)):
        pivot = next((i for i in range(k, len(x)) if x[i][k] != 0), None)
        if pivot is None:
            return Fraction(0)
        if pivot != k:
            x[k], x[pivot], det = x[pivot], x[k], -det
        det *= x[k][k]
        for i in range(k + 1, len(x)):
            x[i] = [v - x[i][k] / x[k][k] * w for v, w in zip(x[i], x[k])]
    return det


def exact(name, sql, want, lower):
    fits = all(-2 ** 63 <= f.numerator < 2 ** 63 and f.denominator < 2 ** 63 for f in np.asarray(want, object).flat)
    # a parsed rational is its text
    want = np.vectorize(str, otypes=[object])(np.asarray(want, object))
    suite.case(name, sql, ratio(want, lower) if fits else Error('22003'))


for _ in range(CASES):
    size = int(rnd.choice([3, 20, 1000, 10 ** 6]))
    m, k, n = (int(v) for v in rnd.integers(1, 6, 3))
    x, y = fractions((m, k), size), fractions((k, n), size)
    a, b = ratio(x, suite.lower(2)), ratio(y)
    b.lower = (a.lower[1], 3)
    exact('nd_matmul of rationals', 'nd_matmul(%s, %s)' % (a.sql(), b.sql()), x.dot(y), (a.lower[0], 3))
    x = fractions((m,), size)
    whole = rnd.integers(-9, 10, m)
    exact('nd_dot of rationals and integers', 'nd_dot(%s, %s)' % (ratio(x).sql(), Nd('int4', whole).sql()),
          sum((p * int(q) for p, q in zip(x, whole)), Fraction(0)), ())
    x, y = fractions((m,), 10 ** 9), fractions((m,), 10 ** 9)
    products = [p * q for p, q in zip(x, y)]
    if all(f.denominator < 2 ** 63 for f in products):
        exact('nd_vdot of rationals', 'nd_vdot(%s, %s)' % (ratio(x).sql(), ratio(y).sql()), sum(products, Fraction(0)), ())
    n = int(rnd.integers(0, 7))
    size = int(rnd.choice([2, 3, 20, 1000]))
    x = fractions((n, n), size)
    if n > 1 and rnd.random() < 0.2:
        x[0] = x[-1] * 3
    lower = suite.lower(2)
    a = ratio(x, lower)
    exact('nd_det of rationals', 'nd_det(%s)' % a.sql(), determinant(x), ())
    back = inverse(x)
    y = fractions((n, 2), size)
    b = ratio(y, (lower[0], 1))
    inverted, solved = 'nd_inverse(%s)' % a.sql(), 'nd_solve(%s, %s)' % (a.sql(), b.sql())
    if back is None:
        suite.case('nd_inverse of rationals', inverted, Error('22023'))
        suite.case('nd_solve of rationals', solved, Error('22023'))
    else:
        exact('nd_inverse of rationals', inverted, back, (lower[1], lower[0]))
        exact('nd_solve of rationals', solved, back.dot(y) if n else y, (lower[1], 1))

# Norms.
ORDERS = {1: (None, 0, 1, -1, 2, -2, 3, 0.5, np.inf, -np.inf), 2: (None, 'fro', 'nuc', 1, -1, 2, -2, np.inf, -np.inf)}
for _ in range(3 * CASES):
    a = matrix(suite.kind('int2', 'int8', 'float4', 'float8', 'complex'), tuple(int(x) for x in rnd.integers(1, 5, int(rnd.integers(1, 6)))))
    if a.kind == 'int8':
        a.values = rnd.integers(-50, 50, a.shape)
    chosen = int(rnd.integers(0, min(a.ndim, 2) + 1))
    axes = tuple(int(x) for x in rnd.permutation(a.ndim)[:chosen])
    order = ORDERS[chosen][int(rnd.integers(0, len(ORDERS[chosen])))] if chosen else None
    keep = bool(rnd.random() < 0.3)
    kind = value_kind(real_kind(a.kind))
    with np.errstate(all='ignore'):
        want = np.linalg.norm(wide(a), order, axes if len(axes) != 1 else axes[0], keep) if chosen else np.linalg.norm(wide(a), keepdims=keep)
    lower = [l for d, l in enumerate(a.lower) if keep or (chosen and d not in axes)]
    text = 'NULL' if order is None else "'%s'" % order if isinstance(order, str) or np.isinf(order) or rnd.random() < 0.3 else '%s' % order
    axis = "'{%s}'" % ','.join(str(x - a.ndim if rnd.random() < 0.3 else x) for x in axes) if chosen else 'NULL'
    suite.case('nd_norm', 'nd_norm(%s, %s, %s, %s)' % (a.sql(), text, axis, keep),
               near(want, kind, lower, 100 * EPS[kind] * (1 + size_of(np.asarray(want)))))
for _ in range(CASES // 4):
    a = suite.array('float8', (int(rnd.integers(1, 9)),), masks=False)
    a.values = a.values * 10.0 ** rnd.choice([-200, 0, 200])
    with np.errstate(all='ignore'):
        most = np.abs(a.values).max() or 1
        want = np.linalg.norm(a.values / most) * most if np.isfinite(most) else np.linalg.norm(a.values)
    suite.case('nd_norm of great and small', 'nd_norm(%s)' % a.sql(), Nd('float8', want), 8)

# Cells without a value.
UNARY = ('nd_inverse', 'nd_det', 'nd_slogdet', 'nd_cholesky', 'nd_qr', 'nd_svd', 'nd_eigh', 'nd_eig', 'nd_pinv',
         'nd_matrix_rank', 'nd_norm', 'nd_trace')
for _ in range(CASES):
    name = str(rnd.choice(UNARY + ('nd_matmul', 'nd_solve', 'nd_dot', 'nd_vdot', 'nd_outer', 'nd_lstsq')))
    a = suite.array(suite.kind('int4', 'float8'), (3, 3), lower=(0, 0), low=1, high=9)
    if a.valid.all():
        a.valid = a.valid & (rnd.random((3, 3)) < 0.9)
        a.valid[1, 2] = False
    whole = Nd('float8', np.eye(3))
    sql = '%s(%s)' % (name, a.sql()) if name in UNARY else '%s(%s)' % (name, ', '.join(
        x.sql() for x in ((a, whole) if rnd.random() < 0.5 else (whole, a))))
    suite.case('cells without a value', sql, Error('22004'))

suite.finish()
