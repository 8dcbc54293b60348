#!/usr/bin/env python3
"""Examples of the manual, run: what they show is what comes out.

In a block of sql a statement's result is shown by comments, behind its
semicolon or in the lines that follow at once: one for each row, fields with
', ' between, NULL for NULL, 'ERROR:  ...' for an error.  Other comments are
remarks.  In the pages of TYPES every statement must run, and `expression` is
`result` is an example too; in other pages blocks that show a result are run.
A type's page names everything that the type has.
"""
import glob
import os
import re
import subprocess
import sys

TYPES = ('types', 'rational', 'complex', 'point2d')
DATABASE = 'docs_examples'
MARK = 'end of statement'
FOLDER = os.path.join(os.environ['AX_TESTS'], 'docs') if 'AX_TESTS' in os.environ else \
    os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'docs')


def statements(block):
    """Statements of a block with the rows they show, None where they show none."""
    found, text, shown = [], [], None
    for line in block.split('\n') + ['']:
        remark = re.fullmatch(r'\s*-- ?(.*)', line)
        if remark and shown is not None:
            shown.append(remark.group(1).strip())
            continue
        if shown is not None:
            found.append(('\n'.join(text), shown or None))
            text, shown = [], None
        if remark or not line.strip():
            continue
        end = re.fullmatch(r'(.*;)\s*(?:--\s*(.*))?', line)
        text.append(end.group(1) if end else line)
        if end:
            shown = [end.group(2).strip()] if end.group(2) else []
    return found + ([('\n'.join(text) + ';', None)] if text else [])


def examples(path):
    """(statement, rows or None) in the order of the page."""
    name = os.path.splitext(os.path.basename(path))[0]
    with open(path, encoding='utf-8') as file:
        page = file.read()
    for part in re.finditer(r'^```(\w*)\n(.*?)^```$|`([^`\n]+)` is `([^`\n]+)`', page, re.M | re.S):
        language, block, expression, value = part.groups()
        if language == 'sql':
            found = statements(block)
            if name in TYPES or any(rows for _, rows in found):
                yield from found
        elif expression and name in TYPES:
            yield 'SELECT %s;' % expression.replace('\\|', '|'), [value]  # a table's own bar


def run(all_statements):
    script = ['\\set VERBOSITY terse', '\\pset null NULL']
    for statement, _ in all_statements:
        script += [statement, '\\echo ' + MARK]
    done = subprocess.run(['psql', '-X', '-q', '-A', '-t', '-F', ', ', '-d', DATABASE], input='\n'.join(script),
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    parts = done.stdout.split(MARK + '\n')[:-1]
    return [[re.sub(r'^(?:psql:\S+ )?(ERROR:  .*?)(?: at character \d+)?$', r'\1', line).strip() for line in part.splitlines()]
            for part in parts]


def check(path):
    wanted = list(examples(path))
    if not wanted:
        return True
    got = run(wanted)
    wrong = [] if len(got) == len(wanted) else ['psql ended after %d of %d' % (len(got), len(wanted))]
    for (statement, rows), result in zip(wanted, got):
        if rows is not None and result != rows or rows is None and any(line.startswith('ERROR:') for line in result):
            wrong.append('%s\n    gives %s\n    shown %s' % (statement, result, rows))
    print('%s - docs/%s, %d examples' % ('not ok' if wrong else 'ok', os.path.basename(path), len(wanted)))
    for line in wrong:
        print('  ' + line)
    return not wrong


# Names of operators, functions and aggregates of a type but for those behind
# operators, casts, aggregates and indexes, which nobody calls by name.
NAMES = """
WITH mine AS (SELECT p.oid, proname FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass
               WHERE d.deptype = 'e' AND '{0}'::regtype = ANY (proargtypes || prorettype) AND proname !~ '^nd_'),
     behind AS (SELECT oprcode::oid AS oid FROM pg_operator UNION SELECT amproc FROM pg_amproc
                UNION SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend]) FROM pg_type
                UNION SELECT castfunc FROM pg_cast
                UNION SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn,
                                          aggminvtransfn, aggmfinalfn]) FROM pg_aggregate)
SELECT proname FROM mine WHERE oid NOT IN (SELECT oid FROM behind)
UNION SELECT oprname FROM pg_operator WHERE '{0}'::regtype IN (oprleft, oprright) ORDER BY 1"""


def check_names(path, kind):
    """Whether a type's page has, as code, everything that the type has."""
    done = subprocess.run(['psql', '-X', '-q', '-A', '-t', '-d', DATABASE, '-c', NAMES.format(kind)],
                          stdout=subprocess.PIPE, universal_newlines=True, check=True)
    with open(path, encoding='utf-8') as file:
        code = ' '.join(re.findall(r'`([^`\n]+)`', file.read().replace('\\|', '|')))
    missing = [name for name in done.stdout.split('\n') if name and not re.search(
        r'(?<![\w])%s(?![\w])' % name if name.isidentifier() else r'(?:^|\s|[a-z(])%s(?=\s|$|[a-z0-9(])' % re.escape(name), code)]
    print('%s - docs/%s names all that %s has%s' % (
        'not ok' if missing else 'ok', os.path.basename(path), kind, ': not ' + ' '.join(missing) if missing else ''))
    return not missing


def admin(command):
    subprocess.run(['psql', '-X', '-q', '-c', 'SET client_min_messages = error', '-c', command], check=True)


good = True
pages = sorted(glob.glob(os.path.join(FOLDER, '*.md')))
if not pages:
    print('not ok - pages in ' + FOLDER)
    sys.exit(1)
for page in pages:
    admin('DROP DATABASE IF EXISTS ' + DATABASE)
    admin('CREATE DATABASE ' + DATABASE)
    kind = os.path.splitext(os.path.basename(page))[0]
    subprocess.run(['psql', '-X', '-q', '-d', DATABASE, '-c', 'SET client_min_messages = error', '-c',
                    'CREATE EXTENSION %s CASCADE' % ('array_ext_plpython3u' if kind == 'python' else 'array_ext')], check=True)
    good = check(page) and good
    if kind in TYPES[1:]:
        good = check_names(page, kind) and good
admin('DROP DATABASE IF EXISTS ' + DATABASE)
sys.exit(0 if good else 1)
