/*
 * Types that ndarrays store by name, as SQL types.
 *
 * Names are looked up once and again after any change of types or schemas.
 */
#include "postgres.h"

#include "access/detoast.h"
#include "access/htup_details.h"
#include "access/tupmacs.h"
#include "catalog/namespace.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

#include "pg/error.h"
#include "pg/kind.h"
#include "pg/named.h"

/* A type of the table of format/named.c, found in the catalogues. */
typedef struct Found
{
	Oid			type;			/* invalid: to be looked up */
	bool		by_value;
	Oid			io_param;
	FmgrInfo	in;				/* fn_oid invalid: not yet needed */
	FmgrInfo	out;
	FmgrInfo	recv;
	FmgrInfo	send;
} Found;

/* What an SQL type was found to be. */
typedef struct Known
{
	Oid			type;			/* key */
	AxKind		kind;
	const char *why;			/* not a kind */
} Known;

static Found *found;			/* AX_NAMED_MAX of them, or NULL */
static HTAB *known;

static void
forget(Datum arg, int cacheid, uint32 hashvalue)
{
	if (found != NULL)
		for (int i = 0; i < AX_NAMED_MAX; i++)
		{
			found[i].type = InvalidOid;
			found[i].in.fn_oid = found[i].out.fn_oid = InvalidOid;
			found[i].recv.fn_oid = found[i].send.fn_oid = InvalidOid;
		}
	if (known != NULL)
	{
		hash_destroy(known);
		known = NULL;
	}
}

static void
prepare(void)
{
	if (found == NULL)
	{
		found = MemoryContextAllocZero(CacheMemoryContext, AX_NAMED_MAX * sizeof(Found));
		CacheRegisterSyscacheCallback(TYPEOID, forget, (Datum) 0);
		CacheRegisterSyscacheCallback(NAMESPACEOID, forget, (Datum) 0);
	}
	if (known == NULL)
	{
		HASHCTL		ctl = {.keysize = sizeof(Oid), .entrysize = sizeof(Known),
		.hcxt = CacheMemoryContext};

		known = hash_create("array_ext types", 64, &ctl, HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
	}
}

/* Why values of a type may hold OIDs or cannot stand in slots; NULL if neither. */
static const char *
why_not(Form_pg_type form)
{
	switch (form->typtype)
	{
		case TYPTYPE_BASE:
			break;
		case TYPTYPE_ENUM:
			return "Values of an enum are OIDs; store their text, or a number.";
		case TYPTYPE_DOMAIN:
			return "It is a domain; use the type beneath it.";
		case TYPTYPE_PSEUDO:
			return "It is a pseudo-type.";
		default:
			return "Values of composite and range types hold OIDs.";
	}
	switch (form->oid)
	{
		case REGPROCOID:
		case REGPROCEDUREOID:
		case REGOPEROID:
		case REGOPERATOROID:
		case REGCLASSOID:
		case REGCOLLATIONOID:
		case REGTYPEOID:
		case REGROLEOID:
		case REGNAMESPACEOID:
		case REGCONFIGOID:
		case REGDICTIONARYOID:
			return "Its values are OIDs.";
		case ACLITEMOID:
			return "Its values hold OIDs of roles.";
	}
	if (!form->typisdefined)
		return "It is only a shell.";
	if (form->typlen == -2)
		return "Its values are C strings.";
	if (form->typlen == -1)
	{
		if (IsTrueArrayType(form) || form->typcategory == TYPCATEGORY_ARRAY)
			return "Values of an array hold the OID of their element type.";
		if (form->typcategory == TYPCATEGORY_INTERNAL)
			return "Its values are PostgreSQL's own and may hold OIDs.";
		return NULL;
	}
	if (att_align_nominal(form->typlen, form->typalign) > AX_WIDTH_MAX)
		return "Its values are longer than 256 bytes.";
	return NULL;
}

/* Length and width of a type's cells as format/named.h has them: 0 if they vary. */
static uint32
length_of(Form_pg_type form)
{
	return form->typlen == -1 ? 0 : (uint32) form->typlen;
}

static uint32
width_of(Form_pg_type form)
{
	return form->typlen == -1 ? 0 : (uint32) att_align_nominal(form->typlen, form->typalign);
}

static void
look_up(Known *entry, bool *full)
{
	HeapTuple	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(entry->type));
	Form_pg_type form;
	AxError		err;

	entry->kind = AX_KIND_NONE;
	entry->why = "It does not exist.";
	*full = false;
	if (!HeapTupleIsValid(tuple))
		return;
	form = (Form_pg_type) GETSTRUCT(tuple);
	entry->why = why_not(form);
	if (entry->why == NULL)
	{
		char	   *schema = get_namespace_name(form->typnamespace);

		if (schema == NULL ||
			ax_named_kind(schema, NameStr(form->typname), length_of(form), width_of(form),
						  &entry->kind, &err) != AX_OK)
		{
			entry->why = "This session has used too many types of array elements.";
			*full = true;
		}
	}
	ReleaseSysCache(tuple);
}

AxKind
ax_pg_named_of(Oid type, const char **why)
{
	Known	   *entry;
	bool		seen;
	bool		full;

	prepare();
	entry = hash_search(known, &type, HASH_FIND, NULL);
	if (entry == NULL)
	{
		Known		new = {.type = type};

		/* may read catalogues, and so forget everything */
		look_up(&new, &full);
		prepare();
		entry = hash_search(known, &type, HASH_ENTER, &seen);
		*entry = new;
	}
	if (why != NULL)
		*why = entry->why;
	return entry->kind;
}

static void
unknown_type(const AxNamedType *named)
{
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("type %s of the elements of an ndarray does not exist", named->shown),
			 errhint("If the type was renamed, nd_rename_type gives a value its new name.")));
}

static Found *
find(AxKind kind)
{
	const AxNamedType *named = ax_named_type(kind);
	int			slot = ax_named_slot(kind);
	Oid			space;
	Oid			type;
	Oid			io_param;
	bool		by_value;
	HeapTuple	tuple;
	Form_pg_type form;
	const char *why;

	if (likely(found != NULL && OidIsValid(found[slot].type)))
		return &found[slot];
	prepare();
	space = get_namespace_oid(named->schema, true);
	tuple = OidIsValid(space) ?
		SearchSysCache2(TYPENAMENSP, CStringGetDatum(named->type), ObjectIdGetDatum(space)) : NULL;
	if (!HeapTupleIsValid(tuple))
		unknown_type(named);
	form = (Form_pg_type) GETSTRUCT(tuple);
	type = form->oid;
	io_param = getTypeIOParam(tuple);
	by_value = form->typbyval;
	why = why_not(form);
	if (why == NULL && length_of(form) != named->length && named->length == 0)
		why = psprintf("Its values have %d bytes, those in the ndarray any number of them.",
					   form->typlen);
	else if (why == NULL && length_of(form) != named->length && form->typlen == -1)
		why = psprintf("Its values have any number of bytes, those in the ndarray %u.",
					   named->length);
	else if (why == NULL && named->length != 0 &&
			 (length_of(form) != named->length || width_of(form) != named->info.width))
		why = psprintf("Its values have %d bytes, those in the ndarray %u.",
					   form->typlen, named->length);
	if (why != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("type %s is not that of the elements of the ndarray", named->shown),
				 errdetail_internal("%s", why)));
	ReleaseSysCache(tuple);
	found[slot].type = type;
	found[slot].io_param = io_param;
	found[slot].by_value = by_value;
	return &found[slot];
}

Oid
ax_pg_named_type(AxKind kind)
{
	return find(kind)->type;
}

Datum
ax_pg_named_datum(AxKind kind, const void *cell)
{
	if (ax_kind_is_variable(kind))
		return PointerGetDatum(*(void *const *) cell);
	return fetch_att(cell, find(kind)->by_value, (int) ax_named_type(kind)->length);
}

void
ax_pg_named_cell(AxKind kind, Datum datum, void *cell)
{
	const AxNamedType *named = ax_named_type(kind);

	if (ax_kind_is_variable(kind))
	{
		struct varlena *value = (struct varlena *) DatumGetPointer(datum);

		/* nobody knows how long the Datum stays, and a TOAST pointer must not be kept */
		if (VARATT_IS_EXTENDED(value))
			value = detoast_attr(value);
		else
			value = memcpy(palloc(VARSIZE(value)), value, VARSIZE(value));
		*(void **) cell = value;
		return;
	}
	if (find(kind)->by_value)
		store_att_byval(cell, datum, (int) named->length);
	else
		memcpy(cell, DatumGetPointer(datum), named->length);
	memset((char *) cell + named->length, 0, named->info.width - named->length);
}

void
ax_pg_named_own(AxKind kind, void *cells, const bool *nulls, uint64 n)
{
	void	  **slots = cells;

	for (uint64 i = 0; ax_kind_is_variable(kind) && i < n; i++)
		if (!nulls[i])
			slots[i] = memcpy(palloc(VARSIZE(slots[i])), slots[i], VARSIZE(slots[i]));
}

/* The type's function, looked up when it is first needed. */
static FmgrInfo *
io_function(AxKind kind, IOFuncSelector which)
{
	Found	   *type = find(kind);
	FmgrInfo   *function = which == IOFunc_input ? &type->in : which == IOFunc_output ? &type->out :
		which == IOFunc_receive ? &type->recv : &type->send;

	if (!OidIsValid(function->fn_oid))
	{
		int16		length;
		bool		by_value;
		char		align;
		char		delimiter;
		Oid			io_param;
		Oid			oid;

		get_type_io_data(type->type, which, &length, &by_value, &align, &delimiter, &io_param,
						 &oid);
		if (!OidIsValid(oid))
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_FUNCTION),
					 which == IOFunc_receive ?
					 errmsg("no binary input function available for type %s",
							format_type_be(type->type)) :
					 errmsg("no binary output function available for type %s",
							format_type_be(type->type))));
		fmgr_info_cxt(oid, function, CacheMemoryContext);
	}
	return function;
}

/* Stores the Datum that a function of the type made, and frees it. */
static void
store_made(AxKind kind, Datum datum, void *cell)
{
	ax_pg_named_cell(kind, datum, cell);
	/* what is expanded is more than one piece */
	if (!find(kind)->by_value &&
		!(ax_kind_is_variable(kind) && VARATT_IS_EXTERNAL(DatumGetPointer(datum))))
		pfree(DatumGetPointer(datum));
}

void
ax_pg_named_in(AxKind kind, const char *text, void *cell)
{
	FmgrInfo   *function = io_function(kind, IOFunc_input);

	store_made(kind, InputFunctionCall(function, unconstify(char *, text),
									   find(kind)->io_param, -1), cell);
}

char *
ax_pg_named_out(AxKind kind, const void *cell)
{
	FmgrInfo   *function = io_function(kind, IOFunc_output);

	return OutputFunctionCall(function, ax_pg_named_datum(kind, cell));
}

void
ax_pg_named_recv(AxKind kind, StringInfo message, void *cell)
{
	FmgrInfo   *function = io_function(kind, IOFunc_receive);

	store_made(kind, ReceiveFunctionCall(function, message, find(kind)->io_param, -1), cell);
}

bytea *
ax_pg_named_send(AxKind kind, const void *cell)
{
	FmgrInfo   *function = io_function(kind, IOFunc_send);

	return SendFunctionCall(function, ax_pg_named_datum(kind, cell));
}

/* As bytea is ordered. */
static int
cmp_bytes(const void *a, const void *b)
{
	Size		length_a = VARSIZE(a) - VARHDRSZ;
	Size		length_b = VARSIZE(b) - VARHDRSZ;
	int			order = memcmp(VARDATA(a), VARDATA(b), Min(length_a, length_b));

	return order != 0 ? (order < 0 ? -1 : 1) : length_a < length_b ? -1 : length_a > length_b;
}

int
ax_pg_named_cmp(AxKind kind, const void *a, const void *b)
{
	TypeCacheEntry *type = lookup_type_cache(ax_pg_named_type(kind), TYPECACHE_CMP_PROC_FINFO);
	int			order;

	if (!OidIsValid(type->cmp_proc) && ax_kind_is_variable(kind))
		return cmp_bytes(*(void *const *) a, *(void *const *) b);
	if (!OidIsValid(type->cmp_proc))
	{
		order = memcmp(a, b, ax_named_type(kind)->length);
		return order < 0 ? -1 : order > 0;
	}
	order = DatumGetInt32(FunctionCall2Coll(&type->cmp_proc_finfo,
											OidIsValid(type->typcollation) ? C_COLLATION_OID : InvalidOid,
											ax_pg_named_datum(kind, a),
											ax_pg_named_datum(kind, b)));
	return order < 0 ? -1 : order > 0;
}

bool
ax_pg_named_has_order(AxKind kind)
{
	return OidIsValid(lookup_type_cache(ax_pg_named_type(kind), TYPECACHE_CMP_PROC)->cmp_proc);
}

uint64
ax_pg_named_hash(AxKind kind, const void *cell)
{
	TypeCacheEntry *type = lookup_type_cache(ax_pg_named_type(kind),
											 TYPECACHE_CMP_PROC | TYPECACHE_HASH_EXTENDED_PROC_FINFO);

	if (!OidIsValid(type->cmp_proc) && ax_kind_is_variable(kind))
	{
		const void *value = *(void *const *) cell;

		return hash_bytes_extended((const unsigned char *) VARDATA(value),
								   (int) (VARSIZE(value) - VARHDRSZ), 0);
	}
	if (!OidIsValid(type->cmp_proc))
		return hash_bytes_extended(cell, (int) ax_named_type(kind)->length, 0);
	/* an order without a hash: only NULL and empty cells tell values apart */
	if (!OidIsValid(type->hash_extended_proc))
		return 0;
	return DatumGetUInt64(FunctionCall2Coll(&type->hash_extended_proc_finfo,
											OidIsValid(type->typcollation) ? C_COLLATION_OID : InvalidOid,
											ax_pg_named_datum(kind, cell), Int64GetDatum(0)));
}

/* Reads one name; false where there is none, or one that is too long. */
static bool
parse_name(const char **at, char *name)
{
	const char *p = *at;
	int			length = 0;
	bool		quoted = *p == '"';

	for (p += quoted;; p++)
	{
		char		c = *p;

		if (quoted)
		{
			if (c == '\0')
				return false;
			if (c == '"' && *++p != '"')
				break;
		}
		else if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		else if (!((c >= 'a' && c <= 'z') || c == '_' || IS_HIGHBIT_SET(c) ||
				   (length > 0 && ((c >= '0' && c <= '9') || c == '$'))))
			break;
		if (length == AX_TYPE_NAME_BYTES)
			return false;
		name[length++] = c;
	}
	name[length] = '\0';
	*at = p;
	return length > 0;
}

AxKind
ax_pg_kind_parse(const char *text, const char **end)
{
	char		schema[AX_TYPE_NAME_BYTES + 1] = "pg_catalog";
	char		name[AX_TYPE_NAME_BYTES + 1];
	bool		qualified;
	bool		quoted = *text == '"';
	AxKind		kind;
	Oid			space;
	Oid			type;

	*end = text;
	if (!parse_name(end, name))
		return AX_KIND_NONE;
	qualified = **end == '.';
	if (qualified)
	{
		strcpy(schema, name);
		(*end)++;
		if (!parse_name(end, name))
			return AX_KIND_NONE;
	}
	else if (!quoted && (kind = ax_kind_by_name(name)) != AX_KIND_NONE)
		return kind;
	space = get_namespace_oid(schema, true);
	type = OidIsValid(space) ?
		GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum(name),
						ObjectIdGetDatum(space)) : InvalidOid;
	if (OidIsValid(type))
		return ax_pg_kind_required(type);
	if (qualified)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_OBJECT),
				 errmsg("type %s does not exist", quote_qualified_identifier(schema, name)),
				 errhint("If the type was renamed, nd_rename_type gives a value its new name.")));
	return AX_KIND_NONE;
}
