"""Take away a person's second factors from the server, for the last administrator who lost them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.services.accounts import reset_second_factor
from core.lib import clock


class Command(BaseCommand):
    """Administrators cannot reset each other in the admin; who holds the server can."""

    help = "Đặt lại xác thực bước hai của một tài khoản; lần đăng nhập sau người đó thiết lập lại."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError("Không có tài khoản này.")
        number = reset_second_factor(person, actor=None, now=clock.now())
        self.stdout.write(f"Đã bỏ {number} cách xác thực bước hai và kết thúc mọi phiên.")
