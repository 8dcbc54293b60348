/* Elementwise work: operands brought to one box, tile by tile. */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "kernel/cast.h"
#include "ndarray/each.h"
#include "ndarray/text.h"
#include "pg/error.h"

void
ax_nd_each_init(AxEach *each)
{
	each->nargs = 0;
	each->any_empty = false;
	each->reading = false;
}

static AxArg *
next_arg(AxEach *each)
{
	AxArg	   *arg = &each->args[each->nargs++];

	Assert(each->nargs <= AX_EACH_ARGS);
	memset(arg, 0, offsetof(AxArg, lengths));
	arg->recent = 0;
	arg->valid_room = NULL;
	arg->cast_room = NULL;
	return arg;
}

void
ax_nd_each_value(AxEach *each, Datum value)
{
	AxArg	   *arg = next_arg(each);
	AxSummary	summary;

	arg->reader = ax_nd_open(value);
	arg->kind = arg->reader->head.kind;
	ax_pg_summary(arg->reader, &summary);
	arg->full = summary.present == arg->reader->head.cells && summary.nulls == 0;
}

void
ax_nd_each_scalar(AxEach *each, AxKind kind, const void *cell, bool isnull)
{
	AxArg	   *arg = next_arg(each);

	arg->kind = kind;
	arg->full = true;
	memset(&arg->cell, 0, sizeof(arg->cell));
	if (kind == AX_KIND_RATIONAL)
		((int64 *) &arg->cell)[1] = 1;
	if (!isnull)
		memcpy(&arg->cell, cell, ax_kind_info(kind)->width);
	arg->vector.kind = kind;
	arg->vector.constant = true;
	arg->vector.values = &arg->cell;
	arg->vector.valid = NULL;
	if (isnull)
		arg->vector.valid = arg->valid_room = palloc0(sizeof(uint64_t));
}

/* Says whether another argument is an ndarray of a type by name. */
static bool
beside_named(FunctionCallInfo fcinfo, int number)
{
	Oid			ndarray = ax_pg_type("ndarray");

	for (int i = 0; i < PG_NARGS(); i++)
		if (i != number && !PG_ARGISNULL(i) && get_fn_expr_argtype(fcinfo->flinfo, i) == ndarray)
		{
			AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(i));

			ax_pg_close(reader);
			if (ax_kind_is_named(reader->head.kind))
				return true;
		}
	return false;
}

bool
ax_nd_each_operand(AxEach *each, FunctionCallInfo fcinfo, int number)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, number);
	AxKind		kind;
	AxCell		cell;

	if (type == ax_pg_type("ndarray"))
	{
		ax_nd_each_value(each, PG_GETARG_DATUM(number));
		return false;
	}
	kind = ax_pg_kind_required(type);
	if (!PG_ARGISNULL(number))
		ax_pg_datum_cell(kind, PG_GETARG_DATUM(number), &cell);
	ax_nd_each_scalar(each, kind, &cell, PG_ARGISNULL(number));
	return type == NUMERICOID;
}

void
ax_nd_each_as_float(AxEach *each, int number)
{
	AxArg	   *arg = &each->args[number];
	AxKind		numeric = arg->kind;

	arg->kind = arg->vector.kind = AX_KIND_FLOAT8;
	if (arg->vector.valid == NULL)
		*(float8 *) &arg->cell = DatumGetFloat8(DirectFunctionCall1(numeric_float8,
																	ax_pg_cell_datum(numeric, &arg->cell)));
}

void
ax_nd_each_argument(AxEach *each, FunctionCallInfo fcinfo, int number)
{
	if (ax_nd_each_operand(each, fcinfo, number) && !beside_named(fcinfo, number))
		ax_nd_each_as_float(each, each->nargs - 1);
}

void
ax_nd_each_move(AxEach *each, const AxArg *from)
{
	AxArg	   *arg = next_arg(each);

	*arg = *from;
	if (arg->reader == NULL)
		arg->vector.values = &arg->cell;
}

AxKind
ax_nd_each_common(AxKind a, AxKind b)
{
	if (a == AX_KIND_COMPLEX && ax_kernel_can_cast(b, a))
		return a;
	if (b == AX_KIND_COMPLEX && ax_kernel_can_cast(a, b))
		return b;
	return ax_vector_common(a, b);
}

void
ax_nd_each_undefined(const char *symbol, AxKind a, AxKind b)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_FUNCTION),
			 b == AX_KIND_NONE ?
			 errmsg("operator does not exist: %s %s", symbol, ax_kind_info(a)->name) :
			 errmsg("operator does not exist: %s %s %s", ax_kind_info(a)->name, symbol,
					ax_kind_info(b)->name),
			 errdetail("It is wanted for the cells of ndarrays."),
			 errhint("You might need to convert them with nd_astype.")));
}

const AxVector *
ax_nd_each_cast(AxEach *each, int number, AxKind kind, const uint64_t *selected, AxVector *out)
{
	AxArg	   *arg = &each->args[number];
	AxError		err;

	if (arg->kind == kind)
		return &arg->vector;
	if (arg->cast_room == NULL)
		arg->cast_room = palloc0((Size) each->head.tile_cells * ax_kind_info(kind)->width + 16);
	AX_CHECK(ax_kernel_cast(&arg->vector, kind, selected, each->n, arg->cast_room, out, &err), &err);
	return out;
}

/* Raises 22000 with all boxes. */
static void
shape_mismatch(const AxHead *const *heads, int count)
{
	char	   *shapes[3];
	int			n = 0;

	for (int i = 0; i < count; i++)
		if (heads[i] != NULL)
			shapes[n++] = ax_nd_print_type(heads[i]);
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("shapes of ndarrays do not match"),
			 n == 2 ? errdetail("They are %s and %s.", shapes[0], shapes[1]) :
			 errdetail("They are %s, %s and %s.", shapes[0], shapes[1], shapes[2]),
			 errhint("Axes are matched from the last; their lengths must be equal, or one of them 1.")));
}

static void
bounds_mismatch(const AxHead *a, const AxHead *b)
{
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("ndarrays do not begin at the same coordinates"),
			 errdetail("They are %s and %s.", ax_nd_print_type(a), ax_nd_print_type(b)),
			 errhint("Move one of them with nd_rebase if their cells belong together.")));
}

void
ax_nd_distinct_names(AxHead *head)
{
	for (int d = 0; d < head->box.ndim; d++)
		for (int e = 0; e < d; e++)
			if (head->names[d][0] != '\0' && strcmp(head->names[d], head->names[e]) == 0)
			{
				memset(head->names, 0, sizeof(head->names));
				head->has_names = false;
				return;
			}
}

void
ax_nd_each_match(const AxHead *const *heads, int n, AxKind kind, AxHead *result)
{
	AxBox		box;
	const AxHead *owner[AX_MAX_DIMS];	/* whose bounds an axis has */
	uint64_t	cells;
	AxError		err;

	Assert(n <= 3);
	box.ndim = 0;
	for (int i = 0; i < n; i++)
		if (heads[i] != NULL)
			box.ndim = Max(box.ndim, heads[i]->box.ndim);
	memset(owner, 0, sizeof(owner));
	for (int i = 0; i < n; i++)
	{
		const AxHead *head = heads[i];

		for (int d = 0; head != NULL && d < head->box.ndim; d++)
		{
			int			axis = d + box.ndim - head->box.ndim;
			int64		length = ax_shape_length(&head->box, d);

			if (owner[axis] == NULL || (ax_shape_length(&box, axis) == 1 && length != 1))
			{
				box.lower[axis] = head->box.lower[d];
				box.upper[axis] = head->box.upper[d];
				owner[axis] = head;
			}
			else if (length == ax_shape_length(&box, axis))
			{
				if (head->box.lower[d] != box.lower[axis])
					bounds_mismatch(owner[axis], head);
			}
			else if (length != 1)
				shape_mismatch(heads, n);
		}
	}
	ax_nd_head(result, kind, &box);
	for (int i = n - 1; i >= 0; i--)
		for (int d = 0; heads[i] != NULL && d < heads[i]->box.ndim; d++)
			ax_nd_copy_name(result, d + box.ndim - heads[i]->box.ndim, heads[i], d);
	ax_nd_distinct_names(result);
	AX_CHECK(ax_shape_cells(&box, AX_MAX_CELLS, &cells, &err), &err);
	result->cells = cells;
}

/* How cells of an operand follow from cells of the result; joins axes where it can. */
static void
match_axes(AxArg *arg, const AxBox *box)
{
	const AxBox *own = &arg->reader->head.box;
	uint64		strides[AX_MAX_DIMS];
	int			n = 0;

	ax_shape_strides(own, strides);
	for (int d = 0; d < box->ndim; d++)
	{
		int			axis = d - (box->ndim - own->ndim);
		uint64		length = (uint64) ax_shape_length(box, d);
		uint64		stride = axis >= 0 && ax_shape_length(own, axis) != 1 ? strides[axis] : 0;

		if (length == 1)
			continue;
		if (n > 0 && arg->strides[n - 1] == stride * length)
		{
			arg->lengths[n - 1] *= length;
			arg->strides[n - 1] = stride;
			continue;
		}
		arg->lengths[n] = length;
		arg->strides[n] = stride;
		n++;
	}
	if (n == 0)
	{
		arg->lengths[0] = 1;
		arg->strides[0] = 0;
		n = 1;
	}
	arg->naxes = n;
}

/* The only cell of an operand becomes a constant. */
static void
make_constant(AxArg *arg)
{
	AxCursor   *cursor = &arg->cursors[0];
	uint32		width = ax_kind_info(arg->kind)->width;

	ax_nd_move(cursor, 0);
	memset(&arg->cell, 0, sizeof(arg->cell));
	if (arg->kind == AX_KIND_RATIONAL)
		((int64 *) &arg->cell)[1] = 1;
	if (ax_mask_get(cursor->valid, 0))
		memcpy(&arg->cell, cursor->values, width);
	arg->vector.kind = arg->kind;
	arg->vector.constant = true;
	arg->vector.values = &arg->cell;
	arg->vector.valid = arg->full ? NULL : cursor->valid;
	arg->present = ax_mask_get(cursor->present, 0) ? NULL : cursor->present;
	ax_pg_close(arg->reader);
	arg->reader = NULL;
}

/* Room for what the operands are likely to become, so that it is not copied as it grows. */
static void
reserve(AxEach *each, Size raw)
{
	Size		width = ax_kind_info(each->head.kind)->width;
	Size		likely = 0;
	AxError		err;

	for (int i = 0; i < each->nargs; i++)
		if (each->args[i].reader != NULL && each->args[i].aligned)
			likely = Max(likely, (Size) each->args[i].reader->head.total_bytes /
						 ax_kind_info(each->args[i].kind)->width * width);
	AX_CHECK(ax_build_reserve(&each->build, Min(likely, raw), &err), &err);
}

void
ax_nd_each_begin(AxEach *each, AxKind kind)
{
	const AxHead *heads[AX_EACH_ARGS];
	AxHead		head;

	for (int i = 0; i < each->nargs; i++)
		heads[i] = each->args[i].reader != NULL ? &each->args[i].reader->head : NULL;
	ax_nd_each_match(heads, each->nargs, kind, &head);
	ax_nd_each_begin_head(each, &head);
}

void
ax_nd_each_begin_head(AxEach *each, const AxHead *head)
{
	AxKind		kind = head->kind;
	uint64		cells = head->cells;
	AxError		err;

	each->head = *head;
	each->head.tile_cells = 0;
	for (int i = 0; i < each->nargs; i++)
	{
		AxArg	   *arg = &each->args[i];

		if (arg->reader == NULL || arg->reader->head.cells != cells)
			continue;
		/* tiles of values of variable length are a matter of their bytes */
		if (each->head.tile_cells == 0 &&
			(each->reading || ax_kind_is_variable(arg->kind) == ax_kind_is_variable(kind)))
			each->head.tile_cells = arg->reader->head.tile_cells;
		arg->aligned = each->head.tile_cells == arg->reader->head.tile_cells;
	}
	if (each->head.tile_cells == 0)
		each->head.tile_cells = ax_kind_is_variable(kind) ? AX_TILE_CELLS_VARIABLE : AX_TILE_CELLS;
	AX_CHECK(ax_head_layout(&each->head, &err), &err);
	if (!each->reading)
		AX_CHECK(ax_build_begin(&each->build, ax_pg_alloc(CurrentMemoryContext), &each->head, &err),
				 &err);
	cells = Min(cells, each->head.tile_cells);
	for (int i = 0; i < each->nargs; i++)
	{
		AxArg	   *arg = &each->args[i];

		if (arg->reader == NULL)
			continue;
		ax_nd_cursor(&arg->cursors[0], arg->reader);
		if (arg->aligned || each->head.cells == 0)
			continue;
		if (arg->reader->head.cells == 1)
		{
			make_constant(arg);
			continue;
		}
		match_axes(arg, &each->head.box);
		ax_nd_cursor(&arg->cursors[1], arg->reader);
		arg->values = palloc0(cells * ax_kind_info(arg->kind)->width + 8);
		arg->present_room = palloc0(AX_MASK_BYTES(cells) + 8);
		arg->valid_room = palloc0(AX_MASK_BYTES(cells) + 8);
	}
	/* the 16 bytes let kernels write whole words behind the last cell */
	each->values = each->own_values = palloc0(cells * ax_kind_info(kind)->width + 16);
	each->valid = palloc0(AX_MASK_BYTES(cells) + 8);
	each->known = palloc0(AX_MASK_BYTES(cells) + 8);
	each->present_room = palloc0(AX_MASK_BYTES(cells) + 8);
	each->valid_room = palloc0(AX_MASK_BYTES(cells) + 8);
	each->first = 0;
	each->n = 0;
	each->tile = 0;
	if (!each->reading)
		reserve(each, each->head.cells * ax_kind_info(kind)->width);
}

/* The tile of an operand that is the result's; false if it has no cell. */
static bool
load_aligned(AxArg *arg, uint32 tile)
{
	AxCursor   *cursor = &arg->cursors[0];
	const void *plain;

	ax_pg_entry(arg->reader, tile, &cursor->entry);
	if (cursor->entry.summary.present == 0)
	{
		memset(cursor->present, 0, AX_MASK_BYTES(cursor->entry.cells));
		arg->vector.values = cursor->values;
		arg->vector.valid = arg->present = cursor->present;
		return false;
	}
	plain = ax_pg_cells_plain(arg->reader, tile, 0, cursor->entry.cells);
	if (cursor->entry.summary.present == cursor->entry.cells && cursor->entry.summary.nulls == 0)
	{
		if (plain == NULL)
			ax_pg_tile(arg->reader, tile, cursor->values, NULL, NULL);
		arg->vector.valid = NULL;
		arg->present = NULL;
	}
	else
	{
		ax_pg_tile(arg->reader, tile, plain == NULL ? cursor->values : NULL, cursor->present,
				   cursor->valid);
		/* the bytes may have been fetched again, for the masks */
		if (plain != NULL)
			plain = ax_pg_cells_plain(arg->reader, tile, 0, cursor->entry.cells);
		arg->vector.valid = cursor->valid;
		arg->present = cursor->entry.summary.present == cursor->entry.cells ? NULL : cursor->present;
	}
	arg->vector.values = plain != NULL ? plain : cursor->values;
	return true;
}

/* A cursor on the tile of the operand that holds a cell. */
static AxCursor *
cursor_at(AxArg *arg, uint64 cell)
{
	uint32		tile = (uint32) (cell / arg->reader->head.tile_cells);

	if (arg->cursors[arg->recent].tile != tile)
	{
		arg->recent = 1 - arg->recent;
		if (arg->cursors[arg->recent].tile != tile)
			ax_nd_move(&arg->cursors[arg->recent], tile);
	}
	return &arg->cursors[arg->recent];
}

/* Writes the same cell n times. */
static void
spread(char *to, const char *cell, uint32 width, Size n)
{
	switch (width)
	{
		case 1:
			memset(to, *cell, n);
			return;
		case 2:
			{
				int16		value = *(const int16 *) cell;

				for (Size i = 0; i < n; i++)
					((int16 *) to)[i] = value;
				return;
			}
		case 4:
			{
				int32		value = *(const int32 *) cell;

				for (Size i = 0; i < n; i++)
					((int32 *) to)[i] = value;
				return;
			}
		case 8:
			{
				int64		value = *(const int64 *) cell;

				for (Size i = 0; i < n; i++)
					((int64 *) to)[i] = value;
				return;
			}
		default:
			for (Size i = 0; i < n; i++)
				memcpy(to + i * width, cell, width);
			return;
	}
}

/* Sets bits [to, to + n) where those of `from`, from bit `at` on, are set; once or all the same. */
static void
copy_bits(uint64_t *to, uint64 to_bit, const uint64_t *from, uint64 at, uint64 step, uint64 n)
{
	if (step == 0)
	{
		if (ax_mask_get(from, at))
			ax_mask_set_range(to, to_bit, to_bit + n);
		return;
	}
	ax_mask_copy(to, to_bit, from, at, n);
}

/* Gathers n cells from cell p of the operand, or n times that cell, to place `at`. */
static void
gather_run(AxArg *arg, uint64 p, uint64 step, Size at, Size n)
{
	uint32		width = ax_kind_info(arg->kind)->width;

	while (n > 0)
	{
		AxCursor   *cursor = cursor_at(arg, p);
		uint64		from = p - cursor->first;
		Size		part = step == 0 ? n : Min(n, cursor->entry.cells - from);

		if (step == 0)
			spread(arg->values + at * width, cursor->values + from * width, width, part);
		else
			memcpy(arg->values + at * width, cursor->values + from * width, part * width);
		if (!arg->full)
		{
			copy_bits(arg->present_room, at, cursor->present, from, step, part);
			copy_bits(arg->valid_room, at, cursor->valid, from, step, part);
		}
		p += part * step;
		at += part;
		n -= part;
	}
}

/* The operand's cells of a tile of the result; false if it has none. */
static bool
load_gathered(AxArg *arg, uint64 first, Size n)
{
	uint64		at[AX_MAX_DIMS];
	uint64		rest = first;
	uint64		p = 0;
	int			last = arg->naxes - 1;

	for (int d = last; d >= 0; d--)
	{
		at[d] = rest % arg->lengths[d];
		rest /= arg->lengths[d];
		p += at[d] * arg->strides[d];
	}
	if (!arg->full)
	{
		memset(arg->present_room, 0, AX_MASK_BYTES(n));
		memset(arg->valid_room, 0, AX_MASK_BYTES(n));
	}
	for (Size done = 0; done < n;)
	{
		Size		run = Min(n - done, arg->lengths[last] - at[last]);

		gather_run(arg, p, arg->strides[last], done, run);
		done += run;
		p -= at[last] * arg->strides[last];
		at[last] = 0;
		for (int d = last - 1; d >= 0; d--)
		{
			p += arg->strides[d];
			if (++at[d] < arg->lengths[d])
				break;
			p -= at[d] * arg->strides[d];
			at[d] = 0;
		}
	}
	arg->vector.values = arg->values;
	arg->vector.valid = arg->full ? NULL : arg->valid_room;
	arg->present = arg->full ? NULL : arg->present_room;
	return arg->full || ax_mask_count(arg->present_room, n) > 0;
}

/* Brings an operand to the tile; false if it has no cell there. */
static bool
load(AxEach *each, AxArg *arg, uint32 tile)
{
	if (arg->reader == NULL)
		return arg->present == NULL;
	arg->vector.kind = arg->kind;
	arg->vector.constant = false;
	if (arg->aligned)
		return load_aligned(arg, tile);
	return load_gathered(arg, each->first, each->n);
}

/* Finds the cells that are present in all operands. */
static void
find_present(AxEach *each)
{
	const uint64_t *found = NULL;

	for (int i = 0; i < each->nargs; i++)
	{
		const AxArg *arg = &each->args[i];

		if (arg->present == NULL)
			continue;
		if (found == NULL && !arg->vector.constant)
			found = arg->present;
		else
		{
			for (Size w = 0; w < AX_MASK_WORDS(each->n); w++)
				each->present_room[w] =
					(found != NULL ? found[w] : ax_vector_ones(each->n - 64 * w)) &
					(arg->vector.constant ? -(arg->present[0] & 1) : arg->present[w]);
			found = each->present_room;
		}
	}
	each->present = found;
}

static void
put_tile(AxEach *each, const void *values, const uint64_t *present, const uint64_t *valid)
{
	AxError		err;

	AX_CHECK(ax_build_tile(&each->build, values, present, valid, &err), &err);
}

/*
 * Lets a tile without NULL and empty cells be computed where it is to stand;
 * others are copied there behind their masks.
 */
static void
choose_values(AxEach *each)
{
	bool		full = each->present == NULL && !each->reading;
	AxError		err;

	for (int i = 0; i < each->nargs && full; i++)
		full = each->args[i].vector.valid == NULL;
	each->values = each->own_values;
	if (full)
		AX_CHECK(ax_build_slot(&each->build, &each->values, &err), &err);
}

bool
ax_nd_each_next(AxEach *each)
{
	while (each->tile < each->head.tiles)
	{
		uint32		tile = each->tile++;
		bool		all = true;

		CHECK_FOR_INTERRUPTS();
		each->first = (uint64) tile * each->head.tile_cells;
		each->n = Min(each->head.cells - each->first, each->head.tile_cells);
		for (int i = 0; i < each->nargs && (all || each->any_empty); i++)
			all &= load(each, &each->args[i], tile);
		if (all || each->any_empty)
		{
			find_present(each);
			choose_values(each);
			return true;
		}
		if (each->reading)
			continue;
		memset(each->present_room, 0, AX_MASK_BYTES(each->n));
		put_tile(each, each->own_values, each->present_room, NULL);
	}
	return false;
}

void
ax_nd_each_put(AxEach *each, const AxVector *result, const uint64_t *present)
{
	const uint64_t *valid = result->valid;
	const void *values = result->values;

	Assert(result->kind == each->head.kind);
	if (result->constant)
	{
		uint32		width = ax_kind_info(result->kind)->width;

		/* values may be the room itself, whose first cell is read first */
		AxCell		cell;

		memcpy(&cell, result->values, width);
		spread(each->values, cell.bytes, width, each->n);
		values = each->values;
	}
	if (valid != NULL)
	{
		for (Size w = 0; w < AX_MASK_WORDS(each->n); w++)
			each->valid_room[w] = ax_vector_valid(result, w) & ax_vector_ones(each->n - 64 * w) &
				(present != NULL ? present[w] : ~UINT64_C(0));
		valid = each->valid_room;
	}
	put_tile(each, values, present, valid);
}

struct varlena *
ax_nd_each_finish(AxEach *each)
{
	for (int i = 0; i < each->nargs; i++)
	{
		AxArg	   *arg = &each->args[i];

		if (arg->reader != NULL)
			ax_pg_close(arg->reader);
	}
	return each->reading ? NULL : ax_pg_finish(&each->build);
}
