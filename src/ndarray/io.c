/* Text and binary I/O of ndarray. */
#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

#include "ndarray/cells.h"
#include "ndarray/text.h"
#include "ndarray/typmod.h"
#include "ndarray/wire.h"
#include "pg/error.h"

PG_FUNCTION_INFO_V1(ndarray_in);
PG_FUNCTION_INFO_V1(ndarray_out);
PG_FUNCTION_INFO_V1(ndarray_recv);
PG_FUNCTION_INFO_V1(ndarray_send);

static Datum
checked(struct varlena *value, int32 typmod)
{
	if (typmod >= 0)
	{
		AxHead		head;
		AxError		err;

		AX_CHECK(ax_head_read((uint8 *) value, VARSIZE(value), VARSIZE(value), &head, &err), &err);
		ax_nd_check_typmod(&head, typmod);
	}
	return PointerGetDatum(value);
}

Datum
ndarray_in(PG_FUNCTION_ARGS)
{
	return checked(ax_nd_scan(PG_GETARG_CSTRING(0)), PG_GETARG_INT32(2));
}

Datum
ndarray_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(ax_nd_print(PG_DETOAST_DATUM(PG_GETARG_DATUM(0))));
}

/*
 * The wire carries the value's bytes as they are stored, without the length
 * word; of a type by name, what wire.h says.
 */
Datum
ndarray_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			size = message->len - message->cursor;
	uint8	   *bytes = palloc((Size) size + VARHDRSZ);
	struct varlena *value;

	memset(bytes, 0, VARHDRSZ);
	memcpy(bytes + VARHDRSZ, pq_getmsgbytes(message, size), size);
	value = ax_nd_is_wire(bytes, (Size) size + VARHDRSZ) ?
		ax_nd_from_wire(bytes, (Size) size + VARHDRSZ) :
		ax_nd_recode(bytes, (Size) size + VARHDRSZ, AX_BINARY);
	pfree(bytes);
	return checked(value, PG_GETARG_INT32(2));
}

Datum
ndarray_send(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	StringInfoData message;

	pq_begintypsend(&message);
	if (ax_nd_is_wire((uint8 *) value, VARSIZE(value)))
	{
		ax_nd_to_wire(value, &message);
		PG_RETURN_BYTEA_P(pq_endtypsend(&message));
	}
	pq_sendbytes(&message, VARDATA(value), VARSIZE(value) - VARHDRSZ);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
