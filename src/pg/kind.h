/* Element kinds as SQL types: OIDs, Datums, the extension's own schema. */
#ifndef AX_PG_KIND_H
#define AX_PG_KIND_H

#include "postgres.h"

#include "format/kind.h"
#include "pg/named.h"

/* OID of the schema that the extension is installed in. */
extern Oid	ax_pg_schema(void);

/* OID of a type or of the type's array type of the extension, by bare name. */
extern Oid	ax_pg_type(const char *name);

/* The SQL type of a kind. */
extern Oid	ax_pg_kind_type(AxKind kind);

/* The kind of an SQL type (looks through domains never); AX_KIND_NONE if it has none. */
extern AxKind ax_pg_kind_of(Oid type);

/* The same, but NONE for types of variable length, whose cells are pointers to values. */
extern AxKind ax_pg_slot_kind_of(Oid type);

/* The kind of an SQL type, or an error 0A000 that names the type. */
extern AxKind ax_pg_kind_required(Oid type);

/* What there is to choose from, as messages and hints list it. */
#define AX_PG_KINDS "bool, int2, int4, int8, float4, float8, complex, rational, point2d, date, timestamp and timestamptz"

/*
 * A cell as a Datum.  What is passed by reference is returned by reference
 * into the cell itself, which must be aligned to 8 and outlive the Datum.
 */
static inline Datum
ax_pg_cell_datum(AxKind kind, const void *cell)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			return BoolGetDatum(*(const bool *) cell);
		case AX_KIND_INT2:
			return Int16GetDatum(*(const int16 *) cell);
		case AX_KIND_INT4:
		case AX_KIND_DATE:
			return Int32GetDatum(*(const int32 *) cell);
		case AX_KIND_INT8:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
			return Int64GetDatum(*(const int64 *) cell);
		case AX_KIND_FLOAT4:
			return Float4GetDatum(*(const float4 *) cell);
		case AX_KIND_FLOAT8:
			return Float8GetDatum(*(const float8 *) cell);
		case AX_KIND_COMPLEX:
		case AX_KIND_RATIONAL:
		case AX_KIND_POINT2D:
			return PointerGetDatum(cell);
		case AX_KIND_NONE:
			pg_unreachable();
	}
	return ax_pg_named_datum(kind, cell);
}

/* Writes a Datum of the kind's type as a cell. */
static inline void
ax_pg_datum_cell(AxKind kind, Datum datum, void *cell)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			*(bool *) cell = DatumGetBool(datum);
			return;
		case AX_KIND_INT2:
			*(int16 *) cell = DatumGetInt16(datum);
			return;
		case AX_KIND_INT4:
		case AX_KIND_DATE:
			*(int32 *) cell = DatumGetInt32(datum);
			return;
		case AX_KIND_INT8:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
			*(int64 *) cell = DatumGetInt64(datum);
			return;
		case AX_KIND_FLOAT4:
			*(float4 *) cell = DatumGetFloat4(datum);
			return;
		case AX_KIND_FLOAT8:
			*(float8 *) cell = DatumGetFloat8(datum);
			return;
		case AX_KIND_COMPLEX:
		case AX_KIND_RATIONAL:
		case AX_KIND_POINT2D:
			memcpy(cell, DatumGetPointer(datum), 16);
			return;
		case AX_KIND_NONE:
			return;
	}
	ax_pg_named_cell(kind, datum, cell);
}

#endif
