/* Functions of plugins over the cells of a tile. */
#ifndef AX_PLUGIN_VECTOR_H
#define AX_PLUGIN_VECTOR_H

#include "kernel/vector.h"
#include "plugin/use.h"

typedef struct AxPluginVector AxPluginVector;

/* Says whether an SQL function is one in LANGUAGE array_plugin. */
extern bool ax_plugin_is_function(Oid function);

/*
 * Says whether an SQL function is one of a plugin that runs over tiles: a
 * strict function or cast whose types are all kinds.  Its language is looked
 * at first, so other functions cost little.
 */
extern bool ax_plugin_is_vector(Oid function);

/* Makes what runs it, in the context. */
extern AxPluginVector *ax_plugin_vector(AxUse *use, MemoryContext context);

/*
 * Runs it over n cells, as many as a tile has at most: kernels at once,
 * functions in a loop.  args are of its argument kinds; values has room for n
 * cells of the result, valid for a mask.  What the plugin fails with comes
 * back as AX_OUTSIDE.
 */
extern AxStatus ax_plugin_run(AxPluginVector *vector, const AxVector *args, const uint64_t *selected,
							  size_t n, void *values, uint64_t *valid, AxVector *out, AxError *err);

/* The call handler's address, by which functions in LANGUAGE array_plugin are known. */
extern Datum array_plugin_call_handler(PG_FUNCTION_ARGS);

#endif
