"""Pictures and files of the media library: none is saved past the pipeline, whatever code saves it."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils import text as django_text
from wagtail.models import Page, ReferenceIndex

from core.lib import clock, files
from core.models import BasePage, PortalDocument, PortalImage, PublishedItem, StoredFile
from core.services import register
from core.services.uploads import store
from core.services.uploads.checking import Checked, check, limits
from core.services.uploads.keeping import keep, note_refusal

Media = PortalImage | PortalDocument
PICTURES = frozenset({files.Kind.IMAGE, files.Kind.DRAWING})


def request_for(model: type[Media], name: str) -> files.Request:
    """Return what the media library asks about a file: staff send it, pictures must be pictures."""
    return files.Request(name, PICTURES if issubclass(model, PortalImage) else frozenset(files.Kind), staff=True)


def check_upload(model: type[Media], content: File, *, uploader_id: int | None) -> Checked:
    """Look at an uploaded file once, whoever asks; the result stays with the file object.

    An infected file is noted in the audit chain.
    """
    known = getattr(content, "checked", None)
    if isinstance(known, Checked):
        return known
    checked = check(content, request_for(model, content.name or ""))
    content.checked = checked  # type: ignore[attr-defined]  # the form looks, the save keeps
    note_refusal(checked, uploader_id=uploader_id, now=clock.now())
    return checked


def admit(media: Media) -> None:
    """Send a file that is about to be saved through the pipeline, unless it has been.

    The media library then holds the clean copy under a random name and the row of the original. Raises
    ValidationError at ``file`` when the file is not taken.
    """
    field = media.file
    if not field or field.name == media.admitted_name:
        return
    unseen = field.name if field._committed else ""
    checked = check_upload(type(media), field.file, uploader_id=media.uploaded_by_user_id)
    if (refusal := checked.refusal) is not None:
        raise ValidationError({"file": refusal.message})
    stored = keep(checked, uploader_id=media.uploaded_by_user_id, now=clock.now())
    _take_over(media, stored, checked.inspection.text)
    if unseen:
        field.close()
        field.storage.delete(unseen)  # stored before we saw it, with all that the clean copy leaves out


def adopt(media: Media, stored: StoredFile) -> None:
    """Give an unsaved picture or file of the library what the pipeline let through before; it is not looked at again.

    Raises ValueError for a file that is not released.
    """
    if not stored.is_released:
        raise ValueError("Only a released file may enter the media library.")
    _take_over(media, stored, text_of(stored) if isinstance(media, PortalDocument) else "")


def _take_over(media: Media, stored: StoredFile, text: str) -> None:
    media.stored_file = stored
    media.download_name = _download_name(stored)
    with store.path_of(stored.served).open("rb") as source:
        media.file.save(files.storage_name(stored.extension).replace("/", ""), File(source), save=False)
        media.admitted_name = media.file.name
        if isinstance(media, PortalImage):
            media._set_image_file_metadata()  # noqa: SLF001 (Wagtail's own forms call it; saving by code must not lack it)
        else:
            media._set_document_file_metadata()  # noqa: SLF001 (as above)
            media.extracted_text = text if stored.is_released else ""
    media.file.close()


def _download_name(stored: StoredFile) -> str:
    stem = stored.declared_name.rpartition(".")[0] or stored.declared_name
    return django_text.get_valid_filename(f"{stem}.{stored.extension}")


def follow(stored: StoredFile) -> None:
    """Bring the media library in line with a file whose state changed: text for the search only when released."""
    for document in PortalDocument.objects.filter(stored_file=stored):
        document.extracted_text = text_of(stored) if stored.is_released else ""
        document.save(update_fields=["extracted_text"])
        for page in public_pages_with(document):
            register.register(page)


def text_of(stored: StoredFile) -> str:
    """Return the text of a stored file, read anew."""
    request = files.Request(stored.declared_name, staff=True)
    incoming = store.Incoming()
    return files.examine(store.path_of(stored.original), request, limits(), incoming.clean).text


def public_pages_with(document: PortalDocument) -> list[BasePage]:
    """Return the public pages that refer to a file."""
    rows = ReferenceIndex.get_references_to(document).filter(base_content_type=ContentType.objects.get_for_model(Page))
    ids = [int(pk) for pk in rows.values_list("object_id", flat=True)]
    public = PublishedItem.objects.filter(page_id__in=ids).values_list("page_id", flat=True)
    pages = Page.objects.filter(pk__in=list(public)).specific()
    return [page for page in pages if isinstance(page, BasePage)]
