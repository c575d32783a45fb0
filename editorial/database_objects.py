"""The Board's part of what the database asks: who may have approved a page, who may decide about a change."""

from django.db.migrations import RunSQL

from core.database_objects.rights import owned_function

GUARD_APPROVALS = RunSQL(
    """
    CREATE FUNCTION editorial_has_right(person bigint, wanted text, at timestamptz) RETURNS boolean
    LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM accounts_membership held
            JOIN accounts_user account ON account.id = held.user_id AND account.is_active
            JOIN accounts_role role ON role.id = held.role_id
            JOIN auth_group_permissions given ON given.group_id = role.group_id
            JOIN auth_permission permission ON permission.id = given.permission_id
            JOIN django_content_type type ON type.id = permission.content_type_id
            WHERE held.user_id = person AND type.app_label = 'editorial' AND permission.codename = wanted
              AND coalesce(held.valid_from <= (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, true)
              AND coalesce(held.valid_until > (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, true))
    $$;

    CREATE FUNCTION editorial_approval_is_right() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        author bigint;
        published bigint;
        owner_id oid;
    BEGIN
        IF NEW.kind = 'structure' AND NEW.approver_id IS NULL THEN
            SELECT relowner INTO owner_id FROM pg_class WHERE oid = 'core_approval'::regclass;
            IF pg_has_role(current_user, owner_id, 'USAGE') THEN
                RETURN NEW;
            END IF;
        END IF;
        IF NEW.approver_id IS NULL OR NOT editorial_has_right(NEW.approver_id,
            CASE NEW.kind WHEN 'emergency' THEN 'publish_in_emergency' ELSE 'approve_page' END, NEW.approved_at) THEN
            PERFORM core_refuse('approver_has_the_right', 'The approver has no right to approve.');
        END IF;
        IF NEW.kind = 'structure' AND (NEW.requester_id IS NULL OR NEW.requester_id = NEW.approver_id) THEN
            PERFORM core_refuse('approval_by_four_eyes', 'Who asks for a change does not approve it.');
        END IF;
        IF NEW.kind = 'emergency' AND btrim(NEW.reason) = '' THEN
            PERFORM core_refuse('emergency_says_why', 'An emergency says why.');
        END IF;
        IF NEW.kind = 'board' THEN
            SELECT user_id INTO author FROM wagtailcore_revision WHERE id = NEW.revision_id;
            SELECT coalesce(max(revision_id), 0) INTO published FROM core_approval
            WHERE page_id = NEW.page_id AND published_at IS NOT NULL;
            IF author IS NULL OR EXISTS (
                SELECT FROM wagtailcore_revision newer
                JOIN wagtailcore_revision approved ON approved.id = NEW.revision_id
                WHERE newer.base_content_type_id = approved.base_content_type_id
                  AND newer.object_id = approved.object_id AND newer.id > published
                  AND newer.user_id = NEW.approver_id
            ) THEN
                PERFORM core_refuse('approval_by_four_eyes', 'Who wrote or edited a version does not approve it.');
            END IF;
            IF jsonb_array_length(NEW.answers) = 0 OR NEW.answers @? '$[*] ? (@.answer != true)' THEN
                PERFORM core_refuse('checklist_is_complete', 'Every question of the checklist is answered with yes.');
            END IF;
        END IF;
        RETURN NEW;
    END $$;

    CREATE TRIGGER editorial_approval_is_right BEFORE INSERT ON core_approval FOR EACH ROW
        WHEN (NEW.kind IN ('board', 'emergency', 'structure')) EXECUTE FUNCTION editorial_approval_is_right();
    ALTER TABLE core_approval ENABLE ALWAYS TRIGGER editorial_approval_is_right;

    CREATE FUNCTION editorial_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM core_refuse('approval_is_kept', 'What became of approvals is never changed nor deleted.');
        RETURN NULL;
    END $$;
    CREATE TRIGGER editorial_keep BEFORE UPDATE OR DELETE ON editorial_emergencycheck
        FOR EACH ROW EXECUTE FUNCTION editorial_keep();
    CREATE TRIGGER editorial_keep BEFORE UPDATE OR DELETE ON editorial_publicationfailure
        FOR EACH ROW EXECUTE FUNCTION editorial_keep();
    ALTER TABLE editorial_emergencycheck ENABLE ALWAYS TRIGGER editorial_keep;
    ALTER TABLE editorial_publicationfailure ENABLE ALWAYS TRIGGER editorial_keep;
    """,
    """
    DROP FUNCTION editorial_approval_is_right, editorial_keep CASCADE;
    DROP FUNCTION editorial_has_right;
    """,
)

# The application's role may write a decision; it cannot make one up for somebody who lacked a right for it that day.
# Which right a table takes: editorial.rules.change_requests.
CHECK_WHO_DECIDES = RunSQL(
    [
        """
    CREATE FUNCTION editorial_check_decider() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        day date := (NEW.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
    BEGIN
        IF NOT EXISTS (SELECT FROM core_changerow WHERE request_id = NEW.request_id) OR EXISTS (
            SELECT FROM core_changerow line WHERE line.request_id = NEW.request_id AND NOT EXISTS (
                SELECT FROM accounts_membership held
                JOIN accounts_user person ON person.id = held.user_id AND person.is_active
                JOIN accounts_role role ON role.id = held.role_id
                JOIN auth_group_permissions given ON given.group_id = role.group_id
                JOIN auth_permission allowed ON allowed.id = given.permission_id
                JOIN django_content_type kind ON kind.id = allowed.content_type_id AND kind.app_label = 'core'
                WHERE held.user_id = NEW.by_id AND (held.kept_elsewhere OR NOT role.by_seat)
                    AND coalesce(held.valid_from, day) <= day AND coalesce(held.valid_until, day + 1) > day
                    AND allowed.codename = CASE
                        WHEN line."table" IN (
                            'core_portalimage', 'core_portaldocument', 'accounts_leader', 'accounts_leadertitle')
                        THEN 'decide_changerequest' ELSE 'decide_structurechange' END)
        ) THEN
            RAISE EXCEPTION 'Person % has no right to decide that day.', NEW.by_id USING ERRCODE = 'CG001';
        END IF;
        RETURN NEW;
    END $$;

    CREATE TRIGGER editorial_check_decider BEFORE INSERT ON core_changestep FOR EACH ROW
        WHEN (NEW.kind IN ('approved', 'refused')) EXECUTE FUNCTION editorial_check_decider();
    ALTER TABLE core_changestep ENABLE ALWAYS TRIGGER editorial_check_decider;
    """,
        owned_function("editorial_check_decider"),
    ],
    "DROP FUNCTION editorial_check_decider CASCADE",
)

# The application's role may write an answer; it cannot make one up for the leader or for somebody without the right.
CHECK_WHO_ANSWERS = RunSQL(
    [
        """
    CREATE FUNCTION editorial_check_is_right() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT FROM core_approval WHERE id = NEW.approval_id AND kind = 'emergency'
                AND approver_id <> NEW.checked_by_id) THEN
            PERFORM core_refuse('emergency_by_four_eyes', 'An emergency takes a second person.');
        END IF;
        IF NOT editorial_has_right(NEW.checked_by_id, 'approve_page', NEW.checked_at) THEN
            PERFORM core_refuse('approver_has_the_right', 'The person has no right to approve.');
        END IF;
        RETURN NEW;
    END $$;

    CREATE TRIGGER editorial_check_is_right BEFORE INSERT ON editorial_emergencycheck
        FOR EACH ROW EXECUTE FUNCTION editorial_check_is_right();
    ALTER TABLE editorial_emergencycheck ENABLE ALWAYS TRIGGER editorial_check_is_right;
    """,
        owned_function("editorial_check_is_right"),
    ],
    "DROP FUNCTION editorial_check_is_right CASCADE",
)
