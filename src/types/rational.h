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
	const AxRational *stored = (const AxRational *) DatumGetPointer(datum);
	AxRational	value = {stored->num, stored->den};

	return value;
}

static inline Datum
RationalGetDatum(AxRational value)
{
	AxRational *result = (AxRational *) palloc(sizeof(AxRational));

	result->num = value.num;
	result->den = value.den;
	return PointerGetDatum(result);
}

#define DatumGetRationalP(datum) ((const AxRational *) DatumGetPointer(datum))
#define PG_GETARG_RATIONAL_P(n) DatumGetRationalP(PG_GETARG_DATUM(n))
#define PG_GETARG_RATIONAL(n) DatumGetRational(PG_GETARG_DATUM(n))
#define PG_RETURN_RATIONAL(x) return RationalGetDatum(x)

#endif
