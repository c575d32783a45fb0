"""What the tables of page types and of their rows refuse: to say of a live page what was not approved."""

from django.db.migrations import RunSQL

CREATE_COMPARISON = RunSQL(
    """
    -- The columns of a table as a revision has them. A foreign key stands there without its "_id", a stream as text.
    CREATE FUNCTION core_columns_of(held regclass, content jsonb) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT coalesce(jsonb_object_agg(field.name, CASE
            WHEN field.is_json AND jsonb_typeof(field.value) = 'string' THEN (field.value #>> '{}')::jsonb
            ELSE field.value END), '{}')
        FROM (
            SELECT attname AS name, atttypid = 'jsonb'::regtype AS is_json,
                coalesce(content->attname, content->regexp_replace(attname, '_id$', '')) AS value
            FROM pg_attribute WHERE attrelid = held AND attnum > 0 AND NOT attisdropped
        ) AS field
        WHERE field.value IS NOT NULL
    $$;

    CREATE FUNCTION core_live_content(live_page_id bigint) RETURNS jsonb LANGUAGE sql STABLE AS $$
        SELECT revision.content
        FROM wagtailcore_page page JOIN wagtailcore_revision revision ON revision.id = page.live_revision_id
        WHERE page.id = live_page_id AND page.live
    $$;

    CREATE FUNCTION core_page_row_is_approved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
        content jsonb := core_live_content(NEW.page_ptr_id);
        approved jsonb;
        computed text[];
    BEGIN
        IF content IS NULL THEN
            RETURN NULL;
        END IF;
        approved := core_columns_of(TG_RELID::regclass, content);
        IF to_jsonb(jsonb_populate_record(NEW, approved)) <> to_jsonb(NEW) THEN
            PERFORM core_refuse('live_text_is_approved', 'A live page says what was approved.');
        END IF;
        -- Columns that no revision holds are computed from the others, and change with them only.
        IF TG_OP = 'UPDATE' THEN
            SELECT array_agg(name) INTO computed FROM jsonb_object_keys(approved) AS name;
            IF to_jsonb(NEW) - computed <> to_jsonb(OLD) - computed AND NOT EXISTS (
                SELECT FROM core_approval WHERE page_id = NEW.page_ptr_id AND published_in = core_this_transaction()
            ) THEN
                PERFORM core_refuse('live_text_is_approved', 'What is computed changes with what was approved.');
            END IF;
        END IF;
        RETURN NULL;
    END $$;

    -- Runs at the end of the transaction, when all rows of a page are in: arguments are the name in the revision and
    -- the column that points to the page.
    CREATE FUNCTION core_page_rows_are_approved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
        changed jsonb := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
        pages bigint[] := ARRAY[(changed->>TG_ARGV[1])::bigint];
        live_page_id bigint;
        content jsonb;
        differ boolean;
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            pages := pages || (to_jsonb(OLD)->>TG_ARGV[1])::bigint;
        END IF;
        FOREACH live_page_id IN ARRAY pages LOOP
            content := core_live_content(live_page_id);
            IF content IS NULL THEN
                CONTINUE;
            END IF;
            EXECUTE format($sql$
                SELECT (
                    SELECT coalesce(jsonb_agg(to_jsonb(held) - $3 ORDER BY held.sort_order, held.id), '[]')
                    FROM %1$s held WHERE held.%2$I = $1
                ) <> (
                    SELECT coalesce(jsonb_agg(to_jsonb(jsonb_populate_record(NULL::%1$s,
                        core_columns_of(%1$L::regclass, listed.fields))) - $3 ORDER BY listed.place), '[]')
                    FROM jsonb_array_elements($2) WITH ORDINALITY AS listed(fields, place)
                )$sql$, TG_RELID::regclass, TG_ARGV[1])
            INTO differ
            USING live_page_id, coalesce(content->TG_ARGV[0], '[]'), ARRAY['id', 'sort_order', TG_ARGV[1]];
            IF differ THEN
                PERFORM core_refuse('live_text_is_approved', 'A live page says what was approved.');
            END IF;
        END LOOP;
        RETURN NULL;
    END $$;

    DO $$
    DECLARE
        name text;
    BEGIN
        FOREACH name IN ARRAY ARRAY['core_page_row_is_approved', 'core_page_rows_are_approved']
        LOOP
            EXECUTE format('ALTER FUNCTION %I() SET search_path = pg_catalog, %I, pg_temp', name, current_schema());
        END LOOP;
    END $$;
    """,
    """
    DROP FUNCTION core_page_row_is_approved, core_page_rows_are_approved, core_live_content, core_columns_of;
    """,
)

PAGE_TABLE = """
    CREATE TRIGGER core_page_row_is_approved AFTER INSERT OR UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION core_page_row_is_approved();
    ALTER TABLE {table} ENABLE ALWAYS TRIGGER core_page_row_is_approved;
"""
ROWS_TABLE = """
    CREATE CONSTRAINT TRIGGER core_page_rows_are_approved AFTER INSERT OR UPDATE OR DELETE ON {table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core_page_rows_are_approved('{name}', '{parent}');
    ALTER TABLE {table} ENABLE ALWAYS TRIGGER core_page_rows_are_approved;
"""


def guard_page_tables(*page_tables: str, rows: tuple[tuple[str, str, str], ...] = ()) -> RunSQL:
    """Return the triggers for tables of page types, and for tables of their rows: table, relation, parent's column."""
    forward = [PAGE_TABLE.format(table=table) for table in page_tables]
    forward += [ROWS_TABLE.format(table=table, name=name, parent=parent) for table, name, parent in rows]
    backward = [f"DROP TRIGGER core_page_row_is_approved ON {table};" for table in page_tables]
    backward += [f"DROP TRIGGER core_page_rows_are_approved ON {table};" for table, _name, _parent in rows]
    return RunSQL("\n".join(forward), "\n".join(backward))
