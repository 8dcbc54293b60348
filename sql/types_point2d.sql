/* point2d: a point of the plane, two float8 */

CREATE TYPE @extschema@.point2d;

CREATE FUNCTION @extschema@.point2d_in(cstring) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_in(cstring) IS 'I/O';

CREATE FUNCTION @extschema@.point2d_out(@extschema@.point2d) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_out(@extschema@.point2d) IS 'I/O';

CREATE FUNCTION @extschema@.point2d_recv(internal) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_recv(internal) IS 'I/O';

CREATE FUNCTION @extschema@.point2d_send(@extschema@.point2d) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_send(@extschema@.point2d) IS 'I/O';

-- category G, that of point; p[0] and p[1] are x and y, as those of point
CREATE TYPE @extschema@.point2d (
	INPUT = @extschema@.point2d_in,
	OUTPUT = @extschema@.point2d_out,
	RECEIVE = @extschema@.point2d_recv,
	SEND = @extschema@.point2d_send,
	INTERNALLENGTH = 16,
	ALIGNMENT = double,
	STORAGE = plain,
	CATEGORY = 'G',
	ELEMENT = float8,
	SUBSCRIPT = pg_catalog.raw_array_subscript_handler
);
COMMENT ON TYPE @extschema@.point2d IS 'point of the plane, two float8: (1,2)';

/* constructors and accessors */

CREATE FUNCTION @extschema@.point2d(x float8, y float8) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME', 'point2d_make' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d(float8, float8) IS 'point of its coordinates';

CREATE FUNCTION @extschema@.x(@extschema@.point2d) RETURNS float8
	AS 'MODULE_PATHNAME', 'point2d_x' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.x(@extschema@.point2d) IS 'first coordinate';

CREATE FUNCTION @extschema@.y(@extschema@.point2d) RETURNS float8
	AS 'MODULE_PATHNAME', 'point2d_y' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.y(@extschema@.point2d) IS 'second coordinate';

CREATE FUNCTION @extschema@.str(@extschema@.point2d) RETURNS text
	AS 'MODULE_PATHNAME', 'point2d_str' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.str(@extschema@.point2d) IS 'text of a point: (1,2)';

CREATE FUNCTION @extschema@.point2str(@extschema@.point2d) RETURNS text
	AS 'MODULE_PATHNAME', 'point2d_str' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2str(@extschema@.point2d) IS 'SciDB''s name for str()';

CREATE FUNCTION @extschema@.str2point(text) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.str2point(text) IS 'SciDB''s name for the cast from text';

/* casts */

CREATE FUNCTION @extschema@.point2d(point) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME', 'point_to_point2d' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d(point) IS 'convert point to point2d';

CREATE FUNCTION @extschema@.point2d_to_point(@extschema@.point2d) RETURNS point
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_to_point(@extschema@.point2d) IS 'convert point2d to point';

-- One way only: with both, point * point would have two meanings for a point2d.
CREATE CAST (point AS @extschema@.point2d) WITH FUNCTION @extschema@.point2d(point) AS IMPLICIT;
COMMENT ON CAST (point AS @extschema@.point2d) IS 'exact';
CREATE CAST (@extschema@.point2d AS point) WITH FUNCTION @extschema@.point2d_to_point(@extschema@.point2d) AS ASSIGNMENT;
COMMENT ON CAST (@extschema@.point2d AS point) IS 'exact';

/* arithmetic */

CREATE FUNCTION @extschema@.point2d_add(@extschema@.point2d, @extschema@.point2d) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_add(@extschema@.point2d, @extschema@.point2d) IS 'implementation of + operator';

CREATE OPERATOR @extschema@.+ (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_add,
	COMMUTATOR = OPERATOR(@extschema@.+)
);
COMMENT ON OPERATOR @extschema@.+ (@extschema@.point2d, @extschema@.point2d) IS 'sum of vectors';

CREATE FUNCTION @extschema@.point2d_sub(@extschema@.point2d, @extschema@.point2d) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_sub(@extschema@.point2d, @extschema@.point2d) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_sub
);
COMMENT ON OPERATOR @extschema@.- (@extschema@.point2d, @extschema@.point2d) IS 'difference of vectors';

CREATE FUNCTION @extschema@.point2d_mul(@extschema@.point2d, float8) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_mul(@extschema@.point2d, float8) IS 'implementation of * operator';

CREATE FUNCTION @extschema@.float8_mul_point2d(float8, @extschema@.point2d) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.float8_mul_point2d(float8, @extschema@.point2d) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = float8,
	FUNCTION = @extschema@.point2d_mul,
	COMMUTATOR = OPERATOR(@extschema@.*)
);
COMMENT ON OPERATOR @extschema@.* (@extschema@.point2d, float8) IS 'multiple of a vector';

CREATE OPERATOR @extschema@.* (
	LEFTARG = float8,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.float8_mul_point2d,
	COMMUTATOR = OPERATOR(@extschema@.*)
);
COMMENT ON OPERATOR @extschema@.* (float8, @extschema@.point2d) IS 'multiple of a vector';

CREATE FUNCTION @extschema@.point2d_div(@extschema@.point2d, float8) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_div(@extschema@.point2d, float8) IS 'implementation of / operator';

CREATE OPERATOR @extschema@./ (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = float8,
	FUNCTION = @extschema@.point2d_div
);
COMMENT ON OPERATOR @extschema@./ (@extschema@.point2d, float8) IS 'part of a vector';

CREATE FUNCTION @extschema@.point2d_neg(@extschema@.point2d) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_neg(@extschema@.point2d) IS 'implementation of - operator';

CREATE OPERATOR @extschema@.- (
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_neg
);
COMMENT ON OPERATOR @extschema@.- (NONE, @extschema@.point2d) IS 'opposite vector';

-- no unary +: with one, + '2' would no longer be a number

CREATE FUNCTION @extschema@.dot(@extschema@.point2d, @extschema@.point2d) RETURNS float8
	AS 'MODULE_PATHNAME', 'point2d_dot' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.dot(@extschema@.point2d, @extschema@.point2d) IS 'dot product';

CREATE FUNCTION @extschema@.distance(@extschema@.point2d, @extschema@.point2d) RETURNS float8
	AS 'MODULE_PATHNAME', 'point2d_distance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.distance(@extschema@.point2d, @extschema@.point2d) IS 'distance';

CREATE OPERATOR @extschema@.<-> (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.distance,
	COMMUTATOR = OPERATOR(@extschema@.<->)
);
COMMENT ON OPERATOR @extschema@.<-> (@extschema@.point2d, @extschema@.point2d) IS 'distance';

/* comparison: none of these can fail, so that none can leak its arguments */

CREATE FUNCTION @extschema@.point2d_eq(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_eq(@extschema@.point2d, @extschema@.point2d) IS 'implementation of = operator';

CREATE FUNCTION @extschema@.point2d_ne(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_ne(@extschema@.point2d, @extschema@.point2d) IS 'implementation of <> operator';

CREATE FUNCTION @extschema@.point2d_lt(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_lt(@extschema@.point2d, @extschema@.point2d) IS 'implementation of < operator';

CREATE FUNCTION @extschema@.point2d_le(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_le(@extschema@.point2d, @extschema@.point2d) IS 'implementation of <= operator';

CREATE FUNCTION @extschema@.point2d_gt(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gt(@extschema@.point2d, @extschema@.point2d) IS 'implementation of > operator';

CREATE FUNCTION @extschema@.point2d_ge(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_ge(@extschema@.point2d, @extschema@.point2d) IS 'implementation of >= operator';

CREATE OPERATOR @extschema@.= (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_eq,
	COMMUTATOR = OPERATOR(@extschema@.=),
	NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.point2d, @extschema@.point2d) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>),
	NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.point2d, @extschema@.point2d) IS 'not equal';

CREATE OPERATOR @extschema@.< (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_lt,
	COMMUTATOR = OPERATOR(@extschema@.>),
	NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.point2d, @extschema@.point2d) IS 'less than: by x, then y';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_le,
	COMMUTATOR = OPERATOR(@extschema@.>=),
	NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.point2d, @extschema@.point2d) IS 'less than or equal: by x, then y';

CREATE OPERATOR @extschema@.> (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_gt,
	COMMUTATOR = OPERATOR(@extschema@.<),
	NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.point2d, @extschema@.point2d) IS 'greater than: by x, then y';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=),
	NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.point2d, @extschema@.point2d) IS 'greater than or equal: by x, then y';

CREATE OPERATOR @extschema@.~= (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_eq,
	COMMUTATOR = OPERATOR(@extschema@.~=),
	RESTRICT = eqsel,
	JOIN = eqjoinsel
);
COMMENT ON OPERATOR @extschema@.~= (@extschema@.point2d, @extschema@.point2d) IS 'equal';

/* btree and hash */

CREATE FUNCTION @extschema@.point2d_cmp(@extschema@.point2d, @extschema@.point2d) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_cmp(@extschema@.point2d, @extschema@.point2d) IS 'less-equal-greater';

CREATE FUNCTION @extschema@.point2d_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_sortsupport(internal) IS 'sort support';

CREATE FUNCTION @extschema@.point2d_hash(@extschema@.point2d) RETURNS int4
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_hash(@extschema@.point2d) IS 'hash';

CREATE FUNCTION @extschema@.point2d_hash_extended(@extschema@.point2d, int8) RETURNS int8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_hash_extended(@extschema@.point2d, int8) IS 'hash with a seed';

-- no equalimage: -0 equals 0
CREATE OPERATOR FAMILY @extschema@.point2d_ops USING btree;
COMMENT ON OPERATOR FAMILY @extschema@.point2d_ops USING btree IS 'lexicographic order of point2d';

CREATE OPERATOR CLASS @extschema@.point2d_ops
	DEFAULT FOR TYPE @extschema@.point2d USING btree FAMILY @extschema@.point2d_ops AS
	OPERATOR 1 @extschema@.<,
	OPERATOR 2 @extschema@.<=,
	OPERATOR 3 @extschema@.=,
	OPERATOR 4 @extschema@.>=,
	OPERATOR 5 @extschema@.>,
	FUNCTION 1 @extschema@.point2d_cmp(@extschema@.point2d, @extschema@.point2d),
	FUNCTION 2 @extschema@.point2d_sortsupport(internal);
COMMENT ON OPERATOR CLASS @extschema@.point2d_ops USING btree IS 'lexicographic order of point2d';

CREATE OPERATOR FAMILY @extschema@.point2d_hash_ops USING hash;
COMMENT ON OPERATOR FAMILY @extschema@.point2d_hash_ops USING hash IS 'hash of point2d';

CREATE OPERATOR CLASS @extschema@.point2d_hash_ops
	DEFAULT FOR TYPE @extschema@.point2d USING hash FAMILY @extschema@.point2d_hash_ops AS
	OPERATOR 1 @extschema@.=,
	FUNCTION 1 @extschema@.point2d_hash(@extschema@.point2d),
	FUNCTION 2 @extschema@.point2d_hash_extended(@extschema@.point2d, int8);
COMMENT ON OPERATOR CLASS @extschema@.point2d_hash_ops USING hash IS 'hash of point2d';
