/*
 * Aggregates chunk by chunk.
 *
 * Every argument is an input: groups of what its aggregates need.  Without
 * group keys blocks are added to them at once; with keys each chunk is added
 * to local groups, small enough for the cache, which are then added to the
 * groups of the scan.  Where values of cells are keys, each cell is added to its
 * group of the scan.
 *
 * Rows are counted apart only where they are more than the values of the
 * lead, an input without a filter: count(*) of a group is the lead's count and
 * that of the cells where the lead is NULL.
 */
#include "postgres.h"

#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "kernel/place.h"
#include "kernel/reduce.h"
#include "pg/error.h"
#include "scan/agg_state.h"
#include "scan/agg_team.h"

/* Cells of a run, on average, from which on runs pay. */
#define SHORT_RUN 16

/* ---- summaries ---- */

/* Says whether a summary tells what the input needs. */
static bool
summary_suffices(const AxAggInput *input, const AxSummary *summary)
{
	return (input->needs & AX_GROUP_SQUARES) == 0 &&
		(summary->has_sum || (input->needs & AX_GROUP_SUM) == 0);
}

/* Adds the summaries to a group of the scan, or of the chunk. */
static void
add_summary(AxAgg *agg, uint32 group, bool local)
{
	const AxSummary *summaries = agg->summaries;
	int64	   *rows = local ? agg->local_rows.count : agg->rows.count;
	AxError		err;

	for (int i = 0; i < agg->ninputs; i++)
		AX_CHECK(ax_groups_add_summary(local ? &agg->inputs[i].local : &agg->inputs[i].groups,
									   group, &summaries[i], &err), &err);
	rows[group] += (int64) summaries[Max(agg->lead, 0)].present;
	if (agg->lead >= 0)
		rows[group] -= (int64) (summaries[agg->lead].present - summaries[agg->lead].nulls);
}

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
	ax_agg_grow(agg, group + 1);
	add_summary(agg, group, false);
	agg->answered++;
	return true;
}

/* ---- cells ---- */

void
ax_agg_grow(AxAgg *agg, uint32 size)
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

/* Begins the current chunk's local groups, unless that was done. */
static void
begin_chunk(AxAgg *agg)
{
	if (agg->nlocal > 0)
		return;
	agg->nlocal = ax_agg_keys_chunk(agg->keys, agg->blocks->chunk, &agg->blocks->inner);
	if (agg->nvalues == 0)
		clear_local(agg, agg->nlocal);
}

/*
 * A tile of a chunk whose cells all belong to one group is not even fetched.
 */
bool
ax_agg_answer_tile(AxBlocks *blocks, void *state)
{
	AxAgg	   *agg = state;
	uint32		group = 0;

	if (!ax_blocks_tile_inside(blocks))
		return false;
	if (agg->keys != NULL)
	{
		begin_chunk(agg);
		if (!ax_agg_keys_single_tile(agg->keys, blocks->block.first, blocks->block.n, &group))
			return false;
	}
	if (agg->ninputs == 0)
		agg->summaries[0] = blocks->entry.summary;
	for (int i = 0; i < agg->ninputs; i++)
		if (!ax_blocks_tile_summary(blocks, agg->inputs[i].number, &agg->summaries[i]) ||
			!summary_suffices(&agg->inputs[i], &agg->summaries[i]))
			return false;
	add_summary(agg, group, agg->keys != NULL);
	agg->answered_tiles++;
	return true;
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
eval_program(AxAgg *agg, int number, const uint64_t *selected)
{
	AxBlock		block = agg->blocks->block;

	load_attributes(agg, agg->programs[number].program);
	block.selected = selected;
	return ax_expr_eval(agg->programs[number].program, &block);
}

static AxVector
input_vector(AxAgg *agg, AxAggInput *input, const uint64_t *selected)
{
	AxBlock		block = agg->blocks->block;
	AxVector	vector = {.kind = input->kind};

	switch (input->source)
	{
		case AX_AGG_ATTRIBUTE:
			ax_blocks_load(agg->blocks, input->number);
			return block.columns[input->number];
		case AX_AGG_PROGRAM:
			return eval_program(agg, input->number, selected);
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
	AxAggProgram    *program = &agg->programs[number];

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

/* Which groups the cells of a block belong to. */
typedef struct Place
{
	const uint32 *groups;		/* borrowed; of each cell, or NULL */
	AxGroupRun	all;			/* where there are no keys */
	const AxGroupRun *runs;		/* borrowed; unless groups says it */
	size_t		nruns;
	const AxColumns *columns;	/* borrowed, or NULL */
} Place;

/* Stretches of cells that have one group are added faster than single cells. */
static void
join_runs(AxAgg *agg, Place *place, size_t n)
{
	AxGroupRun *runs = ax_pg_buffer(&agg->runs, sizeof(AxGroupRun) * (n / SHORT_RUN + 1));
	size_t		nruns = 0;
	size_t		start = 0;

	for (size_t i = 1; i <= n; i++)
	{
		if (i < n && place->groups[i] == place->groups[start])
			continue;
		if (nruns > n / SHORT_RUN)
			return;
		runs[nruns++] = (AxGroupRun) {
			.start = (uint32) start, .length = (uint32) (i - start), .base = place->groups[start]
		};
		start = i;
	}
	place->groups = NULL;
	place->runs = runs;
	place->nruns = nruns;
}

static void
find_groups(AxAgg *agg, const uint64_t *selected, Place *place)
{
	const AxBlock *block = &agg->blocks->block;
	AxVector	vectors[AX_AGG_VALUES];

	memset(place, 0, sizeof(*place));
	place->all.length = (uint32) block->n;
	place->runs = &place->all;
	place->nruns = 1;
	if (agg->nvalues > 0)
	{
		for (int v = 0; v < agg->nvalues; v++)
			if (agg->values[v].attribute < 0)
				vectors[v] = eval_program(agg, agg->values[v].program, selected);
			else
			{
				ax_blocks_load(agg->blocks, agg->values[v].attribute);
				vectors[v] = block->columns[agg->values[v].attribute];
			}
		place->groups = ax_agg_keys_cells(agg->keys, block, selected, vectors);
		ax_agg_grow(agg, ax_agg_keys_count(agg->keys));
		if (selected == NULL)
			join_runs(agg, place, block->n);
	}
	else if (agg->keys != NULL)
		place->runs = ax_agg_keys_runs(agg->keys, block, selected, &place->nruns,
									   &place->columns);
}

/* Adds the selected cells of a vector of n, or their number alone, to groups. */
static void
add_cells(AxGroups *groups, const AxVector *vector, const uint64_t *selected, size_t n,
		  const Place *place)
{
	AxError		err;

	if (place->groups != NULL)
		AX_CHECK(ax_kernel_reduce_cells(groups, vector, selected, n, place->groups, &err), &err);
	else
		AX_CHECK(ax_kernel_reduce_runs(groups, vector, selected, n, place->runs, place->nruns,
									   place->columns, &err), &err);
}

/* Adds the cells of a block that are selected. */
static void
add_block(AxAgg *agg, const uint64_t *selected)
{
	const AxBlock *block = &agg->blocks->block;
	uint64_t	nulls[AX_VECTOR_WORDS];
	bool		local = agg->keys != NULL && agg->nvalues == 0;
	AxGroups   *rows = local ? &agg->local_rows : &agg->rows;
	Place		place;

	find_groups(agg, selected, &place);
	for (int p = 0; p < agg->nprograms; p++)
		agg->programs[p].known = false;
	for (int i = 0; i < agg->ninputs; i++)
	{
		AxAggInput *input = &agg->inputs[i];
		const uint64_t *cells = selected;
		AxVector	vector;

		if (input->filter >= 0 && !pass_filter(agg, input->filter, &cells))
			continue;
		if (input->source != AX_AGG_NOTHING)
			vector = input_vector(agg, input, cells);
		add_cells(local ? &input->local : &input->groups,
				  input->source != AX_AGG_NOTHING ? &vector : NULL, cells, block->n, &place);
		if (i == agg->lead && without_value(&vector, selected, block->n, nulls))
			add_cells(rows, NULL, nulls, block->n, &place);
	}
	if (agg->lead < 0)
		add_cells(rows, NULL, selected, block->n, &place);
}

/* Adds the local groups that have cells to the groups of the scan. */
static void
merge_local(AxAgg *agg)
{
	const AxGroups *lead = agg->lead >= 0 ? &agg->inputs[agg->lead].local : NULL;
	AxError		err;

	for (uint32 local = 0; local < agg->nlocal; local++)
	{
		uint32		group;

		if (ax_agg_count(agg, &agg->local_rows, lead, local) == 0)
			continue;
		group = ax_agg_keys_group(agg->keys, local);
		ax_agg_grow(agg, group + 1);
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

	agg->nlocal = 0;
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
		if (agg->keys != NULL)
			begin_chunk(agg);
		add_block(agg, selected);
	}
	if (agg->nlocal > 0 && agg->nvalues == 0)
		merge_local(agg);
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

void
ax_agg_empty(AxAgg *agg)
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
		ax_agg_grow(agg, 1);
}

/* Aggregates the chunks that are this process's. */
static void
read_chunks(AxAgg *agg)
{
	AxBox		box;

	ax_agg_empty(agg);
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
}

/* Completes the groups; of a team only one process gives them out. */
static void
run(AxAgg *agg)
{
	MemoryContext old = MemoryContextSwitchTo(agg->context);
	bool		gives = true;
	AxError		err;

	if (agg->team == NULL)
		read_chunks(agg);
	else if (!agg->worker || ax_agg_team_join(agg))
	{
		read_chunks(agg);
		gives = agg->worker ? ax_agg_team_hand_over(agg) : ax_agg_team_gather(agg);
	}
	else
		gives = false;
	for (int i = 0; i < agg->ninputs && gives; i++)
		AX_CHECK(ax_groups_finish(&agg->inputs[i].groups, &err), &err);
	agg->done = true;
	agg->next = gives ? 0 : PG_UINT32_MAX;
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
		   ax_agg_count(agg, &agg->rows, lead, agg->next) == 0)
		agg->next++;
	if (agg->next >= agg->rows.size)
		return false;
	group = agg->next++;
	for (int c = 0; c < agg->ncolumns; c++)
	{
		AxAggOutput	   *column = &agg->columns[c];

		nulls[c] = !column->used;
		if (!column->used)
			continue;
		if (column->call.function == AX_AGG_NONE)
			values[c] = ax_agg_keys_value(agg->keys, group, column->place, &nulls[c]);
		else if (column->place < 0)
			values[c] = Int64GetDatum(ax_agg_count(agg, &agg->rows, lead, group));
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

void
ax_agg_join(AxAgg *agg, AxShare *team, struct dsa_area *area, bool worker)
{
	agg->team = team;
	agg->area = area;
	agg->worker = worker;
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
