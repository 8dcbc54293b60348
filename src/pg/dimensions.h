/* What the views of array_ext say of a stored array: for those that see SQL only. */
#ifndef AX_PG_DIMENSIONS_H
#define AX_PG_DIMENSIONS_H

#include "postgres.h"

#include "utils/array.h"

#include "shape/grid.h"

typedef struct AxDimensions
{
	AxGrid		grid;			/* bounds and chunk lengths */
	char		names[AX_MAX_DIMS][NAMEDATALEN];
} AxDimensions;

/* Names of the attributes, in their order, as an array of text in the making. */
extern ArrayBuildState *ax_pg_attributes(Oid source);

extern void ax_pg_dimensions(Oid source, AxDimensions *dims);

#endif
