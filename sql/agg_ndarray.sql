-- ndarray: the aggregate that makes one of rows

CREATE FUNCTION @extschema@.nd_agg_transfn(internal, anyelement, VARIADIC int8[]) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_agg_transfn(internal, anyelement, int8[]) IS 'aggregate transition function';

CREATE FUNCTION @extschema@.nd_agg_combinefn(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_agg_combinefn(internal, internal) IS 'aggregate combine function';

CREATE FUNCTION @extschema@.nd_agg_serialfn(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_agg_serialfn(internal) IS 'aggregate serial function';

CREATE FUNCTION @extschema@.nd_agg_deserialfn(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_agg_deserialfn(bytea, internal) IS 'aggregate deserial function';

CREATE FUNCTION @extschema@.nd_agg_finalfn(internal) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_agg_finalfn(internal) IS 'aggregate final function';

CREATE AGGREGATE @extschema@.nd_agg(value anyelement, VARIADIC coordinates int8[]) (
	SFUNC = @extschema@.nd_agg_transfn,
	STYPE = internal,
	COMBINEFUNC = @extschema@.nd_agg_combinefn,
	SERIALFUNC = @extschema@.nd_agg_serialfn,
	DESERIALFUNC = @extschema@.nd_agg_deserialfn,
	FINALFUNC = @extschema@.nd_agg_finalfn,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.nd_agg(anyelement, VARIADIC int8[]) IS 'ndarray of the values at their coordinates; cells that no row names are empty';
