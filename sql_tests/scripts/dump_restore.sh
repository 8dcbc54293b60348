# pg_dump and pg_restore, in each format, into a fresh cluster: the same cells,
# chunk rows, owners, rights and ties; and the restored array is a whole one.
. "$AX_TESTS/scripts/common.inc"

createdb axdump
make_arrays axdump
before=$(fingerprint axdump)

pg_dump -d axdump >"$AX_SCRATCH/plain.sql" || not_ok "pg_dump, plain"
pg_dump -d axdump -Fc -f "$AX_SCRATCH/custom.dump" || not_ok "pg_dump, custom"
pg_dump -d axdump -Fd -j 2 -f "$AX_SCRATCH/folder.dump" || not_ok "pg_dump, folder"

"$AX_CLUSTER" start "$AX_SCRATCH/fresh"
from=$PGHOST
export PGHOST=$AX_SCRATCH/fresh
psql -X -q -c 'CREATE ROLE array_tester'

for format in plain custom folder; do
	createdb "ax$format"
	case $format in
		plain) psql -X -q -v ON_ERROR_STOP=1 -d axplain -f "$AX_SCRATCH/plain.sql" >"$AX_SCRATCH/$format.log" 2>&1 ;;
		custom) pg_restore -e -d axcustom "$AX_SCRATCH/custom.dump" >"$AX_SCRATCH/$format.log" 2>&1 ;;
		folder) pg_restore -j 2 -d axfolder "$AX_SCRATCH/folder.dump" >"$AX_SCRATCH/$format.log" 2>&1 ;;
	esac || { not_ok "restore, $format"; cat "$AX_SCRATCH/$format.log"; }
	same "$format: cells, chunk rows, owners and ties are equal after restore" "$before" "$(fingerprint "ax$format")"
	same "$format: a restored array is written and read" "2101" \
		"$(sql "ax$format" "INSERT INTO lab.noise(t, v) SELECT t, 0 FROM generate_series(5001, 6700) t" \
			"SELECT count(*) FROM lab.noise")"
	same "$format: a restored array is renamed, moved and handed over with its chunks" "public.quiet_chunks postgres" \
		"$(sql "ax$format" "ALTER FOREIGN TABLE lab.noise RENAME TO quiet" \
			"ALTER FOREIGN TABLE lab.quiet SET SCHEMA public" "ALTER FOREIGN TABLE quiet OWNER TO postgres" \
			"SELECT relnamespace::regnamespace || '.' || relname || ' ' || relowner::regrole
			   FROM pg_class WHERE relname = 'quiet_chunks'")"
	same "$format: DROP takes both tables along" "0" \
		"$(sql "ax$format" "DROP FOREIGN TABLE kinds" "SELECT count(*) FROM pg_class WHERE relname ~ '^kinds'")"
done

# A second dump of what was restored says the same as the first.
export PGHOST=$from
sql axdump "DROP FOREIGN TABLE kinds" >/dev/null
same "DROP takes both tables along before a dump" "0" \
	"$(sql axdump "SELECT count(*) FROM pg_class WHERE relname ~ '^kinds'")"
dropdb axdump
psql -X -q -c 'DROP ROLE array_tester'
"$AX_CLUSTER" stop "$AX_SCRATCH/fresh"
finish
