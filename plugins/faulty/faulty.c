/* A plugin that can be loaded and then does everything wrong that it can. */
#include "array_ext_plugin.h"

AX_PLUGIN(faulty, "1.0", "misbehaves, for tests");

/* ---- failures ---- */

/* Fails with the SQLSTATE and text it is given. */
static void
fail_with(AxCall *call, const AxValue *args, AxValue *result)
{
	char		state[16] = "";
	size_t		length = ax_get_length(&args[0]);

	(void) result;
	memcpy(state, ax_get_data(&args[0]), length < 15 ? length : 15);
	ax_fail(call, state, "%.*s", (int) ax_get_length(&args[1]), (const char *) ax_get_data(&args[1]));
	ax_fail_detail(call, "This is the detail.");
	ax_fail_hint(call, "This is the hint.");
	ax_fail(call, "22012", "a second failure does not count");
}
REGISTER_FUNCTION(fail_with, ("string", "string"), "int8", fail_with);

static void
fail_silently(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) args;
	ax_set_int64(result, 1);
	ax_fail(call, NULL, NULL);
}
REGISTER_FUNCTION(fail_silently, ("int8"), "int8", fail_silently);

/* Fails for one value, over a tile too. */
static void
fail_at(AxCall *call, const AxValue *args, AxValue *result)
{
	if (ax_get_int64(&args[0]) == ax_get_int64(&args[1]))
		ax_fail(call, "22012", "it is %lld", (long long) ax_get_int64(&args[0]));
	else
		ax_set_int64(result, ax_get_int64(&args[0]));
}
REGISTER_FUNCTION(fail_at, ("int8", "int8"), "int8", fail_at);

static void
kernel_fail_at(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	const int64_t *a = (const int64_t *) args[0].values;
	const int64_t *b = (const int64_t *) args[1].values;
	int64_t    *r = (int64_t *) result->values;

	for (size_t i = 0; i < n; i++)
	{
		if (ax_in(live, i) && a[i] == b[i])
		{
			ax_fail(call, "22012", "it is %lld", (long long) a[i]);
			return;
		}
		r[i] = a[i];
	}
}
REGISTER_KERNEL(kernel_fail_at, ("int8", "int8"), "int8", kernel_fail_at);

/* ---- results ---- */

static void
set_nothing(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	(void) args;
	(void) result;
}
REGISTER_FUNCTION(set_nothing, ("int8"), "int8", set_nothing);

static void
set_other(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	(void) args;
	ax_set_double(result, 1);
}
REGISTER_FUNCTION(set_other, ("int8"), "int8", set_other);

static void
set_pointer(AxCall *call, const AxValue *args, AxValue *result)
{
	static const char text[] = "not from ax_set_room";

	(void) call;
	(void) args;
	result->u.data = text;
	result->length = sizeof(text) - 1;
	result->tag = AX_DATA;
}
REGISTER_FUNCTION(set_pointer, ("int8"), "string", set_pointer);

static void
set_bytes(AxCall *call, const AxValue *args, AxValue *result)
{
	static const char bytes[] = "one\0two";

	(void) args;
	ax_set_data(call, result, bytes, sizeof(bytes) - 1);
}
REGISTER_FUNCTION(set_bytes, ("int8"), "string", set_bytes);
REGISTER_FUNCTION(set_odd_array, ("int8"), "int8[]", set_bytes);

static void
set_rational(AxCall *call, const AxValue *args, AxValue *result)
{
	int64_t		parts[2];

	parts[0] = 2;
	parts[1] = ax_get_int64(&args[0]);
	ax_set_data(call, result, parts, sizeof(parts));
}
REGISTER_FUNCTION(set_rational, ("int8"), "rational", set_rational);

/* NULL for odd numbers. */
static void
even(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	if (ax_get_int64(&args[0]) % 2 == 0)
		ax_set_int64(result, ax_get_int64(&args[0]));
	else
		ax_set_null(result);
}
REGISTER_FUNCTION(even, ("int8"), "int8", even);

/* A kernel that calls every slot valid, live or not. */
static void
kernel_valid(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	(void) call;
	(void) live;
	memcpy(result->values, args[0].values, n * sizeof(int64_t));
	memset(result->valid, 0xff, (n + 63) / 64 * 8);
}
REGISTER_KERNEL(kernel_valid, ("int8"), "int8", kernel_valid);

/* A bool that is neither. */
static void
kernel_bool(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	(void) call;
	(void) live;
	(void) args;
	memset(result->values, 7, n);
}
REGISTER_KERNEL(kernel_bool, ("int8"), "bool", kernel_bool);

/* ---- NULL ---- */

/* How many arguments are NULL; reads them all the same. */
static void
count_nulls(AxCall *call, const AxValue *args, AxValue *result)
{
	int64_t		nulls = 0;
	int64_t		sum = ax_get_int64(&args[0]) + (int64_t) ax_get_length(&args[1]);

	(void) call;
	for (int i = 0; i < 2; i++)
		nulls += ax_is_null(&args[i]);
	ax_set_int64(result, nulls * 1000 + sum);
}
REGISTER_FUNCTION_AS(count_nulls, ("int8", "string"), "int8", count_nulls, AX_CALLED_ON_NULL, NULL, NULL, NULL);

/* ---- a type of 12 bytes ---- */

REGISTER_TYPE(triple, 12);

static void
triple_in(AxCall *call, const AxValue *args, AxValue *result)
{
	int32_t		parts[3] = {0, 0, 0};
	char		text[64] = "";

	memcpy(text, ax_get_data(&args[0]), ax_get_length(&args[0]) < 63 ? ax_get_length(&args[0]) : 63);
	if (sscanf(text, "%d/%d/%d", &parts[0], &parts[1], &parts[2]) != 3)
	{
		ax_fail(call, "22P02", "invalid input syntax for type triple: \"%s\"", text);
		return;
	}
	ax_set_data(call, result, parts, sizeof(parts));
}
REGISTER_CONVERTER(string, triple, EXPLICIT_CONVERSION_COST, triple_in);

static void
triple_out(AxCall *call, const AxValue *args, AxValue *result)
{
	const int32_t *parts = (const int32_t *) ax_get_data(&args[0]);
	char		text[64];

	snprintf(text, sizeof(text), "%d/%d/%d", parts[0], parts[1], parts[2]);
	ax_set_string(call, result, text);
}
REGISTER_CONVERTER(triple, string, EXPLICIT_CONVERSION_COST, triple_out);

static void
triple_binary(AxCall *call, const AxValue *args, AxValue *result)
{
	ax_set_data(call, result, ax_get_data(&args[0]), ax_get_length(&args[0]));
}
REGISTER_CONVERTER(binary, triple, EXPLICIT_CONVERSION_COST, triple_binary);
REGISTER_CONVERTER(triple, binary, EXPLICIT_CONVERSION_COST, triple_binary);

static void
triple_short(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) args;
	ax_set_data(call, result, "8 bytes", 8);
}
REGISTER_FUNCTION(triple_short, ("int8"), "triple", triple_short);

static int
compare(const AxValue *args)
{
	const int32_t *a = (const int32_t *) ax_get_data(&args[0]);
	const int32_t *b = (const int32_t *) ax_get_data(&args[1]);

	for (int i = 0; i < 3; i++)
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	return 0;
}

static void
triple_lt(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	ax_set_bool(result, compare(args) < 0);
}
REGISTER_FUNCTION(<, ("triple", "triple"), "bool", triple_lt);

static void
triple_eq(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	ax_set_bool(result, compare(args) == 0);
}
REGISTER_FUNCTION(=, ("triple", "triple"), "bool", triple_eq);

static void
triple_hash(AxCall *call, const AxValue *args, AxValue *result)
{
	const int32_t *a = (const int32_t *) ax_get_data(&args[0]);

	(void) call;
	ax_set_int64(result, a[0] + 31 * (a[1] + (int64_t) 31 * a[2]));
}
REGISTER_FUNCTION(hash, ("triple"), "int64", triple_hash);

static void
triple_add(AxCall *call, const AxValue *args, AxValue *result)
{
	const int32_t *a = (const int32_t *) ax_get_data(&args[0]);
	const int32_t *b = (const int32_t *) ax_get_data(&args[1]);
	int32_t    *r = (int32_t *) ax_set_room(call, result, 12);

	for (int i = 0; r != NULL && i < 3; i++)
		r[i] = a[i] + b[i];
}
REGISTER_FUNCTION(+, ("triple", "triple"), "triple", triple_add);

static void
triple_from_int(AxCall *call, const AxValue *args, AxValue *result)
{
	int32_t		parts[3] = {0, 0, 0};

	parts[0] = ax_get_int32(&args[0]);
	ax_set_data(call, result, parts, sizeof(parts));
}
REGISTER_CONVERTER(int32, triple, IMPLICIT_CONVERSION_COST, triple_from_int);

static void
triple_to_int(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	ax_set_int64(result, *(const int32_t *) ax_get_data(&args[0]));
}
REGISTER_CONVERTER(triple, int64, TRUNCATION_CONVERSION_COST, triple_to_int);

static void
triple_to_double(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	ax_set_double(result, *(const int32_t *) ax_get_data(&args[0]));
}
REGISTER_CONVERTER(triple, double, EXPLICIT_CONVERSION_COST, triple_to_double);

/* ---- loops ---- */

static void
endless(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) args;
	(void) result;
	while (!ax_cancelled(call))
		;
}
REGISTER_FUNCTION(endless, ("int8"), "int8", endless);

static void
kernel_endless(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	(void) n;
	(void) live;
	(void) args;
	(void) result;
	while (!ax_cancelled(call))
		;
}
REGISTER_KERNEL(kernel_endless, ("int8"), "int8", kernel_endless);

/* ---- memory and state ---- */

static void
hungry(AxCall *call, const AxValue *args, AxValue *result)
{
	void	   *memory = ax_alloc(call, (size_t) ax_get_int64(&args[0]));

	ax_set_bool(result, memory != NULL);
}
REGISTER_FUNCTION(hungry, ("int8"), "bool", hungry);

static int64_t closed = 0;

static void
open_counter(AxCall *call)
{
	call->state = ax_alloc_state(call, sizeof(int64_t));
}

static void
close_counter(void *state)
{
	closed += *(int64_t *) state > 0;
}

/* How often it was called in this use; it is not really immutable. */
static void
counter(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) args;
	ax_set_int64(result, ++*(int64_t *) call->state);
}
REGISTER_FUNCTION_AS(counter, ("int8"), "int8", counter, 0, open_counter, close_counter, "calls so far");

static void
closings(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	(void) args;
	ax_set_int64(result, closed);
}
REGISTER_FUNCTION_AS(closings, (), "int8", closings, AX_VOLATILE, NULL, NULL, "uses of counter that were closed");

static void
open_nothing(AxCall *call)
{
	ax_fail(call, "53000", "there is nothing to open");
}
REGISTER_FUNCTION_AS(unopened, ("int8"), "int8", counter, 0, open_nothing, NULL, NULL);

/* ---- aggregates ---- */

static void
sum_accumulate(AxCall *call, void *state, const AxValue *args)
{
	if (ax_get_int64(&args[0]) == 13)
		ax_fail(call, "22023", "13 is not added");
	*(int64_t *) state += ax_get_int64(&args[0]);
}

static void
sum_merge(AxCall *call, void *state, const void *other)
{
	(void) call;
	*(int64_t *) state += *(const int64_t *) other;
}

static void
sum_final(AxCall *call, const void *state, AxValue *result)
{
	(void) call;
	ax_set_int64(result, *(const int64_t *) state);
}
REGISTER_AGGREGATE(unlucky_sum, ("int8"), "int8", 8, NULL, sum_accumulate, sum_merge, sum_final);

/* ---- chunks ---- */

static void
emit_argument(AxCall *call, const AxChunk *chunk)
{
	AxChunk		copy = *chunk;

	ax_emit(call, &copy);
}
REGISTER_CHUNK_FUNCTION(emit_argument, emit_argument);

static void
emit_bare(AxCall *call, const AxChunk *chunk)
{
	AxChunk    *result = ax_chunk(call, chunk->ndim, chunk->lower, chunk->length);

	if (result != NULL)
		ax_emit(call, result);
}
REGISTER_CHUNK_FUNCTION(emit_bare, emit_bare);

static void
emit_strange(AxCall *call, const AxChunk *chunk)
{
	AxChunk    *result = ax_chunk(call, chunk->ndim, chunk->lower, chunk->length);

	if (result != NULL)
		(void) ax_attribute(call, result, NULL, "string");
}
REGISTER_CHUNK_FUNCTION(emit_strange, emit_strange);

static void
emit_unnamed(AxCall *call, const AxChunk *chunk)
{
	AxChunk    *result = ax_chunk(call, chunk->ndim, chunk->lower, chunk->length);

	if (result == NULL)
		return;
	(void) ax_attribute(call, result, "a", "int8");
	(void) ax_attribute(call, result, NULL, "int8");
	ax_emit(call, result);
}
REGISTER_CHUNK_FUNCTION(emit_unnamed, emit_unnamed);

static void
emit_huge(AxCall *call, const AxChunk *chunk)
{
	int64_t		lower[2] = {0, 0};
	int64_t		length[2] = {INT64_C(1) << 40, INT64_C(1) << 40};

	(void) chunk;
	(void) ax_chunk(call, 2, lower, length);
}
REGISTER_CHUNK_FUNCTION(emit_huge, emit_huge);

static void
emit_backwards(AxCall *call, const AxChunk *chunk)
{
	int64_t		lower[1] = {0};
	int64_t		length[1] = {-5};

	(void) chunk;
	(void) ax_chunk(call, 1, lower, length);
}
REGISTER_CHUNK_FUNCTION(emit_backwards, emit_backwards);

/* Two chunks, several attributes, NULL and empty cells, and the parameters' length. */
static void
emit_two(AxCall *call, const AxChunk *chunk)
{
	for (int64_t k = 0; k < 2; k++)
	{
		int64_t		lower = 10 * k;
		int64_t		length = 3;
		AxChunk    *result = ax_chunk(call, 1, &lower, &length);
		AxChunkAttribute *cells;

		if (result == NULL || ax_attribute(call, result, "cells", "int8") == NULL ||
			ax_attribute(call, result, "half", "rational") == NULL)
			return;
		cells = &result->attributes[0];
		for (int i = 0; i < 3; i++)
		{
			((int64_t *) cells->values)[i] = (int64_t) chunk->cells;
			((int64_t *) result->attributes[1].values)[2 * i] = i == 0 ? 1 : (int64_t) strlen(chunk->params != NULL ? chunk->params : "");
			((int64_t *) result->attributes[1].values)[2 * i + 1] = i == 0 ? 2 : 1;
		}
		ax_clear(cells->valid, 1);
		ax_clear(cells->present, 2);
		ax_clear(result->attributes[1].present, 2);
		ax_emit(call, result);
	}
}
REGISTER_CHUNK_FUNCTION(emit_two, emit_two);

static void
chunk_endless(AxCall *call, const AxChunk *chunk)
{
	(void) chunk;
	while (!ax_cancelled(call))
		;
}
REGISTER_CHUNK_FUNCTION(chunk_endless, chunk_endless);

static void
emit_outside(AxCall *call, const AxValue *args, AxValue *result)
{
	int64_t		zero = 0;

	(void) args;
	(void) result;
	(void) ax_chunk(call, 1, &zero, &zero);
}
REGISTER_FUNCTION(emit_outside, ("int8"), "int8", emit_outside);

/* ---- pairs of doubles ---- */

static void
mirrored(AxCall *call, const AxValue *args, AxValue *result)
{
	const double *z = (const double *) ax_get_data(&args[0]);
	double		parts[2];

	parts[0] = z[0];
	parts[1] = -z[1];
	ax_set_data(call, result, parts, sizeof(parts));
}
REGISTER_FUNCTION(mirrored, ("complex"), "complex", mirrored);
REGISTER_FUNCTION(mirrored, ("point2d"), "point2d", mirrored);
