"""A million fractions: rational beside pg_rational, pgmp and numeric.

Each peer is in a schema of its own with a backend of its own, and calls its
type r in tables n(r), of many equal ones, and m(r), all different; numeric
rounds, so its answers agree within 1e-9 only. 'in an array' is rational again, as
the attribute of stored arrays n and m, without answers from summaries.
pg_rational has 32 bits a part and may run out of them in a sum: that is its answer.
"""
from peers import SERIAL
from pg import Pg, PgError, has_extension
from rounds import PgPeer, Row, Way

ROWS = 1000000
ARRAY = "in an array"
# 2001 numerators over 1 .. 12, well mixed.
NUMERATOR, DENOMINATOR = "(k::int8 * 7919 % 2001 - 1000)::int", "(1 + k::int8 * 31 % 12)::int"
# A million numerators over a prime, for the join.
DIFFERENT, PRIME = "(k::int8 * 7919 % 1000003)::int", "1000003"

# name: (extension, type, value of a row, the constant 1/3, cast to float8)
PEERS = {
    "array_ext": (None, "rational", "rational({a}, {b})", "rational(1, 3)", "({x})::float8"),
    ARRAY: (None, "rational", "rational({a}, {b})", "rational(1, 3)", "({x})::float8"),
    "pg_rational": ("pg_rational", "rational", "rational_create({a}, {b})", "rational_create(1, 3)", "({x})::float8"),
    "pgmp mpq": ("pgmp", "mpq", "mpq(({a})::mpz, ({b})::mpz)", "mpq(1::mpz, 3::mpz)", "({x})::float8"),
    "numeric": (None, "numeric", "({a})::numeric / {b}", "1::numeric / 3", "({x})::float8"),
    "float8": (None, "float8", "({a})::float8 / {b}", "1::float8 / 3", "({x})"),
}

QUESTIONS = {
    "scan": ("scan: count(r)", "SELECT count(r) FROM n"),
    "add": ("r + 1/3", "SELECT count(r + {c}) FROM n"),
    "multiply": ("r * 1/3", "SELECT count(r * {c}) FROM n"),
    "less": ("count where r < 1/3", "SELECT count(*) FROM n WHERE r < {c}"),
    "max": ("max(r)", "SELECT {max} FROM n"),
    "sum": ("sum(r)", "SELECT {sum} FROM n"),
    "sort": ("sort", f"SELECT {{last}} FROM (SELECT r FROM n ORDER BY r OFFSET {ROWS - 1}) s"),
    "join": ("hash join", "SELECT count(*) FROM m a JOIN m b ON a.r = b.r"),
    "group": ("GROUP BY r", "SELECT count(*) FROM (SELECT r FROM n GROUP BY r OFFSET 0) s"),
}


def schema_of(name):
    return "numbers_" + name.split()[-1 if name == ARRAY else 0]


def open_peers(data):
    """Connections with the schema first in the search path, and the tables filled."""
    peers = {}
    for name, (extension, kind, value, _, _) in PEERS.items():
        if extension and not has_extension(data.pg, extension):
            data.say_absent(name, f"no extension {extension}")
            continue
        schema = schema_of(name)
        try:
            data.pg.execute(f"CREATE SCHEMA {schema}")
            if extension:
                data.pg.execute(f"CREATE EXTENSION {extension} SCHEMA {schema}")
            pg = Pg(SERIAL)
            pg.execute(f"SET search_path = {schema}, public")
            pg.execute("SET enable_mergejoin = off")
            for table, a, b in (("n", NUMERATOR, DENOMINATOR), ("m", DIFFERENT, PRIME)):
                made = value.format(a=a, b=b)
                made = f"({made})::{kind} AS r FROM generate_series(0, {ROWS - 1}) k"
                if name == ARRAY:
                    pg.execute(f"SELECT create_array_as('{table}', 'SELECT k, {made}')")
                    pg.execute(f"ANALYZE {table}")
                    pg.execute("SET array_ext.enable_summary_answers = off")
                else:
                    pg.execute(f"CREATE TABLE {table} AS SELECT {made}")
                    pg.execute(f"VACUUM ANALYZE {table}")
        except PgError as error:
            data.say_absent(name, str(error))
            continue
        peers[name] = PgPeer(name, pg)
    return peers


def numbers(data):
    peers = open_peers(data)
    rows = []
    for key, (title, question) in QUESTIONS.items():
        ways = []
        for name, peer in peers.items():
            _, _, _, constant, cast = PEERS[name]
            sql = question.format(c=constant, max=cast.format(x="max(r)"), sum=cast.format(x="sum(r)"), last=cast.format(x="r"))
            way = Way(peer, sql)
            # Rounding makes other groups, and moves a value across a bound.
            if name in ("numeric", "float8") and key in ("less", "group"):
                way.check = lambda: None
            ways.append(way)
        rows.append(Row("numbers", key, f"{title}, {ROWS // 1000000} M fractions", ways,
                        may_fail=("pg_rational",)))
    return rows


def width(data):
    """Bytes of one value in a row, by peer."""
    found = {}
    for name in PEERS:
        try:
            schema = schema_of(name)
            found[name] = float(data.pg.execute(f"SELECT avg(pg_column_size(r)) FROM {schema}.n")[0][0])
        except PgError:
            pass
    return found
