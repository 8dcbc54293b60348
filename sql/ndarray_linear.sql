-- ndarray: linear algebra

CREATE FUNCTION @extschema@.nd_matmul(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_matmul(@extschema@.ndarray, @extschema@.ndarray) IS 'product of matrices, of stacks of them, and of vectors; exact for integers';

CREATE FUNCTION @extschema@.nd_dot(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_dot(@extschema@.ndarray, @extschema@.ndarray) IS 'sum of products over the last axis of a and the last but one, or only, of b';

CREATE FUNCTION @extschema@.nd_vdot(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_vdot(@extschema@.ndarray, @extschema@.ndarray) IS 'sum over all cells of a, conjugated, times b';

CREATE FUNCTION @extschema@.nd_outer(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_outer(@extschema@.ndarray, @extschema@.ndarray) IS 'every cell of a times every cell of b; axes of a, then those of b';

CREATE FUNCTION @extschema@.nd_solve(a @extschema@.ndarray, b @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_solve(@extschema@.ndarray, @extschema@.ndarray) IS 'x with a x = b, for a vector or the columns of a matrix';

CREATE FUNCTION @extschema@.nd_inverse(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_inverse(@extschema@.ndarray) IS 'inverse of a square matrix';

CREATE FUNCTION @extschema@.nd_det(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_det(@extschema@.ndarray) IS 'determinant';

CREATE FUNCTION @extschema@.nd_slogdet(a @extschema@.ndarray, OUT sign @extschema@.ndarray, OUT log_size @extschema@.ndarray) RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_slogdet(@extschema@.ndarray) IS 'sign of the determinant, and natural logarithm of its size';

CREATE FUNCTION @extschema@.nd_cholesky(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_cholesky(@extschema@.ndarray) IS 'lower triangular l with l times its adjoint = a, from the lower triangle of a';

CREATE FUNCTION @extschema@.nd_qr(a @extschema@.ndarray, OUT q @extschema@.ndarray, OUT r @extschema@.ndarray) RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_qr(@extschema@.ndarray) IS 'q with orthonormal columns and upper triangular r with q r = a';

CREATE FUNCTION @extschema@.nd_svd(a @extschema@.ndarray, full_matrices bool DEFAULT true, OUT u @extschema@.ndarray, OUT s @extschema@.ndarray, OUT vt @extschema@.ndarray) RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_svd(@extschema@.ndarray, bool) IS 'singular value decomposition: u diag(s) vt = a, s descending';

CREATE FUNCTION @extschema@.nd_eigh(a @extschema@.ndarray, OUT eigenvalues @extschema@.ndarray, OUT eigenvectors @extschema@.ndarray) RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_eigh(@extschema@.ndarray) IS 'eigenvalues, ascending, and eigenvectors, in columns, of a symmetric or Hermitian matrix, from its lower triangle';

CREATE FUNCTION @extschema@.nd_eig(a @extschema@.ndarray, OUT eigenvalues @extschema@.ndarray, OUT eigenvectors @extschema@.ndarray) RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_eig(@extschema@.ndarray) IS 'complex eigenvalues and eigenvectors, in columns, of a square matrix';

CREATE FUNCTION @extschema@.nd_lstsq(a @extschema@.ndarray, b @extschema@.ndarray, rcond float8 DEFAULT NULL, OUT x @extschema@.ndarray, OUT residuals @extschema@.ndarray, OUT rank int4, OUT s @extschema@.ndarray) RETURNS record
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_lstsq(@extschema@.ndarray, @extschema@.ndarray, float8) IS 'x of least norm among those that make the norm of b - a x least; squares left over, rank, singular values';

CREATE FUNCTION @extschema@.nd_pinv(a @extschema@.ndarray, rcond float8 DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_pinv(@extschema@.ndarray, float8) IS 'pseudo-inverse, by singular values above rcond times the greatest';

CREATE FUNCTION @extschema@.nd_matrix_rank(a @extschema@.ndarray, tol float8 DEFAULT NULL) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.nd_matrix_rank(@extschema@.ndarray, float8) IS 'number of singular values above tol';

CREATE FUNCTION @extschema@.nd_norm(a @extschema@.ndarray, ord float8 DEFAULT NULL, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_norm(@extschema@.ndarray, float8, text[], bool) IS 'norm of vectors along one axis, or of matrices along two; by default of all cells, by squares';

CREATE FUNCTION @extschema@.nd_norm(a @extschema@.ndarray, ord text, axis text[] DEFAULT NULL, keepdims bool DEFAULT false) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME', 'nd_norm_named' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.nd_norm(@extschema@.ndarray, text, text[], bool) IS 'norm whose order is named: fro, nuc, inf, -inf';

CREATE FUNCTION @extschema@.nd_trace(a @extschema@.ndarray) RETURNS @extschema@.ndarray
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.nd_trace(@extschema@.ndarray) IS 'sum of the diagonal of matrices; exact for integers';
