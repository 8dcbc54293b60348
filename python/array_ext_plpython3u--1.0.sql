\echo Use "CREATE EXTENSION array_ext_plpython3u" to load this file. \quit

/* ndarrays as arguments and results of functions in plpython3u */

CREATE FUNCTION ndarray_to_plpython3(val internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_to_plpython3(internal) IS
	'an ndarray as an array of numpy';

CREATE FUNCTION plpython3_to_ndarray(val internal) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION plpython3_to_ndarray(internal) IS
	'an array of numpy, nested lists or a number as an ndarray';

CREATE TRANSFORM FOR ndarray LANGUAGE plpython3u (
	FROM SQL WITH FUNCTION ndarray_to_plpython3(internal),
	TO SQL WITH FUNCTION plpython3_to_ndarray(internal)
);
COMMENT ON TRANSFORM FOR ndarray LANGUAGE plpython3u IS
	'between ndarrays and arrays of numpy';

/* functions of scripts over stored arrays */

CREATE FUNCTION python_run(start ndarray, schema text, source oid, path text, function text,
						   attributes text[], mode text, halo int8[], params jsonb) RETURNS void
	TRANSFORM FOR TYPE ndarray LANGUAGE plpython3u VOLATILE PARALLEL UNSAFE
AS $$
import array_ext
array_ext._run(plpy, schema, source, path, function, attributes, mode, halo, params)
$$;
COMMENT ON FUNCTION python_run(ndarray, text, oid, text, text, text[], text, int8[], jsonb) IS
	'runs a function of a script for python_apply and its like; not to be called';

CREATE FUNCTION python_apply(source regclass, script text, function text,
							 attributes name[] DEFAULT NULL, mode text DEFAULT 'array',
							 halo int8[] DEFAULT NULL, params jsonb DEFAULT NULL) RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE COST 100000 ROWS 100000;
COMMENT ON FUNCTION python_apply(regclass, text, text, name[], text, int8[], jsonb) IS
	'runs a function of a Python script over a stored array or over each of its chunks; the cells of its results';

CREATE FUNCTION python_apply_into(source regclass, script text, function text, target text,
								  attributes name[] DEFAULT NULL, mode text DEFAULT 'array',
								  halo int8[] DEFAULT NULL, params jsonb DEFAULT NULL) RETURNS regclass
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE COST 100000;
COMMENT ON FUNCTION python_apply_into(regclass, text, text, text, name[], text, int8[], jsonb) IS
	'runs a function of a Python script over a stored array or over each of its chunks; its results become a stored array';

CREATE FUNCTION python_value(source regclass, script text, function text,
							 attributes name[] DEFAULT NULL, mode text DEFAULT 'array',
							 halo int8[] DEFAULT NULL, params jsonb DEFAULT NULL) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE COST 100000;
COMMENT ON FUNCTION python_value(regclass, text, text, name[], text, int8[], jsonb) IS
	'runs a function of a Python script over a stored array or over each of its chunks; its results as one ndarray';

-- scripts run as the server's user
REVOKE EXECUTE ON FUNCTION python_run(ndarray, text, oid, text, text, text[], text, int8[], jsonb) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION python_apply(regclass, text, text, name[], text, int8[], jsonb) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION python_apply_into(regclass, text, text, text, name[], text, int8[], jsonb) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION python_value(regclass, text, text, name[], text, int8[], jsonb) FROM PUBLIC;
