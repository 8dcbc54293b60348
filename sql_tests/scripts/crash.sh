# kill -9 under load: after recovery every committed cell is there, with its
# chunk row and summary, and nothing of a transaction that did not commit.
. "$AX_TESTS/scripts/common.inc"

"$AX_CLUSTER" start "$AX_SCRATCH/crash" "fsync = on" "synchronous_commit = on" "checkpoint_timeout = 30s"
export PGHOST=$AX_SCRATCH/crash
sql postgres "CREATE EXTENSION array_ext" \
	"SELECT create_array('load', '<writer:int4, n:int4>[i=0:*,500,0]')" >/dev/null

# Each writer inserts batches of 100 cells, one transaction each, and notes the
# batches that were acknowledged.
for writer in 0 1 2; do
	( batch=0
	  while psql -X -q -v ON_ERROR_STOP=1 -c "INSERT INTO load SELECT ($batch * 3 + $writer) * 100 + k, $writer, k FROM generate_series(0, 99) k" \
			2>/dev/null; do
		echo "$((batch * 3 + writer))" >>"$AX_SCRATCH/acknowledged.$writer"
		batch=$((batch + 1))
	  done ) &
done
# One transaction that is never committed.
( psql -X -q -c "BEGIN" -c "INSERT INTO load SELECT 100000000 + k, 9, k FROM generate_series(0, 999) k" \
	-c "SELECT pg_sleep(60)" >/dev/null 2>&1 ) &
sleep 4
"$AX_CLUSTER" crash "$AX_SCRATCH/crash"
wait
"$AX_CLUSTER" start "$AX_SCRATCH/crash"

cat "$AX_SCRATCH"/acknowledged.* | sort -n >"$AX_SCRATCH/acknowledged"
batches=$(wc -l <"$AX_SCRATCH/acknowledged")
[ "$batches" -gt 20 ] && ok "the load was heavy enough to tell ($batches batches)" || not_ok "only $batches batches were written"
sql postgres "SELECT i / 100 FROM load GROUP BY 1 HAVING count(*) = 100 ORDER BY 1" >"$AX_SCRATCH/found"
same "every acknowledged batch is there after kill -9" "" "$(sort "$AX_SCRATCH/found" | comm -13 - <(sort "$AX_SCRATCH/acknowledged"))"
same "no batch is there in part" "0" \
	"$(sql postgres "SELECT count(*) FROM (SELECT i / 100 FROM load GROUP BY 1 HAVING count(*) <> 100) s")"
same "nothing of the open transaction is there" "0" "$(sql postgres "SELECT count(*) FROM load WHERE writer = 9")"
same "summaries tell the cells of each chunk" "0" \
	"$(sql postgres "SELECT count(*) FROM load_chunks WHERE summary::text <> chunk_summary(writer, n)::text")"
"$AX_CLUSTER" stop "$AX_SCRATCH/crash"
finish
