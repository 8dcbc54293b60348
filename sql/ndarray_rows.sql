-- ndarray: cells as rows

CREATE FUNCTION nd_unnest(a ndarray) RETURNS SETOF float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION nd_unnest(ndarray) IS 'the cells that are not empty, as float8, in row-major order';

CREATE FUNCTION nd_unnest(a ndarray, type anyelement) RETURNS SETOF anyelement
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION nd_unnest(ndarray, anyelement) IS 'the cells that are not empty, as the type of the second argument, in row-major order';

CREATE FUNCTION nd_coords(a ndarray) RETURNS SETOF int8[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION nd_coords(ndarray) IS 'the coordinates of the cells that are not empty, in row-major order';

CREATE FUNCTION nd_cells(a ndarray) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION nd_cells(ndarray) IS 'the cells that are not empty: their coordinates, then the value, as the column definition list says';
