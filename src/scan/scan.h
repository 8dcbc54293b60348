/* What scans of stored arrays share with the module. */
#ifndef AX_SCAN_SCAN_H
#define AX_SCAN_SCAN_H

/* Defines the settings of scans; called by _PG_init. */
extern void ax_scan_init(void);

#endif
