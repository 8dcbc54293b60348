/*
 * What the host and the generator of a plugin's SQL both know of plugins: the
 * names of types, and whether registrations make sense.
 */
#ifndef AX_BASE_PLUGIN_CHECK_H
#define AX_BASE_PLUGIN_CHECK_H

#include "base/array_ext_plugin.h"

#define AX_PLUGIN_NAME 63		/* longest name of anything, in bytes */
#define AX_PLUGIN_TYPE_BYTES 32767	/* most bytes of a registered type */

/* How a type's values come to a plugin. */
typedef struct AxPluginType
{
	const char *name;			/* PostgreSQL's, short: int8, float8, text, int8[] */
	int32_t		tag;			/* AxTag */
	int32_t		width;			/* bytes of a value; -1 where they vary */
	bool		registered;		/* by the plugin itself */
} AxPluginType;

/* Finds a type by any of its names; false when the plugin cannot know it. */
extern bool ax_plugin_type(const AxPlugin *plugin, const char *name, AxPluginType *type);

/* Says whether a type is an element kind of ndarrays. */
extern bool ax_plugin_is_kind(const AxPluginType *type);

/*
 * Writes 'name(int8,text)' with PostgreSQL's names of types, the form in which
 * SQL functions name registrations; of a converter target(source).
 */
extern void ax_plugin_signature(const AxPlugin *plugin, const AxRegistration *r,
								char *out, size_t size);

/* Says whether two registrations have the same name and argument types. */
extern bool ax_plugin_same(const AxPlugin *plugin, const AxRegistration *a,
						   const AxRegistration *b);

/*
 * Checks all registrations.  Returns NULL, or the SQLSTATE of what is wrong
 * with its text in message.
 */
extern const char *ax_plugin_check(const AxPlugin *plugin, char *message, size_t size);

#endif
