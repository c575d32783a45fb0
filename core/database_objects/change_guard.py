"""What the public sees changes only by an approved request, whoever writes (docs/decisions/0019).

A row of a guarded table is let through when an approval of this very transaction names exactly the row as it stood and
as it shall stand, or while the owner of the tables holds the door of the set-up open. Everything let through is
written into ``core_shownchange``. In a rehearsal nothing is refused, but such a transaction cannot be committed.
"""

from django.db.migrations import RunSQL

from core.database_objects.rights import only_added_to, only_looked_at, owned_function

FUNCTIONS = (
    "core_guard_shown",
    "core_guard_publicity",
    "core_note_moves",
    "core_was_at",
    "core_was_left_since",
    "core_enter_request",
    "core_enter_row",
    "core_enter_step",
)
ADDED_TO = ("core_changerequest", "core_changerow", "core_changestep")
LOOKED_AT = ("core_shownchange", "core_movedaddress")


def kept(table: str) -> str:
    """Return SQL that refuses to change or delete what is in a table."""
    return f"""
    CREATE TRIGGER core_change_refuse BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION core_change_refuse();
    ALTER TABLE {table} ENABLE ALWAYS TRIGGER core_change_refuse;
    """


CREATE_CHANGE_GUARD = RunSQL(
    [
        """
    CREATE TABLE core_rehearsedrow (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        table_name text NOT NULL, row_pk text NOT NULL, act text NOT NULL, before jsonb, after jsonb
    );

    CREATE FUNCTION core_shown(whole jsonb, columns text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(jsonb_object_agg(name, whole -> name), '{}') FROM unnest(columns) AS name
    $$;

    CREATE FUNCTION core_shown_digest(whole jsonb, columns text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
    BEGIN
        RETURN encode(sha256(convert_to(core_audit_canonical(core_shown(whole, columns)), 'UTF8')), 'hex');
    END $$;

    CREATE FUNCTION core_open_door() RETURNS bigint LANGUAGE sql AS $$
        SELECT asked.id FROM core_changerequest asked
        WHERE asked.kind = 'setup' AND asked.transaction = core_this_transaction() AND NOT EXISTS (
            SELECT FROM core_changestep step WHERE step.request_id = asked.id)
        ORDER BY asked.id DESC LIMIT 1
    $$;

    CREATE FUNCTION core_guard_shown() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
        columns text[] := TG_ARGV[0:];
        done text := lower(TG_OP);
        was jsonb;
        becomes jsonb;
        pk text;
        let_in_by bigint;
        line_id bigint;
    BEGIN
        IF TG_OP <> 'INSERT' THEN
            was := to_jsonb(OLD);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            becomes := to_jsonb(NEW);
        END IF;
        pk := coalesce(was, becomes) ->> 'id';
        IF TG_OP = 'UPDATE' AND pk = becomes ->> 'id' AND core_shown(was, columns) = core_shown(becomes, columns) THEN
            RETURN NULL;
        END IF;
        IF current_setting('portal.rehearsal', true) = 'on' THEN
            INSERT INTO core_rehearsedrow (table_name, row_pk, act, before, after)
            VALUES (TG_TABLE_NAME, pk, done, was, becomes);
            RETURN NULL;
        END IF;
        let_in_by := core_open_door();
        IF let_in_by IS NULL THEN
            SELECT line.id, line.request_id INTO line_id, let_in_by FROM core_changestep step
            JOIN core_changerow line ON line.request_id = step.request_id
            WHERE step.kind = 'approved' AND step.transaction = core_this_transaction()
                AND line."table" = TG_TABLE_NAME AND line.row_pk = pk AND line.act = done
                AND (was IS NULL OR core_shown(line.before, columns) = core_shown(was, columns))
                AND (becomes IS NULL OR (
                    becomes ->> 'id' = pk AND core_shown(line.after, columns) = core_shown(becomes, columns)))
                AND NOT EXISTS (SELECT FROM core_shownchange used WHERE used.row_id = line.id)
            ORDER BY line.id LIMIT 1;
            IF line_id IS NULL THEN
                RAISE EXCEPTION 'No approved change request covers this % of % %.', TG_OP, TG_TABLE_NAME, pk
                    USING ERRCODE = 'CG001';
            END IF;
        END IF;
        INSERT INTO core_shownchange ("table", row_pk, act, request_id, row_id, digest, at)
        VALUES (TG_TABLE_NAME, coalesce(becomes ->> 'id', pk), done, let_in_by, line_id,
            core_shown_digest(coalesce(becomes, was), columns), clock_timestamp());
        RETURN NULL;
    END $$;

    CREATE FUNCTION core_is_used(model_name text, pk bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM wagtailcore_referenceindex used
            JOIN django_content_type kind ON kind.id = used.to_content_type_id
                AND kind.app_label = 'core' AND kind.model = model_name
            JOIN django_content_type base ON base.id = used.base_content_type_id
                AND base.app_label = 'wagtailcore' AND base.model = 'page'
            JOIN wagtailcore_page page ON page.id::text = used.object_id AND page.live
            WHERE used.to_object_id = pk::text)
    $$;

    -- A picture or file becomes public by a live page that uses it, and by nothing else; from then on it is guarded.
    CREATE FUNCTION core_guard_publicity() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    DECLARE
        was_public boolean := TG_OP = 'UPDATE' AND OLD.is_public;
        first timestamptz;
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            first := OLD.first_public_at;
        END IF;
        IF first IS NOT NULL AND NEW.first_public_at IS DISTINCT FROM first THEN
            RAISE EXCEPTION 'What was public once stays so on record: % %.', TG_TABLE_NAME, NEW.id
                USING ERRCODE = 'CG001';
        END IF;
        IF NOT (NEW.is_public AND NOT was_public) AND NOT (NEW.first_public_at IS NOT NULL AND first IS NULL) THEN
            RETURN NULL;
        END IF;
        IF core_open_door() IS NULL AND NOT core_is_used(TG_ARGV[0], NEW.id) THEN
            RAISE EXCEPTION 'No public page uses % %.', TG_TABLE_NAME, NEW.id USING ERRCODE = 'CG001';
        END IF;
        IF first IS NULL AND TG_OP = 'UPDATE' THEN
            INSERT INTO core_shownchange ("table", row_pk, act, digest, at)
            VALUES (TG_TABLE_NAME, NEW.id::text, 'published', core_shown_digest(to_jsonb(NEW), TG_ARGV[1:]),
                clock_timestamp());
        END IF;
        RETURN NULL;
    END $$;

    CREATE FUNCTION core_note_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
        INSERT INTO core_movedaddress (page_id, old_url_path, new_url_path, at)
        SELECT page.id, was.url_path, page.url_path, clock_timestamp()
        FROM page JOIN was ON was.id = page.id WHERE was.url_path <> page.url_path;
        RETURN NULL;
    END $$;

    -- Whether a page stood at the path of a site that a redirect holds.
    CREATE FUNCTION core_was_at(page_asked bigint, site_asked bigint, path_asked text)
    RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM core_movedaddress moved
            JOIN wagtailcore_site ours ON ours.id = site_asked
            JOIN wagtailcore_page root ON root.id = ours.root_page_id
            WHERE moved.page_id = page_asked AND moved.old_url_path = root.url_path || substr(path_asked, 2) || '/')
    $$;

    -- Whether some page has left the path of a site since a moment, and so needs a redirect of its own there.
    CREATE FUNCTION core_was_left_since(moment timestamptz, site_asked bigint, path_asked text)
    RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM core_movedaddress moved
            JOIN wagtailcore_site ours ON ours.id = site_asked
            JOIN wagtailcore_page root ON root.id = ours.root_page_id
            WHERE moved.at > moment AND moved.old_url_path = root.url_path || substr(path_asked, 2) || '/')
    $$;

    CREATE FUNCTION core_enter_request() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.kind = 'setup' AND NOT pg_has_role(
            current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
            RAISE EXCEPTION 'Only the owner of the tables opens the door of the set-up.' USING ERRCODE = 'CG001';
        END IF;
        NEW.transaction := core_this_transaction();
        RETURN NEW;
    END $$;

    CREATE FUNCTION core_enter_row() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT FROM core_changestep step WHERE step.request_id = NEW.request_id) THEN
            RAISE EXCEPTION 'Request % was sent already.', NEW.request_id USING ERRCODE = 'CG001';
        END IF;
        RETURN NEW;
    END $$;

    CREATE FUNCTION core_enter_step() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        asked record;
        sent boolean;
        fits boolean;
    BEGIN
        SELECT kind, proposed_by INTO asked FROM core_changerequest WHERE id = NEW.request_id;
        sent := EXISTS (SELECT FROM core_changestep WHERE request_id = NEW.request_id AND kind = 'submitted');
        fits := CASE NEW.kind
            WHEN 'closed' THEN asked.kind = 'setup'
            WHEN 'submitted' THEN NOT sent AND NEW.by_id = asked.proposed_by AND NEW.note <> ''
            WHEN 'dropped' THEN NOT sent AND NEW.by_id = asked.proposed_by
            WHEN 'withdrawn' THEN sent AND NEW.by_id = asked.proposed_by
            WHEN 'void' THEN sent
            ELSE sent AND NEW.by_id <> asked.proposed_by
        END;
        IF fits IS NOT TRUE THEN
            RAISE EXCEPTION 'Step % does not fit request %.', NEW.kind, NEW.request_id USING ERRCODE = 'CG001';
        END IF;
        NEW.transaction := core_this_transaction();
        RETURN NEW;
    END $$;

    CREATE FUNCTION core_change_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% of % refused: it is written once.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'CG001';
    END $$;

    CREATE TRIGGER core_enter_request BEFORE INSERT ON core_changerequest
        FOR EACH ROW EXECUTE FUNCTION core_enter_request();
    CREATE TRIGGER core_enter_row BEFORE INSERT ON core_changerow FOR EACH ROW EXECUTE FUNCTION core_enter_row();
    CREATE TRIGGER core_enter_step BEFORE INSERT ON core_changestep FOR EACH ROW EXECUTE FUNCTION core_enter_step();
    CREATE CONSTRAINT TRIGGER core_rehearsal_ends_in_nothing AFTER INSERT ON core_rehearsedrow
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION core_change_refuse();
    CREATE TRIGGER core_note_moves AFTER UPDATE ON wagtailcore_page
        REFERENCING OLD TABLE AS was NEW TABLE AS page FOR EACH STATEMENT EXECUTE FUNCTION core_note_moves();
    ALTER TABLE core_changerequest ENABLE ALWAYS TRIGGER core_enter_request;
    ALTER TABLE core_changerow ENABLE ALWAYS TRIGGER core_enter_row;
    ALTER TABLE core_changestep ENABLE ALWAYS TRIGGER core_enter_step;
    ALTER TABLE core_rehearsedrow ENABLE ALWAYS TRIGGER core_rehearsal_ends_in_nothing;
    ALTER TABLE wagtailcore_page ENABLE ALWAYS TRIGGER core_note_moves;
    """,
        *map(owned_function, FUNCTIONS),
        *map(kept, (*ADDED_TO, *LOOKED_AT)),
        *map(only_added_to, ADDED_TO),
        *map(only_looked_at, (*LOOKED_AT, "core_rehearsedrow")),
    ],
    """
    DROP FUNCTION core_open_door,
        core_guard_shown, core_guard_publicity, core_note_moves, core_was_at, core_was_left_since,
        core_is_used, core_enter_request, core_enter_row, core_enter_step, core_change_refuse, core_shown_digest,
        core_shown CASCADE;
    DROP TABLE core_rehearsedrow;
    """,
)

# Wagtail leads the address that a page has left to where it stands now, and clears an older lead that is in the way.
FOLLOWS_A_MOVE = {
    "INSERT": "NOT (NEW.automatically_created AND NEW.redirect_link = '' AND NEW.redirect_page_route_path = ''"
    " AND core_was_at(NEW.redirect_page_id, NEW.site_id, NEW.old_path))",
    "DELETE": "NOT (OLD.automatically_created AND core_was_left_since(OLD.created_at, OLD.site_id, OLD.old_path))",
}
ONCE_PUBLIC = {
    "INSERT": "NEW.is_public OR NEW.first_public_at IS NOT NULL",
    "UPDATE": "OLD.first_public_at IS NOT NULL",
    "DELETE": "OLD.first_public_at IS NOT NULL",
}


def guard_table(table: str, columns: tuple[str, ...], when: dict[str, str] | None = None) -> RunSQL:
    """Return the operation that guards a table; ``when`` narrows the rows of INSERT, UPDATE or DELETE.

    What stands in the table already is written into the book as it is.
    """
    listed = ", ".join(f"'{name}'" for name in columns)
    statements = []
    for act in ("INSERT", "UPDATE", "DELETE"):
        narrowed = f"WHEN ({when[act]})" if when and act in when else ""
        name = f"core_guard_{act.lower()}"
        statements.append(f"""
            CREATE TRIGGER {name} AFTER {act} ON {table} FOR EACH ROW {narrowed}
                EXECUTE FUNCTION core_guard_shown({listed});
            ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};
        """)
    present = "WHERE first_public_at IS NOT NULL" if when is ONCE_PUBLIC else ""
    statements.append(f"""
        INSERT INTO core_shownchange ("table", row_pk, act, digest, at)
        SELECT '{table}', id::text, 'present', core_shown_digest(to_jsonb(present), ARRAY[{listed}]), clock_timestamp()
        FROM {table} AS present {present};
    """)  # noqa: S608 (names in a migration)
    dropped = [f"DROP TRIGGER core_guard_{act} ON {table};" for act in ("insert", "update", "delete")]
    return RunSQL("\n".join(statements), "\n".join(dropped))


def guard_publicity(table: str, model_name: str, columns: tuple[str, ...]) -> RunSQL:
    """Return the operation that lets pictures or files become public by a live page only."""
    listed = ", ".join(f"'{name}'" for name in (model_name, *columns))
    return RunSQL(
        f"""
        CREATE TRIGGER core_guard_publicity AFTER INSERT OR UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION core_guard_publicity({listed});
        ALTER TABLE {table} ENABLE ALWAYS TRIGGER core_guard_publicity;
        """,
        f"DROP TRIGGER core_guard_publicity ON {table};",
    )
