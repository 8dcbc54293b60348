-- ndarray: order and hash of whole values

CREATE FUNCTION @extschema@.ndarray_eq(@extschema@.ndarray, @extschema@.ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_eq(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.ndarray_ne(@extschema@.ndarray, @extschema@.ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_ne(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.ndarray_lt(@extschema@.ndarray, @extschema@.ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_lt(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of < operator';

CREATE FUNCTION @extschema@.ndarray_le(@extschema@.ndarray, @extschema@.ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_le(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of <= operator';

CREATE FUNCTION @extschema@.ndarray_gt(@extschema@.ndarray, @extschema@.ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_gt(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of > operator';

CREATE FUNCTION @extschema@.ndarray_ge(@extschema@.ndarray, @extschema@.ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_ge(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of >= operator';

CREATE FUNCTION @extschema@.ndarray_cmp(@extschema@.ndarray, @extschema@.ndarray) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_cmp(@extschema@.ndarray, @extschema@.ndarray) IS 'less-equal-greater of whole values';

CREATE FUNCTION @extschema@.ndarray_hash(@extschema@.ndarray) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_hash(@extschema@.ndarray) IS 'hash';

CREATE FUNCTION @extschema@.ndarray_hash_extended(@extschema@.ndarray, int8) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_hash_extended(@extschema@.ndarray, int8) IS 'hash';

CREATE OPERATOR @extschema@.= (
	LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.ndarray, @extschema@.ndarray) IS 'equal, whole values';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=), RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.ndarray, @extschema@.ndarray) IS 'not equal, whole values';

CREATE OPERATOR @extschema@.< (
	LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.ndarray, @extschema@.ndarray) IS 'less than, whole values';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.ndarray, @extschema@.ndarray) IS 'less than or equal, whole values';

CREATE OPERATOR @extschema@.> (
	LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.ndarray, @extschema@.ndarray) IS 'greater than, whole values';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<), RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.ndarray, @extschema@.ndarray) IS 'greater than or equal, whole values';

CREATE OPERATOR CLASS @extschema@.ndarray_ops DEFAULT FOR TYPE @extschema@.ndarray USING btree AS
	OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=, OPERATOR 4 @extschema@.>=, OPERATOR 5 @extschema@.>,
	FUNCTION 1 @extschema@.ndarray_cmp(@extschema@.ndarray, @extschema@.ndarray);
COMMENT ON OPERATOR CLASS @extschema@.ndarray_ops USING btree IS 'whole values';

CREATE OPERATOR CLASS @extschema@.ndarray_hash_ops DEFAULT FOR TYPE @extschema@.ndarray USING hash AS
	OPERATOR 1 @extschema@.=,
	FUNCTION 1 @extschema@.ndarray_hash(@extschema@.ndarray),
	FUNCTION 2 @extschema@.ndarray_hash_extended(@extschema@.ndarray, int8);
COMMENT ON OPERATOR CLASS @extschema@.ndarray_hash_ops USING hash IS 'whole values';
