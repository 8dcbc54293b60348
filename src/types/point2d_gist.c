/*
 * GiST support of point2d.
 *
 * Leaf keys are points, inner keys boxes, both 16 bytes (num/point2d_box.h), so
 * an index tuple has 24 bytes where core's point_ops has 40.  All answers and
 * distances of leaf keys are exact, and index-only scans return the point; a
 * NaN comes back as the canonical one.
 */
#include "postgres.h"

#include <float.h>
#include <math.h>

#include "access/gist.h"
#include "types/point2d_query.h"
#include "utils/sortsupport.h"

PG_FUNCTION_INFO_V1(point2d_gist_consistent);
PG_FUNCTION_INFO_V1(point2d_gist_distance);
PG_FUNCTION_INFO_V1(point2d_gist_union);
PG_FUNCTION_INFO_V1(point2d_gist_compress);
PG_FUNCTION_INFO_V1(point2d_gist_fetch);
PG_FUNCTION_INFO_V1(point2d_gist_penalty);
PG_FUNCTION_INFO_V1(point2d_gist_picksplit);
PG_FUNCTION_INFO_V1(point2d_gist_same);
PG_FUNCTION_INFO_V1(point2d_gist_sortsupport);

static inline AxKey2d
key_of(Datum key)
{
	return *(AxKey2d *) DatumGetPointer(key);
}

static inline AxBox2d
box_of(Datum key)
{
	return ax_key2d_box(key_of(key));
}

static Datum
key_datum(AxKey2d key)
{
	AxKey2d    *result = (AxKey2d *) palloc(sizeof(AxKey2d));

	*result = key;
	return PointerGetDatum(result);
}

Datum
point2d_gist_consistent(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	StrategyNumber strategy = (StrategyNumber) PG_GETARG_UINT16(2);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(4);
	AxBox2d		box;

	*recheck = false;
	if (GIST_LEAF(entry))
		PG_RETURN_BOOL(ax_types_point2d_match(strategy, ax_key2d_point(key_of(entry->key)),
											  PG_GETARG_DATUM(1)));
	box = ax_key2d_unpack(key_of(entry->key));
	PG_RETURN_BOOL(ax_types_point2d_may_match(strategy, &box, PG_GETARG_DATUM(1)));
}

Datum
point2d_gist_distance(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	AxPoint2d	query = PG_GETARG_POINT2D(1);
	bool	   *recheck = (bool *) PG_GETARG_POINTER(4);
	AxBox2d		box;

	*recheck = false;
	if (GIST_LEAF(entry))
		PG_RETURN_FLOAT8(ax_point2d_reach(ax_key2d_point(key_of(entry->key)), query));
	box = ax_key2d_unpack(key_of(entry->key));
	PG_RETURN_FLOAT8(ax_box2d_reach(&box, query));
}

Datum
point2d_gist_union(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	int		   *size = (int *) PG_GETARG_POINTER(1);
	AxBox2d		box = box_of(entries->vector[0].key);

	for (int i = 1; i < entries->n; i++)
		ax_box2d_extend(&box, box_of(entries->vector[i].key));
	*size = sizeof(AxKey2d);
	PG_RETURN_DATUM(key_datum(ax_box2d_pack(box)));
}

Datum
point2d_gist_compress(PG_FUNCTION_ARGS)
{
	GISTENTRY  *entry = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY  *result;
	AxPoint2d	point;

	if (!entry->leafkey)
		PG_RETURN_POINTER(entry);
	point = DatumGetPoint2d(entry->key);
	if (!isnan(point.x) && !isnan(point.y))
		PG_RETURN_POINTER(entry);
	result = (GISTENTRY *) palloc(sizeof(GISTENTRY));
	gistentryinit(*result, key_datum(ax_point2d_key(point)), entry->rel,
				  entry->page, entry->offset, false);
	PG_RETURN_POINTER(result);
}

/* A leaf key is the point. */
Datum
point2d_gist_fetch(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(PG_GETARG_POINTER(0));
}

static bool
is_finite(const AxBox2d *box)
{
	return isfinite(box->lo.x) && isfinite(box->lo.y) &&
		isfinite(box->hi.x) && isfinite(box->hi.y);
}

/* A quarter of the circumference of a finite box, which always is in range. */
static double
margin(const AxBox2d *box)
{
	return (box->hi.x / 4 - box->lo.x / 4) + (box->hi.y / 4 - box->lo.y / 4);
}

/*
 * The growth of the circumference, which unlike that of the area means
 * something for flat boxes too.  Boxes with infinities or NaN take in all such
 * points and no others, or few of those would spoil the boxes of many.
 */
Datum
point2d_gist_penalty(PG_FUNCTION_ARGS)
{
	GISTENTRY  *old = (GISTENTRY *) PG_GETARG_POINTER(0);
	GISTENTRY  *new = (GISTENTRY *) PG_GETARG_POINTER(1);
	float	   *penalty = (float *) PG_GETARG_POINTER(2);
	AxBox2d		box = box_of(old->key);
	AxBox2d		added = box_of(new->key);
	AxBox2d		both = box;

	ax_box2d_extend(&both, added);
	if (is_finite(&both))
		*penalty = (float) (margin(&both) - margin(&box));
	else if (is_finite(&box) != is_finite(&added))
		*penalty = FLT_MAX;
	else
		*penalty = ax_point2d_eq(both.lo, box.lo) && ax_point2d_eq(both.hi, box.hi) ? 0 : 1;
	PG_RETURN_POINTER(penalty);
}

/* An entry that is to be split off, by its place on one axis. */
typedef struct Placed
{
	double		place;			/* the middle of its box */
	OffsetNumber offset;
} Placed;

/* Partitions at a place: nothing before it is greater, nothing from it on less. */
static void
part_at(Placed *entries, int count, int middle)
{
	int			first = 0;
	int			last = count - 1;

	while (first < last)
	{
		double		pivot = entries[first + (last - first) / 2].place;
		int			i = first;
		int			j = last;

		while (i <= j)
		{
			while (ax_point2d_cmp_axis(entries[i].place, pivot) < 0)
				i++;
			while (ax_point2d_cmp_axis(entries[j].place, pivot) > 0)
				j--;
			if (i <= j)
			{
				Placed		entry = entries[i];

				entries[i++] = entries[j];
				entries[j--] = entry;
			}
		}
		if (middle <= j)
			last = j;
		else if (middle >= i)
			first = i;
		else
			return;
	}
}

/* A way to split: the entries in two parts, and the boxes of these. */
typedef struct Parts
{
	Placed	   *entries;		/* owned */
	AxBox2d		left;			/* of the first part */
	AxBox2d		right;
	double		overlap;		/* area that both boxes have */
	double		margin;			/* of both boxes */
} Parts;

static AxBox2d
box_around(const AxBox2d *boxes, const Placed *entries, int count)
{
	AxBox2d		box = boxes[entries[0].offset];

	for (int i = 1; i < count; i++)
		ax_box2d_extend(&box, boxes[entries[i].offset]);
	return box;
}

/* Length of what two intervals share. */
static double
shared(double lo, double hi, double other_lo, double other_hi)
{
	return Max(Min(hi, other_hi) - Max(lo, other_lo), 0);
}

static Parts
part(const AxBox2d *boxes, int count, int nleft, bool by_y)
{
	Parts		parts;

	parts.entries = palloc(sizeof(Placed) * count);
	for (int i = 0; i < count; i++)
	{
		const AxBox2d *box = &boxes[FirstOffsetNumber + i];

		parts.entries[i].place = by_y ? box->lo.y / 2 + box->hi.y / 2 :
			box->lo.x / 2 + box->hi.x / 2;
		parts.entries[i].offset = FirstOffsetNumber + i;
	}
	part_at(parts.entries, count, nleft);
	parts.left = box_around(boxes, parts.entries, nleft);
	parts.right = box_around(boxes, parts.entries + nleft, count - nleft);
	parts.overlap =
		shared(parts.left.lo.x, parts.left.hi.x, parts.right.lo.x, parts.right.hi.x) *
		shared(parts.left.lo.y, parts.left.hi.y, parts.right.lo.y, parts.right.hi.y);
	parts.margin = margin(&parts.left) + margin(&parts.right);
	return parts;
}

/* Entries of a page that has nothing but keys of this class. */
#define PAGE_ENTRIES \
	((BLCKSZ - SizeOfPageHeaderData - MAXALIGN(sizeof(GISTPageOpaqueData))) / \
	 (MAXALIGN(sizeof(IndexTupleData) + sizeof(AxKey2d)) + sizeof(ItemIdData)))

/*
 * Halves, as a page that is full asks for.  A sorted build splits four full
 * pages at a time and goes on until each part fits a page: halves of halves
 * would leave every page full, so that the next insertion splits it, and a
 * search in it looks at many keys.  So two pages' worth is split in three.
 */
static int
left_count(int count)
{
	bool		two_pages = count > 3 * PAGE_ENTRIES / 2 && count <= 5 * PAGE_ENTRIES / 2;

	return two_pages ? count / 3 : count / 2;
}

/* Parts on the axis on which the boxes overlap less, or are less in circumference. */
Datum
point2d_gist_picksplit(PG_FUNCTION_ARGS)
{
	GistEntryVector *entries = (GistEntryVector *) PG_GETARG_POINTER(0);
	GIST_SPLITVEC *split = (GIST_SPLITVEC *) PG_GETARG_POINTER(1);
	int			count = entries->n - FirstOffsetNumber;
	int			nleft = left_count(count);
	AxBox2d    *boxes = palloc(sizeof(AxBox2d) * entries->n);
	Parts		by_x;
	Parts		by_y;
	Parts	   *best;

	for (int i = FirstOffsetNumber; i < entries->n; i++)
		boxes[i] = box_of(entries->vector[i].key);
	by_x = part(boxes, count, nleft, false);
	by_y = part(boxes, count, nleft, true);
	/* where infinities make a NaN of these, x is as good as y */
	best = by_y.overlap < by_x.overlap ||
		(by_y.overlap == by_x.overlap && by_y.margin < by_x.margin) ? &by_y : &by_x;

	split->spl_nleft = nleft;
	split->spl_nright = count - nleft;
	split->spl_left = palloc(sizeof(OffsetNumber) * split->spl_nleft);
	split->spl_right = palloc(sizeof(OffsetNumber) * split->spl_nright);
	for (int i = 0; i < count; i++)
	{
		if (i < nleft)
			split->spl_left[i] = best->entries[i].offset;
		else
			split->spl_right[i - nleft] = best->entries[i].offset;
	}
	split->spl_ldatum = key_datum(ax_box2d_pack(best->left));
	split->spl_rdatum = key_datum(ax_box2d_pack(best->right));
	PG_RETURN_POINTER(split);
}

Datum
point2d_gist_same(PG_FUNCTION_ARGS)
{
	AxBox2d		a = box_of(PG_GETARG_DATUM(0));
	AxBox2d		b = box_of(PG_GETARG_DATUM(1));
	bool	   *result = (bool *) PG_GETARG_POINTER(2);

	*result = ax_point2d_eq(a.lo, b.lo) && ax_point2d_eq(a.hi, b.hi);
	PG_RETURN_POINTER(result);
}

static int
compare_places(Datum a, Datum b, SortSupport ssup)
{
	AxPoint2d	p = DatumGetPoint2d(a);
	AxPoint2d	q = DatumGetPoint2d(b);
	uint64		p_place = ax_point2d_curve(p);
	uint64		q_place = ax_point2d_curve(q);

	if (p_place != q_place)
		return p_place < q_place ? -1 : 1;
	return ax_point2d_cmp(p, q);
}

#if SIZEOF_DATUM >= 8

static Datum
abbreviate(Datum original, SortSupport ssup)
{
	return (Datum) ax_point2d_curve(DatumGetPoint2d(original));
}

static bool
abbreviate_abort(int memtupcount, SortSupport ssup)
{
	return false;
}

#endif

/* Leaf keys sort along a Hilbert curve; then pages are filled one by one. */
Datum
point2d_gist_sortsupport(PG_FUNCTION_ARGS)
{
	SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0);

	ssup->comparator = compare_places;
#if SIZEOF_DATUM >= 8
	if (ssup->abbreviate)
	{
		ssup->comparator = ssup_datum_unsigned_cmp;
		ssup->abbrev_converter = abbreviate;
		ssup->abbrev_abort = abbreviate_abort;
		ssup->abbrev_full_comparator = compare_places;
	}
#endif
	PG_RETURN_VOID();
}
