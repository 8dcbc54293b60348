/*
 * Group keys of the values of cells: an attribute, a program's result, or any
 * expression of one attribute.
 *
 * Different values are few, as otherwise the planner leaves them to the rows:
 * so bytes are looked up in a small table first, then in one of all bytes met,
 * and only new ones become a Datum, which the key's expression, hash and
 * equality see.  That -0 is 0 and NaN is NaN is thus for the type to say.
 */
#ifndef AX_SCAN_AGG_VALUES_H
#define AX_SCAN_AGG_VALUES_H

#include "postgres.h"

#include "kernel/vector.h"
#include "scan/agg_labels.h"

typedef struct AxValueKey AxValueKey;

/* Makes it over labels, in the current memory context; kind: of the input. */
extern AxValueKey *ax_value_key_make(AxLabels *labels, AxKind kind);

/* Forgets what bytes are which label; its labels were cleared. */
extern void ax_value_key_clear(AxValueKey *key);

/* Fills out with the labels of the selected cells of a vector of n. */
extern void ax_value_key_labels(AxValueKey *key, const AxVector *vector,
								const uint64_t *selected, size_t n, uint32 *out);

#endif
