# Plugins through pg_dump and pg_restore, pg_upgrade, and a physical replica:
# types, defaults, checks, indexes, views and functions of them are whole after.
. "$AX_TESTS/scripts/common.inc"

fingerprint_plugin() {
	sql "$1" "SELECT count(*), min(t), max(t), md5(string_agg(t::text, ',' ORDER BY id)) FROM triples" \
		"SELECT id FROM triples WHERE t = '1/1/1'" "SELECT * FROM warm" "SELECT even(8), celsius(212)" \
		"SELECT name, version, schema, types, functions, aggregates FROM array_libraries ORDER BY 1" \
		"SELECT conrelid::regclass, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'triples'::regclass ORDER BY 2" \
		"SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'triples'::regclass"
}

cd "$AX_SCRATCH"
createdb plugged
sql plugged "CREATE EXTENSION array_ext" "SELECT load_library('faulty')" "SELECT load_library('template')" \
	"CREATE TABLE triples (id int PRIMARY KEY, t triple DEFAULT '1/2/3' UNIQUE, CHECK (t < '99/9/9'::triple))" \
	"INSERT INTO triples SELECT i, format('%s/%s/%s', i % 10, i % 7, i)::triple FROM generate_series(1, 500) i" \
	"CREATE INDEX ON triples USING hash (t)" \
	"CREATE VIEW warm AS SELECT celsius(id), t + 1 AS t FROM triples WHERE celsius(id) > 260" >/dev/null ||
	not_ok "the tables to test with were made"
before=$(fingerprint_plugin plugged)

pg_dump -d plugged >plain.sql || not_ok "pg_dump"
same "a dump makes the extensions" "2" "$(grep -cE '^CREATE EXTENSION IF NOT EXISTS (faulty|template)' plain.sql)"
same "and none of their objects" "0" "$(grep -cE '^CREATE (FUNCTION|TYPE|OPERATOR|CAST|AGGREGATE)' plain.sql)"
createdb plugplain
psql -X -q -v ON_ERROR_STOP=1 -d plugplain -f plain.sql >plain.log 2>&1 || { not_ok "restore, plain"; cat plain.log; }
same "the same after pg_dump and psql" "$before" "$(fingerprint_plugin plugplain)"
pg_dump -d plugged -Fc -f custom.dump || not_ok "pg_dump, custom"
createdb plugcustom
pg_restore -j 2 -d plugcustom custom.dump >custom.log 2>&1 || { not_ok "restore, custom"; cat custom.log; }
same "the same after pg_dump and pg_restore" "$before" "$(fingerprint_plugin plugcustom)"
dropdb plugplain
dropdb plugcustom

# pg_upgrade from a cluster of its own, which has the tables, to a new one; and
# a replica of the first.
from=$PGHOST
"$AX_CLUSTER" start "$AX_SCRATCH/old" "wal_level = replica" "max_wal_senders = 4" "hot_standby = on"
export PGHOST=$AX_SCRATCH/old
createdb plugged
psql -X -q -v ON_ERROR_STOP=1 -d plugged -f plain.sql >old.log 2>&1 || { not_ok "restore, old"; cat old.log; }
mkdir replica
if pg_basebackup -D replica/data -R -X stream >backup.log 2>&1; then
	chmod 700 replica/data
	echo "unix_socket_directories = '$AX_SCRATCH/replica'" >>replica/data/postgresql.conf
	"$AX_CLUSTER" start "$AX_SCRATCH/replica"
	same "a replica answers with the plugin" "$before" "$(PGHOST=$AX_SCRATCH/replica fingerprint_plugin plugged)"
	"$AX_CLUSTER" stop "$AX_SCRATCH/replica"
else
	not_ok "pg_basebackup"
	cat backup.log
fi
"$AX_CLUSTER" stop "$AX_SCRATCH/old"
"$AX_CLUSTER" start "$AX_SCRATCH/new"
"$AX_CLUSTER" stop "$AX_SCRATCH/new"
bin=$(pg_config --bindir)
user=$(psql -XAt -h "$from" -c 'SELECT current_user')
if (cd "$AX_SCRATCH" && pg_upgrade -U "$user" -b "$bin" -B "$bin" -d old/data -D new/data -s "$AX_SCRATCH" >upgrade.log 2>&1); then
	"$AX_CLUSTER" start "$AX_SCRATCH/new"
	PGHOST=$AX_SCRATCH/new
	same "the same after pg_upgrade" "$before" "$(fingerprint_plugin plugged)"
	same "and what was upgraded is unloaded and loaded" "4" \
		"$(sql plugged "DROP TABLE triples CASCADE" "SELECT unload_library('faulty')" "SELECT load_library('faulty')" "SELECT even(4)" | tail -n 1)"
	"$AX_CLUSTER" stop "$AX_SCRATCH/new"
else
	not_ok "pg_upgrade"
	cat upgrade.log
	find . -path '*pg_upgrade_output*' -name '*.log' -exec tail -n 30 {} +
fi
export PGHOST=$from
dropdb plugged
finish
