/* Fills the error struct of the PG-free core. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

AxStatus
ax_base_fail(AxError *err, AxStatus status, const char *format,...)
{
	va_list		args;

	err->status = status;
	va_start(args, format);
	vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	err->detail[0] = '\0';
	err->hint[0] = '\0';
	return status;
}

void
ax_base_detail(AxError *err, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	vsnprintf(err->detail, sizeof(err->detail), format, args);
	va_end(args);
}

void
ax_base_hint(AxError *err, const char *format,...)
{
	va_list		args;

	va_start(args, format);
	vsnprintf(err->hint, sizeof(err->hint), format, args);
	va_end(args);
}
