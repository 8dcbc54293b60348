/*
 * Slices of uncompressed TOASTed values, read page by page.
 *
 * PostgreSQL's own fetch steps its index and looks up a buffer for every
 * 1996 bytes.  The tuples of one value normally lie one after another, four to
 * a page, so here the next one is looked for behind the one before; each is
 * checked to be the tuple that the index would have led to, and where it is
 * not, the index is asked.
 */
#ifndef AX_PG_TOAST_H
#define AX_PG_TOAST_H

#include "postgres.h"

#include "storage/itemptr.h"
#include "utils/relcache.h"

/* A TOAST relation held open, and the place read last; all zero: closed. */
typedef struct AxToast
{
	MemoryContext context;		/* borrowed; set before the first fetch */
	Relation	heap;			/* open, or NULL */
	Relation   *indexes;		/* its indexes, all open; NULL: PostgreSQL's fetch is used */
	int			nindexes;
	int			valid_index;	/* the one to use */
	BlockNumber nblocks;		/* at least so many blocks */
	Oid			value;			/* read last, or InvalidOid */
	int32		chunk;			/* number of the tuple of it that was read last */
	ItemPointerData place;		/* where that lies */
	TransactionId xmin;			/* who wrote it, and so all of the value */
} AxToast;

/*
 * Fetches bytes [offset, offset + length) of the value to out, length > 0.
 * pointer is that of an uncompressed value on disk.  The VARHDRSZ bytes in
 * front of out may be overwritten.  XX001 where PostgreSQL's fetch raises it.
 */
extern void ax_pg_toast_fetch(AxToast *toast, const struct varatt_external *pointer,
							  uint32 offset, uint32 length, void *out);

/* Closes the relations. */
extern void ax_pg_toast_close(AxToast *toast);

#endif
