/* ndarray(kind) and ndarray(kind, dimensions). */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/typmod.h"

PG_FUNCTION_INFO_V1(ndarray_typmod_in);
PG_FUNCTION_INFO_V1(ndarray_typmod_out);
PG_FUNCTION_INFO_V1(ndarray);

/* Types of pg_catalog by name; stored in catalogues, so the order never changes. */
static const char *const by_name[] = {
	"text", "varchar", "bpchar", "bytea", "numeric", "json", "jsonb", "xml", "uuid", "name",
	"inet", "cidr", "macaddr", "macaddr8", "time", "timetz", "interval", "money", "bit", "varbit",
	"tsvector", "tsquery", "jsonpath", "path", "polygon", "box", "lseg", "line", "circle", "point"
};

#define BY_NAME 128				/* the number of the first */

AxKind
ax_nd_typmod_kind(int32 typmod)
{
	int			number = typmod & 0xff;

	if (typmod < 0)
		return AX_KIND_NONE;
	if (number >= BY_NAME && number - BY_NAME < lengthof(by_name))
	{
		const char *end;

		return ax_pg_kind_parse(by_name[number - BY_NAME], &end);
	}
	return number < AX_KIND_END ? (AxKind) number : AX_KIND_NONE;
}

int32
ax_nd_typmod(AxKind kind)
{
	const AxNamedType *type;

	if (!ax_kind_is_named(kind))
		return kind;
	type = ax_named_type(kind);
	for (int i = 0; i < lengthof(by_name) && strcmp(type->schema, "pg_catalog") == 0; i++)
		if (strcmp(by_name[i], type->type) == 0)
			return BY_NAME + i;
	return -1;
}

Datum
ndarray_typmod_in(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	Datum	   *elements;
	int			n;
	int32		typmod;
	AxKind		kind;

	if (ARR_ELEMTYPE(array) != CSTRINGOID || array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_ELEMENT_ERROR),
				 errmsg("typmod array must be type cstring[] without nulls")));
	deconstruct_array(array, CSTRINGOID, -2, false, TYPALIGN_CHAR, &elements, NULL, &n);
	if (n < 1 || n > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid type modifier of ndarray"),
				 errhint("Write ndarray(kind) or ndarray(kind, dimensions).")));
	kind = ax_nd_kind_named(DatumGetCString(elements[0]));
	typmod = ax_nd_typmod(kind);
	if (typmod < 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("type %s cannot stand in the type modifier of ndarray", ax_kind_info(kind)->name),
				 errhint("Use ndarray without a modifier, and CHECK (nd_kind(...) = ...).")));
	if (n == 2)
	{
		int32		ndim = pg_strtoint32(DatumGetCString(elements[1]));

		if (ndim < 0 || ndim > AX_MAX_DIMS)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("number of dimensions %d of ndarray is out of range", ndim),
					 errdetail("It must be between 0 and %d.", AX_MAX_DIMS)));
		typmod |= (ndim + 1) << 8;
	}
	PG_RETURN_INT32(typmod);
}

/* Prints a typmod with its parentheses. */
static char *
typmod_text(int32 typmod)
{
	int			number = typmod & 0xff;
	const AxKindInfo *info = ax_kind_info(ax_nd_typmod_kind(typmod));
	const char *name;

	if (typmod < 0 || info == NULL)
		return pstrdup("");
	name = number >= BY_NAME ? by_name[number - BY_NAME] : info->name;
	if (typmod >> 8 == 0)
		return psprintf("(%s)", name);
	return psprintf("(%s,%d)", name, (typmod >> 8) - 1);
}

Datum
ndarray_typmod_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(typmod_text(PG_GETARG_INT32(0)));
}

void
ax_nd_check_typmod(const AxHead *head, int32 typmod)
{
	if (typmod < 0)
		return;
	if (head->kind == ax_nd_typmod_kind(typmod) &&
		(typmod >> 8 == 0 || head->box.ndim == (typmod >> 8) - 1))
		return;
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("value does not fit type ndarray%s", typmod_text(typmod)),
			 errdetail("The value has kind %s and %d dimensions.",
					   ax_kind_info(head->kind)->name, head->box.ndim)));
}

/* The cast that checks a typmod: reads the head, gives back the same Datum. */
Datum
ndarray(PG_FUNCTION_ARGS)
{
	Datum		value = PG_GETARG_DATUM(0);
	int32		typmod = PG_GETARG_INT32(1);

	if (typmod >= 0)
	{
		AxReader   *reader = ax_nd_open(value);

		ax_nd_check_typmod(&reader->head, typmod);
		ax_pg_close(reader);
	}
	PG_RETURN_DATUM(value);
}
