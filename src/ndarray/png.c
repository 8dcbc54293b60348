/*
 * nd_png: a matrix as a heat map, or an image of red, green and blue.
 *
 * Cells are read tile by tile and leave row by row: beside the image there is
 * a tile and a row.
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "format/named.h"
#include "kernel/cast.h"
#include "ndarray/cells.h"
#include "ndarray/colormap.h"
#include "pg/error.h"
#include "pg/png.h"

PG_FUNCTION_INFO_V1(nd_png);

typedef struct Image
{
	AxReader   *reader;
	AxCursor	cursor;
	uint32		width;			/* pixels */
	uint32		height;
	int			channels;		/* cells of a pixel: 1, 3 or 4 */
	double	   *room;			/* a tile as float8 */
	double		low;			/* range that is shown */
	double		high;
} Image;

/* The cells of the cursor's tile as float8; dates and timestamps are days and microseconds. */
static const double *
reals(Image *image)
{
	AxKind		kind = image->reader->head.kind;
	AxVector	from = {.values = image->cursor.values, .valid = image->cursor.valid};
	AxVector	to;
	AxError		err;

	from.kind = ax_kind_storage(kind);
	AX_CHECK(ax_kernel_cast(&from, AX_KIND_FLOAT8, image->cursor.valid, image->cursor.entry.cells,
							image->room, &to, &err), &err);
	/* their infinities are the least and the greatest integer */
	if (ax_kind_info(kind)->class == AX_CLASS_TIME)
		for (uint32 i = 0; i < image->cursor.entry.cells; i++)
		{
			double		most = kind == AX_KIND_DATE ? PG_INT32_MAX : (double) PG_INT64_MAX;

			if (image->room[i] >= most)
				image->room[i] = INFINITY;
			else if (image->room[i] < -most)
				image->room[i] = -INFINITY;
		}
	return to.values;
}

static void
check_kind(AxKind kind)
{
	if (!ax_kind_is_named(kind) && ax_kind_info(kind)->class != AX_CLASS_PAIR &&
		ax_kind_info(kind)->class != AX_CLASS_OPAQUE)
		return;
	ereport(ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("cells of type %s cannot be shown as colors", ax_kind_info(kind)->name),
			 kind == AX_KIND_COMPLEX ? errhint("Show their size or their angle: nd_abs, nd_arg.") : 0));
}

/* A matrix, or a row of cells, or pixels along a last axis of 3 or 4. */
static void
choose_shape(Image *image)
{
	const AxBox *box = &image->reader->head.box;
	int64		height = box->ndim == 1 ? 1 : box->ndim > 0 ? ax_shape_length(box, 0) : 0;
	int64		width = box->ndim > 0 ? ax_shape_length(box, box->ndim == 1 ? 0 : 1) : 0;

	image->channels = box->ndim == 3 ? (int) Min(ax_shape_length(box, 2), 5) : 1;
	if (box->ndim < 1 || box->ndim > 3 ||
		(box->ndim == 3 && image->channels != 3 && image->channels != 4))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("ndarray is not an image"),
				 errdetail("It has %d dimensions.", box->ndim),
				 errhint("An image has rows and columns, and perhaps a third axis of length 3 or 4: red, green, blue, opacity.")));
	if (width == 0 || height == 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("ndarray is not an image"),
				 errdetail("It has no cells.")));
	if (width > AX_PNG_SIDE || height > AX_PNG_SIDE)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("image of " INT64_FORMAT " by " INT64_FORMAT " pixels exceeds the maximum allowed (%d)",
						width, height, AX_PNG_SIDE),
				 errhint("Cut a part out with nd_box.")));
	image->width = (uint32) width;
	image->height = (uint32) height;
}

static double
argument(FunctionCallInfo fcinfo, int number, const char *name)
{
	double		value = PG_GETARG_FLOAT8(number);

	if (!isfinite(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s of nd_png must be a finite number", name)));
	return value;
}

/* The range of finite cells; of cells without any it is 0 to 0. */
static void
find_range(Image *image)
{
	AxSummary	summary;
	double		least = INFINITY;
	double		most = -INFINITY;

	ax_pg_summary(image->reader, &summary);
	if (summary.has_range && image->reader->head.kind == AX_KIND_FLOAT8 &&
		isfinite(summary.min.real) && isfinite(summary.max.real))
	{
		image->low = summary.min.real;
		image->high = summary.max.real;
		return;
	}
	while (ax_nd_next(&image->cursor))
	{
		const double *values = reals(image);

		CHECK_FOR_INTERRUPTS();
		for (uint32 i = 0; i < image->cursor.entry.cells; i++)
			if (ax_mask_get(image->cursor.valid, i) && isfinite(values[i]))
			{
				least = Min(least, values[i]);
				most = Max(most, values[i]);
			}
	}
	image->low = least <= most ? least : 0;
	image->high = least <= most ? most : 0;
}

static void
choose_range(FunctionCallInfo fcinfo, Image *image)
{
	AxKind		kind = image->reader->head.kind;

	image->low = 0;
	image->high = kind != AX_KIND_BOOL && ax_kind_info(kind)->class == AX_CLASS_INTEGER ? 255 : 1;
	if (image->channels == 1 && (PG_ARGISNULL(2) || PG_ARGISNULL(3)))
		find_range(image);
	if (!PG_ARGISNULL(2))
		image->low = argument(fcinfo, 2, "low");
	if (!PG_ARGISNULL(3))
		image->high = argument(fcinfo, 3, "high");
	if (!PG_ARGISNULL(2) && !PG_ARGISNULL(3) && image->low > image->high)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("low of nd_png must not be greater than high"),
				 errdetail("They are %g and %g.", image->low, image->high)));
	/* where one is given all cells may lie beyond it */
	if (PG_ARGISNULL(2))
		image->low = Min(image->low, image->high);
	else
		image->high = Max(image->low, image->high);
}

/* The colours of the map; 0 is no colour, 1 to 255 are the map from end to end. */
static void
choose_colors(text *name, uint8 colors[AX_PNG_COLORS][3])
{
	char	   *given = text_to_cstring(name);
	Size		length = strlen(given);
	bool		reverse = length > 2 && strcmp(given + length - 2, "_r") == 0;
	int			map;

	if (reverse)
		given[length - 2] = '\0';
	map = ax_nd_colormap_named(given);
	if (map < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("colormap \"%s\" does not exist", text_to_cstring(name)),
				 errhint("There are " AX_ND_COLORMAPS ", and each reversed, as viridis_r.")));
	memset(colors[0], 0, 3);
	for (int i = 1; i < AX_PNG_COLORS; i++)
		ax_nd_color(map, (reverse ? AX_PNG_COLORS - 1 - i : i - 1) / (double) (AX_PNG_COLORS - 2), colors[i]);
}

/*
 * Writes the image: each cell a byte, the range from `first` to 255.  A pixel
 * of which a cell is missing is zero, which is transparent.
 */
static void
write_rows(Image *image, AxPng *png, int first)
{
	int			bytes = image->channels == 1 ? 1 : 4;
	uint8	   *row = palloc((Size) image->width * bytes);
	uint8	   *pixel = row;
	/* halves, as the range of two doubles may be infinite */
	double		low = image->low * 0.5;
	double		range = image->high * 0.5 - low;
	double		scale = range > 0 ? Min((255 - first) / range, DBL_MAX) : 0;
	int			channel = 0;
	bool		hole = false;

	for (uint32 t = 0; t < image->reader->head.tiles; t++)
	{
		const double *values;

		ax_nd_move(&image->cursor, t);
		values = reals(image);
		for (uint32 i = 0; i < image->cursor.entry.cells; i++)
		{
			bool		there = ax_mask_get(image->cursor.valid, i) && !isnan(values[i]);
			double		level = !there ? 0 : scale == 0 ? (first + 255) / 2 :
				first + 0.5 + (values[i] * 0.5 - low) * scale;

			/* infinities go to the ends with all that is outside */
			pixel[channel] = there ? (uint8) Max(first, Min(255, level)) : 0;
			hole |= !there;
			if (++channel < image->channels)
				continue;
			if (channel == 3)
				pixel[3] = 255;
			if (hole)
				memset(pixel, 0, bytes);
			channel = 0;
			hole = false;
			pixel += bytes;
			if (pixel < row + (Size) image->width * bytes)
				continue;
			pixel = row;
			CHECK_FOR_INTERRUPTS();
			ax_png_row(png, row);
		}
	}
	pfree(row);
}

Datum
nd_png(PG_FUNCTION_ARGS)
{
	Image		image = {0};
	uint8		colors[AX_PNG_COLORS][3];
	AxPng	   *png;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	choose_colors(PG_GETARG_TEXT_PP(1), colors);
	image.reader = ax_nd_open(PG_GETARG_DATUM(0));
	check_kind(image.reader->head.kind);
	choose_shape(&image);
	ax_nd_cursor(&image.cursor, image.reader);
	image.room = palloc(Min(image.reader->head.cells, image.reader->head.tile_cells) * sizeof(double) + 8);
	choose_range(fcinfo, &image);
	png = ax_png_begin(image.width, image.height, image.channels == 1 ? colors : NULL);
	write_rows(&image, png, image.channels == 1 ? 1 : 0);
	ax_pg_close(image.reader);
	PG_RETURN_BYTEA_P(ax_png_finish(png));
}
