/* Making stored arrays. */
#ifndef AX_STORE_CREATE_H
#define AX_STORE_CREATE_H

#include "postgres.h"

#include "nodes/primnodes.h"

#include "store/schema.h"

/*
 * Makes the foreign table and the chunk table of an array, with the rights
 * of the current user, and returns the foreign table.  `name` may leave the
 * schema open.  42P07 when one of the names is taken, 42622 when a name made
 * from one of them would be too long.
 */
extern Oid	ax_store_create(const RangeVar *name, const AxSchema *schema);

/* Splits the name of an array, written as in SQL. */
extern RangeVar *ax_store_name(const char *name);

/* Name of an array's chunk table; 42622 when it would be too long. */
extern char *ax_store_chunks_name(const char *array);

/* Column of a dimension in the chunk table; 42622 when it would be too long. */
extern char *ax_store_corner_name(const char *dimension);

/*
 * Writes the first argument of chunk_ok: what the check of a chunk table knows of
 * bounds, chunk lengths and kinds.
 */
extern char *ax_store_grid_text(const AxSchema *schema);

/*
 * A callback of ErrorContextCallback: moves the position of an error from the
 * user's query to the SQL text at fault, which is its argument.
 */
extern void ax_store_error_position(void *arg);

/*
 * Runs one utility command written in SQL as the current user, and makes its
 * work visible.  A carried command fires no event triggers.
 */
extern void ax_store_run(const char *sql, bool carried);

#endif
