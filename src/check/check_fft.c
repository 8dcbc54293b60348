/* Checks of Fourier transforms against the sum that defines them. */
#include <math.h>
#include <stdlib.h>

#include "check/check.h"
#include "kernel/fft.h"

static void *
resize(void *state, void *memory, size_t old_size, size_t new_size)
{
	if (new_size == 0)
	{
		free(memory);
		return NULL;
	}
	return realloc(memory, new_size);
}

static void *
refuse(void *state, void *memory, size_t old_size, size_t new_size)
{
	int		   *left = state;

	if (new_size > 0 && (*left)-- == 0)
		return NULL;
	return resize(NULL, memory, old_size, new_size);
}

/* The greatest error of a transform of n cells, over the greatest size of its results. */
static double
worst(const AxFft *fft, int lanes)
{
	size_t		n = fft->n;
	double	   *cells = malloc(2 * sizeof(double) * lanes * fft->length);
	double	   *scratch = malloc(2 * sizeof(double) * lanes * fft->length);
	double	   *before = malloc(2 * sizeof(double) * lanes * n);
	double		size = 0;
	double		most = 0;
	AxFftRun	run;

	for (size_t i = 0; i < 2 * n * lanes; i++)
		cells[i] = before[i] = (double) ((i * 2654435761u + n) % 1000003) / 500000 - 1;
	ax_fft_start(fft, &run, cells, scratch, lanes > 1);
	while (ax_fft_step(&run))
		;
	for (int l = 0; l < lanes; l++)
		for (size_t k = 0; k < n; k++)
		{
			long double re = 0;
			long double im = 0;

			for (size_t j = 0; j < n; j++)
			{
				long double angle = -6.28318530717958647692528676655900577L * (j * k % n) / n;
				long double a = before[2 * lanes * j + l];
				long double b = before[2 * lanes * j + lanes + l];

				re += a * cosl(angle) - b * sinl(angle);
				im += a * sinl(angle) + b * cosl(angle);
			}
			size = fmax(size, hypot((double) re, (double) im));
			most = fmax(most, hypot((double) (run.result[2 * lanes * k + l] - re),
									(double) (run.result[2 * lanes * k + lanes + l] - im)));
		}
	free(cells);
	free(scratch);
	free(before);
	return most / size;
}

static void
check_length(size_t n)
{
	AxAlloc		alloc = {resize, NULL};
	AxFft		fft;
	AxError		err;

	CHECK(ax_fft_begin(&fft, alloc, n, &err) == AX_OK);
	while (ax_fft_prepare(&fft))
		;
	for (int lanes = 1; lanes <= AX_FFT_LANES; lanes += AX_FFT_LANES - 1)
	{
		double		error = worst(&fft, lanes);

		CHECK_THAT_(error <= (fft.chirp != NULL ? 2e-15 : 6e-16), "%zu cells, %d lanes: error %g",
					n, lanes, error);
	}
	ax_fft_end(&fft);
}

/* A length of several steps: a single wave has all its weight at its frequency. */
static void
check_long(size_t n, size_t frequency)
{
	AxAlloc		alloc = {resize, NULL};
	AxFft		fft;
	AxError		err;
	AxFftRun	run;
	double	   *cells;
	double	   *scratch;
	int			steps = 0;

	CHECK(ax_fft_begin(&fft, alloc, n, &err) == AX_OK);
	while (ax_fft_prepare(&fft))
		steps++;
	CHECK(steps > 10);
	cells = malloc(2 * sizeof(double) * fft.length);
	scratch = malloc(2 * sizeof(double) * fft.length);
	for (size_t j = 0; j < n; j++)
	{
		double		angle = 6.283185307179586 * (double) (j * frequency % n) / (double) n;

		cells[2 * j] = cos(angle);
		cells[2 * j + 1] = sin(angle);
	}
	ax_fft_start(&fft, &run, cells, scratch, false);
	while (ax_fft_step(&run))
		steps++;
	CHECK(steps > 20);
	for (size_t k = 0; k < n; k++)
	{
		double		re = run.result[2 * k] - (k == frequency ? (double) n : 0);

		if (hypot(re, run.result[2 * k + 1]) > 1e-7)
		{
			CHECK_THAT_(false, "%zu cells: (%g,%g) at %zu", n, re, run.result[2 * k + 1], k);
			break;
		}
	}
	free(cells);
	free(scratch);
	ax_fft_end(&fft);
}

/* No memory is an error, and nothing is lost. */
static void
check_memory(void)
{
	for (int allowed = 0; allowed < 3; allowed++)
	{
		int			left = allowed;
		AxAlloc		alloc = {refuse, &left};
		AxFft		fft;
		AxError		err;

		CHECK(ax_fft_begin(&fft, alloc, 37, &err) == AX_MEMORY);
		ax_fft_end(&fft);
	}
}

int
main(void)
{
	static const size_t others[] = {242, 256, 289, 360, 841, 961, 1000};

	for (size_t n = 1; n <= 130; n++)
		check_length(n);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		check_length(others[i]);
	check_long((size_t) 3 << 20, 12345);
	check_long(1048583, 99);
	check_memory();
	return check_done();
}
