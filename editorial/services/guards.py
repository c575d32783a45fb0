"""The Board's triggers, which ``manage.py verify_public`` looks for (docs/features/change-requests.md)."""

GUARDS = {
    "core_approval": {
        "editorial_approval_is_right",
        "editorial_approver_is_there",
        "editorial_sealed_is_not_approved",
    },
    "core_changestep": {"editorial_check_decider"},
    "core_recheck": {"editorial_mark_is_right"},
    "core_withdrawal": {"editorial_withdrawal_is_right"},
    "editorial_emergencycheck": {"editorial_check_is_right", "editorial_keep"},
    "editorial_publicationfailure": {"editorial_keep"},
    "wagtailcore_page": {"core_page_goes_down", "editorial_sealed_stays_shut"},
    "editorial_reviewresult": {"editorial_keep"},
}
