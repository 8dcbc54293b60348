/*
 * Stored arrays, as the catalogues described them last.
 *
 * A statement asks for its array at planning and again at execution; to read
 * options and columns from the catalogues takes longer than to fetch a cell.
 * An entry is dropped when anything of its foreign table, chunk table or
 * primary key changes, by whomever: PostgreSQL tells every session through
 * the relation cache, at the latest when it locks the table.  Entries are
 * handed out as copies, so a scan keeps what it began with.
 */
#include "postgres.h"

#include "storage/lmgr.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

#include "store/array.h"

typedef struct Entry
{
	Oid			relid;			/* foreign table; the key */
	Oid			chunk_relid;
	Oid			chunk_index;
	MemoryContext context;		/* owned; holds array */
	AxArray    *array;			/* owned */
} Entry;

static HTAB *entries = NULL;	/* NULL: nothing was ever asked for */
static uint64 changes = 0;		/* how often something was invalidated */

static AxArray *
copy_array(const AxArray *array)
{
	AxArray    *copy = palloc(sizeof(AxArray));

	*copy = *array;
	copy->dims = palloc(sizeof(AxDimension) * array->ndim);
	memcpy(copy->dims, array->dims, sizeof(AxDimension) * array->ndim);
	copy->atts = palloc(sizeof(AxAttribute) * array->natts);
	memcpy(copy->atts, array->atts, sizeof(AxAttribute) * array->natts);
	return copy;
}

static void
drop_entry(Entry *entry)
{
	MemoryContext context = entry->context;

	hash_search(entries, &entry->relid, HASH_REMOVE, NULL);
	MemoryContextDelete(context);
}

/* Drops what has to do with a relation, everything if it is invalid. */
static void
forget_relation(Datum arg, Oid relid)
{
	HASH_SEQ_STATUS status;
	Entry	   *entry;

	changes++;
	hash_seq_init(&status, entries);
	while ((entry = hash_seq_search(&status)) != NULL)
		if (!OidIsValid(relid) || entry->relid == relid ||
			entry->chunk_relid == relid || entry->chunk_index == relid)
			drop_entry(entry);
}

static void
forget_all(Datum arg, int cacheid, uint32 hashvalue)
{
	forget_relation(arg, InvalidOid);
}

static void
make_table(void)
{
	HASHCTL		control = {.keysize = sizeof(Oid), .entrysize = sizeof(Entry)};

	entries = hash_create("stored arrays", 16, &control, HASH_ELEM | HASH_BLOBS);
	CacheRegisterRelcacheCallback(forget_relation, (Datum) 0);
	/* changes of options and of the wrapper's name; those of a type change the columns */
	CacheRegisterSyscacheCallback(FOREIGNTABLEREL, forget_all, (Datum) 0);
	CacheRegisterSyscacheCallback(FOREIGNSERVEROID, forget_all, (Datum) 0);
	CacheRegisterSyscacheCallback(FOREIGNDATAWRAPPEROID, forget_all, (Datum) 0);
}

static void
keep(const AxArray *array)
{
	MemoryContext context = AllocSetContextCreate(CacheMemoryContext, "stored array",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	AxArray    *copy = copy_array(array);
	Entry	   *entry;

	MemoryContextSwitchTo(old);
	entry = hash_search(entries, &array->relid, HASH_ENTER, NULL);
	entry->chunk_relid = array->chunk_relid;
	entry->chunk_index = array->chunk_index;
	entry->context = context;
	entry->array = copy;
}

AxArray *
ax_store_array(Oid relid)
{
	Entry	   *entry;
	AxArray    *array;
	uint64		before;

	if (entries == NULL)
		make_table();
	/* a lock that is new lets in what others have changed */
	LockRelationOid(relid, AccessShareLock);
	entry = hash_search(entries, &relid, HASH_FIND, NULL);
	if (entry != NULL)
	{
		LockRelationOid(entry->chunk_relid, AccessShareLock);
		entry = hash_search(entries, &relid, HASH_FIND, NULL);
		if (entry != NULL)
			return copy_array(entry->array);
	}
	before = changes;
	array = ax_store_read_catalogues(relid);
	if (changes == before)
		keep(array);
	return array;
}
