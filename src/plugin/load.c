/*
 * load_library and unload_library: CREATE EXTENSION and DROP EXTENSION of a
 * plugin, for superusers and for roles that may execute them.
 *
 * Both run as the owner of array_ext, so nothing of the caller's may decide
 * what runs: the name is that of a file in the server's own folders, the
 * objects go to the schema of array_ext, the search_path is fixed.
 */
#include "postgres.h"

#include <sys/stat.h>

#include "catalog/pg_type.h"
#include "commands/extension.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "pg/kind.h"
#include "plugin/library.h"

PG_FUNCTION_INFO_V1(load_library);
PG_FUNCTION_INFO_V1(unload_library);

/* What users of SciDB load and array_ext has built in. */
static const char *const built_in[] = {"rational", "complex", "point", "point2d"};

/* 'more_math' of 'more_math', 'more_math.so' and 'libmore_math.so'. */
static char *
bare_name(const char *given)
{
	char	   *name = pstrdup(given);
	Size		length = strlen(name);

	if (strchr(name, '/') != NULL)
		return name;			/* refused as it is */
	if (length > 3 && strcmp(name + length - 3, ".so") == 0)
	{
		name[length - 3] = '\0';
		if (strncmp(name, "lib", 3) == 0)
			name += 3;
	}
	return name;
}

static void
check_control(const char *name)
{
	char		share[MAXPGPATH];
	struct stat st;

	get_share_path(my_exec_path, share);
	if (stat(psprintf("%s/extension/%s.control", share, name), &st) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not access the control file of plugin \"%s\": %m", name),
				 errhint("Run \"make install\" in the plugin's folder on this server.")));
}

static void
run(const char *command)
{
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	if (SPI_execute(command, false, 0) != SPI_OK_UTILITY)
		elog(ERROR, "could not execute \"%s\"", command);
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
}

Datum
load_library(PG_FUNCTION_ARGS)
{
	const char *given = text_to_cstring(PG_GETARG_TEXT_PP(0));
	char	   *name = bare_name(given);

	for (int i = 0; i < lengthof(built_in); i++)
		if (strcmp(built_in[i], name) == 0)
		{
			ereport(NOTICE,
					(errmsg("library \"%s\" is built into array_ext, skipping", given)));
			PG_RETURN_VOID();
		}
	if (strchr(name, '/') == NULL && OidIsValid(get_extension_oid(name, true)))
		ereport(ERROR,
				(errcode(ERRCODE_DUPLICATE_OBJECT),
				 errmsg("library \"%s\" is already loaded", name)));
	/* errors of the library first: they say more than those of a script */
	(void) ax_plugin_open(name);
	check_control(name);
	run(psprintf("CREATE EXTENSION %s SCHEMA %s", quote_identifier(name),
				 quote_identifier(get_namespace_name(ax_pg_schema()))));
	PG_RETURN_VOID();
}

/* Says whether an extension is a plugin, by the language of its functions. */
static bool
is_plugin(Oid extension)
{
	Oid			types[1] = {OIDOID};
	Datum		values[1] = {ObjectIdGetDatum(extension)};
	bool		found;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "could not connect to SPI");
	if (SPI_execute_with_args("SELECT FROM pg_catalog.pg_depend d"
							  " JOIN pg_catalog.pg_proc p ON p.oid = d.objid"
							  " JOIN pg_catalog.pg_language l ON l.oid = p.prolang"
							  " WHERE d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass"
							  " AND d.refobjid = $1 AND d.deptype = 'e'"
							  " AND d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass"
							  " AND l.lanname = 'array_plugin' LIMIT 1",
							  1, types, values, NULL, true, 1) != SPI_OK_SELECT)
		elog(ERROR, "could not look at the functions of an extension");
	found = SPI_processed > 0;
	if (SPI_finish() != SPI_OK_FINISH)
		elog(ERROR, "could not finish SPI");
	return found;
}

Datum
unload_library(PG_FUNCTION_ARGS)
{
	char	   *name = bare_name(text_to_cstring(PG_GETARG_TEXT_PP(0)));
	Oid			extension = get_extension_oid(name, true);

	if (!OidIsValid(extension))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("library \"%s\" is not loaded", name)));
	if (!is_plugin(extension))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("extension \"%s\" is not a plugin of array_ext", name)));
	run(psprintf("DROP EXTENSION %s", quote_identifier(name)));
	PG_RETURN_VOID();
}
