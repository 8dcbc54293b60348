/*
 * Status codes and the error struct of the PG-free core.
 *
 * A function that can fail returns an AxStatus and, when that is not AX_OK,
 * has filled the AxError that it was given.  Nothing in the core jumps; one
 * file of the bridge (pg/error.c) turns a status into an SQLSTATE.
 */
#ifndef AX_BASE_STATUS_H
#define AX_BASE_STATUS_H

typedef enum AxStatus
{
	AX_OK = 0,
	AX_TEXT,					/* text does not parse: 22P02 */
	AX_BINARY,					/* binary input does not parse: 22P03 */
	AX_LIMIT,					/* beyond a documented limit: 54000 */
	AX_ARGUMENT,				/* unusable argument: 22023 */
	AX_SHAPE,					/* shapes do not match: 22000 */
	AX_SUBSCRIPT,				/* coordinates or bounds do not match: 2202E */
	AX_RANGE,					/* number out of range: 22003 */
	AX_DIVISION,				/* division by zero: 22012 */
	AX_LOGARITHM,				/* argument without a logarithm: 2201E */
	AX_POWER,					/* base and exponent without a power: 2201F */
	AX_CORRUPT,					/* stored bytes are damaged: XX001 */
	AX_MEMORY,					/* out of memory: 53200 */
	AX_EXISTS,					/* cell exists already: 23505 */
	AX_UNSUPPORTED,				/* not possible for this kind: 0A000 */
	AX_OUTSIDE					/* a plugin failed: the error's own SQLSTATE */
} AxStatus;

#define AX_ERROR_TEXT 256

typedef struct AxError
{
	AxStatus	status;			/* what went wrong */
	char		sqlstate[6];	/* of AX_OUTSIDE */
	char		message[AX_ERROR_TEXT]; /* primary text, lower case, no stop */
	char		detail[AX_ERROR_TEXT];	/* a sentence, or empty */
	char		hint[AX_ERROR_TEXT];	/* a sentence, or empty */
} AxError;

/* Fills err with a primary text, empties detail and hint, returns status. */
extern AxStatus ax_base_fail(AxError *err, AxStatus status,
							 const char *format,...)
	__attribute__((format(printf, 3, 4)));

/* Adds a detail to the error that ax_base_fail filled. */
extern void ax_base_detail(AxError *err, const char *format,...)
	__attribute__((format(printf, 2, 3)));

/* Adds a hint to the error that ax_base_fail filled. */
extern void ax_base_hint(AxError *err, const char *format,...)
	__attribute__((format(printf, 2, 3)));

/* Passes any status but AX_OK on to the caller. */
#define AX_TRY(call) \
	do { \
		AxStatus	ax_try_status_ = (call); \
		if (ax_try_status_ != AX_OK) \
			return ax_try_status_; \
	} while (0)

#endif
