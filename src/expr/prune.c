/* Whether a condition can be true of the cells of a summary. */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "nodes/nodeFuncs.h"

#include "expr/functions.h"
#include "expr/inside.h"
#include "expr/node.h"
#include "expr/prune.h"
#include "kernel/compare.h"
#include "pg/kind.h"

typedef enum PruneTag
{
	PRUNE_COMPARE,
	PRUNE_INSIDE,				/* a point2d lies in a shape */
	PRUNE_NULL,
	PRUNE_NOT_NULL,
	PRUNE_TRUE,					/* an attribute of type bool is true */
	PRUNE_FALSE,
	PRUNE_AND,
	PRUNE_OR
} PruneTag;

struct AxPrune
{
	PruneTag	tag;
	AxExprShare *share;			/* borrowed */
	AxCompare	op;				/* attribute on the left */
	int			attribute;
	AxKind		kind;			/* of the attribute */
	int			constant;		/* place in the list */
	AxKind		constant_kind;	/* NONE: a numeric, or a shape */
	int			strategy;		/* which shape */
	int			nargs;
	AxPrune   **args;			/* owned */
};

static AxPrune *
make(PruneTag tag, AxExprShare *share, int nargs)
{
	AxPrune    *prune = palloc0(sizeof(AxPrune));

	prune->tag = tag;
	prune->share = share;
	prune->args = palloc0(sizeof(AxPrune *) * Max(nargs, 1));
	return prune;
}

/* The attribute that an expression is, or -1. */
static int
attribute_of(Node *node, const AxExprSource *source)
{
	return IsA(node, Var) ? source->attribute[((Var *) node)->varattno] : -1;
}

static AxPrune *
prune_operator(OpExpr *op, const AxExprSource *source, AxExprShare *share)
{
	const AxKernelFunction *kernel = ax_expr_kernel(op->opfuncid);
	Node	   *left;
	Node	   *right;
	AxPrune    *prune;
	AxCompare	compare = AX_COMPARE_EQ;
	bool		numeric = ax_expr_numeric_compare(op->opfuncid, &compare);
	int			strategy = ax_expr_inside(op->opfuncid);

	if (!numeric && strategy == 0 && (kernel == NULL || kernel->class != AX_KERNEL_COMPARE))
		return NULL;
	left = linitial(op->args);
	right = lsecond(op->args);
	if (!numeric && strategy == 0)
		compare = kernel->op;
	if (IsA(left, Param))
	{
		Node	   *swap = left;

		left = right;
		right = swap;
		compare = ax_kernel_mirror(compare);
	}
	/* no summary has a range of an attribute of type numeric */
	if (numeric && !IsA(left, FuncExpr))
		return NULL;
	if (numeric)
		left = linitial(castNode(FuncExpr, left)->args);
	if (!IsA(right, Param) || attribute_of(left, source) < 0)
		return NULL;
	prune = make(strategy != 0 ? PRUNE_INSIDE : PRUNE_COMPARE, share, 0);
	prune->op = compare;
	prune->strategy = strategy;
	prune->attribute = attribute_of(left, source);
	prune->kind = source->kind[prune->attribute];
	prune->constant = ((Param *) right)->paramid;
	prune->constant_kind = ax_pg_slot_kind_of(exprType(right));
	/* its summaries have no range, whatever C function compares its values */
	if (ax_kind_is_named(prune->kind))
		return NULL;
	return prune;
}

static AxPrune *
prune_attribute(PruneTag tag, Node *node, const AxExprSource *source, AxExprShare *share)
{
	AxPrune    *prune;

	if (attribute_of(node, source) < 0)
		return NULL;
	prune = make(tag, share, 0);
	prune->attribute = attribute_of(node, source);
	prune->kind = source->kind[prune->attribute];
	return prune;
}

static AxPrune *
prune_bool(BoolExpr *expr, const AxExprSource *source, AxExprShare *share)
{
	AxPrune    *prune;
	ListCell   *lc;

	if (expr->boolop == NOT_EXPR)
		return exprType(linitial(expr->args)) == BOOLOID ?
			prune_attribute(PRUNE_FALSE, linitial(expr->args), source, share) : NULL;
	prune = make(expr->boolop == AND_EXPR ? PRUNE_AND : PRUNE_OR, share, list_length(expr->args));
	foreach(lc, expr->args)
	{
		AxPrune    *arg = ax_expr_prune(lfirst(lc), source, share);

		if (arg != NULL)
			prune->args[prune->nargs++] = arg;
		else if (expr->boolop == OR_EXPR)
			return NULL;
	}
	return prune->nargs > 0 ? prune : NULL;
}

AxPrune *
ax_expr_prune(Expr *split, const AxExprSource *source, AxExprShare *share)
{
	switch (nodeTag(split))
	{
		case T_OpExpr:
			return prune_operator((OpExpr *) split, source, share);
		case T_BoolExpr:
			return prune_bool((BoolExpr *) split, source, share);
		case T_NullTest:
			return prune_attribute(((NullTest *) split)->nulltesttype == IS_NULL ?
								   PRUNE_NULL : PRUNE_NOT_NULL,
								   (Node *) ((NullTest *) split)->arg, source, share);
		case T_Var:
			return prune_attribute(PRUNE_TRUE, (Node *) split, source, share);
		default:
			return NULL;
	}
}

/* A constant as a number of the attribute's class; false if they do not fit. */
static bool
number_of(const AxPrune *prune, AxExprConstant *constant, AxNumber *number)
{
	AxVector	vector = ax_expr_constant_vector(constant, prune->constant_kind);
	AxKindClass attribute_class = ax_kind_info(prune->kind)->class;
	AxKindClass constant_class = ax_kind_info(prune->constant_kind)->class;

	/* a date is not a number of microseconds */
	if (attribute_class == AX_CLASS_TIME && prune->kind != prune->constant_kind)
		return false;
	*number = ax_kind_load(prune->constant_kind, vector.values);
	if (attribute_class == AX_CLASS_RATIONAL && constant_class == AX_CLASS_INTEGER)
	{
		number->ratio[0] = (int64_t) number->wide;
		number->ratio[1] = 1;
		return true;
	}
	return attribute_class == constant_class;
}

/* Says whether some value of the summary compares so with the number. */
static bool
compare_may_be_true(const AxPrune *prune, AxCompare op, const AxSummary *s, AxNumber c)
{
	bool		is_nan = ax_kind_is_nan(prune->kind, c);
	int			low = 0;
	int			high = 0;

	/* a part that is NaN may stand behind one that is not: no order tells anything */
	if (ax_kind_info(prune->kind)->class == AX_CLASS_PAIR && s->nans > 0 &&
		op != AX_COMPARE_EQ)
		return true;
	/*
	 * Orders depend on the class alone; NaN is the greatest.  The corners of a
	 * box come before and after all that is in it, so they do for pairs.
	 */
	if (s->has_range)
	{
		low = ax_kind_cmp(prune->kind, s->min, c);
		high = ax_kind_cmp(prune->kind, s->max, c);
	}
	switch (op)
	{
		case AX_COMPARE_LT:
			return s->has_range && low < 0;
		case AX_COMPARE_LE:
			return (s->has_range && low <= 0) || (s->nans > 0 && is_nan);
		case AX_COMPARE_EQ:
			return ax_summary_may_hold(prune->kind, s, c);
		case AX_COMPARE_GE:
			return (s->has_range && high >= 0) || s->nans > 0;
		case AX_COMPARE_GT:
			return (s->has_range && high > 0) || (s->nans > 0 && !is_nan);
		case AX_COMPARE_NE:
			return (s->has_range && (low != 0 || high != 0)) || (s->nans > 0 && !is_nan);
	}
	return true;
}

/* The same of integers and a numeric. */
static bool
integral_may_be_true(const AxPrune *prune, const AxSummary *s, const AxIntegral *integral)
{
	AxCompare	op = prune->op;
	AxNumber	c;

	switch (ax_expr_integral(integral, &op))
	{
		case AX_OUTCOME_TRUE:
			return true;
		case AX_OUTCOME_FALSE:
			return false;
		case AX_OUTCOME_COMPARE:
			break;
	}
	c.wide = integral->floor;
	return compare_may_be_true(prune, op, s, c);
}

/* The same of a single attribute's condition. */
static bool
simple_may_be_true(AxPrune *prune, const AxSummary *s)
{
	AxExprConstant *constant;
	AxNumber	number;
	bool		values = s->present > s->nulls;

	switch (prune->tag)
	{
		case PRUNE_NULL:
			return s->nulls > 0;
		case PRUNE_NOT_NULL:
			return values;
		case PRUNE_TRUE:
			return values && s->max.wide != 0;
		case PRUNE_FALSE:
			return values && s->min.wide == 0;
		default:
			if (!values)
				return false;
			constant = ax_expr_constant_early(prune->share, prune->constant);
			if (constant == NULL)
				return true;
			if (constant->isnull)
				return false;
			if (prune->tag == PRUNE_INSIDE)
				return ax_expr_may_be_inside(prune->strategy, s, constant->value);
			if (prune->constant_kind == AX_KIND_NONE)
				return integral_may_be_true(prune, s, ax_expr_constant_integral(constant));
			return !number_of(prune, constant, &number) ||
				compare_may_be_true(prune, prune->op, s, number);
	}
}

bool
ax_expr_may_be_true(AxPrune *prune, AxPruneLook look, void *state)
{
	AxSummary	summary;

	switch (prune->tag)
	{
		case PRUNE_AND:
			for (int i = 0; i < prune->nargs; i++)
				if (!ax_expr_may_be_true(prune->args[i], look, state))
					return false;
			return true;
		case PRUNE_OR:
			for (int i = 0; i < prune->nargs; i++)
				if (ax_expr_may_be_true(prune->args[i], look, state))
					return true;
			return false;
		default:
			return !look(state, prune->attribute, &summary) ||
				simple_may_be_true(prune, &summary);
	}
}
