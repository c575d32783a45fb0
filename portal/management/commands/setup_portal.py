"""Make a portal that works: roles, agencies, rule values, calendar, tree, jobs; with --demo also content."""

import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.services.agency_seeding import seed_agencies
from accounts.services.role_seeding import seed_roles
from core.services.seeding import seed_calendar_days, seed_rule_values
from editorial.services.workflow_seeding import seed_workflow
from portal.content.schedules import keep_schedules
from portal.content.structure import build_structure
from portal.demo.content import build_demo_content
from portal.demo.inbox import build_demo_inbox
from portal.demo.sign_ins import keep_sign_ins


class Command(BaseCommand):
    """Safe to run again: it adds what is missing and leaves alone what people changed."""

    help = "Thiết lập vai trò, cơ quan, giá trị quy định, lịch, cây trang; --demo thêm nội dung minh họa."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="thêm nội dung và tài khoản minh họa")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["demo"] and not hasattr(settings, "DEMO_SIGN_INS"):
            raise CommandError("Nội dung và tài khoản minh họa không dùng cho hệ thống chính thức.")
        with _quiet_log():
            self._set_up(demo=options["demo"])

    def _set_up(self, *, demo: bool) -> None:
        with transaction.atomic():
            self._say("cơ quan, đơn vị", seed_agencies())
            self._say("giá trị theo quy định", seed_rule_values())
            self._say("ngày nghỉ, làm bù", seed_calendar_days())
            home = build_structure()
            seed_roles(home)
            seed_workflow()
            keep_schedules()
        if demo:
            self._say("trang minh họa", build_demo_content())
            keep_sign_ins()
            self._say("tin, bài minh họa trong hộp tiếp nhận", build_demo_inbox())

    def _say(self, what: str, number: int) -> None:
        if number:
            self.stdout.write(f"Đã thêm {number} {what}.")


@contextmanager
def _quiet_log() -> Iterator[None]:
    """Keep quiet about every page that is published, every letter, and the lines that the demo's channels had not."""
    levels = {"wagtail": logging.WARNING, "django-q": logging.WARNING, "editorial.services.channels": logging.CRITICAL}
    before = {name: logging.getLogger(name).level for name in levels}
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
