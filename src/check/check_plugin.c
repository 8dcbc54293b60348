/* Names of types of plugins, and what is wrong with registrations. */
#include "base/plugin_check.h"
#include "check/check.h"

static void
scalar(AxCall *call, const AxValue *args, AxValue *result)
{
	(void) call;
	*result = args[0];
}

static void
kernel(AxCall *call, size_t n, const uint64_t *live, const AxColumn *args, AxRoom *result)
{
	(void) call;
	(void) live;
	memcpy(result->values, args[0].values, n);
}

/* A plugin of two registrations, the first of which may be a type. */
static AxPlugin
plugin_of(AxRegistration *a, AxRegistration *b)
{
	AxPlugin	plugin = {AX_PLUGIN_MAGIC, AX_PLUGIN_ABI, AX_PLUGIN_SIZES, "p", "1.0", NULL, a, b, NULL};

	a->next = b;
	return plugin;
}

static AxRegistration
function_of(const char *name, const char *const *args, int nargs, const char *result)
{
	AxRegistration r = {0};

	r.what = AX_REGISTERED_FUNCTION;
	r.name = name;
	r.args = args;
	r.nargs = nargs;
	r.result = result;
	r.scalar = scalar;
	return r;
}

static const char *const one_int8[] = {NULL, "int8"};
static const char *const one_int64[] = {NULL, "int64"};
static const char *const one_text[] = {NULL, "string"};
static const char *const one_unknown[] = {NULL, "strnig"};
static const char *const one_null[] = {NULL, NULL};
static const char *const one_own[] = {NULL, "own"};

static void
check_types(void)
{
	AxRegistration own = {0};
	AxRegistration f = function_of("f", one_own, 1, "own");
	AxPlugin	plugin = plugin_of(&own, &f);
	AxPluginType type;
	char		text[256];

	own.what = AX_REGISTERED_TYPE;
	own.name = "own";
	own.bytes = 12;
	CHECK(ax_plugin_type(&plugin, "double", &type) && strcmp(type.name, "float8") == 0);
	CHECK(type.tag == AX_DOUBLE && type.width == 8 && !type.registered && ax_plugin_is_kind(&type));
	CHECK(ax_plugin_type(&plugin, "int64[]", &type) && strcmp(type.name, "int8[]") == 0);
	CHECK(type.tag == AX_DATA && type.width == -1 && !ax_plugin_is_kind(&type));
	CHECK(ax_plugin_type(&plugin, "own", &type) && type.registered && type.width == 12);
	CHECK(!ax_plugin_is_kind(&type));
	CHECK(!ax_plugin_type(&plugin, "Double", &type));
	CHECK(!ax_plugin_type(&plugin, "", &type));
	CHECK(!ax_plugin_type(&plugin, NULL, &type));
	CHECK(ax_plugin_check(&plugin, text, sizeof(text)) == NULL);
	ax_plugin_signature(&plugin, &f, text, sizeof(text));
	CHECK(strcmp(text, "f(own)") == 0);
	ax_plugin_signature(&plugin, &f, text, 4);
	CHECK(strcmp(text, "f(o") == 0);
}

/* Says whether a plugin of two registrations is refused with that code. */
static bool
refused(AxRegistration a, AxRegistration b, const char *state)
{
	AxPlugin	plugin = plugin_of(&a, &b);
	char		text[256] = "";
	const char *found = ax_plugin_check(&plugin, text, sizeof(text));

	if (state == NULL)
		return found == NULL;
	return found != NULL && strcmp(found, state) == 0 && text[0] != '\0';
}

static void
check_registrations(void)
{
	AxRegistration good = function_of("f", one_int8, 1, "int8");
	AxRegistration other = function_of("g", one_int8, 1, "int8");
	AxRegistration bad;

	CHECK(refused(good, other, NULL));
	CHECK(refused(good, function_of("f", one_text, 1, "int8"), NULL));
	CHECK(refused(good, function_of("f", one_int64, 1, "int8"), "42710"));
	CHECK(refused(good, function_of("g", one_unknown, 1, "int8"), "42704"));
	CHECK(refused(good, function_of("g", one_null, 1, "int8"), "42704"));
	CHECK(refused(good, function_of("g", one_int8, 1, NULL), "42704"));
	CHECK(refused(good, function_of("g", one_int8, AX_PLUGIN_ARGS + 1, "int8"), "54023"));
	CHECK(refused(good, function_of("", one_int8, 1, "int8"), "42602"));
	CHECK(refused(good, function_of(NULL, one_int8, 1, "int8"), "42602"));
	bad = other;
	bad.scalar = NULL;
	CHECK(refused(good, bad, "42P13"));
	bad = other;
	bad.what = 77;
	CHECK(refused(good, bad, "42P13"));

	/* a kernel beside a function of the same signature has the same result */
	bad = good;
	bad.what = AX_REGISTERED_KERNEL;
	bad.kernel = kernel;
	CHECK(refused(good, bad, NULL));
	bad.result = "bool";
	CHECK(refused(good, bad, "42P13"));
	bad.result = "int64";
	CHECK(refused(good, bad, NULL));
	bad.flags = AX_CALLED_ON_NULL;
	CHECK(refused(good, bad, "42P13"));
	bad.flags = 0;
	bad.args = one_text;
	CHECK(refused(good, bad, "42P13"));

	/* types */
	memset(&bad, 0, sizeof(bad));
	bad.what = AX_REGISTERED_TYPE;
	bad.name = "own";
	CHECK(refused(bad, good, "42P17"));
	bad.bytes = AX_PLUGIN_TYPE_BYTES + 1;
	CHECK(refused(bad, good, "42P17"));
	bad.bytes = 8;
	CHECK(refused(bad, good, NULL));
	bad.name = "float8";
	CHECK(refused(bad, good, "42710"));

	/* aggregates */
	bad = other;
	bad.what = AX_REGISTERED_AGGREGATE;
	CHECK(refused(good, bad, "42P13"));
}

int
main(void)
{
	check_types();
	check_registrations();
	return check_done();
}
