/*
 * The type modifier of ndarray: element kind in the low 8 bits, above them
 * the number of dimensions plus one, or zero where any number will do.
 *
 * Codes of types by name belong to a process and cannot stand there.  For the
 * types of pg_catalog in the list of typmod.c numbers from 128 on do.
 */
#ifndef AX_NDARRAY_TYPMOD_H
#define AX_NDARRAY_TYPMOD_H

#include "postgres.h"

#include "format/head.h"

/* The kind that a type modifier names; NONE where it names none. */
extern AxKind ax_nd_typmod_kind(int32 typmod);

/* The type modifier of a kind and any number of dimensions, -1 where it has none. */
extern int32 ax_nd_typmod(AxKind kind);

/* Raises 22000 if a value with that head is not of the type ndarray(typmod). */
extern void ax_nd_check_typmod(const AxHead *head, int32 typmod);

#endif
