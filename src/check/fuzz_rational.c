/* Fuzz target of the text form: no input breaks the parser, and what it takes is read back alike. */
#include <stdlib.h>
#include <string.h>

#include "num/rational.h"

extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size + 1);
	char		printed[AX_RATIONAL_TEXT];
	char		decimal[AX_RATIONAL_DECIMAL_TEXT];
	AxRational	value;
	AxRational	again;
	AxError		err;

	memcpy(text, data, size);
	text[size] = '\0';
	if (ax_rational_parse(text, &value, &err) == AX_OK)
	{
		if (!ax_rational_is_canonical(value))
			abort();
		if (ax_rational_print(value, printed) != (int) strlen(printed) ||
			ax_rational_parse(printed, &again, &err) != AX_OK ||
			ax_rational_cmp(value, again) != 0)
			abort();
		if (ax_rational_print_decimal(value, decimal, &err) == AX_OK &&
			(ax_rational_parse(decimal, &again, &err) != AX_OK ||
			 ax_rational_cmp(value, again) != 0))
			abort();
	}
	else if (err.status != AX_TEXT && err.status != AX_RANGE &&
			 err.status != AX_DIVISION)
		abort();
	free(text);
	return 0;
}
