/* The ties between the foreign table of a stored array and its chunk table. */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/dependency.h"
#include "catalog/indexing.h"
#include "catalog/pg_class.h"
#include "catalog/pg_depend.h"
#include "catalog/pg_foreign_table.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "fmgr.h"
#include "foreign/foreign.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "pg/kind.h"
#include "store/array.h"
#include "store/ties.h"

PG_FUNCTION_INFO_V1(relink_arrays);

/*
 * Finds a relation tied to another: by what it depends on (forward), or by
 * what depends on it.  Only a tie between a table and an array counts; other
 * things, such as a TOAST table, are tied to tables in the same way.
 */
static Oid
tied(Oid relid, bool forward)
{
	Relation	depend = table_open(DependRelationId, AccessShareLock);
	ScanKeyData key[2];
	SysScanDesc scan;
	HeapTuple	tuple;
	Oid			result = InvalidOid;

	ScanKeyInit(&key[0], forward ? Anum_pg_depend_classid : Anum_pg_depend_refclassid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(RelationRelationId));
	ScanKeyInit(&key[1], forward ? Anum_pg_depend_objid : Anum_pg_depend_refobjid,
				BTEqualStrategyNumber, F_OIDEQ, ObjectIdGetDatum(relid));
	scan = systable_beginscan(depend, forward ? DependDependerIndexId : DependReferenceIndexId,
							  true, NULL, 2, key);
	while (!OidIsValid(result) && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Form_pg_depend row = (Form_pg_depend) GETSTRUCT(tuple);
		Oid			other = forward ? row->refobjid : row->objid;

		if (row->deptype == DEPENDENCY_INTERNAL &&
			row->classid == RelationRelationId && row->refclassid == RelationRelationId &&
			row->objsubid == 0 && row->refobjsubid == 0 &&
			get_rel_relkind(row->objid) == RELKIND_RELATION &&
			ax_store_is_array(row->refobjid))
			result = other;
	}
	systable_endscan(scan);
	table_close(depend, AccessShareLock);
	return result;
}

Oid
ax_ties_array(Oid chunk_relid)
{
	return tied(chunk_relid, true);
}

Oid
ax_ties_chunks(Oid array_relid)
{
	return tied(array_relid, false);
}

/* The option that names the chunk table, or NULL. */
static const char *
chunks_option(Oid array_relid)
{
	ListCell   *lc;

	foreach(lc, GetForeignTable(array_relid)->options)
	{
		DefElem    *def = lfirst_node(DefElem, lc);

		if (strcmp(def->defname, "chunks") == 0)
			return defGetString(def);
	}
	return NULL;
}

Oid
ax_ties_named(Oid array_relid)
{
	const char *name = chunks_option(array_relid);

	return name == NULL ? InvalidOid : get_relname_relid(name, get_rel_namespace(array_relid));
}

Oid
ax_ties_owner(Oid relid)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(relid));
	Oid			owner;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", relid);
	owner = ((Form_pg_class) GETSTRUCT(tuple))->relowner;
	ReleaseSysCache(tuple);
	return owner;
}

static bool
has_column(Oid relid, const char *name, Oid type)
{
	AttrNumber	attno = get_attnum(relid, name);

	return attno > 0 && OidIsValid(type) && get_atttype(relid, attno) == type;
}

static Oid
own_type(const char *name)
{
	return GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
						   ObjectIdGetDatum(ax_pg_schema()));
}

bool
ax_ties_dimension(Oid relid, AttrNumber attno)
{
	ListCell   *lc;

	foreach(lc, GetForeignColumnOptions(relid, attno))
		if (strcmp(lfirst_node(DefElem, lc)->defname, "dimension") == 0)
			return true;
	return false;
}

static bool
columns_fit(Oid array_relid, Oid chunk_relid)
{
	Relation	rel = relation_open(array_relid, AccessShareLock);
	TupleDesc	desc = RelationGetDescr(rel);
	Oid			ndarray = own_type("ndarray");
	int			dims = 0;
	int			atts = 0;
	bool		fit = has_column(chunk_relid, "summary", own_type("chunk_summary"));

	for (int i = 0; i < desc->natts && fit; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);

		if (att->attisdropped)
			continue;
		if (ax_ties_dimension(array_relid, att->attnum))
		{
			dims++;
			fit = has_column(chunk_relid, psprintf("%s_lo", NameStr(att->attname)), INT8OID);
		}
		else
		{
			atts++;
			fit = has_column(chunk_relid, NameStr(att->attname), ndarray);
		}
	}
	relation_close(rel, AccessShareLock);
	return fit && dims > 0 && atts > 0;
}

bool
ax_ties_has_key(Oid chunk_relid)
{
	Relation	rel = table_open(chunk_relid, AccessShareLock);
	bool		result = OidIsValid(RelationGetPrimaryKeyIndex(rel));

	table_close(rel, AccessShareLock);
	return result;
}

bool
ax_ties_fit(Oid array_relid, Oid chunk_relid)
{
	return ax_ties_named(array_relid) == chunk_relid &&
		get_rel_relkind(chunk_relid) == RELKIND_RELATION &&
		ax_ties_owner(array_relid) == ax_ties_owner(chunk_relid) &&
		ax_ties_has_key(chunk_relid) && columns_fit(array_relid, chunk_relid);
}

Oid
ax_ties_naming(Oid chunk_relid)
{
	Relation	rel = table_open(ForeignTableRelationId, AccessShareLock);
	Oid			space = get_rel_namespace(chunk_relid);
	const char *name = get_rel_name(chunk_relid);
	Oid			result = InvalidOid;
	SysScanDesc scan;
	HeapTuple	tuple;

	scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	while (!OidIsValid(result) && HeapTupleIsValid(tuple = systable_getnext(scan)))
	{
		Oid			relid = ((Form_pg_foreign_table) GETSTRUCT(tuple))->ftrelid;
		const char *option;

		if (get_rel_namespace(relid) == space && ax_store_is_array(relid) &&
			(option = chunks_option(relid)) != NULL && strcmp(option, name) == 0 &&
			ax_ties_fit(relid, chunk_relid))
			result = relid;
	}
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return result;
}

bool
ax_ties_link(Oid array_relid)
{
	Oid			chunk_relid = ax_ties_named(array_relid);
	ObjectAddress array;
	ObjectAddress chunks;
	Oid			other;

	if (!OidIsValid(chunk_relid) || !ax_ties_fit(array_relid, chunk_relid) ||
		OidIsValid(ax_ties_chunks(array_relid)))
		return false;
	other = ax_ties_array(chunk_relid);
	if (OidIsValid(other))
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_IN_USE),
				 errmsg("\"%s\" is the chunk table of stored array \"%s\"",
						get_rel_name(chunk_relid), get_rel_name(other)),
				 errhint("An array has a chunk table of its own: use create_array().")));
	/* neither may be dropped or change owner until the tie can be seen */
	LockRelationOid(array_relid, ShareUpdateExclusiveLock);
	LockRelationOid(chunk_relid, ShareUpdateExclusiveLock);
	if (!ax_ties_fit(array_relid, chunk_relid))
		return false;
	ObjectAddressSet(array, RelationRelationId, array_relid);
	ObjectAddressSet(chunks, RelationRelationId, chunk_relid);
	recordDependencyOn(&chunks, &array, DEPENDENCY_INTERNAL);
	CommandCounterIncrement();
	return true;
}

void
ax_ties_unlink(Oid array_relid, Oid chunk_relid)
{
	deleteDependencyRecordsForSpecific(RelationRelationId, chunk_relid, DEPENDENCY_INTERNAL,
									   RelationRelationId, array_relid);
	CommandCounterIncrement();
}

/* relink_arrays() returns int4: number of arrays tied to their chunk tables */
Datum
relink_arrays(PG_FUNCTION_ARGS)
{
	Relation	rel = table_open(ForeignTableRelationId, AccessShareLock);
	List	   *relids = NIL;
	int			made = 0;
	SysScanDesc scan;
	HeapTuple	tuple;
	ListCell   *lc;

	scan = systable_beginscan(rel, InvalidOid, false, NULL, 0, NULL);
	while (HeapTupleIsValid(tuple = systable_getnext(scan)))
		relids = lappend_oid(relids, ((Form_pg_foreign_table) GETSTRUCT(tuple))->ftrelid);
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	foreach(lc, relids)
		if (ax_store_is_array(lfirst_oid(lc)) && ax_ties_link(lfirst_oid(lc)))
			made++;
	PG_RETURN_INT32(made);
}
