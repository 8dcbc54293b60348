/*
 * Containment of point2d as SQL functions.
 *
 * It decides exactly for boxes and polygons, where core allows polygons an
 * error of 1e-6, and by the distance for circles.  It never fails: a distance
 * beyond float8's range is infinity here.
 */
#include "postgres.h"

#include "types/point2d_query.h"

PG_FUNCTION_INFO_V1(point2d_in_box);
PG_FUNCTION_INFO_V1(point2d_in_circle);
PG_FUNCTION_INFO_V1(point2d_in_polygon);
PG_FUNCTION_INFO_V1(box_has_point2d);
PG_FUNCTION_INFO_V1(circle_has_point2d);
PG_FUNCTION_INFO_V1(polygon_has_point2d);

Datum
point2d_in_box(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_types_point2d_in_box(PG_GETARG_POINT2D(0), PG_GETARG_BOX_P(1)));
}

Datum
point2d_in_circle(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_types_point2d_in_circle(PG_GETARG_POINT2D(0), PG_GETARG_CIRCLE_P(1)));
}

Datum
point2d_in_polygon(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_types_point2d_in_polygon(PG_GETARG_POINT2D(0), PG_GETARG_POLYGON_P(1)));
}

Datum
box_has_point2d(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_types_point2d_in_box(PG_GETARG_POINT2D(1), PG_GETARG_BOX_P(0)));
}

Datum
circle_has_point2d(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_types_point2d_in_circle(PG_GETARG_POINT2D(1), PG_GETARG_CIRCLE_P(0)));
}

Datum
polygon_has_point2d(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(ax_types_point2d_in_polygon(PG_GETARG_POINT2D(1), PG_GETARG_POLYGON_P(0)));
}
