"""The peers and their data: one array of N x N doubles, stored in each one's own way.

noise   default_rng(42).standard_normal, float8
noise2  the same with seed 7, for the join
smooth  round(100*sin(i/200)*cos(j/300)), int32, for sizes
"""
import importlib
import os

import numpy as np

from pg import Pg, PgError, has_extension
from rounds import NOT_THERE, Peer, PgPeer

SIDE = 500          # of a chunk of the peers
RUN_CELLS = 25000   # of a chunk of the limit: 200 KB, near the size that detoasts fastest
PART, PART_SIDE = 1000, 250

SERIAL = (("max_parallel_workers_per_gather", 0), ("jit", "off"), ("work_mem", "256MB"))
WORKER = (("max_parallel_workers_per_gather", 1), ("jit", "off"), ("work_mem", "256MB"), ("parallel_setup_cost", 0),
          ("parallel_tuple_cost", 0), ("min_parallel_table_scan_size", 0))
# No row of array_ext may hold up the others.
PATIENCE = ("statement_timeout", "180s")


class DuckPeer(Peer):
    """DuckDB in this process, on a file, with a number of threads."""

    def __init__(self, name, con, threads):
        super().__init__(name)
        self.con, self.threads = con, threads

    def prepare(self):
        self.con.execute(f"SET threads = {self.threads}")

    def run(self, work):
        rows = self.con.execute(work).fetchall()
        return tuple(None if x is None else float(x) for x in rows[0]) if rows else ()


class Data:
    """All of it: arrays in memory, connections, and what is absent and why."""

    def __init__(self, n, scratch, say):
        self.n, self.scratch, self.say = n, scratch, say
        self.absent = {}
        self.pg = Pg(SERIAL)
        self.noise_path = os.path.join(scratch, "noise.npy")
        self.noise = np.random.default_rng(42).standard_normal((n, n))
        np.save(self.noise_path, self.noise)
        i, j = np.arange(n), np.arange(n)
        self.smooth = np.round(100 * np.outer(np.sin(i / 200), np.cos(j / 300))).astype("i4")
        np.save(os.path.join(scratch, "smooth.npy"), self.smooth)
        self.noise2 = None
        self.numpy = Peer("numpy")

    def say_absent(self, peer, why):
        self.absent[peer] = why
        self.say(f"  {peer}: skipped, {why}")

    # PostgreSQL without array_ext

    def load_plain(self, table, values):
        """A table of cells with its primary key, from binary COPY."""
        n = values.shape[0]
        cell = np.dtype([("n", ">i2"), ("li", ">i4"), ("i", ">i4"), ("lj", ">i4"), ("j", ">i4"),
                         ("lv", ">i4"), ("v", ">f8")])

        def pieces():
            yield b"PGCOPY\n\xff\r\n\0" + bytes(8)
            strip = np.empty(n, cell)
            strip["n"], strip["li"], strip["lj"], strip["lv"] = 3, 4, 4, 8
            strip["j"] = np.arange(n)
            for i in range(n):
                strip["i"], strip["v"] = i, values[i]
                yield strip.tobytes()
            yield b"\xff\xff"

        self.pg.execute(f"CREATE TABLE {table} (i int, j int, v float8)")
        self.pg.execute("BEGIN")
        self.pg.execute(f"TRUNCATE {table}")
        self.pg.copy_in(f"COPY {table} FROM STDIN (FORMAT binary, FREEZE)", pieces())
        self.pg.execute("COMMIT")
        self.pg.execute(f"ALTER TABLE {table} ADD PRIMARY KEY (i, j)")
        self.pg.execute(f"VACUUM ANALYZE {table}")

    def load_chunks(self, script):
        """The bytea chunks of PL/Python and of the limit."""
        self.pg.execute("CREATE EXTENSION plpython3u")
        self.pg.execute(script)
        self.pg.execute("CREATE FUNCTION bench_detoast(anyelement) RETURNS int8 IMMUTABLE STRICT PARALLEL SAFE "
                        "COST 100000 LANGUAGE C AS 'bench_limit'")
        self.pg.execute("CREATE FUNCTION bench_detoast_sum(bytea) RETURNS float8 IMMUTABLE STRICT PARALLEL SAFE "
                        "COST 100000 LANGUAGE C AS 'bench_limit'")
        self.chunk_table("b", "noise")
        self.pg.execute("CREATE TABLE runs (v bytea)")
        self.pg.execute("ALTER TABLE runs ALTER v SET STORAGE EXTERNAL")
        self.pg.execute(f"INSERT INTO runs SELECT py_runs('{self.noise_path}', {RUN_CELLS})")
        self.pg.execute("VACUUM ANALYZE runs")
        part = os.path.join(self.scratch, "part.npy")
        np.save(part, self.noise[:PART, :PART])
        self.pg.execute("CREATE TABLE part_bytea (ci int, cj int, v bytea)")
        self.pg.execute("ALTER TABLE part_bytea ALTER v SET STORAGE EXTERNAL")
        self.pg.execute(f"INSERT INTO part_bytea SELECT * FROM py_chunks('{part}', {PART_SIDE})")
        self.pg.execute("CREATE TABLE part_array (ci int, cj int, v float8[])")
        self.pg.execute("ALTER TABLE part_array ALTER v SET STORAGE EXTERNAL")
        self.pg.execute(f"INSERT INTO part_array SELECT i / {PART_SIDE}, j / {PART_SIDE}, array_agg(v ORDER BY i, j) "
                        f"FROM cells WHERE i < {PART} AND j < {PART} GROUP BY 1, 2")
        for name in ("noise", "smooth"):
            for method in ("lz4", "pglz"):
                try:
                    self.chunk_table(f"{name}_{method}", name, method)
                except PgError as error:
                    self.say_absent(f"bytea {method}", str(error))

    def chunk_table(self, table, name, compression=None):
        path = os.path.join(self.scratch, name + ".npy")
        self.pg.execute(f"CREATE TABLE {table} (ci int, cj int, v bytea, PRIMARY KEY (ci, cj))")
        if compression:
            self.pg.execute(f"ALTER TABLE {table} ALTER v SET COMPRESSION {compression}")
        else:
            self.pg.execute(f"ALTER TABLE {table} ALTER v SET STORAGE EXTERNAL")
        self.pg.execute(f"INSERT INTO {table} SELECT * FROM py_chunks('{path}', {SIDE})")
        self.pg.execute(f"VACUUM ANALYZE {table}")

    def postgres_peers(self):
        self.plain = PgPeer("plain table", Pg(SERIAL))
        self.plain_worker = PgPeer("plain table", Pg(WORKER))
        self.plpython = PgPeer("PL/Python bytea", Pg(SERIAL))
        self.lists = PgPeer("PL/Python float8[]", Pg(SERIAL))
        self.detoast = PgPeer("detoast only", Pg(SERIAL))
        self.detoast_worker = PgPeer("detoast only", Pg(WORKER))
        self.detoast_sum = PgPeer("detoast + sum", Pg(SERIAL))
        self.detoast_sum_worker = PgPeer("detoast + sum", Pg(WORKER))

    # array_ext

    def open_array_ext(self):
        """Peers of array_ext: as it comes, without its summaries, with a worker."""
        self.pg.execute("CREATE EXTENSION array_ext")
        # Settings are known once the library is loaded.
        self.pg.execute("LOAD 'array_ext'")
        self.settings = [row[0] for row in self.pg.execute(
            "SELECT name FROM pg_settings WHERE name LIKE 'array_ext.enable_%' ORDER BY 1")]
        without = [name for name in self.settings if "summar" in name]
        self.array = PgPeer("array_ext", Pg(SERIAL + (PATIENCE,)))
        self.array_worker = PgPeer("array_ext", Pg(WORKER + (PATIENCE,)))
        self.array_scan, self.array_scan_worker = self.array, self.array_worker
        self.array_summary = None
        if without:
            self.array_summary = PgPeer("array_ext summaries", Pg(SERIAL + (PATIENCE,)))
            self.array_scan = PgPeer("array_ext", Pg(SERIAL + (PATIENCE,)))
            self.array_scan_worker = PgPeer("array_ext", Pg(WORKER + (PATIENCE,)))
            for peer in (self.array_scan, self.array_scan_worker):
                peer.pg.execute("LOAD 'array_ext'")
                for name in without:
                    peer.pg.execute(f"SET {name} = off")

    def load_array(self, name, schema, query):
        """A stored array; returns what went wrong, or None.  A half-loaded one is dropped."""
        try:
            self.array.pg.execute(f"SELECT create_array('{name}', '{schema}')")
            self.array.pg.execute(f"INSERT INTO {name} {query}")
            self.array.pg.execute(f"ANALYZE {name}_chunks")
            return None
        except PgError as error:
            self.say(f"  array_ext: {name}: {error}")
            try:
                self.array.pg.execute(f"DROP FOREIGN TABLE IF EXISTS {name} CASCADE")
            except PgError:
                pass
            return None if error.sqlstate in NOT_THERE else f"load of {name}: {error}"

    def load_arrays(self):
        n, last, half = self.n, self.n - 1, PART - 1
        smooth = ("SELECT i, j, round(100 * sin(i / 200.0::float8) * cos(j / 300.0::float8))::int4 "
                  f"FROM generate_series(0, {last}) i, generate_series(0, {last}) j")
        return [why for why in (
            self.load_array("noise", f"<v:float8>[i=0:{last}; j=0:{last}]", "SELECT i, j, v FROM cells"),
            self.load_array("smooth", f"<v:int4>[i=0:{last}; j=0:{last}]", smooth),
            self.load_array("part", f"<v:float8>[i=0:{half}:0:{PART_SIDE}; j=0:{half}:0:{PART_SIDE}]",
                            f"SELECT i, j, v FROM cells WHERE i < {PART} AND j < {PART}")) if why]

    def load_transform(self):
        """numpy functions over ndarray, where the transform is there."""
        if not has_extension(self.pg, "array_ext_plpython3u"):
            self.say_absent("array_ext for numpy", "array_ext_plpython3u is not built: no Python.h")
            return
        self.pg.execute("""
            CREATE EXTENSION array_ext_plpython3u;
            CREATE FUNCTION py_nd_sum(v ndarray) RETURNS float8 IMMUTABLE STRICT TRANSFORM FOR TYPE ndarray
                LANGUAGE plpython3u AS 'return float(v.sum())';
            CREATE FUNCTION py_nd_linear(v ndarray) RETURNS ndarray IMMUTABLE STRICT TRANSFORM FOR TYPE ndarray
                LANGUAGE plpython3u AS 'return v * 2 + 1'""")

    # others

    def open_h5py(self):
        try:
            h5py = importlib.import_module("h5py")
        except ImportError:
            self.say_absent("h5py", "no python3-h5py")
            self.h5 = None
            return
        self.h5_version = h5py.__version__
        self.h5 = Peer("h5py")
        self.h5_paths = {}
        for name, values in (("noise", self.noise), ("smooth", self.smooth)):
            for kind, how in (("raw", {}), ("gzip", {"compression": "gzip", "compression_opts": 4, "shuffle": True})):
                path = os.path.join(self.scratch, f"{name}_{kind}.h5")
                with h5py.File(path, "w") as file:
                    file.create_dataset("v", data=values, chunks=(SIDE, SIDE), **how)
                self.h5_paths[f"{name} {kind}"] = path
        self.h5_v = h5py.File(self.h5_paths["noise raw"], "r")["v"]

    def open_duckdb(self):
        try:
            duckdb = importlib.import_module("duckdb")
        except ImportError:
            self.say_absent("DuckDB", "its Python package could not be had")
            self.duck = self.duck_worker = None
            return
        self.duck_version = duckdb.__version__
        self.duck_paths = {}
        n = self.n
        i, j = np.repeat(np.arange(n, dtype="i4"), n), np.tile(np.arange(n, dtype="i4"), n)
        for name, values in (("smooth", self.smooth), ("noise", self.noise)):
            path = self.duck_paths[name] = os.path.join(self.scratch, name + ".duckdb")
            con = duckdb.connect(path)
            con.execute("SET threads = 1")
            frame = {"i": i, "j": j, "v": values.reshape(-1)}  # found by its name
            con.execute(f"CREATE TABLE {name} AS SELECT * FROM frame")
            con.execute("CHECKPOINT")
            if name == "smooth":
                con.close()
        del frame
        self.duck = DuckPeer("DuckDB", con, 1)
        self.duck_worker = DuckPeer("DuckDB", con, 2)
