/*
 * Rows kept until the array that they are for can be made: coordinates and
 * cells, in memory up to work_mem and then in a temporary file.
 *
 * A row is coordinates, a cell for each attribute, padded to 8 bytes, and a
 * byte for each attribute that says NULL, padded to 8.  Cells of variable
 * length are pointers; in the file the values follow the row.
 */
#ifndef AX_STORE_ROWS_H
#define AX_STORE_ROWS_H

#include "postgres.h"

#include "format/kind.h"

typedef struct AxRows AxRows;

/* Makes an empty store in the current memory context; kinds are borrowed. */
extern AxRows *ax_rows_begin(int ndim, int natts, const AxKind *kinds);

extern void ax_rows_add(AxRows *rows, const int64 *coords, const Datum *values,
						const bool *nulls);

/* Goes back to the first row. */
extern void ax_rows_rewind(AxRows *rows);

/*
 * Reads the next row; false after the last.  Values that are passed by
 * reference last until the next call.
 */
extern bool ax_rows_next(AxRows *rows, int64 *coords, Datum *values, bool *nulls);

/* Closes the file; the memory goes with the context. */
extern void ax_rows_end(AxRows *rows);

#endif
