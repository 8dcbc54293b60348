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
	MemoryContext row_values;	/* values of variable length of that row */
	bool		crowded;		/* such values have filled work_mem */
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
	rows->row_values = AllocSetContextCreate(CurrentMemoryContext, "values of a row",
											 ALLOCSET_DEFAULT_SIZES);
	return rows;
}

/* Where the next row goes: in memory, or to the buffer that is then written. */
static char *
room(AxRows *rows)
{
	Piece	   *piece = rows->tail;

	if (rows->file != NULL)
		return rows->row;
	if (piece == NULL || piece->used == rows->piece_bytes || rows->crowded)
	{
		if (piece != NULL && (rows->left < rows->piece_bytes || rows->crowded))
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

/* The cell of an attribute of variable length. */
static void **
variable(const AxRows *rows, const char *row, int att)
{
	return (void **) (row + rows->offsets[att]);
}

/* Copies a value to the memory of all rows, or to that of one that goes to the file. */
static void
add_variable(AxRows *rows, AxKind kind, Datum value, char *cell, bool to_file)
{
	MemoryContext old = MemoryContextSwitchTo(to_file ? rows->row_values : rows->context);

	ax_pg_datum_cell(kind, value, cell);
	MemoryContextSwitchTo(old);
	if (to_file)
		return;
	rows->left -= Min(rows->left, GetMemoryChunkSpace(*(void **) cell));
	rows->crowded = rows->left == 0;
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
		if (nulls[a])
			continue;
		if (ax_kind_is_variable(rows->kinds[a]))
			add_variable(rows, rows->kinds[a], values[a], row + rows->offsets[a], row == rows->row);
		else
			ax_pg_datum_cell(rows->kinds[a], values[a], row + rows->offsets[a]);
	}
	if (row == rows->row)
	{
		BufFileWrite(rows->file, row, rows->width);
		for (int a = 0; a < rows->natts; a++)
			if (!nulls[a] && ax_kind_is_variable(rows->kinds[a]))
			{
				void	   *value = *variable(rows, row, a);

				BufFileWrite(rows->file, value, VARSIZE(value));
			}
		MemoryContextReset(rows->row_values);
	}
}

void
ax_rows_rewind(AxRows *rows)
{
	rows->at = rows->head;
	rows->at_offset = 0;
	rows->in_file = false;
}

static void
not_read(void)
{
	ereport(ERROR,
			(errcode_for_file_access(),
			 errmsg("could not read from temporary file of rows")));
}

/* Reads the values that follow the row in the file. */
static void
read_variable(AxRows *rows)
{
	const bool *nulls = (bool *) (rows->row + rows->offsets[rows->natts]);

	MemoryContextReset(rows->row_values);
	for (int a = 0; a < rows->natts; a++)
	{
		varattrib_4b head;
		char	   *value;
		Size		rest;

		if (nulls[a] || !ax_kind_is_variable(rows->kinds[a]))
			continue;
		if (BufFileRead(rows->file, &head, VARHDRSZ) != VARHDRSZ)
			not_read();
		value = MemoryContextAlloc(rows->row_values, VARSIZE(&head));
		memcpy(value, &head, VARHDRSZ);
		rest = VARSIZE(&head) - VARHDRSZ;
		if (rest > 0 && BufFileRead(rows->file, VARDATA(value), rest) != rest)
			not_read();
		*variable(rows, rows->row, a) = value;
	}
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
	if (read == 0)
		return NULL;
	if (read != rows->width)
		not_read();
	read_variable(rows);
	return rows->row;
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
