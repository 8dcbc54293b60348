/* One cell of an ndarray: to and from text, to other kinds, to a Datum. */
#ifndef AX_NDARRAY_ELEMENT_H
#define AX_NDARRAY_ELEMENT_H

#include "postgres.h"

#include "utils/datetime.h"

#include "pg/kind.h"

/* Enough for any printed cell and its closing zero byte. */
#define AX_ELEMENT_TEXT 64

/* Room for a cell of any kind, aligned for it. */
typedef union AxCell
{
	char		bytes[AX_WIDTH_MAX];
	int64		align;
} AxCell;

/* Reads a cell as the kind's own SQL type does, with that type's errors. */
extern void ax_nd_element_in(AxKind kind, const char *text, void *cell);

/*
 * Prints a cell shortest-exact; returns the length.  Not for dates,
 * timestamps and types by name.
 */
extern int	ax_nd_element_out(AxKind kind, const void *cell, char text[AX_ELEMENT_TEXT]);

/* Prints a cell of any kind to a palloc'd text. */
extern char *ax_nd_element_text(AxKind kind, const void *cell);

/* Prints a date or timestamp in ISO form, in UTC, whatever the settings are. */
extern void ax_nd_time_iso(AxKind kind, AxNumber number, char text[MAXDATELEN + 1]);

/* The kind of that name, or of the type schema.name; 22023 if there is none. */
extern AxKind ax_nd_kind_named(const char *name);

/*
 * Converts a cell as the SQL cast between the kinds does; 22003 when the
 * value does not fit, 42846 where SQL has no cast.
 */
extern void ax_nd_convert(AxKind from, const void *cell, AxKind to, void *out);

/*
 * The same where either kind is a type by name: by the SQL cast between the
 * types, its result in the current memory context.  False where there is no
 * cast, or one that depends on settings.
 */
extern bool ax_nd_convert_named(AxKind from, const void *cell, AxKind to, void *out);

/* Says whether there is such a cast. */
extern bool ax_nd_can_convert_named(AxKind from, AxKind to);

/* A cell converted to a kind, as a Datum in the current memory context. */
extern Datum ax_nd_datum(AxKind from, const void *cell, AxKind to);

#endif
