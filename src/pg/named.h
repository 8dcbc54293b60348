/* Types that ndarrays store by name, as SQL types: see format/named.h. */
#ifndef AX_PG_NAMED_H
#define AX_PG_NAMED_H

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"

#include "format/named.h"

/*
 * The kind of an SQL type that has none of its own; NONE, with the reason in *why if
 * it is asked for, where the type cannot be stored by name.
 */
extern AxKind ax_pg_named_of(Oid type, const char **why);

/* The SQL type of a kind by name; 42704 where there is no such type any more. */
extern Oid	ax_pg_named_type(AxKind kind);

/* A cell as a Datum, by reference into the cell where the type is so. */
extern Datum ax_pg_named_datum(AxKind kind, const void *cell);

/*
 * Writes a Datum as a cell, its padding zero.  Of a kind of variable length the
 * cell points to a copy of the value, neither TOASTed nor compressed, in the
 * current memory context.
 */
extern void ax_pg_named_cell(AxKind kind, Datum datum, void *cell);

/*
 * Has n cells of a kind of variable length, of which those that nulls says are
 * NULL mean nothing, point to copies of their values in the current memory
 * context; cells of other kinds are left alone.
 */
extern void ax_pg_named_own(AxKind kind, void *cells, const bool *nulls, uint64 n);

/* Reads (as ax_pg_named_cell) and prints a cell by the type's own functions; the text is palloc'd. */
extern void ax_pg_named_in(AxKind kind, const char *text, void *cell);
extern char *ax_pg_named_out(AxKind kind, const void *cell);

/* Reads a cell from a message of the type's binary form, and writes one: 42883 without. */
extern void ax_pg_named_recv(AxKind kind, StringInfo message, void *cell);
extern bytea *ax_pg_named_send(AxKind kind, const void *cell);

/*
 * Reads schema.name, quoted or not, from the beginning of text, and tells
 * where it ends.  A bare name is one of a kind, or a type of pg_catalog.
 * NONE where the text is no name; 42704 where there is no such type, 0A000
 * where it cannot be an element type.
 */
extern AxKind ax_pg_kind_parse(const char *text, const char **end);

/* Orders two cells as the type's btree class does, by their bytes if it has none. */
extern int	ax_pg_named_cmp(AxKind kind, const void *a, const void *b);

/* Says whether the type has such a class. */
extern bool ax_pg_named_has_order(AxKind kind);

/* Hashes a cell so that cells equal to ax_pg_named_cmp agree. */
extern uint64 ax_pg_named_hash(AxKind kind, const void *cell);

#endif
