SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- Bounds and names go with the axes; names that meet go.
SELECT nd_matmul('float8[i=1:2,j=0:2]{{1,2,3},{4,5,6}}'::ndarray, 'float8[j=0:2,k=5:6]{{1,2},{3,4},{5,6}}'::ndarray) AS matrices,
	nd_matmul('float8[i=1:2,j=0:2]{{1,2,3},{4,5,6}}'::ndarray, 'float8[0:2]{1,0,1}'::ndarray) AS vector,
	nd_matmul('float8[0:1]{1,2}'::ndarray, 'float8[0:1]{3,4}'::ndarray) AS vectors;
SELECT nd_matmul(a, a) AS square, nd_inverse(a), nd_outer('int2[x=0:1]{1,2}'::ndarray, 'int4[y=3:4]{3,4}'::ndarray)
FROM (SELECT 'float8[i=0:1,j=0:1]{{1,1},{0,1}}'::ndarray AS a) v;
SELECT nd_matmul('int4[t=7:8,0:0,0:1]{{{1,2}},{{3,4}}}'::ndarray, 'int4[0:1,0:0]{{1},{1}}'::ndarray) AS stack,
	nd_dot('int4[0:0,0:1]{{1,2}}'::ndarray, 'int4[3:4,0:1,0:0]{{{1},{2}},{{3},{4}}}'::ndarray) AS dot,
	nd_vdot('complex[0:1]{1i,2}'::ndarray, 'complex[0:1]{1i,1}'::ndarray) AS vdot, nd_trace('int2[0:1,0:2]{{1,2,3},{4,5,6}}'::ndarray) AS trace;

-- Kinds.
SELECT nd_kind(nd_matmul(nd_astype(a, k), nd_astype(a, l))) AS kind, k, l
FROM (SELECT 'int4[0:1,0:1]{{1,2},{3,5}}'::ndarray AS a) v, unnest('{int2,int8,float4,float8,complex}'::text[]) k, unnest('{int2,int8,float4,float8,complex}'::text[]) l
ORDER BY k, l;
SELECT k, nd_kind(nd_inverse(nd_astype(a, k))) AS inverse, nd_kind(u) AS u, nd_kind(s) AS s, nd_kind(vt) AS vt,
	nd_kind((nd_eig(nd_astype(a, k))).eigenvalues) AS eig, nd_kind(nd_norm(nd_astype(a, k))) AS norm
FROM (SELECT 'int4[0:1,0:1]{{1,2},{2,5}}'::ndarray AS a) v, unnest('{int2,int8,float4,float8,complex}'::text[]) k, nd_svd(nd_astype(a, k))
ORDER BY k;
SELECT nd_matmul('rational[0:0]{1/2}'::ndarray, 'float8[0:0]{1}'::ndarray);
SELECT nd_matmul('bool[0:0]{t}'::ndarray, 'bool[0:0]{t}'::ndarray);
SELECT nd_det('date[0:0,0:0]{{2001-01-01}}'::ndarray);
SELECT nd_norm('uuid[0:0]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'::ndarray);

-- Integers are exact, whatever they pass on the way.
SELECT nd_matmul('int8[0:1]{9223372036854775807,9223372036854775807}'::ndarray, 'int8[0:1]{9223372036854775807,-9223372036854775807}'::ndarray) AS zero,
	nd_matmul('int8[0:2]{-9223372036854775808,1,-1}'::ndarray, 'int8[0:2]{1,0,0}'::ndarray) AS least,
	nd_matmul('int8[0:1]{4611686018427387904,-1}'::ndarray, 'int8[0:1]{2,1}'::ndarray) AS most,
	nd_trace('int2[0:1,0:1]{{32767,0},{0,32767}}'::ndarray) AS trace;
SELECT nd_matmul('int8[0:1]{4611686018427387904,1}'::ndarray, 'int8[0:1]{2,1}'::ndarray);
SELECT nd_matmul('int8[0:1]{-9223372036854775808,-9223372036854775808}'::ndarray, 'int8[0:1]{-9223372036854775808,-9223372036854775808}'::ndarray);

-- Rationals too: products, equations, inverses, determinants.
SELECT nd_matmul('rational[0:1]{1/2,1/3}'::ndarray, 'int4[0:1]{1,1}'::ndarray) AS sum, nd_outer('rational[0:1]{1/2,1/3}'::ndarray, 'rational[0:0]{2/3}'::ndarray) AS outer,
	nd_trace('rational[0:1,0:1]{{1/2,0},{0,1/3}}'::ndarray) AS trace, nd_vdot('rational[0:-1]{}'::ndarray, 'rational[0:-1]{}'::ndarray) AS nothing;
SELECT nd_inverse(h) AS inverse, nd_det(h) AS det, nd_solve(h, 'rational[i=1:3]{1,0,0}'::ndarray) AS solve, nd_kind((nd_svd(h)).u) AS svd
FROM (SELECT 'rational[i=1:3,j=0:2]{{1,1/2,1/3},{1/2,1/3,1/4},{1/3,1/4,1/5}}'::ndarray AS h) v;
SELECT nd_inverse('rational[0:0,0:1,0:1]{{{1/2,1},{1,2}}}'::ndarray);
SELECT nd_det('rational[0:1,0:1]{{1/2,1},{1,2}}'::ndarray) AS det, nd_det('rational[0:-1,0:-1]{}'::ndarray) AS one, nd_solve('rational[0:-1,0:-1]{}'::ndarray, 'rational[0:-1]{}'::ndarray) AS solve;
SELECT nd_det('rational[0:1,0:1]{{9223372036854775807,0},{0,2}}'::ndarray);
SELECT nd_matmul('rational[0:1]{1/9223372036854775807,1/9223372036854775783}'::ndarray, 'int8[0:1]{1,1}'::ndarray);
SELECT nd_matmul('rational[0:1]{1/9223372036854775807,1/9223372036854775783}'::ndarray, 'int8[0:1]{9223372036854775807,9223372036854775783}'::ndarray) AS two;
SELECT nd_matmul('rational[0:1]{1/9223372036854775807,-1/9223372036854775807}'::ndarray, 'rational[0:1]{1/2,1/2}'::ndarray);

-- Nothing, and one.
SELECT nd_matmul('float8[1:2,1:0]{}'::ndarray, 'int4[1:0,1:2]{}'::ndarray) AS zeros, nd_det('float8[0:-1,0:-1]{}'::ndarray) AS one,
	nd_inverse('float8[0:-1,5:4]{}'::ndarray) AS inverse, nd_norm('float8[0:-1]{}'::ndarray) AS norm,
	nd_solve('float8[0:-1,0:-1]{}'::ndarray, 'float8[0:-1,0:1]{}'::ndarray) AS solve, nd_matrix_rank('float8[0:1,0:-1]{}'::ndarray) AS rank;
SELECT * FROM nd_svd('float8[0:1,0:-1]{}'::ndarray);
SELECT * FROM nd_svd('float8[0:1,0:-1]{}'::ndarray, false);
SELECT * FROM nd_qr('float8[0:-1,0:1]{}'::ndarray);
SELECT * FROM nd_lstsq('float8[0:1,0:-1]{}'::ndarray, 'float8[0:1]{1,2}'::ndarray);
SELECT nd_inverse('float8[3:3,4:4]{{4}}'::ndarray) AS inverse, nd_solve('float8[3:3,4:4]{{4}}'::ndarray, 'float8[3:3]{8}'::ndarray) AS solve,
	nd_cholesky('float8[0:0,0:0]{{4}}'::ndarray) AS cholesky, nd_det('float8[0:0,0:0]{{4}}'::ndarray) AS det;
SELECT eigenvalues, nd_abs(eigenvectors) AS eigenvectors, nd_abs(u) AS u, s, nd_abs(vt) AS vt FROM nd_eigh('float8[0:0,0:0]{{4}}'::ndarray), nd_svd('float8[0:0,0:0]{{4}}'::ndarray);

-- Shapes and bounds that do not match.
SELECT nd_matmul(nd_zeros('{2,3}'), nd_zeros('{2,3}'));
SELECT nd_matmul(nd_zeros('{2,3}'), nd_rebase(nd_zeros('{3,2}'), '{1,0}'));
SELECT nd_matmul(nd_zeros('{2,2,3}'), nd_zeros('{3,3,2}'));
SELECT nd_matmul(nd_zeros('{2,2,3}'), nd_rebase(nd_zeros('{2,3,2}'), '{1,0,0}'));
SELECT nd_matmul('float8{1}'::ndarray, nd_zeros('{2,3}'));
SELECT nd_vdot(nd_zeros('{2}'), nd_zeros('{3}'));
SELECT nd_vdot(nd_zeros('{2}'), nd_rebase(nd_zeros('{2}'), '{1}'));
SELECT nd_solve(nd_zeros('{2,2}'), nd_zeros('{3}'));
SELECT nd_solve(nd_zeros('{2,2}'), nd_rebase(nd_zeros('{2}'), '{1}'));
SELECT nd_solve(nd_zeros('{2,3}'), nd_zeros('{3}'));
SELECT nd_solve(nd_zeros('{2,2}'), 'float8{1}'::ndarray);
SELECT nd_inverse(nd_zeros('{2}'));
SELECT nd_det(nd_zeros('{2,3}'));
SELECT nd_eigh(nd_rebase(nd_zeros('{2,2}'), '{0,1}'));
SELECT nd_lstsq(nd_zeros('{2,2}'), nd_zeros('{3}'));
SELECT nd_lstsq(nd_zeros('{2,2,2}'), nd_zeros('{2}'));

-- Cells without a value.
SELECT nd_matmul('float8[0:1]{1,NULL}'::ndarray, 'float8[0:1]{1,2}'::ndarray);
SELECT nd_det('float8[5:6,5:6]{{1,2},{3,()}}'::ndarray);
SELECT nd_norm('float8[0:999,0:999,0:255]{}'::ndarray);

-- Numerics that fail.
SELECT nd_solve('float8[0:1,0:1]{{1,2},{2,4}}'::ndarray, 'float8[0:1]{1,2}'::ndarray);
SELECT nd_inverse('float8[0:1,0:1,0:1]{{{1,2},{3,4}},{{0,0},{0,0}}}'::ndarray);
SELECT nd_det('float8[0:1,0:1]{{1,2},{2,4}}'::ndarray) AS det, nd_slogdet('float8[0:1,0:1]{{1,2},{2,4}}'::ndarray);
SELECT nd_det('float8[0:1,0:1]{{1e200,0},{0,1e200}}'::ndarray);
SELECT nd_det('float8[0:1,0:1]{{1e-200,0},{0,1e-200}}'::ndarray);
SELECT nd_det('float8[0:2,0:2]{{1e200,0,0},{0,1e200,0},{0,0,1e-200}}'::ndarray) AS in_range, nd_round(log_size) AS log_size, sign FROM nd_slogdet('float8[0:1,0:1]{{-1e200,0},{0,1e200}}'::ndarray);
SELECT nd_cholesky('float8[0:1,0:1]{{1,2},{2,1}}'::ndarray);
SELECT nd_svd('float8[0:1,0:1]{{1,2},{NaN,4}}'::ndarray);
SELECT nd_eig('float8[0:1,0:1]{{1,2},{Infinity,4}}'::ndarray);
SELECT nd_matmul('float8[0:0]{1e200}'::ndarray, 'float8[0:0]{1e200}'::ndarray);
SELECT nd_inverse('float8[0:0,0:0]{{1e-310}}'::ndarray);
SELECT nd_matmul('float8[0:1]{Infinity,1}'::ndarray, 'float8[0:1]{1,NaN}'::ndarray) AS nan, nd_matmul('float8[0:1]{Infinity,1}'::ndarray, 'float8[0:1]{1,2}'::ndarray) AS infinity;
SELECT nd_matmul('float8[0:0]{1e300}'::ndarray, 'float4[0:0]{1e30}'::ndarray);
SELECT nd_lstsq(NULL, 'float8[0:0]{1}'::ndarray) IS NULL AS lstsq, nd_pinv(NULL) IS NULL AS pinv, nd_norm(NULL) IS NULL AS norm, nd_matmul(NULL, NULL) IS NULL AS matmul;

-- Norms.
SELECT nd_norm(a) AS all_cells, nd_norm(a, 1) AS one, nd_round(nd_norm(a, 2)) AS two, nd_round(nd_norm(a, 'nuc')) AS nuclear, nd_norm(a, 'inf') AS inf,
	nd_norm(a, axis => '{j}') AS rows, nd_norm(a, 'inf', '{0}', true) AS kept
FROM (SELECT 'float8[i=1:2,j=5:6]{{3,0},{0,-4}}'::ndarray AS a) v;
SELECT nd_norm(nd_zeros('{2,2,2}'), 1);
SELECT nd_norm(nd_zeros('{2,2}'), 3);
SELECT nd_norm(nd_zeros('{2}'), 'fro');
SELECT nd_norm(nd_zeros('{2}'), 'most');
SELECT nd_norm(nd_zeros('{2}'), 'NaN'::float8);
SELECT nd_norm(nd_zeros('{2,2}'), 1, '{2}');
SELECT nd_norm('float8[0:1,0:1]{{1e308,1e308},{1e308,1e308}}'::ndarray, -1);
-- A box without cells may have axes of any length: none is gone through.
SELECT nd_norm(a, 'inf') AS inf, nd_norm(a, '-inf') AS least, nd_norm(a, 1) AS one, nd_norm(a, 'fro') AS fro, nd_norm(a, 2) AS two
FROM (VALUES ('float8[0:4611686018427387903,0:-1]{}'::ndarray), ('float8[0:-1,0:4611686018427387903]{}')) v(a);

-- Least squares: no residuals where the solution is not unique.
SELECT nd_round(x), nd_round(residuals), rank, nd_round(s) FROM nd_lstsq('float8[t=0:3,c=0:1]{{0,1},{1,1},{2,1},{3,1}}'::ndarray, 'float8[t=0:3]{1,3,5,7}'::ndarray, 1e-10);
SELECT nd_norm(x - 1) < 'float8{1e-12}' AS least, residuals, rank FROM nd_lstsq('float8[0:2,0:1]{{1,1},{1,1},{1,1}}'::ndarray, 'float8[0:2]{2,2,2}'::ndarray);
SELECT x, rank, nd_round(s) FROM nd_lstsq('float8[0:1,0:1]{{2,0},{0,1}}'::ndarray, 'float8[0:1,0:-1]{}'::ndarray);

-- A factor that leaves the range is none, whatever would come of it.
SELECT nd_inverse('float8[0:1,0:1]{{1e308,1e308},{1e308,-1e308}}'::ndarray);
SELECT nd_inverse('float8[0:0,0:0]{{5e-324}}'::ndarray);
SELECT nd_solve('float8[0:1,0:1]{{1e308,1e308},{1e308,-1e308}}'::ndarray, 'float8[0:1]{1,0}'::ndarray);
SELECT nd_det('float8[0:1,0:1]{{1e308,1e308},{1e308,-1e308}}'::ndarray);
SELECT nd_slogdet('float4[0:1,0:1]{{3e38,3e38},{3e38,-3e38}}'::ndarray);
SELECT nd_inverse('float8[0:0,0:0]{{Infinity}}'::ndarray) AS infinite, nd_det('float8[0:0,0:0]{{NaN}}'::ndarray) AS nan;

-- By panels, in steps: the same as at once.
CREATE TEMP TABLE big AS
SELECT nd_reshape(nd_agg(sin(i::float8 * i), i), '{300,300}') AS a FROM generate_series(0, 89999) i;
SELECT nd_float8(nd_norm(nd_matmul(a, nd_inverse(a)) - nd_eye(300))) < 1e-9 AS inverse,
	nd_float8(nd_norm(nd_matmul(a, nd_solve(a, a)) - a)) < 1e-9 AS solve FROM big;
SELECT nd_float8(nd_norm(nd_matmul(q, r) - a)) < 1e-10 AS qr, nd_float8(nd_norm(nd_matmul(nd_transpose(q), q) - nd_eye(300))) < 1e-11 AS orthonormal FROM big, nd_qr(a);
SELECT nd_float8(nd_norm(nd_matmul(l, nd_transpose(l)) - s)) < 1e-8 AS cholesky
FROM (SELECT s, nd_cholesky(s) AS l FROM big, LATERAL (SELECT nd_matmul(nd_transpose(a), a) + nd_eye(300) AS s) v) w;
SELECT nd_float8(nd_norm(nd_matmul(nd_transpose(nd_cholesky(-nd_eye(300))), nd_eye(300))));

-- Limits.
SELECT nd_svd(nd_zeros('{2049,2049}'));
SELECT nd_svd(nd_zeros('{3,30000}'));
SELECT nd_shape(vt) FROM nd_svd(nd_zeros('{3,30000}'), false);
SELECT nd_svd(nd_zeros('{0,0}')) IS NOT NULL AS nothing;
SELECT nd_outer(nd_zeros('{10000}'), nd_zeros('{10000}'));
SELECT nd_norm(nd_full('{60000000}', 1::int2));

-- Every long one ends on statement_timeout.
SET statement_timeout = '50ms';
SELECT nd_matmul(a, a) FROM (SELECT nd_full('{3000,3000}', 1.5::float8) AS a) v;
SELECT nd_inverse(a) FROM (SELECT nd_eye(3000) AS a) v;
SELECT nd_matmul(a, a) FROM (SELECT nd_full('{2000,2000}', 1099511627776) AS a) v;
SELECT nd_det(a) FROM (SELECT nd_astype(nd_reshape(nd_series(1, 22500, 1), '{150,150}') % 7919 + nd_eye(150), 'rational') AS a) v;
RESET statement_timeout;
