/* PostgreSQL's memory lent to the core. */
#include "postgres.h"

#include <sys/mman.h>

#include "miscadmin.h"
#include "utils/memutils.h"

#include "pg/memory.h"

#define LARGE_PAGE ((size_t) 2 * 1024 * 1024)

/*
 * Asks for large pages where a large piece of memory is wanted: writing to
 * fresh memory in pages of 4 kB takes longer than computing what is written.
 */
static void
large_pages(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
	uintptr_t	begin = ((uintptr_t) memory + LARGE_PAGE - 1) & ~(uintptr_t) (LARGE_PAGE - 1);
	uintptr_t	end = ((uintptr_t) memory + size) & ~(uintptr_t) (LARGE_PAGE - 1);

	if (end > begin)
		(void) madvise((void *) begin, end - begin, MADV_HUGEPAGE);
#endif
}

static void *
resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	void	   *result = NULL;

	if (new_size > 0)
	{
		result = MemoryContextAllocExtended((MemoryContext) state, new_size,
											MCXT_ALLOC_HUGE | MCXT_ALLOC_NO_OOM);
		if (result == NULL)
			return NULL;
		if (new_size >= 4 * LARGE_PAGE)
			large_pages(result, new_size);
		if (memory != NULL)
			memcpy(result, memory, Min(old_size, new_size));
	}
	if (memory != NULL)
		pfree(memory);
	return result;
}

AxAlloc
ax_pg_alloc(MemoryContext context)
{
	AxAlloc		alloc = {resize, context};

	return alloc;
}

void *
ax_pg_allocate(Size size, bool zero)
{
	void	   *memory = resize(CurrentMemoryContext, NULL, 0, size + 16);

	if (memory == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_OUT_OF_MEMORY),
				 errmsg("out of memory")));
	for (Size done = 0; zero && done < size + 16; done += 2 * LARGE_PAGE)
	{
		CHECK_FOR_INTERRUPTS();
		memset((char *) memory + done, 0, Min(2 * LARGE_PAGE, size + 16 - done));
	}
	return memory;
}

void *
ax_pg_buffer(AxBuffer *buffer, Size size)
{
	if (buffer->size < size)
	{
		Size		room = Max(size, buffer->size + buffer->size / 2);

		if (buffer->data != NULL)
			pfree(buffer->data);
		buffer->data = NULL;
		buffer->size = 0;
		buffer->data = MemoryContextAllocHuge(buffer->context, room);
		buffer->size = room;
	}
	return buffer->data;
}
