/*
 * The SQL type point2d: 16 bytes, aligned as double, passed by reference; in
 * memory and on disk it is an AxPoint2d, and so is PostgreSQL's Point.
 */
#ifndef AX_TYPES_POINT2D_H
#define AX_TYPES_POINT2D_H

#include "fmgr.h"
#include "num/point2d.h"

static inline AxPoint2d
DatumGetPoint2d(Datum datum)
{
	return *(AxPoint2d *) DatumGetPointer(datum);
}

static inline Datum
Point2dGetDatum(AxPoint2d value)
{
	AxPoint2d  *result = (AxPoint2d *) palloc(sizeof(AxPoint2d));

	*result = value;
	return PointerGetDatum(result);
}

#define PG_GETARG_POINT2D(n) DatumGetPoint2d(PG_GETARG_DATUM(n))
#define PG_RETURN_POINT2D(p) return Point2dGetDatum(p)

#endif
