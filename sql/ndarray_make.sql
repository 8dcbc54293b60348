-- ndarray: values made from nothing, and in another kind

CREATE FUNCTION @extschema@.nd_zeros(shape int8[], kind text DEFAULT 'float8', lower int8[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_zeros(shape int8[], kind text, lower int8[]) IS 'all cells zero; begins at lower, or at zero';

CREATE FUNCTION @extschema@.nd_full(shape int8[], value anynonarray, lower int8[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_full(shape int8[], value anynonarray, lower int8[]) IS 'all cells the given value; begins at lower, or at zero';

CREATE FUNCTION @extschema@.nd_eye(n int8, m int8 DEFAULT NULL, diagonal int8 DEFAULT 0, kind text DEFAULT 'float8') RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_eye(n int8, m int8, diagonal int8, kind text) IS 'matrix of n rows and m columns with ones on a diagonal';

CREATE FUNCTION @extschema@.nd_series(start int4, stop int4, step int4 DEFAULT 1) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_series_int4' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_series(start int4, stop int4, step int4) IS 'numbers from start to at most stop, as generate_series';

CREATE FUNCTION @extschema@.nd_series(start int8, stop int8, step int8 DEFAULT 1) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_series_int8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_series(start int8, stop int8, step int8) IS 'numbers from start to at most stop, as generate_series';

CREATE FUNCTION @extschema@.nd_series(start float8, stop float8, step float8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_series_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_series(start float8, stop float8, step float8) IS 'numbers from start to at most stop, but for rounding';

CREATE FUNCTION @extschema@.nd_linspace(start float8, stop float8, n int8 DEFAULT 50, endpoint bool DEFAULT true) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_linspace(start float8, stop float8, n int8, endpoint bool) IS 'n evenly spaced numbers from start to stop, or without stop';

CREATE FUNCTION @extschema@.nd_astype(a @extschema@.ndarray, kind text) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_astype(a @extschema@.ndarray, kind text) IS 'the same cells in another kind, converted as SQL casts do';

CREATE FUNCTION @extschema@.nd_values(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_values(a @extschema@.ndarray) IS 'the cells that are neither NULL nor empty one after another, from 0';

CREATE FUNCTION @extschema@.nd_build(schema text, expression text) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_build(schema text, expression text) IS 'the values of an SQL expression, in which the named axes are bigint columns';
