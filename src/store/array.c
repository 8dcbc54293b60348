/* A stored array as the catalogues describe it. */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/relation.h"
#include "access/table.h"
#include "catalog/pg_class.h"
#include "catalog/pg_type.h"
#include "commands/defrem.h"
#include "foreign/foreign.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/syscache.h"

#include "pg/error.h"
#include "pg/kind.h"
#include "store/array.h"

bool
ax_store_is_array(Oid relid)
{
	ForeignTable *table;

	if (get_rel_relkind(relid) != RELKIND_FOREIGN_TABLE)
		return false;
	table = GetForeignTable(relid);
	return strcmp(GetForeignDataWrapper(GetForeignServer(table->serverid)->fdwid)->fdwname,
				  AX_ARRAY_FDW) == 0;
}

static void
bad_definition(Relation rel, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
			 errmsg("stored array \"%s\" does not fit its chunk table",
					RelationGetRelationName(rel)),
			 errdetail_internal("%s", detail),
			 errhint("Stored arrays are made by create_array and changed by ALTER FOREIGN TABLE of the array itself.")));
}

/* A column option, or NULL. */
static const char *
option(List *options, const char *name)
{
	ListCell   *lc;

	foreach(lc, options)
	{
		DefElem    *def = lfirst_node(DefElem, lc);

		if (strcmp(def->defname, name) == 0)
			return defGetString(def);
	}
	return NULL;
}

static int64
bound_option(Relation rel, List *options, const char *name, int64 unbounded)
{
	const char *text = option(options, name);

	if (text == NULL)
		bad_definition(rel, psprintf("A dimension lacks the option \"%s\".", name));
	if (strcmp(text, "*") == 0)
		return unbounded;
	return pg_strtoint64(text);
}

/* The codec that an attribute asks for; none where that cannot serve the kind. */
static AxCodecId
codec_option(List *options, AxKind kind)
{
	const char *name = option(options, "compression");
	int			codec = name != NULL ? ax_codec_by_name(name) : AX_CODEC_NONE;

	return ax_codec_serves(codec, kind) ? (AxCodecId) codec : AX_CODEC_NONE;
}

/* Column of the chunk table, checked for its type. */
static AttrNumber
chunk_column(Relation rel, Oid chunk_relid, const char *name, Oid type)
{
	AttrNumber	attno = get_attnum(chunk_relid, name);

	if (attno == InvalidAttrNumber || get_atttype(chunk_relid, attno) != type)
		bad_definition(rel, psprintf("The chunk table has no column \"%s\" of type %s.",
									 name, format_type_be(type)));
	return attno;
}

static void
read_dimension(Relation rel, AxArray *array, Form_pg_attribute att, List *options)
{
	int			number = pg_strtoint32(option(options, "dimension"));
	const char *overlap = option(options, "overlap");
	AxDimension *dim;
	char	   *corner;

	if (number < 1 || number > AX_MAX_DIMS || array->dims[number - 1].attno != 0 ||
		att->atttypid != INT8OID)
		bad_definition(rel, psprintf("Column \"%s\" is not a dimension of type bigint with a number of its own.",
									 NameStr(att->attname)));
	dim = &array->dims[number - 1];
	dim->name = att->attname;
	dim->attno = att->attnum;
	dim->overlap = overlap != NULL ? pg_strtoint64(overlap) : 0;
	array->grid.bounds.lower[number - 1] = bound_option(rel, options, "lower", -AX_COORD_MAX);
	array->grid.bounds.upper[number - 1] = bound_option(rel, options, "upper", AX_COORD_MAX);
	array->grid.chunk[number - 1] = bound_option(rel, options, "chunk", 0);
	corner = psprintf("%s_lo", NameStr(att->attname));
	dim->chunk_attno = chunk_column(rel, array->chunk_relid, corner, INT8OID);
	array->ndim++;
}

static void
read_columns(Relation rel, AxArray *array)
{
	TupleDesc	desc = RelationGetDescr(rel);
	Oid			ndarray = ax_pg_type("ndarray");
	AxError		err;

	array->dims = palloc0(sizeof(AxDimension) * AX_MAX_DIMS);
	array->atts = palloc0(sizeof(AxAttribute) * desc->natts);
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);
		List	   *options;
		AxAttribute *attribute;

		if (att->attisdropped)
			continue;
		options = GetForeignColumnOptions(array->relid, att->attnum);
		if (option(options, "dimension") != NULL)
		{
			read_dimension(rel, array, att, options);
			continue;
		}
		attribute = &array->atts[array->natts++];
		attribute->name = att->attname;
		attribute->attno = att->attnum;
		attribute->type = att->atttypid;
		attribute->typmod = att->atttypmod;
		attribute->kind = ax_pg_kind_required(att->atttypid);
		attribute->not_null = att->attnotnull;
		attribute->codec = codec_option(options, attribute->kind);
		attribute->chunk_attno = chunk_column(rel, array->chunk_relid,
											  NameStr(att->attname), ndarray);
	}
	for (int d = 0; d < array->ndim; d++)
		if (array->dims[d].attno == 0)
			bad_definition(rel, "The dimensions are not numbered from 1 without a gap.");
	if (array->ndim == 0 || array->natts == 0)
		bad_definition(rel, "A stored array has at least one dimension and one attribute.");
	array->grid.bounds.ndim = array->ndim;
	AX_CHECK(ax_grid_check(&array->grid, AX_COORD_MAX, &err), &err);
}

/* The primary key must be the corner, in the order of the dimensions. */
static void
read_chunk_table(Relation rel, AxArray *array)
{
	Relation	chunks = table_open(array->chunk_relid, AccessShareLock);
	Relation	index;

	/* RelationGetIndexList sets rd_pkindex */
	list_free(RelationGetIndexList(chunks));
	array->chunk_index = chunks->rd_pkindex;
	if (!OidIsValid(array->chunk_index))
		bad_definition(rel, "The chunk table has no primary key.");
	index = relation_open(array->chunk_index, AccessShareLock);
	if (index->rd_index->indnkeyatts != array->ndim)
		bad_definition(rel, "The primary key of the chunk table is not the lower corner.");
	for (int d = 0; d < array->ndim; d++)
		if (index->rd_index->indkey.values[d] != array->dims[d].chunk_attno)
			bad_definition(rel, "The primary key of the chunk table is not the lower corner.");
	relation_close(index, NoLock);
	table_close(chunks, NoLock);
	array->summary_attno = chunk_column(rel, array->chunk_relid, "summary",
										ax_pg_type("chunk_summary"));
}

AxArray *
ax_store_read_catalogues(Oid relid)
{
	AxArray    *array;
	Relation	rel;
	const char *chunks;
	Oid			schema;

	if (!ax_store_is_array(relid))
	{
		char	   *name = get_rel_name(relid);

		if (name == NULL)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_TABLE),
					 errmsg("relation with OID %u does not exist", relid)));
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("\"%s\" is not a stored array", name),
				 errhint("Stored arrays are made by create_array.")));
	}
	rel = relation_open(relid, AccessShareLock);
	array = palloc0(sizeof(AxArray));
	array->relid = relid;
	array->owner = rel->rd_rel->relowner;
	schema = RelationGetNamespace(rel);
	chunks = option(GetForeignTable(relid)->options, "chunks");
	if (chunks == NULL)
		bad_definition(rel, "The foreign table lacks the option \"chunks\".");
	array->chunk_relid = get_relname_relid(chunks, schema);
	if (!OidIsValid(array->chunk_relid))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("chunk table \"%s\" of stored array \"%s\" does not exist",
						chunks, RelationGetRelationName(rel))));
	if (get_rel_relkind(array->chunk_relid) != RELKIND_RELATION)
		bad_definition(rel, psprintf("\"%s\" is not an ordinary table.", chunks));
	read_columns(rel, array);
	read_chunk_table(rel, array);
	relation_close(rel, NoLock);
	return array;
}

void
ax_store_check_chunks(const AxArray *array, AclMode rights)
{
	HeapTuple	tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(array->chunk_relid));
	bool		row_security;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for relation %u", array->chunk_relid);
	row_security = ((Form_pg_class) GETSTRUCT(tuple))->relrowsecurity;
	ReleaseSysCache(tuple);
	if (pg_class_aclmask(array->chunk_relid, array->owner, rights, ACLMASK_ALL) != rights)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("permission denied for table %s", get_rel_name(array->chunk_relid)),
				 errdetail("The owner of stored array \"%s\" does not hold the rights on its chunk table.",
						   get_rel_name(array->relid))));
	if (row_security)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("chunk table \"%s\" has row security", get_rel_name(array->chunk_relid)),
				 errhint("Disable row security of the chunk table, and use a view over the array with security_barrier.")));
}

void
ax_store_check_array(const AxArray *array, AclMode rights)
{
	/* all of them, where pg_class_aclcheck is content with any */
	if (pg_class_aclmask(array->relid, GetUserId(), rights, ACLMASK_ALL) != rights)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_FOREIGN_TABLE, get_rel_name(array->relid));
}
