/*
 * Colour maps.
 *
 * viridis, magma, plasma and inferno are matplotlib's (Smith and van der Walt
 * 2015, CC0), by the polynomials of degree 6 that Matt Zucker fitted to them
 * (2019, CC0, shadertoy.com/view/WlfXRN).  cividis is that of Nunez, Anderton
 * and Renslow (2018), as the polynomial in d3-scale-chromatic.  coolwarm is
 * Moreland's diverging map ("Diverging color maps for scientific
 * visualization", 2009), of which 17 colours are joined by straight lines.
 */
#include "postgres.h"

#include "ndarray/colormap.h"

/* Coefficients of red, green and blue, 0 to 1, by power. */
static const double viridis[7][3] = {
	{0.2777273272234177, 0.005407344544966578, 0.3340998053353061},
	{0.1050930431085774, 1.404613529898575, 1.384590162594685},
	{-0.3308618287255563, 0.214847559468213, 0.09509516302823659},
	{-4.634230498983486, -5.799100973351585, -19.33244095627987},
	{6.228269936347081, 14.17993336680509, 56.69055260068105},
	{4.776384997670288, -13.74514537774601, -65.35303263337234},
	{-5.435455855934631, 4.645852612178535, 26.3124352495832}
};
static const double magma[7][3] = {
	{-0.002136485053939582, -0.000749655052795221, -0.005386127855323933},
	{0.2516605407371642, 0.6775232436837668, 2.494026599312351},
	{8.353717279216625, -3.577719514958484, 0.3144679030132573},
	{-27.66873308576866, 14.26473078096533, -13.64921318813922},
	{52.17613981234068, -27.94360607168351, 12.94416944238394},
	{-50.76852536473588, 29.04658282127291, 4.23415299384598},
	{18.65570506591883, -11.48977351997711, -5.601961508734096}
};
static const double plasma[7][3] = {
	{0.05873234392399702, 0.02333670892565664, 0.5433401826748754},
	{2.176514634195958, 0.2383834171260182, 0.7539604599784036},
	{-2.689460476458034, -7.455851135738909, 3.110799939717086},
	{6.130348345893603, 42.3461881477227, -28.51885465332158},
	{-11.10743619062271, -82.66631109428045, 60.13984767418263},
	{10.02306557647065, 71.41361770095349, -54.07218655560067},
	{-3.658713842777788, -22.93153465461149, 18.19190778539828}
};
static const double inferno[7][3] = {
	{0.0002189403691192265, 0.001651004631001012, -0.01948089843709184},
	{0.1065134194856116, 0.5639564367884091, 3.932712388889277},
	{11.60249308247187, -3.972853965665698, -15.9423941062914},
	{-41.70399613139459, 17.43639888205313, 44.35414519872813},
	{77.162935699427, -33.40235894210092, -81.80730925738993},
	{-71.31942824499214, 32.62606426397723, 73.20951985803202},
	{25.13112622477341, -12.24266895238567, -23.07032500287172}
};

/* The same from 0 to 255. */
static const double cividis[6][3] = {
	{-4.54, 32.49, 81.24},
	{-35.34, 170.73, 442.36},
	{2381.73, 52.82, -2482.43},
	{-6402.7, -131.46, 6167.24},
	{7024.72, 176.58, -6614.94},
	{-2710.57, -67.37, 2475.67}
};

/* Colours at equal distances. */
static const uint8 coolwarm[17][3] = {
	{59, 76, 192}, {77, 104, 215}, {98, 130, 234}, {119, 154, 247}, {141, 176, 254},
	{163, 194, 255}, {184, 208, 249}, {204, 217, 238}, {221, 221, 221}, {236, 211, 197},
	{245, 196, 173}, {247, 177, 148}, {244, 154, 123}, {236, 127, 99}, {222, 96, 77},
	{203, 62, 56}, {180, 4, 38}
};
static const uint8 gray[2][3] = {{0, 0, 0}, {255, 255, 255}};

static const struct
{
	const char *name;
	const double (*powers)[3];	/* of a polynomial, or NULL */
	int			count;			/* of powers, of colours */
	double		scale;			/* what a polynomial is multiplied by */
	const uint8 (*colors)[3];
}			maps[] = {
	{"viridis", viridis, 7, 255, NULL}, {"magma", magma, 7, 255, NULL},
	{"plasma", plasma, 7, 255, NULL}, {"inferno", inferno, 7, 255, NULL},
	{"cividis", cividis, 6, 1, NULL}, {"coolwarm", NULL, 17, 1, coolwarm},
	{"gray", NULL, 2, 1, gray}
};

int
ax_nd_colormap_named(const char *name)
{
	for (int m = 0; m < lengthof(maps); m++)
		if (strcmp(maps[m].name, name) == 0)
			return m;
	return -1;
}

void
ax_nd_color(int map, double t, uint8 rgb[3])
{
	for (int c = 0; c < 3; c++)
	{
		double		value = 0;

		if (maps[map].powers != NULL)
			for (int i = maps[map].count - 1; i >= 0; i--)
				value = value * t + maps[map].powers[i][c];
		else
		{
			double		at = t * (maps[map].count - 1);
			int			i = (int) at < maps[map].count - 1 ? (int) at : maps[map].count - 2;
			double		from = maps[map].colors[i][c];

			value = from + (at - i) * (maps[map].colors[i + 1][c] - from);
		}
		value = value * maps[map].scale + 0.5;
		rgb[c] = value < 0 ? 0 : value > 255 ? 255 : (uint8) value;
	}
}
