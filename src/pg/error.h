/* The one place where a status of the core becomes an SQLSTATE. */
#ifndef AX_PG_ERROR_H
#define AX_PG_ERROR_H

#include "base/status.h"

/* Raises what err says as an SQL error. */
extern void ax_pg_throw(const AxError *err) __attribute__((noreturn));

/* Runs a call of the core that takes the given AxError; raises on failure. */
#define AX_CHECK(call, err) \
	do { \
		if ((call) != AX_OK) \
			ax_pg_throw(err); \
	} while (0)

#endif
