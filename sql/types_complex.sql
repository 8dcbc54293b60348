/* complex: two float8 */

CREATE TYPE @extschema@.complex;

CREATE FUNCTION @extschema@.complex_in(cstring) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_in(cstring) IS 'I/O';

CREATE FUNCTION @extschema@.complex_out(@extschema@.complex) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_out(@extschema@.complex) IS 'I/O';

CREATE FUNCTION @extschema@.complex_recv(internal) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_recv(internal) IS 'I/O';

CREATE FUNCTION @extschema@.complex_send(@extschema@.complex) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_send(@extschema@.complex) IS 'I/O';

-- category N: CASE, UNION and unknown literals treat it as the other numbers
CREATE TYPE @extschema@.complex (
	INPUT = @extschema@.complex_in,
	OUTPUT = @extschema@.complex_out,
	RECEIVE = @extschema@.complex_recv,
	SEND = @extschema@.complex_send,
	INTERNALLENGTH = 16,
	ALIGNMENT = double,
	STORAGE = plain,
	CATEGORY = 'N'
);
COMMENT ON TYPE @extschema@.complex IS 'complex number of two float8: (1,-2), 1-2i';

/* constructors and accessors */

CREATE FUNCTION @extschema@.complex(float8, float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_make' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex(float8, float8) IS 'complex number of real and imaginary part';

CREATE FUNCTION @extschema@.polar(r float8, theta float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_polar' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.polar(float8, float8) IS 'complex number of absolute value and angle in radians';

CREATE FUNCTION @extschema@.re(@extschema@.complex) RETURNS float8
	AS 'MODULE_PATHNAME', 'complex_re' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.re(@extschema@.complex) IS 'real part';

CREATE FUNCTION @extschema@.im(@extschema@.complex) RETURNS float8
	AS 'MODULE_PATHNAME', 'complex_im' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.im(@extschema@.complex) IS 'imaginary part';

CREATE FUNCTION @extschema@.str(@extschema@.complex) RETURNS text
	AS 'MODULE_PATHNAME', 'complex_str' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.str(@extschema@.complex) IS 'SciDB''s text of a complex number: (1+-2*i)';

/* casts; from rational in types_rational_complex.sql */

CREATE FUNCTION @extschema@.complex(int2) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'int2_to_complex' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex(int2) IS 'convert int2 to complex';

CREATE FUNCTION @extschema@.complex(int4) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'int4_to_complex' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex(int4) IS 'convert int4 to complex';

CREATE FUNCTION @extschema@.complex(int8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'int8_to_complex' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex(int8) IS 'convert int8 to complex';

CREATE FUNCTION @extschema@.complex(float4) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'float4_to_complex' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex(float4) IS 'convert float4 to complex';

CREATE FUNCTION @extschema@.complex(float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'float8_to_complex' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex(float8) IS 'convert float8 to complex';

CREATE FUNCTION @extschema@.complex(numeric) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'numeric_to_complex' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex(numeric) IS 'convert numeric to complex';

CREATE FUNCTION @extschema@.complex_to_float8(@extschema@.complex) RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_to_float8(@extschema@.complex) IS 'convert complex to float8, exactly or with an error';

CREATE CAST (int2 AS @extschema@.complex) WITH FUNCTION @extschema@.complex(int2) AS IMPLICIT;
COMMENT ON CAST (int2 AS @extschema@.complex) IS 'exact';
CREATE CAST (int4 AS @extschema@.complex) WITH FUNCTION @extschema@.complex(int4) AS IMPLICIT;
COMMENT ON CAST (int4 AS @extschema@.complex) IS 'exact';
CREATE CAST (int8 AS @extschema@.complex) WITH FUNCTION @extschema@.complex(int8) AS ASSIGNMENT;
COMMENT ON CAST (int8 AS @extschema@.complex) IS 'the nearest float8';
CREATE CAST (float4 AS @extschema@.complex) WITH FUNCTION @extschema@.complex(float4) AS IMPLICIT;
COMMENT ON CAST (float4 AS @extschema@.complex) IS 'exact';
CREATE CAST (float8 AS @extschema@.complex) WITH FUNCTION @extschema@.complex(float8) AS IMPLICIT;
COMMENT ON CAST (float8 AS @extschema@.complex) IS 'exact';
CREATE CAST (numeric AS @extschema@.complex) WITH FUNCTION @extschema@.complex(numeric) AS ASSIGNMENT;
COMMENT ON CAST (numeric AS @extschema@.complex) IS 'the nearest float8';
CREATE CAST (@extschema@.complex AS float8) WITH FUNCTION @extschema@.complex_to_float8(@extschema@.complex);
COMMENT ON CAST (@extschema@.complex AS float8) IS 'exact, or an error where there is an imaginary part';

/* functions */

CREATE FUNCTION @extschema@.conj(@extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_conj' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.conj(@extschema@.complex) IS 'conjugate';

CREATE FUNCTION @extschema@.abs(@extschema@.complex) RETURNS float8
	AS 'MODULE_PATHNAME', 'complex_abs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.abs(@extschema@.complex) IS 'absolute value';

CREATE FUNCTION @extschema@.arg(@extschema@.complex) RETURNS float8
	AS 'MODULE_PATHNAME', 'complex_arg' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.arg(@extschema@.complex) IS 'angle in radians, -pi to pi';

CREATE FUNCTION @extschema@.exp(@extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_exp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.exp(@extschema@.complex) IS 'exponential';

CREATE FUNCTION @extschema@.ln(@extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_log' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ln(@extschema@.complex) IS 'natural logarithm, principal value';

CREATE FUNCTION @extschema@.log(@extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_log' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.log(@extschema@.complex) IS 'natural logarithm, principal value';

CREATE FUNCTION @extschema@.sqrt(@extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_sqrt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sqrt(@extschema@.complex) IS 'square root, principal value';

CREATE FUNCTION @extschema@.pow(@extschema@.complex, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_pow' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.pow(@extschema@.complex, @extschema@.complex) IS 'power, principal value';

CREATE FUNCTION @extschema@.pow(@extschema@.complex, float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_pow_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.pow(@extschema@.complex, float8) IS 'power with a real exponent, principal value';

CREATE FUNCTION @extschema@.power(@extschema@.complex, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_pow' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.power(@extschema@.complex, @extschema@.complex) IS 'power, principal value';

CREATE FUNCTION @extschema@.power(@extschema@.complex, float8) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME', 'complex_pow_float8' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.power(@extschema@.complex, float8) IS 'power with a real exponent, principal value';

