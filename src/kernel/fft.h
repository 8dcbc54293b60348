/*
 * Fourier transforms of complex lines: out[k] = sum of in[j] * exp(-2 pi i j k / n).
 *
 * Mixed radix without reordering (Stockham), passes of radix 4, 2, 3, 5 and
 * any other prime up to AX_FFT_PRIME; lengths with a greater prime go as
 * convolutions with a chirp (Bluestein, A linear filtering approach to the
 * computation of discrete Fourier transform, 1970).  Factors are sines and
 * cosines of reduced angles, right to about one unit in the last place, so the
 * error grows with log n.
 *
 * AX_FFT_LANES lines can be transformed side by side, their cells interleaved:
 * re of all lines, im of all lines, cell by cell.  The inverse transform is
 * the same with re and im changing places, in and out.
 *
 * A transform goes by steps, each of at most about 2^20 cells:
 *
 *		ax_fft_begin(&fft, alloc, n, err)
 *		while (ax_fft_prepare(&fft))	{ a place to stop }
 *		ax_fft_start(&fft, &run, cells, scratch, lanes)
 *		while (ax_fft_step(&run))	{ a place to stop }
 *		... run.result: cells or scratch
 *		ax_fft_end(&fft)
 */
#ifndef AX_KERNEL_FFT_H
#define AX_KERNEL_FFT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"

#define AX_FFT_LANES 4
#define AX_FFT_PRIME 31
#define AX_FFT_PASSES 64

/* One pass: l1 groups of ido butterflies of `radix` cells. */
typedef struct AxFftPass
{
	size_t		radix;
	size_t		l1;				/* product of the radices before */
	size_t		ido;			/* n / l1 / radix */
	double	   *factors;		/* borrowed: (radix - 1) * ido pairs */
	const double *roots;		/* borrowed: `radix` roots of one, of a radix beyond 5 */
} AxFftPass;

/* A transform of one line, or of AX_FFT_LANES, on its way. */
typedef struct AxFftRun
{
	const struct AxFft *fft;	/* borrowed */
	double	   *cells;			/* borrowed; room for length cells of all lanes */
	double	   *scratch;		/* borrowed; as much */
	double	   *result;			/* cells or scratch: where the numbers are */
	bool		wide;			/* AX_FFT_LANES lines, else one */
	int			stage;			/* 0, or of a chirp: 1 there, 2 back */
	int			pass;			/* the next one */
	size_t		part;			/* of it */
} AxFftRun;

typedef struct AxFft
{
	AxAlloc		alloc;			/* lent by the caller */
	size_t		n;				/* cells of a line */
	size_t		length;			/* cells that passes run over: n, or of the chirp's convolution */
	int			npasses;
	AxFftPass	passes[AX_FFT_PASSES];
	double	   *tables;			/* owned: factors and roots */
	size_t		tables_size;	/* its bytes */
	double	   *chirp;			/* owned; n pairs, and the transform of `length`; or NULL */
	double	   *scratch;		/* owned; as long, until the chirp is transformed */
	size_t		at_pass;		/* how far the tables are filled */
	size_t		at_cell;
	AxFftRun	run;			/* of the chirp */
} AxFft;

/* Makes room for the tables of lines of n cells, at least 1; AX_MEMORY. */
extern AxStatus ax_fft_begin(AxFft *fft, AxAlloc alloc, size_t n, AxError *err);

/* Fills part of the tables; false when they are full. */
extern bool ax_fft_prepare(AxFft *fft);

extern void ax_fft_end(AxFft *fft);

/* Starts with n cells in `cells`; both have room for fft->length. */
extern void ax_fft_start(const AxFft *fft, AxFftRun *run, double *cells, double *scratch, bool wide);

/* Does a step; false when the transform is done. */
extern bool ax_fft_step(AxFftRun *run);

#endif
