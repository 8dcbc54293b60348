-- ndarray: masks, and cells chosen by them

CREATE FUNCTION @extschema@.nd_and(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_and(a @extschema@.ndarray, b @extschema@.ndarray) IS 'bool cells: whether both are true; three-valued';

CREATE FUNCTION @extschema@.nd_or(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_or(a @extschema@.ndarray, b @extschema@.ndarray) IS 'bool cells: whether either is true; three-valued';

CREATE FUNCTION @extschema@.nd_not(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_not(a @extschema@.ndarray) IS 'bool cells: whether a is false; three-valued';

CREATE FUNCTION @extschema@.nd_is_null(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_is_null(a @extschema@.ndarray) IS 'bool cells: which cells are NULL; empty ones stay empty';

CREATE FUNCTION @extschema@.nd_is_present(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_is_present(a @extschema@.ndarray) IS 'bool cells, none of them empty: which cells are not empty';

CREATE FUNCTION @extschema@.nd_is_nan(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_is_nan(a @extschema@.ndarray) IS 'bool cells: which cells are NaN; of complex and point2d, where either part is';

CREATE FUNCTION @extschema@.nd_where(mask @extschema@.ndarray, x @extschema@.ndarray, y @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_where(mask @extschema@.ndarray, x @extschema@.ndarray, y @extschema@.ndarray) IS 'x where the mask is true, y where it is false; NULL and empty cells of the mask stay so';

CREATE FUNCTION @extschema@.nd_where(mask @extschema@.ndarray, x @extschema@.ndarray, y anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_where(mask @extschema@.ndarray, x @extschema@.ndarray, y anynonarray) IS 'x where the mask is true, y where it is false; NULL and empty cells of the mask stay so';

CREATE FUNCTION @extschema@.nd_where(mask @extschema@.ndarray, x anynonarray, y @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_where(mask @extschema@.ndarray, x anynonarray, y @extschema@.ndarray) IS 'x where the mask is true, y where it is false; NULL and empty cells of the mask stay so';

CREATE FUNCTION @extschema@.nd_where(mask @extschema@.ndarray, x anycompatiblenonarray, y anycompatiblenonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_where(mask @extschema@.ndarray, x anycompatiblenonarray, y anycompatiblenonarray) IS 'x where the mask is true, y where it is false; NULL and empty cells of the mask stay so';

CREATE FUNCTION @extschema@.nd_coalesce(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_coalesce(a @extschema@.ndarray, b @extschema@.ndarray) IS 'the cells of a, and where it has no value those of b';

CREATE FUNCTION @extschema@.nd_coalesce(a @extschema@.ndarray, b anynonarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_coalesce(a @extschema@.ndarray, b anynonarray) IS 'the cells of a, and where it has no value those of b';

CREATE FUNCTION @extschema@.nd_filter(a @extschema@.ndarray, mask @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_filter(a @extschema@.ndarray, mask @extschema@.ndarray) IS 'the cells where the mask is true, at their places; all others become empty';

CREATE FUNCTION @extschema@.nd_compress(a @extschema@.ndarray, mask @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_compress(a @extschema@.ndarray, mask @extschema@.ndarray) IS 'the cells where the mask is true one after another, from 0';
