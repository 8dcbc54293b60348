/*
 * Changes to cells of a value, in ascending order of the cells' numbers.
 *
 *		ax_nd_edit_begin(&edit, reader)
 *		at = ax_nd_edit_at(&edit, number) and ax_nd_edit_set(&edit, at, ...)
 *		ax_nd_edit_finish(&edit)
 *
 * Tiles that no change falls into are copied as they are stored.
 */
#ifndef AX_NDARRAY_EDIT_H
#define AX_NDARRAY_EDIT_H

#include "postgres.h"

#include "ndarray/cells.h"

typedef struct AxEdit
{
	AxCursor	cursor;			/* over the old value; the tile being changed */
	AxBuild		build;			/* of the new one */
	uint32		width;			/* bytes of a cell */
} AxEdit;

/* Begins the new value, in the current context; the reader stays open. */
extern void ax_nd_edit_begin(AxEdit *edit, AxReader *reader);

/* Decodes the tile that holds the cell of that number; returns its place there. */
extern uint32 ax_nd_edit_at(AxEdit *edit, uint64 number);

/* Sets the cell at that place of the tile: to a value or, with NULL, to NULL. */
static inline void
ax_nd_edit_set(AxEdit *edit, uint32 at, const void *cell)
{
	ax_mask_set(edit->cursor.present, at);
	if (cell == NULL)
	{
		ax_mask_clear(edit->cursor.valid, at);
		return;
	}
	ax_mask_set(edit->cursor.valid, at);
	memcpy(edit->cursor.values + (Size) at * edit->width, cell, edit->width);
}

/* Empties the cell at that place of the tile. */
static inline void
ax_nd_edit_clear(AxEdit *edit, uint32 at)
{
	ax_mask_clear(edit->cursor.present, at);
	ax_mask_clear(edit->cursor.valid, at);
}

/* Ends the new value; what is left of the old one is copied. */
extern struct varlena *ax_nd_edit_finish(AxEdit *edit);

/*
 * The same cells, in the same order, under another head, whose kind is the
 * same and whose box has as many cells.  No tile is decoded.
 */
extern struct varlena *ax_nd_rehead(AxReader *reader, const AxHead *to);

#endif
