/* A set of cells of a stored array. */
#include "postgres.h"

#include "utils/hsearch.h"

#include "base/mask.h"
#include "shape/box.h"
#include "store/cellset.h"

#define STRETCH 512				/* cells of a bitmap */
#define KNOWN PG_UINT64_MAX		/* stands for the chunk itself */

/*
 * A table entry is the corner, the number of the stretch, and the bitmap;
 * corner and stretch are the key.
 */
struct AxCellSet
{
	int			ndim;
	Size		key_size;		/* corner and stretch */
	HTAB	   *table;
	uint64	   *last;			/* entry found last, or NULL */
};

AxCellSet *
ax_cellset_make(int ndim)
{
	AxCellSet  *set = palloc0(sizeof(AxCellSet));
	HASHCTL		control = {0};

	set->ndim = ndim;
	set->key_size = (ndim + 1) * sizeof(int64);
	control.keysize = set->key_size;
	control.entrysize = set->key_size + AX_MASK_BYTES(STRETCH);
	control.hcxt = CurrentMemoryContext;
	set->table = hash_create("set of cells", 256, &control,
							 HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	return set;
}

static uint64 *
find(AxCellSet *set, const int64 *corner, uint64 stretch, bool *found)
{
	uint64		key[AX_MAX_DIMS + 1];
	uint64	   *entry;

	memcpy(key, corner, set->ndim * sizeof(int64));
	key[set->ndim] = stretch;
	entry = hash_search(set->table, key, HASH_ENTER, found);
	if (!*found)
		memset(entry + set->ndim + 1, 0, AX_MASK_BYTES(STRETCH));
	return entry;
}

bool
ax_cellset_add(AxCellSet *set, const int64 *corner, uint32 number)
{
	uint64		stretch = number / STRETCH;
	uint64	   *mask;
	bool		found;

	if (set->last == NULL || set->last[set->ndim] != stretch ||
		memcmp(set->last, corner, set->ndim * sizeof(int64)) != 0)
		set->last = find(set, corner, stretch, &found);
	mask = set->last + set->ndim + 1;
	if (ax_mask_get(mask, number % STRETCH))
		return false;
	ax_mask_set(mask, number % STRETCH);
	return true;
}

bool
ax_cellset_has(const AxCellSet *set, const int64 *corner, uint32 number)
{
	uint64		key[AX_MAX_DIMS + 1];
	uint64	   *entry;

	memcpy(key, corner, set->ndim * sizeof(int64));
	key[set->ndim] = number / STRETCH;
	entry = hash_search(set->table, key, HASH_FIND, NULL);
	return entry != NULL && ax_mask_get(entry + set->ndim + 1, number % STRETCH);
}

bool
ax_cellset_know(AxCellSet *set, const int64 *corner)
{
	bool		found;

	(void) find(set, corner, KNOWN, &found);
	return found;
}
