/* the foreign-data wrapper whose foreign tables are stored arrays */

CREATE FUNCTION @extschema@.array_fdw_handler() RETURNS fdw_handler
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.array_fdw_handler() IS
	'handler of the foreign-data wrapper array_fdw';

CREATE FUNCTION @extschema@.array_fdw_validator(options text[], catalog oid) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.array_fdw_validator(text[], oid) IS
	'checks the options of stored arrays and their dimensions';

CREATE FOREIGN DATA WRAPPER array_fdw
	HANDLER @extschema@.array_fdw_handler
	VALIDATOR @extschema@.array_fdw_validator;
COMMENT ON FOREIGN DATA WRAPPER array_fdw IS
	'stored arrays as relations of cells';

CREATE SERVER array_server FOREIGN DATA WRAPPER array_fdw;
COMMENT ON SERVER array_server IS
	'the server of all stored arrays; it stands for this database';

-- a foreign table of it shows only what its owner may read in the chunk table
GRANT USAGE ON FOREIGN SERVER array_server TO PUBLIC;
