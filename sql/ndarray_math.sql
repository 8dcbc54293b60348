-- ndarray: the mathematics of SQL cell by cell

CREATE FUNCTION @extschema@.nd_acos(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_acos(a @extschema@.ndarray) IS 'arccosine, in radians, of every cell';

CREATE FUNCTION @extschema@.nd_acosd(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_acosd(a @extschema@.ndarray) IS 'arccosine, in degrees, of every cell';

CREATE FUNCTION @extschema@.nd_acosh(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_acosh(a @extschema@.ndarray) IS 'inverse hyperbolic cosine, of every cell';

CREATE FUNCTION @extschema@.nd_arg(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_arg(a @extschema@.ndarray) IS 'angle of complex cells, in radians';

CREATE FUNCTION @extschema@.nd_asin(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_asin(a @extschema@.ndarray) IS 'arcsine, in radians, of every cell';

CREATE FUNCTION @extschema@.nd_asind(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_asind(a @extschema@.ndarray) IS 'arcsine, in degrees, of every cell';

CREATE FUNCTION @extschema@.nd_asinh(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_asinh(a @extschema@.ndarray) IS 'inverse hyperbolic sine, of every cell';

CREATE FUNCTION @extschema@.nd_atan(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_atan(a @extschema@.ndarray) IS 'arctangent, in radians, of every cell';

CREATE FUNCTION @extschema@.nd_atand(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_atand(a @extschema@.ndarray) IS 'arctangent, in degrees, of every cell';

CREATE FUNCTION @extschema@.nd_atanh(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_atanh(a @extschema@.ndarray) IS 'inverse hyperbolic tangent, of every cell';

CREATE FUNCTION @extschema@.nd_cbrt(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cbrt(a @extschema@.ndarray) IS 'cube root, of every cell';

CREATE FUNCTION @extschema@.nd_ceil(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_ceil(a @extschema@.ndarray) IS 'nearest integer not less than the cell';

CREATE FUNCTION @extschema@.nd_conj(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_conj(a @extschema@.ndarray) IS 'complex conjugate, of every cell';

CREATE FUNCTION @extschema@.nd_cos(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cos(a @extschema@.ndarray) IS 'cosine, in radians, of every cell';

CREATE FUNCTION @extschema@.nd_cosd(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cosd(a @extschema@.ndarray) IS 'cosine, in degrees, of every cell';

CREATE FUNCTION @extschema@.nd_cosh(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cosh(a @extschema@.ndarray) IS 'hyperbolic cosine, of every cell';

CREATE FUNCTION @extschema@.nd_cot(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cot(a @extschema@.ndarray) IS 'cotangent, in radians, of every cell';

CREATE FUNCTION @extschema@.nd_cotd(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cotd(a @extschema@.ndarray) IS 'cotangent, in degrees, of every cell';

CREATE FUNCTION @extschema@.nd_degrees(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_degrees(a @extschema@.ndarray) IS 'radians to degrees, of every cell';

CREATE FUNCTION @extschema@.nd_exp(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_exp(a @extschema@.ndarray) IS 'exponential, of every cell';

CREATE FUNCTION @extschema@.nd_floor(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_floor(a @extschema@.ndarray) IS 'nearest integer not greater than the cell';

CREATE FUNCTION @extschema@.nd_im(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_im(a @extschema@.ndarray) IS 'imaginary part of complex cells';

CREATE FUNCTION @extschema@.nd_ln(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_ln(a @extschema@.ndarray) IS 'natural logarithm, of every cell';

CREATE FUNCTION @extschema@.nd_log(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_log(a @extschema@.ndarray) IS 'base 10 logarithm; of complex the natural one, of every cell';

CREATE FUNCTION @extschema@.nd_log10(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_log10(a @extschema@.ndarray) IS 'base 10 logarithm, of every cell';

CREATE FUNCTION @extschema@.nd_radians(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_radians(a @extschema@.ndarray) IS 'degrees to radians, of every cell';

CREATE FUNCTION @extschema@.nd_re(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_re(a @extschema@.ndarray) IS 'real part of complex cells';

CREATE FUNCTION @extschema@.nd_round(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_round(a @extschema@.ndarray) IS 'nearest integer, halves to even, of every cell';

CREATE FUNCTION @extschema@.nd_sign(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_sign(a @extschema@.ndarray) IS 'sign, -1, 0 or 1, of every cell';

CREATE FUNCTION @extschema@.nd_sin(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_sin(a @extschema@.ndarray) IS 'sine, in radians, of every cell';

CREATE FUNCTION @extschema@.nd_sind(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_sind(a @extschema@.ndarray) IS 'sine, in degrees, of every cell';

CREATE FUNCTION @extschema@.nd_sinh(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_sinh(a @extschema@.ndarray) IS 'hyperbolic sine, of every cell';

CREATE FUNCTION @extschema@.nd_sqrt(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_sqrt(a @extschema@.ndarray) IS 'square root, of every cell';

CREATE FUNCTION @extschema@.nd_tan(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_tan(a @extschema@.ndarray) IS 'tangent, in radians, of every cell';

CREATE FUNCTION @extschema@.nd_tand(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_tand(a @extschema@.ndarray) IS 'tangent, in degrees, of every cell';

CREATE FUNCTION @extschema@.nd_tanh(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_tanh(a @extschema@.ndarray) IS 'hyperbolic tangent, of every cell';

CREATE FUNCTION @extschema@.nd_trunc(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_trunc(a @extschema@.ndarray) IS 'the cell without its fraction';

CREATE FUNCTION @extschema@.nd_atan2(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_atan2(a @extschema@.ndarray, b @extschema@.ndarray) IS 'arctangent of a / b, in radians, cell by cell';

CREATE FUNCTION @extschema@.nd_atan2(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_atan2(a @extschema@.ndarray, b anynonarray) IS 'arctangent of a / b, in radians, cell by cell';

CREATE FUNCTION @extschema@.nd_atan2(a anynonarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_atan2(a anynonarray, b @extschema@.ndarray) IS 'arctangent of a / b, in radians, cell by cell';

CREATE FUNCTION @extschema@.nd_atan2d(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_atan2d(a @extschema@.ndarray, b @extschema@.ndarray) IS 'arctangent of a / b, in degrees, cell by cell';

CREATE FUNCTION @extschema@.nd_atan2d(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_atan2d(a @extschema@.ndarray, b anynonarray) IS 'arctangent of a / b, in degrees, cell by cell';

CREATE FUNCTION @extschema@.nd_atan2d(a anynonarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_atan2d(a anynonarray, b @extschema@.ndarray) IS 'arctangent of a / b, in degrees, cell by cell';

CREATE FUNCTION @extschema@.nd_gcd(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_gcd(a @extschema@.ndarray, b @extschema@.ndarray) IS 'greatest common divisor, cell by cell';

CREATE FUNCTION @extschema@.nd_gcd(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_gcd(a @extschema@.ndarray, b anynonarray) IS 'greatest common divisor, cell by cell';

CREATE FUNCTION @extschema@.nd_gcd(a anynonarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_gcd(a anynonarray, b @extschema@.ndarray) IS 'greatest common divisor, cell by cell';

CREATE FUNCTION @extschema@.nd_lcm(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_lcm(a @extschema@.ndarray, b @extschema@.ndarray) IS 'least common multiple, cell by cell';

CREATE FUNCTION @extschema@.nd_lcm(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_lcm(a @extschema@.ndarray, b anynonarray) IS 'least common multiple, cell by cell';

CREATE FUNCTION @extschema@.nd_lcm(a anynonarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_lcm(a anynonarray, b @extschema@.ndarray) IS 'least common multiple, cell by cell';

CREATE FUNCTION @extschema@.nd_mod(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'ndarray_mod' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_mod(a @extschema@.ndarray, b @extschema@.ndarray) IS 'remainder, cell by cell';

CREATE FUNCTION @extschema@.nd_mod(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'ndarray_mod' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_mod(a @extschema@.ndarray, b anynonarray) IS 'remainder, cell by cell';

CREATE FUNCTION @extschema@.nd_mod(a anynonarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'ndarray_mod' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_mod(a anynonarray, b @extschema@.ndarray) IS 'remainder, cell by cell';

CREATE FUNCTION @extschema@.nd_power(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_power(a @extschema@.ndarray, b @extschema@.ndarray) IS 'a to the power of b, cell by cell';

CREATE FUNCTION @extschema@.nd_power(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_power(a @extschema@.ndarray, b anynonarray) IS 'a to the power of b, cell by cell';

CREATE FUNCTION @extschema@.nd_power(a anynonarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_power(a anynonarray, b @extschema@.ndarray) IS 'a to the power of b, cell by cell';

CREATE FUNCTION @extschema@.nd_div(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_div(a @extschema@.ndarray, b @extschema@.ndarray) IS 'whole part of the quotient, cell by cell';

CREATE FUNCTION @extschema@.nd_div(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_div(a @extschema@.ndarray, b anynonarray) IS 'whole part of the quotient, cell by cell';

CREATE FUNCTION @extschema@.nd_div(a anynonarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_div(a anynonarray, b @extschema@.ndarray) IS 'whole part of the quotient, cell by cell';

CREATE FUNCTION @extschema@.nd_log(b @extschema@.ndarray, x @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_log_base' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_log(b @extschema@.ndarray, x @extschema@.ndarray) IS 'logarithm of x to base b, cell by cell';

CREATE FUNCTION @extschema@.nd_log(b @extschema@.ndarray, x anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_log_base' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_log(b @extschema@.ndarray, x anynonarray) IS 'logarithm of x to base b, cell by cell';

CREATE FUNCTION @extschema@.nd_log(b anynonarray, x @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_log_base' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_log(b anynonarray, x @extschema@.ndarray) IS 'logarithm of x to base b, cell by cell';

CREATE FUNCTION @extschema@.nd_round(a @extschema@.ndarray, n int4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_round_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_round(a @extschema@.ndarray, n int4) IS 'rounded to n digits behind the point, floats to the even one, of every cell';

CREATE FUNCTION @extschema@.nd_trunc(a @extschema@.ndarray, n int4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_trunc_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_trunc(a @extschema@.ndarray, n int4) IS 'without the digits behind the n-th after the point, of every cell';
