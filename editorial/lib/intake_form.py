"""The small form that an agency may put beside a file of the shared folder: TOML with Vietnamese keys."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LARGEST_FORM = 64 * 1024
NAMES = frozenset(
    {"tieu_de", "noi_dung", "so_ky_hieu", "chuyen_muc", "ngay_ban_hanh", "bat_dau", "ket_thuc", "nguoi_gui", "cam_ket"}
)


class FormError(ValueError):
    """The form cannot be read or says something impossible."""


@dataclass(frozen=True)
class IntakeForm:
    """What a form says; everything may be missing."""

    title: str = ""
    body: str = ""
    number: str = ""
    category: str = ""
    issued_on: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    person: str = ""
    accepts_statement: bool = False

    @property
    def words(self) -> str:
        """Return what the sender wrote, as far as it tells one thing from another."""
        return "\n".join(part for part in (self.title, self.number, self.body) if part)


def read_form(data: bytes, categories: frozenset[str]) -> IntakeForm:
    """Return what a form says; raises FormError for what is no such form, with an unknown key or category."""
    if len(data) > LARGEST_FORM:
        raise FormError("Phiếu thông tin quá lớn.")
    try:
        told = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise FormError("Phiếu thông tin không đọc được.") from error
    if strange := sorted(set(told) - NAMES):
        raise FormError(f"Phiếu thông tin có mục lạ: {', '.join(strange)[:100]}.")
    category = _text(told, "chuyen_muc")
    if category and category not in categories:
        raise FormError("Chuyên mục trong phiếu không có trong danh sách.")
    accepted = told.get("cam_ket", False)
    if not isinstance(accepted, bool):
        raise FormError("Mục cam_ket phải là true hoặc false.")
    return IntakeForm(
        title=_text(told, "tieu_de"),
        body=_text(told, "noi_dung"),
        number=_text(told, "so_ky_hieu"),
        category=category,
        issued_on=_day(told, "ngay_ban_hanh"),
        starts_at=_instant(told, "bat_dau"),
        ends_at=_instant(told, "ket_thuc"),
        person=_text(told, "nguoi_gui"),
        accepts_statement=accepted,
    )


def read_day(value: str) -> date:
    """Return the day of "2026-11-23", "23/11/2026" or an instant that begins so; raises FormError."""
    start = value.strip().replace("T", " ").split(" ")[0]
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d"):
        try:
            return datetime.strptime(start, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise FormError(f"Không hiểu ngày {start[:20]!r}.")


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name, "")
    if not isinstance(value, str):
        raise FormError(f"Mục {name} phải là chữ.")
    return value.strip()


def _day(told: dict[str, Any], name: str) -> date | None:
    value = told.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return read_day(value)
    raise FormError(f"Mục {name} phải là ngày.")


def _instant(told: dict[str, Any], name: str) -> datetime | None:
    value = told.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=HANOI)
    if isinstance(value, str) and ":" in value:
        for pattern in ("%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y", "%Y-%m-%d %H:%M"):
            try:
                return datetime.strptime(value.strip(), pattern).replace(tzinfo=HANOI)
            except ValueError:
                continue
    if isinstance(value, date):
        return datetime.combine(value, time(), HANOI)
    raise FormError(f"Mục {name} phải là ngày, giờ.")
