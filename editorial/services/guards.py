"""The Board's triggers, which ``manage.py verify_public`` looks for (docs/features/change-requests.md)."""

GUARDS = {
    "core_approval": {"editorial_approval_is_right"},
    "core_changestep": {"editorial_check_decider"},
    "editorial_emergencycheck": {"editorial_check_is_right", "editorial_keep"},
    "editorial_publicationfailure": {"editorial_keep"},
}
