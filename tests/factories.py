"""Factories of the portal's objects; pages go through Wagtail's revisions, as they do in the admin."""

from datetime import UTC, date, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from accounts.enums import AgencyKind
from accounts.models import Agency, Leader, LeaderTitle, User
from core.enums import Category
from core.lib import dates
from core.models import BasePage
from core.services.changes import set_up
from documents.enums import DocumentLevel, DocumentType
from documents.models import LegalDocumentPage
from home.models import HomePage, SectionPage, StandardPage
from home.services.filing import year_page
from news.models import CommitteePage, LeaderActivityPage, LeaderParticipation, ModelPage, ResultPage
from portal.content.pages import add_child, publish
from portal.content.site import prepare_site

MORNING = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # 9 o'clock in Hanoi
NEWS_SECTION = ("tin-tuc", "Tin tức")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        superuser = factory.Trait(is_staff=True, is_superuser=True)

    username = factory.Sequence(lambda n: f"nguoi-dung-{n}")
    full_name = factory.Sequence(lambda n: f"Người dùng {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.vn")
    password = factory.django.Password("mật khẩu chỉ để thử")


class GuardedFactory(DjangoModelFactory):
    """What the public sees: written through the door of the set-up, as the guard asks."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Any], *args: Any, **values: Any) -> Any:
        with set_up("thử"):
            return super()._create(model_class, *args, **values)


class AgencyFactory(GuardedFactory):
    class Meta:
        model = Agency

    class Params:
        closed = factory.Trait(kind=AgencyKind.DISTRICT, valid_until=date(2025, 7, 1))

    code = factory.Sequence(lambda n: f"co-quan-{n}")
    name = factory.Sequence(lambda n: f"Cơ quan {n}")
    kind = AgencyKind.DEPARTMENT


def succeed(closed: Agency, *agencies: Agency) -> None:
    """Let agencies take the place of a closed one."""
    with set_up("thử"):
        closed.successors.add(*agencies)


class LeaderTitleFactory(GuardedFactory):
    class Meta:
        model = LeaderTitle

    title = "Phó Chủ tịch UBND Thành phố"
    valid_from = date(2021, 7, 1)


class LeaderFactory(GuardedFactory):
    """A leader with one title since 2021; ``title=None`` leaves the title out."""

    class Meta:
        model = Leader
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Lãnh đạo {n}")
    title = factory.RelatedFactory(LeaderTitleFactory, factory_related_name="leader")


class PageFactory(DjangoModelFactory):
    """A page, published unless ``published=False``, below ``parent`` or where the page type belongs.

    Rows of child relations are given as lists: ``files=[DocumentFile(file=...)]``.
    """

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Trang số {n}")

    @classmethod
    def _create(
        cls,
        model_class: type[BasePage],
        *args: Any,
        parent: BasePage | None = None,
        published: bool = True,
        **values: Any,
    ) -> BasePage:
        page = model_class(live=False, **values)
        above = parent or cls._parent_of(page)
        above = type(above).objects.get(pk=above.pk)  # a page whose children changed since must be read anew
        if published:
            add_child(above, page)
        else:
            above.add_child(instance=page)
            page.save_revision()
        found: BasePage = model_class.objects.get(pk=page.pk)
        return found

    @classmethod
    def _parent_of(cls, page: BasePage) -> BasePage:
        return stored_home()


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage


class SectionPageFactory(PageFactory):
    class Meta:
        model = SectionPage


class DatedPageFactory(PageFactory):
    """A page under the year page of the section that holds its main category, or of ``parent``."""

    class Meta:
        abstract = True

    _category: Category

    @classmethod
    def _create(cls, model_class: type[BasePage], *args: Any, **values: Any) -> BasePage:
        section = values.pop("parent", None) or stored_section(cls._category)
        if isinstance(section, SectionPage):
            listed_at = model_class(**_columns(model_class, values)).listed_at
            section = year_page(section, dates.local_date(listed_at).year)
        return super()._create(model_class, *args, parent=section, **values)


class LegalDocumentPageFactory(DatedPageFactory):
    class Meta:
        model = LegalDocumentPage

    class Params:
        central = factory.Trait(level=DocumentLevel.CENTRAL, issuer_name="Chính phủ")

    _category = Category.DOCUMENTS

    title = factory.Sequence(lambda n: f"Quyết định về cải cách hành chính số {n}")
    document_type = DocumentType.DECISION
    number = factory.Sequence(lambda n: f"{n + 1}/2026/QĐ-UBND")
    level = DocumentLevel.CITY
    issued_on = date(2026, 11, 3)


class LeaderActivityPageFactory(DatedPageFactory):
    """An activity in which one leader takes part; ``participants=[]`` leaves the leader out."""

    class Meta:
        model = LeaderActivityPage

    _category = Category.LEADERS

    title = factory.Sequence(lambda n: f"Lãnh đạo Thành phố kiểm tra bộ phận một cửa số {n}")
    starts_at = MORNING
    participants = factory.LazyFunction(lambda: [LeaderParticipation(leader=LeaderFactory())])


class CommitteePageFactory(DatedPageFactory):
    class Meta:
        model = CommitteePage

    _category = Category.COMMITTEE

    title = factory.Sequence(lambda n: f"Ban Chỉ đạo họp phiên thứ {n}")
    kind = CommitteePage.Kind.MEETING
    starts_at = MORNING


class ResultPageFactory(DatedPageFactory):
    class Meta:
        model = ResultPage

    _category = Category.RESULTS

    title = factory.Sequence(lambda n: f"Kết quả giải quyết thủ tục quý {n}")


class ModelPageFactory(DatedPageFactory):
    class Meta:
        model = ModelPage

    class Params:
        foreign = factory.Trait(country="Hàn Quốc", source_name="Bộ Nội vụ")

    _category = Category.MODELS

    title = factory.Sequence(lambda n: f"Mô hình một cửa lưu động số {n}")
    problem = "Người dân phải đi lại nhiều lần."
    solution = "Bộ phận một cửa đến tận tổ dân phố."


def stored_home() -> HomePage:
    """Return the published home page of the default site, made when there is none."""
    home = prepare_site()
    return home if home.live else publish(home)


def stored_section(category: Category) -> SectionPage:
    """Return the section of a main category, made at the address the portal starts with."""
    found = SectionPage.objects.filter(main_category=category).first()
    if found is not None:
        return found
    above = stored_home() if category is Category.DOCUMENTS else _stored_news_section()
    return SectionPageFactory(parent=above, title=str(category.label), slug=category.value, main_category=category)


def _stored_news_section() -> SectionPage:
    slug, title = NEWS_SECTION
    found = SectionPage.objects.child_of(stored_home()).filter(slug=slug).first()
    return found or SectionPageFactory(title=title, slug=slug)


def _columns(model_class: type[BasePage], values: dict[str, Any]) -> dict[str, Any]:
    names = {field.name for field in model_class._meta.concrete_fields}
    return {name: value for name, value in values.items() if name in names}
