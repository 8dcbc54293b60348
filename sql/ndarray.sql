-- ndarray: the type

CREATE TYPE @extschema@.ndarray;

CREATE FUNCTION @extschema@.ndarray_in(cstring, oid, int4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_in(cstring, oid, int4) IS 'I/O';

CREATE FUNCTION @extschema@.ndarray_out(@extschema@.ndarray) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_out(@extschema@.ndarray) IS 'I/O';

CREATE FUNCTION @extschema@.ndarray_recv(internal, oid, int4) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_recv(internal, oid, int4) IS 'I/O';

CREATE FUNCTION @extschema@.ndarray_send(@extschema@.ndarray) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_send(@extschema@.ndarray) IS 'I/O';

CREATE FUNCTION @extschema@.ndarray_typmod_in(cstring[]) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_typmod_in(cstring[]) IS 'I/O typmod';

CREATE FUNCTION @extschema@.ndarray_typmod_out(int4) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray_typmod_out(int4) IS 'I/O typmod';

CREATE TYPE @extschema@.ndarray (
	INPUT = @extschema@.ndarray_in,
	OUTPUT = @extschema@.ndarray_out,
	RECEIVE = @extschema@.ndarray_recv,
	SEND = @extschema@.ndarray_send,
	TYPMOD_IN = @extschema@.ndarray_typmod_in,
	TYPMOD_OUT = @extschema@.ndarray_typmod_out,
	INTERNALLENGTH = variable,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE @extschema@.ndarray IS 'n-dimensional box of cells of one element kind, with its coordinates';

CREATE FUNCTION @extschema@.ndarray(@extschema@.ndarray, int4, bool) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ndarray(@extschema@.ndarray, int4, bool) IS 'check an ndarray against its type modifier';

CREATE CAST (@extschema@.ndarray AS @extschema@.ndarray) WITH FUNCTION @extschema@.ndarray(@extschema@.ndarray, int4, bool) AS IMPLICIT;
COMMENT ON CAST (@extschema@.ndarray AS @extschema@.ndarray) IS 'check kind and number of dimensions';
