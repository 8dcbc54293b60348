#!/usr/bin/env python3
"""Elementwise functions and operators of ndarray against numpy."""
from numpy_case import Suite

CASES = 200
suite = Suite('numpy_elementwise')

# what goes in as text comes out the same: the ground that all else stands on
for _ in range(CASES):
    a = suite.array(suite.kind('bool', 'int2', 'int4', 'int8', 'float4', 'float8', 'complex'))
    suite.case('text', a.sql(), a)

suite.finish()
