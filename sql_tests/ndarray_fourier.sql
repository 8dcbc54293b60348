SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- Frequencies begin at 0; other axes and names stay.
SELECT nd_fft('int4[t=5:8]{1,0,0,0}'::ndarray) AS impulse, nd_fft('float4[t=5:8]{1,1,1,1}'::ndarray) AS constant;
SELECT nd_fft('int4[i=5:6,t=7:8]{{1,1},{1,-1}}'::ndarray, '{t}') AS one_axis, nd_fft('int4[i=5:6,t=7:8]{{1,1},{1,-1}}'::ndarray) AS all_axes;
SELECT nd_ifft(nd_fft('complex[3:4]{1i,2}'::ndarray)) AS back, nd_fft('float8{7}'::ndarray) AS no_axis, nd_fft('float8[2:2]{7}'::ndarray) AS one_cell,
	nd_fft('float8[0:1,3:2]{}'::ndarray, '{0}') AS no_cells, nd_fft(NULL) IS NULL AS none;
SELECT nd_rfft('float8[t=1:4]{1,0,-1,0}'::ndarray) AS rfft, nd_irfft('complex[0:2]{0,2,0}'::ndarray) AS irfft,
	nd_irfft(nd_rfft('int2[0:0]{5}'::ndarray), 1) AS one, nd_irfft('complex[0:0]{5}'::ndarray) AS shortest;

-- In the middle a coordinate is a frequency.
SELECT nd_fftshift('int4[0:4]{0,1,2,-2,-1}'::ndarray) AS odd, nd_fftshift('int4[0:3]{0,1,NULL,()}'::ndarray) AS even,
	nd_ifftshift(nd_fftshift('int4[0:4]{0,1,2,-2,-1}'::ndarray)) AS back;
SELECT nd_fftshift('uuid[i=0:1]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,NULL}'::ndarray) AS by_name, nd_fftshift('int4[5:4]{}'::ndarray) AS no_cells,
	nd_fftshift('int4{1}'::ndarray) AS no_axis, nd_fftshift('int4[a=0:1,b=0:2]{{1,2,3},{4,5,6}}'::ndarray, '{b}') AS one_axis;

-- Errors.
SELECT nd_fft('float8[0:1]{1,NULL}'::ndarray);
SELECT nd_fft('float8[5:6]{1,()}'::ndarray);
SELECT nd_fft('float8[0:-1]{}'::ndarray);
SELECT nd_fft('float8[0:1]{1,2}'::ndarray, '{1}');
SELECT nd_fft('bool[0:1]{t,f}'::ndarray);
SELECT nd_rfft('complex[0:1]{1,2}'::ndarray);
SELECT nd_rfft('float8{1}'::ndarray);
SELECT nd_irfft('complex[0:2]{1,2,3}'::ndarray, 7);
SELECT nd_fft('float8[0:1]{1e308,1e308}'::ndarray);
SELECT nd_fft('float8[0:1]{Infinity,1}'::ndarray) AS infinity, nd_ifft('float8[0:1]{NaN,1}'::ndarray) AS nan;
SELECT nd_fft(nd_full('{20000000}', 1::int2));

-- Parseval: of every length, the sums of squares are the same.
CREATE TEMP TABLE wave AS
SELECT n, nd_agg(sin(i::float8 * i), i) AS a FROM unnest('{1,2,3,30,31,37,128,1000,1009,4096,10007}'::int[]) n, generate_series(0, n - 1) i GROUP BY n;
SELECT n, abs(nd_float8(nd_norm(nd_fft(a))) / sqrt(n) - nd_float8(nd_norm(a))) < 1e-12 * n AS parseval,
	nd_float8(nd_norm(nd_ifft(nd_fft(a)) - a)) < 1e-12 AS back FROM wave ORDER BY n;

-- Every long one ends on statement_timeout.
SET statement_timeout = '50ms';
SELECT nd_fft(a) FROM (SELECT nd_full('{4000037}', 1.5::float8) AS a) v;
SELECT nd_fft(a, '{0}') FROM (SELECT nd_full('{2000,2000}', 1.5::float8) AS a) v;
RESET statement_timeout;
