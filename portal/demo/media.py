"""Put the demo's pictures and files into the media library."""

from pathlib import Path

from django.core.files.base import ContentFile
from wagtail.models import Collection

from core.enums import MediaLicence
from core.models import PortalDocument, PortalImage
from portal.content.blocks import Media
from portal.content.structure import REGULATION_FILE
from portal.demo.pictures import DRAWINGS

DATA = Path(__file__).resolve().parent / "data"
MAKER = "Hình vẽ minh họa của Trang thông tin"
FILES = {
    "chi-so-ha-noi.csv": ("Chỉ số của Hà Nội (CSV)", DATA / "chi-so-ha-noi.csv"),
    "quy-che.txt": ("Quy chế hoạt động của Trang thông tin (bản chữ)", REGULATION_FILE),
}


def store_media(collection: Collection) -> Media:
    """Return the stored pictures and files of the demo by their names."""
    pictures = {}
    for name, (title, description, draw) in DRAWINGS.items():
        image = PortalImage(
            title=title, description=description, collection=collection, author_name=MAKER, licence=MediaLicence.OWN
        )
        image.file = ContentFile(draw(), name=f"{name}.png")
        image.full_clean()
        image.save()
        pictures[name] = image.pk
    files = {}
    for name, (title, path) in FILES.items():
        document = PortalDocument(title=title, collection=collection)
        document.file = ContentFile(path.read_bytes(), name=name)
        document.full_clean()
        document.save()
        files[name] = document.pk
    return Media(pictures, files)
