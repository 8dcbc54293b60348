/*
 * PNG images by libpng.
 *
 * libpng's memory, and zlib's below it, is palloc'd, so that an error, be it
 * libpng's or one of PostgreSQL's within a call, leaves nothing behind: it may
 * jump over libpng's frames, which keep nothing else.
 */
#include "postgres.h"

#include <png.h>

#include "lib/stringinfo.h"
#include "utils/memutils.h"

#include "pg/png.h"

struct AxPng
{
	png_structp png;
	png_infop	info;
	StringInfoData bytes;		/* a bytea in the making */
};

static void
fail(png_structp png, png_const_charp message)
{
	ereport(ERROR,
			(errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION),
			 errmsg("could not write a PNG image: %s", message)));
}

/* libpng warns of what its caller could not know better. */
static void
ignore(png_structp png, png_const_charp message)
{
}

static png_voidp
allocate(png_structp png, png_alloc_size_t size)
{
	return palloc_extended(size, MCXT_ALLOC_HUGE | MCXT_ALLOC_NO_OOM);
}

static void
release(png_structp png, png_voidp memory)
{
	if (memory != NULL)
		pfree(memory);
}

static void
append(png_structp png, png_bytep bytes, png_size_t n)
{
	AxPng	   *image = png_get_io_ptr(png);

	if (n >= MaxAllocSize - (Size) image->bytes.len)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("PNG image exceeds the maximum size allowed (%d MB)",
						(int) (MaxAllocSize / (1024 * 1024)))));
	appendBinaryStringInfo(&image->bytes, (const char *) bytes, (int) n);
}

static void
flush(png_structp png)
{
}

AxPng *
ax_png_begin(uint32 width, uint32 height, const uint8 colors[AX_PNG_COLORS][3])
{
	AxPng	   *image = palloc0(sizeof(AxPng));
	png_structp png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, NULL, fail, ignore,
												NULL, allocate, release);

	if (png == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("out of memory")));
	image->png = png;
	image->info = png_create_info_struct(png);
	if (image->info == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("out of memory")));
	initStringInfo(&image->bytes);
	/* the varlena's length comes last */
	appendStringInfoSpaces(&image->bytes, VARHDRSZ);
	png_set_write_fn(png, image, append, flush);
	png_set_IHDR(png, image->info, width, height, 8,
				 colors != NULL ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB_ALPHA,
				 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	if (colors != NULL)
	{
		static const png_byte transparent[] = {0};
		png_color	palette[AX_PNG_COLORS];

		for (int i = 0; i < AX_PNG_COLORS; i++)
			palette[i] = (png_color) {colors[i][0], colors[i][1], colors[i][2]};
		png_set_PLTE(png, image->info, palette, AX_PNG_COLORS);
		png_set_tRNS(png, image->info, transparent, 1, NULL);
	}
	png_write_info(png, image->info);
	return image;
}

void
ax_png_row(AxPng *image, const uint8 *pixels)
{
	png_write_row(image->png, (png_const_bytep) pixels);
}

bytea *
ax_png_finish(AxPng *image)
{
	bytea	   *result;

	png_write_end(image->png, image->info);
	png_destroy_write_struct(&image->png, &image->info);
	result = (bytea *) image->bytes.data;
	SET_VARSIZE(result, image->bytes.len);
	return result;
}
