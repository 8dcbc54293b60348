/* The binary form of values whose elements are of a type by name: see wire.h. */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

#include "format/bytes.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/wire.h"
#include "pg/error.h"
#include "pg/named.h"

#define AT_KIND 5
#define AT_TILES 12
#define AT_DATA 20
#define AT_TOTAL 24

static void
bad(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid bytes of an ndarray"),
			 errdetail_internal("%s", detail)));
}

bool
ax_nd_is_wire(const uint8 *bytes, Size total)
{
	return total >= AX_HEAD_FIXED && (bytes[AT_KIND] == AX_KIND_NAMED || bytes[AT_KIND] == AX_KIND_VARIABLE);
}

void
ax_nd_to_wire(struct varlena *value, StringInfo message)
{
	AxReader   *reader = ax_nd_open(PointerGetDatum(value));
	const AxHead *head = &reader->head;
	uint32		width = ax_kind_info(head->kind)->width;
	uint8	   *bytes = palloc(head->directory_offset);
	AxCursor	cursor;

	memcpy(bytes, value, head->directory_offset);
	ax_put_u32(bytes + AT_TOTAL, head->data_offset);
	pq_sendbytes(message, (char *) bytes + VARHDRSZ, (int) head->directory_offset - VARHDRSZ);
	pfree(bytes);
	ax_nd_cursor(&cursor, reader);
	for (uint32 t = 0; t < head->tiles; t++)
	{
		AxTileEntry entry;

		ax_pg_entry(reader, t, &entry);
		pq_sendbyte(message, entry.summary.present > 0);
		if (entry.summary.present == 0)
			continue;
		ax_nd_move(&cursor, t);
		for (uint32 w = 0; w < AX_MASK_WORDS(entry.cells); w++)
			pq_sendint64(message, cursor.present[w]);
		for (uint32 w = 0; w < AX_MASK_WORDS(entry.cells); w++)
			pq_sendint64(message, cursor.valid[w]);
		for (uint32 i = 0; i < entry.cells; i++)
			if (ax_mask_get(cursor.valid, i))
			{
				bytea	   *cell = ax_pg_named_send(head->kind, cursor.values + (Size) i * width);

				pq_sendint32(message, VARSIZE(cell) - VARHDRSZ);
				pq_sendbytes(message, VARDATA(cell), VARSIZE(cell) - VARHDRSZ);
				pfree(cell);
			}
	}
	ax_pg_close(reader);
}

/* Checks what only PostgreSQL can: names in the database's encoding, and once each. */
static void
check_names(AxHead *head)
{
	bool		any = false;

	for (int d = 0; d < head->box.ndim; d++)
	{
		any = any || head->names[d][0] != '\0';
		(void) pg_verifymbstr(head->names[d], (int) strlen(head->names[d]), false);
		for (int e = 0; e < d && head->names[d][0] != '\0'; e++)
			if (strcmp(head->names[e], head->names[d]) == 0)
				bad("A dimension name occurs twice.");
	}
	head->has_names = any;
	(void) pg_verifymbstr(ax_kind_info(head->kind)->name,
						  (int) strlen(ax_kind_info(head->kind)->name), false);
}

/* Reads the head, for which the zeros of a directory are put behind it. */
static void
read_head(const uint8 *bytes, Size total, AxHead *head)
{
	Size		data = ax_get_u32(bytes + AT_DATA);
	Size		directory = (Size) ax_get_u32(bytes + AT_TILES) * AX_ENTRY_BYTES;
	uint8	   *whole;
	AxError		err;

	/* a byte for each tile follows the head */
	if (ax_get_u32(bytes + AT_TILES) > total || data > AX_MAX_BYTES || data < directory ||
		data - directory > total)
		bad("The head does not fit the message.");
	whole = palloc0(data + 1);
	memcpy(whole, bytes, data - directory);
	if (ax_head_read(whole, data, data, head, &err) != AX_OK)
	{
		if (err.status == AX_CORRUPT)
			bad(err.detail[0] != '\0' ? err.detail : err.message);
		ax_pg_throw(&err);
	}
	pfree(whole);
	head->directory = NULL;
	check_names(head);
}

static void
read_mask(StringInfo message, uint32 cells, uint64_t *mask)
{
	for (uint32 w = 0; w < AX_MASK_WORDS(cells); w++)
		mask[w] = (uint64_t) pq_getmsgint64(message);
	if (cells % 64 != 0 && mask[cells / 64] >> (cells % 64) != 0)
		bad("A mask has bits beyond the last cell.");
}

/* Reads one element by the type's own function, which must take all its bytes. */
static void
read_cell(StringInfo message, AxKind kind, StringInfo scratch, void *cell)
{
	int			length = (int) pq_getmsgint(message, 4);

	if (length < 0)
		bad("An element has a negative length.");
	resetStringInfo(scratch);
	appendBinaryStringInfo(scratch, pq_getmsgbytes(message, length), length);
	ax_pg_named_recv(kind, scratch, cell);
	if (scratch->cursor != length)
		bad("An element has bytes that its type does not read.");
}

struct varlena *
ax_nd_from_wire(const uint8 *bytes, Size total)
{
	AxHead		head;
	AxFeed		feed;
	uint64_t   *present;
	uint64_t   *valid;
	StringInfoData message;
	StringInfoData scratch;

	read_head(bytes, total, &head);
	(void) ax_pg_named_type(head.kind);
	memset(&message, 0, sizeof(message));
	message.data = (char *) bytes;
	message.len = (int) total;
	message.cursor = (int) head.directory_offset;
	initStringInfo(&scratch);
	present = palloc(AX_MASK_BYTES(head.tile_cells));
	valid = palloc(AX_MASK_BYTES(head.tile_cells));
	ax_nd_feed(&feed, &head);
	for (uint32 t = 0; t < head.tiles; t++)
	{
		uint64		first = (uint64) t * head.tile_cells;
		uint32		cells = (uint32) Min(head.cells - first, head.tile_cells);
		int			form = pq_getmsgbyte(&message);

		CHECK_FOR_INTERRUPTS();
		if (form == 0)
			continue;
		if (form != 1)
			bad("A tile is of an unrecognized form.");
		read_mask(&message, cells, present);
		read_mask(&message, cells, valid);
		for (uint32 i = 0; i < cells; i++)
		{
			AxCell		cell;

			if (ax_mask_get(valid, i))
			{
				if (!ax_mask_get(present, i))
					bad("A cell is empty and has a value.");
				read_cell(&message, head.kind, &scratch, &cell);
				ax_nd_put(&feed, first + i, &cell);
			}
			else if (ax_mask_get(present, i))
				ax_nd_put(&feed, first + i, NULL);
		}
	}
	if (message.cursor != message.len)
		bad("Bytes follow the last element.");
	pfree(present);
	pfree(valid);
	return ax_nd_finish(&feed);
}
