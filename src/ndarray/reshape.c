/*
 * Functions that give the same cells other bounds or dimensions: no cell is
 * decoded, but for those of nd_slice.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "ndarray/args.h"
#include "ndarray/box.h"
#include "ndarray/edit.h"
#include "ndarray/text.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_reshape);
PG_FUNCTION_INFO_V1(nd_shift);
PG_FUNCTION_INFO_V1(nd_squeeze);
PG_FUNCTION_INFO_V1(nd_expand);
PG_FUNCTION_INFO_V1(nd_slice);

static Datum
rehead(AxReader *reader, const AxHead *head)
{
	struct varlena *result = ax_nd_rehead(reader, head);

	ax_pg_close(reader);
	return PointerGetDatum(result);
}

/* nd_reshape(a, shape int8[]): one length may be -1, what is left. */
Datum
nd_reshape(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	int64		lengths[AX_MAX_DIMS];
	bool		nulls[AX_MAX_DIMS];
	int			n = ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(1), "shape", lengths, nulls);
	uint64		cells = reader->head.cells;
	uint64		known = 1;
	int			open = -1;
	bool		fits = true;
	AxBox		box = {.ndim = n};
	AxHead		head;

	for (int d = 0; d < n; d++)
	{
		if (nulls[d])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("length must not be null")));
		if (lengths[d] == -1 && open < 0)
			open = d;
		else if (lengths[d] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("length " INT64_FORMAT " is out of range", lengths[d]),
					 errdetail("One length may be -1, for what is left.")));
		else if (lengths[d] > (int64) AX_MAX_CELLS)
			fits = false;
		else if (known <= AX_MAX_CELLS)
			known *= (uint64) lengths[d];
	}
	if (open >= 0 && fits && known > 0 && cells % known == 0)
		lengths[open] = (int64) (cells / known);
	else
		fits = fits && open < 0 && known == cells;
	if (!fits)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("cannot reshape ndarray %s", ax_nd_print_type(&reader->head)),
				 errdetail("It has " UINT64_FORMAT " cells, which the lengths do not come to.", cells)));
	for (int d = 0; d < n; d++)
		ax_nd_place(&box, d, 0, lengths[d]);
	ax_nd_head(&head, reader->head.kind, &box);
	return rehead(reader, &head);
}

/* nd_shift(a, by int8[]): NULL moves nothing. */
Datum
nd_shift(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	AxHead		head = reader->head;
	int64		by[AX_MAX_DIMS];
	bool		nulls[AX_MAX_DIMS];

	ax_nd_check_count(&head, "by", ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(1), "by", by, nulls));
	for (int d = 0; d < head.box.ndim; d++)
	{
		int64		lower = head.box.lower[d];

		/* kept from overflowing; what is beyond the limits is an error there */
		if (!nulls[d])
			ax_nd_place(&head.box, d, lower + Max(Min(by[d], AX_COORD_MAX), -AX_COORD_MAX),
						ax_shape_length(&reader->head.box, d));
	}
	return rehead(reader, &head);
}

/* nd_squeeze(a, axis text[] DEFAULT NULL): without axis, all of length 1. */
Datum
nd_squeeze(PG_FUNCTION_ARGS)
{
	AxReader   *reader;
	const AxHead *old;
	bool		chosen[AX_MAX_DIMS];
	AxBox		box = {0};
	AxHead		head;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	reader = ax_nd_open(PG_GETARG_DATUM(0));
	old = &reader->head;
	if (!PG_ARGISNULL(1))
		ax_nd_axes(PG_GETARG_ARRAYTYPE_P(1), old, chosen);
	for (int d = 0; d < old->box.ndim; d++)
	{
		bool		single = ax_shape_length(&old->box, d) == 1;

		if (PG_ARGISNULL(1))
			chosen[d] = single;
		else if (chosen[d] && !single)
			ereport(ERROR,
					(errcode(ERRCODE_DATA_EXCEPTION),
					 errmsg("cannot squeeze axis %d of ndarray %s", d, ax_nd_print_type(old)),
					 errdetail("Its length is " INT64_FORMAT ", not 1.",
							   ax_shape_length(&old->box, d))));
		if (chosen[d])
			continue;
		box.lower[box.ndim] = old->box.lower[d];
		box.upper[box.ndim++] = old->box.upper[d];
	}
	ax_nd_head(&head, old->kind, &box);
	for (int d = 0, to = 0; d < old->box.ndim; d++)
		if (!chosen[d])
			ax_nd_copy_name(&head, to++, old, d);
	return rehead(reader, &head);
}

/* nd_expand(a, axis int4 DEFAULT 0, at int8 DEFAULT 0): a new axis of length 1. */
Datum
nd_expand(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	AxHead		head;

	ax_nd_insert_axis(&head, &reader->head, PG_GETARG_INT32(1), PG_GETARG_INT64(2), 1);
	return rehead(reader, &head);
}

/* nd_slice(a, axis text[], at int8[]): the cells at one coordinate of each axis, which goes. */
Datum
nd_slice(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	const AxHead *old = &reader->head;
	int			axes[AX_MAX_DIMS];
	int64		at[AX_MAX_DIMS];
	bool		nulls[AX_MAX_DIMS];
	bool		gone[AX_MAX_DIMS] = {0};
	int			n = ax_nd_axis_list(PG_GETARG_ARRAYTYPE_P(1), old, axes);
	int			m = ax_nd_coordinates(PG_GETARG_ARRAYTYPE_P(2), "at", at, nulls);
	AxBox		inner = old->box;
	AxBox		box = {0};
	AxHead		head;
	struct varlena *result;

	if (n != m)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("wrong number of elements in at"),
				 errdetail("There are %d axes, at has %d elements.", n, m)));
	for (int i = 0; i < n; i++)
	{
		if (nulls[i] || at[i] < inner.lower[axes[i]] || at[i] > inner.upper[axes[i]])
		{
			ax_pg_close(reader);
			PG_RETURN_NULL();
		}
		inner.lower[axes[i]] = inner.upper[axes[i]] = at[i];
		gone[axes[i]] = true;
	}
	for (int d = 0; d < old->box.ndim; d++)
		if (!gone[d])
		{
			box.lower[box.ndim] = inner.lower[d];
			box.upper[box.ndim++] = inner.upper[d];
		}
	ax_nd_head(&head, old->kind, &box);
	for (int d = 0, to = 0; d < old->box.ndim; d++)
		if (!gone[d])
			ax_nd_copy_name(&head, to++, old, d);
	result = ax_nd_copy_box(reader, &inner, &head);
	ax_pg_close(reader);
	PG_RETURN_POINTER(result);
}
