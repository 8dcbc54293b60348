/*
 * Writes the SQL of a plugin from what its library registers:
 *
 *		plugin_sql ./my_plugin.so VERSION
 *
 * makes my_plugin.control and my_plugin--VERSION.sql in the current folder, or
 * says what is wrong with the plugin and makes neither.
 *
 * A registration becomes an SQL function in LANGUAGE array_plugin, whose body
 * names it as 'library form signature'.  Everything is qualified, but for the
 * types of array_ext, whose schema is in the search_path of the script.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/plugin_check.h"

static const AxPlugin *plugin;
static FILE *out;

static void
die(const char *format, const char *what)
{
	fprintf(stderr, "plugin_sql: ");
	fprintf(stderr, format, what);
	fprintf(stderr, "\n");
	exit(1);
}

/* ---- text ---- */

static char *
copy(const char *text)
{
	char	   *result = strdup(text);

	if (result == NULL)
		die("%s", "out of memory");
	return result;
}

static char *
format(const char *form, const char *a, const char *b)
{
	char		room[1024];

	if (snprintf(room, sizeof(room), form, a, b) >= (int) sizeof(room))
		die("too long: %s", a);
	return copy(room);
}

/* An SQL literal. */
static void
literal(const char *text)
{
	int			escape = strchr(text, '\\') != NULL;

	if (escape)
		fputc('E', out);
	fputc('\'', out);
	for (; *text != '\0'; text++)
	{
		if (*text == '\'' || *text == '\\')
			fputc(*text, out);
		fputc(*text, out);
	}
	fputc('\'', out);
}

/* A name in the schema of the extension. */
static char *
own(const char *name)
{
	char		room[2 * AX_PLUGIN_NAME + 32] = "@extschema@.\"";
	char	   *to = room + strlen(room);

	if (strlen(name) > AX_PLUGIN_NAME)
		die("name is longer than 63 bytes: %s", name);
	for (; *name != '\0'; name++)
	{
		if (*name == '"')
			*to++ = '"';
		*to++ = *name;
	}
	*to++ = '"';
	*to = '\0';
	return copy(room);
}

static AxPluginType
type_of(const char *name)
{
	AxPluginType type;

	if (!ax_plugin_type(plugin, name, &type))
		die("unknown type: %s", name);
	return type;
}

/* A type as SQL writes it. */
static char *
sql_type(const char *name)
{
	AxPluginType type = type_of(name);

	if (type.registered)
		return own(type.name);
	if (strcmp(type.name, "rational") == 0 || strcmp(type.name, "complex") == 0 ||
		strcmp(type.name, "point2d") == 0)
		return copy(type.name);
	return format("pg_catalog.%s%s", type.name, "");
}

/* A type as part of a function's name. */
static char *
word_of(const char *name)
{
	AxPluginType type = type_of(name);
	char	   *word = copy(type.name);
	char	   *bracket = strchr(word, '[');

	if (bracket == NULL)
		return word;
	*bracket = '\0';
	return format("%s_array%s", word, "");
}

static int
is_operator(const char *name)
{
	return strchr("+-*/<>=~!@#%^&|`?", name[0]) != NULL;
}

/* An operator's name as part of a function's name. */
static const char *
operator_word(const char *name, int nargs)
{
	static const char *const known[][2] = {
		{"<", "lt"}, {"<=", "le"}, {"=", "eq"}, {"<>", "ne"}, {">=", "ge"}, {">", "gt"},
		{"+", "add"}, {"*", "mul"}, {"/", "div"}, {"%", "mod"}, {"^", "pow"}, {"||", "cat"},
	};
	static const char *const words[] = {
		"plus", "minus", "star", "slash", "less", "greater", "equal", "tilde", "not", "at", "hash",
		"percent", "hat", "and", "or", "tick", "ask"
	};
	static char room[256];

	if (strcmp(name, "-") == 0)
		return nargs == 1 ? "neg" : "sub";
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i][0], name) == 0)
			return known[i][1];
	room[0] = '\0';
	for (; *name != '\0'; name++)
	{
		const char *at = strchr("+-*/<>=~!@#%^&|`?", *name);

		if (at == NULL)
			die("operator has a character that SQL does not allow: %s", name);
		if (room[0] != '\0')
			strncat(room, "_", sizeof(room) - strlen(room) - 1);
		strncat(room, words[at - "+-*/<>=~!@#%^&|`?"], sizeof(room) - strlen(room) - 1);
	}
	return room;
}

/* The name of the SQL function of a registration. */
static char *
function_name(const AxRegistration *r)
{
	char	   *first;

	if (!is_operator(r->name))
		return copy(r->name);
	if (r->nargs < 1 || r->nargs > 2)
		die("operator %s has neither one nor two arguments", r->name);
	first = word_of(r->args[1]);
	if (r->nargs == 2 && strcmp(first, word_of(r->args[2])) != 0)
		first = format("%s_%s", first, word_of(r->args[2]));
	return format("%s_%s", first, operator_word(r->name, r->nargs));
}

/* The arguments of a registration as SQL writes them, with something in front. */
static char *
arguments(const AxRegistration *r, const char *front)
{
	char		room[2048];
	size_t		used = (size_t) snprintf(room, sizeof(room), "%s", front);

	for (int i = 1; i <= r->nargs && used < sizeof(room); i++)
		used += (size_t) snprintf(room + used, sizeof(room) - used, "%s%s", used > 0 ? ", " : "",
								  sql_type(r->args[i]));
	if (used >= sizeof(room))
		die("too many arguments: %s", r->name);
	return copy(room);
}

static char *
signature(const AxRegistration *r)
{
	char		room[1024];

	ax_plugin_signature(plugin, r, room, sizeof(room));
	return copy(room);
}

static const AxRegistration *
find(AxRegistered what, const char *wanted)
{
	for (const AxRegistration *r = plugin->first; r != NULL; r = r->next)
		if (r->what == (int32_t) what && strcmp(signature(r), wanted) == 0)
			return r;
	return NULL;
}

/* ---- objects ---- */

static void
comment_on(const char *what, const char *object, const char *text, const char *fallback)
{
	fprintf(out, "COMMENT ON %s %s IS\n\t", what, object);
	literal(text != NULL && text[0] != '\0' ? text : fallback);
	fprintf(out, ";\n\n");
}

static const char *
attributes(uint32_t flags)
{
	static char room[128];

	snprintf(room, sizeof(room), "%s%s PARALLEL %s%s",
			 flags & AX_VOLATILE ? "VOLATILE" : flags & AX_STABLE ? "STABLE" : "IMMUTABLE",
			 flags & AX_CALLED_ON_NULL ? "" : " STRICT",
			 flags & AX_PARALLEL_UNSAFE ? "UNSAFE" : "SAFE",
			 flags & AX_SLOW ? " COST 100" : "");
	return room;
}

/* A function of the language; object is its name with arguments. */
static void
function(const char *object, const char *result, uint32_t flags, const char *form,
		 const char *what, const char *comment, const char *fallback)
{
	fprintf(out, "CREATE FUNCTION %s RETURNS %s\n\tLANGUAGE array_plugin %s\n\tAS ", object, result,
			attributes(flags));
	literal(format("%s %s", plugin->name, format("%s %s", form, what)));
	fprintf(out, ";\n");
	comment_on("FUNCTION", object, comment, fallback);
}

static void
type(const AxRegistration *r)
{
	char	   *name = own(r->name);
	char	   *in = own(format("%s_in%s", r->name, ""));
	char	   *oput = own(format("%s_out%s", r->name, ""));
	char	   *receive = own(format("%s_recv%s", r->name, ""));
	char	   *send = own(format("%s_send%s", r->name, ""));
	int			binary_in = find(AX_REGISTERED_CONVERTER, format("%s(bytea)", r->name, "")) != NULL;
	int			binary_out = find(AX_REGISTERED_CONVERTER, format("bytea(%s)", r->name, "")) != NULL;
	int			byval = r->bytes == 1 || r->bytes == 2 || r->bytes == 4 || r->bytes == 8;

	if (find(AX_REGISTERED_CONVERTER, format("%s(text)", r->name, "")) == NULL ||
		find(AX_REGISTERED_CONVERTER, format("text(%s)", r->name, "")) == NULL)
		die("type %s needs converters from and to string", r->name);
	fprintf(out, "/* type %s */\n\nCREATE TYPE %s;\n\n", r->name, name);
	function(format("%s(pg_catalog.cstring)", in, ""), name, 0, "in", r->name, NULL,
			 format("text to %s", r->name, ""));
	function(format("%s(%s)", oput, name), "pg_catalog.cstring", 0, "out", r->name, NULL,
			 format("%s to text", r->name, ""));
	if (binary_in)
		function(format("%s(pg_catalog.internal)", receive, ""), name, 0, "receive", r->name, NULL,
				 format("binary form to %s", r->name, ""));
	if (binary_out)
		function(format("%s(%s)", send, name), "pg_catalog.bytea", 0, "send", r->name, NULL,
				 format("%s to binary form", r->name, ""));
	fprintf(out, "CREATE TYPE %s (\n\tINPUT = %s,\n\tOUTPUT = %s,\n", name, in, oput);
	if (binary_in)
		fprintf(out, "\tRECEIVE = %s,\n", receive);
	if (binary_out)
		fprintf(out, "\tSEND = %s,\n", send);
	/* what is passed by reference is aligned as plugins may expect */
	fprintf(out, "\tINTERNALLENGTH = %u,\n%s\tALIGNMENT = %s\n);\n", (unsigned) r->bytes,
			byval ? "\tPASSEDBYVALUE,\n" : "",
			r->bytes == 1 ? "char" : r->bytes == 2 ? "int2" : r->bytes == 4 ? "int4" : "double");
	comment_on("TYPE", name, r->comment, format("a type of plugin %s", plugin->name, ""));
}

/* Says whether a kernel has a function of its signature beside it. */
static int
is_second_form(const AxRegistration *r)
{
	return r->what == AX_REGISTERED_KERNEL && find(AX_REGISTERED_FUNCTION, signature(r)) != NULL;
}

static const char *
comment_of(const AxRegistration *r)
{
	const AxRegistration *kernel = find(AX_REGISTERED_KERNEL, signature(r));

	return r->comment != NULL ? r->comment : kernel != NULL ? kernel->comment : NULL;
}

static void
plain_function(const AxRegistration *r)
{
	function(format("%s(%s)", own(function_name(r)), arguments(r, "")), sql_type(r->result),
			 r->flags, "call", signature(r), comment_of(r),
			 format("%s, of plugin %s", signature(r), plugin->name));
}

/* ---- over ndarrays ---- */

static char **emitted = NULL;
static size_t nemitted = 0;

/* Says whether an object is new, and keeps it. */
static int
is_new(const char *object)
{
	for (size_t i = 0; i < nemitted; i++)
		if (strcmp(emitted[i], object) == 0)
			return 0;
	emitted = realloc(emitted, (nemitted + 1) * sizeof(char *));
	if (emitted == NULL)
		die("%s", "out of memory");
	emitted[nemitted++] = copy(object);
	return 1;
}

static int
has_nd_form(const AxRegistration *r)
{
	AxPluginType t = type_of(r->result);

	if (is_operator(r->name) || r->nargs == 0 || !ax_plugin_is_kind(&t) ||
		(r->flags & (AX_CALLED_ON_NULL | AX_SCALAR_ONLY | AX_VOLATILE)) != 0)
		return 0;
	for (int i = 1; i <= r->nargs; i++)
	{
		t = type_of(r->args[i]);
		if (!ax_plugin_is_kind(&t))
			return 0;
	}
	return 1;
}

/* The form where the arguments of a mask are ndarrays, the rest single values. */
static void
nd_form(const AxRegistration *r, unsigned mask)
{
	char		room[2048];
	size_t		used = (size_t) snprintf(room, sizeof(room), "%s(", own(r->name));

	for (int i = 0; i < r->nargs && used < sizeof(room); i++)
		used += (size_t) snprintf(room + used, sizeof(room) - used, "%s%s", i > 0 ? ", " : "",
								  (mask >> i) & 1 ? "ndarray" : sql_type(r->args[i + 1]));
	if (used + 2 > sizeof(room))
		die("too many arguments: %s", r->name);
	strcat(room, ")");
	if (is_new(room))
		function(room, "ndarray", r->flags | AX_SLOW, "nd", r->name, comment_of(r),
				 format("%s of each cell, of plugin %s", r->name, plugin->name));
}

static void
nd_forms(const AxRegistration *r)
{
	unsigned	all = (1u << r->nargs) - 1;

	for (unsigned mask = 1; mask <= all; mask++)
		if (r->nargs <= 2 || mask == all || (mask & (mask - 1)) == 0)
			nd_form(r, mask);
}

/* ---- operators and classes ---- */

static const struct
{
	const char *name;
	const char *word;
	const char *commutator;
	const char *negator;
	const char *restriction;
	const char *join;
	int			strategy;		/* of btree */
}			comparisons[] = {
	{"<", "lt", ">", ">=", "scalarltsel", "scalarltjoinsel", 1},
	{"<=", "le", ">=", ">", "scalarlesel", "scalarlejoinsel", 2},
	{"=", "eq", "=", "<>", "eqsel", "eqjoinsel", 3},
	{">=", "ge", "<=", "<", "scalargesel", "scalargejoinsel", 4},
	{">", "gt", "<", "<=", "scalargtsel", "scalargtjoinsel", 5},
	{"<>", "ne", "<>", "=", "neqsel", "neqjoinsel", 0},
};

#define NCOMPARISONS ((int) (sizeof(comparisons) / sizeof(comparisons[0])))

static const AxRegistration *
comparison(const char *op, const char *t)
{
	return find(AX_REGISTERED_FUNCTION, format("%s(%s)", op, format("%s,%s", t, t)));
}

static int
comparison_index(const char *name)
{
	for (int i = 0; i < NCOMPARISONS; i++)
		if (strcmp(comparisons[i].name, name) == 0)
			return i;
	return -1;
}

/* Says whether a type has the comparison, registered or made of others. */
static int
has_comparison(const char *t, const char *op)
{
	if (comparison(op, t) != NULL)
		return 1;
	if (comparison("=", t) != NULL && strcmp(op, "<>") == 0)
		return 1;
	return comparison("<", t) != NULL && comparison("=", t) != NULL;
}

static void
create_operator(const char *name, const char *left, const char *right, const char *function_,
				const char *rest, const char *comment)
{
	fprintf(out, "CREATE OPERATOR @extschema@.%s (\n", name);
	if (left != NULL)
		fprintf(out, "\tLEFTARG = %s,\n", left);
	fprintf(out, "\tRIGHTARG = %s,\n\tFUNCTION = %s%s\n);\n", right, function_, rest);
	comment_on("OPERATOR", format("@extschema@.%s (%s", name,
								  format("%s, %s)", left != NULL ? left : "NONE", right)),
			   comment, format("operator of plugin %s%s", plugin->name, ""));
}

/* Operators that are not comparisons of a type with itself. */
static void
plain_operator(const AxRegistration *r)
{
	int			boolean = strcmp(type_of(r->result).name, "bool") == 0;
	int			at = comparison_index(r->name);
	char	   *rest = copy("");

	if (r->nargs == 2 && at >= 0 && strcmp(word_of(r->args[1]), word_of(r->args[2])) == 0 && boolean)
		return;
	if (r->nargs == 2 && boolean)
		rest = format(",\n\tRESTRICT = pg_catalog.%s,\n\tJOIN = pg_catalog.%s",
					  at >= 0 ? comparisons[at].restriction : "contsel",
					  at >= 0 ? comparisons[at].join : "contjoinsel");
	create_operator(r->name, r->nargs == 2 ? sql_type(r->args[1]) : NULL,
					sql_type(r->args[r->nargs]), own(function_name(r)), rest, r->comment);
}

static void
class_of(const char *t, const char *method, const char *suffix, const char *members)
{
	char	   *name = own(format("%s_%s", t, suffix));

	fprintf(out, "CREATE OPERATOR CLASS %s DEFAULT FOR TYPE %s USING %s AS\n%s;\n", name, own(t),
			method, members);
	comment_on("OPERATOR CLASS", format("%s USING %s", name, method), NULL,
			   format("%s index operators of %s", method, t));
}

static void
extreme(const char *t, const char *word, const char *form, const char *op)
{
	char	   *name = own(t);
	char	   *step = own(format("%s_%s", t, form));

	function(format("%s(%s)", step, format("%s, %s", name, name)), name, 0, form, t, NULL,
			 format("the %s of two", form, ""));
	fprintf(out, "CREATE AGGREGATE @extschema@.%s(%s) (\n\tSFUNC = %s,\n\tSTYPE = %s,\n"
			"\tCOMBINEFUNC = %s,\n\tSORTOP = OPERATOR(@extschema@.%s),\n\tPARALLEL = SAFE\n);\n",
			word, name, step, name, step, op);
	comment_on("AGGREGATE", format("@extschema@.%s(%s)", word, name), NULL,
			   format("%simum of all values of %s", word, t));
}

/* Comparisons of a type with itself, and the classes that they make. */
static void
order_of(const char *t)
{
	char	   *name = own(t);
	int			ordered = comparison("<", t) != NULL && comparison("=", t) != NULL;
	const AxRegistration *hash = find(AX_REGISTERED_FUNCTION, format("hash(%s)", t, ""));
	int			hashed = comparison("=", t) != NULL && hash != NULL &&
		strcmp(type_of(hash->result).name, "int8") == 0;

	for (int i = 0; i < NCOMPARISONS; i++)
		if (comparison(comparisons[i].name, t) == NULL && has_comparison(t, comparisons[i].name))
			function(format("%s(%s)", own(format("%s_%s", t, comparisons[i].word)),
							format("%s, %s", name, name)),
					 "pg_catalog.bool", 0, comparisons[i].word, t, NULL,
					 format("implementation of %s operator", comparisons[i].name, ""));
	for (int i = 0; i < NCOMPARISONS; i++)
	{
		char		rest[512] = "";

		if (!has_comparison(t, comparisons[i].name))
			continue;
		if (has_comparison(t, comparisons[i].commutator))
			snprintf(rest, sizeof(rest), ",\n\tCOMMUTATOR = OPERATOR(@extschema@.%s)",
					 comparisons[i].commutator);
		if (has_comparison(t, comparisons[i].negator))
			snprintf(rest + strlen(rest), sizeof(rest) - strlen(rest),
					 ",\n\tNEGATOR = OPERATOR(@extschema@.%s)", comparisons[i].negator);
		snprintf(rest + strlen(rest), sizeof(rest) - strlen(rest),
				 ",\n\tRESTRICT = pg_catalog.%s,\n\tJOIN = pg_catalog.%s%s%s",
				 comparisons[i].restriction, comparisons[i].join,
				 strcmp(comparisons[i].name, "=") == 0 && hashed ? ",\n\tHASHES" : "",
				 strcmp(comparisons[i].name, "=") == 0 && ordered ? ",\n\tMERGES" : "");
		create_operator(comparisons[i].name, name, name,
						own(format("%s_%s", t, comparisons[i].word)), rest, NULL);
	}
	if (ordered)
	{
		char		members[4096] = "";
		char	   *compare = own(format("%s_cmp%s", t, ""));

		function(format("%s(%s)", compare, format("%s, %s", name, name)), "pg_catalog.int4", 0, "cmp",
				 t, NULL, "less-equal-greater");
		for (int i = 0; i < NCOMPARISONS; i++)
			if (comparisons[i].strategy > 0)
				snprintf(members + strlen(members), sizeof(members) - strlen(members),
						 "\tOPERATOR %d @extschema@.%s,\n", comparisons[i].strategy,
						 comparisons[i].name);
		snprintf(members + strlen(members), sizeof(members) - strlen(members),
				 "\tFUNCTION 1 %s(%s, %s)", compare, name, name);
		class_of(t, "btree", "ops", members);
		extreme(t, "min", "smaller", "<");
		extreme(t, "max", "larger", ">");
	}
	if (hashed)
	{
		char	   *first = own(format("%s_hash%s", t, ""));
		char	   *second = own(format("%s_hash_extended%s", t, ""));
		char		members[1024];

		function(format("%s(%s)", first, name), "pg_catalog.int4", 0, "hash", t, NULL, "hash");
		function(format("%s(%s, pg_catalog.int8)", second, name), "pg_catalog.int8", 0,
				 "hash_extended", t, NULL, "hash with a seed");
		snprintf(members, sizeof(members),
				 "\tOPERATOR 1 @extschema@.=,\n\tFUNCTION 1 %s(%s),\n\tFUNCTION 2 %s(%s, pg_catalog.int8)",
				 first, name, second, name);
		class_of(t, "hash", "hash_ops", members);
	}
}

/* ---- casts and aggregates ---- */

static void
cast(const AxRegistration *r)
{
	AxPluginType from = type_of(r->args[1]);
	AxPluginType to = type_of(r->name);
	char	   *name = own(format("%s_to_%s", word_of(from.name), word_of(to.name)));

	if (!from.registered && !to.registered)
		die("converter %s is between types of others", signature(r));
	if (strcmp(from.name, "text") == 0 || strcmp(from.name, "bytea") == 0 ||
		strcmp(to.name, "text") == 0 || strcmp(to.name, "bytea") == 0)
		return;					/* text and binary form of a type */
	function(format("%s(%s)", name, sql_type(from.name)), sql_type(to.name), r->flags, "convert",
			 signature(r), NULL, format("conversion of %s to %s", from.name, to.name));
	fprintf(out, "CREATE CAST (%s AS %s) WITH FUNCTION %s(%s)%s;\n", sql_type(from.name),
			sql_type(to.name), name, sql_type(from.name),
			r->bytes <= PROMOTION_CONVERSION_COST ? " AS IMPLICIT" :
			r->bytes <= TRUNCATION_CONVERSION_COST ? " AS ASSIGNMENT" : "");
	comment_on("CAST", format("(%s AS %s)", sql_type(from.name), sql_type(to.name)), NULL,
			   format("conversion of plugin %s%s", plugin->name, ""));
}

static void
aggregate(const AxRegistration *r)
{
	char	   *stem = copy(r->name);
	char	   *object;
	char	   *step[5];
	static const char *const words[] = {"accumulate", "combine", "serial", "deserial", "final"};

	for (int i = 1; i <= r->nargs; i++)
		stem = format("%s_%s", stem, word_of(r->args[i]));
	for (int i = 0; i < 5; i++)
		step[i] = own(format("%s_%s", stem, words[i]));
	object = signature(r);
	function(format("%s(%s)", step[0], arguments(r, "pg_catalog.internal")), "pg_catalog.internal",
			 r->flags | AX_CALLED_ON_NULL, words[0], object, NULL, "transition function of an aggregate");
	function(format("%s(pg_catalog.internal, pg_catalog.internal)", step[1], ""), "pg_catalog.internal",
			 r->flags | AX_CALLED_ON_NULL, words[1], object, NULL, "combine function of an aggregate");
	function(format("%s(pg_catalog.internal)", step[2], ""), "pg_catalog.bytea",
			 r->flags & ~(uint32_t) AX_CALLED_ON_NULL, words[2], object, NULL, "serial function of an aggregate");
	function(format("%s(pg_catalog.bytea, pg_catalog.internal)", step[3], ""), "pg_catalog.internal",
			 r->flags & ~(uint32_t) AX_CALLED_ON_NULL, words[3], object, NULL, "deserial function of an aggregate");
	function(format("%s(pg_catalog.internal)", step[4], ""), sql_type(r->result),
			 r->flags | AX_CALLED_ON_NULL, words[4], object, NULL, "final function of an aggregate");
	fprintf(out, "CREATE AGGREGATE %s(%s) (\n\tSFUNC = %s,\n\tSTYPE = pg_catalog.internal,\n\tSSPACE = %u,\n"
			"\tCOMBINEFUNC = %s,\n\tSERIALFUNC = %s,\n\tDESERIALFUNC = %s,\n\tFINALFUNC = %s,\n"
			"\tPARALLEL = %s\n);\n", own(r->name), arguments(r, ""), step[0], (unsigned) r->bytes + 16,
			step[1], step[2], step[3], step[4], r->flags & AX_PARALLEL_UNSAFE ? "UNSAFE" : "SAFE");
	comment_on("AGGREGATE", format("%s(%s)", own(r->name), arguments(r, "")), r->comment,
			   format("aggregate of plugin %s%s", plugin->name, ""));
}

static void
script(void)
{
	const AxRegistration *r;

	fprintf(out, "\\echo Use \"SELECT load_library('%s')\" to load this file. \\quit\n\n", plugin->name);
	function(format("%s()", own(format("%s_library%s", plugin->name, "")), ""), "pg_catalog.text", 0, "library",
			 plugin->name, NULL, "what the plugin's library says of itself");
	for (r = plugin->first; r != NULL; r = r->next)
		if (r->what == AX_REGISTERED_TYPE)
			type(r);
	for (r = plugin->first; r != NULL; r = r->next)
		if ((r->what == AX_REGISTERED_FUNCTION || r->what == AX_REGISTERED_KERNEL) && !is_second_form(r))
			plain_function(r);
	for (r = plugin->first; r != NULL; r = r->next)
		if ((r->what == AX_REGISTERED_FUNCTION || r->what == AX_REGISTERED_KERNEL) && has_nd_form(r))
			nd_forms(r);
	for (r = plugin->first; r != NULL; r = r->next)
		if (r->what == AX_REGISTERED_TYPE)
			order_of(r->name);
	for (r = plugin->first; r != NULL; r = r->next)
		if ((r->what == AX_REGISTERED_FUNCTION || r->what == AX_REGISTERED_KERNEL) &&
			is_operator(r->name) && !is_second_form(r))
			plain_operator(r);
	for (r = plugin->first; r != NULL; r = r->next)
		if (r->what == AX_REGISTERED_CONVERTER)
			cast(r);
	for (r = plugin->first; r != NULL; r = r->next)
		if (r->what == AX_REGISTERED_AGGREGATE)
			aggregate(r);
}

static const AxPlugin *
open_plugin(const char *path)
{
	void	   *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	AxPluginEntry entry;
	const AxPlugin *opened;
	static const uint32_t sizes[] = AX_PLUGIN_SIZES;

	if (handle == NULL)
		die("%s", dlerror());
	*(void **) &entry = dlsym(handle, AX_PLUGIN_ENTRY);
	if (entry == NULL)
		die("%s has no AX_PLUGIN", path);
	opened = entry();
	if (opened->magic != AX_PLUGIN_MAGIC || opened->abi != AX_PLUGIN_ABI ||
		memcmp(opened->sizes, sizes, sizeof(sizes)) != 0)
		die("%s was compiled with another array_ext_plugin.h", path);
	return opened;
}

/* A name that is safe in files and scripts. */
static int
is_plain(const char *name, const char *more)
{
	if (name == NULL || name[0] == '\0' || strlen(name) > AX_PLUGIN_NAME - 8)
		return 0;
	for (; *name != '\0'; name++)
		if (!(*name >= 'a' && *name <= 'z') && !(*name >= '0' && *name <= '9') && *name != '_' &&
			strchr(more, *name) == NULL)
			return 0;
	return 1;
}

static FILE *
create(const char *path)
{
	FILE	   *file = fopen(path, "w");

	if (file == NULL)
	{
		perror(path);
		exit(1);
	}
	return file;
}

int
main(int argc, char **argv)
{
	char		message[1024];
	const char *state;
	char	   *control;
	char	   *sql;

	if (argc != 3)
		die("%s", "call it with the path of a library and a version");
	plugin = open_plugin(argv[1]);
	if (!is_plain(plugin->name, ""))
		die("the name of a plugin is of a-z, 0-9 and _, at most 55 of them: \"%s\"",
			plugin->name != NULL ? plugin->name : "");
	if (!is_plain(plugin->version, ".") || strcmp(plugin->version, argv[2]) != 0)
		die("AX_PLUGIN and the Makefile's PLUGIN_VERSION differ, or are no version: \"%s\"",
			plugin->version != NULL ? plugin->version : "");
	state = ax_plugin_check(plugin, message, sizeof(message));
	if (state != NULL)
		die("%s", message);

	/* all of the script first: what is wrong with it must leave no file */
	sql = format("%s--%s.sql", plugin->name, plugin->version);
	control = format("%s.control%s", plugin->name, "");
	out = create("/dev/null");
	script();
	fclose(out);
	nemitted = 0;
	out = create(sql);
	script();
	if (fclose(out) != 0)
		die("could not write %s", sql);
	out = create(control);
	fprintf(out, "comment = ");
	literal(plugin->comment != NULL ? plugin->comment : "a plugin of array_ext");
	fprintf(out, "\ndefault_version = '%s'\nrequires = 'array_ext'\nrelocatable = false\n", plugin->version);
	if (fclose(out) != 0)
		die("could not write %s", control);
	return 0;
}
