/* What the head of an ndarray says: kind, bounds, counts, summary, tiles. */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "codec/codec.h"
#include "ndarray/args.h"
#include "ndarray/cells.h"
#include "ndarray/element.h"

PG_FUNCTION_INFO_V1(nd_kind);
PG_FUNCTION_INFO_V1(nd_ndim);
PG_FUNCTION_INFO_V1(nd_dims);
PG_FUNCTION_INFO_V1(nd_shape);
PG_FUNCTION_INFO_V1(nd_lower);
PG_FUNCTION_INFO_V1(nd_upper);
PG_FUNCTION_INFO_V1(nd_size);
PG_FUNCTION_INFO_V1(nd_present);
PG_FUNCTION_INFO_V1(nd_count);
PG_FUNCTION_INFO_V1(nd_nulls);
PG_FUNCTION_INFO_V1(nd_summary);
PG_FUNCTION_INFO_V1(nd_tiles);

/* The head of argument 0, whose cells are not read. */
static AxReader *
read_head(FunctionCallInfo fcinfo)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));

	ax_pg_close(reader);
	return reader;
}

static AxSummary
read_summary(FunctionCallInfo fcinfo)
{
	AxSummary	summary;

	ax_pg_summary(read_head(fcinfo), &summary);
	return summary;
}

Datum
nd_kind(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(ax_kind_info(read_head(fcinfo)->head.kind)->name));
}

Datum
nd_ndim(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(read_head(fcinfo)->head.box.ndim);
}

Datum
nd_dims(PG_FUNCTION_ARGS)
{
	AxHead	   *head = &read_head(fcinfo)->head;
	Datum		names[AX_MAX_DIMS];
	bool		nulls[AX_MAX_DIMS];
	int			dims = head->box.ndim;
	int			lower = 1;

	if (dims == 0)
		PG_RETURN_POINTER(construct_empty_array(TEXTOID));
	for (int d = 0; d < dims; d++)
	{
		nulls[d] = !head->has_names || head->names[d][0] == '\0';
		names[d] = nulls[d] ? (Datum) 0 : CStringGetTextDatum(head->names[d]);
	}
	PG_RETURN_POINTER(construct_md_array(names, nulls, 1, &dims, &lower,
										 TEXTOID, -1, false, TYPALIGN_INT));
}

Datum
nd_shape(PG_FUNCTION_ARGS)
{
	AxBox	   *box = &read_head(fcinfo)->head.box;
	int64		lengths[AX_MAX_DIMS];

	for (int d = 0; d < box->ndim; d++)
		lengths[d] = ax_shape_length(box, d);
	PG_RETURN_POINTER(ax_nd_int8_array(lengths, box->ndim));
}

Datum
nd_lower(PG_FUNCTION_ARGS)
{
	AxBox	   *box = &read_head(fcinfo)->head.box;

	PG_RETURN_POINTER(ax_nd_int8_array(box->lower, box->ndim));
}

Datum
nd_upper(PG_FUNCTION_ARGS)
{
	AxBox	   *box = &read_head(fcinfo)->head.box;

	PG_RETURN_POINTER(ax_nd_int8_array(box->upper, box->ndim));
}

Datum
nd_size(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) read_head(fcinfo)->head.cells);
}

Datum
nd_present(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) read_summary(fcinfo).present);
}

Datum
nd_count(PG_FUNCTION_ARGS)
{
	AxSummary	summary = read_summary(fcinfo);

	PG_RETURN_INT64((int64) (summary.present - summary.nulls));
}

Datum
nd_nulls(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64((int64) read_summary(fcinfo).nulls);
}

/* A summary's number as text; sums of integers may be wider than int8. */
static Datum
number_text(AxKind kind, AxNumber number, bool sum)
{
	char		text[AX_ELEMENT_TEXT];
	AxCell		cell;

	/* the same whatever DateStyle and TimeZone are */
	if (ax_kind_info(kind)->class == AX_CLASS_TIME)
	{
		char		iso[MAXDATELEN + 1];

		ax_nd_time_iso(kind, number, iso);
		return CStringGetTextDatum(iso);
	}
	if (ax_kind_info(kind)->class == AX_CLASS_INTEGER && (sum || kind != AX_KIND_BOOL))
	{
		/* 2^28 cells of 2^63: below 2^91, so that two halves of 10^18 hold it */
		unsigned __int128 magnitude = number.wide < 0 ? -(unsigned __int128) number.wide :
			(unsigned __int128) number.wide;
		uint64		unit = UINT64CONST(1000000000000000000);

		if (magnitude >= unit)
			snprintf(text, sizeof(text), "%s" UINT64_FORMAT "%018" INT64_MODIFIER "u",
					 number.wide < 0 ? "-" : "", (uint64) (magnitude / unit),
					 (uint64) (magnitude % unit));
		else
			snprintf(text, sizeof(text), "%s" UINT64_FORMAT, number.wide < 0 ? "-" : "",
					 (uint64) magnitude);
	}
	else
	{
		/* the sum of float4 is kept as float8 */
		AxKind		as = sum && kind == AX_KIND_FLOAT4 ? AX_KIND_FLOAT8 : kind;

		ax_kind_store(as, number, &cell);
		return CStringGetTextDatum(ax_nd_element_text(as, &cell));
	}
	return CStringGetTextDatum(text);
}

Datum
nd_summary(PG_FUNCTION_ARGS)
{
	AxReader   *reader = read_head(fcinfo);
	AxKind		kind = reader->head.kind;
	AxSummary	s;
	TupleDesc	desc;
	Datum		values[7] = {0};
	bool		nulls[7] = {0};

	ax_pg_summary(reader, &s);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	values[0] = Int64GetDatum((int64) s.present);
	values[1] = Int64GetDatum((int64) (s.present - s.nulls));
	values[2] = Int64GetDatum((int64) s.nulls);
	values[3] = Int64GetDatum((int64) s.nans);
	nulls[4] = nulls[5] = !s.has_range;
	nulls[6] = !s.has_sum || s.present == s.nulls;
	if (s.has_range)
	{
		values[4] = number_text(kind, s.min, false);
		values[5] = number_text(kind, s.max, false);
	}
	if (!nulls[6])
		values[6] = number_text(kind, s.sum, true);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}

Datum
nd_tiles(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	AxReader   *reader = read_head(fcinfo);

	InitMaterializedSRF(fcinfo, 0);
	for (uint32 t = 0; t < reader->head.tiles; t++)
	{
		AxTileEntry entry;
		const AxCodec *codec;
		Datum		values[7];
		bool		nulls[7] = {0};

		ax_pg_entry(reader, t, &entry);
		codec = ax_codec(entry.codec);
		values[0] = Int32GetDatum((int32) t);
		values[1] = Int32GetDatum((int32) entry.cells);
		values[2] = Int32GetDatum((int32) entry.summary.present);
		values[3] = Int32GetDatum((int32) entry.summary.nulls);
		nulls[4] = codec == NULL;
		values[4] = codec != NULL ? CStringGetTextDatum(codec->name) : (Datum) 0;
		values[5] = Int32GetDatum((int32) entry.mask_bytes);
		values[6] = Int32GetDatum((int32) entry.payload_bytes);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
