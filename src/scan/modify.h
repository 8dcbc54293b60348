/* Writing through the relation of cells. */
#ifndef AX_SCAN_MODIFY_H
#define AX_SCAN_MODIFY_H

#include "postgres.h"

#include "foreign/fdwapi.h"

/* Fills in the callbacks that plan and execute changes. */
extern void ax_modify_routine(FdwRoutine *routine);

#endif
