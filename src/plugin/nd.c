/*
 * Functions of plugins elementwise over ndarrays.
 *
 * One SQL function serves all registrations of a name: which of them runs is
 * decided by the kinds of the elements, exactly or by widening as SQL does.
 */
#include "postgres.h"

#include <limits.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "format/head.h"
#include "kernel/cast.h"
#include "ndarray/cells.h"
#include "num/rational.h"
#include "pg/error.h"
#include "pg/kind.h"
#include "plugin/vector.h"

/* A registration that has run with arguments of some kinds. */
typedef struct Chosen
{
	struct Chosen *next;
	AxKind		given[AX_PLUGIN_ARGS];	/* kinds of the arguments */
	AxUse	   *use;			/* of the registration */
	AxPluginVector *vector;
} Chosen;

/* An argument, all of its cells. */
typedef struct Argument
{
	AxReader   *reader;			/* of an ndarray, else NULL */
	AxKind		kind;
	void	   *values;			/* dense; one cell of a single value */
	uint64_t   *present;		/* or NULL */
	uint64_t   *valid;			/* or NULL */
	AxBuffer	cast;			/* a stretch of cells of the kind that is wanted */
	uint64		cell[2];		/* a single value */
} Argument;

/* What SQL's implicit casts cost between kinds; -1 where there is none. */
static int
widening(AxKind from, AxKind to)
{
	static const AxKind order[] = {AX_KIND_INT2, AX_KIND_INT4, AX_KIND_INT8};
	int			at = -1;
	int			wanted = -1;

	if (from == to)
		return 0;
	for (int i = 0; i < lengthof(order); i++)
	{
		if (order[i] == from)
			at = i;
		if (order[i] == to)
			wanted = i;
	}
	if (at >= 0 && wanted > at)
		return wanted - at;
	if (at >= 0 && to == AX_KIND_FLOAT8)
		return 5;
	if (at >= 0 && to == AX_KIND_FLOAT4)
		return 6;
	if (at >= 0 && to == AX_KIND_RATIONAL)
		return 4;
	if (from == AX_KIND_FLOAT4 && to == AX_KIND_FLOAT8)
		return 1;
	return -1;
}

/* The cost of a registration for these arguments; -1 if it does not fit. */
static int
fit(const AxPlugin *plugin, const AxRegistration *r, const char *name, const AxKind *given, int nargs)
{
	AxPluginType type;
	int			cost = 0;

	if ((r->what != AX_REGISTERED_FUNCTION && r->what != AX_REGISTERED_KERNEL) ||
		strcmp(r->name, name) != 0 || r->nargs != nargs ||
		(r->flags & (AX_CALLED_ON_NULL | AX_SCALAR_ONLY | AX_VOLATILE)) != 0)
		return -1;
	if (!ax_plugin_type(plugin, r->result, &type) || ax_kind_by_name(type.name) == AX_KIND_NONE)
		return -1;
	for (int i = 0; i < nargs; i++)
	{
		AxKind		wanted;
		int			step;

		if (!ax_plugin_type(plugin, r->args[i + 1], &type))
			return -1;
		wanted = ax_kind_by_name(type.name);
		step = wanted == AX_KIND_NONE ? -1 : widening(given[i], wanted);
		if (step < 0)
			return -1;
		cost += step;
	}
	return cost;
}

static Chosen *
choose(AxUse *use, const AxKind *given)
{
	const AxLibrary *library = use->library;
	const AxRegistration *best = NULL;
	const AxRegistration *function = NULL;
	const AxRegistration *kernel = NULL;
	int			best_cost = INT_MAX;
	Chosen	   *chosen;
	char		kinds[256] = "";

	for (chosen = use->nd; chosen != NULL; chosen = chosen->next)
		if (memcmp(chosen->given, given, sizeof(AxKind) * use->nargs) == 0)
			return chosen;
	for (const AxRegistration *r = library->plugin->first; r != NULL; r = r->next)
	{
		int			cost = fit(library->plugin, r, use->signature, given, use->nargs);

		if (cost >= 0 && cost < best_cost)
		{
			best = r;
			best_cost = cost;
		}
	}
	if (best == NULL)
	{
		for (int i = 0; i < use->nargs; i++)
			snprintf(kinds + strlen(kinds), sizeof(kinds) - strlen(kinds), "%s%s", i > 0 ? ", " : "",
					 ax_kind_info(given[i])->name);
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("plugin library \"%s\" has no function %s(%s)", library->name,
						use->signature, kinds),
				 errhint("Convert the elements with nd_astype.")));
	}
	for (const AxRegistration *r = library->plugin->first; r != NULL; r = r->next)
		if (r->what == AX_REGISTERED_FUNCTION && ax_plugin_same(library->plugin, r, best))
			function = r;
		else if (r->what == AX_REGISTERED_KERNEL && ax_plugin_same(library->plugin, r, best))
			kernel = r;
	chosen = MemoryContextAllocZero(use->context, sizeof(Chosen));
	memcpy(chosen->given, given, sizeof(AxKind) * use->nargs);
	chosen->use = ax_plugin_use_registration(library, function, kernel, use->context);
	chosen->vector = ax_plugin_vector(chosen->use, use->context);
	chosen->next = use->nd;
	use->nd = chosen;
	return chosen;
}

static void
check_boxes(const AxBox *a, const AxBox *b)
{
	char		first[512];
	char		second[512];
	bool		same_shape = a->ndim == b->ndim;

	if (ax_shape_equal(a, b))
		return;
	ax_shape_print(a, first, sizeof(first));
	ax_shape_print(b, second, sizeof(second));
	for (int d = 0; same_shape && d < a->ndim; d++)
		same_shape = ax_shape_length(a, d) == ax_shape_length(b, d);
	if (same_shape)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("ndarrays have different bounds"),
				 errdetail("They are %s and %s.", first, second),
				 errhint("Move one of them with nd_rebase.")));
	ereport(ERROR,
			(errcode(ERRCODE_DATA_EXCEPTION),
			 errmsg("ndarrays have different shapes"),
			 errdetail("They are %s and %s.", first, second)));
}

/* The cells [start, start + n) of an argument, of the kind that the function wants. */
static void
stretch(Argument *arg, AxKind wanted, uint64 start, size_t n, const uint64_t *selected, AxVector *out)
{
	AxVector	given = {.kind = arg->kind};
	AxError		err;

	given.constant = arg->reader == NULL;
	given.values = (char *) arg->values +
		(given.constant ? 0 : start * ax_kind_info(arg->kind)->width);
	given.valid = arg->valid != NULL ? arg->valid + start / 64 : NULL;
	*out = given;
	if (arg->kind != wanted)
		AX_CHECK(ax_kernel_cast(&given, wanted, selected, n,
								ax_pg_buffer(&arg->cast, n * ax_kind_info(wanted)->width), out, &err),
				 &err);
}

static void *
allocate(Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(size, 8));
}

/* Opens the arguments; returns the first ndarray. */
static const Argument *
open_arguments(AxUse *use, FunctionCallInfo fcinfo, Argument *args)
{
	const Argument *first = NULL;

	for (int i = 0; i < use->nargs; i++)
	{
		Argument   *arg = &args[i];

		memset(arg, 0, sizeof(Argument));
		arg->cast.context = CurrentMemoryContext;
		arg->kind = use->args[i].kind;
		if (arg->kind != AX_KIND_NONE)
		{
			ax_pg_datum_cell(arg->kind, PG_GETARG_DATUM(i), arg->cell);
			arg->values = arg->cell;
			continue;
		}
		arg->reader = ax_nd_open(PG_GETARG_DATUM(i));
		arg->kind = arg->reader->head.kind;
		ax_pg_dense(arg->reader, NULL, &arg->values, &arg->present, &arg->valid);
		if (first == NULL)
			first = arg;
		check_boxes(&first->reader->head.box, &arg->reader->head.box);
	}
	return first;
}

Datum
ax_plugin_nd(AxUse *use, FunctionCallInfo fcinfo)
{
	Argument	args[AX_PLUGIN_ARGS];
	AxKind		given[AX_PLUGIN_ARGS];
	AxVector	vectors[AX_PLUGIN_ARGS];
	const Argument *first;
	const Chosen *chosen;
	AxHead		head = {0};
	uint64		cells;
	Size		width;
	char	   *values;
	uint64_t   *present = NULL;
	uint64_t   *valid;
	uint64_t   *part;
	AxError		err;

	for (int i = 0; i < use->nargs; i++)
		if (PG_ARGISNULL(i))
			PG_RETURN_NULL();
	first = open_arguments(use, fcinfo, args);
	if (first == NULL)
		elog(ERROR, "function %s of ndarrays has no ndarray", use->call.function);
	for (int i = 0; i < use->nargs; i++)
		given[i] = args[i].kind;
	chosen = choose(use, given);

	cells = first->reader->head.cells;
	ax_nd_head(&head, chosen->use->result.kind, &first->reader->head.box);
	for (int d = 0; d < head.box.ndim; d++)
		ax_nd_copy_name(&head, d, &first->reader->head, d);
	width = ax_kind_info(head.kind)->width;
	values = allocate(cells * width);
	valid = allocate(AX_MASK_BYTES(cells));
	part = palloc(AX_VECTOR_WORDS * sizeof(uint64_t));
	for (int i = 0; i < use->nargs; i++)
	{
		if (args[i].present == NULL)
			continue;
		if (present == NULL)
			present = memcpy(allocate(AX_MASK_BYTES(cells)), args[i].present, AX_MASK_BYTES(cells));
		for (uint64 w = 0; w < AX_MASK_WORDS(cells); w++)
			present[w] &= args[i].present[w];
	}
	for (uint64 start = 0; start < cells; start += AX_VECTOR_CELLS)
	{
		size_t		n = Min(cells - start, AX_VECTOR_CELLS);
		const uint64_t *selected = present != NULL ? present + start / 64 : NULL;
		AxVector	out;

		CHECK_FOR_INTERRUPTS();
		for (int i = 0; i < use->nargs; i++)
			stretch(&args[i], chosen->use->args[i].kind, start, n, selected, &vectors[i]);
		/* slots that are not computed must still be values of the kind */
		memset(values + start * width, 0, n * width);
		AX_CHECK(ax_plugin_run(chosen->vector, vectors, selected, n, values + start * width, part,
							   &out, &err), &err);
		if (out.valid == NULL)
			ax_mask_fill(part, n);
		memcpy(valid + start / 64, part, AX_MASK_BYTES(n));
		/* a stored denominator is positive, even where it means nothing */
		for (size_t i = 0; head.kind == AX_KIND_RATIONAL && i < n; i++)
			if (!ax_mask_get(part, i))
				memcpy(values + (start + i) * width, &(AxRational) {0, 1}, width);
	}
	return PointerGetDatum(ax_pg_build(&head, values, present, valid));
}
