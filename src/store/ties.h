/*
 * The ties between the foreign table of a stored array and its chunk table.
 *
 * An INTERNAL dependency of the chunk table on the foreign table makes DROP
 * take both, and refuse the chunk table alone.  It is only made where both
 * have the same owner, in the same schema, and their columns fit; whoever
 * holds it is the chunk table of that array, under whatever name.
 *
 * A chunk table that loses its primary key is no longer tied, and is tied
 * again when it gets one: pg_dump --clean drops the key first, then the chunk
 * table, then the array.
 */
#ifndef AX_STORE_TIES_H
#define AX_STORE_TIES_H

#include "postgres.h"

#include "access/attnum.h"

/* The array that a chunk table is tied to; InvalidOid if it is none. */
extern Oid	ax_ties_array(Oid chunk_relid);

/* The chunk table that is tied to an array; InvalidOid if there is none. */
extern Oid	ax_ties_chunks(Oid array_relid);

/* The table that the array's option names, in its schema; InvalidOid if none. */
extern Oid	ax_ties_named(Oid array_relid);

/* Owner of a relation. */
extern Oid	ax_ties_owner(Oid relid);

/*
 * An array whose option names this table, in its schema, and which fits it;
 * InvalidOid if none.  Anybody may name the table in a foreign table of his.
 */
extern Oid	ax_ties_naming(Oid chunk_relid);

/* Says whether a column of an array is a dimension. */
extern bool ax_ties_dimension(Oid array_relid, AttrNumber attno);

/* Says whether a table has a primary key. */
extern bool ax_ties_has_key(Oid chunk_relid);

/*
 * Says whether name, schema, owner and columns of a chunk table fit the
 * array, and it has a primary key.
 */
extern bool ax_ties_fit(Oid array_relid, Oid chunk_relid);

/*
 * Ties an array to the table that its option names, if they fit and neither
 * is tied yet.  Returns whether it has made a tie.
 */
extern bool ax_ties_link(Oid array_relid);

/* Removes the tie of an array and its chunk table. */
extern void ax_ties_unlink(Oid array_relid, Oid chunk_relid);

#endif
