-- ndarray: a picture

CREATE FUNCTION @extschema@.nd_png(a @extschema@.ndarray, colormap text DEFAULT 'viridis', low float8 DEFAULT NULL,
	high float8 DEFAULT NULL) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_png(@extschema@.ndarray, text, float8, float8) IS
	'PNG image of a matrix, low to high from end to end of the colormap, cells without a value transparent; of three dimensions red, green, blue and opacity';
