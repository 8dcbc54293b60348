/*
 * Chunks that functions of plugins get and make, and where they go.
 *
 * What a plugin calls raises no error, but keeps it until the plugin has
 * returned.
 */
#ifndef AX_PLUGIN_CHUNK_H
#define AX_PLUGIN_CHUNK_H

#include "pg/results.h"
#include "plugin/use.h"
#include "shape/box.h"

/* A chunk function that runs: what AxUse.apply points to. */
typedef struct AxApply
{
	AxBox		given;			/* of the chunk that the function got, halo included */
	AxBox		core;			/* of that without its halo */
	void		(*take) (struct AxApply *apply, const AxResult *result);
	void	   *state;			/* of take */
	MemoryContext context;		/* of the error */
	ErrorData  *error;			/* that take raised, or NULL */
} AxApply;

/* The host's side of ax_chunk, ax_attribute and ax_emit. */
extern AxChunk *ax_plugin_chunk(AxCall *call, int ndim, const int64_t *lower, const int64_t *length);
extern AxChunkAttribute *ax_plugin_attribute(AxCall *call, AxChunk *chunk, const char *name,
											 const char *type);
extern void ax_plugin_emit(AxCall *call, AxChunk *chunk);

#endif
