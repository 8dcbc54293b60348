/* Labels: the values that the group keys of one input take. */
#include "postgres.h"

#include "common/hashfn.h"
#include "executor/executor.h"
#include "nodes/nodeFuncs.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "scan/agg_labels.h"
#include "scan/agg_pairs.h"

/* Labels by their values. */
typedef struct LabelEntry
{
	uint32		label;
	char		status;
} LabelEntry;

static bool same_values(const AxLabels *labels, uint32 a, uint32 b);

#define SH_PREFIX label
#define SH_ELEMENT_TYPE LabelEntry
#define SH_KEY_TYPE uint32
#define SH_KEY label
#define SH_HASH_KEY(tb, key) ((AxLabels *) (tb)->private_data)->hashes[key]
#define SH_EQUAL(tb, a, b) same_values((tb)->private_data, a, b)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

/* Strips by where they lie. */
typedef struct StripPlace
{
	int64		lower;
	int64		length;
} StripPlace;

typedef struct StripEntry
{
	StripPlace	place;
	AxLabelStrip *strip;
	char		status;
} StripEntry;

#define SH_PREFIX strip
#define SH_ELEMENT_TYPE StripEntry
#define SH_KEY_TYPE StripPlace
#define SH_KEY place
#define SH_HASH_KEY(tb, key) ax_pairs_mix((uint64) (key).lower ^ (uint64) (key).length << 40)
#define SH_EQUAL(tb, a, b) ((a).lower == (b).lower && (a).length == (b).length)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

static bool
same_values(const AxLabels *labels, uint32 a, uint32 b)
{
	for (int k = 0; k < labels->nkeys; k++)
	{
		AxLabelKey *key = &labels->keys[k];
		uint32		left = a * labels->nkeys + k;
		uint32		right = b * labels->nkeys + k;

		if (labels->nulls[left] != labels->nulls[right])
			return false;
		if (!labels->nulls[left] &&
			!DatumGetBool(FunctionCall2Coll(&key->equal, key->collation,
											labels->values[left], labels->values[right])))
			return false;
	}
	return true;
}

AxLabels *
ax_labels_make(int axis, AttrNumber attno, TupleDesc cells)
{
	AxLabels   *labels = palloc0(sizeof(AxLabels));

	labels->axis = axis;
	labels->attno = attno;
	labels->safe = true;
	labels->context = CurrentMemoryContext;
	labels->slot = MakeSingleTupleTableSlot(cells, &TTSOpsVirtual);
	memset(labels->slot->tts_isnull, true, sizeof(bool) * cells->natts);
	ExecStoreVirtualTuple(labels->slot);
	labels->expr_context = CreateStandaloneExprContext();
	labels->expr_context->ecxt_scantuple = labels->slot;
	ax_labels_clear(labels);
	return labels;
}

void
ax_labels_add(AxLabels *labels, Expr *expr, bool same, Oid eqop, bool safe)
{
	AxLabelKey *key;
	Oid			type = exprType((Node *) expr);
	RegProcedure hash;
	RegProcedure other;

	if (!get_op_hash_functions(eqop, &hash, &other))
		elog(ERROR, "could not find hash function for operator %u", eqop);
	labels->keys = labels->keys == NULL ? palloc(sizeof(AxLabelKey)) :
		repalloc(labels->keys, sizeof(AxLabelKey) * (labels->nkeys + 1));
	key = &labels->keys[labels->nkeys++];
	key->state = same ? NULL : ExecInitExpr(expr, NULL);
	key->collation = exprCollation((Node *) expr);
	fmgr_info(get_opcode(eqop), &key->equal);
	fmgr_info(hash, &key->hash);
	get_typlenbyval(type, &key->length, &key->by_value);
	labels->safe &= safe;
}

void
ax_labels_clear(AxLabels *labels)
{
	if (labels->values_context != NULL)
		MemoryContextReset(labels->values_context);
	else
		labels->values_context = AllocSetContextCreate(labels->context, "group labels",
													   ALLOCSET_DEFAULT_SIZES);
	labels->table = label_create(labels->values_context, 256, labels);
	labels->strips = strip_create(labels->values_context, 64, NULL);
	labels->nlabels = labels->room = 0;
	labels->stamp = 0;
	labels->strip = NULL;
	labels->scratch_room = 0;
}

static void *
grown(AxLabels *labels, void *old, Size width)
{
	Size		size = width * labels->room;

	return old == NULL ? MemoryContextAllocHuge(labels->values_context, size) :
		repalloc_huge(old, size);
}

/* Makes room for one more label. */
static void
make_room(AxLabels *labels)
{
	bool		fresh = labels->room == 0;

	if (labels->nlabels < labels->room)
		return;
	if (labels->room > PG_UINT32_MAX / 4 / Max(labels->nkeys, 1))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many groups")));
	labels->room = fresh ? 256 : 2 * labels->room;
#define GROW(array, n) \
	labels->array = grown(labels, fresh ? NULL : labels->array, sizeof(*labels->array) * (n))
	GROW(values, labels->nkeys);
	GROW(nulls, labels->nkeys);
	GROW(hashes, 1);
	GROW(stamps, 1);
	GROW(locals, 1);
#undef GROW
}

/* The label of the values at the place of the next one, which it becomes if it is new. */
static uint32
settle(AxLabels *labels)
{
	uint32		label = labels->nlabels;
	Datum	   *values = labels->values + (Size) label * labels->nkeys;
	bool	   *nulls = labels->nulls + (Size) label * labels->nkeys;
	uint32		hash = 0;
	LabelEntry *entry;
	bool		found;

	for (int k = 0; k < labels->nkeys; k++)
	{
		AxLabelKey *key = &labels->keys[k];

		hash = pg_rotate_left32(hash, 1);
		if (!nulls[k])
			hash ^= DatumGetUInt32(FunctionCall1Coll(&key->hash, key->collation, values[k]));
	}
	labels->hashes[label] = murmurhash32(hash);
	entry = label_insert(labels->table, label, &found);
	if (!found)
	{
		MemoryContext old = MemoryContextSwitchTo(labels->values_context);

		for (int k = 0; k < labels->nkeys; k++)
			if (!nulls[k])
				values[k] = datumCopy(values[k], labels->keys[k].by_value, labels->keys[k].length);
		MemoryContextSwitchTo(old);
		labels->stamps[label] = 0;
		labels->nlabels++;
	}
	return entry->label;
}

uint32
ax_labels_of(AxLabels *labels, Datum input, bool isnull)
{
	Datum	   *values;
	bool	   *nulls;

	make_room(labels);
	values = labels->values + (Size) labels->nlabels * labels->nkeys;
	nulls = labels->nulls + (Size) labels->nlabels * labels->nkeys;
	ResetExprContext(labels->expr_context);
	labels->slot->tts_values[labels->attno - 1] = input;
	labels->slot->tts_isnull[labels->attno - 1] = isnull;
	for (int k = 0; k < labels->nkeys; k++)
		if (labels->keys[k].state != NULL)
			values[k] = ExecEvalExprSwitchContext(labels->keys[k].state, labels->expr_context,
												  &nulls[k]);
		else
		{
			values[k] = input;
			nulls[k] = isnull;
		}
	return settle(labels);
}

uint32
ax_labels_adopt(AxLabels *labels, const Datum *values, const bool *nulls)
{
	make_room(labels);
	memcpy(labels->values + (Size) labels->nlabels * labels->nkeys, values,
		   sizeof(Datum) * labels->nkeys);
	memcpy(labels->nulls + (Size) labels->nlabels * labels->nkeys, nulls,
		   sizeof(bool) * labels->nkeys);
	return settle(labels);
}

uint32
ax_labels_look(AxLabels *labels, uint32 place)
{
	AxLabelStrip *strip = labels->strip;
	uint32		label = ax_labels_of(labels, Int64GetDatum(strip->lower + place), false);

	if (labels->stamps[label] != labels->stamp)
	{
		labels->stamps[label] = labels->stamp;
		labels->locals[label] = strip->nlocal;
		strip->labels[strip->nlocal++] = label;
	}
	return strip->local[place] = labels->locals[label];
}

static void
allocate(AxLabels *labels, AxLabelStrip *strip, uint32 length)
{
	strip->local = MemoryContextAllocHuge(labels->values_context, sizeof(uint32) * length);
	strip->map = strip->local;
	if (!labels->safe)
		strip->map = MemoryContextAllocHuge(labels->values_context, sizeof(uint32) * length);
	strip->ends = MemoryContextAllocHuge(labels->values_context, sizeof(uint32) * length);
	strip->labels = MemoryContextAllocHuge(labels->values_context, sizeof(uint32) * length);
}

/* Fills a new strip; coordinates that are not wanted go with the first label. */
static void
fill(AxLabels *labels, AxLabelStrip *strip, int64 from, int64 to)
{
	memset(strip->local, 0, sizeof(uint32) * strip->length);
	for (int64 coord = from; coord <= to; coord++)
		ax_labels_look(labels, (uint32) (coord - strip->lower));
	ax_columns_mark(strip->map, strip->length, strip->ends, &strip->columns);
}

const AxColumns *
ax_labels_columns(AxLabels *labels)
{
	AxLabelStrip *strip = labels->strip;

	if (!labels->safe)
	{
		for (uint32 i = 0; i < strip->length; i++)
			strip->map[i] = strip->local[i] != AX_LABEL_UNKNOWN ? strip->local[i] : 0;
		ax_columns_mark(strip->map, strip->length, strip->ends, &strip->columns);
	}
	return &strip->columns;
}

void
ax_labels_begin(AxLabels *labels, int64 lower, uint32 length, int64 from, int64 to)
{
	StripPlace	place = {lower, length};
	StripEntry *entry;
	AxLabelStrip *strip = &labels->scratch;
	bool		found;

	if (!labels->safe)
	{
		if (length > labels->scratch_room)
		{
			allocate(labels, strip, length);
			labels->scratch_room = length;
		}
		memset(strip->local, 0xff, sizeof(uint32) * length);
	}
	else
	{
		entry = strip_insert(labels->strips, place, &found);
		labels->strip = entry->strip;
		if (found)
			return;
		strip = MemoryContextAllocZero(labels->values_context, sizeof(AxLabelStrip));
		allocate(labels, strip, length);
		entry->strip = strip;
	}
	labels->strip = strip;
	labels->stamp++;
	strip->lower = lower;
	strip->length = length;
	strip->nlocal = 0;
	if (labels->safe)
		fill(labels, strip, from, to);
}
