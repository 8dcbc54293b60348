"""Measuring: peers one after the other, round after round, and their answers compared.

Rounds, not blocks: noise of a shared machine then hits all peers of a row alike,
and a ratio within one round is worth something where the times alone are not.
"""
import math
import os
import statistics
import time

from pg import PgError

# A peer that answers at once is asked so often that the clock can see it.
MEASURE_SECONDS = 0.01
MOST_CALLS = 100
# A row of quick peers gets more rounds than asked for, while they cost this little.
ROW_SECONDS = 4
MOST_RUNS = 25
# A peer that has taken this long over a row is not asked again.
WAY_SECONDS = 30

# What says that a part of array_ext is not built yet; any other error is a fault.
NOT_THERE = {"42883", "42704", "42P01", "42703", "3F000", "0A000", "58P01"}


class Mismatch(Exception):
    """Two peers gave different answers."""


class Peer:
    """Somebody who answers: runs a piece of work and knows his processor time."""

    def __init__(self, name):
        self.name = name

    def run(self, work):
        return work()

    def numbers(self, result):
        """What run returned, as a tuple of numbers."""
        return result

    def cpu(self):
        return time.process_time()

    def prepare(self):
        """Called before each measurement, outside of it."""


class PgPeer(Peer):
    """A backend of its own; its work is SQL."""

    def __init__(self, name, pg):
        super().__init__(name)
        self.pg = pg

    def run(self, work):
        return self.pg.execute(work)

    def numbers(self, result):
        return answer(result)

    def cpu(self):
        return self.pg.cpu()


def answer(rows):
    """The one row of a result as numbers."""
    return tuple(None if field is None else float(field) for field in rows[0]) if rows else ()


def ratio(mine, its):
    """Quartiles of the ratios within the rounds, or thrice that of the medians if one was asked less often."""
    if len(mine) != len(its):
        return [statistics.median(mine) / statistics.median(its)] * 3
    return quartiles([a / b for a, b in zip(mine, its) if b])


def agree(a, b):
    """Equal but for the order of additions."""
    if len(a) != len(b):
        return False
    return all((x is None and y is None) or
               (x is not None and y is not None and math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-7))
               for x, y in zip(a, b))


def quartiles(values):
    values = sorted(values)
    if len(values) == 1:
        return values * 3
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return [low, statistics.median(values), high]


class Way:
    """How one peer answers one row.

    work is measured; before is run ahead of each measurement and check, if there
    is one, gives the answer afterwards (of work that leaves something behind, and
    whose own result is then not looked at).
    """

    def __init__(self, peer, work, before=None, check=None):
        self.peer, self.work, self.before, self.check = peer, work, before, check
        self.wall, self.cpu = [], []
        self.calls = 1
        self.answer = None
        self.state = "ok"

    def once(self, record):
        if self.before:
            self.before()
        self.peer.prepare()
        cpu = self.peer.cpu()
        start = time.perf_counter()
        for _ in range(self.calls):
            got = self.peer.run(self.work)
        wall = time.perf_counter() - start
        if record:
            self.wall.append(wall / self.calls)
            self.cpu.append(None if cpu is None else (self.peer.cpu() - cpu) / self.calls)
        if self.answer is None:
            self.answer = self.check() if self.check else self.peer.numbers(got)
        return wall

    def tired(self):
        return sum(self.wall) * self.calls >= WAY_SECONDS

    def failed(self, error):
        """Takes the way out of the row; a peer without an answer is no mismatch."""
        if isinstance(error, PgError) and self.peer.name.startswith("array_ext") and error.sqlstate in NOT_THERE:
            self.state = "not there yet"
        else:
            self.state = "failed"
        self.why = str(error).split("\n")[0]


class Row:
    """One question to all peers."""

    def __init__(self, section, key, title, ways, warm=True, may_fail=()):
        self.section, self.key, self.title, self.ways = section, key, title, ways
        self.warm, self.may_fail = warm, may_fail
        self.load = None

    def measure(self, runs):
        """Fills the ways; returns what went wrong, as lines."""
        if self.warm:
            self._each(self._warm)
        start, done = time.perf_counter(), 0
        while done < runs or (done < MOST_RUNS and time.perf_counter() - start < ROW_SECONDS):
            self._each(lambda way: way.tired() or way.once(True))
            done += 1
        self.load = os.getloadavg()[0]
        return self._compare()

    @staticmethod
    def _warm(way):
        first = way.once(False)
        if not way.before and first < MEASURE_SECONDS:
            second = way.once(False)
            way.calls = max(1, min(MOST_CALLS, math.ceil(MEASURE_SECONDS / max(second, 1e-7))))

    def _each(self, what):
        for way in self.ways:
            if way.state != "ok":
                continue
            try:
                what(way)
            except Exception as error:  # a peer's library raises what it likes
                way.failed(error)

    def _compare(self):
        wrong = [f"{self.title}: {way.peer.name}: {way.why}" for way in self.ways
                 if way.state == "failed" and way.peer.name not in self.may_fail]
        good = [way for way in self.ways if way.state == "ok" and way.answer is not None]
        for way in good[1:]:
            if not agree(good[0].answer, way.answer):
                wrong.append(f"{self.title}: {way.peer.name} answers {way.answer}, "
                             f"{good[0].peer.name} {good[0].answer}")
                way.state, way.why = "failed", "another answer"
        return wrong

    def show(self):
        """The row for the terminal; the ratio is to the first way that answered."""
        lines, base = [self.title], None
        for way in self.ways:
            name = f"  {way.peer.name:<20}"
            if way.state != "ok":
                lines.append(f"{name} {way.state}: {way.why}")
                continue
            if not base:
                base = way
            low, middle, high = (1000 * x for x in quartiles(way.wall))
            cpu = "" if None in way.cpu else f"  CPU {1000 * statistics.median(way.cpu):10.4f}"
            times = ratio(way.wall, base.wall)
            spread = f"[{times[0]:.2f} .. {times[2]:.2f}]" if len(way.wall) == len(base.wall) else f"n = {len(way.wall)}"
            lines.append(f"{name} {middle:11.4f} ms  [{low:.4f} .. {high:.4f}]{cpu}  {times[1]:9.2f} x {spread}")
        return "\n".join(lines)

    def record(self):
        """The row for the JSON file: every sample, in seconds."""
        ways = {}
        for way in self.ways:
            if way.state == "ok":
                ways[way.peer.name] = {"wall": way.wall, "cpu": way.cpu, "calls": way.calls, "answer": way.answer}
            else:
                ways[way.peer.name] = {"state": way.state, "why": way.why}
        return {"section": self.section, "key": self.key, "title": self.title, "load": self.load, "ways": ways}
