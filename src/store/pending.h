/*
 * Writers with cells pending: who has to flush when, and what happens to
 * them when a subtransaction ends.
 */
#ifndef AX_STORE_PENDING_H
#define AX_STORE_PENDING_H

#include "postgres.h"

#include "lib/ilist.h"
#include "nodes/execnodes.h"

#include "store/cellset.h"
#include "store/gather.h"
#include "store/writer.h"

struct AxWriter
{
	const AxArray *array;		/* borrowed */
	AxConflict	conflict;
	bool	   *written;		/* owned, by attribute; NULL: all */
	AxGather   *gather;			/* owned */
	AxCellSet  *seen;			/* owned or NULL; cells that must not come again */
	AxCellSet  *stored;			/* owned or NULL; cells that exist, by chunks looked at */
	bool		moves;			/* cells have moved; what is gathered is one set */

	/* private to pending.c */
	dlist_node	node;			/* of the list of all writers */
	bool		listed;
	MemoryContext context;		/* holds all of the writer */
	MemoryContextCallback gone; /* takes it off the list with its memory */
	EState	   *estate;			/* of its query, borrowed; or NULL */
	CommandId	command;		/* cells are as if written by this one */
	SubTransactionId subid;		/* that the writer lives in */
	SubTransactionId flushed;	/* subtransaction below that wrote all, or invalid */
};

/* Makes an empty writer and puts it on the list. */
extern AxWriter *ax_pending_add(const AxArray *array);

/* Takes it off the list and frees it, with all its cells. */
extern void ax_pending_drop(AxWriter *writer);

/* Takes the current chunk in hand, as ax_flush_claim, without flushing. */
extern void ax_pending_claim(AxWriter *writer);

/* Installs hooks and callbacks. */
extern void ax_pending_init(void);

#endif
