/*
 * Unit tests of kernel/axis.c and kernel/running.c against the plainest loops.
 *
 * All memory is aligned as that of palloc may be, to 8 bytes and no more.  Cells
 * are small integers, so that every order of adding them gives the same.
 */
#include <stdlib.h>

#include "base/mask.h"
#include "check/check.h"
#include "check/kernel_zoo.h"
#include "kernel/axis.h"
#include "kernel/running.h"

#define MOST_CELLS 2400

static AxError err;

/* malloc's memory is aligned to 16. */
static void *
memory_of(size_t bytes)
{
	return (char *) malloc(bytes + 8) + 8;
}

static void
give_back(void *memory)
{
	free((char *) memory - 8);
}

/* What a group has come to, cell by cell. */
typedef struct Plain
{
	bool		begun;
	double		parts[2];
} Plain;

static void
parts_of(AxKind kind, AxNumber x, double *parts)
{
	parts[1] = 0;
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			parts[0] = (double) x.wide;
			break;
		case AX_CLASS_RATIONAL:
			parts[0] = (double) x.ratio[0] / (double) x.ratio[1];
			break;
		case AX_CLASS_PAIR:
			parts[0] = x.pair[0];
			parts[1] = x.pair[1];
			break;
		default:
			parts[0] = x.real;
	}
}

/* A cell: for products one that makes them grow slowly. */
static AxNumber
cell_of(AxKind kind, AxAxisOp op)
{
	int			x = op == AX_AXIS_PRODUCT ? (int) (zoo_random() % 16) - 1 : (int) (zoo_random() % 200) - 100;
	AxNumber	number = {0};

	if (op == AX_AXIS_PRODUCT)
		x = x < 0 ? -1 : x == 0 ? 2 : 1;
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_INTEGER:
			number.wide = kind == AX_KIND_BOOL ? x & 1 : x;
			break;
		case AX_CLASS_RATIONAL:
			number.ratio[0] = x;
			number.ratio[1] = 1;
			break;
		case AX_CLASS_PAIR:
			number.pair[0] = x;
			number.pair[1] = op == AX_AXIS_PRODUCT ? 0 : (int) (zoo_random() % 9);
			if (op == AX_AXIS_PRODUCT && zoo_random() % 4 == 0)
			{
				number.pair[1] = x;
				number.pair[0] = 0;
			}
			break;
		default:
			number.real = x;
	}
	return number;
}

static void
plain_add(Plain *plain, AxAxisOp op, const double *x)
{
	double		before = plain->parts[0];

	if (!plain->begun)
		memcpy(plain->parts, x, sizeof(plain->parts));
	else if (op == AX_AXIS_SUM)
	{
		plain->parts[0] += x[0];
		plain->parts[1] += x[1];
	}
	else if (op == AX_AXIS_PRODUCT)
	{
		plain->parts[0] = before * x[0] - plain->parts[1] * x[1];
		plain->parts[1] = before * x[1] + plain->parts[1] * x[0];
	}
	else if ((x[0] < before) == (op == AX_AXIS_LEAST))
		plain->parts[0] = x[0];
	plain->begun = true;
}

static void
check_cell(const char *what, AxKind kind, AxAxisOp op, AxKind of, const void *cell, const Plain *plain)
{
	double		parts[2];

	parts_of(of, ax_kind_load(of, cell), parts);
	CHECK_THAT_(parts[0] == plain->parts[0] && parts[1] == plain->parts[1],
				"%s %d of %s is (%g,%g), not (%g,%g)", what, (int) op, ax_kind_info(kind)->name,
				parts[0], parts[1], plain->parts[0], plain->parts[1]);
}

static AxKind
result_of(AxKind kind, AxAxisOp op)
{
	return ax_kind_info(kind)->class == AX_CLASS_INTEGER && op != AX_AXIS_LEAST && op != AX_AXIS_MOST ?
		AX_KIND_INT8 : kind;
}

/* The total of a group of axis.h as a cell of the result's kind. */
static void
total_cell(const AxAxisFold *fold, uint64_t g, void *cell)
{
	const char *total = (const char *) fold->total + g * ax_axis_width(fold->kind, fold->op);
	AxNumber	number = {0};

	if (fold->op == AX_AXIS_PRODUCT)
		CHECK(ax_axis_product(fold->kind, (const AxAxisProduct *) total, cell, &err) == AX_OK);
	else if (fold->op != AX_AXIS_SUM)
		memcpy(cell, total, ax_kind_info(fold->kind)->width);
	else
	{
		if (ax_kind_info(fold->kind)->class == AX_CLASS_INTEGER)
			number.wide = fold->kind == AX_KIND_INT8 ? *(const AxWide *) total : *(const int64_t *) total;
		else
			memcpy(number.pair, total, ax_kind_info(fold->kind)->class == AX_CLASS_PAIR ? 16 : 8);
		ax_kind_store(result_of(fold->kind, fold->op), number, cell);
	}
}

static void
check_run(AxKind kind, AxAxisOp op, bool across, size_t n, size_t count, bool holes)
{
	AxAxisRun	run = {.across = across, .group = 3, .start = zoo_random() % 5, .n = n, .count = count};
	size_t		groups = across ? n : count;
	size_t		cells = run.start + n * count;
	uint32_t	width = ax_kind_info(kind)->width;
	char	   *values = memory_of(cells * width);
	char	   *out = memory_of(cells * 16);
	uint64_t   *live = memory_of(AX_MASK_BYTES(cells));
	Plain	   *plain = calloc(groups, sizeof(Plain));
	AxAxisFold	fold = {.kind = kind,.op = op};

	memset(live, 0, AX_MASK_BYTES(cells));
	for (size_t i = 0; i < cells; i++)
	{
		ax_kind_store(kind, cell_of(kind, op), values + i * width);
		if (!holes || zoo_random() % 3 > 0)
			ax_mask_set(live, i);
	}
	fold.total = memory_of((run.group + groups) * ax_running_width(kind, op));
	if (op == AX_AXIS_SUM && ax_kind_info(kind)->class == AX_CLASS_FLOAT)
		fold.carry = memory_of((run.group + groups) * sizeof(double));
	ax_running_clear(&fold, 0, run.group + groups);
	CHECK(ax_running_add(&fold, &run, values, holes ? live : NULL, out, &err) == AX_OK);
	for (size_t r = 0; r < count; r++)
		for (size_t i = 0; i < n; i++)
		{
			size_t		cell = run.start + r * n + i;
			Plain	   *group = plain + (across ? i : r);
			AxKind		of = result_of(kind, op);
			double		parts[2];

			if (!ax_mask_get(live, cell))
				continue;
			parts_of(kind, ax_kind_load(kind, values + cell * width), parts);
			plain_add(group, op, parts);
			check_cell("running total", kind, op, of, out + cell * ax_kind_info(of)->width, group);
		}
	give_back(fold.total);
	if (fold.carry != NULL)
		give_back(fold.carry);

	/* sums of rationals own memory and are checked by themselves */
	if (kind != AX_KIND_RATIONAL || op != AX_AXIS_SUM)
	{
		fold.total = memory_of((run.group + groups) * ax_axis_width(kind, op));
		fold.carry = memory_of((run.group + groups) * 2 * sizeof(double));
		ax_axis_clear(&fold, 0, run.group + groups);
		ax_axis_blank(&fold, values, holes ? live : NULL, cells, false);
		CHECK(ax_axis_add(&fold, &run, values, holes ? live : NULL, &err) == AX_OK);
		for (size_t g = 0; g < groups; g++)
		{
			uint64_t	cell[2] = {0};

			if (!plain[g].begun)
				continue;
			total_cell(&fold, run.group + g, cell);
			check_cell("total", kind, op, result_of(kind, op), cell, &plain[g]);
		}
		give_back(fold.total);
		give_back(fold.carry);
	}
	free(plain);
	give_back(live);
	give_back(out);
	give_back(values);
}

int
main(void)
{
	static const size_t lengths[] = {1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 100};
	const int	several = sizeof(lengths) / sizeof(lengths[0]);

	for (int k = 0; k < ZOO_KINDS; k++)
		for (AxAxisOp op = AX_AXIS_SUM; op <= AX_AXIS_PRODUCT; op++)
			for (int i = 0; i < several * several; i++)
			{
				AxKind		kind = zoo_kinds[k];
				bool		pair = ax_kind_info(kind)->class == AX_CLASS_PAIR;
				size_t		n = lengths[i % several];
				size_t		count = lengths[i / several];

				if (n * count > MOST_CELLS || (pair && (op == AX_AXIS_LEAST || op == AX_AXIS_MOST)) ||
					(kind == AX_KIND_POINT2D && op == AX_AXIS_PRODUCT))
					continue;
				for (int way = 0; way < 4; way++)
					check_run(kind, op, way & 1, n, count, way & 2);
			}
	return check_done();
}
