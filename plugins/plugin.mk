# What the Makefile of a plugin includes:
#
#	PLUGIN = my_plugin
#	OBJS = my_plugin.o
#	include .../plugin.mk
#
# make builds PLUGIN.so and writes PLUGIN.control and PLUGIN--VERSION.sql from
# its registrations; make install puts them where PostgreSQL finds them; make
# installcheck runs sql/*.sql against expected/*.out in a running server.
#
# In the sources of array_ext it takes the header from there, elsewhere the
# installed one, which is beside this file.
PLUGIN_VERSION ?= 1.0
PG_CONFIG ?= $(firstword $(wildcard /usr/lib/postgresql/15/bin/pg_config) pg_config)

AX_HERE := $(dir $(lastword $(MAKEFILE_LIST)))
AX_TREE := $(wildcard $(AX_HERE)../src/base/array_ext_plugin.h)
AX_BASE := $(AX_HERE)$(if $(AX_TREE),../src/base,base)
AX_TOOL := $(AX_HERE)$(if $(AX_TREE),../tools/plugin_sql.c,plugin_sql.c)

EXTENSION = $(PLUGIN)
MODULE_big = $(PLUGIN)
DATA_built = $(PLUGIN)--$(PLUGIN_VERSION).sql
REGRESS ?= $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))
WERROR ?= -Werror
PG_CPPFLAGS += -I$(AX_BASE)
PG_CFLAGS += -Wall -Wextra $(WERROR) -Wno-declaration-after-statement -O3 -MMD -MP
SHLIB_LINK += -lm
EXTRA_CLEAN += $(OBJS:.o=.d) $(PLUGIN).control plugin_sql results regression.diffs regression.out

# JIT cannot inline what is called through pointers.
override with_llvm = no
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

plugin_sql: $(AX_TOOL) $(AX_BASE)/plugin_check.c $(AX_BASE)/plugin_check.h $(AX_BASE)/array_ext_plugin.h
	$(CC) -O1 -Wall -Wextra -I$(AX_BASE)/.. -o $@ $(filter %.c,$^) -ldl

$(PLUGIN)--$(PLUGIN_VERSION).sql: $(PLUGIN).so plugin_sql
	./plugin_sql ./$(PLUGIN).so $(PLUGIN_VERSION)

$(PLUGIN).control: $(PLUGIN)--$(PLUGIN_VERSION).sql
	@touch $@

-include $(OBJS:.o=.d)
