/* Colour maps: colours for numbers from 0 to 1. */
#ifndef AX_NDARRAY_COLORMAP_H
#define AX_NDARRAY_COLORMAP_H

#include "postgres.h"

/* The names of all maps, as messages list them. */
#define AX_ND_COLORMAPS "viridis, magma, plasma, inferno, cividis, coolwarm and gray"

/* The number of a map; -1 if there is none of that name. */
extern int	ax_nd_colormap_named(const char *name);

/* Red, green and blue, 0 to 255, at t, 0 to 1. */
extern void ax_nd_color(int map, double t, uint8 rgb[3]);

#endif
