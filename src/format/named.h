/*
 * Types that are stored by name: kind 64, values of one fixed length, and
 * kind 65, values of any length.
 *
 * The head of a value holds schema and name of the type, its length, and its
 * width: the length rounded up to the alignment, which is where the next
 * value begins; of kind 65 both are zero.  In memory each type is an AxKind of
 * its own, 64 or 65 and above it its place in a table of this process; codes
 * must not go to another process.  No arithmetic, order or summary but counts
 * belongs to such a kind here.
 *
 * In memory a slot of kind 65 holds a pointer to the value, see
 * codec/variable.h, and its width is that of a pointer.
 */
#ifndef AX_FORMAT_NAMED_H
#define AX_FORMAT_NAMED_H

#include "base/status.h"
#include "format/kind.h"

#define AX_KIND_NAMED 64		/* in stored bytes; alone in summaries, which leave the type out */
#define AX_KIND_VARIABLE 65		/* in stored bytes */
#define AX_TYPE_NAME_BYTES 63	/* the most bytes of a schema's or type's name */
#define AX_NAMED_MAX 1000		/* types that a process can know */

typedef struct AxNamedType
{
	AxKindInfo	info;			/* name: both, quoted where needed */
	uint32_t	length;			/* bytes of a value without padding; 0: any */
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
	return kind > 0xff;
}

/* Says whether values of a kind have any length, and slots are pointers. */
static inline bool
ax_kind_is_variable(int kind)
{
	return kind > 0xff && ax_kind_number(kind) == AX_KIND_VARIABLE;
}

/* The kind as summaries know it, which leave the type out. */
static inline AxKind
ax_kind_in_summary(AxKind kind)
{
	return ax_kind_is_named(kind) ? (AxKind) AX_KIND_NAMED : kind;
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
 * The kind of a type; one that is new gets a place in the table.  Length and
 * width 0 are those of a type whose values have any length.  AX_ARGUMENT
 * where names or lengths cannot be, AX_LIMIT where the table is full.
 */
extern AxStatus ax_named_kind(const char *schema, const char *type, uint32_t length,
							  uint32_t width, AxKind *kind, AxError *err);

/* Orders kinds as every process does: by number, then by name and lengths. */
extern int	ax_kind_order(AxKind a, AxKind b);

/* Says whether a name is read back as it is without quotes. */
extern bool ax_named_is_plain(const char *name);

#endif
