/*
 * Processes that aggregate together.
 *
 * A part, the groups of one process as bytes:
 *
 *		PartHead
 *		for each set of keys: count of labels, their values (datumSerialize)
 *		for each set but the first: count of pairs, the pairs
 *		counts of rows, then groups of each input (ax_groups_flatten)
 *
 * each aligned by AX_AGG_ALIGN.
 */
#include "postgres.h"

#include "miscadmin.h"
#include "optimizer/optimizer.h"
#include "storage/condition_variable.h"
#include "utils/dsa.h"
#include "utils/wait_event.h"

#include "pg/error.h"
#include "scan/agg_state.h"
#include "scan/agg_team.h"

typedef struct PartHead
{
	dsa_pointer next;			/* part handed over before, or invalid */
	uint64		ngroups;
} PartHead;

static void
put_groups(AxAggBytes *bytes, AxGroups *groups, Size size)
{
	if (bytes->base != NULL)
		ax_groups_flatten(groups, size, bytes->base + bytes->at);
	bytes->at += AX_AGG_ALIGN(ax_groups_flat_bytes(groups, size));
}

static void
write_part(AxAgg *agg, PartHead *head, AxAggBytes *bytes)
{
	ax_bytes_put(bytes, head, sizeof(*head));
	if (agg->keys != NULL)
		ax_agg_keys_write(agg->keys, bytes);
	put_groups(bytes, &agg->rows, head->ngroups);
	for (int i = 0; i < agg->ninputs; i++)
		put_groups(bytes, &agg->inputs[i].groups, head->ngroups);
}

/* Adds a part's groups of one input; map says which groups they are here. */
static void
add_groups(AxGroups *into, char **from, Size size, const uint32 *map)
{
	AxGroups	theirs;
	AxError		err;

	AX_CHECK(ax_groups_begin(&theirs, into->kind, into->what, into->alloc, &err), &err);
	ax_groups_borrow(&theirs, *from, size);
	for (Size g = 0; g < size; g++)
		AX_CHECK(ax_groups_merge(into, map != NULL ? map[g] : g, &theirs, g, &err), &err);
	*from += AX_AGG_ALIGN(ax_groups_flat_bytes(&theirs, size));
}

static void
add_part(AxAgg *agg, char *part)
{
	Size		size = ((PartHead *) part)->ngroups;
	uint32	   *map = NULL;

	part += AX_AGG_ALIGN(sizeof(PartHead));
	if (agg->keys != NULL)
	{
		map = ax_agg_keys_read(agg->keys, &part);
		ax_agg_grow(agg, ax_agg_keys_count(agg->keys));
	}
	add_groups(&agg->rows, &part, size, map);
	for (int i = 0; i < agg->ninputs; i++)
		add_groups(&agg->inputs[i].groups, &part, size, map);
	if (map != NULL)
		pfree(map);
}

/* Takes the parts that are there now, and adds them. */
static void
add_parts(AxAgg *agg)
{
	AxShare    *team = agg->team;
	dsa_pointer next;

	SpinLockAcquire(&team->mutex);
	next = team->parts;
	team->parts = InvalidDsaPointer;
	SpinLockRelease(&team->mutex);
	while (DsaPointerIsValid(next))
	{
		dsa_pointer part = next;
		char	   *bytes = dsa_get_address(agg->area, part);

		CHECK_FOR_INTERRUPTS();
		next = ((PartHead *) bytes)->next;
		add_part(agg, bytes);
		dsa_free(agg->area, part);
	}
}

bool
ax_agg_team_join(AxAgg *agg)
{
	AxShare    *team = agg->team;
	bool		joins;

	SpinLockAcquire(&team->mutex);
	joins = !team->closed;
	if (joins)
		team->running++;
	SpinLockRelease(&team->mutex);
	return joins;
}

bool
ax_agg_team_hand_over(AxAgg *agg)
{
	AxShare    *team = agg->team;
	PartHead	head = {.ngroups = agg->keys != NULL ? ax_agg_keys_count(agg->keys) : 1};
	AxAggBytes		bytes = {NULL, 0};
	dsa_pointer part;
	bool		last = false;

	if (!parallel_leader_participation)
	{
		/* all chunks are drawn: who is alone now is the last */
		SpinLockAcquire(&team->mutex);
		last = team->running == 1;
		team->closed |= last;
		SpinLockRelease(&team->mutex);
	}
	if (last)
	{
		add_parts(agg);
		return true;
	}
	/* a key may have made more labels than cells have come to */
	ax_agg_grow(agg, head.ngroups);
	write_part(agg, &head, &bytes);
	part = dsa_allocate_extended(agg->area, bytes.at, DSA_ALLOC_HUGE);
	bytes.base = dsa_get_address(agg->area, part);
	bytes.at = 0;
	write_part(agg, &head, &bytes);
	SpinLockAcquire(&team->mutex);
	((PartHead *) bytes.base)->next = team->parts;
	team->parts = part;
	/* the other one may have ended meanwhile */
	last = !parallel_leader_participation && team->running == 1;
	team->closed |= last;
	team->running--;
	SpinLockRelease(&team->mutex);
	if (last)
	{
		/* its own part is among them */
		ax_agg_empty(agg);
		add_parts(agg);
	}
	ConditionVariableSignal(&team->handed_over);
	return last;
}

bool
ax_agg_team_gather(AxAgg *agg)
{
	AxShare    *team = agg->team;
	bool		waits;

	SpinLockAcquire(&team->mutex);
	team->closed = true;
	SpinLockRelease(&team->mutex);
	ConditionVariablePrepareToSleep(&team->handed_over);
	for (;;)
	{
		SpinLockAcquire(&team->mutex);
		waits = team->running > 0;
		SpinLockRelease(&team->mutex);
		add_parts(agg);
		if (!waits)
			break;
		ConditionVariableSleep(&team->handed_over, WAIT_EVENT_PARALLEL_FINISH);
	}
	ConditionVariableCancelSleep();
	return true;
}
