/*
 * Which SQL functions have kernels: by the address of their C code, so that
 * types whose OIDs differ from database to database have them too.
 */
#ifndef AX_EXPR_FUNCTIONS_H
#define AX_EXPR_FUNCTIONS_H

#include "postgres.h"

#include "fmgr.h"

#include "format/kind.h"

typedef enum AxKernelClass
{
	AX_KERNEL_COMPARE,			/* op: AxCompare */
	AX_KERNEL_ARITHMETIC,		/* op: AxArithmetic */
	AX_KERNEL_CAST,
	AX_KERNEL_PAIR				/* op: AxPairFunction */
} AxKernelClass;

typedef struct AxKernelFunction
{
	PGFunction	address;		/* of the C function */
	AxKernelClass class;
	int			op;				/* as the class says */
	int			nargs;
	AxKind		args[2];		/* what the C function takes */
	AxKind		result;			/* what it returns */
} AxKernelFunction;

/* Says whether values of a kind are what a kernel takes as another: the same, or stored alike. */
extern bool ax_expr_kind_fits(AxKind kind, AxKind wanted);

/* The kernel of a function, or NULL. */
extern const AxKernelFunction *ax_expr_kernel(Oid function);

#endif
