/*
 * Parser of schema text.  Words, numbers and strings are those of SQL: they
 * come from PostgreSQL's own scanner, and a default is handed to its parser.
 */
#include "postgres.h"

#include "common/keywords.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "nodes/parsenodes.h"
#include "parser/parser.h"
#include "parser/scanner.h"
#include "utils/builtins.h"

#include "format/head.h"
#include "pg/error.h"
#include "store/schema.h"

/* Codes of the core scanner's tokens, fixed by what parser/scanner.h says. */
enum
{
	TOKEN_END = 0,
	TOKEN_IDENT = 258,
	TOKEN_FCONST = 260,
	TOKEN_SCONST = 261,
	TOKEN_OP = 265,
	TOKEN_ICONST = 266,
	TOKEN_NOT_EQUALS = 274		/* codes above are keywords */
};

typedef struct Token
{
	int			code;			/* a character or one of the above */
	int			location;		/* byte offset in the text */
	char	   *string;			/* of names, keywords, strings, big numbers */
	int			number;			/* of TOKEN_ICONST */
} Token;

typedef struct Parser
{
	const char *text;			/* the schema text, borrowed */
	Token	   *tokens;			/* the last one is TOKEN_END */
	Token	   *at;				/* the token to be read next */
	int			location;		/* of a type while it is looked up, else 0 */
} Parser;

/* Says where in the schema text an error is, as for SQL inside of functions. */
static int
error_position(const Parser *parser, int location)
{
	internalerrquery(parser->text);
	return internalerrposition(pg_mbstrlen_with_len(parser->text, location) + 1);
}

/* Moves a position set by scanner or parser from the outer query to the schema text. */
static void
error_callback(void *arg)
{
	Parser	   *parser = arg;
	int			position = geterrposition();

	if (parser->location > 0)
	{
		errposition(0);
		error_position(parser, parser->location);
	}
	else if (position > 0)
	{
		errposition(0);
		internalerrposition(position);
		internalerrquery(parser->text);
	}
}

static void
syntax_error(const Parser *parser, const char *hint)
{
	const char *start = parser->text + parser->at->location;
	int			length = (int) strcspn(start, " \t\r\n,;:<>[]()");

	if (length == 0)
		length = 1;
	if (parser->at->code == TOKEN_END)
		ereport(ERROR,
				(errcode(ERRCODE_SYNTAX_ERROR),
				 errmsg("syntax error at end of schema text"),
				 error_position(parser, parser->at->location),
				 errhint("%s", hint)));
	ereport(ERROR,
			(errcode(ERRCODE_SYNTAX_ERROR),
			 errmsg("syntax error in schema text at or near \"%.*s\"",
					pg_mbcliplen(start, length, length), start),
			 error_position(parser, parser->at->location),
			 errhint("%s", hint)));
}

static void
tokenize(Parser *parser)
{
	core_yy_extra_type extra;
	core_yyscan_t scanner = scanner_init(parser->text, &extra, &ScanKeywords, ScanKeywordTokens);
	int			room = 64;
	int			count = 0;

	parser->tokens = palloc(room * sizeof(Token));
	for (;;)
	{
		core_YYSTYPE value;
		YYLTYPE		location;
		Token	   *token;

		if (count == room)
		{
			room *= 2;
			parser->tokens = repalloc(parser->tokens, room * sizeof(Token));
		}
		token = &parser->tokens[count++];
		token->code = core_yylex(&value, &location, scanner);
		token->location = location;
		token->string = NULL;
		token->number = 0;
		if (token->code == TOKEN_ICONST)
			token->number = value.ival;
		else if (token->code > TOKEN_NOT_EQUALS)
			token->string = pstrdup(value.keyword);
		else if (token->code >= TOKEN_IDENT && token->code <= TOKEN_OP)
			token->string = value.str;
		/* the scanner takes the = of I=* for a part of an operator */
		if (token->code == TOKEN_OP && strcmp(token->string, "=*") == 0)
		{
			token->code = '=';
			if (count == room)
			{
				room *= 2;
				parser->tokens = repalloc(parser->tokens, room * sizeof(Token));
			}
			token = &parser->tokens[count++];
			token->code = '*';
			token->location = location + 1;
			token->string = NULL;
		}
		if (token->code == TOKEN_END)
			break;
	}
	scanner_finish(scanner);
	parser->at = parser->tokens;
}

static bool
is_name(const Token *token)
{
	return token->code == TOKEN_IDENT || token->code > TOKEN_NOT_EQUALS;
}

static bool
is_keyword(const Token *token, const char *word)
{
	return token->code > TOKEN_NOT_EQUALS && strcmp(token->string, word) == 0;
}

static bool
accept(Parser *parser, int code)
{
	if (parser->at->code != code)
		return false;
	parser->at++;
	return true;
}

static void
expect(Parser *parser, int code, const char *hint)
{
	if (!accept(parser, code))
		syntax_error(parser, hint);
}

/* The text from one token up to another. */
static char *
text_between(const Parser *parser, const Token *from, const Token *to)
{
	int			length = to->location - from->location;

	while (length > 0 && isspace((unsigned char) parser->text[from->location + length - 1]))
		length--;
	return pnstrdup(parser->text + from->location, length);
}

/*
 * Moves to the end of a type or a default: a comma or > outside of brackets,
 * or a keyword that begins the next clause.
 */
static void
skip_clause(Parser *parser)
{
	int			depth = 0;

	for (;; parser->at++)
	{
		const Token *token = parser->at;

		if (token->code == TOKEN_END)
			return;
		if (token->code == '(' || token->code == '[')
			depth++;
		else if (token->code == ')' || token->code == ']')
			depth--;
		else if (depth == 0 &&
				 (token->code == ',' || token->code == '>' ||
				  is_keyword(token, "not") || is_keyword(token, "null") ||
				  is_keyword(token, "default") || is_keyword(token, "compression")))
			return;
	}
}

/*
 * Parses the expression that follows DEFAULT.  The parser is given the schema
 * text up to its end, with SELECT in the place of DEFAULT and blanks before
 * it: so positions in errors are right.
 */
static Node *
parse_default(Parser *parser)
{
	Token	   *keyword = parser->at++;
	Token	   *first = parser->at;
	char	   *query;
	List	   *statements;
	SelectStmt *select;
	ResTarget  *target = NULL;

	if (first->code == ',' || first->code == '>' || first->code == TOKEN_END)
		syntax_error(parser, "DEFAULT is followed by an expression.");
	/* the first word belongs to it, so that DEFAULT NULL is one */
	if (first->code != '(')
		parser->at++;
	skip_clause(parser);
	query = pnstrdup(parser->text, parser->at->location);
	memset(query, ' ', keyword->location);
	memcpy(query + keyword->location, "SELECT ", strlen("DEFAULT"));
	statements = raw_parser(query, RAW_PARSE_DEFAULT);
	if (list_length(statements) == 1 &&
		IsA(linitial_node(RawStmt, statements)->stmt, SelectStmt))
	{
		select = (SelectStmt *) linitial_node(RawStmt, statements)->stmt;
		if (list_length(select->targetList) == 1 && select->op == SETOP_NONE &&
			select->distinctClause == NIL && select->intoClause == NULL &&
			select->fromClause == NIL && select->whereClause == NULL &&
			select->groupClause == NIL && select->havingClause == NULL &&
			select->windowClause == NIL && select->sortClause == NIL &&
			select->limitOffset == NULL && select->limitCount == NULL &&
			select->lockingClause == NIL && select->withClause == NULL)
			target = linitial_node(ResTarget, select->targetList);
	}
	if (target == NULL || target->name != NULL || target->indirection != NIL)
	{
		parser->at = first;
		syntax_error(parser, "DEFAULT is followed by an expression; put it in parentheses.");
	}
	return target->val;
}

static void
parse_attribute(Parser *parser, AxSchemaAttribute *att)
{
	Token	   *first;
	bool		nullness = false;

	if (!is_name(parser->at))
		syntax_error(parser, "An attribute is written name: type.");
	att->name = parser->at->string;
	parser->at++;
	expect(parser, ':', "An attribute is written name: type.");
	first = parser->at;
	skip_clause(parser);
	if (parser->at == first)
		syntax_error(parser, "An attribute is written name: type.");
	parser->location = first->location;
	ax_schema_type(text_between(parser, first, parser->at), &att->type, &att->typmod, &att->kind);
	parser->location = 0;
	for (;;)
	{
		if (is_keyword(parser->at, "default") && att->default_raw == NULL)
			att->default_raw = parse_default(parser);
		else if (is_keyword(parser->at, "null") && !nullness)
		{
			nullness = true;
			parser->at++;
		}
		else if (is_keyword(parser->at, "not") && is_keyword(parser->at + 1, "null") && !nullness)
		{
			nullness = true;
			att->not_null = true;
			parser->at += 2;
		}
		else if (is_keyword(parser->at, "compression") && parser->at[1].code == TOKEN_SCONST)
		{
			parser->location = parser->at[1].location;
			att->codec = ax_schema_codec(parser->at[1].string, att->kind);
			parser->location = 0;
			parser->at += 2;
		}
		else
			break;
	}
}

/* Reads a number of either sign. */
static bool
accept_number(Parser *parser, int64 *number)
{
	Token	   *first = parser->at;
	bool		minus = first->code == '-';
	Token	   *token = minus || first->code == '+' ? first + 1 : first;
	int64		value;

	if (token->code == TOKEN_ICONST)
		value = token->number;
	else if (token->code == TOKEN_FCONST &&
			 strspn(token->string, "0123456789") == strlen(token->string))
	{
		errno = 0;
		value = strtoll(token->string, NULL, 10);
		if (errno != 0)
			value = PG_INT64_MAX;
	}
	else
		return false;
	if (value > AX_COORD_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number in schema text is out of range"),
				 errdetail("Bounds and chunk lengths lie within " INT64_FORMAT " of zero.",
						   (int64) AX_COORD_MAX),
				 error_position(parser, first->location),
				 errhint("Write * for a dimension without a bound.")));
	*number = minus ? -value : value;
	parser->at = token + 1;
	return true;
}

static int64
parse_bound(Parser *parser, int64 unbounded)
{
	int64		bound;

	if (accept(parser, '*'))
		return unbounded;
	if (!accept_number(parser, &bound))
		syntax_error(parser, "A dimension is written name=lower:upper; a bound is a whole number or *.");
	return bound;
}

static void
parse_chunk(Parser *parser, AxSchemaDimension *dim)
{
	Token	   *first = parser->at;

	if (accept(parser, '*'))
		return;
	if (!accept_number(parser, &dim->chunk))
		syntax_error(parser, "A chunk length is a whole number, or * to have it chosen.");
	if (dim->chunk <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("chunk length of dimension \"%s\" must be greater than zero", dim->name),
				 error_position(parser, first->location)));
}

static void
parse_overlap(Parser *parser, AxSchemaDimension *dim)
{
	Token	   *first = parser->at;

	if (!accept_number(parser, &dim->overlap))
		syntax_error(parser, "An overlap is a whole number; it is accepted and not used.");
	if (dim->overlap < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("overlap of dimension \"%s\" must not be less than zero", dim->name),
				 error_position(parser, first->location)));
}

/* Says whether a comma and a number or * follow, not a comma and a dimension. */
static bool
comma_and_number(const Parser *parser)
{
	return parser->at[0].code == ',' && !is_name(&parser->at[1]);
}

static void
parse_dimension(Parser *parser, AxSchemaDimension *dim)
{
	Token	   *first;

	if (!is_name(parser->at))
		syntax_error(parser, "A dimension is written name=lower:upper.");
	dim->name = parser->at->string;
	dim->lower = 0;
	dim->upper = AX_COORD_MAX;
	parser->at++;
	if (!accept(parser, '='))
		return;
	first = parser->at;
	dim->lower = parse_bound(parser, -AX_COORD_MAX);
	expect(parser, ':', "A dimension is written name=lower:upper.");
	dim->upper = parse_bound(parser, AX_COORD_MAX);
	if (dim->upper < dim->lower)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("upper bound of dimension \"%s\" is below its lower bound", dim->name),
				 error_position(parser, first->location)));
	if (accept(parser, ':'))
	{
		parse_overlap(parser, dim);
		if (accept(parser, ':'))
			parse_chunk(parser, dim);
	}
	else if (comma_and_number(parser))
	{
		parser->at++;
		parse_chunk(parser, dim);
		if (comma_and_number(parser))
		{
			parser->at++;
			parse_overlap(parser, dim);
		}
	}
}

static void
check_names(const AxSchema *schema)
{
	int			count = schema->ndim + schema->natts;
	const char **names = palloc(count * sizeof(char *));

	for (int i = 0; i < count; i++)
	{
		names[i] = i < schema->ndim ? schema->dims[i].name : schema->atts[i - schema->ndim].name;
		for (int k = 0; k < i; k++)
			if (strcmp(names[i], names[k]) == 0)
				ereport(ERROR,
						(errcode(ERRCODE_DUPLICATE_COLUMN),
						 errmsg("name \"%s\" specified more than once", names[i]),
						 errdetail("Dimensions and attributes are columns of one table.")));
	}
	pfree(names);
}

/* Chunks are cut to the bounds, so only what lies within them counts. */
static void
check_chunks(const AxSchema *schema)
{
	AxGrid		grid;
	AxError		err;

	ax_schema_grid(schema, &grid);
	AX_CHECK(ax_grid_check(&grid, AX_COORD_MAX, &err), &err);
	for (int d = 0; d < schema->ndim; d++)
		grid.chunk[d] = Min(grid.chunk[d], ax_shape_length(&grid.bounds, d));
	AX_CHECK(ax_grid_check(&grid, AX_MAX_CELLS, &err), &err);
}

AxSchema *
ax_schema_parse(const char *text)
{
	AxSchema   *schema = palloc0(sizeof(AxSchema));
	Parser		parser = {.text = text};
	ErrorContextCallback callback = {
		.callback = error_callback,
		.arg = &parser,
		.previous = error_context_stack
	};

	error_context_stack = &callback;
	schema->text = text;
	schema->atts = palloc0(AX_SCHEMA_MAX_ATTRIBUTES * sizeof(AxSchemaAttribute));
	schema->dims = palloc0(AX_MAX_DIMS * sizeof(AxSchemaDimension));
	tokenize(&parser);
	if (is_name(parser.at))
		syntax_error(&parser, "Schema text begins with <; the array's name is an argument of its own.");
	expect(&parser, '<', "Schema text is written <attribute: type, ...>[dimension=lower:upper, ...].");
	do
	{
		if (schema->natts == AX_SCHEMA_MAX_ATTRIBUTES)
			ereport(ERROR,
					(errcode(ERRCODE_TOO_MANY_COLUMNS),
					 errmsg("arrays can have at most %d attributes", AX_SCHEMA_MAX_ATTRIBUTES),
					 error_position(&parser, parser.at->location)));
		parse_attribute(&parser, &schema->atts[schema->natts++]);
	} while (accept(&parser, ','));
	expect(&parser, '>', "Attributes are separated by commas and end with >.");
	expect(&parser, '[', "Attributes are followed by the dimensions: [name=lower:upper, ...].");
	do
	{
		if (schema->ndim == AX_MAX_DIMS)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("number of dimensions exceeds the maximum allowed (%d)", AX_MAX_DIMS),
					 error_position(&parser, parser.at->location)));
		parse_dimension(&parser, &schema->dims[schema->ndim++]);
	} while (accept(&parser, ',') || accept(&parser, ';'));
	expect(&parser, ']', "Dimensions are separated by , or ; and end with ].");
	if (parser.at->code != TOKEN_END)
		syntax_error(&parser, "Nothing follows the dimensions.");
	error_context_stack = callback.previous;

	check_names(schema);
	ax_schema_choose_chunks(schema);
	check_chunks(schema);
	return schema;
}
