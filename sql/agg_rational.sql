/* aggregates of rational; sum and avg are exact */

CREATE FUNCTION @extschema@.rational_larger(@extschema@.rational, @extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_larger(@extschema@.rational, @extschema@.rational) IS 'larger of two';

CREATE FUNCTION @extschema@.rational_smaller(@extschema@.rational, @extschema@.rational) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_smaller(@extschema@.rational, @extschema@.rational) IS 'smaller of two';

CREATE FUNCTION @extschema@.rational_sum_accum(internal, @extschema@.rational) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_sum_accum(internal, @extschema@.rational) IS 'aggregate transition function';

CREATE FUNCTION @extschema@.rational_sum_accum_inv(internal, @extschema@.rational) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_sum_accum_inv(internal, @extschema@.rational) IS 'aggregate transition function, inverse';

CREATE FUNCTION @extschema@.rational_sum_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_sum_combine(internal, internal) IS 'aggregate combine function';

CREATE FUNCTION @extschema@.rational_sum_serialize(internal) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_sum_serialize(internal) IS 'aggregate serial function';

CREATE FUNCTION @extschema@.rational_sum_deserialize(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_sum_deserialize(bytea, internal) IS 'aggregate deserial function';

CREATE FUNCTION @extschema@.rational_sum_final(internal) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_sum_final(internal) IS 'aggregate final function of sum';

CREATE FUNCTION @extschema@.rational_avg_final(internal) RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_avg_final(internal) IS 'aggregate final function of avg';

CREATE FUNCTION @extschema@.rational_accum(float8[], @extschema@.rational) RETURNS float8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.rational_accum(float8[], @extschema@.rational) IS 'aggregate transition function of the statistics';

CREATE AGGREGATE @extschema@.sum(@extschema@.rational) (
	SFUNC = @extschema@.rational_sum_accum,
	STYPE = internal,
	SSPACE = 256,
	FINALFUNC = @extschema@.rational_sum_final,
	COMBINEFUNC = @extschema@.rational_sum_combine,
	SERIALFUNC = @extschema@.rational_sum_serialize,
	DESERIALFUNC = @extschema@.rational_sum_deserialize,
	MSFUNC = @extschema@.rational_sum_accum,
	MINVFUNC = @extschema@.rational_sum_accum_inv,
	MSTYPE = internal,
	MSSPACE = 256,
	MFINALFUNC = @extschema@.rational_sum_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.sum(@extschema@.rational) IS 'exact sum';

CREATE AGGREGATE @extschema@.avg(@extschema@.rational) (
	SFUNC = @extschema@.rational_sum_accum,
	STYPE = internal,
	SSPACE = 256,
	FINALFUNC = @extschema@.rational_avg_final,
	COMBINEFUNC = @extschema@.rational_sum_combine,
	SERIALFUNC = @extschema@.rational_sum_serialize,
	DESERIALFUNC = @extschema@.rational_sum_deserialize,
	MSFUNC = @extschema@.rational_sum_accum,
	MINVFUNC = @extschema@.rational_sum_accum_inv,
	MSTYPE = internal,
	MSSPACE = 256,
	MFINALFUNC = @extschema@.rational_avg_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.avg(@extschema@.rational) IS 'exact mean';

CREATE AGGREGATE @extschema@.min(@extschema@.rational) (
	SFUNC = @extschema@.rational_smaller,
	STYPE = @extschema@.rational,
	COMBINEFUNC = @extschema@.rational_smaller,
	SORTOP = OPERATOR(@extschema@.<),
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.min(@extschema@.rational) IS 'least value';

CREATE AGGREGATE @extschema@.max(@extschema@.rational) (
	SFUNC = @extschema@.rational_larger,
	STYPE = @extschema@.rational,
	COMBINEFUNC = @extschema@.rational_larger,
	SORTOP = OPERATOR(@extschema@.>),
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.max(@extschema@.rational) IS 'greatest value';

CREATE AGGREGATE @extschema@.product(@extschema@.rational) (
	SFUNC = @extschema@.rational_mul,
	STYPE = @extschema@.rational,
	COMBINEFUNC = @extschema@.rational_mul,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.product(@extschema@.rational) IS 'product of all values';

CREATE AGGREGATE @extschema@.var_samp(@extschema@.rational) (
	SFUNC = @extschema@.rational_accum,
	STYPE = float8[],
	FINALFUNC = pg_catalog.float8_var_samp,
	COMBINEFUNC = pg_catalog.float8_combine,
	INITCOND = '{0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.var_samp(@extschema@.rational) IS 'sample variance as float8';

CREATE AGGREGATE @extschema@.var_pop(@extschema@.rational) (
	SFUNC = @extschema@.rational_accum,
	STYPE = float8[],
	FINALFUNC = pg_catalog.float8_var_pop,
	COMBINEFUNC = pg_catalog.float8_combine,
	INITCOND = '{0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.var_pop(@extschema@.rational) IS 'population variance as float8';

CREATE AGGREGATE @extschema@.stddev_samp(@extschema@.rational) (
	SFUNC = @extschema@.rational_accum,
	STYPE = float8[],
	FINALFUNC = pg_catalog.float8_stddev_samp,
	COMBINEFUNC = pg_catalog.float8_combine,
	INITCOND = '{0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.stddev_samp(@extschema@.rational) IS 'sample standard deviation as float8';

CREATE AGGREGATE @extschema@.stddev_pop(@extschema@.rational) (
	SFUNC = @extschema@.rational_accum,
	STYPE = float8[],
	FINALFUNC = pg_catalog.float8_stddev_pop,
	COMBINEFUNC = pg_catalog.float8_combine,
	INITCOND = '{0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.stddev_pop(@extschema@.rational) IS 'population standard deviation as float8';

