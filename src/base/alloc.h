/*
 * Memory for the PG-free core: the caller lends a resize function, so that
 * the core neither jumps out of memory nor knows where memory comes from.
 */
#ifndef AX_BASE_ALLOC_H
#define AX_BASE_ALLOC_H

#include <stddef.h>

typedef struct AxAlloc
{
	/* NULL grows from nothing, size 0 frees; NULL back means out of memory */
	void	   *(*resize) (void *state, void *memory, size_t old_size, size_t new_size);
	void	   *state;			/* borrowed, handed to resize */
} AxAlloc;

#endif
