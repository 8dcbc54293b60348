/* Forgets the parameters of one round of each_number.h. */
#undef AX_KIND
#undef AX_NAME
#undef AX_T
#undef AX_FLOAT
#undef AX_LEAST
#undef AX_MOST
#undef AX_SUM
#undef AX_WORD
#undef AX_U
#undef AX_WIDE
