/* Vectors: what is live in them, and operands brought to one kind. */
#include "kernel/vector.h"

#include "kernel/cast.h"

const uint64_t *
ax_vector_live(const AxVector *vector, const uint64_t *selected, size_t n,
			   uint64_t *room)
{
	size_t		words = AX_MASK_WORDS(n);
	uint64_t	missing = 0;

	if (vector->valid == NULL && selected == NULL)
		return NULL;
	for (size_t w = 0; w < words; w++)
	{
		uint64_t	all = ax_vector_ones(n - 64 * w);

		room[w] = ax_vector_selected(selected, n, w) & ax_vector_valid(vector, w) & all;
		missing |= room[w] ^ all;
	}
	return missing != 0 ? room : NULL;
}

AxKind
ax_vector_common(AxKind a, AxKind b)
{
	const AxKindInfo *first = ax_kind_info(a);
	const AxKindInfo *second = ax_kind_info(b);

	if (first == NULL || second == NULL)
		return AX_KIND_NONE;
	/* no kernel knows a type by name */
	if (first->class == AX_CLASS_OPAQUE || second->class == AX_CLASS_OPAQUE)
		return AX_KIND_NONE;
	if (a == b)
		return a;
	if (first->class == AX_CLASS_TIME || second->class == AX_CLASS_TIME)
		return AX_KIND_NONE;
	if (a == AX_KIND_BOOL || b == AX_KIND_BOOL ||
		first->class == AX_CLASS_PAIR || second->class == AX_CLASS_PAIR)
		return AX_KIND_NONE;
	if (first->class == AX_CLASS_INTEGER && second->class == AX_CLASS_INTEGER)
		return first->width > second->width ? a : b;
	if (first->class == AX_CLASS_RATIONAL || second->class == AX_CLASS_RATIONAL)
		return first->class == AX_CLASS_FLOAT || second->class == AX_CLASS_FLOAT ?
			AX_KIND_NONE : AX_KIND_RATIONAL;
	/* float4 with float8, and any integer with either */
	return AX_KIND_FLOAT8;
}

void
ax_stage_begin(AxStage *stage, const AxVector *vector, AxKind kind)
{
	size_t		width = ax_kind_info(kind)->width;

	stage->vector = vector;
	stage->kind = kind;
	stage->spread = vector->constant;
	if (!stage->spread)
		return;
	if (vector->kind == kind)
		memcpy(stage->room, vector->values, width);
	else
		ax_cast_block(vector->kind, kind, vector->values, stage->room, 1);
	/* twice as much each time: cell by cell it takes as long as a kernel */
	for (size_t i = 1; i < AX_STAGE_CELLS; i *= 2)
		memcpy(stage->room + i * width, stage->room, i * width);
}

const void *
ax_stage_block(AxStage *stage, size_t start, size_t n)
{
	const AxVector *vector = stage->vector;
	const uint8_t *cells;

	if (stage->spread)
		return stage->room;
	cells = (const uint8_t *) vector->values + start * ax_kind_info(vector->kind)->width;
	if (vector->kind == stage->kind)
		return cells;
	ax_cast_block(vector->kind, stage->kind, cells, stage->room, n);
	return stage->room;
}
