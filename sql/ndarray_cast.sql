-- ndarray: casts

CREATE FUNCTION @extschema@.ndarray_from_array(anyarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_from_array(anyarray) IS 'ndarray with the elements and the bounds of an array';

CREATE CAST (bool[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (bool[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (int2[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (int2[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (int4[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (int4[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (int8[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (int8[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (float4[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (float4[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (float8[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (float8[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (@extschema@.complex[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (@extschema@.complex[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (@extschema@.rational[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (@extschema@.rational[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (@extschema@.point2d[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (@extschema@.point2d[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (date[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (date[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (timestamp[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (timestamp[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE CAST (timestamptz[] AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray_from_array(anyarray);
COMMENT ON CAST (timestamptz[] AS @extschema@.ndarray) IS 'the same cells at the same places';

CREATE FUNCTION @extschema@.ndarray_to_bool_array(@extschema@.ndarray) RETURNS bool[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_bool_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS bool[]) WITH FUNCTION @extschema@.ndarray_to_bool_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS bool[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_int2_array(@extschema@.ndarray) RETURNS int2[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_int2_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS int2[]) WITH FUNCTION @extschema@.ndarray_to_int2_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS int2[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_int4_array(@extschema@.ndarray) RETURNS int4[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_int4_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS int4[]) WITH FUNCTION @extschema@.ndarray_to_int4_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS int4[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_int8_array(@extschema@.ndarray) RETURNS int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_int8_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS int8[]) WITH FUNCTION @extschema@.ndarray_to_int8_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS int8[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_float4_array(@extschema@.ndarray) RETURNS float4[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_float4_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS float4[]) WITH FUNCTION @extschema@.ndarray_to_float4_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS float4[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_float8_array(@extschema@.ndarray) RETURNS float8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_float8_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS float8[]) WITH FUNCTION @extschema@.ndarray_to_float8_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS float8[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_complex_array(@extschema@.ndarray) RETURNS @extschema@.complex[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_complex_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS @extschema@.complex[]) WITH FUNCTION @extschema@.ndarray_to_complex_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS @extschema@.complex[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_rational_array(@extschema@.ndarray) RETURNS @extschema@.rational[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_rational_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS @extschema@.rational[]) WITH FUNCTION @extschema@.ndarray_to_rational_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS @extschema@.rational[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_point2d_array(@extschema@.ndarray) RETURNS @extschema@.point2d[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_point2d_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS @extschema@.point2d[]) WITH FUNCTION @extschema@.ndarray_to_point2d_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS @extschema@.point2d[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_date_array(@extschema@.ndarray) RETURNS date[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_date_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS date[]) WITH FUNCTION @extschema@.ndarray_to_date_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS date[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_timestamp_array(@extschema@.ndarray) RETURNS timestamp[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_timestamp_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS timestamp[]) WITH FUNCTION @extschema@.ndarray_to_timestamp_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS timestamp[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_timestamptz_array(@extschema@.ndarray) RETURNS timestamptz[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_timestamptz_array(@extschema@.ndarray) IS 'array with the cells and the bounds of an ndarray';

CREATE CAST (@extschema@.ndarray AS timestamptz[]) WITH FUNCTION @extschema@.ndarray_to_timestamptz_array(@extschema@.ndarray);
COMMENT ON CAST (@extschema@.ndarray AS timestamptz[]) IS 'the same cells at the same places; no cell may be empty';

CREATE FUNCTION @extschema@.ndarray_to_bool(@extschema@.ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_bool(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS bool) WITH FUNCTION @extschema@.ndarray_to_bool(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS bool) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_int2(@extschema@.ndarray) RETURNS int2
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_int2(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS int2) WITH FUNCTION @extschema@.ndarray_to_int2(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS int2) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_int4(@extschema@.ndarray) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_int4(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS int4) WITH FUNCTION @extschema@.ndarray_to_int4(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS int4) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_int8(@extschema@.ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_int8(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS int8) WITH FUNCTION @extschema@.ndarray_to_int8(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS int8) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_float4(@extschema@.ndarray) RETURNS float4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_float4(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS float4) WITH FUNCTION @extschema@.ndarray_to_float4(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS float4) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_float8(@extschema@.ndarray) RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_float8(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS float8) WITH FUNCTION @extschema@.ndarray_to_float8(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS float8) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_complex(@extschema@.ndarray) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_complex(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS @extschema@.complex) WITH FUNCTION @extschema@.ndarray_to_complex(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS @extschema@.complex) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_rational(@extschema@.ndarray) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_rational(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS @extschema@.rational) WITH FUNCTION @extschema@.ndarray_to_rational(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS @extschema@.rational) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_point2d(@extschema@.ndarray) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_point2d(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS @extschema@.point2d) WITH FUNCTION @extschema@.ndarray_to_point2d(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS @extschema@.point2d) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_date(@extschema@.ndarray) RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_date(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS date) WITH FUNCTION @extschema@.ndarray_to_date(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS date) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_timestamp(@extschema@.ndarray) RETURNS timestamp
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_timestamp(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS timestamp) WITH FUNCTION @extschema@.ndarray_to_timestamp(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS timestamp) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_timestamptz(@extschema@.ndarray) RETURNS timestamptz
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_timestamptz(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS timestamptz) WITH FUNCTION @extschema@.ndarray_to_timestamptz(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS timestamptz) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.ndarray_to_numeric(@extschema@.ndarray) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_to_numeric(@extschema@.ndarray) IS 'the only cell of an ndarray';

CREATE CAST (@extschema@.ndarray AS numeric) WITH FUNCTION @extschema@.ndarray_to_numeric(@extschema@.ndarray) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.ndarray AS numeric) IS 'the only cell of an ndarray';

CREATE FUNCTION @extschema@.nd_from_array(a anyarray, lower int8[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_from_array(a anyarray, lower int8[]) IS 'ndarray with the elements of an array, beginning at the given lower bounds or at zero';
