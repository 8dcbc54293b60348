/* What differs between versions of PostgreSQL; no other file asks for one. */
#ifndef AX_COMPAT_PG_COMPAT_H
#define AX_COMPAT_PG_COMPAT_H

#include "postgres.h"

#if PG_VERSION_NUM < 150000 || PG_VERSION_NUM >= 160000
#error "array_ext is built for PostgreSQL 15"
#endif

#endif
