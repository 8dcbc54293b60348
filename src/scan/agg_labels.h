/*
 * Labels: the values that the group keys of one input take, which is an axis
 * or the value of a cell.
 *
 * A label is a combination of values of all keys of the input; labels are
 * numbered from 0 as they are met.  Over one stretch of coordinates, a
 * chunk's, those that occur also have local numbers, from 0.
 */
#ifndef AX_SCAN_AGG_LABELS_H
#define AX_SCAN_AGG_LABELS_H

#include "postgres.h"

#include "executor/tuptable.h"
#include "nodes/execnodes.h"

#include "kernel/reduce.h"

#define AX_LABEL_UNKNOWN PG_UINT32_MAX

/* A key. */
typedef struct AxLabelKey
{
	ExprState  *state;			/* owned; NULL: the input itself */
	FmgrInfo	equal;			/* by its grouping's equality operator */
	FmgrInfo	hash;
	Oid			collation;
	int16		length;			/* of the type */
	bool		by_value;
} AxLabelKey;

/* Labels over a stretch of coordinates. */
typedef struct AxLabelStrip
{
	int64		lower;			/* first coordinate */
	uint32		length;			/* coordinates */
	uint32	   *local;			/* owned; local number by place, or UNKNOWN */
	uint32	   *map;			/* owned; local without UNKNOWN, for columns */
	uint32	   *ends;			/* owned; for columns */
	uint32	   *labels;			/* owned; label by local number */
	uint32		nlocal;			/* local numbers given */
	AxColumns	columns;		/* of map; see ax_labels_columns */
} AxLabelStrip;

typedef struct AxLabels
{
	int			axis;			/* which; beyond the array's: a value of cells */
	bool		safe;			/* keys may be evaluated where there are no cells */
	int			nkeys;
	AxLabelKey *keys;			/* owned */
	MemoryContext context;		/* borrowed; holds all of this */
	MemoryContext values_context;	/* owned; labels and strips */
	ExprContext *expr_context;	/* owned */
	TupleTableSlot *slot;		/* owned; a cell with the input alone */
	AttrNumber	attno;			/* of the input */

	uint32		nlabels;		/* labels met */
	uint32		room;			/* of the arrays */
	Datum	   *values;			/* by label, nkeys each */
	bool	   *nulls;
	uint32	   *hashes;			/* by label */
	uint32	   *stamps;			/* by label: the strip that `locals` is of */
	uint32	   *locals;			/* by label: its local number in that strip */
	uint32		stamp;			/* of the strip at work */
	struct label_hash *table;	/* finds labels by their values */
	struct strip_hash *strips;	/* strips that are kept, by lower and length */

	AxLabelStrip *strip;		/* borrowed; the current one */
	AxLabelStrip scratch;		/* owned; where strips are not kept */
	uint32		scratch_room;	/* of scratch */
} AxLabels;

/* Makes them for an axis and its column, with no key, in the current memory context. */
extern AxLabels *ax_labels_make(int axis, AttrNumber attno, TupleDesc cells);

/* Adds a key; same: it is the input itself, of the type of expr. */
extern void ax_labels_add(AxLabels *labels, Expr *expr, bool same, Oid eqop, bool safe);

/* Forgets all labels. */
extern void ax_labels_clear(AxLabels *labels);

/* The label of an input; its keys are evaluated. */
extern uint32 ax_labels_of(AxLabels *labels, Datum input, bool isnull);

/* The label of values of the keys. */
extern uint32 ax_labels_adopt(AxLabels *labels, const Datum *values, const bool *nulls);

/*
 * Makes the stretch of `length` coordinates from lower on the current one.
 * Where keys are safe it is filled from `from` to `to`, and the rest belongs
 * to local number 0; else coordinates have to be asked for.
 */
extern void ax_labels_begin(AxLabels *labels, int64 lower, uint32 length, int64 from, int64 to);

/* Looks up the coordinate at a place of the current stretch: its local number. */
extern uint32 ax_labels_look(AxLabels *labels, uint32 place);

/* The local numbers along the current stretch; any for coordinates not looked up. */
extern const AxColumns *ax_labels_columns(AxLabels *labels);

static inline uint32
ax_labels_local(AxLabels *labels, uint32 place)
{
	uint32		local = labels->strip->local[place];

	return local != AX_LABEL_UNKNOWN ? local : ax_labels_look(labels, place);
}

#endif
