/*
 * numpy's files of one array, .npy, versions 1.0 to 3.0.
 *
 *	file	"\x93NUMPY", u8 major, u8 minor, u16 (version 1) or u32 length of
 *			the text, text, items
 *	text	a Python dictionary {'descr': D, 'fortran_order': False or True,
 *			'shape': (n, ...)}, then spaces and line ends
 *	D		'<f8' and so on, or of rational and point2d a list of two fields,
 *			[('num', '<i8'), ('den', '<i8')] and [('x', '<f8'), ('y', '<f8')]
 *
 * Everything read comes from outside: damage is AX_BINARY, a type that has no
 * kind AX_UNSUPPORTED, too many axes or cells AX_LIMIT, a number that the
 * kind cannot hold AX_RANGE.
 */
#ifndef AX_FORMAT_NPY_H
#define AX_FORMAT_NPY_H

#include "base/status.h"
#include "format/kind.h"
#include "shape/box.h"

/* Room for what ax_npy_write_head writes: 32 lengths of 10 digits and the rest. */
#define AX_NPY_HEAD 768

typedef struct AxNpy
{
	AxKind		kind;			/* that the items become */
	const char *type;			/* numpy's code without byte order: f8, M8; num, x of pairs */
	uint32_t	size;			/* bytes of an item */
	uint32_t	part;			/* bytes of its parts, which byte order turns */
	bool		swap;			/* items are big-endian */
	int64_t		microseconds;	/* of an M8 unit; 0 where it is a day */
	bool		fortran;		/* the first axis runs fastest */
	int			ndim;
	int64_t		shape[AX_MAX_DIMS]; /* lengths of the axes */
	uint64_t	cells;			/* their product */
	uint64_t	strides[AX_MAX_DIMS];	/* in items, of each axis */
	size_t		data;			/* offset of the items */
} AxNpy;

/* Reads and checks the head of a file of so many bytes, and that it has all items. */
extern AxStatus ax_npy_read_head(const uint8_t *bytes, size_t size, AxNpy *npy, AxError *err);

/*
 * Reads items as cells number first .. first + n, in row-major order.  raw
 * has room for n items, cells for n cells, both aligned to 8; valid for n
 * bits, zero before.  NaT is a cell that is not valid.
 */
extern AxStatus ax_npy_read(const AxNpy *npy, const uint8_t *bytes, uint64_t first, size_t n,
							void *raw, void *cells, uint64_t *valid, AxError *err);

/*
 * Writes the head of a file of that kind, version 1.0; *length is a multiple
 * of 64.  AX_UNSUPPORTED for a kind that numpy has nothing for.
 */
extern AxStatus ax_npy_write_head(AxKind kind, const AxBox *box, char out[AX_NPY_HEAD],
								  size_t *length, AxError *err);

/* Bytes of an item of a kind that ax_npy_write_head took. */
extern uint32_t ax_npy_item_bytes(AxKind kind);

/*
 * Writes n cells as items to out, at any address.  Cells of dates and
 * timestamps that are not valid are NaT; valid means nothing to others.
 */
extern AxStatus ax_npy_write(AxKind kind, const void *cells, const uint64_t *valid, size_t n,
							 uint8_t *out, AxError *err);

#endif
