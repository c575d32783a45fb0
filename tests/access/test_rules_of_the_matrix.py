"""What no line of the tables may say, whoever writes them anew; each exception gives its reason."""

import pytest

from tests.access.outcomes import NO, REDIRECT, SIGN_IN, WROTE, YES
from tests.access.table import FILES, stored
from tests.access.world import ANONYMOUS, PASSWORD_ONLY, SUPERUSER

ADMIN = "/quan-tri/"
OUTSIDERS = (ANONYMOUS, PASSWORD_ONLY, "collaborator")
LOOKING_ONLY = ("finance", "operator", "security-officer", "data-protection-officer", "auditor")
OPEN_TO_ALL = (
    "/quan-tri/login/",
    "/quan-tri/password_reset/",
    "/quan-tri/sprite/",
    "/quan-tri/jsi18n/",
)
FOR_THE_SUPERUSER = (
    "/quan-tri/users/new/",
    "/quan-tri/users/edit/",
    "/quan-tri/users/delete/",
    "/quan-tri/users/copy/",
    "/quan-tri/bulk/accounts/user/",
    "/quan-tri/groups/",
    "/quan-tri/sites/",
    "/quan-tri/collections/",
    "/quan-tri/workflows/add/",
    "/quan-tri/workflows/edit/",
    "/quan-tri/workflows/disable/",
    "/quan-tri/workflows/tasks/",
)
# Nobody of the technique does what the Board does, has the files that it was sent, or reads its figures
# (editorial.permissions).
FOR_THE_BOARD = {
    "/quan-tri/inbox/new/": NO,
    "/quan-tri/inbox/<int:pk>/tep/<int:position>/": "404",
    "/quan-tri/thong-ke/": NO,
    "/quan-tri/thong-ke/tu-choi/": NO,
    "/quan-tri/pages/<int:page_id>/dang-khan-cap/": NO,
    "/quan-tri/dang-khan-cap/<int:approval_id>/": NO,
    "/quan-tri/pages/<int:page_id>/thu-hoi/": NO,
    "/quan-tri/pages/<int:page_id>/unpublish/": NO,
    "/quan-tri/pages/<int:page_id>/xac-thuc-lai/": NO,
    "/quan-tri/page_reviews/new/": NO,
    "/quan-tri/page_reviews/edit/<int:pk>/": NO,
    "/quan-tri/page_reviews/history/<int:pk>/": NO,
    "/quan-tri/page_reviews/history-results/<int:pk>/": NO,
    "/quan-tri/page_reviews/usage/<int:pk>/": NO,
    "/quan-tri/ra-soat/<int:review_id>/": NO,
    "/quan-tri/thu-hoi/<int:withdrawal_id>/": NO,
}
WRITING_ON_GET = {
    "/quan-tri/api/main/images/": "makes the thumbnails that it lists",
    "/quan-tri/documents/edit/<int:document_id>/": "notes the size and hash of a file that came without",
    "/quan-tri/images/<int:image_id>/": "makes the preview it shows",
    "/quan-tri/images/chooser/chosen/<str:pk>/": "makes the thumbnail it answers with",
    "/quan-tri/pages/<int:page_id>/edit/": "opens Wagtail's editing session",
    "/quan-tri/pages/<int:page_id>/revisions/<int:revision_id>/revert/": "opens Wagtail's editing session",
}
BREAKING_ON_EMPTY_FORMS: dict[str, str] = {}


def cells(method):
    for pattern, row in stored(method).items():
        for role, answer in row.items():
            yield pattern, role, answer


def test_the_admin_is_closed_to_who_has_no_business_there():
    seen = {
        f"{method} {pattern} {role}"
        for method in FILES
        for pattern, role, answer in cells(method)
        if role in OUTSIDERS and pattern.startswith(ADMIN) and not pattern.startswith(OPEN_TO_ALL)
        if answer not in {SIGN_IN, "404"}
    }
    assert seen == set()


# Who guards accounts closes them, resets a factor and hands over a code; everything else is only looked at.
GUARDING = {
    "security-officer": frozenset(
        f"/quan-tri/users/<int:pk>/{act}/" for act in ("ma-thiet-lap", "dong-mo", "dat-lai-buoc-hai")
    )
}
# What somebody sent online is shown to who sent it, on the supplier's side (editorial.services.suppliers).
OF_THE_SENDER = "/cung-cap-thong-tin/cua-toi/<int:pk>/"
# Steps of the Board are taken by who is in charge; the page of the set-up code is for who has no second factor yet.
BY_TURN = ("/quan-tri/pages/workflow/", "/tai-khoan/bao-mat/ma-thiet-lap/")


@pytest.mark.parametrize("role", [*OUTSIDERS, *LOOKING_ONLY])
def test_who_only_looks_changes_nothing_by_any_address(role):
    changing = {pattern for pattern, who, answer in cells("POST") if who == role and answer.endswith(WROTE)}
    assert changing - GUARDING.get(role, frozenset()) == set()


def test_an_address_that_is_only_read_writes_nothing():
    writing = {pattern for pattern, _role, answer in cells("GET") if answer.endswith(WROTE)}
    assert writing <= WRITING_ON_GET.keys()


def test_accounts_groups_and_workflows_are_the_superusers():
    reached = {
        f"{method} {pattern} {role}"
        for method in FILES
        for pattern, role, answer in cells(method)
        if role != SUPERUSER and pattern.startswith(FOR_THE_SUPERUSER) and answer.rstrip(WROTE) == YES
    }
    assert reached == set()


def test_nobody_sends_a_form_that_he_may_not_see():
    shown = stored("GET")
    sent = {
        f"{pattern} {role}"
        for pattern, role, answer in cells("POST")
        if not pattern.startswith(OPEN_TO_ALL)
        and shown[pattern][role].rstrip(WROTE) in {NO, SIGN_IN, "404"}
        and answer.rstrip(WROTE) in {YES, REDIRECT}
    }
    assert sent == set()


@pytest.mark.parametrize("method", FILES)
def test_no_address_breaks(method):
    broken = {pattern for pattern, _role, answer in cells(method) if answer == "500"}
    assert broken <= BREAKING_ON_EMPTY_FORMS.keys()


@pytest.mark.parametrize("method", FILES)
def test_a_superuser_without_a_role_receives_nothing_for_the_board(method):
    assert {pattern: stored(method)[pattern][SUPERUSER] for pattern in FOR_THE_BOARD} == FOR_THE_BOARD


@pytest.mark.parametrize("method", FILES)
def test_a_superuser_sees_whatever_else_anybody_sees(method):
    hidden = {
        f"{pattern} {role}"
        for pattern, role, answer in cells(method)
        if pattern not in FOR_THE_BOARD
        and not pattern.startswith((*BY_TURN, OF_THE_SENDER))
        and answer.rstrip(WROTE) == YES
        and stored(method)[pattern][SUPERUSER].rstrip(WROTE) in {NO, "404", SIGN_IN}
    }
    assert hidden == set()
