# A physical and a logical replica hold the same cells and chunk rows.
. "$AX_TESTS/scripts/common.inc"

createdb axrep
make_arrays axrep

pg_basebackup -D "$AX_SCRATCH/standby/data" -R -X stream -c fast >"$AX_SCRATCH/basebackup.log" 2>&1 ||
	{ not_ok "pg_basebackup"; cat "$AX_SCRATCH/basebackup.log"; }
chmod 700 "$AX_SCRATCH/standby/data"
echo "unix_socket_directories = '$AX_SCRATCH/standby'" >>"$AX_SCRATCH/standby/data/postgresql.conf"
"$AX_CLUSTER" start "$AX_SCRATCH/standby"

"$AX_CLUSTER" start "$AX_SCRATCH/logical"
PGHOST=$AX_SCRATCH/logical createdb axrep
sql axrep "CREATE PUBLICATION axpub FOR TABLE kinds_chunks, lab.noise_chunks, lab.\"Odd name_chunks\"" >/dev/null
export_schema=$(pg_dump -d axrep -s --no-publications)
( export PGHOST=$AX_SCRATCH/logical
  psql -X -q -c 'CREATE ROLE array_tester'
  echo "$export_schema" | psql -X -q -v ON_ERROR_STOP=1 -d axrep >/dev/null )
PGHOST=$AX_SCRATCH/logical sql axrep \
	"CREATE SUBSCRIPTION axsub CONNECTION 'host=$PGHOST port=5432 dbname=axrep user=postgres' PUBLICATION axpub" >/dev/null

# What comes after the copies were made.
sql axrep "INSERT INTO kinds(x, y, i) VALUES (0, 1000000, 7)" "UPDATE kinds SET d = -d WHERE y < 5" \
	"DELETE FROM lab.noise WHERE t > 0" "INSERT INTO lab.noise(t) VALUES (123456789)" >/dev/null
before=$(fingerprint axrep)
lsn=$(sql axrep "SELECT pg_current_wal_lsn()")

# reached HOST QUERY: waits until the query says t.
reached() {
	for _ in $(seq 300); do
		[ "$(PGHOST=$1 sql axrep "$2")" = t ] && return 0
		sleep 0.1
	done
	return 1
}
reached "$AX_SCRATCH/standby" "SELECT pg_last_wal_replay_lsn() >= '$lsn'" || not_ok "the standby caught up"
same "a physical replica shows the same cells" "$before" "$(PGHOST=$AX_SCRATCH/standby fingerprint axrep)"
reached "$AX_SCRATCH/logical" "SELECT count(*) = 3 AND bool_and(srsubstate = 'r') FROM pg_subscription_rel" ||
	not_ok "the subscription copied its tables"
reached "$AX_SCRATCH/logical" "SELECT count(*) = 1 FROM lab.noise WHERE t = 123456789" || not_ok "the subscription caught up"
same "a logical replica of the chunk tables shows the same cells" "$before" "$(PGHOST=$AX_SCRATCH/logical fingerprint axrep)"

PGHOST=$AX_SCRATCH/logical sql axrep "DROP SUBSCRIPTION axsub" >/dev/null
"$AX_CLUSTER" stop "$AX_SCRATCH/logical" immediate
"$AX_CLUSTER" stop "$AX_SCRATCH/standby" immediate
dropdb axrep
psql -X -q -c 'DROP ROLE array_tester'
finish
