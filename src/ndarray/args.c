/* Arguments of nd_* functions: coordinates and axes. */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "ndarray/args.h"
#include "ndarray/cells.h"

int
ax_nd_coordinates(ArrayType *array, const char *what, int64 *coords, bool *nulls)
{
	Datum	   *elements;
	bool	   *isnull;
	int			n;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("%s must be a one-dimensional array", what)));
	deconstruct_array(array, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &elements, &isnull, &n);
	if (n > AX_MAX_DIMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of dimensions (%d) exceeds the maximum allowed (%d)",
						n, AX_MAX_DIMS)));
	for (int i = 0; i < n; i++)
	{
		coords[i] = isnull[i] ? 0 : DatumGetInt64(elements[i]);
		nulls[i] = isnull[i];
	}
	return n;
}

void
ax_nd_check_count(const AxHead *head, const char *what, int n)
{
	if (n != head->box.ndim)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("wrong number of elements in %s", what),
				 errdetail("The ndarray has %d dimensions, %s has %d elements.",
						   head->box.ndim, what, n)));
}

int
ax_nd_axis(const char *text, const AxHead *head)
{
	char	   *end;
	long		number;

	if (head->has_names)
		for (int d = 0; d < head->box.ndim; d++)
			if (strcmp(head->names[d], text) == 0)
				return d;
	number = strtol(text, &end, 10);
	if (end == text || *end != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("axis \"%s\" does not exist", text),
				 errhint("Axes are numbered from 0, from the end if negative, or have names: see nd_dims.")));
	if (number < -head->box.ndim || number >= head->box.ndim)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("axis \"%s\" does not exist", text),
				 errdetail("The ndarray has %d dimensions.", head->box.ndim)));
	return (int) (number < 0 ? number + head->box.ndim : number);
}

int
ax_nd_axis_list(ArrayType *array, const AxHead *head, int *axes)
{
	bool		chosen[AX_MAX_DIMS] = {0};
	Datum	   *elements;
	bool	   *isnull;
	int			n;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &elements, &isnull, &n);
	for (int i = 0; i < n; i++)
	{
		char	   *word;
		int			axis;

		if (isnull[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("axis must not be null")));
		word = TextDatumGetCString(elements[i]);
		/* each axis once, so that there is room for all */
		axis = ax_nd_axis(word, head);
		if (chosen[axis])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("axis \"%s\" is given twice", word)));
		chosen[axis] = true;
		axes[i] = axis;
	}
	return n;
}

void
ax_nd_axes(ArrayType *array, const AxHead *head, bool *chosen)
{
	int			axes[AX_MAX_DIMS + 1];
	int			n = ax_nd_axis_list(array, head, axes);

	memset(chosen, 0, sizeof(bool) * AX_MAX_DIMS);
	for (int i = 0; i < n; i++)
		chosen[axes[i]] = true;
}

void
ax_nd_place(AxBox *box, int axis, int64 lower, int64 length)
{
	if (lower < -AX_COORD_MAX || lower > AX_COORD_MAX || length - 1 > AX_COORD_MAX - lower)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("lower bound " INT64_FORMAT " is out of range", lower),
				 errdetail("Bounds must lie between " INT64_FORMAT " and " INT64_FORMAT ".",
						   -AX_COORD_MAX, AX_COORD_MAX)));
	box->lower[axis] = lower;
	box->upper[axis] = lower + (length - 1);
}

int
ax_nd_insert_axis(AxHead *head, const AxHead *old, int axis, int64 lower, int64 length)
{
	AxBox		box = {.ndim = old->box.ndim + 1};

	if (box.ndim > AX_MAX_DIMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("number of dimensions (%d) exceeds the maximum allowed (%d)",
						box.ndim, AX_MAX_DIMS)));
	if (axis < -box.ndim || axis >= box.ndim)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("axis \"%d\" does not exist", axis),
				 errdetail("The result has %d dimensions.", box.ndim)));
	axis = axis < 0 ? axis + box.ndim : axis;
	for (int d = 0; d < box.ndim; d++)
		if (d == axis)
			ax_nd_place(&box, d, lower, length);
		else
		{
			box.lower[d] = old->box.lower[d - (d > axis)];
			box.upper[d] = old->box.upper[d - (d > axis)];
		}
	ax_nd_head(head, old->kind, &box);
	for (int d = 0; d < old->box.ndim; d++)
		ax_nd_copy_name(head, d + (d >= axis), old, d);
	return axis;
}

ArrayType *
ax_nd_int8_array(const int64 *values, int n)
{
	Datum		elements[AX_MAX_DIMS];

	for (int i = 0; i < n; i++)
		elements[i] = Int64GetDatum(values[i]);
	return construct_array(elements, n, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
}
