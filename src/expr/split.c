/*
 * Which expressions can run as programs, and their constants taken out.
 *
 * A whitelist: every node that is not named here stays with the row path.
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_language.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/nodeFuncs.h"
#include "optimizer/clauses.h"
#include "optimizer/optimizer.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

#include "expr/functions.h"
#include "expr/node.h"
#include "pg/kind.h"
#include "plugin/vector.h"

typedef struct Split
{
	const AxExprSource *source; /* borrowed */
	List	  **constants;		/* borrowed */
	const char *why;			/* what does not fit, once something does not */
	bool		in_case;		/* CaseTestExpr has a meaning */
} Split;

static Expr *split_node(Split *split, Expr *node);

static Expr *
refuse(Split *split, const char *format, const char *what)
{
	if (split->why == NULL)
		split->why = psprintf(format, what);
	return NULL;
}

/* Says whether an expression needs a cell: columns of the relation, or a CASE's subject. */
static bool
needs_cell(Node *node, const Index *varno)
{
	if (node == NULL)
		return false;
	if (IsA(node, Var))
		return ((Var *) node)->varno == *varno && ((Var *) node)->varlevelsup == 0;
	if (IsA(node, CaseTestExpr))
		return true;
	return expression_tree_walker(node, needs_cell, (void *) varno);
}

/* A part without columns, if it may be evaluated once for a scan. */
static Expr *
split_constant(Split *split, Expr *node)
{
	Param	   *placeholder;
	int			at = 0;
	ListCell   *lc;

	if (contain_volatile_functions((Node *) node))
		return refuse(split, "%s", "a volatile function is called");
	if (contain_subplans((Node *) node))
		return refuse(split, "%s", "there is a subquery");
	foreach(lc, *split->constants)
	{
		if (equal(lfirst(lc), node))
			break;
		at++;
	}
	if (lc == NULL)
		*split->constants = lappend(*split->constants, node);
	placeholder = makeNode(Param);
	placeholder->paramkind = AX_EXPR_PLACEHOLDER;
	placeholder->paramid = at;
	placeholder->paramtype = exprType((Node *) node);
	placeholder->paramtypmod = exprTypmod((Node *) node);
	placeholder->paramcollid = exprCollation((Node *) node);
	placeholder->location = -1;
	return (Expr *) placeholder;
}

static Expr *
split_var(Split *split, Var *var)
{
	int			attno = var->varattno;

	if (attno <= 0 || attno > split->source->natts ||
		(split->source->axis[attno] < 0 && split->source->attribute[attno] < 0))
		return refuse(split, "%s", attno == 0 ? "a whole row is used" : "a system column is used");
	var = copyObject(var);
	/* numbers of relations change until execution; column numbers do not */
	var->varno = 1;
	return (Expr *) var;
}

/*
 * Splits the arguments of a function; false if one of them does not fit.  What
 * is no cell's may be of any type: the function's own C code takes it.
 */
static bool
split_args(Split *split, List *list, List **out)
{
	ListCell   *lc;

	*out = NIL;
	foreach(lc, list)
	{
		Expr	   *arg = lfirst(lc);

		arg = needs_cell((Node *) arg, &split->source->varno) ? split_node(split, arg) :
			split_constant(split, arg);
		if (arg == NULL)
			return false;
		*out = lappend(*out, arg);
	}
	return true;
}

/* Splits all of a list; false if one of them does not fit. */
static bool
split_list(Split *split, List *list, List **out)
{
	ListCell   *lc;

	*out = NIL;
	foreach(lc, list)
	{
		Expr	   *part = split_node(split, lfirst(lc));

		if (part == NULL)
			return false;
		*out = lappend(*out, part);
	}
	return true;
}

static bool
check_kernel_types(const AxKernelFunction *kernel, List *args, Oid result)
{
	if (list_length(args) != kernel->nargs || ax_pg_kind_of(result) != kernel->result)
		return false;
	for (int i = 0; i < kernel->nargs; i++)
		if (!ax_expr_kind_fits(ax_pg_kind_of(exprType(list_nth(args, i))), kernel->args[i]))
			return false;
	return true;
}

/* Says whether an argument that depends on the cell is of a type without a kind. */
static bool
foreign_cell(Split *split, List *args, AxKind (*kind_of) (Oid type))
{
	ListCell   *lc;

	foreach(lc, args)
		if (kind_of(exprType(lfirst(lc))) == AX_KIND_NONE &&
			needs_cell(lfirst(lc), &split->source->varno))
			return true;
	return false;
}

/* Says whether a function may run on many cells at once. */
static bool
check_function(Split *split, Oid function, List *args, Oid result, bool kernel_only)
{
	HeapTuple	tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
	const AxKernelFunction *kernel;
	Form_pg_proc proc;
	const char *wrong = NULL;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for function %u", function);
	proc = (Form_pg_proc) GETSTRUCT(tuple);
	if (proc->provolatile == PROVOLATILE_VOLATILE)
		wrong = "function %s is volatile";
	else if (proc->provolatile == PROVOLATILE_STABLE)
		wrong = "function %s is stable and depends on the cell";
	else if (!proc->proisstrict)
		wrong = "function %s is not strict";
	else if (proc->proretset)
		wrong = "function %s returns a set";
	else if (proc->prosecdef || !heap_attisnull(tuple, Anum_pg_proc_proconfig, NULL))
		wrong = "function %s changes its user or settings";
	else if (proc->prolang != INTERNALlanguageId && proc->prolang != ClanguageId)
	{
		if (kernel_only)
			wrong = "operator function %s has no kernel";
		else if (!ax_plugin_is_function(function))
			wrong = "function %s is not written in C";
		else if (!ax_plugin_is_vector(function) || foreign_cell(split, args, ax_pg_slot_kind_of))
			wrong = "function %s of a plugin has an argument or result that is not of an element type of fixed length";
	}
	else
	{
		kernel = ax_expr_kernel(function);
		if (kernel == NULL || !check_kernel_types(kernel, args, result))
		{
			if (kernel_only)
				wrong = "operator function %s has no kernel";
			else if (ax_pg_slot_kind_of(result) == AX_KIND_NONE)
				wrong = "the result of function %s is not of an element type";
			if (foreign_cell(split, args, ax_pg_kind_of))
				wrong = "an argument of function %s is not of an element type";
		}
	}
	ReleaseSysCache(tuple);
	if (wrong != NULL)
		refuse(split, wrong, format_procedure(function));
	return wrong == NULL;
}

static Expr *
split_operator(Split *split, OpExpr *op, bool kernel_only)
{
	List	   *args;
	OpExpr	   *copy;

	set_opfuncid(op);
	/* NULLIF has the type of its first argument, its operator is a comparison */
	if (op->opretset ||
		!check_function(split, op->opfuncid, op->args,
						IsA(op, NullIfExpr) ? BOOLOID : op->opresulttype, kernel_only) ||
		!split_args(split, op->args, &args))
		return NULL;
	copy = (OpExpr *) palloc(sizeof(OpExpr));
	memcpy(copy, op, sizeof(OpExpr));
	copy->args = args;
	return (Expr *) copy;
}

/*
 * A comparison of an integer with a numeric constant.  NULL without a reason
 * if it is not one.
 */
static Expr *
split_numeric(Split *split, OpExpr *op)
{
	Expr	   *left;
	Expr	   *right;
	FuncExpr   *cast;
	OpExpr	   *copy;
	AxCompare	compare;
	bool		turned;

	if (list_length(op->args) != 2 || !ax_expr_numeric_compare(op->opfuncid, &compare))
		return NULL;
	turned = !needs_cell(linitial(op->args), &split->source->varno);
	left = turned ? lsecond(op->args) : linitial(op->args);
	right = turned ? linitial(op->args) : lsecond(op->args);
	if (!IsA(left, FuncExpr) || !ax_expr_numeric_cast(((FuncExpr *) left)->funcid) ||
		needs_cell((Node *) right, &split->source->varno))
		return NULL;
	cast = makeNode(FuncExpr);
	*cast = *(FuncExpr *) left;
	left = split_node(split, linitial(cast->args));
	if (left == NULL)
		return NULL;
	cast->args = list_make1(left);
	right = split_constant(split, right);
	if (right == NULL)
		return NULL;
	copy = makeNode(OpExpr);
	*copy = *op;
	copy->args = turned ? list_make2(right, cast) : list_make2(cast, right);
	return (Expr *) copy;
}

static Expr *
split_function(Split *split, FuncExpr *func)
{
	List	   *args;
	FuncExpr   *copy;

	if (func->funcretset || func->funcvariadic)
		return refuse(split, "function %s returns a set or is variadic",
					  format_procedure(func->funcid));
	if (!check_function(split, func->funcid, func->args, func->funcresulttype, false) ||
		!split_args(split, func->args, &args))
		return NULL;
	copy = makeNode(FuncExpr);
	*copy = *func;
	copy->args = args;
	return (Expr *) copy;
}

static Expr *
split_array(Split *split, ScalarArrayOpExpr *op)
{
	ScalarArrayOpExpr *copy;
	Node	   *array = lsecond(op->args);
	Expr	   *scalar;
	Expr	   *constant;
	Oid			element = get_base_element_type(exprType(array));
	Node	   *sample;

	set_sa_opfuncid(op);
	if (needs_cell(array, &split->source->varno))
		return refuse(split, "%s", "an array depends on the cell");
	sample = (Node *) makeNullConst(element, -1, InvalidOid);
	if (!check_function(split, op->opfuncid, list_make2(linitial(op->args), sample), BOOLOID, true))
		return NULL;
	scalar = split_node(split, linitial(op->args));
	if (scalar == NULL)
		return NULL;
	constant = split_constant(split, (Expr *) array);
	if (constant == NULL)
		return NULL;
	copy = makeNode(ScalarArrayOpExpr);
	*copy = *op;
	copy->args = list_make2(scalar, constant);
	return (Expr *) copy;
}

static Expr *
split_case(Split *split, CaseExpr *node)
{
	bool		in_case = split->in_case;
	CaseExpr   *copy = makeNode(CaseExpr);
	ListCell   *lc;

	*copy = *node;
	copy->args = NIL;
	if (node->arg != NULL)
	{
		copy->arg = split_node(split, node->arg);
		if (copy->arg == NULL)
			return NULL;
	}
	foreach(lc, node->args)
	{
		CaseWhen   *when = makeNode(CaseWhen);

		*when = *lfirst_node(CaseWhen, lc);
		split->in_case = in_case || node->arg != NULL;
		when->expr = split_node(split, when->expr);
		split->in_case = in_case;
		if (when->expr == NULL)
			return NULL;
		when->result = split_node(split, when->result);
		if (when->result == NULL)
			return NULL;
		copy->args = lappend(copy->args, when);
	}
	if (node->defresult != NULL)
	{
		copy->defresult = split_node(split, node->defresult);
		if (copy->defresult == NULL)
			return NULL;
	}
	return (Expr *) copy;
}

/* Says whether the type has a kind, and why not. */
static bool
check_type(Split *split, Node *node)
{
	if (ax_pg_kind_of(exprType(node)) != AX_KIND_NONE)
		return true;
	refuse(split, "type %s is not an element type", format_type_be(exprType(node)));
	return false;
}

/* Says whether slots of one type are slots of the other. */
static bool
relabels(Oid from, Oid to)
{
	AxKind		a = ax_pg_kind_of(from);
	AxKind		b = ax_pg_kind_of(to);

	return a == b || (ax_kind_is_variable(a) && ax_kind_is_variable(b));
}

static Expr *
split_node(Split *split, Expr *node)
{
	check_stack_depth();
	if (!check_type(split, (Node *) node))
		return NULL;
	if (!needs_cell((Node *) node, &split->source->varno))
		return split_constant(split, node);
	switch (nodeTag(node))
	{
		case T_Var:
			return split_var(split, (Var *) node);
		case T_OpExpr:
			{
				Expr	   *numeric;

				set_opfuncid((OpExpr *) node);
				numeric = split_numeric(split, (OpExpr *) node);
				return numeric != NULL || split->why != NULL ? numeric :
					split_operator(split, (OpExpr *) node, false);
			}
		case T_DistinctExpr:
		case T_NullIfExpr:
			return split_operator(split, (OpExpr *) node, true);
		case T_FuncExpr:
			return split_function(split, (FuncExpr *) node);
		case T_ScalarArrayOpExpr:
			return split_array(split, (ScalarArrayOpExpr *) node);
		case T_BoolExpr:
			{
				BoolExpr   *copy = makeNode(BoolExpr);

				*copy = *(BoolExpr *) node;
				return split_list(split, ((BoolExpr *) node)->args, &copy->args) ?
					(Expr *) copy : NULL;
			}
		case T_NullTest:
			{
				NullTest   *copy = makeNode(NullTest);

				*copy = *(NullTest *) node;
				copy->arg = split_node(split, copy->arg);
				return copy->arg != NULL ? (Expr *) copy : NULL;
			}
		case T_BooleanTest:
			{
				BooleanTest *copy = makeNode(BooleanTest);

				*copy = *(BooleanTest *) node;
				copy->arg = split_node(split, copy->arg);
				return copy->arg != NULL ? (Expr *) copy : NULL;
			}
		case T_RelabelType:
			/* between types of one kind there is only one; varchar is text in a slot */
			if (!relabels(exprType((Node *) ((RelabelType *) node)->arg), exprType((Node *) node)))
				return refuse(split, "a value of type %s is taken for one of another type",
							  format_type_be(exprType((Node *) ((RelabelType *) node)->arg)));
			return split_node(split, ((RelabelType *) node)->arg);
		case T_CaseExpr:
			return split_case(split, (CaseExpr *) node);
		case T_CaseTestExpr:
			return split->in_case ? (Expr *) copyObject(node) :
				refuse(split, "%s", "a placeholder stands outside of CASE");
		case T_CoalesceExpr:
			{
				CoalesceExpr *copy = makeNode(CoalesceExpr);

				*copy = *(CoalesceExpr *) node;
				return split_list(split, ((CoalesceExpr *) node)->args, &copy->args) ?
					(Expr *) copy : NULL;
			}
		case T_SubPlan:
		case T_AlternativeSubPlan:
			return refuse(split, "%s", "there is a subquery");
		default:
			return refuse(split, "%s", "an expression of this form has no vectorised form");
	}
}

Expr *
ax_expr_split(Expr *expr, const AxExprSource *source, List **constants, const char **why)
{
	List	   *before = list_copy(*constants);
	Split		split = {.source = source, .constants = constants};
	Expr	   *result = split_node(&split, expr);

	*why = split.why;
	if (result == NULL)
		*constants = before;
	return result;
}

/* ---- what a split expression may do ---- */

static bool
has_kernel(Oid function)
{
	AxCompare	op;

	return ax_expr_kernel(function) != NULL || ax_expr_numeric_cast(function) ||
		ax_expr_numeric_compare(function, &op) || ax_plugin_is_vector(function);
}

static bool
throws_walker(Node *node, void *context)
{
	if (node == NULL)
		return false;
	/* in what was split, types fit wherever there is a kernel; plugins fail with a status */
	if (IsA(node, OpExpr) && !has_kernel(((OpExpr *) node)->opfuncid) &&
		!get_func_leakproof(((OpExpr *) node)->opfuncid))
		return true;
	if (IsA(node, FuncExpr) && !has_kernel(((FuncExpr *) node)->funcid) &&
		!get_func_leakproof(((FuncExpr *) node)->funcid))
		return true;
	return expression_tree_walker(node, throws_walker, context);
}

bool
ax_expr_may_throw(Expr *split)
{
	return throws_walker((Node *) split, NULL);
}

static bool
is_compare(Oid function)
{
	const AxKernelFunction *kernel = ax_expr_kernel(function);

	return kernel != NULL && kernel->class == AX_KERNEL_COMPARE && get_func_leakproof(function);
}

/* Finds anything that might fail. */
static bool
partial_walker(Node *node, List *constants)
{
	if (node == NULL)
		return false;
	switch (nodeTag(node))
	{
		case T_Param:
			{
				Node	   *constant = list_nth(constants, ((Param *) node)->paramid);

				return !IsA(constant, Const) && !IsA(constant, Param);
			}
		case T_OpExpr:
			if (!is_compare(((OpExpr *) node)->opfuncid))
				return true;
			break;
		case T_ScalarArrayOpExpr:
			if (!is_compare(((ScalarArrayOpExpr *) node)->opfuncid))
				return true;
			break;
		case T_Var:
		case T_BoolExpr:
		case T_NullTest:
		case T_BooleanTest:
		case T_List:
			break;
		default:
			return true;
	}
	return expression_tree_walker(node, partial_walker, constants);
}

bool
ax_expr_is_total(Expr *split, List *constants)
{
	return !partial_walker((Node *) split, constants);
}
