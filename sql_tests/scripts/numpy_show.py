#!/usr/bin/env python3
"""nd_show against numpy's own layout of arrays and its shortest digits of numbers."""
import numpy as np

from numpy_case import FLOATS, NUMBERS, Error, Nd, Suite, cell_text

CASES = 300
suite = Suite('numpy_show')
rnd = suite.rnd


def corners(a, edge):
    """The cells that a shortened picture shows."""
    for axis in range(a.ndim):
        if a.shape[axis] > 2 * edge:
            a = np.take(a, np.r_[0:edge, a.shape[axis] - edge:a.shape[axis]], axis)
    return a


def float_texts(nd, shown, digits):
    """A function that writes a float with its fraction's columns; numpy's rule of exponents."""
    finite = nd.values[shown & nd.valid]
    finite = finite[np.isfinite(finite)]
    size = np.abs(finite[finite != 0]).astype(float)
    scientific = size.size > 0 and (size.max() >= 1e8 or size.min() < 1e-4 or size.max() / size.min() > 1000)

    def split(x):
        if scientific:
            head, _, tail = np.format_float_scientific(x, precision=digits, trim='-').partition('e')
            tail = 'e' + tail
        else:
            head, tail = np.format_float_positional(x, precision=digits, trim='-'), ''
        whole, point, part = head.partition('.')
        return whole, point + part, tail

    most = max((len(split(x)[1]) for x in finite), default=0)

    def write(x):
        if not np.isfinite(x):
            return cell_text('float8', x)
        whole, part, tail = split(x)
        if scientific:
            return whole + (part or '.' if most else '').ljust(most, '0') + tail
        return whole + part.ljust(most)
    return write


def picture(nd, edge, threshold, digits):
    shown = np.zeros(nd.shape, bool)
    if nd.size > threshold:
        numbers = corners(np.arange(nd.size).reshape(nd.shape), edge)
        shown.reshape(-1)[numbers.reshape(-1)] = True
    else:
        shown[...] = True
    write = float_texts(nd, shown, digits) if nd.kind in FLOATS else lambda x: cell_text(nd.kind, x)
    texts = np.empty(nd.shape, object)
    for at in np.ndindex(*nd.shape):
        if not shown[at]:
            continue
        texts[at] = '()' if not nd.present[at] else 'NULL' if not nd.valid[at] else write(nd.values[at])
    width = max((len(texts[at]) for at in np.ndindex(*nd.shape) if shown[at]), default=0)
    head = nd.text()[:nd.text().index('{')]
    if nd.ndim == 0:
        return head + '|' + texts[()]
    return head + '|' + np.array2string(texts, max_line_width=75, edgeitems=edge, threshold=threshold,
                                        formatter={'all': lambda text: text.rjust(width)}).replace('\n', '|')


def odd(values):
    """float4 without even mantissas from 2^24 on.

    Of an even one numpy takes digits too that lie half-way to the next number, as 1.3e10 does, PostgreSQL does not.
    """
    return np.where(np.isfinite(values) & (abs(values) >= 2 ** 24), (values.view(np.int32) | np.int32(1)).view(np.float32), values)


for _ in range(CASES):
    a = suite.array(suite.kind('bool', *NUMBERS), suite.shape(cells=int(rnd.choice([5, 60, 400]))))
    if a.kind in FLOATS and rnd.random() < 0.5:
        a = a.like(a.values * 10.0 ** rnd.integers(-12, 13))
        if a.kind == 'float4':
            a = a.like(odd(a.values))
    edge, threshold = int(rnd.integers(1, 5)), int(rnd.choice([0, 10, 50, 1000]))
    digits = int(rnd.choice([0, 1, 3, 8, 8, 17]))
    with np.errstate(all='ignore'):
        suite.case('nd_show', "replace(nd_show(%s, %d, %d, %d), E'\\n', '|')" % (a.sql(), edge, threshold, digits),
                   picture(a, edge, threshold, digits))

for _ in range(50):
    a = suite.array()
    suite.case('nd_show refuses', 'nd_show(%s, %s)' % (a.sql(), rnd.choice(
        ['0', '-1', '3, -1', '3, 10, -1', '3, 10, 18'])), Error('22023'))

suite.finish()
