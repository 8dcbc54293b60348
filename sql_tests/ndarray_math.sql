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
RESET statement_timeout;
