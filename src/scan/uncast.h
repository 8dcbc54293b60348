/* Casts that the rows of an INSERT need not have made for them. */
#ifndef AX_SCAN_UNCAST_H
#define AX_SCAN_UNCAST_H

#include "postgres.h"

#include "nodes/plannodes.h"

/*
 * Takes casts of smallint and integer to bigint off the columns that a plan
 * puts out, where nothing but the reader of its rows sees them.  Returns an
 * OidList: of each column the type that it now has in place of bigint, or
 * InvalidOid; NIL when no cast was taken off.
 */
extern List *ax_uncast_plan(Plan *plan);

#endif
