/* Cells of kind bool: three-valued logic, and what cells are. */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"

#include "kernel/compare.h"
#include "kernel/logic.h"
#include "ndarray/each.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(nd_and);
PG_FUNCTION_INFO_V1(nd_or);
PG_FUNCTION_INFO_V1(nd_not);
PG_FUNCTION_INFO_V1(nd_is_null);
PG_FUNCTION_INFO_V1(nd_is_present);
PG_FUNCTION_INFO_V1(nd_is_nan);

typedef enum Connective
{
	CONNECT_AND,
	CONNECT_OR,
	CONNECT_NOT
} Connective;

static Datum
connect(FunctionCallInfo fcinfo, Connective op, const char *name)
{
	int			nargs = op == CONNECT_NOT ? 1 : 2;
	AxEach		each;
	AxTruth		other;

	ax_nd_each_init(&each);
	for (int i = 0; i < nargs; i++)
	{
		ax_nd_each_argument(&each, fcinfo, i);
		if (each.args[i].kind != AX_KIND_BOOL)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("argument of %s must have kind bool, not %s", name,
							ax_kind_info(each.args[i].kind)->name),
					 errhint("nd_eq, nd_lt and their like compare cell by cell.")));
	}
	ax_nd_each_begin(&each, AX_KIND_BOOL);
	other.truth = palloc(AX_MASK_BYTES(each.head.tile_cells));
	other.known = palloc(AX_MASK_BYTES(each.head.tile_cells));
	while (ax_nd_each_next(&each))
	{
		AxTruth		truth = {each.valid, each.known};
		AxVector	result = {AX_KIND_BOOL, false, each.values, each.known};

		ax_kernel_truth(&each.args[0].vector, each.present, each.n, truth);
		if (nargs == 2)
			ax_kernel_truth(&each.args[1].vector, each.present, each.n, other);
		if (op == CONNECT_AND)
			ax_kernel_and(truth, other, each.n, truth);
		else if (op == CONNECT_OR)
			ax_kernel_or(truth, other, each.n, truth);
		else
			ax_kernel_not(truth, each.n, truth);
		ax_kernel_cells(truth, each.n, each.values);
		ax_nd_each_put(&each, &result, each.present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

Datum
nd_and(PG_FUNCTION_ARGS)
{
	return connect(fcinfo, CONNECT_AND, "nd_and");
}

Datum
nd_or(PG_FUNCTION_ARGS)
{
	return connect(fcinfo, CONNECT_OR, "nd_or");
}

Datum
nd_not(PG_FUNCTION_ARGS)
{
	return connect(fcinfo, CONNECT_NOT, "nd_not");
}

Datum
nd_is_null(PG_FUNCTION_ARGS)
{
	AxEach		each;

	ax_nd_each_init(&each);
	ax_nd_each_argument(&each, fcinfo, 0);
	ax_nd_each_begin(&each, AX_KIND_BOOL);
	while (ax_nd_each_next(&each))
	{
		AxTruth		truth = {each.valid, each.known};
		AxVector	result = {AX_KIND_BOOL, false, each.values, NULL};

		ax_kernel_is_null(&each.args[0].vector, each.present, each.n, truth);
		ax_kernel_cells(truth, each.n, each.values);
		ax_nd_each_put(&each, &result, each.present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

Datum
nd_is_present(PG_FUNCTION_ARGS)
{
	AxEach		each;

	ax_nd_each_init(&each);
	ax_nd_each_argument(&each, fcinfo, 0);
	each.any_empty = true;
	ax_nd_each_begin(&each, AX_KIND_BOOL);
	while (ax_nd_each_next(&each))
	{
		AxTruth		truth = {each.valid, each.known};
		AxVector	result = {AX_KIND_BOOL, false, each.values, NULL};

		for (Size w = 0; w < AX_MASK_WORDS(each.n); w++)
			truth.truth[w] = ax_nd_each_there(&each.args[0], w) & ax_vector_ones(each.n - 64 * w);
		ax_kernel_cells(truth, each.n, each.values);
		ax_nd_each_put(&each, &result, NULL);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}

/* Whether cells are NaN; of pairs, whether either part is. */
static void
find_nans(const AxVector *vector, const uint64_t *selected, Size n, AxTruth out)
{
	AxKindClass class = ax_kind_info(vector->kind)->class;
	const double nan = NAN;
	const AxVector right = {AX_KIND_FLOAT8, true, &nan, NULL};
	AxError		err;

	if (class == AX_CLASS_FLOAT)
	{
		AX_CHECK(ax_kernel_compare(AX_COMPARE_EQ, vector, &right, selected, n, out, &err), &err);
		return;
	}
	ax_kernel_is_not_null(vector, selected, n, out);
	for (Size w = 0; w < AX_MASK_WORDS(n); w++)
	{
		out.known[w] = out.truth[w];
		out.truth[w] = 0;
		if (class == AX_CLASS_PAIR)
			for (uint64_t left = out.known[w]; left != 0; left &= left - 1)
			{
				Size		i = 64 * w + (Size) __builtin_ctzll(left);
				const double *pair = (const double *) vector->values + (vector->constant ? 0 : 2 * i);

				if (isnan(pair[0]) || isnan(pair[1]))
					ax_mask_set(out.truth, i);
			}
	}
}

Datum
nd_is_nan(PG_FUNCTION_ARGS)
{
	AxEach		each;

	ax_nd_each_init(&each);
	ax_nd_each_argument(&each, fcinfo, 0);
	ax_nd_each_begin(&each, AX_KIND_BOOL);
	while (ax_nd_each_next(&each))
	{
		AxTruth		truth = {each.valid, each.known};
		AxVector	result = {AX_KIND_BOOL, false, each.values, each.known};

		find_nans(&each.args[0].vector, each.present, each.n, truth);
		ax_kernel_cells(truth, each.n, each.values);
		ax_nd_each_put(&each, &result, each.present);
	}
	PG_RETURN_POINTER(ax_nd_each_finish(&each));
}
