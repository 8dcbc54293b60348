/* operators of complex; numeric and int8 mix in as float8 */

CREATE FUNCTION @extschema@.complex_add(@extschema@.complex, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_add(@extschema@.complex, @extschema@.complex) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_add,
	COMMUTATOR = OPERATOR(@extschema@.+)
);
COMMENT ON OPERATOR @extschema@.+ (@extschema@.complex, @extschema@.complex) IS 'sum';

CREATE FUNCTION @extschema@.complex_add_float8(@extschema@.complex, float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_add_float8(@extschema@.complex, float8) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = float8,
	FUNCTION = @extschema@.complex_add_float8,
	COMMUTATOR = OPERATOR(@extschema@.+)
);
COMMENT ON OPERATOR @extschema@.+ (@extschema@.complex, float8) IS 'sum';

CREATE FUNCTION @extschema@.float8_add_complex(float8, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.float8_add_complex(float8, @extschema@.complex) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (
	LEFTARG = float8,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.float8_add_complex,
	COMMUTATOR = OPERATOR(@extschema@.+)
);
COMMENT ON OPERATOR @extschema@.+ (float8, @extschema@.complex) IS 'sum';

CREATE FUNCTION @extschema@.complex_sub(@extschema@.complex, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_sub(@extschema@.complex, @extschema@.complex) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_sub
);
COMMENT ON OPERATOR @extschema@.- (@extschema@.complex, @extschema@.complex) IS 'difference';

CREATE FUNCTION @extschema@.complex_sub_float8(@extschema@.complex, float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_sub_float8(@extschema@.complex, float8) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (
	LEFTARG = @extschema@.complex,
	RIGHTARG = float8,
	FUNCTION = @extschema@.complex_sub_float8
);
COMMENT ON OPERATOR @extschema@.- (@extschema@.complex, float8) IS 'difference';

CREATE FUNCTION @extschema@.float8_sub_complex(float8, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.float8_sub_complex(float8, @extschema@.complex) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (
	LEFTARG = float8,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.float8_sub_complex
);
COMMENT ON OPERATOR @extschema@.- (float8, @extschema@.complex) IS 'difference';

CREATE FUNCTION @extschema@.complex_mul(@extschema@.complex, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_mul(@extschema@.complex, @extschema@.complex) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_mul,
	COMMUTATOR = OPERATOR(@extschema@.*)
);
COMMENT ON OPERATOR @extschema@.* (@extschema@.complex, @extschema@.complex) IS 'product';

CREATE FUNCTION @extschema@.complex_mul_float8(@extschema@.complex, float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_mul_float8(@extschema@.complex, float8) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (
	LEFTARG = @extschema@.complex,
	RIGHTARG = float8,
	FUNCTION = @extschema@.complex_mul_float8,
	COMMUTATOR = OPERATOR(@extschema@.*)
);
COMMENT ON OPERATOR @extschema@.* (@extschema@.complex, float8) IS 'product';

CREATE FUNCTION @extschema@.float8_mul_complex(float8, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.float8_mul_complex(float8, @extschema@.complex) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (
	LEFTARG = float8,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.float8_mul_complex,
	COMMUTATOR = OPERATOR(@extschema@.*)
);
COMMENT ON OPERATOR @extschema@.* (float8, @extschema@.complex) IS 'product';

CREATE FUNCTION @extschema@.complex_div(@extschema@.complex, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_div(@extschema@.complex, @extschema@.complex) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_div
);
COMMENT ON OPERATOR @extschema@./ (@extschema@.complex, @extschema@.complex) IS 'quotient';

CREATE FUNCTION @extschema@.complex_div_float8(@extschema@.complex, float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_div_float8(@extschema@.complex, float8) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = float8,
	FUNCTION = @extschema@.complex_div_float8
);
COMMENT ON OPERATOR @extschema@./ (@extschema@.complex, float8) IS 'quotient';

CREATE FUNCTION @extschema@.float8_div_complex(float8, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.float8_div_complex(float8, @extschema@.complex) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (
	LEFTARG = float8,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.float8_div_complex
);
COMMENT ON OPERATOR @extschema@./ (float8, @extschema@.complex) IS 'quotient';

CREATE FUNCTION @extschema@.complex_pow(@extschema@.complex, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_pow(@extschema@.complex, @extschema@.complex) IS 'implementation of ^ operator';

CREATE OPERATOR @extschema@.^ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_pow
);
COMMENT ON OPERATOR @extschema@.^ (@extschema@.complex, @extschema@.complex) IS 'power, principal value';

CREATE FUNCTION @extschema@.complex_pow_float8(@extschema@.complex, float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_pow_float8(@extschema@.complex, float8) IS 'implementation of ^ operator';

CREATE OPERATOR @extschema@.^ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = float8,
	FUNCTION = @extschema@.complex_pow_float8
);
COMMENT ON OPERATOR @extschema@.^ (@extschema@.complex, float8) IS 'power, principal value';

CREATE FUNCTION @extschema@.float8_pow_complex(float8, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.float8_pow_complex(float8, @extschema@.complex) IS 'implementation of ^ operator';

CREATE OPERATOR @extschema@.^ (
	LEFTARG = float8,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.float8_pow_complex
);
COMMENT ON OPERATOR @extschema@.^ (float8, @extschema@.complex) IS 'power, principal value';

CREATE FUNCTION @extschema@.complex_neg(@extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_neg(@extschema@.complex) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_neg
);
COMMENT ON OPERATOR @extschema@.- (NONE, @extschema@.complex) IS 'negative';

CREATE FUNCTION @extschema@.complex_plus(@extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_plus(@extschema@.complex) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_plus
);
COMMENT ON OPERATOR @extschema@.+ (NONE, @extschema@.complex) IS 'the same value';

