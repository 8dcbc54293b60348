/*
 * SP-GiST support of point2d: a quad tree.
 *
 * An inner tuple's prefix is a point that parts its subtree in four, by x and
 * by y: what is not above the point on an axis, in float8's order, and what is.
 * It is near the medians, never at a greatest value, so that points that differ
 * are parted, NaN and infinities too.  A scan carries down the box of each
 * subtree.  All answers and distances of leaves are exact.
 */
#include "postgres.h"

#include <math.h>

#include "access/spgist.h"
#include "catalog/pg_type_d.h"
#include "types/point2d_query.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(point2d_spgist_config);
PG_FUNCTION_INFO_V1(point2d_spgist_choose);
PG_FUNCTION_INFO_V1(point2d_spgist_picksplit);
PG_FUNCTION_INFO_V1(point2d_spgist_inner_consistent);
PG_FUNCTION_INFO_V1(point2d_spgist_leaf_consistent);

#define QUADRANTS 4

static inline int
quadrant_of(AxPoint2d p, AxPoint2d center)
{
	return (ax_point2d_cmp_axis(p.x, center.x) > 0) |
		(ax_point2d_cmp_axis(p.y, center.y) > 0) << 1;
}

Datum
point2d_spgist_config(PG_FUNCTION_ARGS)
{
	spgConfigIn *in = (spgConfigIn *) PG_GETARG_POINTER(0);
	spgConfigOut *out = (spgConfigOut *) PG_GETARG_POINTER(1);

	out->prefixType = in->attType;
	out->labelType = VOIDOID;
	out->canReturnData = true;
	out->longValuesOK = false;
	PG_RETURN_VOID();
}

Datum
point2d_spgist_choose(PG_FUNCTION_ARGS)
{
	spgChooseIn *in = (spgChooseIn *) PG_GETARG_POINTER(0);
	spgChooseOut *out = (spgChooseOut *) PG_GETARG_POINTER(1);

	out->resultType = spgMatchNode;
	/* where all are the same the caller chooses */
	out->result.matchNode.nodeN = in->allTheSame ? 0 :
		quadrant_of(DatumGetPoint2d(in->datum), DatumGetPoint2d(in->prefixDatum));
	out->result.matchNode.levelAdd = 0;
	out->result.matchNode.restDatum = in->datum;
	PG_RETURN_VOID();
}

static int
compare_doubles(const void *a, const void *b)
{
	return ax_point2d_cmp_axis(*(const double *) a, *(const double *) b);
}

/* The median, or the next lower value if that is the greatest: sorts the values. */
static double
parting_value(double *values, int count)
{
	int			middle = (count - 1) / 2;

	qsort(values, count, sizeof(double), compare_doubles);
	while (middle > 0 &&
		   ax_point2d_cmp_axis(values[middle], values[count - 1]) == 0)
		middle--;
	return values[middle];
}

Datum
point2d_spgist_picksplit(PG_FUNCTION_ARGS)
{
	spgPickSplitIn *in = (spgPickSplitIn *) PG_GETARG_POINTER(0);
	spgPickSplitOut *out = (spgPickSplitOut *) PG_GETARG_POINTER(1);
	double	   *values = palloc(sizeof(double) * in->nTuples);
	AxPoint2d	center;

	for (int i = 0; i < in->nTuples; i++)
		values[i] = DatumGetPoint2d(in->datums[i]).x;
	center.x = parting_value(values, in->nTuples);
	for (int i = 0; i < in->nTuples; i++)
		values[i] = DatumGetPoint2d(in->datums[i]).y;
	center.y = parting_value(values, in->nTuples);

	out->hasPrefix = true;
	out->prefixDatum = Point2dGetDatum(center);
	out->nNodes = QUADRANTS;
	out->nodeLabels = NULL;
	out->mapTuplesToNodes = palloc(sizeof(int) * in->nTuples);
	out->leafTupleDatums = palloc(sizeof(Datum) * in->nTuples);
	for (int i = 0; i < in->nTuples; i++)
	{
		out->leafTupleDatums[i] = in->datums[i];
		out->mapTuplesToNodes[i] = quadrant_of(DatumGetPoint2d(in->datums[i]), center);
	}
	PG_RETURN_VOID();
}

/* The box of a quadrant; the center's own coordinates may be in any. */
static AxBox2d
quadrant_box(AxBox2d box, AxPoint2d center, int quadrant)
{
	if (quadrant & 1)
		box.lo.x = center.x;
	else
		box.hi.x = center.x;
	if (quadrant & 2)
		box.lo.y = center.y;
	else
		box.hi.y = center.y;
	return box;
}

static bool
may_match(const spgInnerConsistentIn *in, const AxBox2d *box)
{
	for (int i = 0; i < in->nkeys; i++)
		if (!ax_types_point2d_may_match(in->scankeys[i].sk_strategy, box,
										in->scankeys[i].sk_argument))
			return false;
	return true;
}

static AxBox2d *
copy_box(MemoryContext context, AxBox2d box)
{
	AxBox2d    *result = MemoryContextAlloc(context, sizeof(AxBox2d));

	*result = box;
	return result;
}

Datum
point2d_spgist_inner_consistent(PG_FUNCTION_ARGS)
{
	spgInnerConsistentIn *in = (spgInnerConsistentIn *) PG_GETARG_POINTER(0);
	spgInnerConsistentOut *out = (spgInnerConsistentOut *) PG_GETARG_POINTER(1);
	AxPoint2d	center = DatumGetPoint2d(in->prefixDatum);
	AxBox2d		whole = {{-INFINITY, -INFINITY}, {NAN, NAN}};

	Assert(in->hasPrefix);
	if (in->traversalValue != NULL)
		whole = *(AxBox2d *) in->traversalValue;

	out->nNodes = 0;
	out->nodeNumbers = palloc(sizeof(int) * in->nNodes);
	out->traversalValues = palloc(sizeof(void *) * in->nNodes);
	if (in->norderbys > 0)
		out->distances = palloc(sizeof(double *) * in->nNodes);

	for (int node = 0; node < in->nNodes; node++)
	{
		AxBox2d		box = in->allTheSame ? whole : quadrant_box(whole, center, node);

		if (!may_match(in, &box))
			continue;
		out->nodeNumbers[out->nNodes] = node;
		out->traversalValues[out->nNodes] = copy_box(in->traversalMemoryContext, box);
		if (in->norderbys > 0)
		{
			double	   *distances = palloc(sizeof(double) * in->norderbys);

			for (int i = 0; i < in->norderbys; i++)
				distances[i] = ax_box2d_reach(&box, DatumGetPoint2d(in->orderbys[i].sk_argument));
			out->distances[out->nNodes] = distances;
		}
		out->nNodes++;
	}
	PG_RETURN_VOID();
}

Datum
point2d_spgist_leaf_consistent(PG_FUNCTION_ARGS)
{
	spgLeafConsistentIn *in = (spgLeafConsistentIn *) PG_GETARG_POINTER(0);
	spgLeafConsistentOut *out = (spgLeafConsistentOut *) PG_GETARG_POINTER(1);
	AxPoint2d	point = DatumGetPoint2d(in->leafDatum);

	out->recheck = false;
	out->recheckDistances = false;
	out->leafValue = in->leafDatum;
	for (int i = 0; i < in->nkeys; i++)
		if (!ax_types_point2d_match(in->scankeys[i].sk_strategy, point,
									in->scankeys[i].sk_argument))
			PG_RETURN_BOOL(false);
	if (in->norderbys > 0)
	{
		out->distances = palloc(sizeof(double) * in->norderbys);
		for (int i = 0; i < in->norderbys; i++)
			out->distances[i] = ax_point2d_reach(point, DatumGetPoint2d(in->orderbys[i].sk_argument));
	}
	PG_RETURN_BOOL(true);
}
