/* Estimates for the planner: how many rows the set-returning functions give. */
#include "postgres.h"

#include "fmgr.h"
#include "nodes/nodeFuncs.h"
#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"
#include "parser/parsetree.h"
#include "utils/lsyscache.h"

#include "ndarray/cells.h"

/* What a value is taken for where only the size of a column is known: head and cells. */
#define HEAD_BYTES 120
#define CELL_BYTES 8

PG_FUNCTION_INFO_V1(nd_rows);

/* The average bytes of a column of a table; 0 where that is not known. */
static int32
column_width(PlannerInfo *root, Node *node)
{
	Var		   *var = (Var *) node;
	RangeTblEntry *table;

	if (root == NULL || !IsA(node, Var) || var->varlevelsup != 0 || IS_SPECIAL_VARNO(var->varno))
		return 0;
	table = planner_rt_fetch(var->varno, root);
	return table->rtekind == RTE_RELATION ? get_attavgwidth(table->relid, var->varattno) : 0;
}

/*
 * The support function: of a value that is known its cells (its tiles, for
 * nd_tiles), of a column of small values as many as its average size has room for.
 */
Datum
nd_rows(PG_FUNCTION_ARGS)
{
	SupportRequestRows *request = (SupportRequestRows *) PG_GETARG_POINTER(0);
	bool		tiles;
	double		rows;
	Node	   *value;

	if (!IsA(request, SupportRequestRows) || !is_funcclause(request->node))
		PG_RETURN_POINTER(NULL);
	tiles = strcmp(get_func_name(request->funcid), "nd_tiles") == 0;
	value = estimate_expression_value(request->root, linitial(((FuncExpr *) request->node)->args));
	if (IsA(value, Const) && !((Const *) value)->constisnull)
	{
		AxReader   *reader = ax_nd_open(((Const *) value)->constvalue);
		AxSummary	summary;

		ax_pg_summary(reader, &summary);
		rows = tiles ? reader->head.tiles : summary.present;
		ax_pg_close(reader);
	}
	else
	{
		rows = column_width(request->root, value);
		/* statistics count a value that is stored elsewhere as its pointer */
		if (rows < HEAD_BYTES / 2)
			PG_RETURN_POINTER(NULL);
		rows = (rows - HEAD_BYTES) / CELL_BYTES;
		if (tiles)
			rows /= AX_TILE_CELLS;
	}
	request->rows = Max(rows, 1);
	PG_RETURN_POINTER(request);
}
