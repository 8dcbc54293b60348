/*
 * The SQL type complex: 16 bytes, aligned as double, passed by reference; in
 * memory and on disk it is an AxComplex.
 */
#ifndef AX_TYPES_COMPLEX_H
#define AX_TYPES_COMPLEX_H

#include "fmgr.h"
#include "num/complex.h"

static inline AxComplex
DatumGetComplex(Datum datum)
{
	return *(AxComplex *) DatumGetPointer(datum);
}

static inline Datum
ComplexGetDatum(AxComplex value)
{
	AxComplex  *result = (AxComplex *) palloc(sizeof(AxComplex));

	*result = value;
	return PointerGetDatum(result);
}

#define PG_GETARG_COMPLEX(n) DatumGetComplex(PG_GETARG_DATUM(n))
#define PG_RETURN_COMPLEX(x) return ComplexGetDatum(x)

#endif
