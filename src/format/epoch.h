/*
 * Dates and timestamps as days and microseconds from 1970, as numpy's
 * datetime64 counts them; PostgreSQL counts from 2000.
 */
#ifndef AX_FORMAT_EPOCH_H
#define AX_FORMAT_EPOCH_H

#include <stdbool.h>
#include <stdint.h>

#define AX_NAT INT64_MIN		/* datetime64's "not a time" */
#define AX_EPOCH_DAYS 10957		/* from 1970-01-01 to 2000-01-01 */
#define AX_EPOCH (AX_EPOCH_DAYS * INT64_C(86400000000))	/* in microseconds */

/* PostgreSQL's limits, as days and microseconds from 2000-01-01; the ends are not included. */
#define AX_DATE_MIN (-2451545)
#define AX_DATE_END INT64_C(2145031949)
#define AX_TIMESTAMP_MIN INT64_C(-211813488000000000)
#define AX_TIMESTAMP_END INT64_C(9223371331200000000)

/* A cell of days (else microseconds) from 1970; false outside of PostgreSQL's range. */
static inline bool
ax_epoch_read(bool days, int64_t unix_time, int64_t *cell)
{
	return !__builtin_sub_overflow(unix_time, days ? AX_EPOCH_DAYS : AX_EPOCH, cell) &&
		(days ? *cell >= AX_DATE_MIN && *cell < AX_DATE_END :
		 *cell >= AX_TIMESTAMP_MIN && *cell < AX_TIMESTAMP_END);
}

/* The other way; false for an infinity, and for microseconds that 64 bits cannot count from 1970. */
static inline bool
ax_epoch_write(bool days, int64_t cell, int64_t *unix_time)
{
	return cell != (days ? INT32_MIN : INT64_MIN) && cell != (days ? INT32_MAX : INT64_MAX) &&
		!__builtin_add_overflow(cell, days ? AX_EPOCH_DAYS : AX_EPOCH, unix_time);
}

#endif
