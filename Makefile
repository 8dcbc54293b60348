# Two kinds of goals.  Those of the house (check, demo, ...) install what they
# need and run in a private folder; they must work before PostgreSQL is on the
# machine, so they never read PGXS.  All others are PGXS's.
HOUSE = check demo deps core-check layer-check fuzz bench

EXTENSION = array_ext
MODULE_big = array_ext
# What plugins are built with: the header, and beside it what writes their SQL.
HEADERS_array_ext = src/base/array_ext_plugin.h plugins/plugin.mk tools/plugin_sql.c
PLUGIN_BASE = $(addprefix src/base/,array_ext_plugin.h plugin_check.h plugin_check.c)
PGFILEDESC = "array_ext - chunked n-dimensional arrays in PostgreSQL"

FOLDERS = base shape num format codec kernel compat pg types ndarray agg plugin store expr scan
# Loops over cells are linked but not among OBJS, of which PGXS makes bitcode: queries
# have nothing to gain from it, as it is without AVX2, and a third of a build would make it.
LOOP_FOLDERS = codec kernel
objects_of = $(patsubst %.c,%.o,$(sort $(foreach f,$(1),$(wildcard src/$(f)/*.c))))
OBJS = $(call objects_of,$(filter-out $(LOOP_FOLDERS),$(FOLDERS))) src/module.o
LOOPS = $(call objects_of,$(LOOP_FOLDERS))

SQL_PARTS = $(wildcard $(foreach f,head types ndarray agg plugin store scan,sql/$(f)*.sql))
DATA_built = sql/array_ext--1.0.sql

# The catalogue first: it makes the extension that the others find.  Expanded at
# once: PGXS asks ifdef, which is true of a value not yet expanded.
REGRESS := catalogue $(filter-out catalogue,$(patsubst sql_tests/%.sql,%,$(sort $(wildcard sql_tests/*.sql))))
ISOLATION := $(patsubst sql_tests/specs/%.spec,%,$(sort $(wildcard sql_tests/specs/*.spec)))
PYTHON_REGRESS := $(patsubst python/sql/%.sql,%,$(sort $(wildcard python/sql/*.sql)))

# pg_regress reads <inputdir>/sql, and sql/ here holds the extension's script.
REGRESS_PREP = regress
REGRESS_OPTS = --inputdir=regress
ISOLATION_OPTS = --inputdir=regress

# Warnings are errors; 'make WERROR=' for a compiler that knows new ones.
WERROR ?= -Werror
PG_CPPFLAGS = -Isrc
PG_CFLAGS = -Wall -Wextra $(WERROR) -Wno-unused-parameter -Wno-sign-compare -MMD -MP
# gcc 12 vectorises few of the loops at -O2.  Nothing here looks at floating-point
# flags or errno; results stay those of the source.
LOOP_LEVEL = -O3
$(LOOPS): CFLAGS += $(LOOP_LEVEL) -fno-math-errno -fno-trapping-math
# zstd, which PostgreSQL's own packages depend on; libpng for nd_png.
SHLIB_LINK += $(LOOPS) -lzstd -lpng
EXTRA_CLEAN = $(DATA_built) $(LOOPS) $(OBJS:.o=.d) $(LOOPS:.o=.d) build regress results

ifneq ($(filter $(HOUSE),$(MAKECMDGOALS)),)

ifdef PG_CONFIG
export PG_CONFIG
endif
ifdef FUZZ_SECONDS
export FUZZ_SECONDS
endif

# In the order they are named, also under -j; each goal has its own -j inside.
.NOTPARALLEL:
.PHONY: $(HOUSE)

deps:
	@tools/deps

check: deps
	+@REGRESS='$(REGRESS)' ISOLATION='$(ISOLATION)' PYTHON_REGRESS='$(PYTHON_REGRESS)' tools/check

demo: deps
	+@demo/run

bench: deps
	+@bench/run

core-check: deps
	+@tools/core_check

fuzz: deps
	+@tools/core_check fuzz

layer-check: deps
	@tools/layer_check

# PGXS's goals beside ours on one command line.
OTHERS = $(filter-out $(HOUSE),$(MAKECMDGOALS))
ifneq ($(OTHERS),)
.PHONY: $(OTHERS)
$(OTHERS):
	+@$(MAKE) $@
endif

else

PG_CONFIG ?= $(firstword $(wildcard /usr/lib/postgresql/15/bin/pg_config) pg_config)
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# The second extension, where the headers of PL/Python's interpreter are.
PYTHON ?= /usr/bin/python3
PYTHON_H := $(wildcard $(shell $(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("include"))')/Python.h)
PYTHON_GOALS = all install uninstall clean
ifneq ($(PYTHON_H),)
.PHONY: $(PYTHON_GOALS:%=python-%)
all: python-all
install: python-install
uninstall: python-uninstall
clean: python-clean
# It links objects of the first.
python-all python-install: $(OBJS) $(LOOPS)
$(PYTHON_GOALS:%=python-%):
	$(MAKE) -C python $(@:python-%=%)
else
all: no-python
.PHONY: no-python
no-python:
	@echo "array_ext: no Python.h for $(PYTHON) (Debian: libpython3-dev); array_ext_plpython3u is not built"
endif

# Plugins, each with a Makefile of its own; faulty is for tests alone.
PLUGINS := $(filter-out faulty,$(patsubst plugins/%/Makefile,%,$(wildcard plugins/*/Makefile)))
PLUGIN_GOALS = all install uninstall clean
.PHONY: $(PLUGIN_GOALS:%=plugins-%)
all: plugins-all
install: plugins-install
uninstall: plugins-uninstall
clean: plugins-clean
plugins-install: plugins-all
$(PLUGIN_GOALS:%=plugins-%):
	+@for plugin in $(PLUGINS); do \
		$(MAKE) -C plugins/$$plugin $(@:plugins-%=%) PG_CONFIG='$(PG_CONFIG)' || exit 1; \
	done

# plugin_sql.c includes them as base/...
PLUGIN_BASE_TO = $(DESTDIR)$(includedir_server)/extension/array_ext/base
install: install-plugin-base
uninstall: uninstall-plugin-base
.PHONY: install-plugin-base uninstall-plugin-base
install-plugin-base:
	$(MKDIR_P) '$(PLUGIN_BASE_TO)'
	$(INSTALL_DATA) $(PLUGIN_BASE) '$(PLUGIN_BASE_TO)/'
uninstall-plugin-base:
	rm -f $(addprefix '$(PLUGIN_BASE_TO)'/,$(notdir $(PLUGIN_BASE)))

sql/array_ext--1.0.sql: $(SQL_PARTS)
	cat $^ > $@

.PHONY: regress
regress:
	rm -rf regress && mkdir regress
	ln -s ../sql_tests regress/sql
	ln -s ../sql_tests/specs regress/specs
	ln -s ../expected regress/expected

$(MODULE_big).so: $(LOOPS)

# PGXS tracks no headers; bitcode follows its object, which does.
ifeq ($(with_llvm),yes)
$(OBJS:.o=.bc): %.bc: %.o
endif
-include $(OBJS:.o=.d) $(LOOPS:.o=.d)

endif
