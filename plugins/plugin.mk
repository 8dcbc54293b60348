# What the Makefile of a plugin includes:
#
#	PLUGIN = my_plugin
#	OBJS = my_plugin.o
#	include .../plugin.mk
#
# make builds PLUGIN.so.  In the
# sources of array_ext it takes the header from there, elsewhere the installed one.
PG_CONFIG ?= $(firstword $(wildcard /usr/lib/postgresql/15/bin/pg_config) pg_config)

AX_HERE := $(dir $(lastword $(MAKEFILE_LIST)))
ifneq ($(wildcard $(AX_HERE)../src/base/array_ext_plugin.h),)
AX_INCLUDE := $(AX_HERE)../src/base
else
AX_INCLUDE := $(AX_HERE)
endif

MODULE_big = $(PLUGIN)
WERROR ?= -Werror
PG_CPPFLAGS += -I$(AX_INCLUDE)
PG_CFLAGS += -Wall -Wextra $(WERROR) -Wno-declaration-after-statement -O3 -MMD -MP
SHLIB_LINK += -lm
EXTRA_CLEAN += $(OBJS:.o=.d)

with_llvm = no
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

-include $(OBJS:.o=.d)
