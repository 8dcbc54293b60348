/*
 * Complex numbers from text.
 *
 * The grammar, with spaces allowed around every token:
 *		value     = sum | "(" sum ")" | "(" real "," real ")"
 *		sum       = real | imaginary | real ("+" | "-") imaginary
 *		real      = [sign] number
 *		imaginary = [sign] ([number ["*"]] unit)
 *		unit      = "i" | "j"
 *		number    = digits ["." [digits]] [exponent] | "." digits [exponent]
 *					| "infinity" | "inf" | "nan"
 *		exponent  = "e" [sign] digits
 * Letters of either case.  A number becomes the nearest double, by strtod().
 * Spaces are those of the C locale.
 */
#include "num/complex.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* Refuses the text; shows of it what an error message can in any encoding. */
static AxStatus
fail_text(const char *text, AxStatus status, AxError *err)
{
	int			shown = 0;
	const char *dots;

	while (shown < 100 && text[shown] >= ' ' && text[shown] <= '~')
		shown++;
	dots = text[shown] != '\0' ? "..." : "";
	if (status == AX_RANGE)
		return ax_base_fail(err, status, "value \"%.*s%s\" is out of range for type complex",
							shown, text, dots);
	return ax_base_fail(err, status, "invalid input syntax for type complex: \"%.*s%s\"",
						shown, text, dots);
}

/* The end of a word at p, in letters of either case, or NULL. */
static const char *
scan_word(const char *p, const char *word)
{
	for (; *word != '\0'; p++, word++)
		if ((*p | 0x20) != *word)
			return NULL;
	return p;
}

static const char *
skip_digits(const char *p)
{
	while (is_digit(*p))
		p++;
	return p;
}

/* The end of a number in digits at p, or NULL if there is none. */
static const char *
scan_decimal(const char *p)
{
	const char *end = skip_digits(p);
	const char *exponent;

	if (*end == '.')
	{
		end = skip_digits(end + 1);
		if (end == p + 1)
			return NULL;
	}
	if (end == p)
		return NULL;
	if (*end == 'e' || *end == 'E')
	{
		exponent = end + 1;
		if (*exponent == '+' || *exponent == '-')
			exponent++;
		if (is_digit(*exponent))
			end = skip_digits(exponent);
	}
	return end;
}

/* Reads an unsigned number; NULL if there is none at p. *fits turns false beyond double. */
static const char *
scan_number(const char *p, double *value, bool *fits)
{
	const char *end;
	char	   *stopped;

	if ((end = scan_word(p, "infinity")) != NULL || (end = scan_word(p, "inf")) != NULL)
	{
		*value = INFINITY;
		return end;
	}
	if ((end = scan_word(p, "nan")) != NULL)
	{
		*value = NAN;
		return end;
	}
	end = scan_decimal(p);
	if (end == NULL)
		return NULL;
	errno = 0;
	*value = strtod(p, &stopped);
	/* it reads further where hexadecimal digits follow */
	if (stopped != end)
		return NULL;
	/* a denormal result is ERANGE too, and right */
	if (errno == ERANGE && (*value == 0 || isinf(*value)))
		*fits = false;
	return end;
}

/* One term of a sum. */
typedef struct Term
{
	double		value;
	bool		imaginary;
} Term;

/* Reads [sign] number, [sign] number ["*"] unit, or [sign] unit; NULL if there is none. */
static const char *
scan_term(const char *p, Term *term, bool *fits)
{
	bool		negative = *p == '-';
	const char *end;
	const char *unit;

	if (*p == '-' || *p == '+')
		p = skip_spaces(p + 1);
	term->value = 1;
	end = scan_number(p, &term->value, fits);
	unit = end == NULL ? p : skip_spaces(end);
	if (end != NULL && *unit == '*')
	{
		unit = skip_spaces(unit + 1);
		end = NULL;
	}
	term->imaginary = (*unit | 0x20) == 'i' || (*unit | 0x20) == 'j';
	if (term->imaginary)
		end = unit + 1;
	if (negative)
		term->value = -term->value;
	return end == NULL ? NULL : skip_spaces(end);
}

/* What stands between the brackets, or without brackets; NULL on a syntax error. */
static const char *
scan_value(const char *p, bool bracket, AxComplex *out, bool *fits)
{
	Term		first;
	Term		second;
	char		joint;

	p = scan_term(p, &first, fits);
	if (p == NULL)
		return NULL;
	joint = *p;
	out->re = first.imaginary ? 0 : first.value;
	out->im = first.imaginary ? first.value : 0;
	if (first.imaginary ||
		!(joint == '+' || joint == '-' || (bracket && joint == ',')))
		return p;
	p = scan_term(skip_spaces(p + 1), &second, fits);
	if (p == NULL || second.imaginary == (joint == ','))
		return NULL;
	out->im = joint == '-' ? -second.value : second.value;
	return p;
}

AxStatus
ax_complex_parse(const char *text, AxComplex *out, AxError *err)
{
	const char *p = skip_spaces(text);
	bool		bracket = *p == '(';
	bool		fits = true;

	if (bracket)
		p = skip_spaces(p + 1);
	p = scan_value(p, bracket, out, &fits);
	if (p == NULL)
		return fail_text(text, AX_TEXT, err);
	if (bracket)
	{
		if (*p != ')')
			return fail_text(text, AX_TEXT, err);
		p = skip_spaces(p + 1);
	}
	if (*p != '\0')
		return fail_text(text, AX_TEXT, err);
	return fits ? AX_OK : fail_text(text, AX_RANGE, err);
}
