/* Names of types of plugins, and whether registrations make sense. */
#include <stdio.h>

#include "base/plugin_check.h"

typedef struct TypeName
{
	const char *alias;			/* as a plugin may write it */
	AxPluginType type;
	bool		kind;			/* an element kind of ndarrays */
} TypeName;

#define SCALAR(alias, name, tag, width, kind) {alias, {name, tag, width, false}, kind}
#define VARYING(alias, name) {alias, {name, AX_DATA, -1, false}, false}

static const TypeName types[] = {
	SCALAR("bool", "bool", AX_BOOL, 1, true),
	SCALAR("int2", "int2", AX_INT16, 2, true),
	SCALAR("int16", "int2", AX_INT16, 2, true),
	SCALAR("smallint", "int2", AX_INT16, 2, true),
	SCALAR("int4", "int4", AX_INT32, 4, true),
	SCALAR("int32", "int4", AX_INT32, 4, true),
	SCALAR("integer", "int4", AX_INT32, 4, true),
	SCALAR("int8", "int8", AX_INT64, 8, true),
	SCALAR("int64", "int8", AX_INT64, 8, true),
	SCALAR("bigint", "int8", AX_INT64, 8, true),
	SCALAR("float4", "float4", AX_FLOAT, 4, true),
	SCALAR("float", "float4", AX_FLOAT, 4, true),
	SCALAR("real", "float4", AX_FLOAT, 4, true),
	SCALAR("float8", "float8", AX_DOUBLE, 8, true),
	SCALAR("double", "float8", AX_DOUBLE, 8, true),
	SCALAR("date", "date", AX_INT32, 4, false),
	SCALAR("timestamp", "timestamp", AX_INT64, 8, false),
	SCALAR("datetime", "timestamp", AX_INT64, 8, false),
	SCALAR("timestamptz", "timestamptz", AX_INT64, 8, false),
	SCALAR("datetimetz", "timestamptz", AX_INT64, 8, false),
	SCALAR("rational", "rational", AX_DATA, 16, true),
	SCALAR("complex", "complex", AX_DATA, 16, true),
	SCALAR("point2d", "point2d", AX_DATA, 16, true),
	VARYING("text", "text"),
	VARYING("string", "text"),
	VARYING("bytea", "bytea"),
	VARYING("binary", "bytea"),
	VARYING("int2[]", "int2[]"),
	VARYING("int16[]", "int2[]"),
	VARYING("int4[]", "int4[]"),
	VARYING("int32[]", "int4[]"),
	VARYING("int8[]", "int8[]"),
	VARYING("int64[]", "int8[]"),
	VARYING("float4[]", "float4[]"),
	VARYING("float[]", "float4[]"),
	VARYING("float8[]", "float8[]"),
	VARYING("double[]", "float8[]"),
};

#define NTYPES (sizeof(types) / sizeof(types[0]))

bool
ax_plugin_type(const AxPlugin *plugin, const char *name, AxPluginType *type)
{
	if (name == NULL)
		return false;
	for (size_t i = 0; i < NTYPES; i++)
		if (strcmp(types[i].alias, name) == 0)
		{
			*type = types[i].type;
			return true;
		}
	for (const AxRegistration *r = plugin->first; r != NULL; r = r->next)
		if (r->what == AX_REGISTERED_TYPE && strcmp(r->name, name) == 0)
		{
			type->name = r->name;
			type->tag = AX_DATA;
			type->width = (int32_t) r->bytes;
			type->registered = true;
			return true;
		}
	return false;
}

bool
ax_plugin_is_kind(const AxPluginType *type)
{
	for (size_t i = 0; i < NTYPES; i++)
		if (strcmp(types[i].type.name, type->name) == 0)
			return types[i].kind;
	return false;
}

static const char *
canonical(const AxPlugin *plugin, const char *name)
{
	AxPluginType type;

	return ax_plugin_type(plugin, name, &type) ? type.name : name;
}

void
ax_plugin_signature(const AxPlugin *plugin, const AxRegistration *r, char *out, size_t size)
{
	size_t		used = (size_t) snprintf(out, size, "%s(", canonical(plugin, r->name));

	for (int i = 1; i <= r->nargs && used < size; i++)
		used += (size_t) snprintf(out + used, size - used, "%s%s", i > 1 ? "," : "",
								  canonical(plugin, r->args[i]));
	if (used < size)
		(void) snprintf(out + used, size - used, ")");
}

bool
ax_plugin_same(const AxPlugin *plugin, const AxRegistration *a, const AxRegistration *b)
{
	if (strcmp(canonical(plugin, a->name), canonical(plugin, b->name)) != 0 || a->nargs != b->nargs)
		return false;
	for (int i = 1; i <= a->nargs; i++)
		if (strcmp(canonical(plugin, a->args[i]), canonical(plugin, b->args[i])) != 0)
			return false;
	return true;
}

/* Checks the types that a registration names. */
static const char *
check_types(const AxPlugin *plugin, const AxRegistration *r, char *message, size_t size)
{
	AxPluginType type;

	if (r->nargs > AX_PLUGIN_ARGS)
	{
		(void) snprintf(message, size, "%s has %d arguments, more than %d", r->name, (int) r->nargs,
						AX_PLUGIN_ARGS);
		return "54023";
	}
	for (int i = 1; i <= r->nargs; i++)
		if (!ax_plugin_type(plugin, r->args[i], &type))
		{
			(void) snprintf(message, size, "argument %d of %s is of type \"%s\", which is neither built in nor registered",
							i, r->name, r->args[i] != NULL ? r->args[i] : "");
			return "42704";
		}
		else if (r->what == AX_REGISTERED_KERNEL && type.width < 0)
		{
			(void) snprintf(message, size, "kernel %s has an argument of type %s, whose length varies",
							r->name, type.name);
			return "42P13";
		}
	if (r->what == AX_REGISTERED_TYPE || r->what == AX_REGISTERED_CHUNK_FUNCTION)
		return NULL;
	if (!ax_plugin_type(plugin, r->result, &type))
	{
		(void) snprintf(message, size, "result of %s is of type \"%s\", which is neither built in nor registered",
						r->name, r->result != NULL ? r->result : "");
		return "42704";
	}
	if (r->what == AX_REGISTERED_KERNEL && type.width < 0)
	{
		(void) snprintf(message, size, "kernel %s has a result of type %s, whose length varies",
						r->name, type.name);
		return "42P13";
	}
	return NULL;
}

/* Checks what belongs to the kind of registration. */
static const char *
check_parts(const AxPlugin *plugin, const AxRegistration *r, char *message, size_t size)
{
	const char *missing = NULL;

	(void) plugin;
	switch (r->what)
	{
		case AX_REGISTERED_TYPE:
			if (r->bytes >= 1 && r->bytes <= AX_PLUGIN_TYPE_BYTES)
				return NULL;
			(void) snprintf(message, size, "type %s has %u bytes; a type has 1 to %d", r->name,
							(unsigned) r->bytes, AX_PLUGIN_TYPE_BYTES);
			return "42P17";
		case AX_REGISTERED_FUNCTION:
		case AX_REGISTERED_CONVERTER:
			missing = r->scalar == NULL ? "function" : NULL;
			break;
		case AX_REGISTERED_KERNEL:
			missing = r->kernel == NULL ? "kernel" : NULL;
			break;
		case AX_REGISTERED_AGGREGATE:
			missing = r->accumulate == NULL || r->merge == NULL || r->final == NULL ?
				"accumulate, merge or final function" : r->bytes == 0 ? "state" : NULL;
			break;
		case AX_REGISTERED_CHUNK_FUNCTION:
			missing = r->chunk == NULL ? "function" : NULL;
			break;
		default:
			(void) snprintf(message, size, "a registration is of unrecognized kind %d", (int) r->what);
			return "42P13";
	}
	if (missing == NULL)
		return NULL;
	(void) snprintf(message, size, "%s is registered without its %s", r->name, missing);
	return "42P13";
}

const char *
ax_plugin_check(const AxPlugin *plugin, char *message, size_t size)
{
	for (const AxRegistration *r = plugin->first; r != NULL; r = r->next)
	{
		const char *state;
		AxPlugin	without = *plugin;
		AxPluginType type;
		char		signature[512];

		if (r->name == NULL || r->name[0] == '\0' || strlen(r->name) > AX_PLUGIN_NAME)
		{
			(void) snprintf(message, size, "a registration has no name of 1 to %d bytes", AX_PLUGIN_NAME);
			return "42602";
		}
		if ((state = check_types(plugin, r, message, size)) != NULL ||
			(state = check_parts(plugin, r, message, size)) != NULL)
			return state;
		without.first = NULL;
		if (r->what == AX_REGISTERED_TYPE && ax_plugin_type(&without, r->name, &type))
		{
			(void) snprintf(message, size, "type %s is built in", r->name);
			return "42710";
		}
		ax_plugin_signature(plugin, r, signature, sizeof(signature));
		for (const AxRegistration *other = plugin->first; other != r; other = other->next)
		{
			if (other->what == r->what && ax_plugin_same(plugin, r, other))
			{
				(void) snprintf(message, size, "%s is registered twice",
								r->what == AX_REGISTERED_TYPE ? r->name : signature);
				return "42710";
			}
			if (((other->what == AX_REGISTERED_FUNCTION && r->what == AX_REGISTERED_KERNEL) ||
				 (other->what == AX_REGISTERED_KERNEL && r->what == AX_REGISTERED_FUNCTION)) &&
				ax_plugin_same(plugin, r, other) &&
				(strcmp(canonical(plugin, r->result), canonical(plugin, other->result)) != 0 ||
				 ((r->flags ^ other->flags) & AX_CALLED_ON_NULL) != 0))
			{
				(void) snprintf(message, size, "function and kernel %s differ in result or flags", signature);
				return "42P13";
			}
		}
	}
	return NULL;
}
