-- ndarray: reductions

CREATE FUNCTION nd_sum(a ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION nd_sum(a ndarray, axis text[], keepdims bool) IS 'sum over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION nd_avg(a ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION nd_avg(a ndarray, axis text[], keepdims bool) IS 'mean over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION nd_min(a ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION nd_min(a ndarray, axis text[], keepdims bool) IS 'least value over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION nd_max(a ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION nd_max(a ndarray, axis text[], keepdims bool) IS 'greatest value over the given axes, or over all; cells that are empty or NULL do not count';
