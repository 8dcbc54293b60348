/*
 * chunk_ok: the check that a row of a chunk table is a chunk of its array.
 *
 * It reads heads; presence masks are decoded only where attributes have
 * equally many cells, but not all, so that the masks must be compared.  Its
 * first argument says bounds, chunk lengths and kinds:
 * '[0:99:10,*:*:100] rational,float8'.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "pg/error.h"
#include "pg/kind.h"
#include "pg/value.h"
#include "shape/grid.h"

#define FIXED_ARGS 2			/* grid and corner come before the attributes */

PG_FUNCTION_INFO_V1(chunk_ok);

typedef struct State
{
	char	   *text;			/* what was parsed into the rest */
	AxGrid		grid;
	int			natts;			/* kinds in the text */
	AxKind		kinds[FUNC_MAX_ARGS];
	AxReader   *readers[FUNC_MAX_ARGS]; /* one an attribute, kept for its buffers */
} State;

static void
bad_grid(const char *text)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid description of a chunk grid: \"%s\"", text),
			 errhint("It looks like [0:99:10,*:*:100] rational,float8: lower and upper bound and chunk length of each dimension, then the element types.")));
}

static int64
grid_number(const char *text, const char **at, char end, int64 unbounded)
{
	char	   *stop;
	int64		value;

	if (unbounded != 0 && (*at)[0] == '*' && (*at)[1] == end)
	{
		*at += 2;
		return unbounded;
	}
	errno = 0;
	value = strtoll(*at, &stop, 10);
	if (errno != 0 || stop == *at || *stop != end)
		bad_grid(text);
	*at = stop + 1;
	return value;
}

static void
parse_grid(const char *text, State *state)
{
	const char *at = text;
	AxError		err;
	int			dims = 1;

	memset(&state->grid, 0, sizeof(state->grid));
	if (*at++ != '[')
		bad_grid(text);
	for (const char *c = at; *c != '\0' && *c != ']'; c++)
		dims += *c == ',';
	if (dims > AX_MAX_DIMS)
		bad_grid(text);
	state->grid.bounds.ndim = dims;
	for (int d = 0; d < dims; d++)
	{
		state->grid.bounds.lower[d] = grid_number(text, &at, ':', -AX_COORD_MAX);
		state->grid.bounds.upper[d] = grid_number(text, &at, ':', AX_COORD_MAX);
		state->grid.chunk[d] = grid_number(text, &at, d == dims - 1 ? ']' : ',', 0);
	}
	AX_CHECK(ax_grid_check(&state->grid, AX_COORD_MAX, &err), &err);
	if (*at++ != ' ')
		bad_grid(text);
	state->natts = 0;
	while (*at != '\0')
	{
		AxKind		kind = ax_pg_kind_parse(at, &at);

		if (kind == AX_KIND_NONE || state->natts == FUNC_MAX_ARGS - FIXED_ARGS ||
			(*at != '\0' && *at++ != ','))
			bad_grid(text);
		state->kinds[state->natts++] = kind;
	}
	if (state->natts == 0)
		bad_grid(text);
}

/* The state of this call site, for this description. */
static State *
get_state(FunctionCallInfo fcinfo, const text *description)
{
	State	   *state = fcinfo->flinfo->fn_extra;
	Size		length = VARSIZE_ANY_EXHDR(description);
	Oid			ndarray;
	char	   *copy;

	if (state != NULL && state->text != NULL && strlen(state->text) == length &&
		memcmp(state->text, VARDATA_ANY(description), length) == 0)
		return state;
	if (get_fn_expr_variadic(fcinfo->flinfo))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("chunk_ok takes its arguments one by one, not as an array")));
	ndarray = ax_pg_type("ndarray");
	for (int i = FIXED_ARGS; i < PG_NARGS(); i++)
		if (get_fn_expr_argtype(fcinfo->flinfo, i) != ndarray)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("argument %d of chunk_ok is not of type ndarray", i + 1)));
	if (state == NULL)
	{
		state = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(State));
		fcinfo->flinfo->fn_extra = state;
	}
	copy = MemoryContextStrdup(fcinfo->flinfo->fn_mcxt, text_to_cstring(description));
	if (state->text != NULL)
		pfree(state->text);
	state->text = NULL;
	parse_grid(copy, state);
	for (int a = 0; a < state->natts; a++)
		if (state->readers[a] == NULL)
			state->readers[a] = ax_pg_reader(fcinfo->flinfo->fn_mcxt);
	state->text = copy;
	return state;
}

/* Reads the corner; false when it is not the corner of a chunk. */
static bool
read_corner(const State *state, ArrayType *array, int64 *corner)
{
	int			ndim = state->grid.bounds.ndim;

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != ndim || ARR_HASNULL(array))
		return false;
	memcpy(corner, ARR_DATA_PTR(array), ndim * sizeof(int64));
	for (int d = 0; d < ndim; d++)
	{
		int64		length = state->grid.chunk[d];

		/* so far from all bounds that it cannot hold a cell, nor be computed with */
		if (corner[d] > AX_COORD_MAX || corner[d] < -AX_COORD_MAX - length)
			return false;
	}
	return ax_grid_is_corner(&state->grid, corner);
}

/* The presence mask of all cells; those of the tiles stand one after another. */
static uint64_t *
presence(AxReader *reader)
{
	uint32		tile_cells = reader->head.tile_cells;
	uint64_t   *mask = palloc0(AX_MASK_BYTES(reader->head.cells + tile_cells));

	for (uint32 t = 0; t < reader->head.tiles; t++)
		ax_pg_tile(reader, t, NULL, mask + AX_MASK_WORDS((uint64) t * tile_cells), NULL);
	return mask;
}

/* Says whether two values of one box have the same cells; counts are equal. */
static bool
same_presence(AxReader *a, AxReader *b, uint64 present)
{
	uint64_t   *mask_a;
	uint64_t   *mask_b;
	bool		same;

	if (present == 0 || present == a->head.cells)
		return true;
	mask_a = presence(a);
	mask_b = presence(b);
	same = memcmp(mask_a, mask_b, AX_MASK_BYTES(a->head.cells)) == 0;
	pfree(mask_a);
	pfree(mask_b);
	return same;
}

/* Opens all values; false when one of them is not of the chunk. */
static bool
check_values(FunctionCallInfo fcinfo, State *state, const AxBox *chunk)
{
	AxReader   *first = state->readers[0];
	AxSummary	summary;
	uint64		present = 0;

	for (int a = 0; a < state->natts; a++)
	{
		AxReader   *reader = state->readers[a];

		ax_pg_open(reader, PG_GETARG_DATUM(FIXED_ARGS + a));
		if (reader->head.kind != state->kinds[a] || reader->head.box.ndim != chunk->ndim ||
			!ax_shape_contains(chunk, &reader->head.box))
			return false;
		ax_pg_summary(reader, &summary);
		if (a == 0)
			present = summary.present;
		else if (summary.present != present ||
				 !ax_shape_equal(&reader->head.box, &first->head.box) ||
				 !same_presence(first, reader, present))
			return false;
	}
	return true;
}

/* chunk_ok(grid text, corner int8[], VARIADIC "any") returns bool */
Datum
chunk_ok(PG_FUNCTION_ARGS)
{
	State	   *state;
	int64		corner[AX_MAX_DIMS];
	AxBox		chunk;
	bool		ok;

	for (int i = 0; i < PG_NARGS(); i++)
		if (PG_ARGISNULL(i))
			PG_RETURN_BOOL(false);
	state = get_state(fcinfo, PG_GETARG_TEXT_PP(0));
	if (PG_NARGS() - FIXED_ARGS != state->natts)
		PG_RETURN_BOOL(false);
	if (!read_corner(state, PG_GETARG_ARRAYTYPE_P(1), corner))
		PG_RETURN_BOOL(false);
	ax_grid_chunk(&state->grid, corner, &chunk);
	ok = check_values(fcinfo, state, &chunk);
	/* a TOAST relation must not stay open beyond the call */
	for (int a = 0; a < state->natts; a++)
		ax_pg_close(state->readers[a]);
	PG_RETURN_BOOL(ok);
}
