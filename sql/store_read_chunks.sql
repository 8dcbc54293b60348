/* the chunks of a stored array as rows */

CREATE FUNCTION @extschema@.read_chunks(source regclass, attribute name DEFAULT NULL,
										lower int8[] DEFAULT NULL, upper int8[] DEFAULT NULL,
										halo int8[] DEFAULT NULL)
	RETURNS TABLE (lower int8[], upper int8[], value @extschema@.ndarray)
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000 ROWS 100;
COMMENT ON FUNCTION @extschema@.read_chunks(regclass, name, int8[], int8[], int8[]) IS
	'one row for each chunk of an attribute of a stored array: its bounds, and its cells with a halo of neighbours around';
