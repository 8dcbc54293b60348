"""array_ext: ndarrays of PostgreSQL as arrays of numpy, functions over chunks.

Part of the library array_ext_plpython3u, which makes the module inside the
server and adds the C functions _begin, _emit, _fail and _guard to it.
"""
import datetime
import decimal
import inspect
import json
import linecache
import math
import os
import traceback
import types

try:
    import numpy
    RATIONAL = numpy.dtype([("num", "i8"), ("den", "i8")])
    POINT2D = numpy.dtype([("x", "f8"), ("y", "f8")])
except ImportError:
    numpy = None

# Kinds as stored (src/format/kind.h).
_BOOL, _INT2, _INT4, _INT8, _FLOAT4, _FLOAT8, _COMPLEX, _RATIONAL, _POINT2D, \
    _DATE, _TIMESTAMP, _TIMESTAMPTZ = range(1, 13)
# numpy's kind and width of a dtype: kind here, dtype of its cells.
_KINDS = {
    "b1": (_BOOL, "?"),
    "i1": (_INT2, "i2"), "u1": (_INT2, "i2"), "i2": (_INT2, "i2"),
    "u2": (_INT4, "i4"), "i4": (_INT4, "i4"),
    "u4": (_INT8, "i8"), "i8": (_INT8, "i8"), "u8": (_INT8, "i8"),
    "f2": (_FLOAT4, "f4"), "f4": (_FLOAT4, "f4"), "f8": (_FLOAT8, "f8"),
    "c8": (_COMPLEX, "c16"), "c16": (_COMPLEX, "c16"),
}


# Of datetime64's units: how many units of what is stored, days and
# microseconds, each is, or how many of it make one of these.
_DAYS = {"W": 7, "D": 1}
_MICROSECONDS = {"h": 3600000000, "m": 60000000, "s": 1000000, "ms": 1000, "us": 1}
_PARTS = {"ns": 1000, "ps": 1000000, "fs": 1000000000, "as": 1000000000000}
_Decimal = decimal.Decimal


class ArrayError(Exception):
    """An error that becomes an SQL error with this SQLSTATE."""

    def __init__(self, sqlstate, message, detail=None, hint=None):
        super().__init__(message)
        self.sqlstate, self.detail, self.hint = sqlstate, detail, hint


class _Failed(BaseException):
    """An SQL error has been caught and waits to be thrown again."""


class at:
    """An array with the coordinates of its first cell, as a result: at(lower, array)."""

    __slots__ = ("lower", "array")

    def __init__(self, lower, array):
        self.lower, self.array = lower, array


class of:
    """An array whose elements are of an SQL type that they do not show: of(type, array)."""

    __slots__ = ("type", "array")

    def __init__(self, type, array):
        self.type, self.array = str(type), array


def _view(array):
    """The view whose cells these are, or None."""
    base = array
    while base is not None and not isinstance(base, View):
        base = base.obj if isinstance(base, memoryview) else getattr(base, "base", None)
    return base


def lower(array):
    """Coordinates of the first cell of an array that came from SQL."""
    base = _view(array)
    if base is None or tuple(base.shape) != tuple(array.shape):
        raise ValueError("the array is not one that came from SQL, as it came")
    return base.lower


# ---- from SQL ----

def _typed(view):
    """The array of a view: of dates and timestamps one of integers; the dtype of objects says which type they are."""
    array = numpy.asarray(view)
    kind = view.kind
    if array.dtype.kind == "O":
        return array.view(numpy.dtype("O", metadata={"array_ext": kind}))
    return array.view("M8[D]") if kind == "date" else array.view("M8[us]") if kind.startswith("timestamp") else array


def _masked(view, mask, empty):
    """The array of a value some of whose cells are NULL or empty."""
    if numpy is None:
        raise ArrayError("0A000", "an ndarray with NULL or empty cells needs numpy",
                         hint="Install the numpy of the server's Python (Debian: python3-numpy).")
    array = numpy.ma.MaskedArray(_typed(view), mask=numpy.array(mask, dtype=bool))
    array.empty = numpy.ma.nomask if empty is None else numpy.asarray(empty)
    return array


_wrap = numpy.asarray if numpy else memoryview


# ---- to SQL ----

def _unsupported(what):
    return ArrayError("0A000", f"{what} cannot become an ndarray",
                      hint="Elements are bool, integers of up to 64 bits, float16 to float64, complex, "
                           "fractions (array_ext.RATIONAL, fractions.Fraction), points (array_ext.POINT2D), "
                           "dates and times (datetime64, datetime), str, bytes, or decimal.Decimal.")


def _structure(dtype):
    """Kind and cells of a dtype with fields."""
    types = "".join(dtype[n].kind for n in dtype.names)
    if dtype.names == RATIONAL.names and types.strip("iu") == "":
        return _RATIONAL, RATIONAL
    if dtype.names == POINT2D.names and types.strip("iuf") == "" and max(dtype[n].itemsize for n in dtype.names) <= 8:
        return _POINT2D, POINT2D
    raise _unsupported(f"an array of dtype {dtype}")


def _array(value):
    """The array of a value; str and bytes of a list as the objects they are, which numpy's own types may cut."""
    try:
        array = numpy.asanyarray(value)
        if array.dtype.kind in "US" and not isinstance(value, (numpy.ndarray, numpy.generic)):
            array = numpy.array(value, dtype=object)
        return array
    except ValueError as e:
        raise ArrayError("22023", "value cannot become an ndarray", str(e)) from None


def _named(left):
    """The type by name that objects show, or None."""
    if all(isinstance(x, str) for x in left):
        return "text"
    if all(isinstance(x, bytes) for x in left):
        return "bytea"
    if any(isinstance(x, decimal.Decimal) for x in left) and \
            all(isinstance(x, (decimal.Decimal, int)) and not isinstance(x, bool) for x in left):
        return "numeric"
    return None


def _form(x):
    """An object as C takes it: str or bytes."""
    return x if isinstance(x, (str, bytes)) else str(x)


def _datetimes(left):
    """Kind and cells of datetimes, or of dates; None if they are neither."""
    if all(isinstance(x, datetime.datetime) for x in left):
        zoned = [x.utcoffset() is not None for x in left]
        if all(zoned):
            return _TIMESTAMPTZ, [numpy.datetime64(x.astimezone(datetime.timezone.utc).replace(tzinfo=None), "us") for x in left]
        if any(zoned):
            raise _unsupported("a mixture of datetimes with and without a time zone")
        return _TIMESTAMP, [numpy.datetime64(x, "us") for x in left]
    if all(isinstance(x, datetime.date) and not isinstance(x, datetime.datetime) for x in left):
        return _DATE, [numpy.datetime64(x, "D") for x in left]
    return None


def _objects(array, mask, source):
    """
    Cells and mask of an array of Python objects, as nested lists with None make one.
    With them the name of a type, of whose objects the cells are a list, "" if none
    shows it; or the kind of datetimes; or None for numbers.  Where all cells are
    masked, what stands in them shows it; where there are none, the array they are of.
    """
    nulls = numpy.array([x is None for x in array.flat], dtype=bool).reshape(array.shape)
    mask = nulls if mask is None else mask | nulls
    left = array[~mask].tolist()
    name = source.kind if source is not None else {"U": "text", "S": "bytea"}.get(array.dtype.kind)
    shown = left or [x for x in array.flat if x is not None]
    if name is None:
        name = _named(shown) if shown else (array.dtype.metadata or {}).get("array_ext", "")
    if name is not None:
        forms = map(_form, left)
        return name, [None if m else next(forms) for m in mask.flat], mask
    times = _datetimes(shown)
    if times is not None:
        cells = numpy.full(array.shape, "NaT", "M8[D]" if times[0] == _DATE else "M8[us]")
        cells[~mask] = times[1] if left else []
        return times[0], cells, mask
    if any(hasattr(x, "numerator") and not isinstance(x, (int, numpy.generic)) for x in shown):
        for x in shown:
            if not hasattr(x, "numerator"):
                raise _unsupported(f"a mixture of fractions and {type(x).__name__}")
        cells = numpy.zeros(array.shape, RATIONAL)
        cells["den"] = 1
        try:
            cells[~mask] = [(int(x.numerator), int(x.denominator)) for x in left]
        except OverflowError:
            raise ArrayError("22003", "rational out of range") from None
        return None, cells, mask
    try:
        numbers = numpy.array(shown)
    except ValueError:
        numbers = array
    if numbers.dtype.kind in "OUS" or numbers.shape != (len(shown),):
        if all(isinstance(x, int) for x in shown):
            raise ArrayError("22003", "integer out of range for an ndarray of int8")
        kinds = sorted({type(x).__name__ for x in shown})
        raise _unsupported(f"an array of {kinds[0]}" if len(kinds) == 1 else f"a mixture of {', '.join(kinds)}")
    cells = numpy.zeros(array.shape, numbers.dtype)
    cells[~mask] = numbers if left else []
    return None, cells, mask


def _times(array, mask):
    """Kind, int64 days or microseconds from 1970, and mask of an array of datetime64; NaT is masked."""
    unit, count = numpy.datetime_data(array.dtype)
    nat = numpy.isnat(array)
    mask = nat if mask is None else mask | nat
    if unit == "generic":
        raise _unsupported("an array of datetime64 without a unit")
    kind = _DATE if unit in _DAYS or unit in "YM" else _TIMESTAMP
    name = "date" if kind == _DATE else "timestamp"
    raw = numpy.where(mask, 0, numpy.asarray(array, dtype=array.dtype.newbyteorder("=")).view("i8"))
    times = _DAYS.get(unit, 1) * count if kind == _DATE else _MICROSECONDS.get(unit, 1) * count
    parts = math.gcd(times, _PARTS.get(unit, 1))
    times, parts = times // parts, _PARTS.get(unit, 1) // parts
    odd = raw % parts != 0
    if odd.any():
        first = numpy.datetime_as_string(array[odd].flat[0])
        raise ArrayError("22000", f"datetime64[{unit}] with parts of a microsecond cannot become a timestamp",
                         f"The first of them is {first}.", "Round it: array.astype('M8[us]').")
    raw = raw // parts
    # years and months: numpy knows how long they are; the kind's range is far within
    limit = 6000000 * 12 // count if unit in "YM" else (2 ** 63 - 1) // times
    if raw.size and (raw.min() < -limit or raw.max() > limit):
        raise ArrayError("22003", f"{name} out of range")
    if unit in "YM":
        raw = (raw * count).astype(f"M8[{unit}]").astype("M8[D]").view("i8")
        times = 1
    return kind, numpy.asarray(raw * times, dtype="i8", order="C"), mask


def _as(packed, name):
    """The same cells as elements of a type that is named."""
    kind = packed[0]
    if isinstance(kind, str):
        return (name, *packed[1:6], False)
    if 0 in packed[2]:
        return (name, *packed[1:3], [], None, None, False)
    if kind in (_TIMESTAMP, _TIMESTAMPTZ) and name in ("timestamp", "timestamptz"):
        return (_TIMESTAMP if name == "timestamp" else _TIMESTAMPTZ, *packed[1:6], False)
    raise ArrayError("42804", f"elements of the array cannot become {name}",
                     hint="array_ext.of is for str, bytes and decimal.Decimal as types by name, and datetime64 as timestamptz.")


def _is_placed(value):
    """Whether it is (lower, array), which no nested list of numbers looks like."""
    return isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], tuple) and \
        hasattr(value[1], "shape") and len(value[0]) == len(value[1].shape) > 0


def _masks(mask, empty, shape):
    """Mask and empty cells as C takes them: bytes, or None for none."""
    if mask is not None:
        mask = numpy.asarray(mask, dtype=bool, order="C") if mask.any() else None
    if empty is not None:
        empty = numpy.asarray(empty, dtype=bool, order="C")
        if mask is None or not empty.any():
            empty = None
        elif empty.shape != shape:
            raise ArrayError("22000", "attribute \"empty\" of a result has another shape",
                             f"The array has shape {shape}, \"empty\" {empty.shape}.")
    return mask, empty


def _pack(value):
    """(kind or type, lower or None, shape, cells, mask or None, empty or None, open), all C-contiguous."""
    start = None
    if isinstance(value, of):
        return _as(_pack(value.array), value.type)
    if isinstance(value, at):
        start, value = tuple(int(x) for x in value.lower), value.array
        if isinstance(value, of):
            return _as(_pack(at(start, value.array)), value.type)
    elif _is_placed(value):
        start, value = tuple(int(x) for x in value[0]), value[1]
    if isinstance(value, View):
        start = value.lower if start is None else start
    if numpy is None:
        return (*_pack_plain(value, start), None, None, False)
    array = _array(value)
    mask = numpy.ma.getmaskarray(array) if isinstance(array, numpy.ma.MaskedArray) else None
    empty = array.__dict__.get("empty") if mask is not None else None
    array = numpy.ma.getdata(array, subok=False)
    kind, is_open = None, False
    if array.dtype.kind in "OUS":
        kind, array, mask = _objects(array, mask, _view(array) if array.dtype.kind == "O" else None)
        is_open = True
    if isinstance(array, list):
        return (kind, start, mask.shape, array, *_masks(mask, empty, mask.shape), is_open)
    dtype = array.dtype
    if dtype.kind == "M":
        source = _view(array)
        name, array, mask = _times(array, mask)
        if kind is None:
            zoned = source is not None and source.kind == "timestamptz" and dtype == "M8[us]"
            kind, is_open = (_TIMESTAMPTZ, False) if zoned else (name, True)
        cell = "i8"
    elif dtype.names is not None:
        kind, cell = _structure(dtype)
        if mask is not None and mask.dtype.names is not None:
            mask = mask[dtype.names[0]] | mask[dtype.names[1]]
    else:
        if f"{dtype.kind}{dtype.itemsize}" not in _KINDS:
            raise _unsupported(f"an array of dtype {dtype}")
        kind, cell = _KINDS[f"{dtype.kind}{dtype.itemsize}"]
        if dtype.kind == "u" and dtype.itemsize == 8 and array.size:
            # a bare integer would make floats of both
            beyond = array > numpy.uint64(numpy.iinfo("i8").max)
            if (beyond if mask is None else beyond & ~mask).any():
                raise ArrayError("22003", "integer out of range for an ndarray of int8")
    # ascontiguousarray would make one dimension of none
    array = numpy.asarray(array, dtype=cell, order="C")
    return (kind, start, array.shape, array, *_masks(mask, empty, array.shape), is_open)


def _pack_plain(value, start):
    """The same without numpy: buffers, numbers and nested lists of numbers."""
    import array
    formats = {"?": _BOOL, "h": _INT2, "i": _INT4, "l": _INT8, "q": _INT8, "f": _FLOAT4,
               "d": _FLOAT8, "Zd": _COMPLEX, "T{l:num:l:den:}": _RATIONAL, "T{d:x:d:y:}": _POINT2D}
    try:
        view = memoryview(value)
    except TypeError:
        view = None
    if view is not None:
        if view.format not in formats:
            raise _unsupported(f"a buffer of format {view.format}")
        if not view.c_contiguous:
            view = memoryview(view.tobytes()).cast(view.format, view.shape)
        return formats[view.format], start, tuple(view.shape), view
    shape, flat = [], [value]
    while flat and isinstance(flat[0], (list, tuple)):
        if any(not isinstance(x, (list, tuple)) or len(x) != len(flat[0]) for x in flat):
            raise ArrayError("22023", "value cannot become an ndarray",
                             "Nested lists must have the same lengths.")
        shape.append(len(flat[0]))
        flat = [y for x in flat for y in x]
    if all(isinstance(x, bool) for x in flat) and flat:
        return _BOOL, start, tuple(shape), bytes(flat)
    if all(isinstance(x, (int, float)) for x in flat):
        whole = all(isinstance(x, int) for x in flat) and flat
        try:
            return (_INT8 if whole else _FLOAT8), start, tuple(shape), array.array("q" if whole else "d", flat)
        except OverflowError:
            raise ArrayError("22003", "integer out of range for an ndarray of int8") from None
    if all(isinstance(x, (int, float, complex)) for x in flat):
        return _COMPLEX, start, tuple(shape), array.array("d", [y for x in flat for y in (x.real, x.imag)])
    raise _unsupported("a list with other things than numbers")


# ---- functions over arrays and chunks ----

_modules = {}


def _load(path):
    """The module of a script, run again when the file has changed."""
    stat = os.stat(path)
    stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    if path in _modules and _modules[path][0] == stamp:
        return _modules[path][1]
    linecache.checkcache(path)
    with open(path, "rb") as f:
        source = f.read()
    module = types.ModuleType(os.path.splitext(os.path.basename(path))[0])
    module.__file__ = path
    # no importlib: it would leave files beside the script, and trust them
    exec(compile(source, path, "exec"), module.__dict__)
    _modules[path] = (stamp, module)
    return module


def _function(module, path, name):
    function = None if name.startswith("_") else module.__dict__.get(name)
    if not callable(function):
        names = sorted(n for n, f in module.__dict__.items()
                       if not n.startswith("_") and getattr(f, "__module__", None) == module.__name__)
        raise ArrayError("42883", f"function \"{name}\" does not exist in script \"{os.path.basename(path)}\"",
                         hint=f"The script defines {', '.join(names)}." if 0 < len(names) <= 20 else None)
    return function


def _keywords(function, offered):
    """Of the arguments by keyword those that the function takes."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return {}
    if any(p.kind == p.VAR_KEYWORD for p in parameters):
        return offered
    named = {p.name for p in parameters if p.kind in (p.KEYWORD_ONLY, p.POSITIONAL_OR_KEYWORD)}
    return {k: v for k, v in offered.items() if k in named}


class _Call:
    """One call of the function: where its arrays lie, and what it gives."""

    def __init__(self, arrays, start, own, own_shape):
        self.arrays = arrays        # one for each attribute
        self.start = start          # coordinates of their first cell
        self.own = own              # of the first cell that is the chunk's own; None for an array
        self.own_shape = own_shape  # of the cells that are the chunk's own
        self.shape = tuple(arrays[0].shape)

    def place(self, value):
        """A packed array with its coordinates; those of the halo are cut off."""
        if isinstance(value, of):
            return _as(self.place(value.array), value.type)
        if isinstance(value, at):
            return _pack(value)
        if isinstance(value, tuple) and len(value) == 2 and _is_point(value[0]):
            # in a script also with a list or a number
            return _pack(at(*value))
        shape = getattr(value, "shape", None)
        if shape is None and numpy is not None:
            value = _array(value)
            shape = value.shape
        if shape == self.shape:
            first = self.arrays[0]
            empty = first.__dict__.get("empty") if hasattr(first, "__dict__") else None
            if empty is not None and hasattr(value, "mask") and "empty" not in value.__dict__:
                value.empty = empty
            if self.own is None or (self.own == self.start and self.own_shape == self.shape):
                return _pack(at(self.start, value))
            cut = tuple(slice(o - s, o - s + n)
                        for o, s, n in zip(self.own, self.start, self.own_shape))
            part = value[cut]
            if "empty" in getattr(value, "__dict__", {}):
                part.empty = value.empty[cut] if numpy.ndim(value.empty) else value.empty
            return _pack(at(self.own, part))
        if self.own is None:
            return _pack(value)
        if shape == self.own_shape:
            return _pack(at(self.own, value))
        raise ArrayError("22000", "result of a chunk has neither the shape of the chunk nor coordinates",
                         f"The shape of the chunk is {self.own_shape}, that of the argument {self.shape}, that of the result {shape}.",
                         "Return (lower, array), where lower are the coordinates of its first cell.")

    def emit(self, result):
        """Hands on what the function gave: an array, (lower, array), a dict, None, or a generator."""
        if result is None:
            return
        if hasattr(result, "__next__"):
            for part in result:
                self.emit(part)
                _guard()
            return
        if not isinstance(result, dict):
            _emit(None, [self.place(result)])
        elif result:
            packed = [self.place(v) for v in result.values()]
            if any(p[1:3] != packed[0][1:3] for p in packed):
                raise ArrayError("22000", "arrays of one result have different shapes or coordinates",
                                 hint="Yield them one after another.")
            _emit([str(n) for n in result], packed)


def _is_point(x):
    return isinstance(x, (tuple, list)) and all(hasattr(i, "__index__") for i in x) or \
        numpy is not None and isinstance(x, numpy.ndarray) and x.ndim == 1 and x.dtype.kind in "iu"


def _calls(plpy, schema, source, attributes, mode, halo):
    """The arrays that the function is to be called with."""
    if mode == "array":
        values = ", ".join(f"{schema}.read_array($1::regclass, {a}) AS a{n}" for n, a in attributes)
        query = f"SELECT *, {schema}.nd_lower(a0) AS start FROM (SELECT {values} OFFSET 0) s"
        row = plpy.execute(plpy.prepare(query, ["oid"]), [source])[0]
        yield _Call([row[f"a{n}"] for n, _ in attributes], tuple(row["start"]), None, None)
        return
    if halo is None:
        # in FROM whole chunks are TOAST pointers, which go straight to Python
        calls = ", ".join(f"{schema}.read_chunks($1::regclass, {a}, halo => $2)" for n, a in attributes)
        columns = ", ".join(f"l{n}, u{n}, a{n}" for n, _ in attributes)
        values = ", ".join(f"a{n}" for n, _ in attributes)
        query = f"SELECT l0 AS own, u0 AS upper, l0 AS start, {values} FROM ROWS FROM ({calls}) AS t({columns})"
    else:
        calls = ", ".join(f"{schema}.read_chunks($1::regclass, {a}, halo => $2) AS r{n}" for n, a in attributes)
        values = ", ".join(f"(r{n}).value AS a{n}" for n, _ in attributes)
        query = f"SELECT (r0).lower AS own, (r0).upper AS upper, {schema}.nd_lower((r0).value) AS start, {values} " \
                f"FROM (SELECT {calls} OFFSET 0) s"
    for row in plpy.cursor(plpy.prepare(query, ["oid", "bigint[]"]), [source, halo]):
        own = tuple(row["own"])
        yield _Call([row[f"a{n}"] for n, _ in attributes], tuple(row["start"]), own,
                    tuple(u - l + 1 for l, u in zip(own, row["upper"])))


def _traceback(error):
    """The traceback without the frames of this module."""
    frames = [f for f in traceback.extract_tb(error.__traceback__)
              if f.filename not in (__name__, "<string>")]
    text = "".join(traceback.format_list(frames)).rstrip()
    return f"Traceback (most recent call last):\n{text}" if text else None


def _run(plpy, schema, source, path, name, attributes, mode, halo, params):
    """Calls the function of the script and hands each result to the C function that waits for it."""
    _begin()
    try:
        function = _function(_load(path), path, name)
        keywords = _keywords(function, {"lower": None, "params": json.loads(params) if params else None})
        names = list(enumerate(plpy.quote_literal(a) for a in attributes))
        for call in _calls(plpy, schema, source, names, mode, halo):
            if "lower" in keywords:
                keywords["lower"] = call.start
            _guard()
            call.emit(function(*call.arrays, **keywords))
    except ArrayError as e:
        _fail(e.sqlstate, str(e), e.detail, e.hint, None)
    except plpy.Fatal:
        raise
    except (plpy.Error, plpy.SPIError) as e:
        data = getattr(e, "spidata", None) or (None, getattr(e, "detail", None), getattr(e, "hint", None))
        _fail(getattr(e, "sqlstate", None) or "38000", str(e), data[1], data[2], _traceback(e))
    except (Exception, SystemExit) as e:
        kind = type(e)
        kind = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
        if isinstance(e, SyntaxError):
            where = "".join(traceback.format_exception_only(kind, e)[:-1]).rstrip()
            _fail("38000", f"{kind}: {e.msg}", None, None, where or None)
        else:
            text = str(e)
            _fail("38000", f"{kind}: {text}" if text else kind, None, None, _traceback(e))
