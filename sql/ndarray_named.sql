-- ndarray: elements of types that are stored by name

CREATE FUNCTION @extschema@.nd_to_array(a @extschema@.ndarray, type anyelement) RETURNS anyarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_to_array(@extschema@.ndarray, anyelement) IS 'array of the type of the second argument with the cells and the bounds of an ndarray';

CREATE FUNCTION @extschema@.nd_rename_type(a @extschema@.ndarray, from_type text, to_type text) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_rename_type(@extschema@.ndarray, text, text) IS 'the same value with another name of its element type, which has been renamed; other values as they are';
-- it takes bytes for values of another type
REVOKE ALL ON FUNCTION @extschema@.nd_rename_type(@extschema@.ndarray, text, text) FROM PUBLIC;
