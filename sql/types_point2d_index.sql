/* places, containment, and the indexes for them: GiST and SP-GiST of point2d */

CREATE FUNCTION @extschema@.point2d_left(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_left(@extschema@.point2d, @extschema@.point2d) IS 'implementation of << operator';

CREATE FUNCTION @extschema@.point2d_right(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_right(@extschema@.point2d, @extschema@.point2d) IS 'implementation of >> operator';

CREATE FUNCTION @extschema@.point2d_below(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_below(@extschema@.point2d, @extschema@.point2d) IS 'implementation of <<| operator';

CREATE FUNCTION @extschema@.point2d_above(@extschema@.point2d, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_above(@extschema@.point2d, @extschema@.point2d) IS 'implementation of |>> operator';

CREATE FUNCTION @extschema@.point2d_in_box(@extschema@.point2d, box) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_in_box(@extschema@.point2d, box) IS 'implementation of <@ operator';

CREATE FUNCTION @extschema@.box_has_point2d(box, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.box_has_point2d(box, @extschema@.point2d) IS 'implementation of @> operator';

CREATE FUNCTION @extschema@.point2d_in_circle(@extschema@.point2d, circle) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_in_circle(@extschema@.point2d, circle) IS 'implementation of <@ operator';

CREATE FUNCTION @extschema@.circle_has_point2d(circle, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.circle_has_point2d(circle, @extschema@.point2d) IS 'implementation of @> operator';

CREATE FUNCTION @extschema@.point2d_in_polygon(@extschema@.point2d, polygon) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_in_polygon(@extschema@.point2d, polygon) IS 'implementation of <@ operator';

CREATE FUNCTION @extschema@.polygon_has_point2d(polygon, @extschema@.point2d) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.polygon_has_point2d(polygon, @extschema@.point2d) IS 'implementation of @> operator';

-- matchingsel tries the operator on the column's statistics

CREATE OPERATOR @extschema@.<< (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_left,
	COMMUTATOR = OPERATOR(@extschema@.>>),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.<< (@extschema@.point2d, @extschema@.point2d) IS 'is left of';

CREATE OPERATOR @extschema@.>> (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_right,
	COMMUTATOR = OPERATOR(@extschema@.<<),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.>> (@extschema@.point2d, @extschema@.point2d) IS 'is right of';

CREATE OPERATOR @extschema@.<<| (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_below,
	COMMUTATOR = OPERATOR(@extschema@.|>>),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.<<| (@extschema@.point2d, @extschema@.point2d) IS 'is below';

CREATE OPERATOR @extschema@.|>> (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.point2d_above,
	COMMUTATOR = OPERATOR(@extschema@.<<|),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.|>> (@extschema@.point2d, @extschema@.point2d) IS 'is above';

CREATE OPERATOR @extschema@.<@ (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = box,
	FUNCTION = @extschema@.point2d_in_box,
	COMMUTATOR = OPERATOR(@extschema@.@>),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.<@ (@extschema@.point2d, box) IS 'contained in';

CREATE OPERATOR @extschema@.@> (
	LEFTARG = box,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.box_has_point2d,
	COMMUTATOR = OPERATOR(@extschema@.<@),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.@> (box, @extschema@.point2d) IS 'contains';

CREATE OPERATOR @extschema@.<@ (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = circle,
	FUNCTION = @extschema@.point2d_in_circle,
	COMMUTATOR = OPERATOR(@extschema@.@>),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.<@ (@extschema@.point2d, circle) IS 'contained in';

CREATE OPERATOR @extschema@.@> (
	LEFTARG = circle,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.circle_has_point2d,
	COMMUTATOR = OPERATOR(@extschema@.<@),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.@> (circle, @extschema@.point2d) IS 'contains';

CREATE OPERATOR @extschema@.<@ (
	LEFTARG = @extschema@.point2d,
	RIGHTARG = polygon,
	FUNCTION = @extschema@.point2d_in_polygon,
	COMMUTATOR = OPERATOR(@extschema@.@>),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.<@ (@extschema@.point2d, polygon) IS 'contained in';

CREATE OPERATOR @extschema@.@> (
	LEFTARG = polygon,
	RIGHTARG = @extschema@.point2d,
	FUNCTION = @extschema@.polygon_has_point2d,
	COMMUTATOR = OPERATOR(@extschema@.<@),
	RESTRICT = matchingsel,
	JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.@> (polygon, @extschema@.point2d) IS 'contains';

/* GiST */

CREATE FUNCTION @extschema@.point2d_gist_consistent(internal, @extschema@.point2d, int2, oid, internal) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gist_consistent(internal, @extschema@.point2d, int2, oid, internal) IS 'GiST support';

CREATE FUNCTION @extschema@.point2d_gist_distance(internal, @extschema@.point2d, int2, oid, internal) RETURNS float8
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gist_distance(internal, @extschema@.point2d, int2, oid, internal) IS 'GiST support';

CREATE FUNCTION @extschema@.point2d_gist_union(internal, internal) RETURNS @extschema@.point2d
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gist_union(internal, internal) IS 'GiST support';

CREATE FUNCTION @extschema@.point2d_gist_compress(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gist_compress(internal) IS 'GiST support';

CREATE FUNCTION @extschema@.point2d_gist_fetch(internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gist_fetch(internal) IS 'GiST support';

CREATE FUNCTION @extschema@.point2d_gist_penalty(internal, internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gist_penalty(internal, internal, internal) IS 'GiST support';

CREATE FUNCTION @extschema@.point2d_gist_picksplit(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gist_picksplit(internal, internal) IS 'GiST support';

CREATE FUNCTION @extschema@.point2d_gist_same(@extschema@.point2d, @extschema@.point2d, internal) RETURNS internal
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gist_same(@extschema@.point2d, @extschema@.point2d, internal) IS 'GiST support';

CREATE FUNCTION @extschema@.point2d_gist_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_gist_sortsupport(internal) IS 'GiST support';

CREATE OPERATOR FAMILY @extschema@.point2d_gist_ops USING gist;
COMMENT ON OPERATOR FAMILY @extschema@.point2d_gist_ops USING gist IS 'places of point2d';

CREATE OPERATOR CLASS @extschema@.point2d_gist_ops
	DEFAULT FOR TYPE @extschema@.point2d USING gist FAMILY @extschema@.point2d_gist_ops AS
	OPERATOR 1 @extschema@.<<,
	OPERATOR 5 @extschema@.>>,
	OPERATOR 6 @extschema@.~=,
	OPERATOR 10 @extschema@.<<|,
	OPERATOR 11 @extschema@.|>>,
	OPERATOR 15 @extschema@.<-> FOR ORDER BY pg_catalog.float_ops,
	OPERATOR 18 @extschema@.=,
	OPERATOR 31 @extschema@.<@ (@extschema@.point2d, box),
	OPERATOR 32 @extschema@.<@ (@extschema@.point2d, circle),
	OPERATOR 33 @extschema@.<@ (@extschema@.point2d, polygon),
	FUNCTION 1 @extschema@.point2d_gist_consistent(internal, @extschema@.point2d, int2, oid, internal),
	FUNCTION 2 @extschema@.point2d_gist_union(internal, internal),
	FUNCTION 3 @extschema@.point2d_gist_compress(internal),
	FUNCTION 5 @extschema@.point2d_gist_penalty(internal, internal, internal),
	FUNCTION 6 @extschema@.point2d_gist_picksplit(internal, internal),
	FUNCTION 7 @extschema@.point2d_gist_same(@extschema@.point2d, @extschema@.point2d, internal),
	FUNCTION 8 @extschema@.point2d_gist_distance(internal, @extschema@.point2d, int2, oid, internal),
	FUNCTION 9 @extschema@.point2d_gist_fetch(internal),
	FUNCTION 11 @extschema@.point2d_gist_sortsupport(internal);
COMMENT ON OPERATOR CLASS @extschema@.point2d_gist_ops USING gist IS 'places of point2d';

/* SP-GiST */

CREATE FUNCTION @extschema@.point2d_spgist_config(internal, internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_spgist_config(internal, internal) IS 'SP-GiST support';

CREATE FUNCTION @extschema@.point2d_spgist_choose(internal, internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_spgist_choose(internal, internal) IS 'SP-GiST support';

CREATE FUNCTION @extschema@.point2d_spgist_picksplit(internal, internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_spgist_picksplit(internal, internal) IS 'SP-GiST support';

CREATE FUNCTION @extschema@.point2d_spgist_inner_consistent(internal, internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_spgist_inner_consistent(internal, internal) IS 'SP-GiST support';

CREATE FUNCTION @extschema@.point2d_spgist_leaf_consistent(internal, internal) RETURNS bool
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.point2d_spgist_leaf_consistent(internal, internal) IS 'SP-GiST support';

CREATE OPERATOR FAMILY @extschema@.point2d_spgist_ops USING spgist;
COMMENT ON OPERATOR FAMILY @extschema@.point2d_spgist_ops USING spgist IS 'quad tree of point2d';

CREATE OPERATOR CLASS @extschema@.point2d_spgist_ops
	DEFAULT FOR TYPE @extschema@.point2d USING spgist FAMILY @extschema@.point2d_spgist_ops AS
	OPERATOR 1 @extschema@.<<,
	OPERATOR 5 @extschema@.>>,
	OPERATOR 6 @extschema@.~=,
	OPERATOR 10 @extschema@.<<|,
	OPERATOR 11 @extschema@.|>>,
	OPERATOR 15 @extschema@.<-> FOR ORDER BY pg_catalog.float_ops,
	OPERATOR 18 @extschema@.=,
	OPERATOR 31 @extschema@.<@ (@extschema@.point2d, box),
	OPERATOR 32 @extschema@.<@ (@extschema@.point2d, circle),
	OPERATOR 33 @extschema@.<@ (@extschema@.point2d, polygon),
	FUNCTION 1 @extschema@.point2d_spgist_config(internal, internal),
	FUNCTION 2 @extschema@.point2d_spgist_choose(internal, internal),
	FUNCTION 3 @extschema@.point2d_spgist_picksplit(internal, internal),
	FUNCTION 4 @extschema@.point2d_spgist_inner_consistent(internal, internal),
	FUNCTION 5 @extschema@.point2d_spgist_leaf_consistent(internal, internal);
COMMENT ON OPERATOR CLASS @extschema@.point2d_spgist_ops USING spgist IS 'quad tree of point2d';
