"""People with an account, their roles, and the City's leaders with the titles they held."""

from datetime import date
from typing import Self

from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from accounts.enums import RoleCode
from accounts.models.agencies import Agency
from accounts.rules.validity import is_valid_on
from core.rules.personal_data import ACCOUNT, PASSWORD, PUBLIC_DUTY


class PeriodQuerySet(models.QuerySet):
    """Adjectives for rows with a half-open period of days."""

    def valid_on(self, day: date) -> Self:
        """Return rows whose period holds the day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True) | Q(valid_until__gt=day)
        )


class MembershipQuerySet(PeriodQuerySet):
    """Memberships that give rights: a role of the Board counts only when a seat stands behind it (R3.8-1)."""

    def valid_on(self, day: date) -> Self:
        """Return memberships whose period holds the day, without roles of the Board that no seat gives."""
        return super().valid_on(day).filter(Q(role__by_seat=False) | Q(kept_elsewhere=True))


class User(AbstractUser):
    """A person who signs in; Vietnamese names are one field, read from the left."""

    full_name = models.CharField(_("Họ và tên"), max_length=150, blank=True)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("Nơi công tác theo hệ thống định danh"),
    )
    is_demo = models.BooleanField(_("Tài khoản minh họa"), default=False, editable=False)
    active_since = models.DateTimeField(_("Mở lại lúc"), null=True, blank=True, editable=False)

    personal_data = {
        **dict.fromkeys(("username", "first_name", "last_name", "full_name", "email"), ACCOUNT),
        "password": PASSWORD,
    }

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")
        # Not change_user: who could also set a password and an address could act as anybody below.
        permissions = [("guard_user", "Can close and open accounts and reset second factors")]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        return self.full_name or super().get_full_name()


class Role(models.Model):
    """A role as data: what it is called and the permission group that carries its rights."""

    code = models.CharField(_("Mã"), max_length=40, choices=RoleCode, unique=True)
    name = models.CharField(_("Tên"), max_length=100)
    duties = models.TextField(_("Nhiệm vụ"), blank=True)
    order = models.PositiveSmallIntegerField(_("Thứ tự"), default=0)
    level = models.PositiveSmallIntegerField(
        _("Bậc"), default=0, help_text=_("Người quản lý tài khoản chỉ tác động được đến bậc thấp hơn bậc của mình.")
    )
    by_seat = models.BooleanField(
        _("Chỉ theo chức danh Ban Biên tập"),
        default=False,
        help_text=_("Vai trò này có được nhờ giữ chức danh, không phân công riêng."),
    )
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="role", verbose_name=_("Nhóm quyền"))

    class Meta:
        verbose_name = _("vai trò")
        verbose_name_plural = _("vai trò")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in an agency over a period."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("Người dùng"))
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("Vai trò"))
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("Cơ quan")
    )
    valid_from = models.DateField(_("Từ ngày"), null=True, blank=True)
    valid_until = models.DateField(_("Đến trước ngày"), null=True, blank=True)
    kept_elsewhere = models.BooleanField(_("Do sổ khác quản lý"), default=False, editable=False)

    objects = MembershipQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("user"), FieldPanel("role")]),
        FieldPanel("agency"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
    ]

    class Meta:
        verbose_name = _("phân công vai trò")
        verbose_name_plural = _("phân công vai trò")
        ordering = ["role", "user"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "agency", "valid_from"], name="membership_unique", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.role}"

    def is_valid_on(self, day: date) -> bool:
        """Return whether the role is held on a day; a role of the Board needs a seat behind it."""
        is_given = self.kept_elsewhere or not self.role.by_seat
        return is_given and is_valid_on(day, self.valid_from, self.valid_until)


class Leader(ClusterableModel):
    """A leader of the City whose activities are reported (R4.2-1)."""

    name = models.CharField(_("Họ và tên"), max_length=150)
    note = models.CharField(_("Ghi chú"), max_length=300, blank=True)

    personal_data = dict.fromkeys(("name", "note"), PUBLIC_DUTY)

    panels = [FieldPanel("name"), FieldPanel("note"), InlinePanel("titles", label=_("Chức vụ"), min_num=1)]

    class Meta:
        verbose_name = _("lãnh đạo Thành phố")
        verbose_name_plural = _("lãnh đạo Thành phố")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def title_on(self, day: date) -> str:
        """Return the title held on a day, or an empty text; old items keep the title of their time."""
        held = [title for title in self.titles.all() if title.is_valid_on(day)]
        return held[0].title if held else ""


class LeaderTitle(models.Model):
    """A title of a leader over a period."""

    leader = ParentalKey(Leader, on_delete=models.PROTECT, related_name="titles")
    title = models.CharField(_("Chức vụ"), max_length=200)
    valid_from = models.DateField(_("Từ ngày"), null=True, blank=True)
    valid_until = models.DateField(_("Đến trước ngày"), null=True, blank=True)
    source = models.CharField(_("Nguồn"), max_length=300, blank=True)

    personal_data = {"title": PUBLIC_DUTY}

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("chức vụ")
        verbose_name_plural = _("chức vụ")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="leader_title_ends_after_it_begins",
                violation_error_message=_("Ngày kết thúc phải sau ngày bắt đầu."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.leader}: {self.title}"

    def is_valid_on(self, day: date) -> bool:
        """Return whether the title is held on a day."""
        return is_valid_on(day, self.valid_from, self.valid_until)
