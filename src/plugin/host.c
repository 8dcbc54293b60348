/*
 * What the host does for plugins while they run.
 *
 * Nothing here may raise an SQL error, because that would jump out of the
 * plugin: failures are kept in the use, and raised when the plugin has
 * returned.  A use begins with its AxCall.
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/memutils.h"

#include "plugin/chunk.h"
#include "plugin/use.h"

static AxUse *
use_of(AxCall *call)
{
	return (AxUse *) call;
}

/* Text from a plugin, if the server's encoding can have it. */
static void
keep(char *to, Size size, const char *text)
{
	Size		length = strnlen(text, size - 1);

	length = pg_mbcliplen(text, (int) length, (int) length);
	if (pg_verify_mbstr(GetDatabaseEncoding(), text, (int) length, true))
	{
		memcpy(to, text, length);
		to[length] = '\0';
	}
	else
		strlcpy(to, "(text that is not valid in the encoding of the database)", size);
}

/* Says whether it is an SQLSTATE of an error. */
static bool
is_sqlstate(const char *state)
{
	if (state == NULL || strlen(state) != 5)
		return false;
	for (int i = 0; i < 5; i++)
		if (!(state[i] >= '0' && state[i] <= '9') && !(state[i] >= 'A' && state[i] <= 'Z'))
			return false;
	/* success, warning and no data are no errors; XX is a bug of the server */
	return strncmp(state, "00", 2) != 0 && strncmp(state, "01", 2) != 0 &&
		strncmp(state, "02", 2) != 0 && strncmp(state, "XX", 2) != 0;
}

static void
host_fail(AxCall *call, const char *sqlstate, const char *text)
{
	AxUse	   *use = use_of(call);

	if (call->failed)
		return;
	call->failed = 1;
	strlcpy(use->sqlstate, is_sqlstate(sqlstate) ? sqlstate : "38000", sizeof(use->sqlstate));
	use->detail[0] = '\0';
	use->hint[0] = '\0';
	if (text != NULL && text[0] != '\0')
		keep(use->message, sizeof(use->message), text);
	else
		snprintf(use->message, sizeof(use->message), "plugin function %s failed without a message",
				 call->function);
}

static void
host_detail(AxCall *call, const char *text)
{
	AxUse	   *use = use_of(call);

	if (call->failed && text != NULL && use->detail[0] == '\0')
		keep(use->detail, sizeof(use->detail), text);
}

static void
host_hint(AxCall *call, const char *text)
{
	AxUse	   *use = use_of(call);

	if (call->failed && text != NULL && use->hint[0] == '\0')
		keep(use->hint, sizeof(use->hint), text);
}

static bool
host_cancelled(AxCall *call)
{
	if (!QueryCancelPending && !ProcDiePending)
		return false;
	use_of(call)->cancelled = true;
	return true;
}

static void *
allocate(AxCall *call, MemoryContext context, uint64 bytes, int flags)
{
	void	   *memory = NULL;

	if (bytes <= (flags & MCXT_ALLOC_HUGE ? MaxAllocHugeSize : MaxAllocSize))
		memory = MemoryContextAllocExtended(context, (Size) bytes, flags | MCXT_ALLOC_NO_OOM);
	if (memory == NULL)
		host_fail(call, "53200", "out of memory in a plugin");
	return memory;
}

static void *
host_alloc(AxCall *call, uint64_t bytes)
{
	return allocate(call, CurrentMemoryContext, bytes, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

static void *
host_alloc_state(AxCall *call, uint64_t bytes)
{
	return allocate(call, use_of(call)->context, bytes, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* Bytes in front of the data of a result of varying length. */
static Size
header_bytes(const AxSlot *slot)
{
	return OidIsValid(slot->element) ? ARR_OVERHEAD_NONULLS(1) : VARHDRSZ;
}

static void *
host_room(AxCall *call, AxValue *result, uint64_t bytes)
{
	AxUse	   *use = use_of(call);
	const AxSlot *slot = &use->result;
	char	   *room;

	use->room = NULL;
	if (slot->type.tag != AX_DATA)
	{
		ax_plugin_blame(use, "plugin function %s gave bytes where it is declared to return %s",
						call->function, slot->type.name);
		return NULL;
	}
	if (slot->type.width >= 0)
	{
		if (bytes != (uint64) slot->type.width)
		{
			ax_plugin_blame(use, "plugin function %s gave %llu bytes for type %s, which has %d",
							call->function, (unsigned long long) bytes, slot->type.name,
							(int) slot->type.width);
			return NULL;
		}
		room = use->result_at != NULL ? use->result_at :
			slot->byval ? (void *) &use->result_cell :
			allocate(call, CurrentMemoryContext, bytes, 0);
	}
	else
	{
		Size		header = header_bytes(slot);

		if (bytes > MaxAllocSize - header)
		{
			host_fail(call, "54000", "result of a plugin function is longer than 1 GB");
			return NULL;
		}
		room = allocate(call, CurrentMemoryContext, header + bytes, 0);
		if (room != NULL)
		{
			SET_VARSIZE(room, header + bytes);
			room += header;
		}
	}
	if (room == NULL)
		return NULL;
	use->room = room;
	result->u.data = room;
	result->length = bytes;
	result->tag = AX_DATA;
	return room;
}

const AxHost ax_plugin_host = {
	.size = sizeof(AxHost),
	.abi = AX_PLUGIN_ABI,
	.fail = host_fail,
	.detail = host_detail,
	.hint = host_hint,
	.cancelled = host_cancelled,
	.alloc = host_alloc,
	.alloc_state = host_alloc_state,
	.room = host_room,
	.chunk = ax_plugin_chunk,
	.attribute = ax_plugin_attribute,
	.emit = ax_plugin_emit,
};
