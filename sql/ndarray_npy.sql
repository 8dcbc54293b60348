-- ndarray: numpy's files

CREATE FUNCTION @extschema@.nd_to_npy(a @extschema@.ndarray, fill text DEFAULT NULL) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_to_npy(@extschema@.ndarray, text) IS
	'numpy''s .npy file of a value, with fill, read as a cell, in the place of cells that are empty or NULL';

CREATE FUNCTION @extschema@.nd_from_npy(file bytea, lower int8[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_from_npy(bytea, int8[]) IS
	'value of numpy''s .npy file, beginning at lower, by default at zero';
