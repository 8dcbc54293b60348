/*
 * The SQL type rational: 16 bytes, aligned as double, passed by reference; in
 * memory and on disk it is an AxRational.
 */
#ifndef AX_TYPES_RATIONAL_H
#define AX_TYPES_RATIONAL_H

#include "fmgr.h"
#include "num/rational.h"

static inline AxRational
DatumGetRational(Datum datum)
{
	return *(AxRational *) DatumGetPointer(datum);
}

static inline Datum
RationalGetDatum(AxRational value)
{
	AxRational *result = (AxRational *) palloc(sizeof(AxRational));

	*result = value;
	return PointerGetDatum(result);
}

#define PG_GETARG_RATIONAL(n) DatumGetRational(PG_GETARG_DATUM(n))
#define PG_RETURN_RATIONAL(x) return RationalGetDatum(x)

#endif
