# The mathematics alone, under ASan and UBSan, and the laws against their
# distributions; needs no PostgreSQL.  Run by tools/core_check.
check: check_more_math
	./check_more_math
	/usr/bin/python3 check_math.py ./check_more_math
.PHONY: check

check_more_math: check_more_math.c numbers.c draw_continuous.c draw_discrete.c numbers.h draw.h
	$(CC) -std=gnu11 -g -O2 -Wall -Wextra -Werror -fsanitize=address,undefined -fno-sanitize-recover=all \
		-o $@ $(filter %.c,$^) -lm
