/*
 * Group keys: which group each cell of a block belongs to.
 *
 * Most keys are expressions of one dimension.  Such a key is evaluated once for a
 * coordinate; the different values that the keys of an axis take together are
 * the axis's labels.  In a chunk, labels have local numbers, and cells belong
 * to local groups, numbered by their local labels with the last axis running
 * fastest; so rows of cells meet runs of local groups.  Over the whole scan a
 * group is a combination of labels, numbered as it is met.
 *
 *		ax_agg_keys_chunk()				at each chunk
 *			ax_agg_keys_runs()			at each block: cells to local groups
 *		ax_agg_keys_group()				local groups that have cells to groups
 *
 * A key may also be the value of a cell (agg_values.h).  Then each cell is
 * asked for its group of the whole scan:
 *
 *		ax_agg_keys_chunk()
 *			ax_agg_keys_cells()			at each block
 */
#ifndef AX_SCAN_AGG_KEYS_H
#define AX_SCAN_AGG_KEYS_H

#include "postgres.h"

#include "nodes/execnodes.h"

#include "expr/block.h"
#include "kernel/reduce.h"
#include "store/array.h"

/* Sets of labels: one for each axis that has keys, one for each key of values. */
#define AX_AGG_VALUES 16
#define AX_AGG_SETS (AX_MAX_DIMS + AX_AGG_VALUES)

typedef struct AxAggKeys AxAggKeys;

/* Makes them, with no key yet, in the current memory context. */
extern AxAggKeys *ax_agg_keys_make(const AxArray *array, TupleDesc cells);

/*
 * Adds a key with its axis and equality operator; safe: it may be evaluated
 * for coordinates that have no cells.
 */
extern void ax_agg_keys_add(AxAggKeys *keys, int axis, Expr *expr, Oid eqop, bool safe);

/*
 * Adds a key of values of the kind, at most AX_AGG_VALUES: the value itself
 * (same), or an expression of it as the column attno.
 */
extern void ax_agg_keys_add_value(AxAggKeys *keys, AxKind kind, AttrNumber attno, Expr *expr,
								  bool same, Oid eqop);

/* Keys of values. */
extern int	ax_agg_keys_values(const AxAggKeys *keys);

/* Forgets all groups. */
extern void ax_agg_keys_clear(AxAggKeys *keys);

/*
 * The only group that the cells of a box can belong to; false if there are
 * several or that cannot be told without looking at the cells.
 */
extern bool ax_agg_keys_single(AxAggKeys *keys, const AxBox *box, uint32 *group);

/*
 * Begins a chunk: its value's box, and what of it is wanted.  Returns how many
 * local groups there may be.
 */
extern uint32 ax_agg_keys_chunk(AxAggKeys *keys, const AxBox *chunk, const AxBox *inner);

/*
 * Fills the runs of a block of the chunk.  `selected` says for which cells the
 * local groups must be right.  Runs and columns (NULL: none) are borrowed
 * until the next call.
 */
extern const AxGroupRun *ax_agg_keys_runs(AxAggKeys *keys, const AxBlock *block,
										  const uint64_t *selected, size_t *count,
										  const AxColumns **columns);

/* The group that a local group of the chunk is; groups are numbered from 0. */
extern uint32 ax_agg_keys_group(AxAggKeys *keys, uint32 local);

/*
 * The only local group that cells [first, first + n) of the chunk can belong
 * to; false if there are several or that cannot be told.
 */
extern bool ax_agg_keys_single_tile(AxAggKeys *keys, uint64 first, size_t n, uint32 *local);

/*
 * The groups of the selected cells of a block, where there are keys of values;
 * vectors has what these are of, in the order they were added.  Borrowed until
 * the next call.
 */
extern const uint32 *ax_agg_keys_cells(AxAggKeys *keys, const AxBlock *block,
									   const uint64_t *selected, const AxVector *vectors);

/* Groups met so far. */
extern uint32 ax_agg_keys_count(const AxAggKeys *keys);

/* Bytes that are written, or only counted while base is NULL. */
typedef struct AxAggBytes
{
	char	   *base;
	Size		at;
} AxAggBytes;

#define AX_AGG_ALIGN(size) TYPEALIGN(16, (size))

/* Adds some, and what aligns those that follow. */
extern void ax_bytes_put(AxAggBytes *bytes, const void *data, Size size);

/*
 * The groups met so far for another process, and the way back: here, by the
 * number that a group has there, its number here, in memory of the current context; *from moves on.
 */
extern void ax_agg_keys_write(const AxAggKeys *keys, AxAggBytes *bytes);
extern uint32 *ax_agg_keys_read(AxAggKeys *keys, char **from);

/* Value of a key, in the order they were added, for a group; borrowed. */
extern Datum ax_agg_keys_value(const AxAggKeys *keys, uint32 group, int key, bool *isnull);

#endif
