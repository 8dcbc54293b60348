-- ndarray: order, quantiles, histograms

CREATE FUNCTION @extschema@.nd_sort(a @extschema@.ndarray, axis text DEFAULT '-1', descending bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_sort(a @extschema@.ndarray, axis text, descending bool) IS 'cells in order along an axis, or all of them if it is NULL: values, then NULL, then empty cells';

CREATE FUNCTION @extschema@.nd_argsort(a @extschema@.ndarray, axis text DEFAULT '-1', descending bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_argsort(a @extschema@.ndarray, axis text, descending bool) IS 'coordinates along an axis of the cells that nd_sort puts there, equal cells as they follow one another';

CREATE FUNCTION @extschema@.nd_rank(a @extschema@.ndarray, axis text DEFAULT '-1', method text DEFAULT 'average', descending bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_rank(a @extschema@.ndarray, axis text, method text, descending bool) IS 'rank of each cell along an axis, from 1 on; method for equal cells: average, min, max, dense or ordinal';
