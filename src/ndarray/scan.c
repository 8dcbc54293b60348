/* An ndarray from text: see text.h for the grammar. */
#include "postgres.h"

#include "common/base64.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/text.h"
#include "pg/error.h"

typedef struct Scanner
{
	const char *text;			/* borrowed; the whole */
	const char *p;				/* what comes next */
	char	   *token;			/* owned; the element read last */
	Size		room;			/* bytes of token */
	AxHead		head;			/* of the value */
} Scanner;

/* What of a text an error message shows. */
#define SHOWN 64

static void malformed(Scanner *s, const char *detail,...)
			pg_attribute_printf(2, 3) pg_attribute_noreturn();

static void
malformed(Scanner *s, const char *detail,...)
{
	char		why[AX_ERROR_TEXT];
	int			length = (int) strnlen(s->text, SHOWN + 1);
	va_list		args;

	va_start(args, detail);
	vsnprintf(why, sizeof(why), detail, args);
	va_end(args);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 length > SHOWN ?
			 errmsg("malformed ndarray literal: \"%.*s...\"",
					pg_mbcliplen(s->text, length, SHOWN), s->text) :
			 errmsg("malformed ndarray literal: \"%s\"", s->text),
			 errdetail_internal("%s", why)));
	pg_unreachable();
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void
skip_space(Scanner *s)
{
	while (is_space(*s->p))
		s->p++;
}

/* Says that something else stands where `wanted` should. */
static void pg_attribute_noreturn()
unexpected(Scanner *s, const char *wanted)
{
	if (*s->p == '\0')
		malformed(s, "The text ends where %s should be.", wanted);
	malformed(s, "\"%.*s\" stands where %s should be.", pg_mblen(s->p), s->p, wanted);
}

static void
expect(Scanner *s, char c)
{
	char		wanted[] = {'"', c, '"', '\0'};

	skip_space(s);
	if (*s->p != c)
		unexpected(s, wanted);
	s->p++;
}

/* Takes a character, if it comes next. */
static bool
take(Scanner *s, char c)
{
	skip_space(s);
	if (*s->p != c)
		return false;
	s->p++;
	return true;
}

static int64
scan_int(Scanner *s)
{
	const char *start;
	bool		negative;
	int64		value = 0;

	skip_space(s);
	start = s->p;
	negative = *s->p == '-';
	if (*s->p == '-' || *s->p == '+')
		s->p++;
	if (*s->p < '0' || *s->p > '9')
		unexpected(s, "an integer");
	for (; *s->p >= '0' && *s->p <= '9'; s->p++)
	{
		value = value * 10 + (negative ? '0' - *s->p : *s->p - '0');
		/* one more than any bound may be, so that it cannot overflow */
		if (value > AX_COORD_MAX / 10 + 1 || value < -AX_COORD_MAX / 10 - 1)
		{
			if (s->p[1] >= '0' && s->p[1] <= '9')
				ereport(ERROR,
						(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						 errmsg("coordinate \"%.*s\" is out of range",
								(int) Min(strspn(start, "+-0123456789"), 40), start),
						 errdetail("Bounds must lie between " INT64_FORMAT " and " INT64_FORMAT ".",
								   -AX_COORD_MAX, AX_COORD_MAX)));
		}
	}
	return value;
}

static bool
starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || IS_HIGHBIT_SET(c);
}

static bool
continues_name(char c)
{
	return starts_name(c) || (c >= '0' && c <= '9') || c == '$';
}

static void
scan_name(Scanner *s, char *name)
{
	bool		quoted = *s->p == '"';
	int			length = 0;

	s->p += quoted;
	for (;; s->p++)
	{
		char		c = *s->p;

		if (quoted)
		{
			if (c == '\0')
				unexpected(s, "a closing quote");
			if (c == '"' && *++s->p != '"')
				break;
		}
		else if (!continues_name(c))
			break;
		else if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		if (length == AX_NAME_BYTES)
			ereport(ERROR,
					(errcode(ERRCODE_NAME_TOO_LONG),
					 errmsg("dimension name is too long"),
					 errdetail("A name may have at most %d bytes.", AX_NAME_BYTES)));
		name[length++] = c;
	}
	if (length == 0)
		malformed(s, "A dimension name is empty.");
	name[length] = '\0';
}

static void
scan_axis(Scanner *s)
{
	AxHead	   *head = &s->head;
	int			d = head->box.ndim;

	if (d == AX_MAX_DIMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of dimensions exceeds the maximum allowed (%d)", AX_MAX_DIMS)));
	skip_space(s);
	if (*s->p == '"' || starts_name(*s->p))
	{
		scan_name(s, head->names[d]);
		head->has_names = true;
		expect(s, '=');
		for (int e = 0; e < d; e++)
			if (strcmp(head->names[e], head->names[d]) == 0)
				malformed(s, "Dimension name \"%s\" is given twice.", head->names[d]);
	}
	head->box.lower[d] = scan_int(s);
	expect(s, ':');
	head->box.upper[d] = scan_int(s);
	head->box.ndim++;
}

static void
scan_head(Scanner *s)
{
	const char *end;
	AxError		err;

	skip_space(s);
	s->head.kind = ax_pg_kind_parse(s->p, &end);
	if (s->head.kind == AX_KIND_NONE)
		malformed(s, "It must begin with the element kind: bool, int2, int4, int8, float4, float8, complex, rational, point2d, date, timestamp, timestamptz, or a type as schema.name.");
	s->p = end;
	if (take(s, '['))
	{
		do
			scan_axis(s);
		while (take(s, ','));
		expect(s, ']');
	}
	AX_CHECK(ax_shape_check(&s->head.box, &err), &err);
	skip_space(s);
	if (*s->p != '{')
		unexpected(s, "\"{\"");
	s->p++;
}

static void
add_char(Scanner *s, Size length, char c)
{
	if (length >= s->room)
	{
		s->room *= 2;
		s->token = repalloc_huge(s->token, s->room);
	}
	s->token[length] = c;
}

static void
scan_quoted(Scanner *s)
{
	Size		length = 0;

	for (s->p++; *s->p != '"'; s->p++)
	{
		if (*s->p == '\\' && s->p[1] != '\0')
			s->p++;
		if (*s->p == '\0')
			unexpected(s, "a closing quote");
		add_char(s, length++, *s->p);
	}
	s->p++;
	add_char(s, length, '\0');
}

static void
scan_bare(Scanner *s)
{
	const char *start = s->p;
	Size		length;

	s->p += strcspn(s->p, ",{}()[]:\"\\");
	length = s->p - start;
	while (length > 0 && is_space(start[length - 1]))
		length--;
	if (length == 0)
		unexpected(s, "a cell");
	for (Size i = 0; i < length; i++)
		add_char(s, i, start[i]);
	add_char(s, length, '\0');
}

typedef enum CellState
{
	CELL_VALUE,
	CELL_NULL,
	CELL_EMPTY
} CellState;

static CellState
scan_cell(Scanner *s, AxCell *cell)
{
	skip_space(s);
	if (*s->p == '(')
	{
		s->p++;
		skip_space(s);
		if (*s->p != ')' && ax_kind_info(s->head.kind)->class == AX_CLASS_PAIR)
			malformed(s, "A %s in parentheses must stand in double quotes.",
					  ax_kind_info(s->head.kind)->name);
		expect(s, ')');
		return CELL_EMPTY;
	}
	if (*s->p == '"')
		scan_quoted(s);
	else
	{
		scan_bare(s);
		if (pg_strcasecmp(s->token, "NULL") == 0)
			return CELL_NULL;
	}
	ax_nd_element_in(s->head.kind, s->token, cell);
	return CELL_VALUE;
}

static void
put_scanned(Scanner *s, AxFeed *feed, uint64 number)
{
	AxCell		cell;

	switch (scan_cell(s, &cell))
	{
		case CELL_VALUE:
			ax_nd_put(feed, number, &cell);
			break;
		case CELL_NULL:
			ax_nd_put(feed, number, NULL);
			break;
		case CELL_EMPTY:
			break;
	}
}

static void
wrong_count(Scanner *s, int axis, int64 count)
{
	malformed(s, "Dimension %d has " INT64_FORMAT " elements where its bounds say " INT64_FORMAT ".",
			  axis, count, ax_shape_length(&s->head.box, axis));
}

/* Reads nested braces, of which the first has been read. */
static struct varlena *
scan_dense(Scanner *s)
{
	const AxBox *box = &s->head.box;
	int64		count[AX_MAX_DIMS] = {0};	/* elements so far in the open brace of each level */
	int			level = 0;
	bool		after_item = false;
	bool		after_comma = false;
	uint64		number = 0;
	AxFeed		feed;

	ax_nd_feed(&feed, &s->head);
	if (box->ndim == 0)
	{
		put_scanned(s, &feed, 0);
		if (!take(s, '}'))
		{
			if (*s->p == ',')
				malformed(s, "A value without bounds has one cell.");
			unexpected(s, "\"}\"");
		}
		return ax_nd_finish(&feed);
	}
	for (;;)
	{
		skip_space(s);
		if (*s->p == '}')
		{
			if (after_comma)
				unexpected(s, "a cell");
			if (count[level] != ax_shape_length(box, level))
				wrong_count(s, level, count[level]);
			s->p++;
			if (level == 0)
				return ax_nd_finish(&feed);
			count[--level]++;
			after_item = true;
		}
		else if (after_item)
		{
			expect(s, ',');
			after_item = false;
			after_comma = true;
		}
		else if (count[level] >= ax_shape_length(box, level))
			wrong_count(s, level, count[level] + 1);
		else if (level < box->ndim - 1)
		{
			expect(s, '{');
			count[++level] = 0;
			after_comma = false;
		}
		else
		{
			put_scanned(s, &feed, number++);
			count[level]++;
			after_item = true;
			after_comma = false;
		}
	}
}

static char *
print_coords(const AxBox *box, const int64 *coords)
{
	char	   *text = palloc(box->ndim * 22 + 3);
	char	   *at = text;

	*at++ = '(';
	for (int d = 0; d < box->ndim; d++)
		at += sprintf(at, d == 0 ? INT64_FORMAT : "," INT64_FORMAT, coords[d]);
	strcpy(at, ")");
	return text;
}

/* Reads coordinates up to their closing parenthesis; gives the cell's number. */
static uint64
scan_coords(Scanner *s)
{
	const AxBox *box = &s->head.box;
	int64		coords[AX_MAX_DIMS];

	expect(s, '(');
	for (int d = 0; d < box->ndim; d++)
	{
		if (d > 0)
			expect(s, ',');
		coords[d] = scan_int(s);
	}
	expect(s, ')');
	if (!ax_shape_has(box, coords))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("cell %s lies outside the bounds %s", print_coords(box, coords),
						ax_nd_print_type(&s->head))));
	return ax_shape_ordinal(box, coords);
}

static struct varlena *
scan_sparse(Scanner *s)
{
	uint32		width = ax_kind_info(s->head.kind)->width;
	uint64		n = 0;
	uint64		room = 64;
	uint64	   *numbers = palloc(room * sizeof(uint64));
	char	   *cells = palloc(room * width);
	bool	   *nulls = palloc(room);
	uint64		duplicate;
	struct varlena *value;

	if (!take(s, '}'))
	{
		do
		{
			AxCell		cell = {{0}};
			CellState	state;

			if (n == room)
			{
				room *= 2;
				numbers = repalloc_huge(numbers, room * sizeof(uint64));
				cells = repalloc_huge(cells, room * width);
				nulls = repalloc_huge(nulls, room);
			}
			numbers[n] = scan_coords(s);
			expect(s, ':');
			state = scan_cell(s, &cell);
			if (state == CELL_EMPTY)
				continue;
			nulls[n] = state == CELL_NULL;
			memcpy(cells + n * width, &cell, width);
			n++;
		} while (take(s, ','));
		expect(s, '}');
	}
	value = ax_nd_scatter(&s->head, n, numbers, cells, nulls, &duplicate);
	if (value == NULL)
	{
		int64		coords[AX_MAX_DIMS];

		ax_shape_coords(&s->head.box, duplicate, coords);
		malformed(s, "Cell %s is given twice.", print_coords(&s->head.box, coords));
	}
	pfree(numbers);
	pfree(cells);
	pfree(nulls);
	return value;
}

/* Bytes decoded, or -1; a piece at a time as long as there is no padding in it,
 * so that it can be cancelled. */
static int
decode_base64(const char *text, int length, char *to, int room)
{
	const int	piece = 4 << 20;
	int			done = 0,
				size = 0,
				rest;

	while (length - done > piece && pg_b64_decode(text + done, piece, to + size, piece / 4 * 3) == piece / 4 * 3)
	{
		CHECK_FOR_INTERRUPTS();
		done += piece;
		size += piece / 4 * 3;
	}
	rest = pg_b64_decode(text + done, length - done, to + size, room - size);
	return rest < 0 ? -1 : size + rest;
}

static struct varlena *
scan_base64(Scanner *s)
{
	Size		length = strcspn(s->p, "}");
	int			room = pg_b64_dec_len((int) Min(length, PG_INT32_MAX / 2));
	uint8	   *bytes;
	int			size;
	struct varlena *value;
	AxHead		head;
	AxError		err;

	/* four characters carry three bytes */
	if (length / 4 > AX_MAX_BYTES / 3 + 1)
		malformed(s, "The bytes of a value have at most %d MB.", AX_MAX_BYTES / (1024 * 1024));
	bytes = MemoryContextAllocHuge(CurrentMemoryContext, (Size) room + VARHDRSZ + 8);
	memset(bytes, 0, VARHDRSZ);
	size = decode_base64(s->p, (int) length, (char *) bytes + VARHDRSZ, room);
	if (size < 0)
		malformed(s, "The body is not base64.");
	s->p += length;
	expect(s, '}');
	if (ax_kind_is_named(s->head.kind))
		malformed(s, "Elements of type %s are not read from bytes.",
				  ax_kind_info(s->head.kind)->name);
	value = ax_nd_recode(bytes, (Size) size + VARHDRSZ, AX_TEXT);
	AX_CHECK(ax_head_read((uint8 *) value, VARSIZE(value), VARSIZE(value), &head, &err), &err);
	if (strcmp(ax_nd_print_type(&head), ax_nd_print_type(&s->head)) != 0)
		malformed(s, "The bytes are those of %s.", ax_nd_print_type(&head));
	pfree(bytes);
	return value;
}

/* Says whether a body, whose brace has been read, gives coordinates. */
static bool
is_sparse(Scanner *s)
{
	const char *p;

	skip_space(s);
	if (*s->p == '}')
		return true;
	if (*s->p != '(' || s->head.box.ndim == 0)
		return false;
	for (p = s->p + 1; is_space(*p);)
		p++;
	return *p != ')';
}

struct varlena *
ax_nd_scan(const char *text)
{
	Scanner		s;
	struct varlena *value;

	memset(&s, 0, sizeof(s));
	s.text = s.p = text;
	s.room = 64;
	s.token = palloc(s.room);
	scan_head(&s);
	skip_space(&s);
	if (strncmp(s.p, "base64:", 7) == 0)
	{
		s.p += 7;
		value = scan_base64(&s);
	}
	else if (is_sparse(&s))
		value = scan_sparse(&s);
	else
		value = scan_dense(&s);
	skip_space(&s);
	if (*s.p != '\0')
		malformed(&s, "Junk follows the closing brace.");
	return value;
}
