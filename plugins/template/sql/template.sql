SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS array_ext;
RESET client_min_messages;
SELECT load_library('template');

-- single values
SELECT celsius(212), celsius(32), hypotenuse(3, 4);
SELECT celsius(-500);

-- an array: whole tiles
SELECT create_array('heat', '<f:double>[i=0:99]');
INSERT INTO heat SELECT i, i FROM generate_series(0, 99) i;
SET array_ext.debug_require_vectorized = require;
SELECT count(*), sum(hypotenuse(celsius(f), 0)) FROM heat WHERE celsius(f) > 20;
RESET array_ext.debug_require_vectorized;
SELECT rms(f) FROM heat;

-- ndarrays, cell by cell
SELECT celsius('float8[0:3]{32,212,NULL,()}'::ndarray);

-- chunks
SELECT * FROM plugin_apply('heat', 'smooth') AS r(i bigint, f float8) ORDER BY i LIMIT 3;

DROP FOREIGN TABLE heat;
SELECT unload_library('template');
