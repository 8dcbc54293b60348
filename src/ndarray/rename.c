/* A value whose element type has got another name. */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "ndarray/cells.h"
#include "pg/error.h"
#include "pg/named.h"

PG_FUNCTION_INFO_V1(nd_rename_type);

/* The whole of a text as a type; 22023 if it is none. */
static AxKind
parse_type(const char *text)
{
	const char *end;
	AxKind		kind = ax_pg_kind_parse(text, &end);

	if (!ax_kind_is_named(kind) || *end != '\0')
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("\"%s\" is not a type that an ndarray stores by name", text),
				 errhint("Write schema.name, as nd_kind shows it.")));
	return kind;
}

/*
 * nd_rename_type(ndarray, from text, to text) returns ndarray
 *
 * The bytes of elements are taken for those of the other type, which is why
 * not everybody may do it.
 */
Datum
nd_rename_type(PG_FUNCTION_ARGS)
{
	AxReader   *reader = ax_nd_open(PG_GETARG_DATUM(0));
	char	   *from = text_to_cstring(PG_GETARG_TEXT_PP(1));
	AxHead		head = reader->head;
	const AxNamedType *old;
	const AxNamedType *new;
	AxFeed		feed;
	AxCursor	cursor;

	if (!ax_kind_is_named(head.kind) || strcmp(from, ax_kind_info(head.kind)->name) != 0)
	{
		ax_pg_close(reader);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	old = ax_named_type(head.kind);
	head.kind = parse_type(text_to_cstring(PG_GETARG_TEXT_PP(2)));
	new = ax_named_type(head.kind);
	if (old->length != new->length || old->info.width != new->info.width)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("type %s is not that of the elements of the ndarray", new->shown),
				 old->length == 0 || new->length == 0 ?
				 errdetail("Its values %s, those in the ndarray %s.",
						   new->length == 0 ? "vary in length" : "have a fixed length",
						   old->length == 0 ? "vary in length" : "have a fixed length") :
				 errdetail("Its values have %u bytes, those in the ndarray %u.",
						   new->length, old->length)));
	ax_nd_feed(&feed, &head);
	ax_nd_cursor(&cursor, reader);
	while (ax_nd_next(&cursor))
		ax_nd_put_run(&feed, cursor.first, &cursor, 0, cursor.entry.cells);
	ax_pg_close(reader);
	PG_RETURN_POINTER(ax_nd_finish(&feed));
}
