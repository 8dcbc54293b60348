/* rational and complex */

CREATE FUNCTION @extschema@.complex(@extschema@.rational) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'rational_to_complex' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex(@extschema@.rational) IS 'convert rational to complex';

CREATE CAST (@extschema@.rational AS @extschema@.complex) WITH FUNCTION @extschema@.complex(@extschema@.rational) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.rational AS @extschema@.complex) IS 'the nearest float8';

