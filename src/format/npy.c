/* numpy's files of one array. */
#include "format/npy.h"

#include <stdio.h>
#include <string.h>

#include "base/mask.h"
#include "format/bytes.h"
#include "format/epoch.h"
#include "format/head.h"
#include "num/rational.h"

#define MAGIC "\x93NUMPY"
#define MAGIC_BYTES 6
#define ALIGNMENT 64			/* of the items, as numpy writes */
#define NAME_ROOM 16			/* of what stands in quotes */

#define DAY INT64_C(86400000000)	/* in microseconds */

typedef struct ItemType
{
	const char *code;			/* numpy's, without byte order */
	uint8_t		size;			/* bytes of an item */
	uint8_t		part;			/* bytes that byte order turns */
	AxKind		kind;			/* that it becomes */
	const char *written;		/* dtype that a cell of the kind becomes, or NULL */
} ItemType;

static const ItemType item_types[] = {
	{"b1", 1, 1, AX_KIND_BOOL, "'|b1'"},
	{"i1", 1, 1, AX_KIND_INT2, NULL},
	{"u1", 1, 1, AX_KIND_INT2, NULL},
	{"i2", 2, 2, AX_KIND_INT2, "'<i2'"},
	{"u2", 2, 2, AX_KIND_INT4, NULL},
	{"i4", 4, 4, AX_KIND_INT4, "'<i4'"},
	{"u4", 4, 4, AX_KIND_INT8, NULL},
	{"i8", 8, 8, AX_KIND_INT8, "'<i8'"},
	{"u8", 8, 8, AX_KIND_INT8, NULL},
	{"f2", 2, 2, AX_KIND_FLOAT4, NULL},
	{"f4", 4, 4, AX_KIND_FLOAT4, "'<f4'"},
	{"f8", 8, 8, AX_KIND_FLOAT8, "'<f8'"},
	{"c8", 8, 4, AX_KIND_COMPLEX, NULL},
	{"c16", 16, 8, AX_KIND_COMPLEX, "'<c16'"},
	{"num", 16, 8, AX_KIND_RATIONAL, "[('num', '<i8'), ('den', '<i8')]"},
	{"x", 16, 8, AX_KIND_POINT2D, "[('x', '<f8'), ('y', '<f8')]"},
	{"M8", 8, 8, AX_KIND_DATE, "'<M8[D]'"},
	{"M8", 8, 8, AX_KIND_TIMESTAMP, "'<M8[us]'"},
	{"M8", 8, 8, AX_KIND_TIMESTAMPTZ, "'<M8[us]'"},
};

#define ITEM_TYPES (sizeof(item_types) / sizeof(item_types[0]))

/* Units of M8 that PostgreSQL's dates and timestamps hold exactly. */
static const struct
{
	const char *name;
	int64_t		microseconds;	/* 0: days */
}			units[] = {
	{"D", 0}, {"h", INT64_C(3600000000)}, {"m", 60000000}, {"s", 1000000}, {"ms", 1000}, {"us", 1}
};

typedef struct Parser
{
	const char *at;
	const char *end;
	AxError    *err;
} Parser;

static AxStatus
damaged(AxError *err, const char *detail)
{
	ax_base_fail(err, AX_BINARY, "invalid .npy file");
	ax_base_detail(err, "%s", detail);
	return AX_BINARY;
}

static void
skip_spaces(Parser *p)
{
	while (p->at < p->end && (*p->at == ' ' || *p->at == '\n' || *p->at == '\t' || *p->at == '\r'))
		p->at++;
}

static bool
accept(Parser *p, char c)
{
	skip_spaces(p);
	if (p->at == p->end || *p->at != c)
		return false;
	p->at++;
	return true;
}

static AxStatus
expect(Parser *p, char c)
{
	char		detail[64];

	if (accept(p, c))
		return AX_OK;
	snprintf(detail, sizeof(detail), "Its head has no \"%c\" where one should be.", c);
	return damaged(p->err, detail);
}

static AxStatus
parse_string(Parser *p, char out[NAME_ROOM])
{
	char		quote;
	size_t		n = 0;

	skip_spaces(p);
	if (p->at == p->end || (*p->at != '\'' && *p->at != '"'))
		return damaged(p->err, "Its head has no string where one should be.");
	quote = *p->at++;
	while (p->at < p->end && *p->at != quote)
	{
		if (*p->at < ' ' || *p->at > '~' || *p->at == '\\' || n == NAME_ROOM - 1)
			return damaged(p->err, "A string in its head is none that numpy writes.");
		out[n++] = *p->at++;
	}
	if (p->at == p->end)
		return damaged(p->err, "Its head ends within a string.");
	p->at++;
	out[n] = '\0';
	return AX_OK;
}

static AxStatus
parse_bool(Parser *p, bool *out)
{
	size_t		left;

	skip_spaces(p);
	left = (size_t) (p->end - p->at);
	*out = left >= 4 && memcmp(p->at, "True", 4) == 0;
	if (!*out && (left < 5 || memcmp(p->at, "False", 5) != 0))
		return damaged(p->err, "The order of its axes is neither True nor False.");
	p->at += *out ? 4 : 5;
	return AX_OK;
}

static AxStatus
parse_shape(Parser *p, AxNpy *npy)
{
	AX_TRY(expect(p, '('));
	npy->ndim = 0;
	while (!accept(p, ')'))
	{
		int64_t		length = 0;
		const char *first;

		skip_spaces(p);
		first = p->at;
		for (; p->at < p->end && *p->at >= '0' && *p->at <= '9'; p->at++)
		{
			if (length > AX_COORD_MAX / 10 - 1)
			{
				ax_base_fail(p->err, AX_LIMIT, "axis %d of an .npy file is too long", npy->ndim);
				return AX_LIMIT;
			}
			length = length * 10 + (*p->at - '0');
		}
		if (p->at == first)
			return damaged(p->err, "Its shape is not a tuple of whole numbers.");
		/* Python 2 wrote long integers so */
		if (p->at < p->end && *p->at == 'L')
			p->at++;
		if (npy->ndim == AX_MAX_DIMS)
			return ax_base_fail(p->err, AX_LIMIT, "number of dimensions exceeds the maximum allowed (%d)",
								AX_MAX_DIMS);
		npy->shape[npy->ndim++] = length;
		if (!accept(p, ','))
		{
			/* (3) is a number, not a tuple */
			if (npy->ndim == 1)
				return damaged(p->err, "Its shape is not a tuple of whole numbers.");
			AX_TRY(expect(p, ')'));
			break;
		}
	}
	return AX_OK;
}

static AxStatus
unsupported(Parser *p, const char *type)
{
	ax_base_fail(p->err, AX_UNSUPPORTED, "type \"%s\" of an .npy file has no element kind", type);
	ax_base_hint(p->err, "Types b1, i1 to i8, u1 to u8, f2 to f8, c8, c16 and M8 of days to microseconds are read.");
	return AX_UNSUPPORTED;
}

/* Takes the byte order off a type; the rest is NULL where that is none. */
static const char *
take_order(const char *type, bool *big)
{
	*big = type[0] == '>';
	return strchr("<>|", type[0]) != NULL && type[0] != '\0' ? type + 1 : NULL;
}

static void
set_type(AxNpy *npy, const ItemType *type, bool big)
{
	npy->kind = type->kind;
	npy->type = type->code;
	npy->size = type->size;
	npy->part = type->part;
	npy->swap = big && type->part > 1;
}

static AxStatus
parse_time(Parser *p, const char *type, const char *unit, bool big, AxNpy *npy)
{
	for (size_t u = 0; u < sizeof(units) / sizeof(units[0]); u++)
	{
		size_t		length = strlen(units[u].name);

		if (unit[0] != '[' || strncmp(unit + 1, units[u].name, length) != 0 ||
			strcmp(unit + 1 + length, "]") != 0)
			continue;
		for (size_t t = 0; t < ITEM_TYPES; t++)
			if (item_types[t].kind == (u == 0 ? AX_KIND_DATE : AX_KIND_TIMESTAMP))
				set_type(npy, &item_types[t], big);
		npy->microseconds = units[u].microseconds;
		return AX_OK;
	}
	return unsupported(p, type);
}

static AxStatus
parse_simple(Parser *p, AxNpy *npy)
{
	char		type[NAME_ROOM];
	const char *code;
	bool		big;

	AX_TRY(parse_string(p, type));
	code = take_order(type, &big);
	if (code == NULL)
		return unsupported(p, type);
	if (strncmp(code, "M8", 2) == 0)
		return parse_time(p, type, code + 2, big, npy);
	for (size_t t = 0; t < ITEM_TYPES; t++)
		if (item_types[t].code[0] != 'M' && item_types[t].kind != AX_KIND_RATIONAL &&
			item_types[t].kind != AX_KIND_POINT2D && strcmp(code, item_types[t].code) == 0)
		{
			/* | says that there is no order, as of single bytes alone */
			if (type[0] == '|' && item_types[t].part > 1)
				return damaged(p->err, "A type of several bytes has no byte order.");
			set_type(npy, &item_types[t], big);
			return AX_OK;
		}
	return unsupported(p, type);
}

/* Whether a list that has been opened is closed, with what is in it. */
static bool
list_ends(const Parser *p)
{
	int			depth = 1;
	char		quote = 0;

	for (const char *at = p->at; at < p->end; at++)
		if (quote != 0)
		{
			if (*at == '\\')
				at++;
			else if (*at == quote)
				quote = 0;
		}
		else if (*at == '\'' || *at == '"')
			quote = *at;
		else if (*at == '[' || *at == '(' || *at == '{')
			depth++;
		else if ((*at == ']' || *at == ')' || *at == '}') && --depth == 0)
			return *at == ']';
	return false;
}

/* The fields of a rational or a point2d. */
static AxStatus
parse_pair(Parser *p, AxNpy *npy)
{
	static const struct
	{
		AxKind		kind;
		const char *names[2];
		const char *type;
	}			pairs[] = {
		{AX_KIND_RATIONAL, {"num", "den"}, "i8"}, {AX_KIND_POINT2D, {"x", "y"}, "f8"}
	};
	char		names[2][NAME_ROOM];
	char		types[2][NAME_ROOM];
	const char *codes[2];
	bool		big[2];
	int			n = 0;

	for (; !accept(p, ']'); n++)
	{
		if (n > 1)
			return unsupported(p, "structure");
		AX_TRY(expect(p, '('));
		AX_TRY(parse_string(p, names[n]));
		AX_TRY(expect(p, ','));
		AX_TRY(parse_string(p, types[n]));
		accept(p, ',');
		AX_TRY(expect(p, ')'));
		codes[n] = take_order(types[n], &big[n]);
		if (!accept(p, ','))
		{
			n++;
			AX_TRY(expect(p, ']'));
			break;
		}
	}
	for (size_t i = 0; n == 2 && i < 2; i++)
		if (codes[0] != NULL && codes[1] != NULL && big[0] == big[1] &&
			types[0][0] != '|' && types[1][0] != '|' &&
			strcmp(names[0], pairs[i].names[0]) == 0 && strcmp(names[1], pairs[i].names[1]) == 0 &&
			strcmp(codes[0], pairs[i].type) == 0 && strcmp(codes[1], pairs[i].type) == 0)
			for (size_t t = 0; t < ITEM_TYPES; t++)
				if (item_types[t].kind == pairs[i].kind)
				{
					set_type(npy, &item_types[t], big[0]);
					return AX_OK;
				}
	return unsupported(p, "structure");
}

/* numpy's structures have fields within fields, boxes of items, titles, names in any script. */
static AxStatus
parse_fields(Parser *p, AxNpy *npy)
{
	if (!list_ends(p))
		return damaged(p->err, "Its head ends within a structure.");
	return parse_pair(p, npy) == AX_OK ? AX_OK : unsupported(p, "structure");
}

static AxStatus
parse_head(Parser *p, AxNpy *npy)
{
	enum
	{
		DESCR = 1, ORDER = 2, SHAPE = 4
	};
	int			seen = 0;

	AX_TRY(expect(p, '{'));
	while (!accept(p, '}'))
	{
		char		key[NAME_ROOM];
		int			which;

		AX_TRY(parse_string(p, key));
		AX_TRY(expect(p, ':'));
		which = strcmp(key, "descr") == 0 ? DESCR : strcmp(key, "fortran_order") == 0 ? ORDER :
			strcmp(key, "shape") == 0 ? SHAPE : 0;
		if (which == 0 || (seen & which) != 0)
			return damaged(p->err, "A key in its head is there twice, or is not one of descr, fortran_order and shape.");
		seen |= which;
		if (which == SHAPE)
			AX_TRY(parse_shape(p, npy));
		else if (which == ORDER)
			AX_TRY(parse_bool(p, &npy->fortran));
		else if (accept(p, '['))
			AX_TRY(parse_fields(p, npy));
		else
			AX_TRY(parse_simple(p, npy));
		if (!accept(p, ','))
		{
			AX_TRY(expect(p, '}'));
			break;
		}
	}
	skip_spaces(p);
	if (seen != (DESCR | ORDER | SHAPE))
		return damaged(p->err, "Its head has not all of descr, fortran_order and shape.");
	if (p->at != p->end)
		return damaged(p->err, "Something follows the dictionary in its head.");
	return AX_OK;
}

AxStatus
ax_npy_read_head(const uint8_t *bytes, size_t size, AxNpy *npy, AxError *err)
{
	Parser		p = {.err = err};
	AxBox		box = {0};
	size_t		start;
	size_t		length;
	uint64_t	stride = 1;

	memset(npy, 0, sizeof(*npy));
	if (size < MAGIC_BYTES + 2 || memcmp(bytes, MAGIC, MAGIC_BYTES) != 0)
		return damaged(err, "It does not begin with numpy's mark.");
	if (bytes[6] < 1 || bytes[6] > 3 || bytes[7] != 0)
	{
		ax_base_fail(err, AX_BINARY, "version %d.%d of an .npy file is not known", bytes[6], bytes[7]);
		return AX_BINARY;
	}
	start = bytes[6] == 1 ? 10 : 12;
	if (size < start)
		return damaged(err, "It ends within its head.");
	length = bytes[6] == 1 ? ax_get_u16(bytes + 8) : ax_get_u32(bytes + 8);
	if (length > size - start)
		return damaged(err, "It ends within its head.");
	p.at = (const char *) bytes + start;
	p.end = p.at + length;
	npy->data = start + length;
	AX_TRY(parse_head(&p, npy));

	box.ndim = npy->ndim;
	for (int d = 0; d < npy->ndim; d++)
		box.upper[d] = npy->shape[d] - 1;
	AX_TRY(ax_shape_cells(&box, AX_MAX_CELLS, &npy->cells, err));
	if (npy->cells * npy->size != size - npy->data)
	{
		ax_base_fail(err, AX_BINARY, "invalid .npy file");
		ax_base_detail(err, "It has %llu bytes of items where its shape and type say %llu.",
					   (unsigned long long) (size - npy->data),
					   (unsigned long long) (npy->cells * npy->size));
		return AX_BINARY;
	}
	/* of no cells nothing is addressed, and the product could be beyond 64 bits */
	for (int i = 0; npy->cells > 0 && i < npy->ndim; i++)
	{
		int			d = npy->fortran ? i : npy->ndim - 1 - i;

		npy->strides[d] = stride;
		stride *= (uint64_t) npy->shape[d];
	}
	return AX_OK;
}

/* Copies items of one size that stand so many bytes apart. */
static void
copy_apart(uint8_t *out, const uint8_t *from, uint32_t size, size_t apart, size_t n)
{
	/* constant sizes make moves of the calls */
#define COPY(SIZE) \
	for (size_t i = 0; i < n; i++) \
		memcpy(out + i * (SIZE), from + i * apart, (SIZE))

	switch (size)
	{
		case 1:
			COPY(1);
			break;
		case 2:
			COPY(2);
			break;
		case 4:
			COPY(4);
			break;
		case 8:
			COPY(8);
			break;
		default:
			COPY(16);
			break;
	}
#undef COPY
}

/* Copies items first .. first + n, in row-major order, where the last axis does not run fastest. */
static void
gather(const AxNpy *npy, const uint8_t *items, uint64_t first, size_t n, uint8_t *raw)
{
	int64_t		index[AX_MAX_DIMS];
	uint64_t	at = 0;
	int			last = npy->ndim - 1;

	for (int d = last; d >= 0; d--)
	{
		index[d] = (int64_t) (first % (uint64_t) npy->shape[d]);
		first /= (uint64_t) npy->shape[d];
		at += (uint64_t) index[d] * npy->strides[d];
	}
	while (n > 0)
	{
		size_t		run = (size_t) (npy->shape[last] - index[last]);

		if (run > n)
			run = n;
		copy_apart(raw, items + at * npy->size, npy->size, (size_t) npy->strides[last] * npy->size, run);
		raw += run * npy->size;
		n -= run;
		at += run * npy->strides[last];
		index[last] += (int64_t) run;
		for (int d = last; d > 0 && index[d] == npy->shape[d]; d--)
		{
			at += npy->strides[d - 1] - (uint64_t) index[d] * npy->strides[d];
			index[d] = 0;
			index[d - 1]++;
		}
	}
}

static void
swap_parts(void *raw, uint32_t part, size_t n)
{
	if (part == 2)
		for (size_t i = 0; i < n; i++)
			((uint16_t *) raw)[i] = __builtin_bswap16(((uint16_t *) raw)[i]);
	else if (part == 4)
		for (size_t i = 0; i < n; i++)
			((uint32_t *) raw)[i] = __builtin_bswap32(((uint32_t *) raw)[i]);
	else
		for (size_t i = 0; i < n; i++)
			((uint64_t *) raw)[i] = __builtin_bswap64(((uint64_t *) raw)[i]);
}

/* IEEE's half: a sign, 5 bits of exponent, 10 of fraction. */
static float
half(uint16_t bits)
{
	uint32_t	sign = (uint32_t) (bits >> 15) << 31;
	uint32_t	exponent = (bits >> 10) & 31;
	uint32_t	fraction = bits & 1023;
	uint32_t	wide;
	float		value;

	if (exponent == 0)
	{
		value = (float) fraction * 0x1p-24f;
		return sign != 0 ? -value : value;
	}
	wide = sign | (exponent == 31 ? 255 : exponent + 112) << 23 | fraction << 13;
	memcpy(&value, &wide, sizeof(value));
	return value;
}

static AxStatus
read_time(const AxNpy *npy, const int64_t *raw, size_t n, void *cells, uint64_t *valid, AxError *err)
{
	bool		days = npy->microseconds == 0;

	for (size_t i = 0; i < n; i++)
	{
		int64_t		value;
		bool		fits;

		if (raw[i] == AX_NAT)
			continue;
		fits = !__builtin_mul_overflow(raw[i], days ? 1 : npy->microseconds, &value) &&
			ax_epoch_read(days, value, &value);
		if (!fits)
			return ax_base_fail(err, AX_RANGE, "%s out of range in an .npy file",
								ax_kind_info(npy->kind)->name);
		if (days)
			((int32_t *) cells)[i] = (int32_t) value;
		else
			((int64_t *) cells)[i] = value;
		ax_mask_set(valid, i);
	}
	return AX_OK;
}

static AxStatus
read_rationals(const int64_t *raw, size_t n, void *cells, AxError *err)
{
	for (size_t i = 0; i < n; i++)
	{
		AxRational	value;

		AX_TRY(ax_rational_make(raw[2 * i], raw[2 * i + 1], &value, err));
		memcpy((uint8_t *) cells + i * sizeof(value), &value, sizeof(value));
	}
	return AX_OK;
}

AxStatus
ax_npy_read(const AxNpy *npy, const uint8_t *bytes, uint64_t first, size_t n,
			void *raw, void *cells, uint64_t *valid, AxError *err)
{
	const uint8_t *items = bytes + npy->data;

	if (npy->fortran && npy->ndim > 1)
		gather(npy, items, first, n, raw);
	else
		memcpy(raw, items + first * npy->size, n * npy->size);
	if (npy->swap)
		swap_parts(raw, npy->part, n * (npy->size / npy->part));

#define CONVERT(FROM, TO) \
	for (size_t i = 0; i < n; i++) \
		((TO *) cells)[i] = ((const FROM *) raw)[i]

	if (npy->type[0] == 'M')
		return read_time(npy, raw, n, cells, valid, err);
	ax_mask_set_range(valid, 0, n);
	if (npy->kind == AX_KIND_RATIONAL)
		return read_rationals(raw, n, cells, err);
	if (npy->type[0] == 'b')
	{
		uint8_t		bits = 0;

		for (size_t i = 0; i < n; i++)
			bits |= ((const uint8_t *) raw)[i];
		if (bits > 1)
			return damaged(err, "A bool in it is neither 0 nor 1.");
	}
	if (strcmp(npy->type, "i1") == 0)
		CONVERT(int8_t, int16_t);
	else if (strcmp(npy->type, "u1") == 0)
		CONVERT(uint8_t, int16_t);
	else if (strcmp(npy->type, "u2") == 0)
		CONVERT(uint16_t, int32_t);
	else if (strcmp(npy->type, "u4") == 0)
		CONVERT(uint32_t, int64_t);
	else if (strcmp(npy->type, "c8") == 0)
		for (size_t i = 0; i < 2 * n; i++)
			((double *) cells)[i] = ((const float *) raw)[i];
	else if (strcmp(npy->type, "f2") == 0)
		for (size_t i = 0; i < n; i++)
			((float *) cells)[i] = half(((const uint16_t *) raw)[i]);
	else
	{
		if (strcmp(npy->type, "u8") == 0)
			for (size_t i = 0; i < n; i++)
				if (((const uint64_t *) raw)[i] > INT64_MAX)
					return ax_base_fail(err, AX_RANGE, "value \"%llu\" is out of range for type %s",
										((const unsigned long long *) raw)[i], "bigint");
		memcpy(cells, raw, n * npy->size);
	}
#undef CONVERT
	return AX_OK;
}

static const ItemType *
written_type(AxKind kind)
{
	for (size_t t = 0; t < ITEM_TYPES; t++)
		if (item_types[t].kind == kind && item_types[t].written != NULL)
			return &item_types[t];
	return NULL;
}

uint32_t
ax_npy_item_bytes(AxKind kind)
{
	return written_type(kind)->size;
}

AxStatus
ax_npy_write_head(AxKind kind, const AxBox *box, char out[AX_NPY_HEAD], size_t *length, AxError *err)
{
	const ItemType *type = written_type(kind);
	size_t		n = 10;

	if (type == NULL)
		return ax_base_fail(err, AX_UNSUPPORTED, "cells of type %s have no form in .npy files",
							ax_kind_info(kind)->name);
	memcpy(out, MAGIC "\x01\x00", MAGIC_BYTES + 2);
	n += (size_t) snprintf(out + n, AX_NPY_HEAD - n, "{'descr': %s, 'fortran_order': False, 'shape': (",
						   type->written);
	for (int d = 0; d < box->ndim; d++)
		n += (size_t) snprintf(out + n, AX_NPY_HEAD - n, d + 1 == box->ndim && d > 0 ? "%lld" : "%lld, ",
							   (long long) ax_shape_length(box, d));
	n += (size_t) snprintf(out + n, AX_NPY_HEAD - n, "), }");
	*length = (n + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
	memset(out + n, ' ', *length - n);
	out[*length - 1] = '\n';
	ax_put_u16((uint8_t *) out + 8, (uint16_t) (*length - 10));
	return AX_OK;
}

AxStatus
ax_npy_write(AxKind kind, const void *cells, const uint64_t *valid, size_t n, uint8_t *out, AxError *err)
{
	uint32_t	width = ax_kind_info(kind)->width;

	if (ax_kind_info(kind)->class != AX_CLASS_TIME)
	{
		memcpy(out, cells, n * width);
		return AX_OK;
	}
	for (size_t i = 0; i < n; i++)
	{
		bool		days = kind == AX_KIND_DATE;
		int64_t		value = AX_NAT;

		if (ax_mask_get(valid, i))
		{
			value = days ? ((const int32_t *) cells)[i] : ((const int64_t *) cells)[i];
			if (!ax_epoch_write(days, value, &value))
			{
				ax_base_fail(err, AX_RANGE, "%s out of range of .npy files", ax_kind_info(kind)->name);
				ax_base_detail(err, "numpy has no infinity of dates, and 64 bits of microseconds from 1970.");
				return AX_RANGE;
			}
		}
		ax_put_u64(out + i * 8, (uint64_t) value);
	}
	return AX_OK;
}
