"""Who stands behind the portal: shown on every page (R1.1-1)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from core.rules.personal_data import PUBLIC_DUTY


@register_setting(icon="site", order=1)
class SiteIdentity(BaseGenericSetting):
    """Name, managing body and contact; an empty field is shown as "đang cập nhật", never invented."""

    name = models.CharField(_("Tên trang"), max_length=200, default="Cải cách hành chính")
    owner = models.CharField(_("Của"), max_length=200, default="Trang thông tin của thành phố Hà Nội")
    managing_body = models.CharField(_("Cơ quan quản lý"), max_length=300, blank=True)
    address = models.CharField(_("Địa chỉ"), max_length=300, blank=True)
    phone = models.CharField(_("Điện thoại"), max_length=50, blank=True)
    email = models.EmailField(_("Thư điện tử"), blank=True)
    hours = models.CharField(_("Giờ làm việc"), max_length=200, blank=True)
    responsible_person = models.CharField(_("Người chịu trách nhiệm"), max_length=200, blank=True)

    personal_data = {"responsible_person": PUBLIC_DUTY}

    panels = [
        MultiFieldPanel([FieldRowPanel([FieldPanel("name"), FieldPanel("owner")])], heading=_("Tên")),
        MultiFieldPanel(
            [
                FieldPanel("managing_body"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldRowPanel([FieldPanel("hours"), FieldPanel("responsible_person")]),
            ],
            heading=_("Liên hệ"),
        ),
    ]

    class Meta:
        verbose_name = _("thông tin về trang")
        verbose_name_plural = _("thông tin về trang")

    @classmethod
    def _get_or_create(cls) -> Self:
        """Return the stored row, or an unsaved one: reading must not write what the public sees."""
        return cls.base_queryset().first() or cls(pk=1)
