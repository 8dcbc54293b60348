/*
 * Template: the slides of one operation.
 *
 * Needs SLIDE_T (an element), SLIDE_FN(verb) (a name) and SLIDE_JOIN(a, b) (what
 * two stretches, in order, come to).  Forgets them.
 */

/* n results from windows of `length` rows, each `shift` elements behind the one before. */
AX_INLINE void
SLIDE_FN(add_up) (const SLIDE_T *restrict in, SLIDE_T *restrict out, size_t n, size_t shift,
				  int length)
{
	for (size_t i = 0; i < n; i++)
	{
		SLIDE_T		total = in[i];

		for (int k = 1; k < length; k++)
			total = SLIDE_JOIN(total, in[i + k * shift]);
		out[i] = total;
	}
}

AX_CLONES static void
SLIDE_FN(direct_rows) (const SLIDE_T *in, SLIDE_T *out, size_t n, size_t shift, int length)
{
	switch (length)
	{
		case 2:
			SLIDE_FN(add_up) (in, out, n, shift, 2);
			break;
		case 3:
			SLIDE_FN(add_up) (in, out, n, shift, 3);
			break;
		case 4:
			SLIDE_FN(add_up) (in, out, n, shift, 4);
			break;
		case 5:
			SLIDE_FN(add_up) (in, out, n, shift, 5);
			break;
		case 6:
			SLIDE_FN(add_up) (in, out, n, shift, 6);
			break;
		case 7:
			SLIDE_FN(add_up) (in, out, n, shift, 7);
			break;
		default:
			SLIDE_FN(add_up) (in, out, n, shift, length);
			break;
	}
}

/* Short windows; those that reach beyond the block one by one. */
static void
SLIDE_FN(direct) (const AxSlide *slide, const SLIDE_T *in, SLIDE_T *out)
{
	size_t		inner = slide->inner;
	int			length = (int) ax_slide_length(slide);
	int64_t		start = slide->before - slide->first;	/* first result that is whole */
	int64_t		end = slide->rows - slide->after - slide->first;	/* behind the last one */

	start = start < 0 ? 0 : start > slide->results ? slide->results : start;
	end = end < start ? start : end > slide->results ? slide->results : end;
	if (end > start)
		SLIDE_FN(direct_rows) (in + (slide->first + start - slide->before) * inner,
							   out + start * inner, (end - start) * inner, inner, length);
	for (int64_t r = start > 0 ? 0 : end; r < slide->results; r = r + 1 == start ? end : r + 1)
	{
		int64_t		from = slide->first + r - slide->before;
		int64_t		to = slide->first + r + slide->after;

		from = from < 0 ? 0 : from;
		to = to >= slide->rows ? slide->rows - 1 : to;
		SLIDE_FN(direct_rows) (in + from * inner, out + r * inner, inner, inner,
							   (int) (to - from + 1));
	}
}

/*
 * Running results of rows low .. high, from the beginning of each block of
 * windows and back from its end; lanes of them, which lie apart in the block.
 */
AX_INLINE void
SLIDE_FN(run) (const AxSlide *slide, const SLIDE_T *restrict in, int64_t low, int64_t high,
			   size_t lanes, SLIDE_T *restrict head, SLIDE_T *restrict tail)
{
	for (int64_t from = low, to; from <= high; from = to + 1)
	{
		to = block_end(slide, from);
		to = to > high ? high : to;
		for (size_t k = 0; k < lanes; k++)
		{
			head[(from - low) * lanes + k] = in[from * slide->inner + k];
			tail[(to - low) * lanes + k] = in[to * slide->inner + k];
		}
		for (int64_t r = from + 1 - low; r <= to - low; r++)
			for (size_t k = 0; k < lanes; k++)
				head[r * lanes + k] = SLIDE_JOIN(head[(r - 1) * lanes + k],
												 in[(r + low) * slide->inner + k]);
		for (int64_t r = to - 1 - low; r >= from - low; r--)
			for (size_t k = 0; k < lanes; k++)
				tail[r * lanes + k] = SLIDE_JOIN(in[(r + low) * slide->inner + k],
												 tail[(r + 1) * lanes + k]);
	}
}

/* Result rows from .. end - 1 of some lanes from the running results of rows low .. high. */
AX_INLINE void
SLIDE_FN(join) (const AxSlide *slide, SLIDE_T *restrict out, int64_t from, int64_t end,
				int64_t low, int64_t high, size_t lanes,
				const SLIDE_T *restrict head, const SLIDE_T *restrict tail)
{
	int64_t		length = ax_slide_length(slide);

	for (int64_t r = from, n; r < end; r += n)
	{
		int64_t		s = slide->first + r - slide->before;	/* the window's first row */
		int64_t		e = s + length - 1;		/* its last row */
		int64_t		last = block_end(slide, s); /* of the block of s */
		bool		in_tail;
		bool		in_head;

		/* windows that begin in one block and end, whole, in the next */
		n = last - s + 1;
		n = n > end - r ? end - r : n;
		n = n > high - e + 1 ? high - e + 1 : n;
		if (s >= low && e > last && n > 0)
		{
			const SLIDE_T *a = tail + (s - low) * lanes;
			const SLIDE_T *b = head + (e - low) * lanes;

			for (int64_t i = 0; i < n; i++)
				for (size_t k = 0; k < lanes; k++)
					out[(r + i) * slide->inner + k] = SLIDE_JOIN(a[i * lanes + k],
																 b[i * lanes + k]);
			continue;
		}
		n = 1;
		s = s < low ? low : s;
		e = e > high ? high : e;
		in_tail = s <= last;
		in_head = e > last;
		for (size_t k = 0; k < lanes; k++)
		{
			SLIDE_T		total = in_tail ? tail[(s - low) * lanes + k] : head[(e - low) * lanes + k];

			if (in_tail && in_head)
				total = SLIDE_JOIN(total, head[(e - low) * lanes + k]);
			out[r * slide->inner + k] = total;
		}
	}
}

AX_CLONES static void
SLIDE_FN(long_rows) (const AxSlide *slide, const SLIDE_T *in, SLIDE_T *out, int64_t from,
					 int64_t end, int64_t low, int64_t high, size_t lanes,
					 SLIDE_T *head, SLIDE_T *tail)
{
	if (lanes == 1)
	{
		SLIDE_FN(run) (slide, in, low, high, 1, head, tail);
		SLIDE_FN(join) (slide, out, from, end, low, high, 1, head, tail);
	}
	else
	{
		SLIDE_FN(run) (slide, in, low, high, lanes, head, tail);
		SLIDE_FN(join) (slide, out, from, end, low, high, lanes, head, tail);
	}
}

/* Long windows: one piece, as steps cut the work. */
static void
SLIDE_FN(piece) (const AxSlide *slide, const Steps *steps, uint64_t piece, const SLIDE_T *in,
				 SLIDE_T *out, SLIDE_T *room)
{
	size_t		lane = piece / steps->pieces * steps->lanes;
	size_t		lanes = slide->inner - lane < steps->lanes ? slide->inner - lane : steps->lanes;
	int64_t		from = (int64_t) (piece % steps->pieces) * steps->results;
	int64_t		end = slide->results - from < steps->results ? slide->results : from + steps->results;
	int64_t		low = slide->first + from - slide->before;
	int64_t		high = slide->first + end - 1 + slide->after;

	SLIDE_FN(long_rows) (slide, in + lane, out + lane, from, end, low < 0 ? 0 : low,
						 high >= slide->rows ? slide->rows - 1 : high, lanes, room,
						 room + steps->block_rows * steps->lanes);
}

static void
SLIDE_FN(slide) (const AxSlide *slide, const Steps *steps, uint64_t piece, const void *in,
				 void *out, void *room)
{
	if (steps == NULL)
		SLIDE_FN(direct) (slide, in, out);
	else
		SLIDE_FN(piece) (slide, steps, piece, in, out, room);
}

#undef SLIDE_T
#undef SLIDE_FN
#undef SLIDE_JOIN
