"""Take away a person's second factors from the server and say the code for new ones."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.services.accounts import reset_second_factor
from core.lib import clock


class Command(BaseCommand):
    """Administrators cannot reset each other in the admin, and the first has nobody; who holds the server can."""

    help = "Đặt lại xác thực bước hai của một tài khoản; lần đăng nhập sau người đó thiết lập lại."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError("Không có tài khoản này.")
        code = reset_second_factor(person, actor=None, now=clock.now())
        self.stdout.write(f"Đã bỏ mọi cách xác thực bước hai và kết thúc mọi phiên. Mã thiết lập: {code}")
