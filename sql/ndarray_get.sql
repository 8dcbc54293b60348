-- ndarray: what a value says of itself, and single cells

CREATE FUNCTION nd_kind(a ndarray) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_kind(a ndarray) IS 'element kind';

CREATE FUNCTION nd_ndim(a ndarray) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_ndim(a ndarray) IS 'number of dimensions';

CREATE FUNCTION nd_dims(a ndarray) RETURNS text[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_dims(a ndarray) IS 'dimension names, NULL where a dimension has none';

CREATE FUNCTION nd_shape(a ndarray) RETURNS int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_shape(a ndarray) IS 'number of cells along each dimension';

CREATE FUNCTION nd_lower(a ndarray) RETURNS int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_lower(a ndarray) IS 'lower bound of each dimension';

CREATE FUNCTION nd_upper(a ndarray) RETURNS int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_upper(a ndarray) IS 'upper bound of each dimension, included';

CREATE FUNCTION nd_size(a ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_size(a ndarray) IS 'number of cells of the box, empty ones too';

CREATE FUNCTION nd_present(a ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_present(a ndarray) IS 'number of cells that are not empty';

CREATE FUNCTION nd_count(a ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_count(a ndarray) IS 'number of cells that are neither empty nor NULL';

CREATE FUNCTION nd_nulls(a ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_nulls(a ndarray) IS 'number of cells that are NULL';

CREATE FUNCTION nd_summary(a ndarray, OUT present int8, OUT count int8, OUT nulls int8, OUT nans int8,
	OUT min text, OUT max text, OUT sum text) RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_summary(ndarray) IS 'counts, least and greatest value but NaN, and sum, from the head alone';

CREATE FUNCTION nd_tiles(a ndarray, OUT tile int4, OUT cells int4, OUT present int4, OUT nulls int4,
	OUT codec text, OUT mask_bytes int4, OUT payload_bytes int4) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_tiles(ndarray) IS 'how each tile is stored';

CREATE FUNCTION nd_bool(a ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_bool(a ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION nd_int2(a ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS int2
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_int2(a ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION nd_int4(a ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_int4(a ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION nd_int8(a ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_int8(a ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION nd_float4(a ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS float4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_float4(a ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION nd_float8(a ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_float8(a ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION nd_rational(a ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_rational(a ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION nd_numeric(a ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_numeric(a ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION nd_text(a ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION nd_text(a ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION nd_box(a ndarray, lower int8[], upper int8[]) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION nd_box(a ndarray, lower int8[], upper int8[]) IS 'the cells from lower to upper, both included, at their places; a NULL bound is open';

CREATE FUNCTION nd_rebase(a ndarray, lower int8[] DEFAULT NULL) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION nd_rebase(a ndarray, lower int8[]) IS 'the same cells moved to the given lower bounds, or to zero';
