/*
 * What an index of point2d is asked: the strategies of its GiST and SP-GiST
 * classes, tested on a point and on a box round many.
 */
#ifndef AX_TYPES_POINT2D_QUERY_H
#define AX_TYPES_POINT2D_QUERY_H

#include "access/stratnum.h"
#include "num/point2d_box.h"
#include "types/point2d.h"
#include "utils/geo_decls.h"

/* Operators that stratnum.h has no number for; SP-GiST takes numbers up to 63. */
#define POINT2D_IN_BOX 31
#define POINT2D_IN_CIRCLE 32
#define POINT2D_IN_POLYGON 33

static inline AxPoint2d
ax_types_point2d_of(const Point *point)
{
	AxPoint2d	value = {point->x, point->y};

	return value;
}

/* p <@ box, circle, polygon. */
static inline bool
ax_types_point2d_in_box(AxPoint2d p, const BOX *box)
{
	return box->low.x <= p.x && p.x <= box->high.x &&
		box->low.y <= p.y && p.y <= box->high.y;
}

static inline bool
ax_types_point2d_in_circle(AxPoint2d p, const CIRCLE *circle)
{
	return ax_point2d_reach(p, ax_types_point2d_of(&circle->center)) <= circle->radius;
}

static inline bool
ax_types_point2d_in_polygon(AxPoint2d p, const POLYGON *polygon)
{
	StaticAssertStmt(sizeof(Point) == sizeof(AxPoint2d) &&
					 offsetof(Point, y) == offsetof(AxPoint2d, y),
					 "Point and AxPoint2d differ");
	return ax_point2d_inside(p, (const AxPoint2d *) polygon->p, polygon->npts,
							 ax_types_point2d_of(&polygon->boundbox.low),
							 ax_types_point2d_of(&polygon->boundbox.high));
}

/* Says whether the operator of a strategy is true of a point. */
static inline bool
ax_types_point2d_match(StrategyNumber strategy, AxPoint2d p, Datum query)
{
	switch (strategy)
	{
		case RTLeftStrategyNumber:
			return ax_point2d_cmp_axis(p.x, DatumGetPoint2d(query).x) < 0;
		case RTRightStrategyNumber:
			return ax_point2d_cmp_axis(p.x, DatumGetPoint2d(query).x) > 0;
		case RTBelowStrategyNumber:
			return ax_point2d_cmp_axis(p.y, DatumGetPoint2d(query).y) < 0;
		case RTAboveStrategyNumber:
			return ax_point2d_cmp_axis(p.y, DatumGetPoint2d(query).y) > 0;
		case RTSameStrategyNumber:
		case RTEqualStrategyNumber:
			return ax_point2d_eq(p, DatumGetPoint2d(query));
		case POINT2D_IN_BOX:
			return ax_types_point2d_in_box(p, DatumGetBoxP(query));
		case POINT2D_IN_CIRCLE:
			return ax_types_point2d_in_circle(p, DatumGetCircleP(query));
		case POINT2D_IN_POLYGON:
			return ax_types_point2d_in_polygon(p, DatumGetPolygonP(query));
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}
}

/* Says whether it may be true of a point of the box; never false if it is. */
static inline bool
ax_types_point2d_may_match(StrategyNumber strategy, const AxBox2d *box, Datum query)
{
	switch (strategy)
	{
		case RTLeftStrategyNumber:
			return ax_point2d_cmp_axis(box->lo.x, DatumGetPoint2d(query).x) < 0;
		case RTRightStrategyNumber:
			return ax_point2d_cmp_axis(box->hi.x, DatumGetPoint2d(query).x) > 0;
		case RTBelowStrategyNumber:
			return ax_point2d_cmp_axis(box->lo.y, DatumGetPoint2d(query).y) < 0;
		case RTAboveStrategyNumber:
			return ax_point2d_cmp_axis(box->hi.y, DatumGetPoint2d(query).y) > 0;
		case RTSameStrategyNumber:
		case RTEqualStrategyNumber:
			return ax_box2d_has(box, DatumGetPoint2d(query));
		case POINT2D_IN_BOX:
			{
				BOX		   *bounds = DatumGetBoxP(query);

				return ax_box2d_meets(box, ax_types_point2d_of(&bounds->low),
									  ax_types_point2d_of(&bounds->high));
			}
		case POINT2D_IN_CIRCLE:
			{
				CIRCLE	   *circle = DatumGetCircleP(query);

				return ax_box2d_reach(box, ax_types_point2d_of(&circle->center)) <= circle->radius;
			}
		case POINT2D_IN_POLYGON:
			{
				BOX		   *bounds = &DatumGetPolygonP(query)->boundbox;

				return ax_box2d_meets(box, ax_types_point2d_of(&bounds->low),
									  ax_types_point2d_of(&bounds->high));
			}
		default:
			elog(ERROR, "unrecognized strategy number: %d", strategy);
	}
}

#endif
