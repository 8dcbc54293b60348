/*
 * The lines of a value along an axis, or along neighbouring axes, one after
 * another: their cells without those that are empty or NULL, and room for a
 * result as long.
 *
 *		ax_lines_open(&lines, reader, first, last)
 *		ax_lines_result(&lines)						if there is one
 *		while (ax_lines_next(&lines))
 *			... lines.cells, lines.n, ax_lines_place() ... lines.out ...
 *		ax_lines_close(&lines) or value = ax_lines_finish(&lines)
 *
 * Lines whose cells do not stand side by side are taken many at a time, so that
 * each line of the cache is read, and written, once.  Memory: all cells, dense,
 * and of the result, where it is not written over them; both count all cells
 * of the box.
 */
#ifndef AX_NDARRAY_LINES_H
#define AX_NDARRAY_LINES_H

#include "postgres.h"

#include "ndarray/cells.h"

typedef struct AxLines
{
	AxHead		head;			/* of the value */
	uint32		width;			/* bytes of a cell */
	uint64		length;			/* cells of a line */
	uint64		inner;			/* from one to the next */
	uint64		count;			/* lines */
	char	   *values;			/* owned; the value's cells */
	uint64_t   *present;		/* owned; NULL with valid if no cell is empty or NULL */
	uint64_t   *valid;			/* owned; with present */

	uint64		number;			/* of the line at hand, PG_UINT64_MAX before the first */
	char	   *cells;			/* its values, those of empty and NULL cells left out */
	uint64		n;				/* number of them */
	uint64		nulls;			/* NULL cells of it */
	void	   *out;			/* a slot for each cell of the line's result */

	AxKind		kind;			/* of the result, or NONE */
	uint32		out_width;		/* bytes of a cell of it */
	char	   *result;			/* owned; its cells: values or an array of its own */
	uint32	   *places;			/* owned; in the line, of the n values; unused without masks */
	char	   *block;			/* owned; lines gathered, NULL if they stand side by side */
	char	   *out_block;		/* owned; their results; block if that is written over */
	uint64		pitch;			/* cells from one line of a block to the next */
	uint64		block_lines;	/* lines of a block at most */
	uint64		block_first;	/* number of the first line in it */
	uint64		block_count;	/* lines in it */
} AxLines;

/*
 * Takes the lines along axes first .. last of the value, in the current
 * memory context, and closes the reader.  No axis (first > last) makes each cell a line.
 */
extern void ax_lines_open(AxLines *lines, AxReader *reader, int first, int last);

/*
 * There will be a result cell for cell as large as the value: of the value's
 * kind, written over its cells, or of any kind, apart from them.  Its empty and NULL
 * cells are those of the value, until ax_lines_sorted says otherwise.
 */
extern void ax_lines_result(AxLines *lines);
extern void ax_lines_result_apart(AxLines *lines, AxKind kind);

/* Moves on to the next line; false at the end. */
extern bool ax_lines_next(AxLines *lines);

/* The place in the line of value i of n. */
static inline uint64
ax_lines_place(const AxLines *lines, uint64 i)
{
	return lines->present != NULL ? lines->places[i] : i;
}

/* Says whether the cell at a place of the line is not empty. */
extern bool ax_lines_present(const AxLines *lines, uint64 place);

/*
 * Says that the first cells of the line's result are values, the next ones
 * NULL, the rest empty: as many as there are now, but nulls of them.
 */
extern void ax_lines_sorted(AxLines *lines, uint64 values, uint64 nulls);

/* Ends the result. */
extern struct varlena *ax_lines_finish(AxLines *lines);

#endif
