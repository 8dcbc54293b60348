/* Scripts: only what really lies in a folder of array_ext.python_path runs. */
#include "array_py.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "utils/builtins.h"
#include "utils/guc.h"

static void
leads_out(const char *script)
{
	ereport(ERROR,
			(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
			 errmsg("script \"%s\" is not in a folder of array_ext.python_path", script),
			 errhint("Only a superuser can add folders; links and \"..\" do not lead out of them.")));
}

static void
not_there(const char *script)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_FILE),
			 errmsg("script \"%s\" does not exist in array_ext.python_path", script)));
}

/* Says whether a path climbs above where it begins. */
static bool
climbs(const char *path)
{
	int			depth = 0;

	while (*path != '\0')
	{
		Size		n = strcspn(path, "/");

		if (n == 2 && strncmp(path, "..", 2) == 0)
			depth--;
		else if (n > 0 && !(n == 1 && *path == '.'))
			depth++;
		if (depth < 0)
			return true;
		path += n;
		path += strspn(path, "/");
	}
	return false;
}

/* Says whether a real path lies beneath a folder's real path. */
static bool
beneath(const char *path, const char *folder)
{
	Size		n = strlen(folder);

	/* the root folder ends with the slash itself */
	if (strncmp(path, folder, n) != 0)
		return false;
	return folder[n - 1] == '/' ? path[n] != '\0' : path[n] == '/';
}

/* A regular file: opening anything else might wait, or do something. */
static char *
checked(const char *script, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read script \"%s\": %m", script)));
	if (!S_ISREG(st.st_mode))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("script \"%s\" is not a regular file", script)));
	if (access(path, R_OK) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read script \"%s\": %m", script)));
	return pstrdup(path);
}

char *
ax_py_script(const char *script)
{
	char		folder[PATH_MAX];
	char		real[PATH_MAX];
	char	   *list = pstrdup(GetConfigOption("array_ext.python_path", false, false));
	bool		out = false;		/* it is there, but elsewhere */
	bool		inside = script[0] != '/';	/* if it were there it would be in a folder */
	char	   *state;

	if (list[0] == '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("script \"%s\" cannot run, because array_ext.python_path is empty", script),
				 errhint("A superuser sets it to the folders that scripts are in.")));
	if (script[0] == '\0')
		not_there(script);
	if (script[0] != '/' && climbs(script))
		leads_out(script);
	for (char *entry = strtok_r(list, ":", &state); entry != NULL; entry = strtok_r(NULL, ":", &state))
	{
		char	   *path = script[0] == '/' ? pstrdup(script) : psprintf("%s/%s", entry, script);

		if (realpath(entry, folder) == NULL)
			continue;
		if (realpath(path, real) == NULL)
		{
			if (script[0] == '/')
				inside = inside || (strstr(script, "/..") == NULL &&
									(beneath(script, entry) || beneath(script, folder)));
			else if (errno == EACCES)
				ereport(ERROR,
						(errcode_for_file_access(),
						 errmsg("could not read script \"%s\": %m", script)));
			continue;
		}
		if (beneath(real, folder))
			return checked(script, real);
		out = true;
		if (script[0] != '/')
			break;				/* a link that leads out hides no script in later folders */
	}
	/* of what is outside not even its absence is said */
	if (out || !inside)
		leads_out(script);
	not_there(script);
	return NULL;
}
