/*
 * Template: includes AX_TEMPLATE once for every kind whose cells are C numbers.
 *
 * This list is the only one.  A template emits its functions or, with
 * AX_TABLE defined, the entries of its dispatch table; the second inclusion
 * forgets both names.
 *
 *		#define AX_TEMPLATE "kernel/compare_number.h"
 *		#include "kernel/each_number.h"
 *		static const Entry table[AX_KIND_END] = {
 *		#define AX_TABLE
 *		#include "kernel/each_number.h"
 *		};
 *
 * A template finds AX_KIND, AX_NAME (the kind's name), AX_T (type of a cell),
 * AX_FLOAT (1 or 0), AX_LEAST and AX_MOST (finite range), AX_SUM (type of a
 * sum) and AX_FN(verb), which is verb_name; of integers also AX_U (unsigned),
 * AX_WIDE (holds a product) and AX_WORD (SQL's name, in range errors).
 * Rationals, and what will come as structs, have code of their own beside the
 * template.
 */
#ifndef AX_FN
#define AX_FN_PASTE_(verb, name) verb##_##name
#define AX_FN_PASTE(verb, name) AX_FN_PASTE_(verb, name)
#define AX_FN(verb) AX_FN_PASTE(verb, AX_NAME)
#endif

#define AX_KIND AX_KIND_BOOL
#define AX_NAME bool
#define AX_T uint8_t
#define AX_FLOAT 0
#define AX_U uint8_t
#define AX_WIDE int32_t
#define AX_LEAST 0
#define AX_MOST 1
#define AX_SUM int64_t
#define AX_WORD "boolean"
#include AX_TEMPLATE
#include "kernel/each_end.h"

#define AX_KIND AX_KIND_INT2
#define AX_NAME int2
#define AX_T int16_t
#define AX_FLOAT 0
#define AX_U uint16_t
#define AX_WIDE int32_t
#define AX_LEAST INT16_MIN
#define AX_MOST INT16_MAX
#define AX_SUM int64_t
#define AX_WORD "smallint"
#include AX_TEMPLATE
#include "kernel/each_end.h"

#define AX_KIND AX_KIND_INT4
#define AX_NAME int4
#define AX_T int32_t
#define AX_FLOAT 0
#define AX_U uint32_t
#define AX_WIDE int64_t
#define AX_LEAST INT32_MIN
#define AX_MOST INT32_MAX
#define AX_SUM int64_t
#define AX_WORD "integer"
#include AX_TEMPLATE
#include "kernel/each_end.h"

#define AX_KIND AX_KIND_INT8
#define AX_NAME int8
#define AX_T int64_t
#define AX_FLOAT 0
#define AX_U uint64_t
#define AX_WIDE AxWide
#define AX_LEAST INT64_MIN
#define AX_MOST INT64_MAX
#define AX_SUM AxWide
#define AX_WORD "bigint"
#include AX_TEMPLATE
#include "kernel/each_end.h"

#define AX_KIND AX_KIND_FLOAT4
#define AX_NAME float4
#define AX_T float
#define AX_FLOAT 1
#define AX_LEAST (-FLT_MAX)
#define AX_MOST FLT_MAX
#define AX_SUM double
#include AX_TEMPLATE
#include "kernel/each_end.h"

#define AX_KIND AX_KIND_FLOAT8
#define AX_NAME float8
#define AX_T double
#define AX_FLOAT 1
#define AX_LEAST (-DBL_MAX)
#define AX_MOST DBL_MAX
#define AX_SUM double
#include AX_TEMPLATE
#include "kernel/each_end.h"

#ifdef AX_TABLE
#undef AX_TABLE
#undef AX_TEMPLATE
#endif
