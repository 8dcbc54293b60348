/*
 * Types that are stored by name: kind 64, values of one fixed length.
 *
 * The head of a value holds schema and name of the type, its length, and its
 * width: the length rounded up to the alignment, which is where the next
 * value begins.  In memory each type is an AxKind of its own, 64 and above it
 * its place in a table of this process; codes must not go to another process.
 * No arithmetic, order or summary but counts belongs to such a kind here.
 */
#ifndef AX_FORMAT_NAMED_H
#define AX_FORMAT_NAMED_H

#include "base/status.h"
#include "format/kind.h"

#define AX_KIND_NAMED 64		/* in stored bytes; alone in summaries, which leave the type out */
#define AX_TYPE_NAME_BYTES 63	/* the most bytes of a schema's or type's name */
#define AX_NAMED_MAX 1000		/* types that a process can know */

typedef struct AxNamedType
{
	AxKindInfo	info;			/* name: both, quoted where needed */
	uint32_t	length;			/* bytes of a value without padding */
	char		schema[AX_TYPE_NAME_BYTES + 1];
	char		type[AX_TYPE_NAME_BYTES + 1];
	char		shown[4 * AX_TYPE_NAME_BYTES + 6];	/* what info.name points to */
} AxNamedType;

/* The number that stands for a kind in stored bytes. */
static inline int
ax_kind_number(int kind)
{
	return kind & 0xff;
}

/* Says whether a kind is a type by name. */
static inline bool
ax_kind_is_named(int kind)
{
	return kind > 0xff && ax_kind_number(kind) == AX_KIND_NAMED;
}

/* Its place in the table, from 0. */
static inline int
ax_named_slot(AxKind kind)
{
	return ((int) kind >> 8) - 1;
}

/* What is known of a type by name. */
extern const AxNamedType *ax_named_type(int kind);

/*
 * The kind of a type; one that is new gets a place in the table.  AX_ARGUMENT
 * where names or lengths cannot be, AX_LIMIT where the table is full.
 */
extern AxStatus ax_named_kind(const char *schema, const char *type, uint32_t length,
							  uint32_t width, AxKind *kind, AxError *err);

/* Orders kinds as every process does: by number, then by name and lengths. */
extern int	ax_kind_order(AxKind a, AxKind b);

/* Says whether a name is read back as it is without quotes. */
extern bool ax_named_is_plain(const char *name);

#endif
