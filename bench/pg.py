"""A connection through libpq, with no package beside PostgreSQL's own library."""
import ctypes

_pq = ctypes.CDLL("libpq.so.5")
_pq.PQconnectdb.restype = ctypes.c_void_p
_pq.PQexec.restype = ctypes.c_void_p
_pq.PQgetResult.restype = ctypes.c_void_p
for _name in ("PQerrorMessage", "PQresultErrorField", "PQgetvalue"):
    getattr(_pq, _name).restype = ctypes.c_char_p
_TUPLES, _COMMAND, _EMPTY, _COPY_IN = 2, 1, 0, 4
_SQLSTATE, _PRIMARY = ord("C"), ord("M")


class PgError(Exception):
    """An error of the server, with its SQLSTATE (None where there is none)."""

    def __init__(self, sqlstate, message):
        super().__init__(message)
        self.sqlstate = sqlstate


class Pg:
    """One backend.  PGHOST and the like say where."""

    def __init__(self, settings=()):
        self._conn = ctypes.c_void_p(_pq.PQconnectdb(b"client_encoding=UTF8"))
        if _pq.PQstatus(self._conn) != 0:
            raise PgError(None, _pq.PQerrorMessage(self._conn).decode().strip())
        self.execute("SET client_min_messages = error")
        for name, value in settings:
            self.execute(f"SET {name} = '{value}'")
        self.pid = int(self.execute("SELECT pg_backend_pid()")[0][0])

    def close(self):
        _pq.PQfinish(self._conn)

    def _take(self, result, expected):
        status = _pq.PQresultStatus(result)
        try:
            if status not in expected:
                state = _pq.PQresultErrorField(result, _SQLSTATE)
                message = _pq.PQresultErrorField(result, _PRIMARY) or _pq.PQerrorMessage(self._conn)
                raise PgError(state.decode() if state else None, message.decode().strip())
            if status != _TUPLES:
                return []
            return [tuple(self._field(result, row, column) for column in range(_pq.PQnfields(result)))
                    for row in range(_pq.PQntuples(result))]
        finally:
            _pq.PQclear(result)

    @staticmethod
    def _field(result, row, column):
        if _pq.PQgetisnull(result, row, column):
            return None
        return _pq.PQgetvalue(result, row, column).decode()

    def execute(self, sql):
        """The rows of the last statement, as text."""
        return self._take(ctypes.c_void_p(_pq.PQexec(self._conn, sql.encode())), (_TUPLES, _COMMAND, _EMPTY))

    def copy_in(self, sql, pieces):
        """COPY … FROM STDIN, fed with pieces of bytes."""
        self._take(ctypes.c_void_p(_pq.PQexec(self._conn, sql.encode())), (_COPY_IN,))
        for piece in pieces:
            _pq.PQputCopyData(self._conn, piece, len(piece))
        _pq.PQputCopyEnd(self._conn, None)
        self._take(ctypes.c_void_p(_pq.PQgetResult(self._conn)), (_COMMAND,))
        while _pq.PQgetResult(self._conn):
            pass

    def cpu(self):
        """Seconds of processor time of the backend; None where the kernel does not say."""
        try:
            with open(f"/proc/{self.pid}/schedstat") as file:
                return int(file.read().split()[0]) / 1e9
        except (OSError, IndexError, ValueError):
            return None


def has_extension(pg, name):
    return bool(pg.execute(f"SELECT FROM pg_available_extensions WHERE name = '{name}'"))
