"""One picture for each article: rows of the image model, one file that all share, and Wagtail's references to them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from PIL import Image, ImageDraw
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from bench.fill import BATCH, copy_rows

FILE = "original_images/bench.jpg"
WIDTH, HEIGHT = 1600, 1000
PUBLIC_FIELDS = ("is_public", "first_public_at", "stored_file", "admitted_name")
REFERENCE_COLUMNS = (
    "content_type_id", "base_content_type_id", "object_id", "to_content_type_id", "to_object_id",
    "model_path", "content_path", "content_path_hash",
)  # fmt: skip


def add_pictures(count: int) -> list[int]:
    """Store so many pictures and return their keys."""
    path = Path(settings.MEDIA_ROOT, FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    _draw(path)
    model = get_image_model()
    own = {field.name for field in model._meta.fields}
    public: dict[str, Any] = {}
    if own.issuperset(PUBLIC_FIELDS):
        public = dict(zip(PUBLIC_FIELDS, (True, timezone.now(), _released(), FILE), strict=True))
    pictures = [
        model(title=f"Ảnh {number}", file=FILE, width=WIDTH, height=HEIGHT, description="Bộ phận một cửa", **public)
        for number in range(count)
    ]
    return [picture.pk for picture in model._default_manager.bulk_create(pictures, batch_size=BATCH)]


def refer(model: type[Page], pairs: Sequence[tuple[int, int]]) -> None:
    """Store Wagtail's reference from each page to its picture, as saving the page would."""
    (first, _picture), *others = pairs
    ReferenceIndex.create_or_update_for_object(model._default_manager.get(pk=first))
    picture_type = ContentType.objects.get_for_model(get_image_model())
    pattern = ReferenceIndex.objects.filter(object_id=str(first), to_content_type=picture_type)
    (values,) = pattern.values(*REFERENCE_COLUMNS)
    rows = (values | {"object_id": str(page), "to_object_id": str(picture)} for page, picture in others)
    ordered = ([row[name] for name in REFERENCE_COLUMNS] for row in rows)
    copy_rows(ReferenceIndex._meta.db_table, REFERENCE_COLUMNS, ordered)


def _released() -> Any:
    """Return the row of the portal's upload pipeline that all pictures share, as if a scanner had seen the file."""
    now = timezone.now()
    return apps.get_model("core", "StoredFile").objects.create(
        original="bench", sha256="0" * 64, served_sha256="0" * 64, size=1, declared_name="bench.jpg", extension="jpg",
        kind="image", content_type="image/jpeg", state="released", received_at=now, claimed_at=now, scanned_at=now,
    )  # fmt: skip


def _draw(path: Path) -> None:
    picture = Image.new("RGB", (WIDTH, HEIGHT), "#d8c9a8")
    drawing = ImageDraw.Draw(picture)
    for place in range(0, WIDTH, 40):
        drawing.line((place, 0, WIDTH - place, HEIGHT), fill="#8c1810", width=6)
    picture.save(path, quality=80)
