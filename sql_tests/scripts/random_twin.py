#!/usr/bin/env python3
"""Random statements on a stored array and on a table with the same cells.

Every statement runs on both; row counts, RETURNING, errors and now and then
the whole contents must agree.  The seed is printed; SEED and STATEMENTS in
the environment set seed and number of statements.  The connection is
psql's own (PGHOST, PGUSER, PGDATABASE).
"""
import os
import random
import subprocess
import sys

SEED = int(os.environ.get('SEED') or random.SystemRandom().randrange(10 ** 9))
STATEMENTS = int(os.environ.get('STATEMENTS') or 400)
RND = random.Random(SEED)

SHAPES = (
    # schema of the array, range of i, range of j
    ('[i=-20:19,7,0, j=0:39,5,0]', (-20, 19), (0, 39)),
    ('[i=*:*,64,0, j=*:*,64,0]', (-200, 200), (-200, 200)),
    ('[i=0:*,3,0, j=-9:9,1000,0]', (0, 300), (-9, 9)),
    ('[i=0:*,5000,0, j=0:*,5000,0]', (0, 9000), (0, 9000)),
)
MARK = 'end of statement'


class Session:
    """One psql; statements go in, what they print comes out."""

    def __init__(self):
        self.psql = subprocess.Popen(
            ['psql', '-X', '-q', '-A', '-t', '-v', 'VERBOSITY=sqlstate'],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            universal_newlines=True)

    def run(self, sql):
        self.psql.stdin.write(sql + ';\n\\echo :ROW_COUNT :SQLSTATE\n\\echo %s\n' % MARK)
        self.psql.stdin.flush()
        lines = []
        while True:
            line = self.psql.stdout.readline()
            if not line:
                raise SystemExit('psql ended at: ' + sql)
            line = line.rstrip('\n')
            if line == MARK:
                return lines
            lines.append(line)

    def close(self):
        self.psql.stdin.close()
        self.psql.wait()


class Twin:
    def __init__(self, shape):
        self.schema, self.range_i, self.range_j = shape

    def i(self):
        return RND.randint(*self.range_i)

    def j(self):
        return RND.randint(*self.range_j)

    def span(self, name, limits):
        low = RND.randint(*limits)
        high = min(limits[1], low + RND.choice((0, 3, 20, 1000)))
        return '%s BETWEEN %d AND %d' % (name, low, high)

    def where(self):
        tests = []
        if RND.random() < 0.7:
            tests.append(self.span('i', self.range_i))
        if RND.random() < 0.5:
            tests.append(self.span('j', self.range_j))
        if RND.random() < 0.4:
            tests.append(RND.choice(('v > 500', 'v IS NULL', 'w < 0', 'v % 3 = 0',
                                     'r = rational(1, 2)', 'w IS NOT NULL',
                                     '(i + j) % 2 = 0', 'v > i', 'i = j')))
        return ' WHERE ' + ' AND '.join(tests) if tests else ''

    def values(self):
        return '%s, %s, %s' % (
            RND.choice(('NULL', str(RND.randint(-1000, 1000)))),
            RND.choice(('NULL', "'NaN'", '%.3f' % RND.uniform(-9, 9))),
            RND.choice(('NULL', 'rational(%d, %d)' % (RND.randint(-9, 9), RND.randint(1, 9)))))

    def insert_rows(self, conflict):
        rows = ', '.join('(%d, %d, %s)' % (self.i(), self.j(), self.values())
                         for _ in range(RND.choice((1, 1, 3, 30))))
        return 'INSERT INTO {t} VALUES %s%s' % (rows, conflict)

    def insert_block(self, conflict):
        i, j = self.i(), self.j()
        size = RND.choice((1, 4, 15))
        return ('INSERT INTO {t} SELECT i, j, i * 7 + j, CASE WHEN (i + j) %% %d > 0 THEN i / 8.0 END, '
                'rational(i, 3) FROM generate_series(%d, %d) i, generate_series(%d, %d) j%s%s'
                % (RND.randint(2, 5), i, min(i + size, self.range_i[1]),
                   j, min(j + size, self.range_j[1]),
                   RND.choice(('', ' WHERE (i + j) % 2 = 0', ' ORDER BY random()')), conflict))

    def insert_self(self):
        # one row for each place, so that their order does not matter
        return ('INSERT INTO {t} SELECT DISTINCT ON (i) i, %d, v, w, r FROM {t}%s ORDER BY i, j '
                'ON CONFLICT DO NOTHING' % (self.j(), self.where()))

    def update(self):
        return 'UPDATE {t} SET ' + RND.choice((
            'v = v + %d' % RND.randint(-5, 5), 'w = i * 0.5', 'v = NULL', 'w = v, v = -v',
            'r = r + rational(1, 2)', 'v = i * j, w = NULL, r = rational(j, 4)',
            'v = (SELECT count(*) FROM {t})')) + self.where()

    def move(self):
        # one cell only: a table refuses a clash as soon as it meets one
        return ('UPDATE {t} SET i = %d, j = %d WHERE (i, j) = '
                '(SELECT i, j FROM {t} ORDER BY abs(i - %d), i, j LIMIT 1)'
                % (self.i(), self.j(), self.i()))

    def update_join(self):
        return ('UPDATE {t} SET v = k.n FROM (SELECT DISTINCT i AS n FROM {t}) k WHERE k.n = {t}.i'
                + self.where().replace(' WHERE ', ' AND '))

    def delete(self):
        return 'DELETE FROM {t}' + self.where()

    def select(self):
        return RND.choice((
            'SELECT i, j, v, w, r FROM {t}%s ORDER BY i, j',
            'SELECT count(*), count(v), sum(v), min(w), max(i), sum(r) FROM {t}%s',
            'SELECT i / 10, count(*), sum(v) FROM {t}%s GROUP BY 1 ORDER BY 1',
            'SELECT a.i, a.j, b.v FROM {t} a JOIN (SELECT j AS i2, i AS j2, v FROM {t}%s) b '
            'ON a.i = b.i2 AND a.j = b.j2 ORDER BY 1, 2',
        )) % self.where()

    def statement(self):
        kind = RND.random()
        conflict = RND.choice(('', ' ON CONFLICT DO NOTHING', ' ON CONFLICT DO NOTHING'))
        if kind < 0.2:
            return self.insert_rows(conflict)
        if kind < 0.4:
            return self.insert_block(conflict)
        if kind < 0.45:
            return self.insert_self()
        if kind < 0.6:
            return self.update()
        if kind < 0.64:
            return self.update_join()
        if kind < 0.7:
            return self.move()
        if kind < 0.8:
            return self.delete()
        return self.select()


class Pair:
    """The array in one session, the table in another: errors end either's transaction."""

    def __init__(self):
        self.array, self.table = Session(), Session()
        self.wrong = False

    def both(self, sql):
        return (self.array.run(sql.replace('{t}', 'twin_array')),
                self.table.run(sql.replace('{t}', 'twin_table')))

    def compare(self, sql):
        """Runs a statement on both; what they print must be the same."""
        array, table = self.both(sql)
        if array != table:
            self.wrong = True
            print('# %s\n#   array: %s\n#   table: %s' % (sql, array[:20], table[:20]))

    def contents(self):
        lines = self.array.run('SELECT count(*) FROM ((TABLE twin_array EXCEPT ALL TABLE twin_table) '
                               'UNION ALL (TABLE twin_table EXCEPT ALL TABLE twin_array)) AS d')
        if lines[0] != '0':
            self.wrong = True
            print('# contents differ in %s rows' % lines[0])

    def close(self):
        self.array.close()
        self.table.close()


def round_of(number, shape, statements):
    pair = Pair()
    twin = Twin(shape)
    for sql in ('SET client_min_messages = warning',
                'CREATE EXTENSION IF NOT EXISTS array_ext',
                'DROP FOREIGN TABLE IF EXISTS twin_array', 'DROP TABLE IF EXISTS twin_table',
                "SELECT create_array('twin_array', '<v:int4, w:float8, r:rational>%s')" % shape[0],
                'CREATE TABLE twin_table (i int8, j int8, v int4, w float8, r rational, PRIMARY KEY (i, j))'):
        pair.array.run(sql)
    pair.both('SET jit = off; SET work_mem = %d' % RND.choice((64, 4096)))
    in_transaction = False
    for n in range(statements):
        pair.compare(twin.statement())
        toss = RND.random()
        if in_transaction and toss < 0.2:
            pair.both(RND.choice(('COMMIT', 'ROLLBACK')))
            in_transaction = False
        elif in_transaction and toss < 0.4:
            pair.both(RND.choice(('SAVEPOINT s', 'ROLLBACK TO s', 'RELEASE s')))
        elif not in_transaction and toss < 0.1:
            pair.both('BEGIN')
            pair.both('SAVEPOINT s')
            in_transaction = True
        if n % 20 == 19 and not in_transaction:
            pair.contents()
        if pair.wrong:
            break
    if in_transaction:
        pair.both('COMMIT')
    pair.contents()
    if not pair.wrong:
        pair.array.run('DROP FOREIGN TABLE twin_array')
        pair.array.run('DROP TABLE twin_table')
    pair.close()
    print('%s - %d random statements, round %d, array %s'
          % ('not ok' if pair.wrong else 'ok', statements, number, shape[0]))
    return not pair.wrong


def main():
    print('# seed %d' % SEED)
    rounds = [round_of(n + 1, shape, STATEMENTS // len(SHAPES))
              for n, shape in enumerate(SHAPES)]
    sys.exit(0 if all(rounds) else 1)


main()
