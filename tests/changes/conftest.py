"""One of everything that the public sees and that is no page."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from core.enums import CalendarDayKind, RuleUnit
from core.lib import clock
from core.models import CalendarDay, ChangeRequest, PortalDocument, PortalImage, RuleValue, SiteIdentity
from core.services import changes
from tests.factories import AgencyFactory, LeaderFactory, ResultPageFactory
from tests.people import People
from tests.scenes import once
from tests.sign_in import signed_in


def show() -> dict[str, Model]:
    """Make one public object of each guarded table; return them by their tables."""
    image = PortalImage.objects.create(title="Ảnh", description="Một cửa", file=get_test_image_file(filename="cu.png"))
    document = PortalDocument.objects.create(title="Tệp", file=ContentFile(b"Noi dung cu", "cu.txt"))
    body = [
        {"type": "picture", "value": {"image": image.pk, "caption": ""}},
        {"type": "files", "value": {"heading": "Tệp", "files": [document.pk]}},
    ]
    ResultPageFactory(title="Kết quả có hình", slug="co-hinh", body=body)
    leader = LeaderFactory(name="Nguyễn Văn A")
    with changes.set_up("thử"):
        rule = RuleValue.objects.create(
            key="thu",
            name="Thử",
            value="5",
            unit=RuleUnit.DAYS,
            legal_basis="Điều 1",
            valid_from=date(2026, 1, 1),
        )
        day = CalendarDay.objects.create(
            day=date(2026, 12, 1), kind=CalendarDayKind.OFF, name="Nghỉ bù", legal_basis="Thông báo"
        )
        redirect = Redirect.objects.create(old_path="/cu", redirect_link="https://vd.vn/", site=Site.objects.get())
        successors = AgencyFactory(name="Cơ quan cũ")
        successors.successors.add(AgencyFactory(name="Cơ quan mới"))
    image.refresh_from_db()
    document.refresh_from_db()
    through = type(successors).successors.through
    found = [
        SiteIdentity.objects.get(),
        Site.objects.get(),
        image,
        document,
        leader,
        leader.titles.get(),
        rule,
        day,
        redirect,
        successors,
        through.objects.get(),
    ]
    return {one._meta.db_table: one for one in found}


shown_once = once(show)


@pytest.fixture
def shown(shown_once: dict[str, Model], db: None) -> dict[str, Model]:
    """Return one public object of each guarded table, by its table."""
    return deepcopy(shown_once)


@pytest.fixture
def browser(people: People) -> Client:
    """Return the browser of the standing body, which may change the structure."""
    return signed_in(people.standing_body)


@pytest.fixture
def proposed(people: People) -> Callable[..., ChangeRequest]:
    """Return a function that proposes an act and sends it: by the standing body unless told otherwise."""

    def propose(act: Callable[[], Any], *, by: Any = None, sent: bool = True) -> ChangeRequest:
        proposer = by or people.standing_body
        _result, request = changes.propose_instead(act, proposer=proposer, now=clock.now())
        assert request is not None
        if sent:
            changes.submit(request, reason="Cập nhật theo quyết định", actor=proposer, now=clock.now())
        return request

    return propose
