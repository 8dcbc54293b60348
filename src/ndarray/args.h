/* Arguments of nd_* functions: coordinates and axes. */
#ifndef AX_NDARRAY_ARGS_H
#define AX_NDARRAY_ARGS_H

#include "postgres.h"

#include "utils/array.h"

#include "format/head.h"

/*
 * Reads an int8[] of coordinates, at most AX_MAX_DIMS; nulls says which
 * elements are NULL.  Returns their number; `what` names them in errors.
 */
extern int	ax_nd_coordinates(ArrayType *array, const char *what, int64 *coords, bool *nulls);

/* Raises 2202E if n coordinates do not address a value of that head. */
extern void ax_nd_check_count(const AxHead *head, const char *what, int n);

/*
 * Reads a text[] of axes: numbers from 0, from the end if negative, or names.
 * Sets chosen[axis]; 22023 for an axis that is not there or given twice.
 */
extern void ax_nd_axes(ArrayType *array, const AxHead *head, bool *chosen);

/* The same axes in the order given, at most AX_MAX_DIMS; returns their number. */
extern int	ax_nd_axis_list(ArrayType *array, const AxHead *head, int *axes);

/* The axis that one such text names. */
extern int	ax_nd_axis(const char *text, const AxHead *head);

/* Sets the bounds of an axis of the given length that begins at lower; 54000. */
extern void ax_nd_place(AxBox *box, int axis, int64 lower, int64 length);

/*
 * Makes the head of a value with one more axis, numbered from the end if
 * negative, at lower; 22023 for one that is not there, 54000.  Returns its number.
 */
extern int	ax_nd_insert_axis(AxHead *head, const AxHead *old, int axis, int64 lower, int64 length);

/* An int8[] with one element for each of n values. */
extern ArrayType *ax_nd_int8_array(const int64 *values, int n);

#endif
