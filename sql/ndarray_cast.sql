-- ndarray: casts

CREATE FUNCTION ndarray_from_array(anyarray) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_from_array(anyarray) IS 'ndarray with the elements and the bounds of an array';

CREATE CAST (bool[] AS ndarray) WITH FUNCTION ndarray_from_array(anyarray);
COMMENT ON CAST (bool[] AS ndarray) IS 'the same cells at the same places';

CREATE CAST (int2[] AS ndarray) WITH FUNCTION ndarray_from_array(anyarray);
COMMENT ON CAST (int2[] AS ndarray) IS 'the same cells at the same places';

CREATE CAST (int4[] AS ndarray) WITH FUNCTION ndarray_from_array(anyarray);
COMMENT ON CAST (int4[] AS ndarray) IS 'the same cells at the same places';

CREATE CAST (int8[] AS ndarray) WITH FUNCTION ndarray_from_array(anyarray);
COMMENT ON CAST (int8[] AS ndarray) IS 'the same cells at the same places';

CREATE CAST (float4[] AS ndarray) WITH FUNCTION ndarray_from_array(anyarray);
COMMENT ON CAST (float4[] AS ndarray) IS 'the same cells at the same places';

CREATE CAST (float8[] AS ndarray) WITH FUNCTION ndarray_from_array(anyarray);
COMMENT ON CAST (float8[] AS ndarray) IS 'the same cells at the same places';

CREATE CAST (rational[] AS ndarray) WITH FUNCTION ndarray_from_array(anyarray);
COMMENT ON CAST (rational[] AS ndarray) IS 'the same cells at the same places';

CREATE FUNCTION ndarray_to_bool_array(ndarray) RETURNS bool[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_bool_array(ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (ndarray AS bool[]) WITH FUNCTION ndarray_to_bool_array(ndarray);
COMMENT ON CAST (ndarray AS bool[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION ndarray_to_int2_array(ndarray) RETURNS int2[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_int2_array(ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (ndarray AS int2[]) WITH FUNCTION ndarray_to_int2_array(ndarray);
COMMENT ON CAST (ndarray AS int2[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION ndarray_to_int4_array(ndarray) RETURNS int4[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_int4_array(ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (ndarray AS int4[]) WITH FUNCTION ndarray_to_int4_array(ndarray);
COMMENT ON CAST (ndarray AS int4[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION ndarray_to_int8_array(ndarray) RETURNS int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_int8_array(ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (ndarray AS int8[]) WITH FUNCTION ndarray_to_int8_array(ndarray);
COMMENT ON CAST (ndarray AS int8[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION ndarray_to_float4_array(ndarray) RETURNS float4[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_float4_array(ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (ndarray AS float4[]) WITH FUNCTION ndarray_to_float4_array(ndarray);
COMMENT ON CAST (ndarray AS float4[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION ndarray_to_float8_array(ndarray) RETURNS float8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_float8_array(ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (ndarray AS float8[]) WITH FUNCTION ndarray_to_float8_array(ndarray);
COMMENT ON CAST (ndarray AS float8[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION ndarray_to_rational_array(ndarray) RETURNS rational[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_rational_array(ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (ndarray AS rational[]) WITH FUNCTION ndarray_to_rational_array(ndarray);
COMMENT ON CAST (ndarray AS rational[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION ndarray_to_bool(ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_bool(ndarray) IS 'the only cell of an ndarray';

CREATE CAST (ndarray AS bool) WITH FUNCTION ndarray_to_bool(ndarray) AS ASSIGNMENT;
COMMENT ON CAST (ndarray AS bool) IS 'the only cell of an ndarray';

CREATE FUNCTION ndarray_to_int2(ndarray) RETURNS int2
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_int2(ndarray) IS 'the only cell of an ndarray';

CREATE CAST (ndarray AS int2) WITH FUNCTION ndarray_to_int2(ndarray) AS ASSIGNMENT;
COMMENT ON CAST (ndarray AS int2) IS 'the only cell of an ndarray';

CREATE FUNCTION ndarray_to_int4(ndarray) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_int4(ndarray) IS 'the only cell of an ndarray';

CREATE CAST (ndarray AS int4) WITH FUNCTION ndarray_to_int4(ndarray) AS ASSIGNMENT;
COMMENT ON CAST (ndarray AS int4) IS 'the only cell of an ndarray';

CREATE FUNCTION ndarray_to_int8(ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_int8(ndarray) IS 'the only cell of an ndarray';

CREATE CAST (ndarray AS int8) WITH FUNCTION ndarray_to_int8(ndarray) AS ASSIGNMENT;
COMMENT ON CAST (ndarray AS int8) IS 'the only cell of an ndarray';

CREATE FUNCTION ndarray_to_float4(ndarray) RETURNS float4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_float4(ndarray) IS 'the only cell of an ndarray';

CREATE CAST (ndarray AS float4) WITH FUNCTION ndarray_to_float4(ndarray) AS ASSIGNMENT;
COMMENT ON CAST (ndarray AS float4) IS 'the only cell of an ndarray';

CREATE FUNCTION ndarray_to_float8(ndarray) RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_float8(ndarray) IS 'the only cell of an ndarray';

CREATE CAST (ndarray AS float8) WITH FUNCTION ndarray_to_float8(ndarray) AS ASSIGNMENT;
COMMENT ON CAST (ndarray AS float8) IS 'the only cell of an ndarray';

CREATE FUNCTION ndarray_to_rational(ndarray) RETURNS rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_rational(ndarray) IS 'the only cell of an ndarray';

CREATE CAST (ndarray AS rational) WITH FUNCTION ndarray_to_rational(ndarray) AS ASSIGNMENT;
COMMENT ON CAST (ndarray AS rational) IS 'the only cell of an ndarray';

CREATE FUNCTION ndarray_to_numeric(ndarray) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_numeric(ndarray) IS 'the only cell of an ndarray';

CREATE CAST (ndarray AS numeric) WITH FUNCTION ndarray_to_numeric(ndarray) AS ASSIGNMENT;
COMMENT ON CAST (ndarray AS numeric) IS 'the only cell of an ndarray';

CREATE FUNCTION nd_from_array(a anyarray, lower int8[] DEFAULT NULL) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION nd_from_array(a anyarray, lower int8[]) IS 'ndarray with the elements of an array, beginning at the given lower bounds or at zero';
