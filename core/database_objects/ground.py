"""Database objects that models cannot declare."""

from django.db.migrations import RunSQL

from core.database_objects.rights import only_added_to, owned_function

CREATE_TEXT_SEARCH_CONFIG = RunSQL(
    """
    CREATE TEXT SEARCH CONFIGURATION portal_unaccent (COPY = simple);
    ALTER TEXT SEARCH CONFIGURATION portal_unaccent
        ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple;
    """,
    "DROP TEXT SEARCH CONFIGURATION portal_unaccent",
)

# The chain (docs/decisions/0012). Rows come in unnumbered; at the commit each waits for the one writer lock and gets
# its number and hashes, so the lock is the last thing a transaction takes and held for its commit only.
CREATE_AUDIT_CHAIN = RunSQL(
    [
        """
    CREATE FUNCTION core_audit_canonical(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
    BEGIN
        RETURN CASE jsonb_typeof(value)
            WHEN 'object' THEN (
                SELECT '{' || coalesce(string_agg(
                    to_jsonb(entry.key)::text || ':' || core_audit_canonical(entry.value),
                    ',' ORDER BY entry.key COLLATE "C"), '') || '}'
                FROM jsonb_each(value) AS entry)
            WHEN 'array' THEN (
                SELECT '[' || coalesce(string_agg(
                    core_audit_canonical(entry.value), ',' ORDER BY entry.place), '') || ']'
                FROM jsonb_array_elements(value) WITH ORDINALITY AS entry(value, place))
            ELSE value::text
        END;
    END $$;

    CREATE FUNCTION core_audit_enter() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.number := NULL;
        NEW.previous_hash := '';
        NEW.row_hash := '';
        RETURN NEW;
    END $$;

    CREATE FUNCTION core_audit_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
        before record;
        next_number bigint;
        next_previous text;
    BEGIN
        PERFORM pg_advisory_xact_lock(20251124, 12);
        SELECT number, row_hash INTO before FROM core_auditevent WHERE number IS NOT NULL ORDER BY number DESC LIMIT 1;
        next_number := coalesce(before.number, 0) + 1;
        next_previous := coalesce(before.row_hash, repeat('0', 64));
        UPDATE core_auditevent SET
            number = next_number,
            previous_hash = next_previous,
            row_hash = encode(sha256(convert_to(next_previous || core_audit_canonical(jsonb_build_object(
                'number', next_number,
                'at', to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                'act', NEW.act,
                'actor_id', NEW.actor_id,
                'actor_name', NEW.actor_name,
                'subject_type', NEW.subject_type,
                'subject_id', NEW.subject_id,
                'detail', NEW.detail,
                'process', NEW.process,
                'request_id', NEW.request_id
            )), 'UTF8')), 'hex')
        WHERE id = NEW.id;
        RETURN NULL;
    END $$;

    CREATE FUNCTION core_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.number IS NULL
            AND to_jsonb(NEW) - '{number,previous_hash,row_hash}'::text[]
              = to_jsonb(OLD) - '{number,previous_hash,row_hash}'::text[] THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'The audit chain is append-only: % refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
    END $$;

    CREATE TRIGGER core_audit_enter BEFORE INSERT ON core_auditevent
        FOR EACH ROW EXECUTE FUNCTION core_audit_enter();
    CREATE CONSTRAINT TRIGGER core_audit_seal AFTER INSERT ON core_auditevent DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION core_audit_seal();
    CREATE TRIGGER core_audit_refuse_rows BEFORE UPDATE OR DELETE ON core_auditevent
        FOR EACH ROW EXECUTE FUNCTION core_audit_refuse();
    CREATE TRIGGER core_audit_refuse_emptying BEFORE TRUNCATE ON core_auditevent
        FOR EACH STATEMENT EXECUTE FUNCTION core_audit_refuse();
    ALTER TABLE core_auditevent ENABLE ALWAYS TRIGGER core_audit_enter;
    ALTER TABLE core_auditevent ENABLE ALWAYS TRIGGER core_audit_seal;
    ALTER TABLE core_auditevent ENABLE ALWAYS TRIGGER core_audit_refuse_rows;
    ALTER TABLE core_auditevent ENABLE ALWAYS TRIGGER core_audit_refuse_emptying;
    """,
        owned_function("core_audit_seal"),
        only_added_to("core_auditevent"),
    ],
    "DROP FUNCTION core_audit_enter, core_audit_seal, core_audit_refuse, core_audit_canonical CASCADE",
)

# Counts of minutes: no copy in the write-ahead log, no flush at the commit, gone after a crash.
LEAVE_COUNTS_OUT_OF_THE_LOG = RunSQL(
    sql="ALTER TABLE core_submissioncount SET UNLOGGED",
    reverse_sql="ALTER TABLE core_submissioncount SET LOGGED",
)
