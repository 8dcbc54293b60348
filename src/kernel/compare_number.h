/*
 * Template: comparison loops for one kind of each_number.h.
 *
 * The order is total, so equality and `less` give all six operators; with a
 * constant there is `greater` too, because sides are not swapped then.
 */
#ifdef AX_TABLE
[AX_KIND] = {AX_FN(equal), AX_FN(less), AX_FN(equal_constant), AX_FN(less_constant),
			 AX_FN(greater_constant)},
#else

AX_CLONES static void
AX_FN(equal) (const void *left, const void *right, size_t n, uint64_t *out)
{
	const AX_T *a = left;
	const AX_T *b = right;

#if AX_FLOAT
	WORDS((a[i] == b[i]) | ((a[i] != a[i]) & (b[i] != b[i])));
#else
	WORDS(a[i] == b[i]);
#endif
}

AX_CLONES static void
AX_FN(less) (const void *left, const void *right, size_t n, uint64_t *out)
{
	const AX_T *a = left;
	const AX_T *b = right;

#if AX_FLOAT
	WORDS((a[i] < b[i]) | ((a[i] == a[i]) & (b[i] != b[i])));
#else
	WORDS(a[i] < b[i]);
#endif
}

AX_CLONES static void
AX_FN(equal_constant) (const void *left, const void *right, size_t n, uint64_t *out)
{
	const AX_T *a = left;
	const AX_T	c = *(const AX_T *) right;

	if (AX_FLOAT && isnan((double) c))
		WORDS(a[i] != a[i]);
	else
		WORDS(a[i] == c);
}

AX_CLONES static void
AX_FN(less_constant) (const void *left, const void *right, size_t n, uint64_t *out)
{
	const AX_T *a = left;
	const AX_T	c = *(const AX_T *) right;

	if (AX_FLOAT && isnan((double) c))
		WORDS(a[i] == a[i]);
	else
		WORDS(a[i] < c);
}

AX_CLONES static void
AX_FN(greater_constant) (const void *left, const void *right, size_t n, uint64_t *out)
{
	const AX_T *a = left;
	const AX_T	c = *(const AX_T *) right;

	if (AX_FLOAT && isnan((double) c))
		memset(out, 0, AX_MASK_BYTES(n));
	else
		WORDS(!(a[i] <= c));
}

#endif
