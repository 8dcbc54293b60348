-- The demo: run by demo/run, which starts a private cluster for it.
\echo '== array_ext'
\echo
SET client_min_messages = warning;
CREATE EXTENSION array_ext;
RESET client_min_messages;

\set ECHO queries
SELECT extname, extversion, obj_description(oid, 'pg_extension') AS comment
FROM pg_extension WHERE extname = 'array_ext';
