/*
 * What the files of array_ext_plpython3u share.
 *
 * The library carries the PG-free core and the reader of src/pg as its own
 * copy, hidden from other libraries, so that it depends on the main library
 * through SQL only.  Nothing here may touch Python before PL/Python has
 * started it: Python is entered through transforms, and through PL/Python
 * functions that take an ndarray.
 */
#ifndef ARRAY_PY_H
#define ARRAY_PY_H

#include "postgres.h"

#include "fmgr.h"
#include "plpython.h"

#include "pg/value.h"

/* ---- module.c: the Python module array_ext ---- */

/* Makes the module, at the first call in a backend. */
extern void ax_py_enter(void);

/* An attribute of the module, borrowed. */
extern PyObject *ax_py_attribute(const char *name);

/* What turns a view into the array that Python code gets, borrowed. */
extern PyObject *ax_py_wrap;

/* Raises the Python exception that is set as an SQL error. */
extern void ax_py_throw(void) __attribute__((noreturn));

/* Sets a Python exception of the module that ax_py_throw raises with this SQLSTATE. */
extern void ax_py_array_error(const char *sqlstate, const char *message);

/* ---- view.c: memory with the buffer protocol ---- */

/* A Python object that owns the cells of a box and lends them read-only. */
typedef struct AxView
{
	PyObject_HEAD
	AxKind		kind;			/* of the cells */
	void	   *block;			/* owned, from malloc; of types by name so are the objects in it */
	void	   *data;			/* cells, in block after AX_VIEW_SPARE bytes */
	PyObject   *lower;			/* owned; tuple of coordinates */
	Py_ssize_t	bytes;			/* of data */
	Py_ssize_t	width;			/* bytes of a cell */
	const char *format;			/* of a cell, as in Python's struct */
	int			ndim;			/* number of dimensions */
	Py_ssize_t	shape[AX_MAX_DIMS]; /* lengths */
	Py_ssize_t	strides[AX_MAX_DIMS];	/* in bytes, row-major */
} AxView;

/* Bytes in front of the cells: for ax_pg_plain, and so that cells are aligned as malloc's. */
#define AX_VIEW_SPARE 16

extern PyTypeObject ax_py_view_type;

/* A new view, its cells not set; NULL with an exception set when memory is out. */
extern AxView *ax_py_view(const AxBox *box, uint64 cells, AxKind kind);

/* ---- cells.c: cells that Python has in another form than storage ---- */

/* Says whether a kind's are: dates, timestamps, types by name. */
extern bool ax_py_is_converted(AxKind kind);

/* Bytes of a cell in Python: a pointer to an object for types by name. */
extern Py_ssize_t ax_py_item_bytes(AxKind kind);

/*
 * Converts n cells of such a kind; those that valid has no bit for (NULL: none)
 * become NaT, or an empty or zero object.
 */
extern void ax_py_from_cells(AxKind kind, const char *cells, const uint64_t *valid, uint64 n,
							 void *out);

/* The other way, of dates and timestamps; cells that are not valid are zero. */
extern void ax_py_to_times(AxKind kind, const int64 *times, const uint64_t *valid, uint64 n,
						   void *cells);

/* The same of types by name: n cells from a list of str, bytes and None. */
extern void ax_py_to_named(AxKind kind, PyObject *objects, uint64 n, char *cells);

/* ---- to_sql.c ---- */

/* A Python value, ready to be read as cells. */
typedef struct AxPacked
{
	AxKind		kind;			/* NONE, until it is settled, where there are objects */
	AxBox		box;			/* lower bounds are 0 where none were given */
	uint64		cells;			/* of the box */
	bool		open;			/* the kind is guessed: another may be asked for */
	Py_buffer	data;			/* cells in row-major order; obj is NULL if there are objects */
	PyObject   *objects;		/* borrowed of the tuple; or a list of str, bytes and None */
	const char *type;			/* borrowed likewise; the name of their type, "" when unknown */
	void	   *made;			/* cells of the objects, when settled */
	Py_buffer	mask;			/* a byte for each cell: NULL or empty; obj is NULL if none is */
	Py_buffer	empty;			/* likewise: of these the empty ones */
} AxPacked;

/* Takes apart what array_ext._pack returned, which is to live on; false with a Python exception set. */
extern bool ax_py_unpack(PyObject *tuple, AxPacked *packed);
extern void ax_py_release(AxPacked *packed);

/*
 * Decides the kind, by that asked for (NONE: none is) where it is open, and makes
 * cells of objects, in the current context.  To be called before what follows.
 */
extern void ax_py_settle(AxPacked *packed, AxKind asked);

/* Masks of a packed value over its cells, in the current context; NULL: see ax_pg_build. */
extern void ax_py_masks(const AxPacked *packed, uint64_t **present, uint64_t **valid);

/* Its cells, as storage may hold them: borrowed or in the current context. */
extern const void *ax_py_cells(const AxPacked *packed, const uint64_t *valid);

/* Builds the ndarray, in the current context. */
extern struct varlena *ax_py_build(const AxPacked *packed);

/* ---- guard.c ---- */

/*
 * Lets a cancel request end Python code at once, until the transaction ends.
 * Called whenever Python code is about to run.
 */
extern void ax_py_guard(void);

/* The method _interrupted of the module, which Python calls for the signal. */
extern PyObject *ax_py_interrupted(PyObject *self, PyObject *args);

/* ---- path.c ---- */

/*
 * The real path of a script in one of the folders of array_ext.python_path;
 * 42501 when it leads out of them, 58P01 when it is not there.
 */
extern char *ax_py_script(const char *script);

/* ---- run.c ---- */

/* Arrays of one result of the function, all over one box. */
typedef struct AxPiece
{
	int			natts;			/* number of arrays */
	const char **names;			/* their attributes; NULL when the function named none */
	AxPacked   *arrays;			/* borrowed */
} AxPiece;

/* Where results go.  Kept on a stack, because a function may call python_apply. */
typedef struct AxSink
{
	void		(*take) (struct AxSink *sink, const AxPiece *piece);
	void	   *state;			/* of take */
	Oid			target;			/* array that results are written to, if there is one */
	MemoryContext context;		/* what is kept lives here */
	ErrorData  *error;			/* SQL error caught in take, or NULL */
	int			sqlstate;		/* of a failure of the Python code, or 0 */
	char	   *message;		/* its texts; all but the message may be NULL */
	char	   *detail;
	char	   *hint;
	char	   *traceback;
	struct AxSink *outer;		/* of the call around this one */
} AxSink;

/*
 * Runs a function over an array and gives its results to the sink, whose take
 * and state are set.  fcinfo is that of python_apply and its like: the
 * arguments from `rest` on are attributes, mode, halo, params.
 */
extern void ax_py_run(FunctionCallInfo fcinfo, int rest, AxSink *sink);

/* A sink's take that keeps results; its state is an AxKept. */
extern void ax_py_keep(AxSink *sink, const AxPiece *piece);

/* Methods _begin, _emit and _fail of the module. */
extern PyObject *ax_py_begin(PyObject *self, PyObject *args);
extern PyObject *ax_py_emit(PyObject *self, PyObject *args);
extern PyObject *ax_py_fail(PyObject *self, PyObject *args);

#endif
