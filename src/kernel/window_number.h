/*
 * Template: cells of one kind of each_number.h on their way into the tracks of
 * windows and, from keys, back.
 *
 * Needs LOADER(name, type of a cell, type of an element, element of x, element
 * of no value).
 */
#ifdef AX_TABLE
[AX_KIND] = {
	.load[ROLE_KEY] = AX_FN(load_key),
	.load[ROLE_KEY_DOWN] = AX_FN(load_down),
	.load[ROLE_SPREAD] = AX_FN(load_spread),
#if AX_FLOAT
	.load[ROLE_REAL] = AX_FN(load_real),
	.load[ROLE_STRANGE] = AX_FN(load_strange),
#else
	.load[ROLE_WHOLE] = AX_FN(load_whole),
	.load[ROLE_LOW] = AX_FN(load_low),
	.load[ROLE_HIGH] = AX_FN(load_high),
#endif
	.wide = sizeof(AX_T) == 8,
	.unkey = AX_FN(unkey),
},
#else

typedef __typeof__(__builtin_choose_expr(sizeof(AX_T) == 8, (int64_t) 0, (int32_t) 0)) AX_FN(Key);

#define KEY_MOST (sizeof(AX_T) == 8 ? (AX_FN(Key)) INT64_MAX : (AX_FN(Key)) INT32_MAX)

AX_INLINE AX_FN(Key)
AX_FN(key) (AX_T x)
{
#if AX_FLOAT
	AX_FN(Key)	bits;

	memcpy(&bits, &x, sizeof(bits));
	return x != x ? KEY_MOST : bits ^ ((bits >> (8 * sizeof(bits) - 1)) & KEY_MOST);
#else
	return x;
#endif
}

LOADER(AX_FN(load_key), AX_T, AX_FN(Key), AX_FN(key) (x), KEY_MOST)
LOADER(AX_FN(load_down), AX_T, AX_FN(Key), ~AX_FN(key) (x), KEY_MOST)

AX_CLONES static void
AX_FN(unkey) (const void *keys, void *values, size_t n, bool down)
{
	const AX_FN(Key) *k = keys;
	AX_FN(Key)	turn = down ? -1 : 0;
	AX_T	   *out = values;

	for (size_t i = 0; i < n; i++)
	{
		AX_FN(Key)	key = k[i] ^ turn;
#if AX_FLOAT
		AX_T		x;

		key ^= (key >> (8 * sizeof(key) - 1)) & KEY_MOST;
		memcpy(&x, &key, sizeof(x));
		out[i] = x != x ? (AX_T) NAN : x;
#else
		out[i] = (AX_T) key;
#endif
	}
}

#if AX_FLOAT
LOADER(AX_FN(load_real), AX_T, double, x - x == 0 ? x : 0, 0)
LOADER(AX_FN(load_strange), AX_T, double, x - x == 0 ? 0 : x, 0)
LOADER(AX_FN(load_spread), AX_T, AxSpread, ((AxSpread) {1, x - x == 0 ? x : 0, 0}), NO_SPREAD)
#else
LOADER(AX_FN(load_whole), AX_T, int64_t, x, 0)
LOADER(AX_FN(load_low), AX_T, int64_t, (int64_t) x & UINT32_MAX, 0)
LOADER(AX_FN(load_high), AX_T, int64_t, (int64_t) x >> 32, 0)
LOADER(AX_FN(load_spread), AX_T, AxSpread, ((AxSpread) {1, SINCE(x, origin), 0}), NO_SPREAD)
#endif

#undef KEY_MOST
#endif
