-- Makes the desk's roles, and gives the database with all that is in it to its owner. For psql, as a superuser, in the
-- desk's database; may be run again and again, and changes what was made by an earlier release.
-- Wants -v owner= -v application= -v backup=, and a password of each: -v owner_password= ... (empty: none is set).
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
-- While an application still works on the tables: rather fail, and be run again, than hold everybody up.
SET LOCAL lock_timeout = '2s';

SELECT format('CREATE ROLE %I', role) FROM unnest(ARRAY[:'owner', :'application', :'backup']) AS role
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec

-- The owner makes the database that a backup is restored to, and ends those who are in the way then.
ALTER ROLE :"owner" LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
GRANT pg_signal_backend TO :"owner";
-- Rows, by what `manage.py migrate_locked` grants.
ALTER ROLE :"application" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
-- Reads everything, and makes the database that a backup is checked in.
ALTER ROLE :"backup" LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
GRANT pg_read_all_data TO :"backup";

SELECT format('ALTER ROLE %I PASSWORD %L', role, password)
FROM (VALUES (:'owner', :'owner_password'), (:'application', :'application_password'), (:'backup', :'backup_password'))
    AS given (role, password)
WHERE password <> '' \gexec

-- Nothing of an extension, and no sequence that goes with its table.
WITH ours AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
owner AS (SELECT oid FROM pg_roles WHERE rolname = :'owner'),
things (command, class, object) AS (
    SELECT format('DATABASE %I', datname), 'pg_database'::regclass, oid FROM pg_database
    WHERE datname = current_database() AND datdba <> (SELECT oid FROM owner)
    UNION ALL
    SELECT format('%s %I.%I', CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, nspname, relname),
           'pg_class'::regclass, c.oid
    FROM pg_class AS c JOIN ours ON ours.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'S') AND relowner <> (SELECT oid FROM owner)
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype IN ('a', 'i'))
    UNION ALL
    SELECT format('ROUTINE %I.%I(%s)', nspname, proname, pg_get_function_identity_arguments(p.oid)), 'pg_proc'::regclass, p.oid
    FROM pg_proc AS p JOIN ours ON ours.oid = pronamespace WHERE proowner <> (SELECT oid FROM owner)
    UNION ALL
    SELECT format('TYPE %I.%I', nspname, typname), 'pg_type'::regclass, t.oid
    FROM pg_type AS t JOIN ours ON ours.oid = typnamespace LEFT JOIN pg_class AS c ON c.oid = typrelid
    WHERE typowner <> (SELECT oid FROM owner) AND typelem = 0 AND (typtype IN ('e', 'd') OR relkind = 'c')
)
SELECT format('ALTER %s OWNER TO %I', command, :'owner') FROM things
WHERE NOT EXISTS (SELECT FROM pg_depend WHERE classid = class AND objid = object AND deptype = 'e') \gexec
COMMIT;
