#!/bin/bash
# One session with linear algebra and PL/Python's numpy, whichever loads BLAS first.
set -u
database=blas_beside_numpy
PGOPTIONS="-c client_min_messages=warning" psql -X -q -d postgres -c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database" || exit 1
psql -X -q -d "$database" -v ON_ERROR_STOP=1 <<'SQL' || exit 1
CREATE EXTENSION array_ext;
CREATE EXTENSION plpython3u;
CREATE FUNCTION solved() RETURNS bool LANGUAGE plpython3u AS $$
import numpy as np
a = np.eye(200) + np.arange(40000).reshape(200, 200) % 7
return bool(np.allclose(np.linalg.solve(a, a @ a), a))
$$;
SQL

status=0
# tell NAME STATEMENTS: every one gives t.
tell() {
	local got
	got=$(psql -X -q -At -d "$database" -c "$2" 2>&1)
	if [ -n "$got" ] && [ -z "$(printf '%s\n' "$got" | grep -v '^t$')" ]; then
		echo "ok - blas_beside_numpy: $1"
	else
		echo "not ok - blas_beside_numpy: $1: wanted t, got $got"
		status=1
	fi
}
ours="SELECT nd_float8(nd_det(nd_eye(200) * 1)) = 1"
one="SELECT count(*) = 1 FROM pg_ls_dir('/proc/self/task')"
tell "ours first" "$ours; SELECT solved(); $ours"
tell "numpy first" "SELECT solved(); $ours; SELECT solved()"
[ ! -d /proc/self/task ] || tell "ours starts no threads" "$ours; $one"
psql -X -q -d postgres -c "DROP DATABASE $database"
exit $status
