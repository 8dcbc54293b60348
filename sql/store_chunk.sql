/* chunk_summary, and the check of a chunk table's rows */

CREATE TYPE @extschema@.chunk_summary;

CREATE FUNCTION @extschema@.chunk_summary_in(cstring) RETURNS @extschema@.chunk_summary
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.chunk_summary_in(cstring) IS
	'I/O';

CREATE FUNCTION @extschema@.chunk_summary_out(@extschema@.chunk_summary) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.chunk_summary_out(@extschema@.chunk_summary) IS
	'I/O';

CREATE FUNCTION @extschema@.chunk_summary_recv(internal) RETURNS @extschema@.chunk_summary
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.chunk_summary_recv(internal) IS
	'I/O';

CREATE FUNCTION @extschema@.chunk_summary_send(@extschema@.chunk_summary) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.chunk_summary_send(@extschema@.chunk_summary) IS
	'I/O';

CREATE TYPE @extschema@.chunk_summary (
	INPUT = @extschema@.chunk_summary_in,
	OUTPUT = @extschema@.chunk_summary_out,
	RECEIVE = @extschema@.chunk_summary_recv,
	SEND = @extschema@.chunk_summary_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = main
);
COMMENT ON TYPE @extschema@.chunk_summary IS
	'counts, range and sum of each attribute of a chunk';

CREATE FUNCTION @extschema@.chunk_summary(VARIADIC "any") RETURNS @extschema@.chunk_summary
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.chunk_summary(VARIADIC "any") IS
	'summary of the ndarrays of a chunk, from their heads';

CREATE FUNCTION @extschema@.chunk_ok(grid text, corner int8[], VARIADIC "any") RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.chunk_ok(text, int8[], VARIADIC "any") IS
	'says whether the ndarrays belong to the chunk with that lower corner; the check of every chunk table';

CREATE FUNCTION @extschema@.summary_kind(summary @extschema@.chunk_summary, attribute int4) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.summary_kind(@extschema@.chunk_summary, int4) IS
	'element type of an attribute (from 1) of a chunk';

CREATE FUNCTION @extschema@.summary_present(summary @extschema@.chunk_summary, attribute int4) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.summary_present(@extschema@.chunk_summary, int4) IS
	'cells of the chunk that are not empty';

CREATE FUNCTION @extschema@.summary_count(summary @extschema@.chunk_summary, attribute int4) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.summary_count(@extschema@.chunk_summary, int4) IS
	'cells of the chunk with a value of the attribute';

CREATE FUNCTION @extschema@.summary_nulls(summary @extschema@.chunk_summary, attribute int4) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.summary_nulls(@extschema@.chunk_summary, int4) IS
	'cells of the chunk where the attribute is NULL';

CREATE FUNCTION @extschema@.summary_nans(summary @extschema@.chunk_summary, attribute int4) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.summary_nans(@extschema@.chunk_summary, int4) IS
	'cells of the chunk where the attribute is NaN';

CREATE FUNCTION @extschema@.summary_min(summary @extschema@.chunk_summary, attribute int4) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.summary_min(@extschema@.chunk_summary, int4) IS
	'least value of the attribute in the chunk, NaN left out';

CREATE FUNCTION @extschema@.summary_max(summary @extschema@.chunk_summary, attribute int4) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.summary_max(@extschema@.chunk_summary, int4) IS
	'greatest value of the attribute in the chunk, NaN left out';

CREATE FUNCTION @extschema@.summary_sum(summary @extschema@.chunk_summary, attribute int4) RETURNS text
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.summary_sum(@extschema@.chunk_summary, int4) IS
	'sum of the attribute in the chunk; NULL without values and where it does not fit';

CREATE FUNCTION @extschema@.summary_attributes(summary @extschema@.chunk_summary) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.summary_attributes(@extschema@.chunk_summary) IS
	'number of attributes that a chunk_summary covers';
