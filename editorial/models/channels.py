"""Channels by which things come without a form: how they run, and the trace of each thing (R6.1a-2)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.fields import clean_text_fields
from core.rules.personal_data import SUPPLY
from editorial.enums import Channel, ItemReason, ItemState, RunOutcome
from editorial.models.entries import Entry

KEY_LENGTH = 64


class IntakeChannel(models.Model):
    """How one channel stands: when its import last ran, last reached the other side, and how often it failed since."""

    channel = models.CharField(_("Kênh"), max_length=20, choices=Channel, unique=True)
    first_run_at = models.DateTimeField(_("Chạy lần đầu"))
    last_run_at = models.DateTimeField(_("Chạy lần cuối"))
    last_success_at = models.DateTimeField(_("Kết nối được lần cuối"), null=True)
    failures = models.PositiveIntegerField(_("Số lần lỗi liên tiếp"), default=0)
    last_error = models.CharField(_("Loại lỗi"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("kênh tiếp nhận tự động")
        verbose_name_plural = _("kênh tiếp nhận tự động")
        ordering = ["channel"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return str(self.get_channel_display())


class ChannelRun(models.Model):
    """One run of an import; runs that find nothing new and end alike are one row, so that the record stays readable."""

    channel = models.CharField(_("Kênh"), max_length=20, choices=Channel)
    started_at = models.DateTimeField(_("Từ"))
    ended_at = models.DateTimeField(_("Đến"))
    times = models.PositiveIntegerField(_("Số lần chạy"), default=1)
    outcome = models.CharField(_("Kết quả"), max_length=10, choices=RunOutcome)
    error = models.CharField(_("Loại lỗi"), max_length=60, blank=True)
    taken = models.PositiveIntegerField(_("Tin, bài mới"), default=0)
    repeated = models.PositiveIntegerField(_("Đã có"), default=0)
    refused = models.PositiveIntegerField(_("Không nhận được"), default=0)
    ignored = models.PositiveIntegerField(_("Bỏ qua"), default=0)
    waiting = models.PositiveIntegerField(_("Chưa xong, chờ"), default=0)
    failed = models.PositiveIntegerField(_("Lỗi, sẽ thử lại"), default=0)

    class Meta:
        verbose_name = _("lần chạy của kênh tiếp nhận")
        verbose_name_plural = _("lần chạy của kênh tiếp nhận")
        ordering = ["-started_at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["channel", "-started_at", "-id"], name="channel_run_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(ended_at__gte=F("started_at")), name="channel_run_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.pk}"


class ChannelItem(models.Model):
    """The trace of one thing that came by a channel: its identity out there, its untouched original, its entry.

    Identities are hashes: they stay when the entry is sealed. ``name`` and ``refused_files`` are what people may read
    and leave with the seal.
    """

    channel = models.CharField(_("Kênh"), max_length=20, choices=Channel)
    outside_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    content_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    sender_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    series_key = models.CharField(max_length=KEY_LENGTH, blank=True, editable=False)
    name = models.CharField(_("Tên, mã bên gửi"), max_length=300, blank=True)
    source_url = models.CharField(_("Địa chỉ nguồn"), max_length=1000, blank=True)
    original = models.CharField(_("Bản gốc"), max_length=100, blank=True, editable=False)
    sha256 = models.CharField(_("SHA-256 của bản gốc"), max_length=KEY_LENGTH, blank=True)
    size = models.PositiveBigIntegerField(_("Kích thước (byte)"), default=0)
    state = models.CharField(_("Tình trạng"), max_length=10, choices=ItemState)
    reason = models.CharField(_("Lý do"), max_length=20, choices=ItemReason, blank=True)
    refused_files = models.JSONField(_("Tệp không nhận"), default=list, blank=True)
    source_change = models.CharField(max_length=20, blank=True, editable=False)
    note = models.CharField(_("Ghi chú"), max_length=200, blank=True)
    first_seen_at = models.DateTimeField(_("Thấy lần đầu"))
    last_seen_at = models.DateTimeField(_("Thấy lần cuối"))
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="traces", null=True, verbose_name=_("Tin, bài")
    )

    personal_data = {"name": SUPPLY, "refused_files": SUPPLY, "source_url": SUPPLY}

    class Meta:
        verbose_name = _("dấu vết tiếp nhận")
        verbose_name_plural = _("dấu vết tiếp nhận")
        ordering = ["-first_seen_at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["content_key", "sender_key"], name="channel_item_same", condition=~Q(content_key="")),
            models.Index(fields=["channel", "series_key"], name="channel_item_series", condition=~Q(series_key="")),
            models.Index(fields=["-first_seen_at", "-id"], name="channel_item_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["channel", "outside_key"], name="channel_item_once"),
            models.CheckConstraint(
                condition=Q(state__in=[ItemState.TAKEN, ItemState.REPEATED], entry__isnull=False)
                | Q(state__in=[ItemState.REFUSED, ItemState.IGNORED], entry__isnull=True) & ~Q(reason=""),
                name="channel_item_has_an_entry_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: object, **kwargs: object) -> None:
        clean_text_fields(self)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature

    @property
    def code(self) -> str:
        """Return the number under which letters speak of the thing."""
        return f"DV{self.pk or 0:06}"


class Sighting(models.Model):
    """One place at which a channel saw something, so that it is read there once; or failed, and when to try again."""

    channel = models.CharField(_("Kênh"), max_length=20, choices=Channel)
    place_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    item = models.ForeignKey(
        ChannelItem, on_delete=models.PROTECT, related_name="sightings", null=True, verbose_name=_("Dấu vết")
    )
    seen_at = models.DateTimeField(_("Thấy lúc"))
    attempts = models.PositiveSmallIntegerField(_("Số lần thử"), default=0)
    next_attempt_at = models.DateTimeField(_("Thử lại lúc"), null=True)
    error = models.CharField(_("Loại lỗi"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("lần thấy ở kênh tiếp nhận")
        verbose_name_plural = _("lần thấy ở kênh tiếp nhận")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["channel", "place_key"], name="sighting_once")]

    def __str__(self) -> str:
        return f"{self.channel}: {self.pk}"
