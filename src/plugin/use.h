/*
 * The use of a plugin's function by a query: what an SQL function in LANGUAGE
 * array_plugin stands for, its types, its state, its failure.
 *
 * prosrc of such a function is 'library form signature', as
 *
 *		more_math call is_prime(int8)		a function or kernel
 *		celestial convert ra(float8)		a converter, ra from float8
 *		celestial in ra						text input of a type; out, receive, send
 *		celestial le ra						made of < and =; ge, gt, ne, cmp, smaller, larger
 *		celestial hash ra					made of hash(ra); hash_extended
 *		more_math nd is_prime				elementwise over ndarrays
 *		template accumulate rms(float8)		of an aggregate; combine, serial, deserial, final
 *		template library template			what the library says of itself
 */
#ifndef AX_PLUGIN_USE_H
#define AX_PLUGIN_USE_H

#include "postgres.h"

#include "fmgr.h"

#include "base/status.h"
#include "format/kind.h"
#include "plugin/library.h"

typedef enum AxPluginForm
{
	AX_FORM_CALL,
	AX_FORM_CONVERT,
	AX_FORM_IN,
	AX_FORM_OUT,
	AX_FORM_RECEIVE,
	AX_FORM_SEND,
	AX_FORM_LE,
	AX_FORM_GE,
	AX_FORM_GT,
	AX_FORM_NE,
	AX_FORM_CMP,
	AX_FORM_SMALLER,
	AX_FORM_LARGER,
	AX_FORM_HASH,
	AX_FORM_HASH_EXTENDED,
	AX_FORM_ND,
	AX_FORM_ACCUMULATE,
	AX_FORM_COMBINE,
	AX_FORM_SERIAL,
	AX_FORM_DESERIAL,
	AX_FORM_FINAL,
	AX_FORM_LIBRARY
} AxPluginForm;

/* An argument or a result: the plugin's type and SQL's. */
typedef struct AxSlot
{
	AxPluginType type;
	Oid			oid;			/* of the SQL type; invalid where only ndarrays are meant */
	Oid			element;		/* of an array, else invalid */
	bool		byval;			/* passed by value */
	AxKind		kind;			/* as element of an ndarray, or NONE */
} AxSlot;

typedef struct AxUse
{
	AxCall		call;			/* what the plugin sees: first, so that one is the other */
	const AxLibrary *library;	/* borrowed */
	AxPluginForm form;
	const char *signature;		/* owned; third word of prosrc */
	const AxRegistration *function; /* scalar form, converter or aggregate; or NULL */
	const AxRegistration *kernel;	/* or NULL */
	const AxRegistration *less; /* forms made of < and =: that */
	const AxRegistration *equal;
	bool		strict;
	int			nargs;
	AxSlot		args[AX_PLUGIN_ARGS];
	AxSlot		result;

	MemoryContext context;		/* borrowed; of the state */
	MemoryContextCallback callback; /* that closes it */
	bool		opened;

	AxValue		values[AX_PLUGIN_ARGS]; /* arguments of a call */
	uint64		cells[AX_PLUGIN_ARGS];	/* bytes of those passed by value */
	uint64		result_cell;	/* of a result passed by value */
	void	   *result_at;		/* where bytes of fixed length go; NULL: palloc */
	void	   *room;			/* what ax_set_room gave out last */
	struct AxApply *apply;		/* borrowed; of a function over chunks that runs, else NULL */
	void	   *nd;				/* owned; of a function over ndarrays: what it has run so far */

	bool		cancelled;		/* the plugin was told that the query is */
	char		sqlstate[6];	/* of the failure */
	char		message[1024];
	char		detail[1024];
	char		hint[1024];
} AxUse;

/* Makes the use of an SQL function in LANGUAGE array_plugin, for as long as the context. */
extern AxUse *ax_plugin_use(Oid function, MemoryContext context);

/* Makes the use of a registration that no SQL function stands for. */
extern AxUse *ax_plugin_use_registration(const AxLibrary *library, const AxRegistration *function,
										 const AxRegistration *kernel, MemoryContext context);

/* Opens its state, if that is not done; raises what that fails with. */
extern void ax_plugin_begin(AxUse *use);

/* Raises the failure of the call that was just made, or a cancel; else returns. */
extern void ax_plugin_check_call(AxUse *use);

/* The same as a status: AX_OUTSIDE.  A cancel is raised. */
extern AxStatus ax_plugin_status(AxUse *use, AxError *err);

/* Fails with what the host finds wrong with a result. */
extern void ax_plugin_blame(AxUse *use, const char *format,...) pg_attribute_printf(2, 3);

/* Fills a slot from an SQL type; false if that is not the plugin's type. */
extern bool ax_plugin_slot(Oid oid, const AxPluginType *type, AxSlot *slot);

/* A Datum as a value; cell has room for 8 bytes. */
extern void ax_plugin_value(const AxSlot *slot, Datum datum, bool isnull, AxValue *value, void *cell);

/* Checks a result against its declared type; fails if it is not of it. */
extern bool ax_plugin_result_ok(AxUse *use, const AxValue *value);

/* Checks a rational, whose canonical form all else relies on; fails if it is not in it. */
extern bool ax_plugin_rational_ok(AxUse *use, const void *cell);

/* A result, checked, as a Datum. */
extern Datum ax_plugin_datum(AxUse *use, const AxValue *value, bool *isnull);

/* Calls the scalar form (or a kernel with one slot) with use->values; raises failures. */
extern Datum ax_plugin_call_scalar(AxUse *use, bool *isnull);

/* Handles aggregates' forms, and that over ndarrays. */
extern Datum ax_plugin_aggregate(AxUse *use, FunctionCallInfo fcinfo);
extern Datum ax_plugin_nd(AxUse *use, FunctionCallInfo fcinfo);

#endif
