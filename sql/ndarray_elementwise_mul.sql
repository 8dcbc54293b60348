-- ndarray: operators with numbers, continued: products, quotients, remainders

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, int2) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, int2) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = int2, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, int2) IS 'product of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mul(int2, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(int2, @extschema@.ndarray) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = int2, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (int2, @extschema@.ndarray) IS 'product of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, int4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, int4) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = int4, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, int4) IS 'product of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mul(int4, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(int4, @extschema@.ndarray) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = int4, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (int4, @extschema@.ndarray) IS 'product of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, int8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, int8) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = int8, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, int8) IS 'product of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mul(int8, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(int8, @extschema@.ndarray) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = int8, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (int8, @extschema@.ndarray) IS 'product of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, float4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, float4) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = float4, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, float4) IS 'product of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mul(float4, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(float4, @extschema@.ndarray) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = float4, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (float4, @extschema@.ndarray) IS 'product of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, float8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, float8) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = float8, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, float8) IS 'product of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mul(float8, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(float8, @extschema@.ndarray) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = float8, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (float8, @extschema@.ndarray) IS 'product of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, numeric) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, numeric) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = numeric, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, numeric) IS 'product of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mul(numeric, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(numeric, @extschema@.ndarray) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = numeric, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (numeric, @extschema@.ndarray) IS 'product of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, @extschema@.rational) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, @extschema@.rational) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, @extschema@.rational) IS 'product of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.rational, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.rational, @extschema@.ndarray) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.rational, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.rational, @extschema@.ndarray) IS 'product of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, @extschema@.complex) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, @extschema@.complex) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.complex, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, @extschema@.complex) IS 'product of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.complex, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.complex, @extschema@.ndarray) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.complex, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.complex, @extschema@.ndarray) IS 'product of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, @extschema@.point2d) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, @extschema@.point2d) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.point2d, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, @extschema@.point2d) IS 'product of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.point2d, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.point2d, @extschema@.ndarray) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.point2d, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.point2d, @extschema@.ndarray) IS 'product of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, int2) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, int2) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = int2, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, int2) IS 'quotient of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_div(int2, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(int2, @extschema@.ndarray) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = int2, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (int2, @extschema@.ndarray) IS 'quotient of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, int4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, int4) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = int4, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, int4) IS 'quotient of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_div(int4, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(int4, @extschema@.ndarray) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = int4, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (int4, @extschema@.ndarray) IS 'quotient of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, int8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, int8) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = int8, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, int8) IS 'quotient of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_div(int8, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(int8, @extschema@.ndarray) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = int8, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (int8, @extschema@.ndarray) IS 'quotient of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, float4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, float4) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = float4, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, float4) IS 'quotient of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_div(float4, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(float4, @extschema@.ndarray) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = float4, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (float4, @extschema@.ndarray) IS 'quotient of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, float8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, float8) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = float8, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, float8) IS 'quotient of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_div(float8, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(float8, @extschema@.ndarray) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = float8, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (float8, @extschema@.ndarray) IS 'quotient of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, numeric) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, numeric) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = numeric, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, numeric) IS 'quotient of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_div(numeric, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(numeric, @extschema@.ndarray) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = numeric, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (numeric, @extschema@.ndarray) IS 'quotient of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, @extschema@.rational) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, @extschema@.rational) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, @extschema@.rational) IS 'quotient of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.rational, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.rational, @extschema@.ndarray) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.rational, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.rational, @extschema@.ndarray) IS 'quotient of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, @extschema@.complex) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, @extschema@.complex) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.complex, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, @extschema@.complex) IS 'quotient of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.complex, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.complex, @extschema@.ndarray) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.complex, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.complex, @extschema@.ndarray) IS 'quotient of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, @extschema@.point2d) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, @extschema@.point2d) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.point2d, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, @extschema@.point2d) IS 'quotient of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.point2d, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.point2d, @extschema@.ndarray) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.point2d, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.point2d, @extschema@.ndarray) IS 'quotient of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, int2) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, int2) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = @extschema@.ndarray, RIGHTARG = int2, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (@extschema@.ndarray, int2) IS 'remainder of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mod(int2, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(int2, @extschema@.ndarray) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = int2, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (int2, @extschema@.ndarray) IS 'remainder of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, int4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, int4) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = @extschema@.ndarray, RIGHTARG = int4, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (@extschema@.ndarray, int4) IS 'remainder of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mod(int4, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(int4, @extschema@.ndarray) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = int4, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (int4, @extschema@.ndarray) IS 'remainder of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, int8) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, int8) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = @extschema@.ndarray, RIGHTARG = int8, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (@extschema@.ndarray, int8) IS 'remainder of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mod(int8, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(int8, @extschema@.ndarray) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = int8, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (int8, @extschema@.ndarray) IS 'remainder of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, numeric) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, numeric) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = @extschema@.ndarray, RIGHTARG = numeric, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (@extschema@.ndarray, numeric) IS 'remainder of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mod(numeric, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(numeric, @extschema@.ndarray) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = numeric, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (numeric, @extschema@.ndarray) IS 'remainder of a number with every cell';

CREATE FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, @extschema@.rational) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, @extschema@.rational) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (@extschema@.ndarray, @extschema@.rational) IS 'remainder of every cell with a number';

CREATE FUNCTION @extschema@.ndarray_mod(@extschema@.rational, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(@extschema@.rational, @extschema@.ndarray) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (LEFTARG = @extschema@.rational, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (@extschema@.rational, @extschema@.ndarray) IS 'remainder of a number with every cell';
