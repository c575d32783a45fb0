"""What Wagtail's own tables refuse: a live page that nobody approved, a new text, place or reader of a live page."""

from django.db.migrations import RunSQL

GUARD_PAGES = RunSQL(
    """
    -- Live rows need an unspent approval of their live revision, and say in every public column what was approved.
    CREATE FUNCTION core_page_is_approved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
        shown wagtailcore_revision;
        approval_id bigint;
    BEGIN
        IF NEW.alias_of_id IS NOT NULL THEN
            PERFORM core_refuse('portal_has_no_aliases', 'The portal has no alias pages.');
        END IF;
        IF NOT NEW.live OR core_is_root(NEW) THEN
            RETURN NULL;
        END IF;
        SELECT * INTO shown FROM wagtailcore_revision WHERE id = NEW.live_revision_id AND object_id = NEW.id::text;
        IF NOT FOUND THEN
            PERFORM core_refuse('live_page_is_approved', 'A live page shows an approved revision.');
        END IF;
        IF TG_OP = 'INSERT' OR NOT OLD.live OR OLD.live_revision_id IS DISTINCT FROM NEW.live_revision_id THEN
            SELECT id INTO approval_id FROM core_approval
            WHERE page_id = NEW.id AND revision_id = shown.id AND kind <> 'structure' AND published_at IS NULL
              AND (publish_after IS NULL OR publish_after <= clock_timestamp())
            ORDER BY id LIMIT 1;
            IF approval_id IS NULL THEN
                PERFORM core_refuse('live_page_is_approved', 'This revision has no approval that is not spent.');
            END IF;
            IF core_is_outdated(shown) THEN
                PERFORM core_refuse('approval_is_of_the_latest', 'The page was edited after its approval.');
            END IF;
            UPDATE core_approval
            SET published_at = coalesce(NEW.last_published_at, now()), published_in = core_this_transaction()
            WHERE id = approval_id;
        END IF;
        IF NEW.title IS DISTINCT FROM shown.content->>'title'
            OR NEW.slug IS DISTINCT FROM shown.content->>'slug'
            OR NEW.seo_title IS DISTINCT FROM shown.content->>'seo_title'
            OR NEW.search_description IS DISTINCT FROM shown.content->>'search_description'
            OR NEW.show_in_menus IS DISTINCT FROM (shown.content->>'show_in_menus')::boolean
            OR NEW.expire_at IS DISTINCT FROM (shown.content->>'expire_at')::timestamptz
            OR NEW.content_type_id IS DISTINCT FROM shown.content_type_id
            OR TG_OP = 'UPDATE' AND OLD.live AND NEW.locale_id IS DISTINCT FROM OLD.locale_id THEN
            PERFORM core_refuse('live_text_is_approved', 'A live page says what was approved.');
        END IF;
        RETURN NULL;
    END $$;

    CREATE FUNCTION core_is_root(page wagtailcore_page) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT page.depth = 1 AND EXISTS (
            SELECT FROM django_content_type
            WHERE id = page.content_type_id AND app_label = 'wagtailcore' AND model = 'page')
    $$;

    -- A move of live pages belongs to an approved change of the structure in the same transaction: of the page, of one
    -- above it, or of a neighbour that makes room. While a branch moves, its paths begin with "!" (core.tree_moves).
    CREATE FUNCTION core_place_is_approved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT FROM core_approval
            WHERE kind = 'structure' AND published_in = core_this_transaction()
              AND (starts_with(ltrim(OLD.path, '!'), moved_path) OR starts_with(ltrim(OLD.path, '!'), target_path))
        ) THEN
            PERFORM core_refuse('live_place_is_approved', 'A live page moves by an approved change only.');
        END IF;
        RETURN NULL;
    END $$;

    -- The address of a live page follows from its place and its approved slug.
    CREATE FUNCTION core_address_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM wagtailcore_page page LEFT JOIN wagtailcore_page above
                ON above.path = left(page.path, -4)
            WHERE page.id = NEW.id AND page.live AND page.depth > 1
              AND page.url_path IS DISTINCT FROM above.url_path || page.slug || '/'
        ) THEN
            PERFORM core_refuse('live_address_follows', 'The address follows from place and slug.');
        END IF;
        RETURN NULL;
    END $$;

    CREATE FUNCTION core_restriction_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM wagtailcore_page page JOIN wagtailcore_page above ON above.id = OLD.page_id
            WHERE page.live AND starts_with(page.path, above.path)
        ) THEN
            PERFORM core_refuse('restriction_stays', 'What is below a restriction goes down before it is lifted.');
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END $$;

    CREATE TRIGGER core_page_enters AFTER INSERT ON wagtailcore_page FOR EACH ROW
        WHEN (NEW.live OR NEW.alias_of_id IS NOT NULL) EXECUTE FUNCTION core_page_is_approved();
    CREATE TRIGGER core_page_changes AFTER UPDATE ON wagtailcore_page FOR EACH ROW
        WHEN ((NEW.live OR NEW.alias_of_id IS NOT NULL) AND
            (OLD.live, OLD.live_revision_id, OLD.title, OLD.slug, OLD.seo_title, OLD.search_description,
             OLD.show_in_menus, OLD.expire_at, OLD.content_type_id, OLD.locale_id, OLD.alias_of_id)
            IS DISTINCT FROM
            (NEW.live, NEW.live_revision_id, NEW.title, NEW.slug, NEW.seo_title, NEW.search_description,
             NEW.show_in_menus, NEW.expire_at, NEW.content_type_id, NEW.locale_id, NEW.alias_of_id))
        EXECUTE FUNCTION core_page_is_approved();
    CREATE TRIGGER core_page_moves AFTER UPDATE ON wagtailcore_page FOR EACH ROW
        WHEN (OLD.live AND NEW.live AND (OLD.path, OLD.depth) IS DISTINCT FROM (NEW.path, NEW.depth))
        EXECUTE FUNCTION core_place_is_approved();
    CREATE CONSTRAINT TRIGGER core_address_follows AFTER UPDATE ON wagtailcore_page DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW
        WHEN (NEW.live AND (OLD.live, OLD.path, OLD.slug, OLD.url_path)
            IS DISTINCT FROM (NEW.live, NEW.path, NEW.slug, NEW.url_path))
        EXECUTE FUNCTION core_address_follows();
    CREATE TRIGGER core_restriction_stays BEFORE UPDATE OR DELETE ON wagtailcore_pageviewrestriction
        FOR EACH ROW EXECUTE FUNCTION core_restriction_stays();
    ALTER TABLE wagtailcore_page ENABLE ALWAYS TRIGGER core_page_enters;
    ALTER TABLE wagtailcore_page ENABLE ALWAYS TRIGGER core_page_changes;
    ALTER TABLE wagtailcore_page ENABLE ALWAYS TRIGGER core_page_moves;
    ALTER TABLE wagtailcore_page ENABLE ALWAYS TRIGGER core_address_follows;
    ALTER TABLE wagtailcore_pageviewrestriction ENABLE ALWAYS TRIGGER core_restriction_stays;

    DO $$
    DECLARE
        name text;
    BEGIN
        FOREACH name IN ARRAY ARRAY['core_page_is_approved', 'core_place_is_approved', 'core_address_follows',
            'core_restriction_stays']
        LOOP
            EXECUTE format('ALTER FUNCTION %I() SET search_path = pg_catalog, %I, pg_temp', name, current_schema());
        END LOOP;
    END $$;

    -- What was public before the guard came carries a set-up approval.
    INSERT INTO core_approval (kind, page_id, revision_id, approved_at, answers, content_hash, reason, moved_path,
        target_path)
    SELECT 'set-up', page.id, page.live_revision_id, now(), '[]', '', '', '', ''
    FROM wagtailcore_page page
    WHERE page.live AND page.live_revision_id IS NOT NULL AND page.latest_revision_id = page.live_revision_id;
    """,
    """
    DROP TRIGGER core_page_enters ON wagtailcore_page;
    DROP TRIGGER core_page_changes ON wagtailcore_page;
    DROP TRIGGER core_page_moves ON wagtailcore_page;
    DROP TRIGGER core_address_follows ON wagtailcore_page;
    DROP TRIGGER core_restriction_stays ON wagtailcore_pageviewrestriction;
    DROP FUNCTION core_page_is_approved, core_place_is_approved, core_address_follows, core_restriction_stays,
        core_is_root;
    """,
)
