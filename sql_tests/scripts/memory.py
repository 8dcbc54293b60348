#!/usr/bin/env python3
"""No function of ndarrays holds more than a small multiple of what goes in and comes out.

The most memory that a new backend ever had (VmHWM) above what it had after reading
the operand is compared with the bytes of operand and result.  AX_TIMES=20 prints
the greatest.
"""
import os
import re
import sys

from every_function import KINDS, calls, drop, make, psql

# of operand and result together, beside what a backend takes for anything
MULTIPLE, MB = 4, 1 << 20
SLACK = 32 * MB
# what is made of many rows, arrays or text of other types: PostgreSQL's own memory counts too
MORE = {'nd_agg': 12, 'nd_put': 12, 'nd_build': 6, 'nd_to_array': 6, 'ndarray_in': 8, 'ndarray_out': 8, 'nd_show': 8,
        'ndarray_to_text_array': 8, 'ndarray_to_varchar_array': 8, 'ndarray_to_numeric_array': 8}
# what goes with rows (45 bytes each)
OTHER_MEASURE = ('nd_agg',)
# of the many operators with a number one stands for all
OPERATOR = re.compile(r'ndarray_(add|sub|mul|div|mod)\(.*::')
STATUS = "(regexp_match(pg_read_file('/proc/self/status'), '%s:\\s+(\\d+)'))[1]::bigint * 1024"

if not os.path.exists('/proc/self/status'):
    print('ok - memory: skipped, no /proc here')
    sys.exit(0)
make()
every = [(name, sql, kind) for name, sql, kind in calls() if not OPERATOR.match(sql) and name not in OTHER_MEASURE]


def measure(found):
    """(SQL, SQLSTATE, peak, size) of the calls."""
    script = []
    for number, (_, sql, _) in enumerate(found):
        # each operand once, and a result that is the operand's tiles is of its size
        columns = sorted(set(re.findall(r'\b([fimnzqdwpu])\b', sql)))
        operands = ' + '.join('pg_column_size(%s)' % c for c in columns) or '0'
        # what takes too long here is left out
        script += ["\\connect", "SET client_min_messages = error;", "SET statement_timeout = '10s';",
                   "SELECT nd_size(nd_max(f, '{0}')), nd_size(nd_not(m)) AS warm FROM every \\gset",
                   "SELECT %s AS before \\gset" % STATUS % 'VmRSS',
                   "\\set result 0",
                   "SELECT coalesce(pg_column_size(x), 0) AS result FROM (SELECT %s AS x FROM every OFFSET 0) s \\gset" % sql,
                   "\\set state :SQLSTATE",
                   "SELECT %d, :'state', %s - :before, %s + :result, :result FROM every;" % (number, STATUS % 'VmHWM', operands)]
    rows = [line.split('\t') for line in psql('\n'.join(script) + '\n', stop=False).splitlines() if line.count('\t') == 4]
    return [(*found[int(number)][:2], state, int(peak), int(size)) for number, state, peak, size, _ in rows]


rows, calls_made, left = [], 0, {name for name, _, _ in every}
# float8, and for what float8 has not the kind that has it
for kind in KINDS:
    found = [call for call in every if call[0] in left and call[2] == kind]
    rows += measure(found)
    calls_made += len(found)
    left -= {name for name, _, state, _, _ in rows if state == '00000'}

wrong, table = [], []
for name, sql, state, peak, size in rows:
    if state != '00000':
        continue
    table.append((peak / max(size, 1), peak, size, sql))
    if peak > MORE.get(name, MULTIPLE) * size + SLACK:
        wrong.append('%s holds %d MB for %d MB of operands and result' % (sql, peak // MB, size // MB))
if len(rows) != calls_made:
    wrong.append('%d calls, %d answers' % (calls_made, len(rows)))
wrong += ['%s runs with no kind of cells' % name for name in sorted(left)]
for ratio, peak, size, sql in sorted(table, reverse=True)[:int(os.environ.get('AX_TIMES') or 0)]:
    print('# %6.2f  %5d MB of %5d MB  %s' % (ratio, peak // MB, size // MB, sql))
for line in wrong:
    print('not ok - memory: %s' % line)
if not wrong:
    print('ok - memory: %d calls' % len(table))
drop()
sys.exit(1 if wrong else 0)
