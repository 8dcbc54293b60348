-- ndarray: reductions

CREATE FUNCTION @extschema@.nd_sum(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_sum(a @extschema@.ndarray, axis text[], keepdims bool) IS 'sum over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_avg(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_avg(a @extschema@.ndarray, axis text[], keepdims bool) IS 'mean over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_min(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_min(a @extschema@.ndarray, axis text[], keepdims bool) IS 'least value over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_max(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_max(a @extschema@.ndarray, axis text[], keepdims bool) IS 'greatest value over the given axes, or over all; cells that are empty or NULL do not count';
