"""Bring the secrets of second factors to the first key of the key file, beside ``reencrypt``."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services.factor_secrets import renew


class Command(BaseCommand):
    """May be run again at any time; a secret that no key opens stops it and changes nothing."""

    help = "Mã hóa lại khóa của các ứng dụng xác thực bằng khóa đứng đầu tệp khóa."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Đã mã hóa lại {renew()} khóa.")
