"""Make a key file, or put a new key before those of an existing one."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.lib.crypto import sealed
from core.lib.crypto.keys import KeyFileError, new_key, read_keys


class Command(BaseCommand):
    """Needs no working configuration: it makes what the configuration lacks."""

    help = "Tạo tệp khóa: field (thêm khóa mới lên đầu tệp), index (khóa tra cứu), box (cặp khóa hộp niêm phong)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", choices=("field", "index", "box"))
        parser.add_argument("file", type=Path, help="tệp khóa; với box là khóa công khai, khóa bí mật ở FILE.private")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            if options["kind"] == "box":
                self._make_box(file)
            elif options["kind"] == "field" and file.exists():
                self._put_first(file)
            else:
                _write_new(file, f"{new_key()}\n")
        except FileExistsError as error:
            raise CommandError(f"{error.filename} đã có, không ghi đè.") from error
        except (OSError, UnicodeDecodeError, KeyFileError) as error:
            raise CommandError(f"Không ghi được tệp khóa: {error}") from error

    def _make_box(self, file: Path) -> None:
        pair = sealed.new_key_pair()
        _write_new(file.with_name(f"{file.name}.private"), f"{pair.private}\n")
        _write_new(file, f"{pair.public}\n", mode=0o644)
        self.stdout.write(f"Dấu vân tay của khóa công khai: {sealed.fingerprint(pair.public)}")

    def _put_first(self, file: Path) -> None:
        """Replace the file in one step, so that no reader sees half of it."""
        content = f"{new_key()}\n{file.read_text(encoding='utf-8')}"
        read_keys(content)
        draft = file.with_name(f".{file.name}.new")
        _write_new(draft, content)
        draft.replace(file)


def _write_new(file: Path, content: str, mode: int = 0o600) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(descriptor)
