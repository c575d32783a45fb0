"""Take in what came by one channel; the queue runs one of these for each channel, so that none waits for another."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.lib import clock
from editorial.enums import Channel
from editorial.services.channels.parcels import ChannelDownError
from editorial.services.channels.registry import AUTOMATIC, in_use, source_of
from editorial.services.channels.running import outlook, run


class Command(BaseCommand):
    """Safe to run at any time and twice at once; a channel without a place in the settings is left alone."""

    help = "Nhận tin, bài từ một kênh: thư mục dùng chung, hệ thống quản lý văn bản, hộp thư, Cổng Thành phố."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("channel", choices=[channel.value for channel in AUTOMATIC])
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        channel, now = Channel(options["channel"]), clock.now()
        if channel not in in_use():
            return
        source = source_of(channel, now=now)
        if not options["dry_run"]:
            made = run(source, now=now)
            self.stdout.write(f"{made.get_outcome_display()}: {made.taken} mới, {made.refused} không nhận được.")
            return
        try:
            self.stdout.write(f"Sẽ xem {outlook(source, now=now)} mục.")
        except ChannelDownError as error:
            self.stderr.write(f"Không kết nối được: {error}.")
