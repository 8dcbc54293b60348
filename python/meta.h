/* What the views of the main extension say of a stored array. */
#ifndef ARRAY_PY_META_H
#define ARRAY_PY_META_H

#include "postgres.h"

#include "utils/array.h"

#include "shape/grid.h"

typedef struct AxPyDimensions
{
	AxGrid		grid;			/* bounds and chunk lengths */
	char		names[AX_MAX_DIMS][NAMEDATALEN];
} AxPyDimensions;

/* Names of the attributes, in their order, as an array of text in the making. */
extern ArrayBuildState *ax_py_attributes(Oid source);

extern void ax_py_dimensions(Oid source, AxPyDimensions *dims);

#endif
