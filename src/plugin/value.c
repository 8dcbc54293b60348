/* Values of plugins and Datums. */
#include "postgres.h"

#include "access/htup_details.h"
#include "access/tupmacs.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "num/rational.h"
#include "pg/kind.h"
#include "plugin/use.h"

/* SQL types that are known by OID. */
static const struct
{
	const char *name;
	Oid			oid;
	Oid			element;
}			builtin[] = {
	{"bool", BOOLOID, InvalidOid},
	{"int2", INT2OID, InvalidOid},
	{"int4", INT4OID, InvalidOid},
	{"int8", INT8OID, InvalidOid},
	{"float4", FLOAT4OID, InvalidOid},
	{"float8", FLOAT8OID, InvalidOid},
	{"date", DATEOID, InvalidOid},
	{"timestamp", TIMESTAMPOID, InvalidOid},
	{"timestamptz", TIMESTAMPTZOID, InvalidOid},
	{"text", TEXTOID, InvalidOid},
	{"bytea", BYTEAOID, InvalidOid},
	{"int2[]", INT2ARRAYOID, INT2OID},
	{"int4[]", INT4ARRAYOID, INT4OID},
	{"int8[]", INT8ARRAYOID, INT8OID},
	{"float4[]", FLOAT4ARRAYOID, FLOAT4OID},
	{"float8[]", FLOAT8ARRAYOID, FLOAT8OID},
};

bool
ax_plugin_slot(Oid oid, const AxPluginType *type, AxSlot *slot)
{
	HeapTuple	tuple;
	Form_pg_type pg_type;
	bool		same;

	slot->type = *type;
	slot->oid = oid;
	slot->element = InvalidOid;
	slot->byval = type->tag != AX_DATA;
	slot->kind = AX_KIND_NONE;
	for (int i = 0; i < lengthof(builtin); i++)
		if (strcmp(builtin[i].name, type->name) == 0)
		{
			slot->element = builtin[i].element;
			slot->kind = ax_pg_slot_kind_of(oid);
			return builtin[i].oid == oid;
		}

	/* a type of array_ext or of the plugin: by name, form and length */
	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(oid));
	if (!HeapTupleIsValid(tuple))
		return false;
	pg_type = (Form_pg_type) GETSTRUCT(tuple);
	same = strcmp(NameStr(pg_type->typname), type->name) == 0 &&
		(type->registered || pg_type->typnamespace == ax_pg_schema());
	/* while its input function is made it is a shell */
	if (pg_type->typisdefined)
		same = same && pg_type->typtype == TYPTYPE_BASE && pg_type->typlen == type->width;
	slot->byval = pg_type->typisdefined && pg_type->typbyval;
	ReleaseSysCache(tuple);
	/* types of plugins have no kind yet, so that they stay with the row path */
	if (same && !type->registered)
		slot->kind = ax_pg_slot_kind_of(oid);
	return same;
}

static void
array_value(Oid element, Datum datum, AxValue *value)
{
	ArrayType  *array = DatumGetArrayTypeP(datum);

	if (ARR_ELEMTYPE(array) != element)
		elog(ERROR, "array of type %u where %u is expected", ARR_ELEMTYPE(array), element);
	if (ARR_HASNULL(array) && array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("array argument of a plugin function must not contain nulls")));
	value->u.data = ARR_DATA_PTR(array);
	value->length = (uint64) ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) * get_typlen(element);
}

void
ax_plugin_value(const AxSlot *slot, Datum datum, bool isnull, AxValue *value, void *cell)
{
	value->length = 0;
	if (isnull)
	{
		value->tag = AX_NULL;
		value->u.i64 = 0;
		return;
	}
	value->tag = slot->type.tag;
	switch ((AxTag) slot->type.tag)
	{
		case AX_BOOL:
			value->u.b = DatumGetBool(datum);
			return;
		case AX_INT16:
			value->u.i16 = DatumGetInt16(datum);
			return;
		case AX_INT32:
			value->u.i32 = DatumGetInt32(datum);
			return;
		case AX_INT64:
			value->u.i64 = DatumGetInt64(datum);
			return;
		case AX_FLOAT:
			value->u.f = DatumGetFloat4(datum);
			return;
		case AX_DOUBLE:
			value->u.d = DatumGetFloat8(datum);
			return;
		case AX_DATA:
			break;
		case AX_UNSET:
		case AX_NULL:
			Assert(false);
			return;
	}
	if (slot->type.width >= 0)
	{
		value->length = (uint64) slot->type.width;
		if (slot->byval)
		{
			store_att_byval(cell, datum, slot->type.width);
			value->u.data = cell;
		}
		else
			value->u.data = DatumGetPointer(datum);
	}
	else if (OidIsValid(slot->element))
		array_value(slot->element, datum, value);
	else
	{
		struct varlena *bytes = PG_DETOAST_DATUM_PACKED(datum);

		value->u.data = VARDATA_ANY(bytes);
		value->length = VARSIZE_ANY_EXHDR(bytes);
	}
}

bool
ax_plugin_result_ok(AxUse *use, const AxValue *value)
{
	static const char *const names[] = {"nothing", "NULL", "bool", "int16", "int32", "int64",
	"float", "double", "bytes"};

	if (likely(value->tag == use->result.type.tag) &&
		(value->tag != AX_DATA || value->u.data == use->room))
		return true;
	if (value->tag == AX_NULL)
		return true;
	if (use->call.failed || use->cancelled)
		return false;
	if (value->tag < AX_UNSET || value->tag > AX_DATA)
		ax_plugin_blame(use, "plugin function %s gave a damaged result", use->call.function);
	else
		ax_plugin_blame(use, "plugin function %s set %s as its result where it is declared to return %s",
						use->call.function, names[value->tag], use->result.type.name);
	return false;
}

bool
ax_plugin_rational_ok(AxUse *use, const void *cell)
{
	AxRational	value;

	memcpy(&value, cell, sizeof(value));
	if (ax_rational_is_canonical(value))
		return true;
	ax_plugin_blame(use, "plugin function %s gave a rational that is not reduced: %lld/%lld",
					use->call.function, (long long) value.num, (long long) value.den);
	return false;
}

/* Makes the array of which the plugin has filled the elements. */
static Datum
array_datum(AxUse *use, const AxValue *value)
{
	ArrayType  *array = (ArrayType *) ((char *) value->u.data - ARR_OVERHEAD_NONULLS(1));
	Size		width = get_typlen(use->result.element);

	if (value->length == 0)
		return PointerGetDatum(construct_empty_array(use->result.element));
	if (value->length % width != 0)
	{
		ax_plugin_blame(use, "plugin function %s gave %llu bytes for type %s, whose elements have %d",
						use->call.function, (unsigned long long) value->length,
						use->result.type.name, (int) width);
		ax_plugin_check_call(use);
	}
	array->ndim = 1;
	array->dataoffset = 0;
	array->elemtype = use->result.element;
	ARR_DIMS(array)[0] = (int) (value->length / width);
	ARR_LBOUND(array)[0] = 1;
	return PointerGetDatum(array);
}

Datum
ax_plugin_datum(AxUse *use, const AxValue *value, bool *isnull)
{
	if (unlikely(!ax_plugin_result_ok(use, value)))
		ax_plugin_check_call(use);
	*isnull = false;
	switch ((AxTag) value->tag)
	{
		case AX_BOOL:
			return BoolGetDatum(value->u.b);
		case AX_INT16:
			return Int16GetDatum(value->u.i16);
		case AX_INT32:
			return Int32GetDatum(value->u.i32);
		case AX_INT64:
			return Int64GetDatum(value->u.i64);
		case AX_FLOAT:
			return Float4GetDatum(value->u.f);
		case AX_DOUBLE:
			return Float8GetDatum(value->u.d);
		case AX_DATA:
			break;
		case AX_UNSET:
		case AX_NULL:
			*isnull = true;
			return (Datum) 0;
	}
	if (use->result.kind == AX_KIND_RATIONAL && !ax_plugin_rational_ok(use, value->u.data))
		ax_plugin_check_call(use);
	if (use->result.type.width >= 0)
		return use->result.byval ? fetch_att(value->u.data, true, use->result.type.width) :
			PointerGetDatum(value->u.data);
	if (OidIsValid(use->result.element))
		return array_datum(use, value);
	if (use->result.oid == TEXTOID)
		pg_verifymbstr(value->u.data, (int) value->length, false);
	return PointerGetDatum((char *) value->u.data - VARHDRSZ);
}

/* A kernel where a single value is wanted. */
static void
call_kernel(AxUse *use, AxValue *result)
{
	AxColumn	columns[AX_PLUGIN_ARGS];
	uint64_t	valid[AX_PLUGIN_ARGS];
	uint64_t	live = 1;
	uint64_t	result_valid = 1;
	uint64		cell[2] = {0, 0};
	AxRoom		room = {.values = cell, .valid = &result_valid};

	for (int i = 0; i < use->nargs; i++)
	{
		const AxValue *value = &use->values[i];

		valid[i] = value->tag != AX_NULL;
		columns[i].values = value->tag == AX_DATA ? value->u.data : (const void *) &value->u;
		columns[i].valid = valid[i] ? NULL : &valid[i];
		columns[i].constant = true;
	}
	if (use->result.type.tag == AX_DATA)
	{
		room.values = ax_plugin_host.room(&use->call, result, use->result.type.width);
		if (room.values == NULL)
			return;
	}
	use->kernel->kernel(&use->call, 1, &live, columns, &room);
	result->tag = (result_valid & 1) != 0 ? use->result.type.tag : AX_NULL;
	if (use->result.type.tag != AX_DATA)
		memcpy(&result->u, cell, sizeof(uint64));
}

Datum
ax_plugin_call_scalar(AxUse *use, bool *isnull)
{
	AxValue		result = {.tag = AX_UNSET};

	ax_plugin_begin(use);
	if (use->function != NULL)
		use->function->scalar(&use->call, use->values, &result);
	else
		call_kernel(use, &result);
	ax_plugin_check_call(use);
	return ax_plugin_datum(use, &result, isnull);
}
