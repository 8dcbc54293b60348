/*
 * Processes that aggregate together, below a Gather.
 *
 * Each aggregates the chunks that it draws.  Workers then leave their groups in
 * shared memory as bytes; the leader waits for all workers that have joined,
 * adds their groups to its own and gives out final rows, so that no group goes
 * through the executor more than once.  Who comes when the leader has closed
 * the list finds no chunks left, and gives nothing.  Workers never wait.
 *
 * Where the leader does not take part (parallel_leader_participation is off)
 * it is the worker who ends last that gives out the rows.
 */
#ifndef AX_SCAN_AGG_TEAM_H
#define AX_SCAN_AGG_TEAM_H

#include "postgres.h"

#include "scan/agg.h"

/* A worker joins; false if it is too late. */
extern bool ax_agg_team_join(AxAgg *agg);

/* A worker has no more chunks; true if it must give out all groups itself. */
extern bool ax_agg_team_hand_over(AxAgg *agg);

/* The leader has no more chunks, and takes the groups of the others. */
extern bool ax_agg_team_gather(AxAgg *agg);

#endif
