/* Bytes from outside: every cell checked, the value built anew. */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/date.h"

#include "format/named.h"
#include "ndarray/cells.h"
#include "ndarray/text.h"
#include "num/rational.h"
#include "pg/error.h"

/* Raises the error of the core as one of bytes that came from outside. */
static void
reject(AxError *err, AxStatus damage)
{
	if (err->status == AX_CORRUPT)
	{
		err->status = damage;
		if (err->detail[0] != '\0')
			strlcpy(err->message, "invalid bytes of an ndarray", sizeof(err->message));
	}
	ax_pg_throw(err);
}

static void
reject_because(AxStatus damage, const char *detail)
{
	AxError		err;

	ax_base_fail(&err, AX_CORRUPT, "invalid bytes of an ndarray");
	ax_base_detail(&err, "%s", detail);
	reject(&err, damage);
}

static void
check_names(AxHead *head, AxStatus damage)
{
	bool		any = false;

	for (int d = 0; d < head->box.ndim; d++)
	{
		if (head->names[d][0] == '\0')
			continue;
		any = true;
		(void) pg_verifymbstr(head->names[d], (int) strlen(head->names[d]), false);
		for (int e = 0; e < d; e++)
			if (strcmp(head->names[e], head->names[d]) == 0)
				reject_because(damage, "A dimension name occurs twice.");
	}
	head->has_names = any;
}

static bool
time_ok(AxKind kind, int64 value)
{
	if (kind == AX_KIND_DATE)
		return DATE_NOT_FINITE(value) || IS_VALID_DATE(value);
	return TIMESTAMP_NOT_FINITE(value) || IS_VALID_TIMESTAMP(value);
}

/* The codecs check that denominators are positive, not that fractions are reduced. */
static void
check_cells(AxKind kind, uint32 cells, const char *values, const uint64_t *valid,
			AxStatus damage)
{
	if (ax_kind_info(kind)->class == AX_CLASS_TIME)
	{
		for (uint32 i = 0; i < cells; i++)
			if (ax_mask_get(valid, i) &&
				!time_ok(kind, (int64) ax_kind_load(kind, values + i * ax_kind_info(kind)->width).wide))
				reject_because(damage, "A date or timestamp is out of range.");
		return;
	}
	if (kind != AX_KIND_RATIONAL)
		return;
	for (uint32 i = 0; i < cells; i++)
	{
		AxRational	value;

		if (!ax_mask_get(valid, i))
			continue;
		memcpy(&value, values + i * sizeof(value), sizeof(value));
		if (!ax_rational_is_canonical(value))
			reject_because(damage, "A rational is not reduced.");
	}
}

struct varlena *
ax_nd_recode(const uint8 *bytes, Size total, AxStatus damage)
{
	AxHead		head;
	AxHead		built;
	AxError		err;
	AxBuild		build;
	char	   *values;
	uint64_t   *present;
	uint64_t   *valid;
	uint64		cells;
	struct varlena *value;

	if (total > AX_MAX_BYTES)
		reject_because(damage, "The value is too long.");
	if (ax_head_read(bytes, total, total, &head, &err) != AX_OK)
		reject(&err, damage);
	/* any bytes may be no value of the type: see wire.c */
	if (ax_kind_is_named(head.kind))
		reject_because(damage, "Elements of types by name come one by one.");
	check_names(&head, damage);
	built = head;
	if (ax_build_begin(&build, ax_pg_alloc(CurrentMemoryContext), &built, &err) != AX_OK)
		reject(&err, damage);
	cells = Min(head.cells, head.tile_cells);
	values = palloc0(cells * ax_kind_info(head.kind)->width + 8);
	present = palloc(AX_MASK_BYTES(cells) + 8);
	valid = palloc(AX_MASK_BYTES(cells) + 8);
	for (uint32 t = 0; t < head.tiles; t++)
	{
		AxTileEntry entry;

		CHECK_FOR_INTERRUPTS();
		if (ax_head_entry(&head, t, &entry, &err) != AX_OK ||
			ax_tile_decode(head.kind, &entry, bytes + entry.offset, ax_pg_alloc(CurrentMemoryContext), values, present, valid,
						   &err) != AX_OK)
			reject(&err, damage);
		check_cells(head.kind, entry.cells, values, valid, damage);
		if (ax_build_tile(&build, values, present, valid, &err) != AX_OK)
			reject(&err, damage);
	}
	value = ax_pg_finish(&build);
	pfree(values);
	pfree(present);
	pfree(valid);
	return value;
}
