/* Element kinds as SQL types: OIDs, Datums, the extension's own schema. */
#include "postgres.h"

#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/pg_extension.h"
#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/inval.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "pg/kind.h"

/*
 * What was looked up, until any type or schema changes: DROP EXTENSION and
 * CREATE EXTENSION elsewhere change both.
 */
static struct
{
	bool		registered;		/* callbacks are in place */
	Oid			schema;			/* of the extension, or invalid */
	Oid			types[AX_KIND_END]; /* of kinds that are the extension's own, or invalid */
}			cache;

static void
forget(Datum arg, int cacheid, uint32 hashvalue)
{
	cache.schema = InvalidOid;
	memset(cache.types, 0, sizeof(cache.types));
}

static Oid
schema_lookup(void)
{
	Relation	rel = table_open(ExtensionRelationId, AccessShareLock);
	ScanKeyData key;
	SysScanDesc scan;
	HeapTuple	tuple;
	Oid			result = InvalidOid;

	ScanKeyInit(&key, Anum_pg_extension_extname, BTEqualStrategyNumber, F_NAMEEQ,
				CStringGetDatum("array_ext"));
	scan = systable_beginscan(rel, ExtensionNameIndexId, true, NULL, 1, &key);
	tuple = systable_getnext(scan);
	if (HeapTupleIsValid(tuple))
		result = ((Form_pg_extension) GETSTRUCT(tuple))->extnamespace;
	systable_endscan(scan);
	table_close(rel, AccessShareLock);
	return result;
}

Oid
ax_pg_schema(void)
{
	if (!cache.registered)
	{
		CacheRegisterSyscacheCallback(TYPEOID, forget, (Datum) 0);
		CacheRegisterSyscacheCallback(NAMESPACEOID, forget, (Datum) 0);
		cache.registered = true;
	}
	if (!OidIsValid(cache.schema))
	{
		Oid			schema = schema_lookup();

		if (!OidIsValid(schema))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("extension \"%s\" does not exist", "array_ext")));
		cache.schema = schema;
	}
	return cache.schema;
}

Oid
ax_pg_type(const char *name)
{
	Oid			type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
									   CStringGetDatum(name),
									   ObjectIdGetDatum(ax_pg_schema()));

	if (!OidIsValid(type))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("type \"%s\" does not exist", name)));
	return type;
}

/* The type of a kind that is the extension's own; invalid if it has none by that name. */
static Oid
own_type(AxKind kind)
{
	if (!OidIsValid(cache.types[kind]))
	{
		Oid			schema = ax_pg_schema();

		cache.types[kind] = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid,
											CStringGetDatum(ax_kind_info(kind)->name),
											ObjectIdGetDatum(schema));
	}
	return cache.types[kind];
}

Oid
ax_pg_kind_type(AxKind kind)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			return BOOLOID;
		case AX_KIND_INT2:
			return INT2OID;
		case AX_KIND_INT4:
			return INT4OID;
		case AX_KIND_INT8:
			return INT8OID;
		case AX_KIND_FLOAT4:
			return FLOAT4OID;
		case AX_KIND_FLOAT8:
			return FLOAT8OID;
		case AX_KIND_DATE:
			return DATEOID;
		case AX_KIND_TIMESTAMP:
			return TIMESTAMPOID;
		case AX_KIND_TIMESTAMPTZ:
			return TIMESTAMPTZOID;
		case AX_KIND_COMPLEX:
		case AX_KIND_RATIONAL:
		case AX_KIND_POINT2D:
			if (!OidIsValid(own_type(kind)))
				return ax_pg_type(ax_kind_info(kind)->name);	/* an error */
			return cache.types[kind];
		case AX_KIND_NONE:
			return InvalidOid;
	}
	return ax_pg_named_type(kind);
}

AxKind
ax_pg_kind_of(Oid type)
{
	static const AxKind own[] = {AX_KIND_COMPLEX, AX_KIND_RATIONAL, AX_KIND_POINT2D};

	switch (type)
	{
		case InvalidOid:
			return AX_KIND_NONE;
		case BOOLOID:
			return AX_KIND_BOOL;
		case INT2OID:
			return AX_KIND_INT2;
		case INT4OID:
			return AX_KIND_INT4;
		case INT8OID:
			return AX_KIND_INT8;
		case FLOAT4OID:
			return AX_KIND_FLOAT4;
		case FLOAT8OID:
			return AX_KIND_FLOAT8;
		case DATEOID:
			return AX_KIND_DATE;
		case TIMESTAMPOID:
			return AX_KIND_TIMESTAMP;
		case TIMESTAMPTZOID:
			return AX_KIND_TIMESTAMPTZ;
	}
	for (int i = 0; i < lengthof(own); i++)
		if (type == own_type(own[i]))
			return own[i];
	return ax_pg_named_of(type, NULL);
}

AxKind
ax_pg_slot_kind_of(Oid type)
{
	AxKind		kind = ax_pg_kind_of(type);

	return ax_kind_is_variable(kind) ? AX_KIND_NONE : kind;
}

AxKind
ax_pg_kind_required(Oid type)
{
	AxKind		kind = ax_pg_kind_of(type);

	if (kind == AX_KIND_NONE)
	{
		const char *why;

		ax_pg_named_of(type, &why);
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("type %s cannot be the element type of an array of array_ext",
						format_type_be(type)),
				 errdetail_internal("%s", why),
				 errhint("Element types are %s, and base types whose values hold no OIDs.", AX_PG_KINDS)));
	}
	return kind;
}
