/* Group keys of the values of cells: bytes to labels. */
#include "postgres.h"

#include "pg/kind.h"
#include "scan/agg_pairs.h"
#include "scan/agg_values.h"

/* Entries of the small table, which stays in the L1 cache. */
#define NEAR 1024

/*
 * Most inputs that are remembered where an expression makes fewer labels of
 * them; where the input is the key there is a label for each anyhow.
 */
#define INPUTS 65536

/* The bytes of a value, zeros behind them. */
typedef struct ValueBytes
{
	uint64		low;
	uint64		high;
} ValueBytes;

typedef struct ValueEntry
{
	ValueBytes	bytes;
	uint32		label;
	char		status;
} ValueEntry;

#define SH_PREFIX value
#define SH_ELEMENT_TYPE ValueEntry
#define SH_KEY_TYPE ValueBytes
#define SH_KEY bytes
#define SH_HASH_KEY(tb, key) ax_pairs_mix((key).low ^ ((key).high << 32 | (key).high >> 32))
#define SH_EQUAL(tb, a, b) ((a).low == (b).low && (a).high == (b).high)
#define SH_SCOPE static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct NearEntry
{
	ValueBytes	bytes;
	uint32		number;			/* label + 1; 0: none */
} NearEntry;

struct AxValueKey
{
	AxLabels   *labels;			/* borrowed */
	AxKind		kind;			/* of the input */
	bool		same;			/* the input is the key */
	uint32		null_number;	/* label + 1 of NULL; 0: not met */
	NearEntry	near[NEAR];
	value_hash *table;			/* owned; in the labels' context of values */
};

AxValueKey *
ax_value_key_make(AxLabels *labels, AxKind kind)
{
	AxValueKey *key = palloc0(sizeof(AxValueKey));

	key->labels = labels;
	key->kind = kind;
	key->same = labels->keys[0].state == NULL;
	return key;
}

void
ax_value_key_clear(AxValueKey *key)
{
	memset(key->near, 0, sizeof(key->near));
	key->null_number = 0;
	key->table = value_create(key->labels->values_context, 256, NULL);
}

/* The label of bytes that are not in the small table. */
static pg_noinline uint32
look_far(AxValueKey *key, ValueBytes bytes)
{
	ValueEntry *entry = value_lookup(key->table, bytes);
	uint32		label;
	bool		found;

	if (entry != NULL)
		return entry->label;
	label = ax_labels_of(key->labels, ax_pg_cell_datum(key->kind, &bytes), false);
	if (key->same || key->table->members < INPUTS)
		value_insert(key->table, bytes, &found)->label = label;
	return label;
}

static uint32
null_label(AxValueKey *key)
{
	if (key->null_number == 0)
		key->null_number = ax_labels_of(key->labels, (Datum) 0, true) + 1;
	return key->null_number - 1;
}

/* width is a constant where this is inlined. */
static pg_attribute_always_inline uint32
look(AxValueKey *key, const char *value, size_t width)
{
	ValueBytes	bytes = {0, 0};
	NearEntry  *near;

	memcpy(&bytes, value, width);
	/* small integers differ in the low bits, floats of few digits around the exponent */
	near = &key->near[(bytes.low ^ bytes.low >> 17 ^ bytes.low >> 46 ^ bytes.high) % NEAR];
	if (near->number == 0 || near->bytes.low != bytes.low || near->bytes.high != bytes.high)
	{
		near->number = look_far(key, bytes) + 1;
		near->bytes = bytes;
	}
	return near->number - 1;
}

static pg_attribute_always_inline void
fill(AxValueKey *key, const AxVector *vector, const uint64_t *selected, size_t n,
	 uint32 *out, size_t width)
{
	const char *values = vector->values;

	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		uint64		live = ax_vector_selected(selected, n, w) & ax_vector_ones(n - 64 * w);
		uint64		valid = ax_vector_valid(vector, w);
		uint64		nulls = live & ~valid;

		if (live == ~UINT64CONST(0) && nulls == 0)
		{
			for (size_t i = 64 * w; i < 64 * w + 64; i++)
				out[i] = look(key, values + i * width, width);
			continue;
		}
		for (uint64 left = live; left != 0; left &= left - 1)
		{
			size_t		i = 64 * w + (size_t) __builtin_ctzll(left);

			if (nulls >> (i % 64) & 1)
				out[i] = null_label(key);
			else
				out[i] = look(key, values + i * width, width);
		}
	}
}

void
ax_value_key_labels(AxValueKey *key, const AxVector *vector, const uint64_t *selected,
					size_t n, uint32 *out)
{
	if (vector->constant)
	{
		bool		isnull = vector->valid != NULL && (vector->valid[0] & 1) == 0;
		uint32		label = isnull ? null_label(key) :
			look(key, vector->values, ax_kind_info(key->kind)->width);

		for (size_t i = 0; i < n; i++)
			out[i] = label;
		return;
	}
	switch (ax_kind_info(key->kind)->width)
	{
		case 1:
			fill(key, vector, selected, n, out, 1);
			break;
		case 2:
			fill(key, vector, selected, n, out, 2);
			break;
		case 4:
			fill(key, vector, selected, n, out, 4);
			break;
		case 8:
			fill(key, vector, selected, n, out, 8);
			break;
		default:
			fill(key, vector, selected, n, out, 16);
			break;
	}
}
