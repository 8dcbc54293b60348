"""complex and point2d beside what PostgreSQL has without them, and PostGIS.

Each peer has a backend of its own with its schema first in the search path.
Coordinates are multiples of 1/1024 below 1024, which PostGIS's index keys in
single precision hold exactly, so that all answers are the same.
"""
from peers import SERIAL
from pg import Pg, PgError, has_extension
from rounds import PgPeer, Row, Way

ROWS = 1000000
PROBES = 2000

COMPLEX = ("CREATE TABLE z AS SELECT {make}(k * 7919 % 2001 / 1000.0::float8, k * 31 % 997 / 997.0::float8) AS a, "
           "{make}(k * 17 % 1009 / 1009.0::float8, k * 29 % 499 / 499.0::float8) AS b FROM generate_series(0::int8, {last}) k")

# A composite type as one writes it: SQL functions that are inlined, an aggregate over one of them.
COMPOSITE = """
CREATE TYPE pair AS (re float8, im float8);
CREATE FUNCTION make(float8, float8) RETURNS pair LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT ROW($1, $2)::pair';
CREATE FUNCTION multiply(pair, pair) RETURNS pair LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    'SELECT ROW(($1).re * ($2).re - ($1).im * ($2).im, ($1).re * ($2).im + ($1).im * ($2).re)::pair';
CREATE FUNCTION add(pair, pair) RETURNS pair LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    'SELECT ROW(($1).re + ($2).re, ($1).im + ($2).im)::pair';
CREATE OPERATOR * (LEFTARG = pair, RIGHTARG = pair, FUNCTION = multiply);
CREATE AGGREGATE sum(pair) (SFUNC = add, STYPE = pair, INITCOND = '(0,0)')"""

# name: (extension, what makes a value, what must be there first, sum of products)
COMPLEX_PEERS = {
    "array_ext": (None, "complex", "", "SELECT re(s), im(s) FROM (SELECT sum(a * b) AS s FROM z) x"),
    "composite": (None, "make", COMPOSITE, "SELECT (s).re, (s).im FROM (SELECT sum(a * b) AS s FROM z OFFSET 0) x"),
    "core point": (None, "point", "", "SELECT sum(p[0]), sum(p[1]) FROM (SELECT a * b AS p FROM z OFFSET 0) x"),
}

POINTS = ("CREATE TABLE {table} AS SELECT {make}((k * 7919 % 1048573) / 1024.0::float8, (k * 104729 % 1048571) / 1024.0::float8) AS p "
          "FROM generate_series({first}::int8, {last}) k")
BOXES = ("CREATE TABLE boxes AS SELECT {box} AS b FROM (SELECT k * 31337 % 1000 AS x, k * 7331 % 1000 AS y "
         "FROM generate_series(1::int8, {probes}) k) s")
CORE_BOX = "box(point(x, y), point(x + 10, y + 10))"

# name: (extension, what makes a point, what makes a box, is within, GiST and SP-GiST class)
POINT_PEERS = {
    "array_ext": (None, "point2d", CORE_BOX, "<@", "point2d_gist_ops", "point2d_spgist_ops"),
    "core point": (None, "point", CORE_BOX, "<@", "point_ops", "quad_point_ops"),
    "PostGIS": ("postgis", "ST_MakePoint", "ST_MakeEnvelope(x, y, x + 10, y + 10)", "&&", "gist_geometry_ops_2d",
                "spgist_geometry_ops_2d"),
}


def open_peers(data, peers, load):
    """Connections with tables filled; load(name) are the statements."""
    found = {}
    for name, (extension, *_) in peers.items():
        if extension and not has_extension(data.pg, extension):
            data.say_absent(name, f"no extension {extension}")
            continue
        schema = "types_" + name.replace(" ", "_").lower()
        pg = Pg(SERIAL)
        peer = PgPeer(name, pg)
        try:
            pg.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            if extension:
                pg.execute(f"CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA {schema}")
            pg.execute(f"SET search_path = {schema}, public")
            for statement in load(name):
                pg.execute(statement)
        except PgError as error:
            data.say_absent(name, str(error))
            continue
        found[name] = peer
    return found


def complexes(data):
    def load(name):
        _, make, before, _ = COMPLEX_PEERS[name]
        return [before, COMPLEX.format(make=make, last=ROWS - 1), "VACUUM ANALYZE z"]

    peers = open_peers(data, COMPLEX_PEERS, load)
    return [Row("types", "complex", "sum of a * b, 1 M complex", [Way(peer, COMPLEX_PEERS[name][3])
                                                                 for name, peer in peers.items()])]


def points(data):
    def load(name):
        _, make, box, _, gist, spgist = POINT_PEERS[name]
        statements = [POINTS.format(table=table, make=make, first=first, last=last) for table, first, last in (
            ("points", 0, ROWS - 1), ("spoints", 0, ROWS - 1), ("bare", 0, ROWS - 1), ("probes", 2 * ROWS, 2 * ROWS + PROBES - 1))]
        return statements + [
            BOXES.format(box=box, probes=PROBES), f"CREATE INDEX points_p ON points USING gist (p {gist})",
            f"CREATE INDEX spoints_p ON spoints USING spgist (p {spgist})", "SET enable_seqscan = off",
            "VACUUM ANALYZE points", "VACUUM ANALYZE spoints", "VACUUM ANALYZE probes", "VACUUM ANALYZE boxes", "VACUUM ANALYZE bare"]

    peers = open_peers(data, POINT_PEERS, load)
    rows = []
    for table, method in (("points", "GiST"), ("spoints", "SP-GiST")):
        nearest = (f"SELECT sum(d) FROM probes q, LATERAL (SELECT t.p <-> q.p AS d FROM {table} t ORDER BY t.p <-> q.p LIMIT 10) s")
        # PostGIS has no nearest neighbours from SP-GiST
        rows.append(Row("types", f"knn {table}", f"10 nearest of 1 M points, {PROBES} times, {method}",
                        [Way(peer, nearest) for name, peer in peers.items() if method == "GiST" or name != "PostGIS"]))
        rows.append(Row("types", f"box {table}", f"count in a box (a ten thousandth) of 1 M points, {PROBES} times, {method}", [
            Way(peer, f"SELECT sum(n) FROM boxes, LATERAL (SELECT count(*) AS n FROM {table} t WHERE t.p {POINT_PEERS[name][3]} b) s")
            for name, peer in peers.items()]))
    for method, place in (("gist", 4), ("spgist", 5)):
        ways = []
        for name, peer in peers.items():
            way = Way(peer, f"CREATE INDEX bare_p ON bare USING {method} (p {POINT_PEERS[name][place]})",
                      before=lambda pg=peer.pg: pg.execute("DROP INDEX IF EXISTS bare_p"))
            # counting by a full scan of PostGIS's SP-GiST takes memory without end
            way.check = lambda pg=peer.pg: (float(pg.execute("SELECT indisvalid::int FROM pg_index WHERE indexrelid = 'bare_p'::regclass")[0][0]),)
            ways.append(way)
        rows.append(Row("types", f"build {method}", f"CREATE INDEX USING {method}, 1 M points", ways))
    return rows


def types(data):
    return complexes(data) + points(data)
