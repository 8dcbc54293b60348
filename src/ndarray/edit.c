/* Changes to cells of a value, in ascending order of the cells' numbers. */
#include "postgres.h"

#include "miscadmin.h"

#include "ndarray/edit.h"
#include "pg/error.h"

static void
begin(AxBuild *build, const AxHead *head)
{
	AxError		err;

	AX_CHECK(ax_build_begin(build, ax_pg_alloc(CurrentMemoryContext), head, &err), &err);
}

/* Copies the tiles before `end` as they are stored. */
static void
copy_tiles(AxBuild *build, AxReader *reader, uint32 end)
{
	AxError		err;

	while (build->next < end)
	{
		AxTileEntry entry;
		const uint8 *bytes;

		CHECK_FOR_INTERRUPTS();
		bytes = ax_pg_tile_bytes(reader, build->next, &entry);
		AX_CHECK(ax_build_copy(build, &entry, bytes, &err), &err);
	}
}

void
ax_nd_edit_begin(AxEdit *edit, AxReader *reader)
{
	ax_nd_cursor(&edit->cursor, reader);
	begin(&edit->build, &reader->head);
	edit->width = ax_kind_info(reader->head.kind)->width;
}

/* Writes the tile that was changed. */
static void
flush(AxEdit *edit)
{
	AxError		err;

	if (edit->cursor.tile == PG_UINT32_MAX || edit->cursor.tile < edit->build.next)
		return;
	AX_CHECK(ax_build_tile(&edit->build, edit->cursor.values, edit->cursor.present,
						   edit->cursor.valid, &err), &err);
}

uint32
ax_nd_edit_at(AxEdit *edit, uint64 number)
{
	uint32		tile = (uint32) (number / edit->build.head.tile_cells);

	if (tile != edit->cursor.tile)
	{
		Assert(tile >= edit->build.next);
		flush(edit);
		copy_tiles(&edit->build, edit->cursor.reader, tile);
		ax_nd_move(&edit->cursor, tile);
	}
	return (uint32) (number - edit->cursor.first);
}

struct varlena *
ax_nd_edit_finish(AxEdit *edit)
{
	flush(edit);
	copy_tiles(&edit->build, edit->cursor.reader, edit->build.head.tiles);
	return ax_pg_finish(&edit->build);
}

struct varlena *
ax_nd_rehead(AxReader *reader, const AxHead *to)
{
	AxHead		head = *to;
	AxBuild		build;

	head.tile_cells = reader->head.tile_cells;
	begin(&build, &head);
	Assert(build.head.cells == reader->head.cells);
	copy_tiles(&build, reader, build.head.tiles);
	return ax_pg_finish(&build);
}
