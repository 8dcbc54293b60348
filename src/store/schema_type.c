/* Types and chunk lengths of schema text. */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "lib/stringinfo.h"
#include "nodes/makefuncs.h"
#include "parser/parse_type.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "pg/kind.h"
#include "store/schema.h"

/* What SciDB calls its types, where PostgreSQL has no type of that name. */
static const struct
{
	const char *scidb;
	Oid			type;
}			aliases[] = {
	{"int16", INT2OID},
	{"int32", INT4OID},
	{"int64", INT8OID},
	{"double", FLOAT8OID},
	{"string", TEXTOID},
	{"datetime", TIMESTAMPOID},
	{"datetimetz", TIMESTAMPTZOID},
};

/* What SciDB calls otherwise. */
static void
note_difference(const char *text)
{
	if (pg_strcasecmp(text, "int8") == 0)
		ereport(NOTICE,
				(errmsg("type int8 has 8 bytes, as everywhere in PostgreSQL"),
				 errhint("SciDB's int8 has one byte; int2 is the smallest integer type here.")));
	else if (pg_strcasecmp(text, "float") == 0)
		ereport(NOTICE,
				(errmsg("type float is float8, as everywhere in PostgreSQL"),
				 errhint("SciDB's float is float4.")));
}

static bool
lookup_bare(const char *name, Oid *type)
{
	AxKind		kind = ax_kind_by_name(name);

	for (int i = 0; i < lengthof(aliases); i++)
		if (strcmp(name, aliases[i].scidb) == 0)
		{
			*type = aliases[i].type;
			return true;
		}
	if (kind == AX_KIND_NONE)
		return false;
	*type = ax_pg_kind_type(kind);
	return true;
}

void
ax_schema_type(const char *text, Oid *type, int32 *typmod, AxKind *kind)
{
	TypeName   *name = typeStringToTypeName(text);
	HeapTuple	tuple = LookupTypeName(NULL, name, typmod, true);

	if (HeapTupleIsValid(tuple))
	{
		Form_pg_type form = (Form_pg_type) GETSTRUCT(tuple);
		bool		defined = form->typisdefined;

		*type = form->oid;
		ReleaseSysCache(tuple);
		if (!defined)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("type \"%s\" is only a shell", text)));
		note_difference(text);
	}
	else
	{
		*typmod = -1;
		if (list_length(name->names) != 1 || name->arrayBounds != NIL || name->typmods != NIL ||
			!lookup_bare(strVal(linitial(name->names)), type))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_OBJECT),
					 errmsg("type \"%s\" does not exist", text),
					 errhint("Types of attributes are %s.", AX_PG_KINDS)));
	}
	*kind = ax_pg_kind_required(*type);
}

/*
 * Cells that a chunk may have: 512 KB of the widest attribute, 256 K cells at
 * most.  Where the width varies it is guessed as the planner guesses it.
 */
static uint64
target_cells(const AxSchema *schema)
{
	uint32		width = 1;

	for (int a = 0; a < schema->natts; a++)
		width = Max(width, ax_kind_is_variable(schema->atts[a].kind) ?
					(uint32) Max(get_typavgwidth(schema->atts[a].type, schema->atts[a].typmod), 1) :
					ax_kind_info(schema->atts[a].kind)->width);
	return Min(512 * 1024 / width, 256 * 1024);
}

/* The k-th root of a number of cells, rounded down. */
static int64
root(uint64 cells, int k)
{
	/* a little more, so that 64 cells have the cube root 4 and not 3.99 */
	return Max((int64) floor(pow((double) cells, 1.0 / k) + 1e-9), 1);
}

void
ax_schema_choose_chunks(AxSchema *schema)
{
	uint64		left = target_cells(schema);
	int			missing = 0;

	for (int d = 0; d < schema->ndim; d++)
	{
		AxSchemaDimension *dim = &schema->dims[d];
		int64		extent = dim->upper - dim->lower + 1;

		if (dim->chunk == 0)
			missing++;
		else
			left = Max(left / (uint64) Min(dim->chunk, extent), 1);
	}
	/* shortest dimension first: what it does not need goes to the others */
	for (; missing > 0; missing--)
	{
		AxSchemaDimension *shortest = NULL;
		int64		extent = 0;
		int64		length = root(left, missing);

		for (int d = 0; d < schema->ndim; d++)
		{
			AxSchemaDimension *dim = &schema->dims[d];

			if (dim->chunk == 0 &&
				(shortest == NULL || dim->upper - dim->lower + 1 < extent))
			{
				shortest = dim;
				extent = dim->upper - dim->lower + 1;
			}
		}
		/* chunks of one length, rather than a thin one at the end */
		if (extent <= length)
			length = extent;
		else if (shortest->lower != -AX_COORD_MAX && shortest->upper != AX_COORD_MAX)
		{
			int64		chunks = (extent - 1) / length + 1;

			length = (extent - 1) / chunks + 1;
		}
		shortest->chunk = length;
		left = Max(left / (uint64) length, 1);
	}
}

void
ax_schema_grid(const AxSchema *schema, AxGrid *grid)
{
	memset(grid, 0, sizeof(*grid));
	grid->bounds.ndim = schema->ndim;
	for (int d = 0; d < schema->ndim; d++)
	{
		grid->bounds.lower[d] = schema->dims[d].lower;
		grid->bounds.upper[d] = schema->dims[d].upper;
		grid->chunk[d] = schema->dims[d].chunk;
	}
}

AxCodecId
ax_schema_codec(const char *name, AxKind kind)
{
	int			codec = ax_codec_by_name(name);
	StringInfoData names;

	if (strcmp(name, "auto") == 0)
		return AX_CODEC_NONE;
	if (ax_codec_serves(codec, kind))
		return (AxCodecId) codec;
	initStringInfo(&names);
	for (int c = 0; c < AX_CODEC_END; c++)
		if (ax_codec_serves(c, kind))
			appendStringInfo(&names, ", %s", ax_codec(c)->name);
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 codec > AX_CODEC_NONE ?
			 errmsg("compression \"%s\" cannot take cells of type %s", name, ax_kind_info(kind)->name) :
			 errmsg("compression \"%s\" is not supported", name),
			 errhint("Cells of type %s can have auto%s; auto chooses for each tile by its values.",
					 ax_kind_info(kind)->name, names.data)));
}
