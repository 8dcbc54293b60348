-- ndarray: order and hash of whole values

CREATE FUNCTION ndarray_eq(ndarray, ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ndarray_eq(ndarray, ndarray) IS 'implementation of = operator';

CREATE FUNCTION ndarray_ne(ndarray, ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ndarray_ne(ndarray, ndarray) IS 'implementation of <> operator';

CREATE FUNCTION ndarray_lt(ndarray, ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ndarray_lt(ndarray, ndarray) IS 'implementation of < operator';

CREATE FUNCTION ndarray_le(ndarray, ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ndarray_le(ndarray, ndarray) IS 'implementation of <= operator';

CREATE FUNCTION ndarray_gt(ndarray, ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ndarray_gt(ndarray, ndarray) IS 'implementation of > operator';

CREATE FUNCTION ndarray_ge(ndarray, ndarray) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ndarray_ge(ndarray, ndarray) IS 'implementation of >= operator';

CREATE FUNCTION ndarray_cmp(ndarray, ndarray) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ndarray_cmp(ndarray, ndarray) IS 'less-equal-greater of whole values';

CREATE FUNCTION ndarray_hash(ndarray) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ndarray_hash(ndarray) IS 'hash';

CREATE FUNCTION ndarray_hash_extended(ndarray, int8) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION ndarray_hash_extended(ndarray, int8) IS 'hash';

CREATE OPERATOR = (
	LEFTARG = ndarray, RIGHTARG = ndarray, FUNCTION = ndarray_eq,
	COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (ndarray, ndarray) IS 'equal, whole values';

CREATE OPERATOR <> (
	LEFTARG = ndarray, RIGHTARG = ndarray, FUNCTION = ndarray_ne,
	COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (ndarray, ndarray) IS 'not equal, whole values';

CREATE OPERATOR < (
	LEFTARG = ndarray, RIGHTARG = ndarray, FUNCTION = ndarray_lt,
	COMMUTATOR = >, NEGATOR = >=, RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (ndarray, ndarray) IS 'less than, whole values';

CREATE OPERATOR <= (
	LEFTARG = ndarray, RIGHTARG = ndarray, FUNCTION = ndarray_le,
	COMMUTATOR = >=, NEGATOR = >, RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (ndarray, ndarray) IS 'less than or equal, whole values';

CREATE OPERATOR > (
	LEFTARG = ndarray, RIGHTARG = ndarray, FUNCTION = ndarray_gt,
	COMMUTATOR = <, NEGATOR = <=, RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (ndarray, ndarray) IS 'greater than, whole values';

CREATE OPERATOR >= (
	LEFTARG = ndarray, RIGHTARG = ndarray, FUNCTION = ndarray_ge,
	COMMUTATOR = <=, NEGATOR = <, RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (ndarray, ndarray) IS 'greater than or equal, whole values';

CREATE OPERATOR CLASS ndarray_ops DEFAULT FOR TYPE ndarray USING btree AS
	OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,
	FUNCTION 1 ndarray_cmp(ndarray, ndarray);
COMMENT ON OPERATOR CLASS ndarray_ops USING btree IS 'whole values';

CREATE OPERATOR CLASS ndarray_hash_ops DEFAULT FOR TYPE ndarray USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 ndarray_hash(ndarray),
	FUNCTION 2 ndarray_hash_extended(ndarray, int8);
COMMENT ON OPERATOR CLASS ndarray_hash_ops USING hash IS 'whole values';
