-- ndarray: a picture in text

CREATE FUNCTION @extschema@.nd_show(a @extschema@.ndarray, edge int4 DEFAULT 3, threshold int4 DEFAULT 1000,
	digits int4 DEFAULT 8) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_show(@extschema@.ndarray, int4, int4, int4) IS
	'picture of a value as numpy prints it: kind and bounds, then its cells, of more than threshold cells only edge at each end of an axis';
