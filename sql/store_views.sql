/* views of stored arrays, from the catalogues alone */

CREATE VIEW @extschema@.array_list AS
	SELECT n.nspname AS schema,
		   c.relname AS name,
		   pg_catalog.pg_get_userbyid(c.relowner) AS owner,
		   o.option_value::name AS chunk_table,
		   (SELECT count(*)::int4 FROM pg_catalog.pg_attribute a
			WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			  AND EXISTS (SELECT FROM pg_catalog.pg_options_to_table(a.attfdwoptions) p WHERE p.option_name = 'dimension')) AS dimensions,
		   (SELECT count(*)::int4 FROM pg_catalog.pg_attribute a
			WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			  AND NOT EXISTS (SELECT FROM pg_catalog.pg_options_to_table(a.attfdwoptions) p WHERE p.option_name = 'dimension')) AS attributes,
		   c.oid::regclass AS source
	FROM pg_catalog.pg_foreign_table t
		 JOIN pg_catalog.pg_class c ON c.oid = t.ftrelid
		 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		 JOIN pg_catalog.pg_foreign_server s ON s.oid = t.ftserver
		 JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw
		 LEFT JOIN LATERAL pg_catalog.pg_options_to_table(t.ftoptions) o ON o.option_name = 'chunks'
	WHERE w.fdwname = 'array_fdw';
COMMENT ON VIEW @extschema@.array_list IS 'stored arrays of this database';
COMMENT ON COLUMN @extschema@.array_list.schema IS 'schema of the array and its chunk table';
COMMENT ON COLUMN @extschema@.array_list.name IS 'name of the array';
COMMENT ON COLUMN @extschema@.array_list.owner IS 'owner of the array';
COMMENT ON COLUMN @extschema@.array_list.chunk_table IS 'name of its chunk table';
COMMENT ON COLUMN @extschema@.array_list.dimensions IS 'number of dimensions';
COMMENT ON COLUMN @extschema@.array_list.attributes IS 'number of attributes';
COMMENT ON COLUMN @extschema@.array_list.source IS 'the array, as array_schema() and others take it';

CREATE VIEW @extschema@.array_dimensions AS
	SELECT l.schema,
		   l.name AS array_name,
		   (o.options ->> 'dimension')::int4 AS number,
		   a.attname AS name,
		   nullif(o.options ->> 'lower', '*')::int8 AS lower,
		   nullif(o.options ->> 'upper', '*')::int8 AS upper,
		   (o.options ->> 'chunk')::int8 AS chunk,
		   coalesce((o.options ->> 'overlap')::int8, 0) AS overlap,
		   l.source
	FROM @extschema@.array_list l
		 JOIN pg_catalog.pg_attribute a ON a.attrelid = l.source AND a.attnum > 0 AND NOT a.attisdropped
		 CROSS JOIN LATERAL (
			SELECT pg_catalog.jsonb_object_agg(p.option_name, p.option_value) AS options
			FROM pg_catalog.pg_options_to_table(a.attfdwoptions) p) o
	WHERE EXISTS (SELECT FROM pg_catalog.pg_options_to_table(a.attfdwoptions) p WHERE p.option_name = 'dimension');
COMMENT ON VIEW @extschema@.array_dimensions IS 'dimensions of stored arrays';
COMMENT ON COLUMN @extschema@.array_dimensions.schema IS 'schema of the array';
COMMENT ON COLUMN @extschema@.array_dimensions.array_name IS 'name of the array';
COMMENT ON COLUMN @extschema@.array_dimensions.number IS 'number of the dimension, from 1; the last one runs fastest';
COMMENT ON COLUMN @extschema@.array_dimensions.name IS 'name of the dimension';
COMMENT ON COLUMN @extschema@.array_dimensions.lower IS 'lowest coordinate, NULL when unbounded';
COMMENT ON COLUMN @extschema@.array_dimensions.upper IS 'highest coordinate, NULL when unbounded';
COMMENT ON COLUMN @extschema@.array_dimensions.chunk IS 'cells of a chunk along the dimension';
COMMENT ON COLUMN @extschema@.array_dimensions.overlap IS 'overlap as declared; not used';
COMMENT ON COLUMN @extschema@.array_dimensions.source IS 'the array';

CREATE VIEW @extschema@.array_attributes AS
	SELECT l.schema,
		   l.name AS array_name,
		   (row_number() OVER (PARTITION BY l.source ORDER BY a.attnum))::int4 AS number,
		   a.attname AS name,
		   pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
		   NOT a.attnotnull AS nullable,
		   pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS default_value,
		   coalesce((SELECT p.option_value FROM pg_catalog.pg_options_to_table(a.attfdwoptions) p
			WHERE p.option_name = 'compression'), 'auto') AS compression,
		   l.source
	FROM @extschema@.array_list l
		 JOIN pg_catalog.pg_attribute a ON a.attrelid = l.source AND a.attnum > 0 AND NOT a.attisdropped
		 LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
	WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_options_to_table(a.attfdwoptions) p WHERE p.option_name = 'dimension');
COMMENT ON VIEW @extschema@.array_attributes IS 'attributes of stored arrays';
COMMENT ON COLUMN @extschema@.array_attributes.schema IS 'schema of the array';
COMMENT ON COLUMN @extschema@.array_attributes.array_name IS 'name of the array';
COMMENT ON COLUMN @extschema@.array_attributes.number IS 'number of the attribute, from 1, as in chunk_summary';
COMMENT ON COLUMN @extschema@.array_attributes.name IS 'name of the attribute';
COMMENT ON COLUMN @extschema@.array_attributes.type IS 'type of its values';
COMMENT ON COLUMN @extschema@.array_attributes.nullable IS 'whether a present cell may be NULL';
COMMENT ON COLUMN @extschema@.array_attributes.default_value IS 'expression for new cells that do not say otherwise';
COMMENT ON COLUMN @extschema@.array_attributes.compression IS 'codec of its tiles, auto where it is chosen by their cells';
COMMENT ON COLUMN @extschema@.array_attributes.source IS 'the array';

GRANT SELECT ON @extschema@.array_list, @extschema@.array_dimensions, @extschema@.array_attributes TO PUBLIC;
