"""Demo accounts and their short way in cannot exist where the public comes in (R9.4-1)."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings

from accounts.checks import demo_only_off_line

QUESTION = """
from django.conf import settings
from accounts.services import sessions
print(hasattr(settings, "DEMO_SIGN_INS"), hasattr(settings, "DEMO_SKIPS_SECOND_FACTOR"), sessions.demo_may_sign_in())
"""


def test_the_settings_of_production_know_no_demo_whatever_the_environment_says(tmp_path):
    keys = tmp_path / "keys"
    keys.write_text(django_settings.FIELD_KEYS)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "settings.production",
        "SECRET_KEY": "x" * 60,
        "EMAIL_HOST": "localhost",
        "FIELD_KEYS_FILE": str(keys),
        "BLIND_INDEX_KEY_FILE": str(keys),
        "DEMO_SIGN_INS": "yes",
        "DEMO_SKIPS_SECOND_FACTOR": "yes",
    }
    program = f"import django; django.setup()\n{QUESTION}"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=django_settings.BASE_DIR,
    )
    assert done.stdout.split() == ["False", "False", "False"], done.stderr[-500:]


@pytest.mark.parametrize("name", ["SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"])
def test_demo_settings_beside_those_of_production_stop_the_start(settings, name):
    setattr(settings, name, True)
    settings.DEMO_SKIPS_SECOND_FACTOR = True
    assert [error.id for error in demo_only_off_line(None)] == ["accounts.E001"]


def test_demo_settings_alone_are_no_error(settings):
    settings.DEMO_SKIPS_SECOND_FACTOR = True
    assert demo_only_off_line(None) == []
