/* Libraries that cannot be loaded, each for a reason of its own. */
#include "array_ext_plugin.h"

#ifdef WRONG_faulty_abi
#undef AX_PLUGIN_ABI
#define AX_PLUGIN_ABI 99
#endif

#ifdef WRONG_faulty_size
#undef AX_PLUGIN_SIZES
#define AX_PLUGIN_SIZES {sizeof(AxValue), sizeof(AxCall) + 8}
#endif

#ifdef WRONG_faulty_magic
#undef AX_PLUGIN_MAGIC
#define AX_PLUGIN_MAGIC 7
#endif

#ifdef WRONG_faulty_name
AX_PLUGIN(something_else, "1.0", "in a file of another name");
#elif !defined(WRONG_faulty_entry)
#define AX_PLUGIN_(name) AX_PLUGIN_NAMED(name)
#define AX_PLUGIN_NAMED(name) AX_PLUGIN(name, "1.0", "cannot be loaded")
AX_PLUGIN_(WRONG_NAME);
#else
int			not_a_plugin = 1;
#endif

#if !defined(WRONG_faulty_entry) && !defined(WRONG_faulty_body)
static void
identity(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	*result = args[0];
}
#endif

#ifdef WRONG_faulty_twice
REGISTER_FUNCTION(same, ("int8"), "int8", identity);
REGISTER_FUNCTION(same, ("int64"), "int64", identity);
#elif defined(WRONG_faulty_type)
REGISTER_FUNCTION(same, ("unheard_of"), "int8", identity);
#elif defined(WRONG_faulty_body)
REGISTER_FUNCTION(same, ("int8"), "int8", NULL);
#elif defined(WRONG_faulty_exists)
REGISTER_FUNCTION(load_library, ("string"), "int8", identity);
#elif defined(WRONG_faulty_exists_type)
REGISTER_TYPE(ndarray, 8);
REGISTER_CONVERTER(string, ndarray, EXPLICIT_CONVERSION_COST, identity);
REGISTER_CONVERTER(ndarray, string, EXPLICIT_CONVERSION_COST, identity);
#elif !defined(WRONG_faulty_entry)
REGISTER_FUNCTION(same, ("int8"), "int8", identity);
#endif
