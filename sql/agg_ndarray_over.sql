-- ndarray: aggregates over rows, cell by cell

CREATE FUNCTION @extschema@.nd_over_sum_transfn(internal, @extschema@.ndarray) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_sum_transfn(internal, @extschema@.ndarray) IS 'aggregate transition function';

CREATE FUNCTION @extschema@.nd_over_moving_transfn(internal, @extschema@.ndarray) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_moving_transfn(internal, @extschema@.ndarray) IS 'aggregate transition function of moving frames';

CREATE FUNCTION @extschema@.nd_over_moving_invfn(internal, @extschema@.ndarray) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_moving_invfn(internal, @extschema@.ndarray) IS 'aggregate inverse transition function of moving frames';

CREATE FUNCTION @extschema@.nd_over_min_transfn(internal, @extschema@.ndarray) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_min_transfn(internal, @extschema@.ndarray) IS 'aggregate transition function';

CREATE FUNCTION @extschema@.nd_over_max_transfn(internal, @extschema@.ndarray) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_max_transfn(internal, @extschema@.ndarray) IS 'aggregate transition function';

CREATE FUNCTION @extschema@.nd_over_combinefn(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_combinefn(internal, internal) IS 'aggregate combine function';

CREATE FUNCTION @extschema@.nd_over_serialfn(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_serialfn(internal) IS 'aggregate serial function';

CREATE FUNCTION @extschema@.nd_over_deserialfn(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_deserialfn(bytea, internal) IS 'aggregate deserial function';

CREATE FUNCTION @extschema@.nd_over_sum_finalfn(internal) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_sum_finalfn(internal) IS 'aggregate final function';

CREATE FUNCTION @extschema@.nd_over_avg_finalfn(internal) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_avg_finalfn(internal) IS 'aggregate final function';

CREATE FUNCTION @extschema@.nd_over_extreme_finalfn(internal) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_over_extreme_finalfn(internal) IS 'aggregate final function';

CREATE AGGREGATE @extschema@.sum(@extschema@.ndarray) (
	SFUNC = @extschema@.nd_over_sum_transfn,
	STYPE = internal,
	COMBINEFUNC = @extschema@.nd_over_combinefn,
	SERIALFUNC = @extschema@.nd_over_serialfn,
	DESERIALFUNC = @extschema@.nd_over_deserialfn,
	FINALFUNC = @extschema@.nd_over_sum_finalfn,
	MSFUNC = @extschema@.nd_over_moving_transfn,
	MINVFUNC = @extschema@.nd_over_moving_invfn,
	MSTYPE = internal,
	MFINALFUNC = @extschema@.nd_over_sum_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.sum(@extschema@.ndarray) IS 'sum over rows of each cell; NULL and empty ones do not count';

CREATE AGGREGATE @extschema@.avg(@extschema@.ndarray) (
	SFUNC = @extschema@.nd_over_sum_transfn,
	STYPE = internal,
	COMBINEFUNC = @extschema@.nd_over_combinefn,
	SERIALFUNC = @extschema@.nd_over_serialfn,
	DESERIALFUNC = @extschema@.nd_over_deserialfn,
	FINALFUNC = @extschema@.nd_over_avg_finalfn,
	MSFUNC = @extschema@.nd_over_moving_transfn,
	MINVFUNC = @extschema@.nd_over_moving_invfn,
	MSTYPE = internal,
	MFINALFUNC = @extschema@.nd_over_avg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.avg(@extschema@.ndarray) IS 'mean over rows of each cell; NULL and empty ones do not count';

CREATE AGGREGATE @extschema@.nd_min_over(@extschema@.ndarray) (
	SFUNC = @extschema@.nd_over_min_transfn,
	STYPE = internal,
	COMBINEFUNC = @extschema@.nd_over_combinefn,
	SERIALFUNC = @extschema@.nd_over_serialfn,
	DESERIALFUNC = @extschema@.nd_over_deserialfn,
	FINALFUNC = @extschema@.nd_over_extreme_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.nd_min_over(@extschema@.ndarray) IS 'least value over rows of each cell';

CREATE AGGREGATE @extschema@.nd_max_over(@extschema@.ndarray) (
	SFUNC = @extschema@.nd_over_max_transfn,
	STYPE = internal,
	COMBINEFUNC = @extschema@.nd_over_combinefn,
	SERIALFUNC = @extschema@.nd_over_serialfn,
	DESERIALFUNC = @extschema@.nd_over_deserialfn,
	FINALFUNC = @extschema@.nd_over_extreme_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.nd_max_over(@extschema@.ndarray) IS 'greatest value over rows of each cell';
