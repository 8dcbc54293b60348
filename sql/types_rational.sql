/* rational: a fraction of two bigints */

CREATE TYPE @extschema@.rational;

CREATE FUNCTION @extschema@.rational_in(cstring) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_in(cstring) IS 'I/O';

CREATE FUNCTION @extschema@.rational_out(@extschema@.rational) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_out(@extschema@.rational) IS 'I/O';

CREATE FUNCTION @extschema@.rational_recv(internal) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_recv(internal) IS 'I/O';

CREATE FUNCTION @extschema@.rational_send(@extschema@.rational) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_send(@extschema@.rational) IS 'I/O';

-- category N: CASE, UNION and unknown literals treat it as the other numbers
CREATE TYPE @extschema@.rational (
	INPUT = @extschema@.rational_in,
	OUTPUT = @extschema@.rational_out,
	RECEIVE = @extschema@.rational_recv,
	SEND = @extschema@.rational_send,
	INTERNALLENGTH = 16,
	ALIGNMENT = double,
	STORAGE = plain,
	CATEGORY = 'N'
);
COMMENT ON TYPE @extschema@.rational IS 'exact fraction of two bigints, always reduced: 1/2';

/* constructors and accessors */

CREATE FUNCTION @extschema@.rational(int8, int8) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'rational_make' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational(int8, int8) IS 'fraction of numerator and denominator, reduced';

CREATE FUNCTION @extschema@.numerator(@extschema@.rational) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.numerator(@extschema@.rational) IS 'numerator of the reduced fraction; it carries the sign';

CREATE FUNCTION @extschema@.denominator(@extschema@.rational) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.denominator(@extschema@.rational) IS 'denominator of the reduced fraction, at least 1';

CREATE FUNCTION @extschema@.getnumer(@extschema@.rational) RETURNS int8
	AS 'MODULE_PATHNAME', 'numerator' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.getnumer(@extschema@.rational) IS 'SciDB''s name for numerator()';

CREATE FUNCTION @extschema@.getdenom(@extschema@.rational) RETURNS int8
	AS 'MODULE_PATHNAME', 'denominator' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.getdenom(@extschema@.rational) IS 'SciDB''s name for denominator()';

CREATE FUNCTION @extschema@.str(@extschema@.rational) RETURNS text
	AS 'MODULE_PATHNAME', 'rational_str' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.str(@extschema@.rational) IS 'SciDB''s text of a rational: (1/2)';

/* casts */

CREATE FUNCTION @extschema@.rational(int2) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'int2_to_rational' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational(int2) IS 'convert int2 to rational';

CREATE FUNCTION @extschema@.rational(int4) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'int4_to_rational' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational(int4) IS 'convert int4 to rational';

CREATE FUNCTION @extschema@.rational(int8) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'int8_to_rational' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational(int8) IS 'convert int8 to rational';

CREATE FUNCTION @extschema@.rational(numeric) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'numeric_to_rational' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational(numeric) IS 'convert numeric to rational, exactly or with an error';

CREATE FUNCTION @extschema@.rational(float8) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'float8_to_rational' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational(float8) IS 'convert float8 to the nearest rational';

CREATE FUNCTION @extschema@.rational_to_int2(@extschema@.rational) RETURNS int2
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_to_int2(@extschema@.rational) IS 'convert rational to the nearest int2, halves away from zero';

CREATE FUNCTION @extschema@.rational_to_int4(@extschema@.rational) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_to_int4(@extschema@.rational) IS 'convert rational to the nearest int4, halves away from zero';

CREATE FUNCTION @extschema@.rational_to_int8(@extschema@.rational) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_to_int8(@extschema@.rational) IS 'convert rational to the nearest int8, halves away from zero';

CREATE FUNCTION @extschema@.rational_to_numeric(@extschema@.rational) RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_to_numeric(@extschema@.rational) IS 'convert rational to numeric, exactly or with an error';

CREATE FUNCTION @extschema@.rational_to_float8(@extschema@.rational) RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_to_float8(@extschema@.rational) IS 'convert rational to the nearest float8';

CREATE CAST (int2 AS @extschema@.rational) WITH FUNCTION @extschema@.rational(int2) AS IMPLICIT;
COMMENT ON CAST (int2 AS @extschema@.rational) IS 'exact';
CREATE CAST (int4 AS @extschema@.rational) WITH FUNCTION @extschema@.rational(int4) AS IMPLICIT;
COMMENT ON CAST (int4 AS @extschema@.rational) IS 'exact';
CREATE CAST (int8 AS @extschema@.rational) WITH FUNCTION @extschema@.rational(int8) AS IMPLICIT;
COMMENT ON CAST (int8 AS @extschema@.rational) IS 'exact';
CREATE CAST (numeric AS @extschema@.rational) WITH FUNCTION @extschema@.rational(numeric) AS ASSIGNMENT;
COMMENT ON CAST (numeric AS @extschema@.rational) IS 'exact or an error';
CREATE CAST (float8 AS @extschema@.rational) WITH FUNCTION @extschema@.rational(float8) AS ASSIGNMENT;
COMMENT ON CAST (float8 AS @extschema@.rational) IS 'the nearest rational';
CREATE CAST (@extschema@.rational AS int2) WITH FUNCTION @extschema@.rational_to_int2(@extschema@.rational) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.rational AS int2) IS 'rounded, halves away from zero';
CREATE CAST (@extschema@.rational AS int4) WITH FUNCTION @extschema@.rational_to_int4(@extschema@.rational) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.rational AS int4) IS 'rounded, halves away from zero';
CREATE CAST (@extschema@.rational AS int8) WITH FUNCTION @extschema@.rational_to_int8(@extschema@.rational) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.rational AS int8) IS 'rounded, halves away from zero';
CREATE CAST (@extschema@.rational AS numeric) WITH FUNCTION @extschema@.rational_to_numeric(@extschema@.rational) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.rational AS numeric) IS 'exact or an error';
CREATE CAST (@extschema@.rational AS float8) WITH FUNCTION @extschema@.rational_to_float8(@extschema@.rational) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.rational AS float8) IS 'the nearest float8';

/* functions */

CREATE FUNCTION @extschema@.abs(@extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'rational_abs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.abs(@extschema@.rational) IS 'absolute value';

CREATE FUNCTION @extschema@.floor(@extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'rational_floor' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.floor(@extschema@.rational) IS 'greatest whole number not above the argument';

CREATE FUNCTION @extschema@.ceil(@extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'rational_ceil' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ceil(@extschema@.rational) IS 'least whole number not below the argument';

CREATE FUNCTION @extschema@.ceiling(@extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'rational_ceil' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ceiling(@extschema@.rational) IS 'least whole number not below the argument';

CREATE FUNCTION @extschema@.sign(@extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME', 'rational_sign' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.sign(@extschema@.rational) IS '-1, 0 or 1';

CREATE FUNCTION @extschema@.mediant(@extschema@.rational, @extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mediant(@extschema@.rational, @extschema@.rational) IS 'sum of numerators over sum of denominators, a fraction between the two';

CREATE FUNCTION @extschema@.rational_limit(float8, max_denominator int8) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_limit(float8, int8) IS 'nearest rational with a denominator up to max_denominator';

/* arithmetic */

CREATE FUNCTION @extschema@.rational_add(@extschema@.rational, @extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_add(@extschema@.rational, @extschema@.rational) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_add,
	COMMUTATOR = OPERATOR(@extschema@.+)
);
COMMENT ON OPERATOR @extschema@.+ (@extschema@.rational, @extschema@.rational) IS 'sum';

CREATE FUNCTION @extschema@.rational_sub(@extschema@.rational, @extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_sub(@extschema@.rational, @extschema@.rational) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_sub
);
COMMENT ON OPERATOR @extschema@.- (@extschema@.rational, @extschema@.rational) IS 'difference';

CREATE FUNCTION @extschema@.rational_mul(@extschema@.rational, @extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_mul(@extschema@.rational, @extschema@.rational) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_mul,
	COMMUTATOR = OPERATOR(@extschema@.*)
);
COMMENT ON OPERATOR @extschema@.* (@extschema@.rational, @extschema@.rational) IS 'product';

CREATE FUNCTION @extschema@.rational_div(@extschema@.rational, @extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_div(@extschema@.rational, @extschema@.rational) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_div
);
COMMENT ON OPERATOR @extschema@./ (@extschema@.rational, @extschema@.rational) IS 'quotient';

CREATE FUNCTION @extschema@.rational_mod(@extschema@.rational, @extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_mod(@extschema@.rational, @extschema@.rational) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.% (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_mod
);
COMMENT ON OPERATOR @extschema@.% (@extschema@.rational, @extschema@.rational) IS 'remainder, with the sign of the dividend';

CREATE FUNCTION @extschema@.rational_pow(@extschema@.rational, @extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_pow(@extschema@.rational, @extschema@.rational) IS 'implementation of ^ operator';

CREATE OPERATOR @extschema@.^ (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_pow
);
COMMENT ON OPERATOR @extschema@.^ (@extschema@.rational, @extschema@.rational) IS 'power with a whole exponent';

CREATE FUNCTION @extschema@.rational_neg(@extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_neg(@extschema@.rational) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_neg
);
COMMENT ON OPERATOR @extschema@.- (NONE, @extschema@.rational) IS 'negative';

CREATE FUNCTION @extschema@.rational_plus(@extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_plus(@extschema@.rational) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_plus
);
COMMENT ON OPERATOR @extschema@.+ (NONE, @extschema@.rational) IS 'the same value';

/* comparison: none of these can fail, so that none can leak its arguments */

CREATE FUNCTION @extschema@.rational_eq(@extschema@.rational, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_eq(@extschema@.rational, @extschema@.rational) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.rational_ne(@extschema@.rational, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_ne(@extschema@.rational, @extschema@.rational) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.rational_lt(@extschema@.rational, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_lt(@extschema@.rational, @extschema@.rational) IS 'implementation of < operator';

CREATE FUNCTION @extschema@.rational_le(@extschema@.rational, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_le(@extschema@.rational, @extschema@.rational) IS 'implementation of <= operator';

CREATE FUNCTION @extschema@.rational_gt(@extschema@.rational, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_gt(@extschema@.rational, @extschema@.rational) IS 'implementation of > operator';

CREATE FUNCTION @extschema@.rational_ge(@extschema@.rational, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_ge(@extschema@.rational, @extschema@.rational) IS 'implementation of >= operator';

CREATE OPERATOR @extschema@.= (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_eq,
	COMMUTATOR = OPERATOR(@extschema@.=),
	NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.rational, @extschema@.rational) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>),
	NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.rational, @extschema@.rational) IS 'not equal';

CREATE OPERATOR @extschema@.< (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_lt,
	COMMUTATOR = OPERATOR(@extschema@.>),
	NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.rational, @extschema@.rational) IS 'less than';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_le,
	COMMUTATOR = OPERATOR(@extschema@.>=),
	NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.rational, @extschema@.rational) IS 'less than or equal';

CREATE OPERATOR @extschema@.> (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_gt,
	COMMUTATOR = OPERATOR(@extschema@.<),
	NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.rational, @extschema@.rational) IS 'greater than';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = @extschema@.rational,
	RIGHTARG = @extschema@.rational,
	FUNCTION = @extschema@.rational_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=),
	NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.rational, @extschema@.rational) IS 'greater than or equal';

/* indexes */

CREATE FUNCTION @extschema@.rational_cmp(@extschema@.rational, @extschema@.rational) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_cmp(@extschema@.rational, @extschema@.rational) IS 'less-equal-greater';

CREATE FUNCTION @extschema@.rational_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_sortsupport(internal) IS 'sort support';

CREATE FUNCTION @extschema@.rational_hash(@extschema@.rational) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_hash(@extschema@.rational) IS 'hash';

CREATE FUNCTION @extschema@.rational_hash_extended(@extschema@.rational, int8) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_hash_extended(@extschema@.rational, int8) IS 'hash with a seed';

CREATE OPERATOR FAMILY @extschema@.rational_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.rational_ops USING btree IS 'order of rational';

CREATE OPERATOR CLASS @extschema@.rational_ops
	DEFAULT FOR TYPE @extschema@.rational USING btree FAMILY @extschema@.rational_ops AS
	OPERATOR 1 @extschema@.<,
	OPERATOR 2 @extschema@.<=,
	OPERATOR 3 @extschema@.=,
	OPERATOR 4 @extschema@.>=,
	OPERATOR 5 @extschema@.>,
	FUNCTION 1 @extschema@.rational_cmp(@extschema@.rational, @extschema@.rational),
	FUNCTION 2 @extschema@.rational_sortsupport(internal),
	FUNCTION 4 pg_catalog.btequalimage(oid);
COMMENT ON OPERATOR CLASS @extschema@.rational_ops USING btree IS 'order of rational';

CREATE OPERATOR FAMILY @extschema@.rational_hash_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.rational_hash_ops USING hash IS 'hash of rational; whole numbers hash as int8';

CREATE OPERATOR CLASS @extschema@.rational_hash_ops
	DEFAULT FOR TYPE @extschema@.rational USING hash FAMILY @extschema@.rational_hash_ops AS
	OPERATOR 1 @extschema@.=,
	FUNCTION 1 @extschema@.rational_hash(@extschema@.rational),
	FUNCTION 2 @extschema@.rational_hash_extended(@extschema@.rational, int8);
COMMENT ON OPERATOR CLASS @extschema@.rational_hash_ops USING hash IS 'hash of rational';

CREATE OPERATOR FAMILY @extschema@.rational_minmax_ops USING brin;
COMMENT ON OPERATOR FAMILY @extschema@.rational_minmax_ops USING brin IS 'ranges of rational';

CREATE OPERATOR CLASS @extschema@.rational_minmax_ops
	DEFAULT FOR TYPE @extschema@.rational USING brin FAMILY @extschema@.rational_minmax_ops AS
	OPERATOR 1 @extschema@.<,
	OPERATOR 2 @extschema@.<=,
	OPERATOR 3 @extschema@.=,
	OPERATOR 4 @extschema@.>=,
	OPERATOR 5 @extschema@.>,
	FUNCTION 1 pg_catalog.brin_minmax_opcinfo(internal),
	FUNCTION 2 pg_catalog.brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 pg_catalog.brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 pg_catalog.brin_minmax_union(internal, internal, internal),
	STORAGE @extschema@.rational;
COMMENT ON OPERATOR CLASS @extschema@.rational_minmax_ops USING brin IS 'ranges of rational';

