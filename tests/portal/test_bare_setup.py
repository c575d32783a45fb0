"""Without the demo, set-up makes the tree and the rules and nothing that is invented."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Leader, Role, User
from core.models import PublishedItem
from home.models import HomePage


def test_a_portal_without_demo_has_the_tree_but_no_people_and_no_news(bare_database):
    call_command("setup_portal", verbosity=0)

    listed = PublishedItem.objects.filter(is_listed=True)
    assert [item.path.rsplit("/", 2)[1] for item in listed] == ["quy-che-hoat-dong-trang-thong-tin"]
    assert not User.objects.exists()
    assert not Leader.objects.exists()
    assert Role.objects.count() == 13


def test_a_production_site_refuses_the_demo(bare_database, settings):
    del settings.DEMO_SIGN_INS

    with pytest.raises(CommandError, match="không dùng cho hệ thống chính thức"):
        call_command("setup_portal", "--demo")
    assert not HomePage.objects.exists()
