# array_ext_plpython3u from outside: dump and restore, and sessions that are
# ended from another one while they are in a Python loop.
. "$AX_TESTS/scripts/common.inc"

createdb axpython
psql -X -q -v ON_ERROR_STOP=1 -d axpython <<'SQL' || not_ok "the database to test with was made"
SET client_min_messages = warning;
CREATE SCHEMA tools;
CREATE EXTENSION array_ext_plpython3u SCHEMA tools CASCADE;
CREATE ROLE python_tester;
GRANT EXECUTE ON FUNCTION tools.python_value TO python_tester;
CREATE FUNCTION twice(a tools.ndarray) RETURNS tools.ndarray
  TRANSFORM FOR TYPE tools.ndarray LANGUAGE plpython3u AS $$ return a * 2 $$;
CREATE FUNCTION loops(a tools.ndarray) RETURNS void
  TRANSFORM FOR TYPE tools.ndarray LANGUAGE plpython3u AS $$
while True:
    pass
$$;
CREATE TABLE kept AS SELECT twice('float8[0:1]{1,NULL}') AS v;
SQL

createdb axpython2
pg_dump -d axpython | psql -X -q -v ON_ERROR_STOP=1 -d axpython2 >"$AX_SCRATCH/restore.log" 2>&1 ||
	{ not_ok "restore"; cat "$AX_SCRATCH/restore.log"; }
for database in axpython axpython2; do
	same "$database: the transform, its functions' rights and what uses them" "float8[0:1]{4,NULL}
t
f" "$(sql $database "SELECT twice(v) FROM kept" \
		"SELECT has_function_privilege('python_tester', 'tools.python_value(regclass,text,text,name[],text,int8[],jsonb)', 'EXECUTE')" \
		"SELECT has_function_privilege('public', 'tools.python_apply(regclass,text,text,name[],text,int8[],jsonb)', 'EXECUTE')")"
done

# ended FUNCTION EXPECTED: a session in a loop, ended by pg_FUNCTION_backend.
ended() {
	psql -X -q -d axpython -c "SELECT loops('int4{0}')" >"$AX_SCRATCH/$1.log" 2>&1 &
	local session=$! try
	for try in {1..100}; do
		[ "$(sql axpython "SELECT count(pg_$1_backend(pid)) FROM pg_stat_activity
			WHERE query ~ '^SELECT loops' AND state = 'active' AND now() - query_start > '0.5 s'")" = 1 ] && break
		sleep 0.1
	done
	wait $session
	same "pg_$1_backend ends a Python loop" "$2" "$(sed -n 's/^ERROR:  //p' "$AX_SCRATCH/$1.log")"
}
ended cancel "canceling statement due to user request"
ended terminate "terminating connection due to administrator command"

dropdb axpython
dropdb axpython2
psql -X -q -c 'DROP ROLE python_tester'
finish
