/* making, dropping and describing stored arrays */

CREATE FUNCTION @extschema@.create_array(name text, schema text, if_not_exists bool DEFAULT false) RETURNS regclass
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.create_array(text, text, bool) IS
	'creates a stored array: its foreign table and its chunk table';

CREATE FUNCTION @extschema@.drop_array(name text, if_exists bool DEFAULT false) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.drop_array(text, bool) IS
	'drops a stored array with its chunk table';

CREATE FUNCTION @extschema@.array_schema(source regclass) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.array_schema(regclass) IS
	'schema text of a stored array';

CREATE FUNCTION @extschema@.array_stats(source regclass)
	RETURNS TABLE (attribute name, chunks int8, cells int8, nulls int8, tiles int8,
				   bytes int8, raw_bytes int8, codecs jsonb)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 1000 ROWS 4;
COMMENT ON FUNCTION @extschema@.array_stats(regclass) IS
	'for each attribute of a stored array: chunks, cells, tiles, bytes as stored and uncompressed, tiles of each codec';
