# Sourced by tools/check, demo/run and bench/run: a private folder with a copy of
# PostgreSQL's tree, into which the extension is installed, and with the
# clusters that run from it.
#
# PostgreSQL's programs find their library and share folders relative to
# themselves, so a copy with the same relative places is an installation of its
# own.  Nothing of the system's installation, clusters or ports is touched.
#
# PostgreSQL refuses to run as root.  As root everything that runs it is run as
# an unprivileged user, who may not be able to enter the checkout: so what he
# reads and writes is all in the private folder.

# Variables for a cluster of the user's own would lead tests there.
unset "${!PG@}" 2>/dev/null
umask 022

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
JOBS=$(nproc 2>/dev/null || echo 2)
PRIVATE=
server_user=()
# the process, or processes, that a signal is to end
running=
# and one that works in a private folder of its own all the while
beside=

# private_pg_config [PATH]: the PostgreSQL to build for.
private_pg_config() {
	PG_CONFIG=${1:-}
	if [ -z "$PG_CONFIG" ]; then
		PG_CONFIG=/usr/lib/postgresql/15/bin/pg_config
		[ -x "$PG_CONFIG" ] || PG_CONFIG=pg_config
	fi
	PG_CONFIG=$(command -v "$PG_CONFIG") || { echo "array_ext: no pg_config found" >&2; exit 1; }
}

# private_open: makes the folder and the tree; leaves PRIVATE, PRIVATE_BIN and
# PRIVATE_PG_CONFIG.  All of it goes when the shell exits, for whatever reason.
private_open() {
	local base dir name

	if [ "$(id -u)" -eq 0 ]; then
		name=postgres
		id "$name" >/dev/null 2>&1 || name=nobody
		server_user=(setpriv --reuid="$name" --regid="$(id -g "$name")" --init-groups)
	fi

	trap private_close EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 143' TERM

	# A socket's path ends at 107 bytes; and a folder of root's own, as
	# libpam-tmpdir makes them, is closed to the server's user.
	for base in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
		[ ${#base} -le 30 ] || continue
		PRIVATE=$(mktemp -d "$base/array_ext.XXXXXX" 2>/dev/null) || continue
		PRIVATE=$(cd "$PRIVATE" && pwd -P)
		chmod 755 "$PRIVATE"
		"${server_user[@]}" test -x "$PRIVATE" && break
		rmdir "$PRIVATE"
		PRIVATE=
	done
	[ -n "$PRIVATE" ] || { echo "array_ext: no folder for temporary files that PostgreSQL can use" >&2; exit 1; }

	mkdir "$PRIVATE/home" "$PRIVATE/out" "$PRIVATE/tools"
	cp "$ROOT/tools/cluster" "$PRIVATE/tools/"
	[ "$(id -u)" -ne 0 ] || chown "$name" "$PRIVATE/home" "$PRIVATE/out"

	# Links for what is only read; the programs look where they really are, so
	# they are copied.
	PRIVATE_BIN=$PRIVATE$("$PG_CONFIG" --bindir)
	for name in pkglibdir sharedir includedir-server; do
		dir=$("$PG_CONFIG" "--$name")
		mkdir -p "$PRIVATE${dir%/*}"
		[ -d "$PRIVATE$dir" ] || cp -rs "$dir" "$PRIVATE${dir%/*}/"
	done
	dir=$("$PG_CONFIG" --bindir)
	mkdir -p "$PRIVATE_BIN"
	for name in initdb postgres psql pgbench createdb dropdb createuser dropuser vacuumdb reindexdb clusterdb; do
		rm -f "$PRIVATE_BIN/$name"
		[ ! -e "$dir/$name" ] || cp -L "$dir/$name" "$PRIVATE_BIN/"
	done
	for name in "$dir"/pg_*; do
		rm -f "$PRIVATE_BIN/${name##*/}"
		cp -L "$name" "$PRIVATE_BIN/"
	done
	PRIVATE_PG_CONFIG=$PRIVATE_BIN/pg_config

	# Scripts install plugins there as the server's user.
	[ "$(id -u)" -ne 0 ] ||
		chown "${server_user[1]#--reuid=}" "$PRIVATE$("$PG_CONFIG" --pkglibdir)" "$PRIVATE$("$PG_CONFIG" --sharedir)/extension"

	# An array_ext that is installed already must not stand in for the one built.
	find "$PRIVATE/usr" "$PRIVATE$("$PG_CONFIG" --sharedir)" "$PRIVATE$("$PG_CONFIG" --pkglibdir)" \
		-name 'array_ext*' -prune -exec rm -rf {} + 2>/dev/null
	return 0
}

# as_server COMMAND...: runs it as the user who runs PostgreSQL, with a clean
# environment that leads to the private programs and the cluster out/main, for
# at most AX_TIMEOUT seconds.  Sits in 'wait', so that a signal is dealt with at
# once; everything up to 'timeout' is exec, so that the signal gets there.
as_server() {
	local status
	"${server_user[@]}" env -i -C "$PRIVATE/out" PATH="$PRIVATE_BIN:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" \
		HOME="$PRIVATE/home" TMPDIR="$PRIVATE/out" LANG=C.UTF-8 LC_ALL=C.UTF-8 \
		PGHOST="$PRIVATE/out/main" PGPORT=5432 PGUSER=postgres PGDATABASE=postgres \
		AX_CLUSTER="$PRIVATE/tools/cluster" AX_TESTS="$PRIVATE/tests" \
		AX_SCRATCH="${AX_SCRATCH:-$PRIVATE/out}" AX_SEED="${AX_SEED:-1}" \
		timeout -k 10 "${AX_TIMEOUT:-1200}" "$@" 8>&- &
	running=$!
	wait "$running"
	status=$?
	running=
	return $status
}

# private_install BUILD [MAKE_ARGUMENT...]: installs what is built in a folder.
private_install() {
	local build=$1
	shift
	make -s -C "$build" install PG_CONFIG="$PRIVATE_PG_CONFIG" "$@"
}

# mirror NAME: the sources as links in build/NAME, so that a build there leaves
# no object beside those of another build.  Objects of an earlier run stay if
# nothing that decides about all of them has changed.
mirror() {
	local to=$ROOT/build/$1 file stamp

	stamp=$(cksum <"$ROOT/Makefile")$("$PG_CONFIG" --pgxs --version --cflags)
	[ "$stamp" = "$(cat "$to/stamp" 2>/dev/null)" ] || rm -rf "$to"
	mkdir -p "$to"
	echo "$stamp" >"$to/stamp"

	# The links to sources that are gone, and what make would believe up to date
	# after a source has gone.
	find "$to" -type l -delete
	rm -f "$to/array_ext.so" "$to"/python/array_ext_plpython3u.so "$to"/plugins/*/*.so "$to"/sql/array_ext--*.sql
	(cd "$ROOT" && find Makefile array_ext.control sql src python plugins tools/plugin_sql.c \
		\( -path python/sql -o -path 'plugins/*/sql' \) -prune -o -type f \
		\( -name Makefile -o -name '*.control' -o -name '*.[ch]' -o -name '*.inc' -o -name '*.sql' \
			-o -name '*.mk' -o -name '*.cpp' -o -name '*.map' -o -path 'python/*.py' \) \
		! -path 'plugins/*/*.control' ! -path 'plugins/*/*--*.sql' \
		\( ! -name 'array_ext--*.sql' -o -name 'array_ext--*--*.sql' \) ! -name module_source.h -print) |
	while read -r file; do
		mkdir -p "$(dirname "$to/$file")"
		ln -s "$ROOT/$file" "$to/$file"
	done
}

# private_close: stops every cluster of the private folder and removes it.
private_close() {
	local status=$? pid

	trap '' HUP INT TERM
	[ -z "$running$beside" ] || kill $running $beside 2>/dev/null
	[ -z "$beside" ] || wait "$beside" 2>/dev/null
	[ -n "$PRIVATE" ] || return
	find "$PRIVATE/out" -name postmaster.pid 2>/dev/null |
	while read -r pid; do
		as_server "$PRIVATE/tools/cluster" stop "${pid%/data/postmaster.pid}" immediate >/dev/null 2>&1
	done
	if [ "$status" -ne 0 ] && declare -F keep_logs >/dev/null; then
		keep_logs "$status"
	fi
	rm -rf "$PRIVATE"
	exit "$status"
}
