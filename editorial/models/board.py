"""The register of the Editorial Board: who holds which seat, by which decision, from when until when (Article 3.8)."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from accounts.models import Agency, Membership, User
from accounts.models.people import PeriodQuerySet
from accounts.rules.validity import is_valid_on
from core.enums import Category
from editorial.enums import AbsenceReason, BoardPosition
from editorial.rules.board import APPROVING, Seat, stand_in

ENDS_AFTER_IT_BEGINS = _("Ngày kết thúc phải sau ngày bắt đầu.")


class BoardSeat(ClusterableModel):
    """One seat of one person; somebody may hold several, and a new position is a new seat.

    ``membership`` carries the rights: it is written by ``editorial.services.board`` only.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("Người giữ"))
    position = models.CharField(_("Chức danh"), max_length=20, choices=BoardPosition)
    rank = models.PositiveSmallIntegerField(
        _("Thứ tự thay thế"), default=1, help_text=_("Khi vắng người, người có số nhỏ hơn thay trước.")
    )
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("Cơ quan, đơn vị công tác")
    )
    scope = ArrayField(
        models.CharField(max_length=20, choices=Category),
        verbose_name=_("Chuyên mục phụ trách"),
        default=list,
        blank=True,
        help_text=_("Không chọn mục nào là phụ trách tất cả."),
    )
    decision_number = models.CharField(_("Số quyết định"), max_length=100)
    decided_on = models.DateField(_("Ngày quyết định"))
    valid_from = models.DateField(_("Từ ngày"))
    valid_until = models.DateField(
        _("Đến trước ngày"), null=True, blank=True, help_text=_("Ngày đầu tiên không còn giữ chức danh.")
    )
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("Phân công vai trò")
    )

    objects = PeriodQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("user"), FieldPanel("position")]),
        FieldRowPanel([FieldPanel("agency"), FieldPanel("rank")]),
        FieldPanel("scope"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("decision_number"), FieldPanel("decided_on")]),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
            ],
            heading=_("Quyết định và nhiệm kỳ"),
        ),
        InlinePanel("absences", heading=_("Thời gian vắng mặt"), label=_("Lần vắng mặt")),
    ]

    class Meta:
        verbose_name = _("thành viên Ban Biên tập")
        verbose_name_plural = _("thành viên Ban Biên tập")
        ordering = ["position", "rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="board_seat_ends_after_it_begins",
                violation_error_message=ENDS_AFTER_IT_BEGINS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_position_display()}"

    def is_valid_on(self, day: date) -> bool:
        """Return whether the seat is held on a day."""
        return is_valid_on(day, self.valid_from, self.valid_until)

    def as_rule(self) -> Seat:
        """Return the seat as the rules see it."""
        return Seat(self.pk, self.user_id, BoardPosition(self.position), self.rank, frozenset(self.scope))


class BoardAbsence(models.Model):
    """Days on which the holder of a seat is away and somebody stands in."""

    seat = ParentalKey(BoardSeat, on_delete=models.PROTECT, related_name="absences")
    valid_from = models.DateField(_("Từ ngày"))
    valid_until = models.DateField(_("Đến trước ngày"), help_text=_("Ngày đầu tiên làm việc trở lại."))
    reason = models.CharField(_("Lý do"), max_length=10, choices=AbsenceReason, default=AbsenceReason.OTHER)

    objects = PeriodQuerySet.as_manager()

    panels = [FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]), FieldPanel("reason")]

    class Meta:
        verbose_name = _("lần vắng mặt")
        verbose_name_plural = _("lần vắng mặt")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("valid_from")),
                name="board_absence_ends_after_it_begins",
                violation_error_message=ENDS_AFTER_IT_BEGINS,
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.valid_from:%d/%m/%Y}"


def approvers(category: str, day: date) -> frozenset[int]:
    """Return the persons who may approve what belongs to a category on a day (three queries at the most).

    Everybody whose approving seat covers the category and who is not away, and for those who are away whoever stands
    in for them by rule (R6.3a-4).
    """
    seats = [seat.as_rule() for seat in BoardSeat.objects.valid_on(day)]
    away = set(BoardAbsence.objects.valid_on(day).values_list("seat__user_id", flat=True))
    in_charge = [seat for seat in seats if seat.position in APPROVING and seat.covers(category)]
    acting = [seat if seat.person not in away else stand_in(seat, seats, away, category) for seat in in_charge]
    return frozenset(seat.person for seat in acting if seat)
