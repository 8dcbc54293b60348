/* Checks of doubles at a decimal place, against what the C library prints. */
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "check/check.h"
#include "num/place.h"

/* printf rounds the exact value, halves to even. */
static void
check_places(double x)
{
	char		text[1600];

	for (int n = -2; n < 1090; n += n < 40 ? 1 : 17)
	{
		double		rounded = ax_num_round_at(x, n);
		double		cut = ax_num_trunc_at(x, n);

		if (n >= 0)
		{
			snprintf(text, sizeof(text), "%.*f", n, x);
			CHECK(rounded == strtod(text, NULL));
		}
		CHECK(fabs(cut) <= fabs(x));
		/* what is at the place already stays, and signs change nothing */
		CHECK(ax_num_round_at(rounded, n) == rounded);
		CHECK(ax_num_round_at(-x, n) == -rounded && ax_num_trunc_at(-x, n) == -cut);
		CHECK(ax_num_round_at(cut, n) == cut);
	}
	for (int n = -400; n < 0; n++)
	{
		double		cut = ax_num_trunc_at(x, n);

		CHECK(fabs(cut) <= fabs(x) * (1 + DBL_EPSILON));
		CHECK(n >= -309 || (cut == 0 && ax_num_round_at(x, n) == 0));
	}
}

int
main(void)
{
	static const double zoo[] = {0, 0.5, 1.5, 2.5, 0.125, 2.675, 1.005, 1e22, 1e23, 4503599627370495.5,
		4503599627370497, 9007199254740993, 123456789012345678, DBL_MAX, DBL_MIN, 5e-324, 0.1, 1.0 / 3, 999999.9999999999,
	9.5e307, 1e-22, 5e-23};

	for (size_t i = 0; i < sizeof(zoo) / sizeof(zoo[0]); i++)
	{
		check_places(zoo[i]);
		check_places(nextafter(zoo[i], 0));
		if (zoo[i] < DBL_MAX)
			check_places(nextafter(zoo[i], INFINITY));
	}
	CHECK(ax_num_round_at(250, -2) == 200 && ax_num_round_at(350, -2) == 400);
	CHECK(ax_num_round_at(250.00000000000003, -2) == 300 && ax_num_trunc_at(399.9, -2) == 300);
	CHECK(isinf(ax_num_round_at(DBL_MAX, -308)) && ax_num_trunc_at(DBL_MAX, -308) == 1e308);
	CHECK(isnan(ax_num_round_at(NAN, 2)) && isinf(ax_num_trunc_at(INFINITY, -2)));
	CHECK(signbit(ax_num_round_at(-0.25, 0)) && signbit(ax_num_trunc_at(-1, -400)));
	CHECK(ax_num_round_at(1.5, INT32_MAX) == 1.5 && ax_num_round_at(1.5, INT32_MIN) == 0);
	return check_done();
}
