"""The world that the matrix is asked in: one real example for each place of an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.http import int_to_base36
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, GroupApprovalTask, Site, UploadedFile, Workflow

from accounts.enums import RoleCode
from accounts.models import Membership, Role, User
from accounts.services.role_seeding import listed_roles
from core.enums import ApprovalKind, AuditAct, CalendarDayKind, Category, FileDecisionKind, RuleUnit, WithdrawalGround
from core.lib import clock
from core.lib.files import Request
from core.models import (
    Approval,
    CalendarDay,
    ChangeRequest,
    ChangeRow,
    Notification,
    PortalDocument,
    PortalImage,
    PublishedItem,
    RuleValue,
    SiteIdentity,
    StoredFile,
    Withdrawal,
)
from core.services import approvals
from core.services.audit import record
from core.services.changes import propose_instead, set_up, submit
from core.services.uploads import receive
from editorial.enums import BoardPosition, Channel, EntryState, SourceKind, SourceNews, SupplyStep
from editorial.models import BoardSeat, Entry, EntryFile, IntakeChannel, PageReview, Source, SourceMark
from editorial.rules.statement import CURRENT
from editorial.services.workflow_seeding import seed_workflow
from home.models import PageOpinion
from tests.factories import AgencyFactory, LeaderFactory, ResultPageFactory, UserFactory, stored_home, stored_section
from tests.people import CAST, give_role, hire, take_seat
from tests.sign_in import signed_in

ANONYMOUS, SUPERUSER = "anonymous", "superuser"
PASSWORD_ONLY = "superuser-without-second-factor"
# Roles without an account read as anybody does.
ROLES = (
    ANONYMOUS,
    PASSWORD_ONLY,
    *(rights.code for rights in listed_roles() if rights.code != RoleCode.PUBLIC),
    SUPERUSER,
)


@dataclass(frozen=True)
class World:
    """Who asks, and what stands for each place of an address."""

    users: Mapping[str, User]
    examples: Mapping[str, object]

    @property
    def form(self) -> dict[str, object]:
        """Return an empty form, but for what Wagtail's readers of forms fail without."""
        place = self.examples["parent_page_id"]
        return {"body-count": "0", "new_parent_page": place, "external-link-chooser-url": "/"}

    def person_of(self, role: str) -> User | None:
        """Return who stands for a role; nobody for the anonymous reader."""
        return self.users.get(SUPERUSER if role == PASSWORD_ONLY else role)

    def browser_of(self, role: str) -> Client:
        """Return the browser of a role, signed in unless it is the anonymous reader's."""
        person = self.person_of(role)
        client = Client() if person is None or role == PASSWORD_ONLY else signed_in(person)
        if role == PASSWORD_ONLY:
            client.force_login(person)
        client.raise_request_exception = False
        return client


def build() -> World:
    """Make the whole world; the caller rolls it back."""
    home = stored_home()
    people = hire(home)
    seed_workflow()
    users = {person.role.value: getattr(people, person.username) for person in CAST}
    users[SUPERUSER] = UserFactory(username="superuser", superuser=True)
    other = UserFactory(username="somebody-else")
    membership = Membership.objects.create(user=other, role=Role.objects.get(code=RoleCode.AGENCY_OFFICER))
    examples = {**_pages(other), **_media(other), **_records(other, membership), "memberships:pk": membership.pk}
    examples |= {
        "supply:step:step": SupplyStep.ROLE.value,
        "supply:pk": _entry(sender=users[RoleCode.COLLABORATOR]).pk,
        "supply:act": "trao-doi",
    }
    return World(users, examples)


def _pages(owner: User) -> dict[str, object]:
    section = stored_section(Category.RESULTS)
    live = ResultPageFactory(title="Kết quả đã đăng", owner=owner, slug="ket-qua")
    revision = live.save_revision(user=owner)
    waiting = ResultPageFactory(title="Kết quả chờ duyệt", owner=owner, published=False)
    state = waiting.get_workflow().start(waiting, owner)
    task_state = state.current_task_state
    session = EditingSession.objects.create(user=owner, content_object=live, last_seen_at=clock.now())
    workflow_place = {
        "page_id": waiting.pk,
        "action_name": "approve",
        "task_state_id": task_state.pk,
        "task_id": task_state.task_id,
        "workflow_state_id": state.pk,
    }
    names = ("workflow_action", "collect_workflow_action_data", "confirm_workflow_cancellation", "workflow_preview")
    return {
        **{
            f"wagtailadmin_pages:{name}:{place}": value
            for name in (*names, "workflow_history", "workflow_history_detail")
            for place, value in workflow_place.items()
        },
        "page_id": live.pk,
        "page_to_move_id": live.pk,
        "parent_page_id": section.pk,
        "destination_id": section.pk,
        "revision_id": revision.pk,
        "page_pk": live.pk,
        "content_type_app_name": "news",
        "content_type_model_name": "resultpage",
        "app_label": "news",
        "model_name": "resultpage",
        "object_id": live.pk,
        "session_id": session.pk,
        "wagtailadmin_api:pages:pk": live.pk,
        "wagtailadmin_api:pages:action_name": "publish",
        "wagtailadmin_pages:revisions_compare": f"/quan-tri/pages/{live.pk}/revisions/compare/earliest...latest/",
        "wagtailadmin_pages:choose_parent:app_label": "news",
        "wagtail_serve": live.public_path,
        "path": section.public_path.strip("/") + "/",
        "bulk:page": live.pk,
        "part": live.pk // 5000,
        "instance_pk": PublishedItem.objects.get(page_id=live.pk).pk,
    }


def _media(owner: User) -> dict[str, object]:
    image = PortalImage.objects.create(title="Ảnh", description="Bộ phận một cửa", file=get_test_image_file())
    rendition = image.get_rendition("width-20")
    file = PortalDocument.objects.create(title="Tệp", file=ContentFile(b"Noi dung", "tep.txt"))
    collection = Collection.get_first_root_node().add_child(name="Riêng")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.PASSWORD, password="bi mat"
    )
    image_type, file_type = (ContentType.objects.get_for_model(model) for model in (PortalImage, PortalDocument))
    uploads = {
        kind: UploadedFile.objects.create(
            for_content_type=of, file=ContentFile(b"x", f"{kind}.txt"), uploaded_by_user=owner
        )
        for kind, of in (("wagtailimages", image_type), ("wagtaildocs", file_type))
    }
    return {
        **{f"{space}:uploaded_file_id": upload.pk for space, upload in uploads.items()},
        "image_id": image.pk,
        "document_id": file.pk,
        "doc_id": file.pk,
        "filter_spec": "width-20",
        "wagtailadmin_api:images:pk": image.pk,
        "wagtailadmin_api:documents:pk": file.pk,
        "wagtailimages_chooser:pk": image.pk,
        "wagtaildocs_chooser:pk": file.pk,
        "bulk:portalimage": image.pk,
        "bulk:portaldocument": file.pk,
        "document": f"/tep/{file.pk}/{file.filename}",
        "wagtaildocs_serve": f"/tep/{file.pk}/{file.filename}",
        "image": f"/media/{rendition.file.name}",
        "original_image": f"/media/{image.file.name}",
        "restriction_id": restriction.pk,
        "collection_id": collection.pk,
        "wagtailadmin_collections:pk": collection.pk,
    }


def _records(other: User, membership: Membership) -> dict[str, object]:
    task = GroupApprovalTask.objects.get()
    with set_up("thử"):
        rule = RuleValue.objects.create(
            key="gia-tri-thu",
            name="Giá trị thử",
            value="1",
            unit=RuleUnit.values[0],
            legal_basis="Điều 1",
            valid_from=date(2026, 1, 1),
        )
        day = CalendarDay.objects.create(
            day=date(2026, 9, 3), kind=CalendarDayKind.values[0], name="Nghỉ bù", legal_basis="Thông báo"
        )
        redirect = Redirect.objects.create(old_path="/cu", redirect_link="/moi/")
    return {
        "agencies:pk": AgencyFactory().pk,
        "y-kien-ve-trang:pk": PageOpinion.objects.create(
            page=stored_home(), is_useful=True, received_at=clock.now()
        ).pk,
        "leaders:pk": LeaderFactory().pk,
        "change_requests:pk": _change().pk,
        "change_requests:file:row": ChangeRow.objects.latest("pk").pk,
        "side": "sau",
        "audit:pk": record(AuditAct.values[0], actor=other).pk,
        "notifications:pk": _letter().pk,
        "held_files:pk": _held_file().pk,
        "held_files:decide:kind": FileDecisionKind.PROPOSED.value,
        "board:pk": _seat(other, membership).pk,
        "inbox:pk": _entry().pk,
        "channels:pk": IntakeChannel.objects.create(
            channel=Channel.EMAIL, first_run_at=clock.now(), last_run_at=clock.now()
        ).pk,
        "act": "phan-loai",
        "position": 1,
        "sources:pk": _source().pk,
        "source_marks:pk": _mark(other).pk,
        "roles:pk": Role.objects.get(code=RoleCode.EDITOR).pk,
        "rule_values:pk": rule.pk,
        "calendar_days:pk": day.pk,
        "wagtailsites:pk": Site.objects.get().pk,
        "wagtailusers_users:pk": other.pk,
        "wagtailusers_groups:pk": Role.objects.get(code=RoleCode.EDITOR).group_id,
        "bulk:user": other.pk,
        **{f"{name}:pk": other.pk for name in ("reset_second_factor", "issue_enrolment_code", "change_account_state")},
        "redirect_id": redirect.pk,
        **_afterwards(other),
        **_places(other, task),
    }


def _places(other: User, task: GroupApprovalTask) -> dict[str, object]:
    """Return examples of addresses that name no row of a register."""
    return {
        "wagtailsettings:app_name": "core",
        "wagtailsettings:model_name": "siteidentity",
        "wagtailsettings:pk": SiteIdentity.load().pk,
        "/quan-tri/.*/": "/quan-tri/khong-co/",
        "wagtailadmin_tag_model_autocomplete": "/quan-tri/tag-autocomplete/taggit/tag/",
        "wagtailadmin_workflows:add_task": "/quan-tri/workflows/tasks/add/wagtailcore/groupapprovaltask/",
        "wagtailadmin_workflows:task_chosen": f"/quan-tri/workflows/task_chooser/{task.pk}/",
        "wagtailadmin_workflows:pk": Workflow.objects.get(active=True).pk,
        "workflow_pk": Workflow.objects.get(active=True).pk,
        **{f"wagtailadmin_workflows:{name}:pk": task.pk for name in ("edit_task", "disable_task", "enable_task")},
        "wagtailadmin_choose_page_external_link": "/quan-tri/choose-external-link/?link_url=",
        "uidb64": "MQ",
        "provider_id": "khong-co",
        "uidb36": int_to_base36(other.pk),
        "key": "khong-dung",
        "mfa_edit_webauthn:pk": 1,
        "mfa_remove_webauthn:pk": 1,
        "token": "khong-dung",
    }


def _letter() -> Notification:
    now = clock.now()
    times = {"created_at": now, "next_attempt_at": now, "expires_at": now + timedelta(days=1)}
    return Notification.objects.create(kind="thu", recipient_key="user:1", occurrence="1", **times)


def _held_file() -> StoredFile:
    request = Request("mat.txt", staff=True)
    return receive(ContentFile("MẬT".encode(), "mat.txt"), request, uploader_id=None, now=clock.now())


def _emergency() -> Approval:
    """Return what a leader, who is none of the cast, published in an emergency."""
    leader = UserFactory(username="who-published")
    take_seat(give_role(leader, Role.objects.get(code=RoleCode.LEADER)))
    page = ResultPageFactory(title="Kết quả khẩn cấp", slug="khan-cap", published=False)
    revision = page.save_revision(user=leader)
    return approvals.record(page, revision, kind=ApprovalKind.EMERGENCY, approver_id=leader.pk, reason="Bão")


def _withdrawal(person: User) -> Withdrawal:
    """Return the request of somebody, who is none of the cast, to take a page out."""
    page = ResultPageFactory(title="Kết quả tính nhầm", slug="tinh-nham")
    known = {"ground": WithdrawalGround.UNTRUE, "reason": "Tính nhầm", "public_text": "Số liệu tính nhầm."}
    return Withdrawal.objects.create(page=page, asked_by_id=person.pk, asked_at=clock.now(), **known)


def _afterwards(person: User) -> dict[str, object]:
    """Return what became of pages after their publication."""
    review = PageReview.objects.create(page=stored_home(), due_on=date(2026, 11, 1), every_days=90)
    return {
        "check_emergency:approval_id": _emergency().pk,
        "decide_withdrawal:withdrawal_id": _withdrawal(person).pk,
        "review_page:review_id": review.pk,
        "page_reviews:pk": review.pk,
    }


def _change() -> ChangeRequest:
    """Return a request of somebody that waits for a decision."""
    proposer = UserFactory(username="who-proposes")

    def rename() -> None:
        SiteIdentity.objects.update(name="Tên mới")

    _result, request = propose_instead(rename, proposer=proposer, now=clock.now())
    assert request is not None
    submit(request, reason="Đổi tên", actor=proposer, now=clock.now())
    return request


def _seat(holder: User, membership: Membership) -> BoardSeat:
    return BoardSeat.objects.create(
        user=holder,
        position=BoardPosition.values[0],
        agency=AgencyFactory(),
        decision_number="1/QĐ",
        decided_on=date(2026, 1, 1),
        valid_from=date(2026, 1, 1),
        membership=membership,
    )


def _source() -> Source:
    known = {"name": "Báo Hà Nội mới", "kind": SourceKind.PRESS, "reason": "Thỏa thuận"}
    return Source.objects.create(valid_from=date(2026, 1, 1), **known)


def _mark(person: User) -> SourceMark:
    known = {"page": stored_home(), "news": SourceNews.CORRECTED, "reference": "Tin gốc"}
    return SourceMark.objects.create(noted_by=person, noted_at=clock.now(), **known)


def _entry(sender: User | None = None) -> Entry:
    now = clock.now()
    entry: Entry = Entry.objects.create(
        channel=Channel.OFFICE,
        received_at=now,
        agency=AgencyFactory(),
        sender=sender,
        title="Tin gửi đến",
        body="Nội dung",
        declared_category=Category.RESULTS,
        statement_version=CURRENT,
        statement_accepted_at=now,
        state=EntryState.PROCESSING,
        state_since=now,
    )
    name = "tep.txt"
    stored = receive(ContentFile(b"Noi dung", name), Request(name), uploader_id=None, now=now)
    EntryFile.objects.create(entry=entry, stored=stored, position=1)
    return entry


EXPORTED = (
    "agencies",
    "audit",
    "change_requests",
    "notifications",
    "board",
    "inbox",
    "later_publications",
    "page_reviews",
    "source_marks",
    "sources",
    "calendar_days",
    "leaders",
    "memberships",
    "roles",
    "rule_values",
    "y-kien-ve-trang",
)
# Query strings that make an address something else.
CASES = {f"{name}:index": ("?export=csv",) for name in EXPORTED} | {
    "so-muc-cong-khai_modeladmin_index": ("?export=csv",),
    **{
        f"wagtailadmin_reports:{name}": ("?export=csv",)
        for name in ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages", "page_types_usage")
    },
}
