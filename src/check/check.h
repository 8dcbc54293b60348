/*
 * The few words that the unit tests of the core are written in.
 *
 * A check that fails says where and what, is counted, and the test goes on;
 * check_done() is what main() returns.
 */
#ifndef AX_CHECK_CHECK_H
#define AX_CHECK_CHECK_H

#include <stdio.h>
#include <string.h>

static int	check_total;
static int	check_failed;

#define CHECK_THAT_(good, ...) \
	do { \
		check_total++; \
		if (!(good)) \
		{ \
			check_failed++; \
			fprintf(stderr, "%s:%d: ", __FILE__, __LINE__); \
			fprintf(stderr, __VA_ARGS__); \
			fputc('\n', stderr); \
		} \
	} while (0)

/* Wants a condition to be true. */
#define CHECK(cond) CHECK_THAT_(cond, "failed: %s", #cond)

/* Wants two integers of at most 64 bits to be equal: what was got, what is right. */
#define CHECK_EQ_INT(got, right) \
	do { \
		long long	check_got_ = (long long) (got); \
		long long	check_right_ = (long long) (right); \
		CHECK_THAT_(check_got_ == check_right_, "%s is %lld, not %lld", \
					#got, check_got_, check_right_); \
	} while (0)

/* Wants two strings to be equal: what was got, what is right. */
#define CHECK_EQ_STR(got, right) \
	do { \
		const char *check_got_ = (got); \
		const char *check_right_ = (right); \
		CHECK_THAT_(strcmp(check_got_, check_right_) == 0, \
					"%s is \"%s\", not \"%s\"", #got, check_got_, check_right_); \
	} while (0)

/* Prints the count; 0 if nothing failed. */
static inline int
check_done(void)
{
	fprintf(check_failed ? stderr : stdout, "%d checks, %d failed\n",
			check_total, check_failed);
	return check_failed != 0;
}

#endif
