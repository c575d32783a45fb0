"""A seal reaches what an entry had become before: pages, pictures, files, logs, reasons (R3.9-2, R3.3-2).

One word stands everywhere in the entry. Nobody may read it anywhere afterwards, but the security officer at one door.
"""

from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from core.enums import AuditAct, FileDecisionKind, FileState, MediaLicence
from core.lib import files as library
from core.models import AuditEvent, FileDecision, Notification, PortalDocument, PortalImage, StoredFile
from core.services import seals, uploads
from core.services.uploads import store
from editorial.enums import EntryState
from editorial.models import EntryPage
from editorial.services import acceptance, publishing, refusals
from editorial.services.approval import approve, publish_in_emergency
from editorial.services.files import Brought
from editorial.services.readiness import NotReadyError
from portal.content.pages import publish
from tests.access.walk import PLACE, patterns
from tests.conftest import FROZEN_NOW
from tests.core.uploads import harmless
from tests.editorial.approving import ALL_TICKED, edited, latest, submit
from tests.editorial.test_acceptance import accept, sorted_into
from tests.editorial.test_entry_files import sent
from tests.editorial.test_withdrawals import at_the_commit
from tests.factories import UserFactory

__all__ = ["accept", "sorted_into"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_now")]

SECRET, PART = "zebrafinkenkasten", "zebrafinken"
OWN = MediaLicence.OWN


def again(stored: StoredFile) -> ContentFile:
    """Return the bytes of a received file once more."""
    return ContentFile(store.path_of(stored.original).read_bytes(), "khac.png")


@pytest.fixture
def made(board, sorted_into, accept, people):
    """Return what an entry had become: a page on its way, its copy, a picture and a file of the library."""
    brought = [
        Brought(sent(f"{SECRET}.txt", SECRET.encode()), SECRET, SECRET, OWN),
        Brought(sent(f"{SECRET}.png", harmless.picture("PNG")), SECRET, SECRET, OWN, SECRET),
        Brought(sent(f"{SECRET}.csv", f"{SECRET};1".encode()), SECRET),
    ]
    entry = sorted_into(title=SECRET, body=SECRET, files=brought)
    decided = {"kind": FileDecisionKind.DECLINED, "decided_by": 1, "decided_at": FROZEN_NOW}
    FileDecision.objects.create(stored_file=brought[2].stored, reason=SECRET, **decided)
    page = accept(entry).page.specific
    edited(page, people.editor, title=SECRET, seo_title=SECRET)
    PortalImage.objects.update(description=SECRET)
    submit(page, people.editor)
    copy = page.copy(update_attrs={"slug": "ban-sao", "title": SECRET}, keep_live=False, user=people.editor)
    Page.objects.filter(pk=copy.pk).update(locked=True, locked_by=people.editor, locked_at=FROZEN_NOW)
    return SimpleNamespace(entry=entry, page=page, copy=copy, picture=PortalImage.objects.get(), brought=brought)


def refuse(entry, people):
    entry.refresh_from_db()
    if entry.state == EntryState.ACCEPTED:
        acceptance.lead_back(entry, actor=people.editor, now=FROZEN_NOW)
    refusals.propose(entry, grounds=[3], reasoning=SECRET, actor=people.editor, now=FROZEN_NOW)
    entry.refresh_from_db()
    return entry


@pytest.fixture
def sealed(made, people):
    """Return the same after the entry was refused on ground 3."""
    mail.outbox.clear()
    refuse(made.entry, people)
    return made


PLACES = {"page_id", "parent_page_id", "page_to_move_id", "page_pk", "image_id", "document_id", "doc_id", "pk"}
ABOUT = ("wagtailadmin_pages:", "wagtailadmin_api:pages", "wagtailadmin_choose_page", "wagtailimages", "wagtaildocs")
LISTS = (
    "/quan-tri/",
    "/quan-tri/pages/{parent}/",
    f"/quan-tri/pages/search/?q={PART}",
    "/quan-tri/choose-page/{parent}/",
    f"/quan-tri/choose-page/search/?q={PART}",
    "/quan-tri/api/main/pages/?child_of={parent}&for_explorer=1",
    "/quan-tri/images/",
    f"/quan-tri/images/?q={PART}",
    "/quan-tri/images/chooser/",
    f"/quan-tri/images/chooser/?q={PART}",
    "/quan-tri/documents/",
    f"/quan-tri/documents/?q={PART}",
    "/quan-tri/documents/chooser/",
    "/quan-tri/inbox/",
    "/quan-tri/tep-bi-giu/",
    *(
        f"/quan-tri/reports/{kind}/{export}"
        for kind in ("aging-pages", "page-types-usage", "site-history", "workflow", "workflow_tasks", "locked")
        for export in ("", "?export=csv")
    ),
)


def addresses_of(made):
    """Yield every address of the admin that names the page, its copy, the picture or the file."""
    document = PortalDocument.objects.get()
    for pattern, name in patterns():
        places = {match["name"] for match in PLACE.finditer(pattern)} & PLACES
        if not places or not name.startswith((*ABOUT, "page_origin", "publish_in_emergency")):
            continue
        media = made.picture if "images" in pattern else document
        rows = [media] if "images" in pattern or "documents" in pattern else [made.page, made.copy]
        for row in rows:
            revision = getattr(row, "latest_revision_id", 1) or 1
            known = dict.fromkeys(PLACES, row.pk) | {"revision_id": revision, "revision_id_a": "earliest"}
            yield PLACE.sub(lambda match, known=known: str(known.get(match["name"], "1")), pattern)


def body_of(response):
    """Return the words of an answer; a picture says all there is."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return SECRET if response.headers.get("Content-Type", "").startswith("image/") else body.decode()


def lists_around(made):
    """Return the addresses of lists that might have a line of what was made, and the entry's own screen."""
    parent = made.page.get_parent().pk
    entry = reverse("inbox:inspect", args=[made.entry.pk])
    return [entry, *(address.format(parent=parent) for address in LISTS)]


def behind_a_question_mark(made):
    """Return addresses that name rows behind a question mark, and the picture itself."""
    return [
        f"/quan-tri/bulk/wagtailcore/page/move/?id={made.page.pk}",
        f"/quan-tri/bulk/core/portalimage/add_tags/?id={made.picture.pk}",
        f"/quan-tri/images/chooser/chosen-multiple/?id={made.picture.pk}",
        f"/media/{made.picture.file.name}",
    ]


def told_by(client, addresses):
    """Return the addresses that tell the word to whoever asks."""
    return {address for address in addresses if SECRET in body_of(client.get(address))}


def browser_of(user, client_of):
    client = client_of(user)
    client.raise_request_exception = False
    return client


def test_nobody_reads_a_word_anywhere(sealed, people, client_of):
    everywhere = [*lists_around(sealed), *addresses_of(sealed), *behind_a_question_mark(sealed)]
    assert len(everywhere) > 110
    assert told_by(browser_of(UserFactory(superuser=True), client_of), everywhere) == set()
    for user in (people.editor, people.leader, people.security_officer):
        assert told_by(browser_of(user, client_of), lists_around(sealed)) == set(), user


def test_no_address_of_what_is_sealed_opens_by_a_form_either(sealed, client_of):
    client = browser_of(UserFactory(superuser=True), client_of)
    answers = {address: client.post(address).status_code for address in addresses_of(sealed)}
    assert {address: code for address, code in answers.items() if code not in {404, 405}} == {}


def test_before_the_seal_the_same_lists_tell(made, people, client_of):
    told = told_by(browser_of(UserFactory(superuser=True), client_of), lists_around(made))
    for part in ("pages/search", "images/?q", "documents/?q", "site-history/", "workflow/", "inbox/"):
        assert any(part in address for address in told), part
    assert told_by(browser_of(people.editor, client_of), ["/quan-tri/"])


def test_no_letter_log_or_column_beside_the_seal_tells_the_word(sealed):
    with connection.cursor() as cursor:
        told = {"mail": str([(letter.subject, letter.body) for letter in mail.outbox])}
        told["letters"] = str(list(Notification.objects.values_list("context", flat=True)))
        told["audit"] = str(list(AuditEvent.objects.values_list("detail", flat=True)))
        told["reasons"] = str(list(FileDecision.objects.values_list("reason", flat=True)))
        told["files"] = str(list(StoredFile.objects.values()))
        told["library"] = str(list(PortalImage.objects.values())) + str(list(PortalDocument.objects.values()))
        told["pages"] = str(list(Page.objects.values()))
        cursor.execute("SELECT string_agg(concat(title, autocomplete, body), ' ') FROM wagtailsearch_indexentry")
        told["index"] = str(cursor.fetchone()[0])
    assert {name for name, words in told.items() if SECRET in words} == set()


@pytest.mark.parametrize(
    ("asks_readiness", "refusal", "words"),
    [(True, NotReadyError, "Đề nghị từ chối"), (False, IntegrityError, "sealed")],
    ids=["service", "database"],
)
def test_what_was_on_its_way_goes_no_further(
    sealed, people, as_application, monkeypatch, asks_readiness, refusal, words
):
    if not asks_readiness:
        monkeypatch.setattr("editorial.services.approval.require_ready", lambda _page, *, now: None)
    assert not WorkflowState.objects.active().exists()
    assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()
    for act in (
        lambda: approve(latest(sealed.page), answers=ALL_TICKED, actor=people.approver, now=FROZEN_NOW),
        lambda: publish_in_emergency(latest(sealed.page), reason="Gấp", actor=people.leader, now=FROZEN_NOW),
    ):
        with pytest.raises(refusal, match=words), transaction.atomic():
            act()


def published_in_processing(made, people):
    """Publish the page of an entry that is in processing again, as was possible before pages waited for entries."""
    approve(latest(made.page), answers=ALL_TICKED, actor=people.approver, now=FROZEN_NOW)
    type(made.entry).objects.filter(pk=made.entry.pk).update(state=EntryState.PROCESSING)
    return type(made.page).objects.get(pk=made.page.pk).public_path


def test_a_public_page_goes_down_with_the_seal_and_stays_down(made, people, client):
    address = published_in_processing(made, people)
    assert SECRET in client.get(address).content.decode()
    refuse(made.entry, people)
    assert client.get(address).status_code in {404, 410}
    assert SECRET not in client.get(f"/tim-kiem/?q={PART}").content.decode()
    assert client.get(f"/media/{made.picture.file.name}").status_code == 404
    assert AuditEvent.objects.filter(act=AuditAct.PAGE_UNPUBLISHED, actor_id=people.editor.pk).exists()
    page = type(made.page).objects.get(pk=made.page.pk)
    with pytest.raises(DatabaseError, match="sealed"), transaction.atomic():
        publish(page)


def test_the_application_takes_a_sealed_page_down_without_a_decision(made, people, client, as_application):
    address = published_in_processing(made, people)
    refuse(made.entry, people)
    at_the_commit()
    answer = client.get(address)
    assert answer.status_code == 410
    assert SECRET not in answer.content.decode()


def test_an_approval_from_before_publishes_nothing_afterwards(made, people, as_application):
    later = FROZEN_NOW.replace(day=24)
    approve(
        latest(made.page),
        answers=ALL_TICKED,
        publish_after=later,
        reason="Họp báo",
        actor=people.approver,
        now=FROZEN_NOW,
    )
    refuse(made.entry, people)
    assert publishing.publish_due(now=later.replace(day=25)) == (0, 0)
    assert publishing.alarms(later).unpublished == []


def test_the_security_officer_reads_it_at_one_door_and_that_is_recorded(sealed, people, client_of):
    answer = client_of(people.security_officer).post(reverse("inbox:inspect", args=[sealed.entry.pk]))
    assert answer.content.decode().count(SECRET) > 8
    assert AuditEvent.objects.filter(act=AuditAct.ENTRY_SEAL_OPENED, actor_id=people.security_officer.pk).count() == 1


def test_the_same_bytes_uploaded_once_more_are_out_of_sight_too(sealed):
    PortalImage.objects.create(title=SECRET, description=SECRET, file=again(sealed.brought[1].stored))
    assert seals.sealed(PortalImage).count() == 2


def test_a_disagreement_gives_everything_back(sealed, people, client_of):
    refusals.decide(sealed.entry, agree=False, note="Không mật", actor=people.security_officer, now=FROZEN_NOW)
    page = type(sealed.page).objects.get(pk=sealed.page.pk)
    fields = ("title", "slug", "url_path", "seo_title")
    assert [getattr(page, name) for name in fields] == [getattr(sealed.page, name) for name in fields[:3]] + [""]
    picture = PortalImage.objects.get()
    assert (picture.title, picture.description, picture.download_name) == (SECRET, SECRET, sealed.picture.download_name)
    assert FileDecision.objects.get().reason == SECRET
    found = client_of(people.editor).get(f"/quan-tri/pages/search/?q={PART}").content.decode()
    assert SECRET in found


def test_a_file_refused_for_its_marking_is_out_of_sight_in_the_library(people, client_of):
    name = f"{PART}-MẬT.txt"
    stored = uploads.receive(
        ContentFile("MẬT".encode(), name), library.Request(name), uploader_id=people.editor.pk, now=FROZEN_NOW
    )
    document = PortalDocument.objects.create(title=SECRET, stored_file=stored, admitted_name="a", file="a")
    assert not seals.sealed(PortalDocument).exists()
    uploads.refuse(stored, by=people.security_officer, reason=SECRET, now=FROZEN_NOW)
    stored.refresh_from_db()
    assert (stored.state, list(seals.sealed(PortalDocument))) == (FileState.REFUSED, [document])
    auditor = client_of(people.auditor)
    for address in ("/quan-tri/tep-bi-giu/", reverse("held_files:inspect", args=[stored.pk])):
        shown = auditor.get(address).content.decode()
        assert PART not in shown
    assert SECRET in client_of(people.security_officer).get(address).content.decode()


def test_a_copy_of_what_was_published_is_a_page_of_its_own(made, people):
    EntryPage.objects.filter(page=made.copy).update(published_at=FROZEN_NOW)
    type(made.entry).objects.filter(pk=made.entry.pk).update(state=EntryState.PUBLISHED)
    pattern = made.page.copy(update_attrs={"slug": "mau", "title": "Mẫu"}, keep_live=False, user=people.editor)
    assert not EntryPage.objects.filter(page=pattern).exists()
