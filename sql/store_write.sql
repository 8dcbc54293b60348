/* writing stored arrays */

CREATE FUNCTION @extschema@.nd_merge(old @extschema@.ndarray, new @extschema@.ndarray, mode text)
	RETURNS @extschema@.ndarray
	LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE COST 10000
	AS 'MODULE_PATHNAME', 'nd_merge';
COMMENT ON FUNCTION @extschema@.nd_merge(@extschema@.ndarray, @extschema@.ndarray, text) IS
	'cells of both over the least box that holds them; where both have one, mode error refuses, ignore keeps the old, overwrite takes the new; delete empties the old where the new has cells';
