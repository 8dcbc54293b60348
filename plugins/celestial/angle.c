/*
 * Reading and writing angles, and angles between points of the sky.
 */
#include "angle.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEGREE 0.017453292519943295769	/* in radians */

static const char *
skip_space(const char *at)
{
	while (*at == ' ' || (*at >= '\t' && *at <= '\r'))
		at++;
	return at;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * The end of a number without a sign, at which there may be a fraction or an
 * exponent; at itself if none is there.  Decides what strtod gets to see:
 * neither hexadecimal numbers nor words.
 */
static const char *
number_end(const char *at, bool exponent, bool *fraction)
{
	const char *start = at;
	int			digits = 0;

	for (; is_digit(*at); at++)
		digits++;
	*fraction = *at == '.';
	if (*fraction)
		for (at++; is_digit(*at); at++)
			digits++;
	if (digits == 0)
		return start;
	if (exponent && (*at == 'e' || *at == 'E'))
	{
		const char *power = at + 1;

		if (*power == '+' || *power == '-')
			power++;
		if (is_digit(*power))
			for (at = power; is_digit(*at);)
				at++;
	}
	return at;
}

/* Passes over one of the signs of a unit; 0 if there is none. */
static size_t
unit_length(const char *at, int field, bool hours)
{
	static const char *const signs[3][3] = {{"d", "D", "\xC2\xB0"}, {"m", "M", "'"}, {"s", "S", "\""}};

	if (field == 0 && hours && (*at == 'h' || *at == 'H'))
		return 1;
	for (int i = 0; i < 3; i++)
		if (strncmp(at, signs[field][i], strlen(signs[field][i])) == 0)
			return strlen(signs[field][i]);
	return 0;
}

bool
ce_parse(const char *text, bool hours, double *degrees)
{
	static const int seconds[3] = {3600, 60, 1};
	const char *at = skip_space(text);
	bool		negative = *at == '-';
	bool		colons = false;
	bool		fraction = false;
	long double sum = 0;		/* of seconds; with bits to spare for the division */
	int			per_degree = 3600;
	int			field = 0;
	const char *end;

	if (*at == '+' || *at == '-')
		at = skip_space(at + 1);

	/* Decimal degrees. */
	end = number_end(at, true, &fraction);
	if (end != at && *skip_space(end) == '\0')
	{
		*degrees = strtod(at, NULL);
		if (negative)
			*degrees = -*degrees;
		return true;
	}

	for (; field < 3 && *at != '\0'; field++)
	{
		long double number;
		size_t		unit;

		if (fraction && field > 0)
			return false;
		end = number_end(at, false, &fraction);
		if (end == at)
			return false;
		number = strtold(at, NULL);
		if (field > 0 && number >= 60)
			return false;
		sum += number * seconds[field];
		at = skip_space(end);
		if (field == 0)
		{
			colons = *at == ':';
			if (hours && (colons || *at == 'h' || *at == 'H'))
				per_degree = 240;
		}
		if (colons)
		{
			/* Between fields, none at the end. */
			if (*at == '\0')
				continue;
			if (*at != ':' || field == 2)
				return false;
			at = skip_space(at + 1);
			if (*at == '\0')
				return false;
			continue;
		}
		unit = unit_length(at, field, hours);
		if (unit == 0)
			return false;
		at = skip_space(at + unit);
	}
	if (field == 0 || *at != '\0')
		return false;
	*degrees = (double) ((negative ? -sum : sum) / per_degree);
	return true;
}

void
ce_print(double degrees, char text[CE_TEXT])
{
	for (int digits = 15; digits <= 17; digits++)
	{
		snprintf(text, CE_TEXT, "%.*g", digits, degrees);
		if (strtod(text, NULL) == degrees)
			return;
	}
}

void
ce_print_sixtieths(double degrees, bool hours, char text[CE_TEXT])
{
	int64_t		unit = hours ? 1000 : 100;	/* of a second */
	int64_t		parts = (int64_t) llround(fabs(degrees) * (hours ? 240.0 : 3600.0) * (double) unit);

	/* What rounds up to 24 hours is 0 again. */
	if (hours)
		parts %= 24 * 3600 * unit;
	snprintf(text, CE_TEXT, "%s%02" PRId64 "%c%02" PRId64 "m%02" PRId64 ".%0*" PRId64 "s",
			 hours ? "" : degrees < 0 && parts > 0 ? "-" : "+",
			 parts / (3600 * unit), hours ? 'h' : 'd', parts / (60 * unit) % 60,
			 parts / unit % 60, hours ? 3 : 2, parts % unit);
}

CePoint
ce_point(double ra, double dec)
{
	/* The cosine of 90 degrees in radians is not 0. */
	return (CePoint)
	{
		ra, dec, sin(dec * DEGREE), fabs(dec) == 90 ? 0 : cos(dec * DEGREE)
	};
}

/* Vincenty's formula for the sphere; haversines lose digits near 180 degrees. */
double
ce_distance(const CePoint *a, const CePoint *b)
{
	double		angle = (b->ra - a->ra) * DEGREE;
	double		across = b->cosine * sin(angle);
	double		along = a->cosine * b->sine - a->sine * b->cosine * cos(angle);
	double		inner = a->sine * b->sine + a->cosine * b->cosine * cos(angle);

	return atan2(sqrt(across * across + along * along), inner) / DEGREE;
}

double
ce_position_angle(const CePoint *a, const CePoint *b)
{
	double		angle = (b->ra - a->ra) * DEGREE;
	double		east = b->cosine * sin(angle);
	double		north = a->cosine * b->sine - a->sine * b->cosine * cos(angle);
	double		direction = atan2(east, north) / DEGREE;

	if (direction < 0)
		direction += 360;
	/* A tiny negative angle rounds to 360. */
	return direction >= 360 || (east == 0 && north == 0) ? 0 : direction;
}
