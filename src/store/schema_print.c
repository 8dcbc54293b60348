/* Schema text of a stored array, printed from the catalogues. */
#include "postgres.h"

#include "access/table.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/nodes.h"
#include "utils/builtins.h"
#include "utils/rel.h"
#include "utils/ruleutils.h"

#include "store/schema.h"

PG_FUNCTION_INFO_V1(array_schema);

/* The default of a column as an expression, or NULL. */
static char *
default_text(Relation rel, AttrNumber attno)
{
	TupleConstr *constr = RelationGetDescr(rel)->constr;

	for (int i = 0; constr != NULL && i < constr->num_defval; i++)
		if (constr->defval[i].adnum == attno)
		{
			Node	   *expr = stringToNode(constr->defval[i].adbin);
			List	   *context = deparse_context_for(RelationGetRelationName(rel),
													  RelationGetRelid(rel));

			return deparse_expression(expr, context, false, false);
		}
	return NULL;
}

static void
print_bound(StringInfo out, int64 bound, int64 unbounded)
{
	if (bound == unbounded)
		appendStringInfoChar(out, '*');
	else
		appendStringInfo(out, INT64_FORMAT, bound);
}

char *
ax_schema_print(const AxArray *array)
{
	Relation	rel = table_open(array->relid, AccessShareLock);
	StringInfoData out;

	initStringInfo(&out);
	for (int a = 0; a < array->natts; a++)
	{
		const AxAttribute *att = &array->atts[a];
		char	   *expr = default_text(rel, att->attno);

		appendStringInfo(&out, "%s%s:%s", a == 0 ? "<" : ",",
						 quote_identifier(NameStr(att->name)),
						 format_type_with_typemod(att->type, att->typmod));
		if (att->not_null)
			appendStringInfoString(&out, " NOT NULL");
		if (att->codec != AX_CODEC_NONE)
			appendStringInfo(&out, " COMPRESSION '%s'", ax_codec(att->codec)->name);
		/* words such as NULL end a default that is not in parentheses */
		if (expr != NULL)
			appendStringInfo(&out, expr[0] != '(' && strchr(expr, ' ') != NULL ?
							 " DEFAULT (%s)" : " DEFAULT %s", expr);
	}
	for (int d = 0; d < array->ndim; d++)
	{
		appendStringInfo(&out, "%s%s=", d == 0 ? ">[" : "; ",
						 quote_identifier(NameStr(array->dims[d].name)));
		print_bound(&out, array->grid.bounds.lower[d], -AX_COORD_MAX);
		appendStringInfoChar(&out, ':');
		print_bound(&out, array->grid.bounds.upper[d], AX_COORD_MAX);
		appendStringInfo(&out, ":" INT64_FORMAT ":" INT64_FORMAT, array->dims[d].overlap,
						 array->grid.chunk[d]);
	}
	appendStringInfoChar(&out, ']');
	table_close(rel, AccessShareLock);
	return out.data;
}

/* array_schema(source regclass) returns text */
Datum
array_schema(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(ax_schema_print(ax_store_array(PG_GETARG_OID(0)))));
}
