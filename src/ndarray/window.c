/*
 * Moving boxes: nd_window.
 *
 * Tiles of the value go into a window of kernel/window.h, and its bands of
 * results into tiles of the result, so that beside both there are the rows of
 * a box and a bit for each cell, where some are empty.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/window.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_window);

static const char *const names[] = {
	[AX_WINDOW_COUNT] = "count",
	[AX_WINDOW_SUM] = "sum",
	[AX_WINDOW_AVG] = "avg",
	[AX_WINDOW_MIN] = "min",
	[AX_WINDOW_MAX] = "max",
	[AX_WINDOW_VAR_SAMP] = "var_samp",
	[AX_WINDOW_VAR_POP] = "var_pop",
	[AX_WINDOW_STDDEV_SAMP] = "stddev_samp",
	[AX_WINDOW_STDDEV_POP] = "stddev_pop",
	[AX_WINDOW_MEDIAN] = "median"
};

int
ax_nd_window_aggregate(const char *name)
{
	/* as PostgreSQL's own other names */
	if (strcmp(name, "variance") == 0)
		return AX_WINDOW_VAR_SAMP;
	if (strcmp(name, "stddev") == 0)
		return AX_WINDOW_STDDEV_SAMP;
	for (int i = 0; i < (int) lengthof(names); i++)
		if (strcmp(name, names[i]) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("aggregate \"%s\" does not exist for boxes of cells", name),
			 errhint("There are count, sum, avg, min, max, var_samp, var_pop, stddev_samp, stddev_pop and median.")));
}

const char *
ax_nd_window_name(int aggregate)
{
	return names[aggregate];
}

bool
ax_nd_window_is_direct(AxKind kind, int aggregate)
{
	return aggregate == AX_WINDOW_MEDIAN ||
		(kind == AX_KIND_RATIONAL && (aggregate == AX_WINDOW_SUM || aggregate == AX_WINDOW_AVG));
}

AxKind
ax_nd_window_kind(AxKind kind, int aggregate)
{
	AxKindClass class = ax_kind_info(kind)->class;
	AxKind		result;

	if (!ax_nd_window_is_direct(kind, aggregate))
		result = ax_window_kind(kind, (AxWindowAggregate) aggregate);
	else if (kind == AX_KIND_RATIONAL)
		result = kind;
	else
		result = class == AX_CLASS_INTEGER || class == AX_CLASS_FLOAT ? AX_KIND_FLOAT8 :
			AX_KIND_NONE;
	if (result == AX_KIND_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("aggregate \"%s\" is not defined for an ndarray of kind %s",
						names[aggregate], ax_kind_info(kind)->name)));
	return result;
}

void
ax_nd_window_reach(ArrayType *array, const char *what, int ndim, int64 *reach)
{
	bool		nulls[AX_MAX_DIMS];
	AxHead		head;
	int			n = ax_nd_coordinates(array, what, reach, nulls);

	head.box.ndim = ndim;
	ax_nd_check_count(&head, what, n);
	for (int d = 0; d < n; d++)
	{
		if (nulls[d])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not contain nulls", what)));
		if (reach[d] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("%s must not be negative: " INT64_FORMAT, what, reach[d]),
					 errhint("A box lies around its cell; nd_shift moves the result.")));
		reach[d] = Min(reach[d], AX_COORD_MAX);
	}
}

/* Says whether no cell is NaN or infinite. */
static bool
is_finite(AxKind kind, const AxSummary *summary)
{
	if (summary->nans > 0 || !summary->has_range)
		return false;
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_FLOAT:
			return isfinite(summary->min.real) && isfinite(summary->max.real);
		case AX_CLASS_PAIR:
			return isfinite(summary->min.pair[0]) && isfinite(summary->max.pair[0]) &&
				isfinite(summary->min.pair[1]) && isfinite(summary->max.pair[1]);
		default:
			return true;
	}
}

/* Says whether no sum over a box leaves bigint. */
static bool
is_narrow(const AxWindowSpec *spec, const AxSummary *summary)
{
	AxWide		most = Max(summary->max.wide, -summary->min.wide);
	AxWide		cells = 1;

	if (ax_kind_storage(spec->kind) != AX_KIND_INT8)
		return true;
	for (int d = 0; d < spec->in.ndim; d++)
		cells *= Min(spec->before[d] + spec->after[d] + 1, ax_shape_length(&spec->in, d));
	return most < PG_INT64_MAX / cells;
}

static void
describe(AxReader *reader, const AxBox *out, const int64 *before, const int64 *after,
		 int aggregate, AxWindowSpec *spec)
{
	AxSummary	summary;

	ax_pg_summary(reader, &summary);
	memset(spec, 0, sizeof(*spec));
	spec->kind = reader->head.kind;
	spec->aggregate = (AxWindowAggregate) aggregate;
	spec->in = reader->head.box;
	spec->out = *out;
	memcpy(spec->before, before, sizeof(int64) * out->ndim);
	memcpy(spec->after, after, sizeof(int64) * out->ndim);
	spec->full = summary.present == reader->head.cells && summary.nulls == 0;
	spec->finite = is_finite(spec->kind, &summary);
	if (ax_kind_info(spec->kind)->class == AX_CLASS_INTEGER && summary.has_range)
	{
		spec->narrow = is_narrow(spec, &summary);
		spec->origin = (int64) summary.min.wide;
	}
}

/* The cells of the box that are not empty, a bit for each; NULL if none is. */
static uint64_t *
wanted_cells(AxReader *reader, const AxHead *head)
{
	uint64		tile_cells = reader->head.tile_cells;
	uint32		open = PG_UINT32_MAX;
	uint64_t   *wanted;
	AxSummary	summary;
	AxCursor	cursor;
	AxRuns		runs;

	ax_pg_summary(reader, &summary);
	if (summary.present == reader->head.cells)
		return NULL;
	wanted = MemoryContextAllocExtended(CurrentMemoryContext, AX_MASK_BYTES(head->cells) + 8,
										MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	ax_nd_cursor(&cursor, reader);
	ax_runs_begin(&runs, &reader->head.box, &head->box);
	for (uint64 to = 0; ax_runs_next(&runs);)
		for (uint64 at = runs.start, n; at < runs.start + runs.length; at += n, to += n)
		{
			uint32		t = (uint32) (at / tile_cells);

			n = Min((t + 1) * tile_cells, runs.start + runs.length) - at;
			if (t != open)
			{
				CHECK_FOR_INTERRUPTS();
				ax_pg_entry(reader, t, &cursor.entry);
				if (cursor.entry.presence == AX_MASK_VOID)
					memset(cursor.present, 0, AX_MASK_BYTES(cursor.entry.cells));
				else
					ax_pg_tile(reader, t, NULL, cursor.present, NULL);
				open = t;
			}
			ax_mask_copy(wanted, to, cursor.present, at % tile_cells, n);
		}
	return wanted;
}

static void
run_window(AxReader *reader, const AxWindowSpec *spec, const uint64_t *wanted, AxFeed *feed)
{
	AxCursor	cursor;
	AxWindow	window;
	AxError		err;

	ax_nd_cursor(&cursor, reader);
	AX_CHECK(ax_window_begin(&window, spec, ax_pg_alloc(CurrentMemoryContext), &err), &err);
	for (uint32 t = 0; t < reader->head.tiles; t++)
	{
		const uint64_t *valid;
		const void *values = ax_nd_tile_values(reader, t, &cursor,
												spec->aggregate != AX_WINDOW_COUNT, &valid);

		for (uint32 at = 0; at < cursor.entry.cells;)
		{
			AxWindowBand band;

			at += ax_window_feed(&window, values, valid, at, cursor.entry.cells - at);
			do
			{
				while (ax_window_work(&window))
					CHECK_FOR_INTERRUPTS();
				AX_CHECK(ax_window_band(&window, wanted, &band, &err), &err);
				if (band.cells > 0)
					ax_nd_put_cells(feed, band.first, band.values, wanted, band.first,
									band.valid, 0, band.cells);
			} while (band.cells > 0);
		}
	}
	ax_window_end(&window);
}

/* Room for what the value is likely to become, so that it is not copied as it grows. */
static void
reserve(const AxReader *reader, AxFeed *feed)
{
	Size		width = ax_kind_info(reader->head.kind)->width;
	AxError		err;

	AX_CHECK(ax_build_reserve(&feed->build,
							  Min(reader->head.total_bytes / width, feed->build.head.cells) *
							  feed->width, &err), &err);
}

struct varlena *
ax_nd_window(AxReader *reader, const AxBox *out, const int64 *before, const int64 *after,
			 int aggregate)
{
	AxHead		head = reader->head;
	uint64_t   *wanted;
	AxWindowSpec spec;
	AxFeed		feed;

	head.kind = ax_nd_window_kind(reader->head.kind, aggregate);
	head.box = *out;
	head.tile_cells = 0;
	if (ax_nd_window_is_direct(reader->head.kind, aggregate))
		return ax_nd_window_direct(reader, &head, before, after, aggregate);
	ax_nd_feed(&feed, &head);
	if (feed.build.head.cells == 0)
		return ax_nd_finish(&feed);
	reserve(reader, &feed);
	describe(reader, out, before, after, aggregate, &spec);
	wanted = wanted_cells(reader, &feed.build.head);
	run_window(reader, &spec, wanted, &feed);
	return ax_nd_finish(&feed);
}

/* nd_window(a ndarray, before int8[], after int8[], aggregate text) returns ndarray */
Datum
nd_window(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	int			ndim = reader->head.box.ndim;
	int64		before[AX_MAX_DIMS];
	int64		after[AX_MAX_DIMS];
	struct varlena *result;

	ax_nd_window_reach(PG_GETARG_ARRAYTYPE_P(1), "before", ndim, before);
	ax_nd_window_reach(PG_GETARG_ARRAYTYPE_P(2), "after", ndim, after);
	result = ax_nd_window(reader, &reader->head.box, before, after,
						  ax_nd_window_aggregate(text_to_cstring(PG_GETARG_TEXT_PP(3))));
	ax_pg_close(reader);
	PG_RETURN_POINTER(result);
}
