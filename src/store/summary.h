/*
 * chunk_summary: the summaries of all attributes of a chunk in one value.
 *
 * Bytes after the length word, numbers little-endian, padding zero:
 *
 *		 0 u8	version
 *		 1 u8	zero
 *		 2 u16	number of attributes
 *		 4		zero, to 8
 *		then	88 bytes an attribute:
 *				 0 u8	element kind
 *				 1 u8	flags: 1 = range, 2 = sum
 *				 2		zero, to 8
 *				 8 u64	present cells
 *				16 u64	of them NULL
 *				24 u64	of them NaN
 *				32		zero, to 40
 *				40		min, max, sum: 16 bytes each (i128, f64 + zero, 2 i64, 2 f64)
 *
 * What is not set is zero.
 */
#ifndef AX_STORE_SUMMARY_H
#define AX_STORE_SUMMARY_H

#include "postgres.h"

#include "lib/stringinfo.h"

#include "format/summary.h"

#define AX_CHUNK_SUMMARY_VERSION 1
#define AX_CHUNK_SUMMARY_HEAD 8
#define AX_CHUNK_SUMMARY_ENTRY 88

typedef struct AxAttributeSummary
{
	AxKind		kind;			/* of the attribute */
	AxSummary	summary;		/* of its cells in the chunk */
} AxAttributeSummary;

/*
 * Number of attributes of a detoasted chunk_summary (a short length word will
 * do); XX001 when its bytes are damaged.
 */
extern int	ax_chunk_summary_count(const struct varlena *value);

/* Kind and summary of attribute att, from 0; XX001 when its bytes are damaged. */
extern void ax_chunk_summary_get(const struct varlena *value, int att,
								 AxKind *kind, AxSummary *out);

/* Makes the value of `count` attributes, in the current memory context. */
extern struct varlena *ax_chunk_summary_make(const AxAttributeSummary *atts, int count);

/*
 * Reads attribute att of a value of the right length; returns what is wrong
 * with it, or NULL.
 */
extern const char *ax_chunk_summary_read(const struct varlena *value, int att,
										 AxKind *kind, AxSummary *out);

/*
 * Says what is wrong with a summary that came from outside, NULL if nothing:
 * counts that exclude each other, numbers that are none of the kind.
 */
extern const char *ax_chunk_summary_fault(AxKind kind, const AxSummary *summary);

/*
 * Prints a value of the kind, or a sum of such (which is wider), as JSON: a
 * string where JSON has no such number.
 */
extern void ax_chunk_summary_print(StringInfo out, AxKind kind, AxNumber number, bool is_sum);

#endif
