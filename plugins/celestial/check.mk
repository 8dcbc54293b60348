# Texts and angles alone, under ASan and UBSan; needs no PostgreSQL.  Run by
# tools/core_check.
check: check_celestial
	./check_celestial
.PHONY: check

check_celestial: check_celestial.c angle.c angle.h
	$(CC) -std=gnu11 -g -O2 -Wall -Wextra -Werror -fsanitize=address,undefined -fno-sanitize-recover=all \
		-o $@ $(filter %.c,$^) -lm
