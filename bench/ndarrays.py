"""ndarrays in a column beside numpy on the same cells, PL/Python over bytea, and PostGIS raster.

Values are whole: n x n doubles in one ndarray, in one bytea, in memory; PostGIS has
tiles of SIDE x SIDE, as its users do.  What is measured makes the result and asks
for its size; what it holds is compared once, outside of it, by a second question.
"""
import functools
import os

import numpy as np

from peers import PATIENCE, SERIAL, SIDE
from pg import Pg, PgError, has_extension
from rounds import NOT_THERE, Peer, PgPeer, Row, Way, answer

MATRIX, SMALL = 1000, 300

# What a user who knows numpy writes; a and b are n x n doubles.
PLPYTHON = """
CREATE FUNCTION nd_py_file(path text) RETURNS bytea LANGUAGE plpython3u AS $$
import numpy as np
return np.load(path, mmap_mode='r').tobytes()
$$;
CREATE FUNCTION nd_py_raster(path text, i int, j int, side int) RETURNS float8[] LANGUAGE plpython3u AS $$
import numpy as np
return np.load(path, mmap_mode='r')[i:i + side, j:j + side].tolist()
$$;
CREATE FUNCTION nd_py(a bytea, b bytea, n int, expression text) RETURNS bytea LANGUAGE plpython3u AS $$
import numpy as np
cells = {'a': np.frombuffer(a).reshape(-1, n), 'b': np.frombuffer(b).reshape(-1, n), 'np': np}
return np.ascontiguousarray(eval(expression, cells)).tobytes()
$$"""


def stored(data):
    """Tables with all values; the peers that have them."""
    peers = {"numpy": Peer("numpy")}
    paths = {"a": data.noise_path, "b": os.path.join(data.scratch, "noise2.npy")}
    if data.noise2 is None:
        data.noise2 = np.random.default_rng(7).standard_normal((data.n, data.n))
        np.save(paths["b"], data.noise2)
    pg = data.pg
    try:
        pg.execute("CREATE EXTENSION IF NOT EXISTS plpython3u")
        pg.execute(PLPYTHON)
    except PgError as error:
        data.say_absent("ndarray rows", str(error))
        return None
    pg.execute("CREATE TABLE nd_bytea (a bytea, b bytea)")
    pg.execute("ALTER TABLE nd_bytea ALTER a SET STORAGE EXTERNAL, ALTER b SET STORAGE EXTERNAL")
    pg.execute(f"INSERT INTO nd_bytea SELECT nd_py_file('{paths['a']}'), nd_py_file('{paths['b']}')")
    pg.execute("CREATE EXTENSION IF NOT EXISTS array_ext_plpython3u")
    pg.execute("CREATE FUNCTION nd_load(path text) RETURNS ndarray TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u AS "
               "'import numpy as np; return np.load(path)'")
    pg.execute("CREATE TABLE nd_value (a ndarray, b ndarray)")
    pg.execute(f"INSERT INTO nd_value SELECT nd_load('{paths['a']}'), nd_load('{paths['b']}')")
    pg.execute("CREATE TABLE nd_matrix (a ndarray, b ndarray, y ndarray, s ndarray)")
    pg.execute(f"""INSERT INTO nd_matrix SELECT nd_box(a, '{{0,0}}', '{{{MATRIX - 1},{MATRIX - 1}}}'),
        nd_box(b, '{{0,0}}', '{{{MATRIX - 1},{MATRIX - 1}}}'), nd_box(a, '{{0,0}}', '{{0,{MATRIX - 1}}}'),
        nd_box(a, '{{0,0}}', '{{{SMALL - 1},{SMALL - 1}}}') FROM nd_value""")
    pg.execute(f"UPDATE nd_matrix SET y = nd_reshape(y, '{{{MATRIX}}}')")
    peers["array_ext"] = PgPeer("array_ext", Pg(SERIAL + (PATIENCE,)))
    peers["PL/Python bytea"] = PgPeer("PL/Python bytea", Pg(SERIAL + (PATIENCE,)))
    return peers


def postgis(data):
    """The raster's peer, or None."""
    if not has_extension(data.pg, "postgis_raster"):
        data.say_absent("PostGIS raster", "no extension postgis_raster")
        return None
    peer = PgPeer("PostGIS", Pg(SERIAL + (PATIENCE,)))
    try:
        data.pg.execute("CREATE SCHEMA IF NOT EXISTS nd_postgis")
        data.pg.execute("CREATE EXTENSION IF NOT EXISTS postgis SCHEMA nd_postgis")
        # both must be in one schema, and another section may have made postgis
        [[schema]] = data.pg.execute("SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'postgis'")
        # its functions call those of postgis without a schema
        data.pg.execute(f"SET search_path = public, {schema}")
        data.pg.execute(f"CREATE EXTENSION IF NOT EXISTS postgis_raster SCHEMA {schema}")
        peer.pg.execute(f"SET search_path = public, {schema}")
        peer.pg.execute("CREATE TABLE nd_raster (a raster)")
        peer.pg.execute("ALTER TABLE nd_raster ALTER a SET STORAGE EXTERNAL")
        peer.pg.execute(f"""INSERT INTO nd_raster SELECT ST_SetValues(ST_AddBand(ST_MakeEmptyRaster({SIDE}, {SIDE}, j, i, 1),
            '64BF'::text, 0, NULL), 1, 1, 1, nd_py_raster('{data.noise_path}', i, j, {SIDE}))
            FROM generate_series(0, {data.n - 1}, {SIDE}) i, generate_series(0, {data.n - 1}, {SIDE}) j""")
    except PgError as error:
        data.say_absent("PostGIS raster", str(error))
        return None
    finally:
        data.pg.execute("RESET search_path")
    return peer


def ndarrays(data):
    """The rows; what array_ext has not yet says so."""
    peers = stored(data)
    if peers is None:
        return []
    raster = postgis(data)
    n, a, b = data.n, data.noise, data.noise2
    m, w, s = a[:MATRIX, :MATRIX].copy(), b[:MATRIX, :MATRIX].copy(), a[:SMALL, :SMALL].copy()
    y = a[0, :MATRIX].copy()
    array, python, numpy = peers["array_ext"], peers["PL/Python bytea"], peers["numpy"]
    try:
        from scipy.ndimage import uniform_filter
    except ImportError:
        data.say_absent("scipy", "no python3-scipy: moving averages have no peer")
        uniform_filter = None

    def sums(x):
        return x.size, float(np.abs(x).sum()), float(x.max())

    def sql_sums(expression, table="nd_value"):
        return f"SELECT nd_size(x), nd_float8(nd_sum(nd_abs(x))), nd_float8(nd_max(x)) FROM (SELECT {expression} AS x FROM {table} OFFSET 0) s"

    def row(key, title, expression, work, formula=None, table="nd_value", inner=None, more=()):
        """formula is numpy's, for PL/Python; inner a box that is compared alone, where edges differ."""
        shown = expression if inner is None else f"nd_box({expression}, '{{{inner},{inner}}}', '{{{n - 1 - inner},{n - 1 - inner}}}')"
        cut = (lambda x: x) if inner is None else (lambda x: x[inner:-inner, inner:-inner])
        ways = [Way(array, f"SELECT nd_size({expression}) FROM {table}", check=lambda: answer(array.pg.execute(sql_sums(shown, table))))]
        if formula:
            ways.append(Way(python, f"SELECT length(nd_py(a, b, {n}, '{formula}')) FROM nd_bytea", check=lambda: None))
        if work:
            ways.append(Way(numpy, work, check=lambda: sums(cut(work()))))
        return Row("ndarray", key, title, ways + list(more))

    linear = [Way(raster, "SELECT count(length(ST_MapAlgebra(a, 1, '64BF', '[rast]*2+1')::bytea)) FROM nd_raster",
                  check=lambda: None)] if raster else []
    summary = Row("ndarray", "summary", "sum, least and greatest", [
        Way(array, "SELECT nd_float8(nd_sum(a)), nd_float8(nd_min(a)), nd_float8(nd_max(a)) FROM nd_value"),
        Way(numpy, lambda: (float(a.sum()), float(a.min()), float(a.max())))] + ([
            Way(raster, "SELECT sum((s).sum), min((s).min), max((s).max) FROM (SELECT ST_SummaryStats(a, 1, true) AS s FROM nd_raster OFFSET 0) t")]
            if raster else []))
    rows = [
        row("add", "a + b", "a + b", lambda: a + b, "a + b"),
        row("linear", "a * 2 + 1", "a * 2 + 1", lambda: a * 2 + 1, "a * 2 + 1", more=linear),
        summary,
        row("axis0", "sum by axis 0", "nd_sum(a, '{0}')", lambda: a.sum(0), "a.sum(0)"),
        row("axis1", "sum by axis 1", "nd_sum(a, '{1}')", lambda: a.sum(1), "a.sum(1)"),
        row("transpose", "transpose", "nd_transpose(a)", lambda: np.ascontiguousarray(a.T), "a.T"),
        row("regrid", "regrid 10 x 10, average", "nd_regrid(a, '{10,10}', 'avg')",
            lambda: a.reshape(n // 10, 10, n // 10, 10).mean((1, 3))),
    ]
    for side in (3, 31):
        half = side // 2
        smooth = functools.partial(uniform_filter, a, side, mode="constant") if uniform_filter else None
        rows.append(row(f"window{side}", f"{side} x {side} moving average (scipy.ndimage)",
                        f"nd_window(a, '{{{half},{half}}}', '{{{half},{half}}}', 'avg')", smooth, inner=half))
    rows += [
        row("sort", "sort along the last axis", "nd_sort(a)", lambda: np.sort(a), "np.sort(a)"),
        row("matmul", f"matrix product, {MATRIX} x {MATRIX}", "nd_matmul(a, b)", lambda: m @ w, table="nd_matrix"),
        row("solve", f"solve, {MATRIX} x {MATRIX}", "nd_solve(a, y)", lambda: np.linalg.solve(m, y), table="nd_matrix"),
        Row("ndarray", "svd", f"singular values and vectors, {SMALL} x {SMALL}", [
            Way(array, "SELECT nd_size((f).u) + nd_size((f).s) + nd_size((f).vt) FROM (SELECT nd_svd(s) AS f FROM nd_matrix OFFSET 0) x",
                check=lambda: answer(array.pg.execute("SELECT nd_float8(nd_sum((nd_svd(s)).s)) FROM nd_matrix"))),
            Way(numpy, lambda: np.linalg.svd(s), check=lambda: (float(np.linalg.svd(s)[1].sum()),))]),
    ]
    return rows
