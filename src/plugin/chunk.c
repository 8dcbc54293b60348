/* Chunks that functions of plugins make. */
#include "postgres.h"

#include "utils/memutils.h"

#include "format/head.h"
#include "num/rational.h"
#include "pg/kind.h"
#include "plugin/chunk.h"

/* A chunk in the making: what its pointer `host` leads to. */
typedef struct Made
{
	AxChunk		chunk;			/* what the plugin sees */
	AxBox		box;
	int64		lower[AX_MAX_DIMS];
	int64		length[AX_MAX_DIMS];
	int			room;			/* attributes allocated */
	struct Cells *cells;		/* owned; of the attributes, whatever the plugin makes of theirs */
} Made;

typedef struct Cells
{
	AxKind		kind;
	void	   *values;			/* owned, as are the masks */
	uint64_t   *present;
	uint64_t   *valid;
} Cells;

static void *
allocate(AxCall *call, uint64 bytes)
{
	return ax_plugin_host.alloc(call, bytes);
}

AxChunk *
ax_plugin_chunk(AxCall *call, int ndim, const int64_t *lower, const int64_t *length)
{
	AxUse	   *use = (AxUse *) call;
	AxError		err;
	uint64_t	cells;
	Made	   *made;

	if (use->apply == NULL)
	{
		ax_plugin_blame(use, "plugin function %s made a chunk, but it is no chunk function",
						call->function);
		return NULL;
	}
	if (ndim < 0 || ndim > AX_MAX_DIMS)
	{
		ax_plugin_blame(use, "plugin function %s made a chunk of %d dimensions", call->function, ndim);
		return NULL;
	}
	made = allocate(call, sizeof(Made));
	if (made == NULL)
		return NULL;
	made->box.ndim = ndim;
	for (int d = 0; d < ndim; d++)
	{
		made->lower[d] = lower[d];
		made->length[d] = length[d];
		made->box.lower[d] = lower[d];
		if (length[d] < 0 || lower[d] < -AX_COORD_MAX || lower[d] > AX_COORD_MAX ||
			__builtin_add_overflow(lower[d], length[d] - 1, &made->box.upper[d]))
		{
			ax_plugin_blame(use, "plugin function %s made a chunk from %lld of length %lld",
							call->function, (long long) lower[d], (long long) length[d]);
			return NULL;
		}
	}
	if (ax_shape_check(&made->box, &err) != AX_OK ||
		ax_shape_cells(&made->box, AX_MAX_CELLS, &cells, &err) != AX_OK)
	{
		ax_plugin_host.fail(call, err.status == AX_LIMIT ? "54000" : "2202E", err.message);
		return NULL;
	}
	made->chunk.ndim = ndim;
	made->chunk.cells = cells;
	made->chunk.lower = made->chunk.core_lower = made->lower;
	made->chunk.length = made->chunk.core_length = made->length;
	made->chunk.host = made;
	return &made->chunk;
}

/* Makes room for one attribute more. */
static bool
grow(AxCall *call, Made *made)
{
	int			room = Max(2 * made->room, 4);
	AxChunkAttribute *attributes;
	Cells	   *cells;

	if (made->chunk.nattributes < made->room)
		return true;
	attributes = allocate(call, sizeof(AxChunkAttribute) * room);
	cells = allocate(call, sizeof(Cells) * room);
	if (attributes == NULL || cells == NULL)
		return false;
	if (made->room > 0)
	{
		memcpy(attributes, made->chunk.attributes, sizeof(AxChunkAttribute) * made->room);
		memcpy(cells, made->cells, sizeof(Cells) * made->room);
	}
	made->chunk.attributes = attributes;
	made->cells = cells;
	made->room = room;
	return true;
}

static const char *
copy_name(AxCall *call, const char *name)
{
	char	   *to;

	if (name == NULL)
		return NULL;
	if (strlen(name) >= NAMEDATALEN || name[0] == '\0')
	{
		ax_plugin_blame((AxUse *) call, "plugin function %s named an attribute \"%.80s\"",
						call->function, name);
		return NULL;
	}
	to = allocate(call, strlen(name) + 1);
	return to != NULL ? strcpy(to, name) : NULL;
}

AxChunkAttribute *
ax_plugin_attribute(AxCall *call, AxChunk *chunk, const char *name, const char *type)
{
	AxUse	   *use = (AxUse *) call;
	Made	   *made = chunk->host;
	AxChunkAttribute *attribute;
	AxPluginType found;
	AxKind		kind = AX_KIND_NONE;

	if (made == NULL)
	{
		ax_plugin_blame(use, "plugin function %s added an attribute to its argument", call->function);
		return NULL;
	}
	if (ax_plugin_type(use->library->plugin, type, &found))
		kind = ax_kind_by_name(found.name);
	if (kind == AX_KIND_NONE)
	{
		char		text[256];

		snprintf(text, sizeof(text), "plugin function %s made an attribute of type \"%.80s\", which arrays cannot have",
				 call->function, type != NULL ? type : "");
		ax_plugin_host.fail(call, "0A000", text);
		return NULL;
	}
	if (!grow(call, made))
		return NULL;
	attribute = &made->chunk.attributes[made->chunk.nattributes];
	attribute->name = copy_name(call, name);
	attribute->type = ax_kind_info(kind)->name;
	attribute->width = ax_kind_info(kind)->width;
	attribute->values = allocate(call, Max(chunk->cells, 1) * attribute->width);
	attribute->valid = allocate(call, Max(AX_MASK_BYTES(chunk->cells), 8));
	attribute->present = allocate(call, Max(AX_MASK_BYTES(chunk->cells), 8));
	if (call->failed)
		return NULL;
	ax_mask_fill(attribute->valid, chunk->cells);
	ax_mask_fill(attribute->present, chunk->cells);
	made->cells[made->chunk.nattributes++] = (Cells)
	{
		kind, attribute->values, attribute->present, attribute->valid
	};
	return attribute;
}

/* Makes masks and values such as storage may hold them. */
static bool
check_array(AxUse *use, const AxResultArray *array, char *values, uint64_t *present, uint64_t *valid)
{
	if (array->cells % 64 != 0)
	{
		uint64_t	ones = (UINT64CONST(1) << (array->cells % 64)) - 1;

		if (present != NULL)
			present[array->cells / 64] &= ones;
		if (valid != NULL)
			valid[array->cells / 64] &= ones;
	}
	if (present != NULL && valid != NULL)
		for (uint64 w = 0; w < AX_MASK_WORDS(array->cells); w++)
			valid[w] &= present[w];
	if (array->kind == AX_KIND_BOOL)
		for (uint64 i = 0; i < array->cells; i++)
			values[i] = values[i] != 0;
	if (array->kind == AX_KIND_RATIONAL)
		for (uint64 i = 0; i < array->cells; i++)
		{
			if (valid != NULL ? ax_mask_get(valid, i) : present == NULL || ax_mask_get(present, i))
			{
				if (!ax_plugin_rational_ok(use, values + 16 * i))
					return false;
			}
			else
				memcpy(values + 16 * i, &(AxRational) {0, 1}, 16);
		}
	return true;
}

static void
copy_bits(const uint64_t *from, uint64 at, uint64_t *to, uint64 to_at, uint64 n)
{
	for (uint64 i = 0; i < n; i++)
		if (ax_mask_get(from, at + i))
			ax_mask_set(to, to_at + i);
}

/* The cells of an array that lie in a box within it. */
static void
cut(AxResultArray *array, const AxBox *box)
{
	Size		width = ax_kind_info(array->kind)->width;
	AxError		err;
	uint64_t	cells;
	uint64		at = 0;
	char	   *values;
	uint64_t   *present;
	uint64_t   *valid;
	AxRuns		runs;

	(void) ax_shape_cells(box, AX_MAX_CELLS, &cells, &err); /* fewer than the array's */
	values = palloc_extended(cells * width + 8, MCXT_ALLOC_HUGE);
	present = palloc0(AX_MASK_BYTES(cells) + 8);
	valid = palloc0(AX_MASK_BYTES(cells) + 8);
	ax_runs_begin(&runs, &array->box, box);
	while (ax_runs_next(&runs))
	{
		memcpy(values + at * width, (const char *) array->values + runs.start * width,
			   runs.length * width);
		if (array->present != NULL)
			copy_bits(array->present, runs.start, present, at, runs.length);
		if (array->valid != NULL)
			copy_bits(array->valid, runs.start, valid, at, runs.length);
		at += runs.length;
	}
	array->box = *box;
	array->cells = cells;
	array->values = values;
	array->present = array->present != NULL ? present : NULL;
	array->valid = array->valid != NULL ? valid : NULL;
}

static void
hand_over(AxUse *use, Made *made)
{
	AxApply    *apply = use->apply;
	AxResult	result = {.natts = made->chunk.nattributes};
	bool		named = made->chunk.attributes[0].name != NULL;
	bool		halo = !ax_shape_equal(&apply->given, &apply->core) &&
		ax_shape_equal(&made->box, &apply->given);

	result.arrays = palloc0(sizeof(AxResultArray) * result.natts);
	if (named)
		result.names = palloc0(sizeof(char *) * result.natts);
	for (int i = 0; i < result.natts; i++)
	{
		AxChunkAttribute *attribute = &made->chunk.attributes[i];
		AxResultArray *array = &result.arrays[i];
		Cells	   *cells = &made->cells[i];

		if ((attribute->name != NULL) != named || (result.natts > 1 && !named))
		{
			ax_plugin_blame(use, "plugin function %s gave several attributes, not all with a name",
							use->call.function);
			return;
		}
		if (named)
			result.names[i] = attribute->name;
		array->kind = cells->kind;
		array->box = made->box;
		array->cells = made->chunk.cells;
		array->values = cells->values;
		array->present = attribute->present != NULL ? cells->present : NULL;
		array->valid = attribute->valid != NULL ? cells->valid : NULL;
		if (!check_array(use, array, cells->values, attribute->present != NULL ? cells->present : NULL,
						 attribute->valid != NULL ? cells->valid : NULL))
			return;
		if (halo)
			cut(array, &apply->core);
		/* NULL cells are said by a mask where some are empty */
		if (array->present != NULL && array->valid == NULL)
			array->valid = array->present;
	}
	apply->take(apply, &result);
}

void
ax_plugin_emit(AxCall *call, AxChunk *chunk)
{
	AxUse	   *use = (AxUse *) call;
	AxApply    *apply = use->apply;
	MemoryContext old = CurrentMemoryContext;
	MemoryContext context;
	Made	   *made;

	if (call->failed || chunk == NULL || apply == NULL)
		return;
	if (chunk->host == NULL || chunk->nattributes <= 0)
	{
		ax_plugin_blame(use, chunk->host == NULL ?
						"plugin function %s emitted its argument" :
						"plugin function %s emitted a chunk without attributes", call->function);
		return;
	}
	made = chunk->host;
	context = AllocSetContextCreate(old, "array_ext result", ALLOCSET_DEFAULT_SIZES);
	PG_TRY();
	{
		MemoryContextSwitchTo(context);
		hand_over(use, made);
	}
	PG_CATCH();
	{
		/* raised again when the plugin has returned */
		MemoryContextSwitchTo(apply->context);
		apply->error = CopyErrorData();
		FlushErrorState();
		call->failed = 1;
	}
	PG_END_TRY();
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
	for (int i = 0; i < chunk->nattributes; i++)
	{
		pfree(made->cells[i].values);
		pfree(made->cells[i].present);
		pfree(made->cells[i].valid);
	}
	chunk->nattributes = 0;
	chunk->attributes = NULL;
	made->room = 0;
}
