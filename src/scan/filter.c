/* Predicates of a scan that run vectorised, and summaries that spare work. */
#include "postgres.h"

#include "optimizer/optimizer.h"

#include "pg/error.h"
#include "scan/filter.h"

int			ax_scan_require_vectorized = AX_REQUIRE_ALLOW;
bool		ax_scan_enable_vectorized_filter = true;
bool		ax_scan_enable_summary_pruning = true;

/* ---- planning ---- */

void
ax_filter_source(Index varno, const AxArray *array, AxExprSource *source)
{
	int			natts = 0;
	int		   *axis;
	int		   *attribute;
	AxKind	   *kind = palloc(sizeof(AxKind) * array->natts);

	for (int d = 0; d < array->ndim; d++)
		natts = Max(natts, array->dims[d].attno);
	for (int a = 0; a < array->natts; a++)
		natts = Max(natts, array->atts[a].attno);
	axis = palloc(sizeof(int) * (natts + 1));
	attribute = palloc(sizeof(int) * (natts + 1));
	for (int i = 0; i <= natts; i++)
		axis[i] = attribute[i] = -1;
	for (int d = 0; d < array->ndim; d++)
		axis[array->dims[d].attno] = d;
	for (int a = 0; a < array->natts; a++)
	{
		attribute[array->atts[a].attno] = a;
		kind[a] = array->atts[a].kind;
	}
	source->varno = varno;
	source->natts = natts;
	source->axis = axis;
	source->attribute = attribute;
	source->kind = kind;
}

bool
ax_filter_all_cells(PlannerInfo *root)
{
	return root->parent_root == NULL && root->tuple_fraction <= 0 && root->limit_tuples < 0 &&
		bms_membership(root->all_baserels) == BMS_SINGLETON;
}

/* Why a predicate that was split must not run as a program; NULL if it may. */
static const char *
objection(Expr *split, List *constants, bool all_cells, bool waits)
{
	if (ax_scan_require_vectorized == AX_REQUIRE_FORBID)
		return "array_ext.debug_require_vectorized is \"forbid\"";
	if (!ax_scan_enable_vectorized_filter)
		return "array_ext.enable_vectorized_filter is off";
	if (!all_cells && ax_expr_may_throw(split))
		return "a function might fail for a cell that the query never comes to";
	/* the predicate in front may be what keeps this one from failing */
	if (waits && !ax_expr_is_total(split, constants))
		return "a predicate in front of it is not vectorized";
	return NULL;
}

AxFilterPlan *
ax_filter_plan(Index varno, const AxArray *array, List *clauses, bool all_cells)
{
	AxFilterPlan *plan = palloc0(sizeof(AxFilterPlan));
	AxExprSource source;
	ListCell   *lc;

	ax_filter_source(varno, array, &source);
	foreach(lc, clauses)
	{
		const char *why;
		Expr	   *split = ax_expr_split(lfirst(lc), &source, &plan->constants, &why);

		if (split != NULL && ax_scan_enable_summary_pruning)
			plan->prunes = lappend(plan->prunes, split);
		if (split != NULL)
			why = objection(split, plan->constants, all_cells, plan->rest != NIL);
		if (why == NULL)
		{
			plan->programs = lappend(plan->programs, split);
			plan->quals = lappend(plan->quals, lfirst(lc));
			continue;
		}
		if (ax_scan_require_vectorized == AX_REQUIRE_REQUIRE)
			ereport(ERROR,
					(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
					 errmsg("predicate is not vectorized"),
					 errdetail("It stays with the row path: %s.", why),
					 errhint("Set array_ext.debug_require_vectorized to \"allow\".")));
		plan->rest = lappend(plan->rest, lfirst(lc));
		plan->whys = lappend(plan->whys, makeString(pstrdup(why)));
	}
	return plan;
}

/* ---- execution ---- */

AxFilter *
ax_filter_make(const AxArray *array, List *programs, List *prunes, AxExprShare *share)
{
	AxFilter   *filter = palloc0(sizeof(AxFilter));
	AxExprSource source;
	ListCell   *lc;

	ax_filter_source(0, array, &source);
	filter->share = share;
	filter->natts = array->natts;
	filter->selected.context = CurrentMemoryContext;
	filter->programs = palloc(sizeof(AxProgram *) * Max(list_length(programs), 1));
	foreach(lc, programs)
		filter->programs[filter->nprograms++] = ax_expr_compile(lfirst(lc), &source, share);
	filter->prunes = palloc(sizeof(AxPrune *) * Max(list_length(prunes), 1));
	foreach(lc, prunes)
	{
		AxPrune    *prune = ax_expr_prune(lfirst(lc), &source, share);

		if (prune != NULL)
			filter->prunes[filter->nprunes++] = prune;
	}
	return filter->nprograms > 0 || filter->nprunes > 0 ? filter : NULL;
}

int
ax_filter_attributes(const AxFilter *filter, bool *wanted)
{
	int			lead = -1;

	for (int p = 0; p < filter->nprograms; p++)
	{
		const Bitmapset *attributes = ax_expr_attributes(filter->programs[p]);
		int			a = -1;

		while ((a = bms_next_member(attributes, a)) >= 0)
		{
			wanted[a] = true;
			if (lead < 0)
				lead = a;
		}
	}
	return lead;
}

static bool
look_at_chunk(void *state, int attribute, AxSummary *summary)
{
	ax_blocks_chunk_summary(state, attribute, summary);
	return true;
}

/* Attributes that are not read have no reader to open. */
static bool
look_at_tile(void *state, int attribute, AxSummary *summary)
{
	AxBlocks   *blocks = state;

	return blocks->columns[attribute].reader != NULL &&
		ax_blocks_tile_summary(blocks, attribute, summary);
}

static bool
may_pass(AxFilter *filter, AxBlocks *blocks, AxPruneLook look)
{
	for (int i = 0; i < filter->nprunes; i++)
		if (!ax_expr_may_be_true(filter->prunes[i], look, blocks))
			return false;
	return true;
}

static bool
skip_tile(AxBlocks *blocks, void *state)
{
	return !may_pass(state, blocks, look_at_tile);
}

void
ax_filter_attach(AxFilter *filter, AxBlocks *blocks)
{
	if (filter->nprunes > 0)
	{
		blocks->skip = skip_tile;
		blocks->skip_state = filter;
	}
}

void
ax_filter_start(AxFilter *filter)
{
	filter->failed = false;
	ax_expr_restart(filter->share);
}

bool
ax_filter_chunk(AxFilter *filter, AxBlocks *blocks)
{
	if (may_pass(filter, blocks, look_at_chunk))
		return true;
	filter->chunks_removed++;
	return false;
}

static void
load_attributes(AxBlocks *blocks, const AxProgram *program)
{
	const Bitmapset *attributes = ax_expr_attributes(program);
	int			a = -1;

	while ((a = bms_next_member(attributes, a)) >= 0)
		ax_blocks_load(blocks, a);
}

size_t
ax_filter_run(AxFilter *filter, AxBlocks *blocks, const uint64_t **selected)
{
	AxBlock		block = blocks->block;
	size_t		count = blocks->count;
	uint64_t   *mask;

	*selected = block.selected;
	if (filter->nprograms == 0)
		return count;
	mask = ax_pg_buffer(&filter->selected, AX_MASK_BYTES(block.n));
	for (int p = 0; p < filter->nprograms && count > 0; p++)
	{
		load_attributes(blocks, filter->programs[p]);
		if (ax_expr_try(filter->programs[p], &block, mask, &count, &filter->err) != AX_OK)
		{
			/* rows in front of the cell that fails come out before its error */
			for (int q = p + 1; q < filter->nprograms; q++)
				load_attributes(blocks, filter->programs[q]);
			count = ax_expr_filter_to_error(filter->programs, filter->nprograms,
											&blocks->block, filter->natts, mask, &filter->err);
			filter->failed = true;
			break;
		}
		block.selected = mask;
	}
	filter->removed += blocks->count - count;
	*selected = mask;
	return count;
}

void
ax_filter_raise(AxFilter *filter)
{
	ax_pg_throw(&filter->err);
}
