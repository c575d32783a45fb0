"""Accounts that nobody uses are closed by a daily job, and may be opened again (R9.4-1)."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command

from accounts.models import User
from accounts.rules.dormancy import dormant_when_unused_since
from accounts.services.accounts import disable_dormant, set_active
from core.enums import AuditAct
from core.models import AuditEvent
from tests.factories import UserFactory
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db

PERIOD = timedelta(days=90)


def person(now, days: int, **values) -> User:
    long_ago = now - timedelta(days=400)
    return UserFactory(date_joined=long_ago, last_login=now - timedelta(days=days), **values)


def test_a_period_that_is_not_positive_is_refused(frozen_now):
    with pytest.raises(ValueError, match="positive"):
        dormant_when_unused_since(after=timedelta(0), now=frozen_now)


def test_exactly_after_the_period_an_account_is_closed(frozen_now):
    used, unused = person(frozen_now, 89), person(frozen_now, 90)
    assert disable_dormant(after=PERIOD, now=frozen_now) == [unused]
    assert set(User.objects.filter(is_active=True)) == {used}


def test_a_session_of_an_account_that_is_closed_is_over(frozen_now):
    browser = signed_in(person(frozen_now, 100))
    session = browser.session
    UserSession.objects.create(
        user_id=session["_auth_user_id"], session_key=session.session_key, ip="127.0.0.1", user_agent="", data={}
    )
    User.objects.update(last_login=frozen_now - timedelta(days=100))
    disable_dormant(after=PERIOD, now=frozen_now)
    assert not Session.objects.filter(session_key=session.session_key).exists()


def test_an_account_that_was_never_used_counts_from_its_making(frozen_now):
    UserFactory(date_joined=frozen_now - timedelta(days=91), last_login=None)
    fresh = UserFactory(date_joined=frozen_now - timedelta(days=1), last_login=None)
    disable_dormant(after=PERIOD, now=frozen_now)
    assert list(User.objects.filter(is_active=True)) == [fresh]


def test_a_second_run_closes_and_records_nothing_more(frozen_now):
    person(frozen_now, 100)
    disable_dormant(after=PERIOD, now=frozen_now)
    disable_dormant(after=PERIOD, now=frozen_now)
    assert AuditEvent.objects.filter(act=AuditAct.ACCOUNT_DORMANT).count() == 1


def test_a_dry_run_changes_nothing(frozen_now, capsys):
    person(frozen_now, 100)
    call_command("disable_dormant", "--dry-run")
    assert User.objects.filter(is_active=True).count() == 1
    assert "1 tài khoản" in capsys.readouterr().out


def test_an_account_opened_again_stays_open_tomorrow(frozen_now):
    sleeper = person(frozen_now, 100)
    disable_dormant(after=PERIOD, now=frozen_now)
    sleeper.refresh_from_db()
    set_active(sleeper, active=True, actor=UserFactory(superuser=True, last_login=frozen_now), now=frozen_now)
    assert disable_dormant(after=PERIOD, now=frozen_now + timedelta(days=1)) == []
    assert AuditEvent.objects.filter(act=AuditAct.ACCOUNT_REOPENED).exists()


def test_demo_accounts_stay(frozen_now):
    person(frozen_now, 100, is_demo=True)
    assert disable_dormant(after=PERIOD, now=frozen_now) == []
