/*
 * The binary form of values whose elements are of a type by name.
 *
 *	head	as it is stored, without length word and directory; the length of
 *			the value is that of head and directory
 *	tiles	for each tile a byte: 0 = no cell is present, 1 = then presence
 *			and validity follow, 8 bytes for each 64 cells each, then every
 *			cell that is not NULL: i32 length, bytes of the type's binary form
 *
 * Elements are read by the type's own function: no bytes from outside are
 * taken for a value of a type that did not make them.
 */
#ifndef AX_NDARRAY_WIRE_H
#define AX_NDARRAY_WIRE_H

#include "postgres.h"

#include "lib/stringinfo.h"

/* Says whether bytes, four in front of the version, are of a type by name. */
extern bool ax_nd_is_wire(const uint8 *bytes, Size total);

/* Appends the form of a value to a message; closes what it opens. */
extern void ax_nd_to_wire(struct varlena *value, StringInfo message);

/* Makes a value from the form, four bytes in front of it: 22P03. */
extern struct varlena *ax_nd_from_wire(const uint8 *bytes, Size total);

#endif
