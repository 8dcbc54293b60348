-- ndarray: subscripts, and the casts that assignment to them needs

CREATE FUNCTION @extschema@.ndarray_subscript(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_subscript(internal) IS 'subscripting handler';

ALTER TYPE @extschema@.ndarray SET (SUBSCRIPT = @extschema@.ndarray_subscript);

CREATE FUNCTION @extschema@.ndarray_from_scalar(anyelement) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_from_scalar(anyelement) IS 'ndarray without dimensions, of one cell';

CREATE FUNCTION @extschema@.ndarray_from_numeric(numeric) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_from_numeric(numeric) IS 'ndarray without dimensions, of one float8';

CREATE CAST (bool AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_scalar(anyelement) AS ASSIGNMENT;
COMMENT ON CAST (bool AS @extschema@.ndarray) IS 'one cell without dimensions';

CREATE CAST (int2 AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_scalar(anyelement) AS ASSIGNMENT;
COMMENT ON CAST (int2 AS @extschema@.ndarray) IS 'one cell without dimensions';

CREATE CAST (int4 AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_scalar(anyelement) AS ASSIGNMENT;
COMMENT ON CAST (int4 AS @extschema@.ndarray) IS 'one cell without dimensions';

CREATE CAST (int8 AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_scalar(anyelement) AS ASSIGNMENT;
COMMENT ON CAST (int8 AS @extschema@.ndarray) IS 'one cell without dimensions';

CREATE CAST (float4 AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_scalar(anyelement) AS ASSIGNMENT;
COMMENT ON CAST (float4 AS @extschema@.ndarray) IS 'one cell without dimensions';

CREATE CAST (float8 AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_scalar(anyelement) AS ASSIGNMENT;
COMMENT ON CAST (float8 AS @extschema@.ndarray) IS 'one cell without dimensions';

CREATE CAST (@extschema@.complex AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_scalar(anyelement) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.complex AS @extschema@.ndarray) IS 'one cell without dimensions';

CREATE CAST (@extschema@.rational AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_scalar(anyelement) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.rational AS @extschema@.ndarray) IS 'one cell without dimensions';

CREATE CAST (@extschema@.point2d AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_scalar(anyelement) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.point2d AS @extschema@.ndarray) IS 'one cell without dimensions';

CREATE CAST (numeric AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_numeric(numeric) AS ASSIGNMENT;
COMMENT ON CAST (numeric AS @extschema@.ndarray) IS 'one cell of float8 without dimensions';

CREATE FUNCTION @extschema@.nd_put(a @extschema@.ndarray, coordinates @extschema@.ndarray, "values" @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_put(@extschema@.ndarray, @extschema@.ndarray, @extschema@.ndarray) IS 'the cells at the coordinates, a row of which is a cell, set to the values, or to the only one';

CREATE FUNCTION @extschema@.nd_put(a @extschema@.ndarray, coordinates int8[], "values" anyarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_put_array' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_put(@extschema@.ndarray, int8[], anyarray) IS 'the cells at the coordinates, a row of which is a cell, set to the values, or to the only one';
