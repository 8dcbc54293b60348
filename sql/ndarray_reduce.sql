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

CREATE FUNCTION @extschema@.nd_product(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_product(a @extschema@.ndarray, axis text[], keepdims bool) IS 'product over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_any(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_any(a @extschema@.ndarray, axis text[], keepdims bool) IS 'whether any cell is true over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_all(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_all(a @extschema@.ndarray, axis text[], keepdims bool) IS 'whether all cells are true over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_var_pop(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_var_pop(a @extschema@.ndarray, axis text[], keepdims bool) IS 'population variance over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_var_samp(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_var_samp(a @extschema@.ndarray, axis text[], keepdims bool) IS 'sample variance over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_stddev_pop(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_stddev_pop(a @extschema@.ndarray, axis text[], keepdims bool) IS 'population standard deviation over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_stddev_samp(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_stddev_samp(a @extschema@.ndarray, axis text[], keepdims bool) IS 'sample standard deviation over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_count(a @extschema@.ndarray, axis text[], keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_count_axis' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_count(a @extschema@.ndarray, axis text[], keepdims bool) IS 'number of cells that are neither empty nor NULL over the given axes';

CREATE FUNCTION @extschema@.nd_argmin(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_argmin(a @extschema@.ndarray, axis text[], keepdims bool) IS 'coordinate of the first least value along an axis; of all or several axes a last axis has the coordinates';

CREATE FUNCTION @extschema@.nd_argmax(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_argmax(a @extschema@.ndarray, axis text[], keepdims bool) IS 'coordinate of the first greatest value along an axis; of all or several axes a last axis has the coordinates';

CREATE FUNCTION @extschema@.nd_cumsum(a @extschema@.ndarray, axis text DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cumsum(@extschema@.ndarray, text) IS 'every cell becomes the sum of it and those before it along an axis, or in row-major order; NULL and empty ones stay';

CREATE FUNCTION @extschema@.nd_cumprod(a @extschema@.ndarray, axis text DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cumprod(@extschema@.ndarray, text) IS 'every cell becomes the product of it and those before it along an axis, or in row-major order; NULL and empty ones stay';

CREATE FUNCTION @extschema@.nd_cummin(a @extschema@.ndarray, axis text DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cummin(@extschema@.ndarray, text) IS 'every cell becomes the least of it and those before it along an axis, or in row-major order; NULL and empty ones stay';

CREATE FUNCTION @extschema@.nd_cummax(a @extschema@.ndarray, axis text DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_cummax(@extschema@.ndarray, text) IS 'every cell becomes the greatest of it and those before it along an axis, or in row-major order; NULL and empty ones stay';
