"""What the Board does with an entry: routes, returns for supplement, refusals (Articles 6.2 and 3.9)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import Agency, User
from core.rules.personal_data import SUPPLY, WORK_TRACE
from editorial.enums import RefusalGround, RouteOutcome
from editorial.models.board import BoardSeat
from editorial.models.entries import Entry


class Route(models.Model):
    """An entry on somebody's desk: a member's or an agency's, with note and deadline (R6.2-3)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="routes", verbose_name=_("Tin, bài"))
    seat = models.ForeignKey(
        BoardSeat, on_delete=models.PROTECT, related_name="routes", null=True, verbose_name=_("Thành viên")
    )
    meant_for = models.ForeignKey(
        BoardSeat, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Thay cho thành viên vắng mặt")
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Cơ quan, đơn vị")
    )
    note = models.TextField(_("Nội dung giao"), blank=True)
    due_at = models.DateTimeField(_("Hạn xử lý"))
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Người chuyển"))
    sent_at = models.DateTimeField(_("Chuyển lúc"))
    acknowledged_at = models.DateTimeField(_("Đã nhận lúc"), null=True)
    closed_at = models.DateTimeField(_("Kết thúc lúc"), null=True)
    closed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Người kết thúc")
    )
    outcome = models.CharField(_("Kết quả"), max_length=20, choices=RouteOutcome, blank=True)
    answer = models.TextField(_("Ý kiến xử lý"), blank=True)

    personal_data = {"note": WORK_TRACE, "answer": WORK_TRACE}

    class Meta:
        verbose_name = _("lần chuyển xử lý")
        verbose_name_plural = _("lần chuyển xử lý")
        ordering = ["sent_at", "pk"]
        indexes = [models.Index(fields=["seat", "due_at"], name="route_open", condition=Q(closed_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat__isnull=True) ^ Q(agency__isnull=True), name="route_leads_to_one_desk"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="route_closes_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.pk}"

    @property
    def desk(self) -> str:
        """Return where the entry lies."""
        return str(self.seat or self.agency)


class Supplement(models.Model):
    """What the supplier was asked to add or make clear, until when, and what came (R6.1a-11)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="supplements", verbose_name=_("Tin, bài"))
    request = models.TextField(_("Nội dung cần bổ sung"), blank=True)
    due_on = models.DateField(_("Bổ sung đến hết ngày"))
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Người yêu cầu"))
    asked_at = models.DateTimeField(_("Yêu cầu lúc"))
    answer = models.TextField(_("Nội dung đã bổ sung"), blank=True)
    answered_at = models.DateTimeField(_("Bổ sung lúc"), null=True)

    personal_data = {"request": WORK_TRACE, "answer": SUPPLY}

    class Meta:
        verbose_name = _("lần trả lại bổ sung")
        verbose_name_plural = _("lần trả lại bổ sung")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(answered_at__isnull=True), name="supplement_one_open_for_an_entry"
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.pk}"


class Refusal(models.Model):
    """A proposal to refuse an entry on one or more of the nine grounds, and the decision of another person (R3.9-1)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="refusals", verbose_name=_("Tin, bài"))
    grounds = ArrayField(models.PositiveSmallIntegerField(choices=RefusalGround), verbose_name=_("Căn cứ từ chối"))
    reasoning = models.TextField(_("Lý do cụ thể"), blank=True)
    published_page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Nội dung đã đăng")
    )
    reverify_until = models.DateField(_("Xác thực lại đến hết ngày"), null=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Người đề nghị"))
    proposed_at = models.DateTimeField(_("Đề nghị lúc"))
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("Người quyết định")
    )
    decided_at = models.DateTimeField(_("Quyết định lúc"), null=True)
    is_agreed = models.BooleanField(_("Đồng ý từ chối"), null=True)
    decision_note = models.TextField(_("Ý kiến của người quyết định"), blank=True)

    personal_data = {"reasoning": WORK_TRACE, "decision_note": WORK_TRACE}

    class Meta:
        verbose_name = _("đề nghị từ chối")
        verbose_name_plural = _("đề nghị từ chối")
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(grounds__len__gte=1, grounds__contained_by=RefusalGround.values),
                name="refusal_names_grounds_of_article_3_9",
            ),
            models.CheckConstraint(
                condition=~Q(grounds__contains=[RefusalGround.DUPLICATE]) | Q(published_page__isnull=False),
                name="refusal_ground_7_names_the_item",
            ),
            models.CheckConstraint(
                condition=~Q(grounds__contains=[RefusalGround.RE_VERIFICATION]) | Q(reverify_until__isnull=False),
                name="refusal_ground_8_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="refusal_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_agreed__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_agreed__isnull=False),
                name="refusal_is_decided_as_a_whole",
            ),
            models.UniqueConstraint(
                fields=["entry"], condition=Q(decided_at__isnull=True), name="refusal_one_open_for_an_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.pk}"

    @property
    def ground_words(self) -> list[str]:
        """Return the grounds in the words of Article 3.9."""
        return [str(RefusalGround(number).label) for number in self.grounds]
