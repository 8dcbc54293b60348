/*
 * Element kinds: what a cell of an ndarray holds.
 *
 * The numbers stand in stored bytes and never change.  Kind 64 is a type of
 * fixed length that is stored by its name, 65 one of variable length: in
 * memory each such type has a code of its own, see format/named.h.
 */
#ifndef AX_FORMAT_KIND_H
#define AX_FORMAT_KIND_H

#include <stdbool.h>
#include <stdint.h>

typedef enum AxKind
{
	AX_KIND_NONE = 0,
	AX_KIND_BOOL = 1,
	AX_KIND_INT2 = 2,
	AX_KIND_INT4 = 3,
	AX_KIND_INT8 = 4,
	AX_KIND_FLOAT4 = 5,
	AX_KIND_FLOAT8 = 6,
	AX_KIND_COMPLEX = 7,
	AX_KIND_RATIONAL = 8,
	AX_KIND_POINT2D = 9,
	AX_KIND_DATE = 10,			/* days, as an int4 */
	AX_KIND_TIMESTAMP = 11,		/* microseconds, as an int8, as the next */
	AX_KIND_TIMESTAMPTZ = 12
} AxKind;

#define AX_KIND_END 13			/* above every kind of this version */

typedef enum AxKindClass
{
	AX_CLASS_INTEGER,			/* bool too: 0 or 1 */
	AX_CLASS_FLOAT,
	AX_CLASS_RATIONAL,
	AX_CLASS_PAIR,				/* of doubles: complex, point2d */
	AX_CLASS_TIME,				/* date and timestamps: an order, and no sum */
	AX_CLASS_OPAQUE				/* none: a type by name */
} AxKindClass;

#define AX_WIDTH_MAX 256		/* the most bytes of a value of fixed length */

typedef struct AxKindInfo
{
	const char *name;			/* of the SQL type, as format_type prints it short;
								 * of a type by name schema.name, quoted where needed */
	uint32_t	width;			/* bytes of a value, a multiple of its alignment */
	AxKindClass class;			/* which arithmetic it has */
} AxKindInfo;

/* Facts of a kind; NULL when there is no such kind. */
extern const AxKindInfo *ax_kind_info(int kind);

/* The kind with that short name (int4, float8, rational); AX_KIND_NONE if none. */
extern AxKind ax_kind_by_name(const char *name);

/*
 * The kind whose values are stored, compared and bounded in the same way: of
 * dates and timestamps that of the integers they are, of others their own.
 */
static inline AxKind
ax_kind_storage(AxKind kind)
{
	return kind == AX_KIND_DATE ? AX_KIND_INT4 :
		kind == AX_KIND_TIMESTAMP || kind == AX_KIND_TIMESTAMPTZ ? AX_KIND_INT8 : kind;
}

/* Aligned as memory from palloc is: to 8, where the compiler would assume 16. */
typedef __int128 AxWide __attribute__((aligned(8)));

/*
 * One number of any kind, and sums of such: integers and bool sum in `wide`,
 * floats in `real`, rationals in `ratio`, pairs in `pair`.  As a single value
 * an integer is in `wide` too.
 */
typedef union AxNumber
{
	AxWide		wide;			/* of dates and timestamps, too */
	double		real;
	int64_t		ratio[2];		/* numerator, denominator */
	double		pair[2];		/* real and imaginary part; x and y */
} AxNumber;

/* Reads one stored cell into a number; of a type by name that is zero. */
extern AxNumber ax_kind_load(AxKind kind, const void *cell);

/* Writes a number as a cell; it must fit the kind. */
extern void ax_kind_store(AxKind kind, AxNumber number, void *cell);

/*
 * Compares two numbers of a kind in PostgreSQL's order (NaN is the greatest);
 * pairs by their first parts, then by their second.
 */
extern int	ax_kind_cmp(AxKind kind, AxNumber a, AxNumber b);

/* Says whether a number is NaN: of a pair, whether either part is. */
extern bool ax_kind_is_nan(AxKind kind, AxNumber number);

#endif
