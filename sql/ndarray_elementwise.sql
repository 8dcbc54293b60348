-- ndarray: operators and comparisons cell by cell

CREATE FUNCTION @extschema@.ndarray_fuse(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_fuse(internal) IS 'planner support of operators: several become one call of ndarray_fused';

CREATE FUNCTION @extschema@.ndarray_fused(program text, VARIADIC operands "any") RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 200 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_fused(text, VARIADIC "any") IS 'an expression of several operators, in reverse Polish notation, as the planner makes it';

CREATE FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_add(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of + operator';

CREATE FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_sub(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of - operator';

CREATE FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mul(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of * operator';

CREATE FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_div(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of / operator';

CREATE FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_mod(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of % operator';

CREATE OPERATOR @extschema@.+ (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_add, COMMUTATOR = OPERATOR(@extschema@.+));
COMMENT ON OPERATOR @extschema@.+ (@extschema@.ndarray, @extschema@.ndarray) IS 'sum cell by cell, broadcasting';

CREATE OPERATOR @extschema@.- (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_sub);
COMMENT ON OPERATOR @extschema@.- (@extschema@.ndarray, @extschema@.ndarray) IS 'difference cell by cell, broadcasting';

CREATE OPERATOR @extschema@.* (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mul, COMMUTATOR = OPERATOR(@extschema@.*));
COMMENT ON OPERATOR @extschema@.* (@extschema@.ndarray, @extschema@.ndarray) IS 'product cell by cell, broadcasting';

CREATE OPERATOR @extschema@./ (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_div);
COMMENT ON OPERATOR @extschema@./ (@extschema@.ndarray, @extschema@.ndarray) IS 'quotient cell by cell, broadcasting';

CREATE OPERATOR @extschema@.% (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_mod);
COMMENT ON OPERATOR @extschema@.% (@extschema@.ndarray, @extschema@.ndarray) IS 'remainder cell by cell, broadcasting';

CREATE FUNCTION @extschema@.ndarray_neg(@extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.ndarray_neg(@extschema@.ndarray) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_neg);
COMMENT ON OPERATOR @extschema@.- (NONE, @extschema@.ndarray) IS 'negate every cell';

CREATE FUNCTION @extschema@.nd_eq(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_eq(a @extschema@.ndarray, b @extschema@.ndarray) IS 'bool cells: which cells are equal to cells of another value';

CREATE FUNCTION @extschema@.nd_eq(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_eq(a @extschema@.ndarray, b anynonarray) IS 'bool cells: which cells are equal to a number';

CREATE FUNCTION @extschema@.nd_ne(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_ne(a @extschema@.ndarray, b @extschema@.ndarray) IS 'bool cells: which cells are not equal to cells of another value';

CREATE FUNCTION @extschema@.nd_ne(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_ne(a @extschema@.ndarray, b anynonarray) IS 'bool cells: which cells are not equal to a number';

CREATE FUNCTION @extschema@.nd_lt(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_lt(a @extschema@.ndarray, b @extschema@.ndarray) IS 'bool cells: which cells are less than cells of another value';

CREATE FUNCTION @extschema@.nd_lt(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_lt(a @extschema@.ndarray, b anynonarray) IS 'bool cells: which cells are less than a number';

CREATE FUNCTION @extschema@.nd_le(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_le(a @extschema@.ndarray, b @extschema@.ndarray) IS 'bool cells: which cells are less than or equal to cells of another value';

CREATE FUNCTION @extschema@.nd_le(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_le(a @extschema@.ndarray, b anynonarray) IS 'bool cells: which cells are less than or equal to a number';

CREATE FUNCTION @extschema@.nd_gt(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_gt(a @extschema@.ndarray, b @extschema@.ndarray) IS 'bool cells: which cells are greater than cells of another value';

CREATE FUNCTION @extschema@.nd_gt(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_gt(a @extschema@.ndarray, b anynonarray) IS 'bool cells: which cells are greater than a number';

CREATE FUNCTION @extschema@.nd_ge(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_ge(a @extschema@.ndarray, b @extschema@.ndarray) IS 'bool cells: which cells are greater than or equal to cells of another value';

CREATE FUNCTION @extschema@.nd_ge(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_ge(a @extschema@.ndarray, b anynonarray) IS 'bool cells: which cells are greater than or equal to a number';

CREATE FUNCTION @extschema@.nd_abs(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 SUPPORT @extschema@.ndarray_fuse;
COMMENT ON FUNCTION @extschema@.nd_abs(a @extschema@.ndarray) IS 'absolute value of every cell; of complex the distance from zero';

CREATE FUNCTION @extschema@.ndarray_concat(@extschema@.ndarray, @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.ndarray_concat(@extschema@.ndarray, @extschema@.ndarray) IS 'implementation of || operator';

CREATE OPERATOR @extschema@.|| (LEFTARG = @extschema@.ndarray, RIGHTARG = @extschema@.ndarray, FUNCTION = @extschema@.ndarray_concat);
COMMENT ON OPERATOR @extschema@.|| (@extschema@.ndarray, @extschema@.ndarray) IS 'joined along the first axis, where the bounds of the left one continue';
