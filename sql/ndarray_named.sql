-- ndarray: elements of types that are stored by name

CREATE FUNCTION @extschema@.nd_to_array(a @extschema@.ndarray, type anyelement) RETURNS anyarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_to_array(@extschema@.ndarray, anyelement) IS 'array of the type of the second argument with the cells and the bounds of an ndarray';

CREATE FUNCTION @extschema@.nd_rename_type(a @extschema@.ndarray, from_type text, to_type text) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_rename_type(@extschema@.ndarray, text, text) IS 'the same value with another name of its element type, which has been renamed; other values as they are';
-- it takes bytes for values of another type
REVOKE ALL ON FUNCTION @extschema@.nd_rename_type(@extschema@.ndarray, text, text) FROM PUBLIC;

-- casts between ndarray and arrays of such types

CREATE CAST (text[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (text[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE FUNCTION @extschema@.ndarray_to_text_array(@extschema@.ndarray) RETURNS text[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_text_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS text[]) WITH FUNCTION @extschema@.ndarray_to_text_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS text[]) IS 'the same cells at the same places; no cell may be empty';

CREATE CAST (varchar[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (varchar[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE FUNCTION @extschema@.ndarray_to_varchar_array(@extschema@.ndarray) RETURNS varchar[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_varchar_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS varchar[]) WITH FUNCTION @extschema@.ndarray_to_varchar_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS varchar[]) IS 'the same cells at the same places; no cell may be empty';

CREATE CAST (bytea[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (bytea[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE FUNCTION @extschema@.ndarray_to_bytea_array(@extschema@.ndarray) RETURNS bytea[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_bytea_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS bytea[]) WITH FUNCTION @extschema@.ndarray_to_bytea_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS bytea[]) IS 'the same cells at the same places; no cell may be empty';

CREATE CAST (numeric[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (numeric[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE FUNCTION @extschema@.ndarray_to_numeric_array(@extschema@.ndarray) RETURNS numeric[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_numeric_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS numeric[]) WITH FUNCTION @extschema@.ndarray_to_numeric_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS numeric[]) IS 'the same cells at the same places; no cell may be empty';

CREATE CAST (jsonb[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (jsonb[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE FUNCTION @extschema@.ndarray_to_jsonb_array(@extschema@.ndarray) RETURNS jsonb[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_jsonb_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS jsonb[]) WITH FUNCTION @extschema@.ndarray_to_jsonb_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS jsonb[]) IS 'the same cells at the same places; no cell may be empty';
