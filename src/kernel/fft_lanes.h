/*
 * Passes of a Fourier transform over lanes: template with AX_T, the type of
 * one part of a cell in all lanes, and AX_LANES(name).
 *
 * A cell is two AX_T.  Butterfly (i, k) takes cells i + ido * (m + radix * k) of
 * `in`, m from 0 to radix - 1, and gives cells i + ido * (k + l1 * m) of `out`,
 * times factor m of i.
 */

/* (re, im) of out times the factor at f. */
#define AX_PUT(cell, f, a, b) \
	do { \
		AX_T		re_ = (a); \
		AX_T		im_ = (b); \
		(cell)[0] = re_ * (f)[0] - im_ * (f)[1]; \
		(cell)[1] = re_ * (f)[1] + im_ * (f)[0]; \
	} while (0)

AX_INLINE void
AX_LANES(radix2) (const AxFftPass *p, const AX_T *in, AX_T *out,
				  size_t i0, size_t i1, size_t k0, size_t k1)
{
	size_t		ido = p->ido;

	for (size_t k = k0; k < k1; k++)
		for (size_t i = i0; i < i1; i++)
		{
			const AX_T *a = in + 2 * (i + ido * 2 * k);
			const AX_T *b = a + 2 * ido;
			AX_T	   *x = out + 2 * (i + ido * k);

			x[0] = a[0] + b[0];
			x[1] = a[1] + b[1];
			AX_PUT(x + 2 * ido * p->l1, p->factors + 2 * i, a[0] - b[0], a[1] - b[1]);
		}
}

AX_INLINE void
AX_LANES(radix3) (const AxFftPass *p, const AX_T *in, AX_T *out,
				  size_t i0, size_t i1, size_t k0, size_t k1)
{
	const double half = 0.5;
	const double high = 0.86602540378443864676;	/* sin(pi / 3) */
	size_t		ido = p->ido;

	for (size_t k = k0; k < k1; k++)
		for (size_t i = i0; i < i1; i++)
		{
			const AX_T *a = in + 2 * (i + ido * 3 * k);
			const AX_T *b = a + 2 * ido;
			const AX_T *c = b + 2 * ido;
			AX_T	   *x = out + 2 * (i + ido * k);
			const double *f = p->factors + 4 * i;
			AX_T		sum_re = b[0] + c[0];
			AX_T		sum_im = b[1] + c[1];
			AX_T		mid_re = a[0] - sum_re * half;
			AX_T		mid_im = a[1] - sum_im * half;
			AX_T		turn_re = (b[1] - c[1]) * high;
			AX_T		turn_im = (c[0] - b[0]) * high;

			x[0] = a[0] + sum_re;
			x[1] = a[1] + sum_im;
			AX_PUT(x + 2 * ido * p->l1, f, mid_re + turn_re, mid_im + turn_im);
			AX_PUT(x + 4 * ido * p->l1, f + 2, mid_re - turn_re, mid_im - turn_im);
		}
}

AX_INLINE void
AX_LANES(radix4) (const AxFftPass *p, const AX_T *in, AX_T *out,
				  size_t i0, size_t i1, size_t k0, size_t k1)
{
	size_t		ido = p->ido;

	for (size_t k = k0; k < k1; k++)
		for (size_t i = i0; i < i1; i++)
		{
			const AX_T *a = in + 2 * (i + ido * 4 * k);
			const AX_T *b = a + 2 * ido;
			const AX_T *c = b + 2 * ido;
			const AX_T *d = c + 2 * ido;
			AX_T	   *x = out + 2 * (i + ido * k);
			const double *f = p->factors + 6 * i;
			AX_T		p_re = a[0] + c[0];
			AX_T		p_im = a[1] + c[1];
			AX_T		q_re = a[0] - c[0];
			AX_T		q_im = a[1] - c[1];
			AX_T		r_re = b[0] + d[0];
			AX_T		r_im = b[1] + d[1];
			AX_T		s_re = b[1] - d[1];
			AX_T		s_im = d[0] - b[0];

			x[0] = p_re + r_re;
			x[1] = p_im + r_im;
			AX_PUT(x + 2 * ido * p->l1, f, q_re + s_re, q_im + s_im);
			AX_PUT(x + 4 * ido * p->l1, f + 2, p_re - r_re, p_im - r_im);
			AX_PUT(x + 6 * ido * p->l1, f + 4, q_re - s_re, q_im - s_im);
		}
}

AX_INLINE void
AX_LANES(radix5) (const AxFftPass *p, const AX_T *in, AX_T *out,
				  size_t i0, size_t i1, size_t k0, size_t k1)
{
	const double c1 = 0.30901699437494742410;	/* cos(2 pi / 5) */
	const double c2 = -0.80901699437494742410;	/* cos(4 pi / 5) */
	const double s1 = 0.95105651629515357212;	/* sin(2 pi / 5) */
	const double s2 = 0.58778525229247312917;	/* sin(4 pi / 5) */
	size_t		ido = p->ido;

	for (size_t k = k0; k < k1; k++)
		for (size_t i = i0; i < i1; i++)
		{
			const AX_T *a = in + 2 * (i + ido * 5 * k);
			const AX_T *b = a + 2 * ido;
			const AX_T *c = b + 2 * ido;
			const AX_T *d = c + 2 * ido;
			const AX_T *e = d + 2 * ido;
			AX_T	   *x = out + 2 * (i + ido * k);
			const double *f = p->factors + 8 * i;
			AX_T		p_re = b[0] + e[0];
			AX_T		p_im = b[1] + e[1];
			AX_T		q_re = c[0] + d[0];
			AX_T		q_im = c[1] + d[1];
			AX_T		r_re = b[1] - e[1];
			AX_T		r_im = e[0] - b[0];
			AX_T		s_re = c[1] - d[1];
			AX_T		s_im = d[0] - c[0];
			AX_T		t_re = a[0] + p_re * c1 + q_re * c2;
			AX_T		t_im = a[1] + p_im * c1 + q_im * c2;
			AX_T		u_re = r_re * s1 + s_re * s2;
			AX_T		u_im = r_im * s1 + s_im * s2;
			AX_T		v_re = a[0] + p_re * c2 + q_re * c1;
			AX_T		v_im = a[1] + p_im * c2 + q_im * c1;
			AX_T		w_re = r_re * s2 - s_re * s1;
			AX_T		w_im = r_im * s2 - s_im * s1;

			x[0] = a[0] + p_re + q_re;
			x[1] = a[1] + p_im + q_im;
			AX_PUT(x + 2 * ido * p->l1, f, t_re + u_re, t_im + u_im);
			AX_PUT(x + 4 * ido * p->l1, f + 2, v_re + w_re, v_im + w_im);
			AX_PUT(x + 6 * ido * p->l1, f + 4, v_re - w_re, v_im - w_im);
			AX_PUT(x + 8 * ido * p->l1, f + 6, t_re - u_re, t_im - u_im);
		}
}

/* Any radix: cells m and radix - m are joined, which halves the work. */
AX_INLINE void
AX_LANES(radix_any) (const AxFftPass *p, const AX_T *in, AX_T *out,
					 size_t i0, size_t i1, size_t k0, size_t k1)
{
	size_t		ido = p->ido;
	size_t		radix = p->radix;
	size_t		half = radix / 2;
	AX_T		plus[AX_FFT_PRIME][2];
	AX_T		minus[AX_FFT_PRIME][2];

	for (size_t k = k0; k < k1; k++)
		for (size_t i = i0; i < i1; i++)
		{
			const AX_T *a = in + 2 * (i + ido * radix * k);
			AX_T	   *x = out + 2 * (i + ido * k);
			const double *f = p->factors + 2 * (radix - 1) * i;
			AX_T		sum_re = a[0];
			AX_T		sum_im = a[1];

			for (size_t m = 1; m <= half; m++)
			{
				const AX_T *b = a + 2 * ido * m;
				const AX_T *c = a + 2 * ido * (radix - m);

				plus[m][0] = b[0] + c[0];
				plus[m][1] = b[1] + c[1];
				minus[m][0] = b[0] - c[0];
				minus[m][1] = b[1] - c[1];
				sum_re += plus[m][0];
				sum_im += plus[m][1];
			}
			for (size_t j = 1; j <= half; j++)
			{
				AX_T		t_re = a[0];
				AX_T		t_im = a[1];
				AX_T		u_re = minus[1][1] * -p->roots[2 * j + 1];
				AX_T		u_im = minus[1][0] * p->roots[2 * j + 1];
				size_t		at = j;

				t_re += plus[1][0] * p->roots[2 * j];
				t_im += plus[1][1] * p->roots[2 * j];
				for (size_t m = 2; m <= half; m++)
				{
					at += j;
					at -= at >= radix ? radix : 0;
					t_re += plus[m][0] * p->roots[2 * at];
					t_im += plus[m][1] * p->roots[2 * at];
					u_re -= minus[m][1] * p->roots[2 * at + 1];
					u_im += minus[m][0] * p->roots[2 * at + 1];
				}
				AX_PUT(x + 2 * ido * p->l1 * j, f + 2 * (j - 1), t_re + u_re, t_im + u_im);
				AX_PUT(x + 2 * ido * p->l1 * (radix - j), f + 2 * (radix - j - 1),
					   t_re - u_re, t_im - u_im);
			}
			x[0] = sum_re;
			x[1] = sum_im;
		}
}

static AX_CLONES void
AX_LANES(run_pass) (const AxFftPass *p, const double *from, double *to,
					size_t i0, size_t i1, size_t k0, size_t k1)
{
	const AX_T *in = (const AX_T *) from;
	AX_T	   *out = (AX_T *) to;

	switch (p->radix)
	{
		case 2:
			AX_LANES(radix2) (p, in, out, i0, i1, k0, k1);
			break;
		case 3:
			AX_LANES(radix3) (p, in, out, i0, i1, k0, k1);
			break;
		case 4:
			AX_LANES(radix4) (p, in, out, i0, i1, k0, k1);
			break;
		case 5:
			AX_LANES(radix5) (p, in, out, i0, i1, k0, k1);
			break;
		default:
			AX_LANES(radix_any) (p, in, out, i0, i1, k0, k1);
			break;
	}
}

/* Each of n cells times a pair, and then re and im change places if swapped. */
static AX_CLONES void
AX_LANES(run_times) (double *cells, const double *pairs, size_t n, bool swapped)
{
	AX_T	   *x = (AX_T *) cells;
	int			first = swapped ? 1 : 0;

	for (size_t i = 0; i < n; i++)
	{
		AX_T		re = x[2 * i] * pairs[2 * i] - x[2 * i + 1] * pairs[2 * i + 1];
		AX_T		im = x[2 * i] * pairs[2 * i + 1] + x[2 * i + 1] * pairs[2 * i];

		x[2 * i + first] = re;
		x[2 * i + 1 - first] = im;
	}
}

#undef AX_PUT
#undef AX_T
#undef AX_LANES
