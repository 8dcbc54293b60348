/* plugins: user functions and types from shared libraries */

CREATE FUNCTION @extschema@.array_plugin_call_handler() RETURNS language_handler
	AS 'MODULE_PATHNAME' LANGUAGE C;
COMMENT ON FUNCTION @extschema@.array_plugin_call_handler() IS
	'handler of the language array_plugin';

CREATE FUNCTION @extschema@.array_plugin_validator(function oid) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT;
COMMENT ON FUNCTION @extschema@.array_plugin_validator(oid) IS
	'checks a function in the language array_plugin against its library';

-- not TRUSTED: who makes a function says what the bytes are that a library gets
CREATE LANGUAGE array_plugin
	HANDLER @extschema@.array_plugin_call_handler
	VALIDATOR @extschema@.array_plugin_validator;
COMMENT ON LANGUAGE array_plugin IS
	'functions of plugin libraries of array_ext';

CREATE FUNCTION @extschema@.load_library(name text) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE
	SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION @extschema@.load_library(text) IS
	'makes the types and functions of a plugin library, in the schema of array_ext';

CREATE FUNCTION @extschema@.unload_library(name text) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE
	SECURITY DEFINER SET search_path = pg_catalog, pg_temp;
COMMENT ON FUNCTION @extschema@.unload_library(text) IS
	'drops the types and functions of a plugin library, unless something uses them';

-- code of a library runs with the rights of the server
REVOKE EXECUTE ON FUNCTION @extschema@.load_library(text) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION @extschema@.unload_library(text) FROM PUBLIC;

CREATE VIEW @extschema@.array_libraries AS
SELECT e.extname AS name, e.extversion AS version, n.nspname AS schema,
	count(*) FILTER (WHERE d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND t.typelem = 0) AS types,
	count(*) FILTER (WHERE p.prokind = 'f') AS functions,
	count(*) FILTER (WHERE p.prokind = 'a') AS aggregates,
	pg_catalog.obj_description(e.oid, 'pg_extension') AS description
FROM pg_catalog.pg_extension e
	JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
	JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
		AND d.refobjid = e.oid AND d.deptype = 'e'
	LEFT JOIN pg_catalog.pg_proc p ON d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND p.oid = d.objid
	LEFT JOIN pg_catalog.pg_type t ON d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND t.oid = d.objid
	LEFT JOIN pg_catalog.pg_language l ON l.oid = p.prolang
GROUP BY e.oid, e.extname, e.extversion, n.nspname
HAVING pg_catalog.bool_or(l.lanname = 'array_plugin');
COMMENT ON VIEW @extschema@.array_libraries IS
	'plugin libraries that are loaded in this database';
GRANT SELECT ON @extschema@.array_libraries TO PUBLIC;

/* functions of plugins over chunks of stored arrays */

CREATE FUNCTION @extschema@.plugin_apply(source regclass, function text,
										 attributes name[] DEFAULT NULL, mode text DEFAULT 'array',
										 halo int8[] DEFAULT NULL, params jsonb DEFAULT NULL)
	RETURNS SETOF record
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE COST 100000 ROWS 100000;
COMMENT ON FUNCTION @extschema@.plugin_apply(regclass, text, name[], text, int8[], jsonb) IS
	'runs a plugin''s function over a stored array or over each of its chunks; the cells of its results';

CREATE FUNCTION @extschema@.plugin_apply_into(source regclass, function text, target text,
											  attributes name[] DEFAULT NULL, mode text DEFAULT 'array',
											  halo int8[] DEFAULT NULL, params jsonb DEFAULT NULL)
	RETURNS regclass
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE COST 100000;
COMMENT ON FUNCTION @extschema@.plugin_apply_into(regclass, text, text, name[], text, int8[], jsonb) IS
	'runs a plugin''s function over a stored array or over each of its chunks; its results become a stored array';
