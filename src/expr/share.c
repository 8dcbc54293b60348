/* What the programs of one plan node share: constants and coordinates. */
#include "postgres.h"

#include "executor/executor.h"
#include "utils/array.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "expr/node.h"
#include "kernel/among.h"
#include "kernel/place.h"
#include "nodes/nodeFuncs.h"
#include "pg/kind.h"

AxExprShare *
ax_expr_share(List *constants, ExprContext *econtext, int ndim)
{
	AxExprShare *share = palloc0(sizeof(AxExprShare));
	ListCell   *lc;

	share->econtext = econtext;
	share->context = CurrentMemoryContext;
	share->values = AllocSetContextCreate(CurrentMemoryContext, "array_ext constants",
										  ALLOCSET_SMALL_SIZES);
	share->constants = palloc0(sizeof(AxExprConstant) * Max(list_length(constants), 1));
	foreach(lc, constants)
		share->constants[share->nconstants++].state = lfirst(lc);
	share->ndim = ndim;
	share->filled = palloc0(sizeof(bool) * Max(ndim, 1));
	share->coords = palloc0(sizeof(AxBuffer) * Max(ndim, 1));
	for (int d = 0; d < ndim; d++)
		share->coords[d].context = CurrentMemoryContext;
	return share;
}

void
ax_expr_restart(AxExprShare *share)
{
	MemoryContextReset(share->values);
	for (int i = 0; i < share->nconstants; i++)
	{
		share->constants[i].done = false;
		share->constants[i].array.done = false;
		share->constants[i].integral.done = false;
	}
	share->n = 0;
}

AxExprConstant *
ax_expr_constant(AxExprShare *share, int i)
{
	AxExprConstant *constant = &share->constants[i];
	MemoryContext old;
	int16		length;
	bool		by_value;

	Assert(i < share->nconstants);
	if (constant->done)
		return constant;
	constant->value = ExecEvalExprSwitchContext(constant->state, share->econtext,
												&constant->isnull);
	get_typlenbyval(exprType((Node *) constant->state->expr), &length, &by_value);
	old = MemoryContextSwitchTo(share->values);
	if (constant->isnull)
		constant->value = (Datum) 0;
	else if (length == -1)
		/* whole and plain, so that no function has to make it so for each cell */
		constant->value = PointerGetDatum(PG_DETOAST_DATUM_COPY(constant->value));
	else
		constant->value = datumCopy(constant->value, by_value, length);
	MemoryContextSwitchTo(old);
	constant->valid = !constant->isnull;
	constant->done = true;
	return constant;
}

AxExprConstant *
ax_expr_constant_early(AxExprShare *share, int i)
{
	AxExprConstant *constant = &share->constants[i];

	if (!constant->done && !IsA(constant->state->expr, Const) && !IsA(constant->state->expr, Param))
		return NULL;
	return ax_expr_constant(share, i);
}

AxVector
ax_expr_constant_vector(AxExprConstant *constant, AxKind kind)
{
	AxVector	vector = {.kind = kind, .constant = true};

	vector.values = constant->cell;
	vector.valid = constant->isnull ? &constant->valid : NULL;
	if (kind == AX_KIND_NONE)
		vector.values = &constant->value;
	else if (!constant->isnull)
		ax_pg_datum_cell(kind, constant->value, constant->cell);
	else
	{
		/* some value of the kind, as a rational's denominator must not be 0 */
		constant->cell[0] = 0;
		constant->cell[1] = 1;
	}
	return vector;
}

const AxIntegral *
ax_expr_constant_integral(AxExprConstant *constant)
{
	if (!constant->integral.done)
		ax_expr_integral_fill(&constant->integral, constant->value);
	return &constant->integral;
}

AxExprArray *
ax_expr_constant_array(AxExprShare *share, int i, Oid element)
{
	AxExprConstant *constant = ax_expr_constant(share, i);
	AxExprArray *array = &constant->array;
	MemoryContext old;
	int16		length;
	bool		by_value;
	char		align;

	if (array->done)
		return array;
	array->isnull = constant->isnull;
	array->n = 0;
	array->sorted = NULL;
	if (!constant->isnull)
	{
		get_typlenbyvalalign(element, &length, &by_value, &align);
		old = MemoryContextSwitchTo(share->values);
		deconstruct_array(DatumGetArrayTypeP(constant->value), element, length, by_value, align,
						  &array->elements, &array->nulls, &array->n);
		MemoryContextSwitchTo(old);
	}
	array->done = true;
	return array;
}

void
ax_expr_array_sort(AxExprShare *share, AxExprArray *array, AxKind kind)
{
	Size		width = ax_kind_info(kind)->width;
	char	   *cells;

	if (array->sorted != NULL)
		return;
	cells = MemoryContextAlloc(share->values, width * Max(array->n, 1));
	array->nsorted = 0;
	for (int i = 0; i < array->n; i++)
		if (!array->nulls[i])
			ax_pg_datum_cell(kind, array->elements[i], cells + width * array->nsorted++);
	ax_kernel_sort(kind, cells, array->nsorted);
	array->sorted = cells;
}

const int64_t *
ax_expr_coords(AxExprShare *share, const AxBlock *block, int axis)
{
	int64_t    *coords;

	if (share->n != block->n || share->first != block->first ||
		!ax_shape_equal(&share->box, block->box))
	{
		memset(share->filled, 0, sizeof(bool) * share->ndim);
		share->box = *block->box;
		share->first = block->first;
		share->n = block->n;
	}
	Assert(axis < share->ndim);
	coords = ax_pg_buffer(&share->coords[axis], block->n * sizeof(int64_t));
	if (!share->filled[axis])
	{
		ax_kernel_coords(block->box, axis, block->first, block->n, coords);
		share->filled[axis] = true;
	}
	return coords;
}
