-- Run in template1 by the cluster's superuser after it is made and whenever this file changes; each statement may be repeated.
-- New databases are copies of template1, so the test databases carry the same default privileges.

SELECT 'CREATE ROLE portal_owner LOGIN CREATEDB'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_owner') \gexec

SELECT 'CREATE ROLE portal_app LOGIN'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_app') \gexec

-- The owner may act as the application, so that tests can prove what the application may not do.
SELECT 'GRANT portal_app TO portal_owner'
WHERE NOT pg_has_role('portal_owner', 'portal_app', 'MEMBER') \gexec

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT USAGE, SELECT ON SEQUENCES TO portal_app;

SELECT 'CREATE DATABASE portal OWNER portal_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'portal') \gexec
