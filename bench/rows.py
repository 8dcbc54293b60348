"""The questions: each in the words of every peer that can answer it."""
import os

import numpy as np

from peers import PART, PART_SIDE, SIDE
from rounds import Row, Way, answer

THRESHOLD = 1.0


def cells_sql(table, n, div):
    """The questions in SQL over a relation of cells, for all who speak SQL."""
    i, j = n // 4 + 230, n // 4 + 270
    box = "SELECT sum(v) FROM {t} WHERE i BETWEEN {a} AND {b} AND j BETWEEN {c} AND {d}"
    sql = {
        "sum": "SELECT sum(v) FROM {t}",
        "four": "SELECT sum(v), avg(v), min(v), max(v) FROM {t}",
        "count": f"SELECT count(*) FROM {{t}} WHERE v > {THRESHOLD}",
        "box500": box.format(t="{t}", a=i, b=i + 499, c=j, d=j + 499),
        "box10": box.format(t="{t}", a=i + 20, b=i + 29, c=j + 20, d=j + 29),
        "cell": f"SELECT v FROM {{t}} WHERE i = {i + 25} AND j = {j + 25}",
        "regrid": "SELECT count(*), sum(m), min(m), max(m) FROM (SELECT avg(v) AS m FROM {t} "
                  "GROUP BY i {div} 10, j {div} 10) s",
        "columns": "SELECT count(*), sum(m), min(m), max(m) FROM (SELECT avg(v) AS m FROM {t} GROUP BY j) s",
        "linear": "SELECT sum(v * 2 + 1) FROM {t}",
        "join": "SELECT sum(a.v * b.v) FROM {t} a JOIN {t}2 b ON a.i = b.i AND a.j = b.j",
        "window": "SELECT count(*), sum(s / n), min(s / n), max(s / n) FROM (SELECT sum(s) OVER w AS s, sum(n) OVER w AS n "
                  "FROM (SELECT i, j, sum(v) OVER w AS s, count(v) OVER w AS n FROM {t} WINDOW w AS (PARTITION BY i "
                  "ORDER BY j ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)) x WINDOW w AS (PARTITION BY j ORDER BY i "
                  "ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)) y",
        "rows": "SELECT max(i), max(j), max(v) FROM (SELECT i, j, v FROM {t} OFFSET 0) s",
        "emit": f"SELECT count(s) FROM (SELECT i, j, v FROM {{t}} OFFSET {n * n - 1}) s",
    }
    return {key: text.format(t=table, div=div) for key, text in sql.items()}


def plpython_sql(n):
    """The same by functions that get whole chunks; boxes read slices where a slice will do."""
    i, j = n // 4 + 230, n // 4 + 270
    top = (i + 20) % SIDE   # of the small box in its chunk
    small = (f"FROM b WHERE ci = {(i + 20) // SIDE} AND cj = {(j + 20) // SIDE}")
    assert (i + 29) // SIDE == (i + 20) // SIDE and (j + 29) // SIDE == (j + 20) // SIDE
    at = (top + 5) * SIDE + (j + 25) % SIDE
    return {
        "sum": "SELECT sum(py_sum(v)) FROM b",
        "four": "SELECT sum(f.s), sum(f.s) / sum(f.n), min(f.lo), max(f.hi) FROM b, py_four(v) f",
        "count": f"SELECT sum(py_count(v, {THRESHOLD})) FROM b",
        "box500": f"SELECT sum(py_box(v, ci * {SIDE}, cj * {SIDE}, {i}, {i + 499}, {j}, {j + 499})) FROM b "
                  f"WHERE ci BETWEEN {i // SIDE} AND {(i + 499) // SIDE} AND cj BETWEEN {j // SIDE} AND {(j + 499) // SIDE}",
        "box10": f"SELECT py_box(substr(v, {top * SIDE * 8 + 1}, {10 * SIDE * 8}), {i + 20}, cj * {SIDE}, {i + 20}, {i + 29}, "
                 f"{j + 20}, {j + 29}) {small}",
        "cell": f"SELECT py_sum(substr(v, {at * 8 + 1}, 8)) {small}",
        "regrid": "SELECT sum(f.n), sum(f.s), min(f.lo), max(f.hi) FROM b, py_regrid(v) f",
        "columns": f"SELECT n, s, lo, hi FROM py_columns({n})",
        "linear": "SELECT sum(py_linear_sum(v)) FROM b",
        "join": "SELECT sum(py_dot(b.v, b2.v)) FROM b JOIN b2 USING (ci, cj)",
        "window": f"SELECT n, s, lo, hi FROM py_window({n})",
    }


def stats(a):
    return a.size, a.sum(), a.min(), a.max()


def window_mean(a):
    n = a.shape[0]
    a = np.pad(a, 1)
    a = a[:-2] + a[1:-1] + a[2:]
    a = a[:, :-2] + a[:, 1:-1] + a[:, 2:]
    count = np.full(n, 3.0)
    count[[0, -1]] = 2
    return stats(a / np.outer(count, count))


def numpy_work(data):
    """The same over the array in memory."""
    a, n = data.noise, data.n
    i, j = n // 4 + 230, n // 4 + 270
    return {
        "sum": lambda: (a.sum(),),
        "four": lambda: (a.sum(), a.mean(), a.min(), a.max()),
        "count": lambda: (np.count_nonzero(a > THRESHOLD),),
        "box500": lambda: (a[i:i + 500, j:j + 500].sum(),),
        "box10": lambda: (a[i + 20:i + 30, j + 20:j + 30].sum(),),
        "cell": lambda: (a[i + 25, j + 25],),
        "regrid": lambda: stats(a.reshape(n // 10, 10, n).sum(1).reshape(n // 10, n // 10, 10).sum(2) / 100),
        "columns": lambda: stats(a.mean(0)),
        "linear": lambda: ((a * 2 + 1).sum(),),
        "join": lambda: ((a * data.noise2).sum(),),
        "window": lambda: window_mean(a),
    }


def h5py_work(data):
    """The same from a file, chunk by chunk through one buffer."""
    v, n = data.h5_v, data.n
    i, j = n // 4 + 230, n // 4 + 270
    buffer = np.empty((SIDE, SIDE))

    def chunks():
        for at in range(0, n, SIDE):
            for bt in range(0, n, SIDE):
                v.read_direct(buffer, np.s_[at:at + SIDE, bt:bt + SIDE])
                yield at, bt, buffer

    def four():
        each = [(c.sum(), c.min(), c.max()) for _, _, c in chunks()]
        total = sum(s for s, _, _ in each)
        return total, total / n / n, min(lo for _, lo, _ in each), max(hi for _, _, hi in each)

    def regrid():
        parts = [(c.reshape(SIDE // 10, 10, SIDE).sum(1).reshape(SIDE // 10, SIDE // 10, 10).sum(2) / 100)
                 for _, _, c in chunks()]
        return stats(np.concatenate(parts))

    def columns():
        total = np.zeros(n)
        for _, bt, c in chunks():
            total[bt:bt + SIDE] += c.sum(0)
        return stats(total / n)

    return {
        "sum": lambda: (sum(c.sum() for _, _, c in chunks()),),
        "four": four,
        "count": lambda: (sum(np.count_nonzero(c > THRESHOLD) for _, _, c in chunks()),),
        "box500": lambda: (v[i:i + 500, j:j + 500].sum(),),
        "box10": lambda: (v[i + 20:i + 30, j + 20:j + 30].sum(),),
        "cell": lambda: (v[i + 25, j + 25],),
        "regrid": regrid,
        "columns": columns,
        "linear": lambda: (sum((c * 2 + 1).sum() for _, _, c in chunks()),),
        "window": lambda: window_mean(v[:]),
    }


TITLES = {
    "sum": "sum of the whole",
    "four": "sum, avg, min, max of the whole",
    "count": f"count where v > {THRESHOLD:g}",
    "box500": "sum of an unaligned 500 x 500 box",
    "box10": "sum of a 10 x 10 box",
    "cell": "one cell",
    "regrid": "regrid 10 x 10: GROUP BY i/10, j/10",
    "columns": "column means: GROUP BY j",
    "linear": "sum of v*2+1",
    "join": "sum(a.v*b.v) joined on i, j",
    "window": "3 x 3 moving average",
    "rows": "rows out: SELECT i, j, v, and the greatest of each",
    "emit": "rows out: SELECT i, j, v, all but the last passed over",
}
EXTRA = ("join", "window")
# Answers of the whole or of every cell, for which the time of detoasting is a bound.
WHOLE = ("sum", "four", "count", "regrid", "columns", "linear", "window")
WORKER = ("sum", "four", "count", "regrid", "columns")


def reading(data, extra):
    """One process."""
    plain, array = cells_sql("cells", data.n, "/"), cells_sql("noise", data.n, "/")
    duck, python = cells_sql("noise", data.n, "//"), plpython_sql(data.n)
    memory, h5 = numpy_work(data), h5py_work(data) if data.h5 else {}
    rows = []
    for key, title in TITLES.items():
        if key in EXTRA and key not in extra:
            continue
        ways = [Way(data.array_scan if key in ("sum", "four") else data.array, array[key])]
        if key in ("sum", "four") and data.array_summary:
            ways.append(Way(data.array_summary, array[key]))
        if key in WHOLE:
            ways.append(Way(data.detoast, "SELECT sum(bench_detoast(v)) FROM runs", check=lambda: None))
        if key == "sum":
            ways.append(Way(data.detoast_sum, "SELECT sum(bench_detoast_sum(v)) FROM runs"))
            ways.append(Way(data.detoast_own, "SELECT sum(bench_detoast(v)) FROM noise_chunks", check=lambda: None))
        if key != "window":     # 48 s a round over a plain table
            ways.append(Way(data.plain, plain[key]))
        if key in python:
            ways.append(Way(data.plpython, python[key]))
        if data.duck and key != "emit":     # a question about PostgreSQL's row executor
            ways.append(Way(data.duck, duck[key]))
        if key in h5:
            ways.append(Way(data.h5, h5[key]))
        if key in memory:
            ways.append(Way(data.numpy, memory[key]))
        rows.append(Row("reading", key, title, ways))
    return rows


def worker(data):
    """The same with one worker beside the leader."""
    plain, array, duck = (cells_sql(t, data.n, d) for t, d in (("cells", "/"), ("noise", "/"), ("noise", "//")))
    rows = []
    for key in WORKER:
        ways = [Way(data.array_scan_worker if key in ("sum", "four") else data.array_worker, array[key])]
        if key == "sum":
            ways += [Way(data.detoast_worker, "SELECT sum(bench_detoast(v)) FROM runs", check=lambda: None),
                     Way(data.detoast_sum_worker, "SELECT sum(bench_detoast_sum(v)) FROM runs")]
        ways.append(Way(data.plain_worker, plain[key]))
        if data.duck:
            ways.append(Way(data.duck_worker, duck[key]))
        rows.append(Row("worker", key, TITLES[key] + ", one worker", ways))
    return rows


def python(data):
    """Chunks into numpy and back: 16 chunks of 250 x 250 doubles."""
    what = f"{(PART // PART_SIDE) ** 2} chunks of {PART_SIDE} x {PART_SIDE}"
    return [
        Row("python", "numpy_in", f"into numpy and summed there, {what}", [
            Way(data.array, "SELECT sum(py_nd_sum(v)) FROM part_chunks"),
            Way(data.plpython, "SELECT sum(py_sum(v)) FROM part_bytea"),
            Way(data.lists, "SELECT sum(py_list_sum(v)) FROM part_array")]),
        Row("python", "numpy_back", f"v*2+1 in numpy and back, summed in SQL, {what}", [
            Way(data.array, "SELECT sum(nd_float8(nd_sum(py_nd_linear(v)))) FROM part_chunks"),
            Way(data.plpython, "SELECT sum(bench_detoast_sum(py_linear(v))) FROM part_bytea"),
            Way(data.lists, "SELECT sum(s) FROM part_array, LATERAL (SELECT sum(x) AS s FROM unnest(py_list_linear(v)) x) u")]),
    ]


def writing(data, side):
    """Tables and arrays made from side x side cells; each time new, checked after the first."""
    cells = f"{side * side / 1e6:g} M cells"
    last, csv = side - 1, os.path.join(data.scratch, "cells.csv")
    schema = f"<v:float8>[i=0:{last}; j=0:{last}]"
    if side < data.n:
        data.pg.execute(f"CREATE TABLE src AS SELECT i, j, v FROM cells WHERE i < {side} AND j < {side}")
        data.pg.execute("VACUUM ANALYZE src")
    else:
        data.pg.execute("CREATE VIEW src AS SELECT i, j, v FROM cells")
    data.pg.execute(f"COPY (TABLE src) TO '{csv}' CSV")
    if data.duck:
        kind = "TABLE" if side < data.n else "VIEW"
        data.duck.con.execute(f"CREATE {kind} src AS SELECT i, j, v FROM noise WHERE i < {side} AND j < {side}")
    sink = "SELECT count(*), sum(v) FROM "

    def before_pg(peer, drop, create=None):
        def run():
            for sql in (drop, create, "CHECKPOINT"):
                if sql:
                    peer.pg.execute(sql)
        return run

    def before_duck(create=None):
        def run():
            data.duck.con.execute("DROP TABLE IF EXISTS w")
            if create:
                data.duck.con.execute(create)
            data.duck.con.execute("CHECKPOINT")
        return run

    def row(key, title, array_sql, plain_sql, duck_sql, array_new=None, plain_new=None, duck_new=None):
        ways = [Way(data.array, array_sql, before_pg(data.array, "DROP FOREIGN TABLE IF EXISTS wa", array_new),
                    lambda: answer(data.array.pg.execute(sink + "wa"))),
                Way(data.plain, plain_sql, before_pg(data.plain, "DROP TABLE IF EXISTS wt", plain_new),
                    lambda: answer(data.plain.pg.execute(sink + "wt")))]
        if data.duck:
            ways.append(Way(data.duck, duck_sql, before_duck(duck_new), lambda: data.duck.run(sink + "w")))
        return Row("writing", key, f"{title}, {cells}", ways, warm=False)

    key = "ALTER TABLE wt ADD PRIMARY KEY (i, j)"
    new_array = f"SELECT create_array('wa', '{schema}')"
    new_plain = "CREATE TABLE wt (i int, j int, v float8)"
    new_duck = "CREATE TABLE w (i INTEGER, j INTEGER, v DOUBLE)"
    return [
        row("create_as", "create_array_as; CREATE TABLE AS and its key",
            f"SELECT create_array_as('wa', 'SELECT i, j, v FROM src', '{schema}')",
            f"CREATE TABLE wt AS SELECT i, j, v FROM src; {key}", "CREATE TABLE w AS SELECT i, j, v FROM src"),
        row("insert", "INSERT ... SELECT into an empty array; table with its key",
            "INSERT INTO wa SELECT i, j, v FROM src", "INSERT INTO wt SELECT i, j, v FROM src",
            "INSERT INTO w SELECT i, j, v FROM src", new_array, f"{new_plain}; {key}", new_duck),
        row("copy", "COPY from CSV; into a table, then its key",
            f"COPY wa FROM '{csv}' CSV", f"COPY wt FROM '{csv}' CSV; {key}",
            f"COPY w FROM '{csv}' (FORMAT csv)", new_array, new_plain, new_duck),
    ]


def sizes(data):
    """Bytes on disk, by data set and form."""
    def relation(name):
        return float(data.pg.execute(f"SELECT pg_total_relation_size('{name}')")[0][0])

    found = {}
    for name, raw, chunks in (("noise", data.noise.nbytes, "b"), ("smooth", data.smooth.nbytes, "smooth_external")):
        one = found[name] = {"raw": float(raw)}
        if data.pg.execute(f"SELECT to_regclass('{name}_chunks')")[0][0]:
            one["array_ext"] = relation(f"{name}_chunks")
        if name == "noise":
            one["plain table"] = relation("cells")
        one["bytea EXTERNAL"] = relation(chunks)
        for method in ("lz4", "pglz"):
            if data.pg.execute(f"SELECT to_regclass('{name}_{method}')")[0][0]:
                one[f"bytea {method}"] = relation(f"{name}_{method}")
        if data.duck:
            one["DuckDB"] = float(os.path.getsize(data.duck_paths[name]))
        if data.h5:
            for kind in ("raw", "gzip"):
                one[f"HDF5 {kind}"] = float(os.path.getsize(data.h5_paths[f"{name} {kind}"]))
    return found
