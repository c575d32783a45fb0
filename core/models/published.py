"""The register of public items: one narrow row for each live page (docs/decisions/0003).

Routing, lists, the home page, feeds, the site map and search read this table and nothing else,
so that a page that has no row is nowhere, and no list walks the page tree.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addresses import absolute
from core.citation import citation
from core.enums import Category
from core.models.published_queryset import PublishedItemQuerySet
from core.rules.personal_data import AUTHORSHIP, PUBLIC_DUTY


class TitleWords(models.Func):
    """The words of title and number: search finds by them without reading the words of the body."""

    function = "ts_filter"
    template = "%(function)s(%(expressions)s, '{a,b}')"
    output_field = SearchVectorField()


class PublishedItem(models.Model):
    """What lists and search know of one live page; written only by ``core.services.register``."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Loại trang"), max_length=100)
    path = models.CharField(_("Địa chỉ"), max_length=1000, unique=True)
    category = models.CharField(_("Chuyên mục chính"), max_length=20, blank=True)
    level1_id = models.BigIntegerField(_("Mục"), null=True)
    level2_id = models.BigIntegerField(_("Chuyên mục"), null=True)
    level3_id = models.BigIntegerField(_("Chuyên mục thành phần"), null=True)
    is_listed = models.BooleanField(_("Hiện trong danh sách"), default=True)
    title = models.CharField(_("Tiêu đề"), max_length=255)
    summary = models.TextField(_("Tóm tắt"), blank=True)
    number = models.CharField(_("Số, ký hiệu"), max_length=100, blank=True)
    unit_code = models.CharField(_("Mã cơ quan"), max_length=50, blank=True)
    unit_name = models.CharField(_("Cơ quan"), max_length=300, blank=True)
    author = models.CharField(_("Tác giả"), max_length=200, blank=True)
    source = models.CharField(_("Nguồn"), max_length=620, blank=True)
    listed_at = models.DateTimeField(_("Ngày của tin, văn bản"))
    is_dated = models.BooleanField(
        _("Có ngày riêng"),
        default=True,
        db_default=True,
        help_text=_("Khi không, ngày trên danh sách chỉ là ngày đăng."),
    )
    first_published_at = models.DateTimeField(_("Đăng lần đầu"))
    updated_at = models.DateTimeField(_("Cập nhật lần cuối"))
    notices = models.JSONField(_("Lưu ý cho người đọc"), default=dict, db_default={})
    search_text = models.TextField(_("Toàn văn để tìm"), blank=True)
    search_vector = SearchVectorField(_("Chỉ mục tìm kiếm"), null=True)
    search_pairs = SearchVectorField(_("Cặp từ liền nhau"), null=True)

    personal_data = {"author": AUTHORSHIP, "search_text": PUBLIC_DUTY}

    objects = PublishedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("mục công khai")
        verbose_name_plural = _("mục công khai")
        indexes = [
            models.Index(
                fields=[key, "-listed_at", "-page"],
                name=f"published_{key}",
                condition=models.Q(is_listed=True),
            )
            for key in ("category", "level1_id", "level2_id", "level3_id")
        ] + [
            models.Index(fields=["-listed_at", "-page"], name="published_newest"),
            models.Index(
                fields=["unit_code", "-listed_at", "-page"],
                name="published_unit",
                condition=models.Q(is_listed=True),
            ),
            GinIndex(fields=["search_vector"], name="published_search", fastupdate=False),
            GinIndex(fields=["search_pairs"], name="published_pairs", fastupdate=False),
            GinIndex(
                OpClass(TitleWords("search_vector"), name="tsvector_ops"), name="published_titles", fastupdate=False
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def citation(self) -> str:
        """Return the citation that Article 3.6 obliges a user of this item to give."""
        return citation(self.title, absolute(self.path))

    @property
    def is_being_checked(self) -> bool:
        """Return whether the mark "đang xác thực lại" stands on the page."""
        return "recheck" in self.notices

    @property
    def category_label(self) -> str:
        """Return the Vietnamese name of the main category, or an empty text."""
        return str(Category(self.category).label) if self.category else ""

    @property
    def section_id(self) -> int | None:
        """Return the page id of the deepest section the item stands in."""
        return self.level3_id or self.level2_id or self.level1_id
