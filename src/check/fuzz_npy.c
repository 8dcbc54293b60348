/*
 * Fuzz target of .npy files: no input breaks the reader, and what it takes is
 * written to a file that reads alike.
 */
#include <stdlib.h>
#include <string.h>

#include "check/sample.h"
#include "format/npy.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define STEP 192				/* cells read at a time, not a divisor of most sizes */

/* Reads all cells; NULL where one of them is refused. */
static uint8_t *
read_cells(const AxNpy *npy, const uint8_t *bytes, uint64_t *valid)
{
	uint32_t	width = ax_kind_info(npy->kind)->width;
	uint8_t    *cells = calloc(npy->cells * width + 16, 1);
	uint8_t    *raw = malloc(STEP * npy->size + 16);
	AxError		err;
	AxStatus	status = AX_OK;

	for (uint64_t first = 0; status == AX_OK && first < npy->cells; first += STEP)
	{
		size_t		n = npy->cells - first < STEP ? npy->cells - first : STEP;

		status = ax_npy_read(npy, bytes, first, n, raw, cells + first * width, valid + first / 64, &err);
	}
	free(raw);
	if (status == AX_OK)
		return cells;
	if (status != AX_BINARY && status != AX_RANGE && status != AX_DIVISION)
		abort();
	free(cells);
	return NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t    *bytes = malloc(size + 1);
	AxError		err = {0};
	AxNpy		npy;
	uint64_t   *valid;
	uint8_t    *cells;

	memcpy(bytes, data, size);
	if (ax_npy_read_head(bytes, size, &npy, &err) != AX_OK)
	{
		if ((err.status != AX_BINARY && err.status != AX_UNSUPPORTED && err.status != AX_LIMIT) ||
			err.message[0] == '\0')
			abort();
		free(bytes);
		return 0;
	}
	valid = calloc(AX_MASK_WORDS(npy.cells) + 1, sizeof(uint64_t));
	cells = read_cells(&npy, bytes, valid);
	if (cells != NULL)
	{
		uint64_t   *valid_again = calloc(AX_MASK_WORDS(npy.cells) + 1, sizeof(uint64_t));
		AxBox		box = {.ndim = npy.ndim};
		char		head[AX_NPY_HEAD];
		size_t		length;
		size_t		total;
		uint8_t    *written;
		uint8_t    *again;
		AxNpy		read;

		for (int d = 0; d < npy.ndim; d++)
			box.upper[d] = npy.shape[d] - 1;
		if (ax_npy_write_head(npy.kind, &box, head, &length, &err) != AX_OK || length % 64 != 0)
			abort();
		total = length + npy.cells * ax_npy_item_bytes(npy.kind);
		written = malloc(total);
		memcpy(written, head, length);
		/* of timestamps the last ones are beyond 64 bits from 1970 on */
		if (ax_npy_write(npy.kind, cells, valid, npy.cells, written + length, &err) == AX_OK)
		{
			if (ax_npy_read_head(written, total, &read, &err) != AX_OK || read.kind != npy.kind ||
				read.cells != npy.cells || read.ndim != npy.ndim ||
				memcmp(read.shape, npy.shape, sizeof(read.shape[0]) * (size_t) read.ndim) != 0)
				abort();
			again = read_cells(&read, written, valid_again);
			if (again == NULL ||
				memcmp(again, cells, npy.cells * ax_kind_info(npy.kind)->width) != 0 ||
				memcmp(valid, valid_again, AX_MASK_BYTES(npy.cells)) != 0)
				abort();
			free(again);
		}
		else if (err.status != AX_RANGE)
			abort();
		free(written);
		free(valid_again);
		free(cells);
	}
	free(valid);
	free(bytes);
	return 0;
}
