/* stub */
#include "postgres.h"
#include "plugin/chunk.h"
AxChunk *ax_plugin_chunk(AxCall *call, int ndim, const int64_t *lower, const int64_t *length){return NULL;}
AxChunkAttribute *ax_plugin_attribute(AxCall *call, AxChunk *chunk, const char *name,const char *type){return NULL;}
void ax_plugin_emit(AxCall *call, AxChunk *chunk){}
