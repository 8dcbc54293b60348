/*
 * A stored array as the catalogues describe it: the foreign table of cells
 * and the chunk table beneath it.
 *
 * The foreign table's options hold all metadata:
 *	table		chunks 'name'		the chunk table, bare, in the same schema
 *	dimension	dimension 'k' (from 1), lower, upper ('*' = unbounded),
 *				chunk, overlap (accepted and ignored)
 *	attribute	compression, unless codecs are chosen by the cells
 * A column without the option `dimension` is an attribute.  The chunk table
 * has the columns <dimension>_lo bigint, which are its primary key in this
 * order, `summary`, and one ndarray of the same name for each attribute.
 */
#ifndef AX_STORE_ARRAY_H
#define AX_STORE_ARRAY_H

#include "postgres.h"

#include "access/attnum.h"
#include "nodes/pg_list.h"
#include "nodes/parsenodes.h"

#include "codec/codec.h"
#include "format/kind.h"
#include "shape/grid.h"

#define AX_ARRAY_SERVER "array_server"
#define AX_ARRAY_FDW "array_fdw"

typedef struct AxDimension
{
	NameData	name;
	AttrNumber	attno;			/* column of the foreign table */
	AttrNumber	chunk_attno;	/* its <name>_lo in the chunk table */
	int64		overlap;		/* as declared; not used */
} AxDimension;

typedef struct AxAttribute
{
	NameData	name;
	AttrNumber	attno;			/* column of the foreign table */
	AttrNumber	chunk_attno;	/* column of the chunk table */
	Oid			type;			/* SQL type */
	int32		typmod;			/* of the SQL type */
	AxKind		kind;			/* element kind */
	bool		not_null;		/* declared NOT NULL */
	AxCodecId	codec;			/* of tiles that are written; none: the best for each */
} AxAttribute;

typedef struct AxArray
{
	Oid			relid;			/* foreign table */
	Oid			chunk_relid;	/* chunk table */
	Oid			chunk_index;	/* its primary key */
	Oid			owner;			/* of the foreign table */
	AxGrid		grid;			/* bounds and chunk lengths */
	int			ndim;			/* number of dimensions, >= 1 */
	int			natts;			/* number of attributes, >= 1 */
	AxDimension *dims;			/* in the order of the dimensions */
	AxAttribute *atts;			/* in column order */
	AttrNumber	summary_attno;	/* column `summary` of the chunk table */
} AxArray;

/*
 * What the catalogues say of an array, allocated in the current memory
 * context; it is read from them once and kept until they change.  Both tables
 * are locked with AccessShareLock until the end of the transaction.  42809
 * when the relation is not a stored array, 42P01 when its chunk table is
 * gone, 42P17 when the two do not fit each other.
 */
extern AxArray *ax_store_array(Oid relid);

/* The same read from the catalogues, whatever is kept. */
extern AxArray *ax_store_read_catalogues(Oid relid);

/* Says whether a relation is a foreign table of the extension's own FDW. */
extern bool ax_store_is_array(Oid relid);

/*
 * Checks that the owner of the array, in whose name the chunk table is read
 * and written, holds these rights on the chunk table (42501), and that the
 * chunk table has no row security (0A000).
 */
extern void ax_store_check_chunks(const AxArray *array, AclMode rights);

/* Checks that the current user holds these rights on the array: 42501. */
extern void ax_store_check_array(const AxArray *array, AclMode rights);

#endif
