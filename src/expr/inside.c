/* Points in boxes, circles and polygons: found by the C function's address. */
#include "postgres.h"

#include "fmgr.h"

#include "expr/inside.h"
#include "types/point2d_query.h"

/* C functions of types/. */
extern Datum point2d_in_box(PG_FUNCTION_ARGS);
extern Datum point2d_in_circle(PG_FUNCTION_ARGS);
extern Datum point2d_in_polygon(PG_FUNCTION_ARGS);
extern Datum box_has_point2d(PG_FUNCTION_ARGS);
extern Datum circle_has_point2d(PG_FUNCTION_ARGS);
extern Datum polygon_has_point2d(PG_FUNCTION_ARGS);

static const struct
{
	PGFunction	address;
	int			strategy;
}			functions[] = {
	{point2d_in_box, POINT2D_IN_BOX},
	{box_has_point2d, POINT2D_IN_BOX},
	{point2d_in_circle, POINT2D_IN_CIRCLE},
	{circle_has_point2d, POINT2D_IN_CIRCLE},
	{point2d_in_polygon, POINT2D_IN_POLYGON},
	{polygon_has_point2d, POINT2D_IN_POLYGON},
};

int
ax_expr_inside(Oid function)
{
	FmgrInfo	info;

	fmgr_info(function, &info);
	for (int i = 0; i < lengthof(functions); i++)
		if (functions[i].address == info.fn_addr)
			return functions[i].strategy;
	return 0;
}

bool
ax_expr_may_be_inside(int strategy, const AxSummary *s, Datum shape)
{
	AxBox2d		box;

	/* a point with NaN lies in nothing, so the range, which leaves it out, is enough */
	if (!s->has_range)
		return false;
	box.lo = (AxPoint2d) {s->min.pair[0], s->min.pair[1]};
	box.hi = (AxPoint2d) {s->max.pair[0], s->max.pair[1]};
	return ax_types_point2d_may_match(strategy, &box, shape);
}
