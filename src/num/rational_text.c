/*
 * Rationals as text.
 *
 * The grammar, with spaces allowed around every token:
 *		value    = sum | "(" sum ")"
 *		sum      = integer "/" integer | decimal
 *		integer  = [sign] digits
 *		decimal  = [sign] (digits ["." [digits]] | "." digits) [("e"|"E") integer]
 * Spaces are those of the C locale.
 */
#include "num/rational.h"

#include <string.h>

#include "num/gcd.h"
#include "num/wide.h"

/*
 * Decimals in range are below 10^19, and without closing zeros they have at
 * most 63 places: each place more doubles or quintuples the denominator.  So
 * 82 digits (273 bits) lose nothing.
 */
#define WHOLE_DIGITS 19
#define DECIMAL_PLACES 63
#define DECIMAL_LIMBS 6

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *
skip_spaces(const char *p)
{
	while (is_space(*p))
		p++;
	return p;
}

/* The part of a text that an error message can show in any encoding. */
static int
shown_length(const char *text)
{
	int			length = 0;

	while (length < 100 && text[length] >= ' ' && text[length] <= '~')
		length++;
	return length;
}

static AxStatus
fail_syntax(const char *text, AxError *err)
{
	int			shown = shown_length(text);

	return ax_base_fail(err, AX_TEXT,
						"invalid input syntax for type rational: \"%.*s%s\"",
						shown, text, text[shown] != '\0' ? "..." : "");
}

static AxStatus
fail_range(const char *text, AxError *err)
{
	int			shown = shown_length(text);

	return ax_base_fail(err, AX_RANGE,
						"value \"%.*s%s\" is out of range for type rational",
						shown, text, text[shown] != '\0' ? "..." : "");
}

static const char *
scan_sign(const char *p, bool *negative)
{
	*negative = *p == '-';
	return *p == '-' || *p == '+' ? p + 1 : p;
}

/* Reads digits; NULL if there are none. *fits turns false past 38 of them. */
static const char *
scan_digits(const char *p, AxUInt128 *value, bool *fits)
{
	int			digits = 0;

	if (!is_digit(*p))
		return NULL;
	*value = 0;
	for (; is_digit(*p); p++)
	{
		if (*value != 0 || *p != '0')
			digits++;
		if (digits > 38)
			*fits = false;
		else
			*value = *value * 10 + (unsigned) (*p - '0');
	}
	return p;
}

/* The significant digits of a decimal number: digits * 10^exponent. */
typedef struct Decimal
{
	const char *first;			/* first digit that is not 0; borrowed */
	const char *end;			/* behind the last digit that is not 0 */
	int64_t		exponent;		/* of the last digit before end */
} Decimal;

/* Reads an unsigned decimal number; NULL if there is none at p. */
static const char *
scan_decimal(const char *p, Decimal *out)
{
	const char *mantissa = p;
	const char *point = NULL;
	const char *end;
	bool		negative;
	AxUInt128	shift = 0;
	bool		fits = true;
	bool		any = false;

	for (; is_digit(*p) || (*p == '.' && point == NULL); p++)
	{
		if (*p == '.')
			point = p;
		else
			any = true;
	}
	if (!any)
		return NULL;
	end = p;
	if (*p == 'e' || *p == 'E')
	{
		p = scan_sign(p + 1, &negative);
		p = scan_digits(p, &shift, &fits);
		if (p == NULL)
			return NULL;
		/* far beyond any exponent that a value in range can have */
		if (!fits || shift > INT32_MAX)
			shift = INT32_MAX;
	}
	else
		negative = false;
	out->exponent = negative ? -(int64_t) shift : (int64_t) shift;
	if (point != NULL)
		out->exponent -= end - point - 1;
	while (end > mantissa && (end[-1] == '0' || end[-1] == '.'))
	{
		if (end[-1] == '0')
			out->exponent++;
		end--;
	}
	while (mantissa < end && (*mantissa == '0' || *mantissa == '.'))
		mantissa++;
	/* a point that was dropped above stood behind the last digit kept */
	out->first = mantissa;
	out->end = end;
	return p;
}

/* Divides out of a every factor of divisor, at most *times; returns the count. */
static size_t
cancel(uint64_t *a, size_t an, uint64_t divisor, int64_t *times)
{
	uint64_t	copy[DECIMAL_LIMBS];

	while (*times > 0)
	{
		uint64_t	rest;
		size_t		n;

		memcpy(copy, a, an * sizeof(uint64_t));
		n = ax_wide_div_word(copy, an, divisor, &rest);
		if (rest != 0)
			break;
		memcpy(a, copy, n * sizeof(uint64_t));
		an = n;
		(*times)--;
	}
	return an;
}

/* The value of a decimal; false if it does not fit. */
static bool
decimal_value(const Decimal *decimal, AxUInt128 *num, AxUInt128 *den)
{
	uint64_t	limbs[DECIMAL_LIMBS];
	size_t		n = 0;
	int64_t		digits = 0;
	int64_t		twos;
	int64_t		fives;

	*num = 0;
	*den = 1;
	if (decimal->first == decimal->end)
		return true;
	for (const char *p = decimal->first; p < decimal->end; p++)
		digits += *p != '.';
	if (digits + decimal->exponent > WHOLE_DIGITS ||
		decimal->exponent < -DECIMAL_PLACES)
		return false;
	for (const char *p = decimal->first; p < decimal->end; p++)
		if (*p != '.')
			n = ax_wide_mul_word(limbs, n, 10, (unsigned) (*p - '0'));
	for (int64_t i = 0; i < decimal->exponent; i++)
		n = ax_wide_mul_word(limbs, n, 10, 0);
	twos = fives = decimal->exponent < 0 ? -decimal->exponent : 0;
	n = cancel(limbs, n, 2, &twos);
	n = cancel(limbs, n, 5, &fives);
	if (n > 1 || twos > 63 || fives > 27)
		return false;
	*num = limbs[0];
	*den = (AxUInt128) 1 << twos;
	while (fives-- > 0)
		*den *= 5;
	return true;
}

/* What stands between the brackets; NULL on a syntax error. */
static const char *
scan_value(const char *p, bool *negative, AxUInt128 *num, AxUInt128 *den,
		   bool *fits)
{
	const char *start = p = scan_sign(p, negative);
	const char *end;
	Decimal		decimal;

	end = scan_digits(p, num, fits);
	if (end != NULL && *skip_spaces(end) == '/')
	{
		bool		den_negative;

		p = skip_spaces(skip_spaces(end) + 1);
		p = scan_sign(p, &den_negative);
		*negative = *negative != den_negative;
		return scan_digits(p, den, fits);
	}
	*fits = true;
	end = scan_decimal(start, &decimal);
	if (end != NULL)
		*fits = decimal_value(&decimal, num, den);
	return end;
}

AxStatus
ax_rational_parse(const char *text, AxRational *out, AxError *err)
{
	const char *p = skip_spaces(text);
	bool		bracket = *p == '(';
	bool		negative = false;
	bool		fits = true;
	AxUInt128	num = 0;
	AxUInt128	den = 1;
	AxStatus	status;

	if (bracket)
		p = skip_spaces(p + 1);
	p = scan_value(p, &negative, &num, &den, &fits);
	if (p == NULL)
		return fail_syntax(text, err);
	p = skip_spaces(p);
	if (bracket)
	{
		if (*p != ')')
			return fail_syntax(text, err);
		p = skip_spaces(p + 1);
	}
	if (*p != '\0')
		return fail_syntax(text, err);
	if (!fits)
		return fail_range(text, err);
	/* 38 digits stay below 2^127 */
	status = ax_rational_make(negative ? -(AxInt128) num : (AxInt128) num,
							  (AxInt128) den, out, err);
	return status == AX_RANGE ? fail_range(text, err) : status;
}

/* Writes value in decimal; returns the length. */
static int
print_integer(int64_t value, char *text)
{
	char		reversed[20];
	uint64_t	rest = ax_num_magnitude64(value);
	int			digits = 0;
	int			length = 0;

	do
	{
		reversed[digits++] = (char) ('0' + rest % 10);
		rest /= 10;
	} while (rest != 0);
	if (value < 0)
		text[length++] = '-';
	while (digits > 0)
		text[length++] = reversed[--digits];
	text[length] = '\0';
	return length;
}

int
ax_rational_print(AxRational a, char text[AX_RATIONAL_TEXT])
{
	int			length = print_integer(a.num, text);

	if (a.den != 1)
	{
		text[length++] = '/';
		length += print_integer(a.den, text + length);
	}
	return length;
}

AxStatus
ax_rational_print_decimal(AxRational a, char text[AX_RATIONAL_DECIMAL_TEXT],
						  AxError *err)
{
	uint64_t	den = (uint64_t) a.den;
	uint64_t	top = ax_num_magnitude64(a.num);
	AxUInt128	rest = top % den;
	int			length = 0;

	while (den % 2 == 0)
		den /= 2;
	while (den % 5 == 0)
		den /= 5;
	if (den != 1)
	{
		char		shown[AX_RATIONAL_TEXT];

		ax_rational_print(a, shown);
		ax_base_fail(err, AX_RANGE, "rational %s has no finite decimal form", shown);
		ax_base_detail(err, "Only a denominator without prime factors other than 2 and 5 has one.");
		return err->status;
	}
	if (a.num < 0)
		text[length++] = '-';
	/* the whole part is INT64_MIN at most where it does not fit an int64 */
	if (top == (uint64_t) INT64_MAX + 1 && a.den == 1)
		length = print_integer(INT64_MIN, text);
	else
		length += print_integer((int64_t) (top / (uint64_t) a.den), text + length);
	if (rest != 0)
		text[length++] = '.';
	/* ends after as many digits as the higher of the two powers, 62 at most */
	while (rest != 0)
	{
		rest *= 10;
		text[length++] = (char) ('0' + (int) (rest / (uint64_t) a.den));
		rest %= (uint64_t) a.den;
	}
	text[length] = '\0';
	return AX_OK;
}
