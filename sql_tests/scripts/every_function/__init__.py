"""Every function and operator of ndarrays on large values.

    for name, sql in calls():
        ...

The functions come from the catalogue.  One that needs no more than ndarrays and
numbers is called by itself; any other has a call in CALLS, or stands in SHORT with
the reason why it cannot take long.  calls() fails on a function that has neither.
"""
import os
import subprocess
import sys

DATABASE = 'every_function_%d' % os.getpid()

# name: calls with {a} for the value; {f} float8, {i} int4, {m} a mask, {t} text of a value, all 4000 x 2000
CALLS = {
    'nd_agg': ["(SELECT nd_size(nd_agg(v, v % 2000, v / 2000)) FROM generate_series(0, 3000000) v)",
               "(SELECT nd_size(nd_agg(v, v * 7919::bigint % 3000017)) FROM generate_series(0, 3000000) v)"],
    'nd_argsort': ["nd_argsort({a})", "nd_argsort({a}, '0')"],
    'nd_count': ["nd_count({a})", "nd_count({a}, '{{0}}')", "nd_count({a}, '{{1}}', true)"],
    'nd_from_npy': ["nd_from_npy(nd_to_npy({f}))"],
    'nd_histogram': ["nd_histogram({a}, 0, 1, 100)", "nd_histogram({a}, '{{-1,0,0.5,1}}'::float8[])"],
    'nd_acosh': ["nd_acosh(nd_abs({a}) + 1)", "nd_acosh({f} + 2)"],
    'nd_cholesky': ["nd_cholesky(nd_eye(300))"],
    'nd_ln': ["nd_ln({a})", "nd_ln({f} + 2)"],
    'nd_log': ["nd_log({a})", "nd_log({f} + 2)", "nd_log(2, {f} + 2)", "nd_log({f} + 2, 2)", "nd_log({f} + 2, {f} + 2)"],
    'nd_log10': ["nd_log10({a})", "nd_log10({f} + 2)"],
    'nd_det': ["nd_det(nd_box({a}, '{{0,0}}', '{{299,299}}'))", "nd_det(nd_eye(300) * 1.5)"],
    'nd_norm': ["nd_norm({a})", "nd_norm({a}, axis => '{{0}}')", "nd_norm({a}, 'fro')"],
    'nd_quantile': ["nd_quantile({a}, 0.3)", "nd_quantile({a}, '{{0.1,0.5}}'::float8[], '{{0}}')"],
    'nd_regrid': ["nd_regrid({a}, '{{10,10}}', 'avg')", "nd_regrid({a}, '{{7,3}}', 'max')"],
    'nd_window': ["nd_window({a}, '{{1,1}}', '{{1,1}}', 'avg')", "nd_window({a}, '{{15,15}}', '{{15,15}}', 'min')",
                  "nd_window({a}, '{{2,2}}', '{{2,2}}', 'median')"],
    'nd_astype': ["nd_astype({a}, 'float8')", "nd_astype({a}, 'int8')", "nd_astype({a}, 'rational')", "nd_astype({i}, 'text')"],
    'nd_box': ["nd_box({a}, '{{1,1}}', '{{3990,1990}}')"],
    'nd_build': ["nd_build('float8[i=0:1999,j=0:999]', 'i * 0.5 + j')"],
    'nd_cells': ["(SELECT count(v) FROM nd_cells({f}) AS c(i bigint, j bigint, v float8))",
                 "(SELECT count(v) FROM nd_cells({i}) AS c(i bigint, j bigint, v text))"],
    'nd_concat': ["nd_concat(ARRAY[{a}, {a}], '1')"],
    'nd_diag': ["nd_diag(nd_reshape(nd_box({a}, '{{0,0}}', '{{3,1999}}'), '{{8000}}'))", "nd_diag({a})"],
    'nd_expand': ["nd_expand({a})"],
    'nd_eye': ["nd_eye(4000)", "nd_eye(2000, kind => 'rational')"],
    'nd_flip': ["nd_flip({a})", "nd_flip({a}, '{{0}}')"],
    'nd_from_array': ["nd_from_array({l})"],
    'nd_full': ["nd_full('{{4000,4000}}', 1.5)"],
    'nd_linspace': ["nd_linspace(0, 1, 10000000)"],
    'nd_max_over': ["(SELECT nd_max_over(CASE WHEN v > 0 THEN {f} END) FROM generate_series(1, 20) v)"],
    'nd_merge': ["nd_merge({a}, {a}, 'overwrite')"],
    'nd_min_over': ["(SELECT nd_min_over(CASE WHEN v > 0 THEN {f} END) FROM generate_series(1, 20) v)"],
    'nd_pad': ["nd_pad({a}, '{{1,1}}', '{{1,1}}')", "nd_pad({f}, '{{1,1}}', '{{1,1}}', 0)"],
    'nd_put': ["nd_put({f}, (SELECT array_agg(ARRAY[v / 2000, v % 2000] ORDER BY v) FROM generate_series(0::bigint, 200000) v), "
               "array_fill(1.5::float8, '{{200001}}'))",
               "nd_put(nd_reshape({f}, '{{8000000}}'), nd_flip(nd_series(0, 7999999, 1)), 'float8{{1}}'::ndarray)"],
    'nd_rank': ["nd_rank({a})", "nd_rank({a}, '0')"],
    'nd_rebase': ["nd_rebase({a}, '{{3,4}}')"],
    'nd_repeat': ["nd_repeat({a}, 2)", "nd_repeat({a}, 2, '0')"],
    'nd_reshape': ["nd_reshape({a}, '{{2000,4000}}')"],
    'nd_roll': ["nd_roll({a}, '{{7}}')", "nd_roll({a}, '{{7}}', '{{1}}')"],
    'nd_series': ["nd_series(1, 10000000, 1)", "nd_series(1::bigint, 10000000, 1)", "nd_series(0::float8, 1, 1e-7)"],
    'nd_shift': ["nd_shift({a}, '{{1,1}}')"],
    'nd_show': ["nd_show({a})", "nd_show({a}, threshold => 100000000)"],
    'nd_slice': ["nd_slice({a}, '{{1}}', '{{7}}')"],
    'nd_sort': ["nd_sort({a})", "nd_sort({a}, '0')"],
    'nd_squeeze': ["nd_squeeze({a})"],
    'nd_stack': ["nd_stack(ARRAY[{a}, {a}])", "nd_stack(ARRAY[{a}, {a}], 2)"],
    'nd_to_array': ["nd_to_array({f}, 1::float8)", "nd_to_array({i}, 1)"],
    'nd_transpose': ["nd_transpose({a})"],
    'nd_unnest': ["(SELECT count(x) FROM (SELECT nd_unnest({a}) AS x OFFSET 0) s)",
                  "(SELECT count(x) FROM (SELECT nd_unnest({i}, 1) AS x OFFSET 0) s)"],
    'nd_coords': ["(SELECT count(x) FROM (SELECT nd_coords({a}) AS x OFFSET 0) s)"],
    'nd_tiles': ["(SELECT count(x) FROM nd_tiles({a}) x)"],
    'nd_where': ["nd_where({m}, {a}, {a})", "nd_where({m}, {f}, 0)", "nd_where({m}, 0, {f})", "nd_where({m}, 1, 0)"],
    'nd_zeros': ["nd_zeros('{{4000,4000}}')"],
    'sum': ["(SELECT sum(CASE WHEN v > 0 THEN {f} END) FROM generate_series(1, 20) v)"],
    'avg': ["(SELECT avg(CASE WHEN v > 0 THEN {f} END) FROM generate_series(1, 20) v)"],
    'ndarray': ["{a}::ndarray({k})", "{a}::ndarray({k},2)"],
    'ndarray_to_bytea_array': ["nd_full('{{4000,1000}}', 'x'::bytea)::bytea[]"],
    'ndarray_to_jsonb_array': ["nd_full('{{4000,1000}}', '1'::jsonb)::jsonb[]"],
    'ndarray_cmp': ["ndarray_cmp({a}, {a} || nd_box({a}, '{{0,NULL}}', '{{0,NULL}}'))", "ndarray_cmp({a}, nd_rebase({a}))"],
    'ndarray_hash': ["ndarray_hash({a})"],
    'ndarray_hash_extended': ["ndarray_hash_extended({a}, 1)"],
    'ndarray_from_array': ["{l}::ndarray"],
    'ndarray_fused': ["({f} + {i}) * 2 - {f}", "({z} + 1) * 2 - {i}"],
    'ndarray_in': ["{t}::ndarray"],
    'ndarray_mod': ["ndarray_mod({a}, {a})", "ndarray_mod({a}, 7)", "ndarray_mod(7, {a})", "ndarray_mod({a}, 7::numeric)",
                    "ndarray_mod({i}, {i} + 1::bigint)"],
    'ndarray_out': ["{a}::text"],
    'read_array': ["read_array('every_array')"],
    'write_array': ["write_array('every_array', 'v', {f})"],
}
# LAPACK cannot be stopped: docs say how long it takes
CALLS.update({name: ["%s(nd_box({a}, '{{0,0}}', '{{299,299}}'))" % name] for name in (
    'nd_svd', 'nd_eigh', 'nd_eig', 'nd_qr', 'nd_inverse', 'nd_pinv', 'nd_matrix_rank', 'nd_slogdet')})
CALLS.update({name: ["%s(nd_box({a}, '{{0,0}}', '{{299,299}}'), nd_box({a}, '{{0,0}}', '{{299,9}}'))" % name]
              for name in ('nd_solve', 'nd_lstsq')})
CALLS.update({name: ["%s({a}, nd_reshape({a}, '{{2000,4000}}'))" % name] for name in ('nd_matmul', 'nd_dot')})
CALLS['nd_outer'] = ["nd_outer(nd_slice({a}, '{{0}}', '{{1}}'), nd_slice({a}, '{{0}}', '{{2}}'))"]
SHORT = {
    'ndarray_recv': 'only clients call it, with a message; its reading is that of ndarray_in in base64',
    'ndarray_from_numeric': 'makes one cell',
    'ndarray_from_scalar': 'makes one cell',
    'nd_rename_type': 'copies bytes',
}
# functions that read one cell, and so one tile
SHORT.update({name % kind: 'reads one cell' for name in ('nd_%s', 'ndarray_to_%s') for kind in (
    'bool', 'int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'complex', 'rational', 'point2d', 'date', 'timestamp',
    'timestamptz', 'text')})
KINDS = {'f': 'float8', 'i': 'int4', 'm': 'bool', 'z': 'complex', 'q': 'rational', 'd': 'date', 'w': 'timestamptz', 'p': 'point2d', 'u': 'interval', 'n': 'float8'}
# values as columns of one row; n has NULL and empty cells
SETUP = """
CREATE EXTENSION array_ext;
CREATE TABLE every (f ndarray, i ndarray, m ndarray, z ndarray, q ndarray, d ndarray, w ndarray, p ndarray, u ndarray, n ndarray, t text, l float8[]);
ALTER TABLE every ALTER t SET STORAGE EXTERNAL, ALTER l SET STORAGE EXTERNAL;
INSERT INTO every SELECT f, i, nd_gt(f, 0), nd_astype(f, 'complex'), nd_astype(i, 'rational') / 7,
    nd_from_array((SELECT array_agg(date '2000-01-01' + v % 9999) FROM generate_series(1, 1000000) v)),
    nd_from_array((SELECT array_agg(timestamptz '2000-01-01' + v * interval '1 minute') FROM generate_series(1, 1000000) v)),
    nd_from_array((SELECT array_agg(point2d(v, v)) FROM generate_series(1, 1000000) v)),
    nd_from_array((SELECT array_agg(make_interval(secs => v)) FROM generate_series(1, 1000000) v)),
    nd_filter(nd_where(nd_gt(f, 0.5), NULL::float8, f), nd_gt(f, -0.5)), nd_box(f, '{0,0}', '{999,999}')::text, f::float8[]
FROM (SELECT nd_sin(nd_astype(s, 'float8')) AS f, nd_astype(s * 7919::bigint % 1000003::bigint, 'int4') AS i
    FROM (SELECT nd_reshape(nd_series(1, 8000000, 1), '{4000,2000}') AS s OFFSET 0) x OFFSET 0) y;
SELECT create_array('every_array', '<v:float8>[i=0:3999; j=0:1999]');
"""
FUNCTIONS = """
SELECT p.oid, p.proname, p.prokind, p.proargnames[1:p.pronargs], p.pronargs - p.pronargdefaults,
    (SELECT array_agg(format_type(t, NULL) ORDER BY k) FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY u(t, k)),
    format_type(p.prorettype, NULL)
FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'array_ext'
WHERE p.proname LIKE 'nd\\_%' OR 'ndarray'::regtype = ANY (p.proargtypes::oid[]) OR p.prorettype = 'ndarray'::regtype
ORDER BY p.proname, 6
"""
NUMBERS = {'smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric', 'complex', 'rational', 'point2d'}


def psql(script, database=DATABASE, stop=True):
    run = subprocess.run(['psql', '-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=%d' % stop, '-v', 'VERBOSITY=sqlstate',
                          '-d', database, '-f', '-'], input=script, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT if stop else subprocess.DEVNULL, encoding='utf-8')
    if run.returncode != 0 and stop:
        print('not ok - every function: psql: %s' % run.stdout)
        sys.exit(1)
    return run.stdout


def make():
    """The database with the values."""
    psql('DROP DATABASE IF EXISTS %s;\nCREATE DATABASE %s;\n' % (DATABASE, DATABASE), 'postgres')
    psql('SET client_min_messages = error;\n' + SETUP)


def drop():
    psql('DROP DATABASE %s;\n' % DATABASE, 'postgres')


def parse_array(text):
    return text.strip('{}').replace('"', '').split(',') if text.strip('{}') else []


def by_itself(name, required, types, names):
    """A call of a function of ndarrays and numbers, or None."""
    args = []
    for k in range(required):
        kind = types[k]
        if k < len(names) and names[k] == 'mask':
            args.append('{m}')
        elif kind == 'ndarray':
            args.append('{a}')
        elif kind in ('anynonarray', 'anyelement'):
            args.append('2')
        elif kind in NUMBERS:
            args.append('2::%s' % kind if kind != 'point2d' else 'point2d(1,2)')
        else:
            return None
    return '%s(%s)' % (name, ', '.join(args))


def calls():
    """(name, SQL, kind) for every function and every kind of cells that the call has a place for."""
    found, missing = [], []
    for line in psql(FUNCTIONS).splitlines():
        _, name, prokind, names, required, types, result = line.split('\t')
        types, names = parse_array(types), parse_array(names)
        if 'internal' in types or result == 'internal' or name in SHORT:
            continue
        templates = CALLS.get(name)
        if templates is None and prokind == 'f':
            one = by_itself(name, int(required), types, names)
            templates = one and [one]
            if one and 'axis' in names:
                axis = "'{{0}}'" if types[names.index('axis')] == 'text[]' else "'0'"
                templates.append('%s, axis => %s)' % (one[:-1], axis))
        if not templates:
            missing.append('%s(%s)' % (name, ', '.join(types)))
            continue
        for template in templates:
            for kind in KINDS if '{a}' in template else 'f':
                call = (name, template.format(a=kind, k=KINDS[kind], **{c: c for c in 'fimzqtl'}), kind)
                if call not in found:
                    found.append(call)
    if missing:
        print('not ok - every function: no call of %s: add one to CALLS of every_function, or a reason to SHORT' % '; '.join(missing))
        sys.exit(1)
    return found
