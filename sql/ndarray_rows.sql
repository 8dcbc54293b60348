-- ndarray: cells as rows

CREATE FUNCTION @extschema@.nd_unnest(a @extschema@.ndarray) RETURNS SETOF float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 SUPPORT @extschema@.nd_rows;
COMMENT ON FUNCTION @extschema@.nd_unnest(@extschema@.ndarray) IS 'the cells that are not empty, as float8, in row-major order';

CREATE FUNCTION @extschema@.nd_unnest(a @extschema@.ndarray, type anyelement) RETURNS SETOF anyelement
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000 SUPPORT @extschema@.nd_rows;
COMMENT ON FUNCTION @extschema@.nd_unnest(@extschema@.ndarray, anyelement) IS 'the cells that are not empty, as the type of the second argument, in row-major order';

CREATE FUNCTION @extschema@.nd_coords(a @extschema@.ndarray) RETURNS SETOF int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 SUPPORT @extschema@.nd_rows;
COMMENT ON FUNCTION @extschema@.nd_coords(@extschema@.ndarray) IS 'the coordinates of the cells that are not empty, in row-major order';

CREATE FUNCTION @extschema@.nd_cells(a @extschema@.ndarray) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000 SUPPORT @extschema@.nd_rows;
COMMENT ON FUNCTION @extschema@.nd_cells(@extschema@.ndarray) IS 'the cells that are not empty: their coordinates, then the value, as the column definition list says';
