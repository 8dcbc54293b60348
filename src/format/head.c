/* Head and tile directory of an ndarray: written, read and checked. */
#include "format/head.h"

#include <inttypes.h>
#include <math.h>

#include "format/bytes.h"
#include "format/named.h"
#include "num/rational.h"
#include "num/sum.h"

enum
{
	AT_VERSION = 4,
	AT_KIND = 5,
	AT_NDIM = 6,
	AT_FLAGS = 7,
	AT_TILE_CELLS = 8,
	AT_TILES = 12,
	AT_DIRECTORY = 16,
	AT_DATA = 20,
	AT_TOTAL = 24,
	AT_ZERO = 28
};

#define FLAG_NAMES 1

#define ENTRY_RANGE 1
#define ENTRY_SUM 2
#define ENTRY_PACKED 4

static AxStatus
corrupt(AxError *err, const char *what)
{
	ax_base_fail(err, AX_CORRUPT, "stored ndarray is damaged");
	ax_base_detail(err, "%s.", what);
	return AX_CORRUPT;
}

AxStatus
ax_head_size(const uint8_t *bytes, size_t have, size_t total, size_t *size, AxError *err)
{
	uint32_t	data_offset;

	if (have < AX_HEAD_FIXED || total < AX_HEAD_FIXED)
		return corrupt(err, "The value is shorter than its head");
	if (bytes[AT_VERSION] != AX_FORMAT_VERSION)
	{
		ax_base_fail(err, AX_CORRUPT, "unrecognized version of ndarray: %d",
					 bytes[AT_VERSION]);
		ax_base_hint(err, "The value may have been written by a newer version of array_ext.");
		return AX_CORRUPT;
	}
	data_offset = ax_get_u32(bytes + AT_DATA);
	if (total > AX_MAX_BYTES)
		return corrupt(err, "The value is longer than an ndarray may be");
	if (ax_get_u32(bytes + AT_TOTAL) != total)
		return corrupt(err, "The length in the head is not the length of the value");
	if (data_offset > total || data_offset < AX_HEAD_FIXED)
		return corrupt(err, "The tile directory lies outside the value");
	*size = data_offset;
	return AX_OK;
}

static uint32_t
tiles_of(const AxHead *head)
{
	return (uint32_t) ((head->cells + head->tile_cells - 1) / head->tile_cells);
}

static bool
tile_cells_ok(uint32_t tile_cells)
{
	return tile_cells >= 64 && tile_cells <= AX_TILE_CELLS_MAX && tile_cells % 64 == 0;
}

/* Reads a name of one length byte and at most 63 others; says what is wrong, or NULL. */
static const char *
name_read(const uint8_t *bytes, size_t size, size_t *at, char *name)
{
	size_t		length;

	if (*at >= size || (length = bytes[(*at)++]) > AX_NAME_BYTES || length > size - *at)
		return "The dimension names do not fit";
	memcpy(name, bytes + *at, length);
	name[length] = '\0';
	*at += length;
	return strlen(name) == length ? NULL : "A dimension name holds a zero byte";
}

/* Skips the zeros up to a multiple of 8; false if there is something else. */
static bool
padding_read(const uint8_t *bytes, size_t size, size_t *at)
{
	for (; *at % 8 != 0; (*at)++)
		if (*at >= size || bytes[*at] != 0)
			return false;
	return true;
}

/* Reads which type a value of kind 64 or 65 has. */
static AxStatus
type_read(const uint8_t *bytes, size_t size, size_t *at, int number, AxKind *kind, AxError *err)
{
	char		schema[AX_TYPE_NAME_BYTES + 1];
	char		type[AX_TYPE_NAME_BYTES + 1];
	uint32_t	width;
	uint32_t	length;
	AxStatus	status;

	if (size - *at < 4)
		return corrupt(err, "The name of the element type does not fit");
	width = ax_get_u16(bytes + *at);
	length = ax_get_u16(bytes + *at + 2);
	*at += 4;
	if (name_read(bytes, size, at, schema) != NULL || name_read(bytes, size, at, type) != NULL ||
		!padding_read(bytes, size, at))
		return corrupt(err, "The name of the element type does not fit");
	if ((number == AX_KIND_VARIABLE) != (length == 0))
		return corrupt(err, "The element type is not valid");
	status = ax_named_kind(schema, type, length, width, kind, err);
	return status == AX_ARGUMENT ? corrupt(err, "The element type is not valid") : status;
}

AxStatus
ax_head_read(const uint8_t *bytes, size_t have, size_t total, AxHead *head, AxError *err)
{
	size_t		size;
	size_t		at = AX_HEAD_FIXED;
	int			flags;
	bool		by_name;

	AX_TRY(ax_head_size(bytes, have, total, &size, err));
	if (have < size)
		return corrupt(err, "The value is shorter than its tile directory");
	head->kind = (AxKind) bytes[AT_KIND];
	by_name = bytes[AT_KIND] == AX_KIND_NAMED || bytes[AT_KIND] == AX_KIND_VARIABLE;
	if (ax_kind_info(head->kind) == NULL && !by_name)
		return corrupt(err, "The element kind is not known");
	head->box.ndim = bytes[AT_NDIM];
	flags = bytes[AT_FLAGS];
	if (head->box.ndim > AX_MAX_DIMS || (flags & ~FLAG_NAMES) != 0 ||
		ax_get_u32(bytes + AT_ZERO) != 0)
		return corrupt(err, "The head has unrecognized flags or dimensions");
	if (size < at + 16 * (size_t) head->box.ndim)
		return corrupt(err, "The head is too short for its bounds");
	for (int d = 0; d < head->box.ndim; d++, at += 16)
	{
		int64_t		lower = ax_get_i64(bytes + at);
		int64_t		length = ax_get_i64(bytes + at + 8);

		/* the axis beside an empty one may be as long as 2^63 - 1 */
		if (lower < -AX_COORD_MAX || lower > AX_COORD_MAX || length < 0 ||
			length - 1 > AX_COORD_MAX - lower)
			return corrupt(err, "The bounds are out of range");
		head->box.lower[d] = lower;
		head->box.upper[d] = lower + (length - 1);
	}
	head->has_names = (flags & FLAG_NAMES) != 0;
	if (head->has_names)
	{
		for (int d = 0; d < head->box.ndim; d++)
		{
			const char *fault = name_read(bytes, size, &at, head->names[d]);

			if (fault != NULL)
				return corrupt(err, fault);
		}
		if (!padding_read(bytes, size, &at))
			return corrupt(err, "The dimension names do not fit");
	}
	else
		for (int d = 0; d < head->box.ndim; d++)
			head->names[d][0] = '\0';
	if (by_name)
		AX_TRY(type_read(bytes, size, &at, bytes[AT_KIND], &head->kind, err));
	if (ax_shape_cells(&head->box, AX_MAX_CELLS, &head->cells, err) != AX_OK)
		return corrupt(err, "The box has too many cells");
	head->tile_cells = ax_get_u32(bytes + AT_TILE_CELLS);
	if (!tile_cells_ok(head->tile_cells))
		return corrupt(err, "The tile length is out of range");
	head->tiles = ax_get_u32(bytes + AT_TILES);
	head->directory_offset = ax_get_u32(bytes + AT_DIRECTORY);
	head->data_offset = (uint32_t) size;
	head->total_bytes = (uint32_t) total;
	if (head->tiles != tiles_of(head) || head->directory_offset != at ||
		size != at + (size_t) head->tiles * AX_ENTRY_BYTES)
		return corrupt(err, "The tile directory does not fit the box");
	if (head->tiles == 0 && size != total)
		return corrupt(err, "Bytes follow the last tile");
	head->directory = bytes + at;
	return AX_OK;
}

static AxNumber
number_read(AxKind kind, const uint8_t *p)
{
	AxNumber	number = {0};

	if (ax_kind_info(kind)->class == AX_CLASS_FLOAT)
		memcpy(&number.real, p, sizeof(double));
	else
		memcpy(&number, p, sizeof(number));
	return number;
}

static bool
rational_ok(AxNumber number)
{
	return ax_rational_is_canonical((AxRational) {number.ratio[0], number.ratio[1]});
}

/*
 * Says whether a summary can be one of values of the kind.  What passes can be
 * merged without overflow: a sum of integers lies between count * min and
 * count * max.
 */
static bool
summary_ok(AxKind kind, const AxSummary *s)
{
	const AxKindInfo *info = ax_kind_info(kind);
	int64_t		counted = (int64_t) (s->present - s->nulls - s->nans);
	__int128	low;
	__int128	high;

	if (info->class == AX_CLASS_OPAQUE)
		return s->nans == 0 && !s->has_range && !s->has_sum;
	if (s->has_range != (counted > 0) ||
		(s->nans > 0 && info->class != AX_CLASS_FLOAT && info->class != AX_CLASS_PAIR))
		return false;
	switch (info->class)
	{
		case AX_CLASS_TIME:
			if (s->has_sum)
				return false;
			/* FALLTHROUGH */
		case AX_CLASS_INTEGER:
			low = kind == AX_KIND_BOOL ? 0 : -((__int128) 1 << (info->width * 8 - 1));
			high = kind == AX_KIND_BOOL ? 1 : -1 - low;
			if (s->has_range && (s->min.wide < low || s->max.wide > high ||
								 s->min.wide > s->max.wide))
				return false;
			return !s->has_sum || (s->sum.wide >= counted * s->min.wide &&
								   s->sum.wide <= counted * s->max.wide);
		case AX_CLASS_FLOAT:
			return !s->has_range || s->min.real <= s->max.real;
		case AX_CLASS_RATIONAL:
			if (s->has_range && !(rational_ok(s->min) && rational_ok(s->max) &&
								  ax_kind_cmp(kind, s->min, s->max) <= 0))
				return false;
			return !s->has_sum || rational_ok(s->sum);
		case AX_CLASS_PAIR:
			/* false of a NaN, too */
			return !s->has_range || (s->min.pair[0] <= s->max.pair[0] &&
									 s->min.pair[1] <= s->max.pair[1]);
		case AX_CLASS_OPAQUE:
			break;
	}
	return false;
}

static bool
masks_ok(const AxTileEntry *e)
{
	uint64_t	present = e->summary.present;
	uint64_t	nulls = e->summary.nulls;
	size_t		bytes = 0;

	if (present > e->cells || nulls > present || e->summary.nans > present - nulls)
		return false;
	switch (e->presence)
	{
		case AX_MASK_FULL:
			if (present != e->cells)
				return false;
			break;
		case AX_MASK_BITMAP:
			bytes += AX_ALIGN8((e->cells + 63) / 64 * 8);
			break;
		case AX_MASK_POSITIONS:
			bytes += AX_ALIGN8(present * 2);
			break;
		case AX_MASK_VOID:
			if (present != 0)
				return false;
			break;
		default:
			return false;
	}
	switch (e->nullness)
	{
		case AX_MASK_FULL:
			if (nulls != 0)
				return false;
			break;
		case AX_MASK_BITMAP:
			bytes += AX_ALIGN8((e->cells + 63) / 64 * 8);
			break;
		case AX_MASK_POSITIONS:
			bytes += AX_ALIGN8(nulls * 2);
			break;
		case AX_MASK_VOID:
			if (nulls != present)
				return false;
			break;
		default:
			return false;
	}
	return bytes == e->mask_bytes;
}

AxStatus
ax_head_entry(const AxHead *head, uint32_t t, AxTileEntry *e, AxError *err)
{
	const uint8_t *p = head->directory + (size_t) t * AX_ENTRY_BYTES;
	uint64_t	first = (uint64_t) t * head->tile_cells;
	uint64_t	end;
	int			flags = p[27];
	AxSummary  *s = &e->summary;

	e->cells = (uint32_t) (head->cells - first < head->tile_cells ?
						   head->cells - first : head->tile_cells);
	e->offset = ax_get_u32(p);
	e->mask_bytes = ax_get_u32(p + 4);
	e->payload_bytes = ax_get_u32(p + 8);
	s->present = ax_get_u32(p + 12);
	s->nulls = ax_get_u32(p + 16);
	s->nans = ax_get_u32(p + 20);
	e->codec = p[24];
	e->presence = (AxMaskForm) p[25];
	e->nullness = (AxMaskForm) p[26];
	s->has_range = (flags & ENTRY_RANGE) != 0;
	s->has_sum = (flags & ENTRY_SUM) != 0;
	e->packed = (flags & ENTRY_PACKED) != 0;
	memset(&s->min, 0, sizeof(s->min));
	memset(&s->max, 0, sizeof(s->max));
	memset(&s->sum, 0, sizeof(s->sum));
	if (s->has_range)
	{
		s->min = number_read(head->kind, p + 32);
		s->max = number_read(head->kind, p + 48);
	}
	if (s->has_sum)
		s->sum = number_read(head->kind, p + 64);
	end = (uint64_t) e->offset + e->mask_bytes + e->payload_bytes;
	end = AX_ALIGN8(end);
	if ((flags & ~(ENTRY_RANGE | ENTRY_SUM | ENTRY_PACKED)) != 0 ||
		ax_get_u32(p + 28) != 0 || !masks_ok(e))
		return corrupt(err, "The entry of a tile is not valid");
	if (e->offset % 8 != 0 || e->offset < head->data_offset || end > head->total_bytes)
		return corrupt(err, "A tile lies outside the value");
	if ((t == 0 && e->offset != head->data_offset) ||
		(t + 1 == head->tiles && end != head->total_bytes) ||
		(t + 1 < head->tiles && end != ax_get_u32(p + AX_ENTRY_BYTES)))
		return corrupt(err, "Tiles do not follow one another");
	if (!summary_ok(head->kind, s))
		return corrupt(err, "The summary of a tile is not valid");
	return AX_OK;
}

AxStatus
ax_head_summary(const AxHead *head, AxSummary *summary, AxError *err)
{
	AxKindClass class = ax_kind_info(head->kind)->class;
	int			parts = class == AX_CLASS_PAIR ? 2 : class == AX_CLASS_FLOAT ? 1 : 0;
	double		total[2] = {0, 0};
	double		carry[2] = {0, 0};

	ax_summary_init(head->kind, summary);
	for (uint32_t t = 0; t < head->tiles; t++)
	{
		AxTileEntry entry;

		AX_TRY(ax_head_entry(head, t, &entry, err));
		ax_summary_merge(head->kind, summary, &entry.summary);
		for (int p = 0; p < parts; p++)
			ax_sum_carry(&total[p], &carry[p], entry.summary.sum.pair[p]);
	}
	/* a float stands where the first part of a pair does */
	for (int p = 0; p < parts; p++)
		if (isfinite(total[p]))
			summary->sum.pair[p] = total[p] + carry[p];
	return AX_OK;
}

AxStatus
ax_head_layout(AxHead *head, AxError *err)
{
	size_t		at = AX_HEAD_FIXED + 16 * (size_t) head->box.ndim;

	AX_TRY(ax_shape_check(&head->box, err));
	if (ax_shape_cells(&head->box, AX_MAX_CELLS, &head->cells, err) != AX_OK)
	{
		ax_base_hint(err, "Keep larger arrays as stored arrays: see create_array.");
		return err->status;
	}
	if (!tile_cells_ok(head->tile_cells))
		return ax_base_fail(err, AX_ARGUMENT, "tile length %" PRIu32 " is out of range",
							head->tile_cells);
	if (head->has_names)
	{
		for (int d = 0; d < head->box.ndim; d++)
			at += 1 + strlen(head->names[d]);
		at = AX_ALIGN8(at);
	}
	if (ax_kind_is_named(head->kind))
		at = AX_ALIGN8(at + 6 + strlen(ax_named_type(head->kind)->schema) +
					   strlen(ax_named_type(head->kind)->type));
	head->tiles = tiles_of(head);
	head->directory_offset = (uint32_t) at;
	head->data_offset = (uint32_t) (at + (size_t) head->tiles * AX_ENTRY_BYTES);
	head->total_bytes = head->data_offset;
	head->directory = NULL;
	return AX_OK;
}

/* Writes a name behind its length; returns the bytes written. */
static size_t
name_write(uint8_t *out, const char *name)
{
	size_t		length = strlen(name);

	out[0] = (uint8_t) length;
	memcpy(out + 1, name, length);
	return 1 + length;
}

void
ax_head_write(const AxHead *head, uint8_t *bytes)
{
	size_t		at = AX_HEAD_FIXED;

	memset(bytes, 0, head->directory_offset);
	bytes[AT_VERSION] = AX_FORMAT_VERSION;
	bytes[AT_KIND] = (uint8_t) ax_kind_number(head->kind);
	bytes[AT_NDIM] = (uint8_t) head->box.ndim;
	bytes[AT_FLAGS] = head->has_names ? FLAG_NAMES : 0;
	ax_put_u32(bytes + AT_TILE_CELLS, head->tile_cells);
	ax_put_u32(bytes + AT_TILES, head->tiles);
	ax_put_u32(bytes + AT_DIRECTORY, head->directory_offset);
	ax_put_u32(bytes + AT_DATA, head->data_offset);
	ax_put_u32(bytes + AT_TOTAL, head->total_bytes);
	for (int d = 0; d < head->box.ndim; d++, at += 16)
	{
		ax_put_i64(bytes + at, head->box.lower[d]);
		ax_put_i64(bytes + at + 8, ax_shape_length(&head->box, d));
	}
	if (head->has_names)
	{
		for (int d = 0; d < head->box.ndim; d++)
			at += name_write(bytes + at, head->names[d]);
		at = AX_ALIGN8(at);
	}
	if (ax_kind_is_named(head->kind))
	{
		const AxNamedType *type = ax_named_type(head->kind);

		/* of a type without a length neither means anything */
		ax_put_u16(bytes + at, type->length == 0 ? 0 : (uint16_t) type->info.width);
		ax_put_u16(bytes + at + 2, (uint16_t) type->length);
		at += 4;
		at += name_write(bytes + at, type->schema);
		name_write(bytes + at, type->type);
	}
}

static void
number_write(AxKind kind, AxNumber number, uint8_t *p)
{
	memset(p, 0, 16);
	if (ax_kind_info(kind)->class == AX_CLASS_FLOAT)
		memcpy(p, &number.real, sizeof(double));
	else
		memcpy(p, &number, sizeof(number));
}

void
ax_head_write_entry(const AxHead *head, uint32_t t, const AxTileEntry *e, uint8_t *bytes)
{
	uint8_t    *p = bytes + head->directory_offset + (size_t) t * AX_ENTRY_BYTES;
	const AxSummary *s = &e->summary;

	memset(p, 0, AX_ENTRY_BYTES);
	ax_put_u32(p, e->offset);
	ax_put_u32(p + 4, e->mask_bytes);
	ax_put_u32(p + 8, e->payload_bytes);
	ax_put_u32(p + 12, (uint32_t) s->present);
	ax_put_u32(p + 16, (uint32_t) s->nulls);
	ax_put_u32(p + 20, (uint32_t) s->nans);
	p[24] = e->codec;
	p[25] = (uint8_t) e->presence;
	p[26] = (uint8_t) e->nullness;
	p[27] = (uint8_t) ((s->has_range ? ENTRY_RANGE : 0) | (s->has_sum ? ENTRY_SUM : 0) |
					   (e->packed ? ENTRY_PACKED : 0));
	if (s->has_range)
	{
		number_write(head->kind, s->min, p + 32);
		number_write(head->kind, s->max, p + 48);
	}
	if (s->has_sum)
		number_write(head->kind, s->sum, p + 64);
}
