"""What the database holds of notes on new versions and of marks: said once, kept for ever."""

from django.db.migrations import RunSQL

from core.database_objects.rights import never_taken_from, only_added_to, owned_function

KEEP_NOTES_AND_MARKS = RunSQL(
    [
        """
    -- A note belongs to the draft that comes next: its revision is the latest of the page and nobody approved it.
    CREATE FUNCTION core_change_note_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' AND EXISTS (
            SELECT FROM wagtailcore_revision revision
            WHERE revision.id = NEW.revision_id AND revision.object_id = NEW.page_id::text
              AND revision.user_id = NEW.written_by_id AND NOT core_is_outdated(revision)
        ) AND NOT EXISTS (SELECT FROM core_approval WHERE revision_id = NEW.revision_id) THEN
            RETURN NEW;
        END IF;
        PERFORM core_refuse('note_is_kept', 'A note is written with a draft, never changed nor deleted.');
        RETURN NULL;
    END $$;
    CREATE TRIGGER core_change_note_keep BEFORE INSERT OR UPDATE OR DELETE ON core_changenote
        FOR EACH ROW EXECUTE FUNCTION core_change_note_keep();
    ALTER TABLE core_changenote ENABLE ALWAYS TRIGGER core_change_note_keep;

    CREATE FUNCTION core_recheck_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        ending text[] := '{outcome,outcome_text,lifted_by_id,lifted_at}';
    BEGIN
        IF TG_OP = 'INSERT' AND NEW.outcome = '' THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.outcome = '' AND NEW.outcome <> ''
            AND to_jsonb(NEW) - ending = to_jsonb(OLD) - ending THEN
            RETURN NEW;
        END IF;
        PERFORM core_refuse('recheck_is_kept', 'A mark is set, lifted once, never changed nor deleted.');
        RETURN NULL;
    END $$;
    -- What the register keeps for the readers of a page: the mark that stands, and the corrections that went public
    -- with a version, the newest first. Of several notes before one publication the last counts.
    CREATE FUNCTION core_notices_of(told bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
        WITH version AS (
            SELECT revision_id, min(published_at) AS at,
                coalesce(lag(revision_id) OVER (ORDER BY revision_id), 0) AS before
            FROM core_approval WHERE page_id = told AND revision_id IS NOT NULL AND published_at IS NOT NULL
            GROUP BY revision_id)
        SELECT jsonb_strip_nulls(jsonb_build_object(
            'recheck', (
                SELECT jsonb_build_object('since', set_at, 'reason', reason)
                FROM core_recheck WHERE page_id = told AND outcome = ''),
            'corrections', (
                SELECT jsonb_agg(jsonb_build_object('at', version.at, 'wrong', note.wrong, 'right', note.text)
                    ORDER BY version.revision_id DESC)
                FROM version CROSS JOIN LATERAL (
                    SELECT kind, wrong, text FROM core_changenote
                    WHERE page_id = told AND revision_id > version.before AND revision_id <= version.revision_id
                    ORDER BY revision_id DESC LIMIT 1) note
                WHERE note.kind = 'correction')))
    $$;

    CREATE TRIGGER core_recheck_keep BEFORE INSERT OR UPDATE OR DELETE ON core_recheck
        FOR EACH ROW EXECUTE FUNCTION core_recheck_keep();
    ALTER TABLE core_recheck ENABLE ALWAYS TRIGGER core_recheck_keep;
    """,
        owned_function("core_change_note_keep"),
        owned_function("core_recheck_keep"),
        owned_function("core_notices_of(bigint)"),
        only_added_to("core_changenote"),
        never_taken_from("core_recheck"),
    ],
    "DROP FUNCTION core_change_note_keep, core_recheck_keep, core_notices_of CASCADE",
)
