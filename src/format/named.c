/* Types that are stored by name: the table of those that a process has met. */
#include "format/named.h"

#include <string.h>

/* Entries stay where they are, as AxKindInfo pointers to them are kept. */
static AxNamedType types[AX_NAMED_MAX];
static int	ntypes;

const AxNamedType *
ax_named_type(int kind)
{
	return &types[ax_named_slot((AxKind) kind)];
}

bool
ax_named_is_plain(const char *name)
{
	if (!((*name >= 'a' && *name <= 'z') || *name == '_'))
		return false;
	for (; *name != '\0'; name++)
		if (!((*name >= 'a' && *name <= 'z') || (*name >= '0' && *name <= '9') || *name == '_'))
			return false;
	return true;
}

/* Appends a name, quoted where it must be; returns where it ends. */
static char *
show(char *out, const char *name)
{
	if (ax_named_is_plain(name))
	{
		size_t		length = strlen(name);

		memcpy(out, name, length);
		return out + length;
	}
	*out++ = '"';
	for (; *name != '\0'; name++)
	{
		if (*name == '"')
			*out++ = '"';
		*out++ = *name;
	}
	*out++ = '"';
	return out;
}

AxStatus
ax_named_kind(const char *schema, const char *type, uint32_t length, uint32_t width,
			  AxKind *kind, AxError *err)
{
	int			number = length == 0 ? AX_KIND_VARIABLE : AX_KIND_NAMED;
	AxNamedType *new;
	char	   *end;

	if (schema[0] == '\0' || type[0] == '\0' || strlen(schema) > AX_TYPE_NAME_BYTES ||
		strlen(type) > AX_TYPE_NAME_BYTES || (length == 0) != (width == 0) || width < length ||
		width - length >= 8 || width > AX_WIDTH_MAX)
		return ax_base_fail(err, AX_ARGUMENT, "type of %u bytes cannot be stored by name", length);
	if (length == 0)
		width = sizeof(void *);
	for (int i = 0; i < ntypes; i++)
		if (types[i].length == length && types[i].info.width == width &&
			strcmp(types[i].type, type) == 0 && strcmp(types[i].schema, schema) == 0)
		{
			*kind = (AxKind) (number | (i + 1) << 8);
			return AX_OK;
		}
	if (ntypes == AX_NAMED_MAX)
		return ax_base_fail(err, AX_LIMIT,
							"too many types of array elements by name in one session (%d)",
							AX_NAMED_MAX);
	new = &types[ntypes++];
	strcpy(new->schema, schema);
	strcpy(new->type, type);
	new->length = length;
	end = show(new->shown, schema);
	*end++ = '.';
	*show(end, type) = '\0';
	new->info = (AxKindInfo) {new->shown, width, AX_CLASS_OPAQUE};
	*kind = (AxKind) (number | ntypes << 8);
	return AX_OK;
}

int
ax_kind_order(AxKind a, AxKind b)
{
	int			order = ax_kind_number(a) - ax_kind_number(b);

	if (order != 0 || a == b || !ax_kind_is_named(a))
		return order;
	order = strcmp(ax_named_type(a)->shown, ax_named_type(b)->shown);
	if (order == 0)
		order = (int) ax_named_type(a)->length - (int) ax_named_type(b)->length;
	return order != 0 ? order :
		(int) ax_kind_info(a)->width - (int) ax_kind_info(b)->width;
}
