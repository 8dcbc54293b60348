#!/usr/bin/env python3
"""Operators and functions of ndarray against those of single values, cell by cell to the last bit.

The cells are the odd ones: the ends of the range, NaN, infinities, both zeros, the least
numbers there are.  Where cells raise errors, the value raises one of theirs.
"""
import numpy as np

from numpy_case import DTYPES, FLOATS, INTEGERS, NUMBERS, Suite

CASES = 200
suite = Suite('numpy_twins')
rnd = suite.rnd
suite.setup.append(r"""
CREATE FUNCTION twin(operation text, single text, kinds text[], x text[], y text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE got text; want text; state text := ''; states text[] := '{}';
BEGIN
    BEGIN
        EXECUTE format('SELECT (%s)::text FROM (SELECT nd_from_array($1::%s[]) AS x, nd_from_array($2::%s[]) AS y) v',
                       operation, kinds[1], kinds[2]) INTO got USING x, y;
    EXCEPTION WHEN OTHERS THEN state := SQLSTATE;
    END;
    BEGIN
        EXECUTE format('SELECT nd_from_array(array_agg(%s ORDER BY n))::text FROM unnest($1::%s[], $2::%s[]) WITH ORDINALITY v(x, y, n)',
                       single, kinds[1], kinds[2]) INTO want USING x, y;
    EXCEPTION WHEN OTHERS THEN
        FOR n IN 1 .. array_length(x, 1) LOOP
            BEGIN
                EXECUTE format('SELECT %s FROM (SELECT $1::%s AS x, $2::%s AS y) v', single, kinds[1], kinds[2]) USING x[n], y[n];
            EXCEPTION WHEN OTHERS THEN states := states || SQLSTATE::text;
            END;
        END LOOP;
    END;
    IF state <> '' OR states <> '{}' THEN
        RETURN CASE WHEN state = ANY (states) THEN 'same' ELSE format('SQLSTATE %s, not %s', state, states) END;
    END IF;
    RETURN CASE WHEN got = want THEN 'same' ELSE format('%s, not %s', got, want) END;
END $$;""")

REALS = ['0', '-0', '1', '-1', '0.5', '3', 'NaN', 'Infinity', '-Infinity']
ENDS = {'float4': ['3e38', '-3e38', '1e-37', '1e-45', '-1e-45'], 'float8': ['1.7e308', '-1.7e308', '1e-300', '5e-324', '-5e-324']}


def real(kind):
    p = rnd.random()
    if p < 0.5:
        return repr(float(np.float32(rnd.normal(0, 10)) if kind == 'float4' else rnd.normal(0, 10)))
    return str(rnd.choice(REALS if p < 0.9 else ENDS[kind]))


def cell(kind):
    """A value as text; None for NULL."""
    if rnd.random() < 0.03:
        return None
    if kind in ('complex', 'point2d'):
        return '(%s,%s)' % (real('float8'), real('float8'))
    if kind in FLOATS:
        return real(kind)
    far = np.iinfo(DTYPES.get(kind, np.int64)).max
    whole = int(rnd.integers(-9, 10)) if rnd.random() < 0.9 else int(rnd.choice([far, -far, far // 2, far // 3 + 1]))
    return '%d/%d' % (whole, int(rnd.integers(1, 9)) if rnd.random() < 0.95 else far) if kind == 'rational' else str(whole)


def texts(cells):
    return 'ARRAY[%s]::text[]' % ','.join('NULL' if c is None else "'%s'" % c for c in cells)


def twins(name, operation, single, kinds):
    """A case of some cells: few, so that errors do not hide all else."""
    n = int(rnd.integers(1, 9))
    sql = "twin('%s', '%s', '{%s}', %s, %s)" % (operation, single, ','.join(kinds), *(texts([cell(k) for _ in range(n)]) for k in kinds))
    suite.case(name, sql, 'same')


PAIRS = {'numbers': [(a, b) for a in NUMBERS for b in NUMBERS],
         'complex': [('complex', k) for k in ('complex', 'float8', 'int4')] + [(k, 'complex') for k in ('float8', 'int2')],
         'rational': [('rational', 'rational'), ('rational', 'int4'), ('int8', 'rational')],
         'point2d': [('point2d', 'point2d')]}
COMPARISONS = {'eq': '=', 'ne': '<>', 'lt': '<', 'le': '<=', 'gt': '>', 'ge': '>='}
EXACT = ['abs', 'sign', 'ceil', 'floor', 'round', 'trunc', 'sqrt']

for _ in range(CASES):
    for group, pairs in PAIRS.items():
        for op in '+-' if group == 'point2d' else '+-*/':
            twins('%s of %s' % (op, group), 'x %s y' % op, 'x %s y' % op, pairs[int(rnd.integers(len(pairs)))])
        for name, op in COMPARISONS.items():
            if group in ('numbers', 'rational') or name in ('eq', 'ne'):
                twins('nd_%s of %s' % (name, group), 'nd_%s(x, y)' % name, 'x %s y' % op, pairs[int(rnd.integers(len(pairs)))])
    kinds = (suite.kind(*INTEGERS), suite.kind(*INTEGERS))
    twins('% of integers', 'x % y', 'x % y', kinds)
    kinds = (('rational',) * 2, ('rational', 'int4'))[int(rnd.integers(2))]
    twins('% of rationals', 'x % y', 'x % y', kinds)
    for kind in ('rational', 'complex', 'point2d', suite.kind()):
        twins('-%s' % (kind if kind not in NUMBERS else 'number'), '-x', '-x', (kind, kind))
    for name in EXACT:
        kind = suite.kind(*FLOATS)
        twins('nd_%s of floats' % name, 'nd_%s(x)' % name, '%s(x)' % name, (kind, kind))
    for name in ('abs', 're', 'im', 'conj', 'arg', 'sqrt', 'exp', 'log'):
        twins('nd_%s of complex' % name, 'nd_%s(x)' % name, '%s(x)' % name, ('complex', 'complex'))
    twins('nd_power of complex', 'nd_power(x, y)', 'power(x, y)', ('complex', 'complex'))
    for name in ('abs', 'ceil', 'floor', 'sign'):
        twins('nd_%s of rationals' % name, 'nd_%s(x)' % name, '%s(x)' % name, ('rational', 'rational'))

suite.finish()
