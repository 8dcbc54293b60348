"""What the test of dates and types by name runs."""
import numpy


def same(*arrays):
    return arrays[0]


def all_of(d, s, n, t, u):
    return {"d": d, "s": s, "n": n, "t": t, "u": u}


def later(d, s, n, t, u):
    """Every attribute calculated anew, so that nothing but its cells says what it is."""
    return {"d": d + numpy.timedelta64(1, "D"), "s": s + "!", "n": n * 2,
            "t": t + numpy.timedelta64(1, "h"), "u": u + ""}


def nothing_known(s):
    """All None where the first cell of a chunk is NULL."""
    out = numpy.empty(s.shape, dtype=object)
    out[:] = None if numpy.ma.getmaskarray(s)[0] else "x"
    return out


def lengths(s):
    return numpy.ma.masked_array([len(x or "") for x in s.flat], dtype="i8").reshape(s.shape)


def words(s):
    return ["one", None, "three"]


def number(s):
    return [1, None, 3]


def stamps(s):
    return numpy.array(["2026-03-01T12", "NaT"], dtype="M8[h]")
