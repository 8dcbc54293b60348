/*
 * Elementwise work: operands brought to one box, one tile of the result after
 * another.
 *
 *		ax_nd_each_init(&each);
 *		ax_nd_each_value(&each, datum); ax_nd_each_scalar(&each, ...);
 *		ax_nd_each_begin(&each, kind);
 *		while (ax_nd_each_next(&each))
 *			... each.args[i].vector ... ax_nd_each_put(&each, &result, present);
 *		value = ax_nd_each_finish(&each);
 *
 * Boxes broadcast as numpy's do: axes are matched from the last, one of length
 * 1, or one that is missing, is repeated.  Axes that are not repeated must
 * begin at the same coordinate.  Nothing holds more than a few tiles of each
 * operand, so memory goes with the result alone.
 */
#ifndef AX_NDARRAY_EACH_H
#define AX_NDARRAY_EACH_H

#include "postgres.h"

#include "fmgr.h"

#include "kernel/vector.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"

#define AX_EACH_ARGS 16

typedef struct AxArg
{
	AxKind		kind;			/* of the cells */
	AxVector	vector;			/* the operand's cells of the tile */
	const uint64_t *present;	/* those that are not empty, NULL for all; of a
								 * constant bit 0 counts */

	AxReader   *reader;			/* owned; NULL for a scalar */
	bool		aligned;		/* its tiles are those of the result */
	bool		full;			/* no cell is empty or NULL */
	int			naxes;			/* when not aligned: axes of the result, joined */
	uint64		lengths[AX_MAX_DIMS];	/* of them */
	uint64		strides[AX_MAX_DIMS];	/* in the operand, 0 where it is repeated */
	AxCursor	cursors[2];		/* tiles of the operand; two, for runs across an edge */
	int			recent;			/* the cursor used last */
	char	   *values;			/* owned; gathered cells of the tile */
	uint64_t   *present_room;	/* owned */
	uint64_t   *valid_room;		/* owned; its first word is a scalar's validity */
	void	   *cast_room;		/* owned; its cells in another kind */
	AxCell		cell;			/* a scalar, or the only cell */
} AxArg;

typedef struct AxEach
{
	int			nargs;
	AxArg		args[AX_EACH_ARGS];
	AxHead		head;			/* of the result */
	uint64		first;			/* number of the tile's first cell */
	Size		n;				/* cells of the tile */
	const uint64_t *present;	/* cells present in all operands, NULL for all */
	bool		any_empty;		/* next gives tiles too where an operand has no cell */
	bool		reading;		/* there is no result: the caller takes the cells */
	uint32		tile;			/* number of the tile after this one */
	void	   *values;			/* room for a tile of the result: own_values, or in the result itself */
	void	   *own_values;		/* owned */
	uint64_t   *valid;			/* owned; room for its validity */
	uint64_t   *known;			/* owned; another mask, for the caller */

	AxBuild		build;			/* of the result */
	uint64_t   *present_room;	/* owned */
	uint64_t   *valid_room;		/* owned */
} AxEach;

/* Word w of an operand's cells that are not empty; bits beyond the last may be set. */
static inline uint64_t
ax_nd_each_there(const AxArg *arg, Size w)
{
	if (arg->present == NULL)
		return ~UINT64_C(0);
	return arg->vector.constant ? -(arg->present[0] & 1) : arg->present[w];
}

extern void ax_nd_each_init(AxEach *each);

/* Adds an operand. */
extern void ax_nd_each_value(AxEach *each, Datum value);
extern void ax_nd_each_scalar(AxEach *each, AxKind kind, const void *cell, bool isnull);

/*
 * Adds argument `number` of a function: an ndarray, or a scalar of any number
 * type, of which numeric counts as float8, unless another argument is an
 * ndarray of a type by name.
 */
extern void ax_nd_each_argument(AxEach *each, FunctionCallInfo fcinfo, int number);

/*
 * The same, where the caller decides what a scalar of type numeric counts as:
 * returns true for one, which is numeric unless it is made a float8.
 */
extern bool ax_nd_each_operand(AxEach *each, FunctionCallInfo fcinfo, int number);
extern void ax_nd_each_as_float(AxEach *each, int number);

/* Adds an operand of another work, which then no longer has it. */
extern void ax_nd_each_move(AxEach *each, const AxArg *arg);

/* The kind that two operands are brought to, as SQL does it; NONE if there is none. */
extern AxKind ax_nd_each_common(AxKind a, AxKind b);

/* Raises 42883: the operator has no meaning for cells of these kinds (b NONE: for one of a). */
extern void ax_nd_each_undefined(const char *symbol, AxKind a, AxKind b) pg_attribute_noreturn();

/*
 * Makes the head of a result of these values' boxes, NULL for scalars, with
 * the names of axes; 22000 or 2202E when the boxes do not match.
 */
extern void ax_nd_each_match(const AxHead *const *heads, int n, AxKind kind, AxHead *head);

/* Begins a result of the kind in the box that the operands give together. */
extern void ax_nd_each_begin(AxEach *each, AxKind kind);

/* The same with the head known. */
extern void ax_nd_each_begin_head(AxEach *each, const AxHead *head);

/*
 * Moves on to the next tile of the result.  Tiles where an operand has no cell
 * are written as empty and passed over, unless any_empty is set.
 */
extern bool ax_nd_each_next(AxEach *each);

/*
 * An operand's cells of the tile in another kind; those not selected (NULL: all
 * are) mean nothing.  out may be what is returned.
 */
extern const AxVector *ax_nd_each_cast(AxEach *each, int number, AxKind kind,
									   const uint64_t *selected, AxVector *out);

/*
 * Writes the tile: result's cells where present says so, NULL for all; NULL
 * where the result is not valid.
 */
extern void ax_nd_each_put(AxEach *each, const AxVector *result, const uint64_t *present);

/* Ends the result and closes the operands; NULL when reading. */
extern struct varlena *ax_nd_each_finish(AxEach *each);

#endif
