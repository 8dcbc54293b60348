"""Measures array_ext beside its peers.  Started by bench/run in the private cluster.

main.py SCRATCH RESULT; BENCH_N, BENCH_WRITE_N, BENCH_RUNS, BENCH_EXTRA and
BENCH_SECTIONS as bench/run describes them.
"""
import datetime
import json
import os
import platform
import sys
import time

import numpy as np

import ndarrays
import plugins
import rationals
import rows
import value_types
from peers import SERIAL, SIDE, Data
from pg import Pg
from rounds import PgPeer

SECTIONS = ("reading", "worker", "python", "plugins", "writing", "size", "numbers", "types", "ndarray")


def say(text):
    print(text, flush=True)


def machine():
    """What it ran on."""
    model = "unknown processor"
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"processor": model, "cpus": os.cpu_count(), "memory": f"{memory:.1f} GiB", "kernel": platform.release(),
            "system": system()}


def system():
    try:
        with open("/etc/os-release") as file:
            for line in file:
                if line.startswith("PRETTY_NAME="):
                    return line.split("=", 1)[1].strip().strip('"')
    except OSError:
        pass
    return platform.system()


class Run:
    """Phases with their times, rows with their results, and what went wrong."""

    def __init__(self, runs):
        self.runs, self.wrong, self.rows, self.phases = runs, [], [], {}

    def phase(self, name, work):
        say(f"\n== {name}")
        start = time.perf_counter()
        result = work()
        self.phases[name] = time.perf_counter() - start
        say(f"== {name}: {self.phases[name]:.1f} s")
        return result

    def measure(self, found):
        for row in found:
            self.wrong += row.measure(self.runs)
            say(row.show())
            self.rows.append(row.record())


def load(run, data, folder, extra):
    def plain():
        data.load_plain("cells", data.noise)
        data.postgres_peers()

    def chunks():
        with open(os.path.join(folder, "plpython.sql")) as file:
            data.load_chunks(file.read())
        data.chunk_table("smooth_external", "smooth")

    def arrays():
        run.wrong += data.load_arrays()
        data.load_transform()
        data.detoast_own = PgPeer("array_ext detoast", Pg(SERIAL))

    def second():
        data.noise2 = np.random.default_rng(7).standard_normal((data.n, data.n))
        np.save(os.path.join(data.scratch, "noise2.npy"), data.noise2)
        data.load_plain("cells2", data.noise2)
        data.chunk_table("b2", "noise2")
        if data.duck:
            i, j = (x.astype("i4") for x in np.divmod(np.arange(data.n * data.n), data.n))
            frame = {"i": i, "j": j, "v": data.noise2.reshape(-1)}  # found by its name
            data.duck.con.execute("CREATE TABLE noise2 AS SELECT * FROM frame")
            del frame
        why = data.load_array("noise2", f"<v:float8>[i=0:{data.n - 1}; j=0:{data.n - 1}]", "SELECT i, j, v FROM cells2")
        run.wrong += [why] if why else []

    run.phase("load: plain table", plain)
    run.phase("load: bytea chunks", chunks)
    run.phase("load: h5py and DuckDB", lambda: (data.open_h5py(), data.open_duckdb()))
    run.phase("load: array_ext", arrays)
    if "join" in extra:
        run.phase("load: second array", second)
    try:
        data.pg.execute("CREATE EXTENSION pg_prewarm")
        data.pg.execute("SELECT pg_prewarm(oid) FROM pg_class WHERE relkind IN ('r', 't', 'i') AND oid >= 16384")
    except Exception as error:
        say(f"  not warmed: {error}")


def main():
    scratch, result = sys.argv[1:3]
    n = int(os.environ.get("BENCH_N") or 4000)
    write_n = int(os.environ.get("BENCH_WRITE_N") or n)
    runs = int(os.environ.get("BENCH_RUNS") or 5)
    extra = (os.environ.get("BENCH_EXTRA") or "").split()
    sections = (os.environ.get("BENCH_SECTIONS") or " ".join(SECTIONS)).split()
    if n < 1000 or n % SIDE or write_n > n or runs < 1 or set(sections) - set(SECTIONS) or set(extra) - set(rows.EXTRA):
        sys.exit(f"array_ext: BENCH_N is a multiple of {SIDE} from 1000, BENCH_WRITE_N at most that, BENCH_RUNS at least 1, "
                 f"BENCH_SECTIONS from {' '.join(SECTIONS)}, BENCH_EXTRA from {' '.join(rows.EXTRA)}")

    run, start, load_before = Run(runs), time.perf_counter(), os.getloadavg()[0]
    say(f"{n} x {n} cells, {runs} rounds or more, load {load_before:.2f}")
    say("Each line: median wall time, quartiles, median processor time, ratio to the first that answered, its quartiles.")
    data = run.phase("make the data", lambda: Data(n, scratch, say))
    data.open_array_ext()
    size, width = {}, {}
    if set(sections) - {"numbers", "types", "ndarray"}:
        load(run, data, os.path.dirname(os.path.abspath(__file__)), extra)
    if "reading" in sections:
        run.phase("reading, one process", lambda: run.measure(rows.reading(data, extra)))
    if "worker" in sections:
        run.phase("reading, one worker", lambda: run.measure(rows.worker(data)))
    if "python" in sections:
        run.phase("chunks and numpy", lambda: run.measure(rows.python(data)))
    if "plugins" in sections:
        run.phase("plugins", lambda: run.measure(plugins.plugins(data)))
    if "size" in sections:
        size = rows.sizes(data)
        for name, found in size.items():
            say(f"\nsize of {name}, MB: " + ", ".join(f"{peer} {b / 1e6:.1f}" for peer, b in found.items()))
    if "writing" in sections:
        run.phase("writing", lambda: run.measure(rows.writing(data, write_n)))
    if "numbers" in sections:
        run.phase("numbers", lambda: run.measure(rationals.numbers(data)))
        width = rationals.width(data)
    if "types" in sections:
        run.phase("types", lambda: run.measure(value_types.types(data)))
    if "ndarray" in sections:
        run.phase("ndarrays", lambda: run.measure(ndarrays.ndarrays(data)))

    versions = {"PostgreSQL": data.pg.execute("SHOW server_version")[0][0], "Python": platform.python_version(),
                "numpy": np.__version__, "h5py": getattr(data, "h5_version", None),
                "DuckDB": getattr(data, "duck_version", None), "array_ext": os.environ.get("BENCH_COMMIT")}
    versions.update(dict(data.pg.execute(
        "SELECT extname, extversion FROM pg_extension WHERE extname IN ('pg_rational', 'pgmp', 'postgis', 'postgis_raster')")))
    with open(result, "w") as file:
        json.dump({"date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
                   "command": os.environ.get("BENCH_COMMAND"), "n": n, "write_n": write_n, "runs": runs,
                   "machine": machine(), "versions": {k: v for k, v in versions.items() if v},
                   "settings": data.settings, "load": [load_before, os.getloadavg()[0]], "absent": data.absent,
                   "phases": run.phases, "seconds": time.perf_counter() - start,
                   "rows": run.rows, "size": size, "width": width, "wrong": run.wrong}, file, indent=1)
    say(f"\n{time.perf_counter() - start:.0f} s in all")
    if run.wrong:
        say("\n".join(["", "WRONG:"] + run.wrong))
        sys.exit(1)


main()
