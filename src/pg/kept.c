/*
 * Results that are kept until the function has run.
 *
 * Values go to a tuplestore, which takes to disk what work_mem does not hold;
 * boxes stay in memory.  Arrays without cells are not kept.
 */
#include "postgres.h"

#include "access/tupdesc.h"
#include "executor/executor.h"
#include "miscadmin.h"

#include "pg/kept.h"
#include "pg/kind.h"

AxKept *
ax_kept_begin(const char *maker)
{
	AxKept	   *kept = palloc0(sizeof(AxKept));

	kept->context = CurrentMemoryContext;
	kept->maker = maker;
	kept->values = tuplestore_begin_heap(false, false, work_mem);
	kept->desc = CreateTemplateTupleDesc(1);
	TupleDescInitEntry(kept->desc, 1, "value", ax_pg_type("ndarray"), -1, 0);
	kept->slot = MakeSingleTupleTableSlot(kept->desc, &TTSOpsMinimalTuple);
	return kept;
}

/* The number of the attribute of that name, or that of all attributes. */
static int
look_up(const AxKept *kept, const char *name)
{
	int			i;

	for (i = 0; i < kept->natts; i++)
		if (name == NULL ? kept->names[i] == NULL :
			kept->names[i] != NULL && strcmp(kept->names[i], name) == 0)
			break;
	return i;
}

AxKind
ax_kept_kind(const AxKept *kept, const char *name)
{
	int			i = look_up(kept, name);

	return i < kept->natts ? kept->kinds[i] : AX_KIND_NONE;
}

static int
find_attribute(AxKept *kept, const char *name, AxKind kind)
{
	int			i = look_up(kept, name);

	if (i < kept->natts)
	{
		if (kept->kinds[i] != kind)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("results of the %s have different types of elements", kept->maker),
					 errdetail("One has elements of type %s, another of type %s.",
							   ax_kind_info(kept->kinds[i])->name, ax_kind_info(kind)->name),
					 errhint("Convert them before they are returned.")));
		return i;
	}
	if (i == 0)
	{
		kept->names = palloc(sizeof(char *) * AX_MAX_KEPT);
		kept->kinds = palloc(sizeof(AxKind) * AX_MAX_KEPT);
	}
	if (i == AX_MAX_KEPT)
		ereport(ERROR,
				(errcode(ERRCODE_TOO_MANY_COLUMNS),
				 errmsg("a %s can give at most %d attributes", kept->maker, AX_MAX_KEPT)));
	kept->names[i] = name != NULL ? pstrdup(name) : NULL;
	kept->kinds[i] = kind;
	kept->natts++;
	return i;
}

static void
widen(AxKept *kept, const AxBox *box)
{
	if (kept->count == 0)
		kept->bounds = *box;
	if (kept->bounds.ndim != box->ndim)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("results of the %s have different numbers of dimensions", kept->maker),
				 errdetail("One has %d, another %d.", kept->bounds.ndim, box->ndim)));
	for (int d = 0; d < box->ndim; d++)
	{
		kept->bounds.lower[d] = Min(kept->bounds.lower[d], box->lower[d]);
		kept->bounds.upper[d] = Max(kept->bounds.upper[d], box->upper[d]);
	}
}

int
ax_kept_attribute(AxKept *kept, const char *name, AxKind kind)
{
	MemoryContext old = MemoryContextSwitchTo(kept->context);
	int			attribute = find_attribute(kept, name, kind);

	MemoryContextSwitchTo(old);
	return attribute;
}

void
ax_kept_put(AxKept *kept, int attribute, const AxBox *box, Datum value)
{
	MemoryContext old = MemoryContextSwitchTo(kept->context);
	bool		isnull = false;

	widen(kept, box);
	if (kept->count == kept->room)
	{
		kept->room = Max(kept->room * 2, 16);
		kept->arrays = kept->arrays == NULL ? palloc(kept->room * sizeof(AxKeptArray)) :
			repalloc_huge(kept->arrays, kept->room * sizeof(AxKeptArray));
	}
	kept->arrays[kept->count].attribute = attribute;
	kept->arrays[kept->count].box = *box;
	MemoryContextSwitchTo(old);
	tuplestore_putvalues(kept->values, kept->desc, &value, &isnull);
	kept->count++;
}

void
ax_kept_rewind(AxKept *kept)
{
	tuplestore_rescan(kept->values);
}

Datum
ax_kept_next(AxKept *kept)
{
	bool		isnull;
	bool		found;
	MemoryContext old;

	CHECK_FOR_INTERRUPTS();
	/* what comes from disk is freed by the slot, and so must live as long */
	old = MemoryContextSwitchTo(kept->context);
	found = tuplestore_gettupleslot(kept->values, true, false, kept->slot);
	MemoryContextSwitchTo(old);
	if (!found)
		return (Datum) 0;
	return slot_getattr(kept->slot, 1, &isnull);
}

void
ax_kept_end(AxKept *kept)
{
	ExecDropSingleTupleTableSlot(kept->slot);
	tuplestore_end(kept->values);
}
