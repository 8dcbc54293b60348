/* Results of functions over chunks as a stored array. */
#ifndef AX_PG_INTO_H
#define AX_PG_INTO_H

#include "pg/kept.h"

/*
 * Writes what is kept to the stored array of that name, which is made if it
 * is not there: with the dimensions' names of source if there are as many, and
 * its chunk lengths if results are of chunks and fit.  A result without a name
 * gets the function's.  Returns the array.
 */
extern Oid	ax_into(AxKept *kept, Oid source, const char *name, const char *function, bool chunks);

/* The stored array of that name, or InvalidOid. */
extern Oid	ax_into_target(const char *name);

/*
 * The kind of the array's attribute that a result of that name (NULL: without
 * one) goes to; NONE where it has none.
 */
extern AxKind ax_into_kind(Oid target, const char *name);

#endif
