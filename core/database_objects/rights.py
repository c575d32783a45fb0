"""What the application's role may do with tables that only grow, and with those that the database keeps itself."""


def owned_function(name: str) -> str:
    """Return SQL that keeps temporary tables from standing in for ours inside a function that guards."""
    return f"""
    DO $$ BEGIN
        EXECUTE format('ALTER FUNCTION {name} SET search_path = pg_catalog, %I, pg_temp', current_schema());
    END $$;
    """


def only_added_to(table: str) -> str:
    """Return SQL that leaves INSERT and SELECT on a table to everybody but its owner."""
    return _taken_away("UPDATE, DELETE, TRUNCATE, TRIGGER", table)


def never_taken_from(table: str) -> str:
    """Return SQL that leaves INSERT, UPDATE and SELECT on a table to everybody but its owner."""
    return _taken_away("DELETE, TRUNCATE, TRIGGER", table)


def only_looked_at(table: str) -> str:
    """Return SQL that leaves SELECT on a table to everybody but its owner, whose functions write it."""
    return _taken_away("INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER", table)


def _taken_away(rights: str, table: str) -> str:
    """Whatever the application's role is called, default privileges gave it too much."""
    return f"""
    DO $$
    DECLARE
        role_name text;
    BEGIN
        FOR role_name IN
            SELECT DISTINCT CASE given.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(given.grantee)) END
            FROM pg_class, aclexplode(relacl) AS given
            WHERE pg_class.oid = '{table}'::regclass AND given.grantee <> relowner
        LOOP
            EXECUTE format('REVOKE {rights} ON {table} FROM %s', role_name);
        END LOOP;
    END $$;
    """  # noqa: S608 (names of our own tables)
