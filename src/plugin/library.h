/* Plugin libraries: found in $libdir, opened once a process, checked. */
#ifndef AX_PLUGIN_LIBRARY_H
#define AX_PLUGIN_LIBRARY_H

#include "postgres.h"

#include "base/plugin_check.h"

typedef struct AxLibrary
{
	struct AxLibrary *next;
	char		name[NAMEDATALEN];
	const AxPlugin *plugin;		/* borrowed: lives in the library, which is never closed */
} AxLibrary;

/*
 * Opens a library by its bare name, if this process has not yet.  58P01 when
 * the file is missing, 42501 for a name that is a path, 42883 without an entry
 * point, 0A000 for another ABI; what ax_plugin_check says of registrations.
 */
extern const AxLibrary *ax_plugin_open(const char *name);

/* The registration of a kind with a signature; NULL when there is none. */
extern const AxRegistration *ax_plugin_find(const AxLibrary *library, AxRegistered what,
											const char *signature);

/* Path of a file of that name and ending in $libdir. */
extern char *ax_plugin_path(const char *name);

/* The host that plugins call. */
extern const AxHost ax_plugin_host;

#endif
