/*
 * Texts of angles, decimal and in sixtieths, and angles between points of the
 * sky; plain C that knows nothing of plugins.  All angles are in degrees.
 */
#ifndef CELESTIAL_ANGLE_H
#define CELESTIAL_ANGLE_H

#include <stdbool.h>

/* Room for what ce_print and ce_print_sixtieths write. */
#define CE_TEXT 40

/*
 * Reads degrees: 83.63, or in sixtieths 83d37m48s, 83°37'48".  With hours the
 * large unit may also be hours of 15 degrees, 5h34m31.2s, and in 5:34:31.2, which
 * is degrees without, it is.  Later fields may be left out, the last one may have
 * a fraction, a sign is that of all.  False when the text is none of these.
 * text ends with a zero.
 */
extern bool ce_parse(const char *text, bool hours, double *degrees);

/* Writes the fewest digits, of those that round correctly, that read back to the same double. */
extern void ce_print(double degrees, char text[CE_TEXT]);

/*
 * Writes 05h34m31.940s of degrees in [0, 360), or with a sign and d for h, and
 * two decimals, of degrees in [-90, 90].
 */
extern void ce_print_sixtieths(double degrees, bool hours, char text[CE_TEXT]);

/* A point with the sine and cosine of its declination. */
typedef struct CePoint
{
	double		ra;
	double		dec;
	double		sine;
	double		cosine;
} CePoint;

extern CePoint ce_point(double ra, double dec);

/* Degrees of the great circle between two points, exact to rounding near 0 and 180 too. */
extern double ce_distance(const CePoint *a, const CePoint *b);

/* Direction from a to b in degrees from north through east, in [0, 360); 0 where there is none. */
extern double ce_position_angle(const CePoint *a, const CePoint *b);

#endif
