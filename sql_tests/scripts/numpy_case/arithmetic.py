"""The operators of ndarray cell by cell in numpy, by PostgreSQL's rules."""
import numpy as np

from numpy_case import DTYPES, INTEGERS, Error, Nd


def common(a, b):
    """The kind of a result, by PostgreSQL's rules."""
    if 'complex' in (a, b):
        return 'complex'
    if a in INTEGERS and b in INTEGERS:
        return a if INTEGERS.index(a) > INTEGERS.index(b) else b
    return a if a == b else 'float8'


def places(a, b):
    """Lower bounds of what broadcasting gives, and both masks."""
    shape = np.broadcast_shapes(a.shape, b.shape)
    lower = []
    for axis in range(len(shape)):
        ends = [(x.shape[i], x.lower[i]) for x in (a, b) for i in [axis - len(shape) + x.ndim] if i >= 0]
        lower.append(next((l for n, l in ends if n == shape[axis] and n != 1), ends[0][1]))
    return lower, np.broadcast_to(a.present, shape) & b.present, np.broadcast_to(a.valid, shape) & b.valid


def integers(op, x, y, live, kind):
    """Cells as Python integers; the errors there are."""
    info = np.iinfo(DTYPES[kind])
    x, y = np.broadcast_arrays(x.astype(object), y.astype(object))
    out = np.zeros(x.shape, object)
    states = set()
    for at in np.ndindex(*x.shape):
        if not live[at]:
            continue
        a, b = int(x[at]), int(y[at])
        if op in '/%' and b == 0:
            states.add('22012')
            continue
        r = (a + b if op == '+' else a - b if op == '-' else a * b if op == '*' else
             (abs(a) // abs(b)) * (1 if (a < 0) == (b < 0) else -1) if op == '/' else
             abs(a) % abs(b) * (-1 if a < 0 else 1))
        if not info.min <= r <= info.max:
            states.add('22003')
        else:
            out[at] = r
    return Error(*states) if states else out


def floats(op, x, y, live, kind):
    x, y = np.broadcast_arrays(x.astype(DTYPES[kind]), y.astype(DTYPES[kind]))
    with np.errstate(all='ignore'):
        r = x + y if op == '+' else x - y if op == '-' else x * y if op == '*' else x / y
        bad = np.isinf(r) & ~np.isinf(x) & ~np.isinf(y)
        if op == '*':
            bad |= (r == 0) & (x != 0) & (y != 0)
        if op == '/':
            zero = (y == 0) & ~np.isnan(x)
            bad = bad & ~zero | (r == 0) & (x != 0) & ~np.isinf(y)
            if (zero & live).any():
                return Error('22012', '22003')
    return Error('22003') if (bad & live).any() else r


def arithmetic(op, a, b):
    lower, present, valid = places(a, b)
    kind = common(a.kind, b.kind)
    r = (integers if kind in INTEGERS else floats)(op, a.values, b.values, valid, kind)
    return r if isinstance(r, Error) else Nd(kind, r, valid, present, lower)
