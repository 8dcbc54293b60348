/*
 * Order of rational and integers, without a cast: in the families of rational,
 * so that joins with columns of integers hash, merge and use indexes as they
 * are.  All three widths, because with one of them a literal that is int4 would
 * no longer have one operator that fits best.
 */

CREATE FUNCTION @extschema@.rational_int2_eq(@extschema@.rational, int2) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int2_eq(@extschema@.rational, int2) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.rational_int2_ne(@extschema@.rational, int2) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int2_ne(@extschema@.rational, int2) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.rational_int2_lt(@extschema@.rational, int2) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int2_lt(@extschema@.rational, int2) IS 'implementation of < operator';

CREATE FUNCTION @extschema@.rational_int2_le(@extschema@.rational, int2) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int2_le(@extschema@.rational, int2) IS 'implementation of <= operator';

CREATE FUNCTION @extschema@.rational_int2_gt(@extschema@.rational, int2) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int2_gt(@extschema@.rational, int2) IS 'implementation of > operator';

CREATE FUNCTION @extschema@.rational_int2_ge(@extschema@.rational, int2) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int2_ge(@extschema@.rational, int2) IS 'implementation of >= operator';

CREATE FUNCTION @extschema@.rational_int2_cmp(@extschema@.rational, int2) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int2_cmp(@extschema@.rational, int2) IS 'less-equal-greater';

CREATE OPERATOR @extschema@.= (
	LEFTARG = @extschema@.rational, RIGHTARG = int2, FUNCTION = @extschema@.rational_int2_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.rational, int2) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = @extschema@.rational, RIGHTARG = int2, FUNCTION = @extschema@.rational_int2_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.rational, int2) IS 'not equal';

CREATE OPERATOR @extschema@.< (
	LEFTARG = @extschema@.rational, RIGHTARG = int2, FUNCTION = @extschema@.rational_int2_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.rational, int2) IS 'less than';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = @extschema@.rational, RIGHTARG = int2, FUNCTION = @extschema@.rational_int2_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.rational, int2) IS 'less than or equal';

CREATE OPERATOR @extschema@.> (
	LEFTARG = @extschema@.rational, RIGHTARG = int2, FUNCTION = @extschema@.rational_int2_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.rational, int2) IS 'greater than';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = @extschema@.rational, RIGHTARG = int2, FUNCTION = @extschema@.rational_int2_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.rational, int2) IS 'greater than or equal';

CREATE FUNCTION @extschema@.int2_rational_eq(int2, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int2_rational_eq(int2, @extschema@.rational) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.int2_rational_ne(int2, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int2_rational_ne(int2, @extschema@.rational) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.int2_rational_lt(int2, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int2_rational_lt(int2, @extschema@.rational) IS 'implementation of < operator';

CREATE FUNCTION @extschema@.int2_rational_le(int2, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int2_rational_le(int2, @extschema@.rational) IS 'implementation of <= operator';

CREATE FUNCTION @extschema@.int2_rational_gt(int2, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int2_rational_gt(int2, @extschema@.rational) IS 'implementation of > operator';

CREATE FUNCTION @extschema@.int2_rational_ge(int2, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int2_rational_ge(int2, @extschema@.rational) IS 'implementation of >= operator';

CREATE FUNCTION @extschema@.int2_rational_cmp(int2, @extschema@.rational) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int2_rational_cmp(int2, @extschema@.rational) IS 'less-equal-greater';

CREATE OPERATOR @extschema@.= (
	LEFTARG = int2, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int2_rational_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (int2, @extschema@.rational) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = int2, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int2_rational_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (int2, @extschema@.rational) IS 'not equal';

CREATE OPERATOR @extschema@.< (
	LEFTARG = int2, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int2_rational_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (int2, @extschema@.rational) IS 'less than';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = int2, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int2_rational_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (int2, @extschema@.rational) IS 'less than or equal';

CREATE OPERATOR @extschema@.> (
	LEFTARG = int2, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int2_rational_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (int2, @extschema@.rational) IS 'greater than';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = int2, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int2_rational_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (int2, @extschema@.rational) IS 'greater than or equal';

CREATE FUNCTION @extschema@.rational_int4_eq(@extschema@.rational, int4) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int4_eq(@extschema@.rational, int4) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.rational_int4_ne(@extschema@.rational, int4) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int4_ne(@extschema@.rational, int4) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.rational_int4_lt(@extschema@.rational, int4) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int4_lt(@extschema@.rational, int4) IS 'implementation of < operator';

CREATE FUNCTION @extschema@.rational_int4_le(@extschema@.rational, int4) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int4_le(@extschema@.rational, int4) IS 'implementation of <= operator';

CREATE FUNCTION @extschema@.rational_int4_gt(@extschema@.rational, int4) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int4_gt(@extschema@.rational, int4) IS 'implementation of > operator';

CREATE FUNCTION @extschema@.rational_int4_ge(@extschema@.rational, int4) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int4_ge(@extschema@.rational, int4) IS 'implementation of >= operator';

CREATE FUNCTION @extschema@.rational_int4_cmp(@extschema@.rational, int4) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int4_cmp(@extschema@.rational, int4) IS 'less-equal-greater';

CREATE OPERATOR @extschema@.= (
	LEFTARG = @extschema@.rational, RIGHTARG = int4, FUNCTION = @extschema@.rational_int4_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.rational, int4) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = @extschema@.rational, RIGHTARG = int4, FUNCTION = @extschema@.rational_int4_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.rational, int4) IS 'not equal';

CREATE OPERATOR @extschema@.< (
	LEFTARG = @extschema@.rational, RIGHTARG = int4, FUNCTION = @extschema@.rational_int4_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.rational, int4) IS 'less than';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = @extschema@.rational, RIGHTARG = int4, FUNCTION = @extschema@.rational_int4_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.rational, int4) IS 'less than or equal';

CREATE OPERATOR @extschema@.> (
	LEFTARG = @extschema@.rational, RIGHTARG = int4, FUNCTION = @extschema@.rational_int4_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.rational, int4) IS 'greater than';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = @extschema@.rational, RIGHTARG = int4, FUNCTION = @extschema@.rational_int4_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.rational, int4) IS 'greater than or equal';

CREATE FUNCTION @extschema@.int4_rational_eq(int4, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int4_rational_eq(int4, @extschema@.rational) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.int4_rational_ne(int4, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int4_rational_ne(int4, @extschema@.rational) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.int4_rational_lt(int4, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int4_rational_lt(int4, @extschema@.rational) IS 'implementation of < operator';

CREATE FUNCTION @extschema@.int4_rational_le(int4, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int4_rational_le(int4, @extschema@.rational) IS 'implementation of <= operator';

CREATE FUNCTION @extschema@.int4_rational_gt(int4, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int4_rational_gt(int4, @extschema@.rational) IS 'implementation of > operator';

CREATE FUNCTION @extschema@.int4_rational_ge(int4, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int4_rational_ge(int4, @extschema@.rational) IS 'implementation of >= operator';

CREATE FUNCTION @extschema@.int4_rational_cmp(int4, @extschema@.rational) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int4_rational_cmp(int4, @extschema@.rational) IS 'less-equal-greater';

CREATE OPERATOR @extschema@.= (
	LEFTARG = int4, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int4_rational_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (int4, @extschema@.rational) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = int4, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int4_rational_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (int4, @extschema@.rational) IS 'not equal';

CREATE OPERATOR @extschema@.< (
	LEFTARG = int4, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int4_rational_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (int4, @extschema@.rational) IS 'less than';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = int4, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int4_rational_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (int4, @extschema@.rational) IS 'less than or equal';

CREATE OPERATOR @extschema@.> (
	LEFTARG = int4, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int4_rational_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (int4, @extschema@.rational) IS 'greater than';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = int4, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int4_rational_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (int4, @extschema@.rational) IS 'greater than or equal';

CREATE FUNCTION @extschema@.rational_int8_eq(@extschema@.rational, int8) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int8_eq(@extschema@.rational, int8) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.rational_int8_ne(@extschema@.rational, int8) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int8_ne(@extschema@.rational, int8) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.rational_int8_lt(@extschema@.rational, int8) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int8_lt(@extschema@.rational, int8) IS 'implementation of < operator';

CREATE FUNCTION @extschema@.rational_int8_le(@extschema@.rational, int8) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int8_le(@extschema@.rational, int8) IS 'implementation of <= operator';

CREATE FUNCTION @extschema@.rational_int8_gt(@extschema@.rational, int8) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int8_gt(@extschema@.rational, int8) IS 'implementation of > operator';

CREATE FUNCTION @extschema@.rational_int8_ge(@extschema@.rational, int8) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int8_ge(@extschema@.rational, int8) IS 'implementation of >= operator';

CREATE FUNCTION @extschema@.rational_int8_cmp(@extschema@.rational, int8) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_int8_cmp(@extschema@.rational, int8) IS 'less-equal-greater';

CREATE OPERATOR @extschema@.= (
	LEFTARG = @extschema@.rational, RIGHTARG = int8, FUNCTION = @extschema@.rational_int8_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.rational, int8) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = @extschema@.rational, RIGHTARG = int8, FUNCTION = @extschema@.rational_int8_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.rational, int8) IS 'not equal';

CREATE OPERATOR @extschema@.< (
	LEFTARG = @extschema@.rational, RIGHTARG = int8, FUNCTION = @extschema@.rational_int8_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.rational, int8) IS 'less than';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = @extschema@.rational, RIGHTARG = int8, FUNCTION = @extschema@.rational_int8_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.rational, int8) IS 'less than or equal';

CREATE OPERATOR @extschema@.> (
	LEFTARG = @extschema@.rational, RIGHTARG = int8, FUNCTION = @extschema@.rational_int8_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.rational, int8) IS 'greater than';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = @extschema@.rational, RIGHTARG = int8, FUNCTION = @extschema@.rational_int8_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.rational, int8) IS 'greater than or equal';

CREATE FUNCTION @extschema@.int8_rational_eq(int8, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int8_rational_eq(int8, @extschema@.rational) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.int8_rational_ne(int8, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int8_rational_ne(int8, @extschema@.rational) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.int8_rational_lt(int8, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int8_rational_lt(int8, @extschema@.rational) IS 'implementation of < operator';

CREATE FUNCTION @extschema@.int8_rational_le(int8, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int8_rational_le(int8, @extschema@.rational) IS 'implementation of <= operator';

CREATE FUNCTION @extschema@.int8_rational_gt(int8, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int8_rational_gt(int8, @extschema@.rational) IS 'implementation of > operator';

CREATE FUNCTION @extschema@.int8_rational_ge(int8, @extschema@.rational) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int8_rational_ge(int8, @extschema@.rational) IS 'implementation of >= operator';

CREATE FUNCTION @extschema@.int8_rational_cmp(int8, @extschema@.rational) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.int8_rational_cmp(int8, @extschema@.rational) IS 'less-equal-greater';

CREATE OPERATOR @extschema@.= (
	LEFTARG = int8, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int8_rational_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (int8, @extschema@.rational) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = int8, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int8_rational_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (int8, @extschema@.rational) IS 'not equal';

CREATE OPERATOR @extschema@.< (
	LEFTARG = int8, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int8_rational_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (int8, @extschema@.rational) IS 'less than';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = int8, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int8_rational_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (int8, @extschema@.rational) IS 'less than or equal';

CREATE OPERATOR @extschema@.> (
	LEFTARG = int8, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int8_rational_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (int8, @extschema@.rational) IS 'greater than';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = int8, RIGHTARG = @extschema@.rational, FUNCTION = @extschema@.int8_rational_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (int8, @extschema@.rational) IS 'greater than or equal';

/*
 * A family that crosses types has all pairs of them, so those of the integers
 * too, as PostgreSQL has them.  Integers hash alike in all widths.
 */

ALTER OPERATOR FAMILY @extschema@.rational_ops USING btree ADD
	OPERATOR 1 @extschema@.< (@extschema@.rational, int2), OPERATOR 2 @extschema@.<= (@extschema@.rational, int2), OPERATOR 3 @extschema@.= (@extschema@.rational, int2),
	OPERATOR 4 @extschema@.>= (@extschema@.rational, int2), OPERATOR 5 @extschema@.> (@extschema@.rational, int2),
	FUNCTION 1 (@extschema@.rational, int2) @extschema@.rational_int2_cmp(@extschema@.rational, int2),
	OPERATOR 1 @extschema@.< (@extschema@.rational, int4), OPERATOR 2 @extschema@.<= (@extschema@.rational, int4), OPERATOR 3 @extschema@.= (@extschema@.rational, int4),
	OPERATOR 4 @extschema@.>= (@extschema@.rational, int4), OPERATOR 5 @extschema@.> (@extschema@.rational, int4),
	FUNCTION 1 (@extschema@.rational, int4) @extschema@.rational_int4_cmp(@extschema@.rational, int4),
	OPERATOR 1 @extschema@.< (@extschema@.rational, int8), OPERATOR 2 @extschema@.<= (@extschema@.rational, int8), OPERATOR 3 @extschema@.= (@extschema@.rational, int8),
	OPERATOR 4 @extschema@.>= (@extschema@.rational, int8), OPERATOR 5 @extschema@.> (@extschema@.rational, int8),
	FUNCTION 1 (@extschema@.rational, int8) @extschema@.rational_int8_cmp(@extschema@.rational, int8),
	OPERATOR 1 @extschema@.< (int2, @extschema@.rational), OPERATOR 2 @extschema@.<= (int2, @extschema@.rational), OPERATOR 3 @extschema@.= (int2, @extschema@.rational),
	OPERATOR 4 @extschema@.>= (int2, @extschema@.rational), OPERATOR 5 @extschema@.> (int2, @extschema@.rational),
	FUNCTION 1 (int2, @extschema@.rational) @extschema@.int2_rational_cmp(int2, @extschema@.rational),
	OPERATOR 1 @extschema@.< (int4, @extschema@.rational), OPERATOR 2 @extschema@.<= (int4, @extschema@.rational), OPERATOR 3 @extschema@.= (int4, @extschema@.rational),
	OPERATOR 4 @extschema@.>= (int4, @extschema@.rational), OPERATOR 5 @extschema@.> (int4, @extschema@.rational),
	FUNCTION 1 (int4, @extschema@.rational) @extschema@.int4_rational_cmp(int4, @extschema@.rational),
	OPERATOR 1 @extschema@.< (int8, @extschema@.rational), OPERATOR 2 @extschema@.<= (int8, @extschema@.rational), OPERATOR 3 @extschema@.= (int8, @extschema@.rational),
	OPERATOR 4 @extschema@.>= (int8, @extschema@.rational), OPERATOR 5 @extschema@.> (int8, @extschema@.rational),
	FUNCTION 1 (int8, @extschema@.rational) @extschema@.int8_rational_cmp(int8, @extschema@.rational),
	OPERATOR 1 pg_catalog.< (int2, int2), OPERATOR 2 pg_catalog.<= (int2, int2), OPERATOR 3 pg_catalog.= (int2, int2),
	OPERATOR 4 pg_catalog.>= (int2, int2), OPERATOR 5 pg_catalog.> (int2, int2),
	FUNCTION 1 (int2, int2) pg_catalog.btint2cmp(int2, int2),
	OPERATOR 1 pg_catalog.< (int2, int4), OPERATOR 2 pg_catalog.<= (int2, int4), OPERATOR 3 pg_catalog.= (int2, int4),
	OPERATOR 4 pg_catalog.>= (int2, int4), OPERATOR 5 pg_catalog.> (int2, int4),
	FUNCTION 1 (int2, int4) pg_catalog.btint24cmp(int2, int4),
	OPERATOR 1 pg_catalog.< (int2, int8), OPERATOR 2 pg_catalog.<= (int2, int8), OPERATOR 3 pg_catalog.= (int2, int8),
	OPERATOR 4 pg_catalog.>= (int2, int8), OPERATOR 5 pg_catalog.> (int2, int8),
	FUNCTION 1 (int2, int8) pg_catalog.btint28cmp(int2, int8),
	OPERATOR 1 pg_catalog.< (int4, int2), OPERATOR 2 pg_catalog.<= (int4, int2), OPERATOR 3 pg_catalog.= (int4, int2),
	OPERATOR 4 pg_catalog.>= (int4, int2), OPERATOR 5 pg_catalog.> (int4, int2),
	FUNCTION 1 (int4, int2) pg_catalog.btint42cmp(int4, int2),
	OPERATOR 1 pg_catalog.< (int4, int4), OPERATOR 2 pg_catalog.<= (int4, int4), OPERATOR 3 pg_catalog.= (int4, int4),
	OPERATOR 4 pg_catalog.>= (int4, int4), OPERATOR 5 pg_catalog.> (int4, int4),
	FUNCTION 1 (int4, int4) pg_catalog.btint4cmp(int4, int4),
	OPERATOR 1 pg_catalog.< (int4, int8), OPERATOR 2 pg_catalog.<= (int4, int8), OPERATOR 3 pg_catalog.= (int4, int8),
	OPERATOR 4 pg_catalog.>= (int4, int8), OPERATOR 5 pg_catalog.> (int4, int8),
	FUNCTION 1 (int4, int8) pg_catalog.btint48cmp(int4, int8),
	OPERATOR 1 pg_catalog.< (int8, int2), OPERATOR 2 pg_catalog.<= (int8, int2), OPERATOR 3 pg_catalog.= (int8, int2),
	OPERATOR 4 pg_catalog.>= (int8, int2), OPERATOR 5 pg_catalog.> (int8, int2),
	FUNCTION 1 (int8, int2) pg_catalog.btint82cmp(int8, int2),
	OPERATOR 1 pg_catalog.< (int8, int4), OPERATOR 2 pg_catalog.<= (int8, int4), OPERATOR 3 pg_catalog.= (int8, int4),
	OPERATOR 4 pg_catalog.>= (int8, int4), OPERATOR 5 pg_catalog.> (int8, int4),
	FUNCTION 1 (int8, int4) pg_catalog.btint84cmp(int8, int4),
	OPERATOR 1 pg_catalog.< (int8, int8), OPERATOR 2 pg_catalog.<= (int8, int8), OPERATOR 3 pg_catalog.= (int8, int8),
	OPERATOR 4 pg_catalog.>= (int8, int8), OPERATOR 5 pg_catalog.> (int8, int8),
	FUNCTION 1 (int8, int8) pg_catalog.btint8cmp(int8, int8);

ALTER OPERATOR FAMILY @extschema@.rational_hash_ops USING hash ADD
	OPERATOR 1 @extschema@.= (@extschema@.rational, int2),
	OPERATOR 1 @extschema@.= (@extschema@.rational, int4),
	OPERATOR 1 @extschema@.= (@extschema@.rational, int8),
	OPERATOR 1 @extschema@.= (int2, @extschema@.rational),
	OPERATOR 1 @extschema@.= (int4, @extschema@.rational),
	OPERATOR 1 @extschema@.= (int8, @extschema@.rational),
	OPERATOR 1 pg_catalog.= (int2, int2),
	OPERATOR 1 pg_catalog.= (int2, int4),
	OPERATOR 1 pg_catalog.= (int2, int8),
	OPERATOR 1 pg_catalog.= (int4, int2),
	OPERATOR 1 pg_catalog.= (int4, int4),
	OPERATOR 1 pg_catalog.= (int4, int8),
	OPERATOR 1 pg_catalog.= (int8, int2),
	OPERATOR 1 pg_catalog.= (int8, int4),
	OPERATOR 1 pg_catalog.= (int8, int8),
	FUNCTION 1 (int2, int2) pg_catalog.hashint2(int2), FUNCTION 2 (int2, int2) pg_catalog.hashint2extended(int2, int8),
	FUNCTION 1 (int4, int4) pg_catalog.hashint4(int4), FUNCTION 2 (int4, int4) pg_catalog.hashint4extended(int4, int8),
	FUNCTION 1 (int8, int8) pg_catalog.hashint8(int8), FUNCTION 2 (int8, int8) pg_catalog.hashint8extended(int8, int8);

ALTER OPERATOR FAMILY @extschema@.rational_minmax_ops USING brin ADD
	OPERATOR 1 @extschema@.< (@extschema@.rational, int2), OPERATOR 2 @extschema@.<= (@extschema@.rational, int2), OPERATOR 3 @extschema@.= (@extschema@.rational, int2),
	OPERATOR 4 @extschema@.>= (@extschema@.rational, int2), OPERATOR 5 @extschema@.> (@extschema@.rational, int2),
	OPERATOR 1 @extschema@.< (@extschema@.rational, int4), OPERATOR 2 @extschema@.<= (@extschema@.rational, int4), OPERATOR 3 @extschema@.= (@extschema@.rational, int4),
	OPERATOR 4 @extschema@.>= (@extschema@.rational, int4), OPERATOR 5 @extschema@.> (@extschema@.rational, int4),
	OPERATOR 1 @extschema@.< (@extschema@.rational, int8), OPERATOR 2 @extschema@.<= (@extschema@.rational, int8), OPERATOR 3 @extschema@.= (@extschema@.rational, int8),
	OPERATOR 4 @extschema@.>= (@extschema@.rational, int8), OPERATOR 5 @extschema@.> (@extschema@.rational, int8);
