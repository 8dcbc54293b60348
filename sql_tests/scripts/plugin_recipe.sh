# The recipe of docs/plugins.md, as written there: copy the template, rename,
# build, install, load, query; and the test that comes with the template.
. "$AX_TESTS/scripts/common.inc"

cd "$AX_SCRATCH"
ln -s "$AX_TESTS" array_ext
# the first sh block behind the heading
awk '/^## Five minutes/ { here = 1 } here && /^```sh/ { on = 1; next } on && /^```/ { exit } on' \
	"$AX_TESTS/docs/plugins.md" >recipe.sh
same "the manual has a recipe" "7" "$(grep -c . recipe.sh)"
createdb recipe
export PGDATABASE=recipe
psql -X -q -c 'CREATE EXTENSION array_ext'
if bash -e recipe.sh >recipe.log 2>&1; then
	ok "the recipe runs"
else
	not_ok "the recipe runs"
	cat recipe.log
fi
same "it ends with an answer" "232.77777777777777" "$(tail -n 3 recipe.log | head -n 1 | tr -d ' ')"
same "the plugin is loaded" "thermometer|1.0|functions to copy and change" \
	"$(psql -XAt -c 'SELECT name, version, description FROM array_libraries')"

# Its own test, as 'make installcheck' runs it, in a database of its own.
cd thermometer
if make installcheck REGRESS_OPTS="--host=$PGHOST --user=postgres --bindir=$(dirname "$(command -v psql)")" >../check.log 2>&1; then
	ok "the template's test passes under the new name"
else
	not_ok "the template's test passes under the new name"
	cat ../check.log regression.diffs
fi

# Changed and installed again: new sessions run the new code.
sed -i 's|(fahrenheit - 32) / 1.8|(fahrenheit - 32) / 1.8 + 1000|' thermometer.c
make >../again.log 2>&1 && make install >>../again.log 2>&1 || { not_ok "build again"; cat ../again.log; }
same "a new session runs what was installed anew" "1100" "$(psql -XAt -c 'SELECT celsius(212)')"

# A plugin in C++.
mkdir ../cplus && cd ../cplus
cat >Makefile <<'END'
PLUGIN = cplus
OBJS = cplus.o
SHLIB_LINK = -lstdc++
PG_CONFIG ?= pg_config
include $(shell $(PG_CONFIG) --includedir-server)/extension/array_ext/plugin.mk
END
cat >cplus.cpp <<'END'
#include "array_ext_plugin.h"
#include <algorithm>
#include <string>
AX_PLUGIN(cplus, "1.0", "in C++");
static void
reversed(AxCall *call, const AxValue *args, AxValue *result)
{
	std::string text(static_cast<const char *>(ax_get_data(&args[0])), ax_get_length(&args[0]));
	std::reverse(text.begin(), text.end());
	ax_set_data(call, result, text.data(), text.size());
}
REGISTER_FUNCTION(reversed, ("string"), "string", reversed);
END
make >../cplus.log 2>&1 && make install >>../cplus.log 2>&1 || { not_ok "a plugin in C++ builds"; cat ../cplus.log; }
same "a plugin in C++" "gniht a" "$(sql recipe "SELECT load_library('cplus')" "SELECT reversed('a thing')" | tail -n 1)"

# What the generator refuses, with a word about it and no files.
sed -i 's/"string", reversed/"strnig", reversed/' cplus.cpp
rm -f cplus.control cplus--1.0.sql
if make >../wrong.log 2>&1; then not_ok "make refuses an unknown type"; else ok "make refuses an unknown type"; fi
same "it says which" "1" "$(grep -c '"strnig", which is neither built in nor registered' ../wrong.log)"
same "and leaves no script" "" "$(ls cplus--1.0.sql 2>/dev/null)"

cd "$AX_SCRATCH"
dropdb recipe
libs=$(pg_config --pkglibdir)
rm -f "$libs"/{thermometer,cplus}.so "$(pg_config --sharedir)"/extension/{thermometer,cplus}{.control,--1.0.sql}
finish
