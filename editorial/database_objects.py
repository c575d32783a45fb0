"""The Board's part of what the database asks: who may have approved a page, who may decide about a change."""

from django.db.migrations import RunSQL

from core.database_objects.rights import only_added_to, owned_function

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

# A role of the Board is worth nothing to the database without a seat of its holder that lasts on the day in question.
ASK_FOR_SEATS = RunSQL(
    [
        """
    CREATE FUNCTION editorial_holds(person bigint, app text, wanted text, at timestamptz) RETURNS boolean
    LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM accounts_membership held
            CROSS JOIN LATERAL (SELECT (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day) AS local
            JOIN accounts_user account ON account.id = held.user_id AND account.is_active
            JOIN accounts_role role ON role.id = held.role_id
            JOIN auth_group_permissions given ON given.group_id = role.group_id
            JOIN auth_permission permission ON permission.id = given.permission_id
            JOIN django_content_type type ON type.id = permission.content_type_id
            WHERE held.user_id = person AND type.app_label = app AND permission.codename = wanted
              AND coalesce(held.valid_from <= local.day, true) AND coalesce(held.valid_until > local.day, true)
              AND (NOT role.by_seat OR held.kept_elsewhere AND EXISTS (
                    SELECT FROM editorial_boardseat seat
                    WHERE seat.membership_id = held.id AND seat.user_id = person
                      AND seat.valid_from <= local.day AND coalesce(seat.valid_until > local.day, true))))
    $$;

    CREATE OR REPLACE FUNCTION editorial_has_right(person bigint, wanted text, at timestamptz) RETURNS boolean
    LANGUAGE sql STABLE AS $$ SELECT editorial_holds(person, 'editorial', wanted, at) $$;

    -- Who is away that day: somebody stands in by rule, and the absent one does not approve.
    CREATE FUNCTION editorial_is_away(person bigint, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM editorial_boardabsence absence JOIN editorial_boardseat seat ON seat.id = absence.seat_id
            WHERE seat.user_id = person
              AND absence.valid_from <= (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
              AND absence.valid_until > (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)
    $$;

    CREATE FUNCTION editorial_approver_is_there() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF editorial_is_away(NEW.approver_id, NEW.approved_at) THEN
            PERFORM core_refuse('approver_is_there', 'The approver is away that day; somebody stands in.');
        END IF;
        RETURN NEW;
    END $$;

    CREATE TRIGGER editorial_approver_is_there BEFORE INSERT ON core_approval FOR EACH ROW
        WHEN (NEW.kind = 'board') EXECUTE FUNCTION editorial_approver_is_there();
    ALTER TABLE core_approval ENABLE ALWAYS TRIGGER editorial_approver_is_there;
    """,
        owned_function("editorial_holds"),
        owned_function("editorial_has_right"),
        owned_function("editorial_is_away"),
        owned_function("editorial_approver_is_there"),
    ],
    "DROP FUNCTION editorial_approver_is_there CASCADE; DROP FUNCTION editorial_is_away",
)

# What was made of a sealed entry is neither approved nor published, whoever writes and whatever was approved before.
KEEP_SEALS_SHUT = RunSQL(
    [
        """
    CREATE FUNCTION editorial_is_sealed(page bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM editorial_entrypage made JOIN editorial_entry entry ON entry.id = made.entry_id
            WHERE made.page_id = page AND entry.sealed_at IS NOT NULL)
    $$;

    CREATE FUNCTION editorial_sealed_is_not_approved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
        IF editorial_is_sealed(NEW.page_id) THEN
            PERFORM core_refuse('sealed_stays_shut', 'What was made of a sealed entry is not approved.');
        END IF;
        RETURN NEW;
    END $$;

    CREATE FUNCTION editorial_sealed_stays_shut() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
        IF editorial_is_sealed(NEW.id) THEN
            PERFORM core_refuse('sealed_stays_shut', 'What was made of a sealed entry is not published.');
        END IF;
        RETURN NULL;
    END $$;

    CREATE TRIGGER editorial_sealed_is_not_approved BEFORE INSERT ON core_approval FOR EACH ROW
        WHEN (NEW.kind <> 'structure') EXECUTE FUNCTION editorial_sealed_is_not_approved();
    CREATE TRIGGER editorial_sealed_stays_shut AFTER INSERT OR UPDATE OF live, live_revision_id ON wagtailcore_page
        FOR EACH ROW WHEN (NEW.live) EXECUTE FUNCTION editorial_sealed_stays_shut();
    ALTER TABLE core_approval ENABLE ALWAYS TRIGGER editorial_sealed_is_not_approved;
    ALTER TABLE wagtailcore_page ENABLE ALWAYS TRIGGER editorial_sealed_stays_shut;
    """,
        owned_function("editorial_is_sealed"),
        owned_function("editorial_sealed_is_not_approved"),
        owned_function("editorial_sealed_stays_shut"),
    ],
    """
    DROP FUNCTION editorial_sealed_is_not_approved, editorial_sealed_stays_shut CASCADE;
    DROP FUNCTION editorial_is_sealed;
    """,
)

# Who takes a page out holds the right that day; alone only who may publish alone; who looks at it later is another.
CHECK_WHO_WITHDRAWS = RunSQL(
    [
        """
    CREATE FUNCTION editorial_withdrawal_is_right() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.outcome = '' AND NEW.outcome IN ('done', 'refused') AND NOT (
            editorial_holds(NEW.decided_by_id, 'core', 'withdraw_page', NEW.decided_at)
            AND (NEW.decided_by_id <> NEW.asked_by_id
                OR editorial_holds(NEW.decided_by_id, 'editorial', 'publish_in_emergency', NEW.decided_at)))
            OR OLD.outcome = '' AND NEW.outcome = 'taken-back' AND NEW.decided_by_id <> NEW.asked_by_id
            OR OLD.checked_at IS NULL AND NEW.checked_at IS NOT NULL
                AND NOT editorial_holds(NEW.checked_by_id, 'core', 'withdraw_page', NEW.checked_at) THEN
            PERFORM core_refuse('withdrawer_has_the_right', 'The person has no right to take pages out.');
        END IF;
        RETURN NEW;
    END $$;

    CREATE TRIGGER editorial_withdrawal_is_right BEFORE UPDATE ON core_withdrawal
        FOR EACH ROW EXECUTE FUNCTION editorial_withdrawal_is_right();
    ALTER TABLE core_withdrawal ENABLE ALWAYS TRIGGER editorial_withdrawal_is_right;
    """,
        owned_function("editorial_withdrawal_is_right"),
    ],
    "DROP FUNCTION editorial_withdrawal_is_right CASCADE",
)

# One of the Board sets the mark; who approves lifts it, and confirms nothing that was doubted by the same person.
CHECK_WHO_MARKS = RunSQL(
    [
        """
    CREATE FUNCTION editorial_mark_is_right() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' AND NOT (
            editorial_has_right(NEW.set_by_id, 'check_page', NEW.set_at)
            OR editorial_has_right(NEW.set_by_id, 'edit_page', NEW.set_at)
            OR editorial_has_right(NEW.set_by_id, 'approve_page', NEW.set_at))
            OR TG_OP = 'UPDATE' AND NOT editorial_has_right(NEW.lifted_by_id, 'approve_page', NEW.lifted_at) THEN
            PERFORM core_refuse('marker_has_the_right', 'The person has no right to set or lift the mark.');
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER editorial_mark_is_right BEFORE INSERT OR UPDATE ON core_recheck
        FOR EACH ROW EXECUTE FUNCTION editorial_mark_is_right();
    ALTER TABLE core_recheck ENABLE ALWAYS TRIGGER editorial_mark_is_right;

    CREATE TRIGGER editorial_keep BEFORE UPDATE OR DELETE ON editorial_reviewresult
        FOR EACH ROW EXECUTE FUNCTION editorial_keep();
    ALTER TABLE editorial_reviewresult ENABLE ALWAYS TRIGGER editorial_keep;
    """,
        owned_function("editorial_mark_is_right"),
        only_added_to("editorial_reviewresult"),
    ],
    """
    DROP FUNCTION editorial_mark_is_right CASCADE;
    DROP TRIGGER editorial_keep ON editorial_reviewresult;
    """,
)

# A live page goes down when its approved day is over, or by a decision in the same transaction. The set-up and tests
# act as the owner of the tables. What was made of a sealed entry goes down before anybody has decided, and before the
# entry is sealed: the database looks at the end of the transaction (docs/decisions/0026).
TAKE_PAGES_DOWN_BY_DECISION = RunSQL(
    [
        """
    CREATE FUNCTION editorial_page_goes_down() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        owner_id oid;
    BEGIN
        SELECT relowner INTO owner_id FROM pg_class WHERE oid = 'core_withdrawal'::regclass;
        IF pg_has_role(current_user, owner_id, 'USAGE')
            OR NEW.expired AND OLD.expire_at <= clock_timestamp()
            OR editorial_is_sealed(NEW.id)
            OR EXISTS (
                SELECT FROM core_withdrawal
                WHERE page_id = NEW.id AND outcome = 'done' AND decided_in = core_this_transaction()) THEN
            RETURN NULL;
        END IF;
        PERFORM core_refuse('page_goes_down_by_decision', 'A live page is taken out by a decision only.');
        RETURN NULL;
    END $$;

    CREATE CONSTRAINT TRIGGER core_page_goes_down AFTER UPDATE ON wagtailcore_page DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (OLD.live AND NOT NEW.live) EXECUTE FUNCTION editorial_page_goes_down();
    ALTER TABLE wagtailcore_page ENABLE ALWAYS TRIGGER core_page_goes_down;
    """,
        owned_function("editorial_page_goes_down"),
    ],
    "DROP FUNCTION editorial_page_goes_down CASCADE",
)
