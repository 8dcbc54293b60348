/*
 * array_fdw_validator: options of foreign tables and their columns, checked
 * when they are set.  What they say together is checked by ax_store_array.
 */
#include "postgres.h"

#include "access/reloptions.h"
#include "catalog/pg_attribute.h"
#include "catalog/pg_foreign_table.h"
#include "commands/defrem.h"
#include "fmgr.h"
#include "utils/builtins.h"

#include "codec/codec.h"
#include "shape/box.h"

PG_FUNCTION_INFO_V1(array_fdw_validator);

/* Options of a dimension's column; the value is a number or, perhaps, *. */
static const struct
{
	const char *name;
	int64		least;			/* smallest value */
	int64		greatest;		/* largest value */
	bool		star;			/* may be * */
}			column_options[] = {
	{"dimension", 1, AX_MAX_DIMS, false},
	{"lower", -AX_COORD_MAX, AX_COORD_MAX, true},
	{"upper", -AX_COORD_MAX, AX_COORD_MAX, true},
	{"chunk", 1, AX_COORD_MAX, false},
	{"overlap", 0, AX_COORD_MAX, false},
};

#define COLUMN_OPTIONS lengthof(column_options)
#define COLUMN_REQUIRED 4		/* the first ones, if there is any */

static void
invalid_name(const char *name, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_FDW_INVALID_OPTION_NAME),
			 errmsg("invalid option \"%s\"", name),
			 errhint("%s", hint)));
}

static void
missing(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_FDW_DYNAMIC_PARAMETER_VALUE_NEEDED),
			 errmsg("option \"%s\" is required", name),
			 errhint("Use create_array() to create an array.")));
}

static void
check_table(List *options)
{
	bool		seen = false;
	ListCell   *lc;

	foreach(lc, options)
	{
		DefElem    *def = lfirst_node(DefElem, lc);
		char	   *value;

		if (strcmp(def->defname, "chunks") != 0)
			invalid_name(def->defname, "A foreign table that is an array has the option chunks.");
		value = defGetString(def);
		if (value[0] == '\0' || strlen(value) >= NAMEDATALEN)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid value for option \"%s\": \"%s\"", "chunks", value),
					 errhint("It is the name of the chunk table, which lies in the schema of the array.")));
		seen = true;
	}
	if (!seen)
		missing("chunks");
}

/* The one option of an attribute. */
static void
check_attribute(List *options)
{
	char	   *value = defGetString(linitial_node(DefElem, options));

	if (strcmp(value, "auto") != 0 && ax_codec_by_name(value) <= AX_CODEC_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid value for option \"%s\": \"%s\"", "compression", value),
				 errhint("It is the name of a codec, as array_stats shows them, or auto.")));
}

static void
check_column(List *options)
{
	bool		seen[COLUMN_OPTIONS] = {false};
	int64		values[COLUMN_OPTIONS] = {0};
	ListCell   *lc;

	if (list_length(options) == 1 &&
		strcmp(linitial_node(DefElem, options)->defname, "compression") == 0)
	{
		check_attribute(options);
		return;
	}
	foreach(lc, options)
	{
		DefElem    *def = lfirst_node(DefElem, lc);
		char	   *value;
		char	   *end;
		int			i = 0;

		while (i < COLUMN_OPTIONS && strcmp(def->defname, column_options[i].name) != 0)
			i++;
		if (i == COLUMN_OPTIONS)
			invalid_name(def->defname,
						 "Valid options of a dimension are dimension, lower, upper, chunk, overlap; that of an attribute is compression.");
		value = defGetString(def);
		seen[i] = true;
		if (column_options[i].star && strcmp(value, "*") == 0)
		{
			values[i] = strcmp(def->defname, "lower") == 0 ? -AX_COORD_MAX : AX_COORD_MAX;
			continue;
		}
		errno = 0;
		values[i] = strtoll(value, &end, 10);
		if (errno != 0 || end == value || *end != '\0' ||
			values[i] < column_options[i].least || values[i] > column_options[i].greatest)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("invalid value for option \"%s\": \"%s\"", def->defname, value),
					 errdetail("The value must be a whole number from " INT64_FORMAT " to " INT64_FORMAT "%s.",
							   column_options[i].least, column_options[i].greatest,
							   column_options[i].star ? ", or *" : "")));
	}
	for (int i = 0; options != NIL && i < COLUMN_REQUIRED; i++)
		if (!seen[i])
			missing(column_options[i].name);
	if (options != NIL && values[2] < values[1])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("option \"%s\" must not be less than option \"%s\"", "upper", "lower")));
}

/* array_fdw_validator(options text[], catalog oid) returns void */
Datum
array_fdw_validator(PG_FUNCTION_ARGS)
{
	List	   *options = untransformRelOptions(PG_GETARG_DATUM(0));
	Oid			catalog = PG_GETARG_OID(1);

	if (catalog == ForeignTableRelationId)
		check_table(options);
	else if (catalog == AttributeRelationId)
		check_column(options);
	else if (options != NIL)
		invalid_name(linitial_node(DefElem, options)->defname,
					 "There are no options of this kind of object.");
	PG_RETURN_VOID();
}
