/*
 * Expressions of several operators, computed tile by tile without values in
 * between.
 *
 * The planner asks the operators' support function ndarray_fuse, which turns
 * a * 2 + 1 into ndarray_fused('$$*$+', a, 2, 1): the operators in reverse
 * Polish notation, $ for the next operand, ~ for minus and @ for nd_abs of
 * one.  Errors are those of the operators, but of cells that the result does
 * not have there are none.
 */
#include "postgres.h"

#include "catalog/pg_collation.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "nodes/supportnodes.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "kernel/cast.h"
#include "ndarray/fuse.h"
#include "ndarray/operators.h"
#include "pg/error.h"
#include "pg/kind.h"

#define LEAF '$'
#define MAX_NODES 64

/* The operators, as AxArithmetic numbers them. */
static const char symbols[AX_ARITHMETIC_END + 1] = "+-*/%~@";
static const char *const functions[AX_ARITHMETIC_END] = {
	"ndarray_add", "ndarray_sub", "ndarray_mul", "ndarray_div", "ndarray_mod", "ndarray_neg", "nd_abs"
};

static bool enable_fusion;

void
ax_nd_init(void)
{
	DefineCustomBoolVariable("array_ext.enable_fusion",
							 "Computes expressions of several operators of ndarrays tile by tile.",
							 NULL,
							 &enable_fusion,
							 true,
							 PGC_USERSET,
							 GUC_EXPLAIN,
							 NULL, NULL, NULL);
}

static int
count_args(AxArithmetic op)
{
	return op == AX_ARITHMETIC_NEG || op == AX_ARITHMETIC_ABS ? 1 : 2;
}

/* Appends an expression to a program and its operands to args; false if that cannot be. */
static bool
flatten(Node *node, Oid support, StringInfo program, List **args)
{
	Oid			function = InvalidOid;
	List	   *below = NIL;
	ListCell   *lc;

	if (IsA(node, OpExpr))
	{
		function = ((OpExpr *) node)->opfuncid;
		below = ((OpExpr *) node)->args;
	}
	else if (IsA(node, FuncExpr))
	{
		function = ((FuncExpr *) node)->funcid;
		below = ((FuncExpr *) node)->args;
	}
	if (OidIsValid(function) && get_func_support(function) == support)
	{
		char	   *name = get_func_name(function);

		if (pg_proc_aclcheck(function, GetUserId(), ACL_EXECUTE) != ACLCHECK_OK)
			return false;
		if (strcmp(name, "ndarray_fused") == 0)
		{
			Const	   *inner = linitial(below);

			/* as we made it; any other is left to the function */
			if (IsA(inner, Const) && !inner->constisnull && !((FuncExpr *) node)->funcvariadic)
			{
				appendStringInfoString(program, TextDatumGetCString(inner->constvalue));
				*args = list_concat(*args, list_copy_tail(below, 1));
				return true;
			}
		}
		else
			for (int op = 0; op < AX_ARITHMETIC_END; op++)
				if (strcmp(name, functions[op]) == 0)
				{
					foreach(lc, below)
						if (!flatten(lfirst(lc), support, program, args))
							return false;
					appendStringInfoChar(program, symbols[op]);
					return true;
				}
	}
	appendStringInfoChar(program, LEAF);
	*args = lappend(*args, node);
	return true;
}

PG_FUNCTION_INFO_V1(ndarray_fuse);

/* The support function of the operators. */
Datum
ndarray_fuse(PG_FUNCTION_ARGS)
{
	SupportRequestSimplify *request = (SupportRequestSimplify *) PG_GETARG_POINTER(0);
	Oid			types[2] = {TEXTOID, ANYOID};
	StringInfoData program;
	List	   *args = NIL;
	Oid			fused;

	if (!IsA(request, SupportRequestSimplify) || !enable_fusion)
		PG_RETURN_POINTER(NULL);
	initStringInfo(&program);
	if (!flatten((Node *) request->fcall, get_func_support(request->fcall->funcid), &program, &args) ||
		list_length(args) > AX_EACH_ARGS || program.len > MAX_NODES ||
		program.len - list_length(args) < 2)
		PG_RETURN_POINTER(NULL);
	fused = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum("ndarray_fused"),
							PointerGetDatum(buildoidvector(types, 2)), ObjectIdGetDatum(ax_pg_schema()));
	if (!OidIsValid(fused) || fused == request->fcall->funcid)
		PG_RETURN_POINTER(NULL);
	args = lcons(makeConst(TEXTOID, -1, DEFAULT_COLLATION_OID, -1,
						   CStringGetTextDatum(program.data), false, false), args);
	PG_RETURN_POINTER(makeFuncExpr(fused, request->fcall->funcresulttype, args, InvalidOid,
								   InvalidOid, COERCE_EXPLICIT_CALL));
}

/* An operand or an operator with its operands. */
typedef struct AxNode
{
	int			leaf;			/* number of the operand, or -1 */
	bool		undecided;		/* a scalar of type numeric, perhaps to be a float8 */
	int			below[2];		/* nodes of the operator's operands */
	AxWay		way;			/* of the operator */
	const AxHead *head;			/* of the value, NULL of a scalar */
	AxKind		kind;			/* of the cells */
} AxNode;

typedef struct Tree
{
	AxNode		nodes[MAX_NODES];	/* operands before operators, the whole last */
	int			count;
	AxEach		leaves;			/* holds the operands */
} Tree;

/* Memory for a tile of an intermediate result. */
typedef struct Room
{
	char	   *values;			/* owned, or NULL */
	uint64_t   *valid;			/* owned */
	bool		taken;
} Room;

/* One pass over the tiles of a result. */
typedef struct Run
{
	Tree	   *tree;			/* borrowed */
	int			root;			/* node of the result */
	AxEach		each;
	int			args[MAX_NODES];	/* operands of each that nodes are, or -1 */
	Room		rooms[2 * AX_EACH_ARGS + 2];
} Run;

/* A scalar of type numeric counts as in the operator alone: as ax_nd_each_argument has it. */
static void
decide(Tree *tree, const int *below, int n)
{
	for (int k = 0; k < n; k++)
	{
		AxNode	   *node = &tree->nodes[below[k]];

		if (!node->undecided || (n == 2 && ax_kind_is_named(tree->nodes[below[1 - k]].kind)))
			continue;
		ax_nd_each_as_float(&tree->leaves, node->leaf);
		node->kind = AX_KIND_FLOAT8;
	}
}

static void
read_program(Tree *tree, const char *program, int nargs, FunctionCallInfo fcinfo)
{
	int			stack[MAX_NODES];
	int			depth = 0;
	int			leaf = 0;

	for (const char *p = program; *p != '\0'; p++)
	{
		const char *symbol = strchr(symbols, *p);
		AxNode	   *node = &tree->nodes[tree->count];
		const AxHead *heads[2] = {NULL, NULL};
		AxHead	   *head;
		int			n = *p == LEAF ? 0 : symbol != NULL ? count_args(symbol - symbols) : MAX_NODES;

		if (tree->count == MAX_NODES || n > depth || (*p == LEAF && leaf == nargs))
			break;
		if (*p == LEAF)
		{
			AxArg	   *arg = &tree->leaves.args[leaf];

			node->undecided = ax_nd_each_operand(&tree->leaves, fcinfo, leaf + 1);
			node->leaf = leaf++;
			node->kind = arg->kind;
			node->head = arg->reader != NULL ? &arg->reader->head : NULL;
		}
		else
		{
			depth -= n;
			node->leaf = -1;
			for (int k = 0; k < n; k++)
			{
				node->below[k] = stack[depth + k];
				heads[k] = tree->nodes[node->below[k]].head;
			}
			decide(tree, node->below, n);
			ax_nd_way(symbol - symbols, tree->nodes[node->below[0]].kind,
					  n == 2 ? tree->nodes[node->below[1]].kind : AX_KIND_NONE, &node->way);
			node->kind = node->way.result;
			node->head = head = palloc(sizeof(AxHead));
			ax_nd_each_match(heads, n, node->kind, head);
		}
		stack[depth++] = tree->count++;
	}
	if (depth != 1 || leaf != nargs || tree->count != (int) strlen(program) || tree->nodes[tree->count - 1].leaf >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid expression of ndarrays: \"%s\" with %d operands", program, nargs),
				 errhint("Write the expression with operators; the planner calls ndarray_fused.")));
}

static struct varlena *compute(Tree *tree, int root);

/*
 * Adds the operands of a node.  What has fewer cells than the result, because
 * it is repeated there, is computed once and becomes an operand.
 */
static void
add_operands(Run *run, int number)
{
	const AxNode *node = &run->tree->nodes[number];

	run->args[number] = run->each.nargs;
	if (node->leaf >= 0)
		ax_nd_each_move(&run->each, &run->tree->leaves.args[node->leaf]);
	else if (number != run->root && node->head->cells != run->tree->nodes[run->root].head->cells)
		ax_nd_each_value(&run->each, PointerGetDatum(compute(run->tree, number)));
	else
	{
		run->args[number] = -1;
		for (int k = 0; k < node->way.nargs; k++)
			add_operands(run, node->below[k]);
	}
}

static Room *
take_room(Run *run)
{
	Room	   *room = run->rooms;
	Size		cells = run->each.head.tile_cells;

	/* no more than operators that wait and two casts */
	while (room->taken)
		room++;
	Assert(room < run->rooms + lengthof(run->rooms));
	if (room->values == NULL)
	{
		room->values = palloc(cells * sizeof(AxCell) + 16);
		room->valid = palloc(AX_MASK_BYTES(cells) + 8);
	}
	room->taken = true;
	return room;
}

/* The cells of a node in the tile; gives the room that they are in, or NULL. */
static Room *
step(Run *run, int number, AxVector *out)
{
	const AxNode *node = &run->tree->nodes[number];
	AxEach	   *each = &run->each;
	AxVector	vectors[2];
	const AxVector *args[2] = {&vectors[0], &vectors[1]};
	Room	   *used[4] = {NULL};
	Room	   *room = NULL;
	AxError		err;

	if (run->args[number] >= 0)
	{
		*out = each->args[run->args[number]].vector;
		return NULL;
	}
	for (int k = 0; k < node->way.nargs; k++)
	{
		used[k] = step(run, node->below[k], &vectors[k]);
		if (vectors[k].kind != node->way.args[k])
		{
			AxVector	from = vectors[k];

			used[2 + k] = take_room(run);
			AX_CHECK(ax_kernel_cast(&from, node->way.args[k], each->present, each->n,
									used[2 + k]->values, &vectors[k], &err), &err);
		}
	}
	if (number != run->root)
		room = take_room(run);
	ax_nd_way_go(&node->way, args, each->present, each->n, room != NULL ? room->values : each->values,
				 room != NULL ? room->valid : each->valid, out);
	for (int k = 0; k < 4; k++)
		if (used[k] != NULL)
		{
			if (room != NULL && out->valid == used[k]->valid)
				out->valid = memcpy(room->valid, out->valid, AX_MASK_BYTES(each->n));
			used[k]->taken = false;
		}
	return room;
}

static struct varlena *
compute(Tree *tree, int root)
{
	Run		   *run = palloc0(sizeof(Run));
	struct varlena *result;

	check_stack_depth();
	run->tree = tree;
	run->root = root;
	ax_nd_each_init(&run->each);
	add_operands(run, root);
	ax_nd_each_begin_head(&run->each, tree->nodes[root].head);
	while (ax_nd_each_next(&run->each))
	{
		AxVector	vector;

		step(run, root, &vector);
		ax_nd_each_put(&run->each, &vector, run->each.present);
	}
	result = ax_nd_each_finish(&run->each);
	for (Room *room = run->rooms; room->values != NULL; room++)
	{
		pfree(room->values);
		pfree(room->valid);
	}
	return result;
}

PG_FUNCTION_INFO_V1(ndarray_fused);

/* ndarray_fused(program text, VARIADIC operands "any"): see the head of this file. */
Datum
ndarray_fused(PG_FUNCTION_ARGS)
{
	char	   *program = text_to_cstring(PG_GETARG_TEXT_PP(0));
	int			nargs = PG_NARGS() - 1;
	Tree	   *tree = palloc0(sizeof(Tree));

	if (nargs > AX_EACH_ARGS)
		ereport(ERROR,
				(errcode(ERRCODE_TOO_MANY_ARGUMENTS),
				 errmsg("an expression of ndarrays cannot have more than %d operands", AX_EACH_ARGS)));
	ax_nd_each_init(&tree->leaves);
	read_program(tree, program, nargs, fcinfo);
	PG_RETURN_POINTER(compute(tree, tree->count - 1));
}
