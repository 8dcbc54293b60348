/*
 * The text of an ndarray.
 *
 *		value	kind [ '[' axis { ',' axis } ']' ] body
 *		axis	[ name '=' ] lower ':' upper
 *		body	dense | sparse | '{base64:' bytes '}'
 *		dense	'{' cell-or-dense { ',' cell-or-dense } '}', nested once an axis
 *		sparse	'{' [ '(' int { ',' int } '):' cell { ',' ... } ] '}'
 *		cell	a value as its SQL type reads it, quoted or not; NULL; () = empty
 *
 * Spaces may stand between tokens.  A cell with one of ,{}()[]: must be quoted,
 * as complex and point2d are when they are printed.  '{}' leaves all cells empty, whatever the
 * bounds.  A name is an SQL identifier: without double quotes it folds to
 * lower case.
 */
#ifndef AX_NDARRAY_TEXT_H
#define AX_NDARRAY_TEXT_H

#include "postgres.h"

#include "pg/value.h"

/* Text longer than this has its body in base64: a dump must not outgrow a string. */
#define AX_TEXT_MAX (16 * 1024 * 1024)

/* Reads a value; 22P02, or the code of what does not fit. */
extern struct varlena *ax_nd_scan(const char *text);

/* Prints a value so that ax_nd_scan gives it back; palloc'd. */
extern char *ax_nd_print(struct varlena *value);

/* Prints kind and bounds, as the text begins. */
extern char *ax_nd_print_type(const AxHead *head);

/*
 * Reads the bytes of a value that came from outside: checks every cell and
 * builds the value anew, so that summaries are right.  `total` counts the
 * length word, whose 4 bytes stand in front; bytes are aligned to 8.  Damage
 * is reported with the given status.
 */
extern struct varlena *ax_nd_recode(const uint8 *bytes, Size total, AxStatus damage);

#endif
