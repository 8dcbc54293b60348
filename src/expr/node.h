/*
 * The inside of expression programs: nodes, and the form of what was split.
 */
#ifndef AX_EXPR_NODE_H
#define AX_EXPR_NODE_H

#include "postgres.h"

#include "fmgr.h"

#include "expr/integral.h"
#include "expr/program.h"
#include "pg/memory.h"
#include "plugin/vector.h"

/*
 * A placeholder for a constant is a Param of this kind, which a finished plan
 * never has; paramid is the place in the list of constants.
 */
#define AX_EXPR_PLACEHOLDER PARAM_SUBLINK

typedef enum AxNodeTag
{
	/* these give a vector */
	AX_NODE_COLUMN,				/* sub: attribute */
	AX_NODE_COORDS,				/* sub: axis */
	AX_NODE_CONSTANT,			/* sub: place in the list */
	AX_NODE_ARITHMETIC,			/* sub: AxArithmetic */
	AX_NODE_CAST,
	AX_NODE_PAIR,				/* sub: AxPairFunction */
	AX_NODE_CALL,				/* through the function's own C entry */
	AX_NODE_PLUGIN,				/* a function of a plugin, over the tile */
	AX_NODE_CASE,				/* args: condition, result, ..., result or nothing */
	AX_NODE_SAME,				/* what the CASE around it tests: its subject */
	AX_NODE_COALESCE,
	AX_NODE_NULLIF,
	/* these give a condition */
	AX_NODE_COMPARE,			/* sub: AxCompare */
	AX_NODE_INTEGRAL,			/* sub: AxCompare; args: an integer; array: place of a numeric */
	AX_NODE_DISTINCT,
	AX_NODE_ANY,				/* sub: AxCompare; args: scalar; array: place in the list */
	AX_NODE_AND,
	AX_NODE_OR,
	AX_NODE_NOT,
	AX_NODE_NULLTEST,			/* sub: NullTestType */
	AX_NODE_BOOLTEST			/* sub: BoolTestType */
} AxNodeTag;

typedef struct AxNode AxNode;

struct AxNode
{
	AxNodeTag	tag;
	AxKind		kind;			/* of the values; bool for conditions */
	int			sub;			/* as the tag says */
	int			nargs;
	AxNode	  **args;
	AxNode	   *subject;		/* CASE: what is tested; SAME: the CASE; or NULL */
	int			array;			/* ANY, INTEGRAL: place of the constant in the list */
	bool		all;			/* ANY: in truth ALL */
	AxVector	current;		/* CASE: the subject's value now; ANY: an element */
	FunctionCallInfo fcinfo;	/* CALL */
	AxPluginVector *plugin;		/* PLUGIN */
	AxBuffer	values;			/* results */
	AxBuffer	valid;
	AxBuffer	truth;
	AxBuffer	known;
	AxBuffer	rest;			/* cells still to be decided */
};

struct AxProgram
{
	AxNode	   *root;
	AxExprShare *share;			/* borrowed */
	Bitmapset  *attributes;		/* that it reads */
	MemoryContext context;		/* of all buffers */
	MemoryContext calls;		/* reset while functions are called; NULL if none are */
};

/* An array constant taken apart. */
typedef struct AxExprArray
{
	bool		done;			/* for this scan */
	bool		isnull;
	int			n;
	Datum	   *elements;
	bool	   *nulls;
	void	   *sorted;			/* its elements that are not NULL as cells, once asked for */
	int			nsorted;
} AxExprArray;

/* A constant's value. */
typedef struct AxExprConstant
{
	ExprState  *state;			/* borrowed */
	bool		done;			/* for this scan */
	bool		isnull;
	Datum		value;
	uint64_t	valid;			/* as a mask of one cell */
	uint64_t	cell[AX_WIDTH_MAX / 8];	/* the value as a cell, once asked for */
	AxExprArray array;
	AxIntegral	integral;		/* of a numeric, once asked for */
} AxExprConstant;

struct AxExprShare
{
	ExprContext *econtext;		/* borrowed */
	MemoryContext context;		/* of what it owns */
	MemoryContext values;		/* of constants passed by reference; reset at restart */
	int			nconstants;
	AxExprConstant *constants;	/* owned */

	/* Coordinates of one block. */
	AxBox		box;			/* of the block */
	uint64_t	first;
	size_t		n;				/* 0: none yet */
	int			ndim;
	bool	   *filled;			/* by axis */
	AxBuffer   *coords;			/* by axis */
};

/* Evaluates constant i, if it was not yet. */
extern AxExprConstant *ax_expr_constant(AxExprShare *share, int i);

/* The same, NULL if that would need evaluation that can fail. */
extern AxExprConstant *ax_expr_constant_early(AxExprShare *share, int i);

/* Coordinates of the block along an axis. */
extern const int64_t *ax_expr_coords(AxExprShare *share, const AxBlock *block, int axis);

/* The constant as a vector of one cell of the kind; of none, of its Datum. */
extern AxVector ax_expr_constant_vector(AxExprConstant *constant, AxKind kind);

/* A numeric constant, which is not NULL, seen from the integers. */
extern const AxIntegral *ax_expr_constant_integral(AxExprConstant *constant);

/* Elements of an array constant. */
extern AxExprArray *ax_expr_constant_array(AxExprShare *share, int i, Oid element);

/* Sorts those that are not NULL, cells of the kind. */
extern void ax_expr_array_sort(AxExprShare *share, AxExprArray *array, AxKind kind);

#endif
