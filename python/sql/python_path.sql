SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext_plpython3u CASCADE;
RESET client_min_messages;
\set VERBOSITY terse

SELECT create_array('pp', '<v:int4>[i=0:3,2,0]');
INSERT INTO pp SELECT i, i FROM generate_series(0, 3) i;

-- Nothing runs before a superuser has named folders.
SELECT python_value('pp', 'a.py', 'f');

-- Two folders, side by side with one that is not in the path.
CREATE FUNCTION pp_write(path text, body text) RETURNS void LANGUAGE plpython3u AS $$
with open(GD["pp"] + "/" + path, "w") as f:
    f.write(body)
$$;
DO LANGUAGE plpython3u $$
import os, tempfile
top = GD["pp"] = os.path.realpath(tempfile.mkdtemp())
for name in ("one", "one/sub", "two", "oneandmore", "out"):
    os.mkdir(top + "/" + name)
plpy.execute("SELECT set_config('array_ext.python_path', '%s/one:%s/missing:%s/two', false)" % (top, top, top))
$$;
SELECT pp_write('one/a.py', 'def f(a): return a + 1'), pp_write('one/sub/b.py', 'def f(a): return a + 2'),
  pp_write('two/a.py', 'def f(a): return a + 3'), pp_write('two/c.py', 'def f(a): return a + 4'),
  pp_write('out/o.py', 'def f(a): return a + 5'), pp_write('oneandmore/o.py', 'def f(a): return a + 6');
DO LANGUAGE plpython3u $$
import os
top = GD["pp"]
os.symlink(top + "/out/o.py", top + "/one/link.py")
os.symlink(top + "/out", top + "/one/folder")
os.symlink(top + "/two/c.py", top + "/one/across.py")
os.symlink("sub/b.py", top + "/one/inside.py")
os.symlink("loop.py", top + "/one/loop.py")
os.mkfifo(top + "/one/fifo.py")
$$;
-- Scripts are found in the order of the folders, and by links that stay inside.
SELECT python_value('pp', 'a.py', 'f'), python_value('pp', 'sub/b.py', 'f'), python_value('pp', 'c.py', 'f'),
  python_value('pp', 'sub/../a.py', 'f'), python_value('pp', './/a.py', 'f'), python_value('pp', 'inside.py', 'f');
-- What leads out is refused, whether it is there or not.
SELECT python_value('pp', 'link.py', 'f');
SELECT python_value('pp', 'folder/o.py', 'f');
SELECT python_value('pp', 'across.py', 'f');
SELECT python_value('pp', '../out/o.py', 'f');
SELECT python_value('pp', '../oneandmore/o.py', 'f');
SELECT python_value('pp', 'sub/../../one/a.py', 'f');
SELECT python_value('pp', '../out/missing.py', 'f');
SELECT python_value('pp', '/etc/passwd', 'f');
SELECT python_value('pp', '/etc/missing.py', 'f');
-- Absolute names are tested in the same way.
CREATE FUNCTION pp_try(path text) RETURNS text LANGUAGE plpython3u AS $$
try:
    return plpy.execute(plpy.prepare("SELECT public.python_value('pp', $1, 'f')::text AS t", ["text"]), [path.replace("TOP", GD["pp"])])[0]["t"]
except plpy.SPIError as e:
    return e.sqlstate
$$;
SELECT pp_try('TOP/one/a.py'), pp_try('TOP/two/a.py'), pp_try('TOP/oneandmore/o.py'), pp_try('TOP/one/link.py'),
  pp_try('TOP/one/../out/o.py'), pp_try('TOP/one/missing.py'), pp_try('TOP/one/../missing.py'), pp_try('TOP/out/missing.py'), pp_try('TOP/one');
-- Not there, no regular file.
SELECT python_value('pp', 'missing.py', 'f');
SELECT python_value('pp', 'a.py/b.py', 'f');
SELECT python_value('pp', '', 'f');
SELECT python_value('pp', 'sub', 'f');
SELECT python_value('pp', 'fifo.py', 'f');
SELECT python_value('pp', '.', 'f');
SELECT pp_try('TOP/one/loop.py'), pp_try('loop.py');

-- A changed file is run again, also within a second and with the same length.
SELECT pp_write('one/a.py', 'def f(a): return a + 7');
SELECT python_value('pp', 'a.py', 'f');
SELECT pp_write('one/a.py', 'def f(a): return a + 8');
SELECT python_value('pp', 'a.py', 'f');
-- One that has not changed is not.
SELECT pp_write('one/a.py', E'n = 0\ndef f(a):\n    global n\n    n += 1\n    return n');
SELECT python_value('pp', 'a.py', 'f'), python_value('pp', 'a.py', 'f');

-- The setting is a superuser's, also before the library is there; the functions are not for everybody.
CREATE ROLE pp_user;
GRANT SELECT ON pp TO pp_user;
SET ROLE pp_user;
SET array_ext.python_path = '/';
SHOW array_ext.python_path;
SELECT python_value('pp', 'a.py', 'f');
SELECT * FROM python_apply('pp', 'a.py', 'f') AS r(i bigint, v int4);
SELECT python_apply_into('pp', 'a.py', 'f', 'pp_new');
SELECT python_run('int4{0}', 'public', 'pp'::regclass, '/etc/passwd', 'f', '{v}', 'array', NULL, NULL);
RESET ROLE;
GRANT EXECUTE ON FUNCTION python_value TO pp_user;
SET ROLE pp_user;
SELECT python_value('pp', 'a.py', 'f');
SELECT python_value('pp', 'link.py', 'f');
RESET ROLE;
REVOKE SELECT ON pp FROM pp_user;
SET ROLE pp_user;
SELECT python_value('pp', 'a.py', 'f');
RESET ROLE;
SET array_ext.python_path = 'relative';
SET array_ext.python_path = '/a:';
SET array_ext.python_path = '/a::/b';
SELECT python_run('int4{0}', 'public', 'pp'::regclass, '/etc/passwd', 'f', '{v}', 'array', NULL, NULL);

DO LANGUAGE plpython3u $$ import shutil; shutil.rmtree(GD.pop("pp")) $$;
REVOKE EXECUTE ON FUNCTION python_value FROM pp_user;
DROP ROLE pp_user;
DROP FUNCTION pp_write, pp_try;
DROP FOREIGN TABLE pp;

-- A placeholder that a user set before the library was loaded does not count.
CREATE ROLE pp_early;
\c -
SET SESSION AUTHORIZATION pp_early;
SET array_ext.python_path = '/tmp';
RESET SESSION AUTHORIZATION;
SET client_min_messages = error;
LOAD 'array_ext_plpython3u';
RESET client_min_messages;
SHOW array_ext.python_path;
DROP ROLE pp_early;
