/* writing stored arrays */

CREATE FUNCTION @extschema@.nd_merge(old @extschema@.ndarray, new @extschema@.ndarray, mode text,
									 codec text DEFAULT 'auto')
	RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION @extschema@.nd_merge(@extschema@.ndarray, @extschema@.ndarray, text, text) IS
	'cells of both over the least box that holds them; where both have one, mode error refuses, ignore keeps the old, overwrite takes the new; delete empties the old where the new has cells; tiles in a codec, or each in its best';

CREATE FUNCTION @extschema@.create_array_as(name text, query text, schema text DEFAULT NULL,
											dims name[] DEFAULT NULL) RETURNS regclass
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.create_array_as(text, text, text, name[]) IS
	'creates a stored array from the rows of a query; without a schema, dimensions, bounds and chunk lengths are inferred';

CREATE FUNCTION @extschema@.write_array(target regclass, attribute name, value @extschema@.ndarray,
										lower int8[] DEFAULT NULL) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.write_array(regclass, name, @extschema@.ndarray, int8[]) IS
	'writes the cells of a value, moved to the lower corner if one is given, into an attribute of a stored array';

CREATE FUNCTION @extschema@.insert_array(target regclass, query text) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.insert_array(regclass, text) IS
	'inserts the rows of a query into a stored array; cells that exist are overwritten';
