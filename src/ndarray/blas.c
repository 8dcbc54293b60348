/*
 * BLAS and LAPACK, found when they are first needed.
 *
 * Linked into array_ext, OpenBLAS would cost every backend 5 ms and 3 MB.  So it
 * is opened by the first function that wants it: the build that the system
 * calls libopenblas, with one thread, since builds with threads start them as
 * they are loaded.  It must be the system's: numpy, which PL/Python may import
 * later, is bound by that name to what is loaded already, and its parts work
 * with the build they belong to alone.
 */
#include "postgres.h"

#include <dlfcn.h>

#include "miscadmin.h"

#include "num/complex.h"
#include "ndarray/blas.h"

static const float4 float4_one = 1;
static const float4 float4_zero = 0;
static const float4 float4_minus = -1;
static const float8 float8_one = 1;
static const float8 float8_zero = 0;
static const float8 float8_minus = -1;
static const AxComplex complex_one = {1, 0};
static const AxComplex complex_zero = {0, 0};
static const AxComplex complex_minus = {-1, 0};

/* Filled once in a backend. */
static AxBlas tables[3];
static bool loaded = false;

/* The library with its threads held back; NULL and dlerror's text without it. */
static void *
open_library(void)
{
	static const char setting[] = "OPENBLAS_NUM_THREADS";
	char	   *given = getenv(setting);
	void	   *library;
	void		(*set_threads) (int);

	given = given != NULL ? pstrdup(given) : NULL;
	setenv(setting, "1", 1);
	library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
	if (given != NULL)
		setenv(setting, given, 1);
	else
		unsetenv(setting);
	if (library == NULL)
		return NULL;
	/* numpy may have loaded it before, with more */
	set_threads = dlsym(library, "openblas_set_num_threads");
	if (set_threads != NULL)
		set_threads(1);
	return library;
}

/* The address of prefix + name + "_". */
static void *
find(void *library, char prefix, const char *name)
{
	char		symbol[32];
	void	   *address;

	snprintf(symbol, sizeof(symbol), "%c%s_", prefix, name);
	address = dlsym(library, symbol);
	if (address == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("could not find function \"%s\" in the BLAS library", symbol),
				 errhint("Install OpenBLAS with LAPACK in it (Debian: libopenblas0-serial).")));
	return address;
}

static void
load(void)
{
	static const char prefixes[] = "sdz";
	static const Size widths[] = {sizeof(float4), sizeof(float8), sizeof(AxComplex)};
	static const void *const numbers[3][3] = {
		{&float4_one, &float4_zero, &float4_minus},
		{&float8_one, &float8_zero, &float8_minus},
		{&complex_one, &complex_zero, &complex_minus}
	};
	void	   *library = open_library();

	if (library == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FILE),
				 errmsg("could not load the BLAS library: %s", dlerror()),
				 errhint("Install OpenBLAS (Debian: libopenblas0-serial).")));
	for (int i = 0; i < 3; i++)
	{
		AxBlas	   *blas = &tables[i];
		char		prefix = prefixes[i];

		blas->width = widths[i];
		blas->complex = prefix == 'z';
		blas->adjoint = blas->complex ? "C" : "T";
		blas->one = numbers[i][0];
		blas->zero = numbers[i][1];
		blas->minus_one = numbers[i][2];
		blas->gemm = find(library, prefix, "gemm");
		blas->gemv = find(library, prefix, "gemv");
		blas->trsm = find(library, prefix, "trsm");
		blas->getrf = find(library, prefix, "getrf");
		blas->laswp = find(library, prefix, "laswp");
		blas->potrf = find(library, prefix, "potrf");
		blas->geqrf = find(library, prefix, "geqrf");
		blas->larft = find(library, prefix, "larft");
		blas->larfb = find(library, prefix, "larfb");
		blas->gesdd = find(library, prefix, "gesdd");
		blas->syevd = find(library, prefix, blas->complex ? "heevd" : "syevd");
		blas->geev = find(library, prefix, "geev");
		blas->gelsd = find(library, prefix, "gelsd");
	}
	loaded = true;
}

const AxBlas *
ax_blas(AxKind kind)
{
	if (!loaded)
		load();
	Assert(kind == AX_KIND_FLOAT4 || kind == AX_KIND_FLOAT8 || kind == AX_KIND_COMPLEX);
	return &tables[kind == AX_KIND_FLOAT4 ? 0 : kind == AX_KIND_FLOAT8 ? 1 : 2];
}

/* c = alpha * a * b + beta * c where c has one row or one column and neither is turned. */
static bool
by_vector(const AxBlas *blas, Size m, Size n, Size k, const void *alpha, const void *a, int lda,
		  const void *b, int ldb, const void *beta, void *c, int ldc)
{
	int			rows = (int) m;
	int			columns = (int) n;
	int			inner = (int) k;
	int			next = 1;

	if (n != 1 && m != 1)
		return false;
	/* whatever stood there: 0 * NaN must not come of it */
	if (beta == blas->zero)
		for (Size i = 0; i < Max(m, n); i++)
			memset((char *) c + (n == 1 ? i : i * ldc) * blas->width, 0, blas->width);
	if (n == 1)
		blas->gemv("N", &rows, &inner, alpha, a, &lda, b, &next, beta, c, &next, 1);
	else
		blas->gemv("T", &inner, &columns, alpha, b, &ldb, a, &lda, beta, c, &ldc, 1);
	return true;
}

void
ax_blas_gemm(const AxBlas *blas, const char *trans_a, const char *trans_b,
			 Size m, Size n, Size k, const void *alpha, const void *a, Size lda,
			 const void *b, Size ldb, const void *beta, void *c, Size ldc)
{
	double		cost = blas->complex ? 8 : 2;
	double		limit = AX_BLAS_STEP / cost;
	Size		depth = Max((Size) Min((double) k, limit / (double) Max(m, 1)), 1);
	Size		step = Max((Size) Min((double) n, limit / ((double) Max(m, 1) * depth)), 1);
	bool		straight = *trans_a == 'N' && *trans_b == 'N';
	int			a_ld = (int) Max(lda, 1);
	int			b_ld = (int) Max(ldb, 1);
	int			c_ld = (int) Max(ldc, 1);

	if (m == 0 || n == 0 || k == 0)
		return;
	for (Size j = 0; j < n; j += step)
		for (Size p = 0; p < k; p += depth)
		{
			int			rows = (int) m;
			int			columns = (int) Min(step, n - j);
			int			inner = (int) Min(depth, k - p);
			const char *from_a = (const char *) a + (*trans_a == 'N' ? p * lda : p) * blas->width;
			const char *from_b = (const char *) b +
				(*trans_b == 'N' ? j * ldb + p : p * ldb + j) * blas->width;
			char	   *to = (char *) c + j * ldc * blas->width;
			const void *keep = p == 0 ? beta : blas->one;

			CHECK_FOR_INTERRUPTS();
			if (straight && by_vector(blas, m, columns, inner, alpha, from_a, a_ld, from_b, b_ld,
									  keep, to, c_ld))
				continue;
			blas->gemm(trans_a, trans_b, &rows, &columns, &inner, alpha, from_a, &a_ld,
					   from_b, &b_ld, keep, to, &c_ld, 1, 1);
		}
}
