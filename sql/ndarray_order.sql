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

CREATE FUNCTION @extschema@.nd_unique(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_unique(a @extschema@.ndarray) IS 'the distinct values of all cells, ascending, from 0 on; neither NULL nor empty cells count';

CREATE FUNCTION @extschema@.nd_unique_counts(a @extschema@.ndarray, OUT value @extschema@.ndarray, OUT count @extschema@.ndarray) RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_unique_counts(a @extschema@.ndarray) IS 'the distinct values of all cells, and how many cells have each';

CREATE FUNCTION @extschema@.nd_median(a @extschema@.ndarray, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_median(a @extschema@.ndarray, axis text[], keepdims bool) IS 'median over the given axes, or over all; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_quantile(a @extschema@.ndarray, q float8, axis text[] DEFAULT NULL, keepdims bool DEFAULT false, method text DEFAULT 'linear') RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_quantile(a @extschema@.ndarray, q float8, axis text[], keepdims bool, method text) IS 'quantile over the given axes, or over all, as percentile_cont; cells that are empty or NULL do not count';

CREATE FUNCTION @extschema@.nd_quantile(a @extschema@.ndarray, q float8[], axis text[] DEFAULT NULL, keepdims bool DEFAULT false, method text DEFAULT 'linear') RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_quantiles' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_quantile(a @extschema@.ndarray, q float8[], axis text[], keepdims bool, method text) IS 'quantiles over the given axes, or over all, along a new first axis';

CREATE FUNCTION @extschema@.nd_histogram(a @extschema@.ndarray, lower float8, upper float8, bins int4 DEFAULT 10) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_histogram(a @extschema@.ndarray, lower float8, upper float8, bins int4) IS 'how many cells fall into each of so many bins between two bounds, both included';

CREATE FUNCTION @extschema@.nd_histogram(a @extschema@.ndarray, edges float8[]) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_histogram_edges' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_histogram(a @extschema@.ndarray, edges float8[]) IS 'how many cells fall between neighbouring edges, of which the last one is included';
