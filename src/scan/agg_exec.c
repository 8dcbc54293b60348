/*
 * Aggregates chunk by chunk.
 *
 * Every argument is an input: groups of what its aggregates need.  Without
 * group keys blocks are added to them at once; with keys each chunk is added
 * to local groups, small enough for the cache, which are then added to the
 * groups of the scan.
 *
 * Rows are counted apart only where they are more than the values of the
 * lead, an input without a filter: count(*) of a group is the lead's count and
 * that of the cells where the lead is NULL.
 */
#include "postgres.h"

#include "access/table.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "nodes/bitmapset.h"
#include "utils/memutils.h"
#include "utils/rel.h"

#include "kernel/place.h"
#include "kernel/reduce.h"
#include "pg/error.h"
#include "pg/memory.h"
#include "scan/agg.h"
#include "scan/agg_call.h"
#include "scan/agg_keys.h"
#include "scan/blocks.h"
#include "scan/filter.h"

bool		ax_agg_enable_summary = true;

/* An argument, with what is kept of it. */
typedef struct Input
{
	AxAggSource source;
	int			number;			/* attribute, axis or program */
	int			filter;			/* program of FILTER, or -1 */
	AxKind		kind;			/* of the values */
	unsigned	needs;			/* AX_GROUP_ bits */
	AxGroups	groups;			/* owned; of the scan */
	AxGroups	local;			/* owned; of the chunk, where there are keys */
	AxBuffer	coords;			/* of a dimension */
} Input;

/* An argument or a FILTER condition. */
typedef struct Program
{
	AxProgram  *program;		/* owned */
	AxBuffer	mask;			/* of a condition: cells of the block that pass */
	size_t		count;			/* how many */
	bool		known;			/* mask and count are of the current block */
} Program;

/* A column that comes out. */
typedef struct Column
{
	AxAggCall	call;			/* function NONE: a key */
	int			place;			/* of the key, or of the input; -1: rows */
} Column;

struct AxAgg
{
	MemoryContext context;		/* borrowed; holds all of this */
	AxArray    *array;			/* owned */
	ExprContext *expr_context;	/* borrowed */
	List	   *bounds;			/* AxBound, without comparands */
	List	   *comparands;		/* ExprState, one for each bound, then constants */
	AxExprShare *share;			/* owned; of all programs */
	AxBlocks   *blocks;			/* owned */
	AxFilter   *filter;			/* owned; predicates, or NULL */
	int			nprograms;
	Program    *programs;		/* owned; of arguments and FILTER */
	AxAggKeys  *keys;			/* owned; NULL: one group */
	int			ncolumns;
	Column	   *columns;		/* owned */
	int			ninputs;
	Input	   *inputs;			/* owned */
	AxSummary  *summaries;		/* owned; room for one of each input */
	int			lead;			/* input that rows are counted with, -1: none */
	AxGroups	rows;			/* owned; cells where the lead is NULL, or all */
	AxGroups	local_rows;		/* owned; the same in the chunk */
	bool		summary;		/* summaries can answer */
	bool		done;			/* groups are complete */
	uint32		next;			/* next group to give out */
	uint64		answered;		/* chunks answered from the summary */
	uint64		answered_tiles; /* tiles of others answered from theirs */
};

/* ---- what the plan says ---- */

/* The input of a call; a new one if there is none like it. */
static int
find_input(AxAgg *agg, const AxAggCall *call)
{
	Input	   *input;

	for (int i = 0; i < agg->ninputs; i++)
		if (agg->inputs[i].source == call->source && agg->inputs[i].number == call->number &&
			agg->inputs[i].filter == call->filter)
			return i;
	input = &agg->inputs[agg->ninputs];
	memset(input, 0, sizeof(*input));
	input->source = call->source;
	input->number = call->number;
	input->filter = call->filter;
	input->kind = call->kind;
	input->coords.context = agg->context;
	return agg->ninputs++;
}

static void
read_column(AxAgg *agg, Column *column, List *fields, Expr *expr)
{
	AxAggCall  *call = &column->call;

	call->function = list_nth_int(fields, AX_AGG_COLUMN_FUNCTION);
	if (call->function == AX_AGG_NONE)
		return;
	call->kind = list_nth_int(fields, AX_AGG_COLUMN_KIND);
	call->source = list_nth_int(fields, AX_AGG_COLUMN_SOURCE);
	call->number = list_nth_int(fields, AX_AGG_COLUMN_NUMBER);
	call->filter = list_nth_int(fields, AX_AGG_COLUMN_FILTER);
	call->partial = list_nth_int(fields, AX_AGG_COLUMN_PARTIAL) != 0;
	column->place = -1;
	if (call->function == AX_AGG_ROWS && call->filter < 0)
		return;
	column->place = find_input(agg, call);
	agg->inputs[column->place].needs |= ax_agg_needs(call->function);
}

static void
read_columns(AxAgg *agg, ForeignScan *plan, TupleDesc cells)
{
	List	   *columns = list_nth(plan->fdw_private, AX_AGG_SLOT_COLUMNS);
	ListCell   *lc;
	ListCell   *lt;

	agg->columns = palloc0(sizeof(Column) * list_length(columns));
	agg->inputs = palloc0(sizeof(Input) * list_length(columns));
	agg->summaries = palloc(sizeof(AxSummary) * (list_length(columns) + 1));
	forboth(lc, columns, lt, plan->fdw_scan_tlist)
	{
		List	   *fields = lfirst(lc);
		Column	   *column = &agg->columns[agg->ncolumns++];
		Expr	   *expr = lfirst_node(TargetEntry, lt)->expr;

		read_column(agg, column, fields, expr);
		if (column->call.function != AX_AGG_NONE)
			continue;
		if (agg->keys == NULL)
			agg->keys = ax_agg_keys_make(agg->array, cells);
		/* keys stand before all aggregates */
		column->place = agg->ncolumns - 1;
		ax_agg_keys_add(agg->keys, list_nth_int(fields, AX_AGG_COLUMN_SOURCE), expr,
						(Oid) list_nth_int(fields, AX_AGG_COLUMN_NUMBER),
						list_nth_int(fields, AX_AGG_COLUMN_FILTER) != 0);
	}
}

static void
begin_groups(AxAgg *agg)
{
	AxAlloc		alloc = ax_pg_alloc(agg->context);
	AxError		err;

	for (int i = 0; i < agg->ninputs; i++)
	{
		Input	   *input = &agg->inputs[i];

		AX_CHECK(ax_groups_begin(&input->groups, input->kind, input->needs, alloc, &err), &err);
		AX_CHECK(ax_groups_begin(&input->local, input->kind, input->needs, alloc, &err), &err);
		if (agg->lead < 0 && input->filter < 0)
			agg->lead = i;
		if (input->source != AX_AGG_ATTRIBUTE || input->filter >= 0)
			agg->summary = false;
	}
	AX_CHECK(ax_groups_begin(&agg->rows, AX_KIND_INT8, 0, alloc, &err), &err);
	AX_CHECK(ax_groups_begin(&agg->local_rows, AX_KIND_INT8, 0, alloc, &err), &err);
}

static void
make_programs(AxAgg *agg, ForeignScan *plan)
{
	List	   *programs = list_nth(plan->fdw_private, AX_AGG_SLOT_PROGRAMS);
	AxExprShare *share = ax_expr_share(list_copy_tail(agg->comparands, list_length(agg->bounds)),
									   agg->expr_context, agg->array->ndim);
	AxExprSource source;
	ListCell   *lc;

	agg->share = share;
	agg->filter = ax_filter_make(agg->array, list_nth(plan->fdw_private, AX_AGG_SLOT_FILTERS),
								 list_nth(plan->fdw_private, AX_AGG_SLOT_PRUNES), share);
	if (agg->filter != NULL && agg->filter->nprograms > 0)
		agg->summary = false;
	ax_filter_source(0, agg->array, &source);
	agg->programs = palloc0(sizeof(Program) * Max(list_length(programs), 1));
	foreach(lc, programs)
	{
		Program    *program = &agg->programs[agg->nprograms++];

		program->program = ax_expr_compile(lfirst(lc), &source, share);
		program->mask.context = agg->context;
	}
}

static bool answer_tile(AxBlocks *blocks, void *state);

/* Makes the scan of the attributes that are needed. */
static void
make_blocks(AxAgg *agg, Snapshot snapshot)
{
	bool	   *wanted = palloc0(sizeof(bool) * agg->array->natts);
	int			lead = -1;

	if (agg->filter != NULL)
		lead = ax_filter_attributes(agg->filter, wanted);
	for (int p = 0; p < agg->nprograms; p++)
	{
		int			a = -1;

		while ((a = bms_next_member(ax_expr_attributes(agg->programs[p].program), a)) >= 0)
			wanted[a] = true;
	}
	for (int i = 0; i < agg->ninputs; i++)
		if (agg->inputs[i].source == AX_AGG_ATTRIBUTE)
			wanted[agg->inputs[i].number] = true;
	agg->blocks = ax_blocks_make(agg->array, snapshot, wanted, lead, NULL);
	if (agg->filter != NULL)
		ax_filter_attach(agg->filter, agg->blocks);
	else if (agg->summary && agg->keys == NULL)
	{
		agg->blocks->skip = answer_tile;
		agg->blocks->skip_state = agg;
	}
}

AxAgg *
ax_agg_begin(ForeignScanState *node)
{
	ForeignScan *plan = (ForeignScan *) node->ss.ps.plan;
	RangeTblEntry *entry = exec_rt_fetch(bms_singleton_member(plan->fs_relids),
										 node->ss.ps.state);
	AxAgg	   *agg = palloc0(sizeof(AxAgg));
	Relation	rel = table_open(entry->relid, AccessShareLock);

	agg->context = CurrentMemoryContext;
	agg->array = ax_store_array(entry->relid);
	ax_store_check_chunks(agg->array, ACL_SELECT);
	agg->expr_context = node->ss.ps.ps_ExprContext;
	agg->bounds = ax_box_unpack(list_nth(plan->fdw_private, AX_AGG_SLOT_BOUNDS));
	agg->comparands = ExecInitExprList(plan->fdw_exprs, &node->ss.ps);
	agg->lead = -1;
	agg->summary = ax_agg_enable_summary;
	read_columns(agg, plan, CreateTupleDescCopy(RelationGetDescr(rel)));
	table_close(rel, NoLock);
	begin_groups(agg);
	make_programs(agg, plan);
	make_blocks(agg, node->ss.ps.state->es_snapshot);
	return agg;
}

/* ---- summaries ---- */

/* Says whether a summary tells what the input needs. */
static bool
summary_suffices(const Input *input, const AxSummary *summary)
{
	return (input->needs & AX_GROUP_SQUARES) == 0 &&
		(summary->has_sum || (input->needs & AX_GROUP_SUM) == 0);
}

static void
add_summary(AxAgg *agg, AxSummary *summaries, uint32 group)
{
	AxError		err;

	for (int i = 0; i < agg->ninputs; i++)
		AX_CHECK(ax_groups_add_summary(&agg->inputs[i].groups, group, &summaries[i], &err), &err);
	agg->rows.count[group] += (int64) summaries[Max(agg->lead, 0)].present;
	if (agg->lead >= 0)
		agg->rows.count[group] -= (int64) (summaries[agg->lead].present -
										   summaries[agg->lead].nulls);
}

static void grow(AxAgg *agg, uint32 size);

/* Answers the chunk from its summary, if that is possible. */
static bool
answer_chunk(AxAgg *agg)
{
	AxSummary  *summaries = agg->summaries;
	uint32		group = 0;

	if (!agg->summary || !agg->blocks->inside)
		return false;
	if (agg->keys != NULL && !ax_agg_keys_single(agg->keys, &agg->blocks->bounds, &group))
		return false;
	if (agg->ninputs == 0)
		ax_blocks_chunk_summary(agg->blocks, 0, &summaries[0]);
	for (int i = 0; i < agg->ninputs; i++)
	{
		ax_blocks_chunk_summary(agg->blocks, agg->inputs[i].number, &summaries[i]);
		if (!summary_suffices(&agg->inputs[i], &summaries[i]))
			return false;
	}
	grow(agg, group + 1);
	add_summary(agg, summaries, group);
	agg->answered++;
	return true;
}

/*
 * Answers a tile of a chunk from its summary, if that is possible: then it is
 * not even fetched.  Only without keys.
 */
static bool
answer_tile(AxBlocks *blocks, void *state)
{
	AxAgg	   *agg = state;
	AxSummary  *summaries = agg->summaries;

	if (!ax_blocks_tile_inside(blocks))
		return false;
	if (agg->ninputs == 0)
		summaries[0] = blocks->entry.summary;
	for (int i = 0; i < agg->ninputs; i++)
		if (!ax_blocks_tile_summary(blocks, agg->inputs[i].number, &summaries[i]) ||
			!summary_suffices(&agg->inputs[i], &summaries[i]))
			return false;
	add_summary(agg, summaries, 0);
	agg->answered_tiles++;
	return true;
}

/* ---- cells ---- */

/* Makes the groups of the scan at least so many. */
static void
grow(AxAgg *agg, uint32 size)
{
	AxError		err;

	if (size <= agg->rows.size)
		return;
	/* most will be used, and one by one would cost more than the cells */
	size = Max(size, Min(2 * (uint64) agg->rows.size, PG_UINT32_MAX));
	for (int i = 0; i < agg->ninputs; i++)
		AX_CHECK(ax_groups_grow(&agg->inputs[i].groups, size, &err), &err);
	AX_CHECK(ax_groups_grow(&agg->rows, size, &err), &err);
}

/* Empties the local groups and makes them at least so many. */
static void
clear_local(AxAgg *agg, uint32 size)
{
	AxError		err;

	for (int i = 0; i < agg->ninputs; i++)
	{
		ax_groups_clear(&agg->inputs[i].local);
		AX_CHECK(ax_groups_grow(&agg->inputs[i].local, size, &err), &err);
	}
	ax_groups_clear(&agg->local_rows);
	AX_CHECK(ax_groups_grow(&agg->local_rows, size, &err), &err);
}

/* Loads what a program reads. */
static void
load_attributes(AxAgg *agg, const AxProgram *program)
{
	const Bitmapset *attributes = ax_expr_attributes(program);
	int			a = -1;

	while ((a = bms_next_member(attributes, a)) >= 0)
		ax_blocks_load(agg->blocks, a);
}

static AxVector
input_vector(AxAgg *agg, Input *input, const uint64_t *selected)
{
	AxBlock		block = agg->blocks->block;
	AxVector	vector = {.kind = input->kind};

	switch (input->source)
	{
		case AX_AGG_ATTRIBUTE:
			ax_blocks_load(agg->blocks, input->number);
			return block.columns[input->number];
		case AX_AGG_PROGRAM:
			load_attributes(agg, agg->programs[input->number].program);
			block.selected = selected;
			return ax_expr_eval(agg->programs[input->number].program, &block);
		default:
			break;
	}
	vector.values = ax_pg_buffer(&input->coords, sizeof(int64) * block.n);
	ax_kernel_coords(block.box, input->number, block.first, block.n, (int64 *) vector.values);
	return vector;
}

/* Cells that pass a FILTER too; false if none does. */
static bool
pass_filter(AxAgg *agg, int number, const uint64_t **selected)
{
	Program    *program = &agg->programs[number];

	if (!program->known)
	{
		AxBlock		block = agg->blocks->block;

		load_attributes(agg, program->program);
		block.selected = *selected;
		program->count = ax_expr_filter(program->program, &block,
										ax_pg_buffer(&program->mask, AX_MASK_BYTES(block.n)));
		program->known = true;
	}
	*selected = program->mask.data;
	return program->count > 0;
}

/* The selected cells where the lead is NULL; false if there are none. */
static bool
without_value(const AxVector *lead, const uint64_t *selected, size_t n, uint64_t *out)
{
	uint64		any = 0;

	if (lead->valid == NULL)
		return false;
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		uint64		word = ax_vector_selected(selected, n, w) & ~ax_vector_valid(lead, w);

		if (64 * (w + 1) > n)
			word &= ax_vector_ones(n - 64 * w);
		out[w] = word;
		any |= word;
	}
	return any != 0;
}

/* Adds the cells of a block that are selected. */
static void
add_block(AxAgg *agg, const uint64_t *selected)
{
	const AxBlock *block = &agg->blocks->block;
	uint64_t	nulls[AX_VECTOR_WORDS];
	AxGroupRun	all = {.length = (uint32) block->n};
	const AxGroupRun *runs = &all;
	const AxColumns *columns = NULL;
	size_t		count = 1;
	AxGroups   *rows = agg->keys != NULL ? &agg->local_rows : &agg->rows;
	AxError		err;

	if (agg->keys != NULL)
		runs = ax_agg_keys_runs(agg->keys, block, selected, &count, &columns);
	for (int p = 0; p < agg->nprograms; p++)
		agg->programs[p].known = false;
	for (int i = 0; i < agg->ninputs; i++)
	{
		Input	   *input = &agg->inputs[i];
		AxGroups   *groups = agg->keys != NULL ? &input->local : &input->groups;
		const uint64_t *cells = selected;
		AxVector	vector;

		if (input->filter >= 0 && !pass_filter(agg, input->filter, &cells))
			continue;
		if (input->source != AX_AGG_NOTHING)
			vector = input_vector(agg, input, cells);
		AX_CHECK(ax_kernel_reduce_runs(groups, input->source != AX_AGG_NOTHING ? &vector : NULL,
									   cells, block->n, runs, count, columns, &err), &err);
		if (i == agg->lead && without_value(&vector, selected, block->n, nulls))
			AX_CHECK(ax_kernel_reduce_runs(rows, NULL, nulls, block->n, runs, count,
										   columns, &err), &err);
	}
	if (agg->lead < 0)
		AX_CHECK(ax_kernel_reduce_runs(rows, NULL, selected, block->n, runs, count, columns,
									   &err), &err);
}

static int64
count_rows(const AxAgg *agg, const AxGroups *rows, const AxGroups *lead, uint32 group)
{
	return rows->count[group] + (agg->lead >= 0 ? lead->count[group] : 0);
}

/* Adds the local groups that have cells to the groups of the scan. */
static void
merge_local(AxAgg *agg, uint32 nlocal)
{
	const AxGroups *lead = agg->lead >= 0 ? &agg->inputs[agg->lead].local : NULL;
	AxError		err;

	for (uint32 local = 0; local < nlocal; local++)
	{
		uint32		group;

		if (count_rows(agg, &agg->local_rows, lead, local) == 0)
			continue;
		group = ax_agg_keys_group(agg->keys, local);
		grow(agg, group + 1);
		for (int i = 0; i < agg->ninputs; i++)
			AX_CHECK(ax_groups_merge(&agg->inputs[i].groups, group, &agg->inputs[i].local, local,
									 &err), &err);
		agg->rows.count[group] += agg->local_rows.count[local];
	}
}

static void
add_chunk(AxAgg *agg)
{
	AxBlocks   *blocks = agg->blocks;
	uint32		nlocal = 0;

	while (ax_blocks_next_tile(blocks))
	{
		const uint64_t *selected;

		CHECK_FOR_INTERRUPTS();
		if (ax_blocks_select(blocks) == 0)
			continue;
		selected = blocks->block.selected;
		if (agg->filter != NULL)
		{
			size_t		passed = ax_filter_run(agg->filter, blocks, &selected);

			ax_filter_check(agg->filter);
			if (passed == 0)
				continue;
		}
		if (agg->keys != NULL && nlocal == 0)
		{
			nlocal = ax_agg_keys_chunk(agg->keys, blocks->chunk, &blocks->inner);
			clear_local(agg, nlocal);
		}
		add_block(agg, selected);
	}
	if (nlocal > 0)
		merge_local(agg, nlocal);
}

/* ---- the scan ---- */

/* Works out the box from what the comparands are now; false if it is empty. */
static bool
work_out_box(AxAgg *agg, AxBox *box)
{
	ListCell   *lb;
	ListCell   *lc;

	*box = agg->array->grid.bounds;
	forboth(lb, agg->bounds, lc, agg->comparands)
	{
		bool		isnull;
		Datum		value = ExecEvalExprSwitchContext(lfirst(lc), agg->expr_context, &isnull);

		if (!ax_box_cut(lfirst(lb), value, isnull, box))
			return false;
	}
	return true;
}

static void
empty_groups(AxAgg *agg)
{
	for (int i = 0; i < agg->ninputs; i++)
	{
		ax_groups_free(&agg->inputs[i].groups);
		ax_groups_free(&agg->inputs[i].local);
	}
	ax_groups_free(&agg->rows);
	ax_groups_free(&agg->local_rows);
	if (agg->keys != NULL)
		ax_agg_keys_clear(agg->keys);
	else
		grow(agg, 1);
}

static void
run(AxAgg *agg)
{
	MemoryContext old = MemoryContextSwitchTo(agg->context);
	AxBox		box;
	AxError		err;

	empty_groups(agg);
	ax_expr_restart(agg->share);
	if (agg->filter != NULL)
		ax_filter_start(agg->filter);
	ax_blocks_start(agg->blocks, work_out_box(agg, &box) ? &box : NULL);
	while (ax_blocks_next_chunk(agg->blocks))
	{
		if (agg->filter != NULL && !ax_filter_chunk(agg->filter, agg->blocks))
			continue;
		if (!answer_chunk(agg))
			add_chunk(agg);
	}
	for (int i = 0; i < agg->ninputs; i++)
		AX_CHECK(ax_groups_finish(&agg->inputs[i].groups, &err), &err);
	agg->done = true;
	agg->next = 0;
	MemoryContextSwitchTo(old);
}

bool
ax_agg_next(AxAgg *agg, Datum *values, bool *nulls)
{
	const AxGroups *lead = agg->lead >= 0 ? &agg->inputs[agg->lead].groups : NULL;
	uint32		group;

	if (!agg->done)
		run(agg);
	/* groups that a safe key made where there are no cells do not come out */
	while (agg->next < agg->rows.size && agg->keys != NULL &&
		   count_rows(agg, &agg->rows, lead, agg->next) == 0)
		agg->next++;
	if (agg->next >= agg->rows.size)
		return false;
	group = agg->next++;
	for (int c = 0; c < agg->ncolumns; c++)
	{
		Column	   *column = &agg->columns[c];

		nulls[c] = false;
		if (column->call.function == AX_AGG_NONE)
			values[c] = ax_agg_keys_value(agg->keys, group, column->place, &nulls[c]);
		else if (column->place < 0)
			values[c] = Int64GetDatum(count_rows(agg, &agg->rows, lead, group));
		else
			values[c] = ax_agg_result(&column->call, &agg->inputs[column->place].groups, group,
									  &nulls[c]);
	}
	return true;
}

void
ax_agg_rescan(AxAgg *agg)
{
	agg->done = false;
}

AxBlocks *
ax_agg_blocks(AxAgg *agg)
{
	return agg->blocks;
}

AxFilter *
ax_agg_filter(const AxAgg *agg)
{
	return agg->filter;
}

uint64
ax_agg_answered(const AxAgg *agg, uint64 *tiles)
{
	*tiles = agg->answered_tiles;
	return agg->answered;
}

void
ax_agg_end(AxAgg *agg)
{
	ax_blocks_end(agg->blocks);
}
