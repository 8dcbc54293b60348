/* Three-valued logic over conditions. */
#include "kernel/logic.h"

#include "kernel/bits.h"

void
ax_kernel_and(AxTruth a, AxTruth b, size_t n, AxTruth out)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		uint64_t	truth = a.truth[w] & b.truth[w];

		out.known[w] = truth | (a.known[w] & ~a.truth[w]) | (b.known[w] & ~b.truth[w]);
		out.truth[w] = truth;
	}
}

void
ax_kernel_or(AxTruth a, AxTruth b, size_t n, AxTruth out)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		uint64_t	truth = a.truth[w] | b.truth[w];

		out.known[w] = truth | (a.known[w] & b.known[w]);
		out.truth[w] = truth;
	}
}

void
ax_kernel_not(AxTruth a, size_t n, AxTruth out)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		uint64_t	known = a.known[w];

		out.truth[w] = known & ~a.truth[w];
		out.known[w] = known;
	}
}

void
ax_kernel_and_rest(AxTruth a, const uint64_t *selected, size_t n, uint64_t *rest)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		rest[w] = ax_vector_selected(selected, n, w) & ~(a.known[w] & ~a.truth[w]);
}

void
ax_kernel_or_rest(AxTruth a, const uint64_t *selected, size_t n, uint64_t *rest)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
		rest[w] = ax_vector_selected(selected, n, w) & ~a.truth[w];
}

void
ax_kernel_is_null(const AxVector *vector, const uint64_t *selected, size_t n, AxTruth out)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		out.known[w] = ax_vector_selected(selected, n, w);
		out.truth[w] = out.known[w] & ~ax_vector_valid(vector, w);
	}
}

void
ax_kernel_is_not_null(const AxVector *vector, const uint64_t *selected, size_t n,
					  AxTruth out)
{
	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		out.known[w] = ax_vector_selected(selected, n, w);
		out.truth[w] = out.known[w] & ax_vector_valid(vector, w);
	}
}

void
ax_kernel_truth(const AxVector *vector, const uint64_t *selected, size_t n, AxTruth out)
{
	const uint8_t *cells = vector->values;

	for (size_t w = 0; w < AX_MASK_WORDS(n); w++)
	{
		size_t		count = n - 64 * w < 64 ? n - 64 * w : 64;
		uint8_t		bytes[64] = {0};

		out.known[w] = ax_vector_selected(selected, n, w) & ax_vector_valid(vector, w);
		if (vector->constant)
		{
			out.truth[w] = cells[0] != 0 ? out.known[w] : 0;
			continue;
		}
		for (size_t i = 0; i < count; i++)
			bytes[i] = (uint8_t) -(cells[64 * w + i] != 0);
		out.truth[w] = ax_bits_pack(bytes) & out.known[w];
	}
}

void
ax_kernel_cells(AxTruth truth, size_t n, uint8_t *values)
{
	for (size_t from = 0; from < n; from += 64)
	{
		size_t		count = n - from < 64 ? n - from : 64;
		uint8_t		bytes[64];

		ax_bits_spread(truth.truth[from / 64], bytes);
		for (size_t i = 0; i < count; i++)
			values[from + i] = bytes[i] & 1;
	}
}

/* With the instruction for it, which is not in the oldest x86-64. */
AX_CLONES static size_t
select_words(const uint64_t *truth, const uint64_t *from, size_t words, uint64_t *to)
{
	size_t		count = 0;

	for (size_t w = 0; w < words; w++)
	{
		to[w] = from != NULL ? from[w] & truth[w] : truth[w];
		count += (size_t) __builtin_popcountll(to[w]);
	}
	return count;
}

size_t
ax_kernel_select(AxTruth truth, const uint64_t *from, size_t n, uint64_t *to)
{
	/* no bit of truth is beyond the last cell */
	return select_words(truth.truth, from, AX_MASK_WORDS(n), to);
}
