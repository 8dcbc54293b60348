/* PostgreSQL's memory lent to the core. */
#ifndef AX_PG_MEMORY_H
#define AX_PG_MEMORY_H

#include "postgres.h"

#include "base/alloc.h"

/* An allocator in a memory context; failure comes back as NULL. */
extern AxAlloc ax_pg_alloc(MemoryContext context);

/* Memory in the current context, in large pages where it is large; 53200. */
extern void *ax_pg_allocate(Size size, bool zero);

/* A buffer that is kept and grows; its contents do not survive growing. */
typedef struct AxBuffer
{
	void	   *data;			/* owned by context */
	Size		size;			/* bytes allocated */
	MemoryContext context;		/* borrowed */
} AxBuffer;

/* Makes room for size bytes, aligned as palloc does, and returns the buffer. */
extern void *ax_pg_buffer(AxBuffer *buffer, Size size);

#endif
