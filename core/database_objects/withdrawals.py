"""What the database holds of withdrawals: decided once, kept for ever."""

from django.db.migrations import RunSQL

from core.database_objects.rights import never_taken_from, owned_function

GUARD_WITHDRAWALS = RunSQL(
    [
        """
    CREATE FUNCTION core_withdrawal_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        decision text[] := '{outcome,decided_by_id,decided_at,decision_note,decided_in}';
        later text[] := '{checked_by_id,checked_at}';
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.outcome <> '' OR NEW.checked_at IS NOT NULL THEN
                PERFORM core_refuse('withdrawal_is_kept', 'A withdrawal begins open.');
            END IF;
            NEW.decided_in := NULL;
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.outcome = '' AND NEW.outcome <> ''
            AND to_jsonb(NEW) - decision = to_jsonb(OLD) - decision THEN
            NEW.decided_in := core_this_transaction();
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.checked_at IS NULL AND to_jsonb(NEW) - later = to_jsonb(OLD) - later THEN
            RETURN NEW;
        END IF;
        PERFORM core_refuse('withdrawal_is_kept', 'Withdrawals are decided once, never changed nor deleted.');
        RETURN NULL;
    END $$;

    CREATE TRIGGER core_withdrawal_keep BEFORE INSERT OR UPDATE OR DELETE ON core_withdrawal
        FOR EACH ROW EXECUTE FUNCTION core_withdrawal_keep();
    ALTER TABLE core_withdrawal ENABLE ALWAYS TRIGGER core_withdrawal_keep;

    -- What went down before there were notices keeps its address too.
    INSERT INTO core_formeraddress (path, page_id, left_at)
    SELECT '/' || regexp_replace(url_path, '^/[^/]*/', ''), id, now()
    FROM wagtailcore_page
    WHERE NOT live AND depth > 1 AND first_published_at IS NOT NULL AND latest_revision_id IS NOT NULL
    ON CONFLICT DO NOTHING;
    """,
        owned_function("core_withdrawal_keep"),
        never_taken_from("core_withdrawal"),
    ],
    "DROP FUNCTION core_withdrawal_keep CASCADE",
)
