-- ndarray: operators with numbers.  Not (ndarray, anynonarray): with that,
-- time * '2' and other expressions of PostgreSQL became ambiguous.

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, int2) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, int2) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = int2, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, int2) IS 'sum of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_add(int2, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(int2, @extschema@.ndarray) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = int2, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (int2, @extschema@.ndarray) IS 'sum of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, int4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, int4) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = int4, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, int4) IS 'sum of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_add(int4, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(int4, @extschema@.ndarray) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = int4, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (int4, @extschema@.ndarray) IS 'sum of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, int8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, int8) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = int8, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, int8) IS 'sum of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_add(int8, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(int8, @extschema@.ndarray) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = int8, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (int8, @extschema@.ndarray) IS 'sum of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, float4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, float4) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = float4, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, float4) IS 'sum of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_add(float4, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(float4, @extschema@.ndarray) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = float4, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (float4, @extschema@.ndarray) IS 'sum of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, float8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, float8) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = float8, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, float8) IS 'sum of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_add(float8, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(float8, @extschema@.ndarray) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = float8, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (float8, @extschema@.ndarray) IS 'sum of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, numeric) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, numeric) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = numeric, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, numeric) IS 'sum of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_add(numeric, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(numeric, @extschema@.ndarray) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = numeric, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (numeric, @extschema@.ndarray) IS 'sum of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, @extschema@.rational) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, @extschema@.rational) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, @extschema@.rational) IS 'sum of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.rational, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.rational, @extschema@.ndarray) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.rational, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.rational, @extschema@.ndarray) IS 'sum of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, @extschema@.complex) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, @extschema@.complex) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.complex, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, @extschema@.complex) IS 'sum of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.complex, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.complex, @extschema@.ndarray) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.complex, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.complex, @extschema@.ndarray) IS 'sum of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, @extschema@.point2d) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, @extschema@.point2d) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.point2d, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, @extschema@.point2d) IS 'sum of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.point2d, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.point2d, @extschema@.ndarray) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.point2d, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.point2d, @extschema@.ndarray) IS 'sum of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, int2) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, int2) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = int2, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, int2) IS 'difference of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_sub(int2, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(int2, @extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = int2, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (int2, @extschema@.ndarray) IS 'difference of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, int4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, int4) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = int4, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, int4) IS 'difference of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_sub(int4, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(int4, @extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = int4, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (int4, @extschema@.ndarray) IS 'difference of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, int8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, int8) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = int8, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, int8) IS 'difference of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_sub(int8, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(int8, @extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = int8, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (int8, @extschema@.ndarray) IS 'difference of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, float4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, float4) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = float4, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, float4) IS 'difference of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_sub(float4, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(float4, @extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = float4, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (float4, @extschema@.ndarray) IS 'difference of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, float8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, float8) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = float8, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, float8) IS 'difference of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_sub(float8, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(float8, @extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = float8, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (float8, @extschema@.ndarray) IS 'difference of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, numeric) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, numeric) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = numeric, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, numeric) IS 'difference of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_sub(numeric, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(numeric, @extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = numeric, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (numeric, @extschema@.ndarray) IS 'difference of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, @extschema@.rational) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, @extschema@.rational) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, @extschema@.rational) IS 'difference of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.rational, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.rational, @extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.rational, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.rational, @extschema@.ndarray) IS 'difference of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, @extschema@.complex) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, @extschema@.complex) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.complex, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, @extschema@.complex) IS 'difference of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.complex, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.complex, @extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.complex, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.complex, @extschema@.ndarray) IS 'difference of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, @extschema@.point2d) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, @extschema@.point2d) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.point2d, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, @extschema@.point2d) IS 'difference of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.point2d, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.point2d, @extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.point2d, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.point2d, @extschema@.ndarray) IS 'difference of a number with every cell';
