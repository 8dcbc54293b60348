-- ndarray: moving boxes and blocks

CREATE FUNCTION @extschema@.nd_window(a @extschema@.ndarray, before int8[], after int8[], aggregate text) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_window(a @extschema@.ndarray, before int8[], after int8[], aggregate text) IS 'for every cell the aggregate of the box around it: count, sum, avg, min, max, var_samp, var_pop, stddev_samp, stddev_pop or median';

CREATE FUNCTION @extschema@.nd_regrid(a @extschema@.ndarray, blocks int8[], aggregate text) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_regrid(a @extschema@.ndarray, blocks int8[], aggregate text) IS 'for every block of cells, counted from the lower bounds, its count, sum, avg, min, max, var_samp, var_pop, stddev_samp, stddev_pop or median';
