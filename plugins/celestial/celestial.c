/*
 * celestial: right ascension and declination as types of their own, doubles of
 * degrees with a range, after SciDB's example library ra_decl.
 */
#include "array_ext_plugin.h"
#include "angle.h"

#include <math.h>
#include <stdlib.h>

AX_PLUGIN(celestial, "1.0", "right ascension and declination, and angles between points of the sky");

REGISTER_TYPE_AS(right_ascension, 8, "degrees from 0 to below 360, eastward along the celestial equator");
REGISTER_TYPE_AS(declination, 8, "degrees from -90 to 90, north of the celestial equator");

/* What tells the two types apart. */
typedef struct Angle
{
	const char *type;
	const char *name;
	bool		hours;			/* and below 360, otherwise from -90 to 90 */
} Angle;

static const Angle right_ascension = {"right_ascension", "right ascension", true};
static const Angle declination = {"declination", "declination", false};

static double
angle_of(const AxValue *value)
{
	double		degrees;

	memcpy(&degrees, ax_get_data(value), sizeof(degrees));
	return degrees;
}

/* The one constructor: everything that makes a value ends here. */
static void
set_angle(AxCall *call, const Angle *angle, double degrees, AxValue *result)
{
	char		text[CE_TEXT];

	if (angle->hours ? degrees >= 0 && degrees < 360 : fabs(degrees) <= 90)
	{
		degrees += 0.0;			/* -0 becomes 0 */
		ax_set_data(call, result, &degrees, sizeof(degrees));
		return;
	}
	if (isnan(degrees))
		strcpy(text, "NaN");
	else
		ce_print(degrees, text);
	ax_fail(call, "22003", "%s out of range: %s", angle->name, text);
	ax_fail_detail(call, angle->hours ? "It must be at least 0 and less than 360 degrees."
				   : "It must be from -90 to 90 degrees.");
}

static void
parse_angle(AxCall *call, const Angle *angle, const AxValue *value, AxValue *result)
{
	size_t		length = ax_get_length(value);
	char	   *text = (char *) ax_alloc(call, length + 1);
	double		degrees;

	if (text == NULL)
		return;
	memcpy(text, ax_get_data(value), length);
	text[length] = '\0';
	if (ce_parse(text, angle->hours, &degrees))
		set_angle(call, angle, degrees, result);
	else
		ax_fail(call, "22P02", "invalid input syntax for type %s: \"%s\"", angle->type, text);
}

/* The binary form is that of double precision: eight bytes, the highest first. */
static void
receive_angle(AxCall *call, const Angle *angle, const AxValue *value, AxValue *result)
{
	const unsigned char *bytes = (const unsigned char *) ax_get_data(value);
	uint64_t	bits = 0;
	double		degrees;

	if (ax_get_length(value) != sizeof(bits))
	{
		ax_fail(call, "22P03", "binary value of type %s must have 8 bytes, not %zu",
				angle->type, ax_get_length(value));
		return;
	}
	for (int i = 0; i < 8; i++)
		bits = bits << 8 | bytes[i];
	memcpy(&degrees, &bits, sizeof(degrees));
	set_angle(call, angle, degrees, result);
}

static void
angle_to_string(AxCall *call, const AxValue *args, AxValue *result)
{
	char		text[CE_TEXT];

	ce_print(angle_of(&args[0]), text);
	ax_set_string(call, result, text);
}

static void
angle_to_binary(AxCall *call, const AxValue *args, AxValue *result)
{
	double		degrees = angle_of(&args[0]);
	unsigned char bytes[8];
	uint64_t	bits;

	memcpy(&bits, &degrees, sizeof(bits));
	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char) (bits >> (56 - 8 * i));
	ax_set_data(call, result, bytes, sizeof(bytes));
}

static void
angle_to_double(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	ax_set_double(result, angle_of(&args[0]));
}

static void
angle_less(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	ax_set_bool(result, angle_of(&args[0]) < angle_of(&args[1]));
}

static void
angle_equal(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	ax_set_bool(result, angle_of(&args[0]) == angle_of(&args[1]));
}

/* The finalizer of SplitMix64 (Steele, Lea and Flood 2014); values are never NaN or -0. */
static void
angle_hash(AxCall *call, const AxValue *args, AxValue *result)
{
	double		degrees = angle_of(&args[0]);
	uint64_t	bits;

	(void) call;
	memcpy(&bits, &degrees, sizeof(bits));
	bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
	ax_set_int64(result, (int64_t) (bits ^ (bits >> 31)));
}

/* As in SciDB: hundred-thousandths of a degree, cut off. */
static void
angle_ordinal(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	ax_set_int64(result, (int64_t) (angle_of(&args[0]) * 100000));
}

static void
angle_sixtieths(AxCall *call, bool hours, const AxValue *args, AxValue *result)
{
	char		text[CE_TEXT];

	ce_print_sixtieths(angle_of(&args[0]), hours, text);
	ax_set_string(call, result, text);
}

/*
 * Everything that both types have.  A double is assigned with a check; what is
 * an angle is a double wherever one is wanted.
 */
#define ANGLE(type) \
	static void \
	type##_from_string(AxCall *call, const AxValue *args, AxValue *result) \
	{ \
		parse_angle(call, &type, &args[0], result); \
	} \
	static void \
	type##_from_binary(AxCall *call, const AxValue *args, AxValue *result) \
	{ \
		receive_angle(call, &type, &args[0], result); \
	} \
	static void \
	type##_from_double(AxCall *call, const AxValue *args, AxValue *result) \
	{ \
		set_angle(call, &type, ax_get_double(&args[0]), result); \
	} \
	static void \
	type##_from_int64(AxCall *call, const AxValue *args, AxValue *result) \
	{ \
		set_angle(call, &type, (double) ax_get_int64(&args[0]), result); \
	} \
	static void \
	type##_from_int32(AxCall *call, const AxValue *args, AxValue *result) \
	{ \
		set_angle(call, &type, ax_get_int32(&args[0]), result); \
	} \
	static void \
	type##_from_ordinal(AxCall *call, const AxValue *args, AxValue *result) \
	{ \
		set_angle(call, &type, (double) ax_get_int64(&args[0]) / 100000, result); \
	} \
	REGISTER_CONVERTER(string, type, EXPLICIT_CONVERSION_COST, type##_from_string); \
	REGISTER_CONVERTER(type, string, EXPLICIT_CONVERSION_COST, angle_to_string); \
	REGISTER_CONVERTER(binary, type, EXPLICIT_CONVERSION_COST, type##_from_binary); \
	REGISTER_CONVERTER(type, binary, EXPLICIT_CONVERSION_COST, angle_to_binary); \
	REGISTER_CONVERTER(double, type, TRUNCATION_CONVERSION_COST, type##_from_double); \
	REGISTER_CONVERTER(int64, type, TRUNCATION_CONVERSION_COST, type##_from_int64); \
	REGISTER_CONVERTER(int32, type, TRUNCATION_CONVERSION_COST, type##_from_int32); \
	REGISTER_CONVERTER(type, double, IMPLICIT_CONVERSION_COST, angle_to_double); \
	REGISTER_FUNCTION_AS(type, ("double"), #type, type##_from_double, 0, NULL, NULL, \
						 "the angle of so many degrees"); \
	REGISTER_FUNCTION(<, (#type, #type), "bool", angle_less); \
	REGISTER_FUNCTION(=, (#type, #type), "bool", angle_equal); \
	REGISTER_FUNCTION(hash, (#type), "int64", angle_hash); \
	REGISTER_FUNCTION_AS(ordinal, (#type), "int64", angle_ordinal, 0, NULL, NULL, \
						 "hundred-thousandths of a degree, as in SciDB"); \
	REGISTER_FUNCTION_AS(type##_from_ordinal, ("int64"), #type, type##_from_ordinal, 0, NULL, NULL, \
						 "the angle of so many hundred-thousandths of a degree")

ANGLE(right_ascension);
ANGLE(declination);

static void
hms(AxCall *call, const AxValue *args, AxValue *result)
{
	angle_sixtieths(call, true, args, result);
}
REGISTER_FUNCTION_AS(hms, ("right_ascension"), "string", hms, 0, NULL, NULL,
					 "right ascension in hours, minutes and seconds");

static void
dms(AxCall *call, const AxValue *args, AxValue *result)
{
	angle_sixtieths(call, false, args, result);
}
REGISTER_FUNCTION_AS(dms, ("declination"), "string", dms, 0, NULL, NULL,
					 "declination in degrees, minutes and seconds");

static void
wrap_right_ascension(AxCall *call, const AxValue *args, AxValue *result)
{
	double		degrees = fmod(ax_get_double(&args[0]), 360);

	if (degrees < 0)
		degrees += 360;
	/* A tiny negative angle rounds to 360. */
	set_angle(call, &right_ascension, degrees == 360 ? 0 : degrees, result);
}
REGISTER_FUNCTION_AS(wrap_right_ascension, ("double"), "right_ascension", wrap_right_ascension, 0,
					 NULL, NULL, "any finite number of degrees, turned into 0 to below 360");

/*
 * Points of the sky are pairs of arguments.
 */

/* A point out of two columns; sine and cosine are kept while the declination stays. */
static inline void
point_at(const AxColumn *ra, const AxColumn *dec, size_t i, CePoint *point)
{
	double		degrees = ((const double *) dec->values)[i];

	if (degrees != point->dec)
		*point = ce_point(0, degrees);
	point->ra = ((const double *) ra->values)[i];
}

static void
angular_distance(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	double	   *out = (double *) result->values;
	CePoint		a = ce_point(0, 0);
	CePoint		b = a;

	(void) call;
	for (size_t i = 0; i < n; i++)
	{
		if (!ax_in(live, i))
			continue;
		point_at(&args[0], &args[1], i, &a);
		point_at(&args[2], &args[3], i, &b);
		out[i] = ce_distance(&a, &b);
	}
}
REGISTER_KERNEL_AS(angular_distance,
				   ("right_ascension", "declination", "right_ascension", "declination"), "double",
				   angular_distance, 0, NULL, NULL, "degrees of the great circle between two points");

static void
position_angle(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	double	   *out = (double *) result->values;
	CePoint		a = ce_point(0, 0);
	CePoint		b = a;

	(void) call;
	for (size_t i = 0; i < n; i++)
	{
		if (!ax_in(live, i))
			continue;
		point_at(&args[0], &args[1], i, &a);
		point_at(&args[2], &args[3], i, &b);
		out[i] = ce_position_angle(&a, &b);
	}
}
REGISTER_KERNEL_AS(position_angle,
				   ("right_ascension", "declination", "right_ascension", "declination"), "double",
				   position_angle, 0, NULL, NULL,
				   "direction from the first point to the second, in degrees from north through east");

/* No radius is too large; none below 0, or NaN, holds a point. */
static void
in_cone(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	const double *radius = (const double *) args[4].values;
	bool	   *out = (bool *) result->values;
	CePoint		a = ce_point(0, 0);
	CePoint		b = a;

	(void) call;
	for (size_t i = 0; i < n; i++)
	{
		double		dec;

		if (!ax_in(live, i))
			continue;
		/* No two points are nearer than their declinations, but for rounding. */
		dec = fabs(((const double *) args[1].values)[i] - ((const double *) args[3].values)[i]);
		out[i] = false;
		if (!(dec <= radius[i] + 1e-9))
			continue;
		point_at(&args[0], &args[1], i, &a);
		point_at(&args[2], &args[3], i, &b);
		out[i] = ce_distance(&a, &b) <= radius[i];
	}
}
REGISTER_KERNEL_AS(in_cone,
				   ("right_ascension", "declination", "right_ascension", "declination", "double"), "bool",
				   in_cone, 0, NULL, NULL,
				   "is the first point within so many degrees of the second?");
