/* aggregates of complex */

CREATE FUNCTION @extschema@.complex_sum_accum(@extschema@.complex, @extschema@.complex) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_sum_accum(@extschema@.complex, @extschema@.complex) IS 'aggregate transition and combine function of sum';

CREATE FUNCTION @extschema@.complex_avg_accum(float8[], @extschema@.complex) RETURNS float8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_avg_accum(float8[], @extschema@.complex) IS 'aggregate transition function of avg';

CREATE FUNCTION @extschema@.complex_avg_combine(float8[], float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_avg_combine(float8[], float8[]) IS 'aggregate combine function of avg';

CREATE FUNCTION @extschema@.complex_avg_final(float8[]) RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_avg_final(float8[]) IS 'aggregate final function of avg';

CREATE FUNCTION @extschema@.complex_var_accum(float8[], @extschema@.complex) RETURNS float8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_var_accum(float8[], @extschema@.complex) IS 'aggregate transition function of the statistics';

CREATE FUNCTION @extschema@.complex_var_combine(float8[], float8[]) RETURNS float8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_var_combine(float8[], float8[]) IS 'aggregate combine function of the statistics';

CREATE FUNCTION @extschema@.complex_var_samp(float8[]) RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_var_samp(float8[]) IS 'aggregate final function of var_samp';

CREATE FUNCTION @extschema@.complex_var_pop(float8[]) RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_var_pop(float8[]) IS 'aggregate final function of var_pop';

CREATE FUNCTION @extschema@.complex_stddev_samp(float8[]) RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_stddev_samp(float8[]) IS 'aggregate final function of stddev_samp';

CREATE FUNCTION @extschema@.complex_stddev_pop(float8[]) RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.complex_stddev_pop(float8[]) IS 'aggregate final function of stddev_pop';

CREATE AGGREGATE @extschema@.sum(@extschema@.complex) (
	SFUNC = @extschema@.complex_sum_accum,
	STYPE = @extschema@.complex,
	COMBINEFUNC = @extschema@.complex_sum_accum,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.sum(@extschema@.complex) IS 'sum';

CREATE AGGREGATE @extschema@.avg(@extschema@.complex) (
	SFUNC = @extschema@.complex_avg_accum,
	STYPE = float8[],
	FINALFUNC = @extschema@.complex_avg_final,
	COMBINEFUNC = @extschema@.complex_avg_combine,
	INITCOND = '{0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.avg(@extschema@.complex) IS 'mean';

CREATE AGGREGATE @extschema@.var_samp(@extschema@.complex) (
	SFUNC = @extschema@.complex_var_accum,
	STYPE = float8[],
	FINALFUNC = @extschema@.complex_var_samp,
	COMBINEFUNC = @extschema@.complex_var_combine,
	INITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.var_samp(@extschema@.complex) IS 'sample variance: mean square distance to the mean';

CREATE AGGREGATE @extschema@.var_pop(@extschema@.complex) (
	SFUNC = @extschema@.complex_var_accum,
	STYPE = float8[],
	FINALFUNC = @extschema@.complex_var_pop,
	COMBINEFUNC = @extschema@.complex_var_combine,
	INITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.var_pop(@extschema@.complex) IS 'population variance: mean square distance to the mean';

CREATE AGGREGATE @extschema@.stddev_samp(@extschema@.complex) (
	SFUNC = @extschema@.complex_var_accum,
	STYPE = float8[],
	FINALFUNC = @extschema@.complex_stddev_samp,
	COMBINEFUNC = @extschema@.complex_var_combine,
	INITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.stddev_samp(@extschema@.complex) IS 'sample standard deviation';

CREATE AGGREGATE @extschema@.stddev_pop(@extschema@.complex) (
	SFUNC = @extschema@.complex_var_accum,
	STYPE = float8[],
	FINALFUNC = @extschema@.complex_stddev_pop,
	COMBINEFUNC = @extschema@.complex_var_combine,
	INITCOND = '{0,0,0,0}',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.stddev_pop(@extschema@.complex) IS 'population standard deviation';

