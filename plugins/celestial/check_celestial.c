/*
 * Texts and angles of celestial alone, with no plugin round them.
 */
#include "angle.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int	checks;
static int	failures;

static void
check_that(bool good, const char *what, int line)
{
	checks++;
	if (!good)
	{
		failures++;
		fprintf(stderr, "check_celestial.c:%d: failed: %s\n", line, what);
	}
}

#define CHECK(good) check_that(good, #good, __LINE__)

/* What a text reads as; NaN when it does not. */
static double
parsed(const char *text, bool hours)
{
	double		degrees;

	return ce_parse(text, hours, &degrees) ? degrees : NAN;
}

static bool
refused(const char *text)
{
	return isnan(parsed(text, true)) && isnan(parsed(text, false));
}

static void
check_parse(void)
{
	CHECK(parsed("83.63", true) == 83.63 && parsed(" -12.5\t", false) == -12.5);
	CHECK(parsed("1e2", true) == 100 && parsed("+.5", true) == 0.5 && parsed("5.", true) == 5);
	CHECK(parsed("1E-2", true) == 0.01);
	CHECK(parsed("5h34m31.2s", true) == 83.63 && parsed("5:34:31.2", true) == 83.63);
	CHECK(parsed("5 h 34 m 31.2 s", true) == 83.63 && parsed("5H34.52M", true) == 83.63);
	CHECK(parsed("6h", true) == 90 && parsed("6:00", true) == 90 && parsed("6.5h", true) == 97.5);
	CHECK(parsed("83d37m48s", true) == 83.63 && parsed("83\xC2\xB0" "37'48\"", true) == 83.63);
	CHECK(parsed("-12d30m", false) == -12.5 && parsed("- 12:30", false) == -12.5);
	CHECK(parsed("-0:30:00", false) == -0.5 && parsed("-0d0m36s", false) == -0.01);
	CHECK(parsed("1:2", false) == (3600 + 120) / 3600.0);
	/* A declination has no hours. */
	CHECK(isnan(parsed("5h", false)));

	CHECK(refused("") && refused(" ") && refused("-") && refused("+ ") && refused("x") && refused("."));
	CHECK(refused("nan") && refused("inf") && refused("0x10") && refused("1e") && refused("1 2"));
	CHECK(refused("5:") && refused("5:3:") && refused("5:3:2:") && refused("5:3:2:1") && refused(":5"));
	CHECK(refused("5:60") && refused("5:59:60") && refused("5.5:30") && refused("5:30.5:1"));
	CHECK(refused("5d60m") && refused("5d3m60s") && refused("5d3s") && refused("5m") && refused("5.5d30m"));
	CHECK(refused("5d30") && refused("5d-30m") && refused("5d30m10") && refused("5d30m10s1"));
	CHECK(refused("5d30:10") && refused("5:30m") && refused("5e1d") && refused("1.2.3") && refused("--1"));
}

static bool
prints(double degrees, bool hours, const char *right)
{
	char		text[CE_TEXT];

	ce_print_sixtieths(degrees, hours, text);
	return strcmp(text, right) == 0;
}

static void
check_print(void)
{
	char		text[CE_TEXT];
	double		x = 0.1;

	ce_print(83.63, text);
	CHECK(strcmp(text, "83.63") == 0);
	ce_print(0.1 + 0.2, text);
	CHECK(strcmp(text, "0.30000000000000004") == 0);
	for (int i = 0; i < 100000; i++)
	{
		x = fmod(x * 1103.515245 + 12.345, 360);
		ce_print(x, text);
		if (parsed(text, true) != x)
			CHECK(!"reads back to the same");
	}

	CHECK(prints(83.63, true, "05h34m31.200s") && prints(0, true, "00h00m00.000s"));
	CHECK(prints(359.99999999, true, "00h00m00.000s") && prints(359.9999, true, "23h59m59.976s"));
	CHECK(prints(22.0145, false, "+22d00m52.20s") && prints(-22.0145, false, "-22d00m52.20s"));
	CHECK(prints(-0.5, false, "-00d30m00.00s") && prints(-1e-12, false, "+00d00m00.00s"));
	CHECK(prints(90, false, "+90d00m00.00s") && prints(-90, false, "-90d00m00.00s"));
	CHECK(prints(89.999999999, false, "+90d00m00.00s"));
}

static double
between(double ra1, double dec1, double ra2, double dec2)
{
	CePoint		a = ce_point(ra1, dec1);
	CePoint		b = ce_point(ra2, dec2);

	return ce_distance(&a, &b);
}

static double
direction(double ra1, double dec1, double ra2, double dec2)
{
	CePoint		a = ce_point(ra1, dec1);
	CePoint		b = ce_point(ra2, dec2);

	return ce_position_angle(&a, &b);
}

static bool
is_near(double got, double right, double within)
{
	return fabs(got - right) <= within;
}

static void
check_sky(void)
{
	CHECK(between(10, 20, 10, 20) == 0 && between(0, 0, 90, 0) == 90);
	CHECK(between(0, 90, 123, 90) == 0 && between(0, 90, 77, -90) == 180);
	CHECK(is_near(between(0, 0, 180, 0), 180, 1e-13) && is_near(between(350, 0, 10, 0), 20, 1e-13));
	/* Near 0 and near 180 degrees, where cosines and haversines have lost it. */
	CHECK(is_near(between(10, 0, 10 + 1e-9, 0), 1e-9, 1e-15));
	CHECK(is_near(between(0, 30, 180 + 1e-7, -30), 180 - 1e-7 * cos(M_PI / 6), 1e-13));
	/* Arcturus and Spica. */
	CHECK(is_near(between(213.9154, 19.1825, 201.2983, -11.1614), 32.7930, 5e-4));

	CHECK(direction(0, 0, 0, 10) == 0 && direction(0, 0, 10, 0) == 90);
	CHECK(direction(0, 0, 0, -10) == 180 && direction(10, 0, 0, 0) == 270);
	CHECK(direction(5, 5, 5, 5) == 0);
	for (int i = 0; i < 3600; i++)
	{
		double		angle = direction(1, 2, 1 + 1e-3 * cos(i), 2 + 1e-3 * sin(i));

		if (!(angle >= 0 && angle < 360))
			CHECK(!"direction in range");
	}
}

int
main(void)
{
	check_parse();
	check_print();
	check_sky();
	printf("%d checks, %d failed\n", checks, failures);
	return failures != 0;
}
