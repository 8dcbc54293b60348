/*
 * Programs evaluated over blocks.
 *
 * Every node has buffers of its own for its result, so that a result stays
 * until the node is evaluated again.  Nothing is evaluated for no cells: so
 * constants, too, are evaluated only when a cell comes to them.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "expr/node.h"
#include "kernel/among.h"
#include "kernel/arithmetic.h"
#include "kernel/cast.h"
#include "kernel/compare.h"
#include "kernel/logic.h"
#include "kernel/pair.h"
#include "pg/error.h"
#include "pg/kind.h"

typedef struct Run
{
	AxProgram  *program;
	const AxBlock *block;
	size_t		n;				/* cells of the block */
	AxError    *err;
} Run;

static AxStatus eval_vector(Run *run, AxNode *node, const uint64_t *selected, AxVector *out);
static AxStatus eval_truth(Run *run, AxNode *node, const uint64_t *selected, AxTruth *out);

static inline bool
is_condition(const AxNode *node)
{
	return node->tag >= AX_NODE_COMPARE;
}

static inline uint64_t *
mask_room(Run *run, AxBuffer *buffer)
{
	return ax_pg_buffer(buffer, AX_MASK_BYTES(run->n));
}

static inline void *
values_room(Run *run, AxNode *node)
{
	return ax_pg_buffer(&node->values, run->n * ax_kind_info(node->kind)->width);
}

static AxTruth
truth_room(Run *run, AxNode *node)
{
	AxTruth		out = {mask_room(run, &node->truth), mask_room(run, &node->known)};

	return out;
}

static bool
any_left(const uint64_t *mask, size_t n)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		if (mask[w] != 0)
			return true;
	return false;
}

/* A selection as a mask that may be changed. */
static uint64_t *
copy_selection(Run *run, AxNode *node, const uint64_t *selected)
{
	uint64_t   *rest = mask_room(run, &node->rest);

	if (selected != NULL)
		memcpy(rest, selected, AX_MASK_BYTES(run->n));
	else
		ax_mask_fill(rest, run->n);
	return rest;
}

/* ---- vectors ---- */

/* Copies the cells of a mask from a vector to a result in the making. */
static void
merge_cells(Run *run, AxNode *node, const AxVector *from, const uint64_t *cells,
			char *values, uint64_t *valid)
{
	Size		width = ax_kind_info(node->kind)->width;

	for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
	{
		uint64_t	left = cells[w] & ax_vector_valid(from, w);

		valid[w] |= left;
		for (; left != 0; left &= left - 1)
		{
			size_t		i = 64 * w + (size_t) __builtin_ctzll(left);

			memcpy(values + i * width,
				   (const char *) from->values + (from->constant ? 0 : i * width), width);
		}
	}
}

/* A result of which no cell has a value yet. */
static void
begin_merge(Run *run, AxNode *node, char **values, uint64_t **valid, AxVector *out)
{
	*values = values_room(run, node);
	*valid = mask_room(run, &node->valid);
	memset(*valid, 0, AX_MASK_BYTES(run->n));
	out->kind = node->kind;
	out->constant = false;
	out->values = *values;
	out->valid = *valid;
}

static AxStatus
eval_case(Run *run, AxNode *node, const uint64_t *selected, AxVector *out)
{
	uint64_t   *rest = copy_selection(run, node, selected);
	char	   *values;
	uint64_t   *valid;
	AxVector	result;

	begin_merge(run, node, &values, &valid, out);
	if (node->subject != NULL)
		AX_TRY(eval_vector(run, node->subject, selected, &node->current));
	for (int i = 0; i < node->nargs && any_left(rest, run->n); i += 2)
	{
		const uint64_t *hits = rest;

		if (i + 1 < node->nargs)
		{
			AxTruth		truth;

			AX_TRY(eval_truth(run, node->args[i], rest, &truth));
			for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
				rest[w] &= ~truth.truth[w];
			hits = truth.truth;
			if (!any_left(hits, run->n))
				continue;
		}
		/* the condition's buffers stay as they are meanwhile */
		AX_TRY(eval_vector(run, node->args[Min(i + 1, node->nargs - 1)], hits, &result));
		merge_cells(run, node, &result, hits, values, valid);
	}
	return AX_OK;
}

static AxStatus
eval_coalesce(Run *run, AxNode *node, const uint64_t *selected, AxVector *out)
{
	uint64_t   *rest = copy_selection(run, node, selected);
	char	   *values;
	uint64_t   *valid;
	AxVector	result;

	begin_merge(run, node, &values, &valid, out);
	for (int i = 0; i < node->nargs && any_left(rest, run->n); i++)
	{
		AX_TRY(eval_vector(run, node->args[i], rest, &result));
		merge_cells(run, node, &result, rest, values, valid);
		for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
			rest[w] &= ~valid[w];
	}
	return AX_OK;
}

/* A vector as valid has it, without the cells where the condition is true. */
static AxStatus
eval_nullif(Run *run, AxNode *node, const uint64_t *selected, AxVector *out)
{
	AxTruth		equal = truth_room(run, node);
	uint64_t   *valid = mask_room(run, &node->valid);
	AxVector	a;
	AxVector	b;

	AX_TRY(eval_vector(run, node->args[0], selected, &a));
	AX_TRY(eval_vector(run, node->args[1], selected, &b));
	AX_TRY(ax_kernel_compare(node->sub, &a, &b, selected, run->n, equal, run->err));
	for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
		valid[w] = ax_vector_selected(selected, run->n, w) & ax_vector_valid(&a, w) &
			~equal.truth[w];
	*out = a;
	out->valid = valid;
	if (a.constant)
	{
		/* its cells differ now */
		char	   *values = values_room(run, node);
		Size		width = ax_kind_info(a.kind)->width;

		for (size_t i = 0; i < run->n; i++)
			memcpy(values + i * width, a.values, width);
		out->values = values;
		out->constant = false;
	}
	return AX_OK;
}

/* Argument i of a call; one of no kind is a constant's Datum. */
static inline Datum
call_argument(const AxVector *arg, size_t i)
{
	if (arg->kind == AX_KIND_NONE)
		return *(const Datum *) arg->values;
	return ax_pg_cell_datum(arg->kind, (const char *) arg->values +
							(arg->constant ? 0 : i * ax_kind_info(arg->kind)->width));
}

/* Calls the function for each cell where no argument is NULL. */
static AxStatus
eval_call(Run *run, AxNode *node, const uint64_t *selected, AxVector *out)
{
	FunctionCallInfo fcinfo = node->fcinfo;
	Size		width = ax_kind_info(node->kind)->width;
	char	   *values = values_room(run, node);
	uint64_t   *valid = mask_room(run, &node->valid);
	AxVector	args[FUNC_MAX_ARGS];
	MemoryContext old;

	for (int k = 0; k < node->nargs; k++)
		AX_TRY(eval_vector(run, node->args[k], selected, &args[k]));
	old = MemoryContextSwitchTo(run->program->calls);
	for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
	{
		uint64_t	left = ax_vector_selected(selected, run->n, w);

		for (int k = 0; k < node->nargs; k++)
			left &= ax_vector_valid(&args[k], w);
		valid[w] = left;
		if (left == 0)
			continue;
		CHECK_FOR_INTERRUPTS();
		for (; left != 0; left &= left - 1)
		{
			int			bit = __builtin_ctzll(left);
			size_t		i = 64 * w + (size_t) bit;
			Datum		result;

			for (int k = 0; k < node->nargs; k++)
			{
				fcinfo->args[k].value = call_argument(&args[k], i);
				fcinfo->args[k].isnull = false;
			}
			fcinfo->isnull = false;
			result = FunctionCallInvoke(fcinfo);
			if (fcinfo->isnull)
				valid[w] &= ~(UINT64CONST(1) << bit);
			else
				ax_pg_datum_cell(node->kind, result, values + i * width);
		}
		MemoryContextReset(run->program->calls);
	}
	MemoryContextSwitchTo(old);
	out->kind = node->kind;
	out->constant = false;
	out->values = values;
	out->valid = valid;
	return AX_OK;
}

/* A condition as a vector of bool. */
static AxStatus
eval_bool(Run *run, AxNode *node, const uint64_t *selected, AxVector *out)
{
	AxTruth		truth;
	uint8_t    *values = ax_pg_buffer(&node->values, run->n);

	AX_TRY(eval_truth(run, node, selected, &truth));
	ax_kernel_cells(truth, run->n, values);
	out->kind = AX_KIND_BOOL;
	out->constant = false;
	out->values = values;
	out->valid = truth.known;
	return AX_OK;
}

static AxStatus
eval_arithmetic(Run *run, AxNode *node, const uint64_t *selected, AxVector *out)
{
	AxVector	a;
	AxVector	b;

	AX_TRY(eval_vector(run, node->args[0], selected, &a));
	if (node->nargs > 1)
		AX_TRY(eval_vector(run, node->args[1], selected, &b));
	return ax_kernel_arithmetic(node->sub, &a, node->nargs > 1 ? &b : NULL, selected, run->n,
								values_room(run, node), mask_room(run, &node->valid), out,
								run->err);
}

/* A function of complex or point2d. */
static AxStatus
eval_pair(Run *run, AxNode *node, const uint64_t *selected, AxVector *out)
{
	AxVector	a;
	AxVector	b;

	AX_TRY(eval_vector(run, node->args[0], selected, &a));
	if (node->nargs > 1)
		AX_TRY(eval_vector(run, node->args[1], selected, &b));
	return ax_kernel_pair(node->sub, &a, node->nargs > 1 ? &b : NULL, selected, run->n,
						  values_room(run, node), mask_room(run, &node->valid), out, run->err);
}

static AxStatus
eval_vector(Run *run, AxNode *node, const uint64_t *selected, AxVector *out)
{
	AxVector	arg;

	switch (node->tag)
	{
		case AX_NODE_COLUMN:
			*out = run->block->columns[node->sub];
			Assert(out->kind == node->kind);
			return AX_OK;
		case AX_NODE_COORDS:
			out->kind = AX_KIND_INT8;
			out->constant = false;
			out->values = ax_expr_coords(run->program->share, run->block, node->sub);
			out->valid = NULL;
			return AX_OK;
		case AX_NODE_CONSTANT:
			*out = ax_expr_constant_vector(ax_expr_constant(run->program->share, node->sub),
										   node->kind);
			return AX_OK;
		case AX_NODE_ARITHMETIC:
			return eval_arithmetic(run, node, selected, out);
		case AX_NODE_CAST:
			AX_TRY(eval_vector(run, node->args[0], selected, &arg));
			return ax_kernel_cast(&arg, node->kind, selected, run->n, values_room(run, node), out,
								  run->err);
		case AX_NODE_PAIR:
			return eval_pair(run, node, selected, out);
		case AX_NODE_CALL:
			return eval_call(run, node, selected, out);
		case AX_NODE_CASE:
			return eval_case(run, node, selected, out);
		case AX_NODE_SAME:
			*out = node->subject->current;
			return AX_OK;
		case AX_NODE_COALESCE:
			return eval_coalesce(run, node, selected, out);
		case AX_NODE_NULLIF:
			return eval_nullif(run, node, selected, out);
		default:
			return eval_bool(run, node, selected, out);
	}
}

/* ---- conditions ---- */

static AxStatus
eval_compare(Run *run, AxNode *node, const uint64_t *selected, AxTruth out)
{
	AxVector	a;
	AxVector	b;

	AX_TRY(eval_vector(run, node->args[0], selected, &a));
	AX_TRY(eval_vector(run, node->args[1], selected, &b));
	return ax_kernel_compare(node->sub, &a, &b, selected, run->n, out, run->err);
}

/* An integer against a numeric constant. */
static AxStatus
eval_integral(Run *run, AxNode *node, const uint64_t *selected, AxTruth out)
{
	AxExprConstant *constant;
	AxCompare	op = node->sub;
	AxOutcome	outcome = AX_OUTCOME_FALSE;
	AxVector	x;
	AxVector	bound = {.kind = AX_KIND_INT8, .constant = true};

	AX_TRY(eval_vector(run, node->args[0], selected, &x));
	constant = ax_expr_constant(run->program->share, node->array);
	if (!constant->isnull)
	{
		outcome = ax_expr_integral(ax_expr_constant_integral(constant), &op);
		bound.values = &constant->integral.floor;
	}
	if (outcome == AX_OUTCOME_COMPARE)
		return ax_kernel_compare(op, &x, &bound, selected, run->n, out, run->err);
	for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
	{
		out.known[w] = constant->isnull ? 0 :
			ax_vector_selected(selected, run->n, w) & ax_vector_valid(&x, w);
		out.truth[w] = outcome == AX_OUTCOME_TRUE ? out.known[w] : 0;
	}
	return AX_OK;
}

/* NULL differs from every value, and not from NULL; always known. */
static AxStatus
eval_distinct(Run *run, AxNode *node, const uint64_t *selected, AxTruth out)
{
	AxVector	a;
	AxVector	b;

	AX_TRY(eval_vector(run, node->args[0], selected, &a));
	AX_TRY(eval_vector(run, node->args[1], selected, &b));
	AX_TRY(ax_kernel_compare(node->sub, &a, &b, selected, run->n, out, run->err));
	for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
	{
		uint64_t	all = ax_vector_selected(selected, run->n, w);
		uint64_t	one = ax_vector_valid(&a, w) ^ ax_vector_valid(&b, w);

		/* the operator is that of equality */
		out.truth[w] = ((out.known[w] & ~out.truth[w]) | one) & all;
		out.known[w] = all;
	}
	return AX_OK;
}

/*
 * From so many elements on, halving a sorted list (17 ns a cell) beats a
 * comparison for each (0.5 ns).
 */
#define MANY_ELEMENTS 40

/* x IN (list) or, with all, x NOT IN (list), for an array that was sorted. */
static void
eval_among(Run *run, AxNode *node, const AxExprArray *array, const AxVector *x,
		   const uint64_t *selected, AxTruth out)
{
	bool		nulls = array->nsorted < array->n;

	if (array->nsorted > 0)
		ax_kernel_among(x, array->sorted, array->nsorted, selected, run->n, out);
	for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
	{
		uint64_t	found = array->nsorted > 0 ? out.truth[w] : 0;

		/* a NULL in the list may be the value, if nothing else is */
		if (nulls)
			out.known[w] = found;
		out.truth[w] = node->all ? out.known[w] & ~found : found;
	}
}

/* x op ANY (array): OR over its elements, of which NULL is unknown; ALL: AND. */
static AxStatus
eval_any(Run *run, AxNode *node, const uint64_t *selected, AxTruth out)
{
	AxExprArray *array;
	AxVector	x;
	AxTruth		one;

	AX_TRY(eval_vector(run, node->args[0], selected, &x));
	array = ax_expr_constant_array(run->program->share, node->array,
								   ax_pg_kind_type(node->current.kind));
	if (array->n >= MANY_ELEMENTS && node->sub == (node->all ? AX_COMPARE_NE : AX_COMPARE_EQ) &&
		x.kind == node->current.kind && ax_kernel_has_among(x.kind))
	{
		ax_expr_array_sort(run->program->share, array, x.kind);
		eval_among(run, node, array, &x, selected, out);
		return AX_OK;
	}
	for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
	{
		uint64_t	all = array->isnull ? 0 : ax_vector_selected(selected, run->n, w);

		out.known[w] = all;
		out.truth[w] = node->all ? all : 0;
	}
	one.truth = mask_room(run, &node->rest);
	one.known = mask_room(run, &node->valid);
	for (int i = 0; i < array->n; i++)
	{
		uint64_t	cell[2] = {0, 1};
		uint64_t	valid = !array->nulls[i];
		AxVector	element = {.kind = node->current.kind, .constant = true,
		.values = cell, .valid = &valid};

		if (valid)
			ax_pg_datum_cell(element.kind, array->elements[i], cell);
		AX_TRY(ax_kernel_compare(node->sub, &x, &element, selected, run->n, one, run->err));
		if (node->all)
			ax_kernel_and(out, one, run->n, out);
		else
			ax_kernel_or(out, one, run->n, out);
	}
	return AX_OK;
}

static AxStatus
eval_and_or(Run *run, AxNode *node, const uint64_t *selected, AxTruth out)
{
	uint64_t   *rest = mask_room(run, &node->rest);
	AxTruth		next;

	AX_TRY(eval_truth(run, node->args[0], selected, &next));
	memcpy(out.truth, next.truth, AX_MASK_BYTES(run->n));
	memcpy(out.known, next.known, AX_MASK_BYTES(run->n));
	for (int i = 1; i < node->nargs; i++)
	{
		if (node->tag == AX_NODE_AND)
			ax_kernel_and_rest(out, selected, run->n, rest);
		else
			ax_kernel_or_rest(out, selected, run->n, rest);
		if (!any_left(rest, run->n))
			break;
		AX_TRY(eval_truth(run, node->args[i], rest, &next));
		if (node->tag == AX_NODE_AND)
			ax_kernel_and(out, next, run->n, out);
		else
			ax_kernel_or(out, next, run->n, out);
	}
	return AX_OK;
}

static AxStatus
eval_null_test(Run *run, AxNode *node, const uint64_t *selected, AxTruth out)
{
	AxVector	arg;

	if (is_condition(node->args[0]))
	{
		AxTruth		truth;

		AX_TRY(eval_truth(run, node->args[0], selected, &truth));
		for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
		{
			out.known[w] = ax_vector_selected(selected, run->n, w);
			out.truth[w] = out.known[w] &
				(node->sub == IS_NULL ? ~truth.known[w] : truth.known[w]);
		}
		return AX_OK;
	}
	AX_TRY(eval_vector(run, node->args[0], selected, &arg));
	if (node->sub == IS_NULL)
		ax_kernel_is_null(&arg, selected, run->n, out);
	else
		ax_kernel_is_not_null(&arg, selected, run->n, out);
	return AX_OK;
}

static AxStatus
eval_bool_test(Run *run, AxNode *node, const uint64_t *selected, AxTruth out)
{
	AxTruth		arg;

	AX_TRY(eval_truth(run, node->args[0], selected, &arg));
	for (size_t w = 0; w < AX_MASK_WORDS(run->n); w++)
	{
		uint64_t	all = ax_vector_selected(selected, run->n, w);
		uint64_t	yes = arg.truth[w];
		uint64_t	known = arg.known[w];
		uint64_t	hits = 0;

		switch ((BoolTestType) node->sub)
		{
			case IS_TRUE:
				hits = yes;
				break;
			case IS_NOT_TRUE:
				hits = ~yes;
				break;
			case IS_FALSE:
				hits = known & ~yes;
				break;
			case IS_NOT_FALSE:
				hits = ~known | yes;
				break;
			case IS_UNKNOWN:
				hits = ~known;
				break;
			case IS_NOT_UNKNOWN:
				hits = known;
				break;
		}
		out.truth[w] = hits & all;
		out.known[w] = all;
	}
	return AX_OK;
}

static AxStatus
eval_truth(Run *run, AxNode *node, const uint64_t *selected, AxTruth *out)
{
	AxTruth		arg;
	AxVector	vector;

	*out = truth_room(run, node);
	switch (node->tag)
	{
		case AX_NODE_COMPARE:
			return eval_compare(run, node, selected, *out);
		case AX_NODE_INTEGRAL:
			return eval_integral(run, node, selected, *out);
		case AX_NODE_DISTINCT:
			return eval_distinct(run, node, selected, *out);
		case AX_NODE_ANY:
			return eval_any(run, node, selected, *out);
		case AX_NODE_AND:
		case AX_NODE_OR:
			return eval_and_or(run, node, selected, *out);
		case AX_NODE_NOT:
			AX_TRY(eval_truth(run, node->args[0], selected, &arg));
			ax_kernel_not(arg, run->n, *out);
			return AX_OK;
		case AX_NODE_NULLTEST:
			return eval_null_test(run, node, selected, *out);
		case AX_NODE_BOOLTEST:
			return eval_bool_test(run, node, selected, *out);
		default:
			AX_TRY(eval_vector(run, node, selected, &vector));
			ax_kernel_truth(&vector, selected, run->n, *out);
			return AX_OK;
	}
}

/* ---- whole programs ---- */

AxStatus
ax_expr_try(AxProgram *program, const AxBlock *block, uint64_t *selected, size_t *count,
			AxError *err)
{
	Run			run = {.program = program, .block = block, .n = block->n, .err = err};
	AxTruth		truth;

	*count = 0;
	CHECK_FOR_INTERRUPTS();
	if (block->selected != NULL && !any_left(block->selected, block->n))
	{
		memset(selected, 0, AX_MASK_BYTES(block->n));
		return AX_OK;
	}
	AX_TRY(eval_truth(&run, program->root, block->selected, &truth));
	*count = ax_kernel_select(truth, block->selected, block->n, selected);
	return AX_OK;
}

size_t
ax_expr_filter(AxProgram *program, const AxBlock *block, uint64_t *selected)
{
	size_t		count;
	AxError		err;

	AX_CHECK(ax_expr_try(program, block, selected, &count, &err), &err);
	return count;
}

AxVector
ax_expr_eval(AxProgram *program, const AxBlock *block)
{
	AxError		err;
	Run			run = {.program = program, .block = block, .n = block->n, .err = &err};
	AxVector	out;

	CHECK_FOR_INTERRUPTS();
	AX_CHECK(eval_vector(&run, program->root, block->selected, &out), &err);
	return out;
}
