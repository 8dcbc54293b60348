-- ndarray: the type

CREATE TYPE ndarray;

CREATE FUNCTION ndarray_in(cstring, oid, int4) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_in(cstring, oid, int4) IS 'I/O';

CREATE FUNCTION ndarray_out(ndarray) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_out(ndarray) IS 'I/O';

CREATE FUNCTION ndarray_recv(internal, oid, int4) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_recv(internal, oid, int4) IS 'I/O';

CREATE FUNCTION ndarray_send(ndarray) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_send(ndarray) IS 'I/O';

CREATE FUNCTION ndarray_typmod_in(cstring[]) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_typmod_in(cstring[]) IS 'I/O typmod';

CREATE FUNCTION ndarray_typmod_out(int4) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray_typmod_out(int4) IS 'I/O typmod';

CREATE TYPE ndarray (
	INPUT = ndarray_in,
	OUTPUT = ndarray_out,
	RECEIVE = ndarray_recv,
	SEND = ndarray_send,
	TYPMOD_IN = ndarray_typmod_in,
	TYPMOD_OUT = ndarray_typmod_out,
	INTERNALLENGTH = variable,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE ndarray IS 'n-dimensional box of cells of one element kind, with its coordinates';

CREATE FUNCTION ndarray(ndarray, int4, bool) RETURNS ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION ndarray(ndarray, int4, bool) IS 'check an ndarray against its type modifier';

CREATE CAST (ndarray AS ndarray) WITH FUNCTION ndarray(ndarray, int4, bool) AS IMPLICIT;
COMMENT ON CAST (ndarray AS ndarray) IS 'check kind and number of dimensions';
