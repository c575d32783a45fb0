"""The Board's triggers, which ``manage.py verify_public`` looks for (docs/features/change-requests.md)."""

GUARDS = {
    "core_approval": {
        "editorial_approval_is_right",
        "editorial_approver_is_there",
        "editorial_sealed_is_not_approved",
    },
    "core_changestep": {"editorial_check_decider"},
    "editorial_emergencycheck": {"editorial_check_is_right", "editorial_keep"},
    "editorial_publicationfailure": {"editorial_keep"},
    "wagtailcore_page": {"editorial_sealed_stays_shut"},
}
