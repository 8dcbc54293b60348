# Builds the programs of src/check from the PG-free folders alone, with no
# PostgreSQL header in reach: check_* by gcc, fuzz_* by clang's libFuzzer, both
# under ASan and UBSan.  Run by tools/core_check from the top folder.  bench_* is
# built as the extension is, and run by hand: make -f tools/core.mk bench.
FOLDERS = base shape num format codec kernel
CORE = $(sort $(foreach f,$(FOLDERS),$(wildcard src/$(f)/*.c)))
CHECKS = $(sort $(wildcard src/check/check_*.c))
FUZZERS = $(sort $(wildcard src/check/fuzz_*.c))
BENCHES = $(sort $(wildcard src/check/bench_*.c))
# What is no program is linked into all of them; but none that is fuzzed uses kernel/.
SHARED = $(CORE) $(filter-out $(CHECKS) $(FUZZERS) $(BENCHES),$(sort $(wildcard src/check/*.c)))
FUZZED = $(filter-out src/kernel/% src/check/%,$(SHARED))

OUT = build/core
CLANG ?= clang-14
FLAGS = -std=gnu11 -Isrc -g1 -O1 -fno-omit-frame-pointer -fno-sanitize-recover=all -MMD -MP \
	-Wall -Wextra -Werror -Wno-unused-parameter -Wno-sign-compare -Wmissing-prototypes \
	-Wdeclaration-after-statement -Wvla
LIBS = -lm -lzstd

check_programs = $(CHECKS:src/check/%.c=$(OUT)/%)
fuzz_programs = $(FUZZERS:src/check/%.c=$(OUT)/%)

checks: $(check_programs)
fuzzers: $(fuzz_programs)
bench: $(BENCHES:src/check/%.c=$(OUT)/%)
	@for program in $^; do $$program || exit 1; done
# Compiled even where no program is there yet to link them to.
objects: $(SHARED:src/%.c=$(OUT)/gcc/%.o) $(FUZZED:src/%.c=$(OUT)/clang/%.o) $(patsubst src/%.c,$(OUT)/clang/%.read,$(filter-out $(FUZZED),$(SHARED)))
.PHONY: checks fuzzers bench objects

$(OUT)/gcc/%.o: src/%.c tools/core.mk
	@mkdir -p $(@D)
	gcc $(FLAGS) -fsanitize=address,undefined -c -o $@ $<

$(OUT)/clang/%.o: src/%.c tools/core.mk
	@mkdir -p $(@D)
	$(CLANG) $(FLAGS) -fsanitize=fuzzer-no-link,address,undefined -c -o $@ $<

# Read to the end by clang, whose code for them takes long to make and would not run.
$(OUT)/clang/%.read: src/%.c tools/core.mk
	@mkdir -p $(@D)
	$(CLANG) $(FLAGS) -MF $(@:.read=.d) -MT $@ -fsyntax-only $<
	@touch $@

$(check_programs): $(OUT)/%: $(OUT)/gcc/check/%.o $(SHARED:src/%.c=$(OUT)/gcc/%.o)
	gcc -fsanitize=address,undefined -o $@ $^ $(LIBS)

$(fuzz_programs): $(OUT)/%: $(OUT)/clang/check/%.o $(FUZZED:src/%.c=$(OUT)/clang/%.o)
	$(CLANG) -fsanitize=fuzzer,address,undefined -o $@ $^ $(LIBS)

# The flags of codec/ and kernel/ in the Makefile, for all.
$(OUT)/bench_%: src/check/bench_%.c $(SHARED)
	@mkdir -p $(@D)
	gcc -std=gnu11 -Isrc -O3 -fno-math-errno -fno-trapping-math -o $@ $^ $(LIBS)

.SECONDARY:
-include $(wildcard $(OUT)/gcc/*/*.d $(OUT)/clang/*/*.d)
