/*
 * Operands and results of linear algebra and transforms: all cells in memory,
 * row-major, none of them NULL or empty.
 *
 * The last two axes of an operand are rows and columns; those in front stack
 * matrices.
 */
#ifndef AX_NDARRAY_MATRIX_H
#define AX_NDARRAY_MATRIX_H

#include "postgres.h"

#include "fmgr.h"

#include "ndarray/cells.h"

typedef struct AxMatrix
{
	AxHead		head;			/* of the value */
	AxReader   *reader;			/* owned; open until the cells are read */
	AxKind		kind;			/* of the cells in memory */
	char	   *cells;			/* owned; NULL before they are read */
} AxMatrix;

/*
 * Opens an operand of the function of that name: 22004 with the coordinates
 * if a cell is NULL or empty, 0A000 for kinds that are no numbers, 54000 when
 * the cells are more than AX_MAX_BYTES in memory.
 */
extern void ax_matrix_open(AxMatrix *matrix, Datum value, const char *function);

/* Reads the cells as another kind. */
extern void ax_matrix_read(AxMatrix *matrix, AxKind kind);

/* Both of them. */
extern void ax_matrix_load(AxMatrix *matrix, Datum value, const char *function, AxKind kind);

/* The kind that LAPACK works in: float4, float8 or complex. */
extern AxKind ax_matrix_real_kind(AxKind kind);

/* Raises 22000 if there are fewer than two axes. */
extern void ax_matrix_check_rank(const AxHead *head, const char *function);

/* The same, or if the last two differ in length. */
extern void ax_matrix_check_square(const AxHead *head, const char *function);

/* Raises 2202E if the last two axes do not begin at the same coordinate. */
extern void ax_matrix_check_same(const AxHead *head, const char *function);

/* Raises 22000 with both shapes, or 2202E where only an axis begins elsewhere. */
extern void ax_matrix_mismatch(const AxHead *a, const AxHead *b, bool bounds,
							   const char *function, const char *rule) pg_attribute_noreturn();

/* Lengths of the last two axes, and the number of matrices. */
extern Size ax_matrix_rows(const AxHead *head);
extern Size ax_matrix_columns(const AxHead *head);
extern uint64 ax_matrix_count(const AxHead *head, int core);

/* Memory for n cells, all zero. */
extern void *ax_matrix_room(Size n, Size width);

/* ax_kernel_transpose by bands of rows, with a look at interrupts between them. */
extern void ax_matrix_turn(Size width, Size rows, Size columns, const void *from, Size from_ld,
						   void *to, Size to_ld);

/* A result begins: the axes before the last `core` ones of a head. */
extern void ax_matrix_lead(AxHead *out, AxKind kind, const AxHead *from, int core);

/* Adds an axis of another head, or one of the given length from 0. */
extern void ax_matrix_axis(AxHead *out, const AxHead *from, int axis);
extern void ax_matrix_count_axis(AxHead *out, int64 length);

/* Checks the limits of a result and gives room for its cells, not cleared. */
extern void *ax_matrix_result(AxHead *out);

/* The value of these cells. */
extern Datum ax_matrix_build(const AxHead *out, const void *cells);

/* The row that a function returns; values in order of its columns, nulls NULL if none is. */
extern Datum ax_matrix_record(FunctionCallInfo fcinfo, Datum *values, bool *nulls);

/* Says whether a cell of a float kind or complex is NaN or infinite. */
extern bool ax_matrix_not_finite(const AxMatrix *matrix);

/* Raises 22003 if a cell of a result is NaN or infinite and none of the operands', or NULL, is. */
extern void ax_matrix_check_range(AxKind kind, const void *cells, Size n,
								  const AxMatrix *a, const AxMatrix *b);

/* Raises 22023 with its coordinates if a cell is NaN or infinite. */
extern void ax_matrix_check_finite(const AxMatrix *matrix, const char *function);

#endif
