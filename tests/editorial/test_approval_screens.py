"""What the button of the last step says before it is pressed, and the list of later publications (R6.3a-2, R6.4a-2)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from tests.editorial.approving import CHECKED, edited, go_to_approval, step, submit
from tests.editorial.test_approval import decide
from tests.factories import ResultPageFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def test_the_button_shows_what_keeps_the_page_from_approval(frozen_now, draft, people):
    edited(draft, people.editor, author_name="")
    submit(draft, people.editor)
    go_to_approval(draft, signed_in(people.editor))
    address = reverse("wagtailadmin_pages:workflow_action", args=(draft.pk, "approve", step(draft).pk))
    browser, modal = signed_in(people.approver), {"headers": {"x-requested-with": "XMLHttpRequest"}}
    told = browser.get(address, **modal).json()["html"]
    assert "Chưa duyệt được" in told
    assert "Ghi tác giả, hoặc nguồn tin" in told
    assert "check_policy" not in told
    answer = browser.post(address, CHECKED, **modal).json()
    assert answer == {"step": "success", "redirect": reverse("page_origin", args=[draft.pk])}
    assert step(draft).status == TaskState.STATUS_IN_PROGRESS


def test_the_button_tells_who_edited_and_shows_the_checklist_to_who_did_not(frozen_now, draft, people):
    edited(draft, people.approver, title="Bản của người duyệt")
    submit(draft, people.editor)
    go_to_approval(draft, signed_in(people.editor))
    address = reverse("wagtailadmin_pages:workflow_action", args=(draft.pk, "approve", step(draft).pk))
    assert "Bạn đã soạn hoặc sửa" in signed_in(people.approver).get(address).json()["html"]
    assert "check_policy" in signed_in(people.leader).get(address).json()["html"]


def test_what_waits_for_a_later_time_stands_in_the_list_with_its_reason(frozen_now, draft, people):
    other = ResultPageFactory(title="Đăng ngay", published=False)
    edited(other, people.editor)
    later = frozen_now + timedelta(days=1)
    decide(draft, people.approver, frozen_now, publish_after=later, reason="Chờ họp báo")
    decide(other, people.approver, frozen_now)
    address = reverse("later_publications:index")
    text = signed_in(people.leader).get(address).content.decode()
    for told in ("Kết quả quý IV năm 2026", "Chờ họp báo", people.approver.full_name, "09:00 24/11/2026"):
        assert told in text
    assert "Đăng ngay" not in text
    sheet = b"".join(signed_in(people.leader).get(f"{address}?export=csv").streaming_content).decode()
    assert "Chờ họp báo" in sheet
    over = signed_in(people.leader).get(f"{address}?approved_at_from=2026-11-24").content.decode()
    assert "Chờ họp báo" not in over
    assert "trang đăng muộn" in over
    assert signed_in(people.finance).get(address).status_code == 302
