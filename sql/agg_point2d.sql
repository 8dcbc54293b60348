/* aggregates of point2d */

CREATE FUNCTION @extschema@.point2d_accum(float8[], @extschema@.point2d) RETURNS float8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_accum(float8[], @extschema@.point2d) IS 'aggregate transition function';

CREATE FUNCTION @extschema@.point2d_combine(float8[], float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_combine(float8[], float8[]) IS 'aggregate combine function';

CREATE FUNCTION @extschema@.point2d_sum_final(float8[]) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_sum_final(float8[]) IS 'aggregate final function of sum';

CREATE FUNCTION @extschema@.point2d_avg_final(float8[]) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_avg_final(float8[]) IS 'aggregate final function of avg';

CREATE AGGREGATE @extschema@.sum(@extschema@.point2d) (
	SFUNC = @extschema@.point2d_accum,
	STYPE = float8[],
	FINALFUNC = @extschema@.point2d_sum_final,
	COMBINEFUNC = @extschema@.point2d_combine,
	INITCOND = '{0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.sum(@extschema@.point2d) IS 'sum of vectors';

CREATE AGGREGATE @extschema@.avg(@extschema@.point2d) (
	SFUNC = @extschema@.point2d_accum,
	STYPE = float8[],
	FINALFUNC = @extschema@.point2d_avg_final,
	COMBINEFUNC = @extschema@.point2d_combine,
	INITCOND = '{0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.avg(@extschema@.point2d) IS 'mean of vectors, the center of points';
