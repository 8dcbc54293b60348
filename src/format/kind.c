/* Element kinds: what a cell of an ndarray holds. */
#include "format/kind.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "format/named.h"
#include "num/rational.h"

static const AxKindInfo kinds[AX_KIND_END] = {
	[AX_KIND_BOOL] = {"bool", 1, AX_CLASS_INTEGER},
	[AX_KIND_INT2] = {"int2", 2, AX_CLASS_INTEGER},
	[AX_KIND_INT4] = {"int4", 4, AX_CLASS_INTEGER},
	[AX_KIND_INT8] = {"int8", 8, AX_CLASS_INTEGER},
	[AX_KIND_FLOAT4] = {"float4", 4, AX_CLASS_FLOAT},
	[AX_KIND_FLOAT8] = {"float8", 8, AX_CLASS_FLOAT},
	[AX_KIND_COMPLEX] = {"complex", 16, AX_CLASS_PAIR},
	[AX_KIND_RATIONAL] = {"rational", 16, AX_CLASS_RATIONAL},
	[AX_KIND_POINT2D] = {"point2d", 16, AX_CLASS_PAIR},
	[AX_KIND_DATE] = {"date", 4, AX_CLASS_TIME},
	[AX_KIND_TIMESTAMP] = {"timestamp", 8, AX_CLASS_TIME},
	[AX_KIND_TIMESTAMPTZ] = {"timestamptz", 8, AX_CLASS_TIME},
};

/* What summaries, which do not say which one, know of a type by name. */
static const AxKindInfo some_named = {"named", 1, AX_CLASS_OPAQUE};

const AxKindInfo *
ax_kind_info(int kind)
{
	if (ax_kind_is_named(kind))
		return &ax_named_type(kind)->info;
	if (kind == AX_KIND_NAMED)
		return &some_named;
	if (kind <= 0 || kind >= AX_KIND_END || kinds[kind].name == NULL)
		return NULL;
	return &kinds[kind];
}

AxKind
ax_kind_by_name(const char *name)
{
	for (int k = 0; k < AX_KIND_END; k++)
		if (kinds[k].name != NULL && strcmp(kinds[k].name, name) == 0)
			return (AxKind) k;
	return AX_KIND_NONE;
}

AxNumber
ax_kind_load(AxKind kind, const void *cell)
{
	AxNumber	number = {0};

	switch (kind)
	{
		case AX_KIND_BOOL:
			number.wide = *(const uint8_t *) cell;
			break;
		case AX_KIND_INT2:
			{
				int16_t		v;

				memcpy(&v, cell, sizeof(v));
				number.wide = v;
				break;
			}
		case AX_KIND_INT4:
		case AX_KIND_DATE:
			{
				int32_t		v;

				memcpy(&v, cell, sizeof(v));
				number.wide = v;
				break;
			}
		case AX_KIND_INT8:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
			{
				int64_t		v;

				memcpy(&v, cell, sizeof(v));
				number.wide = v;
				break;
			}
		case AX_KIND_FLOAT4:
			{
				float		v;

				memcpy(&v, cell, sizeof(v));
				number.real = v;
				break;
			}
		case AX_KIND_FLOAT8:
			memcpy(&number.real, cell, sizeof(double));
			break;
		case AX_KIND_RATIONAL:
			memcpy(number.ratio, cell, sizeof(number.ratio));
			break;
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			memcpy(number.pair, cell, sizeof(number.pair));
			break;
		case AX_KIND_NONE:
			break;
	}
	return number;
}

void
ax_kind_store(AxKind kind, AxNumber number, void *cell)
{
	switch (kind)
	{
		case AX_KIND_BOOL:
			*(uint8_t *) cell = (uint8_t) number.wide;
			break;
		case AX_KIND_INT2:
			{
				int16_t		v = (int16_t) number.wide;

				memcpy(cell, &v, sizeof(v));
				break;
			}
		case AX_KIND_INT4:
		case AX_KIND_DATE:
			{
				int32_t		v = (int32_t) number.wide;

				memcpy(cell, &v, sizeof(v));
				break;
			}
		case AX_KIND_INT8:
		case AX_KIND_TIMESTAMP:
		case AX_KIND_TIMESTAMPTZ:
			{
				int64_t		v = (int64_t) number.wide;

				memcpy(cell, &v, sizeof(v));
				break;
			}
		case AX_KIND_FLOAT4:
			{
				float		v = (float) number.real;

				memcpy(cell, &v, sizeof(v));
				break;
			}
		case AX_KIND_FLOAT8:
			memcpy(cell, &number.real, sizeof(double));
			break;
		case AX_KIND_RATIONAL:
			memcpy(cell, number.ratio, sizeof(number.ratio));
			break;
		case AX_KIND_COMPLEX:
		case AX_KIND_POINT2D:
			memcpy(cell, number.pair, sizeof(number.pair));
			break;
		case AX_KIND_NONE:
			break;
	}
}

/* NaN equals NaN and is the greatest. */
static int
cmp_real(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(a) - isnan(b);
	return a < b ? -1 : a > b;
}

int
ax_kind_cmp(AxKind kind, AxNumber a, AxNumber b)
{
	const AxKindInfo *info = ax_kind_info(kind);
	int			first;

	switch (info->class)
	{
		case AX_CLASS_INTEGER:
		case AX_CLASS_TIME:
			return a.wide < b.wide ? -1 : a.wide > b.wide;
		case AX_CLASS_FLOAT:
			return cmp_real(a.real, b.real);
		case AX_CLASS_RATIONAL:
			return ax_rational_cmp((AxRational) {a.ratio[0], a.ratio[1]},
								   (AxRational) {b.ratio[0], b.ratio[1]});
		case AX_CLASS_PAIR:
			first = cmp_real(a.pair[0], b.pair[0]);
			return first != 0 ? first : cmp_real(a.pair[1], b.pair[1]);
		case AX_CLASS_OPAQUE:
			break;
	}
	return 0;
}

bool
ax_kind_is_nan(AxKind kind, AxNumber number)
{
	switch (ax_kind_info(kind)->class)
	{
		case AX_CLASS_FLOAT:
			return isnan(number.real);
		case AX_CLASS_PAIR:
			return isnan(number.pair[0]) || isnan(number.pair[1]);
		case AX_CLASS_INTEGER:
		case AX_CLASS_RATIONAL:
		case AX_CLASS_TIME:
		case AX_CLASS_OPAQUE:
			break;
	}
	return false;
}
