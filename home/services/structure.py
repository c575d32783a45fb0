"""Changes of the tree that are refused, and why, in Vietnamese (R2.2b-1, R2.2c-1)."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from home.models import SectionPage
from home.models.sections import HOME_DEPTH, MAX_SECTION_LEVEL


def move_refusal(page: Page, destination: Page) -> str:
    """Return why a page cannot be moved below another, or an empty text."""
    if destination.path.startswith(page.path):
        return _("Không chuyển được: không thể chuyển một trang vào chính nó hoặc vào trang bên trong nó.")
    if page.is_child_of(destination):
        return ""
    if _too_deep(page, destination):
        return _("Không chuyển được: cây mục chỉ có ba cấp (mục, chuyên mục, chuyên mục thành phần).")
    if not page.specific.can_move_to(destination.specific):
        return _("Không chuyển được: nơi đến không chứa được loại trang này.")
    return ""


def copy_refusal(page: Page, destination: Page) -> str:
    """Return why a page and what is below it cannot be copied below another, or an empty text."""
    if _too_deep(page, destination):
        return _("Không sao chép được: cây mục chỉ có ba cấp (mục, chuyên mục, chuyên mục thành phần).")
    return ""


def _too_deep(page: Page, destination: Page) -> bool:
    deepest = page.get_descendants(inclusive=True).type(SectionPage).order_by("-depth").first()
    if deepest is None:
        return False
    return bool(destination.depth + deepest.depth - page.depth + 1 > HOME_DEPTH + MAX_SECTION_LEVEL)
