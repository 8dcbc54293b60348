/* Programs from what was split. */
#include "postgres.h"

#include "catalog/objectaccess.h"
#include "miscadmin.h"
#include "nodes/nodeFuncs.h"
#include "utils/acl.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "expr/functions.h"
#include "expr/node.h"
#include "pg/kind.h"

typedef struct Compile
{
	AxProgram  *program;
	const AxExprSource *source; /* borrowed */
	AxNode	   *subject;		/* the CASE that a CaseTestExpr means, or NULL */
} Compile;

static AxNode *compile_node(Compile *c, Expr *expr);

static AxNode *
make(Compile *c, AxNodeTag tag, AxKind kind, int sub, int nargs)
{
	AxNode	   *node = palloc0(sizeof(AxNode));
	MemoryContext context = c->program->context;

	node->tag = tag;
	node->kind = kind;
	node->sub = sub;
	node->nargs = nargs;
	node->args = palloc0(sizeof(AxNode *) * Max(nargs, 1));
	node->values.context = context;
	node->valid.context = context;
	node->truth.context = context;
	node->known.context = context;
	node->rest.context = context;
	return node;
}

static void
compile_args(Compile *c, AxNode *node, List *args)
{
	ListCell   *lc;
	int			i = 0;

	foreach(lc, args)
		node->args[i++] = compile_node(c, lfirst(lc));
}

/* The executor's own check, which programs must not get around. */
static void
check_execute(Oid function)
{
	AclResult	result = pg_proc_aclcheck(function, GetUserId(), ACL_EXECUTE);

	if (result != ACLCHECK_OK)
		aclcheck_error(result, OBJECT_FUNCTION, get_func_name(function));
	InvokeFunctionExecuteHook(function);
}

static AxNode *
compile_function(Compile *c, Expr *expr, Oid function, Oid collation, List *args)
{
	const AxKernelFunction *kernel = ax_expr_kernel(function);
	AxKind		kind = ax_pg_kind_of(exprType((Node *) expr));
	int			nargs = list_length(args);
	AxNode	   *node;
	bool		fits;

	check_execute(function);
	fits = kernel != NULL && nargs == kernel->nargs && kind == kernel->result;
	for (int i = 0; fits && i < nargs; i++)
		fits = ax_expr_kind_fits(ax_pg_kind_of(exprType(list_nth(args, i))), kernel->args[i]);
	if (fits)
	{
		static const AxNodeTag tags[] = {
			[AX_KERNEL_COMPARE] = AX_NODE_COMPARE,
			[AX_KERNEL_ARITHMETIC] = AX_NODE_ARITHMETIC,
			[AX_KERNEL_CAST] = AX_NODE_CAST,
			[AX_KERNEL_PAIR] = AX_NODE_PAIR
		};

		node = make(c, tags[kernel->class], kind, kernel->op, nargs);
	}
	else if (ax_plugin_is_vector(function))
	{
		node = make(c, AX_NODE_PLUGIN, kind, 0, nargs);
		node->plugin = ax_plugin_vector(ax_plugin_use(function, c->program->context),
										c->program->context);
	}
	else
	{
		FmgrInfo   *flinfo = palloc0(sizeof(FmgrInfo));

		node = make(c, AX_NODE_CALL, kind, 0, nargs);
		fmgr_info(function, flinfo);
		fmgr_info_set_expr((Node *) expr, flinfo);
		node->fcinfo = palloc0(SizeForFunctionCallInfo(nargs));
		InitFunctionCallInfoData(*node->fcinfo, flinfo, nargs, collation, NULL, NULL);
		if (c->program->calls == NULL)
			c->program->calls = AllocSetContextCreate(c->program->context, "array_ext calls",
													  ALLOCSET_SMALL_SIZES);
	}
	compile_args(c, node, args);
	return node;
}

static AxNode *
compile_case(Compile *c, CaseExpr *expr)
{
	AxNode	   *outer = c->subject;
	AxNode	   *node = make(c, AX_NODE_CASE, ax_pg_kind_of(expr->casetype), 0,
							2 * list_length(expr->args) + (expr->defresult != NULL));
	ListCell   *lc;
	int			i = 0;

	if (expr->arg != NULL)
		node->subject = compile_node(c, expr->arg);
	foreach(lc, expr->args)
	{
		CaseWhen   *when = lfirst_node(CaseWhen, lc);

		if (expr->arg != NULL)
			c->subject = node;
		node->args[i++] = compile_node(c, when->expr);
		c->subject = outer;
		node->args[i++] = compile_node(c, when->result);
	}
	if (expr->defresult != NULL)
		node->args[i++] = compile_node(c, expr->defresult);
	return node;
}

static AxNode *
compile_var(Compile *c, Var *var)
{
	int			attribute = c->source->attribute[var->varattno];

	if (attribute < 0)
		return make(c, AX_NODE_COORDS, AX_KIND_INT8, c->source->axis[var->varattno], 0);
	c->program->attributes = bms_add_member(c->program->attributes, attribute);
	return make(c, AX_NODE_COLUMN, c->source->kind[attribute], attribute, 0);
}

/* Operators whose function is a comparison. */
static AxNode *
compile_compare(Compile *c, AxNodeTag tag, AxKind kind, Oid function, List *args)
{
	AxNode	   *node = make(c, tag, kind, ax_expr_kernel(function)->op, list_length(args));

	check_execute(function);
	compile_args(c, node, args);
	return node;
}

/* A comparison of an integer, cast to numeric, with a constant; or NULL. */
static AxNode *
compile_numeric(Compile *c, OpExpr *op)
{
	AxCompare	compare;
	bool		turned = IsA(linitial(op->args), Param);
	FuncExpr   *cast;
	AxNode	   *node;

	/* an attribute of type numeric is compared by the operator's own function */
	if (!ax_expr_numeric_compare(op->opfuncid, &compare) ||
		!IsA(turned ? lsecond(op->args) : linitial(op->args), FuncExpr))
		return NULL;
	cast = castNode(FuncExpr, turned ? lsecond(op->args) : linitial(op->args));
	check_execute(op->opfuncid);
	check_execute(cast->funcid);
	node = make(c, AX_NODE_INTEGRAL, AX_KIND_BOOL, turned ? ax_kernel_mirror(compare) : compare, 1);
	node->args[0] = compile_node(c, linitial(cast->args));
	node->array = castNode(Param, turned ? linitial(op->args) : lsecond(op->args))->paramid;
	return node;
}

static AxNode *
compile_array(Compile *c, ScalarArrayOpExpr *op)
{
	AxNode	   *node = compile_compare(c, AX_NODE_ANY, AX_KIND_BOOL, op->opfuncid,
									   list_make1(linitial(op->args)));
	Param	   *array = lsecond_node(Param, op->args);

	node->array = array->paramid;
	node->all = !op->useOr;
	/* of the elements */
	node->kind = AX_KIND_BOOL;
	node->current.kind = ax_pg_kind_of(get_base_element_type(array->paramtype));
	return node;
}

static AxNode *
compile_bool(Compile *c, BoolExpr *expr)
{
	AxNodeTag	tag = expr->boolop == AND_EXPR ? AX_NODE_AND :
		expr->boolop == OR_EXPR ? AX_NODE_OR : AX_NODE_NOT;
	AxNode	   *node = make(c, tag, AX_KIND_BOOL, 0, list_length(expr->args));

	compile_args(c, node, expr->args);
	return node;
}

static AxNode *
compile_node(Compile *c, Expr *expr)
{
	AxNode	   *node;
	AxKind		kind = ax_pg_kind_of(exprType((Node *) expr));

	check_stack_depth();
	switch (nodeTag(expr))
	{
		case T_Var:
			return compile_var(c, (Var *) expr);
		case T_Param:
			/* a Datum of variable length is what its slot would be */
			return make(c, AX_NODE_CONSTANT, ax_pg_slot_kind_of(((Param *) expr)->paramtype),
						((Param *) expr)->paramid, 0);
		case T_OpExpr:
			{
				OpExpr	   *op = (OpExpr *) expr;

				node = compile_numeric(c, op);
				return node != NULL ? node :
					compile_function(c, expr, op->opfuncid, op->inputcollid, op->args);
			}
		case T_FuncExpr:
			{
				FuncExpr   *func = (FuncExpr *) expr;

				return compile_function(c, expr, func->funcid, func->inputcollid, func->args);
			}
		case T_DistinctExpr:
			return compile_compare(c, AX_NODE_DISTINCT, AX_KIND_BOOL,
								   ((OpExpr *) expr)->opfuncid, ((OpExpr *) expr)->args);
		case T_NullIfExpr:
			return compile_compare(c, AX_NODE_NULLIF, kind,
								   ((OpExpr *) expr)->opfuncid, ((OpExpr *) expr)->args);
		case T_ScalarArrayOpExpr:
			return compile_array(c, (ScalarArrayOpExpr *) expr);
		case T_BoolExpr:
			return compile_bool(c, (BoolExpr *) expr);
		case T_NullTest:
			node = make(c, AX_NODE_NULLTEST, AX_KIND_BOOL, ((NullTest *) expr)->nulltesttype, 1);
			node->args[0] = compile_node(c, ((NullTest *) expr)->arg);
			return node;
		case T_BooleanTest:
			node = make(c, AX_NODE_BOOLTEST, AX_KIND_BOOL, ((BooleanTest *) expr)->booltesttype, 1);
			node->args[0] = compile_node(c, ((BooleanTest *) expr)->arg);
			return node;
		case T_CaseExpr:
			return compile_case(c, (CaseExpr *) expr);
		case T_CaseTestExpr:
			Assert(c->subject != NULL);
			node = make(c, AX_NODE_SAME, kind, 0, 0);
			node->subject = c->subject;
			return node;
		case T_CoalesceExpr:
			node = make(c, AX_NODE_COALESCE, kind, 0, list_length(((CoalesceExpr *) expr)->args));
			compile_args(c, node, ((CoalesceExpr *) expr)->args);
			return node;
		default:
			elog(ERROR, "unexpected node in an expression program: %d", (int) nodeTag(expr));
	}
}

AxProgram *
ax_expr_compile(Expr *split, const AxExprSource *source, AxExprShare *share)
{
	AxProgram  *program = palloc0(sizeof(AxProgram));
	Compile		c = {.program = program, .source = source};

	program->context = CurrentMemoryContext;
	program->share = share;
	program->root = compile_node(&c, split);
	return program;
}

const Bitmapset *
ax_expr_attributes(const AxProgram *program)
{
	return program->attributes;
}
