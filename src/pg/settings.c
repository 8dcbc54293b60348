/* Settings that belong to no other folder. */
#include "postgres.h"

#include "utils/guc.h"

#include "pg/settings.h"

/*
 * Read by array_ext_plpython3u, by name.  Defined here, because the prefix is
 * reserved for what the main library defines, and because a placeholder, which
 * anybody may set, must not stand in for it.
 */
static char *python_path;

/* Folders are absolute: what a relative one means would change with the server's. */
static bool
check_python_path(char **value, void **extra, GucSource source)
{
	const char *at = *value;

	while (*at != '\0')
	{
		if (*at != '/')
		{
			GUC_check_errdetail("Folders must be absolute paths, separated by colons.");
			return false;
		}
		at += strcspn(at, ":");
		if (*at == ':' && *++at == '\0')
		{
			GUC_check_errdetail("The list ends with a colon.");
			return false;
		}
	}
	return true;
}

void
ax_pg_init(void)
{
	DefineCustomStringVariable("array_ext.python_path",
							   "Folders that python_apply takes scripts from.",
							   "A list of absolute paths, separated by colons; when it is empty no script runs.",
							   &python_path,
							   "",
							   PGC_SUSET,
							   GUC_SUPERUSER_ONLY,
							   check_python_path, NULL, NULL);
}
