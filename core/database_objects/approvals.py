"""The register of approvals: what a row must say, that it is kept, and that what it approved stays as it was."""

from django.db.migrations import RunSQL

from core.database_objects.rights import only_added_to, owned_function

# A refusal names its reason in the field "constraint"; core.rules.publication has the words for people.
KEEP_APPROVALS = RunSQL(
    [
        """
    CREATE FUNCTION core_refuse(reason text, told text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '%', told USING ERRCODE = 'check_violation', CONSTRAINT = reason;
    END $$;

    CREATE FUNCTION core_this_transaction() RETURNS bigint LANGUAGE sql AS $$
        SELECT pg_current_xact_id()::text::bigint
    $$;

    CREATE FUNCTION core_content_hash(content jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT encode(sha256(convert_to(content::text, 'UTF8')), 'hex')
    $$;

    -- Whether somebody has saved the page again after this revision.
    CREATE FUNCTION core_is_outdated(revision wagtailcore_revision) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM wagtailcore_revision later
            WHERE later.base_content_type_id = revision.base_content_type_id
              AND later.object_id = revision.object_id AND later.id > revision.id)
    $$;

    -- A page that says a year and nothing else: structure without text (home.services.filing).
    CREATE FUNCTION core_is_bare_year(content jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
        SELECT content->>'title' ~ '^[12][0-9]{3}$'
           AND content->>'slug' = content->>'title' AND content->>'year' = content->>'title'
           AND NOT EXISTS (
                SELECT FROM jsonb_each(content - '{pk,path,depth,numchild,translation_key,locale,latest_revision,live,
                    live_revision,has_unpublished_changes,first_published_at,last_published_at,owner,content_type,
                    url_path,title,draft_title,slug,year}'::text[]) AS field
                WHERE field.value NOT IN ('null', '""', '"[]"', '[]', '{}', 'false'))
    $$;

    CREATE FUNCTION core_approval_enter() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        approved wagtailcore_revision;
        owner_id oid;
    BEGIN
        NEW.published_at := NULL;
        NEW.published_in := NULL;
        IF NEW.kind = 'structure' THEN
            NEW.published_in := core_this_transaction();
            NEW.content_hash := '';
            RETURN NEW;
        END IF;
        SELECT revision.* INTO approved
        FROM wagtailcore_revision revision JOIN django_content_type type ON type.id = revision.base_content_type_id
        WHERE revision.id = NEW.revision_id AND revision.object_id = NEW.page_id::text
          AND type.app_label = 'wagtailcore' AND type.model = 'page'
        FOR SHARE OF revision;
        IF NOT FOUND THEN
            PERFORM core_refuse('approval_is_of_the_page', 'The revision is none of this page.');
        END IF;
        IF NEW.content_hash NOT IN ('', core_content_hash(approved.content)) THEN
            PERFORM core_refuse('approval_is_of_what_was_read', 'The revision has changed since it was read.');
        END IF;
        IF core_is_outdated(approved) THEN
            PERFORM core_refuse('approval_is_of_the_latest', 'The page was edited after this revision.');
        END IF;
        SELECT relowner INTO owner_id FROM pg_class WHERE oid = 'core_approval'::regclass;
        IF NEW.kind = 'set-up' AND NOT pg_has_role(current_user, owner_id, 'USAGE') THEN
            PERFORM core_refuse('set_up_is_no_approval', 'Only the set-up may approve without the Board.');
        END IF;
        IF NEW.kind = 'filing' AND NOT core_is_bare_year(approved.content) THEN
            PERFORM core_refuse('filing_has_no_text', 'Only a bare year page goes without the Board.');
        END IF;
        NEW.content_hash := core_content_hash(approved.content);
        RETURN NEW;
    END $$;

    CREATE FUNCTION core_approval_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.published_at IS NULL AND pg_trigger_depth() > 1
            AND to_jsonb(NEW) - '{published_at,published_in}'::text[]
              = to_jsonb(OLD) - '{published_at,published_in}'::text[] THEN
            RETURN NEW;
        END IF;
        PERFORM core_refuse('approval_is_kept', 'Approvals are never changed nor deleted.');
        RETURN NULL;
    END $$;

    CREATE FUNCTION core_approved_revision_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
        IF EXISTS (SELECT FROM core_approval WHERE revision_id = OLD.id) THEN
            PERFORM core_refuse('approved_revision_is_kept', 'What was approved is never changed nor deleted.');
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END $$;

    CREATE TRIGGER core_approval_enter BEFORE INSERT ON core_approval
        FOR EACH ROW EXECUTE FUNCTION core_approval_enter();
    CREATE TRIGGER core_approval_keep BEFORE UPDATE OR DELETE ON core_approval
        FOR EACH ROW EXECUTE FUNCTION core_approval_keep();
    CREATE TRIGGER core_approved_revision_keep BEFORE UPDATE ON wagtailcore_revision FOR EACH ROW
        WHEN ((OLD.id, OLD.content, OLD.object_id, OLD.content_type_id, OLD.base_content_type_id, OLD.user_id,
               OLD.created_at)
            IS DISTINCT FROM (NEW.id, NEW.content, NEW.object_id, NEW.content_type_id, NEW.base_content_type_id,
               NEW.user_id, NEW.created_at))
        EXECUTE FUNCTION core_approved_revision_keep();
    CREATE TRIGGER core_approved_revision_stay BEFORE DELETE ON wagtailcore_revision
        FOR EACH ROW EXECUTE FUNCTION core_approved_revision_keep();
    ALTER TABLE core_approval ENABLE ALWAYS TRIGGER core_approval_enter;
    ALTER TABLE core_approval ENABLE ALWAYS TRIGGER core_approval_keep;
    ALTER TABLE wagtailcore_revision ENABLE ALWAYS TRIGGER core_approved_revision_keep;
    ALTER TABLE wagtailcore_revision ENABLE ALWAYS TRIGGER core_approved_revision_stay;
    """,
        owned_function("core_approved_revision_keep"),
        only_added_to("core_approval"),
    ],
    """
    DROP TRIGGER core_approved_revision_keep ON wagtailcore_revision;
    DROP TRIGGER core_approved_revision_stay ON wagtailcore_revision;
    DROP TRIGGER core_approval_enter ON core_approval;
    DROP TRIGGER core_approval_keep ON core_approval;
    DROP FUNCTION core_approval_enter, core_approval_keep, core_approved_revision_keep, core_is_bare_year,
        core_is_outdated, core_content_hash, core_this_transaction, core_refuse;
    """,
)
