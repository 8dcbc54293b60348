#!/usr/bin/env python3
"""statement_timeout ends every function of ndarrays, and leaves the backend well.

How late the latest ended is printed with AX_TIMES=20, and is no test: a shared machine may
stop any process for longer.
"""
import os
import sys

from every_function import calls, drop, make, psql

# what is not done with cells of a kind, or with such a box
NOT_OF_THIS_KIND = {'42883', '42846', '0A000', '22000', '2202E', '22023', '22003', '2201E', '2201F', '22012', '54000', '22004', '42804'}
# a later time finds other parts of a function at work
LIMITS = {'f': (50, 300)}

make()
found = [(name, sql, limit) for name, sql, kind in calls() for limit in LIMITS.get(kind, (50,))]
script = ["SET client_min_messages = error;", "SELECT pg_backend_pid() AS pid \\gset"]
for number, (_, sql, limit) in enumerate(found):
    script += ["SET statement_timeout = %d;" % limit,
               "SELECT extract(epoch FROM clock_timestamp()) AS start \\gset",
               "SELECT x IS NULL AS ignored FROM (SELECT %s AS x FROM every OFFSET 0) s \\gset" % sql,
               "\\set state :SQLSTATE",
               "RESET statement_timeout;",
               "SELECT %d, :'state', pg_backend_pid() = :pid, 1000 * (extract(epoch FROM clock_timestamp()) - :start);" % number]
output = psql('\n'.join(script) + '\n', stop=False)
rows = {int(line.split('\t')[0]): line.split('\t')[1:] for line in output.splitlines() if line.count('\t') == 3}

wrong, ended, done = [], 0, {}
for number, (name, sql, limit) in enumerate(found):
    if number not in rows:
        wrong.append('%s: the backend is gone' % sql)
        break
    state, same, _ = rows[number]
    if same != 't':
        wrong.append('%s: another backend' % sql)
    if state in ('00000', '57014'):
        ended += state == '57014'
        done[name] = True
    elif state in NOT_OF_THIS_KIND:
        done.setdefault(name, False)
    else:
        wrong.append('%s raises %s' % (sql, state))
wrong += ['%s runs with no kind of cells' % name for name, ran in sorted(done.items()) if not ran]
if os.environ.get('AX_TIMES'):
    for ms, sql in sorted(((float(rows[n][2]) - found[n][2], '%s  %d ms  %s' % (found[n][1], found[n][2], rows[n][0])) for n in rows), reverse=True)[:int(os.environ['AX_TIMES'])]:
        print('# %7.1f ms  %s' % (ms, sql))
for line in wrong:
    print('not ok - timeouts: %s' % line)
if not wrong:
    print('ok - timeouts: %d calls of %d functions, %d of them ended by statement_timeout' % (len(found), len(done), ended))
drop()
sys.exit(1 if wrong else 0)
