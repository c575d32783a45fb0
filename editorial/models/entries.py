"""One entry of the inbox: what came in, by which way, from whom, when, and what the Board made of it (Article 6)."""

from dataclasses import replace

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from core.enums import Category
from core.fields import EncryptedTextField, clean_text_fields
from core.lib import doc_number, text
from core.rules.personal_data import SUPPLY
from editorial.enums import Channel, ClockKind, EntryKind, EntryState
from editorial.querysets import EntryQuerySet
from editorial.rules import likeness

SEARCHED_BODY = 500
LONGEST_TITLE = 300


class Entry(models.Model):
    """What somebody supplied; nothing about it is public, and what was supplied is never changed.

    The text is what came in. Sorting adds what the Board finds out. When the entry is sealed (ground 3) everything
    that says what it is about moves into ``sealed_content``, which only the security officer may open.
    """

    channel = models.CharField(_("Kênh tiếp nhận"), max_length=20, choices=Channel)
    received_at = models.DateTimeField(_("Tiếp nhận lúc"))
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("Người ghi nhận")
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Cơ quan, đơn vị gửi"),
    )
    sender = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Người gửi có tài khoản"),
    )
    sender_name = EncryptedTextField(_("Họ và tên người gửi"), context="editorial.entry.sender_name", blank=True)
    sender_contact = EncryptedTextField(
        _("Liên hệ của người gửi"), context="editorial.entry.sender_contact", blank=True
    )
    title = models.CharField(_("Tiêu đề, trích yếu"), max_length=LONGEST_TITLE, blank=True)
    number = models.CharField(_("Số, ký hiệu văn bản"), max_length=100, blank=True)
    number_key = models.CharField(max_length=120, blank=True, editable=False)
    body = models.TextField(_("Nội dung gửi đến"), blank=True)
    declared_category = models.CharField(
        _("Loại thông tin theo người gửi"), max_length=20, choices=Category, blank=True
    )
    starts_at = models.DateTimeField(_("Hoạt động bắt đầu lúc"), null=True, blank=True)
    ends_at = models.DateTimeField(_("Hoạt động kết thúc lúc"), null=True, blank=True)
    issued_on = models.DateField(_("Ngày ban hành văn bản"), null=True, blank=True)
    agreed_until = models.DateTimeField(_("Thời hạn đã thống nhất khi đặt hàng"), null=True, blank=True)
    clock = models.CharField(_("Thời hạn áp dụng"), max_length=20, choices=ClockKind, blank=True, editable=False)
    deadline = models.DateTimeField(_("Hạn tiếp nhận"), null=True, editable=False)
    seconds_late = models.PositiveBigIntegerField(_("Số giây muộn"), null=True, editable=False)
    statement_version = models.CharField(_("Phiên bản cam kết"), max_length=20, blank=True)
    statement_accepted_at = models.DateTimeField(_("Cam kết lúc"), null=True, blank=True)
    state = models.CharField(_("Trạng thái"), max_length=20, choices=EntryState, default=EntryState.RECEIVED)
    state_since = models.DateTimeField(_("Ở trạng thái này từ"))
    kind = models.CharField(_("Phân loại"), max_length=20, choices=EntryKind, blank=True)
    category = models.CharField(_("Chuyên mục"), max_length=20, choices=Category, blank=True)
    origin = models.CharField(_("Nguồn gốc"), max_length=300, blank=True)
    content = models.TextField(_("Nội dung chính"), blank=True)
    purpose = models.CharField(_("Mục đích"), max_length=300, blank=True)
    resubmission_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="resubmissions",
        null=True,
        blank=True,
        verbose_name=_("Gửi lại của"),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged",
        null=True,
        editable=False,
        verbose_name=_("Đã gộp vào"),
    )
    sealed_at = models.DateTimeField(_("Niêm phong lúc"), null=True, editable=False)
    sealed_content = EncryptedTextField(_("Nội dung niêm phong"), context="editorial.entry.sealed_content", blank=True)
    title_folded = models.CharField(max_length=2 * LONGEST_TITLE, blank=True, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    search_text = models.TextField(blank=True, editable=False)

    objects = EntryQuerySet.as_manager()

    # What people write may name people; who sent it is kept encrypted.
    personal_data = dict.fromkeys(
        ("title", "body", "origin", "content", "purpose", "search_text", "title_folded"), SUPPLY
    ) | dict.fromkeys(("sender_name", "sender_contact", "sealed_content"), replace(SUPPLY, sensitive=True))

    class Meta:
        verbose_name = _("tin, bài gửi đến")
        verbose_name_plural = _("tin, bài gửi đến")
        ordering = ["-received_at", "-pk"]
        permissions = [
            ("sort_entry", "Sort entries"),
            ("route_entry", "Route entries"),
            ("propose_refusal", "Propose the refusal of entries"),
            ("decide_refusal", "Decide on the refusal of entries"),
            ("open_sealed_entry", "Open sealed entries and decide on them"),
            ("oversee_entries", "See the figures of the inbox and what went up to the leaders"),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="entry_newest"),
            models.Index(fields=["state", "-received_at", "-id"], name="entry_state"),
            models.Index(fields=["agency", "-received_at", "-id"], name="entry_agency"),
            models.Index(fields=["number_key"], name="entry_number", condition=~Q(number_key="")),
            models.Index(fields=["fingerprint"], name="entry_fingerprint", condition=~Q(fingerprint="")),
            models.Index(fields=["sealed_at"], name="entry_sealed", condition=Q(sealed_at__isnull=False)),
            GinIndex(fields=["search_text"], name="entry_search", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["title_folded"], name="entry_title", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True)
                | Q(
                    title="",
                    number="",
                    body="",
                    origin="",
                    content="",
                    purpose="",
                    search_text="",
                    title_folded="",
                    fingerprint="",
                    number_key="",
                ),
                name="entry_sealed_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(statement_version="", statement_accepted_at__isnull=True)
                | ~Q(statement_version="") & Q(statement_accepted_at__isnull=False),
                name="entry_statement_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=EntryState.MERGED, merged_into__isnull=False)
                | ~Q(state=EntryState.MERGED) & Q(merged_into__isnull=True),
                name="entry_merged_says_into_which",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("starts_at")),
                name="entry_event_ends_after_it_starts",
                violation_error_message=_("Thời điểm kết thúc phải sau thời điểm bắt đầu."),
            ),
        ]

    def __str__(self) -> str:
        """Return the code: log entries and messages repeat this text, and the content may be sealed later."""
        return self.code

    def save(self, *args: object, **kwargs: object) -> None:
        clean_text_fields(self)
        if self.sealed_at is None:
            self._compute()
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature

    @property
    def code(self) -> str:
        """Return the number under which everybody speaks of the entry."""
        return f"TN{self.pk or 0:06}"

    @property
    def heading(self) -> str:
        """Return the title as lists show it."""
        return str(_("Nội dung được niêm phong")) if self.is_sealed else self.title

    @property
    def is_sealed(self) -> bool:
        """Return whether the content may be seen by the security officer only."""
        return self.sealed_at is not None

    @property
    def waits_for_statement(self) -> bool:
        """Return whether the sender has not taken the responsibility of Article 3.4 yet."""
        return not self.statement_version

    @property
    def sender_line(self) -> str:
        """Return who sent it, as lists show it: the agency, or just that it was a person."""
        return self.agency.name if self.agency else str(_("Cá nhân"))

    def _compute(self) -> None:
        self.number_key = doc_number.key(self.number)
        self.title_folded = text.fold(self.title)[: 2 * LONGEST_TITLE]
        self.fingerprint = likeness.fingerprint(self.title, self.body)
        agency = self.agency.name if self.agency else ""
        forms = " ".join(doc_number.search_forms(self.number)) if self.number else ""
        self.search_text = text.fold(f"{self.title} {self.number} {forms} {agency} {self.body[:SEARCHED_BODY]}")
