"""What the tests of python_apply run."""
import numpy


def double(a):
    return a * 2


def same(*arrays):
    return arrays[0]


def two(a, b):
    return {"d": a - b, "s": a + b}


def corner_sum(a, lower):
    """One cell a chunk, at the chunk's corner."""
    return lower, numpy.array(int(a.sum()), ndmin=a.ndim)


def rows(a, lower):
    """A result for each row."""
    for k in range(a.shape[0]):
        yield (lower[0] + k, lower[1]), a[k:k + 1]


def total(a):
    return a.sum()


def scaled(a, *, params):
    return a * params["factor"]


def shape(a, **keywords):
    """What came: lengths, and the coordinates and parameters by keyword."""
    return [*a.shape, *keywords["lower"], len(keywords["params"] or {})]


def neighbours(a):
    """Sum over the cell and its four neighbours, as far as there are any."""
    wide = numpy.pad(a.astype("i8"), 1)
    return (wide[1:-1, 1:-1] + wide[:-2, 1:-1] + wide[2:, 1:-1] + wide[1:-1, :-2] + wide[1:-1, 2:])


def reduced(a):
    return a[::2]


def different(a, lower):
    return {"x": a, "y": (lower, a[:1])}


def nothing(a):
    return None


def kinds(a, lower):
    return a.astype("f8" if lower[0] else "i8")


def no_dimension(a):
    return a.sum()


def deep(a):
    raise ValueError("size %d is wrong" % a.size)


def raises(a):
    return deep(a)


class Odd(Exception):
    pass


def raises_own(a):
    raise Odd


def leaves(a):
    raise SystemExit(3)


def divides(a):
    import plpy
    plpy.execute("SELECT 1 / 0")


def notices(a):
    import plpy
    plpy.notice("%d cells" % a.size)
    return a


def nested(a):
    import plpy
    row = plpy.execute("SELECT public.python_value('pa', 'functions.py', 'total', '{v}')::text AS t")[0]
    plpy.notice(row["t"])
    return a


def loops(a):
    while True:
        pass


def loops_over(a):
    while True:
        try:
            sum(range(1000))
        except Exception:
            pass


def loops_yielding(a, lower):
    while True:
        yield lower, a[:0]


def swallows(a):
    try:
        yield (0, 0), numpy.array([[object()]])
    except Exception:
        pass
    while True:
        yield (0, 0), a


_hidden = double
number = 7
