/*
 * Template: loops that cast from one kind of each_number.h to the others.
 *
 * Each writes all cells and returns whether all of them fit; a value that
 * does not fit becomes anything.
 */
#ifdef AX_TABLE
[AX_KIND] = {
	[AX_KIND_INT2] = AX_FN(to_int2),
	[AX_KIND_INT4] = AX_FN(to_int4),
	[AX_KIND_INT8] = AX_FN(to_int8),
	[AX_KIND_FLOAT4] = AX_FN(to_float4),
	[AX_KIND_FLOAT8] = AX_FN(to_float8),
	[AX_KIND_COMPLEX] = AX_FN(to_complex),
#if !AX_FLOAT
	[AX_KIND_BOOL] = AX_FN(to_bool),
	[AX_KIND_RATIONAL] = AX_FN(to_rational),
#endif
},
#else

#if AX_FLOAT
/* -(type) least is 2 to a power, exact in any float; NaN fails both tests */
#define TO_INTEGER(name, type, least) \
AX_CLONES static bool \
AX_FN(name) (const void *in, void *out, size_t n) \
{ \
	const AX_T *from = in; \
	type	   *to = out; \
	int			misfits = 0; \
	for (size_t i = 0; i < n; i++) \
	{ \
		AX_T		whole = AX_RINT(from[i]); \
		int			fits = (whole >= (AX_T) (least)) & (whole < -(AX_T) (least)); \
		misfits |= !fits; \
		to[i] = (type) (fits ? whole : 0); \
	} \
	return misfits == 0; \
}
#else
#define TO_INTEGER(name, type, least) \
AX_CLONES static bool \
AX_FN(name) (const void *in, void *out, size_t n) \
{ \
	const AX_T *from = in; \
	type	   *to = out; \
	int			misfits = 0; \
	for (size_t i = 0; i < n; i++) \
	{ \
		to[i] = (type) from[i]; \
		misfits |= to[i] != from[i]; \
	} \
	return misfits == 0; \
}
#endif

/* sizeof rather than the name, which the preprocessor cannot compare */
#define AX_RINT(x) (sizeof(AX_T) == sizeof(float) ? (AX_T) rintf((float) (x)) : (AX_T) rint((double) (x)))

TO_INTEGER(to_int2, int16_t, INT16_MIN)
TO_INTEGER(to_int4, int32_t, INT32_MIN)
TO_INTEGER(to_int8, int64_t, INT64_MIN)

#undef TO_INTEGER
#undef AX_RINT

AX_CLONES static bool
AX_FN(to_float8) (const void *in, void *out, size_t n)
{
	const AX_T *from = in;
	double	   *to = out;

	for (size_t i = 0; i < n; i++)
		to[i] = (double) from[i];
	return true;
}

AX_CLONES static bool
AX_FN(to_float4) (const void *in, void *out, size_t n)
{
	const AX_T *from = in;
	float	   *to = out;
	int			misfits = 0;

	for (size_t i = 0; i < n; i++)
	{
#if AX_FLOAT
		AX_T		x = from[i];
		float		y = (float) x;

		/* infinite or zero, and was not */
		misfits |= (y == 2 * y) & ((AX_T) y != x);
		to[i] = y;
#else
		to[i] = (float) from[i];
#endif
	}
	return misfits == 0;
}

AX_CLONES static bool
AX_FN(to_complex) (const void *in, void *out, size_t n)
{
	const AX_T *from = in;
	double	   *to = out;

	for (size_t i = 0; i < n; i++)
	{
		to[2 * i] = (double) from[i];
		to[2 * i + 1] = 0;
	}
	return true;
}

#if !AX_FLOAT

AX_CLONES static bool
AX_FN(to_bool) (const void *in, void *out, size_t n)
{
	const AX_T *from = in;
	uint8_t    *to = out;

	for (size_t i = 0; i < n; i++)
		to[i] = from[i] != 0;
	return true;
}

static bool
AX_FN(to_rational) (const void *in, void *out, size_t n)
{
	const AX_T *from = in;
	AxRational *to = out;

	for (size_t i = 0; i < n; i++)
		to[i] = (AxRational) {from[i], 1};
	return true;
}

#endif

#endif
