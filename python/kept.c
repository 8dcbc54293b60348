/*
 * Results that are kept until the function has run.
 *
 * Values go to a tuplestore, which takes to disk what work_mem does not hold;
 * boxes stay in memory.  Arrays without cells are not kept.
 */
#include "kept.h"

#include "access/tupdesc.h"
#include "executor/executor.h"
#include "miscadmin.h"

#include "pg/kind.h"

AxKept *
ax_kept_begin(void)
{
	AxKept	   *kept = palloc0(sizeof(AxKept));

	kept->context = CurrentMemoryContext;
	kept->values = tuplestore_begin_heap(false, false, work_mem);
	kept->desc = CreateTemplateTupleDesc(1);
	TupleDescInitEntry(kept->desc, 1, "value", ax_pg_type("ndarray"), -1, 0);
	kept->slot = MakeSingleTupleTableSlot(kept->desc, &TTSOpsMinimalTuple);
	return kept;
}

/* Number of the attribute of that name; a new one gets the kind. */
static int
find_attribute(AxKept *kept, const char *name, AxKind kind)
{
	int			i;

	for (i = 0; i < kept->natts; i++)
		if (name == NULL ? kept->names[i] == NULL :
			kept->names[i] != NULL && strcmp(kept->names[i], name) == 0)
			break;
	if (i < kept->natts)
	{
		if (kept->kinds[i] != kind)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("results of the Python function have different types of elements"),
					 errdetail("One has elements of type %s, another of type %s.",
							   ax_kind_info(kept->kinds[i])->name, ax_kind_info(kind)->name),
					 errhint("Convert them with astype() before they are returned.")));
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
				 errmsg("a Python function can give at most %d attributes", AX_MAX_KEPT)));
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
				 errmsg("results of the Python function have different numbers of dimensions"),
				 errdetail("One has %d, another %d.", kept->bounds.ndim, box->ndim)));
	for (int d = 0; d < box->ndim; d++)
	{
		kept->bounds.lower[d] = Min(kept->bounds.lower[d], box->lower[d]);
		kept->bounds.upper[d] = Max(kept->bounds.upper[d], box->upper[d]);
	}
}

void
ax_kept_take(AxSink *sink, const AxPiece *piece)
{
	AxKept	   *kept = sink->state;

	for (int i = 0; i < piece->natts; i++)
	{
		const AxPacked *packed = &piece->arrays[i];
		const char *name = piece->names != NULL ? piece->names[i] : NULL;
		MemoryContext old = MemoryContextSwitchTo(kept->context);
		int			attribute = find_attribute(kept, name, packed->kind);
		bool		isnull = false;
		Datum		value;

		if (packed->cells > 0)
		{
			widen(kept, &packed->box);
			if (kept->count == kept->room)
			{
				kept->room = Max(kept->room * 2, 16);
				kept->arrays = kept->arrays == NULL ? palloc(kept->room * sizeof(AxKeptArray)) :
					repalloc_huge(kept->arrays, kept->room * sizeof(AxKeptArray));
			}
			kept->arrays[kept->count].attribute = attribute;
			kept->arrays[kept->count].box = packed->box;
		}
		MemoryContextSwitchTo(old);
		if (packed->cells == 0)
			continue;
		value = PointerGetDatum(ax_py_build(packed));
		tuplestore_putvalues(kept->values, kept->desc, &value, &isnull);
		kept->count++;
	}
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
