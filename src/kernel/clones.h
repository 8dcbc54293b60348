/* AX_CLONES, under the name that kernels know. */
#include "base/clones.h"
