/* A PNG image, written row by row to memory. */
#ifndef AX_PG_PNG_H
#define AX_PG_PNG_H

#include "postgres.h"

/* Most pixels of a side, as browsers and viewers take them. */
#define AX_PNG_SIDE 65535

/* Colours of pixels of one byte; pixel 0 is transparent. */
#define AX_PNG_COLORS 256

typedef struct AxPng AxPng;

/*
 * Begins an image in the current memory context: a byte a pixel, which stands
 * for one of the colours, or, without any, four: red, green, blue, opacity.
 * Sides are 1 to AX_PNG_SIDE.
 */
extern AxPng *ax_png_begin(uint32 width, uint32 height, const uint8 colors[AX_PNG_COLORS][3]);

/* Writes the next row. */
extern void ax_png_row(AxPng *png, const uint8 *pixels);

/* Ends the image, of which all rows were written. */
extern bytea *ax_png_finish(AxPng *png);

#endif
