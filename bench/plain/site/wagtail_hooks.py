"""A list of messages in the admin as Wagtail's documentation builds one."""

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from bench.plain.site.models import Message


class MessageViewSet(ModelViewSet):
    """Newest first, with filters and search."""

    model = Message
    icon = "mail"
    form_fields = ("title", "body")
    list_display = ("title", "sender", "channel", "received_at", "state")
    list_filter = ("state", "channel")
    search_fields = ("title", "body")
    ordering = ("-received_at",)
    list_per_page = 50


@hooks.register("register_admin_viewset")
def register_messages() -> MessageViewSet:
    return MessageViewSet("messages")
