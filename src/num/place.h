/* A double at a decimal place: rounded there, or cut off behind it. */
#ifndef AX_NUM_PLACE_H
#define AX_NUM_PLACE_H

#include <stdint.h>

/*
 * The double nearest to x rounded to n digits behind the point, before it
 * where n is negative.  What is rounded is the exact value of x, halves to the
 * even digit; infinite when that is out of range.
 */
extern double ax_num_round_at(double x, int32_t n);

/* The same with the digits behind that place left out. */
extern double ax_num_trunc_at(double x, int32_t n);

#endif
