/* The module: its magic block and what runs when the library is loaded. */
#include "postgres.h"

#include "fmgr.h"
#include "utils/guc.h"

#include "compat/pg_compat.h"
#include "ndarray/fuse.h"
#include "pg/settings.h"
#include "scan/scan.h"
#include "store/writer.h"

PG_MODULE_MAGIC;

void		_PG_init(void);

void
_PG_init(void)
{
	ax_pg_init();
	ax_nd_init();
	ax_scan_init();
	ax_writer_init();
	MarkGUCPrefixReserved("array_ext");
}
