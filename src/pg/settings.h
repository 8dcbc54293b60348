/* Settings that belong to no other folder. */
#ifndef AX_PG_SETTINGS_H
#define AX_PG_SETTINGS_H

/* Defines them; called by _PG_init. */
extern void ax_pg_init(void);

#endif
