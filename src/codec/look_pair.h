/* The look at pairs of doubles, part by part: see codec/look.h. */
#ifndef AX_CODEC_LOOK_PAIR_H
#define AX_CODEC_LOOK_PAIR_H

#include <stddef.h>

#include "format/summary.h"

/* Sums up n pairs, one after another in v, into an empty summary. */
extern void ax_look_summarize_pair(const double *v, size_t n, AxSummary *summary);

#endif
