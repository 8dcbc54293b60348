/* Fuzz target of the text form: no input breaks the parser, and what it takes is read back alike. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "num/complex.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size + 1);
	char		printed[128];
	AxComplex	value;
	AxComplex	again;
	AxError		err;

	memcpy(text, data, size);
	text[size] = '\0';
	if (ax_complex_parse(text, &value, &err) == AX_OK)
	{
		snprintf(printed, sizeof(printed), "(%.17g,%.17g)", value.re, value.im);
		if (ax_complex_parse(printed, &again, &err) != AX_OK ||
			ax_complex_cmp(value, again) != 0 ||
			ax_complex_hash(value, 0) != ax_complex_hash(again, 0))
			abort();
		snprintf(printed, sizeof(printed), "(%.17g+%.17g*i)", value.re, value.im);
		if (ax_complex_parse(printed, &again, &err) != AX_OK ||
			!ax_complex_equal(value, again))
			abort();
	}
	else if (err.status != AX_TEXT && err.status != AX_RANGE)
		abort();
	free(text);
	return 0;
}
