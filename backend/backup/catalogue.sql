-- What a schema is made of beside its rows: (kind, name, definition). Nothing of an extension: it is only named.
WITH ours AS (
    SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), extended AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
)
SELECT 'extension', extname::text, '' FROM pg_extension
UNION ALL
SELECT 'column', format('%s.%s.%s', nspname, relname, attname),
       concat_ws(' ', format_type(atttypid, atttypmod), CASE WHEN attnotnull THEN 'NOT NULL' END,
                 pg_get_expr(adbin, adrelid), attidentity, attgenerated)
FROM pg_class AS relation JOIN ours ON ours.oid = relnamespace
JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE relkind IN ('r', 'p', 'v', 'm')
UNION ALL
SELECT 'constraint', format('%s.%s', conrelid::regclass, conname),
       concat(pg_get_constraintdef(pg_constraint.oid), ' ', convalidated)
FROM pg_constraint JOIN ours ON ours.oid = connamespace
UNION ALL
SELECT 'index', format('%s.%s', nspname, relname), concat(pg_get_indexdef(indexrelid), ' ', indisvalid)
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN ours ON ours.oid = relnamespace
UNION ALL
SELECT 'trigger', format('%s.%s', tgrelid::regclass, tgname), concat(pg_get_triggerdef(oid), ' ', tgenabled)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', format('%s.%s(%s)', nspname, proname, pg_get_function_identity_arguments(function.oid)),
       concat(prokind, prosrc, ' ', pg_get_function_result(function.oid), provolatile, prosecdef, proconfig)
FROM pg_proc AS function JOIN ours ON ours.oid = pronamespace
WHERE NOT EXISTS (SELECT FROM extended WHERE classid = 'pg_proc'::regclass AND objid = function.oid)
UNION ALL
SELECT 'view', format('%s.%s', nspname, relname), pg_get_viewdef(relation.oid)
FROM pg_class AS relation JOIN ours ON ours.oid = relnamespace WHERE relkind IN ('v', 'm')
UNION ALL
SELECT 'value', format('%s.%s.%s', nspname, typname, enumlabel), (row_number() OVER (PARTITION BY enumtypid ORDER BY enumsortorder))::text
FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid JOIN ours ON ours.oid = typnamespace
