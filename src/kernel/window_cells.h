/* Between cells and what slides work on; the inside of kernel/window.h. */
#ifndef AX_KERNEL_WINDOW_CELLS_H
#define AX_KERNEL_WINDOW_CELLS_H

#include "kernel/window.h"

/* What a track carries. */
enum Role
{
	ROLE_COUNT,					/* 1 for a value */
	ROLE_WHOLE,					/* an integer */
	ROLE_LOW,					/* of an int8 the low 32 bits, not negative */
	ROLE_HIGH,					/* ... the others, with the sign */
	ROLE_REAL,					/* a float, zero where it is NaN or infinite */
	ROLE_STRANGE,				/* a float that is, else zero */
	ROLE_REAL_2,				/* the same of a pair's second part */
	ROLE_STRANGE_2,
	ROLE_KEY,					/* an integer of the same order */
	ROLE_KEY_DOWN,				/* ... of the reverse order */
	ROLE_RATIONAL,
	ROLE_SPREAD
};

#define AX_WINDOW_PIECE 16384	/* cells of a band that are given out at once */

/* Chooses the tracks of a window, without memory as yet. */
extern void ax_window_plan(AxWindow *window);

/* Puts n cells, from `at` on, to a track's stage behind what is there. */
extern void ax_window_load(const AxWindow *window, const AxTrack *track, const void *values,
						   const uint64_t *valid, size_t at, size_t n);

/*
 * Makes results of cells [at, at + n) of the tracks' bands, which are the
 * cells from `first` on of the box wanted.  window->numbers holds how many
 * values each window has, if anything depends on that.
 */
extern AxStatus ax_window_finish(AxWindow *window, size_t at, size_t n,
								 const uint64_t *present, uint64_t first, AxError *err);

/* Says whether results depend on how many values a window has. */
extern bool ax_window_counts(const AxWindow *window);

/* The track of that role; NULL if there is none. */
extern const AxTrack *ax_window_track(const AxWindow *window, int role);

#endif
