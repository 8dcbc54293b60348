"""A user's function over all cells: of a plugin, in LANGUAGE C, as an operator, in numpy."""
from pg import PgError
from rounds import PgPeer, Row, Way


def plugins(data):
    pg = data.array.pg
    try:
        pg.execute("SELECT load_library('bench_twice')")
        pg.execute("CREATE FUNCTION bench_c_twice(float8) RETURNS float8 AS '$libdir/bench_limit', 'bench_twice' "
                   "LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE")
    except PgError as error:
        data.say_absent("plugin", str(error))
        return []

    def way(name, sql, like=data.array):
        return Way(PgPeer(name, like.pg), sql)

    return [Row("plugins", "twice", "sum of a user's twice(v); of v * 2", [
        way("array_ext", "SELECT sum(v * 2) FROM noise"),
        way("plugin kernel", "SELECT sum(twice(v)) FROM noise"),
        way("plugin function", "SELECT sum(twice_each(v)) FROM noise"),
        way("C function", "SELECT sum(bench_c_twice(v)) FROM noise"),
        way("C function, table", "SELECT sum(bench_c_twice(v)) FROM cells", data.plain),
        Way(data.numpy, lambda: ((data.noise * 2).sum(),))])]
