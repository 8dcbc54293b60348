/* equality and hash of complex, and the lexicographic order of a class of its own: none can fail, so that none can leak its arguments */

CREATE FUNCTION @extschema@.complex_eq(@extschema@.complex, @extschema@.complex) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_eq(@extschema@.complex, @extschema@.complex) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.complex_ne(@extschema@.complex, @extschema@.complex) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_ne(@extschema@.complex, @extschema@.complex) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.complex_lex_lt(@extschema@.complex, @extschema@.complex) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_lex_lt(@extschema@.complex, @extschema@.complex) IS 'implementation of ~<~ operator';

CREATE FUNCTION @extschema@.complex_lex_le(@extschema@.complex, @extschema@.complex) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_lex_le(@extschema@.complex, @extschema@.complex) IS 'implementation of ~<=~ operator';

CREATE FUNCTION @extschema@.complex_lex_gt(@extschema@.complex, @extschema@.complex) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_lex_gt(@extschema@.complex, @extschema@.complex) IS 'implementation of ~>~ operator';

CREATE FUNCTION @extschema@.complex_lex_ge(@extschema@.complex, @extschema@.complex) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_lex_ge(@extschema@.complex, @extschema@.complex) IS 'implementation of ~>=~ operator';

CREATE OPERATOR @extschema@.= (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_eq,
	COMMUTATOR = OPERATOR(@extschema@.=),
	NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.complex, @extschema@.complex) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>),
	NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.complex, @extschema@.complex) IS 'not equal';

CREATE OPERATOR @extschema@.~<~ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_lex_lt,
	COMMUTATOR = OPERATOR(@extschema@.~>~),
	NEGATOR = OPERATOR(@extschema@.~>=~),
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.~<~ (@extschema@.complex, @extschema@.complex) IS 'less than, by real and then imaginary part';

CREATE OPERATOR @extschema@.~<=~ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_lex_le,
	COMMUTATOR = OPERATOR(@extschema@.~>=~),
	NEGATOR = OPERATOR(@extschema@.~>~),
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.~<=~ (@extschema@.complex, @extschema@.complex) IS 'less than or equal, by real and then imaginary part';

CREATE OPERATOR @extschema@.~>~ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_lex_gt,
	COMMUTATOR = OPERATOR(@extschema@.~<~),
	NEGATOR = OPERATOR(@extschema@.~<=~),
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.~>~ (@extschema@.complex, @extschema@.complex) IS 'greater than, by real and then imaginary part';

CREATE OPERATOR @extschema@.~>=~ (
	LEFTARG = @extschema@.complex,
	RIGHTARG = @extschema@.complex,
	FUNCTION = @extschema@.complex_lex_ge,
	COMMUTATOR = OPERATOR(@extschema@.~<=~),
	NEGATOR = OPERATOR(@extschema@.~<~),
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.~>=~ (@extschema@.complex, @extschema@.complex) IS 'greater than or equal, by real and then imaginary part';

/* indexes */

CREATE FUNCTION @extschema@.complex_hash(@extschema@.complex) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_hash(@extschema@.complex) IS 'hash';

CREATE FUNCTION @extschema@.complex_hash_extended(@extschema@.complex, int8) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_hash_extended(@extschema@.complex, int8) IS 'hash with a seed';

CREATE FUNCTION @extschema@.complex_lex_cmp(@extschema@.complex, @extschema@.complex) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_lex_cmp(@extschema@.complex, @extschema@.complex) IS 'less-equal-greater, by real and then imaginary part';

CREATE FUNCTION @extschema@.complex_lex_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_lex_sortsupport(internal) IS 'sort support';

CREATE OPERATOR FAMILY @extschema@.complex_hash_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.complex_hash_ops USING hash IS 'hash of complex';

CREATE OPERATOR CLASS @extschema@.complex_hash_ops
	DEFAULT FOR TYPE @extschema@.complex USING hash FAMILY @extschema@.complex_hash_ops AS
	OPERATOR 1 @extschema@.=,
	FUNCTION 1 @extschema@.complex_hash(@extschema@.complex),
	FUNCTION 2 @extschema@.complex_hash_extended(@extschema@.complex, int8);
COMMENT ON OPERATOR CLASS @extschema@.complex_hash_ops USING hash IS 'hash of complex';

CREATE OPERATOR FAMILY @extschema@.complex_lex_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.complex_lex_ops USING btree IS 'order by real and then imaginary part';

-- not the default: complex numbers have no order that < and ORDER BY could mean
CREATE OPERATOR CLASS @extschema@.complex_lex_ops
	FOR TYPE @extschema@.complex USING btree FAMILY @extschema@.complex_lex_ops AS
	OPERATOR 1 @extschema@.~<~,
	OPERATOR 2 @extschema@.~<=~,
	OPERATOR 3 @extschema@.=,
	OPERATOR 4 @extschema@.~>=~,
	OPERATOR 5 @extschema@.~>~,
	FUNCTION 1 @extschema@.complex_lex_cmp(@extschema@.complex, @extschema@.complex),
	FUNCTION 2 @extschema@.complex_lex_sortsupport(internal);
COMMENT ON OPERATOR CLASS @extschema@.complex_lex_ops USING btree IS 'order by real and then imaginary part';

