"""Prove that the audit chain is whole, or name the first row that does not fit."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.rules.audit_chain import Break, Flaw, Head
from core.services.audit_verification import read_heads, verify

WORDS = {
    Flaw.MISSING: "Thiếu dòng số {number}: dòng này đã bị xóa.",
    Flaw.INSERTED: "Dòng số {number} có hai lần: một dòng đã bị chèn vào.",
    Flaw.CHANGED: "Dòng số {number} không khớp mã băm của chính nó: nội dung đã bị sửa.",
    Flaw.DETACHED: "Dòng số {number} không nối vào dòng trước: dòng này hoặc dòng số {before} đã bị sửa cùng mã băm.",
    Flaw.REWRITTEN: "Dòng số {number} khác đầu chuỗi đã gửi ra ngoài ngày {day}: chuỗi đã bị viết lại.",
    Flaw.CUT: "Đuôi chuỗi bị cắt từ dòng số {number}: ngày {day} đã có đến dòng số {noted}.",
}


class Command(BaseCommand):
    """Exit code 0 means: every row fits, and every head noted outside is in the chain."""

    help = "Kiểm tra chuỗi nhật ký: mỗi dòng, số thứ tự, và các đầu chuỗi đã gửi ra ngoài."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--heads",
            action="append",
            type=Path,
            metavar="TỆP",
            help="tệp các đầu chuỗi lưu ở ngoài, mỗi dòng: ngày, số, mã băm; có thể nêu nhiều lần",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        heads = self._heads(options["heads"])
        result = verify(heads)
        if result.broken is not None:
            raise CommandError(in_words(result.broken))
        if result.unnumbered:
            raise CommandError(f"Có {result.unnumbered} dòng nằm ngoài chuỗi, không có số thứ tự.")
        self.stdout.write(f"Chuỗi nguyên vẹn: {result.rows} dòng, mã băm cuối {result.last_hash}.")
        self._say_of_heads(heads)
        if result.open_guards:
            raise CommandError(f"Lớp bảo vệ trong cơ sở dữ liệu đang tắt: {', '.join(result.open_guards)}.")

    def _heads(self, given: list[Path] | None) -> list[Head]:
        paths = given or [path for path in [settings.AUDIT_HEADS_FILE] if path.exists()]
        try:
            return [head for path in paths for head in read_heads(path)]
        except (OSError, ValueError) as error:
            raise CommandError(f"Không đọc được tệp đầu chuỗi: {error}") from error

    def _say_of_heads(self, heads: list[Head]) -> None:
        if heads:
            newest = max(heads, key=lambda head: head.number)
            self.stdout.write(f"Khớp {len(heads)} đầu chuỗi, mới nhất ngày {newest.day}, dòng số {newest.number}.")
        else:
            self.stdout.write("Không có đầu chuỗi nào lưu ở ngoài để so: đuôi bị cắt sẽ không lộ ra.")


def in_words(broken: Break) -> str:
    """Return the first flaw of the chain in words."""
    head = broken.head
    return WORDS[broken.flaw].format(
        number=broken.number,
        before=broken.number - 1,
        day=head.day if head else "",
        noted=head.number if head else "",
    )
