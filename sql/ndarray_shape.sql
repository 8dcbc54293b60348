-- ndarray: functions that change the shape or the order of cells

CREATE FUNCTION @extschema@.nd_reshape(a @extschema@.ndarray, shape int8[]) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_reshape(@extschema@.ndarray, int8[]) IS 'the same cells in row-major order with other lengths, one of which may be -1; bounds begin at 0';

CREATE FUNCTION @extschema@.nd_shift(a @extschema@.ndarray, by int8[]) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_shift(@extschema@.ndarray, int8[]) IS 'the same cells with bounds moved; NULL leaves an axis';

CREATE FUNCTION @extschema@.nd_squeeze(a @extschema@.ndarray, axis text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_squeeze(@extschema@.ndarray, text[]) IS 'without the given axes, which have length 1, or without all such';

CREATE FUNCTION @extschema@.nd_expand(a @extschema@.ndarray, axis int4 DEFAULT 0, at int8 DEFAULT 0) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_expand(@extschema@.ndarray, int4, int8) IS 'with a new axis of length 1 at that place, whose only coordinate is at';

CREATE FUNCTION @extschema@.nd_slice(a @extschema@.ndarray, axis text[], at int8[]) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_slice(@extschema@.ndarray, text[], int8[]) IS 'the cells at one coordinate of each given axis, which goes; NULL outside';

CREATE FUNCTION @extschema@.nd_transpose(a @extschema@.ndarray, axes text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_transpose(@extschema@.ndarray, text[]) IS 'axes in the given order, or all turned round; bounds and names go with them';

CREATE FUNCTION @extschema@.nd_flip(a @extschema@.ndarray, axis text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_flip(@extschema@.ndarray, text[]) IS 'cells turned round along the given axes, or all; bounds stay';

CREATE FUNCTION @extschema@.nd_roll(a @extschema@.ndarray, by int8[], axis text[] DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_roll(@extschema@.ndarray, int8[], text[]) IS 'cells moved round along the given axes, or in row-major order; bounds stay';

CREATE FUNCTION @extschema@.nd_repeat(a @extschema@.ndarray, times int8, axis text DEFAULT '0') RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_repeat(@extschema@.ndarray, int8, text) IS 'every cell that many times along an axis';

CREATE FUNCTION @extschema@.nd_pad(a @extschema@.ndarray, before int8[], after int8[]) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_pad(@extschema@.ndarray, int8[], int8[]) IS 'empty cells around; the others keep their coordinates';

CREATE FUNCTION @extschema@.nd_pad(a @extschema@.ndarray, before int8[], after int8[], fill anyelement) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_pad(@extschema@.ndarray, int8[], int8[], anyelement) IS 'cells of that value around; the others keep their coordinates';

CREATE FUNCTION @extschema@.nd_diag(a @extschema@.ndarray, k int8 DEFAULT 0) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_diag(@extschema@.ndarray, int8) IS 'the k-th diagonal of a matrix, or a matrix of zeros with a vector on it';

CREATE FUNCTION @extschema@.nd_concat(arrays @extschema@.ndarray[], axis text DEFAULT '0') RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_concat(@extschema@.ndarray[], text) IS 'joined along an axis, where the bounds of the first continue; other bounds are equal';

CREATE FUNCTION @extschema@.nd_stack(arrays @extschema@.ndarray[], axis int4 DEFAULT 0) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_stack(@extschema@.ndarray[], int4) IS 'joined along a new axis from 0; bounds are equal';
