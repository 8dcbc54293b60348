SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
\pset format unaligned
\pset tuples_only on

-- Each kind; NULL, empty, names, bounds
SELECT nd_show('float8[lat=0:1,lon=-1:1]{{1,2.25,3},{4,NULL,()}}');
SELECT nd_show('int4[0:3]{-5,70000,NULL,()}');
SELECT nd_show('bool[0:3]{t,f,NULL,()}');
SELECT nd_show('rational[0:2]{1/2,-3,10/7}');
SELECT nd_show('complex[0:2]{"(1,-2)","(0.3333333333333333,NaN)",NULL}');
SELECT nd_show('point2d[0:1]{"(1,-2)","(1e300,-Infinity)"}', digits => 3);
SET DateStyle = 'ISO';
SELECT nd_show('date[0:2]{2020-01-01,NULL,infinity}');
SELECT nd_show('timestamp[0:1]{2020-01-01,()}');
SELECT nd_show('uuid[0:1]{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,()}');
SELECT nd_show(E'name[0:1,0:1]{{"a\nb",NULL},{"",c}}');
RESET DateStyle;

-- Long ones are cut
SELECT nd_show(nd_from_array(ARRAY[repeat('é', 31)::name, 'x']));
SELECT nd_show(nd_from_array(ARRAY['((0.3333333333333333,0.6666666666666666),(0.1428571428571428,0.2857142857142857))'::box, '1,1,0,0']));

-- Floats: as few digits as say which number it is, at most so many; exponents for great and small ones
SELECT nd_show('float8[0:3]{0.1,0.30000000000000004,-2,100}');
SELECT nd_show('float8[0:3]{0.1,0.30000000000000004,-2,100}', digits => 17);
SELECT nd_show('float8[0:3]{0.1,0.35,-2.5,-0}', digits => 0);
SELECT nd_show('float8[0:5]{1e10,-1.5,0.000123,NaN,-Infinity,5e-324}');
SELECT nd_show('float4[0:3]{1e7,12345678,0.1,0.33333334}');
SELECT nd_show('float4[0:1]{99999999,3e7}');
SELECT nd_show('float8[0:2]{NaN,Infinity,NULL}');

-- No dimensions, no cells, no length
SELECT nd_show('int4{5}'), nd_show('float8{NULL}'), nd_show('int4{()}');
SELECT nd_show('int4[5:4]{}'), nd_show('int4[0:1,5:4]{}'), nd_show('int4[0:2]{}');

-- Shortened: only the ends of long axes
SELECT nd_show(nd_series(0, 1000));
SELECT nd_show(nd_reshape(nd_series(1, 1200), '{4,300}'), edge => 2);
SELECT nd_show(nd_reshape(nd_series(1, 1350), '{3,15,30}'), 1);
SELECT nd_show(nd_series(0, 59), threshold => 10);
SELECT nd_show(nd_series(1000, 1049), threshold => 50);
SELECT nd_show('float8[0:9999,0:9999]{(0,0):1.5,(9999,9998):7}');
-- Many short axes: the first ones show one cell
SELECT length(regexp_replace(split_part(p, E'\n', 1), '[^0]', '', 'g')) AS axes, length(regexp_replace(p, '[^0]', '', 'g')) AS zeros,
	left(split_part(p, E'\n', 2), 20), right(p, 33)
FROM nd_show(nd_zeros('{2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2}', 'int2')) p;

-- Arguments
SELECT nd_show(NULL), nd_show('int4{1}', edge => NULL);
\set VERBOSITY sqlstate
SELECT nd_show('int4{1}', edge => 0);
SELECT nd_show('int4{1}', threshold => -1);
SELECT nd_show('int4{1}', digits => 18);
SELECT nd_show(nd_zeros('{16000,16000}', 'complex'), threshold => 2147483647);
