EXTENSION = array_ext
MODULE_big = array_ext
PGFILEDESC = "array_ext - chunked n-dimensional arrays in PostgreSQL"

FOLDERS = base shape num format codec kernel compat pg types ndarray agg plugin store expr scan
OBJS = $(patsubst %.c,%.o,$(sort $(foreach f,$(FOLDERS),$(wildcard src/$(f)/*.c)) src/module.c))

SQL_PARTS = $(wildcard $(foreach f,head types agg ndarray store scan,sql/$(f)*.sql))
DATA_built = sql/array_ext--1.0.sql

PG_CPPFLAGS = -Isrc
PG_CFLAGS = -Wall -Wextra -Werror -Wno-unused-parameter -Wno-sign-compare -MMD -MP
EXTRA_CLEAN = $(DATA_built)

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

sql/array_ext--1.0.sql: $(SQL_PARTS)
	cat $^ > $@

-include $(OBJS:.o=.d)
