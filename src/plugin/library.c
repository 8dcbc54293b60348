/*
 * Plugin libraries: found in $libdir, opened once a process, checked.
 *
 * They are opened here and not by load_external_function, because they are
 * not modules of PostgreSQL: they have no magic block, need none of its
 * headers, and one binary serves every version of the server.
 */
#include "postgres.h"

#include <dlfcn.h>
#include <sys/stat.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "plugin/library.h"

static AxLibrary *libraries = NULL;

char *
ax_plugin_path(const char *name)
{
	return psprintf("%s/%s.so", pkglib_path, name);
}

static void
check_name(const char *name)
{
	if (strchr(name, '/') != NULL || strchr(name, '\\') != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("library name \"%s\" must not contain a slash", name),
				 errdetail("Plugins are loaded from the server's library folder only.")));
	if (name[0] == '\0' || name[0] == '.' || strlen(name) >= NAMEDATALEN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_NAME),
				 errmsg("invalid library name \"%s\"", name)));
}

/* Compares what the library was compiled with. */
static void
check_abi(const char *name, void *handle, const AxPlugin *plugin)
{
	static const char *const structs[] = {"AxValue", "AxCall", "AxHost", "AxColumn", "AxRoom",
	"AxChunk", "AxRegistration", "a pointer"};
	static const uint32 sizes[] = AX_PLUGIN_SIZES;

	if (plugin == NULL || plugin->magic != AX_PLUGIN_MAGIC)
	{
		dlclose(handle);
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("library \"%s\" is not a plugin of array_ext", name),
				 errdetail("Its function \"%s\" does not return a plugin.", AX_PLUGIN_ENTRY)));
	}
	if (plugin->abi != AX_PLUGIN_ABI)
	{
		unsigned	abi = plugin->abi;

		dlclose(handle);
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("library \"%s\" has plugin ABI version %u, but this array_ext has version %d",
						name, abi, AX_PLUGIN_ABI),
				 errhint("Compile the plugin again with the array_ext_plugin.h that is installed.")));
	}
	StaticAssertStmt(lengthof(structs) == lengthof(sizes) && lengthof(sizes) == lengthof(plugin->sizes),
					 "every size has a name");
	for (int i = 0; i < lengthof(sizes); i++)
		if (plugin->sizes[i] != sizes[i])
		{
			unsigned	size = plugin->sizes[i];

			dlclose(handle);
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("library \"%s\" was compiled with other structs than this array_ext", name),
					 errdetail("%s has %u bytes in the library and %u in array_ext, both of plugin ABI version %d.",
							   structs[i], size, sizes[i], AX_PLUGIN_ABI),
					 errhint("Compile the plugin again with the array_ext_plugin.h that is installed.")));
		}
}

static void
check_registrations(const char *name, void *handle, const AxPlugin *plugin)
{
	char		message[1024];
	const char *state = NULL;

	if (plugin->name == NULL || strcmp(plugin->name, name) != 0)
	{
		char	   *other = pstrdup(plugin->name != NULL ? plugin->name : "");

		dlclose(handle);
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_OBJECT_DEFINITION),
				 errmsg("library \"%s\" says that it is plugin \"%s\"", name, other),
				 errhint("The name in AX_PLUGIN must be that of the file.")));
	}
	state = ax_plugin_check(plugin, message, sizeof(message));
	if (state != NULL)
	{
		int			code = MAKE_SQLSTATE(state[0], state[1], state[2], state[3], state[4]);

		dlclose(handle);
		ereport(ERROR,
				(errcode(code),
				 errmsg("library \"%s\" cannot be used: %s", name, message)));
	}
}

const AxLibrary *
ax_plugin_open(const char *name)
{
	AxLibrary  *library;
	struct stat st;
	char	   *path;
	void	   *handle;
	AxPluginEntry entry;
	AxPlugin   *plugin;

	for (library = libraries; library != NULL; library = library->next)
		if (strcmp(library->name, name) == 0)
			return library;
	check_name(name);
	path = ax_plugin_path(name);
	if (stat(path, &st) != 0)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not access plugin library \"%s\": %m", name),
				 errhint("Run \"make install\" in the plugin's folder on this server.")));
	handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (handle == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_SYSTEM_ERROR),
				 errmsg("could not load plugin library \"%s\": %s", name, dlerror())));
	entry = (AxPluginEntry) dlsym(handle, AX_PLUGIN_ENTRY);
	if (entry == NULL)
	{
		dlclose(handle);
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("library \"%s\" has no function \"%s\"", name, AX_PLUGIN_ENTRY),
				 errhint("A plugin has AX_PLUGIN(%s, version, comment) in one of its files.", name)));
	}
	plugin = entry();
	check_abi(name, handle, plugin);
	check_registrations(name, handle, plugin);
	plugin->host = &ax_plugin_host;
	library = MemoryContextAllocZero(TopMemoryContext, sizeof(AxLibrary));
	strlcpy(library->name, name, NAMEDATALEN);
	library->plugin = plugin;
	library->next = libraries;
	libraries = library;
	return library;
}

const AxRegistration *
ax_plugin_find(const AxLibrary *library, AxRegistered what, const char *signature)
{
	char		own[1024];

	for (const AxRegistration *r = library->plugin->first; r != NULL; r = r->next)
	{
		if (r->what != (int32_t) what)
			continue;
		ax_plugin_signature(library->plugin, r, own, sizeof(own));
		if (strcmp(own, signature) == 0)
			return r;
	}
	return NULL;
}
