"""The tree: home page, three levels of sections, and year pages that keep every branch short."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.blocks import BodyStreamBlock
from core.enums import Category
from core.fields import ContentField
from core.lib import numbers
from core.models import BasePage, ContentPage, PublishedItem
from core.models.pages import public_path
from core.models.published_queryset import PublishedItemQuerySet
from home.blocks import HomeStreamBlock
from home.page_forms import filter_form

DATED_PAGE_TYPES = [
    "documents.LegalDocumentPage",
    "news.LeaderActivityPage",
    "news.CommitteePage",
    "news.ResultPage",
    "news.ModelPage",
]
HOME_DEPTH = 2
MAX_SECTION_LEVEL = 3
SEARCH_EXAMPLES = (_("cải cách hành chính"), _("thủ tục hành chính"), _("một cửa"))
OLDER = "truoc"
NEWER = "sau"
YEAR = "nam"
MOST_COUNTED = 1000


class HomePage(BasePage):
    """The front page: editors choose its blocks and their order."""

    is_listed = False
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["home.SectionPage", "home.StandardPage"]
    max_count = 1

    body = ContentField(HomeStreamBlock(), verbose_name=_("Các khối"))

    content_panels = [*BasePage.content_panels, FieldPanel("summary"), FieldPanel("body")]

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        wanted: dict[str, int] = {}
        for block in self.body:
            if block.block_type == "newest":
                category, number = block.value["category"], block.value["number"]
                wanted[category] = max(number, wanted.get(category, 0))
        context["newest"] = PublishedItem.objects.all().newest_by_category(wanted)
        context["examples"] = SEARCH_EXAMPLES
        return context


class SectionPage(BasePage):
    """Mục, chuyên mục or chuyên mục thành phần: a list of everything filed below it (R2.2b-1)."""

    is_listed = False
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["home.SectionPage", "home.YearPage", *DATED_PAGE_TYPES]
    page_description = _("Danh mục chứa tin, văn bản hoặc mục con")

    main_category = models.CharField(
        _("Chuyên mục chính theo Điều 4"),
        max_length=20,
        choices=Category,
        blank=True,
        help_text=_("Chỉ đặt cho năm chuyên mục chính; mục con thừa hưởng từ mục cha."),
    )
    menu_title = models.CharField(
        _("Tên ngắn trên thanh danh mục"), max_length=30, blank=True, help_text=_("Để trống thì dùng tiêu đề.")
    )
    intro = ContentField(BodyStreamBlock(), verbose_name=_("Giới thiệu"))

    exclude_fields_in_copy: ClassVar[list[str]] = ["main_category"]

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("main_category"),
        FieldPanel("intro"),
    ]
    promote_panels = [*BasePage.promote_panels, FieldPanel("menu_title"), FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = _("mục, chuyên mục")
        verbose_name_plural = _("mục, chuyên mục")
        constraints = [
            models.UniqueConstraint(
                fields=["main_category"],
                condition=~models.Q(main_category=""),
                name="one_section_for_each_main_category",
                violation_error_message=_("Chuyên mục chính này đã có."),
            )
        ]

    @property
    def section_level(self) -> int:
        """Return 1 for a mục, 2 for a chuyên mục, 3 for a chuyên mục thành phần."""
        return int(self.depth) - HOME_DEPTH

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return bool(super().can_create_at(parent)) and parent.depth < HOME_DEPTH + MAX_SECTION_LEVEL

    def can_move_to(self, parent: Page) -> bool:
        if parent.path.startswith(self.path):
            return False
        deepest = self.get_descendants(inclusive=True).type(SectionPage).order_by("-depth").first()
        levels = (deepest.depth if deepest else self.depth) - self.depth + 1
        return bool(super().can_move_to(parent)) and parent.depth + levels <= HOME_DEPTH + MAX_SECTION_LEVEL

    def clean(self) -> None:
        super().clean()
        before = SectionPage.objects.filter(pk=self.pk).values_list("main_category", flat=True).first()
        if before and before != self.main_category:
            raise ValidationError({"main_category": _("Mã chuyên mục chính là cố định, chỉ đổi được tên.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        form = filter_form(self.category, request.GET)
        items = PublishedItem.objects.listed().in_section(self.pk, self.section_level)
        narrowed = form.narrow(items)
        found = form.page(narrowed, request.GET.get(OLDER), request.GET.get(NEWER))
        return context | {
            "filter_form": form,
            "items": found.items,
            "older_url": _query_with(request.GET, OLDER, found.older),
            "newer_url": _query_with(request.GET, NEWER, found.newer),
            "count_label": _count_label(narrowed) if found.items and form.has_changed() else "",
        }


class YearPage(BasePage):
    """The pages of one section and year, so that no page has thousands of children."""

    is_listed = False
    parent_page_types: ClassVar[list[str]] = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = DATED_PAGE_TYPES
    show_in_menus_default = False
    # Made by home.services.filing when the first page of the year comes.
    is_creatable = False

    year = models.PositiveSmallIntegerField(_("Năm"))

    content_panels = [*BasePage.content_panels, FieldPanel("year")]

    class Meta:
        verbose_name = _("năm")
        verbose_name_plural = _("năm")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the section's list of that year: the year page itself only keeps branches short."""
        section = public_path(self).rsplit("/", 2)[0]
        return HttpResponsePermanentRedirect(f"{section}/?{YEAR}={self.year}")


class StandardPage(ContentPage):
    """A plain page: terms of use, accessibility, contact."""

    is_listed = False
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    page_description = _("Giới thiệu, liên hệ, điều khoản và trang không theo ngày")
    show_in_menus_default = False

    promote_panels = [*BasePage.promote_panels, FieldPanel("show_in_menus")]

    class Meta:
        verbose_name = _("trang thông tin")
        verbose_name_plural = _("trang thông tin")


def _count_label(items: PublishedItemQuerySet) -> str:
    """Return how many items passed the filters, counted up to a bound that keeps every list quick."""
    counted = items.order_by()[: MOST_COUNTED + 1].count()
    if counted > MOST_COUNTED:
        return gettext("Hơn %(number)s mục") % {"number": numbers.number(MOST_COUNTED)}
    return gettext("%(number)s mục") % {"number": numbers.number(counted)}


def _query_with(query: QueryDict, key: str, cursor: object | None) -> str:
    if cursor is None:
        return ""
    changed = query.copy()
    for name in (OLDER, NEWER):
        changed.pop(name, None)
    changed[key] = str(cursor)
    return f"?{changed.urlencode()}"
