/*
 * Speed of the kernels: ns a cell and GB/s of what is read, over tiles that
 * stay in the L2 cache and over memory.  Not a test; see docs/internals.md.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "kernel/arithmetic.h"
#include "kernel/cast.h"
#include "kernel/compare.h"
#include "kernel/logic.h"
#include "kernel/pair.h"
#include "kernel/reduce.h"

#define CELLS ((size_t) 16 << 20)
#define ROUNDS 7

static size_t tile;				/* cells of a tile */
static size_t spread;			/* cells gone through before starting again */
static AxError err;
static void *values[2];
static void *result;
static uint64_t *masks[4];		/* all ones, every other, one in 16, one in 1024 */
static AxTruth truth;
static AxGroups groups;
static AxGroupRun *runs;
static AxColumns columns[2];	/* each its own group, tens */
static double sink;

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

static void *
resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	if (new_size == 0)
	{
		free(memory);
		return NULL;
	}
	return realloc(memory, new_size);
}

static const AxAlloc alloc = {resize, NULL};

static AxVector
vector(AxKind kind, int which, size_t start)
{
	return (AxVector) {.kind = kind,
		.values = (uint8_t *) values[which] + start % spread * ax_kind_info(kind)->width};
}

/* Runs the statements for each tile from `start`; prints the best of some rounds. */
#define MEASURE(name, width, ...) \
	do { \
		double		best = 1e9; \
		for (int round = 0; round < ROUNDS; round++) \
		{ \
			double		before = now(); \
			for (size_t start = 0; start < CELLS; start += tile) \
			{ \
				__VA_ARGS__; \
			} \
			before = now() - before; \
			best = before < best ? before : best; \
		} \
		printf("%-44s %7.3f ns %6.1f GB/s\n", name, best / CELLS * 1e9, \
			   (double) (width) * CELLS / best * 1e-9); \
	} while (0)

static void __attribute__((noinline))
plain_sum(const double *v, size_t n)
{
	double		lane[8] = {0};

	for (size_t i = 0; i + 8 <= n; i += 8)
		for (int k = 0; k < 8; k++)
			lane[k] += v[i + k];
	for (int k = 0; k < 8; k++)
		sink += lane[k];
}

static void
bench_compare(AxKind kind, AxKind other, const void *constant, const char *name)
{
	AxVector	c = {.kind = other, .constant = true, .values = constant};
	AxVector	v;

	MEASURE(name, ax_kind_info(kind)->width,
			v = vector(kind, 0, start);
			ax_kernel_compare(AX_COMPARE_GT, &v, &c, NULL, tile, truth, &err));
}

static void
bench_reduce(AxKind kind, unsigned what, const uint64_t *mask, const char *name)
{
	AxVector	v;

	ax_groups_begin(&groups, kind, what, alloc, &err);
	ax_groups_grow(&groups, 1, &err);
	MEASURE(name, ax_kind_info(kind)->width,
			v = vector(kind, 0, start);
			ax_kernel_reduce(&groups, 0, &v, mask, tile, &err));
	ax_groups_free(&groups);
}

static void
bench_runs(AxKind kind, unsigned what, const uint64_t *mask, const AxColumns *map,
		   size_t row, const char *name)
{
	AxVector	v;
	size_t		count = 0;

	for (size_t start = 0; start < tile; start += row, count++)
		runs[count] = (AxGroupRun) {(uint32_t) start,
			(uint32_t) (tile - start < row ? tile - start : row), 0, 0};
	ax_groups_begin(&groups, kind, what, alloc, &err);
	ax_groups_grow(&groups, 1000, &err);
	MEASURE(name, ax_kind_info(kind)->width,
			v = vector(kind, 0, start);
			ax_kernel_reduce_runs(&groups, &v, mask, tile, runs, count, map, &err));
	ax_groups_free(&groups);
}

static void
bench_arithmetic(AxArithmetic op, AxKind kind, const char *name)
{
	AxVector	v;
	AxVector	w;
	AxVector	out;

	MEASURE(name, 2 * ax_kind_info(kind)->width,
			v = vector(kind, 0, start);
			w = vector(kind, 1, start);
			if (ax_kernel_arithmetic(op, &v, &w, NULL, tile, result, NULL, &out, &err) != AX_OK)
				abort());
}

static void
bench_function(AxPairFunction function, const char *name)
{
	AxKind		args[2];
	AxKind		kind;
	AxVector	v;
	AxVector	w;
	AxVector	out;

	ax_kernel_pair_kinds(function, args, &kind);
	MEASURE(name, args[1] == AX_KIND_NONE ? 16 : 32,
			v = vector(args[0], 0, start);
			w = vector(args[0], 1, start);
			if (ax_kernel_pair(function, &v, args[1] == AX_KIND_NONE ? NULL : &w, NULL, tile,
							   result, NULL, &out, &err) != AX_OK)
				abort());
}

/* Of complex and point2d, over half as many cells of twice the width. */
static void
bench_pairs(void)
{
	static const double c[2] = {0.5, 0.5};
	AxVector	constant = {.kind = AX_KIND_COMPLEX, .constant = true, .values = c};
	AxVector	v;

	bench_reduce(AX_KIND_COMPLEX, AX_GROUP_SUM, NULL, "complex sum");
	bench_reduce(AX_KIND_COMPLEX, AX_GROUP_SUM, masks[1], "complex sum, half selected");
	bench_reduce(AX_KIND_COMPLEX, AX_GROUP_SUM | AX_GROUP_SQUARES, NULL, "complex variance");
	bench_runs(AX_KIND_COMPLEX, AX_GROUP_SUM, NULL, &columns[0], 1000, "complex sum by column");
	bench_runs(AX_KIND_COMPLEX, AX_GROUP_SUM, NULL, &columns[1], 1000, "complex sum by tens of columns");
	MEASURE("complex = constant", 16,
			v = vector(AX_KIND_COMPLEX, 0, start);
			ax_kernel_compare(AX_COMPARE_EQ, &v, &constant, NULL, tile, truth, &err));
	constant.kind = AX_KIND_POINT2D;
	MEASURE("point2d > constant", 16,
			v = vector(AX_KIND_POINT2D, 0, start);
			ax_kernel_compare(AX_COMPARE_GT, &v, &constant, NULL, tile, truth, &err));
	bench_function(AX_COMPLEX_ADD, "complex + complex");
	bench_function(AX_COMPLEX_MUL, "complex * complex");
	bench_function(AX_COMPLEX_DIV, "complex / complex");
	bench_function(AX_COMPLEX_RE, "re(complex)");
	bench_function(AX_COMPLEX_ABS, "abs(complex)");
	bench_function(AX_POINT_DISTANCE, "distance(point2d, point2d)");
}

int
main(void)
{
	static uint32_t map[2][1000];
	static uint32_t ends[2][1000];
	const double half = 0.5;
	const int32_t middle = 7;
	const int64_t big = 7;

	for (int i = 0; i < 2; i++)
		values[i] = aligned_alloc(64, CELLS * 8);
	result = aligned_alloc(64, CELLS * 8);
	for (int m = 0; m < 4; m++)
	{
		masks[m] = calloc(AX_VECTOR_WORDS, 8);
		for (size_t i = 0; i < AX_VECTOR_CELLS; i++)
			if (rand() % (m == 0 ? 1 : m == 1 ? 2 : m == 2 ? 16 : 1024) == 0)
				ax_mask_set(masks[m], i);
	}
	truth.truth = calloc(AX_VECTOR_WORDS, 8);
	truth.known = calloc(AX_VECTOR_WORDS, 8);
	runs = calloc(AX_VECTOR_CELLS, sizeof(AxGroupRun));
	for (uint32_t i = 0; i < 1000; i++)
	{
		map[0][i] = i;
		map[1][i] = i / 10;
	}
	ax_columns_mark(map[0], 1000, ends[0], &columns[0]);
	ax_columns_mark(map[1], 1000, ends[1], &columns[1]);

	for (int where = 0; where < 2; where++)
	{
		tile = 32768;
		spread = where == 0 ? tile : CELLS;
		printf("\ntiles of %zu cells, %s\n", tile, where == 0 ? "the same again" : "from memory");
		for (size_t i = 0; i < CELLS; i++)
		{
			((double *) values[0])[i] = drand48();
			((double *) values[1])[i] = drand48() + 1;
		}
		if (where == 0)
			spread = tile /= 2;
		else
			spread /= 2;
		bench_pairs();
		tile = 32768;
		spread = where == 0 ? tile : CELLS;
		MEASURE("float8 sum, bare loop", 8, plain_sum((double *) values[0] + start % spread, tile));
		bench_reduce(AX_KIND_FLOAT8, AX_GROUP_SUM, NULL, "float8 sum");
		bench_reduce(AX_KIND_FLOAT8, AX_GROUP_SUM, masks[1], "float8 sum, half selected");
		bench_reduce(AX_KIND_FLOAT8, AX_GROUP_SUM, masks[2], "float8 sum, 1 in 16 selected");
		bench_reduce(AX_KIND_FLOAT8, AX_GROUP_SUM, masks[3], "float8 sum, 1 in 1024 selected");
		bench_reduce(AX_KIND_FLOAT8, AX_GROUP_SUM | AX_GROUP_RANGE, NULL, "float8 sum, min, max");
		bench_reduce(AX_KIND_FLOAT8, AX_GROUP_SUM | AX_GROUP_RANGE, masks[1],
					 "float8 sum, min, max, half selected");
		bench_reduce(AX_KIND_FLOAT8, AX_GROUP_SUM | AX_GROUP_SQUARES, NULL, "float8 variance");
		bench_compare(AX_KIND_FLOAT8, AX_KIND_FLOAT8, &half, "float8 > constant");
		MEASURE("float8 > float8", 16,
				AxVector v = vector(AX_KIND_FLOAT8, 0, start);
				AxVector w = vector(AX_KIND_FLOAT8, 1, start);
				ax_kernel_compare(AX_COMPARE_GT, &v, &w, NULL, tile, truth, &err));
		MEASURE("float8 > constant, select, count", 8,
				AxVector v = vector(AX_KIND_FLOAT8, 0, start);
				AxVector c = {.kind = AX_KIND_FLOAT8, .constant = true, .values = &half};
				ax_kernel_compare(AX_COMPARE_GT, &v, &c, NULL, tile, truth, &err);
				sink += ax_kernel_select(truth, NULL, tile, truth.truth));
		bench_arithmetic(AX_ARITHMETIC_ADD, AX_KIND_FLOAT8, "float8 + float8");
		bench_arithmetic(AX_ARITHMETIC_MUL, AX_KIND_FLOAT8, "float8 * float8");
		bench_arithmetic(AX_ARITHMETIC_DIV, AX_KIND_FLOAT8, "float8 / float8");
		bench_runs(AX_KIND_FLOAT8, AX_GROUP_SUM, NULL, NULL, 1000, "float8 sum by row of 1000");
		bench_runs(AX_KIND_FLOAT8, AX_GROUP_SUM, NULL, &columns[0], 1000, "float8 sum by column");
		bench_runs(AX_KIND_FLOAT8, AX_GROUP_SUM, masks[0], &columns[0], 1000,
				   "float8 sum by column, mask of ones");
		bench_runs(AX_KIND_FLOAT8, AX_GROUP_SUM, masks[1], &columns[0], 1000,
				   "float8 sum by column, half selected");
		bench_runs(AX_KIND_FLOAT8, AX_GROUP_SUM, NULL, &columns[1], 1000,
				   "float8 sum by tens of columns");
		bench_runs(AX_KIND_FLOAT8, AX_GROUP_SUM, masks[1], &columns[1], 1000,
				   "float8 sum by tens, half selected");
		bench_runs(AX_KIND_FLOAT8, AX_GROUP_SUM | AX_GROUP_RANGE, NULL, &columns[1], 1000,
				   "float8 sum, min, max by tens");
		bench_runs(AX_KIND_FLOAT8, AX_GROUP_SUM | AX_GROUP_RANGE, NULL, &columns[0], 1000,
				   "float8 sum, min, max by column");
		for (size_t i = 0; i < CELLS; i++)
		{
			((int64_t *) values[0])[i] = rand() % 1000;
			((int64_t *) values[1])[i] = rand() % 100 + 1;
		}
		bench_reduce(AX_KIND_INT8, AX_GROUP_SUM, NULL, "int8 sum");
		bench_reduce(AX_KIND_INT8, AX_GROUP_SUM | AX_GROUP_RANGE, NULL, "int8 sum, min, max");
		bench_compare(AX_KIND_INT8, AX_KIND_INT8, &big, "int8 > constant");
		bench_arithmetic(AX_ARITHMETIC_ADD, AX_KIND_INT8, "int8 + int8");
		bench_arithmetic(AX_ARITHMETIC_MUL, AX_KIND_INT8, "int8 * int8");
		bench_arithmetic(AX_ARITHMETIC_DIV, AX_KIND_INT8, "int8 / int8");
		for (size_t i = 0; i < CELLS; i++)
		{
			((int32_t *) values[0])[i] = rand() % 1000;
			((int32_t *) values[1])[i] = rand() % 100 + 1;
		}
		bench_reduce(AX_KIND_INT4, AX_GROUP_SUM, NULL, "int4 sum");
		bench_reduce(AX_KIND_INT4, AX_GROUP_SUM, masks[1], "int4 sum, half selected");
		bench_reduce(AX_KIND_INT4, AX_GROUP_SUM | AX_GROUP_RANGE, NULL, "int4 sum, min, max");
		bench_compare(AX_KIND_INT4, AX_KIND_INT4, &middle, "int4 > constant");
		bench_compare(AX_KIND_INT4, AX_KIND_INT8, &big, "int4 > int8 constant");
		bench_arithmetic(AX_ARITHMETIC_ADD, AX_KIND_INT4, "int4 + int4");
		bench_arithmetic(AX_ARITHMETIC_MUL, AX_KIND_INT4, "int4 * int4");
		bench_arithmetic(AX_ARITHMETIC_DIV, AX_KIND_INT4, "int4 / int4");
	}
	return sink < 0;
}
