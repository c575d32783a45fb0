"""The Board's lists in the menu."""

from wagtail import hooks

from editorial.viewsets import EditorialGroup


@hooks.register("register_admin_viewset")
def register_editorial_group() -> EditorialGroup:
    return EditorialGroup()
