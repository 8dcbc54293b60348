/* what keeps an array and its chunk table together */

CREATE FUNCTION @extschema@.array_ties() RETURNS event_trigger
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.array_ties() IS
	'carries ALTER of a stored array over to its chunk table';

CREATE FUNCTION @extschema@.relink_arrays() RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C VOLATILE STRICT PARALLEL UNSAFE;
COMMENT ON FUNCTION @extschema@.relink_arrays() IS
	'ties stored arrays to their chunk tables after pg_upgrade; returns how many were not tied';

REVOKE EXECUTE ON FUNCTION @extschema@.relink_arrays() FROM PUBLIC;

CREATE EVENT TRIGGER array_ext_ties ON ddl_command_end
	WHEN TAG IN ('CREATE FOREIGN TABLE', 'CREATE TABLE', 'ALTER FOREIGN TABLE', 'ALTER TABLE', 'ALTER INDEX')
	EXECUTE FUNCTION @extschema@.array_ties();
COMMENT ON EVENT TRIGGER array_ext_ties IS
	'carries ALTER of a stored array over to its chunk table, and ties the two when a dump is restored';
