/*
 * Blocks of cells: nd_regrid.
 *
 * Cells are added to the groups of their blocks (kernel/reduce.h) tile by
 * tile.  Only the blocks of a band, some rows of them along the first axis, are
 * there at a time, so that memory does not go with the number of blocks.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"

#include "kernel/reduce.h"
#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"
#include "ndarray/window.h"
#include "num/rational.h"
#include "pg/error.h"
#include "pg/rational_total.h"

PG_FUNCTION_INFO_V1(nd_regrid);

#define BAND_GROUPS 65536		/* blocks of a band, unless one row of them is more */
#define ROW_CELLS 65536			/* cells whose blocks are found once and for all */

typedef struct Regrid
{
	AxReader   *reader;			/* borrowed, open */
	int			aggregate;		/* AxWindowAggregate */
	AxKind		kind;			/* of the values that are added up */
	bool		convert;		/* they are float8 made of the cells */
	int64		origin;			/* of an int8 that is converted: the least one */
	int64		block[AX_MAX_DIMS]; /* cells of a block, at most those of the axis */
	AxHead		head;			/* of the result */
	AxFeed		feed;

	int			outer;			/* axes in front of those that make up a row */
	uint64		row;			/* cells of a row: of one axis or more, the last ones */
	uint64		row_groups;		/* blocks along a row */
	uint64		strides[AX_MAX_DIMS];	/* cells, of the outer axes */
	uint64		group_strides[AX_MAX_DIMS]; /* blocks, of all axes */
	uint32	   *map;			/* owned: of a row or of a run of it, the block of each cell */
	uint32	   *ends;			/* owned */
	AxColumns	columns;		/* of the whole row; length 0 where that is too long */

	uint64		band_blocks;	/* rows of blocks of a band, along the first axis */
	uint64		band_cells;		/* cells of them along that axis */
	uint64		band;			/* number of the band */
	uint64		groups;			/* blocks of a band */
	AxGroups	values;			/* of the band */
	AxGroups	cells;			/* present cells of each; begun where some are NULL */
	bool		nulls;			/* they are */
	double	   *numbers;		/* owned: converted cells of a tile */
	AxGroupRun *runs;			/* owned: of the tile, not yet added */
	Size		nruns;
} Regrid;

static unsigned
kept(int aggregate)
{
	switch (aggregate)
	{
		case AX_WINDOW_COUNT:
			return 0;
		case AX_WINDOW_SUM:
		case AX_WINDOW_AVG:
			return AX_GROUP_SUM;
		case AX_WINDOW_MIN:
		case AX_WINDOW_MAX:
			return AX_GROUP_RANGE;
		default:
			return AX_GROUP_SQUARES;
	}
}

static void
read_blocks(ArrayType *array, const AxHead *head, int64 *block)
{
	bool		nulls[AX_MAX_DIMS];

	ax_nd_check_count(head, "blocks", ax_nd_coordinates(array, "blocks", block, nulls));
	for (int d = 0; d < head->box.ndim; d++)
	{
		if (nulls[d])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("blocks must not contain nulls")));
		if (block[d] < 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a block must have at least one cell along each axis, not " INT64_FORMAT,
							block[d])));
		block[d] = Min(block[d], Max(ax_shape_length(&head->box, d), 1));
	}
}

/* The head of the result: blocks are counted from the lower bound, which stays. */
static void
make_head(const AxHead *from, AxKind kind, const int64 *block, AxHead *head)
{
	*head = *from;
	head->kind = kind;
	head->tile_cells = 0;
	for (int d = 0; d < head->box.ndim; d++)
		head->box.upper[d] = head->box.lower[d] - 1 +
			(ax_shape_length(&from->box, d) + block[d] - 1) / block[d];
}

/* Which axes make up a row, and the blocks of its cells. */
static void
plan_rows(Regrid *regrid)
{
	const AxBox *box = &regrid->reader->head.box;
	int			last = box->ndim - 1;

	ax_shape_strides(box, regrid->strides);
	ax_shape_strides(&regrid->head.box, regrid->group_strides);
	regrid->outer = Max(last, 0);
	regrid->row = box->ndim > 0 ? (uint64) ax_shape_length(box, last) : 1;
	regrid->row_groups = box->ndim > 0 ? (uint64) ax_shape_length(&regrid->head.box, last) : 1;
	/* the first axis stays outside: along it go the bands */
	while (regrid->outer > 1 &&
		   regrid->row * (uint64) ax_shape_length(box, regrid->outer - 1) <= ROW_CELLS)
	{
		regrid->outer--;
		regrid->row *= (uint64) ax_shape_length(box, regrid->outer);
		regrid->row_groups *= (uint64) ax_shape_length(&regrid->head.box, regrid->outer);
	}
	regrid->map = palloc(Min(regrid->row, AX_VECTOR_CELLS) * sizeof(uint32));
	regrid->ends = palloc(Min(regrid->row, AX_VECTOR_CELLS) * sizeof(uint32));
	regrid->columns.length = 0;
	if (regrid->row > ROW_CELLS)
		return;
	for (uint64 i = 0; i < regrid->row; i++)
	{
		uint64		group = 0;

		for (int d = regrid->outer; d < box->ndim; d++)
			group += i / regrid->strides[d] % (uint64) ax_shape_length(box, d) /
				(uint64) regrid->block[d] * regrid->group_strides[d];
		regrid->map[i] = (uint32) group;
	}
	ax_columns_mark(regrid->map, regrid->row, regrid->ends, &regrid->columns);
}

static void
plan_bands(Regrid *regrid)
{
	const AxBox *box = &regrid->head.box;
	uint64		rows = box->ndim > 0 ? (uint64) ax_shape_length(box, 0) : 1;
	uint64		unit = box->ndim > 0 ? regrid->group_strides[0] : 1;
	AxAlloc		alloc = ax_pg_alloc(CurrentMemoryContext);
	AxError		err;

	regrid->band_blocks = Max(Min(rows, BAND_GROUPS / Max(unit, 1)), 1);
	regrid->band_cells = regrid->band_blocks * (box->ndim > 0 ? (uint64) regrid->block[0] : 1);
	regrid->groups = regrid->band_blocks * unit;
	AX_CHECK(ax_groups_begin(&regrid->values, regrid->kind, kept(regrid->aggregate), alloc, &err),
			 &err);
	AX_CHECK(ax_groups_grow(&regrid->values, regrid->groups, &err), &err);
	if (regrid->nulls)
	{
		AX_CHECK(ax_groups_begin(&regrid->cells, AX_KIND_FLOAT8, 0, alloc, &err), &err);
		AX_CHECK(ax_groups_grow(&regrid->cells, regrid->groups, &err), &err);
	}
}

/* A sum or mean of a block as a cell of the result. */
static void
total_cell(const Regrid *regrid, size_t g, AxCell *cell)
{
	AxKind		kind = regrid->head.kind;
	bool		mean = regrid->aggregate == AX_WINDOW_AVG;
	int64		count = regrid->values.count[g];
	AxNumber	sum;

	if (regrid->kind == AX_KIND_RATIONAL)
	{
		AxRational	total = ax_pg_rational_total((AxRationalSum *) regrid->values.sum + g,
												 mean ? count : 1);

		memcpy(cell, &total, sizeof(total));
		return;
	}
	sum = ax_groups_sum(&regrid->values, g);
	switch (ax_kind_info(regrid->kind)->class)
	{
		case AX_CLASS_INTEGER:
			if (mean)
				sum.real = (double) sum.wide / (double) count;
			else if (sum.wide < PG_INT64_MIN || sum.wide > PG_INT64_MAX)
				ereport(ERROR,
						(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						 errmsg("bigint out of range")));
			break;
		case AX_CLASS_FLOAT:
			if (mean)
				sum.real /= (double) count;
			else if (kind == AX_KIND_FLOAT4 && isinf((float) sum.real) && !isinf(sum.real))
				float_overflow_error();
			break;
		default:
			sum.pair[0] /= mean ? (double) count : 1;
			sum.pair[1] /= mean ? (double) count : 1;
			break;
	}
	ax_kind_store(kind, sum, cell);
}

/* A variance or its root; false if there are too few values. */
static bool
variance_cell(const Regrid *regrid, size_t g, AxCell *cell)
{
	bool		sample = regrid->aggregate == AX_WINDOW_VAR_SAMP ||
		regrid->aggregate == AX_WINDOW_STDDEV_SAMP;
	int64		count = regrid->values.count[g];
	AxNumber	squares = ax_groups_squares(&regrid->values, g);
	double		variance;

	if (count <= sample)
		return false;
	if (ax_kind_info(regrid->kind)->class == AX_CLASS_INTEGER)
	{
		AxWide		sum = ax_groups_sum(&regrid->values, g).wide;

		/* exact: sums of at most 2^28 cells of 32 bits, and of their squares */
		variance = (double) (count * squares.wide - sum * sum) / (double) count /
			(double) (count - sample);
	}
	else
		variance = regrid->values.infinite[g] ? NAN : squares.real / (double) (count - sample);
	variance = regrid->aggregate >= AX_WINDOW_STDDEV_SAMP ? sqrt(variance) : variance;
	memcpy(cell, &variance, sizeof(variance));
	return true;
}

/* The result of a block with a value; false for NULL. */
static bool
block_cell(const Regrid *regrid, size_t g, AxCell *cell)
{
	AxNumber	number;

	switch (regrid->aggregate)
	{
		case AX_WINDOW_COUNT:
			memcpy(cell, &regrid->values.count[g], sizeof(int64));
			return true;
		case AX_WINDOW_SUM:
		case AX_WINDOW_AVG:
			if (regrid->values.count[g] == 0)
				return false;
			total_cell(regrid, g, cell);
			return true;
		case AX_WINDOW_MIN:
		case AX_WINDOW_MAX:
			if (!(regrid->aggregate == AX_WINDOW_MIN ? ax_groups_min : ax_groups_max)
				(&regrid->values, g, &number))
				return false;
			ax_kind_store(regrid->head.kind, number, cell);
			return true;
		default:
			return variance_cell(regrid, g, cell);
	}
}

/* Writes the blocks of the band and empties its groups. */
static void
end_band(Regrid *regrid)
{
	uint64		first = regrid->band * regrid->groups;
	AxError		err;

	AX_CHECK(ax_groups_finish(&regrid->values, &err), &err);
	for (size_t g = 0; g < regrid->groups; g++)
	{
		AxCell		cell;

		/* blocks beyond the last row have no cells */
		if ((regrid->nulls ? regrid->cells.count : regrid->values.count)[g] > 0)
			ax_nd_put(&regrid->feed, first + g, block_cell(regrid, g, &cell) ? &cell : NULL);
	}
	ax_groups_clear(&regrid->values);
	if (regrid->nulls)
		ax_groups_clear(&regrid->cells);
}

/* Cells as float8: variances of these kinds have no exact form. */
static const double *
convert(const Regrid *regrid, const void *values, const uint64_t *valid, Size n)
{
	for (Size i = 0; i < n; i++)
		if (valid != NULL && !ax_mask_get(valid, i))
			regrid->numbers[i] = 0;
		else if (regrid->reader->head.kind == AX_KIND_RATIONAL)
			regrid->numbers[i] = ax_rational_to_double(((const AxRational *) values)[i]);
		else
			/* from the least one on: differences keep the digits that matter */
			regrid->numbers[i] = (double) ((uint64) ((const int64 *) values)[i] -
										   (uint64) regrid->origin);
	return regrid->numbers;
}

/* Adds the runs of the tile that are known. */
static void
add_runs(Regrid *regrid, const AxCursor *cursor, const AxVector *vector, const uint64_t *valid,
		 const AxColumns *columns)
{
	AxError		err;

	AX_CHECK(ax_kernel_reduce_runs(&regrid->values, vector, valid, cursor->entry.cells,
								   regrid->runs, regrid->nruns, columns, &err), &err);
	if (regrid->nulls)
		AX_CHECK(ax_kernel_reduce_runs(&regrid->cells, NULL, cursor->present, cursor->entry.cells,
									   regrid->runs, regrid->nruns, columns, &err), &err);
	regrid->nruns = 0;
}

/* The blocks of a run of a long row, from that of its first cell on. */
static void
map_run(Regrid *regrid, uint64 column, uint64 n, AxColumns *columns)
{
	uint64		block = (uint64) regrid->block[regrid->head.box.ndim - 1];

	for (uint64 i = 0; i < n; i++)
		regrid->map[i] = (uint32) ((column + i) / block - column / block);
	ax_columns_mark(regrid->map, n, regrid->ends, columns);
}

static void
add_tile(Regrid *regrid, const AxCursor *cursor, const AxVector *vector, const uint64_t *valid,
		 uint64 first)
{
	const AxBox *box = &regrid->reader->head.box;

	for (uint64 at = 0, n; at < cursor->entry.cells; at += n)
	{
		uint64		cell = first + at;
		uint64		column = cell % regrid->row;
		uint64		along = regrid->outer > 0 ? cell / regrid->strides[0] : column;
		uint64		base = 0;
		AxColumns	columns;

		n = Min(regrid->row - column, cursor->entry.cells - at);
		if (along / regrid->band_cells != regrid->band)
		{
			add_runs(regrid, cursor, vector, valid, &regrid->columns);
			end_band(regrid);
			regrid->band = along / regrid->band_cells;
		}
		for (int d = 0; d < regrid->outer; d++)
			base += cell / regrid->strides[d] % (uint64) ax_shape_length(box, d) /
				(uint64) regrid->block[d] * regrid->group_strides[d];
		base -= regrid->band * regrid->groups;
		if (regrid->columns.length > 0)
		{
			regrid->runs[regrid->nruns++] = (AxGroupRun) {(uint32) at, (uint32) n,
				(uint32) base, (uint32) column};
			continue;
		}
		/* a long row, whose blocks are found run by run; of one axis it has bands itself */
		if (regrid->outer == 0)
			n = Min(n, (regrid->band + 1) * regrid->band_cells - along);
		base += column / (uint64) regrid->block[box->ndim - 1];
		regrid->runs[regrid->nruns++] = (AxGroupRun) {(uint32) at, (uint32) n, (uint32) base, 0};
		map_run(regrid, column, n, &columns);
		add_runs(regrid, cursor, vector, valid, &columns);
	}
	add_runs(regrid, cursor, vector, valid, &regrid->columns);
}

static void
add_cells(Regrid *regrid)
{
	AxReader   *reader = regrid->reader;
	AxCursor	cursor;

	ax_nd_cursor(&cursor, reader);
	if (regrid->convert)
		regrid->numbers = palloc(reader->head.tile_cells * sizeof(double));
	regrid->runs = palloc(Min(reader->head.tile_cells, reader->head.cells) * sizeof(AxGroupRun));
	for (uint32 t = 0; t < reader->head.tiles; t++)
	{
		const uint64_t *valid;
		AxVector	vector = {.kind = regrid->kind};

		vector.values = ax_nd_tile_values(reader, t, &cursor,
										  regrid->aggregate != AX_WINDOW_COUNT, &valid);
		if (cursor.entry.summary.present == 0)
			continue;
		if (regrid->nulls)
			ax_pg_tile(reader, t, NULL, cursor.present, cursor.valid);
		if (regrid->convert)
			vector.values = convert(regrid, vector.values, valid, cursor.entry.cells);
		add_tile(regrid, &cursor, regrid->aggregate == AX_WINDOW_COUNT ? NULL : &vector, valid,
				 (uint64) t * reader->head.tile_cells);
	}
	end_band(regrid);
}

static struct varlena *
regrid_groups(AxReader *reader, const AxHead *head, const int64 *block, int aggregate)
{
	Regrid		regrid = {.reader = reader, .aggregate = aggregate, .head = *head};
	AxKind		kind = ax_kind_storage(reader->head.kind);
	AxSummary	summary;

	memcpy(regrid.block, block, sizeof(regrid.block));
	ax_nd_feed(&regrid.feed, head);
	if (regrid.feed.build.head.cells == 0)
		return ax_nd_finish(&regrid.feed);
	ax_pg_summary(reader, &summary);
	regrid.nulls = summary.nulls > 0;
	regrid.convert = kept(aggregate) == AX_GROUP_SQUARES &&
		(kind == AX_KIND_INT8 || kind == AX_KIND_RATIONAL);
	regrid.kind = aggregate == AX_WINDOW_COUNT || regrid.convert ? AX_KIND_FLOAT8 : kind;
	if (regrid.convert && kind == AX_KIND_INT8 && summary.has_range)
		regrid.origin = (int64) summary.min.wide;
	plan_rows(&regrid);
	plan_bands(&regrid);
	add_cells(&regrid);
	return ax_nd_finish(&regrid.feed);
}

/* nd_regrid(a ndarray, blocks int8[], aggregate text) returns ndarray */
Datum
nd_regrid(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	int			aggregate = ax_nd_window_aggregate(text_to_cstring(PG_GETARG_TEXT_PP(2)));
	int64		block[AX_MAX_DIMS];
	struct varlena *result;
	AxHead		head;

	read_blocks(PG_GETARG_ARRAYTYPE_P(1), &reader->head, block);
	make_head(&reader->head, ax_nd_window_kind(reader->head.kind, aggregate), block, &head);
	if (aggregate == AX_WINDOW_MEDIAN)
		result = ax_nd_block_medians(reader, &head, block);
	else
		result = regrid_groups(reader, &head, block, aggregate);
	ax_pg_close(reader);
	PG_RETURN_POINTER(result);
}
