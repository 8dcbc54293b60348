SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;

-- The same as the SQL function of that name, cell by cell, and its errors.
CREATE FUNCTION pg_temp.outcome(expression text) RETURNS text AS $$
DECLARE result text;
BEGIN
	EXECUTE 'SELECT (' || expression || ')::text' INTO result;
	RETURN result;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END $$ LANGUAGE plpgsql;

SELECT f, x, pg_temp.outcome(f || '(' || quote_literal(x) || '::float8)') AS scalar,
	pg_temp.outcome('nd_float8(nd_' || f || '(''float8[0:1]{' || x || ',NULL}''::ndarray), 0)') AS cell
FROM unnest('{ceil,floor,round,trunc,sign,sqrt,exp,ln,log,log10,cbrt,degrees,radians,sin,cos,tan,cot,asin,acos,atan,
	sind,cosd,tand,cotd,asind,acosd,atand,sinh,cosh,tanh,asinh,acosh,atanh}'::text[]) f,
	unnest('{-0,0,0.5,1,-1,1.5,2.5,-2.5,30,45,90,1000,-1000,1e300,1e-300,NaN,Infinity,-Infinity}'::text[]) x
WHERE pg_temp.outcome(f || '(' || quote_literal(x) || '::float8)') IS DISTINCT FROM
	pg_temp.outcome('nd_float8(nd_' || f || '(''float8[0:1]{' || x || ',NULL}''::ndarray), 0)');
SELECT f, x, y FROM unnest('{power,atan2,atan2d}'::text[]) f,
	unnest('{-1,0,0.5,2,-2,1e300,NaN,Infinity,-Infinity}'::text[]) x, unnest('{-1,0,0.5,3,1e300,NaN,Infinity,-Infinity}'::text[]) y
WHERE pg_temp.outcome(format('%s(%L::float8, %L::float8)', f, x, y)) IS DISTINCT FROM
	pg_temp.outcome(format('nd_float8(nd_%s(''float8[0:1]{%s,NULL}''::ndarray, %L::float8), 0)', f, x, y));

-- Kinds.
SELECT nd_sqrt('int4[0:1]{4,NULL}'::ndarray) AS int4, nd_floor('float4[0:0]{1.5}'::ndarray) AS float4, nd_sqrt('complex[0:0]{"(-4,0)"}'::ndarray) AS complex;
SELECT nd_floor(a), nd_ceil(a), nd_sign(a), nd_mod(a, 1), nd_power(a, 2) AS square FROM (SELECT 'rational[0:1]{-1/2,7/2}'::ndarray AS a) v;
SELECT nd_power('int4[0:1]{2,3}'::ndarray, 10) AS power, nd_power(2, 'int4[0:1]{2,3}'::ndarray) AS powers, nd_power('complex{"(0,1)"}'::ndarray, 'complex{"(2,0)"}'::ndarray) AS complex;
SELECT nd_gcd('int2[0:1]{4,6}'::ndarray, 6) AS int4, nd_lcm('int8[0:1]{4,6}'::ndarray, 'int4[0:1]{6,NULL}'::ndarray) AS int8;
SELECT nd_re(z), nd_im(z), nd_conj(z), nd_arg(z) FROM (SELECT 'complex[0:1]{"(0,1)",()}'::ndarray AS z) v;

-- What SQL has for numeric alone, of floats too.
SELECT nd_div(a, 2), nd_div(7, a), nd_div(a, 2.5), nd_div(a, '2/3'::rational) FROM (SELECT 'int4[0:3]{7,-7,NULL,()}'::ndarray AS a) v;
SELECT nd_div('numeric[0:2]{7.5,-7.5,NULL}'::ndarray, 2) AS numeric, nd_div('numeric[0:2]{7.5,(),-7.5}'::ndarray, 0.7) AS numeric,
	nd_div('int8[0:1]{7,9223372036854775807}'::ndarray, 'numeric[0:1]{0.5,0.5}'::ndarray) AS mixed;
SELECT nd_log(2, a), nd_log(a, 1024), nd_log(a, a) FROM (SELECT 'float8[0:5]{8,0.5,Infinity,NaN,NULL,()}'::ndarray AS a) v;
SELECT nd_log(2.0, 'numeric[0:1]{8,NULL}'::ndarray) AS numeric, nd_log('numeric[0:0]{10}'::ndarray, 1000) AS integer;
SELECT n, nd_round(a, n), nd_trunc(a, n) FROM (SELECT 'float8[0:7]{2.675,0.125,-0.375,1250,-0,NaN,NULL,()}'::ndarray AS a) v,
	unnest('{2,1,0,-2,-4,2147483647,-2147483648}'::int[]) n ORDER BY n;
SELECT nd_round('numeric[0:2]{2.675,-2.665,NULL}'::ndarray, 2), nd_trunc('numeric[0:1]{2.675,()}'::ndarray, 1), nd_round('numeric[0:1]{250,1e20}'::ndarray, -2),
	nd_round('int4[0:1]{250,350}'::ndarray, -2), nd_round('float4[0:0]{0.1}'::ndarray, 3), nd_round('float8[0:-1]{}'::ndarray, 1), nd_round('float8{1}'::ndarray, NULL);
SELECT nd_round('float8[0:3]{1e300,5e-324,1.7976931348623157e308,123456789012345678}'::ndarray, n) FROM unnest('{-300,-3,1,323,324}'::int[]) n ORDER BY n;
SELECT nd_div('int4[0:1]{1,NULL}'::ndarray, 0);
SELECT nd_div('int8{-9223372036854775808}'::ndarray, -1);
SELECT nd_div('float8{1}'::ndarray, 0);
SELECT nd_div('rational{1/2}'::ndarray, 0);
SELECT nd_div('numeric{1}'::ndarray, 0);
SELECT nd_div('numeric{1}'::ndarray, 0.5::float8);
SELECT nd_div('bool{t}'::ndarray, true);
SELECT nd_div('complex{"(1,0)"}'::ndarray, 2);
SELECT nd_log(0, 'float8{1}'::ndarray);
SELECT nd_log(2, 'float8{-1}'::ndarray);
SELECT nd_log(1, 'float8{2}'::ndarray);
SELECT nd_round('float8{1.7976931348623157e308}'::ndarray, -308);
SELECT nd_round('rational{1/3}'::ndarray, 2);

-- Errors, and none of cells without a value.
SELECT nd_sqrt('float8[0:1]{1,-1}'::ndarray);
SELECT nd_ln('float8[0:1]{1,0}'::ndarray);
SELECT nd_power('float8[0:0]{-1}'::ndarray, 0.5);
SELECT nd_lcm('int4[0:0]{2147483647}'::ndarray, 2);
SELECT nd_sqrt('float8[0:3]{1,NULL,(),4}'::ndarray) AS fine;
SELECT nd_sqrt(nd_coalesce('float8[0:9999]{(5):-1}'::ndarray, 'float8[0:9999]{(6):1}'::ndarray));
SELECT nd_sqrt('bool[0:0]{t}'::ndarray);
SELECT nd_sqrt('rational[0:0]{1/4}'::ndarray);
SELECT nd_atan2('point2d[0:0]{"(1,2)"}'::ndarray, 1);

-- Every long one ends on statement_timeout.
SET statement_timeout = '50ms';
SELECT nd_sum(nd_power(nd_sin(a), nd_power(nd_cos(a) + 2, 0.3))) FROM (SELECT nd_coalesce('float8[0:19999999]{}'::ndarray, 1.5) AS a) v;
SELECT nd_log(1.5, nd_log(1.0001, a)) FROM (SELECT nd_astype(nd_coalesce('float8[0:1999999]{}'::ndarray, 1.5), 'numeric') AS a) v;
RESET statement_timeout;
