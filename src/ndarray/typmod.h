/*
 * The type modifier of ndarray: element kind in the low 8 bits, above them
 * the number of dimensions plus one, or zero where any number will do.
 */
#ifndef AX_NDARRAY_TYPMOD_H
#define AX_NDARRAY_TYPMOD_H

#include "postgres.h"

#include "format/head.h"

static inline AxKind
ax_nd_typmod_kind(int32 typmod)
{
	return typmod < 0 ? AX_KIND_NONE : (AxKind) (typmod & 0xff);
}

/* Raises 22000 if a value with that head is not of the type ndarray(typmod). */
extern void ax_nd_check_typmod(const AxHead *head, int32 typmod);

#endif
