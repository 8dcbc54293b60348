/*
 * Schema text: what SciDB calls the schema of an array.
 *
 *	schema		<attribute, ...>[dimension, ...]	dimensions also apart by ;
 *	attribute	name: type [NOT NULL | NULL] [DEFAULT expression]
 *				[COMPRESSION 'codec']
 *	dimension	name							0 to *
 *				name = lower:upper [, chunk [, overlap]]
 *				name = lower:upper : overlap [: chunk]
 *
 * A bound may be *, which is unbounded, and a chunk length *, or missing: then
 * it is chosen.  Names fold as in SQL.
 */
#ifndef AX_STORE_SCHEMA_H
#define AX_STORE_SCHEMA_H

#include "postgres.h"

#include "nodes/nodes.h"

#include "format/kind.h"
#include "shape/grid.h"
#include "store/array.h"

/*
 * Arguments of chunk_ok that are not attributes, of the 100 that PostgreSQL
 * lets a function have; so an array has at most 98 attributes.
 */
#define AX_SCHEMA_MAX_ATTRIBUTES 98

typedef struct AxSchemaDimension
{
	char	   *name;			/* folded or as quoted */
	int64		lower;			/* -AX_COORD_MAX where unbounded */
	int64		upper;			/* AX_COORD_MAX where unbounded */
	int64		chunk;			/* length of a chunk, > 0 */
	int64		overlap;		/* as declared; not used */
} AxSchemaDimension;

typedef struct AxSchemaAttribute
{
	char	   *name;			/* folded or as quoted */
	Oid			type;			/* SQL type */
	int32		typmod;			/* of the SQL type */
	AxKind		kind;			/* element kind */
	bool		not_null;		/* declared NOT NULL */
	AxCodecId	codec;			/* none: chosen for each tile */
	Node	   *default_raw;	/* DEFAULT as the raw parser made it, or NULL */
} AxSchemaAttribute;

typedef struct AxSchema
{
	const char *text;			/* what was parsed, borrowed; NULL if nothing was */
	int			ndim;			/* number of dimensions, 1 .. AX_MAX_DIMS */
	AxSchemaDimension *dims;
	int			natts;			/* number of attributes, 1 .. AX_SCHEMA_MAX_ATTRIBUTES */
	AxSchemaAttribute *atts;
} AxSchema;

/*
 * Parses schema text, in the current memory context; chunk lengths are chosen
 * where they are not given.  42601 with the place in the text, 42704 for an
 * unknown type, 42701 for a name that stands twice, 54000 and 54011 for
 * limits.
 */
extern AxSchema *ax_schema_parse(const char *text);

/*
 * Looks up the type written in schema text: SciDB's names stand for
 * PostgreSQL's where no type of that name is visible, and the extension's own
 * types are found outside the search path too.  42704 and 0A000.
 */
extern void ax_schema_type(const char *text, Oid *type, int32 *typmod, AxKind *kind);

/*
 * The codec of that name for cells of a kind, none for 'auto'; 0A000 where
 * there is none of that name or it can never take such cells.
 */
extern AxCodecId ax_schema_codec(const char *name, AxKind kind);

/*
 * Chooses the chunk lengths that are zero, so that a chunk is near to square
 * and the widest of the attributes takes about 512 KB.  Bounds are checked.
 */
extern void ax_schema_choose_chunks(AxSchema *schema);

/* The chunk grid of a schema. */
extern void ax_schema_grid(const AxSchema *schema, AxGrid *grid);

/* The schema text of a stored array; it parses to the same array. */
extern char *ax_schema_print(const AxArray *array);

#endif
