/* moving boxes over a stored array */

CREATE FUNCTION @extschema@.window_array(source regclass, target text, before int8[], after int8[],
										 VARIADIC aggregates text[]) RETURNS regclass
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE COST 100000;
COMMENT ON FUNCTION @extschema@.window_array(regclass, text, int8[], int8[], text[]) IS
	'creates a stored array whose cells hold aggregates of the box around each cell of another: avg(v) AS m, sum(v), ...';
