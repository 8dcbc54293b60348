/* An ndarray as text. */
#include "postgres.h"

#include "common/base64.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "format/named.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/text.h"

static void
print_name(StringInfo out, const char *name)
{
	if (ax_named_is_plain(name))
	{
		appendStringInfoString(out, name);
		return;
	}
	appendStringInfoChar(out, '"');
	for (; *name != '\0'; name++)
	{
		if (*name == '"')
			appendStringInfoChar(out, '"');
		appendStringInfoChar(out, *name);
	}
	appendStringInfoChar(out, '"');
}

static void
print_head(StringInfo out, const AxHead *head)
{
	appendStringInfoString(out, ax_kind_info(head->kind)->name);
	for (int d = 0; d < head->box.ndim; d++)
	{
		appendStringInfoChar(out, d == 0 ? '[' : ',');
		if (head->has_names && head->names[d][0] != '\0')
		{
			print_name(out, head->names[d]);
			appendStringInfoChar(out, '=');
		}
		appendStringInfo(out, INT64_FORMAT ":" INT64_FORMAT,
						 head->box.lower[d], head->box.upper[d]);
	}
	if (head->box.ndim > 0)
		appendStringInfoChar(out, ']');
}

/* Whatever a type prints, in quotes. */
static void
print_quoted(StringInfo out, const char *cell, AxKind kind)
{
	char	   *text = ax_nd_element_text(kind, cell);

	appendStringInfoChar(out, '"');
	for (const char *p = text; *p != '\0'; p++)
	{
		if (*p == '"' || *p == '\\')
			appendStringInfoChar(out, '\\');
		appendStringInfoChar(out, *p);
	}
	appendStringInfoChar(out, '"');
	pfree(text);
}

static void
print_cell(StringInfo out, const AxCursor *cursor, uint64 at)
{
	AxKind		kind = cursor->reader->head.kind;

	if (!ax_mask_get(cursor->present, at))
		appendBinaryStringInfo(out, "()", 2);
	else if (!ax_mask_get(cursor->valid, at))
		appendBinaryStringInfo(out, "NULL", 4);
	else if (ax_kind_is_named(kind) || ax_kind_info(kind)->class == AX_CLASS_TIME)
		print_quoted(out, cursor->values + at * ax_kind_info(kind)->width, kind);
	else
	{
		/* quoted, as in PostgreSQL's arrays: there are a comma and parentheses in it */
		bool		quoted = ax_kind_info(kind)->class == AX_CLASS_PAIR;

		enlargeStringInfo(out, AX_ELEMENT_TEXT + 2);
		if (quoted)
			out->data[out->len++] = '"';
		out->len += ax_nd_element_out(kind, cursor->values + at * ax_kind_info(kind)->width,
									  out->data + out->len);
		if (quoted)
			appendStringInfoChar(out, '"');
	}
}

/*
 * Prints every cell, nested; false when the text grows too long.  Types by
 * name have no other form: their bytes are not read from outside.
 */
static bool
print_dense(StringInfo out, AxReader *reader)
{
	const AxBox *box = &reader->head.box;
	bool		endless = ax_kind_is_named(reader->head.kind);
	uint64		index[AX_MAX_DIMS] = {0};	/* of the cell on each axis, from 0 */
	AxCursor	cursor;

	ax_nd_cursor(&cursor, reader);
	if (box->ndim == 0)
		appendStringInfoChar(out, '{');
	for (uint64 n = 0; n < reader->head.cells; n++)
	{
		int			d = box->ndim - 1;

		if (out->len > AX_TEXT_MAX && !endless)
			return false;
		ax_nd_move(&cursor, (uint32) (n / reader->head.tile_cells));
		if (n > 0)
			appendStringInfoChar(out, ',');
		for (; d >= 0 && index[d] == 0; d--)
			appendStringInfoChar(out, '{');
		print_cell(out, &cursor, n - cursor.first);
		for (d = box->ndim - 1; d >= 0; d--)
		{
			if (++index[d] < (uint64) ax_shape_length(box, d))
				break;
			index[d] = 0;
			appendStringInfoChar(out, '}');
		}
	}
	if (box->ndim == 0)
		appendStringInfoChar(out, '}');
	return true;
}

/* Prints the present cells with their coordinates; false as above. */
static bool
print_sparse(StringInfo out, AxReader *reader)
{
	bool		first = true;
	bool		endless = ax_kind_is_named(reader->head.kind);
	AxCursor	cursor;

	appendStringInfoChar(out, '{');
	ax_nd_cursor(&cursor, reader);
	while (ax_nd_next(&cursor))
		for (uint32 i = 0; i < cursor.entry.cells; i++)
		{
			int64		coords[AX_MAX_DIMS];

			if (!ax_mask_get(cursor.present, i))
				continue;
			if (out->len > AX_TEXT_MAX && !endless)
				return false;
			ax_shape_coords(&reader->head.box, cursor.first + i, coords);
			if (!first)
				appendStringInfoChar(out, ',');
			first = false;
			for (int d = 0; d < reader->head.box.ndim; d++)
				appendStringInfo(out, "%c" INT64_FORMAT, d == 0 ? '(' : ',', coords[d]);
			appendBinaryStringInfo(out, "):", 2);
			print_cell(out, &cursor, i);
		}
	appendStringInfoChar(out, '}');
	return true;
}

/* A piece at a time, without padding between them, so that it can be cancelled. */
static char *
print_base64(const char *head, struct varlena *value)
{
	int			size = (int) VARSIZE(value) - VARHDRSZ;
	Size		head_length = strlen(head);
	int			room = pg_b64_enc_len(size);
	char	   *text = MemoryContextAllocHuge(CurrentMemoryContext, head_length + 8 + (Size) room + 2);
	char	   *at = text;

	memcpy(at, head, head_length);
	at += head_length;
	memcpy(at, "{base64:", 8);
	at += 8;
	for (int done = 0, piece; done < size; done += piece)
	{
		CHECK_FOR_INTERRUPTS();
		piece = Min(size - done, 3 << 20);
		at += pg_b64_encode(VARDATA(value) + done, piece, at, pg_b64_enc_len(piece));
	}
	memcpy(at, "}", 2);
	return text;
}

char *
ax_nd_print_type(const AxHead *head)
{
	StringInfoData out;

	initStringInfo(&out);
	print_head(&out, head);
	return out.data;
}

char *
ax_nd_print(struct varlena *value)
{
	AxReader   *reader = ax_nd_open(PointerGetDatum(value));
	AxHead	   *head = &reader->head;
	AxSummary	summary;
	StringInfoData out;
	bool		done;
	int			head_length;

	ax_pg_summary(reader, &summary);
	initStringInfo(&out);
	print_head(&out, head);
	head_length = out.len;
	/* without axes there are no coordinates to print */
	if (head->cells == 0 || (head->box.ndim > 0 && summary.present < head->cells - summary.present))
		done = print_sparse(&out, reader);
	else
		done = print_dense(&out, reader);
	ax_pg_close(reader);
	if (done)
		return out.data;
	out.data[head_length] = '\0';
	return print_base64(out.data, value);
}
