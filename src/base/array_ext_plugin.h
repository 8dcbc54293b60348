/*
 * The one header of array_ext plugins: user functions, types, aggregates and
 * operators over chunks, in C or C++, without any header of PostgreSQL.
 *
 *		#include "array_ext_plugin.h"
 *
 *		AX_PLUGIN(my_plugin, "1.0", "what it is for");
 *
 *		static void
 *		twice(AxCall *call, const AxValue *args, AxValue *result)
 *		{
 *			ax_set_double(result, 2 * ax_get_double(&args[0]));
 *		}
 *		REGISTER_FUNCTION(twice, ("double"), "double", twice);
 *
 * The library's name is that of AX_PLUGIN; its `make` writes the SQL from the
 * registrations, and load_library('my_plugin') makes the SQL objects.
 *
 * Types are named as text: bool, int16, int32, int64, float, double, string,
 * binary (SciDB's) or bool, int2, int4, int8, float4, float8, text, bytea
 * (PostgreSQL's); arrays of numbers 'int8[]' and the like; array_ext's own
 * (rational, complex, point2d); and the types that the plugin registers.
 *
 * A function must not jump (longjmp, C++ exceptions) out of itself, keeps no
 * pointer to arguments, and starts no thread that outlives the call.  Functions
 * are IMMUTABLE, PARALLEL SAFE and strict (NULL in gives NULL out, without a
 * call) unless their flags say otherwise.
 *
 * Struct sizes and AX_PLUGIN_ABI are compared when a library is opened; a
 * change of anything below is another ABI version.
 */
#ifndef ARRAY_EXT_PLUGIN_H
#define ARRAY_EXT_PLUGIN_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#ifdef __cplusplus
extern "C"
{
#endif

#define AX_PLUGIN_ABI 1
#define AX_PLUGIN_MAGIC 0x41585047	/* first word of AxPlugin, never changes */
#define AX_PLUGIN_ARGS 16		/* most arguments of a function */

/*
 * Values.
 */

/* What was put into a value; a result must be what its function is declared to return. */
typedef enum AxTag
{
	AX_UNSET = 0,				/* a result before it is set */
	AX_NULL,
	AX_BOOL,
	AX_INT16,
	AX_INT32,
	AX_INT64,
	AX_FLOAT,
	AX_DOUBLE,
	AX_DATA						/* bytes: text, bytea, arrays, all other types */
} AxTag;

typedef struct AxValue
{
	union
	{
		bool		b;
		int16_t		i16;
		int32_t		i32;
		int64_t		i64;
		float		f;
		double		d;
		const void *data;		/* aligned to 8; borrowed until the function returns */
	}			u;				/* zero of a NULL */
	uint64_t	length;			/* bytes of data; text has no closing zero */
	int32_t		tag;			/* AxTag */
	int32_t		reserved;
} AxValue;

typedef struct AxCall AxCall;

/* What the host does for a plugin; reached through the functions below. */
typedef struct AxHost
{
	uint32_t	size;			/* of this struct */
	uint32_t	abi;
	void		(*fail) (AxCall *call, const char *sqlstate, const char *text);
	void		(*detail) (AxCall *call, const char *text);
	void		(*hint) (AxCall *call, const char *text);
	bool		(*cancelled) (AxCall *call);
	void	   *(*alloc) (AxCall *call, uint64_t bytes);
	void	   *(*alloc_state) (AxCall *call, uint64_t bytes);
	void	   *(*room) (AxCall *call, AxValue *result, uint64_t bytes);
	struct AxChunk *(*chunk) (AxCall *call, int ndim, const int64_t *lower, const int64_t *length);
	struct AxChunkAttribute *(*attribute) (AxCall *call, struct AxChunk *chunk, const char *name, const char *type);
	void		(*emit) (AxCall *call, struct AxChunk *chunk);
} AxHost;

/* One use of a function in a query. */
struct AxCall
{
	const AxHost *host;			/* borrowed */
	void	   *state;			/* the function's own, for the query: see AxOpen */
	const char *function;		/* its name, for messages */
	const volatile int *interrupt;	/* not zero when somebody may want the query to end */
	int32_t		failed;			/* ax_fail was called */
	int32_t		reserved;
};

static inline bool
ax_is_null(const AxValue *value)
{
	return value->tag == AX_NULL;
}

/* Getters; 0 of a NULL.  They must be those of the declared type. */
static inline bool
ax_get_bool(const AxValue *value)
{
	return value->u.b;
}

static inline int16_t
ax_get_int16(const AxValue *value)
{
	return value->u.i16;
}

static inline int32_t
ax_get_int32(const AxValue *value)
{
	return value->u.i32;
}

static inline int64_t
ax_get_int64(const AxValue *value)
{
	return value->u.i64;
}

static inline float
ax_get_float(const AxValue *value)
{
	return value->u.f;
}

static inline double
ax_get_double(const AxValue *value)
{
	return value->u.d;
}

/* Bytes of a registered type, of text (no closing zero) or of bytea. */
static inline const void *
ax_get_data(const AxValue *value)
{
	return value->u.data;
}

static inline size_t
ax_get_length(const AxValue *value)
{
	return (size_t) value->length;
}

/*
 * Elements of an array argument, one after another whatever its dimensions;
 * ax_get_length / sizeof(element) says how many.  An array with a NULL in it is
 * refused before the call (22004).
 */
#define ax_get_array(type, value) ((const type *) ax_get_data(value))

/* Setters. */
static inline void
ax_set_null(AxValue *result)
{
	result->tag = AX_NULL;
}

static inline void
ax_set_bool(AxValue *result, bool value)
{
	result->u.b = value;
	result->tag = AX_BOOL;
}

static inline void
ax_set_int16(AxValue *result, int16_t value)
{
	result->u.i16 = value;
	result->tag = AX_INT16;
}

static inline void
ax_set_int32(AxValue *result, int32_t value)
{
	result->u.i32 = value;
	result->tag = AX_INT32;
}

static inline void
ax_set_int64(AxValue *result, int64_t value)
{
	result->u.i64 = value;
	result->tag = AX_INT64;
}

static inline void
ax_set_float(AxValue *result, float value)
{
	result->u.f = value;
	result->tag = AX_FLOAT;
}

static inline void
ax_set_double(AxValue *result, double value)
{
	result->u.d = value;
	result->tag = AX_DOUBLE;
}

/*
 * Room for a result of that many bytes, to be filled before the function
 * returns: text, bytea, the elements of an array (of one dimension, from 1),
 * or the bytes of a registered type.  NULL when there is no memory; the call
 * has failed then.
 */
static inline void *
ax_set_room(AxCall *call, AxValue *result, size_t bytes)
{
	return call->host->room(call, result, bytes);
}

/* The same with a copy of bytes. */
static inline void
ax_set_data(AxCall *call, AxValue *result, const void *bytes, size_t length)
{
	void	   *room = ax_set_room(call, result, length);

	if (room != NULL && length > 0)
		memcpy(room, bytes, length);
}

static inline void
ax_set_string(AxCall *call, AxValue *result, const char *text)
{
	ax_set_data(call, result, text, strlen(text));
}

#define ax_set_array(call, result, elements, n) \
	ax_set_data(call, result, elements, (n) * sizeof(*(elements)))

/*
 * Errors.  The function returns after it has failed; the first failure counts.
 */

/*
 * Fails with an SQLSTATE (five characters; NULL for 38000) and a text as of
 * printf, in PostgreSQL's manner: lower case, no full stop, with the value.
 */
extern void ax_fail(AxCall *call, const char *sqlstate, const char *format,...)
#ifdef __GNUC__
	__attribute__((format(printf, 3, 4), visibility("hidden")))
#endif
;

/* Adds a sentence to the failure just made: facts, and what to do. */
static inline void
ax_fail_detail(AxCall *call, const char *sentence)
{
	call->host->detail(call, sentence);
}

static inline void
ax_fail_hint(AxCall *call, const char *sentence)
{
	call->host->hint(call, sentence);
}

/*
 * Says whether the query was cancelled: a loop that may take longer than a
 * tenth of a second asks now and then, and returns at once if so, with or
 * without a result.  Costs a load as long as nothing happens.
 */
static inline bool
ax_cancelled(AxCall *call)
{
	return *call->interrupt != 0 && call->host->cancelled(call);
}

/* Memory until the function returns; NULL (and the call failed) when there is none. */
static inline void *
ax_alloc(AxCall *call, size_t bytes)
{
	return call->host->alloc(call, bytes);
}

/* Memory until the end of the query: for what call->state points to. */
static inline void *
ax_alloc_state(AxCall *call, size_t bytes)
{
	return call->host->alloc_state(call, bytes);
}

/*
 * Functions over scalars.
 */

/* The scalar form. */
typedef void (*AxScalar) (AxCall *call, const AxValue *args, AxValue *result);

/*
 * State for the use of a function in a query, in one process: open sets
 * call->state before the first call, close gets it when the query ends, also
 * by an error.  Either may be NULL.
 */
typedef void (*AxOpen) (AxCall *call);
typedef void (*AxClose) (void *state);

/*
 * The kernel form: over the cells of a whole tile, 1 to 65536 at once.  For
 * types of fixed length.
 */
typedef struct AxColumn
{
	const void *values;			/* n slots, one after another, aligned to 8 */
	const uint64_t *valid;		/* bit i % 64 of word i / 64 says that slot i is not
								 * NULL; a null pointer when none is */
	bool		constant;		/* all slots are the same; they are all filled */
} AxColumn;

typedef struct AxRoom
{
	void	   *values;			/* n slots to fill, aligned to 8 */
	uint64_t   *valid;			/* on entry slots whose arguments are all valid (all
								 * slots with AX_CALLED_ON_NULL); the kernel clears
								 * the bits of slots that become NULL */
} AxRoom;

/*
 * Computes n slots.  live are the slots whose result is wanted and whose
 * arguments are valid (with AX_CALLED_ON_NULL: wanted); NULL for all n.  What is
 * in other slots of arguments means nothing, other slots of the result may be
 * filled with anything, and must not fail: so a plain loop over all n is right
 * where no value can fail, and often fastest.
 */
typedef void (*AxKernel) (AxCall *call, size_t n, const uint64_t *live,
						  const AxColumn *args, AxRoom *result);

/* Says whether slot i is in a mask; NULL has all. */
static inline bool
ax_in(const uint64_t *mask, size_t i)
{
	return mask == NULL || ((mask[i / 64] >> (i % 64)) & 1) != 0;
}

/* Takes slot i out of a mask. */
static inline void
ax_clear(uint64_t *mask, size_t i)
{
	mask[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

/* Makes slot i of a kernel's result NULL. */
static inline void
ax_room_null(AxRoom *result, size_t i)
{
	ax_clear(result->valid, i);
}

/*
 * Aggregates.  A state is state_bytes of plain memory without pointers (it is
 * copied between processes), zero before init.  Rows with a NULL argument are
 * skipped and the aggregate over no rows is NULL, unless AX_CALLED_ON_NULL.
 */
typedef void (*AxInit) (AxCall *call, void *state);	/* or NULL */
typedef void (*AxAccumulate) (AxCall *call, void *state, const AxValue *args);
typedef void (*AxMerge) (AxCall *call, void *state, const void *other);
typedef void (*AxFinal) (AxCall *call, const void *state, AxValue *result);

/*
 * Functions over chunks.
 */

/* One attribute of a chunk, dense, the last dimension running fastest. */
typedef struct AxChunkAttribute
{
	const char *name;
	const char *type;			/* as PostgreSQL names it: float8, int4, ... */
	void	   *values;			/* as many slots as the chunk has cells; those of an
								 * argument are read only */
	uint64_t   *valid;			/* mask of cells with a value, neither NULL nor empty; a
								 * null pointer for all */
	uint64_t   *present;		/* mask of cells that are not empty; likewise */
	uint32_t	width;			/* bytes of a slot */
	uint32_t	reserved;
} AxChunkAttribute;

typedef struct AxChunk
{
	int32_t		ndim;
	int32_t		nattributes;
	uint64_t	cells;			/* product of length */
	const int64_t *lower;		/* coordinates of the first cell, halo included */
	const int64_t *length;		/* cells along each dimension, halo included */
	const int64_t *core_lower;	/* of the chunk without its halo */
	const int64_t *core_length;
	AxChunkAttribute *attributes;
	const char *params;			/* text of the JSON parameters, or NULL */
	void	   *host;			/* the host's own */
} AxChunk;

/*
 * Gets a chunk (mode 'chunk') or the whole array (mode 'array') and emits any
 * number of chunks: ax_chunk, ax_attribute for each attribute, fill, ax_emit.
 * Of chunks that meet, the later one overwrites; one with the bounds of the
 * argument loses the halo.
 */
typedef void (*AxChunkFunction) (AxCall *call, const AxChunk *chunk);

/* A new chunk; NULL when that failed. */
static inline AxChunk *
ax_chunk(AxCall *call, int ndim, const int64_t *lower, const int64_t *length)
{
	return call->host->chunk(call, ndim, lower, length);
}

/*
 * Adds an attribute to a new chunk, with zeroed values and masks of all cells;
 * the name may be NULL for the only one.  NULL when that failed.  It moves
 * chunk->attributes, not the values of those added before.
 */
static inline AxChunkAttribute *
ax_attribute(AxCall *call, AxChunk *chunk, const char *name, const char *type)
{
	return call->host->attribute(call, chunk, name, type);
}

/* Hands a filled chunk over; it is gone then. */
static inline void
ax_emit(AxCall *call, AxChunk *chunk)
{
	call->host->emit(call, chunk);
}

/*
 * Registrations.
 */

/* Flags, added up. */
#define AX_CALLED_ON_NULL	0x01	/* not strict: called with NULLs too */
#define AX_STABLE			0x02	/* not IMMUTABLE */
#define AX_VOLATILE			0x04	/* another result at each call */
#define AX_PARALLEL_UNSAFE	0x08	/* only in the leading process */
#define AX_SCALAR_ONLY		0x10	/* no form over ndarrays */
#define AX_SLOW				0x20	/* costs about a hundred times an addition */

/*
 * Costs of a conversion, as SciDB has them: up to PROMOTION an implicit cast,
 * up to TRUNCATION an assignment cast, above that explicit.
 */
#define IMPLICIT_CONVERSION_COST	0x1
#define PROMOTION_CONVERSION_COST	0x100
#define TRUNCATION_CONVERSION_COST	0x10000
#define EXPLICIT_CONVERSION_COST	0x1000000

typedef enum AxRegistered
{
	AX_REGISTERED_TYPE = 1,
	AX_REGISTERED_FUNCTION,
	AX_REGISTERED_KERNEL,
	AX_REGISTERED_CONVERTER,
	AX_REGISTERED_AGGREGATE,
	AX_REGISTERED_CHUNK_FUNCTION
} AxRegistered;

typedef struct AxRegistration
{
	struct AxRegistration *next;	/* in the order of registration */
	int32_t		what;			/* AxRegistered */
	uint32_t	flags;
	const char *name;			/* of the object; of a converter the target type */
	const char *const *args;	/* types, nargs of them after an unused first */
	int32_t		nargs;
	uint32_t	bytes;			/* type: of a value; aggregate: of a state; converter: cost */
	const char *result;			/* type */
	const char *comment;		/* or NULL */
	AxScalar	scalar;
	AxKernel	kernel;
	AxChunkFunction chunk;
	AxOpen		open;
	AxClose		close;
	AxInit		init;
	AxAccumulate accumulate;
	AxMerge		merge;
	AxFinal		final;
} AxRegistration;

/* What a library says of itself; its beginning, up to sizes, never changes. */
typedef struct AxPlugin
{
	uint32_t	magic;			/* AX_PLUGIN_MAGIC */
	uint32_t	abi;			/* AX_PLUGIN_ABI it was compiled with */
	uint32_t	sizes[8];		/* AX_PLUGIN_SIZES */
	const char *name;			/* of library and extension */
	const char *version;
	const char *comment;
	AxRegistration *first;
	AxRegistration *last;
	const AxHost *host;			/* set by the host */
} AxPlugin;

#define AX_PLUGIN_SIZES \
	{ \
		sizeof(AxValue), sizeof(AxCall), sizeof(AxHost), sizeof(AxColumn), \
		sizeof(AxRoom), sizeof(AxChunk) + sizeof(AxChunkAttribute), \
		sizeof(AxRegistration), sizeof(void *) \
	}

/* The symbol that the host looks up. */
#define AX_PLUGIN_ENTRY "array_ext_plugin"
typedef AxPlugin *(*AxPluginEntry) (void);

/* Appends a registration; used by the macros. */
extern void ax_register(AxRegistration *registration)
#ifdef __GNUC__
	__attribute__((visibility("hidden")))
#endif
;

#ifdef __cplusplus
}
#define AX_EXTERN_C extern "C"
#else
#define AX_EXTERN_C extern
#endif

/*
 * Defines the plugin; in one file of the library, outside of functions.  The
 * name is the file's name without '.so'.
 */
#define AX_PLUGIN(name_, version_, comment_) \
	static AxPlugin ax_plugin_self = { \
		AX_PLUGIN_MAGIC, AX_PLUGIN_ABI, AX_PLUGIN_SIZES, #name_, version_, comment_, NULL, NULL, NULL \
	}; \
	AX_EXTERN_C __attribute__((visibility("default"))) AxPlugin * \
	array_ext_plugin(void); \
	AxPlugin * \
	array_ext_plugin(void) \
	{ \
		return &ax_plugin_self; \
	} \
	void \
	ax_register(AxRegistration *registration) \
	{ \
		if (ax_plugin_self.last != NULL) \
			ax_plugin_self.last->next = registration; \
		else \
			ax_plugin_self.first = registration; \
		ax_plugin_self.last = registration; \
	} \
	AX_DEFINE_FAIL \
	struct ax_semicolon

/* printf in the plugin, so that the host need not be trusted with a va_list. */
#define AX_DEFINE_FAIL \
	void \
	ax_fail(AxCall *call, const char *sqlstate, const char *format,...) \
	{ \
		char		text_[1024]; \
		va_list		rest_; \
		text_[0] = '\0'; \
		if (format != NULL) \
		{ \
			va_start(rest_, format); \
			(void) vsnprintf(text_, sizeof(text_), format, rest_); \
			va_end(rest_); \
		} \
		call->host->fail(call, sqlstate, format != NULL ? text_ : NULL); \
	}

#define AX_LIST_(...) __VA_ARGS__
#define AX_JOIN2_(a, b) a##b
#define AX_JOIN_(a, b) AX_JOIN2_(a, b)

#define AX_REGISTER_(n, what, flags, name, args, bytes, result, comment, scalar, kernel, chunk, open, close, init, accumulate, merge, final) \
	static const char *const AX_JOIN_(ax_args_, n)[] = {NULL, AX_LIST_ args}; \
	static AxRegistration AX_JOIN_(ax_registration_, n) = { \
		NULL, what, flags, name, AX_JOIN_(ax_args_, n), \
		(int32_t) (sizeof(AX_JOIN_(ax_args_, n)) / sizeof(char *)) - 1, \
		bytes, result, comment, scalar, kernel, chunk, open, close, init, accumulate, merge, final \
	}; \
	static void __attribute__((constructor)) \
	AX_JOIN_(ax_add_, n) (void) \
	{ \
		ax_register(&AX_JOIN_(ax_registration_, n)); \
	} \
	struct ax_semicolon

/*
 * A type of so many bytes, the same in memory, on disk and on every machine's
 * wire as its converters make it.  Needs converters from and to string; those
 * from and to binary make its binary form.  Equal values have equal bytes, or
 * the plugin registers `=` and hash.
 */
#define REGISTER_TYPE(name, bytes) REGISTER_TYPE_AS(name, bytes, NULL)
#define REGISTER_TYPE_AS(name, bytes, comment) \
	AX_REGISTER_(__COUNTER__, AX_REGISTERED_TYPE, 0, #name, (), bytes, NULL, comment, \
		NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)

/*
 * A function; a name of operator characters is an operator.  `<` and `=` of a
 * type make the other comparisons, a btree class, min and max; `=` and
 * hash(type) -> int64 a hash class.
 */
#define REGISTER_FUNCTION(name, args, result, fn) \
	REGISTER_FUNCTION_AS(name, args, result, fn, 0, NULL, NULL, NULL)
#define REGISTER_FUNCTION_AS(name, args, result, fn, flags, open, close, comment) \
	AX_REGISTER_(__COUNTER__, AX_REGISTERED_FUNCTION, flags, #name, args, 0, result, comment, \
		fn, NULL, NULL, open, close, NULL, NULL, NULL, NULL)

/*
 * The kernel form of a function: beside a REGISTER_FUNCTION of the same
 * signature, or alone, when it serves single values too.
 */
#define REGISTER_KERNEL(name, args, result, kernel) \
	REGISTER_KERNEL_AS(name, args, result, kernel, 0, NULL, NULL, NULL)
#define REGISTER_KERNEL_AS(name, args, result, kernel, flags, open, close, comment) \
	AX_REGISTER_(__COUNTER__, AX_REGISTERED_KERNEL, flags, #name, args, 0, result, comment, \
		NULL, kernel, NULL, open, close, NULL, NULL, NULL, NULL)

/* A conversion between types: a cast, or with string and binary the type's I/O. */
#define REGISTER_CONVERTER(from, to, cost, fn) \
	AX_REGISTER_(__COUNTER__, AX_REGISTERED_CONVERTER, 0, #to, (#from), cost, #to, NULL, \
		fn, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)

#define REGISTER_AGGREGATE(name, args, result, state_bytes, init, accumulate, merge, final) \
	REGISTER_AGGREGATE_AS(name, args, result, state_bytes, init, accumulate, merge, final, 0, NULL)
#define REGISTER_AGGREGATE_AS(name, args, result, state_bytes, init, accumulate, merge, final, flags, comment) \
	AX_REGISTER_(__COUNTER__, AX_REGISTERED_AGGREGATE, flags, #name, args, state_bytes, result, comment, \
		NULL, NULL, NULL, NULL, NULL, init, accumulate, merge, final)

/* A function for plugin_apply and plugin_apply_into; no SQL function. */
#define REGISTER_CHUNK_FUNCTION(name, fn) REGISTER_CHUNK_FUNCTION_AS(name, fn, 0, NULL, NULL, NULL)
#define REGISTER_CHUNK_FUNCTION_AS(name, fn, flags, open, close, comment) \
	AX_REGISTER_(__COUNTER__, AX_REGISTERED_CHUNK_FUNCTION, flags, #name, (), 0, NULL, comment, \
		NULL, NULL, fn, open, close, NULL, NULL, NULL, NULL)

#endif
