/*
 * The event trigger that keeps an array and its chunk table together.
 *
 * It runs at the end of every command that can make, rename, move or alter a
 * table.  What was done to an array is carried over to its chunk table, with
 * the rights of whoever gave the command; what cannot be carried over, and
 * what was done to a chunk table so that it no longer fits, is refused.  When
 * a dump is restored, tables are made, altered and given to their owners in
 * one order or another: the tie is made again as soon as the two fit.
 *
 * Carried commands run as parts of the user's command, for which PostgreSQL
 * fires no event triggers: so nothing here runs inside itself.
 */
#include "postgres.h"

#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "commands/defrem.h"
#include "commands/event_trigger.h"
#include "executor/executor.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/parsenodes.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"
#include "utils/tuplestore.h"

#include "pg/kind.h"
#include "store/array.h"
#include "store/create.h"
#include "store/schema.h"
#include "store/ties.h"

PG_FUNCTION_INFO_V1(array_ties);

/* The relations that the command has made or altered. */
static List *
affected_relations(void)
{
	LOCAL_FCINFO(call, 0);
	FmgrInfo	flinfo;
	ReturnSetInfo result = {.type = T_ReturnSetInfo};
	TupleTableSlot *slot;
	List	   *relids = NIL;

	fmgr_info(F_PG_EVENT_TRIGGER_DDL_COMMANDS, &flinfo);
	InitFunctionCallInfoData(*call, &flinfo, 0, InvalidOid, NULL, (Node *) &result);
	result.econtext = CreateStandaloneExprContext();
	result.allowedModes = SFRM_Materialize;
	result.returnMode = SFRM_Materialize;
	(void) FunctionCallInvoke(call);
	slot = MakeSingleTupleTableSlot(result.setDesc, &TTSOpsMinimalTuple);
	while (tuplestore_gettupleslot(result.setResult, true, false, slot))
	{
		bool		classnull;
		bool		objnull;
		Oid			classid = DatumGetObjectId(slot_getattr(slot, 1, &classnull));
		Oid			objid = DatumGetObjectId(slot_getattr(slot, 2, &objnull));

		if (!classnull && !objnull && classid == RelationRelationId)
			relids = list_append_unique_oid(relids, objid);
	}
	ExecDropSingleTupleTableSlot(slot);
	tuplestore_end(result.setResult);
	FreeExprContext(result.econtext, true);
	return relids;
}

static char *
qualified(Oid relid)
{
	return quote_qualified_identifier(get_namespace_name(get_rel_namespace(relid)),
									  get_rel_name(relid));
}

/* 0A000; the message has one %s, the array's name. */
static void
refuse(Oid array_relid, const char *message, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg(message, get_rel_name(array_relid)),
			 errhint("%s", hint)));
}

#define COPY_HINT "Create another array with create_array() and copy the cells."
#define CHILD_HINT "A view can unite arrays and tables."

static void
refuse_child(Oid array_relid)
{
	refuse(array_relid, "stored array \"%s\" cannot be a child of a table", CHILD_HINT);
}

/*
 * Says whether only the option compression is altered, which holds for tiles
 * written from now on; 0A000 for a codec that cannot take the attribute's cells.
 */
static bool
alters_compression(Oid relid, const AlterTableCmd *cmd)
{
	ListCell   *lc;

	foreach(lc, castNode(List, cmd->def))
	{
		DefElem    *def = lfirst_node(DefElem, lc);

		if (strcmp(def->defname, "compression") != 0)
			return false;
		if (def->defaction != DEFELEM_DROP)
			(void) ax_schema_codec(defGetString(def),
								   ax_pg_kind_required(get_atttype(relid, get_attnum(relid, cmd->name))));
	}
	return true;
}

/* Refuses what ALTER TABLE cannot do to an array. */
static void
check_alter(Oid relid, AlterTableStmt *statement, bool tied)
{
	ListCell   *lc;

	foreach(lc, statement->cmds)
	{
		switch (lfirst_node(AlterTableCmd, lc)->subtype)
		{
			case AT_AddColumn:
				refuse(relid, "cannot add a column to stored array \"%s\"", COPY_HINT);
				break;
			case AT_DropColumn:
				refuse(relid, "cannot drop a column of stored array \"%s\"", COPY_HINT);
				break;
			case AT_AlterColumnType:
				refuse(relid, "cannot alter the type of a column of stored array \"%s\"", COPY_HINT);
				break;
			case AT_AddInherit:
			case AT_AddOf:
				refuse_child(relid);
				break;
			case AT_GenericOptions:
				if (tied)
					refuse(relid, "cannot alter options of stored array \"%s\"",
						   "The chunk table is renamed with the array.");
				break;
			case AT_AlterColumnGenericOptions:
				if (tied && !alters_compression(relid, lfirst_node(AlterTableCmd, lc)))
					refuse(relid, "cannot alter bounds and chunk lengths of stored array \"%s\"",
						   COPY_HINT);
				break;
			default:
				break;
		}
	}
}

/* A partition would change with its parent; the command is one of the parent. */
static void
check_attach(AlterTableStmt *statement)
{
	ListCell   *lc;

	foreach(lc, statement->cmds)
	{
		AlterTableCmd *cmd = lfirst_node(AlterTableCmd, lc);

		if (cmd->subtype == AT_AttachPartition)
		{
			Oid			relid = RangeVarGetRelid(castNode(PartitionCmd, cmd->def)->name, NoLock, true);

			if (OidIsValid(relid) && ax_store_is_array(relid))
				refuse_child(relid);
		}
	}
}

static void
carry_schema(Oid array_relid, Oid chunk_relid)
{
	Oid			space = get_rel_namespace(array_relid);

	if (get_rel_namespace(chunk_relid) != space)
		ax_store_run(psprintf("ALTER TABLE %s SET SCHEMA %s", qualified(chunk_relid),
							  quote_identifier(get_namespace_name(space))), true);
}

static void
carry_owner(Oid array_relid, Oid chunk_relid)
{
	Oid			owner = ax_ties_owner(array_relid);

	if (ax_ties_owner(chunk_relid) != owner)
		ax_store_run(psprintf("ALTER TABLE %s OWNER TO %s", qualified(chunk_relid),
							  quote_identifier(GetUserNameFromId(owner, false))), true);
}

/* Renames the chunk table if its name was made from the array's old name. */
static void
carry_table_name(Oid array_relid, Oid chunk_relid, const char *old)
{
	const char *name = get_rel_name(array_relid);
	const char *chunks;

	if (strcmp(get_rel_name(chunk_relid), psprintf("%s_chunks", old)) != 0)
		return;
	chunks = ax_store_chunks_name(name);
	ax_store_run(psprintf("ALTER TABLE %s RENAME TO %s", qualified(chunk_relid),
						  quote_identifier(chunks)), true);
	ax_store_run(psprintf("ALTER FOREIGN TABLE %s OPTIONS (SET chunks %s)",
						  qualified(array_relid), quote_literal_cstr(chunks)), true);
}

static void
carry_column_name(Oid array_relid, Oid chunk_relid, const char *old, const char *name)
{
	if (ax_ties_dimension(array_relid, get_attnum(array_relid, name)))
	{
		old = ax_store_corner_name(old);
		name = ax_store_corner_name(name);
	}
	ax_store_run(psprintf("ALTER TABLE %s RENAME COLUMN %s TO %s", qualified(chunk_relid),
						  quote_identifier(old), quote_identifier(name)), true);
}

static void
carry_rename(Oid array_relid, Oid chunk_relid, RenameStmt *rename)
{
	if (rename->renameType == OBJECT_COLUMN)
		carry_column_name(array_relid, chunk_relid, rename->subname, rename->newname);
	else if (rename->renameType != OBJECT_TABCONSTRAINT)
		carry_table_name(array_relid, chunk_relid, rename->relation->relname);
}

static void
array_changed(Oid relid, Node *statement)
{
	Oid			chunk_relid = ax_ties_chunks(relid);
	bool		tied = OidIsValid(chunk_relid);

	if (IsA(statement, AlterTableStmt))
		check_alter(relid, (AlterTableStmt *) statement, tied);
	else if (IsA(statement, CreateForeignTableStmt) &&
			 ((CreateForeignTableStmt *) statement)->base.inhRelations != NIL)
		refuse_child(relid);
	if (!tied)
	{
		(void) ax_ties_link(relid);
		return;
	}
	carry_schema(relid, chunk_relid);
	carry_owner(relid, chunk_relid);
	if (IsA(statement, RenameStmt))
		carry_rename(relid, chunk_relid, (RenameStmt *) statement);
	if (!ax_ties_fit(relid, chunk_relid))
		refuse(relid, "chunk table of stored array \"%s\" cannot follow the change", COPY_HINT);
}

static void
table_changed(Oid relid)
{
	Oid			array_relid = ax_ties_array(relid);

	if (OidIsValid(array_relid))
	{
		if (!ax_ties_has_key(relid))
		{
			ax_ties_unlink(array_relid, relid);
			ereport(NOTICE,
					(errmsg("table \"%s\" is no longer the chunk table of stored array \"%s\"",
							get_rel_name(relid), get_rel_name(array_relid)),
					 errhint("It will be again when it has a primary key.")));
			return;
		}
		if (!ax_ties_fit(array_relid, relid))
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("cannot change name, schema, owner or columns of chunk table \"%s\"",
							get_rel_name(relid)),
					 errdetail("They are those of stored array \"%s\".", get_rel_name(array_relid)),
					 errhint("Alter the array; its chunk table follows.")));
		return;
	}
	/* any other table is told by one look into the cache of columns */
	if (get_attnum(relid, "summary") == InvalidAttrNumber)
		return;
	array_relid = ax_ties_naming(relid);
	if (OidIsValid(array_relid))
		(void) ax_ties_link(array_relid);
}

/* array_ties() returns event_trigger */
Datum
array_ties(PG_FUNCTION_ARGS)
{
	EventTriggerData *data = (EventTriggerData *) fcinfo->context;
	ListCell   *lc;

	if (!CALLED_AS_EVENT_TRIGGER(fcinfo))
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_EVENT_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("array_ties was not called by the event trigger manager")));
	if (IsA(data->parsetree, AlterTableStmt))
		check_attach((AlterTableStmt *) data->parsetree);
	foreach(lc, affected_relations())
	{
		Oid			relid = lfirst_oid(lc);
		char		relkind = get_rel_relkind(relid);

		if (relkind == RELKIND_FOREIGN_TABLE && ax_store_is_array(relid))
			array_changed(relid, data->parsetree);
		else if (relkind == RELKIND_RELATION)
			table_changed(relid);
	}
	PG_RETURN_NULL();
}
