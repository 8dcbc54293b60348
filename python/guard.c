/*
 * Cancelling Python code.
 *
 * PostgreSQL's signal handlers leave a note that its own code looks at; a
 * Python loop never does.  So while a transaction uses this library, the
 * handlers of SIGINT (cancel, timeouts) and SIGTERM (shutdown) are wrapped:
 * the wrapper calls PostgreSQL's handler and trips Python's own signal flag.
 * At its next instruction Python calls _interrupted, which raises
 * KeyboardInterrupt if something is to be cancelled and does nothing if
 * PostgreSQL has dealt with it already.
 *
 * PL/Python would report KeyboardInterrupt as 38000.  The context callback
 * that its call handler has put up is wrapped, and makes of that error the one
 * that PostgreSQL raises itself.
 */
#include "array_py.h"

#include <signal.h>

#include "access/xact.h"
#include "miscadmin.h"
#include "storage/proc.h"
#include "utils/memutils.h"
#include "utils/timeout.h"

static struct sigaction old_interrupt;
static struct sigaction old_terminate;
static bool armed = false;		/* handlers are wrapped */
static bool raised = false;		/* KeyboardInterrupt is on its way */

/* A context callback of PL/Python's that cancel_context stands in for. */
typedef struct Wrapped
{
	void		(*callback) (void *arg);
	void	   *arg;
} Wrapped;

static void
on_signal(SIGNAL_ARGS)
{
	int			save_errno = errno;

	if (postgres_signal_arg == SIGTERM)
		old_terminate.sa_handler(postgres_signal_arg);
	else
		old_interrupt.sa_handler(postgres_signal_arg);
	PyErr_SetInterruptEx(SIGINT);
	errno = save_errno;
}

static void
disarm(XactEvent event, void *arg)
{
	raised = false;
	if (!armed)
		return;
	if (event == XACT_EVENT_COMMIT || event == XACT_EVENT_ABORT || event == XACT_EVENT_PREPARE ||
		event == XACT_EVENT_PARALLEL_COMMIT || event == XACT_EVENT_PARALLEL_ABORT)
	{
		sigaction(SIGINT, &old_interrupt, NULL);
		sigaction(SIGTERM, &old_terminate, NULL);
		armed = false;
	}
}

static bool
is_handler(const struct sigaction *action)
{
	return (action->sa_flags & SA_SIGINFO) == 0 &&
		action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN;
}

/* Tells Python to call _interrupted for SIGINT, once in a backend. */
static bool
tell_python(void)
{
	PyObject   *module = PyImport_ImportModule("signal");
	PyObject   *result = NULL;

	if (module != NULL)
		result = PyObject_CallMethod(module, "signal", "iO", SIGINT, ax_py_attribute("_interrupted"));
	Py_XDECREF(module);
	Py_XDECREF(result);
	return result != NULL;
}

void
ax_py_guard(void)
{
	static bool told = false;
	static bool registered = false;
	struct sigaction action;
	sigset_t	both;
	sigset_t	before;

	if (armed)
		return;
	if (!registered)
	{
		RegisterXactCallback(disarm, NULL);
		registered = true;
	}
	if (sigaction(SIGINT, NULL, &old_interrupt) != 0 || sigaction(SIGTERM, NULL, &old_terminate) != 0)
		elog(ERROR, "could not read signal handlers: %m");
	if (!is_handler(&old_interrupt) || !is_handler(&old_terminate))
		return;
	sigemptyset(&both);
	sigaddset(&both, SIGINT);
	sigaddset(&both, SIGTERM);
	/* Python puts a handler of its own up, which must not see a signal */
	sigprocmask(SIG_BLOCK, &both, &before);
	if (!told)
		told = tell_python();
	action = old_interrupt;
	action.sa_handler = on_signal;
	sigaction(SIGINT, told ? &action : &old_interrupt, NULL);
	action = old_terminate;
	action.sa_handler = on_signal;
	sigaction(SIGTERM, told ? &action : &old_terminate, NULL);
	armed = told;
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (!told)
		ax_py_throw();
}

/* Makes the error of KeyboardInterrupt that which ProcessInterrupts would raise. */
static void
cancel_context(void *arg)
{
	Wrapped    *wrapped = arg;
	bool		lock_timeout;
	bool		statement_timeout;

	wrapped->callback(wrapped->arg);
	if (!raised || geterrcode() != ERRCODE_EXTERNAL_ROUTINE_EXCEPTION)
		return;
	raised = false;
	if (ProcDiePending)
	{
		/* left pending: the backend ends at the next chance */
		errcode(ERRCODE_ADMIN_SHUTDOWN);
		errmsg("terminating connection due to administrator command");
		return;
	}
	if (!QueryCancelPending)
		return;
	QueryCancelPending = false;
	lock_timeout = get_timeout_indicator(LOCK_TIMEOUT, true);
	statement_timeout = get_timeout_indicator(STATEMENT_TIMEOUT, true);
	if (lock_timeout && statement_timeout &&
		get_timeout_finish_time(STATEMENT_TIMEOUT) < get_timeout_finish_time(LOCK_TIMEOUT))
		lock_timeout = false;
	if (lock_timeout)
	{
		errcode(ERRCODE_LOCK_NOT_AVAILABLE);
		errmsg("canceling statement due to lock timeout");
		return;
	}
	errcode(ERRCODE_QUERY_CANCELED);
	if (statement_timeout)
		errmsg("canceling statement due to statement timeout");
	else
		errmsg("canceling statement due to user request");
}

PyObject *
ax_py_interrupted(PyObject *self, PyObject *args)
{
	ErrorContextCallback *top = error_context_stack;

	if (!(QueryCancelPending && QueryCancelHoldoffCount == 0) && !ProcDiePending)
		Py_RETURN_NONE;
	if (InterruptHoldoffCount > 0 || CritSectionCount > 0)
		Py_RETURN_NONE;
	/* Python code runs under PL/Python's call handler, whose callback is on top */
	if (top != NULL && top->callback != cancel_context)
	{
		/*
		 * A few bytes for good, each time: the function may catch the exception
		 * and commit, so no shorter life is safe.
		 */
		Wrapped    *wrapped = MemoryContextAllocExtended(TopMemoryContext, sizeof(Wrapped),
														 MCXT_ALLOC_NO_OOM);

		if (wrapped == NULL)
			return PyErr_NoMemory();
		wrapped->callback = top->callback;
		wrapped->arg = top->arg;
		top->callback = cancel_context;
		top->arg = wrapped;
	}
	raised = true;
	PyErr_SetString(PyExc_KeyboardInterrupt, "cancelled");
	return NULL;
}
