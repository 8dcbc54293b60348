/* Fourier transforms of complex lines. */
#include "kernel/fft.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/clones.h"

/* Cells of a step. */
#define STEP_CELLS ((size_t) 1 << 20)

/* Cells of a table that are filled at once, each with up to 30 roots. */
#define FILL_CELLS 32768

/* aligned as palloc's memory is, to 8 */
typedef double Lanes __attribute__((vector_size(8 * AX_FFT_LANES), aligned(8)));

#define AX_T double
#define AX_LANES(name) name##_one
#include "kernel/fft_lanes.h"

#define AX_T Lanes
#define AX_LANES(name) name##_all
#include "kernel/fft_lanes.h"

/* exp(-2 pi i k / n) for k < n, from an angle of at most pi / 4. */
static void
root(uint64_t k, uint64_t n, double *pair)
{
	const double two_pi = 6.28318530717958647692528676655900577;
	uint64_t	eighth = 8 * k / n; /* 8 * 2^29 fits */
	double		c;
	double		s;
	/* the distance to the nearest axis, in eighths of n, exactly */
	uint64_t	steps = (eighth & 1) == 0 ? 8 * k - eighth * n : (eighth + 1) * n - 8 * k;
	double		angle = two_pi * ((double) steps / (8 * (double) n));

	c = cos(angle);
	s = sin(angle);
	switch (eighth)
	{
		case 0: pair[0] = c; pair[1] = -s; break;
		case 1: pair[0] = s; pair[1] = -c; break;
		case 2: pair[0] = -s; pair[1] = -c; break;
		case 3: pair[0] = -c; pair[1] = -s; break;
		case 4: pair[0] = -c; pair[1] = s; break;
		case 5: pair[0] = -s; pair[1] = c; break;
		case 6: pair[0] = s; pair[1] = c; break;
		default: pair[0] = c; pair[1] = s; break;
	}
}

/* Splits n into radices; returns their number, 0 if a prime is beyond AX_FFT_PRIME. */
static int
split(size_t n, size_t *radices)
{
	int			count = 0;

	for (; n % 4 == 0; n /= 4)
		radices[count++] = 4;
	for (size_t p = 2; p <= AX_FFT_PRIME; p++)
		for (; n % p == 0; n /= p)
			radices[count++] = p;
	return n == 1 ? count : 0;
}

/* The least length of at least n that has factors 2, 3 and 5 only. */
static size_t
smooth(size_t n)
{
	size_t		best = (size_t) 1 << 62;

	for (size_t five = 1; five < 2 * n; five *= 5)
		for (size_t three = five; three < 2 * n; three *= 3)
		{
			size_t		m = three;

			while (m < n)
				m *= 2;
			best = m < best ? m : best;
		}
	return best;
}

static AxStatus
no_memory(AxError *err)
{
	return ax_base_fail(err, AX_MEMORY, "out of memory");
}

/* Lays out the passes and makes room for their tables. */
static AxStatus
plan(AxFft *fft, AxError *err)
{
	size_t		radices[AX_FFT_PASSES];
	size_t		pairs = 0;
	size_t		l1 = 1;
	double	   *next;

	fft->npasses = split(fft->length, radices);
	for (int p = 0; p < fft->npasses; p++)
	{
		pairs += (radices[p] - 1) * (fft->length / l1 / radices[p]) + radices[p];
		l1 *= radices[p];
	}
	fft->tables_size = (pairs + 1) * 2 * sizeof(double);
	fft->tables = fft->alloc.resize(fft->alloc.state, NULL, 0, fft->tables_size);
	if (fft->tables == NULL)
		return no_memory(err);
	next = fft->tables;
	l1 = 1;
	for (int p = 0; p < fft->npasses; p++)
	{
		AxFftPass  *pass = &fft->passes[p];

		pass->radix = radices[p];
		pass->l1 = l1;
		pass->ido = fft->length / l1 / pass->radix;
		pass->factors = next;
		next += 2 * (pass->radix - 1) * pass->ido;
		pass->roots = next;
		for (size_t m = 0; m < pass->radix; m++, next += 2)
			root(m, pass->radix, next);
		l1 *= pass->radix;
	}
	return AX_OK;
}

/* Some factors of the pass in hand. */
static void
fill_factors(AxFft *fft)
{
	AxFftPass  *pass = &fft->passes[fft->at_pass];
	double	   *next = pass->factors + 2 * (pass->radix - 1) * fft->at_cell;
	size_t		end = fft->at_cell + FILL_CELLS < pass->ido ? fft->at_cell + FILL_CELLS : pass->ido;

	for (; fft->at_cell < end; fft->at_cell++)
		for (size_t m = 1; m < pass->radix; m++, next += 2)
			root(m * pass->l1 * fft->at_cell, fft->length, next);
	if (end == pass->ido)
	{
		fft->at_pass++;
		fft->at_cell = 0;
	}
}

/* Some of the chirp w[k] = exp(-pi i k^2 / n), and of its conjugate on a circle. */
static void
fill_chirp(AxFft *fft)
{
	size_t		n = fft->n;
	size_t		m = fft->length;
	size_t		end = fft->at_cell + FILL_CELLS < n ? fft->at_cell + FILL_CELLS : n;
	double	   *far = fft->chirp + 2 * n;

	if (fft->at_cell == 0)
		memset(far, 0, m * 2 * sizeof(double));
	for (; fft->at_cell < end; fft->at_cell++)
	{
		size_t		k = fft->at_cell;

		/* k^2 modulo 2 n, exactly */
		root((uint64_t) k * k % (2 * n), 2 * n, fft->chirp + 2 * k);
		far[2 * k] = fft->chirp[2 * k] / (double) m;
		far[2 * k + 1] = -fft->chirp[2 * k + 1] / (double) m;
		if (k > 0)
			memcpy(far + 2 * (m - k), far + 2 * k, 2 * sizeof(double));
	}
	if (end == n)
	{
		fft->at_pass++;
		ax_fft_start(fft, &fft->run, far, fft->scratch, false);
		fft->run.stage = 0;
	}
}

bool
ax_fft_prepare(AxFft *fft)
{
	double	   *far = fft->chirp + 2 * fft->n;

	if (fft->at_pass < (size_t) fft->npasses)
		fill_factors(fft);
	else if (fft->chirp != NULL && fft->at_pass == (size_t) fft->npasses)
		fill_chirp(fft);
	else if (fft->scratch != NULL && !ax_fft_step(&fft->run))
	{
		if (fft->run.result != far)
			memcpy(far, fft->run.result, fft->length * 2 * sizeof(double));
		fft->alloc.resize(fft->alloc.state, fft->scratch, fft->length * 2 * sizeof(double), 0);
		fft->scratch = NULL;
	}
	return fft->at_pass < (size_t) fft->npasses || fft->scratch != NULL;
}

AxStatus
ax_fft_begin(AxFft *fft, AxAlloc alloc, size_t n, AxError *err)
{
	size_t		radices[AX_FFT_PASSES];

	memset(fft, 0, sizeof(*fft));
	fft->alloc = alloc;
	fft->n = n;
	if (n == 1 || split(n, radices) > 0)
	{
		fft->length = n;
		return plan(fft, err);
	}
	fft->length = smooth(2 * n - 1);
	AX_TRY(plan(fft, err));
	fft->chirp = alloc.resize(alloc.state, NULL, 0, (n + fft->length) * 2 * sizeof(double));
	fft->scratch = alloc.resize(alloc.state, NULL, 0, fft->length * 2 * sizeof(double));
	if (fft->chirp == NULL || fft->scratch == NULL)
		return no_memory(err);
	return AX_OK;
}

void
ax_fft_end(AxFft *fft)
{
	if (fft->tables != NULL)
		fft->alloc.resize(fft->alloc.state, fft->tables, fft->tables_size, 0);
	if (fft->chirp != NULL)
		fft->alloc.resize(fft->alloc.state, fft->chirp,
						  (fft->n + fft->length) * 2 * sizeof(double), 0);
	if (fft->scratch != NULL)
		fft->alloc.resize(fft->alloc.state, fft->scratch, fft->length * 2 * sizeof(double), 0);
	fft->tables = fft->chirp = fft->scratch = NULL;
}

static void
times(const AxFftRun *run, double *cells, const double *pairs, size_t n, bool swapped)
{
	if (run->wide)
		run_times_all(cells, pairs, n, swapped);
	else
		run_times_one(cells, pairs, n, swapped);
}

void
ax_fft_start(const AxFft *fft, AxFftRun *run, double *cells, double *scratch, bool wide)
{
	run->fft = fft;
	run->cells = run->result = cells;
	run->scratch = scratch;
	run->wide = wide;
	run->stage = fft->chirp != NULL ? 1 : 0;
	run->pass = 0;
	run->part = 0;
}

/* Part of a pass; moves on to the next one. */
static void
step_pass(AxFftRun *run)
{
	const AxFftPass *p = &run->fft->passes[run->pass];
	size_t		cells = run->fft->length * (run->wide ? AX_FFT_LANES : 1);
	size_t		parts = (cells + STEP_CELLS - 1) / STEP_CELLS;
	double	   *to = run->result == run->cells ? run->scratch : run->cells;
	size_t		i0 = 0;
	size_t		i1 = p->ido;
	size_t		k0 = 0;
	size_t		k1 = p->l1;

	if (p->l1 >= parts)
	{
		k0 = p->l1 * run->part / parts;
		k1 = p->l1 * (run->part + 1) / parts;
	}
	else
	{
		i0 = p->ido * run->part / parts;
		i1 = p->ido * (run->part + 1) / parts;
	}
	if (run->wide)
		run_pass_all(p, run->result, to, i0, i1, k0, k1);
	else
		run_pass_one(p, run->result, to, i0, i1, k0, k1);
	if (++run->part == parts)
	{
		run->part = 0;
		run->pass++;
		run->result = to;
	}
}

/* Between the passes of a chirp: the lines there, times its transform, and back. */
static bool
step_chirp(AxFftRun *run)
{
	const AxFft *fft = run->fft;
	size_t		lanes = run->wide ? AX_FFT_LANES : 1;

	if (run->stage == 1)
	{
		/* swapped, the transform is the inverse one */
		times(run, run->result, fft->chirp + 2 * fft->n, fft->length, true);
		run->stage = 2;
		run->pass = 0;
		return true;
	}
	/* the places change back, and once more times the chirp */
	for (size_t i = 0; i < 2 * fft->n * lanes; i += 2 * lanes)
		for (size_t j = i; j < i + lanes; j++)
		{
			double		re = run->result[j + lanes];

			run->result[j + lanes] = run->result[j];
			run->result[j] = re;
		}
	times(run, run->result, fft->chirp, fft->n, false);
	run->stage = 0;
	return false;
}

bool
ax_fft_step(AxFftRun *run)
{
	const AxFft *fft = run->fft;
	size_t		lanes = run->wide ? AX_FFT_LANES : 1;

	if (run->stage == 1 && run->pass == 0 && run->part == 0)
	{
		times(run, run->cells, fft->chirp, fft->n, false);
		memset(run->cells + 2 * fft->n * lanes, 0,
			   (fft->length - fft->n) * 2 * lanes * sizeof(double));
	}
	if (run->pass < fft->npasses)
		step_pass(run);
	if (run->pass < fft->npasses)
		return true;
	return run->stage > 0 && step_chirp(run);
}
