/*
 * nd_show: an ndarray as people read it, laid out as numpy prints an array.
 *
 * Of a value with more cells than the threshold only the ends of each axis are
 * shown, and only the tiles that hold them are read.
 */
#include "postgres.h"

#include <ctype.h>
#include <math.h>

#include "common/shortest_dec.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "format/named.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/text.h"

PG_FUNCTION_INFO_V1(nd_show);

#define LINE_WIDTH 75			/* of numpy */
#define MOST_CELLS 10000		/* shown of a shortened value */
#define MOST_DIGITS 17
#define MOST_TEXT 60			/* characters of a cell that is text */
#define NUMBER_TEXT 400			/* %.17f of the greatest double, and more */

/* Cells of an axis: the first `head` and the last `tail`. */
typedef struct Ends
{
	uint64		head;
	uint64		tail;
	bool		gap;			/* whether cells between them are left out */
} Ends;

typedef struct Picture
{
	AxReader   *reader;
	AxKind		kind;
	uint32		cell_width;		/* bytes of a cell */
	int			ndim;
	Ends		ends[AX_MAX_DIMS];
	uint64		count;			/* cells shown */
	char	   *cells;			/* of them, in row-major order */
	uint64_t   *present;
	uint64_t   *valid;

	int			digits;			/* of a fraction at most */
	bool		scientific;		/* floats are shown with exponents */
	int			fraction;		/* of floats: columns from the point on */
	int			width;			/* columns of a cell */

	uint64		next;			/* number of the cell printed next */
	StringInfoData out;
} Picture;

static uint64
shown(const Ends *ends)
{
	return ends->head + ends->tail;
}

static uint64
shown_cells(const Picture *p)
{
	uint64		n = 1;

	/* a value has at most 2^28 cells */
	for (int d = 0; d < p->ndim; d++)
		n *= shown(&p->ends[d]);
	return n;
}

/*
 * Chooses what to show.  Many short axes multiply: then the first ones show
 * less, at last one cell.
 */
static void
choose_cells(Picture *p, uint64 edge, uint64 threshold)
{
	const AxHead *head = &p->reader->head;
	bool		whole = head->cells <= threshold;

	for (int d = 0; d < p->ndim; d++)
	{
		uint64		length = (uint64) ax_shape_length(&head->box, d);
		Ends	   *ends = &p->ends[d];

		ends->gap = !whole && length > 2 * edge;
		ends->head = ends->gap ? edge : length;
		ends->tail = ends->gap ? edge : 0;
	}
	for (int least = 2; !whole && least > 0; least--)
		for (int d = 0; d < p->ndim && shown_cells(p) > MOST_CELLS; d++)
			if (shown(&p->ends[d]) > least)
				p->ends[d] = (Ends) {1, least - 1, true};
	p->count = shown_cells(p);
	/* its text would be longer than a text can be, or nearly */
	if (p->count > MaxAllocSize / Max(p->cell_width, 4))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("ndarray is too large to show all of its cells"),
				 errhint("Leave threshold at 1000: then the ends of its axes are shown.")));
}

/* Copies n cells that stand one after another in the value. */
static void
read_run(Picture *p, AxCursor *cursor, uint64 from, uint64 n)
{
	uint32		tile_cells = p->reader->head.tile_cells;

	while (n > 0)
	{
		uint64		at;
		uint64		part;

		CHECK_FOR_INTERRUPTS();
		ax_nd_move(cursor, (uint32) (from / tile_cells));
		at = from - cursor->first;
		part = Min(n, cursor->entry.cells - at);
		memcpy(p->cells + p->next * p->cell_width, cursor->values + at * p->cell_width,
			   part * p->cell_width);
		for (uint64 i = 0; i < part; i++)
		{
			if (ax_mask_get(cursor->present, at + i))
				ax_mask_set(p->present, p->next + i);
			if (ax_mask_get(cursor->valid, at + i))
				ax_mask_set(p->valid, p->next + i);
		}
		p->next += part;
		from += part;
		n -= part;
	}
}

/* Reads the shown cells of axes from `axis` on; number is that of their first cell. */
static void
read_axis(Picture *p, AxCursor *cursor, const uint64_t *strides, int axis, uint64 number)
{
	const Ends *ends = &p->ends[axis];
	uint64		last = (uint64) ax_shape_length(&p->reader->head.box, axis) - ends->tail;

	if (axis == p->ndim - 1)
	{
		read_run(p, cursor, number, ends->head);
		read_run(p, cursor, number + last, ends->tail);
		return;
	}
	for (uint64 i = 0; i < ends->head; i++)
		read_axis(p, cursor, strides, axis + 1, number + i * strides[axis]);
	for (uint64 i = 0; i < ends->tail; i++)
		read_axis(p, cursor, strides, axis + 1, number + (last + i) * strides[axis]);
}

static void
read_cells(Picture *p)
{
	uint64_t	strides[AX_MAX_DIMS];
	AxCursor	cursor;

	p->cells = MemoryContextAllocHuge(CurrentMemoryContext, p->count * p->cell_width + 8);
	p->present = palloc0(AX_MASK_BYTES(p->count) + 8);
	p->valid = palloc0(AX_MASK_BYTES(p->count) + 8);
	if (p->count == 0)
		return;
	ax_nd_cursor(&cursor, p->reader);
	ax_shape_strides(&p->reader->head.box, strides);
	if (p->ndim == 0)
		read_run(p, &cursor, 0, 1);
	else
		read_axis(p, &cursor, strides, 0, 0);
}

static double
real_at(const Picture *p, uint64 i)
{
	float		narrow;
	double		wide;

	if (p->kind == AX_KIND_FLOAT8)
	{
		memcpy(&wide, p->cells + i * 8, sizeof(wide));
		return wide;
	}
	memcpy(&narrow, p->cells + i * 4, sizeof(narrow));
	return narrow;
}

/* Digits behind the point that a finite number's shortest form has. */
static int
shortest_fraction(const Picture *p, double x)
{
	char		text[AX_ELEMENT_TEXT];
	int			digits = 0;		/* but zeros in front */
	int			significant = 0;	/* but zeros at the end, too */
	int			behind = 0;		/* the point */
	bool		point = false;
	char	   *c = text;

	if (p->kind == AX_KIND_FLOAT4)
		float_to_shortest_decimal_buf((float) x, text);
	else
		double_to_shortest_decimal_buf(x, text);
	for (; *c != '\0' && *c != 'e'; c++)
	{
		if (*c == '.')
			point = true;
		if (!isdigit((unsigned char) *c))
			continue;
		behind += point;
		if (digits > 0 || *c != '0')
			digits++;
		if (*c != '0')
			significant = digits;
	}
	if (p->scientific)
		return Max(significant - 1, 0);
	return Max(behind - (*c == 'e' ? atoi(c + 1) : 0), 0);
}

/*
 * Prints a finite number with its shortest digits, of its fraction no more
 * than p->digits; as 1.5 or, scientific, as 1.5e+10.
 */
static void
print_real(const Picture *p, double x, char text[NUMBER_TEXT])
{
	int			fraction = shortest_fraction(p, x);
	char		exponent[8];
	char	   *end;

	snprintf(text, NUMBER_TEXT, p->scientific ? "%.*e" : "%.*f", Min(fraction, p->digits), x);
	if (fraction <= p->digits || p->digits == 0)
		return;
	/* rounding may leave zeros at the end */
	end = text + strcspn(text, "e");
	strlcpy(exponent, end, sizeof(exponent));
	while (end[-1] == '0')
		end--;
	if (end[-1] == '.')
		end--;
	strcpy(end, exponent);
}

/* Columns of a number's text from its point up to its exponent or end. */
static int
fraction_of(const char *text)
{
	return (int) (strcspn(text, "e") - strcspn(text, ".e"));
}

/* Puts zeros at the end of a fraction, in front of the exponent. */
static void
pad_zeros(char *text, int fraction)
{
	int			at = (int) strcspn(text, "e");
	int			have = fraction_of(text);

	if (have >= fraction)
		return;
	memmove(text + at + fraction - have, text + at, strlen(text + at) + 1);
	if (have == 0)
	{
		text[at++] = '.';
		have++;
	}
	memset(text + at, '0', fraction - have);
}

/*
 * Chooses how floats are shown, by numpy's rule: with exponents where there
 * are great or very small ones, or both sizes.
 */
static void
choose_form(Picture *p)
{
	double		most = 0;
	double		least = INFINITY;
	char		text[NUMBER_TEXT];

	for (uint64 i = 0; i < p->count; i++)
	{
		double		x = ax_mask_get(p->valid, i) ? fabs(real_at(p, i)) : 0;

		if (x == 0 || !isfinite(x))
			continue;
		most = Max(most, x);
		least = Min(least, x);
	}
	p->scientific = most > 0 && (most >= 1e8 || least < 1e-4 || most / least > 1000);
	for (uint64 i = 0; i < p->count; i++)
		if (ax_mask_get(p->valid, i) && isfinite(real_at(p, i)))
		{
			CHECK_FOR_INTERRUPTS();
			print_real(p, real_at(p, i), text);
			p->fraction = Max(p->fraction, fraction_of(text));
		}
}

/* complex and point2d: both parts with so many digits at most. */
static void
print_pair(const Picture *p, const char *cell, char text[NUMBER_TEXT])
{
	double		parts[2];
	int			length = 0;

	memcpy(parts, cell, sizeof(parts));
	for (int i = 0; i < 2; i++)
	{
		char		exact[AX_ELEMENT_TEXT];
		char		rounded[AX_ELEMENT_TEXT];

		double_to_shortest_decimal_buf(parts[i], exact);
		snprintf(rounded, sizeof(rounded), "%.*g", Max(p->digits, 1), parts[i]);
		length += snprintf(text + length, NUMBER_TEXT - length, "%c%s", i == 0 ? '(' : ',',
						   isfinite(parts[i]) && strlen(rounded) < strlen(exact) ? rounded : exact);
	}
	strcpy(text + length, ")");
}

/* What a type prints, cut where it is long; what would break the lines is shown by number. */
static char *
print_other(AxKind kind, const char *cell)
{
	char	   *text = ax_nd_element_text(kind, cell);
	int			length = (int) strlen(text);
	int			keep = pg_mbcharcliplen(text, length, MOST_TEXT);
	StringInfoData clean;

	if (keep < length)
		text = psprintf("%.*s...", pg_mbcharcliplen(text, length, MOST_TEXT - 3), text);

	if (strcspn(text, "\n\r\t\v\f\b") == strlen(text))
		return text;
	initStringInfo(&clean);
	for (const char *c = text; *c != '\0'; c++)
		if ((unsigned char) *c < ' ')
			appendStringInfo(&clean, "\\x%02x", (unsigned char) *c);
		else
			appendStringInfoChar(&clean, *c);
	return clean.data;
}

/* Text of a shown cell, and the columns that it leaves free behind; may be in room. */
static const char *
cell_text(const Picture *p, uint64 i, char room[NUMBER_TEXT], int *behind)
{
	const char *cell = p->cells + i * p->cell_width;

	*behind = 0;
	if (!ax_mask_get(p->present, i))
		return "()";
	if (!ax_mask_get(p->valid, i))
		return "NULL";
	if (ax_kind_is_named(p->kind))
		return print_other(p->kind, cell);
	switch (ax_kind_info(p->kind)->class)
	{
		case AX_CLASS_FLOAT:
			if (!isfinite(real_at(p, i)))
				ax_nd_element_out(p->kind, cell, room);
			else
			{
				print_real(p, real_at(p, i), room);
				if (p->scientific)
					pad_zeros(room, p->fraction);
				else
					*behind = p->fraction - fraction_of(room);
			}
			return room;
		case AX_CLASS_PAIR:
			print_pair(p, cell, room);
			return room;
		case AX_CLASS_TIME:
		case AX_CLASS_OPAQUE:
			return print_other(p->kind, cell);
		case AX_CLASS_INTEGER:
		case AX_CLASS_RATIONAL:
			ax_nd_element_out(p->kind, cell, room);
			return room;
	}
	pg_unreachable();
}

static void
measure(Picture *p)
{
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "nd_show", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);

	if (ax_kind_info(p->kind)->class == AX_CLASS_FLOAT)
		choose_form(p);
	for (uint64 i = 0; i < p->count; i++)
	{
		char		room[NUMBER_TEXT];
		int			behind;
		const char *text = cell_text(p, i, room, &behind);

		CHECK_FOR_INTERRUPTS();
		p->width = Max(p->width, pg_mbstrlen(text) + behind);
		MemoryContextReset(context);
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}

static void
print_cell(Picture *p)
{
	char		room[NUMBER_TEXT];
	int			behind;
	const char *text = cell_text(p, p->next++, room, &behind);

	appendStringInfoSpaces(&p->out, p->width - behind - pg_mbstrlen(text));
	appendStringInfoString(&p->out, text);
	appendStringInfoSpaces(&p->out, behind);
}

/* Prints a row of cells, in as many lines as they take. */
static void
print_row(Picture *p)
{
	const Ends *ends = &p->ends[p->ndim - 1];
	uint64		words = shown(ends) + ends->gap;
	int			indent = p->ndim;
	int			room = LINE_WIDTH - p->ndim;
	int			column = indent;

	for (uint64 i = 0; i < words; i++)
	{
		bool		gap = ends->gap && i == ends->head;
		int			width = gap ? 3 : p->width;

		CHECK_FOR_INTERRUPTS();
		if (i > 0 && column + 1 + width > room)
		{
			while (p->out.data[p->out.len - 1] == ' ')
				p->out.data[--p->out.len] = '\0';
			appendStringInfoChar(&p->out, '\n');
			appendStringInfoSpaces(&p->out, indent);
			column = indent;
		}
		else if (i > 0)
		{
			appendStringInfoChar(&p->out, ' ');
			column++;
		}
		if (gap)
			appendStringInfoString(&p->out, "...");
		else
			print_cell(p);
		column += width;
	}
}

static void
print_axis(Picture *p, int axis)
{
	const Ends *ends = &p->ends[axis];
	uint64		items = shown(ends) + ends->gap;

	appendStringInfoChar(&p->out, '[');
	if (axis == p->ndim - 1)
		print_row(p);
	else
		for (uint64 i = 0; i < items; i++)
		{
			if (i > 0)
			{
				for (int d = axis; d < p->ndim - 1; d++)
					appendStringInfoChar(&p->out, '\n');
				appendStringInfoSpaces(&p->out, axis + 1);
			}
			if (ends->gap && i == ends->head)
				appendStringInfoString(&p->out, "...");
			else
				print_axis(p, axis + 1);
		}
	appendStringInfoChar(&p->out, ']');
}

static uint64
count_argument(int64 value, const char *name, int64 least, int64 most)
{
	if (value < least || value > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s of nd_show must be from " INT64_FORMAT " to " INT64_FORMAT ", not " INT64_FORMAT,
						name, least, most, value)));
	return (uint64) value;
}

Datum
nd_show(PG_FUNCTION_ARGS)
{
	uint64		edge = count_argument(PG_GETARG_INT32(1), "edge", 1, PG_INT32_MAX);
	uint64		threshold = count_argument(PG_GETARG_INT32(2), "threshold", 0, PG_INT32_MAX);
	Picture		p = {0};

	p.digits = (int) count_argument(PG_GETARG_INT32(3), "digits", 0, MOST_DIGITS);
	p.reader = ax_nd_open(PG_GETARG_DATUM(0));
	p.kind = p.reader->head.kind;
	p.cell_width = ax_kind_info(p.kind)->width;
	p.ndim = p.reader->head.box.ndim;
	choose_cells(&p, edge, threshold);
	read_cells(&p);
	measure(&p);
	initStringInfo(&p.out);
	appendStringInfo(&p.out, "%s\n", ax_nd_print_type(&p.reader->head));
	ax_pg_close(p.reader);
	p.next = 0;
	if (p.count == 0)
		appendStringInfoString(&p.out, "[]");
	else if (p.ndim == 0)
		print_cell(&p);
	else
		print_axis(&p, 0);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(p.out.data, p.out.len));
}
