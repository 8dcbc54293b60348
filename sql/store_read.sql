
-- Stored arrays as values

CREATE FUNCTION read_array(source regclass, attribute name DEFAULT NULL,
						   lower int8[] DEFAULT NULL, upper int8[] DEFAULT NULL) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000;
COMMENT ON FUNCTION read_array(regclass, name, int8[], int8[])
	IS 'a box of one attribute of a stored array as one value';
