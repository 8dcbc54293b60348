-- ndarray: what a value says of itself, and single cells

CREATE FUNCTION @extschema@.nd_kind(a @extschema@.ndarray) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_kind(a @extschema@.ndarray) IS 'element kind';

CREATE FUNCTION @extschema@.nd_ndim(a @extschema@.ndarray) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_ndim(a @extschema@.ndarray) IS 'number of dimensions';

CREATE FUNCTION @extschema@.nd_dims(a @extschema@.ndarray) RETURNS text[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_dims(a @extschema@.ndarray) IS 'dimension names, NULL where a dimension has none';

CREATE FUNCTION @extschema@.nd_shape(a @extschema@.ndarray) RETURNS int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_shape(a @extschema@.ndarray) IS 'number of cells along each dimension';

CREATE FUNCTION @extschema@.nd_lower(a @extschema@.ndarray) RETURNS int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_lower(a @extschema@.ndarray) IS 'lower bound of each dimension';

CREATE FUNCTION @extschema@.nd_upper(a @extschema@.ndarray) RETURNS int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_upper(a @extschema@.ndarray) IS 'upper bound of each dimension, included';

CREATE FUNCTION @extschema@.nd_size(a @extschema@.ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_size(a @extschema@.ndarray) IS 'number of cells of the box, empty ones too';

CREATE FUNCTION @extschema@.nd_present(a @extschema@.ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_present(a @extschema@.ndarray) IS 'number of cells that are not empty';

CREATE FUNCTION @extschema@.nd_count(a @extschema@.ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_count(a @extschema@.ndarray) IS 'number of cells that are neither empty nor NULL';

CREATE FUNCTION @extschema@.nd_nulls(a @extschema@.ndarray) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_nulls(a @extschema@.ndarray) IS 'number of cells that are NULL';

CREATE FUNCTION @extschema@.nd_summary(a @extschema@.ndarray, OUT present int8, OUT count int8, OUT nulls int8, OUT nans int8,
	OUT min text, OUT max text, OUT sum text) RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_summary(@extschema@.ndarray) IS 'counts, least and greatest value but NaN, and sum, from the head alone';

CREATE FUNCTION @extschema@.nd_rows(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_rows(internal) IS 'planner support: how many rows nd_cells, nd_coords, nd_tiles and nd_unnest give';

CREATE FUNCTION @extschema@.nd_tiles(a @extschema@.ndarray, OUT tile int4, OUT cells int4, OUT present int4, OUT nulls int4,
	OUT codec text, OUT mask_bytes int4, OUT payload_bytes int4) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE SUPPORT @extschema@.nd_rows;
COMMENT ON FUNCTION @extschema@.nd_tiles(@extschema@.ndarray) IS 'how each tile is stored';

CREATE FUNCTION @extschema@.nd_bool(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_bool(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_int2(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS int2
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_int2(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_int4(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_int4(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_int8(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_int8(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_float4(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS float4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_float4(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_float8(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_float8(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_complex(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS @extschema@.complex
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_complex(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_rational(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS @extschema@.rational
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_rational(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_point2d(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_point2d(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_date(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS date
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_date(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_timestamp(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS timestamp
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_timestamp(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_timestamptz(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS timestamptz
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_timestamptz(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_numeric(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS numeric
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_numeric(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_text(a @extschema@.ndarray, VARIADIC at int8[] DEFAULT '{}') RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_text(a @extschema@.ndarray, VARIADIC at int8[]) IS 'the cell at the given coordinates, or the only one; NULL outside, where empty or NULL';

CREATE FUNCTION @extschema@.nd_box(a @extschema@.ndarray, lower int8[], upper int8[]) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_box(a @extschema@.ndarray, lower int8[], upper int8[]) IS 'the cells from lower to upper, both included, at their places; a NULL bound is open';

CREATE FUNCTION @extschema@.nd_rebase(a @extschema@.ndarray, lower int8[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_rebase(a @extschema@.ndarray, lower int8[]) IS 'the same cells moved to the given lower bounds, or to zero';
