/*
 * Functions of float8 whose loops the compiler makes fast: one instruction a
 * cell or a few.
 */
#ifndef AX_KERNEL_REAL_H
#define AX_KERNEL_REAL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Each writes n cells, whatever they hold, and returns whether none of them
 * can be an error of PostgreSQL's function of that name; where it is false the
 * caller asks that function for the live ones.
 */
typedef bool (*AxRealBlock) (const double *in, double *out, size_t n);

extern bool ax_real_ceil(const double *in, double *out, size_t n);
extern bool ax_real_floor(const double *in, double *out, size_t n);
extern bool ax_real_round(const double *in, double *out, size_t n);
extern bool ax_real_trunc(const double *in, double *out, size_t n);
extern bool ax_real_sign(const double *in, double *out, size_t n);
extern bool ax_real_sqrt(const double *in, double *out, size_t n);

#endif
