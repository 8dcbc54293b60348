/* Matrices turned: rows to columns. */
#ifndef AX_KERNEL_TRANSPOSE_H
#define AX_KERNEL_TRANSPOSE_H

#include <stddef.h>

/*
 * to[j * to_ld + i] = from[i * from_ld + j] for rows i and columns j, cells of
 * `width` bytes: 4, 8 or 16.
 */
extern void ax_kernel_transpose(size_t width, size_t rows, size_t columns,
								const void *from, size_t from_ld, void *to, size_t to_ld);

#endif
