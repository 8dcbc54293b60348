/* Rows kept until the array that they are for can be made. */
#include "postgres.h"

#include "miscadmin.h"
#include "storage/buffile.h"
#include "utils/memutils.h"

#include "format/head.h"
#include "pg/kind.h"
#include "store/rows.h"

#define PIECE_BYTES (256 * 1024)

typedef struct Piece
{
	struct Piece *next;
	Size		used;			/* bytes of rows */
	uint64		data[FLEXIBLE_ARRAY_MEMBER];
} Piece;

struct AxRows
{
	int			ndim;
	int			natts;
	const AxKind *kinds;		/* borrowed */
	Size		width;			/* bytes of a row */
	Size	   *offsets;		/* of the cell of each attribute, then of the bytes that say NULL */
	Size		piece_bytes;	/* of a piece, a multiple of width */
	Size		left;			/* bytes of work_mem not yet used */
	MemoryContext context;
	Piece	   *head;
	Piece	   *tail;
	BufFile    *file;			/* rows that came after memory was full */
	Piece	   *at;				/* being read */
	Size		at_offset;
	bool		in_file;		/* reading the file */
	char	   *row;			/* buffer of one row */
};

AxRows *
ax_rows_begin(int ndim, int natts, const AxKind *kinds)
{
	AxRows	   *rows = palloc0(sizeof(AxRows));

	rows->ndim = ndim;
	rows->natts = natts;
	rows->kinds = kinds;
	rows->offsets = palloc(sizeof(Size) * (natts + 1));
	rows->offsets[0] = ndim * sizeof(int64);
	for (int a = 0; a < natts; a++)
		rows->offsets[a + 1] = rows->offsets[a] + AX_ALIGN8(ax_kind_info(kinds[a])->width);
	rows->width = rows->offsets[natts] + AX_ALIGN8((Size) natts);
	rows->piece_bytes = Max(1, PIECE_BYTES / rows->width) * rows->width;
	rows->left = (Size) work_mem * 1024;
	rows->context = CurrentMemoryContext;
	rows->row = palloc0(rows->width);
	return rows;
}

/* Where the next row goes: in memory, or to the buffer that is then written. */
static char *
room(AxRows *rows)
{
	Piece	   *piece = rows->tail;

	if (rows->file != NULL)
		return rows->row;
	if (piece == NULL || piece->used == rows->piece_bytes)
	{
		if (piece != NULL && rows->left < rows->piece_bytes)
		{
			MemoryContext old = MemoryContextSwitchTo(rows->context);

			rows->file = BufFileCreateTemp(false);
			MemoryContextSwitchTo(old);
			return rows->row;
		}
		piece = MemoryContextAlloc(rows->context, offsetof(Piece, data) + rows->piece_bytes);
		piece->next = NULL;
		piece->used = 0;
		if (rows->tail != NULL)
			rows->tail->next = piece;
		else
			rows->head = piece;
		rows->tail = piece;
		rows->left -= Min(rows->left, rows->piece_bytes);
	}
	piece->used += rows->width;
	return (char *) piece->data + piece->used - rows->width;
}

void
ax_rows_add(AxRows *rows, const int64 *coords, const Datum *values, const bool *nulls)
{
	char	   *row = room(rows);
	bool	   *is_null = (bool *) (row + rows->offsets[rows->natts]);

	memcpy(row, coords, rows->ndim * sizeof(int64));
	for (int a = 0; a < rows->natts; a++)
	{
		is_null[a] = nulls[a];
		if (!nulls[a])
			ax_pg_datum_cell(rows->kinds[a], values[a], row + rows->offsets[a]);
	}
	if (row == rows->row)
		BufFileWrite(rows->file, row, rows->width);
}

void
ax_rows_rewind(AxRows *rows)
{
	rows->at = rows->head;
	rows->at_offset = 0;
	rows->in_file = false;
}

static const char *
next_row(AxRows *rows)
{
	Size		read;

	while (rows->at != NULL)
	{
		if (rows->at_offset < rows->at->used)
		{
			rows->at_offset += rows->width;
			return (char *) rows->at->data + rows->at_offset - rows->width;
		}
		rows->at = rows->at->next;
		rows->at_offset = 0;
	}
	if (rows->file == NULL)
		return NULL;
	if (!rows->in_file)
	{
		if (BufFileSeek(rows->file, 0, 0, SEEK_SET) != 0)
			ereport(ERROR,
					(errcode_for_file_access(),
					 errmsg("could not rewind temporary file of rows")));
		rows->in_file = true;
	}
	read = BufFileRead(rows->file, rows->row, rows->width);
	if (read != 0 && read != rows->width)
		ereport(ERROR,
				(errcode_for_file_access(),
				 errmsg("could not read from temporary file of rows")));
	return read == 0 ? NULL : rows->row;
}

bool
ax_rows_next(AxRows *rows, int64 *coords, Datum *values, bool *nulls)
{
	const char *row = next_row(rows);

	if (row == NULL)
		return false;
	memcpy(coords, row, rows->ndim * sizeof(int64));
	memcpy(nulls, row + rows->offsets[rows->natts], rows->natts);
	for (int a = 0; a < rows->natts; a++)
		if (!nulls[a])
			values[a] = ax_pg_cell_datum(rows->kinds[a], row + rows->offsets[a]);
	return true;
}

void
ax_rows_end(AxRows *rows)
{
	if (rows->file != NULL)
		BufFileClose(rows->file);
	rows->file = NULL;
}
