/* Template: cells of one kind of each_number.h as keys, and back. */
#ifdef AX_TABLE
[AX_KIND] = {AX_FN(to_keys), AX_FN(from_keys), AX_FN(to_items)},
#else

#if AX_FLOAT
#define AX_BITS_OF(T) _Generic((T) 0, float: (uint32_t) 0, double: (uint64_t) 0)
#define AX_K __typeof__(AX_BITS_OF(AX_T))
#else
#define AX_K AX_U
#endif

/* The bit of the sign; bool has none that is set. */
#define AX_SIGN ((AX_K) ((AX_K) (AX_LEAST < 0) << (8 * sizeof(AX_K) - 1)))

AX_INLINE AX_K
AX_FN(key) (AX_T cell)
{
	AX_K		bits;

#if AX_FLOAT
	cell = cell != cell ? (AX_T) NAN : cell;
	memcpy(&bits, &cell, sizeof(bits));
	/* the bits of a negative number turn round as well */
	return bits ^ ((AX_K) (0 - (bits >> (8 * sizeof(bits) - 1))) | AX_SIGN);
#else
	bits = (AX_K) cell;
	return bits ^ AX_SIGN;
#endif
}

AX_INLINE AX_T
AX_FN(cell) (AX_K key)
{
	AX_T		cell;

#if AX_FLOAT
	key ^= (AX_K) ((AX_K) (key >> (8 * sizeof(key) - 1)) - 1) | AX_SIGN;
#else
	key ^= AX_SIGN;
#endif
	memcpy(&cell, &key, sizeof(cell));
	return cell;
}

AX_CLONES static void
AX_FN(to_keys) (void *cells, size_t n, bool descending)
{
	AX_T	   *v = cells;
	AX_K		turn = (AX_K) (descending ? ~UINT64_C(0) : 0);

	for (size_t i = 0; i < n; i++)
	{
		AX_K		key = AX_FN(key) (v[i]) ^ turn;

		memcpy(&v[i], &key, sizeof(key));
	}
}

AX_CLONES static void
AX_FN(from_keys) (void *keys, size_t n, bool descending)
{
	AX_T	   *v = keys;
	AX_K		turn = (AX_K) (descending ? ~UINT64_C(0) : 0);

	for (size_t i = 0; i < n; i++)
	{
		AX_K		key;

		memcpy(&key, &v[i], sizeof(key));
		v[i] = AX_FN(cell) (key ^ turn);
	}
}

static void
AX_FN(to_items) (const void *cells, size_t n, uint32_t first, uint64_t turn, AxSortItem *items)
{
	const AX_T *v = cells;

	for (size_t i = 0; i < n; i++)
	{
		AX_T		cell = v[i];

#if AX_FLOAT
		cell = cell == 0 ? 0 : cell;
#endif
		/* the key's upper bits stay zero, so that no pass sorts by them */
		items[i].key = AX_FN(key) (cell) ^ (AX_K) turn;
		items[i].at = first + (uint32_t) i;
	}
}

#undef AX_SIGN
#undef AX_K
#if AX_FLOAT
#undef AX_BITS_OF
#endif

#endif
