"""Database objects that models cannot declare."""

from django.db.migrations import RunSQL

# The application's role may write a decision; it cannot make one up for somebody who has no right that day.
CHECK_WHO_DECIDES = RunSQL(
    """
    CREATE FUNCTION editorial_check_decider() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        day date := (NEW.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
    BEGIN
        IF NEW.kind IN ('approved', 'refused') AND NOT EXISTS (
            SELECT FROM accounts_membership held
            JOIN accounts_user person ON person.id = held.user_id AND person.is_active
            JOIN accounts_role role ON role.id = held.role_id
            JOIN auth_group_permissions given ON given.group_id = role.group_id
            JOIN auth_permission allowed ON allowed.id = given.permission_id
                AND allowed.codename IN ('decide_changerequest', 'decide_structurechange')
            WHERE held.user_id = NEW.by_id AND (held.kept_elsewhere OR NOT role.by_seat)
                AND coalesce(held.valid_from, day) <= day AND coalesce(held.valid_until, day + 1) > day
        ) THEN
            RAISE EXCEPTION 'Person % has no right to decide that day.', NEW.by_id USING ERRCODE = 'CG001';
        END IF;
        RETURN NEW;
    END $$;

    CREATE TRIGGER editorial_check_decider BEFORE INSERT ON core_changestep
        FOR EACH ROW EXECUTE FUNCTION editorial_check_decider();
    ALTER TABLE core_changestep ENABLE ALWAYS TRIGGER editorial_check_decider;
    """,
    "DROP FUNCTION editorial_check_decider CASCADE",
)
