/* Checks of boxes, runs, chunk grids and bit masks against counting by hand. */
#include "check/check.h"
#include "check/sample.h"
#include "shape/grid.h"

static AxBox
box_of(int ndim, const int64_t *lower, const int64_t *upper)
{
	AxBox		box = {.ndim = ndim};

	for (int d = 0; d < ndim; d++)
	{
		box.lower[d] = lower[d];
		box.upper[d] = upper[d];
	}
	return box;
}

static AxBox
box1(int64_t lower, int64_t upper)
{
	return box_of(1, &lower, &upper);
}

static void
check_masks(void)
{
	uint64_t	mask[3];

	for (size_t n = 1; n <= 192; n++)
	{
		ax_mask_fill(mask, n);
		CHECK_EQ_INT(ax_mask_count(mask, n), n);
		CHECK(n % 64 == 0 || mask[n / 64] >> (n % 64) == 0);
		for (size_t from = 0; from <= n; from += 13)
			for (size_t to = from; to <= n; to += 7)
			{
				size_t		inside = 0;

				memset(mask, 0, sizeof(mask));
				ax_mask_set_range(mask, from, to);
				for (size_t i = from; i < to; i++)
					inside += ax_mask_get(mask, i);
				CHECK_EQ_INT(inside, to - from);
				CHECK_EQ_INT(ax_mask_count(mask, 192), to - from);
			}
	}
	ax_mask_fill(mask, 100);
	ax_mask_clear(mask, 64);
	CHECK_EQ_INT(ax_mask_count(mask, 100), 99);
	CHECK(!ax_mask_get(mask, 64) && ax_mask_get(mask, 63));
}

static void
check_bounds(void)
{
	AxError		err;
	AxBox		box = {.ndim = AX_MAX_DIMS + 1};
	uint64_t	cells;
	char		text[32];

	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_LIMIT);
	CHECK_EQ_STR(err.message, "number of dimensions (33) exceeds the maximum allowed (32)");
	box.ndim = -1;
	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_LIMIT);
	box.ndim = 0;
	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_OK);
	CHECK_EQ_INT(ax_shape_cells(&box, 1, &cells, &err), AX_OK);
	CHECK_EQ_INT(cells, 1);
	CHECK_EQ_INT(ax_shape_print(&box, text, sizeof(text)), 2);
	CHECK_EQ_STR(text, "[]");

	box = box1(-AX_COORD_MAX, AX_COORD_MAX);
	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_OK);
	CHECK_EQ_INT(ax_shape_length(&box, 0), INT64_MAX);
	CHECK_EQ_INT(ax_shape_cells(&box, 100, &cells, &err), AX_LIMIT);
	CHECK_EQ_STR(err.message, "number of cells exceeds the maximum allowed (100)");
	CHECK_EQ_INT(ax_shape_cells(&box, UINT64_MAX, &cells, &err), AX_OK);
	CHECK_EQ_INT(cells, INT64_MAX);
	box = box1(-AX_COORD_MAX - 1, 0);
	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_LIMIT);
	box = box1(0, AX_COORD_MAX + 1);
	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_LIMIT);
	box = box1(INT64_MIN, INT64_MAX);
	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_LIMIT);
	box = box1(5, 4);
	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_OK);
	CHECK_EQ_INT(ax_shape_cells(&box, 0, &cells, &err), AX_OK);
	CHECK_EQ_INT(cells, 0);
	box = box1(-AX_COORD_MAX, -AX_COORD_MAX - 1);
	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_OK);
	box = box1(5, 3);
	CHECK_EQ_INT(ax_shape_check(&box, &err), AX_SUBSCRIPT);
	CHECK_EQ_STR(err.message, "upper bound 3 is less than lower bound 5");

	/* the product overflows, and an empty axis makes up for it */
	box = box_of(3, (int64_t[]) {0, 0, 0}, (int64_t[]) {AX_COORD_MAX, AX_COORD_MAX, 9});
	CHECK_EQ_INT(ax_shape_cells(&box, UINT64_MAX, &cells, &err), AX_LIMIT);
	box.upper[2] = -1;
	CHECK_EQ_INT(ax_shape_cells(&box, 0, &cells, &err), AX_OK);
	CHECK_EQ_INT(cells, 0);

	box = box_of(2, (int64_t[]) {-3, 5}, (int64_t[]) {9, 7});
	CHECK_EQ_INT(ax_shape_print(&box, text, sizeof(text)), 10);
	CHECK_EQ_STR(text, "[-3:9,5:7]");
	CHECK_EQ_INT(ax_shape_print(&box, text, 6), 10);
	CHECK_EQ_STR(text, "[-3:9");
}

static void
check_relations(void)
{
	AxBox		a = box_of(2, (int64_t[]) {0, 0}, (int64_t[]) {9, 9});
	AxBox		b = box_of(2, (int64_t[]) {5, -5}, (int64_t[]) {14, 4});
	AxBox		empty = box_of(2, (int64_t[]) {50, 50}, (int64_t[]) {60, 49});
	AxBox		out;

	CHECK(ax_shape_equal(&a, &a) && !ax_shape_equal(&a, &b));
	CHECK(ax_shape_intersect(&a, &b, &out));
	CHECK(out.lower[0] == 5 && out.lower[1] == 0 && out.upper[0] == 9 && out.upper[1] == 4);
	CHECK(ax_shape_contains(&a, &out) && ax_shape_contains(&b, &out));
	CHECK(!ax_shape_contains(&a, &b));
	CHECK(ax_shape_contains(&a, &empty));
	CHECK(!ax_shape_intersect(&a, &empty, &out));
	out = box1(0, 3);
	CHECK(!ax_shape_contains(&a, &out) && !ax_shape_equal(&a, &out));
	CHECK(ax_shape_has(&a, (int64_t[]) {9, 0}) && !ax_shape_has(&a, (int64_t[]) {9, 10}) &&
		  !ax_shape_has(&a, (int64_t[]) {-1, 0}));
}

/* Runs of random boxes in random boxes, against a test of every cell. */
static void
check_runs(uint64_t *state)
{
	for (int round = 0; round < 3000; round++)
	{
		AxBox		outer = {.ndim = (int) (sample_next(state) % 6)};
		AxBox		inner = outer;
		uint64_t	strides[AX_MAX_DIMS];
		uint64_t	cells = 1;
		uint64_t	at = 0;
		uint64_t	stray = 0;
		AxRuns		runs;

		for (int d = 0; d < outer.ndim; d++)
		{
			int64_t		length = (int64_t) (sample_next(state) % 5) + 1;

			outer.lower[d] = (int64_t) (sample_next(state) % 21) - 10;
			outer.upper[d] = outer.lower[d] + length - 1;
			cells *= (uint64_t) length;
			inner.lower[d] = outer.lower[d];
			inner.upper[d] = outer.upper[d];
			if (sample_next(state) % 2)
			{
				inner.lower[d] += (int64_t) (sample_next(state) % (uint64_t) length);
				/* may be empty, by one */
				inner.upper[d] -= (int64_t) (sample_next(state) %
											 (uint64_t) (inner.upper[d] - inner.lower[d] + 2));
			}
		}
		ax_shape_strides(&outer, strides);
		ax_runs_begin(&runs, &outer, &inner);
		while (ax_runs_next(&runs))
		{
			stray += ax_shape_ordinal(&outer, runs.coords) != runs.start || runs.length == 0 ||
				runs.start < at || runs.start + runs.length > cells;
			for (; at < runs.start + runs.length; at++)
			{
				int64_t		coords[AX_MAX_DIMS];
				uint64_t	sum = 0;

				ax_shape_coords(&outer, at, coords);
				for (int d = 0; d < outer.ndim; d++)
					sum += strides[d] * (uint64_t) (coords[d] - outer.lower[d]);
				stray += sum != at || ax_shape_ordinal(&outer, coords) != at ||
					!ax_shape_has(&outer, coords) ||
					ax_shape_has(&inner, coords) != (at >= runs.start);
			}
		}
		for (; at < cells; at++)
		{
			int64_t		coords[AX_MAX_DIMS];

			ax_shape_coords(&outer, at, coords);
			stray += ax_shape_has(&inner, coords);
		}
		CHECK_EQ_INT(stray, 0);
	}
}

static void
check_grid(uint64_t *state)
{
	AxGrid		grid = {.bounds = box1(-7, 12), .chunk = {5}};
	AxError		err;
	AxBox		chunk;
	int64_t		corner;

	CHECK_EQ_INT(ax_grid_check(&grid, 5, &err), AX_OK);
	CHECK_EQ_INT(ax_grid_check(&grid, 4, &err), AX_LIMIT);
	CHECK_EQ_STR(err.message, "number of cells of a chunk exceeds the maximum allowed (4)");
	for (int64_t c = -7; c <= 12; c++)
	{
		ax_grid_corner(&grid, &c, &corner);
		CHECK_EQ_INT(corner, -7 + (c + 7) / 5 * 5);
		CHECK(ax_grid_is_corner(&grid, &corner));
		ax_grid_chunk(&grid, &corner, &chunk);
		CHECK(ax_shape_has(&chunk, &c));
	}
	CHECK(!ax_grid_is_corner(&grid, (int64_t[]) {13}));
	CHECK(!ax_grid_is_corner(&grid, (int64_t[]) {-12}));
	CHECK(!ax_grid_is_corner(&grid, (int64_t[]) {-6}));
	CHECK(!ax_grid_is_corner(&grid, (int64_t[]) {INT64_MIN}));
	CHECK(!ax_grid_is_corner(&grid, (int64_t[]) {INT64_MAX}));
	grid.chunk[0] = 6;
	ax_grid_chunk(&grid, (int64_t[]) {11}, &chunk);
	CHECK(chunk.lower[0] == 11 && chunk.upper[0] == 12);
	grid.chunk[0] = 0;
	CHECK_EQ_INT(ax_grid_check(&grid, 4, &err), AX_ARGUMENT);
	CHECK_EQ_STR(err.message, "chunk length must be greater than zero, not 0");
	grid.chunk[0] = INT64_MIN;
	CHECK_EQ_INT(ax_grid_check(&grid, 4, &err), AX_ARGUMENT);
	grid.chunk[0] = INT64_MAX;
	CHECK(ax_grid_check(&grid, UINT64_MAX, &err) != AX_OK);

	/* unbounded: counted from zero, down to the very end */
	grid.bounds = box1(-AX_COORD_MAX, AX_COORD_MAX);
	for (int round = 0; round < 3000; round++)
	{
		int64_t		c = (int64_t) (sample_next(state) >> (sample_next(state) % 62 + 2));

		grid.chunk[0] = (int64_t) (sample_next(state) >> (sample_next(state) % 62 + 2)) + 1;
		if (grid.chunk[0] > AX_COORD_MAX)
			grid.chunk[0] = AX_COORD_MAX;
		c = c > AX_COORD_MAX ? AX_COORD_MAX : c;
		c = round % 2 ? -c : c;
		if (round < 2)
			c = round ? -AX_COORD_MAX : AX_COORD_MAX;
		ax_grid_corner(&grid, &c, &corner);
		CHECK(corner <= c && c - corner < grid.chunk[0] && corner % grid.chunk[0] == 0);
		CHECK(ax_grid_is_corner(&grid, &corner));
		ax_grid_chunk(&grid, &corner, &chunk);
		CHECK(ax_shape_has(&chunk, &c) && ax_shape_contains(&grid.bounds, &chunk));
	}
}

int
main(void)
{
	uint64_t	state = 20;

	check_masks();
	check_bounds();
	check_relations();
	check_runs(&state);
	check_grid(&state);
	return check_done();
}
