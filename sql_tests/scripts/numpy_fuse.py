#!/usr/bin/env python3
"""Expressions of several operators of ndarray, which run as one, against numpy."""
from numpy_case import DTYPES, INTEGERS, Error, Suite
from numpy_case.arithmetic import arithmetic

import numpy as np

CASES = 400
suite = Suite('numpy_fuse')
rnd = suite.rnd


def negative(a):
    if a.kind in INTEGERS and (a.valid & (a.values == np.iinfo(DTYPES[a.kind]).min)).any():
        return Error('22003')
    return a.like(-a.values)


class Tree:
    """A random expression over columns a0, a1, ... and numbers."""

    def __init__(self, kinds, masks):
        self.first = suite.array(suite.kind(*kinds), masks=masks)
        self.columns = [self.first]
        self.kinds, self.masks = kinds, masks

    def leaf(self):
        if rnd.random() < 0.2:
            shape = [1 if rnd.random() < 0.3 else n for n in self.first.shape]
            skip = int(rnd.integers(0, self.first.ndim + 1)) if rnd.random() < 0.3 else 0
            self.columns.append(suite.array(suite.kind(*self.kinds), tuple(shape[skip:]), lower=self.first.lower[skip:],
                                            masks=self.masks))
        at = int(rnd.integers(0, len(self.columns)))
        return 'a%d' % at, self.columns[at]

    def make(self, depth):
        """(SQL, what it gives, whether it is an ndarray)"""
        if depth == 0 or rnd.random() < 0.1:
            return self.leaf()
        if rnd.random() < 0.15:
            sql, value = self.make(depth - 1)
            if isinstance(value, Error):
                return '(- %s)' % sql, value
            if rnd.random() < 0.5 and not isinstance(negative(value), Error):
                return 'nd_abs(%s)' % sql, value.like(abs(value.values))
            return '(- %s)' % sql, negative(value)
        op = str(rnd.choice(list('+-*/')))
        left = self.make(depth - 1)
        if rnd.random() < 0.3:
            kind = suite.kind(*self.kinds)
            b = suite.array(kind, shape=(), masks=False, low=1, high=9)
            right = "'%s'::%s" % (b.text()[len(kind) + 1:-1], kind), b
            if rnd.random() < 0.5:
                left, right = right, left
        else:
            right = self.make(depth - 1)
        sql = '(%s %s %s)' % (left[0], op, right[0])
        for value in (left[1], right[1]):
            if isinstance(value, Error):
                return sql, value
        return sql, arithmetic(op, left[1], right[1])


for name, kinds in (('integers', INTEGERS), ('floats', ('float8',)), ('numbers', INTEGERS + ('float8',))):
    done = 0
    while done < CASES:
        tree = Tree(kinds, masks=rnd.random() < 0.4)
        sql, value = tree.make(int(rnd.integers(2, 6)))
        # there are no errors of cells that the result does not have
        if sql.count('a') > 16 or isinstance(value, Error) and tree.masks:
            continue
        columns = ', '.join('%s AS a%d' % (a.sql(), i) for i, a in enumerate(tree.columns))
        suite.case(name, '(SELECT %s FROM (SELECT %s OFFSET 0) v)' % (sql, columns), value)
        done += 1

suite.finish()
