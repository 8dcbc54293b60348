/*
 * Chunks that plugin functions make, and where they go.
 *
 * The functions that a plugin calls raise no error, but keep it in the use.
 */
#ifndef AX_PLUGIN_CHUNK_H
#define AX_PLUGIN_CHUNK_H

#include "plugin/use.h"
#include "shape/box.h"

/* The host's side of ax_chunk, ax_attribute and ax_emit. */
extern AxChunk *ax_plugin_chunk(AxCall *call, int ndim, const int64_t *lower, const int64_t *length);
extern AxChunkAttribute *ax_plugin_attribute(AxCall *call, AxChunk *chunk, const char *name,
										const char *type);
extern void ax_plugin_emit(AxCall *call, AxChunk *chunk);

#endif
